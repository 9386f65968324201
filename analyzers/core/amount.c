/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the expressions of API models come to at a call. */
#include "core/call.h"

const char *bw_call_constant_bytes(bw_engine *e, bw_value pointer, uint64_t *ret_size)
{
    bw_lin offset;
    bw_wide at;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (object == 0 || !bw_lin_is_const(&e->values, offset, &at) || at < 0)
        return NULL;
    const bw_obj *o = bw_obj_at(e, object);
    if (o->ir == 0 || !(o->is_const || o->kind == BW_OBJ_LITERAL))
        return NULL;
    const bw_ir_object *ir = &e->module->objects.at[o->ir];
    if (ir->data == NULL || at >= (bw_wide)ir->size)
        return NULL;
    *ret_size = ir->size - (uint64_t)at;
    return ir->data + at;
}

bw_sym bw_length_symbol(bw_engine *e, bw_sym_kind kind, const uint32_t key[5], bool untrusted, bw_ir_loc loc)
{
    bool fresh;
    bw_sym sym = bw_sym_get(&e->values, kind, key, &fresh);
    if (fresh) {
        bw_symbol *symbol = bw_sym_at(&e->values, sym);
        symbol->bits = 64;
        symbol->lo = 0;
        symbol->hi = ((bw_wide)1 << 47) - 1;
        symbol->loc = loc;
        symbol->untrusted = untrusted;
    }
    return sym;
}

bw_sym bw_call_length(bw_call_run *c, bw_sym_kind kind, const uint32_t key[5], bool untrusted)
{
    return bw_length_symbol(c->e, kind, key, untrusted, inst_of(c)->loc);
}

uint64_t bw_call_elem_size(const bw_call_run *c, uint32_t arg)
{
    const bw_ir_func *func = caller_of(c);
    const bw_ir_inst *inst = &func->insts[c->vals[arg]];
    for (int depth = 0; depth < 4 && inst->op == BW_IR_CAST && inst->sub == BW_CAST_PTR; depth++)
        inst = &func->insts[inst->a];
    const bw_ir_type *type = &c->e->module->types.at[inst->type];
    return type->kind == BW_TYPE_POINTER ? c->e->module->types.at[type->elem].size : 0;
}

bw_lin bw_call_any(bw_call_run *c)
{
    bw_engine *e = c->e;
    bool fresh;
    uint32_t key[5] = {context_of(c), c->site, 9, 0, 1};
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);
    if (fresh) {
        bw_symbol *symbol = bw_sym_at(&e->values, sym);
        symbol->bits = 63;
        symbol->lo = 0;
        symbol->hi = ((bw_wide)1 << 63) - 1;
        symbol->untrusted = true;
        symbol->loc = inst_of(c)->loc;
    }
    return bw_lin_sym(&e->values, sym);
}

/* The less or the greater of two amounts of which neither is known to be it. */
static bw_lin either(bw_call_run *c, bool least, bw_lin left, bw_lin right, uint32_t part)
{
    bw_engine *e = c->e;
    bw_values *v = &e->values;
    bool fresh;
    uint32_t key[5] = {context_of(c), c->site, 64 + part, 0, 1};
    bw_sym sym = bw_sym_get(v, BW_SYM_RESULT, key, &fresh);
    bw_symbol *symbol = bw_sym_at(v, sym);
    if (fresh)
        symbol->loc = inst_of(c)->loc;
    /* who chooses one of two can make it the less, whatever the other one is, but not the greater */
    bool one = bw_lin_untrusted(v, left) || bw_lin_untrusted(v, right);
    symbol->untrusted = least ? one : bw_lin_untrusted(v, left) && bw_lin_untrusted(v, right);
    bw_lin result = bw_lin_sym(v, sym);
    bw_lin sides[2] = {left, right};
    for (int i = 0; i < 2; i++) {
        bw_lin over = bw_lin_sub(v, result, sides[i]);
        if (over != 0)
            bw_num_assume_le(e, c->s, least ? over : bw_lin_scale(v, over, -1), BW_WHY_INDEX_DERIVED);
    }
    bw_wide a = bw_num_lower(e, c->s, left), b = bw_num_lower(e, c->s, right), x = bw_num_upper(e, c->s, left),
            y = bw_num_upper(e, c->s, right);
    bool use_a = least ? a < b : a > b, use_x = least ? x < y : x > y;
    bw_num_restrict(e, c->s, sym, use_a ? a : b, use_x ? x : y, BW_WHY_INDEX_DERIVED);
    return result;
}

