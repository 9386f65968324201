/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Values that were never written. What a place of an unwritten object holds is a symbol of its own kind. Copying it from
 * variable to variable, or handing it to a function that overwrites it, does no harm: told is its use. */
#include "core/by_name.h"
#include "core/call.h"
#include "core/ir_shape.h"

static bool told_of(const bw_engine *e, const bw_obj *o)
{
    if (o->kind == BW_OBJ_HEAP)
        return true;
    if (o->kind != BW_OBJ_LOCAL || o->ir == 0)
        return false;
    const bw_ir_object *object = &e->module->objects.at[o->ir];
    return (object->kind == BW_OBJECT_LOCAL || object->kind == BW_OBJECT_PARAM) && !(object->flags & BW_OBJECT_VOLATILE);
}

/* `int x = x;` and `x = x;` say that it is meant. */
static bool to_itself(const bw_ir_func *func, uint32_t site)
{
    for (uint32_t i = site + 1; i < func->inst_count && i < site + 4; i++)
        if (func->insts[i].op == BW_IR_STORE && func->insts[i].b == site)
            return func->insts[func->insts[i].a].op == BW_IR_ADDR && func->insts[func->insts[site].a].op == BW_IR_ADDR &&
                   func->insts[func->insts[i].a].a == func->insts[func->insts[site].a].a;
    return false;
}

/* Is the value made of what the variable held, as a sum that grows is? */
static bool made_of(const bw_ir_func *func, bw_ir_val val, bw_ir_ref object, uint32_t depth)
{
    const bw_ir_inst *inst = &func->insts[val];
    if (inst->op == BW_IR_LOAD)
        return func->insts[inst->a].op == BW_IR_ADDR && func->insts[inst->a].a == object;
    if (depth == 0 || (inst->op != BW_IR_BIN && inst->op != BW_IR_CAST && inst->op != BW_IR_UN))
        return false;
    return made_of(func, inst->a, object, depth - 1) || (inst->op == BW_IR_BIN && made_of(func, inst->b, object, depth - 1));
}

/* Do the blocks at positions from first to before end give the variable a value that is not made of its own? */
static bool set_anew(const bw_ir_func *func, const bw_order *order, uint32_t first, uint32_t end, bw_ir_ref object)
{
    if (!order->direct[object - func->object])
        return true;
    for (uint32_t q = first; q < end; q++) {
        const bw_ir_block *b = &func->blocks[order->blocks[q]];
        for (uint32_t i = b->first; i < b->first + b->count; i++) {
            const bw_ir_inst *inst = &func->insts[i];
            if (bw_variable_stored(func, inst) == object && !made_of(func, inst->b, object, 4))
                return true;
        }
    }
    return false;
}

/* A variable of outside that the loop around the read sets as well: whether the first round sets it before is seldom
 * said in a way that can be followed. */
static bool set_around(bw_engine *e, const bw_run *r, bw_ir_ref object)
{
    const bw_order *order = r->frame->order;
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    uint32_t local = object - func->object, at = order->position[r->block];
    if (local >= func->object_count)
        return false;
    for (uint32_t p = 0; p <= at; p++) {
        if (order->end[p] <= at || !(order->modified[(size_t)p * order->words + local / 64] >> (local % 64) & 1))
            continue;
        bool inside = false;
        for (uint32_t q = p; q < order->end[p] && !inside; q++) {
            const bw_ir_block *b = &func->blocks[order->blocks[q]];
            for (uint32_t i = b->first; i < b->first + b->count; i++)
                inside |= func->insts[i].op == BW_IR_DECL && func->insts[i].a == object;
        }
        if (!inside && set_anew(func, order, p, order->end[p], object))
            return true;
    }
    return false;
}

/* ---- what else says whether it was written ---- */

static bool hands_address(const bw_ir_func *func, const bw_ir_inst *call, bw_ir_ref object)
{
    const uint32_t *extra = &func->extra[call->extra];
    for (uint32_t i = 0; i < extra[0]; i++) {
        bw_ir_val val = bw_ir_through_casts(func, extra[1 + i]);
        if (func->insts[val].op == BW_IR_ADDR && func->insts[val].a == object)
            return true;
    }
    return false;
}

static bool is_used(const bw_ir_func *func, bw_ir_val val)
{
    for (uint32_t i = val + 1; i < func->inst_count; i++)
        if (bw_ir_inst_uses(func, &func->insts[i], val))
            return true;
    return false;
}

static bool is_constant(const bw_ir_func *func, bw_ir_val val)
{
    return func->insts[bw_ir_through_casts(func, val)].op == BW_IR_CONST;
}

