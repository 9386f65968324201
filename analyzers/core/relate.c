/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a join keeps of the relations of its two sides, and what it finds between the PHIs it has made: candidates, each
 * kept when both sides entail it. */
#include "core/join.h"

#include <string.h>

#define RELAX_MAX 65536

static bool is_phi(const bw_joiner *j, const bw_symbol *s)
{
    return s->kind == BW_SYM_PHI && s->key[0] == j->context && s->key[1] == (j->block ^ j->e->values.epoch << BW_EPOCH_SHIFT);
}

static bool mentions_phi(bw_joiner *j, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(&j->e->values, lin);
    for (uint32_t t = 0; t < l->count; t++)
        if (is_phi(j, bw_sym_at(&j->e->values, l->terms[t].sym)))
            return true;
    return false;
}

/* lin with every PHI of this join replaced by what it was on one side, all at once. 0: does not fit. */
static bw_lin on_side(bw_joiner *j, bw_lin lin, bool right)
{
    bw_values *v = &j->e->values;
    const bw_linear *l = bw_lin_at(v, lin);
    if (!mentions_phi(j, lin))
        return lin;
    bw_linear sums[2] = {{.constant = l->constant}};
    for (uint32_t t = 0; t < l->count; t++) {
        const bw_linear plain = {.count = 1, .terms = {{l->terms[t].sym, 1}}}, *by = &plain;
        for (uint32_t i = 0; i < j->count && bw_sym_at(v, l->terms[t].sym)->kind == BW_SYM_PHI; i++)
            if (j->phis[i].sym == l->terms[t].sym) {
                bw_lin side = right ? j->phis[i].right : j->phis[i].left;
                if (side == 0)
                    return 0;
                by = bw_lin_at(v, side);
            }
        if (!bw_linear_add_scaled(&sums[t % 2], by, l->terms[t].coeff, &sums[(t + 1) % 2]))
            return 0;
    }
    return bw_lin_of(v, &sums[l->count % 2]);
}

/* A fact of one side in terms of the new symbols: x becomes phi - k where phi was x + k there. */
static bw_lin from_side(bw_joiner *j, bw_lin lin, bool right, bool *ret_changed)
{
    bw_values *v = &j->e->values;
    bw_linear l = *bw_lin_at(v, lin);
    bw_lin result = bw_lin_const(v, l.constant);
    *ret_changed = false;
    for (uint32_t t = 0; t < l.count && result != 0; t++) {
        bw_lin by = bw_lin_sym(v, l.terms[t].sym);
        for (uint32_t i = 0; i < j->count; i++) {
            bw_linear was = *bw_lin_at(v, right ? j->phis[i].right : j->phis[i].left);
            if (was.count != 1 || was.terms[0].sym != l.terms[t].sym || was.terms[0].coeff != 1)
                continue;
            by = bw_lin_offset(v, bw_lin_sym(v, j->phis[i].sym), -was.constant);
            *ret_changed = true;
            break;
        }
        result = bw_lin_add_scaled(v, result, by, l.terms[t].coeff);
    }
    return result;
}

static void meet(bw_engine *e, bw_lin lin, uint32_t depth)
{
    if (lin == 0)
        return;
    const bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < l.count; t++) {
        bw_symbol *s = bw_sym_at(&e->values, l.terms[t].sym);
        s->met = e->mark;
        if (depth == 0 || (s->kind != BW_SYM_WRAP && s->kind != BW_SYM_OPERATION && s->kind != BW_SYM_IMAGE))
            continue;
        bw_lin a = s->a, b = s->b;
        meet(e, a, depth - 1);
        meet(e, b, depth - 1);
    }
}

/* Marks the symbols that the left side speaks of. */
static void meet_left(bw_joiner *j)
{
    bw_engine *e = j->e;
    const bw_state *s = &j->before;
    for (uint32_t i = 0; i < s->cells.count; i++)
        meet(e, s->cells.at[i].value.lin, 2);
    for (uint32_t i = 0; i < s->bounds.count; i++)
        bw_sym_at(&e->values, s->bounds.at[i].sym)->met = e->mark;
    for (uint32_t i = 0; i < s->facts.count; i++)
        meet(e, s->facts.at[i].lin, 0);
    for (uint32_t i = 0; i < s->objects.count; i++) {
        meet(e, s->objects.at[i].size, 2);
        meet(e, s->objects.at[i].told_length, 2);
    }
    for (uint32_t i = 0; i < j->count; i++)
        meet(e, j->phis[i].left, 2);
}

