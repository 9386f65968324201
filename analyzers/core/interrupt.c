/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Functions that an interrupt, a timer or a deferred call runs: those that stand in members of which a model says so, and
 * those that are handed to a call of which it does. Nothing may wait in them, from their first instruction on. Looked at
 * once a module. */
#include "core/call.h"
#include "core/member.h"
#include "core/request.h"

#include <string.h>

static void mark(bw_engine *e, bw_ir_ref func)
{
    if (func != 0 && func < e->interrupt_count)
        e->interrupts[func] = true;
}

static bool speaks_of(const bw_engine *e, bw_ir_ref field)
{
    const bw_ir_field *f = &e->module->fields.at[field];
    const char *record = e->module->types.at[f->parent].name;
    for (uint32_t i = 0; record != NULL && i < e->models->interrupts.count; i++) {
        const bw_model_interrupt *line = &e->models->interrupts.at[i];
        if (strcmp(line->field, f->name) == 0 && bw_glob_match(line->record_glob, record))
            return true;
    }
    return false;
}

static void stored_in(bw_engine *e, bw_ir_ref field, bw_ir_ref func)
{
    if (speaks_of(e, field))
        mark(e, func);
}

/* 1 + the argument of the function that an interrupt runs; 0 none. */
static uint8_t by_model(const bw_engine *e, bw_ir_ref func)
{
    const bw_model *model = bw_models_find(e->models, e->module->funcs.at[func].name);
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        const bw_effect *effect = &e->models->effects.at[model->effect + i];
        if (effect->kind == BW_EFFECT_INTERRUPT && effect->arg < UINT8_MAX)
            return (uint8_t)(effect->arg + 1);
    }
    return 0;
}

static const bw_ir_inst *without_casts(const bw_ir_func *f, bw_ir_val val)
{
    const bw_ir_inst *inst = &f->insts[val];
    while (inst->op == BW_IR_CAST)
        inst = &f->insts[inst->a];
    return inst;
}

/* What such an argument is in a call; NULL: the instruction is none. */
static const bw_ir_inst *given_in(const bw_ir_func *f, const bw_ir_inst *call, const uint8_t *runs)
{
    if (call->op != BW_IR_CALL || call->a == 0 || runs[call->a] == 0 || runs[call->a] > f->extra[call->extra])
        return NULL;
    return without_casts(f, f->extra[call->extra + runs[call->a]]);
}

/* 1 + the number of the parameter that is read; 0: something else is. */
static uint8_t parameter_of(const bw_ir_func *f, const bw_ir_inst *value)
{
    const bw_ir_inst *place = value->op == BW_IR_LOAD ? &f->insts[value->a] : NULL;
    bool own = place != NULL && place->op == BW_IR_ADDR && place->a >= f->object && place->a < f->object + f->param_count;
    return own && place->a - f->object < UINT8_MAX ? (uint8_t)(place->a - f->object + 1) : 0;
}

/* A function that hands its own parameter on to such a call, or puts it into such a member, as headers do. */
static uint8_t by_body(const bw_engine *e, const bw_ir_func *f, const uint8_t *runs)
{
    uint8_t found = 0;
    for (uint32_t i = 1; i < f->inst_count && found == 0; i++) {
        const bw_ir_inst *inst = &f->insts[i], *given = given_in(f, inst, runs);
        if (given != NULL) {
            found = parameter_of(f, given);
        } else if (inst->op == BW_IR_STORE && f->insts[inst->a].op == BW_IR_FIELD) {
            found = parameter_of(f, without_casts(f, inst->b));
            if (found != 0 && !speaks_of(e, f->insts[inst->a].b))
                found = 0;
        }
    }
    return found;
}

static void look_at_calls(bw_engine *e, const bw_ir_func *f, const uint8_t *runs)
{
    for (uint32_t i = 1; i < f->inst_count; i++) {
        const bw_ir_inst *given = given_in(f, &f->insts[i], runs);
        if (given != NULL && given->op == BW_IR_FUNC)
            mark(e, given->a);
    }
}

static bool lowered(const bw_engine *e, bw_ir_ref func)
{
    return e->module->funcs.at[func].body == BW_BODY_LOWERED;
}

static void look(bw_engine *e)
{
    e->interrupt_count = e->module->funcs.count;
    e->interrupts = bw_core_array(e->arena, bool, e->interrupt_count + 1);
    bw_members_each(e, stored_in);
    uint8_t *runs = bw_core_array(e->work, uint8_t, e->interrupt_count + 1);
    for (bw_ir_ref i = 1; i < e->interrupt_count; i++)
        runs[i] = by_model(e, i);
    for (bw_ir_ref i = 1; i < e->interrupt_count; i++)
        if (runs[i] == 0 && lowered(e, i))
            runs[i] = by_body(e, &e->module->funcs.at[i], runs);
    for (bw_ir_ref i = 1; i < e->interrupt_count; i++)
        if (lowered(e, i))
            look_at_calls(e, &e->module->funcs.at[i], runs);
}

void bw_interrupt_entry(bw_engine *e, bw_ir_ref func, bw_state *s)
{
    if (e->interrupts == NULL)
        look(e);
    e->interrupt_why = 0;
    if (func >= e->interrupt_count || !e->interrupts[func])
        return;
    e->interrupt_why = bw_why_make(e, BW_WHY_MODEL, e->module->funcs.at[func].loc);
    s->held = 1;
    s->held_why = e->interrupt_why;
}
