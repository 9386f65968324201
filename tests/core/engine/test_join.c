/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A join describes both sides' runs; widening comes to an end. */
#include "engine_test.h"

#include <string.h>

enum { ROUNDS = 800, PLACES = 4, SYMBOLS = 4 };

/* Places of an activation, each with a base of its own, and symbols that both sides know. */
typedef struct scene {
    bw_engine *e;
    bw_values *v;
    random_source *r;
    bw_sym bases[PLACES], syms[SYMBOLS];
    uint32_t block;
} scene;

/* One side: a state, a run that it describes, and what the places hold in the run. */
typedef struct side {
    bw_state s;
    concrete *run;
    bw_wide held[PLACES];
} side;

static scene make_scene(random_source *r)
{
    scene c = {.e = engine_at_rest(), .r = r, .block = 1};
    c.v = &c.e->values;
    bw_vec_push(&test_arena, &c.e->contexts, (bw_context){0});
    for (uint32_t i = 0; i < PLACES; i++) {
        uint32_t key[5] = {1, i, 2, 0, 0};
        bool fresh;
        bw_sym base = c.bases[i] = bw_sym_get(c.v, BW_SYM_ADDRESS, key, &fresh);
        bw_sym_at(c.v, base)->is_pointer = true;
        bw_sym_at(c.v, base)->lo = 1;
        bw_sym_at(c.v, base)->object = c.e->objects.count;
        bw_vec_push(&test_arena, &c.e->objects,
                    (bw_obj){.kind = BW_OBJ_LOCAL, .direct = true, .family = "", .base = base, .context = 1});
    }
    concrete *unused = bw_core_new(&test_arena, concrete);
    for (int i = 0; i < SYMBOLS; i++)
        c.syms[i] = symbol_with(c.e, unused, type_of(c.e, 32, random_below(r, 2) != 0), 0);
    return c;
}

static bw_lin small_form(scene *c, const side *a)
{
    (void)a;
    bw_lin lin = bw_lin_const(c->v, random_between(c->r, -4, 9));
    unsigned terms = random_below(c->r, 3);
    for (unsigned i = 0; i < terms; i++) {
        bw_lin more = bw_lin_add_scaled(c->v, lin, bw_lin_sym(c->v, c->syms[random_below(c->r, SYMBOLS)]),
                                        random_below(c->r, 3) == 0 ? -1 : 1);
        if (more != 0)
            lin = more;
    }
    return lin;
}

static side make_side(scene *c)
{
    side a = {.run = bw_core_new(&test_arena, concrete)};
    bw_wide value;
    memset(&a.s, 0, sizeof a.s);
    for (int i = 0; i < SYMBOLS; i++) {
        a.run->value[c->syms[i]] = random_between(c->r, 0, 12);
        a.run->known[c->syms[i]] = true;
    }
    unsigned statements = random_below(c->r, 6);
    for (unsigned i = 0; i < statements; i++) {
        bw_lin x = small_form(c, &a), y = small_form(c, &a);
        bw_lin difference = bw_lin_sub(c->v, x, y);
        if (difference == 0 || !value_in(c->e, a.run, difference, &value))
            continue;
        ck_assert(bw_num_assume_le(c->e, &a.s, bw_lin_offset(c->v, difference, -value - random_below(c->r, 3)),
                                   BW_WHY_INDEX_CONST));
    }
    for (int i = 0; i < PLACES; i++) {
        bw_lin lin = small_form(c, &a);
        ck_assert(value_in(c->e, a.run, lin, &a.held[i]));
        bw_cell_set(&test_arena, &a.s, (bw_cell){.base = c->bases[i], .bits = 64, .value = {lin, 0}});
    }
    return a;
}

/* What a symbol that a join made is in the run, as the places say. */
static void learn_places(scene *c, const bw_state *s, side *a)
{
    for (int i = 0; i < PLACES; i++) {
        const bw_cell *cell = bw_cell_find(s, c->bases[i], 0, 64);
        bw_sym sym = cell != NULL ? bw_lin_as_sym(c->v, cell->value.lin) : 0;
        if (sym == 0 || bw_sym_at(c->v, sym)->kind != BW_SYM_PHI)
            continue;
        ck_assert_uint_lt(sym, CONCRETE_MAX);
        a->run->value[sym] = a->held[i];
        a->run->known[sym] = true;
    }
}

static void must_hold(scene *c, const bw_state *s, side *a, const char *where)
{
    bw_wide value;
    learn_places(c, s, a);
    for (int i = 0; i < PLACES; i++) {
        const bw_cell *cell = bw_cell_find(s, c->bases[i], 0, 64);
        if (cell == NULL || !value_in(c->e, a->run, cell->value.lin, &value))
            continue;
        ck_assert_msg(value == a->held[i], "%s: place %d holds %lld, not %lld", where, i, (long long)a->held[i],
                      (long long)value);
    }
    must_describe(c->e, s, a->run, where);
}