static bool all_met(const bw_joiner *j, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(&j->e->values, lin);
    for (uint32_t t = 0; t < l->count; t++) {
        const bw_symbol *s = bw_sym_at(&j->e->values, l->terms[t].sym);
        if (s->met != j->e->mark && s->kind != BW_SYM_ADDRESS)
            return false;
    }
    return true;
}

/* Keeps candidate + slack ≤ 0 with the least slack for which both sides entail it. lasts: its symbols mean the same in every
 * round of a loop, although the entry has not met them yet. */
static void try_lasting(bw_joiner *j, bw_lin candidate, uint32_t why, bw_wide slack_max, bool lasts)
{
    bw_engine *e = j->e;
    if (candidate == 0 || bw_lin_at(&e->values, candidate)->count < 2)
        return;
    bw_lin left = on_side(j, candidate, false), right = on_side(j, candidate, true);
    /* what one side has never met was made on the other, around a loop anew each round: no relation to it can last */
    if (left == 0 || right == 0 || (!lasts && !all_met(j, left)))
        return;
    bw_wide most_left = bw_num_upper(e, &j->before, left);
    if (most_left > slack_max)
        return;
    bw_wide most_right = bw_num_upper(e, j->right, right);
    if (most_right > slack_max)
        return;
    bw_wide most = most_left > most_right ? most_left : most_right;
    if (most < -slack_max)
        most = -slack_max;
    bw_lin fact = bw_lin_tighten(&e->values, bw_lin_offset(&e->values, candidate, -most));
    if (bw_num_interval_upper(e, j->left, fact) <= 0)
        return; /* the bounds say it already */
    bw_fact_add(e->work, j->left, (bw_fact){fact, j->forced && bw_why_attests(e, why) ? BW_WHY_INDEX_WIDEN : why});
}

static void try_fact(bw_joiner *j, bw_lin candidate, uint32_t why, bw_wide slack_max)
{
    try_lasting(j, candidate, why, slack_max, false);
}

/* Is a symbol of lin computed from a PHI of this join? Around a loop such a symbol still speaks of the last round. */
static bool stale(bw_joiner *j, bw_lin lin, uint32_t depth)
{
    bw_values *v = &j->e->values;
    const bw_linear *l = bw_lin_at(v, lin);
    for (uint32_t t = 0; t < l->count; t++) {
        const bw_symbol *s = bw_sym_at(v, l->terms[t].sym);
        if (s->kind != BW_SYM_WRAP && s->kind != BW_SYM_OPERATION && s->kind != BW_SYM_COMPARE && s->kind != BW_SYM_IMAGE)
            continue;
        bw_lin a = s->a, b = s->b;
        if (depth == 0 || (a != 0 && (mentions_phi(j, a) || stale(j, a, depth - 1))) ||
            (b != 0 && (mentions_phi(j, b) || stale(j, b, depth - 1))))
            return true;
    }
    return false;
}

#define STALE_DEPTH 4

/* Symbols that places, sizes and those computed from them still speak of; facts about others help nobody. */
static void mark_live(bw_engine *e, bw_lin lin, uint32_t depth)
{
    if (lin == 0)
        return;
    const bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < l.count; t++) {
        bw_symbol *s = bw_sym_at(&e->values, l.terms[t].sym);
        if (s->mark == e->mark)
            continue;
        s->mark = e->mark;
        bool made = s->kind == BW_SYM_WRAP || s->kind == BW_SYM_OPERATION || s->kind == BW_SYM_COMPARE || s->kind == BW_SYM_IMAGE;
        if (depth == 0 || !made)
            continue;
        bw_lin a = s->a, b = s->b;
        mark_live(e, a, depth - 1);
        mark_live(e, b, depth - 1);
    }
}

static void mark_sides(bw_joiner *j)
{
    bw_engine *e = j->e;
    e->mark++;
    for (uint32_t i = 0; i < j->left->cells.count; i++)
        mark_live(e, j->left->cells.at[i].value.lin, 2);
    for (uint32_t i = 0; i < j->count; i++) {
        mark_live(e, j->phis[i].left, 2);
        mark_live(e, j->phis[i].right, 2);
    }
    for (uint32_t i = 0; i < j->before.objects.count; i++) {
        mark_live(e, j->before.objects.at[i].size, 2);
        mark_live(e, j->before.objects.at[i].told_length, 2);
    }
    for (uint32_t i = 0; i < j->right->objects.count; i++) {
        mark_live(e, j->right->objects.at[i].size, 2);
        mark_live(e, j->right->objects.at[i].told_length, 2);
    }
    for (uint32_t i = 0; i < e->until_count && i < BW_UNTILS; i++)
        mark_live(e, e->untils[i].end, 2);
}

