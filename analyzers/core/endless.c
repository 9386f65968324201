/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Loops that go on as long as input does: a place moves on from round to round, nobody asks how far it came, and all that ends
 * the loop is what was read in it. Whoever sends the input decides how many rounds there are, so the place leaves any object
 * of a known size. Read off the code alone, and only where an access that is open already asks. */
#include "core/by_name.h"
#include "core/ir_shape.h"

/* One walk over a loop. */
typedef struct loop {
    const bw_engine *e;
    const bw_ir_func *f;
    const bw_order *order;
    uint32_t first, end; /* its positions */
    bool input;          /* something is read in it */
    int work;            /* instructions that may still be looked at */
} loop;

#define WORK_MAX 20000
#define DEPTH_MAX 6

static bool inside(const loop *l, uint32_t block)
{
    uint32_t at = l->order->position[block];
    return at != UINT32_MAX && at >= l->first && at < l->end;
}

/* Is val the variable and a constant more? */
static bool moved_on(const bw_ir_func *f, bw_ir_val val, bw_ir_ref object)
{
    val = bw_ir_through_casts(f, val);
    const bw_ir_inst *inst = &f->insts[val];
    bool adds = (inst->op == BW_IR_BIN && inst->sub == BW_BIN_ADD) || (inst->op == BW_IR_INDEX && inst->sub == BW_INDEX_PLUS);
    if (!adds || bw_variable_loaded(f, inst->a) != object)
        return false;
    const bw_ir_inst *by = &f->insts[bw_ir_through_casts(f, inst->b)];
    return by->op == BW_IR_CONST && bw_ir_const_value(by) > 0 && bw_ir_const_value(by) < 4096;
}

/* Does the call take in what an attacker sends? */
static bool takes_input(const loop *l, const bw_ir_inst *call)
{
    const bw_model *m = bw_model_of_call(l->e, call);
    for (uint32_t i = 0; m != NULL && i < m->effect_count; i++) {
        const bw_effect *effect = &l->e->models->effects.at[m->effect + i];
        bool kind = effect->kind == BW_EFFECT_WRITE || effect->kind == BW_EFFECT_RETURN || effect->kind == BW_EFFECT_SCAN;
        if (kind && (effect->flags & BW_EFFECT_UNTRUSTED) && !(effect->flags & BW_EFFECT_FAILS))
            return true;
    }
    return false;
}

static bool passes_address(const bw_ir_func *f, const bw_ir_inst *call, bw_ir_ref object)
{
    const uint32_t *extra = &f->extra[call->extra];
    for (uint32_t i = 0; i < extra[0]; i++) {
        const bw_ir_inst *arg = &f->insts[bw_ir_through_casts(f, extra[1 + i])];
        if (arg->op == BW_IR_ADDR && arg->a == object)
            return true;
    }
    return false;
}

static bool from_input(loop *l, bw_ir_val val, int depth);

/* Does every store to the variable inside the loop put there what was read, and is there one? */
static bool holds_input(loop *l, bw_ir_ref object, int depth)
{
    const bw_ir_func *f = l->f;
    bool filled = false;
    if (l->e->module->objects.at[object].kind != BW_OBJECT_LOCAL)
        return false;
    for (uint32_t b = 1; b < f->block_count; b++) {
        if (!inside(l, b))
            continue;
        for (uint32_t i = f->blocks[b].first; i < f->blocks[b].first + f->blocks[b].count; i++) {
            const bw_ir_inst *inst = &f->insts[i];
            if (l->work-- <= 0)
                return false;
            if (inst->op == BW_IR_CALL && takes_input(l, inst) && passes_address(f, inst, object))
                filled = true;
            if (bw_variable_stored(f, inst) != object)
                continue;
            if (!from_input(l, inst->b, depth - 1))
                return false;
            filled = true;
        }
    }
    return filled;
}