START_TEST(test_join_holds_both)
{
    random_source r = random_start(31);
    uint64_t facts = 0;
    for (int i = 0; i < ROUNDS; i++) {
        scene c = make_scene(&r);
        side left = make_side(&c), right = make_side(&c), third = make_side(&c);
        bool forced = random_below(&r, 4) == 0;
        bw_state joined = bw_state_clone(&left.s);
        bw_join(c.e, &joined, &right.s, 1, 1, forced);
        must_hold(&c, &joined, &left, "left");
        must_hold(&c, &joined, &right, "right");
        facts += joined.facts.count;
        bw_join(c.e, &joined, &third.s, 1, 1, false);
        must_hold(&c, &joined, &left, "left, joined again");
        must_hold(&c, &joined, &right, "right, joined again");
        must_hold(&c, &joined, &third, "third");
        must_hold(&c, &left.s, &left, "a side is not changed");
    }
    ck_assert_msg(facts > ROUNDS / 4, "joins keep no relations");
}
END_TEST

/* What both sides agree on stays: the same form, and a relation between places that hold different values. */
START_TEST(test_join_keeps)
{
    random_source r = random_start(32);
    scene c = make_scene(&r);
    bw_lin n = bw_lin_sym(c.v, c.syms[0]);
    side sides[2] = {make_side(&c), make_side(&c)};
    for (int k = 0; k < 2; k++) {
        memset(&sides[k].s, 0, sizeof sides[k].s);
        bw_lin held[3] = {n, bw_lin_const(c.v, k == 0 ? 3 : 8), bw_lin_const(c.v, k == 0 ? 5 : 10)};
        for (int i = 0; i < 3; i++)
            bw_cell_set(&test_arena, &sides[k].s, (bw_cell){.base = c.bases[i], .bits = 64, .value = {held[i], 0}});
    }
    bw_join(c.e, &sides[0].s, &sides[1].s, 1, 1, false);
    ck_assert_uint_eq(bw_cell_find(&sides[0].s, c.bases[0], 0, 64)->value.lin, n);
    bw_lin x = bw_cell_find(&sides[0].s, c.bases[1], 0, 64)->value.lin,
           y = bw_cell_find(&sides[0].s, c.bases[2], 0, 64)->value.lin;
    ck_assert(bw_num_lower(c.e, &sides[0].s, x) == 3 && bw_num_upper(c.e, &sides[0].s, x) == 8);
    ck_assert_msg(bw_num_upper(c.e, &sides[0].s, bw_lin_sub(c.v, y, x)) == 2 &&
                      bw_num_lower(c.e, &sides[0].s, bw_lin_sub(c.v, y, x)) == 2,
                  "both grow by 5, so their distance stays 2");
}
END_TEST

/* A loop whose body adds constants to places, or moves one into another, under a test. */
typedef struct body {
    unsigned to[3], from[3];
    int64_t by[3];
    unsigned tested;
    int64_t limit;
} body;

/* The state after the body. False: the test ends the loop. */
static bool run_body(scene *c, const body *b, bw_state *s)
{
    bw_lin value = bw_cell_find(s, c->bases[b->tested], 0, 64)->value.lin;
    if (!bw_num_assume_cmp(c->e, s, BW_CMP_LT, value, bw_lin_const(c->v, b->limit), BW_WHY_INDEX_CONST))
        return false;
    for (int i = 0; i < 3; i++) {
        const bw_cell *from = bw_cell_find(s, c->bases[b->from[i]], 0, 64);
        bw_cell_set(&test_arena, s,
                    (bw_cell){.base = c->bases[b->to[i]],
                              .bits = 64,
                              .value = {bw_lin_offset(c->v, from->value.lin, b->by[i]), 0}});
    }
    return true;
}

/* The run itself; false when the test ends it. */
static bool run_concretely(const body *b, side *a)
{
    if (a->held[b->tested] >= b->limit)
        return false;
    for (int i = 0; i < 3; i++)
        a->held[b->to[i]] = a->held[b->from[i]] + b->by[i];
    return true;
}

START_TEST(test_widening_ends_in_an_invariant)
{
    random_source r = random_start(33);
    unsigned most = 0;
    for (int i = 0; i < ROUNDS / 2; i++) {
        scene c = make_scene(&r);
        side a = make_side(&c);
        body b = {.tested = random_below(&r, PLACES), .limit = random_between(&r, 0, 40)};
        for (int k = 0; k < 3; k++) {
            b.to[k] = random_below(&r, PLACES);
            b.from[k] = random_below(&r, 3) == 0 ? random_below(&r, PLACES) : b.to[k];
            b.by[k] = random_between(&r, -2, 3);
        }
        bw_state head = bw_state_clone(&a.s), entry = a.s;
        unsigned round = 0;
        for (bool stable = false; !stable; round++) {
            ck_assert_msg(round < 40, "widening does not come to an end");
            bw_state next = bw_state_clone(&head), joined = bw_state_clone(&entry);
            if (!run_body(&c, &b, &next))
                break;
            bw_join(c.e, &joined, &next, 1, 1, false);
            if (round < 2)
                head = joined;
            else
                stable = !bw_widen(c.e, &head, &joined, round < 6);
            if (stable)
                head = joined;
        }
        most = round > most ? round : most;
        /* every turn of the run is one that the head describes */
        for (int turn = 0; turn < 60; turn++) {
            must_hold(&c, &head, &a, "at the head");
            if (!run_concretely(&b, &a))
                break;
        }
    }
    ck_assert_uint_gt(most, 3);
}
END_TEST

TCase *join_case(void)
{
    TCase *tcase = engine_case("join");
    tcase_add_test(tcase, test_join_holds_both);
    tcase_add_test(tcase, test_join_keeps);
    tcase_add_test(tcase, test_widening_ends_in_an_invariant);
    return tcase;
}
