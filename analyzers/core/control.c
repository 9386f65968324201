/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* How a block ends: which ways can be taken, and what is learned on each. */
#include "core/engine.h"
#include "core/lock.h"
#include "core/typed.h"
#include "core/outside.h"

static const bw_ir_func *func_of(const bw_engine *e, const bw_frame *f)
{
    return &e->module->funcs.at[f->func];
}

static uint32_t way_of(const bw_ir_inst *inst, uint32_t block, uint32_t answer)
{
    return (block << 8 | (answer & 0xff)) ^ inst->loc.begin << 20;
}

/* Is it what a parameter of the function under analysis held on entry? Whatever its callers hand down, they know. */
static bool handed_down(bw_engine *e, bw_lin value)
{
    bw_sym sym = value != 0 ? bw_lin_as_sym(&e->values, value) : 0;
    const bw_symbol *s = sym != 0 ? bw_sym_at(&e->values, sym) : NULL;
    if (s == NULL || s->kind != BW_SYM_MEMORY || s->untrusted)
        return false;
    const bw_obj *o = bw_obj_at(e, bw_sym_at(&e->values, s->key[0])->object);
    return o->kind == BW_OBJ_LOCAL && o->ir != 0 && e->module->objects.at[o->ir].kind == BW_OBJECT_PARAM;
}

/* Does the condition ask for what code out of view left in a variable? */
static bool asks_left(bw_engine *e, bw_lin condition, uint32_t depth)
{
    const bw_linear *l = condition != 0 ? bw_lin_at(&e->values, condition) : NULL;
    for (uint32_t i = 0; l != NULL && i < l->count; i++) {
        const bw_symbol *s = bw_sym_at(&e->values, l->terms[i].sym);
        if (s->kind == BW_SYM_MEMORY && (s->key[3] | s->key[4]) != 0 &&
            bw_obj_at(e, bw_sym_at(&e->values, s->key[0])->object)->kind == BW_OBJ_LOCAL)
            return true;
        if (depth != 0 && (s->kind == BW_SYM_COMPARE || s->kind == BW_SYM_WRAP) &&
            (asks_left(e, s->a, depth - 1) || asks_left(e, s->b, depth - 1)))
            return true;
    }
    return false;
}

static void exec_switch(bw_engine *e, bw_run *r, uint32_t block, bw_state *s, const bw_ir_inst *inst)
{
    bw_values *v = &e->values;
    bw_lin value = bw_reg(e, r, s, inst->a).lin;
    const uint32_t *extra = &func_of(e, r->frame)->extra[inst->extra];
    uint32_t count = extra[0], why = bw_why_make(e, BW_WHY_TEST, inst->loc);
    bw_sym chosen = bw_fatal_chosen(e, value);
    if (s->locks != NULL)
        bw_lock_tested(e, s, value);
    bw_typed_compared(e, BW_CMP_EQ, value, value);
    bw_mem_look(e, s, value, 3, true);
    bw_state rest = bw_state_clone(s);
    bool rest_possible = true;
    const bw_ir_type *type = &e->module->types.at[func_of(e, r->frame)->insts[inst->a].type];
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t *entry = &extra[2 + i * 5];
        bw_wide lo = (int64_t)((uint64_t)entry[0] | (uint64_t)entry[1] << 32),
                hi = (int64_t)((uint64_t)entry[2] | (uint64_t)entry[3] << 32);
        /* ranges are written with 64 signed bits: read those above the type's values as the values they stand for */
        bw_wide wraps = type->bits == 64 && !(type->flags & BW_TYPE_SIGNED) ? (bw_wide)1 << 64 : 0;
        lo += lo < 0 ? wraps : 0;
        hi += hi < 0 ? wraps : 0;
        bw_state taken = bw_state_clone(s);
        bool possible = true;
        if (value != 0 && lo <= hi) {
            possible = bw_num_assume_cmp(e, &taken, BW_CMP_GE, value, bw_lin_const(v, lo), why) &&
                       bw_num_assume_cmp(e, &taken, BW_CMP_LE, value, bw_lin_const(v, hi), why);
            if (lo == hi && rest_possible)
                rest_possible = bw_num_assume_cmp(e, &rest, BW_CMP_NE, value, bw_lin_const(v, lo), why);
        }
        if (value != 0 && lo == hi && count <= BW_DECISIONS_MAX / 2) {
            bw_lin differs = bw_arith_cmp(e, BW_CMP_NE, value, bw_lin_const(v, lo));
            bw_life_decide(e, &taken, differs, false);
            bw_life_decide(e, &rest, differs, true);
            bw_outside_branch(e, r->frame->func, block + (i + 1) * 65537u, &taken, differs, false);
            bw_outside_branch(e, r->frame->func, block + (i + 1) * 65537u, &rest, differs, true);
        }
        bw_fatal_decide(e, &taken, why, i + 1, chosen);
        if (r->frame->context != 1 && rest_possible) {
            taken.asked = rest.asked = r->frame->context;
            taken.asked_way = way_of(inst, block, i + 1);
            rest.asked_way = way_of(inst, block, 0);
        }
        if (possible)
            bw_solve_flow(e, r->frame, block, entry[4], &taken);
    }
    rest.unlisted |= r->frame->order->meets[extra[1]] && handed_down(e, value);
    rest.doubtful |= (inst->flags & BW_INST_EXHAUSTIVE) != 0; /* no value is left */
    bw_fatal_decide(e, &rest, why, 0, chosen);
    if (rest_possible)
        bw_solve_flow(e, r->frame, block, extra[1], &rest);
}

