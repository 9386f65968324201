/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a call makes: memory, or what a number stands for. */
#include "core/call.h"

/* The type that the result is put to use as, when a conversion or a variable says it. */
static bw_ir_ref result_type(const bw_call_run *c)
{
    const bw_ir_func *func = caller_of(c);
    for (uint32_t i = c->site + 1; i < func->inst_count && i < c->site + 6; i++) {
        const bw_ir_inst *inst = &func->insts[i];
        if (inst->op != BW_IR_CAST || inst->sub != BW_CAST_PTR || inst->a != c->site)
            continue;
        const bw_ir_type *type = &c->e->module->types.at[inst->type];
        return type->kind == BW_TYPE_POINTER ? type->elem : 0;
    }
    return 0;
}

/* Is what the call makes a copy of user memory? */
static bool fetches(const bw_call_run *c)
{
    for (uint32_t i = 0; c->model != NULL && i < c->model->effect_count; i++) {
        const bw_effect *effect = &c->models->effects.at[c->model->effect + i];
        if (effect->kind == BW_EFFECT_FETCH && effect->arg == BW_ARG_RESULT)
            return true;
    }
    return false;
}

int64_t bw_call_tag(const bw_call_run *c)
{
    for (uint32_t i = 0; c->model != NULL && i < c->model->effect_count; i++) {
        const bw_effect *effect = &c->models->effects.at[c->model->effect + i];
        bw_wide tag;
        if (effect->kind == BW_EFFECT_TAG && effect->arg < c->argc && c->args[effect->arg].lin != 0 &&
            bw_lin_is_const(&c->e->values, c->args[effect->arg].lin, &tag))
            return (int64_t)tag;
    }
    return 0;
}

void bw_call_allocate(bw_call_run *c, bw_lin size, uint32_t size_arg, uint32_t flags, const char *family)
{
    bw_engine *e = c->e;
    const bw_ir_inst *inst = inst_of(c);
    bw_alloc event = {.site = c->site,
                      .callee = c->func != 0 ? e->module->funcs.at[c->func].name : "",
                      .checked = (flags & BW_EFFECT_CHECKED) != 0,
                      .fetched = fetches(c),
                      .size_arg = size_arg,
                      .size_val = size_arg != UINT32_MAX ? c->vals[size_arg] : 0,
                      .size = size,
                      .type = result_type(c)};
    if (e->reporting)
        bw_event_alloc(e, c->run, c->s, &event);
    uint32_t object = bw_mem_heap(e, context_of(c), c->site, c->part, inst->loc);
    bw_obj *o = bw_obj_at(e, object);
    o->family = family;
    o->tag = bw_call_tag(c);
    o->callee = event.callee;
    o->managed = bw_models_listed(e->models->managed.at, e->models->managed.count, family);
    o->opaque = bw_models_listed(e->models->opaque.at, e->models->opaque.count, family);
    o->ends = bw_models_listed(e->models->locals.at, e->models->locals.count, family);
    if (size_arg != UINT32_MAX)
        o->size_loc = caller_of(c)->insts[c->vals[size_arg]].loc;
    if (e->values.syms.at[o->base].pointee == 0)
        e->values.syms.at[o->base].pointee = event.type;
    bw_mem_drop(e, c->s, object);
    bool fresh;
    uint32_t key[5] = {context_of(c), c->site, 8, 0, 1};
    uint32_t version = bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);
    *bw_mem_objstate_edit(e, c->s, object) =
        (bw_objstate){.object = object,
                      .life = BW_LIFE_LIVE,
                      .content = (flags & BW_EFFECT_ZEROED)   ? BW_CONTENT_ZERO
                                 : (flags & BW_EFFECT_ZEROES) ? BW_CONTENT_UNKNOWN
                                                              : BW_CONTENT_UNINIT,
                      .version = version,
                      .size = size};
    /* the address is a new unknown each time; it is null when the allocation failed */
    bw_sym base = bw_obj_at(e, object)->base;
    bw_bound bound = {.sym = base,
                      .lo = (flags & BW_EFFECT_NOFAIL) ? 1 : 0,
                      .hi = bw_sym_at(&e->values, base)->hi,
                      .lo_why = (flags & BW_EFFECT_NOFAIL) ? BW_WHY_INDEX_TYPE : bw_why_make(e, BW_WHY_MODEL, inst->loc),
                      .hi_why = BW_WHY_INDEX_TYPE};
    bw_sym_at(&e->values, base)->lo = 0;
    if (flags & BW_EFFECT_ERRORS)
        bw_sym_at(&e->values, base)->may_err = true;
    bw_bound_set(e->work, c->s, bound);
    c->result = (bw_value){bw_lin_sym(&e->values, base), 0};
    c->result_known = true;
}

