/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a request says of itself: its code says which buffers it has, its lengths how many bytes of them, and what the
 * driver answers may say no more than it stored. Who sends the request chooses all of these, so each is held against the
 * tests on the way: a buffer's bytes are there as far as one of its lengths was found to reach. */
#include "core/engine.h"

#include <string.h>

/* Bytes of a request's buffer that something was stored to; more than any offset: nobody knows how many. */
#define STORED_ANY INT64_MAX

enum { EITHER = BW_REQUEST_IN | BW_REQUEST_OUT, ANY_OBJECT = -1 };
enum { METHOD_BITS = 3, CODE_LEAST = 0x10000, METHOD_BUFFERED = 0 };

static bool plain_way(const bw_engine *e, const bw_state *s)
{
    return e->reporting && !e->trial && !s->doubtful && s->outside == 0 && !s->unlikely && !s->contrary && !s->kernel;
}

/* ---- the fields of a request ---- */

bool bw_contract_speaks(bw_engine *e, bw_ir_ref field)
{
    if (e->models->request_fields.count == 0)
        return false;
    if (field >= e->request_room) {
        uint32_t room = e->module->fields.count + 256;
        uint8_t *more = bw_core_array(e->arena, uint8_t, room);
        if (e->request_room != 0)
            memcpy(more, e->request_facts, e->request_room);
        e->request_facts = more;
        e->request_room = room;
    }
    if (e->request_facts[field] == 0) {
        e->request_facts[field] = 1;
        for (uint32_t i = 0; i < e->models->request_fields.count; i++)
            if (strcmp(e->models->request_fields.at[i].field, e->module->fields.at[field].name) == 0)
                e->request_facts[field] = 2;
        if (bw_answer_part_of(e, field) != BW_ANSWER_NONE)
            e->request_facts[field] = 2;
    }
    return e->request_facts[field] == 2;
}

/* What models say of the field that instruction `from` leads to. */
static bw_model_request part_of(bw_engine *e, const bw_run *r, const bw_ir_inst *from)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const bw_ir_field *field = &e->module->fields.at[from->b];
    const bw_ir_inst *outer = &func->insts[from->a];
    const char *record = e->module->types.at[field->parent].name, *through = "";
    if (outer->op == BW_IR_FIELD)
        through = e->module->fields.at[outer->b].name;
    return bw_models_request_field(e->models, record != NULL ? record : "", through, field->name);
}

static void add_length(bw_engine *e, bw_sym sym, uint32_t object, unsigned kinds)
{
    for (uint32_t i = 0; i < e->lengths.count; i++)
        if (e->lengths.at[i].sym == sym && e->lengths.at[i].object == object)
            return;
    bw_vec_push(e->work, &e->lengths, (bw_length){sym, object, kinds});
}

void bw_contract_load(bw_engine *e, bw_run *r, const bw_ir_inst *from, bw_sym sym)
{
    bw_model_request part = part_of(e, r, from);
    if (bw_answer_part_of(e, from->b) == BW_ANSWER_BUFFER)
        bw_answer_load(e, sym);
    if (part.parts == 0 && part.methods == 0)
        return;
    if (bw_sym_at(&e->values, sym)->is_pointer) {
        bw_obj *o = bw_obj_at(e, bw_mem_object_of(e, sym));
        o->methods |= (uint8_t)part.methods;
        o->request |= (part.parts & BW_REQUEST_BUFFER) != 0;
        return;
    }
    if (part.parts & EITHER)
        add_length(e, sym, 0, part.parts & EITHER);
    if (part.parts & BW_REQUEST_CODE) {
        for (uint32_t i = 0; i < e->codes.count; i++)
            if (e->codes.at[i] == sym)
                return;
        bw_vec_push(e->work, &e->codes, sym);
    }
}

