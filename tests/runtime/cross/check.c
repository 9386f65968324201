/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROWS_MAX = 256, TEST_SECONDS = 30 };

struct row {
  const TTest *test;
  int signal, start, end;
};

struct TCase {
  void (*setup)(void);
  void (*teardown)(void);
  void (*setup_once)(void);
  void (*teardown_once)(void);
  struct row rows[ROWS_MAX];
  int count;
};

struct Suite {
  const char *name;
  TCase *tcase;
};

struct SRunner {
  Suite *suite;
  int failed;
};

/* Everything lives as long as the program. */
static void *made(size_t bytes) {
  void *block = calloc(1, bytes);
  if (block == NULL) {
    abort();
  }
  return block;
}

TCase *tcase_create(const char *name) {
  (void)name;
  return (TCase *)made(sizeof(TCase));
}

/* An emulator is slower by more than tests differ. */
void tcase_set_timeout(TCase *tcase, double seconds) {
  (void)tcase;
  (void)seconds;
}

void tcase_add_checked_fixture(TCase *tcase, void (*setup)(void), void (*teardown)(void)) {
  tcase->setup = setup;
  tcase->teardown = teardown;
}

void tcase_add_unchecked_fixture(TCase *tcase, void (*setup)(void), void (*teardown)(void)) {
  tcase->setup_once = setup;
  tcase->teardown_once = teardown;
}

void tcase_add_rows(TCase *tcase, const TTest *test, int signal, int start, int end) {
  struct row *row = &tcase->rows[tcase->count];
  if (tcase->count == ROWS_MAX) {
    abort();
  }
  row->test = test;
  row->signal = signal;
  row->start = start;
  row->end = end;
  tcase->count++;
}

Suite *suite_create(const char *name) {
  Suite *suite = (Suite *)made(sizeof(Suite));
  suite->name = name;
  return suite;
}

void suite_add_tcase(Suite *suite, TCase *tcase) {
  suite->tcase = tcase;
}

SRunner *srunner_create(Suite *suite) {
  SRunner *runner = (SRunner *)made(sizeof(SRunner));
  runner->suite = suite;
  return runner;
}

void check_fail(const char *file, int line, const char *format, ...) {
  va_list arguments;
  (void)fprintf(stdout, "%s:%d: ", file, line);
  va_start(arguments, format);
  (void)vfprintf(stdout, format, arguments);
  va_end(arguments);
  (void)fprintf(stdout, "\n");
  (void)fflush(stdout);
  _exit(1);
}

static void run_in_child(const TCase *tcase, const struct row *row, int index) {
  struct rlimit no_core = {0, 0};
  (void)setrlimit(RLIMIT_CORE, &no_core);
  (void)alarm(TEST_SECONDS);
  if (tcase->setup != NULL) {
    tcase->setup();
  }
  row->test->run(index);
  if (tcase->teardown != NULL) {
    tcase->teardown();
  }
  (void)fflush(stdout);
  _exit(0);
}

static bool ended_as_expected(int status, int signal) {
  return signal == 0 ? WIFEXITED(status) && WEXITSTATUS(status) == 0 : WIFSIGNALED(status) && WTERMSIG(status) == signal;
}

/* What expected panics print is of no interest. */
static void be_quiet(void) {
  if (freopen("/dev/null", "w", stderr) == NULL) {
    abort();
  }
}

void srunner_run_all(SRunner *runner, int mode) {
  const TCase *tcase = runner->suite->tcase;
  int tests = 0;
  int i;
  (void)mode;
  be_quiet();
  if (tcase->setup_once != NULL) {
    tcase->setup_once();
  }
  for (i = 0; i < tcase->count; i++) {
    const struct row *row = &tcase->rows[i];
    int index;
    for (index = row->start; index < row->end; index++) {
      int status = 0;
      pid_t child;
      (void)fflush(stdout);
      child = fork();
      if (child == 0) {
        run_in_child(tcase, row, index);
      }
      if (child < 0 || waitpid(child, &status, 0) != child) {
        abort();
      }
      tests++;
      if (!ended_as_expected(status, row->signal)) {
        (void)printf("%s: %s(%d) failed, wait status %#x, expected signal %d\n", runner->suite->name, row->test->name,
                     index, (unsigned)status, row->signal);
        runner->failed++;
      }
    }
  }
  if (tcase->teardown_once != NULL) {
    tcase->teardown_once();
  }
  (void)printf("%s: %d tests, %d failed\n", runner->suite->name, tests, runner->failed);
}

int srunner_ntests_failed(SRunner *runner) {
  return runner->failed;
}

void srunner_free(SRunner *runner) {
  free(runner);
}
