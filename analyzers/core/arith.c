/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Operations on values: linear where the mathematics are, with symbols for the rest, wrapping where the width says so.
 */
#include "core/engine.h"

static bool is_integer(const bw_ir_type *type)
{
    return (type->kind == BW_TYPE_INT || type->kind == BW_TYPE_BOOL || type->kind == BW_TYPE_POINTER) &&
           type->bits != 0 && type->bits <= 64;
}

bw_lin bw_fresh(bw_engine *e, uint32_t context, uint32_t site, uint32_t part, bw_ir_ref type, bw_ir_loc loc)
{
    bool fresh;
    uint32_t key[5] = {context, site, part, type, 0};
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);
    if (fresh) {
        bw_sym_set_type(&e->values, sym, e->module, type);
        bw_sym_at(&e->values, sym)->loc = loc;
    }
    return bw_lin_sym(&e->values, sym);
}

bw_lin bw_arith_image(bw_engine *e, bw_ir_ref func, bw_lin a, bw_ir_ref type, bw_ir_loc loc)
{
    bool fresh;
    uint32_t key[5] = {func, a, type, 0, 0};
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_IMAGE, key, &fresh);
    if (fresh) {
        bw_sym_set_type(&e->values, sym, e->module, type);
        bw_sym_at(&e->values, sym)->a = a;
        bw_sym_at(&e->values, sym)->loc = loc;
    }
    return bw_lin_sym(&e->values, sym);
}

/* The symbol for op(a, b) of a type, its range narrowed in s to [lo, hi]. */
static bw_lin operation(bw_engine *e, bw_state *s, uint8_t op, bw_lin a, bw_lin b, bw_ir_ref type, bw_wide lo,
                        bw_wide hi, bw_ir_loc loc)
{
    bool fresh;
    uint32_t key[5] = {op, a, b, type, 0};
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_OPERATION, key, &fresh);
    if (fresh) {
        bw_symbol *symbol = bw_sym_at(&e->values, sym);
        symbol->op = op;
        symbol->a = a;
        symbol->b = b;
        symbol->loc = loc;
        symbol->lo = -BW_INFINITY;
        symbol->hi = BW_INFINITY;
        if (type != 0)
            bw_sym_set_type(&e->values, sym, e->module, type);
        bw_sym_at(&e->values, sym)->is_pointer = false;
        symbol = bw_sym_at(&e->values, sym);
        symbol->untrusted = bw_lin_untrusted(&e->values, a) || bw_lin_untrusted(&e->values, b);
        symbol->limited = symbol->untrusted && bw_lin_limited(&e->values, a) && bw_lin_limited(&e->values, b);
    }
    bw_num_restrict(e, s, sym, lo, hi, BW_WHY_INDEX_DERIVED);
    return bw_lin_sym(&e->values, sym);
}

/* A constant divisor is a bound that the program writes down, and remainders take every value. (Masks often pick bits
 * of a format that never uses them all.) */
static void written_bound(bw_engine *e, bw_state *s, bw_lin result, bw_wide hi, bw_ir_loc loc)
{
    bw_sym sym = bw_lin_as_sym(&e->values, result);
    if (sym == 0)
        return;
    bw_bound bound = bw_num_bound(e, s, sym);
    if (bound.hi != hi)
        return;
    bound.hi_why = bw_why_make(e, BW_WHY_TEST, loc);
    bw_bound_set(e->work, s, bound);
}

static bw_sym wrap_symbol(bw_engine *e, bw_lin lin, bw_ir_ref type, bool modular, bw_ir_loc loc)
{
    const bw_ir_type *t = &e->module->types.at[type];
    bool fresh;
    uint32_t key[5] = {lin, t->bits, t->kind == BW_TYPE_INT && (t->flags & BW_TYPE_SIGNED), 0, 0};
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_WRAP, key, &fresh);
    if (fresh) {
        bw_sym_set_type(&e->values, sym, e->module, type);
        bw_symbol *symbol = bw_sym_at(&e->values, sym);
        symbol->a = lin;
        symbol->op = modular; /* a conversion, not arithmetic */
        symbol->loc = loc;
        symbol->untrusted = bw_lin_untrusted(&e->values, lin);
        symbol->limited = symbol->untrusted && bw_lin_limited(&e->values, lin);
    }
    return sym;
}