/* The offset of the field of this name in a record, in bits, members of anonymous members included. */
static bool find_field(const bw_engine *e, bw_ir_ref record, const char *name, uint64_t *ret_offset, bw_ir_ref *ret_type)
{
    const bw_ir_type *type = &e->module->types.at[record];
    for (uint32_t i = 0; i < type->field_count; i++) {
        const bw_ir_field *field = &e->module->fields.at[type->field + i];
        uint8_t kind = e->module->types.at[field->type].kind;
        bool inner = *field->name == 0 && (kind == BW_TYPE_STRUCT || kind == BW_TYPE_UNION);
        if (strcmp(field->name, name) == 0) {
            *ret_offset = field->offset_bits;
            *ret_type = field->type;
            return true;
        }
        if (inner && find_field(e, field->type, name, ret_offset, ret_type)) {
            *ret_offset += field->offset_bits;
            return true;
        }
    }
    return false;
}

void bw_contract_store(bw_engine *e, bw_run *r, bw_ir_val place, bw_value pointer, bw_value value, uint32_t site)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const bw_ir_inst *from = &func->insts[place];
    bw_answer answer = {.lin = value.lin, .func = r->frame->func, .val = func->insts[site].b, .loc = func->insts[site].loc};
    uint64_t status = 0;
    bw_ir_ref type = 0;
    bw_wide at;
    bw_lin offset;
    bw_model_request part = part_of(e, r, from);
    if (bw_answer_part_of(e, from->b) == BW_ANSWER_COUNT)
        bw_answer_store(e, r, place, pointer, value, site);
    if (!(part.parts & BW_REQUEST_ANSWER) || pointer.lin == 0 || value.lin == 0)
        return;
    const bw_ir_field *field = &e->module->fields.at[from->b];
    answer.base = bw_lin_base(&e->values, pointer.lin, &offset);
    if (answer.base == 0 || !bw_lin_is_const(&e->values, offset, &at) ||
        !find_field(e, field->parent, part.status, &status, &type))
        return;
    answer.off_bits = (int64_t)at * 8;
    answer.bits = (uint32_t)(e->module->types.at[field->type].size * 8);
    answer.status_off_bits = answer.off_bits - (int64_t)field->offset_bits + (int64_t)status;
    answer.status_bits = (uint32_t)(e->module->types.at[type].size * 8);
    for (uint32_t i = 0; i < e->answers.count; i++)
        if (memcmp(&e->answers.at[i], &answer, sizeof answer) == 0)
            return;
    bw_vec_push(e->work, &e->answers, answer);
}

/* ---- the method ---- */

/* The method that the code of the request says on this path; -1: it may be any. */
static int method_of(bw_engine *e, const bw_state *s, bw_wide *ret_code)
{
    for (uint32_t i = 0; i < e->codes.count; i++) {
        bw_bound b = bw_num_bound(e, s, e->codes.at[i]);
        if (b.lo != b.hi || b.lo < CODE_LEAST)
            continue;
        *ret_code = b.lo;
        return (int)(b.lo & METHOD_BITS);
    }
    return -1;
}

/* ---- the lengths ---- */

/* The value that a parameter of the function under analysis holds; 0 none. */
static bw_sym held_by(bw_engine *e, const bw_state *s, uint32_t context, bw_ir_ref param)
{
    const bw_ir_type *type = &e->module->types.at[e->module->objects.at[param].type];
    bw_cell place = {.base = bw_obj_at(e, bw_mem_object(e, context, param))->base, .bits = (uint32_t)(type->size * 8)};
    const bw_cell *cell = bw_cell_find(s, place.base, 0, place.bits);
    bw_lin lin = cell != NULL ? cell->value.lin : bw_mem_absent(e, s, &place).lin;
    return lin != 0 ? bw_lin_as_sym(&e->values, lin) : 0;
}

/* A number with the name of a request's length that a function on the way here was given is that length, too. */
static void lengths_by_name(bw_engine *e, const bw_run *r, const bw_state *s)
{
    for (uint32_t context = r->frame->context; context != 0; context = e->contexts.at[context].parent) {
        const bw_ir_func *func = &e->module->funcs.at[e->contexts.at[context].func];
        for (uint32_t i = 0; i < func->param_count; i++) {
            const bw_ir_object *param = &e->module->objects.at[func->object + i];
            const bw_ir_type *type = &e->module->types.at[param->type];
            uint32_t parts = type->kind != BW_TYPE_INT ? 0 : bw_models_request_field(e->models, "", "", param->name).parts;
            if (!(parts & EITHER))
                continue;
            bw_sym sym = held_by(e, s, context, func->object + i);
            if (sym != 0)
                add_length(e, sym, 0, parts & EITHER);
        }
    }
}

