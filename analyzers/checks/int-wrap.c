/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* int-wrap: arithmetic whose result its type does not hold, on values that the program or an attacker is known to give;
 * and division by zero. Unsigned arithmetic wraps by definition, and half of it is meant to: hashes, checksums, ring
 * positions, sequence numbers. What is told there is the plain sum, difference or product of a value from outside.
 */
#include "core/check.h"

#include <string.h>

/* Multiplying by more than this scrambles; it does not scale. */
#define SCALE_MAX 0xffff

static bool is_bit_operation(const bw_ir_inst *inst)
{
    if (inst->op == BW_IR_UN)
        return inst->sub == BW_UN_NOT;
    if (inst->op != BW_IR_BIN)
        return false;
    switch (inst->sub) {
    case BW_BIN_AND:
    case BW_BIN_OR:
    case BW_BIN_XOR:
    case BW_BIN_SHL:
    case BW_BIN_SHR:
    case BW_BIN_REM:
        return true;
    default:
        return false;
    }
}

/* `if (++n == 0)` asks whether the step up wrapped. */
static bool is_zero_after_step(const bw_check_context *c, const bw_ir_inst *test, bw_ir_val other, const bw_ir_inst *made)
{
    const bw_ir_inst *zero = bw_ask_inst(c, bw_ask_origin(c, other)), *step = bw_ask_inst(c, bw_ask_origin(c, made->b));
    return (test->sub == BW_CMP_EQ || test->sub == BW_CMP_NE) && zero->op == BW_IR_CONST && bw_ir_const_value(zero) == 0 &&
           made->op == BW_IR_BIN && made->sub == BW_BIN_ADD && step->op == BW_IR_CONST && bw_ir_const_value(step) == 1;
}

/* Is val compared with what it was computed from? `sum = a + b; if (sum < a)` asks whether it wrapped. */
static bool compared_with_operand(const bw_check_context *c, bw_ir_val val, const bw_ir_inst *made)
{
    const bw_ir_func *func = bw_ask_func(c);
    for (uint32_t i = 1; i < func->inst_count; i++) {
        const bw_ir_inst *test = &func->insts[i];
        if (test->op != BW_IR_CMP)
            continue;
        bool left = bw_ask_same_place(c, test->a, val), right = bw_ask_same_place(c, test->b, val);
        bw_ir_val other = left ? test->b : test->a;
        if ((left || right) && (bw_ask_same_place(c, other, made->a) || bw_ask_same_place(c, other, made->b) ||
                                is_zero_after_step(c, test, other, made)))
            return true;
    }
    return false;
}

/* An unsigned difference that becomes a signed number of that width is the signed difference; and `x - low < count` asks
 * with one test whether x lies in a range. (In `x > size - part` the difference is what others are held to.) */
static bool meant_difference(const bw_check_context *c, bw_ir_val val, const bw_ir_inst *made, const bw_ir_inst *use)
{
    const bw_ir_module *m = bw_ask_module(c);
    const bw_ir_type *from = &m->types.at[made->type], *to = &m->types.at[use->type];
    if (made->op != BW_IR_BIN || made->sub != BW_BIN_SUB || (from->flags & BW_TYPE_SIGNED))
        return false;
    if (use->op == BW_IR_CAST)
        return to->kind == BW_TYPE_INT && (to->flags & BW_TYPE_SIGNED) && to->bits == from->bits;
    return use->op == BW_IR_CMP && use->sub != BW_CMP_EQ && use->sub != BW_CMP_NE && use->a == val;
}

/* Is the number turned round for the network, as a sequence number is, perhaps as part of a longer sum? Then it goes out and is
 * no amount here. */
static bool turned_round(const bw_check_context *c, bw_ir_val val, int depth)
{
    const bw_ir_func *func = bw_ask_func(c);
    for (uint32_t i = val + 1; i < func->inst_count; i++) {
        const bw_ir_inst *use = &func->insts[i];
        bool sum = use->op == BW_IR_CAST || (use->op == BW_IR_BIN && (use->sub == BW_BIN_ADD || use->sub == BW_BIN_SUB));
        if (use->op == BW_IR_NOP || !bw_ask_uses(c, use, val))
            continue;
        const char *callee = use->op == BW_IR_CALL && use->a != 0 ? bw_ask_module(c)->funcs.at[use->a].name : "";
        if (strncmp(callee, "__builtin_bswap", sizeof "__builtin_bswap" - 1) == 0 ||
            (sum && depth > 0 && turned_round(c, i, depth - 1)))
            return true;
    }
    return false;
}

