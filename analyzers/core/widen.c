/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Widening at loop heads, and what keeps states apart. */
#include "core/engine.h"
#include "core/lock.h"
#include "core/refs.h"

#include <string.h>

/* ---- widening ---- */

#define WRITTEN_GROWS_MAX 4

static bw_wide widen_down(bw_wide next, const bw_symbol *symbol)
{
    return next >= 0 ? 0 : symbol->lo;
}

static bw_wide widen_up(bw_wide next, const bw_symbol *symbol)
{
    bw_wide half = ((bw_wide)1 << (symbol->bits > 1 ? symbol->bits - 1 : 0)) - 1;
    if (symbol->bits > 1 && next <= half && half < symbol->hi)
        return half;
    return symbol->hi;
}

/* How far a condition finds a value from the number that it asks for; 0 when it asks for none. */
static bw_lin distance_asked(bw_engine *e, bw_state *s, bw_lin condition, uint32_t *why, bool loop)
{
    bw_values *v = &e->values;
    const bw_linear *l = condition != 0 ? bw_lin_at(v, condition) : NULL; /* the comparison, or 1 less it */
    if (l == NULL || l->count != 1)
        return 0;
    const bw_symbol *test = bw_sym_at(v, l->terms[0].sym);
    bw_lin to_end = bw_text_end_asked(e, s, condition, why);
    if (to_end != 0)
        return to_end;
    test = bw_sym_at(v, bw_lin_at(v, condition)->terms[0].sym);
    if (test->kind != BW_SYM_COMPARE || test->op != BW_CMP_NE)
        return 0;
    bw_lin sides[2] = {test->a, test->b};
    for (int to = 0; to < 2 && loop; to++) {
        bw_sym moving = bw_lin_as_sym(v, sides[1 - to]);
        if (bw_lin_at(v, sides[to])->count == 1 &&
            (bw_lin_at(v, sides[1 - to])->count == 0 || (moving != 0 && bw_sym_at(v, moving)->kind == BW_SYM_PHI)))
            bw_widen_until(e, sides[1 - to], sides[to], 1, *why);
    }
    return bw_lin_sub(v, sides[0], sides[1]);
}

void bw_widen_until(bw_engine *e, bw_lin at, bw_lin end, uint32_t size, uint32_t why)
{
    for (uint32_t i = 0; i < e->until_count && i < BW_UNTILS; i++)
        if (e->untils[i].at == at && e->untils[i].end == end)
            return;
    e->untils[e->until_count++ % BW_UNTILS] = (bw_until){at, end, size, why};
}

void bw_widen_asked(bw_engine *e, bw_state *s, bw_lin condition, uint32_t why, bool loop)
{
    bw_values *v = &e->values;
    bw_lin difference = distance_asked(e, s, condition, &why, loop);
    const bw_linear *l = difference != 0 ? bw_lin_at(v, difference) : NULL;
    if (l == NULL || l->count != 1 || bw_sym_at(v, l->terms[0].sym)->kind != BW_SYM_PHI ||
        l->constant % l->terms[0].coeff != 0)
        return;
    bw_wide value = -l->constant / l->terms[0].coeff;
    if (value < INT32_MIN || value > UINT32_MAX)
        return;
    bw_threshold asked = {l->terms[0].sym, why, (int64_t)value};
    for (uint32_t i = 0; i < e->threshold_count && i < BW_THRESHOLDS; i++)
        if (e->thresholds[i].sym == asked.sym && e->thresholds[i].value == asked.value)
            return;
    e->thresholds[e->threshold_count++ % BW_THRESHOLDS] = asked;
}

/* The nearest number at `end` or beyond that the value is asked to be; NULL: none. */
static const bw_threshold *threshold(const bw_engine *e, bw_sym sym, bw_wide end, bool up)
{
    const bw_threshold *best = NULL;
    for (uint32_t i = 0; i < e->threshold_count && i < BW_THRESHOLDS; i++) {
        const bw_threshold *t = &e->thresholds[i];
        if (t->sym == sym && (up ? t->value >= end && (best == NULL || t->value < best->value)
                                 : t->value <= end && (best == NULL || t->value > best->value)))
            best = t;
    }
    return best;
}