typedef enum reach { REACH_GOOD, REACH_OPEN, REACH_FAR } reach;

/* Does the amount stay within one of the lengths of these kinds? object: whose own lengths count as well. FAR: it passes
 * all of them, with evidence, or there is none. */
static reach held_against(bw_engine *e, const bw_state *s, bw_lin amount, uint32_t object, unsigned kinds)
{
    reach worst = REACH_FAR;
    for (uint32_t i = 0; i < e->lengths.count; i++) {
        bw_length length = e->lengths.at[i];
        bw_trace trace;
        if (!(length.kinds & kinds) || (length.object != 0 && length.object != object && object != (uint32_t)ANY_OBJECT))
            continue;
        bw_lin past = bw_lin_sub(&e->values, amount, bw_lin_sym(&e->values, length.sym));
        if (past != 0 && bw_num_upper(e, s, past) <= 0)
            return REACH_GOOD;
        if (past == 0 || !bw_num_attained(e, s, past, &trace))
            worst = REACH_OPEN;
        else if (worst == REACH_FAR)
            e->trace = trace;
    }
    return worst;
}

bool bw_contract_within(bw_engine *e, const bw_state *s, uint32_t object, bw_lin end)
{
    return bw_obj_at(e, object)->request && end != 0 && held_against(e, s, end, object, EITHER) == REACH_GOOD;
}

/* ---- uses ---- */

/* Is it how long the string in the buffer is, after the function stored something there, such as its end? */
static bool ended_here(bw_engine *e, const bw_state *s, const bw_user_access *a, uint32_t object)
{
    const bw_objstate *state = bw_objstate_find(s, object);
    if (a->write || a->size == 0 || state == NULL || state->stored == 0)
        return false;
    const bw_linear *l = bw_lin_at(&e->values, a->size);
    for (uint32_t i = 0; i < l->count; i++)
        if (bw_sym_at(&e->values, l->terms[i].sym)->kind == BW_SYM_STRLEN)
            return true;
    return false;
}

/* Is the function the first to see the request, as far as the unit shows? What its callers asked is seen from them. */
static bool sees_first(bw_engine *e)
{
    return !bw_reach_called(e, e->top) && (e->lengths.count != 0 || e->codes.count != 0);
}

static void note_stored(bw_engine *e, bw_state *s, uint32_t object, bw_lin end)
{
    bw_wide last;
    bw_objstate *state = bw_mem_objstate_edit(e, s, object);
    if (end == 0 || !bw_lin_is_const(&e->values, end, &last) || last < 0 || last > INT32_MAX)
        state->stored = STORED_ANY;
    else if ((int64_t)last > state->stored)
        state->stored = (int64_t)last;
}

void bw_contract_lend(bw_engine *e, uint32_t object, bw_sym length, bool out)
{
    bw_obj_at(e, object)->request = true;
    add_length(e, length, object, out ? BW_REQUEST_OUT : BW_REQUEST_IN);
}

void bw_contract_lost(bw_engine *e, bw_state *s, bw_value pointer)
{
    bw_lin offset;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&e->values, pointer.lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    if (object != 0 && bw_obj_at(e, object)->request)
        note_stored(e, s, object, 0);
    /* who is given the request finds the buffer */
    for (uint32_t i = 1; base != 0 && (e->lengths.count != 0 || e->codes.count != 0) && i < e->objects.count; i++) {
        const bw_obj *o = bw_obj_at(e, i);
        if (o->request && i != object && bw_sym_leads_through(&e->values, o->base, base, 4))
            note_stored(e, s, i, 0);
    }
    bw_answer_lost(e, s, pointer);
}