void bw_call_fails_with(bw_call_run *c, int64_t failure)
{
    bw_engine *e = c->e;
    const bw_ir_type *type = &e->module->types.at[inst_of(c)->type];
    bw_sym sym = bw_lin_as_sym(&e->values, c->result.lin);
    bw_bound bound = bw_num_bound(e, c->s, sym);
    if (type->kind != BW_TYPE_INT) {
        bound.lo = 1;
        bound.lo_why = BW_WHY_INDEX_TYPE;
        bw_obj_at(e, bw_mem_object_of(e, sym))->fails = failure < 0 ? bound.hi + 1 + failure : failure;
        bw_bound_set(e->work, c->s, bound);
        return;
    }
    bw_symbol *symbol = bw_sym_at(&e->values, sym);
    symbol->is_handle = true;
    symbol->is_signed = (type->flags & BW_TYPE_SIGNED) != 0;
    symbol->bits = (uint8_t)type->bits;
    symbol->lo = bound.lo = failure;
    symbol->hi = bound.hi = bw_type_max(type);
    bw_obj_at(e, symbol->object)->fails = failure;
    bw_bound_set(e->work, c->s, bound);
}

/* The type of the place that an argument leads to; 0 when it is of another kind. */
static bw_ir_ref slot_of(const bw_call_run *c, uint16_t arg, uint8_t kind)
{
    const bw_ir_module *m = c->e->module;
    bw_ir_ref type = arg < c->argc ? caller_of(c)->insts[c->vals[arg]].type : 0;
    bw_ir_ref slot = m->types.at[type].kind == BW_TYPE_POINTER ? m->types.at[type].elem : 0;
    return slot != 0 && m->types.at[slot].kind == kind ? slot : 0;
}

/* Does null stand there? False as well when something else does, which is used from here on as the call left it. */
static bool stands_null(bw_call_run *c, bw_value place, bw_ir_ref slot)
{
    bw_engine *e = c->e;
    bw_value old = bw_mem_load(e, c->s, place, slot, 0, context_of(c), c->site, inst_of(c)->loc);
    bw_wide address;
    if (old.lin != 0 && bw_lin_is_const(&e->values, old.lin, &address) && address == 0)
        return true;
    bw_sym base = old.lin != 0 ? bw_lin_base_of(&e->values, old.lin) : 0;
    const bw_objstate *state = base != 0 ? bw_objstate_find(c->s, bw_sym_at(&e->values, base)->object) : NULL;
    if (state == NULL || bw_obj_at(e, state->object)->kind != BW_OBJ_HEAP) {
        bw_mem_fill(e, c->s, place, bw_lin_const(&e->values, (bw_wide)e->module->types.at[slot].size), BW_FILL_UNKNOWN, context_of(c), c->site);
        return false;
    }
    bw_mem_fill(e, c->s, (bw_value){bw_lin_sym(&e->values, base), 0}, 0, BW_FILL_UNTRUSTED, context_of(c), c->site);
    bw_mem_objstate_edit(e, c->s, bw_sym_at(&e->values, base)->object)->size = 0; /* it may have moved and grown */
    return false;
}

/* The call succeeds on one of two ways, and leaves on the other one whatever it likes at the place. */
static bool part_by_result(bw_call_run *c, uint32_t flags, bw_value place, bw_wide bytes)
{
    bool zero = (flags & BW_EFFECT_TRIED) != 0;
    if (!(flags & (BW_EFFECT_TRIED | BW_EFFECT_FAILS)) || !bw_call_returns_number(c))
        return false;
    bw_call_part(c, 0, zero ? 0 : BW_INFINITY, zero ? BW_FAILURE_NOT_ZERO : BW_FAILURE_NEGATIVE);
    if (place.lin != 0)
        bw_mem_fill(c->e, &c->failed, place, bw_lin_const(&c->e->values, bytes), BW_FILL_UNKNOWN, context_of(c), c->site);
    return true;
}

