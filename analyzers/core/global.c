/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What holds of globals on every run: those nobody writes keep what their initialisers say, those that only constants are
 * assigned to lie between the least and the greatest. Looked at once a module, without flow: a static variable is all in
 * view, one with external linkage only when the whole program is. */
#include "core/by_name.h"
#include "core/ir_shape.h"

#include <string.h>

/* SOFT: as FIXED as far as this unit goes; others may name it. */
enum { FACT_NONE, FACT_FIXED, FACT_SOFT, FACT_RANGE };

typedef struct survey {
    bw_engine *e;
    bw_global_fact *facts;
    uint32_t count;
    bw_ir_ref *root; /* by instruction: the global a value is an address in */
    bool *inner;     /* …but not of its first byte, or not of the whole */
    uint32_t room;
} survey;

static void spoil(survey *v, bw_ir_ref object)
{
    if (object == 0)
        return;
    v->facts[object].kind = FACT_NONE;
    v->facts[object].named = true;
}

static void assigned(survey *v, const bw_ir_func *f, const bw_ir_inst *inst)
{
    bw_ir_ref object = v->root[inst->a];
    if (object == 0)
        return;
    v->facts[object].named = true;
    if (v->facts[object].kind == FACT_NONE)
        return;
    const bw_ir_inst *value = &f->insts[inst->b];
    const bw_ir_type *type = &v->e->module->types.at[inst->type];
    if (v->inner[inst->a] || value->op != BW_IR_CONST || inst->c != 0 ||
        (type->kind != BW_TYPE_INT && type->kind != BW_TYPE_BOOL) ||
        type->size != v->e->module->objects.at[object].size) {
        v->facts[object].kind = FACT_NONE;
        return;
    }
    bw_wide constant = bw_ir_const_value(value);
    if (!(type->flags & BW_TYPE_SIGNED))
        constant = (bw_wide)(uint64_t)bw_ir_const_value(value);
    bw_global_fact *fact = &v->facts[object];
    if (fact->kind == FACT_SOFT) {
        spoil(v, object);
        return;
    }
    fact->kind = FACT_RANGE;
    fact->lo = constant < fact->lo ? constant : fact->lo;
    fact->hi = constant > fact->hi ? constant : fact->hi;
}

/* Addresses that go elsewhere were marked by the producer (BW_OBJECT_ADDRESS_TAKEN). */
static void survey_func(survey *v, const bw_ir_func *f)
{
    if (f->inst_count > v->room) {
        v->room = f->inst_count + 256;
        v->root = bw_core_array(v->e->arena, bw_ir_ref, v->room);
        v->inner = bw_core_array(v->e->arena, bool, v->room);
    }
    memset(v->root, 0, f->inst_count * sizeof *v->root);
    memset(v->inner, 0, f->inst_count * sizeof *v->inner);
    for (uint32_t i = 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        switch (inst->op) {
        case BW_IR_ADDR:
            v->root[i] = inst->a < v->count ? inst->a : 0;
            break;
        case BW_IR_FIELD:
        case BW_IR_INDEX:
            v->root[i] = v->root[inst->a];
            v->inner[i] = true;
            break;
        case BW_IR_CAST:
            v->root[i] = inst->sub == BW_CAST_DECAY ? v->root[inst->a] : 0;
            v->inner[i] = true;
            break;
        case BW_IR_STORE:
            assigned(v, f, inst);
            break;
        case BW_IR_COPY:
        case BW_IR_ZERO:
            spoil(v, v->root[inst->a]);
            break;
        case BW_IR_OVERFLOW:
        case BW_IR_CALL:
            spoil(v, inst->c != 0 ? v->root[inst->c] : 0);
            break;
        default:
            break;
        }
    }
}

static bool eligible(const bw_ir_object *o)
{
    const unsigned changing = BW_OBJECT_VOLATILE | BW_OBJECT_ADDRESS_TAKEN | BW_OBJECT_EXTERN | BW_OBJECT_SYSTEM;
    return o->kind == BW_OBJECT_GLOBAL && o->init_known && !(o->flags & changing) &&
           o->annot_count == 0;
}

/* The value at a place of the initialiser; false when it is not a known integer. */
static bool init_integer(const bw_ir_object *o, uint64_t bits, bw_wide *ret_value)
{
    *ret_value = 0;
    if (o->init_count == 0)
        return true;
    if (o->init_count != 1 || o->init[0].kind != BW_INIT_INT || o->init[0].offset_bits != 0 || o->init[0].bits != bits)
        return false;
    *ret_value = o->init[0].value;
    return true;
}

