/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What holds of a function by its place among the calls: looked at once a module, along direct calls between bodies in
 * view. */
#include "core/by_name.h"

enum { REACH_REQUEST = 1u << 0, REACH_REENTERS = 1u << 1, REACH_CALLED = 1u << 2, REACH_GIVEN = 1u << 3 };

/* Is a parameter of the function a pointer to a record that carries a request? */
static bool is_given_request(const bw_engine *e, const bw_ir_func *f)
{
    for (uint32_t i = 0; i < f->param_count; i++) {
        const bw_ir_type *type = &e->module->types.at[e->module->objects.at[f->object + i].type];
        const bw_ir_type *record = type->kind == BW_TYPE_POINTER ? &e->module->types.at[type->elem] : NULL;
        if (record != NULL && record->kind == BW_TYPE_STRUCT && record->name != NULL &&
            bw_models_request(e->models, record->name))
            return true;
    }
    return false;
}

/* Hands a bit on from each function that has it to those it calls, until nothing changes. */
static void spread_down(bw_engine *e, uint8_t bit)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (bw_ir_ref i = 1; i < e->reach_count; i++) {
            const bw_ir_func *f = &e->module->funcs.at[i];
            if (!(e->reach[i] & bit) || f->body != BW_BODY_LOWERED)
                continue;
            for (uint32_t k = 1; k < f->inst_count; k++) {
                bw_ir_ref callee = f->insts[k].op == BW_IR_CALL ? f->insts[k].a : 0;
                if (callee == 0 || callee >= e->reach_count || (e->reach[callee] & bit))
                    continue;
                e->reach[callee] |= bit;
                changed = true;
            }
        }
    }
}

/* Others may run in it, by its name, its model or its annotation. */
static bool lets_run(const bw_engine *e, const bw_ir_func *f)
{
    const bw_model *model = bw_model_of(e, f);
    return (model != NULL && (model->flags & BW_MODEL_REENTERS)) || bw_models_reenters(e->models, f->name) ||
           bw_mem_annotated(e, f->annots, f->annot_count, "bulwark::reenters");
}

/* Hands a bit on from each function that has it to those that call it, until nothing changes. */
static void spread_up(bw_engine *e, uint8_t bit)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (bw_ir_ref i = 1; i < e->reach_count; i++) {
            const bw_ir_func *f = &e->module->funcs.at[i];
            if ((e->reach[i] & bit) || f->body != BW_BODY_LOWERED)
                continue;
            for (uint32_t k = 1; k < f->inst_count && !(e->reach[i] & bit); k++) {
                bw_ir_ref callee = f->insts[k].op == BW_IR_CALL ? f->insts[k].a : 0;
                if (callee != 0 && callee < e->reach_count && (e->reach[callee] & bit))
                    e->reach[i] |= bit;
            }
            changed |= (e->reach[i] & bit) != 0;
        }
    }
}

static void look(bw_engine *e)
{
    e->reach_count = e->module->funcs.count;
    e->reach = bw_core_array(e->arena, uint8_t, e->reach_count + 1);
    for (bw_ir_ref i = 1; i < e->reach_count; i++) {
        const bw_ir_func *f = &e->module->funcs.at[i];
        if (f->body == BW_BODY_LOWERED && is_given_request(e, f))
            e->reach[i] |= REACH_REQUEST | REACH_GIVEN;
        if (lets_run(e, f))
            e->reach[i] |= REACH_REENTERS;
    }
    for (bw_ir_ref i = 1; i < e->reach_count; i++) {
        const bw_ir_func *f = &e->module->funcs.at[i];
        for (uint32_t k = 1; f->body == BW_BODY_LOWERED && k < f->inst_count; k++)
            if (f->insts[k].op == BW_IR_CALL && f->insts[k].a < e->reach_count)
                e->reach[f->insts[k].a] |= REACH_CALLED;
    }
    spread_down(e, REACH_REQUEST);
    spread_up(e, REACH_REENTERS);
}

static bool reaches(bw_engine *e, bw_ir_ref func, uint8_t bit)
{
    if (e->reach == NULL)
        look(e);
    return func < e->reach_count && (e->reach[func] & bit);
}

bool bw_reach_request(bw_engine *e, bw_ir_ref func)
{
    return reaches(e, func, REACH_REQUEST);
}

bool bw_reach_reenters(bw_engine *e, bw_ir_ref func)
{
    return reaches(e, func, REACH_REENTERS);
}

bool bw_reach_declared(const bw_engine *e, bw_ir_ref func)
{
    return lets_run(e, &e->module->funcs.at[func]);
}

bool bw_reach_called(bw_engine *e, bw_ir_ref func)
{
    return reaches(e, func, REACH_CALLED);
}

bool bw_reach_given(bw_engine *e, bw_ir_ref func)
{
    return reaches(e, func, REACH_GIVEN);
}

bool bw_reach_entry(bw_engine *e, bw_ir_ref func)
{
    return bw_reach_given(e, func) || bw_handler_of(e, func) != NULL;
}
