/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Tokens, statements, declarations, and the suppressions among the comments. */
#include "core/allow.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bw_arena arena;

static void setup(void) { ck_assert_int_eq(bw_arena_init(&arena, 1 << 16), BW_OK); }
static void teardown(void) { bw_arena_destroy(&arena); }

static bw_tokens read_text(const char *text) { return bw_tokens_read(&arena, text, strlen(text)); }

/* The texts of tokens [first, end) without comments, each with a blank before it. */
static const char *joined(const bw_tokens *tokens, uint32_t first, uint32_t end) {
  static char out[1024];
  size_t size = 0;
  out[0] = '\0';
  for (uint32_t i = first; i < end; i++) {
    if (tokens->at[i].kind == BW_TOKEN_COMMENT) continue;
    size += (size_t)snprintf(out + size, sizeof out - size, "%s%.*s", size == 0 ? "" : " ",
                             (int)(tokens->at[i].end - tokens->at[i].begin), tokens->text + tokens->at[i].begin);
  }
  return out;
}

START_TEST(text_becomes_tokens) {
  static const char *const rows[][2] = {
      {"a->b+=c++ - -d;", "a -> b += c ++ - - d ;"},
      {"x = 0x1fUL + 1.5e+3f + .5;", "x = 0x1fUL + 1.5e+3f + .5 ;"},
      {"s = \"a\\\"b // no\" 'c' '\\'';", "s = \"a\\\"b // no\" 'c' '\\'' ;"},
      {"a /* b\n c */ d // e\\\nf\ng", "a d g"},
      {"#define A(x) \\\n  x /* c\n d */ + 1\nb", "#define A(x) \\\n  x /* c\n d */ + 1 b"},
      {"\"no end\nb", "\"no end b"},
      {"/* no end", ""},
      {"a # b", "a # b"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bw_tokens tokens = read_text(rows[i][0]);
    ck_assert_str_eq(joined(&tokens, 0, tokens.count), rows[i][1]);
  }
}
END_TEST

/* The text with the mark '@' taken out, which stands before the token in question. */
static uint32_t marked(const char *text, bw_tokens *ret_tokens) {
  char *copy = bw_core_array(&arena, char, strlen(text) + 1);
  size_t at = strcspn(text, "@");
  memcpy(copy, text, at);
  strcpy(copy + at, text + at + 1);
  *ret_tokens = read_text(copy);
  return bw_token_at(ret_tokens, (uint32_t)at);
}

START_TEST(statements_are_found) {
  static const char *const rows[][2] = {
      {"void f(void) { a(); b(@c); d(); }", "b ( c ) ;"},
      {"{ if (x) @copy(a, b); }", "copy ( a , b ) ;"},
      {"{ if (x) { @copy(a, b); } }", "copy ( a , b ) ;"},
      {"{ if (x)\n\n  copy(a,\n @b); }", "copy ( a , b ) ;"},
      {"{ if (f(@x)) y(); }", "if ( f ( x ) )"},
      {"{ for (i = 0; i < n; i++) a[@i] = 0; }", "a [ i ] = 0 ;"},
      {"{ for (i = 0; a[@i]; i++) b(); }", "a [ i ] ;"},
      {"{ for (i = 0; i < n; @i++) b(); }", "i ++ )"},
      {"{ if (x) a(); else @b(); }", "b ( ) ;"},
      {"{ do @b(); while (x); }", "b ( ) ;"},
      {"{ x = /* why */ @y; }", "x = y ;"},
      {"#if A\n@b();\n#endif\n", "b ( ) ;"},
      {"int a[] = { f(@x), 2 };", "f ( x ) , 2"},
      {"@a", "a"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bw_tokens tokens;
    uint32_t index = marked(rows[i][0], &tokens), first, end;
    ck_assert_uint_lt(index, tokens.count);
    bw_token_statement(&tokens, index, &first, &end);
    ck_assert_msg(strcmp(joined(&tokens, first, end), rows[i][1]) == 0, "%s: %s", rows[i][0],
                  joined(&tokens, first, end));
  }
}
END_TEST

START_TEST(declarations_follow_each_other) {
  bw_tokens tokens = read_text("#include <x.h>\nstruct s { int a; };\nint f(int x) { if (x) { y(); } return 1; }\n"
                               "static int t[] = { 1, 2 };\nenum { A, B } e;\nvoid g(void) { }\n}} )");
  static const char *const expected[] = {"#include <x.h>",
                                         "struct s { int a ; } ;",
                                         "int f ( int x ) { if ( x ) { y ( ) ; } return 1 ; }",
                                         "static int t [ ] = { 1 , 2 } ;",
                                         "enum { A , B }",
                                         "e ;",
                                         "void g ( void ) { }"};
  uint32_t at = 0;
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    uint32_t end = bw_token_declaration_end(&tokens, at);
    ck_assert_str_eq(joined(&tokens, at, end), expected[i]);
    at = end;
  }
  while (at < tokens.count) {
    uint32_t end = bw_token_declaration_end(&tokens, at);
    ck_assert_uint_gt(end, at);
    at = end;
  }
}
END_TEST

START_TEST(allows_are_read) {
  static const struct {
    const char *text;
    const char *rule, *reason; /* of the first; NULL: none, or a fault */
    uint32_t first, last;
  } rows[] = {
      {"// bulwark: allow(copy-extent) n is checked\ncopy(a, n);", "copy-extent", "n is checked", 2, 2},
      {"/* bulwark: allow(copy-extent): n is checked */\n\ncopy(a,\n  n);", "copy-extent", "n is checked", 3, 4},
      {"copy(a, n); // bulwark: allow( bulwark-copy-extent ) - n is checked", "copy-extent", "n is checked", 1, 1},
      {"copy(a,\n  n); /* bulwark: allow(copy-extent) n */", "copy-extent", "n", 1, 2},
      {"/* bulwark: allow(raw-op) one\n * two\n */\n// more\ncopy(a, n);", "raw-op", "one two", 5, 5},
      {"/** bulwark: allow(raw-op) x **/ copy(a, n);", "raw-op", "x", 1, 1},
      {"// bulwark: allow(copy-extent)\ncopy(a, n);", "copy-extent", "", 2, 2},
      {"// bulwark: allow(copy-extent) x", "copy-extent", "x", 0, 0},
      {"if (a)\n  // bulwark: allow(copy-extent) x\n  copy(a, n);\nmore();", "copy-extent", "x", 3, 3},
      {"a();\n// bulwark: allow(copy-extent) x\nif (f(a,\n b)) {\n c(); }", "copy-extent", "x", 3, 4},
      {"char *s = \"// bulwark: allow(x) y\";", NULL, NULL, 0, 0},
      {"// see bulwark: allow(x) y\na();", NULL, NULL, 0, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bw_tokens tokens = read_text(rows[i].text);
    bw_allows allows = bw_allow_read(&arena, &tokens);
    ck_assert(bw_allow_possible(rows[i].text, strlen(rows[i].text)));
    ck_assert_msg(allows.count == (rows[i].rule == NULL ? 0 : 1), "%s: %u", rows[i].text, allows.count);
    if (rows[i].rule == NULL) continue;
    ck_assert_ptr_null(allows.at[0].fault);
    ck_assert_str_eq(allows.at[0].rules[0], rows[i].rule);
    ck_assert_str_eq(allows.at[0].reason, rows[i].reason);
    ck_assert_msg(allows.at[0].first_line == rows[i].first && allows.at[0].last_line == rows[i].last, "%s: %u to %u",
                  rows[i].text, allows.at[0].first_line, allows.at[0].last_line);
    bool reasoned = *rows[i].reason != '\0' && rows[i].first > 0;
    ck_assert_int_eq(bw_allow_covers(&allows.at[0], rows[i].rule, rows[i].first), reasoned);
    ck_assert(!bw_allow_covers(&allows.at[0], "other-rule", rows[i].first));
    ck_assert(!bw_allow_covers(&allows.at[0], rows[i].rule, rows[i].last + 1));
  }
}
END_TEST

START_TEST(allows_that_cannot_be_read_say_so) {
  static const char *const rows[][2] = {{"// bulwark: alow(x) y\n", "says nothing that is known"},
                                        {"// bulwark: allow x y\n", "names no rule"},
                                        {"// bulwark: allow() y\n", "names no rule"},
                                        {"// bulwark: allow(x y\n", "names no rule"},
                                        {"// bulwark:", "says nothing that is known"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bw_tokens tokens = read_text(rows[i][0]);
    bw_allows allows = bw_allow_read(&arena, &tokens);
    ck_assert_uint_eq(allows.count, 1);
    ck_assert_ptr_nonnull(allows.at[0].fault);
    ck_assert_ptr_nonnull(strstr(allows.at[0].fault, rows[i][1]));
  }
  ck_assert(!bw_allow_possible("bulwark", 7));
  ck_assert(!bw_allow_possible("", 0));
}
END_TEST

/* Every text of a few bytes that matter, and longer ones at random: nothing may trap, hang or leave the text. */
START_TEST(any_bytes_do) {
  static const char bytes[] = "ab;(){}[]/*#\"'\\\n \t,=0.:\xff";
  unsigned long seed = 12345;
  for (unsigned round = 0; round < 20000; round++) {
    char text[48];
    size_t size = round % sizeof text;
    for (size_t i = 0; i < size; i++) {
      seed = seed * 6364136223846793005ul + 1442695040888963407ul;
      text[i] = bytes[(seed >> 33) % (sizeof bytes - 1)];
    }
    if (size > 30) memcpy(text, "// bulwark: allow(", 18);
    char *exact = malloc(size == 0 ? 1 : size); /* so that a sanitizer sees a byte too far */
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, text, size);
    bw_tokens tokens = bw_tokens_read(&arena, exact, size);
    for (uint32_t i = 0; i < tokens.count; i++) {
      uint32_t first, end;
      ck_assert_uint_le(tokens.at[i].end, size);
      ck_assert_uint_gt(tokens.at[i].end, tokens.at[i].begin);
      bw_token_statement(&tokens, i, &first, &end);
      ck_assert(first <= i && i < end && end <= tokens.count);
      ck_assert_uint_gt(bw_token_declaration_end(&tokens, i), i);
    }
    (void)bw_allow_possible(exact, size);
    (void)bw_allow_read(&arena, &tokens);
    free(exact);
    bw_arena_reset(&arena);
  }
}
END_TEST

int main(void) {
  Suite *s = suite_create("token");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, setup, teardown);
  tcase_set_timeout(all, 60);
  tcase_add_test(all, text_becomes_tokens);
  tcase_add_test(all, statements_are_found);
  tcase_add_test(all, declarations_follow_each_other);
  tcase_add_test(all, allows_are_read);
  tcase_add_test(all, allows_that_cannot_be_read_say_so);
  tcase_add_test(all, any_bytes_do);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
