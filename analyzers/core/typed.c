/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Pointers that were read from a place of no type of its own, or got for a handle, from there to the first use as a record of
 * some type. What the program looked at in between is remembered at the symbols, not on paths: who asks for a type
 * anywhere on the way to a use is taken to know what he does. */
#include "core/typed_places.h"

#include <string.h>

enum { ASKED_ZERO = 1u << 0, ASKED_VALUE = 1u << 1, ASKED_OTHERS = 1u << 2 }; /* whether it is 0; what it is; code out of view */

/* A value that was read where nothing says what type it is of. */
typedef enum bw_typed_kind {
    BW_TYPED_PLACE,   /* a pointer out of a place of no type */
    BW_TYPED_FOREIGN, /* …that is a part of what somebody else may have made */
    BW_TYPED_HANDLE,  /* a pointer that was got for a handle */
    BW_TYPED_NUMBER,  /* a number at a place that is not told by its symbol */
    BW_TYPED_COPY,    /* no value: the number at the place is a copy of sym */
    BW_TYPED_KNOWN,   /* no value: the function stored to the place, or somebody was asked about it */
} bw_typed_kind;

typedef struct bw_typed {
    uint8_t kind;
    bool chosen;  /* an attacker chooses the element or the handle */
    bool foreign; /* of HANDLE: what it leads to is anybody's */
    bw_sym sym;
    bw_ir_ref told_as; /* the type it was last told of */
    bw_lin pointer;   /* where it was read; of KNOWN: the place */
    uint32_t place;   /* of PLACE: a bw_place */
    bw_ir_ref func;   /* in which it was read */
    bw_ir_loc read;
    const char *type_name, *callee; /* of HANDLE: the variable that holds the type it was asked to have, NULL none */
} bw_typed;

/* ---- what is read ------------------------------------------------------------------------------------------------- */

static void remember(bw_engine *e, bw_sym sym, bw_typed typed)
{
    if (bw_sym_at(&e->values, sym)->typed != 0)
        return;
    typed.sym = sym;
    bw_vec_push(e->work, &e->typed, typed);
    bw_sym_at(&e->values, sym)->typed = e->typed.count;
}

#define LATEST 16u /* that are looked through for one that is there already */

static void know(bw_engine *e, bw_lin place)
{
    for (uint32_t i = e->typed.count; i > 0 && i + LATEST > e->typed.count; i--)
        if (e->typed.at[i - 1].kind == BW_TYPED_KNOWN && e->typed.at[i - 1].pointer == place)
            return;
    bw_vec_push(e->work, &e->typed, (bw_typed){.kind = BW_TYPED_KNOWN, .pointer = place});
}

static const bw_typed *typed_at(const bw_engine *e, bw_sym sym)
{
    uint32_t number = bw_sym_at(&e->values, sym)->typed;
    return number != 0 ? &e->typed.at[number - 1] : NULL;
}

/* Is the symbol what stood in this place before the function did anything to it, not what was stored there since? */
static bool is_content(const bw_engine *e, const bw_run *r, uint32_t site, bw_sym sym, bw_sym base)
{
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    if (symbol->kind == BW_SYM_MEMORY)
        return symbol->key[0] == base;
    return symbol->kind == BW_SYM_RESULT && symbol->key[0] == r->frame->context &&
           (symbol->key[1] & ((1u << BW_EPOCH_SHIFT) - 1)) == site;
}

static void load_pointer(bw_engine *e, bw_run *r, const bw_ir_inst *inst, bw_lin pointer, bw_sym base, bw_sym sym)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const bw_typed *from = typed_at(e, base);
    bw_ir_ref elem = bw_typed_pointee(e, inst->type);
    bool untyped = e->module->types.at[elem].kind == BW_TYPE_VOID;
    bw_typed typed = {.read = inst->loc, .pointer = pointer, .func = r->frame->func, .chosen = bw_lin_untrusted(&e->values, pointer)};
    if (from != NULL && from->foreign) {
        typed.kind = BW_TYPED_FOREIGN;
        typed.callee = from->callee;
        typed.read = from->read;
        if (untyped)
            remember(e, sym, typed);
        return;
    }
    typed.place = bw_place_of(e, func, inst->a, inst->type);
    if (typed.place != 0 && (untyped || bw_place_mixed(e, typed.place)))
        remember(e, sym, typed);
}

