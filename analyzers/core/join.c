/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Where paths meet. A place that holds different values on the two sides gets a PHI symbol, and its relations to other
 * symbols are found by candidates: facts of either side, rewritten in terms of the new symbols, and kept when both
 * sides entail them. Around a loop the same works as induction: the back edge says what the symbol was, so `i < n`
 * before `i + 1` becomes `i <= n` at the head. */
#include "core/join.h"
#include "core/lock.h"
#include "core/refs.h"
#include "core/outside.h"

#include <string.h>

static bool was_dropped(const bw_joiner *j, uint32_t object)
{
    for (uint32_t i = 0; i < j->dropped_count; i++)
        if (j->dropped[i] == object)
            return true;
    return false;
}

/* Why a value is at most (up) or at least what it is. */
static uint32_t why_of(bw_joiner *j, const bw_state *s, bw_lin lin, bool up)
{
    bw_linear l = *bw_lin_at(&j->e->values, lin);
    if (j->forced)
        return BW_WHY_INDEX_WIDEN;
    if (l.count == 0)
        return BW_WHY_INDEX_CONST;
    if (l.count > 1)
        return BW_WHY_INDEX_DERIVED;
    bw_bound b = bw_num_bound(j->e, s, l.terms[0].sym);
    return (l.terms[0].coeff > 0) == up ? b.hi_why : b.lo_why;
}

static bool not_zero(bw_engine *e, const bw_state *s, bw_lin lin)
{
    if (bw_num_interval_lower(e, s, lin) > 0 || bw_num_interval_upper(e, s, lin) < 0)
        return true;
    bw_lin test = bw_arith_cmp(e, BW_CMP_NE, lin, bw_lin_const(&e->values, 0));
    return test != 0 && bw_num_interval_lower(e, s, test) >= 1;
}

/* Of a pointer only null matters, which intervals tell. */
static void ends_of(bw_engine *e, const bw_state *s, bw_lin lin, bool pointer, bw_wide *ret_lo, bw_wide *ret_hi)
{
    *ret_lo = pointer ? bw_num_interval_lower(e, s, lin) : bw_num_lower(e, s, lin);
    *ret_hi = pointer ? bw_num_interval_upper(e, s, lin) : bw_num_upper(e, s, lin);
}

static void bound_phi(bw_joiner *j, const bw_phi *p)
{
    bw_engine *e = j->e;
    const bw_symbol *symbol = bw_sym_at(&e->values, p->sym);
    bw_wide left_lo, left_hi, right_lo, right_hi;
    ends_of(e, &j->before, p->left, symbol->is_pointer, &left_lo, &left_hi);
    ends_of(e, j->right, p->right, symbol->is_pointer, &right_lo, &right_hi);
    bw_steps steps = bw_num_join_steps(bw_num_steps(e, &j->before, p->left), bw_num_steps(e, j->right, p->right));
    bw_bound b = {.sym = p->sym, .step = steps.step, .rest = steps.rest};
    b.lo = left_lo < right_lo ? left_lo : right_lo;
    b.lo_why = left_lo < right_lo ? why_of(j, &j->before, p->left, false) : why_of(j, j->right, p->right, false);
    /* a call that may have failed on one side says why: the pointer is null on that way, whatever the other one brings */
    if (symbol->is_pointer && left_lo == right_lo && e->whys.at[why_of(j, &j->before, p->left, false)].kind == BW_WHY_MODEL)
        b.lo_why = why_of(j, &j->before, p->left, false);
    b.hi = left_hi > right_hi ? left_hi : right_hi;
    b.hi_why = left_hi > right_hi ? why_of(j, &j->before, p->left, true) : why_of(j, j->right, p->right, true);
    /* null on both sides, and only one says why: which of the two goes on is not kept */
    if (symbol->is_pointer && b.hi == 0 && left_hi == right_hi && !bw_why_attests(e, why_of(j, &j->before, p->left, true)))
        b.hi_why = why_of(j, &j->before, p->left, true);
    if (b.lo < symbol->lo) {
        b.lo = symbol->lo;
        b.lo_why = BW_WHY_INDEX_TYPE;
    }
    if (b.hi > symbol->hi) {
        b.hi = symbol->hi;
        b.hi_why = BW_WHY_INDEX_TYPE;
    }
    bw_bound_set(e->work, j->left, b);
    /* what neither side lets be zero is not zero, which no interval may say; the facts here are those of one side still */
    if (b.lo < 0 && b.hi > 0 && !symbol->is_pointer && not_zero(e, &j->before, p->left) && not_zero(e, j->right, p->right)) {
        bw_lin test = bw_arith_cmp(e, BW_CMP_NE, bw_lin_sym(&e->values, p->sym), bw_lin_const(&e->values, 0));
        bw_sym truth = test != 0 ? bw_lin_as_sym(&e->values, test) : 0;
        if (truth != 0)
            bw_bound_set(e->work, j->left, (bw_bound){.sym = truth, .lo = 1, .hi = 1, .lo_why = BW_WHY_INDEX_DERIVED,
                                                      .hi_why = BW_WHY_INDEX_DERIVED});
    }
}