bw_lin bw_arith_fit(bw_engine *e, bw_state *s, bw_lin lin, bw_ir_ref type, bool modular, bw_ir_loc loc)
{
    const bw_ir_type *t = &e->module->types.at[type];
    if (lin == 0 || !is_integer(t))
        return 0;
    bw_wide constant, min = bw_type_min(t), max = bw_type_max(t);
    if (bw_lin_is_const(&e->values, lin, &constant)) {
        if (constant >= min && constant <= max)
            return lin;
        bw_wide period = (bw_wide)1 << t->bits;
        bw_wide rest = constant % period;
        if (rest < 0)
            rest += period;
        return bw_lin_const(&e->values, rest > max ? rest - period : rest);
    }
    if (bw_num_interval_lower(e, s, lin) >= min && bw_num_interval_upper(e, s, lin) <= max)
        return lin;
    /* Overflow of signed arithmetic is undefined, so the program may count on its absence and so may we. */
    if (!modular && t->kind == BW_TYPE_INT && (t->flags & BW_TYPE_SIGNED) && !(t->flags & BW_TYPE_WRAPS))
        return lin;
    if (t->kind == BW_TYPE_POINTER)
        return lin;
    bw_wide hi = bw_num_upper(e, s, lin), lo = bw_num_lower(e, s, lin), period = max - min + 1;
    if (hi <= max && lo >= min)
        return lin;
    /* all of it lies one period above or below: (long)p where IS_ERR(p) */
    if (modular && lo > max && lo >= min + period && hi <= max + period)
        return bw_lin_offset(&e->values, lin, -period);
    if (modular && hi < min && lo >= min - period && hi <= max - period)
        return bw_lin_offset(&e->values, lin, period);
    return bw_lin_sym(&e->values, wrap_symbol(e, lin, type, modular, loc));
}

static bw_wide product_bound(bw_wide a, bw_wide b)
{
    bw_wide product;
    bool negative = (a < 0) != (b < 0);
    if (a == 0 || b == 0)
        return 0;
    if (a >= BW_INFINITY || a <= -BW_INFINITY || b >= BW_INFINITY || b <= -BW_INFINITY ||
        __builtin_mul_overflow(a, b, &product) || product > BW_INFINITY || product < -BW_INFINITY)
        return negative ? -BW_INFINITY : BW_INFINITY;
    return product;
}

static bw_wide least(bw_wide a, bw_wide b)
{
    return a < b ? a : b;
}
static bw_wide greatest(bw_wide a, bw_wide b)
{
    return a > b ? a : b;
}

bw_lin bw_arith_product(bw_engine *e, bw_state *s, bw_lin a, bw_lin b, bw_ir_loc loc)
{
    bw_wide constant;
    if (a == 0 || b == 0)
        return 0;
    if (bw_lin_is_const(&e->values, a, &constant))
        return bw_lin_scale(&e->values, b, constant);
    if (bw_lin_is_const(&e->values, b, &constant))
        return bw_lin_scale(&e->values, a, constant);
    bw_wide al = bw_num_lower(e, s, a), ah = bw_num_upper(e, s, a);
    bw_wide bl = bw_num_lower(e, s, b), bh = bw_num_upper(e, s, b);
    bw_wide p = product_bound(al, bl), q = product_bound(al, bh), r = product_bound(ah, bl), t = product_bound(ah, bh);
    if (a > b) {
        bw_lin swap = a;
        a = b;
        b = swap;
    }
    return operation(e, s, BW_BIN_MUL, a, b, 0, least(least(p, q), least(r, t)),
                     greatest(greatest(p, q), greatest(r, t)), loc);
}

/* Of two constants whose product no form holds: what unsigned arithmetic leaves of it. */
static bw_lin large_product(bw_engine *e, bw_wide x, bw_wide y, bw_ir_ref type)
{
    const bw_ir_type *t = &e->module->types.at[type];
    if (t->kind != BW_TYPE_INT || (t->flags & BW_TYPE_SIGNED) || t->bits > 64)
        return 0;
    uint64_t left = (uint64_t)x * (uint64_t)y;
    return bw_lin_const(&e->values, (bw_wide)(t->bits == 64 ? left : left & (((uint64_t)1 << t->bits) - 1)));
}

