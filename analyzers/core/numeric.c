/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What bounds and linear facts entail. A query eliminates terms of the asked form by adding multiples of facts, a few
 * steps deep: Fourier-Motzkin where it helps, never the full closure (Miné's zones, sparse and on demand). */
#include "core/engine.h"

#include <string.h>

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

static bool entails_le(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide goal)
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

static bool entails_ge(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide goal)
{
    return lower(e, s, lin, goal) >= goal;
}

/* ---- what really happens ---- */

static void trace_add(bw_trace *trace, uint32_t why, bw_sym sym)
{
    for (uint32_t i = 0; i < trace->count; i++)
        if (trace->whys[i] == why && trace->syms[i] == sym)
            return;
    if (trace->count == BW_TRACE_MAX)
        return;
    trace->whys[trace->count] = why;
    trace->syms[trace->count++] = sym;
}

static bool attained(bw_engine *e, const bw_state *s, bw_lin lin, uint32_t depth, bw_lin back, bw_trace *trace);

static bool depends_on(bw_engine *e, bw_lin lin, bw_sym sym, uint32_t depth)
{
    bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < l.count; t++) {
        if (l.terms[t].sym == sym)
            return true;
        const bw_symbol *part = bw_sym_at(&e->values, l.terms[t].sym);
        if (depth == 0 || (part->kind != BW_SYM_OPERATION && part->kind != BW_SYM_WRAP))
            continue;
        bw_lin a = part->a, b = part->b;
        if ((a != 0 && depends_on(e, a, sym, depth - 1)) || (b != 0 && depends_on(e, b, sym, depth - 1)))
            return true;
    }
    return false;
}

#define UNBOUNDED ((bw_wide)1 << 46)

/* Once a loop's bound has been put in, does another unknown still move the place further? An offset added to the last
 * index is usually kept in range by something we do not see. */
static bool strange_term(bw_engine *e, const bw_state *s, bw_lin rest, bw_lin fact, bw_lin lin)
{
    bw_linear l = *bw_lin_at(&e->values, rest);
    if (bw_lin_at(&e->values, lin)->count < 3)
        return false;
    for (uint32_t i = 0; i < l.count; i++) {
        bw_sym sym = l.terms[i].sym;
        const bw_symbol *symbol = bw_sym_at(&e->values, sym);
        if (l.terms[i].coeff <= 0 || bw_lin_coeff(&e->values, fact, sym) != 0 || symbol->untrusted)
            continue;
        bw_bound b = bw_num_bound(e, s, sym);
        if (b.lo != b.hi)
            return true;
    }
    return false;
}

/* A path condition over some bits or quotient of the symbol may exclude the extreme in a way that bounds cannot say. */
static bool guarded_otherwise(bw_engine *e, const bw_state *s, bw_sym sym)
{
    for (uint32_t i = 0; i < s->bounds.count; i++) {
        const bw_bound *b = &s->bounds.at[i];
        const bw_symbol *test = bw_sym_at(&e->values, b->sym);
        if (test->kind != BW_SYM_COMPARE || b->lo != b->hi)
            continue;
        bw_linear l = *bw_lin_at(&e->values, test->a);
        for (uint32_t t = 0; t < l.count; t++) {
            const bw_symbol *part = bw_sym_at(&e->values, l.terms[t].sym);
            if (part->kind == BW_SYM_OPERATION && depends_on(e, part->a, sym, 3))
                return true;
            if (part->kind == BW_SYM_OPERATION && part->b != 0 && depends_on(e, part->b, sym, 3))
                return true;
        }
    }
    return false;
}

static bool is_fact(const bw_state *s, bw_lin lin)
{
    for (uint32_t i = 0; i < s->facts.count; i++)
        if (s->facts.at[i].lin == lin)
            return lin != 0;
    return false;
}

/* Is a product's every factor that an attacker chose held below something the program knows? Then how far the product goes
 * is said by that, and not by its type: y * stride after y < height. */
static bool factors_held(const bw_engine *e, const bw_state *s, const bw_symbol *product)
{
    const bw_values *v = &e->values;
    bw_sym exact = product->kind == BW_SYM_WRAP ? bw_lin_as_sym(v, product->a) : 0;
    if (exact != 0)
        return factors_held(e, s, bw_sym_at(v, exact)); /* the product before it was fitted to its type */
    bw_lin sides[2] = {product->a, product->b};
    if (product->kind != BW_SYM_OPERATION || product->op != BW_BIN_MUL)
        return false;
    for (int side = 0; side < 2; side++) {
        const bw_linear *l = bw_lin_at(v, sides[side]);
        for (uint32_t t = 0; t < l->count; t++) {
            bool held = !bw_sym_at(v, l->terms[t].sym)->untrusted;
            for (uint32_t i = 0; i < s->facts.count && !held; i++)
                held = bw_lin_at(v, s->facts.at[i].lin)->count > 1 && bw_lin_coeff(v, s->facts.at[i].lin, l->terms[t].sym) > 0;
            if (!held)
                return false;
        }
    }
    return true;
}

