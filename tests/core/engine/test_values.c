/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linear forms mean what they say: each operation against the same operation on numbers. */
#include "engine_test.h"

enum { ROUNDS = 4000, SYMBOLS = 6 };

typedef struct bench {
    bw_engine *e;
    bw_values *v;
    concrete *run;
    bw_sym syms[SYMBOLS];
    random_source r;
} bench;

static bench bench_with(uint64_t seed)
{
    bench b = {.e = engine_at_rest(), .run = bw_core_new(&test_arena, concrete), .r = random_start(seed)};
    b.v = &b.e->values;
    for (int i = 0; i < SYMBOLS; i++)
        b.syms[i] = symbol_with(b.e, b.run, type_of(b.e, 32, true), random_between(&b.r, -1000, 1000));
    return b;
}

static bw_lin random_form(bench *b)
{
    bw_lin lin = bw_lin_const(b->v, random_between(&b->r, -50, 50));
    unsigned terms = random_below(&b->r, BW_LINEAR_TERMS);
    for (unsigned i = 0; i < terms; i++) {
        bw_lin more = bw_lin_add_scaled(b->v, lin, bw_lin_sym(b->v, b->syms[random_below(&b->r, SYMBOLS)]),
                                        random_between(&b->r, -6, 6));
        if (more != 0)
            lin = more;
    }
    return lin;
}

static bw_wide number(bench *b, bw_lin lin)
{
    bw_wide value = 0;
    ck_assert(value_in(b->e, b->run, lin, &value));
    return value;
}

START_TEST(test_operations)
{
    bench b = bench_with(1);
    unsigned done = 0;
    for (int i = 0; i < ROUNDS; i++) {
        bw_lin x = random_form(&b), y = random_form(&b), z;
        bw_wide factor = random_between(&b.r, -9, 9);
        if ((z = bw_lin_add(b.v, x, y)) != 0)
            ck_assert(number(&b, z) == number(&b, x) + number(&b, y));
        if ((z = bw_lin_sub(b.v, x, y)) != 0)
            ck_assert(number(&b, z) == number(&b, x) - number(&b, y));
        if ((z = bw_lin_add_scaled(b.v, x, y, factor)) != 0)
            ck_assert(number(&b, z) == number(&b, x) + factor * number(&b, y));
        ck_assert(number(&b, bw_lin_scale(b.v, x, factor)) == factor * number(&b, x));
        ck_assert(number(&b, bw_lin_offset(b.v, x, factor)) == number(&b, x) + factor);
        bw_sym sym = b.syms[random_below(&b.r, SYMBOLS)];
        if ((z = bw_lin_substitute(b.v, x, sym, y)) != 0) {
            bw_wide coeff = bw_lin_coeff(b.v, x, sym);
            ck_assert(number(&b, z) == number(&b, x) + coeff * (number(&b, y) - b.run->value[sym]));
            done++;
        }
    }
    ck_assert_uint_gt(done, ROUNDS / 4);
}
END_TEST

/* A tightened fact holds for the same integers, neither more nor fewer. */
START_TEST(test_tighten)
{
    bench b = bench_with(2);
    for (int i = 0; i < ROUNDS; i++) {
        bw_lin x = bw_lin_offset(b.v, bw_lin_scale(b.v, random_form(&b), random_between(&b.r, 1, 7)),
                                 random_between(&b.r, -9, 9));
        bw_lin tight = bw_lin_tighten(b.v, x);
        ck_assert((number(&b, x) <= 0) == (number(&b, tight) <= 0));
    }
}
END_TEST

/* The same form has one number, however it was reached. */
START_TEST(test_equal_forms_are_one)
{
    bench b = bench_with(3);
    for (int i = 0; i < ROUNDS; i++) {
        bw_lin x = random_form(&b), y = random_form(&b);
        bw_lin there = bw_lin_add(b.v, x, y), back = bw_lin_sub(b.v, there, y), other = bw_lin_add(b.v, y, x);
        ck_assert_uint_eq(there, other);
        if (there != 0 && back != 0)
            ck_assert_uint_eq(back, x);
    }
}
END_TEST

