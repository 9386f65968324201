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

/* Names of families are interned. */
static bool is_listed(const char *const *families, uint32_t count, const char *family)
{
    for (uint32_t i = 0; i < count; i++)
        if (families[i] == family)
            return true;
    return false;
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
    uint32_t object = bw_mem_heap(e, context_of(c), c->site, inst->loc);
    bw_obj *o = bw_obj_at(e, object);
    o->family = family;
    o->callee = event.callee;
    o->managed = is_listed(e->models->managed.at, e->models->managed.count, family);
    o->ends = is_listed(e->models->locals.at, e->models->locals.count, family);
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