void bw_globals_learn(bw_engine *e)
{
    survey v = {.e = e, .count = e->module->objects.count};
    v.facts = bw_core_array(e->arena, bw_global_fact, v.count);
    for (bw_ir_ref i = 1; i < v.count; i++) {
        const bw_ir_object *o = &e->module->objects.at[i];
        if (!eligible(o))
            continue;
        const bw_ir_type *type = &e->module->types.at[o->type];
        bool ours = (o->flags & BW_OBJECT_STATIC) || e->options->closed;
        v.facts[i].kind = ours ? FACT_FIXED : FACT_SOFT;
        bool number = (type->kind == BW_TYPE_INT || type->kind == BW_TYPE_BOOL) &&
                      init_integer(o, type->bits, &v.facts[i].lo);
        if (number && !(type->flags & BW_TYPE_SIGNED))
            v.facts[i].lo = (bw_wide)((uint64_t)v.facts[i].lo & (uint64_t)bw_type_max(type));
        v.facts[i].hi = v.facts[i].lo;
        if (!number && !ours)
            v.facts[i].kind = FACT_NONE;
    }
    for (bw_ir_ref i = 1; i < e->module->funcs.count; i++) {
        const bw_ir_func *f = &e->module->funcs.at[i];
        /* what could not be lowered may write anything of its unit */
        if (f->body == BW_BODY_FAILED && (f->flags & BW_FUNC_MAIN_FILE))
            return;
        if (f->body == BW_BODY_LOWERED)
            survey_func(&v, f);
    }
    e->globals = v.facts;
    e->global_count = v.count;
}

bool bw_global_fixed(const bw_engine *e, bw_ir_ref object)
{
    return object < e->global_count && e->globals[object].kind == FACT_FIXED;
}

bool bw_global_initially(const bw_engine *e, bw_ir_ref object, bw_wide *ret_value)
{
    if (object >= e->global_count || e->globals[object].kind != FACT_SOFT)
        return false;
    *ret_value = e->globals[object].lo;
    return true;
}

bool bw_global_part_initially(bw_engine *e, bw_ir_ref object, int64_t off_bits, uint32_t bits, bw_wide *ret_value)
{
    bw_value value;
    return object < e->global_count && !e->globals[object].named &&
           e->module->types.at[e->module->objects.at[object].type].kind == BW_TYPE_STRUCT &&
           bw_global_initial(e, object, off_bits, bits, &value) && bw_lin_is_const(&e->values, value.lin, ret_value);
}

bool bw_global_range(const bw_engine *e, bw_ir_ref object, bw_wide *ret_lo, bw_wide *ret_hi)
{
    if (object >= e->global_count || e->globals[object].kind != FACT_RANGE)
        return false;
    *ret_lo = e->globals[object].lo;
    *ret_hi = e->globals[object].hi;
    return true;
}

