/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The order of a commit. Who changes an object that others find by its handle does first what may fail: resolve, allocate,
 * copy in; and stores behind it, where nothing can go wrong any more. Told is a step that fails behind the first such store,
 * when the function leaves with a failure then and has done nothing to the object since, so that half of it stands. */
#include "core/call.h"
#include "core/refs.h"
#include "core/request.h"

#include <string.h>

static bool is_trusted(const bw_engine *e, const bw_run *r)
{
    return e->module->funcs.at[r->frame->func].flags & BW_FUNC_TRUSTED;
}

/* Was the object found by its handle? One that was just made is nobody's yet. */
static bool is_shared(bw_engine *e, bw_sym base)
{
    bool found = false;
    for (uint32_t i = 0; i < e->resolved.count; i++) {
        const bw_resolved *r = &e->resolved.at[i];
        if (r->block || bw_lin_base_of(&e->values, r->pointer) != base)
            continue;
        if (r->made)
            return false;
        found = true;
    }
    return found;
}

/* A count of what was tried is no half of anything. */
static bool counts(const bw_ir_func *func, bw_ir_val val)
{
    const bw_ir_inst *inst = &func->insts[bw_ir_through_casts(func, val)];
    if (inst->op != BW_IR_BIN || (inst->sub != BW_BIN_ADD && inst->sub != BW_BIN_SUB))
        return false;
    const bw_ir_inst *by = &func->insts[bw_ir_through_casts(func, inst->b)];
    return by->op == BW_IR_CONST && bw_ir_const_value(by) == 1;
}

void bw_commit_forget(bw_state *s)
{
    s->commit = 0;
    s->commit_why = s->late_why = 0;
    s->late = 0;
}

void bw_commit_stored(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin place)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    bw_sym base = bw_lin_base_of(&e->values, place);
    if (base == 0 || (func->flags & BW_FUNC_TRUSTED))
        return;
    if (s->commit == base && s->late_why != 0)
        bw_commit_forget(s); /* taken back, or finished another way */
    else if (s->commit == 0 && is_shared(e, base) && !counts(func, func->insts[site].b)) {
        s->commit = base;
        s->commit_why = bw_why_make(e, BW_WHY_MODEL, func->insts[site].loc);
    }
}

/* Does a function say by its result that a step of the work was not possible? */
static bool may_fail(const bw_call_run *c)
{
    const bw_ir_module *m = c->e->module;
    const bw_ir_func *func = &m->funcs.at[c->func];
    const bw_ir_type *type = &m->types.at[inst_of(c)->type];
    if (func->flags & BW_FUNC_TRUSTED)
        return type->kind == BW_TYPE_INT && type->name != NULL && strcmp(type->name, "bw_status") == 0;
    for (uint32_t i = 0; c->model != NULL && i < c->model->effect_count; i++) {
        const bw_effect *effect = &c->models->effects.at[c->model->effect + i];
        if (effect->kind == BW_EFFECT_ALLOC && !(effect->flags & BW_EFFECT_NOFAIL) && type->kind == BW_TYPE_POINTER)
            return true;
        if (effect->kind == BW_EFFECT_FETCH && type->kind == BW_TYPE_INT)
            return true;
    }
    return false;
}

void bw_commit_called(bw_call_run *c, bw_state *s, bw_lin result)
{
    bw_engine *e = c->e;
    bw_wide known;
    if (c->func == 0 || is_trusted(e, c->run))
        return;
    /* whoever is given the object behind the step may put it right */
    for (uint32_t i = 0; s->late_why != 0 && i < c->argc; i++)
        if (bw_lin_base_of(&e->values, c->args[i].lin) == s->commit) {
            bw_commit_forget(s);
            return;
        }
    if (result == 0 || !may_fail(c))
        return;
    bool pointer = e->module->types.at[inst_of(c)->type].kind == BW_TYPE_POINTER;
    if (bw_lin_is_const(&e->values, result, &known) && (known == 0) != pointer)
        return; /* it went well */
    s->late = result;
    s->late_why = bw_why_make(e, BW_WHY_MODEL, inst_of(c)->loc);
}

/* Did the step fail on this way? */
static bool has_failed(bw_engine *e, const bw_state *s)
{
    bw_sym sym = bw_lin_as_sym(&e->values, s->late);
    if (sym != 0 && bw_sym_at(&e->values, sym)->is_pointer)
        return bw_num_upper(e, s, s->late) <= 0;
    bw_wide known;
    if (bw_lin_is_const(&e->values, s->late, &known))
        return true;
    return bw_ref_differs_from_0(e, s, s->late);
}

void bw_commit_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin returned)
{
    bw_ir_ref type = e->module->funcs.at[r->frame->func].ret;
    const bw_ir_type *t = &e->module->types.at[type];
    if (r->frame->context != 1 || !e->reporting || e->trial || s->outside != 0 || s->unlikely || s->contrary || s->raised)
        return;
    bool status = t->kind == BW_TYPE_INT && t->name != NULL && strcmp(t->name, "bw_status") == 0;
    bool failure = returned == s->late || (status ? bw_ref_differs_from_0(e, s, returned) : bw_ref_says_failure(e, s, type, returned));
    if (!failure || !has_failed(e, s))
        return;
    bw_misuse misuse = {.kind = BW_MISUSE_LATE, .site = site, .at = e->whys.at[s->late_why].loc,
                        .where = e->whys.at[s->commit_why].loc};
    bw_event_misuse(e, r, s, &misuse);
}

void bw_commit_join(bw_state *a, const bw_state *b)
{
    if (a->commit != b->commit) {
        bw_commit_forget(a);
    } else if (a->late != b->late) {
        a->late = 0;
        a->late_why = 0;
    }
}