typedef struct answer {
    const bw_ir_func *func;
    uint32_t call;
    bw_ir_ref kept; /* the variable it was put into; 0 none */
} answer;

static bool is_answer(const answer *a, bw_ir_val val)
{
    const bw_ir_inst *insts = a->func->insts;
    val = bw_ir_through_casts(a->func, val);
    return val == a->call || (a->kept != 0 && insts[val].op == BW_IR_LOAD && insts[insts[val].a].op == BW_IR_ADDR &&
                              insts[insts[val].a].a == a->kept);
}

/* Is what the call answered, straight or out of the variable that keeps it, held against another value, or handed to a later
 * call that gives an answer of its own? */
static bool answer_asked(const bw_ir_func *func, uint32_t call, uint32_t end)
{
    answer a = {func, call, 0};
    for (uint32_t i = call + 1; i < end; i++) {
        const bw_ir_inst *inst = &func->insts[i];
        if (inst->op == BW_IR_STORE && inst->b == call && func->insts[inst->a].op == BW_IR_ADDR)
            a.kept = func->insts[inst->a].a;
        bool left = inst->op == BW_IR_CMP && is_answer(&a, inst->a), right = inst->op == BW_IR_CMP && is_answer(&a, inst->b);
        if ((left && !is_constant(func, inst->b)) || (right && !is_constant(func, inst->a)))
            return true;
        if (inst->op != BW_IR_CALL || !is_used(func, i))
            continue;
        const uint32_t *extra = &func->extra[inst->extra];
        for (uint32_t k = 0; k < extra[0]; k++)
            if (is_answer(&a, extra[1 + k]))
                return true;
    }
    return false;
}

/* A function that may leave the variable as it is says so by its answer. Where that was asked in a way that we cannot
 * follow before the read, the path that we see may be one that never runs. */
static bool asked_elsewhere(bw_engine *e, const bw_run *r, uint32_t object, uint32_t site)
{
    bw_ir_ref named = bw_obj_at(e, object)->ir;
    uint32_t context = r->frame->context, owner = bw_obj_at(e, object)->context;
    while (context != owner && context > 1) { /* it was handed down to here */
        site = e->contexts.at[context].call;
        context = e->contexts.at[context].parent;
    }
    if (named == 0 || context != owner)
        return false;
    const bw_ir_func *func = &e->module->funcs.at[e->contexts.at[context].func];
    for (uint32_t i = 1; i < site; i++)
        if (func->insts[i].op == BW_IR_CALL && hands_address(func, &func->insts[i], named) && answer_asked(func, i, site))
            return true;
    return false;
}

/* ---- uses and copies ---- */

static bool reads_parameter(bw_engine *e, bw_ir_ref func, uint32_t number, uint32_t depth);

/* Do these arguments of a call only go on to a function in view that does not use them? */
static bool handed_to_copier(bw_engine *e, const bw_ir_func *func, const bw_ir_inst *call, bw_ir_val val, uint32_t depth)
{
    const uint32_t *extra = &func->extra[call->extra];
    if (depth == 1 || call->a == 0 || call->b == val || !bw_ir_func_body(e->module, call->a))
        return false;
    for (uint32_t i = 0; i < extra[0]; i++)
        if (extra[1 + i] == val && reads_parameter(e, call->a, i, depth - 1))
            return false;
    return true;
}

/* Is the value only stored, handed to functions or returned? depth 0: those places look at it in their turn; else how
 * far functions are looked into now. */
static bool only_copied(bw_engine *e, const bw_ir_func *func, bw_ir_val val, uint32_t depth)
{
    bool used = false;
    for (uint32_t i = val + 1; i < func->inst_count; i++) {
        const bw_ir_inst *inst = &func->insts[i];
        if (!bw_ir_inst_uses(func, inst, val))
            continue;
        bool copied = (inst->op == BW_IR_STORE && inst->a != val) || inst->op == BW_IR_RET;
        if (inst->op == BW_IR_CALL)
            copied = depth == 0 ? inst->b != val : handed_to_copier(e, func, inst, val, depth);
        if (inst->op == BW_IR_CAST && inst->sub == BW_CAST_PTR)
            copied = only_copied(e, func, i, depth);
        if (!copied)
            return false;
        used = true;
    }
    return used; /* one that is read for nothing is read */
}

typedef struct reading {
    bw_engine *e;
    const bw_ir_func *func;
    bw_ir_ref object;
    uint32_t depth;
    uint8_t *seen;
} reading;