/* Walks the uses of a result, through conversions and through the variable it is stored to. */
static bool wraps_on_purpose(const bw_check_context *c, bw_ir_val val, const bw_ir_inst *made, int depth)
{
    const bw_ir_func *func = bw_ask_func(c);
    if (compared_with_operand(c, val, made) || turned_round(c, val, 6))
        return true;
    for (uint32_t i = 1; i < func->inst_count; i++) {
        const bw_ir_inst *use = &func->insts[i];
        if (use->op == BW_IR_NOP || !bw_ask_uses(c, use, val))
            continue;
        if (is_bit_operation(use) || meant_difference(c, val, made, use))
            return true;
        if (use->op == BW_IR_CAST && depth > 0 && wraps_on_purpose(c, i, made, depth - 1))
            return true;
        if (use->op != BW_IR_STORE || use->b != val)
            continue;
        for (uint32_t k = 1; k < func->inst_count; k++)
            if (func->insts[k].op == BW_IR_LOAD && bw_ask_same_place(c, func->insts[k].a, use->a) && depth > 0 &&
                compared_with_operand(c, k, made))
                return true;
    }
    return false;
}

/* `n--` whose old value is looked at: in `while (n--)` the last step goes below zero and nobody minds. */
static bool counts_down(const bw_check_context *c, const bw_ir_inst *made)
{
    const bw_ir_func *func = bw_ask_func(c);
    if (!(made->flags & BW_INST_COMPOUND))
        return false;
    for (uint32_t i = 1; i < func->inst_count; i++)
        if (&func->insts[i] != made && func->insts[i].op != BW_IR_STORE && bw_ask_uses(c, &func->insts[i], made->a))
            return true;
    return false;
}

static bool is_literal(const bw_check_context *c, bw_ir_val val)
{
    return bw_ask_inst(c, bw_ask_origin(c, val))->op == BW_IR_CONST;
}

static bool mentions(const bw_check_context *c, bw_ir_val tree, bw_ir_val place, int depth)
{
    const bw_ir_inst *inst = bw_ask_inst(c, tree);
    if (tree == 0)
        return false;
    if (bw_ask_same_place(c, tree, place))
        return true;
    if (depth == 0)
        return false;
    if (inst->op == BW_IR_BIN)
        return mentions(c, inst->a, place, depth - 1) || mentions(c, inst->b, place, depth - 1);
    const uint32_t *extra = &bw_ask_func(c)->extra[inst->extra];
    for (uint32_t i = 0; inst->op == BW_IR_CALL && i < extra[0]; i++)
        if (mentions(c, extra[1 + i], place, depth - 1))
            return true;
    return (inst->op == BW_IR_UN || inst->op == BW_IR_CAST) && mentions(c, inst->a, place, depth - 1);
}

static bool test_mentions(const bw_check_context *c, const bw_ir_inst *test, bw_ir_val place)
{
    return mentions(c, test->a, place, 3) || mentions(c, test->b, place, 3);
}

/* Does a test look at both operands at once, as in `a > MAX - b` and `a > MAX / b`, or at one as a floating value, as in
 * `abs(a) < sqrt(MAX)`? Whether it is the right one for each sign is more than joined paths can tell, so it counts. */
static bool operands_tested(const bw_check_context *c, const bw_ir_inst *made)
{
    const bw_ir_func *func = bw_ask_func(c);
    if (made->op != BW_IR_BIN)
        return false;
    bool apart = !is_literal(c, made->a) && !is_literal(c, made->b) && !bw_ask_same_place(c, made->a, made->b);
    for (uint32_t i = 1; i < func->inst_count; i++) {
        const bw_ir_inst *test = &func->insts[i];
        if (test->op != BW_IR_CMP || !test_mentions(c, test, made->a))
            continue;
        bool floating = bw_ask_module(c)->types.at[func->insts[test->a].type].kind == BW_TYPE_FLOAT;
        if (floating || (apart && test_mentions(c, test, made->b)))
            return true;
    }
    return false;
}

static bool scrambles(const bw_check_context *c, const bw_ir_inst *made)
{
    if (made->op != BW_IR_BIN || made->sub != BW_BIN_MUL)
        return false;
    const bw_ir_val sides[2] = {made->a, made->b};
    for (int i = 0; i < 2; i++) {
        const bw_ir_inst *side = bw_ask_inst(c, bw_ask_origin(c, sides[i]));
        if (side->op == BW_IR_CONST && (bw_ir_const_value(side) > SCALE_MAX || bw_ir_const_value(side) < 0))
            return true;
    }
    return false;
}