/* The integer or pointer that a place holds after the join. */
/* A value that has moved by an unknown amount from what a loop carries, perhaps on one of several ways through it. */
static bool moves_anyhow(const bw_values *v, bw_lin lin, bw_sym self, uint32_t depth)
{
    const bw_linear *l = bw_lin_at(v, lin);
    for (uint32_t t = 0; t < l->count; t++) {
        const bw_symbol *s = bw_sym_at(v, l->terms[t].sym);
        if (s->kind == BW_SYM_WRAP && depth != 0 && moves_anyhow(v, s->a, self, depth - 1))
            return true;
        if (l->terms[t].sym == self ? l->count > 1 : s->kind == BW_SYM_PHI && (s->ragged || l->count > 1))
            return true;
    }
    return false;
}

/* The declared type of a named integer, when both sides are in its range, whoever stored them. */
static bw_ir_ref declared_type(bw_joiner *j, const bw_obj *o, int64_t off_bits, uint32_t bits, bw_lin left, bw_lin right)
{
    bw_engine *e = j->e;
    const bw_ir_type *t = &e->module->types.at[o->type];
    if (o->ir == 0 || t->kind != BW_TYPE_INT || off_bits != 0 || t->size * 8 != bits)
        return 0;
    bw_wide lo = bw_type_min(t), hi = bw_type_max(t);
    bool fits = bw_num_interval_lower(e, &j->before, left) >= lo && bw_num_interval_upper(e, &j->before, left) <= hi &&
                bw_num_interval_lower(e, j->right, right) >= lo && bw_num_interval_upper(e, j->right, right) <= hi;
    return fits ? o->type : 0;
}

/* Is the pointer borrowed, or null? */
static bool lent(bw_joiner *j, bw_lin lin, bw_sym base)
{
    bw_wide constant;
    return base != 0 ? bw_borrow_is(j->e, base) : bw_lin_is_const(&j->e->values, lin, &constant) && constant == 0;
}

static bool unwritten(const bw_values *v, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(v, lin);
    return l->count == 1 && (bw_sym_at(v, l->terms[0].sym)->uninit || bw_sym_at(v, l->terms[0].sym)->patchy);
}

/* Is a path to here evidence of what did not happen on it? Not where a loop may have done it, round by round, nor in a callee
 * that says nothing of the way it went, and chose it by more than it was told. */
static bool plain_way(const bw_joiner *j, const bw_state *s)
{
    const bw_context *at = &j->e->contexts.at[j->context];
    if (at->depth != 0 && bw_order_of(j->e, at->func)->by_memory)
        return false;
    return j->e->loop_depth == 0 && !s->doubtful && !s->unlikely && s->outside == 0;
}

/* What one side stored to as a whole and the other one not at all is partly filled from here on. */
static void part_filled(bw_joiner *j, bw_objstate *r, const bw_objstate *full, const bw_state *other, const bw_objstate *lacking)
{
    const int64_t ranges[2][2] = {{0, full->written}, {full->also_from, full->also_end}};
    int64_t first, last;
    if (!plain_way(j, other) || full->content != BW_CONTENT_UNINIT || lacking->content != BW_CONTENT_UNINIT)
        return;
    for (int i = 0; i < 2; i++)
        if (bw_user_gap(j->e, other, lacking, ranges[i][0], ranges[i][1], &first, &last) && r->partly_from >= r->partly_end) {
            r->partly_from = first;
            r->partly_end = last;
        }
}

static void meet_references(bw_joiner *j, bw_lin left, bw_lin right, bw_lin met)
{
    bw_ref ref;
    if (!bw_ref_meet(j->e, &j->before, left, j->right, right, met, &ref) || j->ref_count == REFS_MAX)
        return;
    if (j->refs == NULL)
        j->refs = bw_core_array_raw(j->e->work, bw_ref, REFS_MAX);
    j->refs[j->ref_count++] = ref;
}

