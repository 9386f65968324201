/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Places that live on and still lead to what was released, although code goes by whether they are null: globals, and, where
 * a request of a process ends, members of records that the next request finds as this one left them. */
#include "core/engine.h"
#include "core/member.h"

/* ---- who asks whether a place is null ---- */

/* Does the address at val lead to the global, or to the field of any record? */
static bool leads_to(const bw_engine *e, const bw_ir_func *f, bw_ir_val val, bw_ir_ref object, bw_ir_ref field)
{
    const bw_ir_inst *place = &f->insts[val];
    return object != 0 ? place->op == BW_IR_ADDR && place->a == object
                       : place->op == BW_IR_FIELD && bw_member_same_name(e, place->b, field);
}

/* Is val the value of the place, taken for true or false? */
static bool asks_for(const bw_engine *e, const bw_ir_func *f, bw_ir_val val, bw_ir_ref object, bw_ir_ref field)
{
    while (f->insts[val].op == BW_IR_CAST && f->insts[val].sub == BW_CAST_PTR)
        val = f->insts[val].a;
    return f->insts[val].op == BW_IR_LOAD && leads_to(e, f, f->insts[val].a, object, field);
}

static bool tests(const bw_engine *e, const bw_ir_func *f, const bw_ir_inst *inst, bw_ir_ref object, bw_ir_ref field)
{
    if (inst->op == BW_IR_CMP)
        return f->insts[inst->b].op == BW_IR_CONST && bw_ir_const_value(&f->insts[inst->b]) == 0 &&
               asks_for(e, f, inst->a, object, field);
    return (inst->op == BW_IR_CBR || inst->op == BW_IR_UN || (inst->op == BW_IR_CAST && inst->sub == BW_CAST_BOOL)) &&
           asks_for(e, f, inst->a, object, field);
}

/* Does any function in view ask whether the place is null? Of a global, another one than func has to, and func must be no
 * helper whose caller may go on. */
static bool null_tested(const bw_engine *e, bw_ir_ref object, bw_ir_ref field, bw_ir_ref func)
{
    bool tested = false, helper = false;
    bool internal = (e->module->funcs.at[func].flags & BW_FUNC_STATIC) != 0;
    for (bw_ir_ref i = 1; i < e->module->funcs.count; i++) {
        const bw_ir_func *f = &e->module->funcs.at[i];
        if (f->body != BW_BODY_LOWERED || (i == func && object != 0))
            continue;
        bool filled = false; /* what the function itself put there just before, it asks about for its own sake */
        for (uint32_t k = 1; k < f->inst_count; k++) {
            helper |= f->insts[k].op == BW_IR_CALL && f->insts[k].a == func;
            filled |= f->insts[k].op == BW_IR_STORE && leads_to(e, f, f->insts[k].a, object, field);
            tested |= !filled && tests(e, f, &f->insts[k], object, field);
        }
    }
    return tested && !(object != 0 && internal && helper);
}

/* ---- what was released through a member ---- */

/* The place that a value was read from, seen through a variable that is stored to once; 0 unknown. */
static bw_ir_val read_from(const bw_engine *e, const bw_ir_func *f, bw_ir_val val)
{
    for (int depth = 0; val != 0 && depth < 8; depth++) {
        val = bw_ir_through_casts(f, val);
        if (f->insts[val].op != BW_IR_LOAD)
            return 0;
        bw_ir_val place = f->insts[val].a, stored = 0;
        uint32_t stores = 0;
        if (f->insts[place].op != BW_IR_ADDR)
            return place;
        if (e->module->objects.at[f->insts[place].a].kind != BW_OBJECT_LOCAL)
            return 0;
        for (bw_ir_val i = 1; i < f->inst_count; i++) {
            const bw_ir_inst *inst = &f->insts[i];
            if (inst->op != BW_IR_STORE || !leads_to(e, f, inst->a, f->insts[place].a, 0))
                continue;
            stores++;
            stored = inst->b;
        }
        val = stores == 1 ? stored : 0;
    }
    return 0;
}

void bw_dangle_released(bw_engine *e, const bw_run *r, bw_ir_val pointer_val, uint32_t why)
{
    const bw_ir_func *f = &e->module->funcs.at[r->frame->func];
    bw_ir_val place = pointer_val != 0 ? read_from(e, f, pointer_val) : 0;
    if (place == 0 || f->insts[place].op != BW_IR_FIELD)
        return;
    for (uint32_t i = 0; i < e->released.count; i++)
        if (e->released.at[i].why == why)
            return;
    bw_vec_push(e->work, &e->released, ((bw_released){f->insts[place].b, why}));
}

static bw_ir_ref released_field(const bw_engine *e, uint32_t why)
{
    for (uint32_t i = 0; i < e->released.count; i++)
        if (e->released.at[i].why == why)
            return e->released.at[i].field;
    return 0;
}

/* ---- at a return ---- */

/* Does the record that holds the place live on when the request is answered? */
static bool lives_on(bw_engine *e, const bw_state *s, uint32_t object)
{
    const bw_obj *o = bw_obj_at(e, object);
    const bw_objstate *state = bw_objstate_find(s, object);
    return o->kind == BW_OBJ_POINTEE && !bw_user_owns(e, s, object) && !o->request && (state == NULL || state->life == BW_LIFE_UNKNOWN) &&
           s->refs == NULL;
}

void bw_dangle_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    bool request = bw_reach_entry(e, r->frame->func);
    if (bw_models_last(e->models, func->name))
        return;
    for (uint32_t i = 0; i < s->cells.count; i++) {
        bw_cell cell = s->cells.at[i];
        bw_lin offset;
        bw_wide at;
        bw_sym base = cell.value.lin != 0 ? bw_lin_base(&e->values, cell.value.lin, &offset) : 0;
        const bw_objstate *state = base != 0 ? bw_objstate_find(s, bw_sym_at(&e->values, base)->object) : NULL;
        uint32_t holder = bw_sym_at(&e->values, cell.base)->object;
        const bw_obj *o = bw_obj_at(e, holder);
        if (state == NULL || state->life != BW_LIFE_RELEASED || !bw_lin_is_const(&e->values, offset, &at) || at != 0)
            continue;
        bw_ir_ref global = o->kind == BW_OBJ_GLOBAL && cell.off_bits == 0 ? o->ir : 0;
        bw_ir_ref field = global == 0 && (o->kind == BW_OBJ_GLOBAL || lives_on(e, s, holder))
                              ? released_field(e, state->life_why) : 0;
        if (global == 0 && field == 0)
            continue;
        if ((global == 0 && !request) || !null_tested(e, global, field, r->frame->func)) {
            e->needs.asks = true; /* another file may send requests here, or ask whether the place is null */
            continue;
        }
        bw_use use = {.kind = BW_USE_KEPT, .site = site, .callee = "", .pointer = cell.value.lin, .gone = BW_GONE_RELEASED};
        use.object = state->object;
        use.holder = holder;
        use.field = field;
        use.where = e->whys.at[state->life_why].loc;
        bw_event_use(e, r, s, &use);
    }
}