/* Constants: only the very end of the range stepped over, and not as the start of a loop. */
static bool leaves_the_end(bw_check_context *c, const bw_arith *a, const bw_ir_inst *made)
{
    const bw_ir_type *type = &bw_ask_module(c)->types.at[a->type];
    bw_wide exact;
    /* helpers in headers count on what their callers never give, and on how it wraps */
    if (!(bw_ask_func(c)->flags & BW_FUNC_MAIN_FILE) || bw_ask_in_loop(c, a->site) || (is_literal(c, made->a) && is_literal(c, made->b)) ||
        !bw_ask_constant(c, a->exact, &exact))
        return false;
    if (a->below)
        return made->op == BW_IR_BIN && exact >= -(bw_wide)16;
    bw_wide max = bw_type_max(type);
    return made->sub == BW_BIN_MUL ? exact % max == 0 : exact <= max + 16;
}

/* ~x + 1 and its like: bits, not amounts. */
static bool made_of_bits(const bw_check_context *c, const bw_ir_inst *made)
{
    return is_bit_operation(bw_ask_inst(c, bw_ask_origin(c, made->a))) ||
           is_bit_operation(bw_ask_inst(c, bw_ask_origin(c, made->b)));
}

static bool unsigned_counts(bw_check_context *c, const bw_arith *a, const bw_ir_inst *made)
{
    if (made->op != BW_IR_BIN || a->carried || scrambles(c, made) || made_of_bits(c, made) || counts_down(c, made) ||
        wraps_on_purpose(c, a->site, made, 3))
        return false;
    if (a->chosen == 0)
        return a->always && leaves_the_end(c, a, made);
    return bw_ask_plain(c, a->exact);
}

static const char *operation_name(const bw_ir_inst *made)
{
    if (made->op == BW_IR_UN)
        return "negation";
    return made->sub == BW_BIN_ADD ? "sum" : made->sub == BW_BIN_SUB ? "difference" : "product";
}

