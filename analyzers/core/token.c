/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/token.h"

#include <string.h>

enum { DEPTH_MAX = 4096, STATEMENT_MAX = 4096 };

typedef BW_VEC(bw_token) token_list;

typedef struct lexer {
  bw_arena *arena;
  const char *text;
  uint32_t size, at, line;
  bool line_start; /* only blanks since the last newline */
  token_list tokens;
  uint32_t open[DEPTH_MAX]; /* brackets that wait for their partner */
  uint32_t depth;
} lexer;

static char peek(const lexer *l, uint32_t ahead) { return l->at + ahead < l->size ? l->text[l->at + ahead] : '\0'; }

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         ((unsigned char)c & 0x80) != 0;
}

static void step(lexer *l) {
  if (l->text[l->at] == '\n') l->line++;
  l->at++;
}

/* A backslash and the end of its line. */
static bool at_continuation(const lexer *l) {
  return peek(l, 0) == '\\' && (peek(l, 1) == '\n' || (peek(l, 1) == '\r' && peek(l, 2) == '\n'));
}

static void skip_block_comment(lexer *l) {
  l->at += 2;
  while (l->at < l->size && !(l->text[l->at] == '*' && peek(l, 1) == '/')) step(l);
  l->at = l->at + 2 < l->size ? l->at + 2 : l->size;
}

/* To the end of the line, continued lines included. */
static void skip_line(lexer *l, bool directive) {
  while (l->at < l->size && l->text[l->at] != '\n') {
    if (directive && l->text[l->at] == '/' && peek(l, 1) == '*') {
      skip_block_comment(l);
    } else if (at_continuation(l)) {
      step(l);
      if (l->text[l->at] == '\r') step(l);
      step(l);
    } else {
      step(l);
    }
  }
}

static void skip_string(lexer *l) {
  char quote = l->text[l->at];
  l->at++;
  while (l->at < l->size && l->text[l->at] != quote && l->text[l->at] != '\n') {
    if (l->text[l->at] == '\\' && l->at + 1 < l->size) step(l);
    step(l);
  }
  if (l->at < l->size && l->text[l->at] == quote) l->at++;
}

static void skip_number(lexer *l) {
  while (l->at < l->size && (is_word(l->text[l->at]) || l->text[l->at] == '.' ||
                             (strchr("+-", l->text[l->at]) != NULL && strchr("eEpP", l->text[l->at - 1]) != NULL)))
    l->at++;
}

static void skip_punct(lexer *l) {
  char first = peek(l, 0), second = peek(l, 1);
  l->at++;
  bool doubled = second == first && strchr("+-<>&|=", first) != NULL;
  bool assigns = second == '=' && strchr("+-*/%&|^!<>=", first) != NULL;
  if (doubled || assigns || (first == '-' && second == '>')) l->at++;
}

static bw_token_kind take(lexer *l) {
  char c = peek(l, 0), next = peek(l, 1);
  if (c == '/' && (next == '*' || next == '/')) {
    if (next == '*')
      skip_block_comment(l);
    else
      skip_line(l, false);
    return BW_TOKEN_COMMENT;
  }
  if (c == '#' && l->line_start) {
    skip_line(l, true);
    return BW_TOKEN_DIRECTIVE;
  }
  if (c == '"' || c == '\'') {
    skip_string(l);
    return BW_TOKEN_STRING;
  }
  if ((c >= '0' && c <= '9') || (c == '.' && next >= '0' && next <= '9')) {
    l->at++;
    skip_number(l);
    return BW_TOKEN_NUMBER;
  }
  if (is_word(c)) {
    while (l->at < l->size && is_word(l->text[l->at])) l->at++;
    return BW_TOKEN_WORD;
  }
  skip_punct(l);
  return BW_TOKEN_PUNCT;
}

/* A closing bracket belongs to the last opening one if that is of its kind. */
static void match_bracket(lexer *l, uint32_t index) {
  bw_token *token = &l->tokens.at[index];
  char c = l->text[token->begin];
  if (token->kind != BW_TOKEN_PUNCT || token->end != token->begin + 1) return;
  if (strchr("([{", c) != NULL) {
    if (l->depth < DEPTH_MAX) l->open[l->depth++] = index;
  } else if (strchr(")]}", c) != NULL && l->depth > 0) {
    bw_token *other = &l->tokens.at[l->open[l->depth - 1]];
    char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';
    /* The branches of an #if may open twice what they close once: a brace ends what was left open inside. */
    while (c == '}' && l->text[other->begin] != '{' && l->depth > 1) other = &l->tokens.at[l->open[--l->depth - 1]];
    if (l->text[other->begin] != wanted) return;
    token->match = l->open[--l->depth];
    other->match = index;
  }
}

bw_tokens bw_tokens_read(bw_arena *arena, const char *text, size_t size) {
  lexer *l = bw_core_new(arena, lexer);
  l->arena = arena;
  l->text = text;
  l->size = (uint32_t)size;
  l->line = 1;
  l->line_start = true;
  while (l->at < l->size) {
    char c = l->text[l->at];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v' || c == '\0' || at_continuation(l)) {
      if (c == '\n') l->line_start = true;
      step(l);
      continue;
    }
    bw_token token = {.begin = l->at, .line = l->line, .match = l->tokens.count};
    token.kind = take(l);
    token.end = l->at;
    token.end_line = l->line;
    bw_vec_push(arena, &l->tokens, token);
    match_bracket(l, l->tokens.count - 1);
    if (token.kind != BW_TOKEN_COMMENT) l->line_start = false;
  }
  return (bw_tokens){text, l->tokens.at, l->tokens.count};
}

