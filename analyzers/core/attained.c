/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What really happens: whether a form is at least 1 on some run, with what says so. Only then is a violation told. */
#include "core/engine.h"

#include <string.h>

#define STEPS_MAX 3 /* from bound to bound, in search of one that is met */

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
        if (depth == 0 || (part->kind != BW_SYM_OPERATION && part->kind != BW_SYM_WRAP && part->kind != BW_SYM_IMAGE))
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

/* Is all that the fact holds the symbol below the length of a message, of which nothing else is known? What is checked against
 * the message may still be more than there is room for. */
static bool held_by_message(const bw_engine *e, const bw_state *s, bw_lin fact, bw_sym sym)
{
    const bw_linear *l = bw_lin_at(&e->values, fact);
    bool found = false;
    for (uint32_t t = 0; t < l->count; t++) {
        bw_sym other = l->terms[t].sym;
        const bw_symbol *symbol = bw_sym_at(&e->values, other);
        if (other == sym || l->terms[t].coeff > 0)
            continue;
        if (!symbol->sent_size || bw_num_bound(e, s, other).hi < symbol->hi)
            return false;
        for (uint32_t i = 0; i < s->facts.count; i++)
            if (bw_lin_coeff(&e->values, s->facts.at[i].lin, other) > 0)
                return false;
        found = true;
    }
    return found;
}

/* Was it read from a table that is constant? How large its elements are stands in the program, and no test of one of them says
 * that any is as large as that. (Of small tables it is known: they give ELEMENT.) */
static bool of_constant_table(bw_engine *e, const bw_symbol *symbol)
{
    bw_sym exact = symbol->kind == BW_SYM_WRAP ? bw_lin_as_sym(&e->values, symbol->a) : 0;
    if (exact != 0)
        symbol = bw_sym_at(&e->values, exact);
    bw_sym base = symbol->kind == BW_SYM_MEMORY && symbol->key[0] < e->values.syms.count ? symbol->key[0] : symbol->text;
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    const bw_obj *o = object != 0 ? bw_obj_at(e, object) : NULL;
    return o != NULL && o->kind == BW_OBJ_GLOBAL && o->ir != 0 && (e->module->objects.at[o->ir].flags & BW_OBJECT_CONST) != 0;
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
    if (!symbol.untrusted && (symbol.ragged || of_constant_table(e, &symbol)))
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
        if ((rest == 0 && !tells) || (up && coeff > 0 && held_by_message(e, s, fact.lin, term.sym)))
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
        if (!tells && is_fact(s, bw_lin_scale(v, fact.lin, -1)))
            evidence = true; /* it is as large as the rest says: what attests that attests it */
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
            if (rest == 0 ? !bounded : !attained(e, s, rest, depth - 1, 0, &path))
                return false; /* past all numbers there are, what the facts say is the nearer bound */
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
    if (bw_num_entails_ge(e, s, lin, 1))
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

/* The product of two values that a symbol is, before it was fitted to its type; NULL: it is none. */
static const bw_symbol *product_of(const bw_values *v, bw_sym sym)
{
    const bw_symbol *symbol = bw_sym_at(v, sym);
    if (symbol->kind == BW_SYM_WRAP && bw_lin_as_sym(v, symbol->a) != 0)
        symbol = bw_sym_at(v, bw_lin_as_sym(v, symbol->a));
    return symbol->kind == BW_SYM_OPERATION && symbol->op == BW_BIN_MUL ? symbol : NULL;
}

static bool shares_factor(bw_engine *e, bw_sym sym, const bw_symbol *size)
{
    const bw_symbol *other = product_of(&e->values, sym);
    if (other == NULL)
        return depends_on(e, size->a, sym, 2) || depends_on(e, size->b, sym, 2);
    bw_lin sides[2] = {other->a, other->b};
    for (int side = 0; side < 2; side++) {
        bw_linear l = *bw_lin_at(&e->values, sides[side]);
        for (uint32_t t = 0; t < l.count; t++)
            if (depends_on(e, size->a, l.terms[t].sym, 2) || depends_on(e, size->b, l.terms[t].sym, 2))
                return true;
    }
    return false;
}

/* Is what is gone to made of a factor of what there is, as y * width + width is of width * height? Then the one is not large
 * while the other is small, and the extremes of the parts say nothing. */
static bool moves_together(bw_engine *e, bw_lin lin)
{
    bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < l.count; t++) {
        const bw_symbol *size = l.terms[t].coeff < 0 ? product_of(&e->values, l.terms[t].sym) : NULL;
        if (size == NULL)
            continue;
        bw_symbol product = *size;
        for (uint32_t u = 0; u < l.count; u++)
            if (l.terms[u].coeff > 0 && shares_factor(e, l.terms[u].sym, &product))
                return true;
    }
    return false;
}

static bool attained_anyhow(bw_engine *e, const bw_state *s, bw_lin lin, bw_trace *trace)
{
    memset(trace, 0, sizeof *trace);
    if (lin == 0 || bw_num_interval_upper(e, s, lin) <= 0)
        return false;
    if (bw_lin_doubtful(&e->values, lin))
        return false;
    if (bw_num_entails_ge(e, s, lin, 1)) {
        if (least_unlikely(e, s, lin))
            return false;
        trace->always = true;
        return true;
    }
    if (bw_engine_spent(e) && hangs_on_relations(e, s, lin))
        return false;
    return !moves_together(e, lin) && !bw_num_entails_le(e, s, lin, 0) && attained(e, s, lin, STEPS_MAX, 0, trace);
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
    return exact != lin && exact != 0 && bw_num_entails_le(e, s, exact, 0);
}

/* Does a loop carry a part of it? */
static bool carried(const bw_values *v, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(v, lin);
    for (uint32_t t = 0; t < l->count; t++)
        if (bw_sym_at(v, l->terms[t].sym)->kind == BW_SYM_PHI)
            return true;
    return false;
}

/* A size that would have to wrap to be anything but what its sum or product says: where it does not, is lin ≥ 1 met? */
static bool attained_unwrapped(bw_engine *e, const bw_state *s, bw_lin lin, bw_trace *trace)
{
    bw_values *v = &e->values;
    const bw_linear l = *bw_lin_at(v, lin);
    bw_lin exact = lin, under = 0, over = 0;
    for (uint32_t t = 0; t < l.count; t++) {
        const bw_symbol symbol = *bw_sym_at(v, l.terms[t].sym);
        if (symbol.kind != BW_SYM_WRAP || symbol.untrusted || symbol.bits < 64 || l.terms[t].coeff >= 0 || exact != lin ||
            carried(v, symbol.a))
            continue;
        exact = bw_lin_substitute(v, lin, l.terms[t].sym, symbol.a);
        under = bw_lin_offset(v, bw_lin_scale(v, symbol.a, -1), symbol.lo);
        over = bw_lin_offset(v, symbol.a, -symbol.hi);
    }
    if (exact == 0 || exact == lin || under == 0)
        return false;
    bw_state fits = bw_state_borrow(s);
    return bw_num_assume_le(e, &fits, under, BW_WHY_INDEX_DERIVED) &&
           (over == 0 || bw_num_assume_le(e, &fits, over, BW_WHY_INDEX_DERIVED)) && attained_anyhow(e, &fits, exact, trace);
}

bool bw_num_attained(bw_engine *e, const bw_state *s, bw_lin lin, bw_trace *trace)
{
    if (attained_anyhow(e, s, lin, trace))
        return !by_wrapping(e, s, lin);
    return lin != 0 && attained_unwrapped(e, s, lin, trace);
}