/* What callers hand down was asked for more than a number, and now for the number itself: that it is less than both is a case
 * that nobody speaks of. Returns what was asked, 0 nothing of the kind. */
static bw_sym asked_to_the_end(bw_engine *e, const bw_state *s, bw_lin condition, bw_wide *ret_number)
{
    bw_values *v = &e->values;
    bw_sym test = condition != 0 && bw_lin_at(v, condition)->count == 1 ? bw_lin_at(v, condition)->terms[0].sym : 0;
    if (test == 0 || bw_sym_at(v, test)->kind != BW_SYM_COMPARE || bw_sym_at(v, test)->op != BW_CMP_NE)
        return 0;
    bw_lin difference = bw_lin_sub(v, bw_sym_at(v, test)->a, bw_sym_at(v, test)->b);
    const bw_linear *l = difference != 0 ? bw_lin_at(v, difference) : NULL;
    if (l == NULL || l->count != 1 || (l->terms[0].coeff != 1 && l->terms[0].coeff != -1))
        return 0;
    bw_sym sym = l->terms[0].sym;
    bw_bound bound = bw_num_bound(e, s, sym);
    *ret_number = -l->constant * l->terms[0].coeff;
    return bound.hi == *ret_number && bound.lo == bw_sym_at(v, sym)->lo && e->whys.at[bound.hi_why].kind == BW_WHY_TEST &&
                   handed_down(e, bw_lin_sym(v, sym))
               ? sym
               : 0;
}