void bw_typed_load(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst, bw_lin pointer, bw_lin value)
{
    (void)s;
    const bw_ir_type *type = &e->module->types.at[inst->type];
    bw_lin offset;
    bw_sym sym = value != 0 ? bw_lin_as_sym(&e->values, value) : 0;
    bw_sym base = sym != 0 && pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    uint8_t elem = e->module->types.at[bw_typed_pointee(e, inst->type)].kind;
    if (sym != 0 && (elem == BW_TYPE_STRUCT || elem == BW_TYPE_UNION) && bw_typed_is_cursor(e, &e->module->funcs.at[r->frame->func], inst->a))
        bw_sym_at(&e->values, sym)->cursor = true;
    /* through a cursor: what was put there last, and its user knows what that is */
    if (base == 0 || bw_sym_at(&e->values, base)->cursor || bw_sym_at(&e->values, sym)->typed != 0 || !is_content(e, r, site, sym, base))
        return;
    if (type->kind == BW_TYPE_POINTER) {
        uint8_t kind = e->module->types.at[type->elem].kind;
        if (kind == BW_TYPE_VOID || kind == BW_TYPE_STRUCT)
            load_pointer(e, r, inst, pointer, base, sym);
    } else if ((type->kind == BW_TYPE_INT || type->kind == BW_TYPE_BOOL) && bw_sym_at(&e->values, sym)->kind == BW_SYM_RESULT) {
        remember(e, sym, (bw_typed){.kind = BW_TYPED_NUMBER, .pointer = pointer});
    }
}

/* ---- what is asked ------------------------------------------------------------------------------------------------ */

static void ask(bw_engine *e, bw_lin lin, uint8_t how, uint32_t depth)
{
    if (lin == 0)
        return;
    const bw_linear form = *bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < form.count; t++) {
        bw_symbol *symbol = bw_sym_at(&e->values, form.terms[t].sym);
        bool made = symbol->kind == BW_SYM_WRAP || symbol->kind == BW_SYM_OPERATION;
        symbol->asked |= how;
        if (made && depth != 0) {
            bw_lin a = symbol->a, b = symbol->kind == BW_SYM_OPERATION ? symbol->b : 0;
            ask(e, a, how, depth - 1);
            ask(e, b, how, depth - 1);
        }
    }
}

void bw_typed_compared(bw_engine *e, uint8_t how, bw_lin a, bw_lin b)
{
    bw_wide value = 0;
    if (how != BW_CMP_EQ && how != BW_CMP_NE) /* which of several it is, an order does not say */
        return;
    bool zero = (a != 0 && bw_lin_is_const(&e->values, a, &value) && value == 0) ||
                (b != 0 && bw_lin_is_const(&e->values, b, &value) && value == 0) || b == 0;
    ask(e, a, zero ? ASKED_ZERO : ASKED_VALUE, 3);
    ask(e, b, zero ? ASKED_ZERO : ASKED_VALUE, 3);
}

/* Where a number or pointer was read from; 0 unknown. */
static bw_lin read_at(bw_engine *e, bw_sym sym)
{
    const bw_symbol symbol = *bw_sym_at(&e->values, sym);
    const bw_typed *typed = typed_at(e, sym);
    if (symbol.kind == BW_SYM_MEMORY)
        return bw_lin_offset(&e->values, bw_lin_sym(&e->values, symbol.key[0]), (int32_t)symbol.key[1] / 8);
    return typed != NULL ? typed->pointer : 0;
}

