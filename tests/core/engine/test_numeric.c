/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A state that was only ever told the truth about a run never excludes the run. */
#include "engine_test.h"

#include <string.h>

enum { SYSTEMS = 1500, SYMBOLS = 5 };

typedef struct system {
    bw_engine *e;
    bw_values *v;
    concrete *run;
    bw_state s;
    bw_sym syms[SYMBOLS];
    random_source *r;
} system_of;

static int64_t pick(random_source *r, unsigned bits, bool is_signed)
{
    int64_t near = random_between(r, -3, 12);
    if (random_below(r, 3) == 0)
        near = (int64_t)wrapped((bw_wide)random_bits(r), bits > 40 ? 40 : bits, is_signed);
    return (int64_t)wrapped(near, bits > 62 ? 62 : bits, is_signed);
}

static system_of draw(bw_engine *e, random_source *r)
{
    static const unsigned widths[] = {8, 16, 32, 64};
    system_of y = {.e = e, .v = &e->values, .run = bw_core_new(&test_arena, concrete), .r = r};
    memset(&y.s, 0, sizeof y.s);
    for (int i = 0; i < SYMBOLS; i++) {
        unsigned bits = widths[random_below(r, 4)];
        bool is_signed = random_below(r, 2) != 0;
        y.syms[i] = symbol_with(e, y.run, type_of(e, bits, is_signed), pick(r, bits, is_signed));
    }
    return y;
}

static bw_lin form(system_of *y)
{
    bw_lin lin = bw_lin_const(y->v, random_between(y->r, -12, 12));
    unsigned terms = 1 + random_below(y->r, 3);
    for (unsigned i = 0; i < terms; i++) {
        int64_t coeff = random_below(y->r, 3) == 0 ? random_between(y->r, -5, 5) : random_below(y->r, 2) != 0 ? 1 : -1;
        bw_lin more = bw_lin_add_scaled(y->v, lin, bw_lin_sym(y->v, y->syms[random_below(y->r, SYMBOLS)]), coeff);
        if (more != 0)
            lin = more;
    }
    return lin;
}

static bw_wide number(system_of *y, bw_lin lin)
{
    bw_wide value = 0;
    ck_assert(value_in(y->e, y->run, lin, &value));
    return value;
}

static bool holds(bw_ir_cmp op, bw_wide a, bw_wide b)
{
    switch (op) {
    case BW_CMP_EQ:
        return a == b;
    case BW_CMP_NE:
        return a != b;
    case BW_CMP_LT:
        return a < b;
    case BW_CMP_LE:
        return a <= b;
    case BW_CMP_GT:
        return a > b;
    default:
        return a >= b;
    }
}

static const bw_ir_cmp cmps[] = {BW_CMP_EQ, BW_CMP_NE, BW_CMP_LT, BW_CMP_LE, BW_CMP_GT, BW_CMP_GE};

/* Tells the state something true; it may not answer that this cannot be. */
static void tell(system_of *y)
{
    bw_lin a = form(y), b = form(y);
    bool possible = true;
    switch (random_below(y->r, 4)) {
    case 0:
        possible = bw_num_assume_le(y->e, &y->s, bw_lin_offset(y->v, a, -number(y, a) - random_between(y->r, 0, 3)),
                                    BW_WHY_INDEX_CONST);
        break;
    case 1: {
        bw_sym sym = y->syms[random_below(y->r, SYMBOLS)];
        bw_wide value = y->run->value[sym];
        possible = bw_num_restrict(y->e, &y->s, sym, value - random_between(y->r, 0, 9),
                                   value + random_between(y->r, 0, 9), BW_WHY_INDEX_CONST);
        break;
    }
    case 2: {
        bw_ir_cmp op = cmps[random_below(y->r, 6)];
        bw_lin test = bw_arith_cmp(y->e, op, a, b);
        possible = bw_num_assume(y->e, &y->s, test, holds(op, number(y, a), number(y, b)), BW_WHY_INDEX_CONST);
        break;
    }
    default:
        for (int i = 0; i < 6; i++)
            if (holds(cmps[i], number(y, a), number(y, b)) && random_below(y->r, 2) == 0)
                possible &= bw_num_assume_cmp(y->e, &y->s, cmps[i], a, b, BW_WHY_INDEX_CONST);
        break;
    }
    ck_assert_msg(possible, "a true statement is called impossible");
}

