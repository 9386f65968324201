/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Where requests enter without being annotated: functions in the tables through which a system calls, filled by an
 * initialiser or by an assignment, and those that a system calls by their names. Looked at once a module. */
#include "core/engine.h"

#include <string.h>

static bool speaks_of(const bw_engine *e, const bw_model_handler *line, bw_ir_ref field)
{
    const bw_ir_field *f = &e->module->fields.at[field];
    const char *record = e->module->types.at[f->parent].name;
    return line->field != NULL && strcmp(line->field, f->name) == 0 && record != NULL &&
           bw_glob_match(line->record_glob, record);
}

static void stored_in(bw_engine *e, bw_ir_ref func, bw_ir_ref field)
{
    if (func == 0 || func >= e->handler_count || field == 0 || e->handlers[func] != 0)
        return;
    for (uint32_t i = 0; i < e->models->handlers.count && i < UINT16_MAX; i++) {
        if (!speaks_of(e, &e->models->handlers.at[i], field))
            continue;
        e->handlers[func] = (uint16_t)(1 + i);
        return;
    }
}

/* The innermost field at an offset of a type; 0 none. */
static bw_ir_ref field_at(const bw_engine *e, bw_ir_ref type, uint64_t off_bits)
{
    bw_ir_ref found = 0;
    for (int depth = 0; depth < 16; depth++) {
        const bw_ir_type *t = &e->module->types.at[type];
        if (t->kind == BW_TYPE_ARRAY) {
            uint64_t stride = e->module->types.at[t->elem].size * 8;
            off_bits = stride != 0 ? off_bits % stride : 0;
            type = t->elem;
            continue;
        }
        if (t->kind != BW_TYPE_STRUCT && t->kind != BW_TYPE_UNION)
            return found;
        bw_ir_ref inner = 0;
        for (uint32_t i = 0; i < t->field_count && inner == 0; i++) {
            const bw_ir_field *f = &e->module->fields.at[t->field + i];
            uint64_t bits = e->module->types.at[f->type].size * 8;
            if (off_bits >= f->offset_bits && off_bits < f->offset_bits + bits)
                inner = t->field + i;
        }
        if (inner == 0)
            return found;
        found = inner;
        off_bits -= e->module->fields.at[inner].offset_bits;
        type = e->module->fields.at[inner].type;
    }
    return found;
}

static void look_at_tables(bw_engine *e)
{
    for (bw_ir_ref i = 1; i < e->module->objects.count; i++) {
        const bw_ir_object *o = &e->module->objects.at[i];
        for (uint32_t k = 0; o->kind == BW_OBJECT_GLOBAL && k < o->init_count; k++)
            if (o->init[k].kind == BW_INIT_FUNC)
                stored_in(e, o->init[k].ref, field_at(e, o->type, o->init[k].offset_bits));
    }
}

static const bw_ir_inst *through(const bw_ir_func *f, bw_ir_val val, bool elements)
{
    const bw_ir_inst *inst = &f->insts[val];
    while (inst->op == BW_IR_CAST || (elements && inst->op == BW_IR_INDEX))
        inst = &f->insts[inst->a];
    return inst;
}

static void look_at_assignments(bw_engine *e, const bw_ir_func *f)
{
    for (uint32_t i = 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        if (inst->op != BW_IR_STORE)
            continue;
        const bw_ir_inst *value = through(f, inst->b, false), *place = through(f, inst->a, true);
        if (value->op == BW_IR_FUNC && place->op == BW_IR_FIELD)
            stored_in(e, value->a, place->b);
    }
}

static void look_at_names(bw_engine *e)
{
    for (uint32_t line = 0; line < e->models->handlers.count && line < UINT16_MAX; line++) {
        const bw_model_handler *h = &e->models->handlers.at[line];
        for (bw_ir_ref i = 1; h->field == NULL && i < e->handler_count; i++)
            if ((e->module->funcs.at[i].flags & BW_FUNC_MAIN_FILE) && e->handlers[i] == 0 &&
                bw_glob_match(h->record_glob, e->module->funcs.at[i].name))
                e->handlers[i] = (uint16_t)(1 + line);
    }
}

const bw_model_handler *bw_handler_of(bw_engine *e, bw_ir_ref func)
{
    if (e->handlers == NULL) {
        e->handler_count = e->module->funcs.count;
        e->handlers = bw_core_array(e->arena, uint16_t, e->handler_count + 1);
        look_at_tables(e);
        for (bw_ir_ref i = 1; i < e->handler_count; i++)
            if (e->module->funcs.at[i].body == BW_BODY_LOWERED)
                look_at_assignments(e, &e->module->funcs.at[i]);
        look_at_names(e);
    }
    return func < e->handler_count && e->handlers[func] != 0 ? &e->models->handlers.at[e->handlers[func] - 1] : NULL;
}

void bw_handler_mark(bw_engine *e, bw_obj *object, bw_ir_ref func, uint32_t number)
{
    const bw_model_handler *handler = bw_handler_of(e, func);
    if (handler == NULL || number >= BW_HANDLER_ROLES)
        return;
    object->role = handler->role[number];
    object->most = handler->most[number];
    bool pointer = e->module->types.at[object->type].kind == BW_TYPE_POINTER;
    if (object->role == BW_ROLE_USER || (handler->field == NULL && pointer))
        object->leads = true;
    else if (object->role != BW_ROLE_NONE && !pointer)
        object->untrusted = true;
}