/* The distance in bytes of two places, when it is known and within so many bytes. */
static bool within(bw_engine *e, bw_lin place, bw_lin start, uint64_t size, int64_t *ret_bytes)
{
    bw_wide bytes;
    bw_lin distance = place != 0 && start != 0 ? bw_lin_sub(&e->values, place, start) : 0;
    if (distance == 0 || !bw_lin_is_const(&e->values, distance, &bytes) || bytes < 0 || bytes >= (bw_wide)size)
        return false;
    *ret_bytes = (int64_t)bytes;
    return true;
}

/* The record that the place is a member of: where it starts and its type. */
static bw_lin holder_of(bw_engine *e, const bw_typed *typed, bw_ir_ref *ret_record)
{
    bw_ir_ref field = typed->place != 0 ? bw_place_field(e, typed->place) : 0;
    if (field == 0)
        return 0;
    const bw_ir_field *f = &e->module->fields.at[field];
    *ret_record = f->parent;
    return bw_lin_offset(&e->values, typed->pointer, -(bw_wide)(f->offset_bits / 8));
}

/* Did the function itself store to the place, or was code out of view asked about the record that it is in? */
static bool is_known(const bw_engine *e, bw_lin place, bw_lin holder)
{
    for (uint32_t i = 0; i < e->typed.count; i++)
        if (e->typed.at[i].kind == BW_TYPED_KNOWN && (e->typed.at[i].pointer == place || e->typed.at[i].pointer == holder))
            return true;
    return false;
}

#define COPIES 8u /* of the members of one record, that are kept in mind */

/* The places that members of the record, of this size, were copied to as numbers: the copies, and how far into it each stood. */
static uint32_t copies_of(bw_engine *e, bw_lin holder, uint64_t size, bw_lin ret_places[COPIES], int64_t ret_bytes[COPIES])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < e->typed.count && count < COPIES; i++)
        if (e->typed.at[i].kind == BW_TYPED_COPY && within(e, read_at(e, e->typed.at[i].sym), holder, size, &ret_bytes[count]))
            ret_places[count++] = e->typed.at[i].pointer;
    return count;
}

/* Was anything asked that tells what the object is: a member of its own, or one beside the place it was read from? Where some
 * member is known to tell types, it has to be such a one. */
static bool asked_for_type(bw_engine *e, const bw_typed *typed, bw_ir_ref as, bw_ir_ref other)
{
    bw_ir_ref record = 0;
    bw_lin object = bw_lin_sym(&e->values, typed->sym), holder = holder_of(e, typed, &record);
    if ((bw_sym_at(&e->values, typed->sym)->asked & (ASKED_VALUE | ASKED_OTHERS)) || is_known(e, typed->pointer, holder))
        return true;
    bool telling = (record != 0 && bw_record_tells(e, record)) || bw_records_told_apart(e, as, other);
    bw_lin copies[COPIES];
    int64_t copied[COPIES];
    uint32_t copy_count = record != 0 ? copies_of(e, holder, e->module->types.at[record].size, copies, copied) : 0;
    uint32_t count = e->values.syms.count;
    for (bw_sym sym = 1; sym < count; sym++) {
        const bw_symbol symbol = *bw_sym_at(&e->values, sym);
        int64_t at = 0;
        if (symbol.asked == 0 || (symbol.is_pointer && !(symbol.asked & ASKED_VALUE)))
            continue;
        bw_lin place = read_at(e, sym);
        if (place == typed->pointer && (symbol.asked & ASKED_VALUE)) /* the pointer itself is compared with another */
            return true;
        if (within(e, place, object, e->module->types.at[as].size, &at) &&
            (!telling || bw_field_tells(e, as, other, at * 8)))
            return true;
        bool inside = record != 0 && within(e, place, holder, e->module->types.at[record].size, &at);
        for (uint32_t i = 0; i < copy_count && !inside; i++) {
            inside = place != 0 && place == copies[i];
            at = inside ? copied[i] : at;
        }
        if (inside &&
            (!telling || bw_field_tells(e, record, 0, at * 8)))
            return true;
    }
    return false;
}

