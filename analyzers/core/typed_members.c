/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Records that begin alike, and members that tell what type something is of: they are compared with several constants, or set
 * to them. */
#include "core/typed_places.h"

#include <string.h>

#define HEADER_BITS 512u /* that common headers are looked for in */

/* ---- records ------------------------------------------------------------------------------------------------------ */

bool bw_typed_same_record(const bw_engine *e, bw_ir_ref a, bw_ir_ref b)
{
    const bw_ir_type *x = &e->module->types.at[a], *y = &e->module->types.at[b];
    return a == b || (x->kind == y->kind && x->name != NULL && y->name != NULL && x->name[0] != '\0' && strcmp(x->name, y->name) == 0);
}

/* The record that one begins with; 0 none. */
static bw_ir_ref first_member(const bw_engine *e, bw_ir_ref type)
{
    const bw_ir_type *t = &e->module->types.at[type];
    const bw_ir_field *f = &e->module->fields.at[t->field];
    return bw_typed_is_record(e, type) && t->field_count != 0 && f->offset_bits == 0 && bw_typed_is_record(e, f->type) ? f->type : 0;
}

bool bw_typed_begins_with(const bw_engine *e, bw_ir_ref type, bw_ir_ref header)
{
    for (uint32_t depth = 0; type != 0 && depth < 8; depth++, type = first_member(e, type))
        if (bw_typed_same_record(e, type, header))
            return true;
    return false;
}

static bool has_same_field(const bw_engine *e, bw_ir_ref type, const bw_ir_field *f)
{
    const bw_ir_type *t = &e->module->types.at[type];
    for (uint32_t i = 0; i < t->field_count; i++) {
        const bw_ir_field *other = &e->module->fields.at[t->field + i];
        if (other->offset_bits == f->offset_bits && strcmp(other->name, f->name) == 0 &&
            e->module->types.at[other->type].size == e->module->types.at[f->type].size)
            return true;
    }
    return false;
}

bool bw_types_agree(const bw_engine *e, bw_ir_ref a, bw_ir_ref b, uint64_t end)
{
    const bw_ir_type *t = &e->module->types.at[a];
    if (bw_typed_same_record(e, a, b) || t->field_count == 0 || e->module->types.at[b].field_count == 0) /* one is not known */
        return true;
    for (bw_ir_ref header = a; header != 0; header = first_member(e, header))
        if (end <= e->module->types.at[header].size * 8 && bw_typed_begins_with(e, b, header))
            return true;
    if (end > e->module->types.at[b].size * 8)
        return false;
    for (uint32_t i = 0; i < t->field_count; i++) {
        const bw_ir_field *f = &e->module->fields.at[t->field + i];
        if (f->offset_bits < end && f->offset_bits < HEADER_BITS && !has_same_field(e, b, f))
            return false;
    }
    return true;
}

/* ---- the same record in several units ------------------------------------------------------------------------------ */

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash;
}

static uint32_t table_room(uint32_t count)
{
    uint32_t room = 64;
    while (room < 2 * count)
        room *= 2;
    return room;
}

/* In a program each unit describes its records anew, and only the members that it speaks of: the same one is told by the
 * names. */
static void match_records(bw_engine *e)
{
    struct bw_typed_places *p = e->typed_places;
    uint32_t room = table_room(p->type_count);
    bw_ir_ref *slots = bw_core_array(e->arena, bw_ir_ref, room);
    p->twin = bw_core_array(e->arena, bw_ir_ref, p->type_count + 1);
    for (bw_ir_ref i = 1; i < p->type_count; i++) {
        const bw_ir_type *t = &e->module->types.at[i];
        p->twin[i] = i;
        if (!e->options->closed || (t->kind != BW_TYPE_STRUCT && t->kind != BW_TYPE_UNION) || t->name == NULL || t->name[0] == '\0')
            continue;
        uint64_t hash = hash_text(UINT64_C(0xcbf29ce484222325), t->name);
        uint32_t slot = (uint32_t)(hash ^ hash >> 32) & (room - 1);
        while (slots[slot] != 0 && !bw_typed_same_record(e, slots[slot], i))
            slot = (slot + 1) & (room - 1);
        if (slots[slot] == 0) {
            slots[slot] = i;
            continue;
        }
        p->twin[i] = p->twin[slots[slot]];
        p->twin[slots[slot]] = i;
    }
}

