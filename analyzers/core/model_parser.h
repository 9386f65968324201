/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the files of the model parser share: the parser's state, its errors, its expressions.
 *
 * The first fault wins: after bw_model_fail every function of the parser returns false and the message stays.
 */
#ifndef BULWARK_CORE_MODEL_PARSER_H
#define BULWARK_CORE_MODEL_PARSER_H

#include "core/model.h"
#include "core/model_lex.h"

enum { BW_MODEL_MAX_PARAMS = 32, BW_MODEL_MAX_DEPTH = 32 };

typedef struct bw_model_parser {
  bw_models *models;
  const char *file; /* in the models' arena: the same pointer for every model of the file */
  bw_model_lexer lexer;
  bw_model_token token; /* the one to be looked at */
  const char *error;
  bw_model_token params[BW_MODEL_MAX_PARAMS]; /* of the function at hand */
  uint32_t param_count;
  bool variadic;
  uint32_t depth; /* of parentheses around the expression at hand */
} bw_model_parser;

/* Goes to the next token. Returns false when that is one no statement can hold. */
bool bw_model_advance(bw_model_parser *parser);

/* Records "file:line:column: what" for the token, with what it is. Always returns false. */
bool bw_model_fail(bw_model_parser *parser, const bw_model_token *token, const char *what);

/* Consumes the mark, or fails with what. */
bool bw_model_expect_mark(bw_model_parser *parser, char mark, const char *what);
bool bw_model_at_mark(const bw_model_parser *parser, char mark);

/* The number of the parameter of that name, or param_count when there is none. */
uint32_t bw_model_param(const bw_model_parser *parser, const bw_model_token *name);

/* True for words that mean something inside a clause and so cannot name a parameter. */
bool bw_model_is_reserved(const bw_model_token *name);

/* A copy of the token's text in the models' arena, terminated. */
const char *bw_model_copy(bw_model_parser *parser, const bw_model_token *token);

/* NAME[, NAME…] */
typedef BW_VEC(bw_model_token) bw_model_names;
bool bw_model_parse_names(bw_model_parser *parser, bw_model_names *ret_names);

/* (PARAM, …) */
bool bw_model_parse_params(bw_model_parser *parser);

/* GLOB.FIELD: the token at hand, cut at its last dot. */
bool bw_model_parse_field(bw_model_parser *parser, const char **ret_glob, const char **ret_field);

/* What follows the words `handler` and `syscall`. */
bool bw_model_parse_handler(bw_model_parser *parser);
bool bw_model_parse_syscall(bw_model_parser *parser);

/* What follows the words `sized`, `methods`, `code` and `answer`. */
bool bw_model_parse_sized(bw_model_parser *parser);
bool bw_model_parse_methods(bw_model_parser *parser);
bool bw_model_parse_code(bw_model_parser *parser);
bool bw_model_parse_answer(bw_model_parser *parser);

/* What follows the word `deprecated`. */
bool bw_model_parse_deprecated(bw_model_parser *parser);

/* Reads one expression. Returns false on a fault; else *ret_expr is its index in models->exprs, 0 for `_`. */
bool bw_model_parse_expr(bw_model_parser *parser, uint32_t *ret_expr);

/* Adds a model, or puts it in the place of the one of the same name from an earlier file.
 * Returns false when this file has one already. */
bool bw_models_put(bw_models *models, const bw_model *model);

/* Marks a function as raw, with a model of its own that says nothing else when there is none. */
void bw_models_put_raw(bw_models *models, const bw_model *model);

#endif
