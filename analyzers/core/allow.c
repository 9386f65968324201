/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/allow.h"

#include <string.h>

static const char mark[] = "bulwark:";

bool bw_allow_possible(const char *text, size_t size) {
  for (const char *at = text; size >= sizeof mark - 1;) {
    const char *found = memchr(at, 'b', size - (sizeof mark - 2));
    if (found == NULL) return false;
    if (memcmp(found, mark, sizeof mark - 1) == 0) return true;
    size -= (size_t)(found + 1 - at);
    at = found + 1;
  }
  return false;
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* A piece of a comment that is read from its start. */
typedef struct piece {
  const char *at, *end;
} piece;

static void skip_blanks(piece *p) {
  while (p->at < p->end && blank(*p->at)) p->at++;
}

static bool skip_text(piece *p, const char *text) {
  size_t size = strlen(text);
  if ((size_t)(p->end - p->at) < size || memcmp(p->at, text, size) != 0) return false;
  p->at += size;
  return true;
}

static char *copy(bw_arena *arena, const char *at, size_t size) {
  char *made = bw_core_array(arena, char, size + 1);
  if (size > 0) memcpy(made, at, size);
  made[size] = '\0';
  return made;
}

/* What stands between the comment's signs. */
static piece inside(const bw_tokens *tokens, const bw_token *token) {
  piece p = {tokens->text + token->begin + 2, tokens->text + token->end};
  if (tokens->text[token->begin + 1] == '*' && p.end - p.at >= 2 && p.end[-1] == '/' && p.end[-2] == '*') p.end -= 2;
  while (p.at < p.end && (blank(*p.at) || *p.at == '*' || *p.at == '!' || *p.at == '/')) p.at++;
  while (p.end > p.at && (blank(p.end[-1]) || p.end[-1] == '*')) p.end--;
  return p;
}

static void read_rules(bw_arena *arena, piece list, bw_allow *allow) {
  BW_VEC(const char *) rules = {0};
  while (list.at < list.end) {
    skip_blanks(&list);
    const char *end = list.at;
    while (end < list.end && *end != ',') end++;
    piece rule = {list.at, end};
    while (rule.end > rule.at && blank(rule.end[-1])) rule.end--;
    (void)skip_text(&rule, "bulwark-");
    if (rule.end > rule.at) bw_vec_push(arena, &rules, copy(arena, rule.at, (size_t)(rule.end - rule.at)));
    list.at = end < list.end ? end + 1 : end;
  }
  allow->rules = (const char *const *)rules.at;
  allow->rule_count = rules.count;
}

/* The reason on one line: a comment over several lines has stars and blanks at their starts. */
static const char *one_line(bw_arena *arena, piece p) {
  char *made = bw_core_array(arena, char, (size_t)(p.end - p.at) + 1);
  size_t size = 0;
  bool line_start = false;
  for (; p.at < p.end; p.at++) {
    if (*p.at == '\n') line_start = true;
    if (blank(*p.at) || (line_start && *p.at == '*')) {
      if (size > 0 && made[size - 1] != ' ') made[size++] = ' ';
    } else {
      made[size++] = *p.at;
      line_start = false;
    }
  }
  while (size > 0 && made[size - 1] == ' ') size--;
  made[size] = '\0';
  return made;
}

static void read_text(bw_arena *arena, piece p, bw_allow *allow) {
  allow->reason = "";
  skip_blanks(&p);
  if (!skip_text(&p, "allow")) {
    allow->fault = "says nothing that is known; write allow(RULE) REASON";
    return;
  }
  skip_blanks(&p);
  const char *close = p.at < p.end && *p.at == '(' ? memchr(p.at, ')', (size_t)(p.end - p.at)) : NULL;
  if (close == NULL) {
    allow->fault = "names no rule; write allow(RULE) REASON";
    return;
  }
  read_rules(arena, (piece){p.at + 1, close}, allow);
  p.at = close + 1;
  while (p.at < p.end && (blank(*p.at) || *p.at == ':' || *p.at == '-')) p.at++;
  allow->reason = one_line(arena, p);
  if (allow->rule_count == 0) allow->fault = "names no rule; write allow(RULE) REASON";
}

static uint32_t column_of(const bw_tokens *tokens, uint32_t offset) {
  uint32_t start = offset;
  while (start > 0 && tokens->text[start - 1] != '\n') start--;
  return offset - start + 1;
}

/* Which lines the comment is for. */
static void place(const bw_tokens *tokens, uint32_t index, bw_allow *allow) {
  uint32_t code = index, first, end;
  while (code > 0 && tokens->at[code - 1].kind == BW_TOKEN_COMMENT) code--;
  bool behind = code > 0 && tokens->at[code - 1].end_line == tokens->at[index].line;
  if (behind) {
    code--;
  } else {
    for (code = index; code < tokens->count && tokens->at[code].kind == BW_TOKEN_COMMENT;) code++;
    if (code == tokens->count) return;
  }
  bw_token_statement(tokens, code, &first, &end);
  while (first < code && tokens->at[first].kind == BW_TOKEN_COMMENT) first++;
  if (end == 0) return;
  allow->first_line = tokens->at[behind ? first : code].line;
  allow->last_line = behind ? tokens->at[index].line : tokens->at[end - 1].end_line;
}

bw_allows bw_allow_read(bw_arena *arena, const bw_tokens *tokens) {
  BW_VEC(bw_allow) found = {0};
  for (uint32_t i = 0; i < tokens->count; i++) {
    const bw_token *token = &tokens->at[i];
    if (token->kind != BW_TOKEN_COMMENT) continue;
    piece p = inside(tokens, token);
    if (!skip_text(&p, mark)) continue;
    bw_allow allow = {.line = token->line, .end_line = token->end_line, .begin = token->begin, .end = token->end};
    allow.column = column_of(tokens, token->begin);
    allow.end_column = column_of(tokens, token->end);
    read_text(arena, p, &allow);
    place(tokens, i, &allow);
    bw_vec_push(arena, &found, allow);
  }
  return (bw_allows){found.at, found.count};
}

bool bw_allow_covers(const bw_allow *allow, const char *rule, uint32_t line) {
  if (allow->fault != NULL || *allow->reason == '\0' || allow->first_line == 0) return false;
  if (line < allow->first_line || line > allow->last_line) return false;
  for (uint32_t i = 0; i < allow->rule_count; i++)
    if (strcmp(allow->rules[i], rule) == 0) return true;
  return false;
}
