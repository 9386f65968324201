/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What places hold that have no type of their own, by what the code in view stores there and takes from there. Looked at once a
 * module, when it is first asked. */
#include "core/typed_places.h"
#include "core/by_name.h"

#include <string.h>

#define TRACE_DEPTH 4u
#define HOLDINGS_MAX 64u

/* ---- what is known of places -------------------------------------------------------------------------------------- */

static void learn(bw_engine *e);

static struct bw_typed_places *places_of(bw_engine *e)
{
    if (e->typed_places == NULL)
        learn(e);
    return e->typed_places;
}

static bw_place make_place(bw_engine *e, place_info info)
{
    struct bw_typed_places *p = e->typed_places;
    bw_place *slot = info.field != 0 ? &p->of_field[p->same[info.field]] : &p->of_object[info.object];
    if (*slot == 0) {
        bw_vec_push(e->arena, &p->places, info);
        *slot = p->places.count - 1;
    }
    return *slot;
}

/* Does the record have a member that leads to another of its kind? Then it is an element of lists, which may each hold
 * something else. */
static bool of_interest(const bw_engine *e, bw_ir_ref field, bw_ir_ref elem)
{
    return e->module->types.at[elem].kind == BW_TYPE_VOID ||
           (bw_typed_is_record(e, elem) && e->module->fields.at[field].parent != elem);
}

bw_place bw_place_of(bw_engine *e, const bw_ir_func *func, bw_ir_val pointer, bw_ir_ref type)
{
    struct bw_typed_places *p = places_of(e);
    bw_ir_ref elem = bw_typed_pointee(e, type);
    if (elem == 0)
        return 0;
    for (uint32_t depth = 0; depth < 16; depth++) {
        const bw_ir_inst *inst = &func->insts[pointer];
        place_info info = {.declared = bw_typed_is_record(e, elem) ? elem : 0};
        switch (inst->op) {
        case BW_IR_FIELD:
            info.field = inst->b;
            if (inst->b >= p->field_count || !of_interest(e, inst->b, elem))
                return 0;
            return make_place(e, info);
        case BW_IR_ADDR:
            info.object = inst->a;
            if (inst->a >= p->object_count || e->module->objects.at[inst->a].kind != BW_OBJECT_GLOBAL ||
                (e->module->types.at[elem].kind != BW_TYPE_VOID && !bw_typed_is_record(e, elem)))
                return 0;
            return make_place(e, info);
        case BW_IR_CAST:
            if (inst->sub != BW_CAST_DECAY)
                return 0;
            break;
        case BW_IR_LOAD: /* an array behind a pointer */
            if (bw_typed_pointee(e, bw_typed_pointee(e, inst->type)) == 0)
                return 0;
            break;
        case BW_IR_INDEX:
            break;
        default:
            return 0;
        }
        pointer = inst->a;
    }
    return 0;
}

static void hold(bw_engine *e, bw_place place, bw_holding holding)
{
    place_info *info = &e->typed_places->places.at[place];
    if (!bw_typed_is_record(e, holding.type) || (info->declared != 0 && bw_typed_same_record(e, holding.type, info->declared)))
        return;
    for (uint32_t i = 0; i < info->held.count; i++) {
        bw_holding *known = &info->held.at[i];
        if (known->func == holding.func && bw_typed_same_record(e, known->type, holding.type)) {
            known->stored |= holding.stored;
            known->own &= holding.own;
            known->owner = known->owner == holding.owner ? known->owner : 0;
            known->table = known->table == holding.table ? known->table : 0;
            return;
        }
    }
    if (info->held.count == HOLDINGS_MAX)
        return;
    for (uint32_t i = 0; i < info->held.count && !info->mixed; i++)
        info->mixed = !bw_types_agree(e, holding.type, info->held.at[i].type, UINT64_MAX / 2) &&
                      !bw_typed_begins_with(e, holding.type, info->held.at[i].type) && !bw_typed_begins_with(e, info->held.at[i].type, holding.type);
    bw_vec_push(e->arena, &info->held, holding);
}

/* ---- what is done to variables ------------------------------------------------------------------------------------- */

static bool is_own(const bw_ir_func *f, bw_ir_ref object)
{
    return object >= f->object && object - f->object < f->object_count;
}

static bw_ir_ref own_stored(const bw_ir_func *f, const bw_ir_inst *inst)
{
    bw_ir_ref object = bw_variable_stored(f, inst);
    return is_own(f, object) ? object : 0;
}