/* The bytes from the pointers on, when both lead to the start of objects of one size that is known; 0 not so. */
static bw_wide common_size(bw_joiner *j, bw_sym left, bw_lin left_off, bw_sym right, bw_lin right_off)
{
    bw_engine *e = j->e;
    const bw_sym bases[2] = {left, right};
    const bw_lin offsets[2] = {left_off, right_off};
    bw_wide sizes[2] = {0, 0}, at;
    for (int k = 0; k < 2; k++) {
        uint32_t object = bases[k] != 0 ? bw_sym_at(&e->values, bases[k])->object : 0;
        uint8_t kind = object != 0 ? bw_obj_at(e, object)->kind : BW_OBJ_NONE;
        if (kind != BW_OBJ_LOCAL && kind != BW_OBJ_GLOBAL && kind != BW_OBJ_HEAP)
            return 0;
        bw_objstate state = bw_mem_objstate(e, k == 0 ? &j->before : j->right, object);
        if (state.size == 0 || !bw_lin_is_const(&e->values, state.size, &sizes[k]) ||
            !bw_lin_is_const(&e->values, offsets[k], &at) || at != 0)
            return 0;
    }
    return sizes[0] == sizes[1] ? sizes[0] : 0;
}

/* Is all that an attacker chose of it held below something by a test? A sum of such is no more than that many of them. */
static bool held_below(const bw_engine *e, const bw_state *s, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(&e->values, lin);
    for (uint32_t i = 0; i < l->count; i++) {
        const bw_symbol *symbol = bw_sym_at(&e->values, l->terms[i].sym);
        bw_bound bound = bw_num_bound(e, s, l->terms[i].sym);
        if (symbol->untrusted && !symbol->limited && (bound.hi >= symbol->hi || e->whys.at[bound.hi_why].kind != BW_WHY_TEST))
            return false;
    }
    return true;
}

static bw_lin make_phi(bw_joiner *j, bw_sym base, int64_t off_bits, uint32_t bits, bw_lin left, bw_lin right)
{
    bw_values *v = &j->e->values;
    bw_lin left_off, right_off, keep = 0;
    bw_sym left_base = bw_lin_base(v, left, &left_off), right_base = bw_lin_base(v, right, &right_off);
    bool pointer = left_base != 0 || right_base != 0, fresh;
    if (left_base != 0 && left_base == right_base) {
        keep = bw_lin_sym(v, left_base);
        left = left_off;
        right = right_off;
        pointer = false;
    }
    if (pointer) { /* from here on either object may be meant */
        bw_mem_escape(j->e, &j->before, (bw_value){left, 0});
        bw_mem_escape(j->e, j->right, (bw_value){right, 0});
    }
    const bw_obj *o = bw_obj_at(j->e, bw_sym_at(v, base)->object);
    bool direct = !pointer && keep == 0 && o->direct && o->ir != 0;
    bw_ir_ref type = direct ? j->e->module->objects.at[o->ir].type
                     : !pointer && keep == 0 ? declared_type(j, o, off_bits, bits, left, right) : 0;
    uint32_t key[5] = {j->context, j->block, base, (uint32_t)off_bits,
                       (uint32_t)(off_bits >> 32) << 4 ^ (uint32_t)pointer ^ (type != 0 ? 2u : 0u) ^
                           (keep != 0 ? left_base << 8 : 0)};
    bw_sym sym = bw_sym_get(v, BW_SYM_PHI, key, &fresh);
    bw_symbol *symbol = bw_sym_at(v, sym);
    if (fresh) {
        uint32_t width = keep != 0 || bits == 0 || bits > 64 ? 64 : bits;
        symbol->is_pointer = pointer;
        symbol->lo = pointer ? 0 : -((bw_wide)1 << (width - 1));
        symbol->hi = ((bw_wide)1 << width) - 1;
        symbol->bits = (uint8_t)width;
        bw_sym known = bw_lin_as_sym(v, left), other = bw_lin_as_sym(v, right);
        /* where it comes from is told of what an attacker chose first */
        if (known == 0 || (other != 0 && bw_sym_at(v, other)->untrusted && !bw_sym_at(v, known)->untrusted))
            known = other;
        if (known != 0)
            symbol->loc = bw_sym_at(v, known)->loc;
        if (pointer && known != 0)
            symbol->pointee = bw_sym_at(v, known)->pointee;
        if (type != 0)
            bw_sym_set_type(v, sym, j->e->module, type);
    }
    /* of a pointer, the address he chose counts, not how far he chose to go from one of ours */
    bool chosen = pointer ? bw_sym_at(v, left_base)->untrusted || bw_sym_at(v, right_base)->untrusted
                          : bw_lin_untrusted(v, left) || bw_lin_untrusted(v, right);
    if (chosen) {
        symbol->untrusted = true;
        symbol->limited = held_below(j->e, &j->before, left) && held_below(j->e, j->right, right);
    }
    if (pointer && !j->forced && j->size_count < SIZES_MAX) {
        bw_wide size = common_size(j, left_base, left_off, right_base, right_off);
        if (size > 0)
            j->sizes[j->size_count++] = (bw_joined_size){sym, size};
    }
    if (pointer && (j->before.refs != NULL || j->right->refs != NULL)) {
        meet_references(j, left, right, bw_lin_sym(v, sym));
        symbol = bw_sym_at(v, sym);
    }
    /* whichever it is, others may end it */
    if (pointer && fresh)
        symbol->borrowed = lent(j, left, left_base) && lent(j, right, right_base);
    if (moves_anyhow(v, right, sym, 2) || moves_anyhow(v, left, 0, 2))
        symbol->ragged = true;
    if (unwritten(v, left) || unwritten(v, right))
        symbol->patchy = true;
    if ((unwritten(v, left) && plain_way(j, &j->before)) || (unwritten(v, right) && plain_way(j, j->right)))
        symbol->holed = true;
    if (!bw_outside_same(&j->before, j->right))
        symbol->doubtful = true; /* one of the two may be what no run ever puts there */
    if (j->count < PHIS_MAX)
        j->phis[j->count++] = (bw_phi){sym, left, right};
    bw_lin result = bw_lin_sym(v, sym);
    return keep != 0 ? bw_lin_add(v, keep, result) : result;
}

