/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Branches whose way is not attested, so that what happens behind them is no evidence.
 * Those that something out of view decides: a global of another file, a function of another file that is told
 * nothing. Which way such a branch goes may be the same on every run, and then what stands on the other way never
 * happens. So a finding on one way alone is not told from here; the pass that sees the other file tells it.
 * And those that are only taken when arithmetic has wrapped of which nothing says that it does. */
#include "core/outside.h"

/* How a symbol stands to what is in view. */
typedef enum view { VIEW_IN, VIEW_OUT, VIEW_INITIAL } view;

static view view_of_global(bw_engine *e, bw_ir_ref object, const bw_symbol *place, bw_wide *ret_initial)
{
    const bw_ir_object *o = &e->module->objects.at[object];
    if (o->flags & BW_OBJECT_VOLATILE)
        return VIEW_IN;
    if (o->flags & BW_OBJECT_EXTERN)
        return VIEW_OUT;
    int64_t off_bits = bw_sym_off_bits(place);
    if (bw_global_part_initially(e, object, off_bits, place->key[2] & 0xff, ret_initial))
        return VIEW_INITIAL;
    return bw_global_initially(e, object, ret_initial) ? VIEW_INITIAL : VIEW_IN;
}

/* A function of another file of the project, that is given nothing: its answer is as fixed as a global. */
static bool asks_outside(const bw_engine *e, const bw_symbol *s)
{
    uint32_t context = s->key[0], site = s->key[1];
    if (context == 0 || context >= e->contexts.count)
        return false;
    const bw_ir_func *f = &e->module->funcs.at[e->contexts.at[context].func];
    if (site == 0 || site >= f->inst_count || f->insts[site].op != BW_IR_CALL || f->insts[site].a == 0)
        return false;
    const bw_ir_func *callee = &e->module->funcs.at[f->insts[site].a];
    return f->extra[f->insts[site].extra] == 0 && callee->body == BW_BODY_NONE && callee->annot_count == 0 &&
           !(callee->flags & (BW_FUNC_SYSTEM | BW_FUNC_BUILTIN | BW_FUNC_STATIC | BW_FUNC_VARIADIC)) &&
           bw_models_find(e->models, callee->name) == NULL;
}

/* What a global of another file holds where paths meet on which code out of view ran: as fixed as before. */
static bool meets_outside(bw_engine *e, const bw_symbol *s)
{
    uint32_t object = s->kind == BW_SYM_PHI && s->key[2] < e->values.syms.count ? bw_sym_at(&e->values, s->key[2])->object : 0;
    const bw_obj *o = object != 0 ? bw_obj_at(e, object) : NULL;
    return o != NULL && o->kind == BW_OBJ_GLOBAL && o->ir != 0 &&
           (e->module->objects.at[o->ir].flags & (BW_OBJECT_EXTERN | BW_OBJECT_VOLATILE)) == BW_OBJECT_EXTERN;
}

static view view_of(bw_engine *e, bw_sym sym, bw_wide *ret_initial, uint32_t depth)
{
    const bw_symbol *s = bw_sym_at(&e->values, sym);
    if (s->is_pointer || s->untrusted)
        return VIEW_IN;
    if (s->kind == BW_SYM_RESULT)
        return asks_outside(e, s) ? VIEW_OUT : VIEW_IN;
    if (s->kind == BW_SYM_WRAP && depth != 0) {
        const bw_linear *l = bw_lin_at(&e->values, s->a);
        return l->count == 1 && l->constant == 0 && l->terms[0].coeff == 1
                   ? view_of(e, l->terms[0].sym, ret_initial, depth - 1)
                   : VIEW_IN;
    }
    if (s->kind != BW_SYM_MEMORY)
        return meets_outside(e, s) ? VIEW_OUT : VIEW_IN;
    uint32_t object = bw_sym_at(&e->values, s->key[0])->object;
    const bw_obj *o = object != 0 ? &e->objects.at[object] : NULL;
    return o != NULL && o->kind == BW_OBJ_GLOBAL && o->ir != 0 ? view_of_global(e, o->ir, s, ret_initial) : VIEW_IN;
}

/* Is `form` made of what is out of view and constants? Then *ret_value is what it is when nobody has written yet, and
 * *ret_known whether that is known. */
