/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A database of 5,000 units: the verdict is as it should be, and nothing is done twice. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include <check.h>
#include <stdio.h>

#define FINDING "//! finding 1 5 copy-extent x\n"

enum { MANY = 5000 };

START_TEST(five_thousand_units) {
  FILE *database = fopen(project_path("compile_commands.json"), "w");
  ck_assert_ptr_nonnull(database);
  for (int i = 0; i < MANY; i++) {
    char name[64];
    snprintf(name, sizeof name, "src/%d/u%d.c", i % 50, i);
    project_write(name, i % 1000 == 7 ? "int a;\n" FINDING : "int a;\n");
    fprintf(database, "%s{\"directory\": \"%s\", \"file\": \"%s\", \"command\": \"bin/fake-clang -DN=%d -c %s\"}", i == 0 ? "[" : ",\n",
            project_folder(), name, i, name);
  }
  fputs("]\n", database);
  ck_assert_int_eq(fclose(database), 0);
  project_expect("lint -p . --sarif out.sarif", 1, "5000 units, 0 functions analysed; 5 findings (copy-extent 5)");
  project_forget_runs();
  project_expect("lint -p .", 1, "5000 units, 0 functions analysed; 5 findings (copy-extent 5)");
  ck_assert_uint_eq(project_runs_of(NULL), 0);
}
END_TEST

int main(void) {
  Suite *s = suite_create("many");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 1100);
  tcase_add_test(all, five_thousand_units);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
