/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A C source as tokens, without preprocessing: where comments, words and statements are.
 *
 * Made for questions about the text that a finding stands in (which statement, which function, which comment), not for
 * parsing. Any bytes give tokens: what no rule fits is punctuation of one byte; a comment or string without an end
 * goes to the end of its line or of the text. A preprocessor line, with its continuations, is one token.
 * Offsets count bytes from 0, lines from 1.
 */
#ifndef BULWARK_CORE_TOKEN_H
#define BULWARK_CORE_TOKEN_H

#include "bulwark/arena.h"
#include "core/vec.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum bw_token_kind {
  BW_TOKEN_WORD,
  BW_TOKEN_NUMBER,
  BW_TOKEN_STRING, /* or a character */
  BW_TOKEN_PUNCT,
  BW_TOKEN_COMMENT,
  BW_TOKEN_DIRECTIVE,
} bw_token_kind;

typedef struct bw_token {
  bw_token_kind kind;
  uint32_t begin, end;     /* bytes */
  uint32_t line, end_line; /* of its first and its last byte */
  uint32_t match;          /* of a bracket: the index of the other one, its own if there is none */
} bw_token;

typedef struct bw_tokens {
  const char *text;
  const bw_token *at;
  uint32_t count;
} bw_tokens;

/* pre: text[0, size) readable, size below 2^32. cost: linear. */
bw_tokens bw_tokens_read(bw_arena *arena, const char *text, size_t size);

/* The index of the first token that is no comment and ends behind offset; count if there is none. */
uint32_t bw_token_at(const bw_tokens *tokens, uint32_t offset);

/* Whether the token has exactly this text. */
bool bw_token_is(const bw_tokens *tokens, uint32_t index, const char *text);

/* Whether the token is a word of the language and no name. */
bool bw_token_is_keyword(const bw_tokens *tokens, uint32_t index);

/* The statement around a token, as the half-open range of tokens [first, end), comments included: from behind the last
 * ';', '{', '}', the head of an if, for, while or switch, else, do or directive, to its own ';' or the token before the
 * next brace, or to the end of the head it is in. So neither line breaks nor added braces change it. At most 4,096
 * tokens each way.
 * pre: index < count. */
void bw_token_statement(const bw_tokens *tokens, uint32_t index, uint32_t *ret_first, uint32_t *ret_end);

/* Where the function, or other declaration outside of all braces, that begins at token first ends; at least first + 1.
 * pre: first < count. */
uint32_t bw_token_declaration_end(const bw_tokens *tokens, uint32_t first);

#ifdef __cplusplus
}
#endif

#endif
