/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A function's ways out, held against each other. That a reference is left on one of them is no fault by itself: it may be
 * what the function is for. It is one when nobody can ever drop it: got here, stored nowhere, handed to nobody. And it is
 * one when the function drops it on another way out, so that it is this function's to drop, and leaves on this one with a
 * failure, or without having done anything to the object that the other way had not done too. */
#include "core/refs.h"

/* What a way out says to the caller. */
typedef enum outcome { OUTCOME_SAYS_NOTHING, OUTCOME_SUCCEEDS, OUTCOME_FAILS, OUTCOME_NUMBER } outcome;

static int delta_of(const bw_ref *ref)
{
    return ref != NULL ? ref->taken - ref->dropped : 0;
}

static outcome outcome_of_pointer(const bw_engine *e, bw_wide lo, bw_wide hi)
{
    if (hi == 0 || lo >= ((bw_wide)1 << e->module->pointer_bits) - 4095)
        return OUTCOME_FAILS;
    return lo > 0 ? OUTCOME_SUCCEEDS : OUTCOME_SAYS_NOTHING;
}

bool bw_ref_differs_from_0(bw_engine *e, const bw_state *s, bw_lin value)
{
    if (value == 0)
        return false;
    if (bw_num_lower(e, s, value) > 0 || bw_num_upper(e, s, value) < 0)
        return true;
    bw_lin differs = bw_arith_cmp(e, BW_CMP_NE, value, bw_lin_const(&e->values, 0));
    return differs != 0 && bw_num_interval_lower(e, s, differs) >= 1;
}

/* Negative numbers, null and error pointers, and false are failures everywhere; a number that is only known not to be 0 is
 * one where 0 is success. */
static outcome outcome_of(bw_engine *e, const bw_state *s, bw_ir_ref type, bw_lin value)
{
    const bw_ir_type *t = &e->module->types.at[type];
    if (value == 0 || (t->kind != BW_TYPE_INT && t->kind != BW_TYPE_BOOL && t->kind != BW_TYPE_POINTER))
        return OUTCOME_SAYS_NOTHING;
    bw_wide lo = bw_num_lower(e, s, value), hi = bw_num_upper(e, s, value);
    if (t->kind == BW_TYPE_POINTER)
        return outcome_of_pointer(e, lo, hi);
    if (t->kind == BW_TYPE_BOOL)
        return lo > 0 ? OUTCOME_SUCCEEDS : hi == 0 ? OUTCOME_FAILS : OUTCOME_SAYS_NOTHING;
    if (hi < 0)
        return OUTCOME_FAILS;
    if (hi == 0 && lo == 0)
        return OUTCOME_SUCCEEDS;
    if (lo > 0)
        return OUTCOME_NUMBER;
    return lo < 0 && bw_ref_differs_from_0(e, s, value) ? OUTCOME_FAILS : OUTCOME_SAYS_NOTHING;
}

bool bw_ref_says_failure(bw_engine *e, const bw_state *s, bw_ir_ref type, bw_lin value)
{
    return outcome_of(e, s, type, value) == OUTCOME_FAILS;
}

void bw_ref_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_value value)
{
    bw_lin offset;
    if (r->frame->context != 1 || !e->reporting)
        return;
    bw_use use = {.kind = BW_USE_RETURN, .site = site, .callee = "", .pointer_val = val, .pointer = value.lin};
    uint8_t kind = e->module->types.at[e->module->funcs.at[r->frame->func].ret].kind;
    if (kind == BW_TYPE_POINTER)
        bw_ref_use(e, r, s, &use);
    if (kind == BW_TYPE_STRUCT || kind == BW_TYPE_UNION)
        bw_ref_stored(e, s, 0, 0, value.lin);
    bw_ref_exit exit = {.site = site, .state = bw_state_clone(s)};
    exit.returned = value.lin != 0 ? bw_lin_base(&e->values, value.lin, &offset) : 0;
    exit.outcome = (uint8_t)outcome_of(e, s, e->module->funcs.at[r->frame->func].ret, value.lin);
    bw_vec_push(e->work, &e->ref_exits, exit);
}

/* ---- one way out against the others ------------------------------------------------------------------------------ */

static bool fails(const bw_ref_exit *x, const bw_ref_exit *other)
{
    return x->outcome == OUTCOME_FAILS ||
           (x->outcome == OUTCOME_NUMBER && other != NULL && other->outcome == OUTCOME_SUCCEEDS);
}