/* Was anything asked of a foreign object, or of what it leads to? */
static bool asked_whose(bw_engine *e, bw_sym object)
{
    if (bw_sym_at(&e->values, object)->asked & (ASKED_VALUE | ASKED_OTHERS))
        return true;
    for (bw_sym sym = 1; sym < e->values.syms.count; sym++) {
        const bw_symbol *symbol = bw_sym_at(&e->values, sym);
        if (!(symbol->asked & (ASKED_VALUE | ASKED_OTHERS)) && (symbol->is_pointer || symbol->asked == 0))
            continue;
        for (uint32_t depth = 0; depth < 4 && symbol->kind == BW_SYM_MEMORY; depth++) {
            if (symbol->key[0] == object)
                return true;
            symbol = bw_sym_at(&e->values, symbol->key[0]);
        }
    }
    return false;
}

/* ---- where the place was reached from ----------------------------------------------------------------------------- */

typedef enum root { ROOT_OWN, ROOT_GIVEN, ROOT_FOUND } root; /* made here; by what a caller gave; looked up */

static root root_of(bw_engine *e, bw_lin pointer)
{
    bw_lin offset = 0;
    bw_wide constant;
    bw_sym base = bw_lin_base(&e->values, pointer, &offset);
    if (base != 0 && !bw_lin_is_const(&e->values, offset, &constant))
        return ROOT_FOUND; /* an element that was picked */
    for (uint32_t depth = 0; base != 0 && depth < 16; depth++) {
        const bw_symbol *symbol = bw_sym_at(&e->values, base);
        const bw_obj *o = bw_obj_at(e, symbol->object);
        if (symbol->kind == BW_SYM_ADDRESS) {
            if (o->kind == BW_OBJ_GLOBAL) /* a place of its own, of which it is known who uses it, or what is kept in one */
                return depth != 0 ? ROOT_FOUND : ROOT_OWN;
            bool given = o->ir != 0 && o->context == 1 && e->module->objects.at[o->ir].kind == BW_OBJECT_PARAM;
            return given ? ROOT_GIVEN : ROOT_OWN;
        }
        if (symbol->kind != BW_SYM_MEMORY)
            return ROOT_FOUND;
        base = symbol->key[0];
    }
    return ROOT_OWN;
}

/* The variable that an address begins at; 0 it does not begin at one. */
static bw_sym start_of(bw_engine *e, bw_sym base)
{
    for (uint32_t depth = 0; depth < 16 && bw_sym_at(&e->values, base)->kind == BW_SYM_MEMORY; depth++)
        base = bw_sym_at(&e->values, base)->key[0];
    return bw_sym_at(&e->values, base)->kind == BW_SYM_ADDRESS ? base : 0;
}

/* The global that the place is reached from; 0 none. */
static bw_ir_ref global_of(bw_engine *e, bw_lin pointer)
{
    bw_sym base = bw_lin_base_of(&e->values, pointer), start = base != 0 ? start_of(e, base) : 0;
    const bw_obj *o = bw_obj_at(e, bw_sym_at(&e->values, start)->object);
    return o->kind == BW_OBJ_GLOBAL ? o->ir : 0;
}

/* ---- what it is used as ------------------------------------------------------------------------------------------- */

static bool plain_way(const bw_engine *e, const bw_state *s)
{
    return e->reporting && !s->contrary && !s->unlikely && !s->raised && s->outside == 0;
}

typedef struct use {
    uint32_t site;
    bw_ir_val val;
    bw_ir_ref as;
    uint64_t end; /* bits of it */
    const char *callee;
} use;

static void tell(bw_engine *e, bw_run *r, bw_state *s, uint32_t number, const use *u, bw_typed_finding finding)
{
    const bw_typed typed = e->typed.at[number];
    finding.site = u->site;
    finding.val = u->val;
    finding.as = u->as;
    finding.callee = u->callee;
    finding.read = typed.read;
    finding.chosen = typed.chosen;
    e->typed.at[number].told_as = u->as;
    bw_event_typed(e, r, s, &finding);
}

