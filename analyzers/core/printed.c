/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What snprintf answers is how long the text would have been, which is more than the room when the room was too small. Who goes
 * on behind it, or takes so many bytes, without a question for it, leaves the object as soon as a string is long. Read off the
 * code alone, and only where an access that is open already asks. */
#include "core/by_name.h"
#include "core/call.h"
#include "core/format.h"
#include "core/ir_shape.h"

#include <string.h>

#define DEPTH_MAX 6

typedef struct use {
    const bw_engine *e;
    const bw_ir_func *f;
    bw_ir_val call; /* the one whose answer is taken as it is */
} use;

/* Does a call take what an attacker sends for its answer? */
static bool answers_input(const use *u, bw_ir_val val)
{
    const bw_model *m = bw_model_of_call(u->e, &u->f->insts[bw_ir_through_casts(u->f, val)]);
    for (uint32_t i = 0; m != NULL && i < m->effect_count; i++) {
        const bw_effect *effect = &u->e->models->effects.at[m->effect + i];
        if (effect->kind == BW_EFFECT_RETURN && (effect->flags & BW_EFFECT_UNTRUSTED))
            return true;
    }
    return false;
}

/* May the string be as long as others like: one that a caller hands in, or that the environment holds? An array has its own
 * size, and texts out of the program's tables are short. */
static bool any_length(const use *u, bw_ir_val val)
{
    const bw_ir_func *f = u->f;
    for (int depth = 0; depth < DEPTH_MAX && val != 0; depth++) {
        const bw_ir_inst *inst = &f->insts[val];
        if (inst->op == BW_IR_CAST && inst->sub == BW_CAST_DECAY)
            return false;
        if (inst->op == BW_IR_ADDR) {
            bw_ir_ref object = inst->a;
            if (u->e->module->objects.at[object].kind == BW_OBJECT_PARAM)
                return true;
            for (uint32_t i = 1; i < f->inst_count; i++)
                if (bw_variable_stored(f, &f->insts[i]) == object &&
                    answers_input(u, f->insts[i].b))
                    return true;
            return false;
        }
        if (inst->op != BW_IR_LOAD && inst->op != BW_IR_INDEX && inst->op != BW_IR_FIELD && inst->op != BW_IR_CAST)
            return false;
        val = inst->a;
    }
    return false;
}

/* Is val the answer of a function that says how long the text would have been, and may that be more than any room? */
static bool prints_more(const use *u, bw_ir_val val)
{
    const bw_ir_func *f = u->f;
    const bw_ir_inst *call = &f->insts[bw_ir_through_casts(f, val)];
    const bw_model *m = bw_model_of_call(u->e, call);
    uint32_t format = UINT32_MAX;
    for (uint32_t i = 0; m != NULL && i < m->effect_count; i++) {
        const bw_effect *effect = &u->e->models->effects.at[m->effect + i];
        if (effect->kind != BW_EFFECT_RETURN || effect->value == 0 || u->e->models->exprs.at[effect->value].kind != BW_EXPR_PRINTED)
            continue;
        const bw_expr text = u->e->models->exprs.at[u->e->models->exprs.at[effect->value].left];
        format = text.kind == BW_EXPR_ARG ? (uint32_t)text.value : UINT32_MAX;
    }
    const uint32_t *extra = &f->extra[call->extra];
    if (format == UINT32_MAX || format >= extra[0])
        return false;
    const bw_ir_inst *literal = &f->insts[bw_ir_through_casts(f, extra[1 + format])];
    if (literal->op != BW_IR_ADDR || u->e->module->objects.at[literal->a].kind != BW_OBJECT_LITERAL)
        return false;
    const bw_ir_object *text = &u->e->module->objects.at[literal->a];
    const char *at = text->data, *end = at != NULL ? at + text->size : NULL;
    bw_conversion item;
    uint32_t arg = m->param_count;
    while (at != NULL && bw_format_next(&at, end, false, &item)) {
        arg += (uint32_t)item.star_width + (uint32_t)item.star_precision;
        if (item.letter == 's' && item.precision < 0 && !item.star_precision && arg < extra[0] && any_length(u, extra[1 + arg]))
            return true;
        arg += item.letter != '%';
    }
    return false;
}

