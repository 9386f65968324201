/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "model_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bulwark/arena.h"

bw_models model_set;
static bw_arena arena;

void model_setup(void) {
  ck_assert_int_eq(bw_arena_init(&arena, 1u << 16), BW_OK);
  bw_models_init(&model_set, &arena);
}

void model_teardown(void) { bw_arena_destroy(&arena); }

void model_good(const char *name, const char *text) {
  const char *error = "";
  ck_assert_msg(bw_models_parse(&model_set, name, text, strlen(text), &error), "%s", error);
}

const char *model_bad(const char *text) {
  const char *error = NULL;
  ck_assert_msg(!bw_models_parse(&model_set, "t", text, strlen(text), &error), "it parses: %s", text);
  ck_assert_ptr_nonnull(error);
  return error;
}

const bw_model *model_of(const char *function) {
  const bw_model *model = bw_models_find(&model_set, function);
  ck_assert_msg(model != NULL, "no model of %s", function);
  ck_assert_str_eq(model->name, function);
  return model;
}

const bw_effect *effect_of(const char *function, uint32_t number) {
  const bw_model *model = model_of(function);
  ck_assert_msg(number < model->effect_count, "%s has only %u effects", function, model->effect_count);
  return &model_set.effects.at[model->effect + number];
}

static void put_expr(char *text, size_t room, uint32_t number) {
  static const char *const calls[] = {
      [BW_EXPR_MIN] = "min", [BW_EXPR_MAX] = "max", [BW_EXPR_STRLEN] = "strlen", [BW_EXPR_WCSLEN] = "wcslen", [BW_EXPR_ELEM] = "elem",
      [BW_EXPR_NONZERO] = "nonzero", [BW_EXPR_PRINTED] = "printed"};
  static const char marks[] = {[BW_EXPR_ADD] = '+', [BW_EXPR_SUB] = '-', [BW_EXPR_MUL] = '*'};
  const bw_expr expr = model_set.exprs.at[number];
  char left[256] = "", right[256] = "";
  if (expr.kind >= BW_EXPR_ADD && expr.kind <= BW_EXPR_PRINTED) put_expr(left, sizeof left, expr.left);
  if (expr.kind >= BW_EXPR_ADD && expr.kind <= BW_EXPR_MAX) put_expr(right, sizeof right, expr.right);
  switch (expr.kind) {
  case BW_EXPR_UNKNOWN:
    snprintf(text, room, "_");
    break;
  case BW_EXPR_ANY:
    snprintf(text, room, "any");
    break;
  case BW_EXPR_CONST:
    snprintf(text, room, "%lld", (long long)expr.value);
    break;
  case BW_EXPR_ARG:
    snprintf(text, room, "#%lld", (long long)expr.value);
    break;
  case BW_EXPR_ADD:
  case BW_EXPR_SUB:
  case BW_EXPR_MUL:
    snprintf(text, room, "(%.80s %c %.80s)", left, marks[expr.kind], right);
    break;
  case BW_EXPR_MIN:
  case BW_EXPR_MAX:
    snprintf(text, room, "%s(%.80s, %.80s)", calls[expr.kind], left, right);
    break;
  default:
    snprintf(text, room, "%s(%.80s)", calls[expr.kind], left);
    break;
  }
}

const char *expr_text(uint32_t expr) {
  static char text[256];
  ck_assert_uint_lt(expr, model_set.exprs.count);
  put_expr(text, sizeof text, expr);
  return text;
}

TCase *model_case(const char *name) {
  TCase *tests = tcase_create(name);
  tcase_add_checked_fixture(tests, model_setup, model_teardown);
  return tests;
}

int main(void) {
  Suite *suite = suite_create("core-model");
  suite_add_tcase(suite, lex_case());
  suite_add_tcase(suite, parse_case());
  suite_add_tcase(suite, faults_case());
  suite_add_tcase(suite, find_case());
  suite_add_tcase(suite, builtin_case());
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
