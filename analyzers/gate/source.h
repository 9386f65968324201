/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The source lines that findings stand on, read once each.
 *
 * A file that cannot be read, or has become shorter since it was analysed, simply has no such line. Files that hold
 * NUL bytes or are larger than 64 MiB count as unreadable.
 */
#ifndef BULWARK_GATE_SOURCE_H
#define BULWARK_GATE_SOURCE_H

#include "core/allow.h"
#include "gate/strings.h"

typedef struct bw_source_file {
  const char *path;
  const char *bytes; /* NULL: unreadable */
  BW_VEC(uint32_t) starts; /* of lines */
  size_t size;
  const bw_tokens *tokens; /* NULL: not asked for yet */
  BW_VEC(uint32_t) cuts;   /* where declarations begin, as indices of tokens; none: not asked for yet */
} bw_source_file;

typedef struct bw_sources {
  bw_arena *arena; /* set by the user, everything else zero */
  bw_source_file **slots; /* hashed by path */
  uint32_t room, count;
} bw_sources;

/* Line number line, from 1, without its end, as a string in the arena; NULL if there is none. path is resolved. */
const char *bw_source_line(bw_sources *sources, const char *path, uint32_t line);

/* The bytes [begin, end) of a file; NULL if it has none such. path is resolved. */
const char *bw_source_text(bw_sources *sources, const char *path, uint32_t begin, uint32_t end, size_t *ret_size);

/* The file, NULL if it cannot be read. path is resolved. */
const bw_source_file *bw_source_file_of(bw_sources *sources, const char *path);

/* The file as tokens, read once; without any if it cannot be read. path is resolved. */
const bw_tokens *bw_source_tokens(bw_sources *sources, const char *path);

/* The index of the token at line and column, both from 1, among the file's tokens; their count if there is none. */
uint32_t bw_source_token_at(bw_sources *sources, const char *path, uint32_t line, uint32_t column);

/* A declaration outside of all braces, such as a function, as the half-open range of tokens. */
typedef struct bw_declaration {
  uint32_t first, end;
} bw_declaration;

/* How many declarations the file has, and each of them. number < their count. path is resolved. */
uint32_t bw_source_declaration_count(bw_sources *sources, const char *path);
bw_declaration bw_source_declaration(bw_sources *sources, const char *path, uint32_t number);

/* The number of the declaration around a token. pre: token < the file's tokens. */
uint32_t bw_source_declaration_at(bw_sources *sources, const char *path, uint32_t token);

/* The suppressions in the file; none, at the cost of one search, when there can be none. path is resolved. */
bw_allows bw_source_allows(bw_sources *sources, const char *path);

/* The column of the byte column of text, counted in code points; both from 1. Bytes past the end count one each. */
uint32_t bw_source_code_point(const char *text, uint32_t column);

#endif