/* Is the variable only ever such an answer, or a sum of such answers and constants? */
static bool counts_printed(use *u, bw_ir_val val, bw_ir_ref object, int depth)
{
    const bw_ir_func *f = u->f;
    val = bw_ir_through_casts(f, val);
    const bw_ir_inst *inst = &f->insts[val];
    if (val == 0 || depth == 0)
        return false;
    if (inst->op == BW_IR_CONST || bw_variable_loaded(f, val) == object)
        return true;
    if (inst->op == BW_IR_BIN && inst->sub == BW_BIN_ADD)
        return counts_printed(u, inst->a, object, depth - 1) && counts_printed(u, inst->b, object, depth - 1);
    if (prints_more(u, val)) {
        u->call = val;
        return true;
    }
    const bw_model *m = bw_model_of_call(u->e, inst);
    return m != NULL && inst->op == BW_IR_CALL && (m->flags & BW_MODEL_VARIADIC);
}

/* Is the number that was printed nowhere asked for, nor handed to anybody who may? */
static bool never_asked(use *u, bw_ir_ref object)
{
    const bw_ir_func *f = u->f;
    for (uint32_t i = 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        const uint32_t *extra = &f->extra[inst->op == BW_IR_CALL ? inst->extra : 0];
        switch (inst->op) {
        case BW_IR_STORE:
            if (bw_variable_stored(f, inst) == object) {
                if (!counts_printed(u, inst->b, object, DEPTH_MAX))
                    return false;
            } else if (bw_made_of(f, inst->b, object, DEPTH_MAX, false)) {
                return false;
            }
            break;
        case BW_IR_CMP:
            if (bw_made_of(f, inst->a, object, DEPTH_MAX, false) || bw_made_of(f, inst->b, object, DEPTH_MAX, false))
                return false;
            break;
        case BW_IR_CBR:
        case BW_IR_SWITCH:
            if (bw_made_of(f, inst->a, object, DEPTH_MAX, false))
                return false;
            break;
        case BW_IR_CAST:
        case BW_IR_UN:
            if ((inst->op == BW_IR_UN ? inst->sub == BW_UN_LNOT : inst->sub == BW_CAST_BOOL) && bw_made_of(f, inst->a, object, DEPTH_MAX, false))
                return false;
            break;
        case BW_IR_CALL:
            for (uint32_t k = 0; bw_model_of_call(u->e, inst) == NULL && k < extra[0]; k++)
                if (bw_made_of(f, extra[1 + k], object, DEPTH_MAX, false))
                    return false;
            break;
        case BW_IR_ASM:
        case BW_IR_OPAQUE:
            return false;
        default:
            break;
        }
    }
    return u->call != 0;
}

/* The number that val is made of by sums with constants and with the room: a variable; 0 none. */
static bw_ir_ref number_in(const bw_ir_func *f, bw_ir_val val, int depth)
{
    val = bw_ir_through_casts(f, val);
    const bw_ir_inst *inst = &f->insts[val];
    if (val == 0 || depth == 0)
        return 0;
    if (inst->op == BW_IR_BIN && (inst->sub == BW_BIN_ADD || inst->sub == BW_BIN_SUB)) {
        bw_ir_ref left = number_in(f, inst->a, depth - 1);
        return left != 0 ? left : number_in(f, inst->b, depth - 1);
    }
    return bw_variable_loaded(f, val);
}

bw_ir_val bw_printed_unasked(const bw_engine *e, const bw_run *r, const bw_access *access)
{
    use u = {e, &e->module->funcs.at[r->frame->func], 0};
    bw_ir_val at = bw_ir_through_casts(u.f, access->pointer_val);
    bw_ir_ref places[2] = {at != 0 && u.f->insts[at].op == BW_IR_INDEX ? number_in(u.f, u.f->insts[at].b, DEPTH_MAX) : 0,
                           access->size_val != 0 ? number_in(u.f, access->size_val, DEPTH_MAX) : 0};
    for (int i = 0; i < 2; i++) {
        u.call = 0;
        if (places[i] != 0 && e->module->objects.at[places[i]].kind == BW_OBJECT_LOCAL && bw_variable_unshared(e, u.f, places[i]) && never_asked(&u, places[i]))
            return u.call;
    }
    return 0;
}