static void exec_branch(bw_engine *e, bw_run *r, uint32_t block, bw_state *s, const bw_ir_inst *inst)
{
    bw_lin condition = bw_reg(e, r, s, inst->a).lin;
    const bw_ir_inst *from = &func_of(e, r->frame)->insts[inst->a];
    const bw_ir_block *b = &func_of(e, r->frame)->blocks[block];
    uint32_t why = bw_why_make(e, BW_WHY_TEST, from->loc.begin != 0 ? from->loc : inst->loc);
    e->whys.at[why].context = r->frame->context;
    e->whys.at[why].weak = ((inst->flags | from->flags) & (BW_INST_MACRO | BW_INST_ARGUMENT | BW_INST_LOOP)) != 0;
    if (e->loop_depth != 0)
        bw_widen_asked(e, s, condition, why, (inst->flags & BW_INST_LOOP) != 0);
    if (s->locks != NULL)
        bw_lock_tested(e, s, condition);
    bw_typed_compared(e, BW_CMP_NE, condition, 0);
    bw_life_test(e, r, s, b->first + b->count - 1, inst->a, condition);
    bw_wide number = 0;
    bw_sym to_the_end = asked_to_the_end(e, s, condition, &number);
    bw_state other = bw_state_clone(s);
    bool nonzero = false, asked = condition != 0 && bw_num_zero_asked(e, condition, &nonzero) != 0;
    bw_mem_look(e, s, condition, 3, !asked || !nonzero);
    bw_mem_look(e, &other, condition, 3, !asked || nonzero);
    bool unlikely[2] = {bw_unlikely_branch(e, s, condition, false), bw_unlikely_branch(e, s, condition, true)};
    s->unlikely = unlikely[1];
    other.unlikely = unlikely[0];
    bw_outside_branch(e, r->frame->func, block, s, condition, true);
    bw_outside_branch(e, r->frame->func, block, &other, condition, false);
    bool yes = bw_num_assume(e, s, condition, true, why), no = bw_num_assume(e, &other, condition, false, why);
    yes = yes && bw_text_tested(e, s, condition, true, why);
    no = no && bw_text_tested(e, &other, condition, false, why);
    bool loop = (inst->flags & BW_INST_LOOP) != 0, open = yes && no;
    if (to_the_end != 0) {
        s->unlisted |= bw_num_bound(e, s, to_the_end).hi < number;
        other.unlisted |= bw_num_bound(e, &other, to_the_end).hi < number;
    }
    if (from->op == BW_IR_OPAQUE && (from->flags & BW_INST_GUARDED))
        s->raised = true;
    bw_user_decided(e, s, condition);
    bw_user_decided(e, &other, condition);
    bw_borrow_decided(e, s, condition);
    bw_borrow_decided(e, &other, condition);
    if (open) {
        bw_life_decide(e, s, condition, true);
        bw_life_decide(e, &other, condition, false);
    }
    bw_sym chosen = open ? bw_fatal_chosen(e, condition) : 0;
    if (open && !loop) {
        bw_fatal_decide(e, s, why, 1, chosen);
        bw_fatal_decide(e, &other, why, 0, chosen);
    } else {
        bw_fatal_asked(e, chosen);
    }
    if (open && !loop && e->trial && e->values.epoch == 0 && asks_left(e, condition, 2))
        s->told_in_round = other.told_in_round = true;
    if (open && !loop && r->frame->context != 1) {
        s->asked = other.asked = r->frame->context;
        s->asked_way = way_of(inst, block, 1);
        other.asked_way = way_of(inst, block, 0);
    }
    if (open && !loop) {
        bw_life_open(e, r, s, inst->a, inst->flags | from->flags, condition);
        bw_life_open(e, r, &other, inst->a, inst->flags | from->flags, condition);
    } else if (open) {
        s->null_tested = other.null_tested = 0;
        /* that a loop runs not even once is seldom meant */
        uint32_t end = r->frame->first_end;
        const uint32_t *position = r->frame->order->position;
        bool before = position[inst->b] > position[block] && position[inst->c] > position[block]; /* no do-while */
        if (before && end != 0 && position[inst->b] >= end)
            s->doubtful = s->contrary = true;
        if (before && end != 0 && position[inst->c] >= end)
            other.doubtful = other.contrary = true;
    }
    if (yes)
        bw_solve_flow(e, r->frame, block, inst->b, s);
    if (no)
        bw_solve_flow(e, r->frame, block, inst->c, &other);
}

static void exec_return(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_inst *inst)
{
    const bw_ir_block *b = &func_of(e, r->frame)->blocks[r->block];
    bw_value value = inst->a != 0 ? bw_reg(e, r, s, inst->a) : (bw_value){0, 0};
    if (r->frame->context == 1) {
        bw_life_hand_on(e, r, s, inst->a, value);
        bw_contract_complete(e, r, s, b->first + b->count - 1, value.lin);
        if (e->answers.count != 0)
            bw_answer_complete(e, r, s, b->first + b->count - 1, value.lin);
    }
    bw_life_return(e, r, s, b->first + b->count - 1, inst->a, value);
    if (inst->a != 0) {
        if (value.lin != 0)
            bw_cell_set(e->work, s,
                        (bw_cell){.base = bw_mem_own_place(e, r->frame->context, BW_SPACE_RETURN), .bits = 64, .value = value});
    }
    bw_states_add(e, &r->frame->exits, BW_CALL_EXITS, s, r->frame->context, UINT32_MAX);
}

void bw_exec_terminator(bw_engine *e, bw_run *r, uint32_t block, bw_state *s, const bw_ir_inst *inst)
{
    const uint32_t *extra = &func_of(e, r->frame)->extra[inst->extra];
    switch (inst->op) {
    case BW_IR_BR:
        bw_solve_flow(e, r->frame, block, inst->a, s);
        break;
    case BW_IR_CBR:
        exec_branch(e, r, block, s, inst);
        break;
    case BW_IR_SWITCH:
        exec_switch(e, r, block, s, inst);
        break;
    case BW_IR_RET:
        exec_return(e, r, s, inst);
        break;
    case BW_IR_INDIRECT:
        for (uint32_t i = 0; i < extra[0]; i++) {
            bw_state taken = bw_state_clone(s);
            bw_solve_flow(e, r->frame, block, extra[1 + i], &taken);
        }
        break;
    case BW_IR_UNREACHABLE: {
        /* an instruction of the machine that nothing stands behind: a trap */
        const bw_ir_block *b = &func_of(e, r->frame)->blocks[block];
        uint32_t site = b->first + b->count - 1;
        if (b->count > 1 && inst[-1].op == BW_IR_ASM)
            bw_fatal_stop(e, r, s, site, NULL);
        break;
    }
    default:
        break;
    }
}