/* Is the value what was read in the loop, or made of that and of constants? */
static bool from_input(loop *l, bw_ir_val val, int depth)
{
    const bw_ir_func *f = l->f;
    val = bw_ir_through_casts(f, val);
    const bw_ir_inst *inst = &f->insts[val];
    if (val == 0 || depth <= 0)
        return false;
    switch (inst->op) {
    case BW_IR_CONST:
        return true;
    case BW_IR_CAST:
    case BW_IR_UN:
        return from_input(l, inst->a, depth);
    case BW_IR_BIN:
    case BW_IR_CMP:
        return from_input(l, inst->a, depth - 1) && from_input(l, inst->b, depth - 1);
    case BW_IR_CALL: {
        const uint32_t *extra = &f->extra[inst->extra];
        if (takes_input(l, inst))
            return l->input = true;
        const bw_model *m = bw_model_of_call(l->e, inst);
        if (m == NULL || !(m->flags & BW_MODEL_PURE) || extra[0] == 0)
            return false;
        return from_input(l, extra[1], depth - 1);
    }
    case BW_IR_LOAD:
        if (f->insts[inst->a].op == BW_IR_ADDR)
            return holds_input(l, f->insts[inst->a].a, depth);
        if (f->insts[inst->a].op == BW_IR_INDEX) /* a table that says of what kind the character is */
            return f->insts[bw_ir_through_casts(f, f->insts[inst->a].b)].op != BW_IR_CONST && from_input(l, f->insts[inst->a].b, depth - 1);
        return false;
    default:
        return false;
    }
}

/* Is every way out of the loop a question about input? */
static bool ends_with_input(loop *l)
{
    const bw_ir_func *f = l->f;
    uint32_t next;
    for (uint32_t b = 1; b < f->block_count; b++) {
        if (!inside(l, b))
            continue;
        bool leaves = false;
        for (uint32_t n = 0; (next = bw_order_successor(f, b, n)) != 0; n++)
            leaves |= !inside(l, next);
        const bw_ir_inst *last = &f->insts[f->blocks[b].first + f->blocks[b].count - 1];
        if (leaves && ((last->op != BW_IR_CBR && last->op != BW_IR_SWITCH) || !from_input(l, last->a, DEPTH_MAX)))
            return false;
    }
    return l->input;
}

/* May the call look at how far the place came? */
static bool may_ask(const loop *l, const bw_ir_inst *call, bw_ir_ref object)
{
    const uint32_t *extra = &l->f->extra[call->extra];
    const bw_model *m = bw_model_of_call(l->e, call);
    for (uint32_t i = 0; i < extra[0]; i++)
        if (bw_made_of(l->f, extra[1 + i], object, DEPTH_MAX, true) && (m == NULL || l->e->module->types.at[l->f->insts[extra[1 + i]].type].kind != BW_TYPE_POINTER))
            return true;
    return false;
}

/* Is the variable only ever moved on in the loop, and nobody asks for it there? */
static bool only_moves_on(loop *l, bw_ir_ref object)
{
    const bw_ir_func *f = l->f;
    bool moves = false;
    for (uint32_t b = 1; b < f->block_count; b++) {
        if (!inside(l, b))
            continue;
        for (uint32_t i = f->blocks[b].first; i < f->blocks[b].first + f->blocks[b].count; i++) {
            const bw_ir_inst *inst = &f->insts[i];
            if (l->work-- <= 0)
                return false;
            if (bw_variable_stored(f, inst) == object) {
                if (!moved_on(f, inst->b, object))
                    return false;
                moves = true;
            } else if (inst->op == BW_IR_STORE && bw_made_of(f, inst->b, object, DEPTH_MAX, true)) {
                return false;
            } else if ((inst->op == BW_IR_CMP || inst->op == BW_IR_CBR || inst->op == BW_IR_SWITCH || (inst->op == BW_IR_CAST && inst->sub == BW_CAST_BOOL) ||
                        (inst->op == BW_IR_UN && inst->sub == BW_UN_LNOT)) &&
                       (bw_made_of(f, inst->a, object, DEPTH_MAX, true) || (inst->op == BW_IR_CMP && bw_made_of(f, inst->b, object, DEPTH_MAX, true)))) {
                return false;
            } else if (inst->op == BW_IR_CALL && may_ask(l, inst, object)) {
                return false;
            } else if (inst->op == BW_IR_ASM || inst->op == BW_IR_OPAQUE) {
                return false;
            }
        }
    }
    return moves;
}

/* The innermost loop that the block stands in; false: none. */
static bool loop_around(loop *l, uint32_t block)
{
    uint32_t at = l->order->position[block];
    for (uint32_t head = at + 1; at != UINT32_MAX && head-- > 0;) {
        if (l->order->end[head] <= at)
            continue;
        l->first = head;
        l->end = l->order->end[head];
        return true;
    }
    return false;
}

