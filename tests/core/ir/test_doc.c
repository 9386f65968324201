/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The example in docs/reference/ir.md is a text that reads, is well formed and canonical; every operation, kind and
 * flag of ir.h is named on the page. */
#include "ir_test.h"

#include "core/ir_shape.h"

#include <stdio.h>
#include <string.h>

/* The text between the fence that opens an ir block and the one that closes it. */
static char *example(const char *page)
{
    static const char open[] = "```bulwark-ir\n";
    const char *start = strstr(page, open);

    ck_assert_msg(start != NULL, "the page has no example");
    start += strlen(open);
    const char *end = strstr(start, "```");
    ck_assert_ptr_nonnull(end);
    void *block = NULL;
    ck_assert_int_eq(bw_arena_alloc(&ir_arena, (size_t)(end - start) + 1, 1, &block), BW_OK);
    memcpy(block, start, (size_t)(end - start));
    return block;
}

START_TEST(the_example_reads)
{
    size_t size;
    const char *text = example(ir_file(IR_DOC, &size));
    bw_ir_module module = ir_good(text);
    uint32_t lowered = 0;

    ck_assert_str_eq(ir_text(&module), text);
    for (bw_ir_ref i = 1; i < module.funcs.count; i++) {
        if (module.funcs.at[i].body != BW_BODY_LOWERED)
            continue;
        const char *fault = bw_ir_verify(&module, i);
        ck_assert_msg(fault == NULL, "%s: %s", module.funcs.at[i].name, fault);
        lowered++;
    }
    ck_assert_uint_ge(lowered, 1);
}
END_TEST

static void named(const char *page, const char *word)
{
    char spelled[64];

    (void)snprintf(spelled, sizeof spelled, "`%s`", word);
    ck_assert_msg(strstr(page, spelled) != NULL, "the page does not name %s", spelled);
}

START_TEST(the_page_names_everything)
{
    size_t size;
    const char *page = ir_file(IR_DOC, &size);
    const char *const *const flags[] = {bw_ir_type_flag_names, bw_ir_object_flag_names, bw_ir_func_flag_names,
                                        bw_ir_inst_flag_names};

    for (int op = 0; op < BW_IR_OP_COUNT; op++) {
        named(page, bw_ir_op_names[op]);
        for (int sub = 0; sub < bw_ir_shapes[op].sub_count; sub++)
            named(page, bw_ir_shapes[op].sub[sub]);
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        for (size_t bit = 0; flags[i][bit] != NULL; bit++)
            named(page, flags[i][bit]);
    for (int state = 0; state < 4; state++)
        named(page, bw_ir_body_names[state]);
}
END_TEST

TCase *doc_case(void)
{
    TCase *made = ir_case("doc");

    tcase_add_test(made, the_example_reads);
    tcase_add_test(made, the_page_names_everything);
    return made;
}
