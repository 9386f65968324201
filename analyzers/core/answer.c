/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Buffers that go back to who asked: a member leads to the buffer, another one says how many of its bytes go back when the
 * function answers 0 (annotation `answers`). The buffer is new and nobody else's, so what the function did not store in it
 * is what the memory held before. */
#include "core/engine.h"

#include <string.h>

/* The name in a field's fact "bulwark::answers(name)"; *ret_size characters. NULL: it has none. */
static const char *answers_for(const bw_engine *e, const bw_ir_field *field, size_t *ret_size)
{
    static const char fact[] = "bulwark::answers(";
    for (uint32_t i = 0; i < field->annot_count; i++) {
        const char *text = e->module->annots.at[field->annots + i].text;
        size_t size = strlen(text);
        if (strncmp(text, fact, sizeof fact - 1) != 0 || text[size - 1] != ')')
            continue;
        *ret_size = size - sizeof fact;
        return text + sizeof fact - 1;
    }
    return NULL;
}

bw_answer_part bw_answer_part_of(const bw_engine *e, bw_ir_ref number)
{
    const bw_ir_field *field = &e->module->fields.at[number];
    const bw_ir_type *record = &e->module->types.at[field->parent];
    size_t size;
    if (field->parent == 0)
        return BW_ANSWER_NONE;
    if (field->annot_count != 0 && answers_for(e, field, &size) != NULL)
        return BW_ANSWER_COUNT;
    for (uint32_t i = 0; i < record->field_count; i++) {
        const bw_ir_field *other = &e->module->fields.at[record->field + i];
        const char *name = other->annot_count != 0 ? answers_for(e, other, &size) : NULL;
        if (name != NULL && strlen(field->name) == size && strncmp(name, field->name, size) == 0)
            return BW_ANSWER_BUFFER;
    }
    return BW_ANSWER_NONE;
}

void bw_answer_load(bw_engine *e, bw_sym sym)
{
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    if (!symbol->is_pointer || symbol->kind != BW_SYM_MEMORY)
        return;
    bw_obj *o = bw_obj_at(e, bw_mem_object_of(e, sym));
    if (o->kind != BW_OBJ_POINTEE || o->user || o->untrusted)
        return;
    o->room = true;
    o->aliasable = false;
    bw_obj_at(e, bw_sym_at(&e->values, symbol->key[0])->object)->asked = true;
}

void bw_answer_store(bw_engine *e, bw_run *r, bw_ir_val place, bw_value pointer, bw_value value, uint32_t site)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const bw_ir_field *field = &e->module->fields.at[func->insts[place].b];
    bw_answer answer = {.lin = value.lin, .room = true, .func = r->frame->func, .val = func->insts[site].b, .loc = func->insts[site].loc};
    bw_wide at;
    bw_lin offset;
    if (pointer.lin == 0 || value.lin == 0)
        return;
    answer.base = bw_lin_base(&e->values, pointer.lin, &offset);
    if (answer.base == 0 || !bw_lin_is_const(&e->values, offset, &at))
        return;
    answer.off_bits = (int64_t)at * 8;
    answer.bits = (uint32_t)(e->module->types.at[field->type].size * 8);
    for (uint32_t i = 0; i < e->answers.count; i++)
        if (memcmp(&e->answers.at[i], &answer, sizeof answer) == 0)
            return;
    bw_vec_push(e->work, &e->answers, answer);
}

/* Is this the buffer of the request at base? */
static bool room_of(const bw_engine *e, uint32_t object, bw_sym base)
{
    const bw_obj *o = &e->objects.at[object];
    return o->room && bw_sym_at(&e->values, o->base)->key[0] == base;
}

void bw_answer_lost(bw_engine *e, bw_state *s, bw_value pointer)
{
    bw_lin offset;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&e->values, pointer.lin, &offset) : 0;
    uint32_t own = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    if (own == 0 || (!bw_obj_at(e, own)->room && !bw_obj_at(e, own)->asked))
        return;
    if (bw_obj_at(e, own)->room) {
        bw_mem_objstate_edit(e, s, own)->escaped = true;
        return;
    }
    for (uint32_t i = 0; i < s->objects.count; i++)
        if (room_of(e, s->objects.at[i].object, base))
            bw_mem_objstate_edit(e, s, s->objects.at[i].object)->escaped = true;
}

/* The one buffer that the request has and that something was done with; 0: none, or more than one. */
static uint32_t only_room(const bw_engine *e, const bw_state *s, bw_sym base)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < s->objects.count; i++) {
        if (!room_of(e, s->objects.at[i].object, base))
            continue;
        if (found != 0)
            return 0;
        found = s->objects.at[i].object;
    }
    return found;
}

void bw_answer_complete(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin returned)
{
    if (!e->reporting || e->trial || s->doubtful || s->contrary || s->outside != 0 || s->unlikely || returned == 0 ||
        bw_num_upper(e, s, returned) != 0 || bw_num_lower(e, s, returned) != 0 || bw_reach_called(e, e->top))
        return;
    for (uint32_t i = e->answers.count; i-- > 0;) {
        bw_answer answer = e->answers.at[i];
        const bw_cell *cell = bw_cell_find(s, answer.base, answer.off_bits, answer.bits);
        uint32_t object;
        if (!answer.room || cell == NULL || cell->value.lin != answer.lin || (object = only_room(e, s, answer.base)) == 0)
            continue;
        bw_wide least = bw_num_lower(e, s, answer.lin);
        if (least <= 0 || least > INT32_MAX)
            return;
        bw_user_given(e, r, s, object, 0, (int64_t)least,
                      (bw_exposure){.site = site, .loc = answer.loc, .object = object});
        return;
    }
}
