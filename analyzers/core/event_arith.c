/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Arithmetic that goes wrong: results their type does not hold, values a conversion loses, divisors of zero. As with
 * accesses, told only where the values that do it are attested.
 */
#include <string.h>

#include "core/engine.h"

/* ---- is the extreme met? ---- */

/* Is the symbol held in by a relation to something else? */
static bool related(const bw_engine *e, const bw_state *s, bw_sym sym, bool up)
{
    for (uint32_t i = 0; i < s->facts.count; i++) {
        int64_t coeff = bw_lin_coeff(&e->values, s->facts.at[i].lin, sym);
        if (coeff != 0 && (coeff > 0) == up)
            return true;
    }
    return false;
}

/* The greatest (up) or least value that lin is known to take, when something attests it. */
static bool attested_extreme(bw_engine *e, const bw_state *s, bw_lin lin, bool up, bw_trace *trace, bw_wide *ret_value)
{
    bw_linear l = *bw_lin_at(&e->values, lin);
    if (lin == 0 || l.count > 1)
        return false;
    if (l.count == 0) {
        *ret_value = l.constant;
        return true;
    }
    const bw_symbol *symbol = bw_sym_at(&e->values, l.terms[0].sym);
    bool high = (l.terms[0].coeff > 0) == up;
    bw_bound bound = bw_num_bound(e, s, l.terms[0].sym);
    uint32_t why = high ? bound.hi_why : bound.lo_why;
    if (symbol->ragged || symbol->doubtful || symbol->kind == BW_SYM_OPERATION)
        return false;
    if (related(e, s, l.terms[0].sym, high))
        return false;
    if (!bw_why_attests(e, why) && (!symbol->untrusted || symbol->limited || e->whys.at[why].kind == BW_WHY_WIDEN))
        return false;
    if (trace->count < BW_TRACE_MAX) {
        trace->whys[trace->count] = why;
        trace->syms[trace->count++] = l.terms[0].sym;
    }
    *ret_value = up ? bw_num_upper(e, s, lin) : bw_num_lower(e, s, lin);
    return *ret_value < BW_INFINITY && *ret_value > -BW_INFINITY;
}

static bool product_leaves(bw_engine *e, const bw_state *s, const bw_symbol *product, bw_wide min, bw_wide max,
                           bool *ret_below, bw_trace *trace)
{
    bw_wide high[2], low[2];
    bw_lin sides[2] = {product->a, product->b};
    bool highs = true, lows = min < 0;
    memset(trace, 0, sizeof *trace);
    for (int i = 0; i < 2; i++)
        highs = highs && attested_extreme(e, s, sides[i], true, trace, &high[i]);
    *ret_below = false;
    if (highs && high[0] > 0 && high[1] > 0 && high[0] > max / high[1])
        return true;
    memset(trace, 0, sizeof *trace);
    for (int i = 0; i < 2; i++)
        lows = lows && attested_extreme(e, s, sides[i], false, trace, &low[i]);
    if (!lows || product->a == product->b)
        return lows && low[0] < 0 && -low[0] > max / -low[0];
    return low[0] < 0 && low[1] < 0 && -low[0] > max / -low[1];
}

static bool leaves(bw_engine *e, const bw_state *s, bw_lin exact, bw_wide min, bw_wide max, bool *ret_below,
                   bw_trace *trace)
{
    bw_values *v = &e->values;
    bw_wide constant;
    memset(trace, 0, sizeof *trace);
    if (bw_lin_is_const(v, exact, &constant)) {
        *ret_below = constant < min;
        trace->always = true;
        return constant < min || constant > max;
    }
    if (bw_num_interval_upper(e, s, exact) <= max && bw_num_interval_lower(e, s, exact) >= min)
        return false;
    bw_sym sym = bw_lin_as_sym(v, exact);
    if (sym != 0 && bw_sym_at(v, sym)->kind == BW_SYM_OPERATION && bw_sym_at(v, sym)->op == BW_BIN_MUL) {
        bw_symbol product = *bw_sym_at(v, sym);
        return product_leaves(e, s, &product, min, max, ret_below, trace);
    }
    bw_lin over = bw_lin_offset(v, exact, -max), under = bw_lin_offset(v, bw_lin_scale(v, exact, -1), min);
    *ret_below = false;
    if (over != 0 && bw_num_attained(e, s, over, trace))
        return true;
    *ret_below = true;
    return under != 0 && bw_num_attained(e, s, under, trace);
}