static void learn_le(bw_engine *e, bw_state *s, bw_lin lin)
{
    if (lin != 0)
        bw_num_assume_le(e, s, lin, BW_WHY_INDEX_DERIVED);
}

/* One end of a quotient by k, k not 0; an end that is not known stays so, on the side that k's sign leaves it. */
static bw_wide quotient_end(bw_wide end, bw_wide k)
{
    if (end >= BW_INFINITY || end <= -BW_INFINITY)
        return k < 0 ? -end : end;
    return end / k;
}

/* a less k times its quotient lies in [-below, k - 1]. */
static void learn_rest(bw_engine *e, bw_state *s, bw_lin a, bw_lin quotient, bw_wide k, bw_wide below)
{
    bw_lin rest = bw_lin_sub(&e->values, a, bw_lin_scale(&e->values, quotient, k));
    learn_le(e, s, bw_lin_offset(&e->values, bw_lin_scale(&e->values, rest, -1), -below));
    learn_le(e, s, bw_lin_offset(&e->values, rest, -(k - 1)));
}

/* C cuts towards 0: for a dividend that may be below 0 the quotient is up to a part too large as well as too small. */
static bw_lin divide_by_constant(bw_engine *e, bw_state *s, bw_lin a, bw_wide k, bw_lin b, bw_ir_ref type, bw_ir_loc loc)
{
    bw_wide lo = bw_num_lower(e, s, a), hi = bw_num_upper(e, s, a);
    if (k == 1)
        return a;
    bw_lin quotient = operation(e, s, BW_BIN_DIV, a, b, type, quotient_end(k > 0 ? lo : hi, k),
                                quotient_end(k > 0 ? hi : lo, k), loc);
    if (k > 0)
        learn_rest(e, s, a, quotient, k, lo >= 0 ? 0 : k - 1);
    return quotient;
}

static bw_lin divide(bw_engine *e, bw_state *s, bw_lin a, bw_lin b, bw_ir_ref type, bw_ir_loc loc)
{
    bw_values *v = &e->values;
    bw_wide k, lo = bw_num_lower(e, s, a), hi = bw_num_upper(e, s, a);
    if (bw_lin_is_const(v, b, &k) && k != 0)
        return divide_by_constant(e, s, a, k, b, type, loc);
    if (lo >= 0 && bw_num_lower(e, s, b) >= 1) {
        bw_lin quotient = operation(e, s, BW_BIN_DIV, a, b, type, 0, hi, loc);
        learn_le(e, s, bw_lin_sub(v, quotient, a));
        return quotient;
    }
    bw_wide size = greatest(greatest(hi, -hi), greatest(lo, -lo));
    return operation(e, s, BW_BIN_DIV, a, b, type, -size, size, loc);
}

static bw_lin remainder_of(bw_engine *e, bw_state *s, bw_lin a, bw_lin b, bw_ir_ref type, bw_ir_loc loc)
{
    bw_values *v = &e->values;
    bw_wide a_lo = bw_num_lower(e, s, a), a_hi = bw_num_upper(e, s, a), b_hi = bw_num_upper(e, s, b),
            b_lo = bw_num_lower(e, s, b);
    if (a_lo >= 0 && b_lo > a_hi)
        return a;
    bw_wide size = greatest(greatest(b_hi, -b_hi), greatest(b_lo, -b_lo)) - 1;
    bw_lin rest = operation(e, s, BW_BIN_REM, a, b, type, a_lo >= 0 ? 0 : -size,
                            a_hi < 0 ? 0 : least(size, a_lo >= 0 ? a_hi : size), loc);
    if (b_lo >= 1)
        learn_le(e, s, bw_lin_offset(v, bw_lin_sub(v, rest, b), 1));
    if (a_lo >= 0)
        learn_le(e, s, bw_lin_sub(v, rest, a));
    if (b_lo == b_hi && a_hi >= b_hi)
        written_bound(e, s, rest, b_hi - 1, loc);
    return rest;
}

static bw_wide ones_above(bw_wide value)
{ /* least 2^k - 1 ≥ value, value ≥ 0 */
    bw_wide mask = 0;
    while (mask < value)
        mask = mask * 2 + 1;
    return mask;
}