static bool all_live(const bw_joiner *j, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(&j->e->values, lin);
    for (uint32_t t = 0; t < l->count; t++)
        if (bw_sym_at(&j->e->values, l->terms[t].sym)->mark != j->e->mark)
            return false;
    return true;
}

static bool has_fact(const bw_state *s, bw_lin lin)
{
    for (uint32_t i = 0; i < s->facts.count; i++)
        if (s->facts.at[i].lin == lin)
            return true;
    return false;
}

/* A fact of one side as a candidate for both. */
static void offer(bw_joiner *j, bw_lin lin, uint32_t why, bool right)
{
    bool changed;
    bw_lin rewritten = from_side(j, lin, right, &changed);
    if (changed)
        try_fact(j, rewritten, why, RELAX_MAX);
    if (!right || !mentions_phi(j, lin))
        try_fact(j, lin, why, 0);
}

/* A fact goes with a symbol that nothing speaks of any more; what it says together with another one, without that symbol,
 * stays: n <= q and q <= m of a q that was only asked for once. */
static void bridge(bw_joiner *j, const bw_state *s, uint32_t at, bool right)
{
    bw_values *v = &j->e->values;
    bw_fact fact = s->facts.at[at];
    const bw_linear l = *bw_lin_at(v, fact.lin);
    bw_term dead = {0, 0};
    for (uint32_t t = 0; t < l.count; t++) {
        if (bw_sym_at(v, l.terms[t].sym)->mark == j->e->mark)
            continue;
        if (dead.sym != 0)
            return;
        dead = l.terms[t];
    }
    for (uint32_t i = at + 1; dead.sym != 0 && i < s->facts.count; i++) {
        int64_t coeff = bw_lin_coeff(v, s->facts.at[i].lin, dead.sym);
        if (coeff == 0 || (coeff > 0) == (dead.coeff > 0))
            continue;
        bw_lin sum = bw_lin_add(v, bw_lin_scale(v, fact.lin, coeff < 0 ? -coeff : coeff),
                                bw_lin_scale(v, s->facts.at[i].lin, dead.coeff < 0 ? -dead.coeff : dead.coeff));
        if (sum != 0 && all_live(j, sum) && !stale(j, sum, STALE_DEPTH))
            offer(j, sum, fact.why, right);
    }
}

static void facts_of_side(bw_joiner *j, const bw_state *s, bool right)
{
    bool spent = bw_engine_spent(j->e);
    for (uint32_t i = 0; i < s->facts.count; i++) {
        bw_fact fact = s->facts.at[i];
        if (!all_live(j, fact.lin)) {
            if (!spent)
                bridge(j, s, i, right);
            continue;
        }
        if (stale(j, fact.lin, STALE_DEPTH))
            continue;
        if (!mentions_phi(j, fact.lin) && has_fact(right ? &j->before : j->right, fact.lin)) {
            bw_fact_add(j->e->work, j->left, fact);
            continue;
        }
        if (!spent)
            offer(j, fact.lin, fact.why, right);
    }
}

/* How much a PHI grows in a step: from what it was to what it is. 0 unknown. */
static bw_wide step_of(bw_joiner *j, const bw_phi *p)
{
    bw_wide step;
    bw_lin difference = bw_lin_sub(&j->e->values, p->right, bw_lin_sym(&j->e->values, p->sym));
    if (difference != 0 && bw_lin_is_const(&j->e->values, difference, &step))
        return step;
    difference = bw_lin_sub(&j->e->values, p->right, p->left);
    return difference != 0 && bw_lin_is_const(&j->e->values, difference, &step) ? step : 0;
}

#define PAIRS_MAX 5

