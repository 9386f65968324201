/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Objects that something works on later: a timer, a piece of work, a deferred call that is a part of them. Who gives such an
 * object back has waited for that first; stopping it does not wait for a run that has begun. */
#include "core/call.h"

static uint32_t object_of(bw_engine *e, bw_lin pointer)
{
    bw_lin offset;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    const bw_obj *o = base != 0 ? bw_obj_at(e, bw_mem_object_of(e, base)) : NULL;
    return o != NULL && (o->kind == BW_OBJ_HEAP || o->kind == BW_OBJ_POINTEE) ? bw_mem_object_of(e, base) : 0;
}

static void settle(bw_engine *e, bw_state *s, uint32_t object)
{
    const bw_objstate *state = bw_objstate_find(s, object);
    if (state != NULL && state->armed_why != 0)
        bw_mem_objstate_edit(e, s, object)->armed_why = 0;
}

void bw_armed_effect(bw_call_run *c, const bw_effect *effect)
{
    bw_engine *e = c->e;
    if (effect->kind == BW_EFFECT_SETTLE && effect->arg == BW_ARG_NONE) {
        for (uint32_t i = 0; i < c->s->objects.count; i++)
            settle(e, c->s, c->s->objects.at[i].object);
        return;
    }
    uint32_t object = object_of(e, argument_of(c, effect->arg).lin);
    if (object == 0)
        return;
    if (effect->kind == BW_EFFECT_SETTLE)
        settle(e, c->s, object);
    else if (!(effect->flags & BW_EFFECT_TRIED) || !bw_call_answer_used(c))
        bw_mem_objstate_edit(e, c->s, object)->armed_why = bw_why_make(e, BW_WHY_MODEL, inst_of(c)->loc);
}

void bw_armed_given(bw_engine *e, bw_state *s, bw_lin pointer)
{
    settle(e, s, object_of(e, pointer));
}