/* The variable that the instruction casts what was loaded from; 0 none. */
static bw_ir_ref cast_from(const bw_ir_func *f, const bw_ir_inst *inst)
{
    const bw_ir_inst *from = bw_typed_is_cast(inst) ? &f->insts[inst->a] : NULL;
    return from != NULL && from->op == BW_IR_LOAD ? bw_variable_at(f, from->a) : 0;
}

static bw_ir_ref own_cast(const bw_ir_func *f, const bw_ir_inst *inst)
{
    bw_ir_ref object = cast_from(f, inst);
    return is_own(f, object) ? object : 0;
}

static bw_ir_ref called(const bw_ir_func *f, const bw_ir_inst *inst)
{
    (void)f;
    return inst->op == BW_IR_CALL ? inst->a : 0;
}

/* ---- which record a place is a part of ---------------------------------------------------------------------------- */

typedef struct root {
    bw_ir_ref owner; /* a global, 0 none */
    bool own;        /* a variable of the function itself, or a record that a call gave it */
    uint32_t param;  /* 1 + the number of the parameter that leads there; 0 none */
    bw_ir_ref table; /* the global with functions that the function puts into the record, too; 0 none */
} root;

/* Does a call give the function what the variable leads to, such as a file that it opens? */
static bool got_by_call(const bw_engine *e, const bw_ir_func *f, bw_ir_ref local)
{
    const bw_code_index *stores = &e->typed_places->stores;
    for (uint32_t i = stores->first[local]; i < stores->first[local + 1]; i++) {
        bw_ir_val val = bw_ir_through_casts(f, f->insts[stores->at[i].site].b);
        if (f->insts[val].op == BW_IR_CALL)
            return true;
    }
    return false;
}

static root root_of(const bw_engine *e, const bw_ir_func *f, bw_ir_val place)
{
    uint32_t loads = 0;
    for (uint32_t depth = 0; depth < 16; depth++) {
        const bw_ir_inst *inst = &f->insts[place];
        bool step = inst->op == BW_IR_FIELD || inst->op == BW_IR_INDEX || inst->op == BW_IR_CAST;
        if (inst->op == BW_IR_ADDR) {
            uint8_t kind = e->module->objects.at[inst->a].kind;
            bool first = loads != 0 && inst->a >= f->object && inst->a - f->object < f->param_count;
            return (root){.owner = kind == BW_OBJECT_GLOBAL ? inst->a : 0, .own = kind == BW_OBJECT_LOCAL && (loads == 0 || (loads == 1 && got_by_call(e, f, inst->a))),
                          .param = first ? 1 + inst->a - f->object : 0};
        }
        if (!step && inst->op != BW_IR_LOAD)
            break;
        loads += inst->op == BW_IR_LOAD;
        place = inst->a;
    }
    return (root){0};
}

/* Do both lead to the same record: the same value, or what one variable leads to? */
static bool same_record(const bw_ir_func *f, bw_ir_val a, bw_ir_val b)
{
    bw_ir_ref variable = bw_variable_loaded(f, a);
    return bw_ir_through_casts(f, a) == bw_ir_through_casts(f, b) || (variable != 0 && variable == bw_variable_loaded(f, b));
}

/* Who puts private data and a table of functions into the same record puts it there for the functions of that table. */
static bw_ir_ref table_beside(const bw_engine *e, const bw_ir_func *f, bw_ir_val place)
{
    for (uint32_t i = 1; i < f->inst_count && f->insts[place].op == BW_IR_FIELD; i++) {
        const bw_ir_inst *store = &f->insts[i];
        if (store->op != BW_IR_STORE || f->insts[store->a].op != BW_IR_FIELD ||
            !same_record(f, f->insts[store->a].a, f->insts[place].a))
            continue;
        const bw_ir_inst *value = &f->insts[bw_ir_through_casts(f, store->b)];
        if (value->op == BW_IR_ADDR && bw_typed_is_table(e, value->a))
            return value->a;
    }
    return 0;
}

/* ---- what is stored ----------------------------------------------------------------------------------------------- */

typedef struct trace {
    bw_engine *e;
    bw_place place;
    uint32_t depth;
    root root;
} trace;

static void trace_value(trace t, bw_ir_ref func, bw_ir_val val);

static void hold_cast(trace t, bw_ir_ref func, const bw_ir_inst *cast)
{
    hold(t.e, t.place, (bw_holding){bw_typed_pointee(t.e, cast->type), func, cast->loc, true, t.root.owner, t.root.own, t.root.table});
}