/* What a place holds on the side that has no cell for it; lin 0: not known there. */
static bw_value lacking_value(bw_engine *e, const bw_state *s, const bw_cell *cell)
{
    /* a place that is only known as part of something wider or narrower is not known */
    uint32_t at = bw_cell_lower(s, cell->base, cell->off_bits);
    bool partial = at < s->cells.count && s->cells.at[at].base == cell->base &&
                   s->cells.at[at].off_bits < cell->off_bits + cell->bits;
    partial |= at > 0 && s->cells.at[at - 1].base == cell->base &&
               s->cells.at[at - 1].off_bits + s->cells.at[at - 1].bits > cell->off_bits;
    return partial ? (bw_value){0, 0} : bw_mem_absent(e, s, cell);
}

static bool fact_about(const bw_engine *e, const bw_state *s, bw_sym sym)
{
    for (uint32_t i = 0; i < s->facts.count; i++)
        if (bw_lin_coeff(&e->values, s->facts.at[i].lin, sym) != 0)
            return true;
    return false;
}

/* Is a place that only one side lists best forgotten? Code out of view may have written to it on one of the two sides,
 * and the other one knows nothing of what it holds there: a PHI of the two would know nothing either, and whoever
 * reads the place after the join gets a value of its own anyway. */
static bool is_forgotten(bw_joiner *j, const bw_cell *cell, bw_value value, bw_value lacking, const bw_state *unlisted)
{
    bw_engine *e = j->e;
    bw_values *v = &e->values;
    bw_sym sym = lacking.lin != 0 ? bw_lin_as_sym(v, lacking.lin) : 0;
    if (sym == 0 || value.lin == 0 || value.lin == lacking.lin)
        return false;
    const bw_symbol *other = bw_sym_at(v, sym);
    if (other->kind != BW_SYM_MEMORY || other->uninit || other->untrusted || bw_lin_untrusted(v, value.lin) ||
        unwritten(v, value.lin))
        return false;
    return bw_mem_renewed(e, &j->before, j->right, cell) && bw_bound_find(unlisted, sym) == NULL &&
           !fact_about(e, unlisted, sym);
}

/* The joined value of a place; false when it is not carried over. */
static bool join_place(bw_joiner *j, bw_cell *cell, bw_value left, bw_value right)
{
    if (left.lin == 0 || right.lin == 0)
        return false;
    cell->value = (bw_value){left.lin, left.region == right.region ? left.region : 0};
    if (left.lin == right.lin)
        return true;
    if (j->count >= PHIS_MAX)
        return false;
    cell->value.lin = make_phi(j, cell->base, cell->off_bits, cell->bits, left.lin, right.lin);
    return cell->value.lin != 0;
}

static int place_order(const bw_cell *x, const bw_cell *y)
{
    if (x == NULL || y == NULL)
        return x == NULL ? 1 : -1;
    if (x->base != y->base)
        return x->base < y->base ? -1 : 1;
    return x->off_bits != y->off_bits ? (x->off_bits < y->off_bits ? -1 : 1) : 0;
}

/* Room for what a join may come to at the most. What it comes to is usually half of that, and is all that is kept. */
static void *scratch(bw_engine *e, size_t bytes)
{
    if (bytes > e->scratch_bytes) {
        e->scratch_bytes = bytes * 2;
        e->scratch = bw_core_alloc_raw(e->work, 1, e->scratch_bytes, _Alignof(bw_wide));
    }
    return e->scratch;
}