static void match_members(bw_engine *e)
{
    struct bw_typed_places *p = e->typed_places;
    uint32_t room = table_room(p->field_count);
    bw_ir_ref *slots = bw_core_array(e->arena, bw_ir_ref, room);
    p->same = bw_core_array(e->arena, bw_ir_ref, p->field_count + 1);
    for (bw_ir_ref i = 1; i < p->field_count; i++) {
        const bw_ir_field *f = &e->module->fields.at[i];
        const char *record = e->module->types.at[f->parent].name;
        p->same[i] = i;
        if (!e->options->closed || record == NULL || record[0] == '\0' || f->name[0] == '\0')
            continue;
        uint64_t hash = hash_text(hash_text(UINT64_C(0xcbf29ce484222325) ^ f->offset_bits, record), f->name);
        uint32_t slot = (uint32_t)(hash ^ hash >> 32) & (room - 1);
        for (; slots[slot] != 0; slot = (slot + 1) & (room - 1)) {
            const bw_ir_field *other = &e->module->fields.at[slots[slot]];
            if (other->offset_bits == f->offset_bits && strcmp(other->name, f->name) == 0 &&
                strcmp(e->module->types.at[other->parent].name, record) == 0)
                break;
        }
        if (slots[slot] == 0)
            slots[slot] = i;
        p->same[i] = slots[slot];
    }
}

void bw_typed_match_fields(bw_engine *e)
{
    match_records(e);
    match_members(e);
}

/* ---- which members tell types ------------------------------------------------------------------------------------- */

static void tells(bw_engine *e, bw_ir_ref field, int64_t value, uint8_t weight)
{
    struct bw_typed_places *p = e->typed_places;
    constants *c = &p->values[p->same[field]];
    if (value == 0 || (c->count == 1 && c->first == value && weight == 1) || c->count >= 2)
        return;
    if (c->count == 0)
        c->first = value;
    c->count = (uint8_t)(c->count + weight);
}

/* The member a value was read from, seen through changes of width, masks and shifts; 0 none. */
static bw_ir_ref member_read(const bw_engine *e, const bw_ir_func *f, bw_ir_val val)
{
    const bw_ir_inst *inst = &f->insts[val];
    while (inst->op == BW_IR_CAST || (inst->op == BW_IR_BIN && f->insts[inst->b].op == BW_IR_CONST))
        inst = &f->insts[inst->a];
    bool member = inst->op == BW_IR_LOAD && f->insts[inst->a].op == BW_IR_FIELD;
    return member && f->insts[inst->a].b < e->typed_places->field_count ? f->insts[inst->a].b : 0;
}

/* Is it the address of something there is only one of? */
static bool is_landmark(const bw_engine *e, const bw_ir_func *f, bw_ir_val val)
{
    while (bw_typed_is_cast(&f->insts[val]))
        val = f->insts[val].a;
    const bw_ir_inst *inst = &f->insts[val];
    if (inst->op == BW_IR_LOAD)
        inst = &f->insts[inst->a];
    return inst->op == BW_IR_FUNC || (inst->op == BW_IR_ADDR && e->module->objects.at[inst->a].kind == BW_OBJECT_GLOBAL);
}

static void look_at_comparison(bw_engine *e, const bw_ir_func *f, bw_ir_val left, bw_ir_val right)
{
    bw_ir_ref field = member_read(e, f, left);
    right = bw_ir_through_casts(f, right);
    if (field == 0)
        return;
    if (f->insts[right].op == BW_IR_CONST)
        tells(e, field, bw_ir_const_value(&f->insts[right]), 1);
    else if (e->module->types.at[f->insts[left].type].kind == BW_TYPE_POINTER && is_landmark(e, f, right))
        tells(e, field, 1, 2);
}

