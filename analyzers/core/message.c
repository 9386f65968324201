/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Records that are messages as a whole: who has a pointer to one has a pointer to what somebody sent. Looked at once a
 * type. */
#include "core/engine.h"

#include <string.h>

/* Does the unit hold a table of such records? */
static bool has_table(const bw_engine *e, const char *record)
{
    for (bw_ir_ref i = 1; i < e->module->objects.count; i++) {
        const bw_ir_object *o = &e->module->objects.at[i];
        const bw_ir_type *type = &e->module->types.at[o->type];
        while (type->kind == BW_TYPE_ARRAY)
            type = &e->module->types.at[type->elem];
        if (o->kind == BW_OBJECT_GLOBAL && type->name != NULL && strcmp(type->name, record) == 0)
            return true;
    }
    return false;
}

static bool is_message(const bw_engine *e, const bw_ir_type *type)
{
    for (uint32_t i = 0; i < e->models->messages.count; i++) {
        const bw_model_message *line = &e->models->messages.at[i];
        if (type->kind == BW_TYPE_STRUCT && type->name != NULL && bw_glob_match(line->record_glob, type->name))
            return line->unless == NULL || !has_table(e, line->unless);
    }
    return false;
}

bool bw_message_type(bw_engine *e, bw_ir_ref type)
{
    enum { UNKNOWN, NO, YES };
    if (e->models->messages.count == 0 || type == 0)
        return false;
    if (type >= e->message_room) {
        uint32_t room = e->module->types.count + 256;
        uint8_t *more = bw_core_array(e->arena, uint8_t, room);
        if (e->message_room != 0)
            memcpy(more, e->message_types, e->message_room);
        e->message_types = more;
        e->message_room = room;
    }
    if (e->message_types[type] == UNKNOWN)
        e->message_types[type] = is_message(e, &e->module->types.at[type]) ? YES : NO;
    return e->message_types[type] == YES;
}
