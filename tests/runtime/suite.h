/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What every Check program of the runtime's tests ends with. */
#ifndef BULWARK_TESTS_SUITE_H
#define BULWARK_TESTS_SUITE_H

#include <check.h>
#include <signal.h>
#include <stdlib.h>

/* The signal of the processor's trap instruction, as BW_TRAP() raises it. */
#if defined(__aarch64__)
#define TRAP_SIGNAL SIGTRAP
#elif defined(__s390x__)
#define TRAP_SIGNAL SIGFPE
#else
#define TRAP_SIGNAL SIGILL
#endif

/* ck_assert for inner loops: Check's own writes its line to a file each time it is met. */
#define ASSERT_IN_LOOP(condition)                                                                                \
  do {                                                                                                           \
    if (!(condition)) {                                                                                          \
      ck_assert_msg(0, "%s", #condition);                                                                        \
    }                                                                                                            \
  } while (0)

/* Runs the one test case as a suite of that name. Returns the exit status of the program. */
static inline int suite_run(const char *name, TCase *tcase) {
  Suite *suite = suite_create(name);
  SRunner *runner;
  int failed;
  suite_add_tcase(suite, tcase);
  runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
