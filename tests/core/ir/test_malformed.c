/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A module with references to nowhere is refused by the writer and by the verifier, whatever is broken in it. */
#include "ir_test.h"

#include <string.h>

static const char base[] = "bulwark-ir 1\n"
                           "struct s { n: u32; data: array<u8> [counted_by n, annotate \"x\"] }\n"
                           "struct t { n: u32 }\n"
                           "global @g: i32\n"
                           "func @other(%x: i32) -> i32\n"
                           "func @f(%p: ptr<struct s>) -> i32 {\n"
                           "local %i: i32\n"
                           "b1:\n"
                           "v1 = addr %p\n"
                           "v2 = load v1\n"
                           "v3 = field v2, .n\n"
                           "v4 = load v3\n"
                           "v5 = call @other(v4) : i32\n"
                           "v6 = opaque \"why\"(v5) : i32\n"
                           "v7 = bin.add v6, v5\n"
                           "switch v7, b2 (1: b2, 2..3: b2)\n"
                           "b2:\n"
                           "v9 = addr %i\n"
                           "ret v7\n"
                           "}\n";

enum { OTHER = 1, F = 2, SWITCH = 8 };

static bw_ir_func *f(bw_ir_module *module)
{
    return &module->funcs.at[F];
}

static bw_ir_inst *inst(bw_ir_module *module, uint32_t index)
{
    return &module->funcs.at[F].insts[index];
}

