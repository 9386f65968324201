/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Two pointers that are put to use together: copies between places that overlap, differences of pointers into different
 * objects. */
#include "core/call.h"

/* ---- copies ---- */

void bw_pair_copy(bw_call_run *c, const bw_effect *effect, bw_lin size)
{
    bw_engine *e = c->e;
    bw_values *v = &e->values;
    bw_lin to = argument_of(c, effect->arg).lin, from = argument_of(c, effect->arg2).lin;
    bw_lin moved = to != 0 && from != 0 ? bw_lin_sub(v, to, from) : 0;
    bw_wide distance;
    bw_trace trace = {0};
    if (!e->reporting || c->s->doubtful || c->s->contrary || size == 0 || moved == 0 || !bw_lin_is_const(v, moved, &distance) ||
        distance == 0 || bw_lin_base_of(v, to) == 0)
        return;
    distance = distance < 0 ? -distance : distance;
    if (!bw_num_attained(e, c->s, bw_lin_offset(v, size, -distance), &trace))
        return;
    bw_pair pair = {.fault = BW_PAIR_OVERLAP, .site = c->site, .callee = e->module->funcs.at[c->func].name, .distance = distance};
    pair.first = effect->arg < c->argc ? c->vals[effect->arg] : 0;
    pair.object = bw_mem_object_of(e, bw_lin_base_of(v, to));
    e->trace = trace;
    bw_event_pair(e, c->run, c->s, &pair);
}

/* ---- differences ---- */

/* An object with an address of its own, that is there. (Of two that a linker script places, the distance may be meant.) */
static bool stands_alone(bw_engine *e, const bw_state *s, uint32_t object)
{
    const bw_obj *o = bw_obj_at(e, object);
    bw_objstate state = bw_mem_objstate(e, s, object);
    if (o->kind == BW_OBJ_GLOBAL)
        return (e->module->objects.at[o->ir].flags & BW_OBJECT_STATIC) != 0;
    return (o->kind == BW_OBJ_LOCAL && o->ir != 0) || o->kind == BW_OBJ_LITERAL ||
           (o->kind == BW_OBJ_HEAP && state.life == BW_LIFE_LIVE);
}

void bw_pair_difference(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst)
{
    bw_sym bases[2] = {bw_lin_base_of(&e->values, bw_reg(e, r, s, inst->a).lin), bw_lin_base_of(&e->values, bw_reg(e, r, s, inst->b).lin)};
    uint32_t objects[2];
    if (!e->reporting || e->trial || s->doubtful || s->contrary || s->outside != 0 || bases[0] == 0 || bases[1] == 0 || bases[0] == bases[1])
        return;
    for (int i = 0; i < 2; i++) {
        const bw_symbol *symbol = bw_sym_at(&e->values, bases[i]);
        objects[i] = symbol->kind == BW_SYM_ADDRESS && !symbol->is_handle ? symbol->object : 0;
        if (objects[i] == 0 || !stands_alone(e, s, objects[i]))
            return;
    }
    bw_pair pair = {.fault = BW_PAIR_APART, .site = site, .callee = "", .first = inst->a, .second = inst->b,
                    .object = objects[0], .other = objects[1]};
    bw_event_pair(e, r, s, &pair);
}
