/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Where requests enter without being annotated: functions in the tables through which a system calls, filled by an
 * initialiser or by an assignment, and those that a system calls by their names. Looked at once a module. */
#include "core/engine.h"
#include "core/member.h"

#include <string.h>

static bool speaks_of(const bw_engine *e, const bw_model_handler *line, bw_ir_ref field)
{
    const bw_ir_field *f = &e->module->fields.at[field];
    const char *record = e->module->types.at[f->parent].name;
    return line->field != NULL && strcmp(line->field, f->name) == 0 && record != NULL &&
           bw_glob_match(line->record_glob, record);
}

static void stored_in(bw_engine *e, bw_ir_ref field, bw_ir_ref func)
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
        bw_members_each(e, stored_in);
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
    object->least = handler->least[number];
    object->most = handler->most[number];
    bool pointer = e->module->types.at[object->type].kind == BW_TYPE_POINTER;
    object->probed = object->role == BW_ROLE_PROBED;
    if (object->role == BW_ROLE_USER || object->probed || (handler->field == NULL && pointer))
        object->leads = true;
    else if (object->role != BW_ROLE_NONE)
        object->untrusted = true; /* of a pointer: what it leads to */
}
