/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The two forms answer a long random workload alike: status, answer and whole state after every request. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/abi.h"

enum { STEPS = 3200, SEEDS = 6 };

/* How many requests there are. */
#define W32_REQUEST(NAME, code, method, in_min, out_min, function) +1
enum {
    REQUESTS = 0
#include "shared/requests.def"
};
#undef W32_REQUEST

static const char *raw_program, *hardened_program;

static FILE *start(const char *program, int seed)
{
    char command[4200];
    FILE *lines;

    snprintf(command, sizeof command, "'%s' %d %d", program, seed, STEPS);
    lines = popen(command, "r");
    ck_assert_msg(lines != NULL, "%s cannot be run", program);
    return lines;
}

START_TEST(same_answers)
{
    int seed = _i + 1;
    FILE *raw = start(raw_program, seed), *hardened = start(hardened_program, seed);
    char raw_line[256], hardened_line[256];
    int line = 0, fine = 0;
    char seen[0x1000] = {0};

    while (fgets(raw_line, sizeof raw_line, raw)) {
        unsigned code, status;

        line++;
        ck_assert_msg(fgets(hardened_line, sizeof hardened_line, hardened) != NULL,
                      "seed %d: hardened ends before step %d", seed, line);
        ck_assert_msg(strcmp(raw_line, hardened_line) == 0, "seed %d, step %d:\nraw      %shardened %s", seed, line,
                      raw_line, hardened_line);
        ck_assert_int_eq(sscanf(raw_line, "%x %u", &code, &status), 2);
        ck_assert_uint_ne(status, W32_CONTAINED);
        if (status == W32_OK) {
            fine++;
            seen[code & 0xfffu] = 1;
        }
    }
    ck_assert_ptr_null(fgets(hardened_line, sizeof hardened_line, hardened));
    ck_assert_int_eq(pclose(raw), 0);
    ck_assert_int_eq(pclose(hardened), 0);
    ck_assert_int_eq(line, STEPS);
    /* A workload that is mostly refused, or leaves a request out, would show nothing. */
    ck_assert_int_gt(fine, STEPS / 2);
    for (size_t i = 0, found = 0; i <= sizeof seen; i++) {
        if (i == sizeof seen)
            ck_assert_uint_eq(found, REQUESTS);
        else
            found += (size_t)seen[i];
    }
}
END_TEST

START_TEST(seeds_differ)
{
    FILE *one = start(raw_program, 1), *two = start(raw_program, 2);
    char one_line[256] = "", two_line[256] = "";
    int different = 0;

    while (fgets(one_line, sizeof one_line, one) && fgets(two_line, sizeof two_line, two))
        different += strcmp(one_line, two_line) != 0;
    while (fgets(two_line, sizeof two_line, two))
        ;
    pclose(one);
    pclose(two);
    ck_assert_int_gt(different, STEPS / 2);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("sample differential");
    TCase *tests = tcase_create("workload");
    SRunner *runner;
    int failed;

    if (argc != 3) {
        fprintf(stderr, "usage: test RAW-WORKLOAD HARDENED-WORKLOAD\n");
        return 2;
    }
    raw_program = argv[1];
    hardened_program = argv[2];
    tcase_set_timeout(tests, 100);
    tcase_add_loop_test(tests, same_answers, 0, SEEDS);
    tcase_add_test(tests, seeds_differ);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