/* Value of a model expression as it is before the call; 0 when it is not known. */
bw_lin bw_call_amount(bw_call_run *c, uint32_t index)
{
    bw_engine *e = c->e;
    bw_values *v = &e->values;
    const bw_expr x = c->models->exprs.at[index];
    bw_lin left = 0, right = 0;
    switch (x.kind) {
    case BW_EXPR_CONST:
        return bw_lin_const(v, x.value);
    case BW_EXPR_ARG:
        return (uint64_t)x.value < c->argc ? c->args[x.value].lin : 0;
    case BW_EXPR_STRLEN:
    case BW_EXPR_WCSLEN: {
        const bw_expr arg = c->models->exprs.at[x.left];
        if (arg.kind != BW_EXPR_ARG || (uint64_t)arg.value >= c->argc)
            return 0;
        uint64_t wide = bw_call_elem_size(c, (uint32_t)arg.value);
        return bw_call_string_length(c, c->args[arg.value], x.kind == BW_EXPR_STRLEN ? 1 : wide == 2 ? 2 : 4);
    }
    case BW_EXPR_ELEM: {
        const bw_expr arg = c->models->exprs.at[x.left];
        uint64_t size =
            arg.kind == BW_EXPR_ARG && (uint64_t)arg.value < c->argc ? bw_call_elem_size(c, (uint32_t)arg.value) : 0;
        return size != 0 ? bw_lin_const(v, (bw_wide)size) : 0;
    }
    case BW_EXPR_NONZERO: {
        const bw_expr arg = c->models->exprs.at[x.left];
        bw_lin value = arg.kind == BW_EXPR_ARG && (uint64_t)arg.value < c->argc ? c->args[arg.value].lin : 0;
        return bw_lin_const(v, value != 0 && (bw_num_interval_lower(e, c->s, value) > 0 || bw_num_interval_upper(e, c->s, value) < 0));
    }
    case BW_EXPR_PRINTED:
        return bw_call_printed(c, (uint32_t)c->models->exprs.at[x.left].value);
    case BW_EXPR_ANY:
        return bw_call_any(c);
    case BW_EXPR_UNKNOWN:
        return 0;
    default:
        break;
    }
    left = bw_call_amount(c, x.left);
    right = bw_call_amount(c, x.right);
    if (left == 0 || right == 0)
        return 0;
    bw_lin result = 0;
    switch (x.kind) {
    case BW_EXPR_ADD:
        result = bw_lin_add(v, left, right);
        break;
    case BW_EXPR_SUB:
        result = bw_lin_sub(v, left, right);
        break;
    case BW_EXPR_MUL:
        result = bw_arith_product(e, c->s, left, right, inst_of(c)->loc);
        break;
    case BW_EXPR_MIN:
    case BW_EXPR_MAX: {
        bw_lin difference = bw_lin_sub(v, left, right);
        if (difference == 0)
            return 0;
        bool left_least = bw_num_upper(e, c->s, difference) <= 0, right_least = bw_num_lower(e, c->s, difference) >= 0;
        if (left_least)
            return x.kind == BW_EXPR_MIN ? left : right;
        if (right_least)
            return x.kind == BW_EXPR_MIN ? right : left;
        return either(c, x.kind == BW_EXPR_MIN, left, right, index);
    }
    default:
        return 0;
    }
    return result;
}

/* The argument whose value is the whole size expression, UINT32_MAX when it is made of several. */
uint32_t bw_call_size_argument(const bw_call_run *c, uint32_t index)
{
    const bw_expr x = c->models->exprs.at[index];
    return x.kind == BW_EXPR_ARG && (uint64_t)x.value < c->argc ? (uint32_t)x.value : UINT32_MAX;
}