/* The types that the function takes a value of none for: what a variable holds, or what a call gave. */
static void trace_casts_of_variable(trace t, bw_ir_ref func, bw_ir_ref variable)
{
    const bw_ir_func *f = &t.e->module->funcs.at[func];
    const bw_code_index *casts = &t.e->typed_places->casts;
    if (is_own(f, variable)) {
        for (uint32_t i = casts->first[variable]; i < casts->first[variable + 1]; i++)
            hold_cast(t, func, &f->insts[casts->at[i].site]);
        return;
    }
    for (uint32_t i = 1; i < f->inst_count; i++)
        if (cast_from(f, &f->insts[i]) == variable)
            hold_cast(t, func, &f->insts[i]);
}

static void trace_casts_of_result(trace t, bw_ir_ref func, bw_ir_val call)
{
    const bw_ir_func *f = &t.e->module->funcs.at[func];
    bool typed = false;
    for (uint32_t i = call + 1; i < f->inst_count; i++)
        if (bw_typed_is_cast(&f->insts[i]) && f->insts[i].a == call) {
            typed |= bw_typed_is_record(t.e, bw_typed_pointee(t.e, f->insts[i].type));
            hold_cast(t, func, &f->insts[i]);
        }
    t.e->typed_places->places.at[t.place].raw |= !typed;
}

static void trace_callers(trace t, bw_ir_ref func, uint32_t number)
{
    const struct bw_typed_places *p = t.e->typed_places;
    t.depth++;
    for (uint32_t i = p->calls.first[func]; i < p->calls.first[func + 1]; i++) {
        const bw_ir_func *caller = &t.e->module->funcs.at[p->calls.at[i].func];
        const uint32_t *extra = &caller->extra[caller->insts[p->calls.at[i].site].extra];
        if (number >= extra[0])
            continue;
        trace at = t;
        at.root = t.root.param != 0 && t.root.param <= extra[0] ? root_of(t.e, caller, extra[t.root.param])
                                                                : (root){.owner = t.root.owner};
        at.root.table = t.root.table;
        trace_value(at, p->calls.at[i].func, extra[1 + number]);
    }
}

static void trace_variable(trace t, bw_ir_ref func, bw_ir_ref local, bool typed)
{
    const bw_ir_func *f = &t.e->module->funcs.at[func];
    if (is_own(f, local) && local - f->object < f->param_count) {
        trace_callers(t, func, local - f->object);
    } else if (is_own(f, local)) {
        const bw_code_index *stores = &t.e->typed_places->stores;
        t.depth++;
        for (uint32_t i = stores->first[local]; i < stores->first[local + 1]; i++)
            trace_value(t, func, f->insts[stores->at[i].site].b);
    }
    if (!typed)
        trace_casts_of_variable(t, func, local);
}

/* Which records the value may lead to: by the type it had before it was converted, or where it came from. */
static void trace_value(trace t, bw_ir_ref func, bw_ir_val val)
{
    const bw_ir_func *f = &t.e->module->funcs.at[func];
    bw_ir_ref declared = t.e->typed_places->places.at[t.place].declared, seen = 0;
    if (t.depth > TRACE_DEPTH)
        return;
    bw_ir_loc loc = f->insts[val].loc;
    for (;;) {
        const bw_ir_inst *inst = &f->insts[val];
        bool header = inst->op == BW_IR_FIELD && t.e->module->fields.at[inst->b].offset_bits == 0;
        if (bw_typed_is_record(t.e, bw_typed_pointee(t.e, inst->type)))
            seen = bw_typed_pointee(t.e, inst->type);
        if (!bw_typed_is_cast(inst) && !header)
            break;
        val = inst->a;
    }
    const bw_ir_inst *inst = &f->insts[val];
    bool typed = seen != 0 && !(declared != 0 && bw_typed_same_record(t.e, seen, declared));
    if (typed)
        hold(t.e, t.place, (bw_holding){seen, func, loc, true, t.root.owner, t.root.own, t.root.table});
    else if (inst->op == BW_IR_LOAD && f->insts[inst->a].op == BW_IR_ADDR)
        trace_variable(t, func, f->insts[inst->a].a, seen != 0);
    else if (inst->op == BW_IR_CALL)
        trace_casts_of_result(t, func, val);
}

static bool is_variable(const bw_engine *e, bw_ir_ref type)
{
    bw_ir_ref elem = bw_typed_pointee(e, type);
    return elem != 0 && (e->module->types.at[elem].kind == BW_TYPE_VOID || bw_typed_is_record(e, elem));
}