#define NUMBERS_MAX 4

/* The numbers at the place become such as stand for objects, as file descriptors do. */
static void hand_out_numbers(bw_call_run *c, const bw_effect *effect, bw_lin size)
{
    bw_engine *e = c->e;
    bw_value place = argument_of(c, effect->arg);
    bw_ir_ref slot = slot_of(c, effect->arg, BW_TYPE_INT);
    bw_wide count, width = (bw_wide)e->module->types.at[slot].size;
    if (place.lin == 0 || size == 0 || !bw_lin_is_const(&e->values, size, &count) || count < 1 || count > NUMBERS_MAX ||
        !part_by_result(c, effect->flags, place, count * width))
        return;
    bw_value result = c->result;
    for (bw_wide i = 0; i < count; i++) {
        c->part = (uint32_t)i;
        bw_call_allocate(c, 0, UINT32_MAX, BW_EFFECT_NOFAIL, effect->family);
        bw_call_fails_with(c, -1);
        bw_num_restrict(e, c->s, bw_lin_as_sym(&e->values, c->result.lin), 0, BW_INFINITY, BW_WHY_INDEX_DERIVED);
        bw_value to = {bw_lin_offset(&e->values, place.lin, i * width), place.region};
        bw_mem_store(e, c->s, to, c->result, slot, 0, context_of(c), c->site);
    }
    c->part = 0;
    c->result = result;
}

/* *place becomes a new object; where the result says whether it does, the two ways are followed apart. */
void bw_call_allocate_out(bw_call_run *c, const bw_effect *effect, bw_lin size)
{
    bw_engine *e = c->e;
    uint32_t flags = effect->flags;
    bw_value place = argument_of(c, effect->arg);
    bool sure = (flags & BW_EFFECT_OPTIONAL) != 0; /* it is made even where there was nothing to put there */
    bw_ir_ref slot = slot_of(c, effect->arg, BW_TYPE_POINTER);
    if (slot_of(c, effect->arg, BW_TYPE_INT) != 0) {
        hand_out_numbers(c, effect, size);
        return;
    }
    if ((flags & BW_EFFECT_OPTIONAL) && (place.lin == 0 || slot == 0 || !stands_null(c, place, slot)))
        return;
    sure |= part_by_result(c, flags, slot != 0 ? place : (bw_value){0, 0}, slot != 0 ? (bw_wide)e->module->types.at[slot].size : 0);
    bw_value result = c->result;
    bool known = c->result_known;
    bw_call_allocate(c, size, bw_call_size_argument(c, effect->size), sure ? flags | BW_EFFECT_NOFAIL : flags, effect->family);
    bw_value object = c->result;
    if (c->argc != 0)
        bw_runtime_cut(e, c->s, bw_mem_object_of(e, bw_lin_as_sym(&e->values, object.lin)), effect->family, c->args[0].lin);
    c->result = result;
    c->result_known = known;
    /* what the function returns says whether there is an object: neither a leak nor a null pointer is certain */
    bw_sym made = bw_lin_as_sym(&e->values, object.lin);
    if (made != 0) {
        bw_bound bound = bw_num_bound(e, c->s, made);
        bound.lo_why = BW_WHY_INDEX_TYPE;
        bw_bound_set(e->work, c->s, bound);
        bw_objstate *state = bw_mem_objstate_edit(e, c->s, bw_mem_object_of(e, made));
        if (!sure)
            state->life = BW_LIFE_UNKNOWN;
        if (effect->size == 0 || c->models->exprs.at[effect->size].kind == BW_EXPR_UNKNOWN)
            state->content = BW_CONTENT_UNKNOWN; /* as much as what the function has to put there */
    }
    if (flags & BW_EFFECT_UNTRUSTED)
        bw_mem_fill(e, c->s, object, 0, BW_FILL_UNTRUSTED, context_of(c), c->site);
    if (place.lin == 0 || effect->arg >= c->argc)
        return;
    if (slot != 0)
        bw_mem_store(e, c->s, place, object, slot, 0, context_of(c), c->site);
    else
        bw_mem_fill(e, c->s, place, 0, BW_FILL_UNKNOWN, context_of(c), c->site);
}