bool bw_widen(bw_engine *e, bw_state *into, bw_state *next, bool near)
{
    bool changed = false;
    bw_state old = bw_state_clone(into);
    *into = bw_state_clone(next);
    /* places: next is already the join with everything, so what it lacks or renames is gone for good */
    changed |= old.cells.count != next->cells.count;
    for (uint32_t i = 0; i < next->cells.count && !changed; i++)
        changed = next->cells.at[i].base != old.cells.at[i].base ||
                  next->cells.at[i].off_bits != old.cells.at[i].off_bits ||
                  next->cells.at[i].value.lin != old.cells.at[i].value.lin ||
                  next->cells.at[i].value.region != old.cells.at[i].value.region;
    for (uint32_t i = 0; i < old.bounds.count; i++) {
        bw_bound was = old.bounds.at[i], now = bw_num_bound(e, next, was.sym);
        const bw_symbol *symbol = bw_sym_at(&e->values, was.sym);
        bw_bound result = was;
        if (now.lo < was.lo) {
            const bw_threshold *t = near ? threshold(e, was.sym, now.lo, false) : NULL;
            bw_sym_at(&e->values, was.sym)->falls = true;
            result.lo = t != NULL ? t->value : widen_down(now.lo, symbol);
            result.lo_why = t != NULL ? t->why : BW_WHY_INDEX_WIDEN;
            changed = true;
        }
        if (now.hi > was.hi) {
            const bw_threshold *t = near ? threshold(e, was.sym, now.hi, true) : NULL;
            result.hi = t != NULL ? t->value : widen_up(now.hi, symbol);
            result.hi_why = t != NULL ? t->why : BW_WHY_INDEX_WIDEN;
            changed = true;
        }
        bw_steps steps = bw_num_join_steps(bw_bound_steps(&was), bw_bound_steps(&now));
        changed |= steps.step != (was.step > 1 ? was.step : 1) && was.lo != was.hi;
        result.step = steps.step;
        result.rest = steps.rest;
        bw_bound_set(e->work, into, result);
    }
    uint32_t nodes = e->search_nodes;
    e->search_nodes = BW_JOIN_NODES;
    bool first = old.facts.count == 0 && changed;
    if (!first) {
        memset(&into->facts, 0, sizeof into->facts);
        for (uint32_t i = 0; i < old.facts.count; i++) {
            if (bw_num_upper(e, next, old.facts.at[i].lin) <= 0)
                bw_fact_add(e->work, into, old.facts.at[i]);
            else
                changed = true;
        }
    }
    e->search_nodes = nodes;
    for (uint32_t i = 0; i < old.objects.count; i++) {
        bw_objstate was = old.objects.at[i], now = bw_mem_objstate(e, next, was.object);
        changed |= was.told_length != now.told_length || was.life != now.life || was.content != now.content || was.escaped != now.escaped ||
                   bw_taint_any(&was.taint) != bw_taint_any(&now.taint) || was.version != now.version || was.text != now.text ||
                   was.size != now.size || was.probed != now.probed || was.stale != now.stale ||
                   was.pins != now.pins;
        if ((was.written != now.written || was.also_end != now.also_end) && now.content == BW_CONTENT_UNINIT) {
            bw_objstate *grown = bw_mem_objstate_edit(e, into, was.object);
            if (++grown->grown > WRITTEN_GROWS_MAX)
                grown->content = BW_CONTENT_UNKNOWN;
            changed = true;
        }
    }
    changed |= !bw_ref_same(old.refs, next->refs) || !bw_lock_same(old.locks, next->locks);
    changed |= memcmp(old.versions, next->versions, sizeof old.versions) != 0;
    return changed;
}

void bw_widen_first(bw_engine *e, const bw_state *entry, bw_state *joined)
{
    for (uint32_t i = 0; i < joined->cells.count; i++) {
        const bw_cell *now = &joined->cells.at[i], *was = bw_cell_find(entry, now->base, now->off_bits, now->bits);
        if (was == NULL || was->value.lin == 0 || now->value.lin == 0 || was->value.lin == now->value.lin)
            continue;
        bw_lin now_off = now->value.lin, was_off = was->value.lin; /* of pointers, how far they are from their base */
        bw_sym base = bw_lin_base(&e->values, now->value.lin, &now_off);
        bw_sym moves = bw_lin_as_sym(&e->values, now_off);
        if (moves == 0 || bw_sym_at(&e->values, moves)->kind != BW_SYM_PHI ||
            (base != 0 && bw_lin_base(&e->values, was->value.lin, &was_off) != base))
            continue;
        const bw_symbol *symbol = bw_sym_at(&e->values, moves);
        bw_bound bound = bw_num_bound(e, joined, moves);
        if (bound.lo < bw_num_interval_lower(e, entry, was_off)) {
            bound.lo = widen_down(bound.lo, symbol);
            bound.lo_why = BW_WHY_INDEX_WIDEN;
        }
        if (bound.hi > bw_num_interval_upper(e, entry, was_off)) {
            bound.hi = widen_up(bound.hi, symbol);
            bound.hi_why = BW_WHY_INDEX_WIDEN;
        }
        bw_bound_set(e->work, joined, bound);
    }
}