/* ---- what the event says ---- */

/* Does lin speak of a value that a loop of this activation carries from round to round? */
static bool carried(bw_engine *e, const bw_run *r, bw_lin lin, uint32_t depth)
{
    bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; lin != 0 && t < l.count; t++) {
        const bw_symbol symbol = *bw_sym_at(&e->values, l.terms[t].sym);
        if (symbol.kind == BW_SYM_PHI && symbol.key[0] == r->frame->context) {
            const bw_order *order = r->frame->order;
            uint32_t block = symbol.key[1];
            if (block < e->module->funcs.at[r->frame->func].block_count && order->position[block] != UINT32_MAX &&
                order->end[order->position[block]] != 0 && !r->frame->ended[order->position[block]])
                return true;
        }
        if (depth != 0 && (symbol.kind == BW_SYM_OPERATION || symbol.kind == BW_SYM_WRAP) &&
            (carried(e, r, symbol.a, depth - 1) || carried(e, r, symbol.b, depth - 1)))
            return true;
    }
    return false;
}

static void tell(bw_engine *e, bw_run *r, bw_state *s, bw_arith *event, const bw_trace *trace)
{
    event->always = trace->always;
    for (uint32_t i = 0; i < trace->count; i++)
        if (bw_sym_at(&e->values, trace->syms[i])->untrusted && e->whys.at[trace->whys[i]].kind != BW_WHY_TEST)
            event->chosen = trace->syms[i];
    event->carried = carried(e, r, event->exact, 3);
    e->trace = *trace;
    BW_TELL(e, r, s, arith, event);
}

/* An operand beyond its own type was told of where it came to be. */
static bool operand_fits(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide min, bw_wide max)
{
    return lin == 0 || (bw_num_interval_upper(e, s, lin) <= max && bw_num_interval_lower(e, s, lin) >= min);
}

/* What is left of a chosen number by a modulo or a mask that leaves 0 for many of its values. */
static bool rest_of_chosen(bw_engine *e, const bw_state *s, const bw_symbol *rest)
{
    bw_wide by;
    bw_sym of = bw_lin_as_sym(&e->values, rest->a);
    if ((rest->op != BW_BIN_REM && rest->op != BW_BIN_AND) || of == 0 || !bw_lin_is_const(&e->values, rest->b, &by))
        return false;
    const bw_symbol *number = bw_sym_at(&e->values, of);
    bw_bound bound = bw_num_bound(e, s, of);
    return number->untrusted && !number->limited && number->kind != BW_SYM_OPERATION && bound.hi - bound.lo > 2 * by;
}