static void look_at_switch(bw_engine *e, const bw_ir_func *f, const bw_ir_inst *inst)
{
    bw_ir_ref field = member_read(e, f, inst->a);
    const uint32_t *extra = &f->extra[inst->extra];
    for (uint32_t i = 0; field != 0 && i < extra[0]; i++)
        tells(e, field, (int64_t)((uint64_t)extra[2 + i * 5] | (uint64_t)extra[3 + i * 5] << 32), 1);
}

/* A constant is stored, here or by handing it to a function that stores its parameter. */
static void look_at_setting(bw_engine *e, bw_ir_ref func, const bw_ir_inst *store, bw_ir_ref field)
{
    const struct bw_typed_places *p = e->typed_places;
    const bw_ir_func *f = &e->module->funcs.at[func];
    bw_ir_val val = bw_ir_through_casts(f, store->b);
    const bw_ir_inst *inst = &f->insts[val];
    if (inst->op == BW_IR_CONST)
        tells(e, field, bw_ir_const_value(inst), 1);
    bw_ir_ref local = inst->op == BW_IR_LOAD && f->insts[inst->a].op == BW_IR_ADDR ? f->insts[inst->a].a : 0;
    if (local < f->object || local - f->object >= f->param_count)
        return;
    for (uint32_t i = p->calls.first[func]; i < p->calls.first[func + 1]; i++) {
        const bw_ir_func *caller = &e->module->funcs.at[p->calls.at[i].func];
        const uint32_t *extra = &caller->extra[caller->insts[p->calls.at[i].site].extra];
        bw_ir_val given = bw_ir_through_casts(caller, local - f->object < extra[0] ? extra[1 + local - f->object] : 0);
        if (caller->insts[given].op == BW_IR_CONST)
            tells(e, field, bw_ir_const_value(&caller->insts[given]), 1);
    }
}

void bw_typed_look_at_member(bw_engine *e, bw_ir_ref func, const bw_ir_inst *inst)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    switch (inst->op) {
    case BW_IR_STORE:
        if (e->module->types.at[inst->type].kind == BW_TYPE_INT && f->insts[inst->a].op == BW_IR_FIELD)
            look_at_setting(e, func, inst, f->insts[inst->a].b);
        break;
    case BW_IR_CMP:
        if (inst->sub == BW_CMP_EQ || inst->sub == BW_CMP_NE) {
            look_at_comparison(e, f, inst->a, inst->b);
            look_at_comparison(e, f, inst->b, inst->a);
        }
        break;
    case BW_IR_SWITCH:
        look_at_switch(e, f, inst);
        break;
    default:
        break;
    }
}

/* ---- questions ------------------------------------------------------------------------------------------------------ */

/* The member of a record, as one unit describes it, over a bit; 0 none. */
static bw_ir_ref member_over(const bw_engine *e, bw_ir_ref record, int64_t off_bits)
{
    const bw_ir_type *t = &e->module->types.at[record];
    for (uint32_t i = 0; (t->kind == BW_TYPE_STRUCT || t->kind == BW_TYPE_UNION) && i < t->field_count; i++) {
        const bw_ir_field *f = &e->module->fields.at[t->field + i];
        int64_t from = (int64_t)f->offset_bits, end = from + (int64_t)e->module->types.at[f->type].size * 8;
        if (off_bits >= from && off_bits < end)
            return t->field + i;
    }
    return 0;
}