static bool attained_anyhow(bw_engine *e, const bw_state *s, bw_lin lin, bw_trace *trace);

/* Is the symbol what a number below zero becomes without a sign, such as the -1 of a read that failed? Then it is next to
 * the greatest its type holds. */
static bool wraps_from_below(bw_engine *e, const bw_state *s, bw_lin lin, bw_sym sym, uint32_t depth, bw_trace *trace)
{
    bw_values *v = &e->values;
    const bw_symbol symbol = *bw_sym_at(v, sym);
    if (symbol.kind != BW_SYM_WRAP || symbol.lo != 0 || depth == 0)
        return false;
    bw_wide least = bw_num_lower(e, s, symbol.a);
    if (least < -(symbol.hi / 2))
        return false;
    bw_lin below = bw_lin_scale(v, symbol.a, -1);
    bw_lin rest = bw_lin_substitute(v, lin, sym, bw_lin_const(v, symbol.hi + 1 + (least < 0 ? least : -1)));
    bw_trace path;
    if (rest == 0 || !attained(e, s, rest, depth - 1, 0, trace) || !attained_anyhow(e, s, below, &path))
        return false;
    for (uint32_t i = 0; i < path.count; i++)
        trace_add(trace, path.whys[i], path.syms[i]);
    return true;
}

/* A test against nearly all that the type holds is there so that a sum does not wrap, or that a sign does not get lost. How
 * large the value is, it does not say. */
static bool guards_overflow(const bw_engine *e, const bw_symbol *symbol, bw_wide limit, uint32_t why, bool up)
{
    const bw_wide room = 1 << 16;
    return up && symbol->bits >= 32 && !symbol->untrusted && e->whys.at[why].kind == BW_WHY_TEST &&
           limit >= (symbol->lo < 0 ? symbol->hi : symbol->hi / 2) - room;
}

/* Tries the extreme of one term. Every known bound on it must lead to a violation, and one of them must be attested:
 * then the tightest one does as well, and the program itself says that it is met. back: a fact to leave out, the other
 * half of the equality that led here; 0 none. */
static bool attained_at(bw_engine *e, const bw_state *s, bw_lin lin, bw_term term, uint32_t depth, bw_lin back,
                        bw_trace *trace)
{
    bw_values *v = &e->values;
    const bw_symbol symbol = *bw_sym_at(v, term.sym);
    bool up = term.coeff > 0;
    bw_bound bound = bw_num_bound(e, s, term.sym);
    bw_wide limit = up ? bound.hi : bound.lo, type_limit = up ? symbol.hi : symbol.lo;
    uint32_t why = up ? bound.hi_why : bound.lo_why;
    bool bounded = false, evidence = false;
    if (symbol.ragged && !symbol.untrusted)
        return false;
    /* that a value is at least something seldom says that it is ever that small, but where it starts or is led there */
    if (!up && !symbol.untrusted && !symbol.falls && e->whys.at[why].kind != BW_WHY_CONST &&
        e->whys.at[why].kind != BW_WHY_MODEL)
        return false;
    bw_trace path = *trace;
    for (uint32_t i = 0; i < s->facts.count; i++) {
        bw_fact fact = s->facts.at[i];
        int64_t coeff = bw_lin_coeff(v, fact.lin, term.sym);
        if (coeff == 0 || (coeff > 0) != up || term.coeff % coeff != 0 || fact.lin == back)
            continue;
        bw_lin rest = bw_lin_add_scaled(v, lin, fact.lin, -(bw_wide)(term.coeff / coeff));
        bool tells = bw_why_attests(e, fact.why);
        if (rest == 0 && !tells)
            continue;
        if (rest == 0 || !attained(e, s, rest, depth - 1, bw_lin_scale(v, fact.lin, -1), &path)) {
            /* a relation to something that is itself without bound limits nothing; nor does, where a value starts, one
             * that leaves room for it */
            if (!tells && rest != 0 && bw_num_interval_upper(e, s, rest) >= (up ? UNBOUNDED : 1))
                continue;
            return false;
        }
        if (tells && strange_term(e, s, rest, fact.lin, lin))
            return false;
        bounded = true;
        if (!tells && path.count > trace->count && symbol.kind == BW_SYM_WRAP &&
            is_fact(s, bw_lin_sub(v, symbol.a, bw_lin_sym(v, term.sym))) &&
            is_fact(s, bw_lin_sub(v, bw_lin_sym(v, term.sym), symbol.a)))
            evidence = true; /* it did not wrap: what attests the form attests it */
        if (tells) {
            if (!evidence)
                trace_add(&path, fact.why, term.sym);
            evidence = true;
        }
    }
    bool chosen = symbol.untrusted && !symbol.limited && !factors_held(e, s, &symbol); /* up to the ends of its type */
    if (limit >= BW_INFINITY || limit <= -BW_INFINITY) {
        if (!bounded)
            return false;
    } else if (limit != type_limit || chosen || bw_why_attests(e, why)) {
        if (limit == type_limit && bounded && !bw_why_attests(e, why)) {
            /* the facts say more than the type */
        } else {
            bw_lin rest = bw_lin_substitute(v, lin, term.sym, bw_lin_const(v, limit));
            if (rest == 0 || !attained(e, s, rest, depth - 1, 0, &path))
                return false;
            uint8_t kind = e->whys.at[why].kind;
            if ((bw_why_attests(e, why) && !guards_overflow(e, &symbol, limit, why, up)) || (chosen && kind != BW_WHY_WIDEN)) {
                if (!evidence)
                    trace_add(&path, why, term.sym);
                evidence = true;
            }
        }
    }
    if (!evidence && up && limit == symbol.hi)
        evidence = wraps_from_below(e, s, lin, term.sym, depth, &path);
    if (!evidence || (!symbol.untrusted && guarded_otherwise(e, s, term.sym)))
        return false;
    *trace = path;
    return true;
}