/* Does this way out say anything of what is left undone on it? */
static bool attests(const bw_ref_exit *x)
{
    return !x->state.doubtful && !x->state.contrary && !x->state.unlikely;
}

/* Is something dropped here that may be the reference by another name: read once more from where it stood? */
static bool dropped_by_another_name(bw_engine *e, const bw_ref_exit *x, const bw_ref *ref)
{
    const bw_refs *refs = x->state.refs;
    for (uint32_t i = 0; i < refs->count; i++) {
        const bw_ref *other = &refs->at[i];
        bw_lin offset;
        if (other == ref || other->family != ref->family || delta_of(other) >= 0)
            continue;
        const bw_symbol *a = bw_sym_at(&e->values, bw_lin_base(&e->values, other->lin, &offset)),
                        *b = bw_sym_at(&e->values, bw_lin_base(&e->values, ref->lin, &offset));
        /* what two variables were given is told apart, unless it is the same place at another time */
        bool apart = a->kind == BW_SYM_MEMORY && b->kind == BW_SYM_MEMORY && a->key[0] != b->key[0] &&
                     bw_obj_at(e, bw_sym_at(&e->values, a->key[0])->object)->kind == BW_OBJ_LOCAL &&
                     bw_obj_at(e, bw_sym_at(&e->values, b->key[0])->object)->kind == BW_OBJ_LOCAL;
        if (!apart)
            return true;
    }
    return false;
}

static void tell(bw_engine *e, bw_frame *f, bw_ref_exit *x, const bw_ref *ref, bw_ref_fault fault, bw_ir_loc elsewhere)
{
    bw_run run = {.frame = f};
    bw_ref_finding finding = {.fault = fault, .site = x->site, .val = ref->taken_in == 1 ? ref->val : 0, .callee = "",
                              .taken_by = ref->taken_by, .taken = e->whys.at[ref->why].loc, .own = ref->own,
                              .elsewhere = elsewhere, .lock = ref->family == bw_ref_locks};
    if (fault == BW_REF_AGAIN) {
        finding.site = ref->drop_site;
        finding.callee = ref->dropped_by;
        finding.dropped = e->whys.at[ref->before_why].loc;
    }
    bw_event_ref(e, &run, &x->state, &finding);
}

/* Another way out on which the function drops what it leaves here, having done to it what was done here, or more. */
static const bw_ref *dropped_elsewhere(bw_engine *e, const bw_ref_exit *x, const bw_ref *ref)
{
    for (uint32_t i = 0; i < e->ref_exits.count; i++) {
        const bw_ref_exit *d = &e->ref_exits.at[i];
        const bw_ref *q = bw_ref_find(d->state.refs, ref->lin, ref->family);
        if (d == x || q == NULL || q->blurred || q->dropped == 0 || q->taken == 0 || delta_of(q) >= delta_of(ref) ||
            (ref->given & ~q->given) != 0)
            continue;
        if (ref->taken_in == q->dropped_in && ref->taken_in != 1)
            continue; /* a callee's own affair */
        /* what a callee switched on, or a flag says is on, is not undone by all that fail */
        bool shared = d->site == x->site && d->outcome != OUTCOME_SUCCEEDS;
        if (ref->power && (ref->taken_in != 1 || shared || !fails(x, d)))
            continue;
        if (fails(x, d))
            return q;
        /* without a word of failure: who fails and drops, keeps it when all goes well */
        if (fails(d, x) || x->state.raised)
            continue;
        if (ref->given == 0 || (ref->own && ref->given != q->given))
            return q;
    }
    return NULL;
}

/* A step of a search drops what it goes on from: who leaves the search with it in hand has it to drop. */
static const bw_ref_step *dropped_by_a_step(const bw_engine *e, const bw_ref *ref)
{
    for (uint32_t i = 0; ref->own && i < e->ref_steps.count; i++) {
        const bw_ref_step *step = &e->ref_steps.at[i];
        if (step->lin == ref->lin && step->family == ref->family && (ref->given & ~step->given) == 0)
            return step;
    }
    return NULL;
}

