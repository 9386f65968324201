/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Strings in an arena, and a growing text.
 *
 * All results are NUL-terminated and live as long as the arena. A bw_text keeps a NUL after its last byte from the
 * first addition on. Nothing here fails: running out of memory ends the program.
 */
#ifndef BULWARK_GATE_STRINGS_H
#define BULWARK_GATE_STRINGS_H

#include "gate/gate.h"

typedef struct bw_text {
  bw_arena *arena; /* set by the user, everything else zero */
  char *at;
  size_t size, room;
} bw_text;

void bw_text_add(bw_text *text, const char *bytes, size_t size);
void bw_text_puts(bw_text *text, const char *string);
__attribute__((format(printf, 2, 3))) void bw_text_print(bw_text *text, const char *format, ...);

/* The text as a string, "" when nothing was added. */
const char *bw_text_string(const bw_text *text);

__attribute__((format(printf, 2, 3))) char *bw_format(bw_arena *arena, const char *format, ...);
char *bw_copy(bw_arena *arena, const char *bytes, size_t size);
#define bw_copy_string(arena, string) bw_copy((arena), (string), strlen(string))

bool bw_starts_with(const char *string, const char *prefix);
bool bw_ends_with(const char *string, const char *suffix);

/* FNV-1a over bytes, going on from seed; BW_HASH_START begins. */
#define BW_HASH_START UINT64_C(0xcbf29ce484222325)
uint64_t bw_hash(uint64_t seed, const void *bytes, size_t size);

/* Hashes the string with its NUL, so that the ends of strings count. */
uint64_t bw_hash_string(uint64_t seed, const char *string);

/* The length of the well-formed UTF-8 sequence at the start of at, which ends in a NUL somewhere; 0 when there is none. */
size_t bw_utf8_length(const unsigned char *at);

/* A copy in which every byte that is not part of well-formed UTF-8 is U+FFFD; string itself if there is none. */
const char *bw_utf8(bw_arena *arena, const char *string);

/* Sorts and drops repeats. */
void bw_words_sort(bw_words *words);

/* Whether the word is among them. pre: sorted. */
bool bw_words_has(const bw_words *words, const char *word);

/* Splits a command as a POSIX shell splits words: blanks, quotes, backslashes; nothing is expanded.
 * Returns false, saying nothing, when a quote is not closed. */
bool bw_words_split(bw_arena *arena, const char *command, bw_words *ret_words);

#endif