static void judge_divisor(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin divisor)
{
    bw_values *v = &e->values;
    bw_arith event = {.kind = BW_ARITH_ZERO, .site = site, .exact = divisor};
    bw_trace trace = {0};
    bw_wide lo = bw_num_lower(e, s, divisor), hi = bw_num_upper(e, s, divisor);
    if (lo > 0 || hi < 0)
        return;
    if (lo == 0 && hi == 0) {
        if (s->doubtful)
            return; /* it is 0 on some way to here, and which ways go on is not known any more */
        trace.always = true;
    } else {
        bw_summary_need(e, s, divisor);
        bw_linear l = *bw_lin_at(v, divisor);
        const bw_symbol symbol = *bw_sym_at(v, l.terms[0].sym);
        const bw_ir_inst *inst = &e->module->funcs.at[r->frame->func].insts[site];
        if (l.count == 1 && symbol.kind == BW_SYM_PHI && !s->doubtful && !s->contrary && s->outside == 0 && bw_endless_counts(e, r, inst->b)) {
            e->trace = trace; /* what a loop carries, but its first value is known to come */
            BW_TELL(e, r, s, arith, &event);
            return;
        }
        bool computed = (symbol.kind == BW_SYM_OPERATION && !rest_of_chosen(e, s, &symbol)) || (symbol.kind == BW_SYM_WRAP && !symbol.op);
        if (l.count != 1 || !symbol.untrusted || computed || symbol.doubtful)
            return;
        bw_bound bound = bw_num_bound(e, s, l.terms[0].sym);
        if (e->whys.at[bound.lo_why].kind == BW_WHY_WIDEN || e->whys.at[bound.hi_why].kind == BW_WHY_WIDEN)
            return;
        bw_lin tested = bw_arith_cmp(e, BW_CMP_NE, divisor, bw_lin_const(v, 0));
        if (tested != 0 && bw_num_interval_lower(e, s, tested) >= 1)
            return;
        trace.whys[0] = bound.lo_why;
        trace.syms[0] = l.terms[0].sym;
        trace.count = 1;
    }
    tell(e, r, s, &event, &trace);
}

/* May the value be this, by an attacker's choice and nothing else? */
static bool chosen_as(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide value)
{
    bw_sym sym = bw_lin_as_sym(&e->values, lin);
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    bool plain = symbol->kind == BW_SYM_MEMORY || symbol->kind == BW_SYM_RESULT || symbol->kind == BW_SYM_IMAGE;
    if (sym == 0 || !plain || !symbol->untrusted || symbol->limited || symbol->doubtful)
        return false;
    bw_lin other = bw_arith_cmp(e, BW_CMP_NE, lin, bw_lin_const(&e->values, value));
    return bw_num_lower(e, s, lin) <= value && bw_num_upper(e, s, lin) >= value &&
           (other == 0 || bw_num_interval_lower(e, s, other) < 1);
}

/* The least of all numbers divided by -1 is one more than the greatest. */
static void judge_quotient(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin number, bw_lin divisor)
{
    const bw_ir_inst *inst = &e->module->funcs.at[r->frame->func].insts[site];
    const bw_ir_type *type = &e->module->types.at[inst->type];
    bw_arith event = {.kind = BW_ARITH_WRAP, .site = site, .type = inst->type, .exact = divisor};
    if (!(type->flags & BW_TYPE_SIGNED) || s->doubtful || s->contrary || s->outside != 0 || number == 0 ||
        !chosen_as(e, s, number, bw_type_min(type)) || !chosen_as(e, s, divisor, -1))
        return;
    bw_sym sym = bw_lin_as_sym(&e->values, divisor);
    bw_trace trace = {.whys = {bw_num_bound(e, s, sym).lo_why}, .syms = {sym}, .count = 1};
    tell(e, r, s, &event, &trace);
}

/* x++ on a number in user memory itself: it stays what he made of it, whatever it becomes. */
static bool left_to_user(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_func *func, const bw_ir_inst *inst)
{
    bw_ir_val val = bw_ir_through_casts(func, inst->a);
    if (!(inst->flags & BW_INST_COMPOUND) || func->insts[val].op != BW_IR_LOAD)
        return false;
    bw_lin offset, pointer = bw_reg(e, r, s, func->insts[val].a).lin;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    return base != 0 && bw_user_owns(e, s, bw_mem_object_of(e, base));
}

/* A signed number is taken to a wider type without a sign for a sum, and what comes of it goes back: the sum wraps on the way
 * there and back again, and is what it would be without. */