/* Does the function, when it does not fail, hand on what it leaves here? */
static const bw_ref *handed_on_elsewhere(bw_engine *e, const bw_ref_exit *x, const bw_ref *ref)
{
    for (uint32_t i = 0; i < e->ref_exits.count; i++) {
        const bw_ref_exit *h = &e->ref_exits.at[i];
        const bw_ref *q = bw_ref_find(h->state.refs, ref->lin, ref->family);
        if (q != NULL && !q->blurred && delta_of(q) == delta_of(ref) && q->kept && !fails(h, x) && fails(x, h))
            return q;
    }
    return NULL;
}

/* Does a way out that says no failure leave the lock as well? Then code out of view may have released it, and its answer says so. */
static bool left_by_success(bw_engine *e, const bw_ref_exit *x, const bw_ref *ref)
{
    for (uint32_t i = 0; i < e->ref_exits.count; i++) {
        const bw_ref_exit *d = &e->ref_exits.at[i];
        const bw_ref *q = bw_ref_find(d->state.refs, ref->lin, ref->family);
        if (d != x && q != NULL && q->shown && !q->blurred && delta_of(q) > 0 && d->outcome != OUTCOME_FAILS)
            return true;
    }
    return false;
}

static void judge_left(bw_engine *e, bw_frame *f, bw_ref_exit *x, const bw_ref *ref)
{
    bw_ir_loc nowhere = {0, 0};
    /* code out of view that may have released it may say so by its answer, which led here */
    if (ref->family == bw_ref_locks && (ref->given != 0 || (ref->shown && (x->outcome == OUTCOME_SAYS_NOTHING || left_by_success(e, x, ref)))))
        return;
    if (dropped_by_another_name(e, x, ref))
        return;
    const bw_ref *q = dropped_elsewhere(e, x, ref);
    if (q != NULL) {
        tell(e, f, x, ref, BW_REF_LEFT, e->whys.at[q->drop_why].loc);
        return;
    }
    const bw_ref_step *step = x->state.raised ? NULL : dropped_by_a_step(e, ref);
    if (step != NULL) {
        tell(e, f, x, ref, BW_REF_LEFT, e->whys.at[step->why].loc);
        return;
    }
    if (x->state.raised || ref->given != 0 || ref->power)
        return;
    if (ref->own || handed_on_elsewhere(e, x, ref) != NULL)
        tell(e, f, x, ref, BW_REF_LEFT, nowhere);
}

/* Dropped twice on a way out that fails, once on another: the second one belongs to somebody else. */
static void judge_missing(bw_engine *e, bw_frame *f, bw_ref_exit *x, const bw_ref *ref)
{
    for (uint32_t i = 0; i < e->ref_exits.count; i++) {
        const bw_ref_exit *d = &e->ref_exits.at[i];
        const bw_ref *q = bw_ref_find(d->state.refs, ref->lin, ref->family);
        if (d == x || q == NULL || q->blurred || q->kept || q->dropped == 0 || delta_of(q) != delta_of(ref) + 1 ||
            q->taken != ref->taken || !fails(x, d) || (ref->given & ~q->given) != 0)
            continue;
        tell(e, f, x, ref, BW_REF_AGAIN, e->whys.at[q->drop_why].loc);
        return;
    }
}

static void judge_exit(bw_engine *e, bw_frame *f, bw_ref_exit *x)
{
    for (uint32_t i = 0; i < x->state.refs->count; i++) {
        const bw_ref *ref = &x->state.refs->at[i];
        bw_lin offset;
        bw_sym base = bw_lin_base(&e->values, ref->lin, &offset);
        if (ref->plain || ref->blurred || ref->kept || ref->last || base == x->returned || bw_ref_nothing(e, &x->state, ref->lin))
            continue;
        if (delta_of(ref) > 0)
            judge_left(e, f, x, ref);
        else if (delta_of(ref) < 0 && ref->dropped >= 2 && ref->drop_site != 0)
            judge_missing(e, f, x, ref);
    }
}

void bw_ref_judge(bw_engine *e, bw_frame *f)
{
    for (uint32_t i = 0; i < e->ref_exits.count; i++) {
        bw_ref_exit *x = &e->ref_exits.at[i];
        if (x->state.refs == NULL)
            continue;
        for (uint32_t k = 0; k < x->state.refs->count; k++) /* its callers count on */
            e->needs.gives |= delta_of(&x->state.refs->at[k]) != 0 || x->state.refs->at[k].known;
        if (!e->out_of_budget && attests(x))
            judge_exit(e, f, x);
    }
}