static bool read_from(reading *r, uint32_t block)
{
    uint32_t next;
    if (r->seen[block])
        return false;
    r->seen[block] = 1;
    const bw_ir_block *b = &r->func->blocks[block];
    for (uint32_t i = b->first; i < b->first + b->count; i++) {
        const bw_ir_inst *inst = &r->func->insts[i], *place = &r->func->insts[inst->a];
        if ((inst->op != BW_IR_LOAD && inst->op != BW_IR_STORE) || place->op != BW_IR_ADDR || place->a != r->object)
            continue;
        if (inst->op == BW_IR_STORE)
            return false;
        if (!only_copied(r->e, r->func, i, r->depth))
            return true;
    }
    for (uint32_t n = 0; (next = bw_order_successor(r->func, block, n)) != 0; n++)
        if (read_from(r, next))
            return true;
    return false;
}

#define CALLS_DEEP 6

/* Can the function use what it was given for this parameter before it overwrites it? */
static bool reads_parameter(bw_engine *e, bw_ir_ref func, uint32_t number, uint32_t depth)
{
    reading r = {.e = e, .func = &e->module->funcs.at[func], .depth = depth};
    r.object = r.func->object + number;
    r.seen = bw_core_array(e->work, uint8_t, r.func->block_count + 1);
    return number < r.func->param_count && read_from(&r, 1);
}

bool bw_call_reads_parameter(bw_engine *e, bw_ir_ref func, uint32_t number)
{
    return reads_parameter(e, func, number, CALLS_DEEP);
}

/* The place whose content was never written, and whose value this is; 0 when it is another. */
static uint32_t unwritten_origin(bw_engine *e, bw_lin lin)
{
    bw_sym sym = lin != 0 ? bw_lin_as_sym(&e->values, lin) : 0;
    if (sym == 0 || !bw_sym_at(&e->values, sym)->uninit)
        return 0;
    uint32_t object = bw_sym_at(&e->values, bw_sym_at(&e->values, sym)->key[0])->object;
    return object != 0 && told_of(e, bw_obj_at(e, object)) ? object : 0;
}

bool bw_life_hand_on(bw_engine *e, bw_run *r, bw_state *s, bw_ir_val val, bw_value value)
{
    uint32_t object = unwritten_origin(e, value.lin);
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    if (object == 0 || !e->reporting || s->doubtful)
        return false;
    val = bw_ir_through_casts(func, val);
    bw_ir_ref named = bw_obj_at(e, object)->ir;
    bool own = named != 0 && bw_obj_at(e, object)->context == r->frame->context;
    if (func->insts[val].op != BW_IR_LOAD || (own && set_around(e, r, named)) || asked_elsewhere(e, r, object, val))
        return false;
    bw_uninit uninit = {.site = val, .pointer_val = func->insts[val].a, .object = object};
    bw_event_uninit(e, r, s, &uninit);
    return true;
}

/* `x = f(x)`: what a function of another file makes of it goes back to where it came from, so it may well overwrite it. The pass
 * over the whole program knows. */
static bool given_back(const bw_call_run *c, uint32_t arg)
{
    const bw_ir_func *func = caller_of(c), *callee = &c->e->module->funcs.at[c->func];
    if (c->func == 0 || c->model != NULL || c->e->options->closed || callee->body != BW_BODY_NONE ||
        (callee->flags & (BW_FUNC_SYSTEM | BW_FUNC_BUILTIN | BW_FUNC_STATIC)))
        return false;
    const bw_ir_inst *from = &func->insts[bw_ir_through_casts(func, c->vals[arg])];
    for (uint32_t i = c->site + 1; from->op == BW_IR_LOAD && i < func->inst_count && i < c->site + 6; i++) {
        const bw_ir_inst *to = &func->insts[i];
        if (to->op == BW_IR_STORE && bw_ir_through_casts(func, to->b) == c->site && func->insts[to->a].op == BW_IR_ADDR &&
            func->insts[from->a].op == BW_IR_ADDR && func->insts[to->a].a == func->insts[from->a].a)
            return true;
    }
    return false;
}

void bw_life_hand_args(bw_call_run *c, bool followed)
{
    bw_engine *e = c->e;
    for (uint32_t i = 0; i < c->argc; i++) {
        bool in_view = followed || (c->func != 0 && c->model == NULL && e->module->funcs.at[c->func].body == BW_BODY_LOWERED);
        if (unwritten_origin(e, c->args[i].lin) == 0 || (in_view && !reads_parameter(e, c->func, i, CALLS_DEEP)) || given_back(c, i))
            continue;
        if (bw_life_hand_on(e, c->run, c->s, c->vals[i], c->args[i])) /* told once a path */
            c->args[i] = (bw_value){bw_fresh(e, context_of(c), c->site, 128 + i, caller_of(c)->insts[c->vals[i]].type,
                                             inst_of(c)->loc), 0};
    }
}

