/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/fingerprint.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 256 };

typedef struct mark {
  uint64_t hash; /* of what stays the same */
  const char *file;
  size_t index; /* of the finding */
} mark;

/* ---- the statement ----------------------------------------------------------------------------------------- */

/* The names of a statement in the order in which they first occur, as indices of tokens. */
typedef struct names {
  uint32_t at[NAMES_MAX];
  uint32_t count;
} names;

static bool same_text(const bw_tokens *tokens, uint32_t a, uint32_t b) {
  uint32_t size = tokens->at[a].end - tokens->at[a].begin;
  return tokens->at[b].end - tokens->at[b].begin == size &&
         memcmp(tokens->text + tokens->at[a].begin, tokens->text + tokens->at[b].begin, size) == 0;
}

static bool is_upper_case(const bw_tokens *tokens, uint32_t index) {
  const bw_token *token = &tokens->at[index];
  bool letter = false;
  for (uint32_t i = token->begin; i < token->end; i++) {
    if (tokens->text[i] >= 'a' && tokens->text[i] <= 'z') return false;
    letter = letter || (tokens->text[i] >= 'A' && tokens->text[i] <= 'Z');
  }
  return letter && token->end - token->begin > 1;
}

/* Whether the word means the same wherever it stands: what is called, a member, a tag, a macro, a word of the
 * language. */
static bool has_meaning(const bw_tokens *tokens, uint32_t index) {
  static const char *const before[] = {".", "->", "struct", "union", "enum"};
  uint32_t next = index + 1;
  if (bw_token_is_keyword(tokens, index) || is_upper_case(tokens, index)) return true;
  while (next < tokens->count && tokens->at[next].kind == BW_TOKEN_COMMENT) next++;
  if (next < tokens->count && bw_token_is(tokens, next, "(")) return true;
  for (uint32_t i = index; i > 0; i--) {
    if (tokens->at[i - 1].kind == BW_TOKEN_COMMENT) continue;
    for (size_t k = 0; k < sizeof before / sizeof *before; k++)
      if (bw_token_is(tokens, i - 1, before[k])) return true;
    break;
  }
  return false;
}

static uint64_t hash_number(uint64_t hash, uint64_t number) {
  /* By value, not by bytes in memory: the same on machines of either byte order. */
  unsigned char digits[8];
  for (unsigned k = 0; k < 8; k++) digits[k] = (unsigned char)(number >> (8 * k));
  return bw_hash(hash, digits, sizeof digits);
}

static uint64_t hash_token(uint64_t hash, const bw_tokens *tokens, uint32_t index, names *known) {
  const bw_token *token = &tokens->at[index];
  if (token->kind == BW_TOKEN_WORD && !has_meaning(tokens, index)) {
    uint32_t number = 0;
    while (number < known->count && !same_text(tokens, known->at[number], index)) number++;
    if (number == known->count && known->count < NAMES_MAX) known->at[known->count++] = index;
    return hash_number(bw_hash_string(hash, "name"), number);
  }
  hash = bw_hash(hash, tokens->text + token->begin, token->end - token->begin);
  return bw_hash(hash, "", 1);
}

static uint64_t hash_statement(uint64_t hash, const bw_tokens *tokens, uint32_t index) {
  uint32_t first = 0, end = 0, place = 0, number = 0;
  names known = {.count = 0};
  bw_token_statement(tokens, index, &first, &end);
  for (uint32_t i = first; i < end; i++) {
    if (tokens->at[i].kind == BW_TOKEN_COMMENT) continue;
    if (i == index) place = number;
    hash = hash_token(hash, tokens, i, &known);
    number++;
  }
  return hash_number(hash, place);
}

/* Without the source, the message is all there is to tell findings of a function apart; what it quotes may be local
 * names. */
static uint64_t hash_message(uint64_t hash, const char *message) {
  bool quoted = false;
  for (; *message != '\0'; message++) {
    if (*message == '\'') quoted = !quoted;
    if (!quoted) hash = bw_hash(hash, message, 1);
  }
  return hash;
}

static uint64_t hash_finding(bw_sources *sources, const bw_finding *finding) {
  const bw_tokens *tokens = bw_source_tokens(sources, finding->pos.file);
  uint32_t index = bw_source_token_at(sources, finding->pos.file, finding->pos.line, finding->pos.column);
  uint64_t hash = bw_hash_string(BW_HASH_START, finding->check);
  hash = bw_hash_string(hash, finding->function);
  return index < tokens->count ? hash_statement(hash, tokens, index) : hash_message(hash, finding->message);
}

/* ---- all of them ------------------------------------------------------------------------------------------- */

static int compare_marks(const void *a, const void *b) {
  const mark *one = a, *other = b;
  int by = strcmp(one->file, other->file);
  if (by == 0) by = one->hash < other->hash ? -1 : one->hash > other->hash ? 1 : 0;
  if (by == 0) by = one->index < other->index ? -1 : 1;
  return by;
}

const bw_fingerprint *bw_fingerprints(bw_arena *arena, bw_sources *sources, const bw_finding *findings, size_t count) {
  if (count == 0) return NULL;
  mark *marks = bw_core_array(arena, mark, count);
  bw_fingerprint *prints = bw_core_array(arena, bw_fingerprint, count);
  for (size_t i = 0; i < count; i++) {
    const char *file = findings[i].pos.file;
    marks[i] = (mark){hash_finding(sources, &findings[i]), file == NULL ? "" : file, i};
  }
  qsort(marks, count, sizeof *marks, compare_marks);
  uint64_t ordinal = 0;
  for (size_t i = 0; i < count; i++) {
    bool twin = i > 0 && marks[i].hash == marks[i - 1].hash && strcmp(marks[i].file, marks[i - 1].file) == 0;
    ordinal = twin ? ordinal + 1 : 0;
    prints[marks[i].index] =
        (bw_fingerprint){bw_format(arena, "%016llx", (unsigned long long)marks[i].hash),
                         bw_format(arena, "%016llx", (unsigned long long)hash_number(marks[i].hash, ordinal))};
  }
  return prints;
}
