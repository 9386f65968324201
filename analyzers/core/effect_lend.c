/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Buffers of a request that a framework hands out, with as many bytes as a user process sent. */
#include "core/call.h"

/* Stores a value where an argument leads; where the place has another type than the value, nobody knows what stands there. */
static void store_out(bw_call_run *c, uint16_t arg, bw_lin lin, bool pointer)
{
    bw_engine *e = c->e;
    bw_value place = argument_of(c, arg);
    bw_wide null;
    if (arg >= c->argc || place.lin == 0 || (bw_lin_is_const(&e->values, place.lin, &null) && null == 0))
        return;
    bw_ir_ref type = caller_of(c)->insts[c->vals[arg]].type;
    bw_ir_ref slot = e->module->types.at[type].kind == BW_TYPE_POINTER ? e->module->types.at[type].elem : 0;
    uint8_t kind = e->module->types.at[slot].kind;
    if (slot != 0 && kind == (pointer ? BW_TYPE_POINTER : BW_TYPE_INT))
        bw_mem_store(e, c->s, place, (bw_value){lin, 0}, slot, 0, context_of(c), c->site);
    else
        bw_mem_fill(e, c->s, place, 0, BW_FILL_UNKNOWN, context_of(c), c->site);
}

/* A request's buffer: as many bytes as a user process likes to send, but at least as many as the callee was told. */
void bw_call_lend(bw_call_run *c, const bw_effect *effect, bw_lin least)
{
    bw_engine *e = c->e;
    uint32_t key[5] = {context_of(c), c->site, 11, effect->arg, 1};
    bw_lin size = bw_lin_sym(&e->values, bw_call_length(c, BW_SYM_RESULT, key, true));
    if (least != 0)
        bw_num_assume_le(e, c->s, bw_lin_sub(&e->values, least, size), BW_WHY_INDEX_DERIVED);
    uint32_t object = bw_mem_heap(e, context_of(c), c->site, 0, inst_of(c)->loc);
    bw_obj *o = bw_obj_at(e, object);
    o->callee = c->model->name;
    o->managed = o->untrusted = o->sent = true;
    bw_mem_drop(e, c->s, object);
    bw_objstate *state = bw_mem_objstate_edit(e, c->s, object);
    *state = (bw_objstate){.object = object, .life = BW_LIFE_LIVE, .content = BW_CONTENT_UNKNOWN, .size = size};
    state->taint = (bw_taint){.anywhere = true, .user = true};
    bw_sym base = bw_obj_at(e, object)->base;
    bw_num_restrict(e, c->s, base, 1, BW_INFINITY, BW_WHY_INDEX_DERIVED);
    bw_contract_lend(e, object, bw_lin_as_sym(&e->values, size), (effect->flags & BW_EFFECT_BACK) != 0);
    store_out(c, effect->arg, bw_lin_sym(&e->values, base), true);
    if (effect->arg2 != BW_ARG_NONE)
        store_out(c, effect->arg2, size, false);
}