/* Is the number made of something that was read behind the variable? */
static bool read_behind(bw_engine *e, bw_lin lin, bw_sym start, uint32_t depth)
{
    const bw_linear *l = lin != 0 ? bw_lin_at(&e->values, lin) : NULL;
    for (uint32_t t = 0; l != NULL && t < l->count; t++) {
        const bw_symbol symbol = *bw_sym_at(&e->values, l->terms[t].sym);
        if (symbol.kind == BW_SYM_MEMORY && !symbol.is_pointer && symbol.key[0] != start && start_of(e, symbol.key[0]) == start)
            return true;
        bool made = symbol.kind == BW_SYM_OPERATION || symbol.kind == BW_SYM_WRAP || symbol.kind == BW_SYM_IMAGE;
        if (made && depth != 0 && (read_behind(e, symbol.a, start, depth - 1) || read_behind(e, symbol.b, start, depth - 1)))
            return true;
    }
    return false;
}

/* Is some number of the thing that the function was given known to be one that is not 0, such as which device of a driver's
 * it is? Then the way here is that of one kind. */
static bool numbered(bw_engine *e, const bw_state *s, bw_lin pointer)
{
    bw_sym base = bw_lin_base_of(&e->values, pointer), start = base != 0 ? start_of(e, base) : 0;
    for (uint32_t i = 0; start != 0 && i < s->bounds.count; i++) {
        const bw_bound *bound = &s->bounds.at[i];
        const bw_symbol test = *bw_sym_at(&e->values, bound->sym);
        bw_wide number;
        if (test.kind == BW_SYM_COMPARE && test.op == BW_CMP_NE && bound->hi == 0 && bw_lin_is_const(&e->values, test.b, &number) &&
            number != 0 && read_behind(e, test.a, start, 4))
            return true;
    }
    return false;
}

/* Something of another type may stand at the place. */
static void judge_place(bw_engine *e, bw_run *r, bw_state *s, uint32_t number, const use *u)
{
    const bw_typed typed = e->typed.at[number];
    bw_meeting meeting = BW_MEETING_ANY;
    bw_ir_ref chained = 0;
    root from = root_of(e, typed.pointer);
    if (from == ROOT_OWN || !bw_place_holds(e, typed.place, u->as))
        return;
    if (holder_of(e, &typed, &chained) != 0 && bw_typed_same_record(e, chained, u->as))
        return; /* a record that leads to its like is a chain, and who walks it knows that it is one */
    if (from == ROOT_GIVEN) {
        if (bw_reach_called(e, e->top)) { /* the callers know which one they give */
            e->needs.gives |= bw_place_mixed(e, typed.place);
            e->needs.asks = true;
            return;
        }
        bool request = bw_reach_request(e, e->top) || bw_handler_of(e, e->top) != NULL;
        meeting = request ? BW_MEETING_REQUEST : BW_MEETING_TABLE;
    }
    const bw_holding *clash = bw_place_clash(e, typed.place, u->as, u->end, e->top, meeting, global_of(e, typed.pointer));
    /* what the function was given is of the table that it works for, whoever else calls those it hands it to */
    if (clash == NULL && typed.func != e->top && from != ROOT_GIVEN)
        clash = bw_place_clash(e, typed.place, u->as, u->end, typed.func, meeting, global_of(e, typed.pointer));
    if (clash == NULL) { /* other files may put something else there, for whom this function works or who call it */
        e->needs.asks |= from == ROOT_FOUND || !(e->module->funcs.at[e->top].flags & BW_FUNC_STATIC);
        return;
    }
    bw_ir_ref record = 0;
    bool holder = holder_of(e, &typed, &record) != 0;
    bool telling = (holder && bw_record_tells(e, record)) || bw_records_told_apart(e, u->as, clash->type);
    if ((from == ROOT_GIVEN && ((holder && bw_record_is_part(e, record)) || numbered(e, s, typed.pointer))) || asked_for_type(e, &typed, u->as, clash->type))
        return;
    if (from == ROOT_FOUND && !telling && !typed.chosen) {
        e->needs.asks = true; /* or say that there is a type to ask for */
        return;
    }
    tell(e, r, s, number, u, (bw_typed_finding){.fault = BW_TYPED_MIXED, .other = clash->type, .stored = clash->loc, .put = clash->stored});
}