static bool attained(bw_engine *e, const bw_state *s, bw_lin lin, uint32_t depth, bw_lin back, bw_trace *trace)
{
    if (entails_ge(e, s, lin, 1))
        return true;
    if (depth == 0)
        return false;
    uint32_t terms = bw_lin_at(&e->values, lin)->count;
    for (uint32_t t = 0; t < terms; t++)
        if (attained_at(e, s, lin, bw_lin_at(&e->values, lin)->terms[t], depth, back, trace))
            return true;
    return false;
}

/* Is the least value of lin owed to a bound that nobody gave? */
static bool least_unlikely(const bw_engine *e, const bw_state *s, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < l->count; t++) {
        const bw_bound *bound = bw_bound_find(s, l->terms[t].sym);
        if (bound != NULL && (l->terms[t].coeff > 0 ? bound->lo_why : bound->hi_why) == BW_WHY_INDEX_WIDEN &&
            !bw_sym_at(&e->values, l->terms[t].sym)->untrusted)
            return true;
    }
    return false;
}

/* How values that move stand to each other is no longer kept once the budget is spent. */
static bool hangs_on_relations(const bw_engine *e, const bw_state *s, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(&e->values, lin);
    uint32_t moving = 0;
    for (uint32_t t = 0; t < l->count; t++) {
        bw_bound bound = bw_num_bound(e, s, l->terms[t].sym);
        moving += bound.lo != bound.hi;
    }
    return moving > 1;
}

static bool attained_anyhow(bw_engine *e, const bw_state *s, bw_lin lin, bw_trace *trace)
{
    memset(trace, 0, sizeof *trace);
    if (lin == 0 || bw_num_interval_upper(e, s, lin) <= 0)
        return false;
    if (bw_lin_doubtful(&e->values, lin))
        return false;
    if (entails_ge(e, s, lin, 1)) {
        if (least_unlikely(e, s, lin))
            return false;
        trace->always = true;
        return true;
    }
    if (bw_engine_spent(e) && hangs_on_relations(e, s, lin))
        return false;
    return !entails_le(e, s, lin, 0) && attained(e, s, lin, SEARCH_DEPTH, 0, trace);
}

/* Does lin ≥ 1 hang on arithmetic that wraps, of which nothing says that it does? */
static bool by_wrapping(bw_engine *e, const bw_state *s, bw_lin lin)
{
    bw_values *v = &e->values;
    const bw_linear l = *bw_lin_at(v, lin);
    bw_lin exact = lin;
    bw_trace trace;
    for (uint32_t t = 0; t < l.count && exact != 0; t++) {
        const bw_symbol symbol = *bw_sym_at(v, l.terms[t].sym);
        if (symbol.kind != BW_SYM_WRAP || symbol.untrusted)
            continue;
        bw_lin over = bw_lin_offset(v, symbol.a, -symbol.hi);
        bw_lin under = bw_lin_offset(v, bw_lin_scale(v, symbol.a, -1), symbol.lo);
        if ((over != 0 && attained_anyhow(e, s, over, &trace)) || (under != 0 && attained_anyhow(e, s, under, &trace)))
            return false;
        exact = bw_lin_substitute(v, exact, l.terms[t].sym, symbol.a);
    }
    return exact != lin && exact != 0 && entails_le(e, s, exact, 0);
}

bool bw_num_attained(bw_engine *e, const bw_state *s, bw_lin lin, bw_trace *trace)
{
    return attained_anyhow(e, s, lin, trace) && !by_wrapping(e, s, lin);
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
        bool ok = coeff > 0
                      ? bw_num_restrict(e, s, l.terms[i].sym, -BW_INFINITY, floor_div(-rest, coeff), why)
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
    if (entails_ge(e, s, lin, 1))
        return false;
    bw_fact_add(e->work, s, (bw_fact){lin, why});
    return propagate(e, s, lin, BW_WHY_INDEX_DERIVED);
}

static bool assume_ne(bw_engine *e, bw_state *s, bw_lin difference, uint32_t why)
{
    bool at_most = entails_le(e, s, difference, 0), at_least = entails_ge(e, s, difference, 0);
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