/* ---- partitions ---- */

static uint64_t hash_in(uint64_t hash, uint64_t word)
{
    hash ^= word + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
    return hash * 0xff51afd7ed558ccdu;
}

static bool is_flag(const bw_order *order, bw_ir_ref object)
{
    for (uint32_t i = 0; i < order->flag_count; i++)
        if (order->flags[i] == object)
            return object != 0;
    return false;
}

/* What is known of "lin ≠ 0": 1 false, 2 true, 3 neither. */
static uint64_t truth_of(bw_engine *e, const bw_state *s, bw_lin lin)
{
    bw_wide constant;
    bw_lin test = bw_arith_cmp(e, BW_CMP_NE, lin, bw_lin_const(&e->values, 0));
    if (test == 0)
        return 3;
    if (bw_lin_is_const(&e->values, test, &constant))
        return constant != 0 ? 2 : 1;
    bw_wide lo = bw_num_interval_lower(e, s, test), hi = bw_num_interval_upper(e, s, test);
    return lo == hi ? (uint64_t)(lo + 1) : 3;
}

/* Was anything stored to this record or allocation, which began without a value? */
static bool begun(bw_engine *e, const bw_state *s, const bw_objstate *state)
{
    bw_sym base = bw_obj_at(e, state->object)->base;
    if (bw_written_end(state) > 0)
        return true;
    for (uint32_t i = bw_cell_lower(s, base, INT64_MIN); i < s->cells.count && s->cells.at[i].base == base; i++) {
        bw_sym sym = bw_lin_as_sym(&e->values, s->cells.at[i].value.lin);
        if (sym == 0 || !bw_sym_at(&e->values, sym)->uninit)
            return true;
    }
    return false;
}

/* Does the cell hold what a callee stored to a caller's number or pointer that began without a value? On which ways it
 * does is what the caller wants to know. */
static bool fills_variable(bw_engine *e, const bw_state *s, const bw_cell *cell)
{
    const bw_objstate *state = bw_objstate_find(s, bw_sym_at(&e->values, cell->base)->object);
    bw_wide size;
    if (state == NULL || state->content != BW_CONTENT_UNINIT || state->size == 0 ||
        !bw_lin_is_const(&e->values, state->size, &size) || size > 8)
        return false;
    bw_sym sym = bw_lin_as_sym(&e->values, cell->value.lin);
    return sym == 0 || !bw_sym_at(&e->values, sym)->uninit;
}

/* What a word of a key is about: numbers of symbols and of objects, which may be equal, must not be taken for each other. */
enum { KEY_UNWRITTEN = 1, KEY_FLAG, KEY_CONSTANT, KEY_ENDED, KEY_POINTER, KEY_RELEASED, KEY_UNBEGUN, KEY_STALE,
       KEY_EXTENT, KEY_HELD, KEY_REFS, KEY_WRITTEN, KEY_LATE };

static uint64_t hash_about(uint64_t hash, uint64_t kind, uint32_t number)
{
    return hash_in(hash, kind << 32 | number);
}

/* How much a pointer leads to: what fits one of two objects need not fit the other. */
static uint64_t extent_of(const bw_engine *e, const bw_state *s, const bw_obj *target, bw_sym base)
{
    const bw_objstate *state = bw_objstate_find(s, bw_sym_at(&e->values, base)->object);
    bw_lin size = state != NULL ? state->size : target->size;
    bw_wide constant;
    return size != 0 && bw_lin_is_const(&e->values, size, &constant) ? (uint64_t)constant + 1 : 0;
}