/* Only multiples of step are possible. */
static void every_step(bw_engine *e, bw_state *s, bw_sym sym, int64_t step)
{
    bw_bound bound = bw_num_bound(e, s, sym);
    if (step < 2 || bound.lo >= bound.hi || bound.step > 1)
        return;
    bound.step = step;
    bound.rest = 0;
    bound.hi -= bound.hi % step;
    bw_bound_set(e->work, s, bound);
}

static bw_lin bits_and(bw_engine *e, bw_state *s, bw_lin a, bw_lin b, bw_ir_ref type, bw_ir_loc loc)
{
    bw_values *v = &e->values;
    bw_wide mask;
    if (bw_lin_is_const(v, a, &mask)) {
        bw_lin swap = a;
        a = b;
        b = swap;
    }
    bw_wide a_lo = bw_num_lower(e, s, a), a_hi = bw_num_upper(e, s, a), b_lo = bw_num_lower(e, s, b),
            b_hi = bw_num_upper(e, s, b);
    const bw_ir_type *t = &e->module->types.at[type];
    if (bw_lin_is_const(v, b, &mask)) {
        if (mask >= 0 && ones_above(mask) == mask && a_lo >= 0 && a_hi <= mask)
            return a;
        /* a mask that clears low bits aligns downwards: a - (2^k - 1) ≤ result ≤ a */
        bw_wide inverse = mask < 0 ? -mask - 1 : bw_type_max(t) - mask;
        if (a_lo >= 0 && inverse >= 0 && ones_above(inverse) == inverse && (mask < 0 || a_hi <= bw_type_max(t))) {
            bw_lin down = operation(e, s, BW_BIN_AND, a, b, type, greatest(0, a_lo - inverse), a_hi, loc);
            learn_le(e, s, bw_lin_sub(v, down, a));
            learn_le(e, s, bw_lin_offset(v, bw_lin_sub(v, a, down), -inverse));
            return down;
        }
    }
    bw_wide hi = BW_INFINITY;
    if (a_lo >= 0)
        hi = a_hi;
    if (b_lo >= 0)
        hi = least(hi, b_hi);
    bw_lin result = operation(e, s, BW_BIN_AND, a, b, type, a_lo >= 0 || b_lo >= 0 ? 0 : -BW_INFINITY, hi, loc);
    if (bw_lin_is_const(v, b, &mask) && mask > 1 && mask < (bw_wide)1 << 20)
        every_step(e, s, bw_lin_as_sym(v, result), (int64_t)(mask & -mask));
    if (a_lo >= 0)
        learn_le(e, s, bw_lin_sub(v, result, a));
    return result;
}

static bw_lin bits_or(bw_engine *e, bw_state *s, uint8_t op, bw_lin a, bw_lin b, bw_ir_ref type, bw_ir_loc loc)
{
    bw_wide a_lo = bw_num_lower(e, s, a), a_hi = bw_num_upper(e, s, a), b_lo = bw_num_lower(e, s, b),
            b_hi = bw_num_upper(e, s, b);
    bw_wide zero;
    if (bw_lin_is_const(&e->values, b, &zero) && zero == 0)
        return a;
    if (bw_lin_is_const(&e->values, a, &zero) && zero == 0)
        return b;
    if (a_lo < 0 || b_lo < 0 || a_hi >= BW_INFINITY || b_hi >= BW_INFINITY)
        return operation(e, s, op, a, b, type, -BW_INFINITY, BW_INFINITY, loc);
    return operation(e, s, op, a, b, type, op == BW_BIN_OR ? greatest(a_lo, b_lo) : 0, ones_above(greatest(a_hi, b_hi)),
                     loc);
}