static void ask(system_of *y)
{
    bw_lin lin = form(y);
    bw_wide value = number(y, lin);
    bw_trace trace;

    ck_assert(bw_num_upper(y->e, &y->s, lin) >= value);
    ck_assert(bw_num_lower(y->e, &y->s, lin) <= value);
    ck_assert(bw_num_interval_upper(y->e, &y->s, lin) >= value);
    ck_assert(bw_num_interval_lower(y->e, &y->s, lin) <= value);
    bw_steps steps = bw_num_steps(y->e, &y->s, lin);
    if (steps.step == 0)
        ck_assert(value == steps.rest);
    else
        ck_assert((value - steps.rest) % steps.step == 0);
    if (bw_num_attained(y->e, &y->s, lin, &trace) && trace.always)
        ck_assert(value >= 1);
}

START_TEST(test_truth_is_never_excluded)
{
    random_source r = random_start(11);
    bw_engine *e = NULL;
    for (int i = 0; i < SYSTEMS; i++) {
        if (i % 300 == 0)
            e = engine_at_rest();
        system_of y = draw(e, &r);
        unsigned statements = 1 + random_below(&r, 12);
        for (unsigned k = 0; k < statements; k++)
            tell(&y);
        must_describe(e, &y.s, y.run, "after the statements");
        for (int k = 0; k < 12; k++)
            ask(&y);
    }
}
END_TEST

/* Congruences: sums and joins of what moves in steps. */
START_TEST(test_steps)
{
    random_source r = random_start(12);
    bw_engine *e = engine_at_rest();
    for (int i = 0; i < SYSTEMS; i++) {
        if (i % 300 == 0)
            e = engine_at_rest();
        system_of y = draw(e, &r);
        for (int k = 0; k < SYMBOLS; k++) {
            bw_wide value = y.run->value[y.syms[k]];
            int64_t step = random_between(&r, 2, 12);
            bw_bound b = {.sym = y.syms[k],
                          .lo = value - step * 3,
                          .hi = value + step * 2,
                          .step = step,
                          .rest = (int64_t)wrapped(value % step + step, 62, true) % step};
            if (random_below(&r, 2) != 0)
                bw_bound_set(&test_arena, &y.s, b);
        }
        must_describe(e, &y.s, y.run, "as set");
        for (int k = 0; k < 6; k++)
            tell(&y);
        must_describe(e, &y.s, y.run, "after the statements");
        for (int k = 0; k < 12; k++)
            ask(&y);
        bw_lin a = form(&y), b = form(&y);
        bw_steps both = bw_num_join_steps(bw_num_steps(e, &y.s, a), bw_num_steps(e, &y.s, b));
        bw_lin forms[2] = {a, b};
        for (int k = 0; k < 2; k++)
            ck_assert(both.step == 0 ? number(&y, forms[k]) == both.rest
                                     : (number(&y, forms[k]) - both.rest) % both.step == 0);
    }
}
END_TEST

/* What the domain is for: these it must find. */
START_TEST(test_conclusions)
{
    random_source r = random_start(13);
    bw_engine *e = engine_at_rest();
    bw_values *v = &e->values;
    system_of y = draw(e, &r);
    bw_ir_ref type = type_of(e, 32, true);
    bw_lin i = bw_lin_sym(v, symbol_with(e, y.run, type, 1)), n = bw_lin_sym(v, symbol_with(e, y.run, type, 5)),
           cap = bw_lin_sym(v, symbol_with(e, y.run, type, 9));

    ck_assert(bw_num_assume_cmp(e, &y.s, BW_CMP_LT, i, n, BW_WHY_INDEX_CONST));
    ck_assert(bw_num_assume_cmp(e, &y.s, BW_CMP_LE, n, cap, BW_WHY_INDEX_CONST));
    ck_assert(bw_num_upper(e, &y.s, bw_lin_sub(v, i, cap)) == -1);
    ck_assert(bw_num_upper(e, &y.s, bw_lin_sub(v, bw_lin_scale(v, i, 4), bw_lin_scale(v, cap, 4))) == -4);
    ck_assert(bw_num_assume_cmp(e, &y.s, BW_CMP_LE, cap, bw_lin_const(v, 10), BW_WHY_INDEX_CONST));
    ck_assert(bw_num_upper(e, &y.s, i) == 9);
    bw_state other = bw_state_clone(&y.s);
    ck_assert_msg(!bw_num_assume_cmp(e, &other, BW_CMP_GE, i, cap, BW_WHY_INDEX_CONST), "i < n <= cap and i >= cap");
    ck_assert(bw_num_assume_cmp(e, &y.s, BW_CMP_NE, i, bw_lin_const(v, 9), BW_WHY_INDEX_CONST));
    ck_assert(bw_num_upper(e, &y.s, i) == 8);
}
END_TEST

TCase *numeric_case(void)
{
    TCase *tcase = engine_case("numeric");
    tcase_add_test(tcase, test_truth_is_never_excluded);
    tcase_add_test(tcase, test_steps);
    tcase_add_test(tcase, test_conclusions);
    return tcase;
}