/* ---- questions --------------------------------------------------------------------------------------------- */

uint32_t bw_token_at(const bw_tokens *tokens, uint32_t offset) {
  uint32_t low = 0, high = tokens->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (tokens->at[middle].end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  while (low < tokens->count && tokens->at[low].kind == BW_TOKEN_COMMENT) low++;
  return low;
}

bool bw_token_is(const bw_tokens *tokens, uint32_t index, const char *text) {
  const bw_token *token = &tokens->at[index];
  size_t size = strlen(text);
  return token->end - token->begin == size && memcmp(tokens->text + token->begin, text, size) == 0;
}

bool bw_token_is_keyword(const bw_tokens *tokens, uint32_t index) {
  static const char *const words[] = {"auto",    "break",    "case",   "char",     "const",  "continue", "default",
                                      "do",      "double",   "else",   "enum",     "extern", "float",    "for",
                                      "goto",    "if",       "inline", "int",      "long",   "return",   "register",
                                      "short",   "restrict", "signed", "sizeof",   "static", "struct",   "switch",
                                      "typedef", "typeof",   "union",  "unsigned", "void",   "volatile", "while",
                                      "_Bool",   "bool",     "true",   "false",    "NULL",   "nullptr"};
  if (tokens->at[index].kind != BW_TOKEN_WORD) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (bw_token_is(tokens, index, words[i])) return true;
  return false;
}

static bool is_any(const bw_tokens *tokens, uint32_t index, const char *const *texts) {
  for (; *texts != NULL; texts++)
    if (bw_token_is(tokens, index, *texts)) return true;
  return false;
}

/* The token before index that is no comment; index itself if there is none. */
static uint32_t before(const bw_tokens *tokens, uint32_t index) {
  for (uint32_t i = index; i > 0; i--)
    if (tokens->at[i - 1].kind != BW_TOKEN_COMMENT) return i - 1;
  return index;
}

/* Whether this ')' ends the head of a statement that has another one for its body. */
static bool ends_head(const bw_tokens *tokens, uint32_t index) {
  static const char *const heads[] = {"if", "for", "while", "switch", NULL};
  uint32_t open = tokens->at[index].match;
  if (open >= index || !bw_token_is(tokens, index, ")")) return false;
  uint32_t word = before(tokens, open);
  return word < open && is_any(tokens, word, heads);
}

/* Whether a statement starts behind this token. */
static bool separates(const bw_tokens *tokens, uint32_t index) {
  static const char *const ends[] = {";", "{", "}", "else", "do", NULL};
  return tokens->at[index].kind == BW_TOKEN_DIRECTIVE || is_any(tokens, index, ends) || ends_head(tokens, index);
}

static uint32_t statement_first(const bw_tokens *tokens, uint32_t index) {
  for (uint32_t steps = 0; index > 0 && steps < STATEMENT_MAX; steps++) {
    const bw_token *token = &tokens->at[index - 1];
    if (separates(tokens, index - 1)) break;
    /* Over what is bracketed: a ';' in there is none of this statement's ends. */
    index = token->match < index - 1 ? token->match : index - 1;
  }
  return index;
}

static uint32_t statement_end(const bw_tokens *tokens, uint32_t index) {
  for (uint32_t steps = 0; index < tokens->count && steps < STATEMENT_MAX; steps++) {
    const bw_token *token = &tokens->at[index];
    if (token->kind == BW_TOKEN_DIRECTIVE || bw_token_is(tokens, index, "{") || bw_token_is(tokens, index, "}")) break;
    if (bw_token_is(tokens, index, ";") || ends_head(tokens, index)) return index + 1;
    if (token->match > index)
      index = token->match; /* a head's own ')' is looked at before it is stepped over */
    else
      index++;
  }
  return index;
}

void bw_token_statement(const bw_tokens *tokens, uint32_t index, uint32_t *ret_first, uint32_t *ret_end) {
  if (separates(tokens, index) && !bw_token_is(tokens, index, ";")) {
    *ret_first = index;
    *ret_end = index + 1;
    return;
  }
  *ret_first = statement_first(tokens, index);
  uint32_t end = statement_end(tokens, index);
  *ret_end = end > index ? end : index + 1;
}

uint32_t bw_token_declaration_end(const bw_tokens *tokens, uint32_t first) {
  for (uint32_t at = first; at < tokens->count;) {
    const bw_token *token = &tokens->at[at];
    uint32_t last = token->match > at ? token->match : at;
    if (token->kind == BW_TOKEN_DIRECTIVE || bw_token_is(tokens, last, ";")) return last + 1;
    /* The '}' of a body ends it; "} name;" and "= { ... };" go on. */
    if (bw_token_is(tokens, last, "}")) {
      uint32_t next = last + 1;
      while (next < tokens->count && tokens->at[next].kind == BW_TOKEN_COMMENT) next++;
      bool goes_on = next < tokens->count && (bw_token_is(tokens, next, ";") || bw_token_is(tokens, next, ","));
      if (!goes_on && (at == first || !bw_token_is(tokens, before(tokens, at), "="))) return last + 1;
    }
    at = last + 1;
  }
  return tokens->count;
}