static bool goes_back(const bw_engine *e, const bw_ir_func *func, uint32_t site, bool negative)
{
    const bw_ir_inst *inst = &func->insts[site];
    const bw_ir_type *type = &e->module->types.at[inst->type];
    bool widened = false;
    bool sum = inst->sub == BW_BIN_ADD || inst->sub == BW_BIN_SUB || (inst->sub == BW_BIN_MUL && negative);
    if (inst->op != BW_IR_BIN || !sum || (type->flags & BW_TYPE_SIGNED))
        return false;
    for (int side = 0; side < 2; side++) {
        const bw_ir_inst *from = &func->insts[side == 0 ? inst->a : inst->b];
        const bw_ir_type *was = from->op == BW_IR_CAST ? &e->module->types.at[func->insts[from->a].type] : type;
        widened |= was->kind == BW_TYPE_INT && (was->flags & BW_TYPE_SIGNED) && was->bits < type->bits;
    }
    for (bw_ir_val i = site + 1; widened && i < func->inst_count; i++)
        if (func->insts[i].op == BW_IR_CAST && func->insts[i].a == site) {
            const bw_ir_type *to = &e->module->types.at[func->insts[i].type];
            return to->kind == BW_TYPE_INT && (to->flags & BW_TYPE_SIGNED) && to->bits < type->bits;
        }
    return false;
}

/* It hangs on one value alone. */
static bw_trace one_value(const bw_engine *e, const bw_state *s, bw_sym sym)
{
    return (bw_trace){.whys = {bw_num_bound(e, s, sym).lo_why}, .syms = {sym}, .count = 1};
}

/* Floating division by zero is defined, but its result fits no integer. */
static void judge_floating(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin divisor)
{
    bw_arith event = {.kind = BW_ARITH_ZERO, .site = site, .exact = divisor};
    bw_trace trace = {0};
    bw_wide constant;
    bw_sym sym;
    if (bw_lin_is_const(&e->values, divisor, &constant)) {
        trace.always = true;
    } else {
        bw_summary_need(e, s, divisor);
        if (!bw_float_chosen(e, divisor, &sym))
            return;
        trace = one_value(e, s, sym);
    }
    tell(e, r, s, &event, &trace);
}

/* A floating value that an attacker chose, and that the program never looked at, becomes an integer or, in so many words, a
 * narrower floating value. */
static void judge_narrowed(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin from)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const bw_ir_inst *cast = &func->insts[site];
    const bw_ir_type *to = &e->module->types.at[cast->type], *of = &e->module->types.at[func->insts[cast->a].type];
    bw_arith event = {.kind = BW_ARITH_LOSS, .site = site, .type = cast->type, .exact = from};
    bw_trace trace = {0};
    bw_sym sym;
    bool narrower = to->kind == BW_TYPE_FLOAT && to->size < of->size && (cast->flags & BW_INST_EXPLICIT);
    if (of->kind != BW_TYPE_FLOAT || (to->kind != BW_TYPE_INT && !narrower) || s->doubtful || !bw_float_chosen(e, from, &sym))
        return;
    trace = one_value(e, s, sym);
    tell(e, r, s, &event, &trace);
}

static void judge_shift(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin count)
{
    const bw_ir_inst inst = e->module->funcs.at[r->frame->func].insts[site];
    bw_arith event = {.kind = BW_ARITH_SHIFT, .site = site, .type = inst.type, .exact = count};
    bw_lin over = bw_lin_offset(&e->values, count, 1 - (bw_wide)e->module->types.at[inst.type].bits), under = bw_lin_scale(&e->values, count, -1);
    bw_trace trace = {0};
    if (s->doubtful || s->contrary || s->outside != 0 || s->unlikely)
        return;
    event.below = !(over != 0 && bw_num_attained(e, s, over, &trace));
    if (event.below && !(under != 0 && bw_num_attained(e, s, under, &trace)))
        return;
    /* a width that callers choose goes with loops that do not run for it */
    bw_wide constant;
    if (!trace.always || (bw_lin_is_const(&e->values, count, &constant) && r->frame->context == 1))
        tell(e, r, s, &event, &trace);
}

