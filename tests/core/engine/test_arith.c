/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Operations on values, against what C computes. */
#include "engine_test.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDS = 6000 };

static const unsigned widths[] = {8, 16, 32, 64};

typedef struct typed {
    unsigned bits;
    bool is_signed;
    bw_ir_ref type;
    bw_wide min, max;
} typed;

static typed draw_type(bw_engine *e, random_source *r)
{
    typed t = {.bits = widths[random_below(r, 4)], .is_signed = random_below(r, 2) != 0};
    t.type = type_of(e, t.bits, t.is_signed);
    t.min = t.is_signed ? -((bw_wide)1 << (t.bits - 1)) : 0;
    t.max = ((bw_wide)1 << (t.is_signed ? t.bits - 1 : t.bits)) - 1;
    return t;
}

/* Numbers where things go wrong: small ones, ends of the range, powers of two. */
static bw_wide draw_value(random_source *r, const typed *t)
{
    switch (random_below(r, 5)) {
    case 0:
        return wrapped(random_between(r, -8, 20), t->bits, t->is_signed);
    case 1:
        return t->max - random_below(r, 3);
    case 2:
        return t->min + random_below(r, 3);
    case 3:
        return wrapped(((bw_wide)1 << random_below(r, t->bits)) + random_between(r, -1, 1), t->bits, t->is_signed);
    default:
        return wrapped((bw_wide)random_bits(r), t->bits, t->is_signed);
    }
}

/* A value of the type as the engine would hold it: a constant, a symbol with more or less known about it, a sum. */
static bw_lin draw_operand(bw_engine *e, bw_state *s, concrete *run, random_source *r, const typed *t, bw_wide value)
{
    bw_values *v = &e->values;
    if (random_below(r, 4) == 0)
        return bw_lin_const(v, value);
    bw_wide shift = random_below(r, 3) == 0 ? random_between(r, -9, 9) : 0;
    if (value - shift < t->min || value - shift > t->max)
        shift = 0;
    bw_sym sym = symbol_with(e, run, t->type, value - shift);
    if (random_below(r, 2) == 0) {
        bw_wide below = random_between(r, 0, 30), above = random_between(r, 0, 30);
        ck_assert(bw_num_restrict(e, s, sym, value - shift - below, value - shift + above, BW_WHY_INDEX_CONST));
    }
    return bw_lin_offset(v, bw_lin_sym(v, sym), shift);
}

/* What C says; false where it leaves the result open. */
static bool computed(bw_ir_bin op, const typed *t, bw_wide a, bw_wide b, bw_wide *ret_value)
{
    bw_wide exact;
    switch (op) {
    case BW_BIN_ADD:
        exact = a + b;
        break;
    case BW_BIN_SUB:
        exact = a - b;
        break;
    case BW_BIN_MUL:
        if (__builtin_mul_overflow(a, b, &exact))
            return false;
        break;
    case BW_BIN_DIV:
        if (b == 0)
            return false;
        exact = a / b;
        break;
    case BW_BIN_REM:
        if (b == 0 || (b == -1 && a == t->min))
            return false;
        exact = a % b;
        break;
    case BW_BIN_SHL:
        if (b < 0 || b >= t->bits || a < 0)
            return false;
        exact = a * ((bw_wide)1 << b);
        break;
    case BW_BIN_SHR:
        if (b < 0 || b >= t->bits)
            return false;
        exact = a >> b;
        break;
    case BW_BIN_AND:
        exact = a & b;
        break;
    case BW_BIN_OR:
        exact = a | b;
        break;
    default:
        exact = a ^ b;
        break;
    }
    if (t->is_signed && (exact < t->min || exact > t->max))
        return false;
    *ret_value = wrapped(exact, t->bits, t->is_signed);
    return true;
}

static const char *words(bw_ir_bin op, const typed *t, bw_wide a, bw_wide b)
{
    static char text[160];
    (void)snprintf(text, sizeof text, "%s of %s%u: %lld, %lld", bw_ir_bin_names[op], t->is_signed ? "i" : "u", t->bits,
                   (long long)a, (long long)b);
    return text;
}

START_TEST(test_operations)
{
    random_source r = random_start(21);
    bw_engine *e = NULL;
    concrete *run = NULL;
    unsigned compared[BW_BIN_COUNT] = {0};
    for (int i = 0; i < ROUNDS; i++) {
        if (i % 500 == 0) {
            e = engine_at_rest();
            run = bw_core_new(&test_arena, concrete);
        }
        typed t = draw_type(e, &r);
        bw_ir_bin op = (bw_ir_bin)random_below(&r, BW_BIN_COUNT);
        bw_wide a = draw_value(&r, &t), b = draw_value(&r, &t), expected, value;
        if ((op == BW_BIN_SHL || op == BW_BIN_SHR) && random_below(&r, 4) != 0)
            b = random_below(&r, t.bits);
        if (!computed(op, &t, a, b, &expected))
            continue;
        bw_state s;
        memset(&s, 0, sizeof s);
        bw_lin x = draw_operand(e, &s, run, &r, &t, a), y = draw_operand(e, &s, run, &r, &t, b);
        const char *where = words(op, &t, a, b);
        bw_lin result = bw_arith_bin(e, &s, op, x, y, t.type, (bw_ir_loc){0, 0});
        if (result == 0)
            continue;
        ck_assert_msg(value_in(e, run, result, &value), "%s: a result of nothing known", where);
        ck_assert_msg(value == expected, "%s: %lld, not %lld", where, (long long)value, (long long)expected);
        ck_assert_msg(bw_num_lower(e, &s, result) <= value &&
                          (value <= bw_num_upper(e, &s, result) || bw_num_upper(e, &s, result) >= BW_INFINITY),
                      "%s: outside its bounds", where);
        must_describe(e, &s, run, where);
        compared[op]++;
    }
    for (int op = 0; op < BW_BIN_COUNT; op++)
        ck_assert_msg(compared[op] > ROUNDS / 60, "%s was compared %u times only", bw_ir_bin_names[op], compared[op]);
}
END_TEST