static bw_lin shift(bw_engine *e, bw_state *s, bw_ir_bin op, bw_lin a, bw_lin b, bw_ir_ref type, bw_ir_loc loc)
{
    bw_wide k, lo = bw_num_lower(e, s, a), hi = bw_num_upper(e, s, a);
    if (bw_lin_is_const(&e->values, b, &k) && k >= 0 && k < 62) {
        if (op == BW_BIN_SHL) {
            bw_lin scaled = bw_lin_scale(&e->values, a, (bw_wide)1 << k);
            bw_lin fit = bw_arith_fit(e, s, scaled, type, false, loc);
            if (fit != 0)
                return fit;
        } else if (lo >= 0) {
            return divide(e, s, a, bw_lin_const(&e->values, (bw_wide)1 << k), type, loc);
        } else { /* both compilers fill up with the sign, that is they round down */
            bw_lin part = operation(e, s, (uint8_t)op, a, b, type, lo <= -BW_INFINITY ? lo : lo >> k,
                                    hi >= BW_INFINITY ? hi : hi >> k, loc);
            learn_rest(e, s, a, part, (bw_wide)1 << k, 0);
            return part;
        }
    }
    bw_wide b_lo = bw_num_lower(e, s, b), b_hi = bw_num_upper(e, s, b);
    if (op == BW_BIN_SHR)
        return operation(e, s, (uint8_t)op, a, b, type, lo >= 0 ? 0 : lo, hi < 0 ? -1 : hi, loc);
    if (lo >= 0 && hi < ((bw_wide)1 << 40) && b_lo >= 0 && b_hi < 63) {
        bw_wide max = bw_type_max(&e->module->types.at[type]);
        bw_wide top = hi << b_hi;
        if (top <= max)
            return operation(e, s, (uint8_t)op, a, b, type, lo << b_lo, top, loc);
    }
    return operation(e, s, (uint8_t)op, a, b, type, -BW_INFINITY, BW_INFINITY, loc);
}

/* Both constant: the exact result, 0 when there is none (division by zero, shift out of range). */
static bw_lin fold(bw_engine *e, bw_state *s, bw_ir_bin op, bw_wide a, bw_wide b, bw_ir_ref type, bw_ir_loc loc)
{
    bw_wide result;
    switch (op) {
    case BW_BIN_DIV:
        if (b == 0)
            return 0;
        result = a / b;
        break;
    case BW_BIN_REM:
        if (b == 0)
            return 0;
        result = a % b;
        break;
    case BW_BIN_AND:
        result = a & b;
        break;
    case BW_BIN_OR:
        result = a | b;
        break;
    case BW_BIN_XOR:
        result = a ^ b;
        break;
    case BW_BIN_SHL:
        if (b < 0 || b > 63)
            return 0;
        result = a * ((bw_wide)1 << b);
        break;
    case BW_BIN_SHR:
        if (b < 0 || b > 63)
            return 0;
        result = a >> b;
        break;
    default:
        return 0;
    }
    return bw_arith_fit(e, s, bw_lin_const(&e->values, result), type, true, loc);
}

/* A sum or product of constants that exceeds its width: the value is known, and so is that it wrapped. */
static bw_lin wrapped_constant(bw_engine *e, bw_state *s, bw_lin exact, bw_lin fit, bw_ir_ref type, bw_ir_loc loc)
{
    bw_wide constant, value;
    if (exact == 0 || fit == 0 || !bw_lin_is_const(&e->values, exact, &constant) ||
        !bw_lin_is_const(&e->values, fit, &value))
        return fit;
    if (constant <= bw_type_max(&e->module->types.at[type]))
        return fit;
    bw_sym sym = wrap_symbol(e, exact, type, false, loc);
    bw_num_restrict(e, s, sym, value, value, BW_WHY_INDEX_CONST);
    return bw_lin_sym(&e->values, sym);
}

bw_lin bw_arith_bin(bw_engine *e, bw_state *s, bw_ir_bin op, bw_lin a, bw_lin b, bw_ir_ref type, bw_ir_loc loc)
{
    const bw_ir_type *t = &e->module->types.at[type];
    bw_wide x, y;
    if (a == 0 || b == 0 || !is_integer(t))
        return 0;
    switch (op) {
    case BW_BIN_ADD: {
        bw_lin sum = bw_lin_add(&e->values, a, b);
        return wrapped_constant(e, s, sum, bw_arith_fit(e, s, sum, type, false, loc), type, loc);
    }
    case BW_BIN_SUB:
        return bw_arith_fit(e, s, bw_lin_sub(&e->values, a, b), type, false, loc);
    case BW_BIN_MUL: {
        bw_lin product = bw_arith_product(e, s, a, b, loc);
        if (product == 0 && bw_lin_is_const(&e->values, a, &x) && bw_lin_is_const(&e->values, b, &y))
            return large_product(e, x, y, type);
        return wrapped_constant(e, s, product, bw_arith_fit(e, s, product, type, false, loc), type, loc);
    }
    default:
        break;
    }
    if (bw_lin_is_const(&e->values, a, &x) && bw_lin_is_const(&e->values, b, &y))
        return fold(e, s, op, x, y, type, loc);
    switch (op) {
    case BW_BIN_DIV:
        return divide(e, s, a, b, type, loc);
    case BW_BIN_REM:
        return remainder_of(e, s, a, b, type, loc);
    case BW_BIN_AND:
        return bits_and(e, s, a, b, type, loc);
    case BW_BIN_OR:
    case BW_BIN_XOR:
        return bits_or(e, s, (uint8_t)op, a, b, type, loc);
    case BW_BIN_SHL:
    case BW_BIN_SHR:
        return shift(e, s, op, a, b, type, loc);
    default:
        return 0;
    }
}