void bw_contract_use(bw_engine *e, bw_run *r, bw_state *s, const bw_user_access *a)
{
    bw_lin offset = 0;
    bw_wide code = 0;
    bw_sym base = a->pointer != 0 ? bw_lin_base(&e->values, a->pointer, &offset) : 0;
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    const bw_obj *o = bw_obj_at(e, object);
    if (object == 0 || (!o->request && o->methods == 0))
        return;
    bw_lin end = offset != 0 && a->size != 0 ? bw_lin_add(&e->values, offset, a->size) : 0;
    if (a->write && o->request)
        note_stored(e, s, object, end);
    if (!plain_way(e, s) || bw_mem_objstate(e, s, object).short_told || !sees_first(e))
        return;
    bw_contract fault = {.write = a->write, .site = a->site, .callee = a->callee, .pointer_val = a->pointer_val, .end = end};
    int method = method_of(e, s, &code);
    if (method >= 0 && o->methods != 0 && !(o->methods >> method & 1)) {
        fault.fault = BW_CONTRACT_METHOD;
        fault.code = (uint32_t)code;
    } else {
        if (!o->request || end == 0 || bw_num_lower(e, s, a->size) < 1 || ended_here(e, s, a, object))
            return;
        lengths_by_name(e, r, s);
        if (held_against(e, s, end, object, EITHER) != REACH_FAR)
            return;
        fault.fault = BW_CONTRACT_LENGTH;
        fault.asked = e->lengths.count != 0;
    }
    bw_mem_objstate_edit(e, s, object)->short_told = true;
    bw_event_contract(e, r, s, &fault);
}

/* ---- codes that say a size ---- */

/* Linux's _IOC: two bits for the direction, fourteen for the size, the rest is the driver's. */
enum { IOC_SIZE_SHIFT = 16, IOC_SIZE_MASK = 0x3fff, IOC_DIRECTION_SHIFT = 30 };

void bw_contract_copy(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin address, bw_lin size,
                      bool write)
{
    const bw_model_handler *handler = bw_handler_of(e, e->top);
    const bw_ir_func *func = &e->module->funcs.at[e->top];
    bw_sym given = address != 0 ? bw_lin_as_sym(&e->values, address) : 0;
    bw_wide bytes;
    bool own = false;
    if (handler == NULL || given == 0 || size == 0 || !plain_way(e, s) || !bw_lin_is_const(&e->values, size, &bytes))
        return;
    for (uint32_t i = 0; i < func->param_count && i < BW_HANDLER_ROLES; i++)
        own |= handler->role[i] == BW_ROLE_USER && held_by(e, s, 1, func->object + i) == given;
    for (uint32_t i = 0; own && i < func->param_count && i < BW_HANDLER_ROLES; i++) {
        bw_sym code = handler->role[i] == BW_ROLE_IOC ? held_by(e, s, 1, func->object + i) : 0;
        bw_bound b = bw_num_bound(e, s, code);
        if (code == 0 || b.lo != b.hi || b.lo < 0 || b.lo > UINT32_MAX)
            continue;
        uint32_t said = (uint32_t)b.lo >> IOC_SIZE_SHIFT & IOC_SIZE_MASK;
        if (said == 0 || (uint32_t)b.lo >> IOC_DIRECTION_SHIFT == 0 || bytes <= (bw_wide)said)
            continue;
        bw_contract fault = {.fault = BW_CONTRACT_SIZE, .write = write, .site = site, .pointer_val = val, .end = size,
                             .code = (uint32_t)b.lo, .stored = said,
                             .loc = e->module->funcs.at[r->frame->func].insts[site].loc};
        bw_event_contract(e, r, s, &fault);
    }
}

/* ---- the answer ---- */

/* What is stored in the buffers that are in hand, of which the answer may be made; STORED_ANY when that is not known. */
static int64_t stored_in_all(bw_engine *e, const bw_state *s, bool *ret_told)
{
    int64_t most = 0;
    *ret_told = false;
    for (uint32_t i = 0; i < s->objects.count; i++) {
        const bw_objstate *state = &s->objects.at[i];
        if (!bw_obj_at(e, state->object)->request)
            continue;
        *ret_told |= state->short_told;
        most = state->stored > most ? state->stored : most;
    }
    return most;
}

/* Is a buffer of the request in hand in which nothing was stored, not even by code out of view? */
static bool as_it_came(bw_engine *e, const bw_state *s)
{
    bool found = false;
    for (uint32_t i = 1; i < e->objects.count; i++) {
        const bw_obj *o = bw_obj_at(e, i);
        if (!o->request)
            continue;
        if (!bw_sym_unchanged(bw_sym_at(&e->values, o->base)) || bw_mem_objstate(e, s, i).version != 0)
            return false;
        found = true;
    }
    return found;
}