START_TEST(test_fit)
{
    random_source r = random_start(22);
    bw_engine *e = engine_at_rest();
    concrete *run = bw_core_new(&test_arena, concrete);
    unsigned wraps = 0;
    for (int i = 0; i < ROUNDS; i++) {
        if (i % 500 == 0) {
            e = engine_at_rest();
            run = bw_core_new(&test_arena, concrete);
        }
        typed from = draw_type(e, &r), to = draw_type(e, &r);
        bw_wide a = draw_value(&r, &from), value;
        bool modular = !to.is_signed || random_below(&r, 2) != 0;
        bw_state s;
        memset(&s, 0, sizeof s);
        bw_lin x = draw_operand(e, &s, run, &r, &from, a);
        bw_wide factor = random_below(&r, 3) == 0 ? random_between(&r, -4, 4) : 1;
        x = bw_lin_scale(&e->values, x, factor);
        a *= factor;
        if (!modular && (a < to.min || a > to.max))
            continue;
        bw_lin result = bw_arith_fit(e, &s, x, to.type, modular, (bw_ir_loc){0, 0});
        ck_assert_uint_ne(result, 0);
        ck_assert(value_in(e, run, result, &value));
        ck_assert_msg(value == wrapped(a, to.bits, to.is_signed), "%lld to %s%u", (long long)a,
                      to.is_signed ? "i" : "u", to.bits);
        ck_assert(bw_num_lower(e, &s, result) <= value && value <= bw_num_upper(e, &s, result));
        wraps += value != a;
        /* what a later test of the result says about its operand is true as well */
        ck_assert(bw_num_assume_cmp(e, &s, BW_CMP_LE, result, bw_lin_const(&e->values, value + random_below(&r, 20)),
                                    BW_WHY_INDEX_CONST));
        ck_assert(bw_num_assume_cmp(e, &s, BW_CMP_GE, result, bw_lin_const(&e->values, value - random_below(&r, 20)),
                                    BW_WHY_INDEX_CONST));
        must_describe(e, &s, run, "after a test of the converted value");
    }
    ck_assert_uint_gt(wraps, ROUNDS / 20);
}
END_TEST

START_TEST(test_compare)
{
    random_source r = random_start(23);
    bw_engine *e = engine_at_rest();
    concrete *run = bw_core_new(&test_arena, concrete);
    for (int i = 0; i < ROUNDS / 4; i++) {
        if (i % 500 == 0) {
            e = engine_at_rest();
            run = bw_core_new(&test_arena, concrete);
        }
        typed t = draw_type(e, &r);
        bw_wide a = draw_value(&r, &t), b = random_below(&r, 3) == 0 ? a : draw_value(&r, &t), value;
        bw_state s;
        memset(&s, 0, sizeof s);
        bw_lin x = draw_operand(e, &s, run, &r, &t, a), y = draw_operand(e, &s, run, &r, &t, b);
        const bool expected[] = {[BW_CMP_EQ] = a == b,
                                 [BW_CMP_NE] = a != b,
                                 [BW_CMP_LT] = a<b, [BW_CMP_LE] = a <= b, [BW_CMP_GT] = a> b,
                                 [BW_CMP_GE] = a >= b};
        for (int op = 0; op < BW_CMP_COUNT; op++) {
            bw_lin result = bw_arith_cmp(e, (bw_ir_cmp)op, x, y);
            ck_assert(value_in(e, run, result, &value));
            ck_assert_msg(value == expected[op], "%lld %s %lld", (long long)a, bw_ir_cmp_names[op], (long long)b);
            /* a truth compared with 0 is the truth or its opposite */
            bw_lin not = bw_arith_cmp(e, BW_CMP_EQ, result, bw_lin_const(&e->values, 0));
            ck_assert(value_in(e, run, not, &value));
            ck_assert(value == !expected[op]);
        }
    }
}
END_TEST

TCase *arith_case(void)
{
    TCase *tcase = engine_case("arith");
    tcase_add_test(tcase, test_operations);
    tcase_add_test(tcase, test_fit);
    tcase_add_test(tcase, test_compare);
    return tcase;
}