bool bw_global_initial(bw_engine *e, bw_ir_ref object, int64_t off_bits, uint32_t bits, bw_value *ret_value)
{
    const bw_ir_object *o = &e->module->objects.at[object];
    if (!o->init_known || off_bits < 0 || (uint64_t)off_bits + bits > o->size * 8)
        return false;
    uint64_t offset = (uint64_t)off_bits;
    uint32_t low = 0, high = o->init_count;
    while (low < high) { /* the first entry that ends behind offset */
        uint32_t middle = low + (high - low) / 2;
        if (o->init[middle].offset_bits + o->init[middle].bits <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == o->init_count || o->init[low].offset_bits >= offset + bits) {
        *ret_value = (bw_value){bw_lin_const(&e->values, 0), 0};
        return true;
    }
    const bw_ir_init *init = &o->init[low];
    bool refers = init->kind == BW_INIT_OBJECT || init->kind == BW_INIT_FUNC;
    if (init->kind == BW_INIT_UNKNOWN || (refers && init->ref == 0) || init->offset_bits != offset || init->bits != bits)
        return false;
    if (init->kind == BW_INIT_INT) {
        /* as the bytes say, without a sign: whoever loads it reads it in his type */
        bw_wide value = bits >= 64 ? (bw_wide)(uint64_t)init->value : (bw_wide)((uint64_t)init->value & (((uint64_t)1 << bits) - 1));
        *ret_value = (bw_value){bw_lin_const(&e->values, value), 0};
    } else if (init->kind == BW_INIT_FUNC) {
        *ret_value = bw_function_value(e, init->ref);
    } else {
        bw_lin base = bw_lin_sym(&e->values, bw_obj_at(e, bw_mem_object(e, 0, init->ref))->base);
        *ret_value = (bw_value){bw_lin_offset(&e->values, base, (bw_wide)init->value), 0};
    }
    return true;
}

/* ---- who reads it ---- */

typedef struct callers {
    const bw_engine *e;
    bool *inside; /* by function: called by nobody but top and others inside */
} callers;

/* Is the function only ever called from inside, and its address nowhere else? */
static bool only_from_inside(const callers *c, bw_ir_ref func)
{
    const bw_ir_module *m = c->e->module;
    const bw_ir_func *f = &m->funcs.at[func];
    bool called = false;
    if (!(f->flags & BW_FUNC_STATIC) && !c->e->options->closed)
        return false;
    for (bw_ir_ref i = 1; i < m->funcs.count; i++) {
        const bw_ir_func *user = &m->funcs.at[i];
        for (uint32_t k = 1; user->body == BW_BODY_LOWERED && k < user->inst_count; k++) {
            const bw_ir_inst *inst = &user->insts[k];
            if ((inst->op != BW_IR_CALL && inst->op != BW_IR_FUNC) || inst->a != func)
                continue;
            if (inst->op == BW_IR_FUNC || !c->inside[i])
                return false;
            called = true;
        }
    }
    return called;
}

bool bw_func_callers_in_view(const bw_engine *e, bw_ir_ref func)
{
    callers c = {e, bw_core_array(e->work, bool, e->module->funcs.count)};
    memset(c.inside, true, e->module->funcs.count * sizeof *c.inside);
    return only_from_inside(&c, func);
}

static bool reads(const bw_ir_func *f, bw_ir_ref object)
{
    for (uint32_t k = 1; f->body == BW_BODY_LOWERED && k < f->inst_count; k++) {
        if (f->insts[k].op != BW_IR_ADDR || f->insts[k].a != object)
            continue;
        for (uint32_t i = k + 1; i < f->inst_count; i++)
            if (bw_ir_inst_uses(f, &f->insts[i], k) && (f->insts[i].op != BW_IR_STORE || f->insts[i].b == k))
                return true;
    }
    return false;
}

bool bw_global_read_later(bw_engine *e, bw_ir_ref object, bw_ir_ref func)
{
    const bw_ir_module *m = e->module;
    const bw_ir_object *o = &m->objects.at[object];
    if (object == 0 || (!(o->flags & BW_OBJECT_STATIC) && !e->options->closed))
        return false; /* the pass over the whole program sees its readers */
    if (o->flags & BW_OBJECT_ADDRESS_TAKEN)
        return true;
    callers c = {e, bw_core_array(e->work, bool, m->funcs.count)};
    c.inside[func] = true;
    for (bool more = true; more;) {
        more = false;
        for (bw_ir_ref i = 1; i < m->funcs.count; i++)
            if (!c.inside[i] && m->funcs.at[i].body == BW_BODY_LOWERED && reads(&m->funcs.at[i], object) && only_from_inside(&c, i))
                more = c.inside[i] = true;
    }
    for (bw_ir_ref i = 1; i < m->funcs.count; i++)
        if (!c.inside[i] && reads(&m->funcs.at[i], object))
            return true;
    return false;
}

static bool stores(const bw_ir_func *f, bw_ir_ref object)
{
    for (uint32_t k = 1; f->body == BW_BODY_LOWERED && k < f->inst_count; k++)
        if (bw_variable_stored(f, &f->insts[k]) == object)
            return true;
    return false;
}

bool bw_global_hands_over(bw_engine *e, bw_ir_ref object, bw_ir_ref func)
{
    const bw_ir_module *m = e->module;
    bool read = false;
    if (object == 0 || !(m->objects.at[object].flags & BW_OBJECT_STATIC) || reads(&m->funcs.at[func], object))
        return false;
    for (bw_ir_ref i = 1; i < m->funcs.count; i++) {
        if (i != func && stores(&m->funcs.at[i], object))
            return false;
        read |= i != func && reads(&m->funcs.at[i], object);
    }
    return read && !bw_global_read_later(e, object, func);
}