enum { STATUS_PENDING = 0x103, SEVERITY_SHIFT = 30, SEVERITY_ERROR = 3 };

/* Is it known that the status is no error, and final? */
static bool succeeds(bw_engine *e, const bw_state *s, bw_lin status)
{
    bw_wide lo = status != 0 ? bw_num_lower(e, s, status) : 0, hi = status != 0 ? bw_num_upper(e, s, status) : 0;
    if (status == 0 || lo > hi || (lo <= STATUS_PENDING && hi >= STATUS_PENDING && lo == hi))
        return false;
    /* of a signed status an error is negative; a warning is too, so both ends must have one severity */
    uint32_t low = (uint32_t)(int64_t)lo >> SEVERITY_SHIFT, high = (uint32_t)(int64_t)hi >> SEVERITY_SHIFT;
    return lo >= INT32_MIN && hi <= UINT32_MAX && low == high && low != SEVERITY_ERROR;
}

static void judge_answer(bw_engine *e, bw_run *r, bw_state *s, bw_contract fault, bw_lin amount)
{
    bw_wide code;
    bool told;
    bw_trace trace;
    int64_t stored = stored_in_all(e, s, &told);
    if (told)
        return;
    lengths_by_name(e, r, s);
    fault.end = amount;
    for (uint32_t i = 0; i < e->lengths.count; i++)
        fault.asked |= (e->lengths.at[i].kinds & BW_REQUEST_OUT) != 0;
    if (!fault.asked && e->codes.count == 0)
        return; /* of a write nothing goes back: the number says how much was taken */
    if (bw_num_upper(e, s, amount) > 0 && held_against(e, s, amount, (uint32_t)ANY_OBJECT, BW_REQUEST_OUT) == REACH_FAR) {
        bw_lin some = bw_lin_offset(&e->values, amount, 0);
        if (bw_num_attained(e, s, some, &trace)) {
            fault.fault = BW_CONTRACT_ROOM;
            bw_event_contract(e, r, s, &fault);
            return;
        }
    }
    int method = method_of(e, s, &code);
    if (stored == STORED_ANY || method > METHOD_BUFFERED || (stored == 0 && (method != METHOD_BUFFERED || !as_it_came(e, s))))
        return;
    bw_lin past = bw_lin_offset(&e->values, amount, -(bw_wide)stored);
    if (past == 0 || !bw_num_attained(e, s, past, &trace) || held_against(e, s, amount, (uint32_t)ANY_OBJECT, BW_REQUEST_IN) != REACH_FAR)
        return;
    fault.fault = BW_CONTRACT_STALE;
    fault.stored = (uint64_t)stored;
    bw_event_contract(e, r, s, &fault);
}

void bw_contract_answer(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin amount, bw_lin status)
{
    bw_contract fault = {.site = site, .pointer_val = val, .loc = e->module->funcs.at[r->frame->func].insts[site].loc};
    if (plain_way(e, s) && amount != 0 && sees_first(e) && succeeds(e, s, status))
        judge_answer(e, r, s, fault, amount);
}

void bw_contract_complete(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin returned)
{
    if (!plain_way(e, s) || e->answers.count == 0 || !sees_first(e))
        return;
    for (uint32_t i = e->answers.count; i-- > 0;) {
        bw_answer answer = e->answers.at[i];
        const bw_cell *cell = bw_cell_find(s, answer.base, answer.off_bits, answer.bits);
        if (answer.room || cell == NULL || cell->value.lin != answer.lin)
            continue;
        const bw_cell *kept = bw_cell_find(s, answer.base, answer.status_off_bits, answer.status_bits);
        bw_lin status = returned != 0 ? returned : kept != NULL ? kept->value.lin : 0;
        bw_contract fault = {.site = site, .pointer_val = answer.func == r->frame->func ? answer.val : 0, .loc = answer.loc};
        if (succeeds(e, s, status))
            judge_answer(e, r, s, fault, answer.lin);
        if (returned == 0) /* the request is gone */
            bw_cell_kill(e->work, s, answer.base, answer.off_bits, answer.bits);
        return;
    }
}
