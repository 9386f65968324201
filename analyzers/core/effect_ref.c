/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Effects of models on counted references. Where the result says whether one was taken, or whether it was the last, the two
 * ways are followed apart. */
#include "core/call.h"
#include "core/refs.h"

/* A number in an object is not how often the object is held. */
static const char number_family[] = "number";

static bw_ref_op op_of(const bw_call_run *c, const bw_effect *effect)
{
    return (bw_ref_op){.site = c->site,
                       .callee = c->e->module->funcs.at[c->func].name,
                       .family = (effect->flags & BW_EFFECT_PLAIN) ? number_family : effect->family,
                       .pointer = argument_of(c, effect->arg).lin,
                       .plain = (effect->flags & BW_EFFECT_PLAIN) != 0,
                       .val = effect->arg < c->argc ? c->vals[effect->arg] : 0};
}

void bw_call_part(bw_call_run *c, bw_wide low, bw_wide high, bw_call_failure failure)
{
    bw_engine *e = c->e;
    const bw_ir_inst *inst = inst_of(c);
    c->failed = bw_state_clone(c->s);
    c->fails = true;
    c->result = (bw_value){bw_fresh(e, context_of(c), c->site, 20, inst->type, inst->loc), 0};
    c->result_known = true;
    bw_num_restrict(e, c->s, bw_lin_as_sym(&e->values, c->result.lin), low, high, BW_WHY_INDEX_DERIVED);
    if (failure == BW_FAILURE_ZERO)
        return;
    c->failed_result = (bw_value){bw_fresh(e, context_of(c), c->site, 21, inst->type, inst->loc), 0};
    if (failure == BW_FAILURE_NEGATIVE)
        bw_num_restrict(e, &c->failed, bw_lin_as_sym(&e->values, c->failed_result.lin), -BW_INFINITY, -1, BW_WHY_INDEX_DERIVED);
    else
        (void)bw_num_assume_cmp(e, &c->failed, BW_CMP_NE, c->failed_result.lin, bw_lin_const(&e->values, 0), BW_WHY_INDEX_DERIVED);
}

bool bw_call_returns_number(const bw_call_run *c)
{
    uint8_t kind = c->e->module->types.at[inst_of(c)->type].kind;
    return (kind == BW_TYPE_INT || kind == BW_TYPE_BOOL) && !c->fails && !c->result_known;
}

/* *place becomes an object with a reference of its own, where the call succeeds. */
static void take_out(bw_call_run *c, const bw_effect *effect)
{
    bw_engine *e = c->e;
    bw_value place = argument_of(c, effect->arg);
    const bw_ir_inst *inst = inst_of(c);
    bw_ir_ref type = effect->arg < c->argc ? caller_of(c)->insts[c->vals[effect->arg]].type : 0;
    /* seen through the conversion to void ** */
    const bw_ir_inst *from = effect->arg < c->argc ? &caller_of(c)->insts[c->vals[effect->arg]] : NULL;
    while (from != NULL && from->op == BW_IR_CAST && from->sub == BW_CAST_PTR) {
        from = &caller_of(c)->insts[from->a];
        type = from->type;
    }
    bw_ir_ref slot = e->module->types.at[type].kind == BW_TYPE_POINTER ? e->module->types.at[type].elem : 0;
    if (place.lin == 0 || slot == 0 || e->module->types.at[slot].kind != BW_TYPE_POINTER || !bw_call_returns_number(c))
        return;
    bw_call_part(c, 0, (effect->flags & BW_EFFECT_TRIED) ? 0 : BW_INFINITY, BW_FAILURE_NEGATIVE);
    bw_mem_fill(e, &c->failed, place, bw_lin_const(&e->values, (bw_wide)e->module->types.at[slot].size), BW_FILL_UNKNOWN,
                context_of(c), c->site);
    bw_lin object = bw_fresh(e, context_of(c), c->site, 22 + effect->arg, slot, inst->loc);
    bw_num_restrict(e, c->s, bw_lin_as_sym(&e->values, object), 1, BW_INFINITY, BW_WHY_INDEX_DERIVED);
    bw_ref_op op = op_of(c, effect);
    op.pointer = object;
    op.own = true;
    bw_ref_take(e, c->run, c->s, &op);
    bw_mem_store(e, c->s, place, (bw_value){object, 0}, slot, 0, context_of(c), c->site);
}

static void take(bw_call_run *c, const bw_effect *effect)
{
    bw_engine *e = c->e;
    bool tried = (effect->flags & BW_EFFECT_TRIED) && bw_call_returns_number(c);
    const bw_ir_inst *inst = inst_of(c);
    if (effect->arg == BW_ARG_RESULT && !c->result_known) {
        c->result = (bw_value){bw_fresh(e, context_of(c), c->site, 0, inst->type, inst->loc), 0};
        c->result_known = true;
    }
    if (tried)
        bw_call_part(c, 1, BW_INFINITY, BW_FAILURE_ZERO);
    else if ((effect->flags & BW_EFFECT_FAILS) && bw_call_returns_number(c))
        bw_call_part(c, 0, 0, BW_FAILURE_NOT_ZERO);
    bw_ref_op op = op_of(c, effect);
    op.own = effect->arg == BW_ARG_RESULT;
    op.power = (effect->flags & BW_EFFECT_FAILS) != 0;
    bw_ref_take(e, c->run, c->s, &op);
}

static bool gets_another(const bw_call_run *c)
{
    for (uint32_t i = 0; i < c->model->effect_count; i++) {
        const bw_effect *effect = &c->models->effects.at[c->model->effect + i];
        if (effect->kind == BW_EFFECT_TAKE && effect->arg == BW_ARG_RESULT)
            return true;
    }
    return false;
}

/* One less, and the result says whether it was the last one. */
static void put_tried(bw_call_run *c, const bw_ref_op *drop)
{
    bw_engine *e = c->e;
    bw_ref_op op = *drop;
    bool may, may_not;
    bw_ref_last(e, c->s, &op, &may, &may_not);
    bw_call_part(c, 1, BW_INFINITY, BW_FAILURE_ZERO);
    bw_ref_drop(e, c->run, &c->failed, &op);
    if (may) /* the last one of ours, and not the last: others have it */
        bw_mem_escape(e, &c->failed, (bw_value){op.pointer, 0});
    op.last = true;
    bw_ref_drop(e, c->run, c->s, &op);
    if (!may) { /* it is held still */
        *c->s = c->failed;
        c->result = (bw_value){bw_lin_const(&e->values, 0), 0};
    }
    c->fails = may && may_not;
    /* a callee asks for what its caller knows */
    if (may && context_of(c) != 1)
        c->s->doubtful |= !bw_ref_surely_last(e, c->s, &op);
}

void bw_call_ref(bw_call_run *c, const bw_effect *effect, bw_lin size)
{
    bw_engine *e = c->e;
    if (effect->kind == BW_EFFECT_COUNT) {
        bw_ref_op op = op_of(c, effect);
        bw_ref_count(e, c->run, c->s, &op, size);
        return;
    }
    if (effect->kind == BW_EFFECT_TAKE) {
        if (effect->flags & BW_EFFECT_OUT)
            take_out(c, effect);
        else
            take(c, effect);
        return;
    }
    bw_ref_op op = op_of(c, effect);
    op.step = gets_another(c);
    if (!(effect->flags & BW_EFFECT_TRIED) || !bw_call_returns_number(c)) {
        bw_ref_drop(e, c->run, c->s, &op);
        return;
    }
    put_tried(c, &op);
}
