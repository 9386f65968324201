/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a call is handed: pointers to what is gone, and what code out of view may do with the rest. */
#include "core/call.h"
#include "core/lock.h"
#include "core/refs.h"

#include <string.h>

/* Does its model say what it does to references? Then it is known whether it takes one over. */
static bool counts_references(const bw_call_run *c)
{
    for (uint32_t i = 0; c->model != NULL && i < c->model->effect_count; i++) {
        uint8_t kind = c->models->effects.at[c->model->effect + i].kind;
        if (kind == BW_EFFECT_TAKE || kind == BW_EFFECT_PUT || kind == BW_EFFECT_COUNT)
            return true;
    }
    return false;
}

/* What a function that has a model keeps only where that says so: handles, and the places where it puts what it makes. */
static bool is_not_kept(const bw_call_run *c, uint32_t arg)
{
    bw_lin offset;
    bw_sym base = c->model != NULL && c->args[arg].lin != 0 ? bw_lin_base(&c->e->values, c->args[arg].lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_sym_at(&c->e->values, base)->object : 0;
    bool kept = object == 0 || !bw_obj_at(c->e, object)->opaque;
    for (uint32_t i = 0; base != 0 && i < c->model->effect_count; i++) {
        const bw_effect *effect = &c->models->effects.at[c->model->effect + i];
        if (effect->arg != arg)
            continue;
        if (effect->kind == BW_EFFECT_ESCAPE)
            return false;
        kept &= effect->kind != BW_EFFECT_ALLOC_OUT;
    }
    return !kept;
}

/* May code out of view give back a lock that its caller took? A function that does says so in its name, or it has none. */
static bool may_unlock(const bw_call_run *c)
{
    static const char *const words[] = {"lock",  "release", "drop", "end",    "finish", "done",   "leave", "exit",
                                        "abort", "complete", "put",  "stop", "cancel", "commit", "evict"};
    const char *name = c->func != 0 ? c->e->module->funcs.at[c->func].name : "";
    bool says = name[0] == '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words && !says; i++)
        says = strstr(name, words[i]) != NULL;
    return says;
}

static void escape_args(bw_call_run *c)
{
    bool unlocks = c->s->refs != NULL && may_unlock(c);
    for (uint32_t i = 0; i < c->argc && c->s->refs != NULL && !counts_references(c); i++)
        bw_ref_given(c->e, c->s, context_of(c), c->site, c->args[i].lin, unlocks);
    for (uint32_t i = 0; i < c->argc && c->s->locks != NULL; i++)
        bw_lock_pinned(c->e, c->s, c->args[i].lin);
    for (uint32_t i = 0; i < c->argc && c->model == NULL; i++)
        bw_armed_given(c->e, c->s, c->args[i].lin);
    for (uint32_t i = 0; i < c->argc; i++) {
        if (!is_not_kept(c, i))
            bw_mem_escape(c->e, c->s, c->args[i]);
        bw_contract_lost(c->e, c->s, c->args[i]);
    }
}

/* Is argument i, a pointer to what is gone, put to use by the callee? In view, its body says so; of a function of another
 * file, which the pass over the whole program sees, it is only taken for sure where it reads through a pointer to const. */
static bool callee_uses(bw_call_run *c, uint32_t i)
{
    bw_engine *e = c->e;
    const bw_ir_func *f = &e->module->funcs.at[c->func];
    if (c->func == 0 || c->model != NULL)
        return true;
    if (f->body == BW_BODY_LOWERED)
        return i >= f->param_count || bw_call_reads_parameter(e, c->func, i);
    bool later = !e->options->closed && f->body == BW_BODY_NONE && !(f->flags & (BW_FUNC_SYSTEM | BW_FUNC_BUILTIN | BW_FUNC_STATIC));
    return !later || (i < 32 && (f->const_params >> i & 1));
}

static bool released(bw_engine *e, const bw_state *s, bw_lin pointer)
{
    bw_lin offset;
    bw_sym base = bw_lin_base(&e->values, pointer, &offset);
    const bw_objstate *state = base != 0 ? bw_objstate_find(s, bw_sym_at(&e->values, base)->object) : NULL;
    return state != NULL && state->life == BW_LIFE_RELEASED;
}

void bw_call_hand_over(bw_call_run *c, bool followed)
{
    bw_engine *e = c->e;
    for (uint32_t i = 0; i < c->argc; i++) {
        if (c->args[i].lin == 0 || !is_pointer_arg(c, i))
            continue;
        bool gone = released(e, c->s, c->args[i].lin) || (c->s->refs != NULL && bw_ref_gone(e, c->s, c->args[i].lin));
        if (gone ? !callee_uses(c, i) : followed)
            continue;
        bool given = false;
        for (uint32_t k = 0; c->model != NULL && k < c->model->effect_count; k++) {
            given |= bw_effect_speaks_of(&c->models->effects.at[c->model->effect + k], i);
        }
        bw_use use = {.kind = BW_USE_ARGUMENT,
                      .site = c->site,
                      .callee = c->func != 0 ? e->module->funcs.at[c->func].name : "",
                      .pointer_val = c->vals[i],
                      .pointer = c->args[i].lin};
        if (!given)
            bw_life_use(e, c->run, c->s, use);
    }
}

/* Code out of view may have looked at a pointer it was given, and may not come back when it was null. */
static void vouch(bw_call_run *c)
{
    bw_engine *e = c->e;
    for (uint32_t i = 0; i < c->argc; i++) {
        bw_lin offset;
        bw_sym base = c->args[i].lin != 0 ? bw_lin_base(&e->values, c->args[i].lin, &offset) : 0;
        const bw_bound *known = base != 0 ? bw_bound_find(c->s, base) : NULL;
        if (known == NULL || known->lo > 0 || known->hi == 0)
            continue;
        bw_bound bound = *known;
        bound.lo_why = BW_WHY_INDEX_DERIVED;
        bw_bound_set(e->work, c->s, bound);
    }
}

/* Objects handed to code out of view may be written through the pointer it was given. */
void bw_call_unknown(bw_call_run *c)
{
    bw_engine *e = c->e;
    if (c->model == NULL)
        bw_call_hand_over(c, false);
    vouch(c);
    if (c->model == NULL)
        bw_ref_lock_unknown(e, c->s, 0, false);
    escape_args(c);
    bw_mem_havoc(e, c->s, context_of(c), c->site);
}