/* The member at a bit of the record itself, inner records seen through; 0 none. */
static bw_ir_ref scalar_at(const bw_engine *e, bw_ir_ref record, int64_t off_bits)
{
    for (uint32_t depth = 0; record != 0 && depth < 8; depth++) {
        bw_ir_ref found = member_over(e, record, off_bits), twin = record;
        while (found == 0 && record < e->typed_places->type_count && (twin = e->typed_places->twin[twin]) != record)
            found = member_over(e, twin, off_bits);
        if (found == 0)
            return 0;
        uint8_t kind = e->module->types.at[e->module->fields.at[found].type].kind;
        if (kind != BW_TYPE_STRUCT && kind != BW_TYPE_UNION)
            return found;
        off_bits -= (int64_t)e->module->fields.at[found].offset_bits;
        record = e->module->fields.at[found].type;
    }
    return 0;
}

static constants values_at(bw_engine *e, bw_ir_ref record, int64_t off_bits)
{
    const struct bw_typed_places *p = e->typed_places;
    bw_ir_ref field = record != 0 ? scalar_at(e, record, off_bits) : 0;
    return field != 0 && field < p->field_count ? p->values[p->same[field]] : (constants){0};
}

bool bw_field_tells(bw_engine *e, bw_ir_ref record, bw_ir_ref other, int64_t off_bits)
{
    constants a = values_at(e, record, off_bits), b = values_at(e, other, off_bits);
    return a.count >= 2 || b.count >= 2 || (a.count == 1 && b.count == 1 && a.first != b.first);
}

static bool tells_by_itself(bw_engine *e, bw_ir_ref record)
{
    const bw_ir_type *t = &e->module->types.at[record];
    for (uint32_t i = 0; i < t->field_count; i++) {
        const bw_ir_field *f = &e->module->fields.at[t->field + i];
        if (!bw_typed_is_record(e, f->type) && bw_field_tells(e, record, 0, (int64_t)f->offset_bits))
            return true;
    }
    return false;
}

bool bw_record_tells(bw_engine *e, bw_ir_ref record)
{
    bw_ir_ref twin = record;
    bool found = tells_by_itself(e, record);
    while (!found && record < e->typed_places->type_count && (twin = e->typed_places->twin[twin]) != record)
        found = tells_by_itself(e, twin);
    return found;
}

/* Looks at the members of a part of a, which stands at bit `from` of it, as long as b begins alike. */
static bool told_apart(bw_engine *e, bw_ir_ref a, bw_ir_ref b, bw_ir_ref part, uint64_t from)
{
    const bw_ir_type *t = &e->module->types.at[part];
    for (uint32_t i = 0; i < t->field_count; i++) {
        const bw_ir_field *f = &e->module->fields.at[t->field + i];
        uint64_t at = from + f->offset_bits;
        if (!bw_types_agree(e, a, b, at + 1))
            return false;
        if (bw_typed_is_record(e, f->type) ? told_apart(e, a, b, f->type, at) : bw_field_tells(e, a, b, (int64_t)at))
            return true;
    }
    return false;
}

bool bw_records_told_apart(bw_engine *e, bw_ir_ref a, bw_ir_ref b)
{
    return told_apart(e, a, b, a, 0);
}

bool bw_record_is_part(const bw_engine *e, bw_ir_ref record)
{
    for (bw_ir_ref i = 1; i < e->typed_places->field_count; i++)
        if (bw_typed_is_record(e, e->module->fields.at[i].type) && bw_typed_same_record(e, e->module->fields.at[i].type, record))
            return true;
    return false;
}

bool bw_func_asks_record(bw_engine *e, bw_ir_ref func, bw_ir_ref record)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    for (uint32_t i = 1; f->body == BW_BODY_LOWERED && i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        bool equality = inst->op == BW_IR_CMP && (inst->sub == BW_CMP_EQ || inst->sub == BW_CMP_NE);
        if (!equality && inst->op != BW_IR_SWITCH)
            continue;
        bw_ir_ref fields[2] = {member_read(e, f, inst->a), equality ? member_read(e, f, inst->b) : 0};
        for (int side = 0; side < 2; side++)
            if (fields[side] != 0 && bw_typed_begins_with(e, record, e->module->fields.at[fields[side]].parent))
                return true;
    }
    return false;
}
