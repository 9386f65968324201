/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What is canonical comes back byte for byte, and nothing that was cut or damaged does harm. */
#include "ir_test.h"
#include "random_module.h"

#include <stdlib.h>
#include <string.h>

/* ---- the cases of the folder ------------------------------------------------------------------------------------- */

static void same_again(const char *path)
{
    size_t size;
    const char *text = ir_file(path, &size);
    bw_ir_module module = ir_good(text);

    ck_assert_msg(strcmp(ir_text(&module), text) == 0, "%s is written as\n%s", path, ir_text(&module));
}

START_TEST(cases_come_back_as_they_are)
{
    ck_assert_uint_ge(ir_each_file(IR_CASES, same_again), 5);
}
END_TEST

static void well_formed(const char *path)
{
    size_t size;
    bw_ir_module module = ir_good(ir_file(path, &size));

    for (bw_ir_ref i = 1; i < module.funcs.count; i++)
        if (module.funcs.at[i].body == BW_BODY_LOWERED) {
            const char *fault = bw_ir_verify(&module, i);
            ck_assert_msg(fault == NULL, "%s: %s: %s", path, module.funcs.at[i].name, fault);
        }
}

START_TEST(cases_are_well_formed)
{
    ck_assert_uint_ge(ir_each_file(IR_CASES, well_formed), 5);
}
END_TEST

/* Every shorter text either reads or has an error, and reading never leaves its bounds (the copy ends where the
 * sanitizer sees it). Every byte damaged in turn is taken the same way. */
static void cut_everywhere(const char *path)
{
    size_t size;
    const char *text = ir_file(path, &size);
    const char *error;
    bw_ir_module module;
    bw_arena arena = {0};

    for (size_t cut = 0; cut < size; cut++) {
        char *copy = malloc(cut == 0 ? 1 : cut);
        ck_assert_ptr_nonnull(copy);
        memcpy(copy, text, cut);
        ck_assert_int_eq(bw_arena_init(&arena, 1u << 16), BW_OK);
        error = NULL;
        if (!bw_ir_read_text(copy, cut, &arena, &module, &error))
            ck_assert_ptr_nonnull(error);
        free(copy);
        bw_arena_destroy(&arena);
    }
}

START_TEST(a_cut_text_never_harms)
{
    (void)ir_each_file(IR_CASES, cut_everywhere);
}
END_TEST

static void damage_everywhere(const char *path)
{
    static const char damage[] = {'\0', '"', '(', '}', '9', '#', '\n', '\xff'};
    size_t size;
    const char *text = ir_file(path, &size);
    char *copy = malloc(size + 1);
    const char *error;
    bw_ir_module module;
    bw_arena arena = {0};

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, size + 1);
    for (size_t at = 0; at < size; at++) {
        ck_assert_int_eq(bw_arena_init(&arena, 1u << 16), BW_OK);
        copy[at] = damage[at % sizeof damage];
        error = NULL;
        if (!bw_ir_read_text(copy, size, &arena, &module, &error))
            ck_assert_ptr_nonnull(error);
        copy[at] = text[at];
        bw_arena_destroy(&arena);
    }
    free(copy);
}

START_TEST(a_damaged_text_never_harms)
{
    (void)ir_each_file(IR_CASES, damage_everywhere);
}
END_TEST

START_TEST(positions_are_left_out_on_request)
{
    bw_ir_module module = ir_good("bulwark-ir 1\nfile \"a.c\"\nglobal @x: i32 !3:4-3:5 @10-11 macro\n");
    const char *text, *error;
    size_t size;

    ck_assert(bw_ir_write_text(&module, 0, &ir_arena, &text, &size, &error));
    ck_assert_str_eq(text, "bulwark-ir 1\nunit \"\"\npointer 64\n\nglobal @x: i32\n");
    ck_assert(bw_ir_write_text(&module, BW_IR_TEXT_POSITIONS, &ir_arena, &text, &size, &error));
    ck_assert_str_eq(text, "bulwark-ir 1\nunit \"\"\npointer 64\nfile \"a.c\"\n\nglobal @x: i32 !3:4-3:5 macro\n");
    ck_assert(bw_ir_write_text(&module, BW_IR_TEXT_ALL, &ir_arena, &text, &size, &error));
    ck_assert_str_eq(text, "bulwark-ir 1\nunit \"\"\npointer 64\nfile \"a.c\"\n\nglobal @x: i32 !3:4-3:5 @10-11 macro\n");
}
END_TEST

