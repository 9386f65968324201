/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* size-truncation: a size, count or index loses high bits or its sign in a conversion to a narrower type. Conversions
 * that pick bits on purpose are left alone: written casts to an unsigned type, unless what comes out is used as an amount.
 */
#include "core/check.h"

/* Sixteen bits and less are too few for an amount that somebody else chooses; a cast to them, with a sign, is no mask. */
#define NARROW_BITS 16

/* A byte is a byte, with or without sign: 200 as a char is the same eight bits. */
static bool only_sign_differs(bw_check_context *c, const bw_arith *a, const bw_ir_type *to)
{
    bw_wide half = (bw_wide)1 << (to->bits - 1);
    return bw_ask_lower(c, a->exact) >= -half && bw_ask_upper(c, a->exact) < 2 * half;
}

/* A written cast of what a ?: chose among picks bits; one of a value that has a name loses some. */
static bool of_variable(bw_check_context *c, const bw_ir_inst *cast)
{
    const bw_ir_inst *load = bw_ask_inst(c, bw_ask_origin(c, cast->a)), *place = bw_ask_inst(c, load->a);
    if (load->op != BW_IR_LOAD)
        return load->op == BW_IR_CALL;
    return place->op != BW_IR_ADDR || bw_ask_module(c)->objects.at[place->a].kind != BW_OBJECT_TEMP;
}

/* The variable that the result is stored to, by name: the value of its address; 0 none. */
static bw_ir_val kept_in(const bw_check_context *c, bw_ir_val val)
{
    const bw_ir_func *func = bw_ask_func(c);
    for (uint32_t i = val + 1; i < func->inst_count; i++)
        if (func->insts[i].op == BW_IR_STORE && func->insts[i].b == val && bw_ask_inst(c, func->insts[i].a)->op == BW_IR_ADDR)
            return func->insts[i].a;
    return 0;
}

/* Is what was kept held against a least and a greatest value? Then it is not used as the amount that it was. */
static bool tested_both_ways(const bw_check_context *c, bw_ir_val val)
{
    const bw_ir_func *func = bw_ask_func(c);
    bw_ir_val place = kept_in(c, val);
    bool low = false, high = false;
    for (uint32_t i = 1; place != 0 && i < func->inst_count; i++) {
        const bw_ir_inst *test = &func->insts[i];
        if (test->op != BW_IR_CMP || test->sub == BW_CMP_EQ || test->sub == BW_CMP_NE)
            continue;
        const bw_ir_inst *left = bw_ask_inst(c, bw_ask_origin(c, test->a)), *right = bw_ask_inst(c, bw_ask_origin(c, test->b));
        bool first = left->op == BW_IR_LOAD && bw_ask_same_place(c, left->a, place);
        if (!first && !(right->op == BW_IR_LOAD && bw_ask_same_place(c, right->a, place)))
            continue;
        const bw_ir_inst *against = first ? right : left;
        bool least = against->op == BW_IR_CONST && bw_ir_const_value(against) <= 0;
        low |= least;
        high |= !least;
    }
    return low && high;
}

static void report_floating(bw_check_context *c, const bw_arith *a, const bw_ir_inst *cast)
{
    const bw_ir_type *to = &bw_ask_module(c)->types.at[a->type];
    bw_report_begin(c, BW_CHECK_size_truncation, cast->loc,
                    bw_text(c, "%s, chosen by untrusted data, can be more than %s holds; compare it with the limits first",
                            bw_text_name(c, cast->a, "the floating value"),
                            to->kind == BW_TYPE_FLOAT ? "the narrower floating type" : bw_text(c, "an integer of %u bits", to->bits)));
    bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

static void arith(bw_check_context *c, const bw_arith *a)
{
    const bw_ir_module *m = bw_ask_module(c);
    const bw_ir_inst *cast = bw_ask_inst(c, a->site);
    const bw_ir_type *to = &m->types.at[a->type];
    bw_wide constant;
    if (a->kind != BW_ARITH_LOSS || a->carried || (cast->flags & BW_INST_MACRO))
        return;
    const bw_ir_inst *from = bw_ask_inst(c, cast->a);
    if (cast->sub == BW_CAST_FLOAT) {
        report_floating(c, a, cast);
        return;
    }
    if (m->types.at[from->type].bits <= to->bits || from->op == BW_IR_BIN)
        return;
    bool fixed = bw_ask_constant(c, a->exact, &constant);
    if (only_sign_differs(c, a, to) && !(fixed && (to->bits != 8 || kept_in(c, a->site) != 0)))
        return;
    if ((cast->flags & BW_INST_EXPLICIT) && tested_both_ways(c, a->site))
        return;
    if ((cast->flags & BW_INST_EXPLICIT) && to->bits == 8 && !(to->flags & BW_TYPE_SIGNED))
        return; /* a byte, as an index into all the bytes there are */
    bool is_signed = (to->flags & BW_TYPE_SIGNED) != 0, amount = bw_ask_amount(c, a->site),
         narrow = is_signed && to->bits <= NARROW_BITS && of_variable(c, cast);
    if (fixed ? !narrow || !(cast->flags & BW_INST_EXPLICIT) : !amount && !(narrow && a->chosen != 0))
        return;
    bw_report_begin(c, BW_CHECK_size_truncation, cast->loc,
                    bw_text(c, "%s can be %s what %u %s bits hold%s, and %s is kept; check it before it is narrowed",
                            bw_text_name(c, cast->a, "the value"),
                            a->below ? "less than" : "more than", to->bits, is_signed ? "signed" : "unsigned",
                            a->chosen != 0 ? " for values that untrusted data can choose" : "",
                            amount ? "an amount made of the low bits" : "only the low part"));
    bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_size_truncation = {.arith = arith};
