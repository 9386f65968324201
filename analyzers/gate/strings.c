/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/strings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bw_text_add(bw_text *text, const char *bytes, size_t size) {
  if (size >= text->room - text->size || text->at == NULL) {
    size_t room = text->room == 0 ? 256 : text->room;
    while (room <= text->size + size) room *= 2;
    char *grown = bw_core_array(text->arena, char, room);
    if (text->size > 0) memcpy(grown, text->at, text->size);
    text->at = grown;
    text->room = room;
  }
  if (size > 0) memcpy(text->at + text->size, bytes, size);
  text->size += size;
  text->at[text->size] = '\0';
}

void bw_text_puts(bw_text *text, const char *string) { bw_text_add(text, string, strlen(string)); }

static char *format_list(bw_arena *arena, const char *format, va_list args, size_t *ret_size) {
  va_list again;
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  if (size < 0) size = 0;
  char *string = bw_core_array(arena, char, (size_t)size + 1);
  vsnprintf(string, (size_t)size + 1, format, again);
  va_end(again);
  *ret_size = (size_t)size;
  return string;
}

void bw_text_print(bw_text *text, const char *format, ...) {
  va_list args;
  va_start(args, format);
  size_t size = 0;
  char *string = format_list(text->arena, format, args, &size);
  va_end(args);
  bw_text_add(text, string, size);
}

const char *bw_text_string(const bw_text *text) { return text->at == NULL ? "" : text->at; }

char *bw_format(bw_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  size_t size = 0;
  char *string = format_list(arena, format, args, &size);
  va_end(args);
  return string;
}

char *bw_copy(bw_arena *arena, const char *bytes, size_t size) {
  char *copy = bw_core_array(arena, char, size + 1);
  if (size > 0) memcpy(copy, bytes, size);
  copy[size] = '\0';
  return copy;
}

bool bw_starts_with(const char *string, const char *prefix) { return strncmp(string, prefix, strlen(prefix)) == 0; }

bool bw_ends_with(const char *string, const char *suffix) {
  size_t size = strlen(string), tail = strlen(suffix);
  return size >= tail && strcmp(string + size - tail, suffix) == 0;
}

uint64_t bw_hash(uint64_t seed, const void *bytes, size_t size) {
  const unsigned char *at = bytes;
  for (size_t i = 0; i < size; i++) seed = (seed ^ at[i]) * UINT64_C(0x100000001b3);
  return seed;
}

uint64_t bw_hash_string(uint64_t seed, const char *string) { return bw_hash(seed, string, strlen(string) + 1); }

/* RFC 3629. */
size_t bw_utf8_length(const unsigned char *at) {
  if (at[0] < 0x80) return 1;
  size_t length = at[0] >= 0xc2 && at[0] <= 0xdf ? 2 : at[0] >= 0xe0 && at[0] <= 0xef ? 3 : at[0] >= 0xf0 && at[0] <= 0xf4 ? 4 : 0;
  for (size_t i = 1; i < length; i++)
    if ((at[i] & 0xc0) != 0x80) return 0;
  if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f)) return 0;
  if ((at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f)) return 0;
  return length;
}

const char *bw_utf8(bw_arena *arena, const char *string) {
  const unsigned char *at = (const unsigned char *)string;
  while (*at != '\0' && bw_utf8_length(at) > 0) at += bw_utf8_length(at);
  if (*at == '\0') return string;
  bw_text text = {.arena = arena};
  for (at = (const unsigned char *)string; *at != '\0';) {
    size_t length = bw_utf8_length(at);
    if (length > 0) {
      bw_text_add(&text, (const char *)at, length);
    } else {
      bw_text_puts(&text, "\xef\xbf\xbd");
    }
    at += length > 0 ? length : 1;
  }
  return bw_text_string(&text);
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* Adds the quoted part that starts at the quote *at; returns the byte after its end, NULL when it has none. */
static const char *split_quoted(bw_text *word, const char *at) {
  char quote = *at++;
  while (*at != quote) {
    /* Within double quotes a backslash keeps its meaning only before these. */
    if (quote == '"' && *at == '\\' && at[1] != '\0' && strchr("\"\\$`\n", at[1]) != NULL) at++;
    if (*at == '\0') return NULL;
    bw_text_add(word, at++, 1);
  }
  return at + 1;
}

static const char *split_word(bw_text *word, const char *at) {
  while (*at != '\0' && !blank(*at)) {
    if (*at == '\'' || *at == '"') {
      at = split_quoted(word, at);
      if (at == NULL) return NULL;
      continue;
    }
    if (*at == '\\' && at[1] != '\0') at++;
    bw_text_add(word, at++, 1);
  }
  return at;
}

bool bw_words_split(bw_arena *arena, const char *command, bw_words *ret_words) {
  bw_words words = {0};
  const char *at = command;
  while (blank(*at)) at++;
  while (*at != '\0') {
    bw_text word = {.arena = arena};
    bw_text_add(&word, "", 0); /* an empty pair of quotes is a word too */
    at = split_word(&word, at);
    if (at == NULL) return false;
    bw_vec_push(arena, &words, bw_text_string(&word));
    while (blank(*at)) at++;
  }
  *ret_words = words;
  return true;
}

static int compare_words(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void bw_words_sort(bw_words *words) {
  uint32_t kept = 0;
  if (words->count > 0) qsort(words->at, words->count, sizeof *words->at, compare_words);
  for (uint32_t i = 0; i < words->count; i++)
    if (i == 0 || strcmp(words->at[i], words->at[kept - 1]) != 0) words->at[kept++] = words->at[i];
  words->count = kept;
}

bool bw_words_has(const bw_words *words, const char *word) {
  return words->count > 0 && bsearch(&word, words->at, words->count, sizeof word, compare_words) != NULL;
}
