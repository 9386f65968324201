/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Questions that checks ask about the shape of a function: what a value is used for. No state, no paths. */
#include "core/engine.h"
#include "core/ir_shape.h"

bool bw_ask_uses(const bw_check_context *c, const bw_ir_inst *inst, bw_ir_val val)
{
    return bw_ir_inst_uses(bw_ask_func(c), inst, val);
}

bool bw_ask_used(const bw_check_context *c, bw_ir_val val)
{
    const bw_ir_func *func = bw_ask_func(c);
    for (uint32_t i = 1; i < func->inst_count; i++)
        if (bw_ir_inst_uses(func, &func->insts[i], val))
            return true;
    return false;
}

bw_ir_ref bw_ask_callee(const bw_check_context *c, uint32_t site)
{
    const bw_ir_inst *inst = bw_ask_inst(c, site);
    if (inst->op != BW_IR_CALL || inst->a != 0 || c->e->site_callees == NULL || site >= c->e->site_count)
        return inst->op == BW_IR_CALL ? inst->a : 0;
    return c->e->site_callees[site];
}

static bool same_place(const bw_ir_func *func, bw_ir_val a, bw_ir_val b, uint32_t depth)
{
    a = bw_ir_through_casts(func, a);
    b = bw_ir_through_casts(func, b);
    if (a == b)
        return true;
    const bw_ir_inst *x = &func->insts[a], *y = &func->insts[b];
    if (depth == 0 || x->op != y->op || x->sub != y->sub)
        return false;
    switch (x->op) {
    case BW_IR_CONST:
        return x->a == y->a && x->b == y->b;
    case BW_IR_ADDR:
        return x->a == y->a;
    case BW_IR_LOAD:
        return x->c == y->c && same_place(func, x->a, y->a, depth - 1);
    case BW_IR_FIELD:
        return x->b == y->b && same_place(func, x->a, y->a, depth - 1);
    case BW_IR_INDEX:
        return same_place(func, x->a, y->a, depth - 1) && same_place(func, x->b, y->b, depth - 1);
    default:
        return false;
    }
}

bool bw_ask_same_place(const bw_check_context *c, bw_ir_val a, bw_ir_val b)
{
    return same_place(bw_ask_func(c), a, b, 6);
}

bool bw_ask_in_loop(const bw_check_context *c, uint32_t site)
{
    const bw_ir_func *func = bw_ask_func(c);
    const bw_order *order = bw_order_of(c->e, c->func);
    for (uint32_t block = 1; block < func->block_count; block++) {
        const bw_ir_block *b = &func->blocks[block];
        if (site < b->first || site >= b->first + b->count || order->position[block] == UINT32_MAX)
            continue;
        for (uint32_t head = 0; head <= order->position[block]; head++)
            if (order->end[head] > order->position[block])
                return true;
    }
    return false;
}

static bool by_order(const bw_ir_inst *test)
{
    return test->op == BW_IR_CMP && test->sub != BW_CMP_EQ && test->sub != BW_CMP_NE;
}

bool bw_ask_range_check(const bw_check_context *c, bw_ir_val val)
{
    const bw_ir_func *func = bw_ask_func(c);
    const bw_ir_inst *made = &func->insts[val];
    for (uint32_t i = 1; i < func->inst_count; i++) {
        const bw_ir_inst *test = &func->insts[i];
        if (!by_order(test))
            continue;
        bool left = bw_ir_through_casts(func, test->a) == val, right = bw_ir_through_casts(func, test->b) == val;
        bw_ir_val other = left ? test->b : test->a;
        if (left != right && !same_place(func, other, made->a, 6) && !same_place(func, other, made->b, 6))
            return true;
    }
    return false;
}

/* Is argument `nth` of a call what its model takes for a size? */
static bool size_argument(const bw_check_context *c, const bw_ir_inst *call, uint32_t nth)
{
    const bw_models *models = bw_ask_models(c);
    const bw_model *model = call->a == 0 ? NULL : bw_models_find(models, bw_ask_module(c)->funcs.at[call->a].name);
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        const bw_expr x = models->exprs.at[models->effects.at[model->effect + i].size];
        if (x.kind == BW_EXPR_ARG && (uint32_t)x.value == nth)
            return true;
        for (int side = 0; side < 2 && x.kind >= BW_EXPR_ADD && x.kind <= BW_EXPR_MAX; side++) {
            const bw_expr y = models->exprs.at[side == 0 ? x.left : x.right];
            if (y.kind == BW_EXPR_ARG && (uint32_t)y.value == nth)
                return true;
        }
    }
    return false;
}

static bool is_amount(const bw_check_context *c, bw_ir_val val, int depth)
{
    const bw_ir_func *func = bw_ask_func(c);
    for (uint32_t i = 1; i < func->inst_count; i++) {
        const bw_ir_inst *use = &func->insts[i];
        if (use->op == BW_IR_NOP || !bw_ir_inst_uses(func, use, val))
            continue;
        switch (use->op) {
        case BW_IR_INDEX:
            if (use->b == val)
                return true;
            break;
        case BW_IR_CMP: /* a loop that waits for one value counts nothing */
            for (uint32_t k = i + 1; use->sub != BW_CMP_EQ && k < func->inst_count; k++)
                if (func->insts[k].op == BW_IR_CBR && func->insts[k].a == i && (func->insts[k].flags & BW_INST_LOOP))
                    return true;
            break;
        case BW_IR_CALL:
            for (uint32_t k = 0; k < func->extra[use->extra]; k++)
                if (func->extra[use->extra + 1 + k] == val && size_argument(c, use, k))
                    return true;
            break;
        case BW_IR_CAST:
        case BW_IR_BIN:
            if (depth > 0 && use->sub <= BW_BIN_MUL && is_amount(c, i, depth - 1))
                return true;
            break;
        case BW_IR_STORE:
            for (uint32_t k = 1; use->b == val && depth > 0 && k < func->inst_count; k++)
                if (func->insts[k].op == BW_IR_LOAD && func->insts[use->a].op == BW_IR_ADDR &&
                    same_place(func, func->insts[k].a, use->a, 6) && is_amount(c, k, depth - 1))
                    return true;
            break;
        default:
            break;
        }
    }
    return false;
}

bool bw_ask_amount(const bw_check_context *c, bw_ir_val val)
{
    return is_amount(c, val, 4);
}
