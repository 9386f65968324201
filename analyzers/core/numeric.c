/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What bounds and linear facts entail. A query eliminates terms of the asked form by adding multiples of facts, a few
 * steps deep: Fourier-Motzkin where it helps, never the full closure (Miné's zones, sparse and on demand). */
#include "core/engine.h"

#define SEARCH_DEPTH 3
#define LEAN_NODES 4 /* …once the budget is spent */
#define SEARCH_NODES(e) (bw_engine_spent(e) ? LEAN_NODES : (e)->search_nodes)

static bw_wide saturate(bw_wide value)
{
    return value > BW_INFINITY ? BW_INFINITY : value < -BW_INFINITY ? -BW_INFINITY : value;
}

static bw_wide times(int64_t coeff, bw_wide bound)
{
    if (bound >= BW_INFINITY || bound <= -BW_INFINITY)
        return (coeff > 0) == (bound > 0) ? BW_INFINITY : -BW_INFINITY;
    bw_wide product;
    if (__builtin_mul_overflow((bw_wide)coeff, bound, &product))
        return (coeff > 0) == (bound > 0) ? BW_INFINITY : -BW_INFINITY;
    return saturate(product);
}

uint32_t bw_why_make(bw_engine *e, bw_why_kind kind, bw_ir_loc loc)
{
    /* the same test is met again and again: look back a little before adding */
    uint32_t count = e->whys.count, stop = count > 16 ? count - 16 : 4;
    for (uint32_t i = count; i > stop; i--) {
        const bw_why *w = &e->whys.at[i - 1];
        if (w->kind == kind && w->loc.begin == loc.begin && w->loc.end == loc.end)
            return i - 1;
    }
    bw_vec_push(e->work, &e->whys, (bw_why){.kind = (uint8_t)kind, .loc = loc});
    return count;
}

bw_bound bw_num_bound(const bw_engine *e, const bw_state *s, bw_sym sym)
{
    const bw_bound *known = bw_bound_find(s, sym);
    if (known != NULL)
        return *known;
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    return (bw_bound){
        .sym = sym, .lo = symbol->lo, .hi = symbol->hi, .lo_why = BW_WHY_INDEX_TYPE, .hi_why = BW_WHY_INDEX_TYPE};
}

typedef struct range {
    bw_wide lo, hi;
} range;

static inline range range_of(const bw_engine *e, const bw_state *s, bw_sym sym)
{
    const bw_bound *known = bw_bound_find(s, sym);
    if (known != NULL)
        return (range){known->lo, known->hi};
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    return (range){symbol->lo, symbol->hi};
}

static bw_wide interval_upper(const bw_engine *e, const bw_state *s, const bw_linear *l)
{
    bw_wide sum = l->constant;
    for (uint32_t i = 0; i < l->count; i++) {
        const range r = range_of(e, s, l->terms[i].sym);
        bw_wide part = times(l->terms[i].coeff, l->terms[i].coeff > 0 ? r.hi : r.lo);
        if (part >= BW_INFINITY)
            return BW_INFINITY;
        sum += part;
    }
    return saturate(sum);
}

bw_wide bw_num_interval_upper(const bw_engine *e, const bw_state *s, bw_lin lin)
{
    return interval_upper(e, s, bw_lin_at(&e->values, lin));
}

bw_wide bw_num_interval_lower(const bw_engine *e, const bw_state *s, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(&e->values, lin);
    bw_wide sum = l->constant;
    for (uint32_t i = 0; i < l->count; i++) {
        const range r = range_of(e, s, l->terms[i].sym);
        bw_wide part = times(l->terms[i].coeff, l->terms[i].coeff > 0 ? r.lo : r.hi);
        if (part <= -BW_INFINITY)
            return -BW_INFINITY;
        sum += part;
    }
    return saturate(sum);
}

static bool in_type(const bw_symbol *sym, bw_wide lo, bw_wide hi)
{
    return lo >= sym->lo && hi <= sym->hi;
}

/* The form a WRAP symbol stands for, when in this state it provably did not wrap; else 0. */
static bw_lin unwrapped(bw_engine *e, const bw_state *s, bw_sym sym)
{
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    if (symbol->kind != BW_SYM_WRAP)
        return 0;
    bw_wide lo = bw_num_interval_lower(e, s, symbol->a), hi = bw_num_interval_upper(e, s, symbol->a);
    return in_type(symbol, lo, hi) ? symbol->a : 0;
}

typedef struct search {
    bw_engine *e;
    const bw_state *s;
    bw_wide goal; /* an upper bound at or below it is good enough */
    uint32_t nodes;
} search;

/* What is looked at on the way gets no number: there is far more of it than of what is kept. */
static bw_wide search_upper(search *q, const bw_linear *lin, uint32_t depth)
{
    bw_wide best = interval_upper(q->e, q->s, lin);
    bw_values *v = &q->e->values;
    bw_linear rest;
    if (best <= q->goal || depth == 0 || lin->count == 0 || q->nodes == 0)
        return best;
    q->nodes--;
    q->e->work_units++;
    for (uint32_t t = 0; t < lin->count; t++) {
        bw_lin plain = unwrapped(q->e, q->s, lin->terms[t].sym);
        if (plain == 0)
            continue;
        /* the symbol goes and its form comes */
        bw_linear sym = {.count = 1, .terms = {{lin->terms[t].sym, 1}}}, without;
        if (!bw_linear_add_scaled(lin, &sym, -(bw_wide)lin->terms[t].coeff, &without) ||
            !bw_linear_add_scaled(&without, bw_lin_at(v, plain), lin->terms[t].coeff, &rest))
            continue;
        bw_wide found = search_upper(q, &rest, depth - 1);
        if (found < best)
            best = found;
        if (best <= q->goal)
            return best;
    }
    for (uint32_t i = 0; i < q->s->facts.count; i++) {
        const bw_linear *fact = bw_lin_at(v, q->s->facts.at[i].lin);
        for (uint32_t t = 0; t < fact->count; t++) {
            bw_term term = fact->terms[t];
            int64_t coeff = bw_linear_coeff(lin, term.sym);
            if (coeff == 0 || (coeff > 0) != (term.coeff > 0) || coeff % term.coeff != 0)
                continue;
            if (!bw_linear_add_scaled(lin, fact, -(bw_wide)(coeff / term.coeff), &rest) || rest.count > lin->count)
                continue;
            bw_wide found = search_upper(q, &rest, depth - 1);
            if (found < best)
                best = found;
            if (best <= q->goal)
                return best;
            break;
        }
    }
    return best;
}

bw_wide bw_num_upper(bw_engine *e, const bw_state *s, bw_lin lin)
{
    search q = {.e = e, .s = s, .goal = -BW_INFINITY, .nodes = SEARCH_NODES(e)};
    return search_upper(&q, bw_lin_at(&e->values, lin), SEARCH_DEPTH);
}

bool bw_num_entails_le(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide goal)
{
    search q = {.e = e, .s = s, .goal = goal, .nodes = SEARCH_NODES(e)};
    return search_upper(&q, bw_lin_at(&e->values, lin), SEARCH_DEPTH) <= goal;
}

static const bw_linear zero;

static bw_wide lower(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide goal)
{
    bw_linear negated;
    if (lin == 0 || !bw_linear_add_scaled(&zero, bw_lin_at(&e->values, lin), -1, &negated))
        return -BW_INFINITY;
    search q = {.e = e, .s = s, .goal = -goal, .nodes = SEARCH_NODES(e)};
    return -search_upper(&q, &negated, SEARCH_DEPTH);
}

bw_wide bw_num_lower(bw_engine *e, const bw_state *s, bw_lin lin)
{
    return lower(e, s, lin, BW_INFINITY);
}

bool bw_num_entails_ge(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide goal)
{
    return lower(e, s, lin, goal) >= goal;
}

bw_sym bw_num_zero_asked(bw_engine *e, bw_lin condition, bool *ret_nonzero)
{
    bw_values *v = &e->values;
    bw_wide number;
    const bw_linear *l = bw_lin_at(v, condition);
    if (l->count != 1)
        return 0;
    *ret_nonzero = l->constant == 0;
    bw_sym sym = l->terms[0].sym;
    const bw_symbol *test = bw_sym_at(v, sym);
    if (test->kind != BW_SYM_COMPARE)
        return l->constant == 0 ? sym : 0;
    bool left = bw_lin_is_const(v, test->a, &number);
    if (test->op != BW_CMP_NE || (!left && !bw_lin_is_const(v, test->b, &number)) || number != 0)
        return 0;
    return bw_lin_as_sym(v, left ? test->b : test->a);
}

/* ---- learning ---- */

static bw_wide floor_div(bw_wide a, bw_wide b)
{ /* b > 0 */
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

static bool learn_equal(bw_engine *e, bw_state *s, bw_sym wrap);

static bw_wide modulo(bw_wide a, bw_wide step)
{
    bw_wide rest = a % step;
    return rest < 0 ? rest + step : rest;
}

static int64_t common_step(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

#define STEP_MAX ((int64_t)1 << 20)

bw_steps bw_num_steps(const bw_engine *e, const bw_state *s, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(&e->values, lin);
    bw_steps steps = {0, 0};
    bw_wide rest = l->constant;
    for (uint32_t i = 0; i < l->count; i++) {
        bw_bound b = bw_num_bound(e, s, l->terms[i].sym);
        int64_t coeff = l->terms[i].coeff;
        if (coeff > STEP_MAX || coeff < -STEP_MAX)
            return (bw_steps){1, 0};
        if (b.lo == b.hi && b.lo > -STEP_MAX && b.lo < STEP_MAX) {
            rest += b.lo * coeff;
            continue;
        }
        steps.step = common_step(steps.step, coeff * (b.step > 1 ? b.step : 1));
        if (b.step > 1)
            rest += (bw_wide)b.rest * coeff;
    }
    if (steps.step == 0 && (rest > STEP_MAX || rest < -STEP_MAX))
        return (bw_steps){1, 0};
    steps.rest = steps.step == 0 ? (int64_t)rest : (int64_t)modulo(rest, steps.step);
    return steps;
}

bw_steps bw_num_join_steps(bw_steps a, bw_steps b)
{
    bw_steps steps = {common_step(common_step(a.step, b.step), a.rest - b.rest), 0};
    steps.rest = steps.step == 0 ? a.rest : (int64_t)modulo(a.rest, steps.step);
    return steps;
}

bool bw_num_restrict(bw_engine *e, bw_state *s, bw_sym sym, bw_wide lo, bw_wide hi, uint32_t why)
{
    bw_bound bound = bw_num_bound(e, s, sym);
    bool changed = false;
    if (lo > bound.lo) {
        bound.lo = lo;
        bound.lo_why = why;
        changed = true;
    }
    if (hi < bound.hi) {
        bound.hi = hi;
        bound.hi_why = why;
        changed = true;
    }
    if (!changed)
        return true;
    if (bound.step > 1) { /* only every step-th value is possible */
        bound.hi -= modulo(bound.hi - bound.rest, bound.step);
        bound.lo += modulo(bound.rest - bound.lo, bound.step);
    }
    if (bound.lo > bound.hi)
        return false;
    bw_bound_set(e->work, s, bound);
    return bw_sym_at(&e->values, sym)->kind != BW_SYM_WRAP || learn_equal(e, s, sym);
}

/* A wrapped value whose range now excludes every wrapped image of its form equals the form: (unsigned)n < 10 tells
 * about n. */
static bool learn_equal(bw_engine *e, bw_state *s, bw_sym wrap)
{
    bw_symbol w = *bw_sym_at(&e->values, wrap);
    const bw_linear *form = bw_lin_at(&e->values, w.a);
    if (form->count != 1 || w.bits == 0)
        return true;
    bw_wide lo = bw_num_interval_lower(e, s, w.a), hi = bw_num_interval_upper(e, s, w.a);
    bw_bound now = bw_num_bound(e, s, wrap);
    bw_wide period = (bw_wide)1 << w.bits;
    if (lo <= -BW_INFINITY || hi >= BW_INFINITY)
        return true;
    /* the images of [now.lo, now.hi] are shifted by multiples of the period: only shift 0 may meet [lo, hi] */
    if (now.hi - period >= lo || now.lo + period <= hi)
        return true;
    bw_lin difference = bw_lin_sub(&e->values, w.a, bw_lin_sym(&e->values, wrap));
    bw_lin other = bw_lin_scale(&e->values, difference, -1);
    if (difference == 0 || other == 0)
        return true;
    bw_term term = form->terms[0];
    bw_wide constant = form->constant;
    if (term.coeff == 1 && (!bw_num_restrict(e, s, term.sym, now.lo - constant, BW_INFINITY, now.lo_why) ||
                            !bw_num_restrict(e, s, term.sym, -BW_INFINITY, now.hi - constant, now.hi_why)))
        return false;
    bw_fact_add(e->work, s, (bw_fact){difference, BW_WHY_INDEX_DERIVED});
    bw_fact_add(e->work, s, (bw_fact){other, BW_WHY_INDEX_DERIVED});
    return true;
}

/* Is a new upper end below 0 only since something is less than what was merely found to be 0 or less? `if (n <= 0)` means
 * the 0, and a later `at < n` is then not likely to hold for any at. */
static bool below_nothing(const bw_engine *e, const bw_state *s, const bw_linear *l, uint32_t i, bw_wide rest)
{
    bw_wide hi = floor_div(-rest, l->terms[i].coeff);
    return l->count > 1 && l->constant > 0 && hi < 0 && bw_num_bound(e, s, l->terms[i].sym).hi >= 0 &&
           floor_div(l->constant - rest, l->terms[i].coeff) >= 0;
}

/* Bounds of single symbols that follow from lin ≤ 0 and the bounds of the others. */
static bool propagate(bw_engine *e, bw_state *s, bw_lin lin, uint32_t why)
{
    bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t i = 0; i < l.count; i++) {
        bw_wide rest = l.constant;
        for (uint32_t j = 0; j < l.count && rest > -BW_INFINITY; j++) {
            if (j == i)
                continue;
            bw_bound b = bw_num_bound(e, s, l.terms[j].sym);
            bw_wide part = times(l.terms[j].coeff, l.terms[j].coeff > 0 ? b.lo : b.hi);
            rest = part <= -BW_INFINITY ? -BW_INFINITY : rest + part;
        }
        if (rest <= -BW_INFINITY)
            continue;
        int64_t coeff = l.terms[i].coeff;
        bool unlikely = coeff > 0 && below_nothing(e, s, &l, i, rest);
        bool ok = coeff > 0
                      ? bw_num_restrict(e, s, l.terms[i].sym, -BW_INFINITY, floor_div(-rest, coeff), unlikely ? BW_WHY_INDEX_WIDEN : why)
                      : bw_num_restrict(e, s, l.terms[i].sym, -floor_div(-rest, -(bw_wide)coeff), BW_INFINITY, why);
        if (!ok)
            return false;
    }
    return true;
}

bool bw_num_assume_le(bw_engine *e, bw_state *s, bw_lin lin, uint32_t why)
{
    if (lin == 0)
        return true;
    bw_wide value;
    if (bw_lin_is_const(&e->values, lin, &value))
        return value <= 0;
    if (bw_num_interval_lower(e, s, lin) > 0)
        return false;
    lin = bw_lin_tighten(&e->values, lin);
    if (bw_lin_at(&e->values, lin)->count == 1)
        return propagate(e, s, lin, why);
    if (bw_num_entails_ge(e, s, lin, 1))
        return false;
    bw_fact_add(e->work, s, (bw_fact){lin, why});
    return propagate(e, s, lin, BW_WHY_INDEX_DERIVED);
}

static bool assume_ne(bw_engine *e, bw_state *s, bw_lin difference, uint32_t why)
{
    bool at_most = bw_num_entails_le(e, s, difference, 0), at_least = bw_num_entails_ge(e, s, difference, 0);
    if (at_most && at_least)
        return false;
    /* taking the end off a range says nothing about its new end, unless the range itself was meant */
    if (bw_lin_at(&e->values, difference)->count == 1) {
        bw_term term = bw_lin_at(&e->values, difference)->terms[0];
        bw_bound bound = bw_num_bound(e, s, term.sym);
        uint32_t end = (term.coeff > 0) == at_most ? bound.hi_why : bound.lo_why;
        /* the last way out of a switch over a type: that it is taken is not even likely */
        bool nobody = end == BW_WHY_INDEX_TYPE || end == BW_WHY_INDEX_WIDEN;
        if (!bw_why_attests(e, end))
            why = nobody && !bw_sym_at(&e->values, term.sym)->untrusted ? BW_WHY_INDEX_WIDEN : BW_WHY_INDEX_DERIVED;
    }
    if (at_most)
        return bw_num_assume_le(e, s, bw_lin_offset(&e->values, difference, 1), why);
    if (at_least)
        return bw_num_assume_le(e, s, bw_lin_offset(&e->values, bw_lin_scale(&e->values, difference, -1), 1), why);
    return true;
}

/* Learns that `a op b` holds. */
bool bw_num_assume_cmp(bw_engine *e, bw_state *s, bw_ir_cmp cmp, bw_lin a, bw_lin b, uint32_t why)
{
    return bw_num_assume(e, s, bw_arith_cmp(e, cmp, a, b), true, why);
}

static bool assume_test(bw_engine *e, bw_state *s, const bw_symbol *test, bool truth, uint32_t why)
{
    bw_values *v = &e->values;
    bw_lin difference = bw_lin_sub(v, test->a, test->b);
    if (difference == 0)
        return true;
    if (test->op == BW_CMP_NE) {
        if (truth)
            return assume_ne(e, s, difference, why);
        return bw_num_assume_le(e, s, difference, why) && bw_num_assume_le(e, s, bw_lin_scale(v, difference, -1), why);
    }
    if (truth)
        return bw_num_assume_le(e, s, bw_lin_offset(v, difference, 1), why);
    return bw_num_assume_le(e, s, bw_lin_scale(v, difference, -1), why);
}

bool bw_num_assume(bw_engine *e, bw_state *s, bw_lin condition, bool truth, uint32_t why)
{
    bw_values *v = &e->values;
    bw_wide constant;
    if (condition == 0)
        return true;
    if (bw_lin_is_const(v, condition, &constant))
        return (constant != 0) == truth;
    const bw_linear *l = bw_lin_at(v, condition);
    if (l->count == 1 && bw_sym_at(v, l->terms[0].sym)->kind == BW_SYM_COMPARE) {
        bw_sym sym = l->terms[0].sym;
        bool holds;
        if (l->constant == 0)
            holds = truth;
        else if (l->constant == -l->terms[0].coeff)
            holds = !truth;
        else
            return true;
        const bw_symbol test = *bw_sym_at(v, sym);
        return bw_num_restrict(e, s, sym, holds, holds, why) && assume_test(e, s, &test, holds, why);
    }
    return bw_num_assume(e, s, bw_arith_cmp(e, BW_CMP_NE, condition, bw_lin_const(v, 0)), truth, why);
}