/* Where a PHI stands beside what it was on one side. */
static void relate_to_sides(bw_joiner *j, const bw_phi *p)
{
    bw_values *v = &j->e->values;
    bw_lin x = bw_lin_sym(v, p->sym), ends[2] = {p->left, p->right};
    for (int side = 0; side < 2; side++) {
        if (ends[side] == 0 || bw_lin_at(v, ends[side])->count == 0 || mentions_phi(j, ends[side]) ||
            stale(j, ends[side], STALE_DEPTH))
            continue;
        bw_lin difference = bw_lin_sub(v, x, ends[side]);
        if (difference == 0)
            continue;
        try_fact(j, difference, BW_WHY_INDEX_DERIVED, 0);
        try_fact(j, bw_lin_scale(v, difference, -1), BW_WHY_INDEX_DERIVED, 0);
    }
}

/* Is the end how long a string is that is the same on both sides? */
static bool is_lasting_length(bw_joiner *j, bw_lin end)
{
    bw_engine *e = j->e;
    const bw_linear *l = bw_lin_at(&e->values, end);
    const bw_symbol *length = l->count == 1 ? bw_sym_at(&e->values, l->terms[0].sym) : NULL;
    if (length == NULL || length->kind != BW_SYM_STRLEN)
        return false;
    bw_lin offset;
    bw_sym base = bw_lin_base(&e->values, length->key[0], &offset);
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (object == 0)
        return false;
    uint32_t text = length->key[4];
    return bw_mem_objstate(e, &j->before, object).text == text && bw_mem_objstate(e, j->right, object).text == text;
}

/* Does the form hold something that is joined here? */
static bool moves_here(bw_joiner *j, bw_lin lin)
{
    for (uint32_t i = 0; i < j->count; i++)
        if (bw_lin_coeff(&j->e->values, lin, j->phis[i].sym) != 0)
            return true;
    return false;
}

/* What a loop asks to be some number of which nothing else is known comes no further than that, if it begins below and
 * moves on by one step a round. */
static void relate_untils(bw_joiner *j, const bw_phi *p)
{
    bw_engine *e = j->e;
    bw_values *v = &e->values;
    for (uint32_t i = 0; i < e->until_count && i < BW_UNTILS; i++) {
        const bw_until until = e->untils[i];
        const uint32_t sizes[2] = {1, until.size}; /* a pointer moves by bytes, an index by elements */
        for (int k = 0; k < (until.size == 1 ? 1 : 2); k++) {
            bw_lin now = bw_lin_scale(v, bw_lin_sym(v, p->sym), sizes[k]);
            bool moves = now == until.at || bw_lin_scale(v, p->left, sizes[k]) == until.at;
            if (moves && now != 0 && !moves_here(j, until.end))
                try_lasting(j, bw_lin_sub(v, now, until.end), until.why, 0, is_lasting_length(j, until.end));
        }
    }
}

static void relate_phis(bw_joiner *j)
{
    bw_values *v = &j->e->values;
    uint32_t count = j->count < PAIRS_MAX ? j->count : PAIRS_MAX;
    bw_wide steps[PAIRS_MAX];
    for (uint32_t a = 0; a < count; a++)
        steps[a] = count > 1 ? step_of(j, &j->phis[a]) : 0;
    for (uint32_t a = 0; a < count; a++) {
        relate_to_sides(j, &j->phis[a]);
        if (j->e->until_count != 0)
            relate_untils(j, &j->phis[a]);
        for (uint32_t b = 0; b < count; b++) {
            if (a == b)
                continue;
            bw_wide ratio = steps[b] != 0 && steps[a] % steps[b] == 0 ? steps[a] / steps[b] : 1;
            if (ratio == 0)
                continue;
            if (a > b && (ratio == 1 || ratio == -1) && steps[a] != 0)
                continue;
            bw_lin difference =
                bw_lin_add_scaled(v, bw_lin_sym(v, j->phis[a].sym), bw_lin_sym(v, j->phis[b].sym), -ratio);
            try_fact(j, difference, BW_WHY_INDEX_DERIVED, RELAX_MAX);
            try_fact(j, difference == 0 ? 0 : bw_lin_scale(v, difference, -1), BW_WHY_INDEX_DERIVED, RELAX_MAX);
        }
    }
}

void bw_relate(bw_joiner *j)
{
    memset(&j->left->facts, 0, sizeof j->left->facts);
    if (j->before.facts.count == 0 && j->right->facts.count == 0 && j->count == 0)
        return;
    mark_sides(j);
    meet_left(j);
    facts_of_side(j, &j->before, false);
    facts_of_side(j, j->right, true);
    if (!bw_engine_spent(j->e))
        relate_phis(j);
}