static void report(bw_check_context *c, const bw_arith *a, uint32_t site, const bw_ir_inst *made)
{
    const bw_ir_type *type = &bw_ask_module(c)->types.at[a->type];
    const char *source = bw_text_source(c, site);
    bool is_signed = (type->flags & BW_TYPE_SIGNED) != 0;
    bw_report_begin(c, BW_CHECK_int_wrap, made->loc,
                    bw_text(c, "the %s %s%s%s%s %s what %u %s bits hold%s; check the operands first",
                            operation_name(made), *source != 0 ? "'" : "", source, *source != 0 ? "' " : "",
                            a->always ? "always is" : "can be", a->below ? "less than" : "more than", type->bits,
                            is_signed ? "signed" : "unsigned",
                            a->chosen != 0 ? " for values that untrusted data can choose" : ""));
    if (!a->always)
        bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

/* Does a floating value become an integer? */
static bool becomes_integer(const bw_check_context *c, bw_ir_val val, int depth)
{
    const bw_ir_func *func = bw_ask_func(c);
    for (uint32_t i = val + 1; i < func->inst_count; i++) {
        if (func->insts[i].op != BW_IR_CAST || func->insts[i].a != val)
            continue;
        uint8_t kind = bw_ask_module(c)->types.at[func->insts[i].type].kind;
        if (kind == BW_TYPE_INT || (kind == BW_TYPE_FLOAT && depth > 0 && becomes_integer(c, i, depth - 1)))
            return true;
    }
    return false;
}

/* Is the value compared with anything? What a floating comparison says of it is not followed. */
static bool tested_somewhere(const bw_check_context *c, bw_ir_val val)
{
    const bw_ir_func *func = bw_ask_func(c);
    for (uint32_t i = 1; i < func->inst_count; i++)
        if (func->insts[i].op == BW_IR_CMP && test_mentions(c, &func->insts[i], bw_ask_inst(c, val)->op == BW_IR_CAST ? bw_ask_inst(c, val)->a : val))
            return true;
    return false;
}

static void divide(bw_check_context *c, const bw_arith *a)
{
    const bw_ir_inst *made = bw_ask_inst(c, a->site);
    const char *divisor = bw_text_name(c, made->b, "the divisor");
    bool floating = bw_ask_module(c)->types.at[made->type].kind == BW_TYPE_FLOAT;
    if (a->carried || (floating && (!becomes_integer(c, a->site, 2) || tested_somewhere(c, made->b))))
        return;
    bw_report_begin(c, BW_CHECK_int_wrap, made->loc,
                    bw_text(c, "%s %s; compare it with 0 first", divisor,
                            a->always ? "is 0 when it divides" : "divides and can be 0, by the choice of untrusted data"));
    if (!a->always)
        bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

/* Is either of them held against -1 or the least number anywhere? Which of the two was which is lost where the ways meet. */
static bool extremes_tested(const bw_check_context *c, const bw_arith *a, const bw_ir_inst *made)
{
    const bw_ir_func *func = bw_ask_func(c);
    int64_t least = (int64_t)bw_type_min(&bw_ask_module(c)->types.at[a->type]);
    for (uint32_t i = 1; i < func->inst_count; i++) {
        const bw_ir_inst *test = &func->insts[i];
        if (test->op != BW_IR_CMP || (!test_mentions(c, test, made->a) && !test_mentions(c, test, made->b)))
            continue;
        const bw_ir_inst *with = bw_ask_inst(c, bw_ask_origin(c, is_literal(c, test->a) ? test->a : test->b));
        if (with->op != BW_IR_CONST || bw_ir_const_value(with) == -1 || bw_ir_const_value(with) <= least)
            return true;
    }
    return false;
}

/* INT_MIN / -1 */
static void quotient(bw_check_context *c, const bw_arith *a)
{
    const bw_ir_inst *made = bw_ask_inst(c, a->site);
    if (a->carried || extremes_tested(c, a, made))
        return;
    bw_report_begin(c, BW_CHECK_int_wrap, made->loc,
                    bw_text(c, "%s may be -1 and %s the least number there is, by the choice of untrusted data, and their quotient is more "
                               "than what %u signed bits hold; check for both first",
                            bw_text_name(c, made->b, "the divisor"), bw_text_name(c, made->a, "what it divides"),
                            bw_ask_module(c)->types.at[a->type].bits));
    bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

/* `short r = s + 1` computes in int and loses the result on the way back: arithmetic of short, for the one who reads. */
static bool narrow_arithmetic(const bw_check_context *c, const bw_arith *a, uint32_t *ret_site)
{
    const bw_ir_module *m = bw_ask_module(c);
    const bw_ir_type *to = &m->types.at[a->type];
    *ret_site = bw_ask_inst(c, a->site)->a;
    const bw_ir_inst *made = bw_ask_inst(c, *ret_site);
    if (!(to->flags & BW_TYPE_SIGNED) || made->op != BW_IR_BIN || made->sub > BW_BIN_MUL)
        return false;
    bool narrow = false;
    const bw_ir_val sides[2] = {made->a, made->b};
    for (int i = 0; i < 2; i++) {
        const bw_ir_inst *side = bw_ask_inst(c, sides[i]);
        if (side->op == BW_IR_CONST) {
            /* a constant that the narrow type cannot hold itself is a pattern of bits: `buf[0] = 0xc0 + (c >> 6)` */
            if (bw_ir_const_value(side) > bw_type_max(to) || bw_ir_const_value(side) < bw_type_min(to))
                return false;
            continue;
        }
        if (side->op != BW_IR_CAST || m->types.at[bw_ask_inst(c, side->a)->type].bits > to->bits)
            return false;
        narrow = true;
    }
    return narrow;
}

static void shift(bw_check_context *c, const bw_arith *a)
{
    const bw_ir_inst *made = bw_ask_inst(c, a->site);
    if (a->carried || (made->flags & BW_INST_MACRO) || is_literal(c, made->b) || (a->chosen == 0 && !a->always))
        return;
    bw_report_begin(c, BW_CHECK_int_wrap, made->loc,
                    bw_text(c, "%s, by which a value of %u bits is shifted, %s %s%s; check it first", bw_text_name(c, made->b, "the count"),
                            bw_ask_module(c)->types.at[a->type].bits, a->always ? "is" : "can be",
                            a->below ? "less than 0" : "that or more",
                            a->chosen != 0 ? ", by the choice of untrusted data" : ""));
    if (!a->always)
        bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

static void arith(bw_check_context *c, const bw_arith *a)
{
    const bw_ir_inst *made = bw_ask_inst(c, a->site);
    uint32_t site = a->site;
    if (a->kind == BW_ARITH_SHIFT) {
        shift(c, a);
        return;
    }
    if (a->kind == BW_ARITH_LOSS && made->sub == BW_CAST_FLOAT)
        return;
    if (a->kind == BW_ARITH_ZERO) {
        divide(c, a);
        return;
    }
    if (a->kind == BW_ARITH_LOSS) {
        if (!narrow_arithmetic(c, a, &site) || a->carried)
            return;
        report(c, a, site, bw_ask_inst(c, site));
        return;
    }
    if (made->op == BW_IR_BIN && (made->sub == BW_BIN_DIV || made->sub == BW_BIN_REM)) {
        quotient(c, a);
        return;
    }
    bool is_signed = (bw_ask_module(c)->types.at[a->type].flags & BW_TYPE_SIGNED) != 0;
    if (!a->always && operands_tested(c, made))
        return;
    if (a->chosen != 0 && !a->below && bw_ask_range_check(c, a->site))
        return; /* the business of untrusted-offset */
    if (is_signed ? !(a->carried && !a->always) : unsigned_counts(c, a, made))
        report(c, a, site, made);
}

const bw_check bw_check_int_wrap = {.arith = arith};