#define SLACK 3u /* most are written to once or twice before they are shared */

static void *kept(bw_engine *e, const void *at, uint32_t count, size_t elem_bytes)
{
    void *copy = bw_core_alloc_raw(e->work, count + SLACK, elem_bytes, _Alignof(bw_wide));
    if (count != 0)
        memcpy(copy, at, count * elem_bytes);
    return copy;
}

static void join_cells(bw_joiner *j)
{
    bw_engine *e = j->e;
    const bw_state *a = &j->before, *b = j->right;
    uint32_t count = 0, i = 0, k = 0;
    bw_cell *out = scratch(e, (a->cells.count + b->cells.count + 1) * sizeof *out);
    while (i < a->cells.count || k < b->cells.count) {
        const bw_cell *x = i < a->cells.count ? &a->cells.at[i] : NULL,
                      *y = k < b->cells.count ? &b->cells.at[k] : NULL;
        int order = place_order(x, y);
        if (order == 0 && x->bits == y->bits && x->value.lin != 0 && x->value.lin == y->value.lin &&
            x->value.region == y->value.region) {
            if (bw_mem_object_of(e, x->base) != 0)
                out[count++] = *x;
            i++;
            k++;
            continue;
        }
        bw_cell cell = order <= 0 ? *x : *y;
        bool same = order == 0 && x->bits == y->bits;
        uint32_t object = bw_mem_object_of(e, cell.base);
        i += order <= 0;
        k += order >= 0;
        if (object == 0)
            continue;
        bw_value left = order <= 0 ? x->value : (bw_value){0, 0}, right = order >= 0 ? y->value : (bw_value){0, 0};
        const bw_obj *o = bw_obj_at(e, object);
        bool alone = o->kind == BW_OBJ_LOCAL && o->ir == 0; /* a value in flight exists on its own side only */
        if (order < 0 && !alone)
            right = lacking_value(e, b, &cell);
        if (order > 0 && !alone)
            left = lacking_value(e, a, &cell);
        if (order != 0 && !alone && (order < 0 ? is_forgotten(j, &cell, left, right, b) : is_forgotten(j, &cell, right, left, a))) {
            bw_mem_escape(e, &j->before, left);
            bw_mem_escape(e, j->right, right);
            continue;
        }
        if ((order != 0 || same) && join_place(j, &cell, left, right)) {
            out[count++] = cell;
            continue;
        }
        bw_mem_escape(e, &j->before, left); /* where it went is not known any more */
        bw_mem_escape(e, j->right, right);
        if (o->kind == BW_OBJ_LOCAL && !alone && (j->before.refs != NULL || j->right->refs != NULL)) {
            bw_ref_blur(e, &j->before, left.lin);
            bw_ref_blur(e, j->right, right.lin);
        }
        if (j->dropped_count < DROPPED_MAX && !was_dropped(j, object))
            j->dropped[j->dropped_count++] = object;
        else if (j->dropped_count == DROPPED_MAX && !was_dropped(j, object))
            e->out_of_budget = true; /* more than can be told apart: nothing may be called proved from here on */
    }
    j->left->cells.at = kept(e, out, count, sizeof *out);
    j->left->cells.count = count;
    j->left->cells.room = count + SLACK;
    j->left->cells.shared = false;
}

bw_steps bw_bound_steps(const bw_bound *b)
{
    if (b->lo == b->hi && b->lo > INT32_MIN && b->lo < INT32_MAX)
        return (bw_steps){0, (int64_t)b->lo};
    return (bw_steps){b->step > 1 ? b->step : 1, b->step > 1 ? b->rest : 0};
}

