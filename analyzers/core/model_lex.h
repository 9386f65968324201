/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Words, numbers and marks of a model file, one at a time.
 *
 * The lexer looks at a text it does not own and copies nothing: tokens point into it. It never reads past the end, needs no
 * terminator, and always comes to an end: every call that does not return END consumes at least one byte.
 * A line that begins with a blank continues the one before, so a LINE token closes a whole statement.
 */
#ifndef BULWARK_CORE_MODEL_LEX_H
#define BULWARK_CORE_MODEL_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum bw_model_token_kind {
  BW_TOKEN_END,
  BW_TOKEN_LINE,   /* end of a statement */
  BW_TOKEN_WORD,   /* a C identifier */
  BW_TOKEN_NUMBER, /* number: decimal or 0x, at most INT64_MAX */
  BW_TOKEN_STRING, /* text without the quotes; no escapes */
  BW_TOKEN_GLOB,   /* only from bw_model_lex_glob */
  BW_TOKEN_RANGE,  /* .. */
  BW_TOKEN_REST,   /* ... */
  BW_TOKEN_MARK,   /* mark: one of ( ) , : ; + - * */
  BW_TOKEN_BAD,    /* fault says why */
} bw_model_token_kind;

typedef struct bw_model_token {
  uint8_t kind; /* bw_model_token_kind */
  char mark;
  uint32_t line, column; /* from 1, columns in bytes */
  const char *text;
  size_t size;
  int64_t number;
  const char *fault;
} bw_model_token;

typedef struct bw_model_lexer {
  const char *at, *end;
  const char *line_start;
  uint32_t line;
} bw_model_lexer;

/* pre: text readable for size bytes for as long as the lexer and its tokens are used. */
void bw_model_lex_init(bw_model_lexer *lexer, const char *text, size_t size);

/* The next token. Cost: linear in the bytes consumed. */
bw_model_token bw_model_lex_next(bw_model_lexer *lexer);

/* The run of bytes up to the next blank, or a quoted string, as a GLOB; LINE or END when the statement ends before. */
bw_model_token bw_model_lex_glob(bw_model_lexer *lexer);

/* True for a token that spells word. */
bool bw_model_token_is(const bw_model_token *token, const char *word);

#endif