static void judge_handle(bw_engine *e, bw_run *r, bw_state *s, uint32_t number, const use *u)
{
    const bw_typed typed = e->typed.at[number];
    const char *record = e->module->types.at[u->as].name;
    bool known, fits = bw_models_kind(e->models, typed.type_name, record != NULL ? record : "", &known);
    if (bw_sym_at(&e->values, typed.sym)->asked & (ASKED_VALUE | ASKED_OTHERS))
        return;
    if (typed.type_name == NULL ? typed.chosen : known && !fits)
        tell(e, r, s, number, u, (bw_typed_finding){.fault = typed.type_name == NULL ? BW_TYPED_ANY : BW_TYPED_WRONG,
                                                    .type_name = typed.type_name, .by = typed.callee});
}

static void judge(bw_engine *e, bw_run *r, bw_state *s, bw_sym base, const use *u)
{
    uint32_t number = bw_sym_at(&e->values, base)->typed - 1;
    const bw_typed typed = e->typed.at[number];
    bw_lin offset;
    if (typed.told_as == u->as || !plain_way(e, s) || !bw_typed_is_record(e, u->as))
        return;
    if (typed.kind == BW_TYPED_PLACE)
        judge_place(e, r, s, number, u);
    else if (typed.kind == BW_TYPED_HANDLE)
        judge_handle(e, r, s, number, u);
    else if (typed.kind == BW_TYPED_FOREIGN && !(bw_sym_at(&e->values, base)->asked & (ASKED_VALUE | ASKED_OTHERS)) &&
             !asked_whose(e, bw_lin_base(&e->values, typed.pointer, &offset)))
        tell(e, r, s, number, u, (bw_typed_finding){.fault = BW_TYPED_OF_OTHERS, .by = typed.callee});
}

/* The symbol when a pointer leads to the very start of something whose type has to be asked for; 0 none. */
static bw_sym typed_base(bw_engine *e, bw_lin pointer)
{
    bw_sym sym = pointer != 0 ? bw_lin_as_sym(&e->values, pointer) : 0;
    return sym != 0 && bw_sym_at(&e->values, sym)->typed != 0 ? sym : 0;
}

/* What `bytes` bytes from a pointer on are used as: the record that the way there begins with. False: it begins elsewhere. */
static bool use_of(bw_engine *e, bw_run *r, bw_state *s, bw_lin pointer, uint64_t bytes, use *u, bw_sym *ret_base)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    bw_lin offset;
    bw_wide at;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    if (base == 0 || bw_sym_at(&e->values, base)->typed == 0 || !e->reporting)
        return false;
    u->as = bw_typed_pointee(e, func->insts[u->val].type);
    for (;; u->val = func->insts[u->val].a) {
        const bw_ir_inst *inst = &func->insts[u->val];
        bool decays = inst->op == BW_IR_CAST && inst->sub == BW_CAST_DECAY;
        if (inst->op == BW_IR_FIELD)
            u->as = e->module->fields.at[inst->b].parent;
        else if (inst->op != BW_IR_INDEX && !decays)
            break;
    }
    bool fixed = bw_lin_is_const(&e->values, offset, &at) && at >= 0;
    u->end = fixed ? ((uint64_t)at + bytes) * 8 : e->module->types.at[u->as].size * 8;
    *ret_base = base;
    return bw_reg(e, r, s, u->val).lin == bw_lin_sym(&e->values, base);
}

void bw_typed_access(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val pointer_val, bw_lin pointer, uint64_t bytes)
{
    bw_sym base;
    use u = {.site = site, .val = pointer_val};
    if (use_of(e, r, s, pointer, bytes, &u, &base))
        judge(e, r, s, base, &u);
}