static bool made_outside(bw_engine *e, bw_lin form, bw_wide *ret_value, bool *ret_known)
{
    const bw_linear *l = form != 0 ? bw_lin_at(&e->values, form) : NULL;
    if (l == NULL || l->count == 0)
        return false;
    *ret_value = l->constant;
    *ret_known = true;
    for (uint32_t i = 0; i < l->count; i++) {
        bw_wide initial = 0;
        view v = view_of(e, l->terms[i].sym, &initial, 2);
        if (v == VIEW_IN)
            return false;
        *ret_known &= v == VIEW_INITIAL;
        *ret_value += (bw_wide)l->terms[i].coeff * initial;
    }
    return true;
}

static bool by_outside(bw_engine *e, bw_lin condition, bool truth)
{
    bw_values *v = &e->values;
    const bw_linear *l = condition != 0 ? bw_lin_at(v, condition) : NULL;
    bw_wide value;
    bool known, holds = false;
    if (l == NULL || l->count != 1)
        return false;
    const bw_symbol test = *bw_sym_at(v, l->terms[0].sym);
    if (test.kind == BW_SYM_COMPARE && (l->constant == 0 || l->constant == -l->terms[0].coeff)) {
        if (!made_outside(e, bw_lin_sub(v, test.a, test.b), &value, &known))
            return false;
        holds = test.op == BW_CMP_NE ? value != 0 : value < 0;
        holds = l->constant == 0 ? holds : !holds;
    } else {
        if (!made_outside(e, condition, &value, &known))
            return false;
        holds = value != 0;
    }
    return !(known && holds == truth); /* else so it is at least until somebody else writes */
}

static bool has_mark(const bw_state *s, uint32_t mark)
{
    for (uint32_t i = 0; i < s->outside; i++)
        if (s->outside_marks[i] == mark)
            return true;
    return false;
}

static void add_mark(bw_state *s, uint32_t mark)
{
    if (s->outside < BW_OUTSIDE_MAX && !has_mark(s, mark))
        s->outside_marks[s->outside++] = mark;
}

/* Two marks: that of the question, which other branches may ask as well, and that of the place, where code out of view may
 * have changed on one path what the question is about. */
void bw_outside_branch(bw_engine *e, bw_ir_ref func, uint32_t site, bw_state *s, bw_lin condition, bool truth)
{
    if (!by_outside(e, condition, truth))
        return;
    add_mark(s, condition << 1 | (truth ? 1u : 0u));
    add_mark(s, 1u << 31 | (func * 8191u + site) << 1 | (truth ? 1u : 0u));
}

bool bw_outside_same(const bw_state *a, const bw_state *b)
{
    for (uint32_t i = 0; i < a->outside; i++)
        if (!has_mark(b, a->outside_marks[i]))
            return false;
    return a->outside == b->outside;
}

void bw_outside_join(bw_state *into, const bw_state *from)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < into->outside; i++)
        if (has_mark(from, into->outside_marks[i]))
            into->outside_marks[kept++] = into->outside_marks[i];
    into->outside = kept;
}

/* The form with arithmetic taken as exact where nobody attests that it wraps; 0 when nothing changes. */
static bw_lin unwrapped(bw_engine *e, bw_lin lin)
{
    const bw_linear l = *bw_lin_at(&e->values, lin);
    bw_lin result = lin;
    for (uint32_t i = 0; i < l.count && result != 0; i++) {
        const bw_symbol *s = bw_sym_at(&e->values, l.terms[i].sym);
        if (s->kind == BW_SYM_WRAP && !s->untrusted)
            result = bw_lin_substitute(&e->values, result, l.terms[i].sym, s->a);
    }
    return result == lin ? 0 : result;
}

bool bw_unlikely_branch(bw_engine *e, bw_state *s, bw_lin condition, bool truth)
{
    bw_values *v = &e->values;
    const bw_linear *l = condition != 0 ? bw_lin_at(v, condition) : NULL;
    if (s->unlikely || l == NULL || l->count != 1)
        return s->unlikely;
    const bw_symbol test = *bw_sym_at(v, l->terms[0].sym);
    if (test.kind != BW_SYM_COMPARE || (l->constant != 0 && l->constant != -l->terms[0].coeff))
        return false;
    if (l->constant != 0)
        truth = !truth;
    bw_lin difference = bw_lin_sub(v, test.a, test.b);
    bw_lin exact = difference != 0 ? unwrapped(e, difference) : 0;
    if (exact == 0)
        return false;
    bw_state copy = bw_state_clone(s);
    bw_lin zero = bw_lin_const(v, 0);
    bw_ir_cmp cmp = test.op == BW_CMP_NE ? (truth ? BW_CMP_NE : BW_CMP_EQ) : truth ? BW_CMP_LT : BW_CMP_GE;
    return !bw_num_assume_cmp(e, &copy, cmp, exact, zero, BW_WHY_INDEX_DERIVED);
}