/* The place that a value was read from, perhaps by a function that does nothing else. */
static bw_place read_from(bw_engine *e, const bw_ir_func *f, bw_ir_val val)
{
    while (bw_typed_is_cast(&f->insts[val]))
        val = f->insts[val].a;
    const bw_ir_inst *inst = &f->insts[val];
    if (inst->op == BW_IR_CALL)
        return inst->a != 0 && inst->a < e->typed_places->func_count ? e->typed_places->returned[inst->a] : 0;
    if (inst->op != BW_IR_LOAD || !is_variable(e, inst->type))
        return 0;
    bw_ir_ref local = f->insts[inst->a].op == BW_IR_ADDR ? f->insts[inst->a].a : 0;
    return is_own(f, local) ? e->typed_places->kept[local - f->object] : bw_place_of(e, f, inst->a, inst->type);
}

/* Twice, since what ?: gives goes through a variable of its own. */
static void look_at_variables(bw_engine *e, const bw_ir_func *f)
{
    struct bw_typed_places *p = e->typed_places;
    if (p->kept_room < f->object_count) {
        p->kept_room = 2 * f->object_count;
        p->kept = bw_core_array(e->arena, bw_place, p->kept_room);
    }
    memset(p->kept, 0, f->object_count * sizeof *p->kept);
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 1; i < f->inst_count; i++) {
            const bw_ir_inst *inst = &f->insts[i];
            bw_ir_ref local = own_stored(f, inst);
            bw_place place = local != 0 ? read_from(e, f, inst->b) : 0;
            if (place != 0)
                p->kept[local - f->object] = place;
        }
}

static void look_at_result(bw_engine *e, bw_ir_ref func)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    look_at_variables(e, f);
    for (uint32_t i = 1; i < f->inst_count; i++) {
        bw_place place = f->insts[i].op == BW_IR_RET && f->insts[i].a != 0 ? read_from(e, f, f->insts[i].a) : 0;
        if (place != 0)
            e->typed_places->returned[func] = place;
    }
}

/* The global that a value was read out of; 0 unknown. */
static bw_ir_ref read_owner(const bw_engine *e, const bw_ir_func *f, bw_ir_val val)
{
    while (bw_typed_is_cast(&f->insts[val]))
        val = f->insts[val].a;
    return f->insts[val].op == BW_IR_LOAD ? root_of(e, f, f->insts[val].a).owner : 0;
}

/* The member that a pointer is loaded from, or stored to, 0 none. */
static bw_ir_ref member_of(const bw_engine *e, const bw_ir_func *f, bw_ir_val place)
{
    const bw_ir_inst *inst = &f->insts[place];
    return inst->op == BW_IR_FIELD && inst->b < e->typed_places->field_count ? e->typed_places->same[inst->b] : 0;
}

static void look_at_cursor(bw_engine *e, const bw_ir_func *f, const bw_ir_inst *store)
{
    bw_ir_ref field = member_of(e, f, store->a);
    const bw_ir_inst *moved = &f->insts[bw_ir_through_casts(f, store->b)];
    if (field == 0 || moved->op != BW_IR_INDEX)
        return;
    const bw_ir_inst *from = &f->insts[bw_ir_through_casts(f, moved->a)];
    if (from->op == BW_IR_LOAD && member_of(e, f, from->a) == field)
        e->typed_places->moved[field] = true;
}

static void look_at(bw_engine *e, bw_ir_ref func)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    look_at_variables(e, f);
    for (uint32_t i = 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        bw_place place = 0;
        if (inst->op == BW_IR_STORE)
            look_at_cursor(e, f, inst);
        bool put = inst->op == BW_IR_STORE && is_variable(e, inst->type);
        if (put && (place = bw_place_of(e, f, inst->a, inst->type)) != 0) {
            root from = root_of(e, f, inst->a);
            from.table = table_beside(e, f, inst->a);
            trace_value((trace){e, place, 0, from}, func, inst->b);
        } else if (inst->op == BW_IR_CAST && inst->sub == BW_CAST_PTR && bw_typed_is_record(e, bw_typed_pointee(e, inst->type)) &&
                 (place = read_from(e, f, inst->a)) != 0)
            hold(e, place, (bw_holding){bw_typed_pointee(e, inst->type), func, inst->loc, false, read_owner(e, f, inst->a), false, 0});
        else
            bw_typed_look_at_member(e, func, inst);
    }
}

