/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The lowering against the compiler's own code: what a compiled program computes, its IR has to compute too.
 * Programs are those of programs/compute.c and random ones. arguments: compiler, plugin, this folder */
#define _POSIX_C_SOURCE 200809L
#include "core/ir_text.h"
#include "generate.h"
#include "interpret.h"
#include "run.h"

#include <bulwark/arena.h>
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RANDOM_PROGRAMS = 6, FUNCTIONS = 40 };

static const char *compiler, *plugin;
static char folder[] = "/tmp/bulwark-execution-XXXXXX";

/* Interprets each call that the compiled program printed; returns how many there were. */
static unsigned compare_calls(bw_ir_module *module, const char *printed, const char *what)
{
    bw_interpreter in;
    unsigned calls = 0;
    int used;
    char name[64];
    int64_t a, b, expected;

    bw_interpreter_make(&in, module);
    while (sscanf(printed, "%63s %" SCNd64 " %" SCNd64 " %" SCNd64 "\n%n", name, &a, &b, &expected, &used) == 4) {
        uint64_t args[] = {(uint64_t)a, (uint64_t)b}, result = 0;
        bool ran = bw_interpreter_call(&in, name, args, 2, &result);
        ck_assert_msg(ran, "%s: %s(%" PRId64 ", %" PRId64 ") stops: %s", what, name, a, b, in.reason);
        ck_assert_msg((int64_t)result == expected, "%s: %s(%" PRId64 ", %" PRId64 ") is %" PRId64 ", its IR gives %" PRId64,
                      what, name, a, b, expected, (int64_t)result);
        printed += used;
        calls++;
    }
    ck_assert_msg(*printed == '\0', "%s prints something else: %.40s", what, printed);
    bw_interpreter_drop(&in);
    return calls;
}

static unsigned compare_program(const char *path, const char *what)
{
    static const char flags[] = "-w -fwrapv -fno-strict-aliasing";
    bw_arena arena = {0};
    bw_ir_module module;
    const char *error = NULL;

    bw_run run = bw_run_command("'%s' -O0 %s '%s' -o %s/program 2>&1", compiler, flags, path, folder);
    ck_assert_msg(run.status == 0, "%s: %.1500s", what, run.text);
    bw_run_free(&run);
    bw_run program = bw_run_command("%s/program", folder);
    ck_assert_msg(program.status == 0, "%s ends with %d", what, program.status);
    run = bw_run_command("'%s' -fsyntax-only %s '-fplugin=%s' -fplugin-arg-bulwark-dump-ir=bare '%s' 2>&1", compiler, flags,
                         plugin, path);
    ck_assert_msg(run.status == 0, "%s: %.1500s", what, run.text);
    ck_assert_int_eq(bw_arena_init(&arena, 1u << 20), BW_OK);
    ck_assert_msg(bw_ir_read_text(run.text, run.size, &arena, &module, &error), "%s: %s", what, error);
    unsigned calls = compare_calls(&module, program.text, what);
    bw_arena_destroy(&arena);
    bw_run_free(&program);
    bw_run_free(&run);
    return calls;
}

START_TEST(written_programs)
{
    ck_assert_uint_ge(compare_program("programs/compute.c", "programs/compute.c"), 100);
}
END_TEST

START_TEST(random_programs)
{
    char path[256], what[64];
    uint32_t seed = (uint32_t)_i + 1;

    snprintf(path, sizeof path, "%s/random.c", folder);
    snprintf(what, sizeof what, "the random program of seed %" PRIu32, seed);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    bw_generate_program(file, seed, FUNCTIONS);
    fclose(file);
    ck_assert_uint_eq(compare_program(path, what), FUNCTIONS * 7);
}
END_TEST

static void remove_folder(void)
{
    static const char *const names[] = {"program", "random.c"};
    char path[256];

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    (void)rmdir(folder);
}

/* arguments: compiler, plugin, this folder; or seed and number of functions, to see a random program. */
int main(int argc, char **argv)
{
    if (argc == 3) {
        bw_generate_program(stdout, (uint32_t)strtoul(argv[1], NULL, 10), (unsigned)strtoul(argv[2], NULL, 10));
        return 0;
    }
    if (argc != 4 || chdir(argv[3]) != 0 || mkdtemp(folder) == NULL) {
        fprintf(stderr, "usage: %s COMPILER PLUGIN FOLDER\n", argv[0]);
        return 2;
    }
    compiler = argv[1];
    plugin = argv[2];
    Suite *suite = suite_create("execution");
    TCase *tests = tcase_create("execution");
    tcase_set_timeout(tests, 100);
    tcase_add_test(tests, written_programs);
    tcase_add_loop_test(tests, random_programs, 0, RANDOM_PROGRAMS);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    remove_folder();
    return failed != 0;
}