void bw_typed_stored(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin pointer, bw_lin value)
{
    bw_lin offset;
    bw_sym sym = typed_base(e, value), base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    bw_ir_ref as = bw_typed_pointee(e, e->module->funcs.at[r->frame->func].insts[val].type);
    bw_wide at;
    if (base != 0 && !bw_lin_is_const(&e->values, offset, &at)) /* what is read there again has no name */
        know(e, pointer);
    if (sym == 0 || bw_obj_at(e, bw_sym_at(&e->values, base)->object)->kind == BW_OBJ_LOCAL)
        return;
    judge(e, r, s, sym, &(use){.site = site, .val = val, .as = as, .end = e->module->types.at[as].size * 8});
}

void bw_typed_copied(bw_engine *e, bw_lin pointer, bw_lin value)
{
    bw_lin offset;
    bw_sym number = pointer != 0 && value != 0 ? bw_lin_as_sym(&e->values, value) : 0;
    bw_sym base = number != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    if (base == 0 || bw_obj_at(e, bw_sym_at(&e->values, base)->object)->direct || typed_at(e, number) == NULL)
        return;
    for (uint32_t i = e->typed.count; i > 0 && i + LATEST > e->typed.count; i--)
        if (e->typed.at[i - 1].kind == BW_TYPED_COPY && e->typed.at[i - 1].pointer == pointer)
            return;
    bw_vec_push(e->work, &e->typed, (bw_typed){.kind = BW_TYPED_COPY, .pointer = pointer, .sym = number});
}

bool bw_typed_asked_elsewhere(const bw_symbol *symbol)
{
    return (symbol->asked & ASKED_OTHERS) != 0;
}

/* ---- calls -------------------------------------------------------------------------------------------------------- */

bool bw_call_answer_used(const bw_call_run *c)
{
    return bw_order_of(c->e, c->run->frame->func)->looked_at[c->site];
}

void bw_typed_called(bw_call_run *c)
{
    bw_engine *e = c->e;
    bool answers = bw_call_answer_used(c);
    for (uint32_t i = 0; i < c->argc; i++) {
        bw_sym given = c->args[i].lin != 0 ? bw_lin_as_sym(&e->values, c->args[i].lin) : 0;
        if (c->args[i].lin == 0 || !is_pointer_arg(c, i))
            continue;
        const bw_typed *typed = given != 0 ? typed_at(e, given) : NULL;
        if (answers && given != 0 && (c->model == NULL || (typed != NULL && typed->foreign)))
            bw_sym_at(&e->values, given)->asked |= ASKED_OTHERS;
        if (answers && c->model == NULL)
            know(e, c->args[i].lin);
        /* what another file's function does with it, the program shows */
        bool seen = c->model != NULL || c->func == 0 || e->options->closed;
        bw_sym base;
        use u = {.site = c->site, .val = c->vals[i], .callee = c->func != 0 ? e->module->funcs.at[c->func].name : ""};
        uint64_t size = e->module->types.at[bw_typed_pointee(e, caller_of(c)->insts[c->vals[i]].type)].size;
        if (!use_of(e, c->run, c->s, c->args[i].lin, size, &u, &base))
            continue;
        if (c->func != 0 && bw_func_asks_record(e, c->func, u.as))
            continue;
        if (seen)
            judge(e, c->run, c->s, base, &u);
        else
            e->needs.asks = true;
    }
}

/* The variable whose value is the argument: *ExEventObjectType. NULL: it is something else; "": null. */
static const char *type_argument(const bw_call_run *c, uint32_t arg)
{
    const bw_ir_func *f = caller_of(c);
    bw_wide value;
    if (arg >= c->argc)
        return NULL;
    if (c->args[arg].lin != 0 && bw_lin_is_const(&c->e->values, c->args[arg].lin, &value) && value == 0)
        return "";
    bw_ir_val val = c->vals[arg];
    while (f->insts[val].op == BW_IR_LOAD || f->insts[val].op == BW_IR_CAST)
        val = f->insts[val].a;
    const bw_ir_object *o = f->insts[val].op == BW_IR_ADDR ? &c->e->module->objects.at[f->insts[val].a] : NULL;
    return o != NULL && o->kind == BW_OBJECT_GLOBAL ? o->name : NULL;
}