/* Many symbols: the tables grow, and what was there keeps its number. */
START_TEST(test_growth)
{
    bench b = bench_with(4);
    bw_lin forms[1000];
    for (int i = 0; i < 1000; i++) {
        bw_sym sym = symbol_with(b.e, b.run, type_of(b.e, 64, false), i);
        forms[i] = bw_lin_offset(b.v, bw_lin_sym(b.v, sym), i);
    }
    for (int i = 0; i < 1000; i++) {
        ck_assert(number(&b, forms[i]) == 2 * i);
        for (int k = 0; k < i; k += 97)
            ck_assert_uint_ne(forms[i], forms[k]);
    }
}
END_TEST

START_TEST(test_base)
{
    bench b = bench_with(5);
    bw_sym pointer = symbol_with(b.e, b.run, type_of(b.e, 64, false), 4096),
           other = symbol_with(b.e, b.run, type_of(b.e, 64, false), 8192);
    bw_sym_at(b.v, pointer)->is_pointer = bw_sym_at(b.v, other)->is_pointer = true;
    bw_lin p = bw_lin_sym(b.v, pointer), q = bw_lin_sym(b.v, other), i = bw_lin_sym(b.v, b.syms[0]), offset = 77;
    bw_lin element = bw_lin_offset(b.v, bw_lin_add_scaled(b.v, p, i, 4), 8);

    ck_assert_uint_eq(bw_lin_base(b.v, element, &offset), pointer);
    ck_assert_uint_eq(offset, bw_lin_offset(b.v, bw_lin_scale(b.v, i, 4), 8));
    offset = 77;
    ck_assert_uint_eq(bw_lin_base(b.v, i, &offset), 0);
    ck_assert_uint_eq(bw_lin_base(b.v, bw_lin_add(b.v, p, q), &offset), 0);
    ck_assert_uint_eq(bw_lin_base(b.v, bw_lin_scale(b.v, p, 2), &offset), 0);
    ck_assert_msg(offset == 77, "what failed touched its output");
    bw_lin difference = bw_lin_sub(b.v, q, p);
    ck_assert_uint_eq(bw_lin_base(b.v, bw_lin_add(b.v, p, difference), &offset), other);
}
END_TEST

/* What does not fit is no form at all, rather than a wrong one. */
START_TEST(test_limits)
{
    bench b = bench_with(6);
    bw_lin lin = bw_lin_const(b.v, 0), x = bw_lin_sym(b.v, b.syms[0]);
    for (int i = 0; i < BW_LINEAR_TERMS; i++)
        lin = bw_lin_add(b.v, lin, bw_lin_sym(b.v, b.syms[i]));
    ck_assert_uint_ne(lin, 0);
    ck_assert_uint_eq(bw_lin_add(b.v, lin, bw_lin_sym(b.v, b.syms[BW_LINEAR_TERMS])), 0);
    ck_assert_uint_eq(bw_lin_scale(b.v, x, (bw_wide)1 << 62), 0);
    ck_assert_uint_eq(bw_lin_add(b.v, 0, x), 0);
    ck_assert_uint_eq(bw_lin_add(b.v, x, 0), 0);
    ck_assert_uint_eq(bw_lin_offset(b.v, 0, 1), 0);
}
END_TEST

TCase *values_case(void)
{
    TCase *tcase = engine_case("values");
    tcase_add_test(tcase, test_operations);
    tcase_add_test(tcase, test_tighten);
    tcase_add_test(tcase, test_equal_forms_are_one);
    tcase_add_test(tcase, test_growth);
    tcase_add_test(tcase, test_base);
    tcase_add_test(tcase, test_limits);
    return tcase;
}
