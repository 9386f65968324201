/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/model_parser.h"

static uint32_t add_expr(bw_model_parser *parser, bw_expr expr) {
  bw_vec_push(parser->models->arena, &parser->models->exprs, expr);
  return parser->models->exprs.count - 1;
}

static uint32_t add_const(bw_model_parser *parser, int64_t value) {
  return add_expr(parser, (bw_expr){.kind = BW_EXPR_CONST, .value = value});
}

static uint32_t add_binary(bw_model_parser *parser, bw_expr_kind kind, uint32_t left, uint32_t right) {
  return add_expr(parser, (bw_expr){.kind = (uint8_t)kind, .left = left, .right = right});
}

static bool parse_number(bw_model_parser *parser, uint32_t *ret_expr) {
  bool negative = bw_model_at_mark(parser, '-');
  if (negative && !bw_model_advance(parser)) return false;
  if (parser->token.kind != BW_TOKEN_NUMBER) {
    return bw_model_fail(parser, &parser->token, "expected a number after '-'");
  }
  *ret_expr = add_const(parser, negative ? -parser->token.number : parser->token.number);
  return bw_model_advance(parser);
}

static bool parse_param(bw_model_parser *parser, uint32_t *ret_expr) {
  uint32_t param = bw_model_param(parser, &parser->token);
  if (param == parser->param_count) {
    return bw_model_fail(parser, &parser->token, "expected a parameter, a number, '_', '(' or a function of sizes");
  }
  *ret_expr = add_expr(parser, (bw_expr){.kind = BW_EXPR_ARG, .value = param});
  return bw_model_advance(parser);
}

/* strlen(p), wcslen(p), elem(p), nonzero(p), printed(f): asked of a parameter, not of any expression. */
static bool parse_measure(bw_model_parser *parser, bw_expr_kind kind, uint32_t *ret_expr) {
  uint32_t param;
  if (!bw_model_advance(parser) || !bw_model_expect_mark(parser, '(', "expected '('")) return false;
  if (!parse_param(parser, &param)) return false;
  if (!bw_model_expect_mark(parser, ')', "expected ')'")) return false;
  *ret_expr = add_binary(parser, kind, param, 0);
  return true;
}

static bool parse_choice(bw_model_parser *parser, bw_expr_kind kind, uint32_t *ret_expr) {
  uint32_t left, right;
  if (!bw_model_advance(parser) || !bw_model_expect_mark(parser, '(', "expected '('")) return false;
  if (!bw_model_parse_expr(parser, &left)) return false;
  if (!bw_model_expect_mark(parser, ',', "expected ',' between the two")) return false;
  if (!bw_model_parse_expr(parser, &right)) return false;
  if (!bw_model_expect_mark(parser, ')', "expected ')'")) return false;
  *ret_expr = add_binary(parser, kind, left, right);
  return true;
}

static bool parse_nested(bw_model_parser *parser, uint32_t *ret_expr) {
  if (!bw_model_advance(parser)) return false;
  if (!bw_model_parse_expr(parser, ret_expr)) return false;
  return bw_model_expect_mark(parser, ')', "expected ')'");
}

static bool parse_factor(bw_model_parser *parser, uint32_t *ret_expr) {
  const bw_model_token *token = &parser->token;
  if (token->kind == BW_TOKEN_NUMBER || bw_model_at_mark(parser, '-')) return parse_number(parser, ret_expr);
  if (bw_model_at_mark(parser, '(')) return parse_nested(parser, ret_expr);
  if (bw_model_token_is(token, "_")) {
    *ret_expr = 0;
    return bw_model_advance(parser);
  }
  if (bw_model_token_is(token, "any")) {
    *ret_expr = add_expr(parser, (bw_expr){.kind = BW_EXPR_ANY});
    return bw_model_advance(parser);
  }
  if (bw_model_token_is(token, "strlen")) return parse_measure(parser, BW_EXPR_STRLEN, ret_expr);
  if (bw_model_token_is(token, "wcslen")) return parse_measure(parser, BW_EXPR_WCSLEN, ret_expr);
  if (bw_model_token_is(token, "elem")) return parse_measure(parser, BW_EXPR_ELEM, ret_expr);
  if (bw_model_token_is(token, "nonzero")) return parse_measure(parser, BW_EXPR_NONZERO, ret_expr);
  if (bw_model_token_is(token, "printed")) return parse_measure(parser, BW_EXPR_PRINTED, ret_expr);
  if (bw_model_token_is(token, "min")) return parse_choice(parser, BW_EXPR_MIN, ret_expr);
  if (bw_model_token_is(token, "max")) return parse_choice(parser, BW_EXPR_MAX, ret_expr);
  return parse_param(parser, ret_expr);
}

static bool parse_term(bw_model_parser *parser, uint32_t *ret_expr) {
  if (!parse_factor(parser, ret_expr)) return false;
  while (bw_model_at_mark(parser, '*')) {
    uint32_t right;
    if (!bw_model_advance(parser) || !parse_factor(parser, &right)) return false;
    *ret_expr = add_binary(parser, BW_EXPR_MUL, *ret_expr, right);
  }
  return true;
}

static bool parse_sum(bw_model_parser *parser, uint32_t *ret_expr) {
  if (!parse_term(parser, ret_expr)) return false;
  while (bw_model_at_mark(parser, '+') || bw_model_at_mark(parser, '-')) {
    bw_expr_kind kind = bw_model_at_mark(parser, '+') ? BW_EXPR_ADD : BW_EXPR_SUB;
    uint32_t right;
    if (!bw_model_advance(parser) || !parse_term(parser, &right)) return false;
    *ret_expr = add_binary(parser, kind, *ret_expr, right);
  }
  return true;
}

bool bw_model_parse_expr(bw_model_parser *parser, uint32_t *ret_expr) {
  uint32_t expr;
  /* Expressions nest on the C stack, and model files may come from anywhere. */
  if (parser->depth == BW_MODEL_MAX_DEPTH) return bw_model_fail(parser, &parser->token, "expression nests too deeply");
  parser->depth++;
  bool good = parse_sum(parser, &expr);
  parser->depth--;
  if (good) *ret_expr = expr;
  return good;
}
