/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/member.h"

#include <string.h>

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

static void look_at_initialisers(bw_engine *e, bw_member_visit *visit)
{
    for (bw_ir_ref i = 1; i < e->module->objects.count; i++) {
        const bw_ir_object *o = &e->module->objects.at[i];
        for (uint32_t k = 0; o->kind == BW_OBJECT_GLOBAL && k < o->init_count; k++) {
            bw_ir_ref field = o->init[k].kind == BW_INIT_FUNC ? field_at(e, o->type, o->init[k].offset_bits) : 0;
            if (field != 0)
                visit(e, field, o->init[k].ref);
        }
    }
}

static const bw_ir_inst *through(const bw_ir_func *f, bw_ir_val val, bool elements)
{
    const bw_ir_inst *inst = &f->insts[val];
    while (inst->op == BW_IR_CAST || (elements && inst->op == BW_IR_INDEX))
        inst = &f->insts[inst->a];
    return inst;
}

static void look_at_stores(bw_engine *e, const bw_ir_func *f, bw_member_visit *visit)
{
    for (uint32_t i = 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        if (inst->op != BW_IR_STORE)
            continue;
        const bw_ir_inst *value = through(f, inst->b, false), *place = through(f, inst->a, true);
        if (value->op == BW_IR_FUNC && place->op == BW_IR_FIELD)
            visit(e, place->b, value->a);
    }
}

void bw_members_each(bw_engine *e, bw_member_visit *visit)
{
    look_at_initialisers(e, visit);
    for (bw_ir_ref i = 1; i < e->module->funcs.count; i++)
        if (e->module->funcs.at[i].body == BW_BODY_LOWERED)
            look_at_stores(e, &e->module->funcs.at[i], visit);
}

bool bw_member_same_name(const bw_engine *e, bw_ir_ref a, bw_ir_ref b)
{
    if (a == b)
        return true;
    const bw_ir_field *x = &e->module->fields.at[a], *y = &e->module->fields.at[b];
    const char *record = e->module->types.at[x->parent].name, *other = e->module->types.at[y->parent].name;
    return record != NULL && other != NULL && record[0] != '\0' && x->name[0] != '\0' && strcmp(x->name, y->name) == 0 &&
           strcmp(record, other) == 0;
}
