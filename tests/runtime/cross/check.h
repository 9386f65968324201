/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * As much of Check's interface as the runtime's tests use, for machines that have no Check to link with: each
 * test runs in a process of its own, with its fixtures, and ends by itself, by a failed assertion, or by the
 * signal it is expected to raise. Found as <check.h> because this folder stands first on the include path.
 */
#ifndef BULWARK_TESTS_CROSS_CHECK_H
#define BULWARK_TESTS_CROSS_CHECK_H

#include <stdint.h>
#include <string.h>

enum { CK_NORMAL = 0 };

typedef struct TTest {
  const char *name;
  void (*run)(int loop_index);
} TTest;

typedef struct TCase TCase;
typedef struct Suite Suite;
typedef struct SRunner SRunner;

#define START_TEST(test)                                                                                         \
  static void test##_run(int _i);                                                                                \
  static const TTest test##_test = {#test, test##_run};                                                          \
  static const TTest *const test = &test##_test;                                                                 \
  static void test##_run(int _i) {                                                                               \
    (void)_i;
#define END_TEST }

TCase *tcase_create(const char *name);
void tcase_set_timeout(TCase *tcase, double seconds);
void tcase_add_checked_fixture(TCase *tcase, void (*setup)(void), void (*teardown)(void));
void tcase_add_unchecked_fixture(TCase *tcase, void (*setup)(void), void (*teardown)(void));
void tcase_add_rows(TCase *tcase, const TTest *test, int signal, int start, int end);
#define tcase_add_test(tcase, test) tcase_add_rows((tcase), (test), 0, 0, 1)
#define tcase_add_loop_test(tcase, test, start, end) tcase_add_rows((tcase), (test), 0, (start), (end))
#define tcase_add_test_raise_signal(tcase, test, signal) tcase_add_rows((tcase), (test), (signal), 0, 1)
#define tcase_add_loop_test_raise_signal(tcase, test, signal, start, end)                                        \
  tcase_add_rows((tcase), (test), (signal), (start), (end))

Suite *suite_create(const char *name);
void suite_add_tcase(Suite *suite, TCase *tcase);
SRunner *srunner_create(Suite *suite);
void srunner_run_all(SRunner *runner, int mode);
int srunner_ntests_failed(SRunner *runner);
void srunner_free(SRunner *runner);

/* Prints the place and the text, and ends the test. */
#if defined(__GNUC__)
__attribute__((__noreturn__, __format__(__printf__, 3, 4)))
#endif
void check_fail(const char *file, int line, const char *format, ...);

#define ck_abort_msg(...) check_fail(__FILE__, __LINE__, __VA_ARGS__)
#define ck_assert_msg(condition, ...) ((condition) ? (void)0 : check_fail(__FILE__, __LINE__, __VA_ARGS__))
#define ck_assert(condition) ((condition) ? (void)0 : check_fail(__FILE__, __LINE__, "%s", #condition))

#define CHECK_COMPARE_(type, format, a, op, b)                                                                   \
  do {                                                                                                           \
    type check_a = (type)(a);                                                                                    \
    type check_b = (type)(b);                                                                                    \
    if (!(check_a op check_b)) {                                                                                 \
      check_fail(__FILE__, __LINE__, "%s %s %s: " format ", " format, #a, #op, #b, check_a, check_b);            \
    }                                                                                                            \
  } while (0)
#define ck_assert_int_eq(a, b) CHECK_COMPARE_(intmax_t, "%jd", a, ==, b)
#define ck_assert_int_ne(a, b) CHECK_COMPARE_(intmax_t, "%jd", a, !=, b)
#define ck_assert_int_lt(a, b) CHECK_COMPARE_(intmax_t, "%jd", a, <, b)
#define ck_assert_int_le(a, b) CHECK_COMPARE_(intmax_t, "%jd", a, <=, b)
#define ck_assert_int_gt(a, b) CHECK_COMPARE_(intmax_t, "%jd", a, >, b)
#define ck_assert_int_ge(a, b) CHECK_COMPARE_(intmax_t, "%jd", a, >=, b)
#define ck_assert_uint_eq(a, b) CHECK_COMPARE_(uintmax_t, "%ju", a, ==, b)
#define ck_assert_uint_ne(a, b) CHECK_COMPARE_(uintmax_t, "%ju", a, !=, b)
#define ck_assert_uint_lt(a, b) CHECK_COMPARE_(uintmax_t, "%ju", a, <, b)
#define ck_assert_uint_le(a, b) CHECK_COMPARE_(uintmax_t, "%ju", a, <=, b)
#define ck_assert_uint_gt(a, b) CHECK_COMPARE_(uintmax_t, "%ju", a, >, b)
#define ck_assert_uint_ge(a, b) CHECK_COMPARE_(uintmax_t, "%ju", a, >=, b)
#define ck_assert_ptr_eq(a, b) CHECK_COMPARE_(const void *, "%p", a, ==, b)
#define ck_assert_ptr_ne(a, b) CHECK_COMPARE_(const void *, "%p", a, !=, b)
#define ck_assert_ptr_null(a) CHECK_COMPARE_(const void *, "%p", a, ==, NULL)
#define ck_assert_ptr_nonnull(a) CHECK_COMPARE_(const void *, "%p", a, !=, NULL)
#define ck_assert_str_eq(a, b)                                                                                   \
  do {                                                                                                           \
    const char *check_a = (a);                                                                                   \
    const char *check_b = (b);                                                                                   \
    if (strcmp(check_a, check_b) != 0) {                                                                         \
      check_fail(__FILE__, __LINE__, "%s == %s: \"%s\", \"%s\"", #a, #b, check_a, check_b);                      \
    }                                                                                                            \
  } while (0)
#define ck_assert_mem_eq(a, b, bytes)                                                                            \
  ck_assert_msg(memcmp((a), (b), (bytes)) == 0, "%s and %s differ", #a, #b)

#endif