/* Whether a value fits hangs on what the callers of this function hand in, where it is made of one thing alone: of more, what
 * a single caller knows decides nothing. */
static void need_of_sum(bw_engine *e, const bw_state *s, bw_lin exact, bw_wide min, bw_wide max)
{
    if (bw_lin_at(&e->values, exact)->count == 1 &&
        (bw_num_interval_upper(e, s, exact) > max || bw_num_interval_lower(e, s, exact) < min))
        bw_summary_need(e, s, exact);
}

void bw_event_arith(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin a, bw_lin b)
{
    bw_values *v = &e->values;
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const bw_ir_inst inst = func->insts[site];
    const bw_ir_type *type = &e->module->types.at[inst.type];
    if (e->trial || (func->flags & BW_FUNC_TRUSTED) || (inst.flags & BW_INST_TRUSTED))
        return;
    if (type->kind == BW_TYPE_FLOAT && inst.op == BW_IR_BIN && b != 0)
        judge_floating(e, r, s, site, b);
    if (inst.op == BW_IR_CAST && inst.sub == BW_CAST_FLOAT) {
        if (a != 0)
            judge_narrowed(e, r, s, site, a);
        return;
    }
    if (inst.op == BW_IR_BIN && (inst.sub == BW_BIN_SHL || inst.sub == BW_BIN_SHR) && b != 0 && type->kind == BW_TYPE_INT && type->bits <= 64) {
        judge_shift(e, r, s, site, b);
        return;
    }
    if (a == 0 || type->kind != BW_TYPE_INT ||
        type->bits > 64 || (type->flags & BW_TYPE_WRAPS))
        return;
    bw_arith event = {.kind = BW_ARITH_WRAP, .site = site, .type = inst.type};
    if (inst.op == BW_IR_CAST) {
        event.kind = BW_ARITH_LOSS;
        event.exact = a;
    } else if (inst.op == BW_IR_UN) {
        event.exact = bw_lin_scale(v, a, -1);
    } else if (b == 0) {
        return;
    } else if (inst.sub == BW_BIN_DIV || inst.sub == BW_BIN_REM) {
        judge_divisor(e, r, s, site, b);
        judge_quotient(e, r, s, site, a, b);
        return;
    } else if (inst.sub == BW_BIN_ADD) {
        event.exact = bw_lin_add(v, a, b);
    } else if (inst.sub == BW_BIN_SUB) {
        event.exact = bw_lin_sub(v, a, b);
    } else if (inst.sub == BW_BIN_MUL) {
        event.exact = bw_arith_product(e, s, a, b, inst.loc);
    } else {
        return;
    }
    bw_wide min = bw_type_min(type), max = bw_type_max(type), x, y;
    bw_trace trace;
    /* no form holds the product of two large constants, but what it is beyond any width is clear */
    if (event.exact == 0 && inst.sub == BW_BIN_MUL && bw_lin_is_const(v, a, &x) && bw_lin_is_const(v, b, &y))
        event.exact = bw_lin_const(v, (x < 0) == (y < 0) ? BW_INFINITY - 1 : 1 - BW_INFINITY);
    if (event.exact == 0)
        return;
    if (event.kind == BW_ARITH_WRAP && (!operand_fits(e, s, a, min, max) || !operand_fits(e, s, b, min, max)))
        return;
    /* a product as well, when it is a small number below 0 that went up by all the bits there are */
    bool lost = event.kind == BW_ARITH_LOSS, negative = false;
    if (lost && bw_lin_is_const(v, event.exact, &x))
        negative = x > max && x - bw_type_max(&e->module->types.at[func->insts[inst.a].type]) - 1 >= min;
    if (goes_back(e, func, lost ? inst.a : site, negative))
        return;
    if (!leaves(e, s, event.exact, min, max, &event.below, &trace))
        need_of_sum(e, s, event.exact, min, max);
    else if (!left_to_user(e, r, s, func, &inst))
        tell(e, r, s, &event, &trace);
}