uint64_t bw_partition_key(bw_engine *e, const bw_state *s, uint32_t context, const bw_order *order,
                          const uint64_t *modified)
{
    uint64_t hash = 1;
    for (uint32_t i = 0; i < s->cells.count; i++) {
        const bw_cell *cell = &s->cells.at[i];
        const bw_obj *o = bw_obj_at(e, bw_mem_object_of(e, cell->base));
        if (cell->value.lin == 0)
            continue;
        if (o->kind == BW_OBJ_GLOBAL && is_flag(order, o->ir))
            hash = hash_in(hash_about(hash, KEY_FLAG, cell->base), truth_of(e, s, cell->value.lin));
        if (o->kind != BW_OBJ_LOCAL)
            continue;
        if (o->context != context) {
            if (modified == NULL && fills_variable(e, s, cell))
                hash = hash_in(hash_about(hash, KEY_WRITTEN, cell->base), (uint64_t)cell->off_bits);
            continue;
        }
        if (modified != NULL) {
            if (!o->direct || o->ir == 0)
                continue;
            uint32_t local = o->ir - e->module->funcs.at[e->contexts.at[context].func].object;
            if (local >= order->words * 64 || (modified[local / 64] >> (local % 64) & 1))
                continue;
        }
        bw_wide constant;
        bw_lin offset;
        bw_sym base = bw_lin_as_sym(&e->values, cell->value.lin);
        if (base != 0 && o->direct && bw_sym_at(&e->values, base)->uninit)
            hash = hash_about(hash, KEY_UNWRITTEN, cell->base);
        if (is_flag(order, o->ir))
            hash = hash_in(hash_about(hash, KEY_FLAG, cell->base), truth_of(e, s, cell->value.lin));
        if (bw_lin_is_const(&e->values, cell->value.lin, &constant)) {
            if (!o->direct && modified == NULL && constant != 0)
                continue; /* fields and elements seldom steer paths */
            hash = hash_in(hash_about(hash, KEY_CONSTANT, cell->base), (uint64_t)constant ^ (uint64_t)cell->off_bits << 32);
        } else if ((base = bw_lin_base(&e->values, cell->value.lin, &offset)) != 0) {
            const bw_obj *target = bw_obj_at(e, bw_sym_at(&e->values, base)->object);
            bool known = o->direct && (target->kind == BW_OBJ_LOCAL || target->kind == BW_OBJ_GLOBAL || target->kind == BW_OBJ_HEAP);
            if (known)
                hash = hash_in(hash_about(hash, KEY_EXTENT, cell->base), extent_of(e, s, target, base));
            if (known && modified != NULL) /* a loop that goes through either of two objects is followed through each */
                hash = hash_about(hash_about(hash, KEY_POINTER, cell->base), KEY_POINTER, base);
            if (modified != NULL)
                continue;
            const bw_objstate *life = target->kind == BW_OBJ_LOCAL ? bw_objstate_find(s, bw_sym_at(&e->values, base)->object)
                                                                   : NULL;
            if (life != NULL && life->life == BW_LIFE_ENDED)
                hash = hash_in(hash_about(hash, KEY_ENDED, cell->base), base);
            if (target->kind != BW_OBJ_HEAP && target->kind != BW_OBJ_POINTEE && target->kind != BW_OBJ_NONE)
                continue;
            uint64_t null = bw_life_failed(e, s, base) ? 1 : bw_life_made(e, s, base) ? 2 : 3;
            hash = hash_in(hash_about(hash, KEY_POINTER, cell->base), null << 32 | (target->kind == BW_OBJ_HEAP ? base : 0));
        }
    }
    if (modified == NULL && s->held != 0)
        hash = hash_about(hash, KEY_HELD, s->held);
    uint64_t refs = s->refs != NULL ? bw_ref_key(s, modified != NULL) : 0;
    if (refs != 0) /* a round that left a lock held is followed by one of its own */
        hash = hash_in(hash_about(hash, KEY_REFS, 0), refs);
    if (modified == NULL && s->late_why != 0)
        hash = hash_about(hash, KEY_LATE, s->commit);
    for (uint32_t i = 0; i < s->objects.count && modified == NULL; i++) {
        const bw_objstate *state = &s->objects.at[i];
        const bw_obj *o = bw_obj_at(e, state->object);
        if (state->life == BW_LIFE_RELEASED)
            hash = hash_about(hash, KEY_RELEASED, state->object);
        if (state->stale)
            hash = hash_about(hash, KEY_STALE, state->object);
        if (state->content == BW_CONTENT_UNINIT && state->life == BW_LIFE_LIVE && !o->direct && o->context == context &&
            (o->kind == BW_OBJ_LOCAL || o->kind == BW_OBJ_HEAP) && !begun(e, s, state))
            hash = hash_about(hash, KEY_UNBEGUN, state->object);
    }
    return hash != 0 ? hash : 1;
}
