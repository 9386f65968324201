/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The tables of a module, and bodies lowered on request. */
#include "ir_test.h"

#include <signal.h>
#include <string.h>

START_TEST(a_new_module_has_its_reserved_entries)
{
    bw_ir_module module;

    bw_ir_module_init(&module, &ir_arena, "a.c");
    ck_assert_str_eq(module.unit, "a.c");
    ck_assert_str_eq(module.target, "");
    ck_assert_uint_eq(module.types.count, 1);
    ck_assert_uint_eq(module.fields.count, 1);
    ck_assert_uint_eq(module.objects.count, 1);
    ck_assert_uint_eq(module.funcs.count, 1);
    ck_assert_uint_eq(module.annots.count, 1);
    ck_assert_uint_eq(module.strings.count, 1);
    ck_assert_uint_eq(module.types.at[0].kind, BW_TYPE_NONE);
    ck_assert_str_eq(module.funcs.at[0].name, "");
}
END_TEST

START_TEST(a_vector_keeps_what_it_holds)
{
    BW_VEC(uint64_t) numbers = {0};

    for (uint64_t i = 0; i < 10000; i++)
        bw_vec_push(&ir_arena, &numbers, i * i);
    ck_assert_uint_eq(numbers.count, 10000);
    ck_assert_uint_ge(numbers.room, numbers.count);
    for (uint64_t i = 0; i < 10000; i++)
        ck_assert_uint_eq(numbers.at[i], i * i);
}
END_TEST

START_TEST(memory_of_nothing_is_none)
{
    ck_assert_ptr_null(bw_core_alloc(&ir_arena, 0, 8, 8));
    ck_assert_ptr_null(bw_core_alloc(&ir_arena, 8, 0, 8));
}
END_TEST

START_TEST(memory_that_cannot_be_had_ends_the_process)
{
    (void)bw_core_alloc(&ir_arena, SIZE_MAX / 4, 8, 8);
}
END_TEST

START_TEST(text_is_copied)
{
    bw_ir_module module;
    char text[] = "abc";

    bw_ir_module_init(&module, &ir_arena, "");
    const char *copy = bw_ir_copy_text(&module, text, 2);
    text[0] = 'x';
    ck_assert_str_eq(copy, "ab");
    ck_assert_str_eq(bw_ir_copy_text(&module, NULL, 0), "");
}
END_TEST

START_TEST(a_reason_is_held_once)
{
    bw_ir_module module;

    bw_ir_module_init(&module, &ir_arena, "");
    bw_ir_ref first = bw_ir_string(&module, "goto into a statement expression");
    bw_ir_ref second = bw_ir_string(&module, "vector shuffle");
    ck_assert_uint_eq(bw_ir_string(&module, ""), 0);
    ck_assert_uint_ne(first, second);
    ck_assert_uint_eq(bw_ir_string(&module, "goto into a statement expression"), first);
    ck_assert_uint_eq(module.strings.count, 3);
}
END_TEST

/* Lowers function 1 with a table that moves, refuses function 2, and counts how often it was asked. */
static bool lower(void *context, bw_ir_module *module, bw_ir_ref func)
{
    ++*(int *)context;
    for (int i = 0; i < 100; i++)
        bw_vec_push(module->arena, &module->funcs, (bw_ir_func){.name = "met"});
    if (func == 1)
        module->funcs.at[func].body = BW_BODY_LOWERED;
    return func == 1;
}

START_TEST(a_body_is_lowered_once)
{
    bw_ir_module module;
    int asked = 0;

    bw_ir_module_init(&module, &ir_arena, "");
    for (int i = 0; i < 3; i++)
        bw_vec_push(&ir_arena, &module.funcs, (bw_ir_func){.name = "f", .body = BW_BODY_AVAILABLE});
    bw_vec_push(&ir_arena, &module.funcs, (bw_ir_func){.name = "declared"});
    ck_assert(!bw_ir_func_body(&module, 3));
    ck_assert_uint_eq(module.funcs.at[3].body, BW_BODY_AVAILABLE);
    module.source.context = &asked;
    module.source.lower = lower;
    ck_assert(bw_ir_func_body(&module, 1));
    ck_assert(bw_ir_func_body(&module, 1));
    ck_assert_int_eq(asked, 1);
    ck_assert(!bw_ir_func_body(&module, 2));
    ck_assert_uint_eq(module.funcs.at[2].body, BW_BODY_FAILED);
    ck_assert(!bw_ir_func_body(&module, 2));
    ck_assert(!bw_ir_func_body(&module, 4));
    ck_assert(!bw_ir_func_body(&module, 0));
    ck_assert(!bw_ir_func_body(&module, 100000));
    ck_assert_int_eq(asked, 2);
}
END_TEST

TCase *module_case(void)
{
    TCase *made = ir_case("module");

    tcase_add_test(made, a_new_module_has_its_reserved_entries);
    tcase_add_test(made, a_vector_keeps_what_it_holds);
    tcase_add_test(made, memory_of_nothing_is_none);
    tcase_add_test_raise_signal(made, memory_that_cannot_be_had_ends_the_process, SIGABRT);
    tcase_add_test(made, text_is_copied);
    tcase_add_test(made, a_reason_is_held_once);
    tcase_add_test(made, a_body_is_lowered_once);
    return made;
}
