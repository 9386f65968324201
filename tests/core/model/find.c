/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "model_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(nothing_in_an_empty_set) {
  ck_assert_ptr_null(bw_models_find(&model_set, "f"));
  ck_assert(!bw_models_trusts(&model_set, "a.h"));
  ck_assert_int_eq(bw_models_field_source(&model_set, "", "a"), BW_SOURCE_NONE);
}
END_TEST

START_TEST(many_functions) {
  const int many = 5000;
  char line[64];
  size_t room = (size_t)many * sizeof line, used = 0;
  char *text = (char *)malloc(room);
  ck_assert_ptr_nonnull(text);
  for (int i = 0; i < many; i++) used += (size_t)snprintf(text + used, room - used, "fn f%d (n) : return %d\n", i, i + 1);
  model_good("t", text);
  free(text);
  for (int i = 0; i < many; i++) {
    snprintf(line, sizeof line, "f%d", i);
    ck_assert_int_eq(model_set.exprs.at[effect_of(line, 0)->value].value, i + 1);
  }
  ck_assert_ptr_null(bw_models_find(&model_set, "f5000"));
  ck_assert_ptr_null(bw_models_find(&model_set, "f"));
  ck_assert_ptr_null(bw_models_find(&model_set, ""));
}
END_TEST

START_TEST(later_files_win) {
  model_good("one", "fn f (a) : read a 1\nfn g () : quiet\n");
  model_good("two", "fn f (a, b) : write b 2\n");
  ck_assert_str_eq(model_of("f")->file, "two");
  ck_assert_int_eq(effect_of("f", 0)->kind, BW_EFFECT_WRITE);
  ck_assert_uint_eq(model_of("f")->param_count, 2);
  ck_assert_str_eq(model_of("g")->file, "one");
  ck_assert_uint_eq(model_set.models.count, 2);
}
END_TEST

START_TEST(a_file_of_the_same_name_is_another_file) {
  model_good("one", "fn f (a) : read a 1\n");
  model_good("one", "fn f (a) : read a 2\n");
  ck_assert_str_eq(expr_text(effect_of("f", 0)->size), "2");
}
END_TEST

START_TEST(raw_lines) {
  model_good("one", "fn f (a) : read a 1 ; quiet\n");
  model_good("two", "raw f, g \"a span\"\nfn g (a) : write a 1\nraw h \"an arena\"\n");
  ck_assert_uint_eq(model_of("f")->flags, BW_MODEL_QUIET | BW_MODEL_RAW);
  ck_assert_uint_eq(model_of("f")->effect_count, 1);
  ck_assert_str_eq(model_of("f")->raw_hint, "a span");
  ck_assert_uint_eq(model_of("g")->flags, BW_MODEL_RAW);
  ck_assert_uint_eq(model_of("g")->effect_count, 1);
  ck_assert_uint_eq(model_of("h")->flags, BW_MODEL_RAW);
  ck_assert_uint_eq(model_of("h")->effect_count, 0);
  model_good("three", "fn f (a) : read a 4 ; quiet\nfn h (_) : quiet ; raw \"mine\"\n");
  ck_assert_str_eq(model_of("f")->raw_hint, "a span");
  ck_assert_str_eq(expr_text(effect_of("f", 0)->size), "4");
  ck_assert_str_eq(model_of("h")->raw_hint, "mine");
}
END_TEST

static const struct {
  const char *glob, *text;
  bool match;
} glob_rows[] = {
    {"", "", true},
    {"", "a", false},
    {"*", "", true},
    {"*", "abc", true},
    {"a", "a", true},
    {"a", "b", false},
    {"a", "aa", false},
    {"?", "", false},
    {"?", "x", true},
    {"a?c", "abc", true},
    {"*.h", "a.h", true},
    {"*.h", "a.hh", false},
    {"*/bulwark/*.h", "rt/include/bulwark/span.h", true},
    {"*/bulwark/*.h", "bulwark/span.h", false},
    {"a*b*c", "axxbyybzzc", true},
    {"a*b*c", "axxbyybzz", false},
    {"**a", "bba", true},
    {"*a*", "bbb", false},
    {"*aab", "aaaab", true},
    {"a*", "", false},
};

START_TEST(globs) {
  ck_assert_msg(bw_glob_match(glob_rows[_i].glob, glob_rows[_i].text) == glob_rows[_i].match, "%s %s", glob_rows[_i].glob,
                glob_rows[_i].text);
}
END_TEST

START_TEST(trust_and_sources) {
  model_good("t", "trust */rt/*.h \"x\"\nuntrusted IO_*.Length\nuntrusted *.InputLength\n"
                  "sent *.Buffer\nuser *.Address\nmode *.Mode\nlast *_exit\n");
  ck_assert_int_eq(bw_models_field_source(&model_set, "IRP", "Buffer"), BW_SOURCE_SENT);
  ck_assert_int_eq(bw_models_field_source(&model_set, "IRP", "Address"), BW_SOURCE_USER);
  ck_assert_int_eq(bw_models_field_source(&model_set, "IRP", "Mode"), BW_SOURCE_MODE);
  ck_assert(bw_models_last(&model_set, "driver_exit"));
  ck_assert(!bw_models_last(&model_set, "exit_driver"));
  ck_assert(bw_models_trusts(&model_set, "/a/rt/b.h"));
  ck_assert(!bw_models_trusts(&model_set, "/a/rt/b.c"));
  ck_assert_int_eq(bw_models_field_source(&model_set, "IO_STACK", "Length"), BW_SOURCE_UNTRUSTED);
  ck_assert_int_eq(bw_models_field_source(&model_set, "", "Length"), BW_SOURCE_NONE);
  ck_assert_int_eq(bw_models_field_source(&model_set, "", "InputLength"), BW_SOURCE_UNTRUSTED);
  ck_assert_int_eq(bw_models_field_source(&model_set, "IO_STACK", "Lengths"), BW_SOURCE_NONE);
}
END_TEST

TCase *find_case(void) {
  TCase *tests = model_case("find");
  tcase_add_test(tests, nothing_in_an_empty_set);
  tcase_add_test(tests, many_functions);
  tcase_add_test(tests, later_files_win);
  tcase_add_test(tests, a_file_of_the_same_name_is_another_file);
  tcase_add_test(tests, raw_lines);
  tcase_add_loop_test(tests, globs, 0, (int)(sizeof glob_rows / sizeof *glob_rows));
  tcase_add_test(tests, trust_and_sources);
  return tests;
}