static void join_bounds(bw_joiner *j)
{
    bw_engine *e = j->e;
    const bw_state *a = &j->before, *b = j->right;
    uint32_t room = (a->bounds.count < b->bounds.count ? a->bounds.count : b->bounds.count) + 1, count = 0;
    bw_bound *out = scratch(e, room * sizeof *out);
    for (uint32_t i = 0, k = 0; i < a->bounds.count && k < b->bounds.count;) {
        const bw_bound *x = &a->bounds.at[i], *y = &b->bounds.at[k];
        if (x->sym != y->sym) {
            if (x->sym < y->sym)
                i++;
            else
                k++;
            continue;
        }
        bw_bound bound = *x;
        i++;
        k++;
        if (x->lo == y->lo && x->hi == y->hi && x->lo_why == y->lo_why && x->hi_why == y->hi_why &&
            x->step == y->step && x->rest == y->rest) {
            out[count++] = bound;
            continue;
        }
        if (y->lo < bound.lo) {
            bound.lo = y->lo;
            bound.lo_why = y->lo_why;
        }
        if (bound.lo == 0 && (x->hi == 0 || y->hi == 0) && (x->lo > 0 || y->lo > 0))
            bound.lo_why = BW_WHY_INDEX_DERIVED; /* both ways were told apart before */
        if (y->hi > bound.hi) {
            bound.hi = y->hi;
            bound.hi_why = y->hi_why;
        }
        bw_steps steps = bw_num_join_steps(bw_bound_steps(x), bw_bound_steps(y));
        bound.step = steps.step;
        bound.rest = steps.rest;
        if (j->forced && (x->lo != y->lo || x->hi != y->hi))
            bound.lo_why = bound.hi_why = BW_WHY_INDEX_WIDEN;
        out[count++] = bound;
    }
    j->left->bounds.at = kept(e, out, count, sizeof *out);
    j->left->bounds.count = count;
    j->left->bounds.room = count + SLACK;
    j->left->bounds.shared = false;
    for (uint32_t i = 0; i < j->count; i++)
        bound_phi(j, &j->phis[i]);
}

/* A number for "the content as it is where these paths meet". */
static uint32_t version_at(bw_joiner *j, uint32_t what, uint32_t space)
{
    bool fresh;
    uint32_t key[5] = {j->context, j->block, what, space, 1};
    return bw_sym_get(&j->e->values, BW_SYM_RESULT, key, &fresh);
}

/* How an object is after the join; a, b: how it is on the two sides, known: whether they say so. */
static bw_objstate join_object(bw_joiner *j, bw_objstate a, bw_objstate b, const bool known[2])
{
    bw_engine *e = j->e;
    bw_objstate r = a;
    bool dropped = was_dropped(j, a.object);
    r.life = (uint8_t)bw_life_join(e, &j->before, j->right, a.object, j->forced);
    if (r.life == BW_LIFE_RELEASED && a.life != BW_LIFE_RELEASED)
        r.life_why = b.life_why;
    if (a.content != b.content || dropped)
        r.content = BW_CONTENT_UNKNOWN;
    bw_partly_join(&r, &b);
    if (a.written != b.written || a.also_from != b.also_from || a.also_end != b.also_end) {
        r.written = bw_written_end(&a) > bw_written_end(&b) ? bw_written_end(&a) : bw_written_end(&b);
        r.also_from = r.also_end = 0;
        part_filled(j, &r, &a, j->right, &b);
        part_filled(j, &r, &b, &j->before, &a);
    }
    r.grown = a.grown > b.grown ? a.grown : b.grown;
    r.escaped = a.escaped || b.escaped;
    r.blank = a.blank && b.blank;
    r.looked_at = a.looked_at || b.looked_at;
    r.end_sought = a.end_sought || b.end_sought;
    bw_taint_join(&r.taint, &b.taint);
    r.mark = a.mark < b.mark ? a.mark : b.mark;
    r.emptied_why = a.emptied_why != 0 && b.emptied_why != 0 ? a.emptied_why : 0;
    r.stored = a.stored > b.stored ? a.stored : b.stored;
    r.short_told = a.short_told || b.short_told;
    r.stale = a.stale == b.stale ? a.stale : BW_STALE_MAYBE;
    r.stale_why = a.stale ? a.stale_why : b.stale_why;
    r.pins = a.pins < b.pins ? a.pins : b.pins;
    r.resize_why = a.resize_why == b.resize_why ? a.resize_why : 0;
    r.armed_why = a.armed_why == b.armed_why ? a.armed_why : 0;
    if (j->kernel[0] != j->kernel[1]) {
        r.probed = j->kernel[0] ? b.probed : a.probed;
        r.probed_framed = j->kernel[0] ? b.probed_framed : a.probed_framed;
        r.probed_size = j->kernel[0] ? b.probed_size : a.probed_size;
    } else {
        r.probed = a.probed < b.probed ? a.probed : b.probed;
        r.probed_framed = a.probed_framed && b.probed_framed;
        r.probed_size = a.probed_size == b.probed_size ? a.probed_size : 0;
        if (r.probed == BW_PROBE_NONE && a.probed != b.probed && !bw_obj_at(e, a.object)->user) /* a process's on one way only */
            r.taint = a.probed == BW_PROBE_NONE ? a.taint : b.taint;
    }
    if (a.captured_in != b.captured_in || a.captured_shift != b.captured_shift)
        r.captured_in = 0;
    /* an object that only one side knows has that side's size */
    if (a.size != b.size)
        r.size = !known[1] ? a.size : !known[0] ? b.size : 0;
    bool renewed = a.version != b.version || a.content != b.content || dropped;
    if (renewed)
        r.version = r.text = version_at(j, a.object, 6);
    else if (a.text != b.text)
        r.text = version_at(j, a.object, 12);
    bool open = a.open_text != 0 && a.open_text == a.text && b.open_text != 0 && b.open_text == b.text;
    r.open_text = open ? r.text : 0;
    r.open_why = a.open_why;
    if (r.text != a.text || a.told_length != b.told_length || a.told_at != b.told_at || a.told_text != b.told_text ||
        a.told_elem != b.told_elem || a.told_outer != b.told_outer)
        r.told_length = 0;
    for (uint32_t i = 0; i < j->length_count; i++)
        if (j->lengths[i].object == r.object) {
            r.told_length = j->lengths[i].length;
            r.told_at = j->lengths[i].at;
            r.told_elem = j->lengths[i].elem;
            r.told_text = r.text;
            r.told_sought = r.end_sought;
            r.told_outer = 0;
        }
    return r;
}