START_TEST(positions_answer)
{
    bw_ir_module module = ir_good("bulwark-ir 1\nfile \"a.c\"\nfile \"b.h\"\nglobal @x: i32 !3:4-5:6 @10-20\n"
                                  "global @y: i32 !2/7:8\nglobal @z: i32\nglobal @w: i32 !6:1-6:9 @30-38 macro");
    const bw_ir_object *objects = module.objects.at;
    bw_ir_loc both = {objects[1].loc.begin, objects[4].loc.end};
    bw_pos pos = {0};

    ck_assert(module.source.resolve(module.source.context, objects[1].loc, &pos));
    ck_assert_str_eq(pos.file, "a.c");
    ck_assert_uint_eq(pos.line, 3);
    ck_assert_uint_eq(pos.column, 4);
    ck_assert_uint_eq(pos.end_line, 5);
    ck_assert_uint_eq(pos.end_column, 6);
    ck_assert_uint_eq(pos.begin, 10);
    ck_assert_uint_eq(pos.end, 20);
    ck_assert(!pos.in_macro);
    ck_assert(module.source.resolve(module.source.context, objects[2].loc, &pos));
    ck_assert_str_eq(pos.file, "b.h");
    ck_assert_uint_eq(pos.end_line, 0);
    ck_assert(!module.source.resolve(module.source.context, objects[3].loc, &pos));
    ck_assert(module.source.resolve(module.source.context, both, &pos));
    ck_assert_uint_eq(pos.line, 3);
    ck_assert_uint_eq(pos.end_line, 6);
    ck_assert_uint_eq(pos.end, 38);
    ck_assert(pos.in_macro);
    ck_assert(module.source.text == NULL && module.source.lower == NULL);
}
END_TEST

TCase *round_trip_case(void)
{
    TCase *made = ir_case("round trip");

    tcase_add_test(made, cases_come_back_as_they_are);
    tcase_add_test(made, cases_are_well_formed);
    tcase_add_test(made, a_cut_text_never_harms);
    tcase_add_test(made, a_damaged_text_never_harms);
    tcase_add_test(made, positions_are_left_out_on_request);
    tcase_add_test(made, positions_answer);
    return made;
}

/* ---- random modules ---------------------------------------------------------------------------------------------- */

#define RANDOM_MODULES 400

START_TEST(random_modules_come_back)
{
    bw_ir_module made = random_module(&ir_arena, (uint64_t)_i);
    const char *text = ir_text(&made);
    bw_ir_module again = ir_good(text);
    const char *difference = module_difference(&made, &again);

    ck_assert_msg(difference == NULL, "seed %d: the %s differs in\n%s", _i, difference, text);
    ck_assert_msg(strcmp(ir_text(&again), text) == 0, "seed %d: not canonical\n%s\nagainst\n%s", _i, text,
                  ir_text(&again));
    /* Most of them are nonsense to the verifier; it has to say so and live. */
    for (bw_ir_ref i = 0; i <= again.funcs.count; i++)
        (void)bw_ir_verify(&again, i);
    for (bw_ir_ref i = 0; i < made.funcs.count; i++)
        (void)bw_ir_verify(&made, i);
}
END_TEST

TCase *random_case(void)
{
    TCase *made = ir_case("random");

    tcase_add_loop_test(made, random_modules_come_back, 0, RANDOM_MODULES);
    return made;
}
