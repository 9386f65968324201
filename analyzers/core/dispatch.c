/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls through a member of a record, such as dev->ops->read(…), where nothing says which record it is: the functions
 * that code and initialisers in view put into that member are each looked at with the arguments of the call. What they
 * find is told; what they do is not taken for granted, as another one may be meant.
 * (By type and member, as in Milanova, Rountev and Ryder, Precise call graph construction in the presence of function
 * pointers, 2002.) */
#include "core/call.h"

#include <string.h>

typedef struct member_function {
    bw_ir_ref field, func;
} member_function;

struct bw_dispatch {
    BW_VEC(member_function) known;
    bw_members *members; /* by field; asked: false until somebody calls through it */
    uint32_t room;
};

/* ---- what members hold ---- */

static void learn(bw_engine *e, bw_ir_ref field, bw_ir_ref func)
{
    struct bw_dispatch *d = e->dispatch;
    for (uint32_t i = 0; i < d->known.count; i++)
        if (d->known.at[i].field == field && d->known.at[i].func == func)
            return;
    bw_vec_push(e->arena, &d->known, ((member_function){field, func}));
}

/* The scalar member at a place of an object of this type; 0: none. */
static bw_ir_ref member_at(const bw_engine *e, bw_ir_ref type, uint64_t off_bits)
{
    bw_ir_ref found = 0;
    for (uint32_t depth = 0; depth < 16; depth++) {
        const bw_ir_type *t = &e->module->types.at[type];
        if (t->kind == BW_TYPE_ARRAY && e->module->types.at[t->elem].size != 0) {
            off_bits %= e->module->types.at[t->elem].size * 8;
            type = t->elem;
            continue;
        }
        if (t->kind != BW_TYPE_STRUCT && t->kind != BW_TYPE_UNION)
            return found;
        uint32_t i = 0;
        for (; i < t->field_count; i++) {
            const bw_ir_field *f = &e->module->fields.at[t->field + i];
            uint64_t end = f->offset_bits + e->module->types.at[f->type].size * 8;
            if (off_bits >= f->offset_bits && off_bits < end)
                break;
        }
        if (i == t->field_count)
            return 0;
        found = t->field + i;
        off_bits -= e->module->fields.at[found].offset_bits;
        type = e->module->fields.at[found].type;
    }
    return 0;
}

static void learn_initialisers(bw_engine *e)
{
    for (bw_ir_ref i = 1; i < e->module->objects.count; i++) {
        const bw_ir_object *o = &e->module->objects.at[i];
        for (uint32_t k = 0; o->kind == BW_OBJECT_GLOBAL && k < o->init_count; k++) {
            bw_ir_ref field = o->init[k].kind == BW_INIT_FUNC ? member_at(e, o->type, o->init[k].offset_bits) : 0;
            if (field != 0)
                learn(e, field, o->init[k].ref);
        }
    }
}

static void learn_stores(bw_engine *e)
{
    for (bw_ir_ref i = 1; i < e->module->funcs.count; i++) {
        const bw_ir_func *f = &e->module->funcs.at[i];
        for (uint32_t k = 1; f->body == BW_BODY_LOWERED && k < f->inst_count; k++) {
            const bw_ir_inst *to = &f->insts[f->insts[k].a];
            if (f->insts[k].op != BW_IR_STORE || to->op != BW_IR_FIELD)
                continue;
            bw_ir_val value = f->insts[k].b;
            while (f->insts[value].op == BW_IR_CAST)
                value = f->insts[value].a;
            if (f->insts[value].op == BW_IR_FUNC)
                learn(e, to->b, f->insts[value].a);
        }
    }
}

/* The same member of the same record, which every unit of a program describes anew. */
static bool same_member(const bw_engine *e, bw_ir_ref a, bw_ir_ref b)
{
    if (a == b)
        return true;
    const bw_ir_field *x = &e->module->fields.at[a], *y = &e->module->fields.at[b];
    const char *record = e->module->types.at[x->parent].name, *other = e->module->types.at[y->parent].name;
    return record != NULL && other != NULL && record[0] != '\0' && x->name[0] != '\0' && strcmp(x->name, y->name) == 0 &&
           strcmp(record, other) == 0;
}

static const bw_members *members_of(bw_engine *e, bw_ir_ref field)
{
    struct bw_dispatch *d = e->dispatch;
    if (d == NULL) {
        d = e->dispatch = bw_core_new(e->arena, struct bw_dispatch);
        learn_initialisers(e);
        learn_stores(e);
        d->room = e->module->fields.count;
        d->members = bw_core_array(e->arena, bw_members, d->room + 1);
    }
    if (field >= d->room)
        return NULL;
    bw_members *m = &d->members[field];
    for (uint32_t i = 0; i < d->known.count && !m->asked; i++) {
        if (!same_member(e, d->known.at[i].field, field))
            continue;
        if (m->count == BW_MEMBERS_MAX)
            m->more = true;
        else
            m->func[m->count++] = d->known.at[i].func;
    }
    m->asked = true;
    return m;
}

/* ---- the call ---- */

static bw_ir_ref called_member(const bw_ir_func *func, bw_ir_val target)
{
    while (func->insts[target].op == BW_IR_CAST)
        target = func->insts[target].a;
    const bw_ir_inst *load = &func->insts[target];
    return load->op == BW_IR_LOAD && func->insts[load->a].op == BW_IR_FIELD ? func->insts[load->a].b : 0;
}

const bw_members *bw_dispatch_targets(bw_engine *e, const bw_ir_func *caller, const bw_ir_inst *call)
{
    bw_ir_ref field = call->b != 0 ? called_member(caller, call->b) : 0;
    const bw_members *m = field != 0 ? members_of(e, field) : NULL;
    return m != NULL && !m->more ? m : NULL;
}
