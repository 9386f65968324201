/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Floating values. Only three things are kept of one: that it is zero, that an attacker chose it, and that the program
 * has looked at it. Its symbol stands for its bits, so nothing else may be computed from it; zero, whose bits are all
 * zero, is a constant, and no other value is.
 */
#include "core/engine.h"

static bool is_floating(const bw_engine *e, const bw_run *r, bw_ir_val val)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    return e->module->types.at[func->insts[val].type].kind == BW_TYPE_FLOAT;
}

bw_lin bw_float_cast(bw_engine *e, bw_run *r, const bw_state *s, uint32_t site, bw_lin from)
{
    bw_values *v = &e->values;
    const bw_ir_inst *inst = &e->module->funcs.at[r->frame->func].insts[site];
    bw_wide constant;
    if (from == 0)
        return 0;
    if (bw_lin_is_const(v, from, &constant))
        return constant == 0 ? from : 0;
    if (!bw_lin_untrusted(v, from) || bw_num_interval_lower(e, s, from) > 0 || bw_num_interval_upper(e, s, from) < 0)
        return 0;
    bw_lin result = bw_fresh(e, r->frame->context, site, 7, inst->type, inst->loc);
    bw_symbol *symbol = bw_sym_at(v, bw_lin_as_sym(v, result));
    symbol->untrusted = true;
    symbol->limited |= bw_lin_limited(v, from);
    symbol->a = from;
    return result;
}

/* What an operand of a comparison was made of counts as looked at: fabs(x) > limit says something of x. */
static void look(bw_engine *e, bw_run *r, bw_state *s, bw_ir_val val, uint32_t depth)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const bw_ir_inst *inst = &func->insts[val];
    bw_lin lin = val != 0 ? bw_reg(e, r, s, val).lin : 0;
    const bw_linear *l = lin != 0 ? bw_lin_at(&e->values, lin) : NULL;
    for (uint32_t t = 0; l != NULL && t < l->count; t++)
        bw_sym_at(&e->values, l->terms[t].sym)->limited |= bw_sym_at(&e->values, l->terms[t].sym)->untrusted;
    if (depth == 0 || val == 0)
        return;
    if (inst->op == BW_IR_CAST || inst->op == BW_IR_UN || inst->op == BW_IR_BIN)
        look(e, r, s, inst->a, depth - 1);
    if (inst->op == BW_IR_BIN)
        look(e, r, s, inst->b, depth - 1);
    const uint32_t *extra = &func->extra[inst->extra];
    for (uint32_t i = 0; inst->op == BW_IR_CALL && i < extra[0]; i++)
        look(e, r, s, extra[1 + i], depth - 1);
}

bool bw_float_compare(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_inst *inst)
{
    bw_wide constant;
    if (!is_floating(e, r, inst->a))
        return false;
    look(e, r, s, inst->a, 4);
    look(e, r, s, inst->b, 4);
    bw_lin a = bw_reg(e, r, s, inst->a).lin, b = bw_reg(e, r, s, inst->b).lin;
    return (a != 0 && bw_lin_is_const(&e->values, a, &constant)) ||
           (b != 0 && bw_lin_is_const(&e->values, b, &constant));
}

bool bw_float_chosen(const bw_engine *e, bw_lin lin, bw_sym *ret_sym)
{
    const bw_values *v = &e->values;
    bw_sym sym = bw_lin_as_sym(v, lin);
    if (sym == 0 || !bw_sym_at(v, sym)->untrusted || bw_sym_at(v, sym)->doubtful)
        return false;
    *ret_sym = sym;
    for (uint32_t depth = 0; lin != 0 && depth < 4; depth++) {
        if (bw_lin_limited(v, lin))
            return false;
        sym = bw_lin_as_sym(v, lin);
        lin = sym != 0 && bw_sym_at(v, sym)->kind == BW_SYM_RESULT ? bw_sym_at(v, sym)->a : 0;
    }
    return true;
}