/* ---- reads ---- */

bw_value bw_life_read(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val pointer_val, bw_value pointer,
                      bw_ir_ref type, bw_value value)
{
    bw_lin offset;
    if (!e->reporting || value.lin == 0)
        return value;
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    bw_sym sym = bw_lin_as_sym(&e->values, value.lin);
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    if (object == 0 || !told_of(e, bw_obj_at(e, object)) || s->doubtful || (func->insts[site].flags & BW_INST_VOLATILE))
        return value;
    bw_objstate state = bw_mem_objstate(e, s, object);
    bw_wide at, size;
    bool sized = state.size != 0 && bw_lin_is_const(&e->values, state.size, &size);
    if (state.life == BW_LIFE_ENDED || state.life == BW_LIFE_RELEASED)
        return value;
    if (sized && (bw_written_end(&state) >= size || (bw_lin_is_const(&e->values, offset, &at) && at >= size)))
        return value; /* out of bounds, which is another matter */
    if (sym == 0 || !bw_sym_at(&e->values, sym)->uninit) {
        bw_trace trace;
        /* an element past all that was written, at an index that is met */
        if (state.content != BW_CONTENT_UNINIT || sym == 0 || bw_sym_at(&e->values, sym)->kind != BW_SYM_RESULT ||
            bw_lin_is_const(&e->values, offset, &at) || bw_written_end(&state) == 0)
            return value;
        uint32_t cell = bw_cell_lower(s, base, bw_written_end(&state) * 8);
        if (cell < s->cells.count && s->cells.at[cell].base == base)
            return value; /* some of the rest is known one by one */
        bw_lin past = bw_lin_offset(&e->values, offset, 1 - (bw_wide)bw_written_end(&state));
        if (past == 0 || !bw_num_attained(e, s, past, &trace))
            return value;
    }
    if (sym != 0 && bw_sym_at(&e->values, sym)->uninit && only_copied(e, func, site, 0))
        return value;
    if (!state.blank && (bw_life_by_choice(e, r, s, pointer_val) || bw_life_object_by_choice(e, r, s, object)))
        return value; /* some of it has a value, which may say what else has */
    bw_ir_ref named = bw_obj_at(e, object)->ir;
    uint32_t origin = unwritten_origin(e, value.lin);
    bool own = named != 0 && bw_obj_at(e, object)->context == r->frame->context;
    if (to_itself(func, site) || (own && set_around(e, r, named)) || asked_elsewhere(e, r, origin != 0 ? origin : object, site))
        return value;
    bw_uninit uninit = {.site = site, .pointer_val = pointer_val, .object = origin != 0 ? origin : object};
    bw_event_uninit(e, r, s, &uninit);
    bw_value known = {bw_fresh(e, r->frame->context, site, 17, type, (bw_ir_loc){0, 0}), 0}; /* told once a path */
    if (bw_lin_is_const(&e->values, offset, &at) && at >= 0 && at < (bw_wide)1 << 32) {
        bw_cell cell = {.base = base, .off_bits = (int64_t)at * 8, .bits = (uint32_t)e->module->types.at[type].size * 8};
        cell.value = known;
        if (func->insts[site].c == 0)
            bw_cell_set(e->work, s, cell);
    }
    return known;
}

void bw_life_read_bytes(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const char *callee, bw_ir_val pointer_val,
                        bw_value pointer)
{
    bw_lin offset;
    bw_wide at;
    if (!e->reporting || s->doubtful || pointer.lin == 0)
        return;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    if (object == 0 || !told_of(e, bw_obj_at(e, object)))
        return;
    bw_objstate state = bw_mem_objstate(e, s, object);
    if (state.content != BW_CONTENT_UNINIT || !bw_lin_is_const(&e->values, offset, &at) ||
        at < 0 || bw_written_at(&state, (int64_t)at))
        return;
    uint32_t cell = bw_cell_lower(s, base, (int64_t)at * 8 - 64);
    for (; cell < s->cells.count && s->cells.at[cell].base == base && s->cells.at[cell].off_bits <= at * 8; cell++)
        if (s->cells.at[cell].off_bits + s->cells.at[cell].bits > at * 8) {
            bw_sym sym = bw_lin_as_sym(&e->values, s->cells.at[cell].value.lin);
            if (sym == 0 || !bw_sym_at(&e->values, sym)->uninit)
                return;
        }
    bw_uninit uninit = {.site = site, .pointer_val = pointer_val, .object = object, .callee = callee};
    bw_event_uninit(e, r, s, &uninit);
    bw_mem_objstate_edit(e, s, object)->content = BW_CONTENT_UNKNOWN;
}
