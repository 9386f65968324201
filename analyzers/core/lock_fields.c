/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the code in view does to fields: looked at once a module, when it is first asked. A field that is only set while its
 * record is made holds the same with the lock and without. */
#include "core/by_name.h"
#include "core/lock.h"
#include "core/lock_words.h"
#include "core/member.h"

#include <string.h>

enum { STORED = 1u << 0, STORED_LOCKED = 1u << 1 };

/* A type that some function frees under a lock. */
typedef struct freed {
    bw_ir_ref type, func;
} freed;

struct bw_lock_fields {
    uint8_t *fields; /* by field */
    uint32_t field_count;
    BW_VEC(freed) frees;
    BW_VEC(bw_ir_ref) globals; /* that some function stores to by name while it has a lock */
};

bw_ir_ref bw_lock_field(const bw_engine *e, const bw_ir_func *func, bw_ir_val pointer, bool *ret_picked)
{
    bool picked = false;
    while (pointer != 0) {
        const bw_ir_inst *inst = &func->insts[pointer];
        if (inst->op == BW_IR_FIELD) {
            *ret_picked = picked;
            return e->module->fields.at[inst->b].width_bits != 0 && picked ? 0 : inst->b;
        }
        if (inst->op == BW_IR_INDEX)
            picked |= func->insts[inst->b].op != BW_IR_CONST;
        else if (inst->op != BW_IR_CAST)
            break;
        pointer = inst->a;
    }
    *ret_picked = picked;
    return 0;
}

static bool model_has(const bw_engine *e, const bw_model *model, uint8_t kind)
{
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++)
        if (e->models->effects.at[model->effect + i].kind == kind)
            return true;
    return false;
}

static bool takes_lock(const bw_engine *e, const bw_ir_func *f)
{
    if (bw_lock_words_any(e, f, "bulwark::requires_lock"))
        return true;
    for (uint32_t i = 1; i < f->inst_count; i++) {
        if (f->insts[i].op != BW_IR_CALL)
            continue;
        if (model_has(e, bw_model_of_call(e, &f->insts[i]), BW_EFFECT_LOCK) ||
            (f->insts[i].a != 0 && bw_lock_words_any(e, &e->module->funcs.at[f->insts[i].a], "bulwark::acquires")))
            return true;
    }
    return false;
}

/* What a pointer leads to, before a conversion to void * that nobody wrote. */
static bw_ir_ref pointee_of(const bw_engine *e, const bw_ir_func *f, bw_ir_val val)
{
    while (f->insts[val].op == BW_IR_CAST && f->insts[val].sub == BW_CAST_PTR)
        val = f->insts[val].a;
    const bw_ir_type *type = &e->module->types.at[f->insts[val].type];
    return type->kind == BW_TYPE_POINTER ? type->elem : 0;
}

static void look_at_frees(bw_engine *e, struct bw_lock_fields *l, bw_ir_ref func, const bw_ir_inst *inst)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    const bw_model *model = bw_model_of_call(e, inst);
    const uint32_t *extra = &f->extra[inst->extra];
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        const bw_effect *effect = &e->models->effects.at[model->effect + i];
        if ((effect->kind != BW_EFFECT_FREE && effect->kind != BW_EFFECT_PUT) || effect->arg >= extra[0] ||
            (effect->kind == BW_EFFECT_PUT && (effect->flags & BW_EFFECT_PLAIN)))
            continue;
        bw_ir_ref type = pointee_of(e, f, extra[1 + effect->arg]);
        if (type != 0 && e->module->types.at[type].kind == BW_TYPE_STRUCT)
            bw_vec_push(e->arena, &l->frees, (freed){type, func});
    }
}

static void look_at(bw_engine *e, struct bw_lock_fields *l, bw_ir_ref func)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    bool locks = takes_lock(e, f), picked;
    for (uint32_t i = 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        bw_ir_ref field = inst->op == BW_IR_STORE ? bw_lock_field(e, f, inst->a, &picked) : 0;
        if (field != 0 && field < l->field_count)
            l->fields[field] |= locks ? STORED | STORED_LOCKED : STORED;
        if (locks && inst->op == BW_IR_STORE && f->insts[inst->a].op == BW_IR_ADDR)
            bw_vec_push(e->arena, &l->globals, f->insts[inst->a].a);
        if (locks && inst->op == BW_IR_CALL)
            look_at_frees(e, l, func, inst);
    }
}

static struct bw_lock_fields *fields_of(bw_engine *e)
{
    if (e->lock_fields != NULL)
        return e->lock_fields;
    struct bw_lock_fields *l = bw_core_array(e->arena, struct bw_lock_fields, 1);
    l->field_count = e->module->fields.count;
    l->fields = bw_core_array(e->arena, uint8_t, l->field_count + 1);
    for (bw_ir_ref i = 1; i < e->module->funcs.count; i++)
        if (e->module->funcs.at[i].body == BW_BODY_LOWERED)
            look_at(e, l, i);
    return e->lock_fields = l;
}

/* The same record may stand once in each unit: fields are told by name and place. */
static bool same_field(const bw_engine *e, bw_ir_ref a, bw_ir_ref b)
{
    return bw_member_same_name(e, a, b) && e->module->fields.at[a].offset_bits == e->module->fields.at[b].offset_bits;
}

bool bw_lock_changes(bw_engine *e, bw_ir_ref field)
{
    const struct bw_lock_fields *l = fields_of(e);
    uint8_t met = field < l->field_count ? l->fields[field] : 0;
    for (bw_ir_ref i = 1; i < l->field_count && !(met & STORED_LOCKED); i++)
        if (l->fields[i] != 0 && same_field(e, i, field))
            met |= l->fields[i];
    return (met & STORED_LOCKED) || met == 0;
}

bool bw_lock_changes_global(bw_engine *e, bw_ir_ref object)
{
    const struct bw_lock_fields *l = fields_of(e);
    for (uint32_t i = 0; i < l->globals.count; i++)
        if (l->globals.at[i] == object)
            return true;
    return false;
}

bool bw_lock_frees(bw_engine *e, bw_ir_ref type, bw_ir_ref func)
{
    const struct bw_lock_fields *l = fields_of(e);
    const char *name = e->module->types.at[type].name;
    for (uint32_t i = 0; i < l->frees.count; i++) {
        const char *other = e->module->types.at[l->frees.at[i].type].name;
        bool same = l->frees.at[i].type == type || (name != NULL && other != NULL && strcmp(name, other) == 0);
        if (same && l->frees.at[i].func != func)
            return true;
    }
    return false;
}