/* Strings that are not the same on both sides, but of which both sides know how long they are. */
static void join_lengths(bw_joiner *j)
{
    bw_engine *e = j->e;
    const bw_state *sides[2] = {&j->before, j->right};
    for (int from = 0; from < 2; from++) {
        for (uint32_t i = 0; i < sides[from]->objects.count && j->length_count < LENGTHS_MAX; i++) {
            const bw_objstate *told = &sides[from]->objects.at[i];
            if (told->told_length == 0 || told->told_text != told->text || bw_mem_outer(e, &j->before, told->object) != 0 ||
                bw_mem_outer(e, j->right, told->object) != 0)
                continue;
            const bw_objstate *other = bw_objstate_find(sides[1 - from], told->object);
            bool both = other != NULL && other->told_length != 0 && other->told_text == other->text &&
                        other->told_at == told->told_at && other->told_elem == told->told_elem;
            if (other == NULL || (both && (from == 1 || (other->told_length == told->told_length && other->text == told->text))))
                continue;
            bw_lin length, left = told->told_length, right = told->told_length;
            if (!bw_text_known(e, sides[1 - from], told->told_at, told->told_elem, &length))
                continue;
            *(from == 0 ? &right : &left) = length;
            const bw_obj *o = bw_obj_at(e, told->object);
            bw_lin joined = left == right ? left : j->count < PHIS_MAX ? make_phi(j, o->base, LENGTH_PLACE, 64, left, right) : 0;
            if (joined != 0)
                j->lengths[j->length_count++] = (bw_joined_length){told->object, joined, told->told_at, told->told_elem};
        }
    }
}

static void join_objects(bw_joiner *j)
{
    bw_engine *e = j->e;
    bw_state merged = *j->left;
    const bw_state *a = &j->before, *b = j->right;
    uint32_t i = 0, k = 0;
    memset(&merged.objects, 0, sizeof merged.objects);
    merged.objects.room = a->objects.count + b->objects.count + j->dropped_count;
    merged.objects.at = scratch(e, (merged.objects.room + 1) * sizeof *merged.objects.at);
    while (i < a->objects.count || k < b->objects.count) {
        const bw_objstate *x = i < a->objects.count ? &a->objects.at[i] : NULL,
                          *y = k < b->objects.count ? &b->objects.at[k] : NULL;
        uint32_t object = y == NULL || (x != NULL && x->object < y->object) ? x->object : y->object;
        bool known[2] = {x != NULL && x->object == object, y != NULL && y->object == object};
        i += known[0];
        k += known[1];
        /* whether an allocation was made is not said here alone */
        bool same = known[0] && known[1] && memcmp(x, y, sizeof *x) == 0 && bw_obj_at(e, object)->kind != BW_OBJ_HEAP &&
                    !was_dropped(j, object);
        bw_objstate joined = same ? *x
                                  : join_object(j, known[0] ? *x : bw_mem_objstate(e, a, object),
                                                known[1] ? *y : bw_mem_objstate(e, b, object), known);
        merged.objects.at[merged.objects.count++] = joined;
    }
    for (i = 0; i < j->dropped_count; i++) {
        bw_objstate state = bw_mem_objstate(e, &merged, j->dropped[i]);
        state.content = BW_CONTENT_UNKNOWN;
        state.version = state.text = version_at(j, state.object, 6);
        *bw_objstate_edit(e->work, &merged, &state) = state;
    }
    j->left->objects.at = kept(e, merged.objects.at, merged.objects.count, sizeof *merged.objects.at);
    j->left->objects.count = merged.objects.count;
    j->left->objects.room = merged.objects.count + SLACK;
    j->left->objects.shared = false;
    /* one number serves every class: what is named after it says its width, too */
    uint32_t met = memcmp(j->before.versions, j->right->versions, sizeof j->before.versions) != 0 ? version_at(j, 0, 7) : 0;
    for (i = 0; i < BW_CLASSES; i++)
        if (j->before.versions[i] != j->right->versions[i])
            j->left->versions[i] = met;
}