#define BREAKS(X)                                                                                                        \
    /* what is broken, how, what the writer says, what the verifier says or NULL when it is not its business */          \
    X(record_fields, m->types.at[m->fields.at[1].parent].field_count = 99, "type 1: its fields are not in the table",    \
      NULL)                                                                                                              \
    X(field_parent, m->fields.at[1].parent = m->fields.at[3].parent, "field 1: its parent is not type 1",                \
      "v3 (field) in block 1: its field is one of another record")                                                       \
    X(field_type, m->fields.at[1].type = 999, "type 999: not in the table, or made of itself", NULL)                     \
    X(field_count, m->fields.at[2].counted_by = 3, "field 2: counted by a field of another record", NULL)                \
    X(field_annots, m->fields.at[2].annots = m->annots.count, "annotation 2: not in the table", NULL)                                  \
    X(type_loop, m->types.at[m->objects.at[1].type] = ((bw_ir_type){.kind = BW_TYPE_POINTER, .elem = m->objects.at[1].type}), \
      "type 6: not in the table, or made of itself", "v7 (bin) in block 1: its type is neither integer nor floating")    \
    X(type_kind, m->types.at[m->objects.at[1].type].kind = 77, "type of unknown kind 77",                                \
      "v7 (bin) in block 1: its type is neither integer nor floating")                                                   \
    X(type_flags, m->types.at[m->objects.at[1].type].flags = 0x80, "type: unknown flags 0x80",                           \
      NULL)                                                                                                              \
    X(object_flags, m->objects.at[1].flags = 0x40, "object: unknown flags 0x40", NULL)                                   \
    X(object_owner, m->objects.at[4].func = OTHER, "object 4: of the wrong kind or owner in function 2",                 \
      "object 4 is of the wrong kind or owner for this function")                                                        \
    X(object_kind, m->objects.at[3].kind = BW_OBJECT_LOCAL, "object 3: of the wrong kind or owner in function 2",        \
      "object 3 is of the wrong kind or owner for this function")                                                        \
    X(object_range, f(m)->object_count = 9, "function 2: its objects are not in the table",                              \
      "the function's objects are not in the table")                                                                     \
    X(object_type, m->objects.at[4].type = 99, "type 99: not in the table, or made of itself",                           \
      "object 4 names type 99, which does not exist")                                                                    \
    X(param_count, f(m)->param_count = 3, "object 4: of the wrong kind or owner in function 2",                          \
      "the function has more parameters than objects")                                                                   \
    X(func_flags, f(m)->flags = 1u << 20, "function: unknown flags 0x100000", NULL)                                      \
    X(func_body, f(m)->body = 9, "function f: unknown state 9 of its body", "the function is not lowered")               \
    X(func_ret, f(m)->ret = 99, "type 99: not in the table, or made of itself", "the function's type does not exist")    \
    X(no_block, f(m)->block_count = 1, NULL, "the function has no entry block")                                          \
    X(empty_block, f(m)->blocks[2].count = 0, NULL, "block 2 is empty")                                                  \
    X(block_range, f(m)->blocks[2].count = 99, "function f: block 2 reaches past the instructions",                      \
      "block 2 reaches past the instructions")                                                                           \
    X(block_wraps, f(m)->blocks[2].first = UINT32_MAX, "function f: block 2 reaches past the instructions",              \
      "block 2 reaches past the instructions")                                                                           \
    X(block_zero, f(m)->blocks[2].first = 0, "function f: block 2 shares an instruction",                                \
      "block 2 reaches past the instructions")                                                                           \
    X(block_shared, f(m)->blocks[2].first = 8, "function f: block 2 shares an instruction",                              \
      "blocks 1 and 2 share instruction 8")                                                                              \
    X(op, inst(m, 7)->op = 99, "function f: unknown operation 99", "v7 (?) in block 1: unknown operation 99")            \
    X(sub, inst(m, 7)->sub = 99, "function f: unknown kind 99 of bin", "v7 (bin) in block 1: unknown kind 99 of the operation") \
    X(inst_type, inst(m, 7)->type = 99, "type 99: not in the table, or made of itself",                                  \
      "v7 (bin) in block 1: names type 99, which does not exist")                                                        \
    X(inst_flags, inst(m, 7)->flags = 1u << 15, "instruction: unknown flags 0x8000", NULL)                               \
    X(value_range, inst(m, 7)->a = f(m)->inst_count, "function f: v11 is used, but no instruction of a block makes it",                \
      "v7 (bin) in block 1: uses v11, which no block makes")                                                             \
    X(value_none, inst(m, 7)->a = 0, NULL, "v7 (bin) in block 1: an operand is missing")                                 \
    X(value_result, inst(m, 7)->a = SWITCH, "function f: v8 is used, but no instruction of a block makes it",            \
      "v7 (bin) in block 1: uses v8, which has no result")                                                               \
    X(value_placed, (f(m)->block_count = 2, inst(m, SWITCH)->op = BW_IR_RET, inst(m, SWITCH)->a = 9),                    \
      "function f: v9 is used, but no instruction of a block makes it",                                                  \
      "v8 (ret) in block 1: uses v9, which no block makes")                                                              \
    X(value_order, inst(m, 7)->a = 7, NULL, "v7 (bin) in block 1: uses v7 before it is made in the same block")          \
    X(object_ref, inst(m, 9)->a = m->objects.count, "object 5: not in the table, or of no function",                                  \
      "v9 (addr) in block 2: names object 5, which does not exist")                                                     \
    X(object_none, inst(m, 9)->a = 0, NULL, "v9 (addr) in block 2: names object 0, which does not exist")                \
    X(object_other, inst(m, 9)->a = 2, "object 2: belongs to another function than the one that uses it",                \
      "v9 (addr) in block 2: names object 2, which belongs to another function")                                         \
    X(func_ref, inst(m, 5)->a = m->funcs.count, "function 3: not in the table",                                                     \
      "v5 (call) in block 1: names function 3, which does not exist")                                                   \
    X(field_ref, inst(m, 3)->b = m->fields.count, "field 4: not in the table, or of no record",                                      \
      "v3 (field) in block 1: names field 4, which does not exist")                                                     \
    X(bit_field, inst(m, 4)->c = 1, NULL, "v4 (load) in block 1: names field 1, which is no bit-field")                  \
    X(string_ref, inst(m, 6)->b = m->strings.count, "string 2: not in the table",                                                       \
      "v6 (opaque) in block 1: names reason 2, which does not exist")                                                    \
    X(list_start, inst(m, 5)->extra = f(m)->extra_count, "function f: an operand list lies outside the extra list",                   \
      "v5 (call) in block 1: its operand list reaches past the extra list")                                              \
    X(list_end, f(m)->extra[inst(m, 5)->extra] = UINT32_MAX, "function f: an operand list ends outside the extra list",  \
      "v5 (call) in block 1: its operand list reaches past the extra list")                                              \
    X(list_value, f(m)->extra[inst(m, 5)->extra + 1] = 99, "function f: v99 is used, but no instruction of a block makes it", \
      "v5 (call) in block 1: uses v99, which no block makes")                                                            \
    X(switch_end, f(m)->extra[inst(m, SWITCH)->extra] = 3, "function f: an operand list ends outside the extra list",    \
      "v8 (switch) in block 1: its operand list reaches past the extra list")                                            \
    X(switch_start, inst(m, SWITCH)->extra = f(m)->extra_count - 1,                                                      \
      "function f: an operand list lies outside the extra list",                                                         \
      "v8 (switch) in block 1: its operand list reaches past the extra list")                                            \
    X(switch_default, f(m)->extra[inst(m, SWITCH)->extra + 1] = 0, "function f: there is no block 0",                     \
      "v8 (switch) in block 1: goes to block 0, which does not exist")                                                   \
    X(switch_block, f(m)->extra[inst(m, SWITCH)->extra + 6] = 3, "function f: there is no block 3",                      \
      "v8 (switch) in block 1: goes to block 3, which does not exist")                                                   \
    X(switch_range, f(m)->extra[inst(m, SWITCH)->extra + 5] = UINT32_MAX, NULL,                                          \
      "v8 (switch) in block 1: has an empty case, from 1 to -4294967295")