bool bw_endless_input(const bw_engine *e, const bw_run *r, const bw_access *access)
{
    const bw_ir_func *f = &e->module->funcs.at[r->frame->func];
    loop l = {.e = e, .f = f, .order = r->frame->order, .work = WORK_MAX};
    bw_ir_val val = bw_ir_through_casts(f, access->pointer_val);
    if (val == 0 || !l.order->has_loop || !loop_around(&l, r->block))
        return false;
    bw_ir_ref place = bw_variable_loaded(f, val);
    if (place == 0 && f->insts[val].op == BW_IR_INDEX) {
        place = bw_variable_loaded(f, f->insts[val].b);
        if (place == 0 && f->insts[bw_ir_through_casts(f, f->insts[val].b)].op == BW_IR_CONST)
            place = bw_variable_loaded(f, f->insts[val].a);
    }
    return place != 0 && bw_variable_unshared(e, f, place) && only_moves_on(&l, place) && ends_with_input(&l);
}

static bool stored_inside(const loop *l, bw_ir_ref object)
{
    const bw_ir_func *f = l->f;
    for (uint32_t i = 1; object != 0 && i < f->inst_count; i++)
        if (bw_variable_stored(f, &f->insts[i]) == object)
            for (uint32_t b = 1; b < f->block_count; b++)
                if (i >= f->blocks[b].first && i < f->blocks[b].first + f->blocks[b].count && inside(l, b))
                    return true;
    return false;
}

static bool asks(const bw_ir_inst *inst)
{
    return inst->op == BW_IR_CMP || inst->op == BW_IR_CBR || inst->op == BW_IR_SWITCH ||
           (inst->op == BW_IR_CAST && inst->sub == BW_CAST_BOOL) || (inst->op == BW_IR_UN && inst->sub == BW_UN_LNOT);
}

/* Behind the loop, is something asked for that the loop stored? That may say whether it ran. */
static bool outcome_asked(const loop *l, bw_ir_ref object)
{
    const bw_ir_func *f = l->f;
    for (uint32_t b = 1; b < f->block_count; b++) {
        if (l->order->position[b] == UINT32_MAX || l->order->position[b] < l->end)
            continue;
        for (uint32_t i = f->blocks[b].first; i < f->blocks[b].first + f->blocks[b].count; i++) {
            const bw_ir_inst *inst = &f->insts[i];
            if (!asks(inst))
                continue;
            bw_ir_ref left = bw_variable_loaded(f, inst->a), right = inst->op == BW_IR_CMP ? bw_variable_loaded(f, inst->b) : 0;
            if ((left != object && stored_inside(l, left)) || (right != object && stored_inside(l, right)))
                return true;
        }
    }
    return false;
}

/* Does the variable hold 0 until the loop begins, and does the loop only ever add to it? Nobody asks
 * for it anywhere. */
static bool counted_by(loop *l, bw_ir_ref object)
{
    const bw_ir_func *f = l->f;
    bool moves = false, starts = false;
    for (uint32_t b = 1; b < f->block_count; b++) {
        for (uint32_t i = f->blocks[b].first; i < f->blocks[b].first + f->blocks[b].count; i++) {
            const bw_ir_inst *inst = &f->insts[i];
            if (l->work-- <= 0)
                return false;
            if (asks(inst) && (bw_made_of(f, inst->a, object, DEPTH_MAX, true) || (inst->op == BW_IR_CMP && bw_made_of(f, inst->b, object, DEPTH_MAX, true))))
                return false;
            if (inst->op == BW_IR_CALL && may_ask(l, inst, object))
                return false;
            if (bw_variable_stored(f, inst) != object)
                continue;
            const bw_ir_inst *value = &f->insts[bw_ir_through_casts(f, inst->b)];
            if (inside(l, b) && moved_on(f, inst->b, object))
                moves = true;
            else if (!inside(l, b) && value->op == BW_IR_CONST && bw_ir_const_value(value) == 0)
                starts = true;
            else
                return false;
        }
    }
    return moves && starts;
}

bool bw_endless_counts(const bw_engine *e, const bw_run *r, bw_ir_val val)
{
    const bw_ir_func *f = &e->module->funcs.at[r->frame->func];
    loop l = {.e = e, .f = f, .order = r->frame->order, .work = WORK_MAX};
    bw_ir_ref object = bw_variable_loaded(f, val);
    if (object == 0 || !bw_variable_unshared(e, f, object) || e->module->objects.at[object].kind != BW_OBJECT_LOCAL)
        return false;
    uint32_t here = l.order->position[r->block];
    for (uint32_t head = 0; head < l.order->count; head++) {
        l.first = head;
        l.end = l.order->end[head];
        l.input = false;
        if (l.end != 0 && here != UINT32_MAX && here >= l.end && counted_by(&l, object) && ends_with_input(&l) &&
            !outcome_asked(&l, object))
            return true;
    }
    return false;
}
