/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the plugin's dump-ir prints of C programs is canonical text of well-formed functions.
 * Arguments: folder of C files, then pairs of a clang and the plugin for it. */
#include "ir_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **pairs;
static int pair_count;
static const char *folder;
static int pair;

/* What a command prints, with a NUL after it. */
static char *output_of(const char *command)
{
    size_t size = 0, room = 1u << 20;
    char *text = malloc(room);
    FILE *pipe = popen(command, "r");

    ck_assert_ptr_nonnull(text);
    ck_assert_ptr_nonnull(pipe);
    for (size_t got; (got = fread(text + size, 1, room - size - 1, pipe)) > 0;) {
        size += got;
        if (room - size < 2) {
            room *= 2;
            text = realloc(text, room);
            ck_assert_ptr_nonnull(text);
        }
    }
    text[size] = '\0';
    ck_assert_msg(pclose(pipe) == 0, "failed: %s", command);
    return text;
}

static void dumps(const char *path)
{
    char command[4096];
    const char *text, *error;
    size_t size;
    uint32_t lowered = 0;

    (void)snprintf(command, sizeof command,
                   "'%s' -std=gnu11 -w -fsyntax-only -fplugin='%s' -fplugin-arg-bulwark-dump-ir '%s'",
                   pairs[2 * pair], pairs[2 * pair + 1], path);
    char *dumped = output_of(command);
    bw_ir_module module = ir_good(dumped);
    ck_assert_msg(bw_ir_write_text(&module, BW_IR_TEXT_POSITIONS, &ir_arena, &text, &size, &error), "%s: %s", path, error);
    if (strcmp(text, dumped) != 0) {
        size_t at = 0;
        while (text[at] == dumped[at])
            at++;
        ck_abort_msg("%s: from byte %zu on it is written as\n%.200s\ninstead of\n%.200s", path, at, text + at, dumped + at);
    }
    for (bw_ir_ref i = 1; i < module.funcs.count; i++) {
        if (module.funcs.at[i].body != BW_BODY_LOWERED)
            continue;
        const char *fault = bw_ir_verify(&module, i);
        ck_assert_msg(fault == NULL, "%s: %s: %s", path, module.funcs.at[i].name, fault);
        lowered++;
    }
    ck_assert_msg(lowered != 0, "%s: nothing was lowered", path);
    free(dumped);
}

START_TEST(dumps_come_back)
{
    pair = _i;
    ck_assert_uint_ge(ir_each_file(folder, dumps), 4);
}
END_TEST

int main(int count, char **arguments)
{
    if (count < 4 || count % 2 != 0) {
        fprintf(stderr, "usage: %s FOLDER CLANG PLUGIN ...\n", arguments[0]);
        return EXIT_FAILURE;
    }
    folder = arguments[1];
    pairs = arguments + 2;
    pair_count = (count - 2) / 2;
    TCase *made = ir_case("dump");
    tcase_add_loop_test(made, dumps_come_back, 0, pair_count);
    Suite *suite = suite_create("core-ir-dump");
    suite_add_tcase(suite, made);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