/* True when lin is a truth value: a COMPARE symbol or one minus it. */
static bool is_truth(const bw_values *v, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(v, lin);
    return l->count == 1 && bw_sym_at(v, l->terms[0].sym)->kind == BW_SYM_COMPARE &&
           ((l->constant == 0 && l->terms[0].coeff == 1) || (l->constant == 1 && l->terms[0].coeff == -1));
}

static bw_lin negate_truth(bw_values *v, bw_lin lin)
{
    return bw_lin_sub(v, bw_lin_const(v, 1), lin);
}

/* All comparisons are made of two, so that a test and its opposite share a symbol: a ≠ b and a < b. */
/* Do both point into objects that have addresses of their own, at known places? */
static bool apart(bw_engine *e, bw_lin a, bw_lin b)
{
    bw_lin left, right;
    bw_sym x = bw_lin_base(&e->values, a, &left), y = bw_lin_base(&e->values, b, &right);
    if (x == 0 || y == 0 || x == y)
        return false;
    const bw_symbol *p = bw_sym_at(&e->values, x), *q = bw_sym_at(&e->values, y);
    if (p->kind != BW_SYM_ADDRESS || q->kind != BW_SYM_ADDRESS || p->object == 0 || q->object == 0)
        return false;
    const bw_obj *o = bw_obj_at(e, p->object), *u = bw_obj_at(e, q->object);
    bool variable = o->kind == BW_OBJ_LOCAL || u->kind == BW_OBJ_LOCAL; /* never null; globals may be one by a linker */
    bw_wide at;
    return variable && o->kind != BW_OBJ_POINTEE && u->kind != BW_OBJ_POINTEE && bw_lin_is_const(&e->values, left, &at) && at == 0 &&
           bw_lin_is_const(&e->values, right, &at) && at == 0;
}

bw_lin bw_arith_cmp(bw_engine *e, bw_ir_cmp op, bw_lin a, bw_lin b)
{
    bw_values *v = &e->values;
    if (a == 0 || b == 0)
        return 0;
    switch (op) {
    case BW_CMP_EQ:
        return negate_truth(v, bw_arith_cmp(e, BW_CMP_NE, a, b));
    case BW_CMP_GT:
        return bw_arith_cmp(e, BW_CMP_LT, b, a);
    case BW_CMP_LE:
        return negate_truth(v, bw_arith_cmp(e, BW_CMP_LT, b, a));
    case BW_CMP_GE:
        return negate_truth(v, bw_arith_cmp(e, BW_CMP_LT, a, b));
    default:
        break;
    }
    bw_lin difference = bw_lin_sub(v, a, b);
    bw_wide d;
    if (difference != 0 && bw_lin_is_const(v, difference, &d))
        return bw_lin_const(v, op == BW_CMP_NE ? d != 0 : d < 0);
    if (op == BW_CMP_NE) {
        if (apart(e, a, b))
            return bw_lin_const(v, 1);
        if (is_truth(v, a) && bw_lin_is_const(v, b, &d) && (d == 0 || d == 1))
            return d == 0 ? a : negate_truth(v, a);
        if (bw_lin_at(v, a)->count == 0) {
            bw_lin swap = a;
            a = b;
            b = swap;
        }
    }
    bool fresh;
    uint32_t key[5] = {op, a, b, 0, 0};
    bw_sym sym = bw_sym_get(v, BW_SYM_COMPARE, key, &fresh);
    if (fresh) {
        bw_symbol *symbol = bw_sym_at(v, sym);
        symbol->op = (uint8_t)op;
        symbol->a = a;
        symbol->b = b;
        symbol->bits = 1;
        symbol->lo = 0;
        symbol->hi = 1;
    }
    return bw_lin_sym(v, sym);
}