/* ---- the survey --------------------------------------------------------------------------------------------------- */

static void learn(bw_engine *e)
{
    struct bw_typed_places *p = e->typed_places = bw_core_new(e->arena, struct bw_typed_places);
    p->field_count = e->module->fields.count;
    p->object_count = e->module->objects.count;
    p->func_count = e->module->funcs.count;
    p->type_count = e->module->types.count;
    p->of_field = bw_core_array(e->arena, bw_place, p->field_count + 1);
    p->values = bw_core_array(e->arena, constants, p->field_count + 1);
    p->moved = bw_core_array(e->arena, bool, p->field_count + 1);
    p->of_object = bw_core_array(e->arena, bw_place, p->object_count + 1);
    p->returned = bw_core_array(e->arena, bw_place, p->func_count + 1);
    p->tables = bw_core_array(e->arena, membership, p->func_count + 1);
    bw_vec_push(e->arena, &p->places, (place_info){0});
    bw_typed_match_fields(e);
    bw_typed_list(e, &p->calls, p->func_count, called);
    bw_typed_list(e, &p->stores, p->object_count, own_stored);
    bw_typed_list(e, &p->casts, p->object_count, own_cast);
    bw_typed_join_tables(e);
    for (bw_ir_ref i = 1; i < p->func_count; i++)
        if (e->module->funcs.at[i].body == BW_BODY_LOWERED)
            look_at_result(e, i);
    for (bw_ir_ref i = 1; i < p->func_count; i++)
        if (e->module->funcs.at[i].body == BW_BODY_LOWERED)
            look_at(e, i);
}

/* ---- questions ---------------------------------------------------------------------------------------------------- */

const bw_code_site *bw_typed_callers(bw_engine *e, bw_ir_ref func, uint32_t *ret_count)
{
    const struct bw_typed_places *p = places_of(e);
    *ret_count = func < p->func_count ? p->calls.first[func + 1] - p->calls.first[func] : 0;
    return func < p->func_count ? &p->calls.at[p->calls.first[func]] : NULL;
}

bool bw_typed_is_cursor(bw_engine *e, const bw_ir_func *func, bw_ir_val place)
{
    places_of(e);
    return e->typed_places->moved[member_of(e, func, place)];
}

bw_ir_ref bw_place_field(const bw_engine *e, bw_place place)
{
    return e->typed_places->places.at[place].field;
}

bool bw_place_mixed(const bw_engine *e, bw_place place)
{
    return e->typed_places->places.at[place].mixed;
}

bool bw_place_holds(const bw_engine *e, bw_place place, bw_ir_ref type)
{
    const place_info *info = &e->typed_places->places.at[place];
    for (uint32_t i = 0; i < info->held.count; i++)
        if (bw_typed_same_record(e, info->held.at[i].type, type))
            return true;
    return false;
}

/* Can func meet at the place what another function puts there, or takes from there? */
static bool meets(const bw_engine *e, const bw_holding *h, bw_ir_ref func, bw_meeting meeting)
{
    const struct bw_typed_places *p = e->typed_places;
    if (func >= p->func_count || h->func >= p->func_count)
        return false;
    if (meeting != BW_MEETING_ANY && h->own)
        return false; /* a record that is a function's own is not the one that the others of the table are given */
    if (h->table != 0)
        return bw_typed_in_table(e, func, h->table);
    if (meeting == BW_MEETING_ANY && (h->func == func || (h->stored && bw_typed_stands_alone(e, h->func))))
        return true;
    return (meeting == BW_MEETING_ANY || h->stored) && bw_typed_share_table(e, func, h->func, meeting != BW_MEETING_TABLE);
}

const bw_holding *bw_place_clash(bw_engine *e, bw_place place, bw_ir_ref type, uint64_t end, bw_ir_ref func, bw_meeting meeting,
                                 bw_ir_ref global)
{
    const place_info *info = &e->typed_places->places.at[place];
    const bw_holding *found = NULL;
    for (uint32_t i = 0; i < info->held.count; i++) {
        const bw_holding *h = &info->held.at[i];
        if (global != 0 && h->owner != 0 && h->owner != global)
            continue; /* what another global of that type holds */
        if (info->raw && !h->stored)
            continue; /* bytes, such as those of a packet, are looked at by whatever header lies in them */
        if ((found == NULL || (h->stored && !found->stored)) && !bw_types_agree(e, type, h->type, end) && meets(e, h, func, meeting))
            found = h;
    }
    return found;
}
