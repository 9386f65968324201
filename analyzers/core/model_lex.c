/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/model_lex.h"

#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void bw_model_lex_init(bw_model_lexer *lexer, const char *text, size_t size) {
  *lexer = (bw_model_lexer){.at = text, .end = text + size, .line_start = text, .line = 1};
}

static void take_newline(bw_model_lexer *lexer) {
  lexer->at++;
  lexer->line++;
  lexer->line_start = lexer->at;
}

/* Skips blanks, comments and the ends of lines that the next line continues. */
static void skip_blanks(bw_model_lexer *lexer) {
  while (lexer->at < lexer->end) {
    char c = *lexer->at;
    if (is_blank(c)) {
      lexer->at++;
    } else if (c == '#') {
      while (lexer->at < lexer->end && *lexer->at != '\n') lexer->at++;
    } else if (c == '\n' && lexer->end - lexer->at > 1 && is_blank(lexer->at[1])) {
      take_newline(lexer);
    } else {
      return;
    }
  }
}

static bw_model_token begin(const bw_model_lexer *lexer, bw_model_token_kind kind) {
  return (bw_model_token){.kind = (uint8_t)kind,
                          .line = lexer->line,
                          .column = (uint32_t)(lexer->at - lexer->line_start) + 1,
                          .text = lexer->at};
}

static bw_model_token finish(const bw_model_lexer *lexer, bw_model_token token) {
  token.size = (size_t)(lexer->at - token.text);
  return token;
}

static bw_model_token bad(const bw_model_lexer *lexer, bw_model_token token, const char *fault) {
  token.kind = BW_TOKEN_BAD;
  token.fault = fault;
  return finish(lexer, token);
}

static bw_model_token lex_number(bw_model_lexer *lexer) {
  bw_model_token token = begin(lexer, BW_TOKEN_NUMBER);
  int64_t base = 10;
  if (lexer->end - lexer->at > 2 && lexer->at[0] == '0' && lexer->at[1] == 'x' && hex_digit(lexer->at[2]) >= 0) {
    base = 16;
    lexer->at += 2;
  }
  bool fits = true;
  while (lexer->at < lexer->end) {
    int digit = hex_digit(*lexer->at);
    if (digit < 0 || digit >= base) break;
    if (token.number > (INT64_MAX - digit) / base) fits = false;
    if (fits) token.number = token.number * base + digit;
    lexer->at++;
  }
  bool runs_on = lexer->at < lexer->end && is_word(*lexer->at);
  while (lexer->at < lexer->end && is_word(*lexer->at)) lexer->at++;
  if (runs_on) return bad(lexer, token, "number runs into a name");
  if (!fits) return bad(lexer, token, "number is larger than 9223372036854775807");
  return finish(lexer, token);
}

static bw_model_token lex_string(bw_model_lexer *lexer, bw_model_token_kind kind) {
  bw_model_token token = begin(lexer, kind);
  lexer->at++;
  while (lexer->at < lexer->end && *lexer->at != '"' && *lexer->at != '\n' && *lexer->at != '\0') lexer->at++;
  if (lexer->at == lexer->end || *lexer->at != '"') return bad(lexer, token, "string has no closing quote on its line");
  token.text++;
  token = finish(lexer, token);
  lexer->at++;
  return token;
}

static bw_model_token lex_dots(bw_model_lexer *lexer) {
  bw_model_token token = begin(lexer, BW_TOKEN_RANGE);
  size_t dots = 0;
  while (lexer->at < lexer->end && *lexer->at == '.') {
    dots++;
    lexer->at++;
  }
  if (dots == 3) token.kind = BW_TOKEN_REST;
  if (dots != 2 && dots != 3) return bad(lexer, token, "dots come as '..' or '...'");
  return finish(lexer, token);
}

/* The statement's end, when it is here. */
static bool lex_end(bw_model_lexer *lexer, bw_model_token *ret_token) {
  if (lexer->at == lexer->end) {
    *ret_token = begin(lexer, BW_TOKEN_END);
    return true;
  }
  if (*lexer->at == '\n') {
    *ret_token = begin(lexer, BW_TOKEN_LINE);
    take_newline(lexer);
    return true;
  }
  return false;
}

bw_model_token bw_model_lex_next(bw_model_lexer *lexer) {
  skip_blanks(lexer);
  bw_model_token token;
  if (lex_end(lexer, &token)) return token;
  char c = *lexer->at;
  if (is_digit(c)) return lex_number(lexer);
  if (c == '"') return lex_string(lexer, BW_TOKEN_STRING);
  if (c == '.') return lex_dots(lexer);
  token = begin(lexer, BW_TOKEN_WORD);
  if (is_word(c)) {
    while (lexer->at < lexer->end && is_word(*lexer->at)) lexer->at++;
    return finish(lexer, token);
  }
  lexer->at++;
  if (c == '\0' || strchr("(),:;+-*", c) == NULL) return bad(lexer, token, "character has no meaning here");
  token.kind = BW_TOKEN_MARK;
  token.mark = c;
  return finish(lexer, token);
}

bw_model_token bw_model_lex_glob(bw_model_lexer *lexer) {
  skip_blanks(lexer);
  bw_model_token token;
  if (lex_end(lexer, &token)) return token;
  if (*lexer->at == '"') return lex_string(lexer, BW_TOKEN_GLOB);
  token = begin(lexer, BW_TOKEN_GLOB);
  while (lexer->at < lexer->end && !is_blank(*lexer->at) && *lexer->at != '\n') {
    if (*lexer->at == '\0') return bad(lexer, token, "character has no meaning here");
    lexer->at++;
  }
  return finish(lexer, token);
}

bool bw_model_token_is(const bw_model_token *token, const char *word) {
  return token->kind == BW_TOKEN_WORD && strlen(word) == token->size && memcmp(token->text, word, token->size) == 0;
}