#define X(name, how, writer, verifier)           \
    static void break_##name(bw_ir_module *m)    \
    {                                            \
        how;                                     \
    }
BREAKS(X)
#undef X

static const struct {
    const char *name;
    void (*apply)(bw_ir_module *);
    const char *writer, *verifier;
} breaks[] = {
#define X(name, how, writer, verifier) {#name, break_##name, writer, verifier},
    BREAKS(X)
#undef X
};

START_TEST(the_base_is_sound)
{
    bw_ir_module module = ir_good(base);

    ck_assert_ptr_null(bw_ir_verify(&module, F));
    (void)ir_text(&module);
}
END_TEST

START_TEST(the_writer_refuses)
{
    bw_ir_module module = ir_good(base);
    const char *text = "untouched", *error = NULL;
    size_t size = 12345;

    breaks[_i].apply(&module);
    bool written = bw_ir_write_text(&module, BW_IR_TEXT_ALL, &ir_arena, &text, &size, &error);
    if (breaks[_i].writer == NULL) {
        ck_assert_msg(written, "%s: %s", breaks[_i].name, error);
        return;
    }
    ck_assert_msg(!written, "%s: it is written as\n%s", breaks[_i].name, text);
    ck_assert_msg(strcmp(error, breaks[_i].writer) == 0, "%s: %s", breaks[_i].name, error);
    ck_assert_str_eq(text, "untouched");
    ck_assert_uint_eq(size, 12345);
}
END_TEST

START_TEST(the_verifier_refuses)
{
    bw_ir_module module = ir_good(base);

    breaks[_i].apply(&module);
    const char *fault = bw_ir_verify(&module, F);
    if (breaks[_i].verifier == NULL)
        ck_assert_msg(fault == NULL, "%s: %s", breaks[_i].name, fault);
    else
        ck_assert_msg(fault != NULL && strcmp(fault, breaks[_i].verifier) == 0, "%s: %s", breaks[_i].name,
                      fault == NULL ? "no fault" : fault);
}
END_TEST

TCase *malformed_case(void)
{
    TCase *made = ir_case("malformed modules");

    tcase_add_test(made, the_base_is_sound);
    tcase_add_loop_test(made, the_writer_refuses, 0, sizeof breaks / sizeof breaks[0]);
    tcase_add_loop_test(made, the_verifier_refuses, 0, sizeof breaks / sizeof breaks[0]);
    return made;
}
