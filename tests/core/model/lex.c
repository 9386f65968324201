/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "model_test.h"

#include <string.h>

#include "core/model_lex.h"

/* One letter a token: W word, N number, S string, R range, D rest, M mark, L line, E end, B bad. */
static const char kind_letters[] = {[BW_TOKEN_END] = 'E',   [BW_TOKEN_LINE] = 'L',  [BW_TOKEN_WORD] = 'W',
                                    [BW_TOKEN_NUMBER] = 'N', [BW_TOKEN_STRING] = 'S', [BW_TOKEN_GLOB] = 'G',
                                    [BW_TOKEN_RANGE] = 'R', [BW_TOKEN_REST] = 'D',  [BW_TOKEN_MARK] = 'M',
                                    [BW_TOKEN_BAD] = 'B'};

static const struct {
  const char *text, *kinds;
} kind_rows[] = {
    {"", "E"},
    {"\n", "LE"},
    {"a", "WE"},
    {"a\nb", "WLWE"},
    {"a\n b", "WWE"},
    {"a\n\tb\n", "WWLE"},
    {"a # b\nc", "WLWE"},
    {"a # b\n  c", "WWE"},
    {"a\r\nb\r\n", "WLWLE"},
    {"a\n \n b", "WWE"},
    {"a\n \nb", "WLWE"},
    {"# only this", "E"},
    {"fn f(a,b):x;y", "WWMWMWMMWMWE"},
    {"-1..n", "MNRWE"},
    {"0x10 10", "NNE"},
    {"...", "DE"},
    {"a.b", "WBWE"},
    {"....", "BE"},
    {"12x", "BE"},
    {"0xg", "BE"},
    {"0x", "BE"},
    {"9223372036854775807", "NE"},
    {"9223372036854775808", "BE"},
    {"0x7fffffffffffffff", "NE"},
    {"0x8000000000000000", "BE"},
    {"\"a b\"", "SE"},
    {"\"a\nb\"", "BLWBE"},
    {"\"", "BE"},
    {"@", "BE"},
    {"\xc3\xa9", "BBE"},
};

START_TEST(kinds) {
  const char *text = kind_rows[_i].text, *want = kind_rows[_i].kinds;
  bw_model_lexer lexer;
  bw_model_lex_init(&lexer, text, strlen(text));
  for (size_t i = 0; want[i] != '\0'; i++) {
    bw_model_token token = bw_model_lex_next(&lexer);
    ck_assert_msg(kind_letters[token.kind] == want[i], "'%s': token %zu is %c, not %c", text, i, kind_letters[token.kind], want[i]);
    ck_assert((token.kind == BW_TOKEN_BAD) == (token.fault != NULL));
  }
}
END_TEST

START_TEST(places) {
  const char *text = "ab cd\n  7\n\nxyz";
  bw_model_lexer lexer;
  bw_model_lex_init(&lexer, text, strlen(text));
  const uint32_t want[][2] = {{1, 1}, {1, 4}, {2, 3}, {2, 4}, {3, 1}, {4, 1}, {4, 4}};
  for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
    bw_model_token token = bw_model_lex_next(&lexer);
    ck_assert_uint_eq(token.line, want[i][0]);
    ck_assert_uint_eq(token.column, want[i][1]);
  }
}
END_TEST

START_TEST(numbers) {
  bw_model_lexer lexer;
  const char *text = "0 007 0x1F 9223372036854775807 0xffff";
  bw_model_lex_init(&lexer, text, strlen(text));
  const int64_t want[] = {0, 7, 31, INT64_MAX, 65535};
  for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
    ck_assert_int_eq(bw_model_lex_next(&lexer).number, want[i]);
  }
}
END_TEST

START_TEST(globs) {
  bw_model_lexer lexer;
  const char *text = " */a.h \"b c\" \n";
  bw_model_lex_init(&lexer, text, strlen(text));
  bw_model_token token = bw_model_lex_glob(&lexer);
  ck_assert_int_eq(token.kind, BW_TOKEN_GLOB);
  ck_assert_mem_eq(token.text, "*/a.h", token.size);
  token = bw_model_lex_glob(&lexer);
  ck_assert_int_eq(token.kind, BW_TOKEN_GLOB);
  ck_assert_uint_eq(token.size, 3);
  ck_assert_mem_eq(token.text, "b c", 3);
  ck_assert_int_eq(bw_model_lex_glob(&lexer).kind, BW_TOKEN_LINE);
  ck_assert_int_eq(bw_model_lex_glob(&lexer).kind, BW_TOKEN_END);
}
END_TEST

TCase *lex_case(void) {
  TCase *tests = model_case("lex");
  tcase_add_loop_test(tests, kinds, 0, (int)(sizeof kind_rows / sizeof *kind_rows));
  tcase_add_test(tests, places);
  tcase_add_test(tests, numbers);
  tcase_add_test(tests, globs);
  return tests;
}