/* A handle was given for *arg: arg2 the handle, low the type that it was asked to have. */
static void name_object(bw_call_run *c, const bw_effect *effect)
{
    bw_engine *e = c->e;
    bw_value place = argument_of(c, effect->arg);
    const char *name = type_argument(c, (uint32_t)effect->low);
    const bw_ir_inst *inst = inst_of(c);
    bw_lin offset, handle = argument_of(c, effect->arg2).lin;
    bw_sym base = place.lin != 0 ? bw_lin_base(&e->values, place.lin, &offset) : 0;
    bw_wide at;
    if (name == NULL || base == 0 || !bw_lin_is_const(&e->values, offset, &at))
        return;
    const bw_cell *cell = bw_cell_find(c->s, base, (int64_t)at * 8, e->module->pointer_bits);
    bw_sym sym = cell != NULL && cell->value.lin != 0 ? bw_lin_as_sym(&e->values, cell->value.lin) : 0;
    if (sym == 0)
        return;
    remember(e, sym, (bw_typed){.kind = BW_TYPED_HANDLE, .read = inst->loc, .func = c->run->frame->func,
                                .type_name = name[0] != '\0' ? name : NULL, .callee = e->module->funcs.at[c->func].name,
                                .foreign = name[0] != '\0' && bw_models_kind_foreign(e->models, name),
                                .chosen = handle != 0 && bw_lin_untrusted(&e->values, handle)});
}

static void take_foreign(bw_call_run *c, bw_lin object)
{
    bw_sym sym = object != 0 ? bw_lin_as_sym(&c->e->values, object) : 0;
    if (sym != 0)
        remember(c->e, sym, (bw_typed){.kind = BW_TYPED_HANDLE, .read = inst_of(c)->loc, .func = c->run->frame->func, .foreign = true,
                                       .callee = c->e->module->funcs.at[c->func].name, .type_name = ""});
}

/* Of a record that is returned, the members that lead to records are meant. */
static void take_foreign_members(bw_call_run *c, bw_value place)
{
    bw_engine *e = c->e;
    const bw_ir_type *type = &e->module->types.at[inst_of(c)->type];
    for (uint32_t i = 0; i < type->field_count; i++) {
        const bw_ir_field f = e->module->fields.at[type->field + i];
        if (!bw_typed_is_record(e, bw_typed_pointee(e, f.type)))
            continue;
        bw_value at = {bw_lin_offset(&e->values, place.lin, (bw_wide)(f.offset_bits / 8)), 0};
        take_foreign(c, bw_mem_load(e, c->s, at, f.type, 0, context_of(c), c->site, inst_of(c)->loc).lin);
    }
}

void bw_typed_effect(bw_call_run *c, const bw_effect *effect)
{
    bw_engine *e = c->e;
    const bw_ir_inst *inst = inst_of(c);
    if (effect->kind == BW_EFFECT_NAMES) {
        name_object(c, effect);
    } else if (inst->c == 0) {
        if (effect->arg == BW_ARG_RESULT && !c->result_known) {
            c->result = (bw_value){bw_fresh(e, context_of(c), c->site, 0, inst->type, inst->loc), 0};
            c->result_known = true;
        }
        take_foreign(c, argument_of(c, effect->arg).lin);
    }
}

void bw_typed_result(bw_call_run *c)
{
    for (uint32_t i = 0; c->model != NULL && i < c->model->effect_count; i++)
        if (c->models->effects.at[c->model->effect + i].kind == BW_EFFECT_FOREIGN)
            take_foreign_members(c, c->result);
}