/* How much a pointer that differs leads to is what both sides agree on this time. */
static void size_pointer(bw_joiner *j, bw_state *into, bw_sym sym)
{
    bw_engine *e = j->e;
    bw_wide size = 0;
    for (uint32_t i = 0; i < j->size_count; i++)
        size = j->sizes[i].sym == sym ? j->sizes[i].size : size;
    uint32_t object = size > 0 ? bw_mem_object_of(e, sym) : bw_sym_at(&e->values, sym)->object;
    if (object == 0 || (size == 0 && bw_objstate_find(into, object) == NULL))
        return;
    bw_mem_objstate_edit(e, into, object)->size = size > 0 ? bw_lin_const(&e->values, size) : 0;
}

static uint8_t stale_of(bw_engine *e, const bw_state *s, bw_lin lin)
{
    bw_lin offset;
    bw_sym base = bw_lin_base(&e->values, lin, &offset);
    return base != 0 && bw_sym_at(&e->values, base)->object != 0 ? bw_mem_objstate(e, s, bw_sym_at(&e->values, base)->object).stale
                                                                : (uint8_t)BW_STALE_NO;
}

/* A pointer that differs on the two sides means another object from here on, as it did in the round of a loop before:
 * whether it is stale, and what was read through it, is said anew. */
static void renew_borrowed(bw_joiner *j)
{
    bw_engine *e = j->e;
    for (uint32_t i = 0; i < j->count; i++) {
        const bw_symbol symbol = *bw_sym_at(&e->values, j->phis[i].sym);
        if (!symbol.is_pointer || symbol.object == 0)
            continue;
        uint8_t left = stale_of(e, &j->before, j->phis[i].left), right = stale_of(e, j->right, j->phis[i].right);
        uint8_t stale = left == right ? left : (uint8_t)BW_STALE_MAYBE;
        if (bw_mem_objstate(e, j->left, symbol.object).stale != stale)
            bw_mem_objstate_edit(e, j->left, symbol.object)->stale = stale;
        for (uint32_t k = 0; k < j->left->objects.count; k++) {
            bw_objstate *state = &j->left->objects.at[k]; /* not shared: join_objects made them */
            const bw_symbol *base = bw_sym_at(&e->values, bw_obj_at(e, state->object)->base);
            if (state->stale && base->kind == BW_SYM_MEMORY && base->key[0] == j->phis[i].sym)
                state->stale = BW_STALE_NO;
        }
    }
}

void bw_join(bw_engine *e, bw_state *into, bw_state *from, uint32_t context, uint32_t block, bool forced)
{
    bw_joiner j = {.e = e, .left = into, .right = from, .context = context, .block = block, .forced = forced};
    uint32_t nodes = e->search_nodes;
    /* what only the unlikely side reaches attests nothing */
    j.forced = forced || into->unlikely != from->unlikely;
    into->unlikely = into->unlikely && from->unlikely;
    j.kernel[0] = into->kernel;
    j.kernel[1] = from->kernel;
    into->kernel = into->kernel && from->kernel;
    into->end_assumed |= from->end_assumed;
    into->raised = into->raised || from->raised;
    if (into->held != from->held)
        into->held = BW_HELD_UNKNOWN;
    j.before = bw_state_clone(into);
    e->search_nodes = BW_JOIN_NODES;
    e->work_units += (into->cells.count + from->cells.count) / 8 + 2;
    join_lengths(&j);
    join_cells(&j);
    join_bounds(&j);
    bw_relate(&j);
    join_objects(&j);
    renew_borrowed(&j);
    bw_element_join(into, from);
    bw_outside_join(into, from);
    bw_life_join_paths(into, from);
    if (j.before.refs != from->refs)
        into->refs = bw_ref_join(e, &j.before, from);
    if (j.before.locks != from->locks)
        into->locks = bw_lock_join(e, &j.before, from);
    for (uint32_t i = 0; i < j.ref_count; i++)
        bw_ref_add(e, into, &j.refs[i]);
    for (uint32_t i = 0; i < j.count; i++)
        if (bw_sym_at(&e->values, j.phis[i].sym)->is_pointer)
            size_pointer(&j, into, j.phis[i].sym);
    bw_fatal_join(into, from);
    bw_runtime_join(into, from);
    bw_commit_join(into, from);
    into->doubtful |= forced;
    e->search_nodes = nodes;
    if (forced)
        e->count[BW_COUNTER_FORCED_JOINS]++;
}
