/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Memory of a user process: who owns it may change it between two reads, and an address in it may be anything until it
 * was probed. So each read yields a value of its own, which remembers an earlier one of the same bytes; and each use of
 * such an address is held against the probes on the way to it. */
#include "core/engine.h"

#include <string.h>

/* ---- what leads there ---- */

bool bw_user_leads(const bw_engine *e, const bw_ir_func *func, bw_ir_val val)
{
    for (int depth = 0; val != 0 && depth < 16; depth++) {
        const bw_ir_inst *inst = &func->insts[val];
        const bw_ir_type *type = &e->module->types.at[inst->type];
        if (type->kind == BW_TYPE_POINTER && (type->flags & BW_TYPE_USER))
            return true;
        /* a written cast says what it leads to from there on */
        if (inst->op != BW_IR_FIELD && inst->op != BW_IR_INDEX &&
            !(inst->op == BW_IR_CAST && inst->sub != BW_CAST_INT_PTR && !(inst->flags & BW_INST_EXPLICIT)))
            return false;
        val = inst->a;
    }
    return false;
}

void bw_user_mark(bw_engine *e, bw_sym sym)
{
    bw_symbol *symbol = bw_sym_at(&e->values, sym);
    symbol->user = true;
    if (!symbol->is_pointer)
        return;
    bw_obj *o = bw_obj_at(e, bw_mem_object_of(e, sym));
    o->user = o->sent = o->untrusted = true;
}

bool bw_user_owns(bw_engine *e, const bw_state *s, uint32_t object)
{
    const bw_obj *o = bw_obj_at(e, object);
    const bw_objstate *state = bw_objstate_find(s, object);
    return o->user || (o->kind == BW_OBJ_POINTEE && state != NULL && state->probed != BW_PROBE_NONE);
}

void bw_user_number(bw_engine *e, bw_lin address)
{
    bw_sym sym = address != 0 ? bw_lin_as_sym(&e->values, address) : 0;
    if (sym != 0 && bw_sym_at(&e->values, sym)->user)
        bw_sym_at(&e->values, sym)->untrusted = true;
}

bw_lin bw_user_address(bw_engine *e, bw_lin number)
{
    bw_sym sym = bw_lin_as_sym(&e->values, number);
    if (sym == 0 || !bw_sym_at(&e->values, sym)->user || bw_sym_at(&e->values, sym)->is_pointer)
        return number;
    bw_sym_at(&e->values, sym)->is_pointer = true; /* the number is an address from here on */
    bw_user_mark(e, sym);
    return number;
}

/* ---- reads ---- */

/* What was read before of these bytes: at their place itself, or where they were last copied to. */
static bw_sym fetched_before(bw_engine *e, const bw_state *s, const bw_cell *place)
{
    const bw_cell *cell = bw_cell_find(s, place->base, place->off_bits, place->bits);
    if (cell == NULL) {
        bw_objstate state = bw_mem_objstate(e, s, bw_mem_object_of(e, place->base));
        if (state.captured_in != 0)
            cell = bw_cell_find(s, state.captured_in, place->off_bits + state.captured_shift * 8, place->bits);
    }
    return cell != NULL && cell->value.lin != 0 ? bw_lin_as_sym(&e->values, cell->value.lin) : 0;
}

bw_value bw_user_fetch(bw_engine *e, bw_state *s, bw_cell place, bw_ir_ref type, uint32_t context, uint32_t site,
                       bw_ir_loc loc)
{
    bw_sym first = fetched_before(e, s, &place);
    bw_value value = {bw_fresh(e, context, site, 20, type, loc), 0};
    bw_sym sym = bw_lin_as_sym(&e->values, value.lin);
    if (sym == 0)
        return value;
    bw_symbol *symbol = bw_sym_at(&e->values, sym);
    symbol->untrusted = true;
    if (first != sym)
        symbol->first = first;
    bw_user_mark(e, sym);
    if (first == 0) {
        place.value = value;
        bw_cell_set(e->work, s, place);
    }
    return value;
}

void bw_user_captured(bw_engine *e, bw_state *s, bw_value to, bw_value from, bw_lin size, uint32_t context,
                      uint32_t site)
{
    bw_values *v = &e->values;
    bw_lin to_offset, from_offset;
    bw_wide to_at, from_at, length;
    bw_sym to_base = bw_lin_base(v, to.lin, &to_offset), from_base = bw_lin_base(v, from.lin, &from_offset);
    uint32_t source = bw_mem_object_of(e, from_base);
    if (source == 0 || bw_mem_object_of(e, to_base) == 0 || !bw_lin_is_const(v, to_offset, &to_at) ||
        !bw_lin_is_const(v, from_offset, &from_at) || to_at < 0 || to_at > INT32_MAX || from_at < 0 || from_at > INT32_MAX)
        return;
    bool sized = size != 0 && bw_lin_is_const(v, size, &length) && length <= INT32_MAX;
    int64_t end = sized ? (int64_t)(from_at + length) * 8 : INT64_MAX;
    bw_objstate state = bw_mem_objstate(e, s, source);
    /* each value that was fetched before stands there anew, perhaps as another one */
    bw_sym places[2] = {from_base, state.captured_in};
    int64_t shifts[2] = {0, state.captured_shift * 8};
    for (int p = 0; p < 2 && places[p] != 0; p++) {
        bw_cell again[16];
        uint32_t count = 0;
        int64_t low = (int64_t)from_at * 8 + shifts[p], high = end == INT64_MAX ? end : end + shifts[p];
        for (uint32_t i = bw_cell_lower(s, places[p], low);
             i < s->cells.count && s->cells.at[i].base == places[p] && count < 16; i++) {
            bw_cell cell = s->cells.at[i];
            bw_sym first = cell.value.lin != 0 ? bw_lin_as_sym(v, cell.value.lin) : 0;
            if (high != INT64_MAX && cell.off_bits + cell.bits > high)
                break;
            if (first == 0 || !bw_sym_at(v, first)->user || bw_sym_at(v, first)->type == 0)
                continue;
            cell.value = (bw_value){bw_fresh(e, context, site, 64 + count, bw_sym_at(v, first)->type, bw_sym_at(v, first)->loc), 0};
            bw_sym sym = bw_lin_as_sym(v, cell.value.lin);
            bw_sym_at(v, sym)->untrusted = true;
            bw_sym_at(v, sym)->first = first;
            bw_sym_at(v, sym)->loc = e->module->funcs.at[e->contexts.at[context].func].insts[site].loc;
            bw_user_mark(e, sym);
            cell.base = to_base;
            cell.off_bits += (int64_t)(to_at - from_at) * 8 - shifts[p];
            again[count++] = cell;
        }
        for (uint32_t i = 0; i < count; i++)
            bw_cell_set(e->work, s, again[i]);
    }
    bw_objstate *edit = bw_mem_objstate_edit(e, s, source);
    edit->captured_in = to_base;
    edit->captured_shift = (int64_t)(to_at - from_at);
}

/* Has the program looked at a value before: tested it, or probed where it leads? */
static bool looked_at(bw_engine *e, const bw_state *s, bw_sym sym)
{
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    if (symbol->is_pointer && symbol->object != 0 && bw_mem_objstate(e, s, symbol->object).probed != BW_PROBE_NONE)
        return true;
    const bw_bound *bound = bw_bound_find(s, sym);
    if (bound != NULL && (e->whys.at[bound->lo_why].kind == BW_WHY_TEST || e->whys.at[bound->hi_why].kind == BW_WHY_TEST))
        return true;
    for (uint32_t i = 0; i < s->facts.count; i++)
        if (bw_lin_coeff(&e->values, s->facts.at[i].lin, sym) != 0)
            return true;
    return symbol->compared;
}

void bw_user_compared(bw_engine *e, bw_lin lin)
{
    const bw_linear *l = lin != 0 ? bw_lin_at(&e->values, lin) : NULL;
    for (uint32_t t = 0; l != NULL && t < l->count; t++)
        bw_sym_at(&e->values, l->terms[t].sym)->compared = true;
}

bw_sym bw_user_first(bw_engine *e, const bw_state *s, bw_lin lin)
{
    const bw_linear *l = lin != 0 ? bw_lin_at(&e->values, lin) : NULL;
    for (uint32_t t = 0; l != NULL && t < l->count; t++) {
        const bw_symbol *symbol = bw_sym_at(&e->values, l->terms[t].sym);
        if (symbol->first != 0 && looked_at(e, s, symbol->first))
            return l->terms[t].sym;
        if (symbol->kind == BW_SYM_WRAP || symbol->kind == BW_SYM_OPERATION || symbol->kind == BW_SYM_IMAGE) {
            bw_sym inner = bw_user_first(e, s, symbol->a);
            if (inner == 0)
                inner = bw_user_first(e, s, symbol->b);
            if (inner != 0)
                return inner;
            l = bw_lin_at(&e->values, lin);
        }
    }
    return 0;
}

void bw_user_kept(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin place, bw_lin pointer)
{
    bw_values *v = &e->values;
    bw_lin offset;
    bw_wide at;
    bw_sym base = pointer != 0 ? bw_lin_base(v, pointer, &offset) : 0, holder = place != 0 ? bw_lin_base(v, place, &offset) : 0;
    const bw_ir_type *type = &e->module->types.at[e->module->funcs.at[r->frame->func].insts[val].type];
    const bw_ir_type *record = type->kind == BW_TYPE_POINTER ? &e->module->types.at[type->elem] : NULL;
    if (!e->reporting || e->trial || s->doubtful || s->outside != 0 || s->unlikely || base == 0 || holder == 0 || record == NULL ||
        record->kind != BW_TYPE_STRUCT || bw_sym_at(v, base)->object == 0 ||
        bw_obj_at(e, bw_mem_object_of(e, holder))->kind == BW_OBJ_LOCAL)
        return;
    (void)bw_lin_base(v, pointer, &offset);
    if (!bw_lin_is_const(v, offset, &at) || at != 0)
        return;
    for (uint32_t i = bw_cell_lower(s, base, 0); i < s->cells.count && s->cells.at[i].base == base; i++) {
        bw_sym sym = s->cells.at[i].value.lin != 0 ? bw_lin_as_sym(v, s->cells.at[i].value.lin) : 0;
        bw_sym first = sym != 0 ? bw_sym_at(v, sym)->first : 0;
        if (first == 0 || bw_sym_at(v, first)->kind != BW_SYM_MEMORY || !looked_at(e, s, first) || looked_at(e, s, sym))
            continue;
        const bw_obj *copy = bw_obj_at(e, bw_mem_object_of(e, bw_sym_at(v, first)->key[0]));
        if (copy->type == 0 || &e->module->types.at[copy->type] != record)
            continue;
        bw_user_access a = {.fault = BW_USER_KEPT, .site = site, .pointer_val = val, .pointer = pointer, .base = base, .again = sym};
        bw_event_user(e, r, s, &a);
        return;
    }
}

/* ---- whose request it is ---- */

/* The one symbol of a form of one term, seen through changes of width; 0 for anything else. */
static bw_sym lone_symbol(const bw_engine *e, bw_lin lin)
{
    const bw_linear *l = lin != 0 ? bw_lin_at(&e->values, lin) : NULL;
    if (l == NULL || l->count != 1)
        return 0;
    const bw_symbol *symbol = bw_sym_at(&e->values, l->terms[0].sym);
    return symbol->kind == BW_SYM_WRAP ? lone_symbol(e, symbol->a) : l->terms[0].sym;
}

void bw_user_decided(bw_engine *e, bw_state *s, bw_lin condition)
{
    enum { KERNEL_MODE, USER_MODE };
    bw_sym sym = lone_symbol(e, condition);
    bw_bound known = bw_num_bound(e, s, sym);
    if (sym == 0 || known.lo != known.hi)
        return;
    const bw_symbol symbol = *bw_sym_at(&e->values, sym);
    bw_wide other = KERNEL_MODE;
    bool differs = known.lo != 0;
    if (symbol.kind == BW_SYM_COMPARE) {
        bool left = bw_lin_is_const(&e->values, symbol.a, &other);
        if (symbol.op != BW_CMP_NE || (!left && !bw_lin_is_const(&e->values, symbol.b, &other)))
            return;
        sym = lone_symbol(e, left ? symbol.b : symbol.a);
    }
    if (sym != 0 && bw_sym_at(&e->values, sym)->asks_mode)
        s->kernel |= differs ? other == USER_MODE : other == KERNEL_MODE;
}

/* ---- probes and uses ---- */

/* Is what raises here caught, here or in a function that called? */
static bool guarded(const bw_engine *e, const bw_run *r, uint32_t site)
{
    uint32_t context = r->frame->context;
    bw_ir_ref func = r->frame->func;
    for (;;) {
        if (e->module->funcs.at[func].insts[site].flags & BW_INST_GUARDED)
            return true;
        site = e->contexts.at[context].call;
        context = e->contexts.at[context].parent;
        if (context == 0)
            return false;
        func = e->contexts.at[context].func;
    }
}

void bw_user_probe(bw_engine *e, const bw_run *r, bw_state *s, bw_value pointer, bw_lin size, bool write, uint32_t site)
{
    bw_lin offset;
    bw_wide at, length;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&e->values, pointer.lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (object == 0 || (size != 0 && bw_lin_is_const(&e->values, size, &length) && length == 0))
        return; /* of no bytes: nothing is looked at */
    /* who probes an address says that a user process gave it: on this path, for a flag beside it may say whose it is */
    const bw_obj *o = bw_obj_at(e, object);
    bw_objstate *state = bw_mem_objstate_edit(e, s, object);
    if (o->kind == BW_OBJ_POINTEE && !bw_user_owns(e, s, object)) {
        bw_cell_kill_base(e->work, s, base);
        state->taint = (bw_taint){.anywhere = true, .user = true};
    }
    bool more = bw_lin_is_const(&e->values, offset, &at) && at >= 0;
    state->probed_size = size != 0 && more && state->probed == BW_PROBE_NONE ? bw_lin_offset(&e->values, size, at) : 0;
    state->probed = write ? BW_PROBE_WRITE : state->probed == BW_PROBE_WRITE ? BW_PROBE_WRITE : BW_PROBE_READ;
    state->probed_at = e->module->funcs.at[r->frame->func].insts[site].loc;
    state->probed_framed = guarded(e, r, site);
}

void bw_user_length(bw_engine *e, const bw_state *s, bw_lin pointer, bw_lin size)
{
    bw_lin offset;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0, sym = lone_symbol(e, size);
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    bool all_in_view = e->options->closed || (e->module->funcs.at[e->top].flags & BW_FUNC_STATIC);
    if (!bw_user_owns(e, s, object) || sym == 0 || bw_sym_at(&e->values, sym)->kind != BW_SYM_MEMORY || !all_in_view ||
        bw_reach_called(e, e->top))
        return;
    const bw_obj *place = bw_obj_at(e, bw_mem_object_of(e, bw_sym_at(&e->values, sym)->key[0]));
    bool parameter = place->ir != 0 && place->context == 1 && e->module->objects.at[place->ir].kind == BW_OBJECT_PARAM;
    if (parameter && bw_mem_objstate(e, s, bw_sym_at(&e->values, base)->object).probed != BW_PROBE_NONE)
        bw_sym_at(&e->values, sym)->untrusted = true;
}

/* Was the address a parameter of the function under analysis? Then the frame may stand in its callers, unless the kernel calls
 * it for a process. */
static bool handed_in(bw_engine *e, bw_lin pointer)
{
    bw_lin offset;
    const bw_symbol *symbol = bw_sym_at(&e->values, bw_lin_base(&e->values, pointer, &offset));
    const bw_obj *place = symbol->kind == BW_SYM_MEMORY ? bw_obj_at(e, bw_mem_object_of(e, symbol->key[0])) : NULL;
    return place != NULL && place->ir != 0 && e->module->objects.at[place->ir].kind == BW_OBJECT_PARAM &&
           bw_handler_of(e, e->top) == NULL;
}

/* Is what raises here caught, as far as the unit shows? Where another function calls, it is seen from there. A function that
 * catches what the probe raises counts on no frame of its callers. */
static bool framed(bw_engine *e, const bw_run *r, uint32_t site, bw_lin pointer, bool probed_framed)
{
    return guarded(e, r, site) || (handed_in(e, pointer) && !probed_framed) || bw_reach_called(e, e->top);
}

static bw_user_fault fault_of(bw_engine *e, bw_run *r, bw_state *s, const bw_user_access *a, uint32_t object, bw_lin offset)
{
    bw_trace trace;
    bw_objstate state = bw_mem_objstate(e, s, object);
    if (state.probed == BW_PROBE_NONE)
        return BW_USER_UNPROBED;
    if (a->write && state.probed == BW_PROBE_READ)
        return BW_USER_READ_ONLY;
    if (state.probed_size != 0 && a->size != 0 && offset != 0) {
        bw_lin past = bw_lin_sub(&e->values, bw_lin_add(&e->values, offset, a->size), state.probed_size);
        if (past != 0 && bw_num_attained(e, s, past, &trace))
            return BW_USER_SHORT;
    }
    return framed(e, r, a->site, a->pointer, state.probed_framed) ? BW_USER_GOOD : BW_USER_NO_FRAME;
}

void bw_user_unprobed(bw_engine *e, bw_run *r, bw_state *s, bw_user_access a)
{
    bw_lin offset;
    a.base = a.pointer != 0 ? bw_lin_base(&e->values, a.pointer, &offset) : 0;
    uint32_t object = a.base != 0 ? bw_sym_at(&e->values, a.base)->object : 0;
    const bw_obj *o = bw_obj_at(e, object);
    if (!e->reporting || e->trial || s->doubtful || s->outside != 0 || s->unlikely || s->kernel || !o->user || o->probed ||
        bw_mem_objstate(e, s, object).probed != BW_PROBE_NONE)
        return;
    a.fault = BW_USER_UNPROBED;
    a.again = bw_user_first(e, s, bw_lin_sym(&e->values, a.base));
    bw_event_user(e, r, s, &a);
}

void bw_user_raises(bw_engine *e, bw_run *r, bw_state *s, bw_user_access a)
{
    bw_lin offset;
    bw_sym base = a.pointer != 0 ? bw_lin_base(&e->values, a.pointer, &offset) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    bw_taint taint = bw_mem_objstate(e, s, object).taint;
    const bw_obj *o = bw_obj_at(e, object);
    bool owned = bw_user_owns(e, s, object);
    bool his = owned || (o->kind == BW_OBJ_HEAP && bw_taint_any(&taint)); /* …or describes it: an MDL */
    if (!e->reporting || e->trial || s->doubtful || s->outside != 0 || s->unlikely || s->kernel || object == 0 || !his ||
        framed(e, r, a.site, a.pointer, false))
        return;
    a.fault = BW_USER_RAISES;
    a.base = owned ? base : 0;
    bw_event_user(e, r, s, &a);
}

/* Did untrusted data hold the address as it stands, among what a file or a message filled, or the number that became one?
 * Returns what was chosen, 0 nothing. A variable that is one pointer and nothing else may have come through a pipe of the
 * program's own. */
static bw_sym chosen_address(bw_engine *e, const bw_state *s, bw_lin pointer)
{
    const bw_linear l = *bw_lin_at(&e->values, pointer);
    bw_sym base = bw_lin_base_of(&e->values, pointer);
    if (base == 0 && l.count == 1 && l.terms[0].coeff == 1)
        base = l.terms[0].sym;
    if (base == 0)
        return 0;
    const bw_symbol symbol = *bw_sym_at(&e->values, base);
    bool plain = symbol.kind == BW_SYM_MEMORY || (symbol.kind == BW_SYM_RESULT && !symbol.is_pointer);
    if (!plain || !symbol.untrusted || symbol.user || symbol.limited || symbol.doubtful || symbol.uninit ||
        bw_why_attests(e, bw_num_bound(e, s, base).hi_why)) /* that it is not null says nothing yet */
        return 0;
    if (symbol.kind != BW_SYM_MEMORY)
        return base;
    const bw_obj *holder = bw_obj_at(e, bw_mem_object_of(e, symbol.key[0]));
    bool own = holder->kind == BW_OBJ_LOCAL || holder->kind == BW_OBJ_GLOBAL || holder->kind == BW_OBJ_HEAP;
    bool alone = holder->type != 0 && e->module->types.at[holder->type].kind == BW_TYPE_POINTER;
    return own && !holder->untrusted && !(symbol.is_pointer && alone) ? base : 0;
}

void bw_user_use(bw_engine *e, bw_run *r, bw_state *s, bw_user_access a)
{
    bw_lin offset = 0;
    bw_contract_use(e, r, s, &a);
    if (!e->reporting || e->trial || s->doubtful || s->outside != 0 || s->unlikely || s->kernel || a.pointer == 0)
        return;
    bw_sym base = bw_lin_base(&e->values, a.pointer, &offset);
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    if (bw_user_leads(e, &e->module->funcs.at[r->frame->func], a.pointer_val)) {
        a.fault = BW_USER_DIRECT;
    } else if (object != 0 && bw_user_owns(e, s, object)) {
        a.fault = fault_of(e, r, s, &a, object, offset);
        a.probed_at = bw_mem_objstate(e, s, object).probed_at;
        a.base = base;
        a.again = bw_user_first(e, s, bw_lin_sym(&e->values, base));
    } else if (!s->contrary && (base = chosen_address(e, s, a.pointer)) != 0) {
        bw_user_access made = a;
        made.fault = BW_USER_MADE;
        made.base = base;
        bw_event_user(e, r, s, &made);
    }
    if (a.fault != BW_USER_GOOD)
        bw_event_user(e, r, s, &a);
    if (a.base != 0 && s->held != 0 && s->held != BW_HELD_UNKNOWN) { /* a page of it may have to be fetched */
        bw_wait wait = {.site = a.site, .callee = a.callee, .address = a.pointer_val};
        bw_event_wait(e, r, s, &wait);
    }
}

void bw_user_jump(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin target)
{
    bw_sym sym = target != 0 ? bw_lin_as_sym(&e->values, target) : 0;
    if (!e->reporting || e->trial || s->doubtful || s->outside != 0 || s->unlikely || sym == 0)
        return;
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    if (!(symbol->untrusted || symbol->user) || symbol->limited || symbol->lo == symbol->hi)
        return;
    bw_user_access a = {.fault = BW_USER_JUMP, .site = site, .pointer_val = val, .pointer = target, .base = sym};
    a.again = bw_user_first(e, s, target);
    bw_event_user(e, r, s, &a);
}

/* ---- what goes out ---- */

bool bw_user_reads(bw_engine *e, const bw_state *s, bw_lin pointer)
{
    bw_lin offset;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    return object != 0 && (bw_obj_at(e, object)->sent || bw_user_owns(e, s, object));
}

/* Where what was stored over byte `at` ends, `at` itself when nothing was; *ret_next: where more was stored behind it. */
static int64_t stored_until(bw_engine *e, const bw_state *s, const bw_objstate *state, int64_t at, int64_t *ret_next)
{
    bw_sym base = bw_obj_at(e, state->object)->base;
    if (bw_written_at(state, at))
        return at < state->written ? state->written : state->also_end;
    *ret_next = state->also_from > at ? state->also_from : INT64_MAX;
    for (uint32_t i = bw_cell_lower(s, base, at * 8 - 64 * 8); i < s->cells.count && s->cells.at[i].base == base; i++) {
        const bw_cell *cell = &s->cells.at[i];
        bw_sym sym = cell->value.lin != 0 ? bw_lin_as_sym(&e->values, cell->value.lin) : 0;
        int64_t first = cell->off_bits / 8, end = (cell->off_bits + cell->bits + 7) / 8;
        if (end <= at || (sym != 0 && (bw_sym_at(&e->values, sym)->uninit || bw_sym_at(&e->values, sym)->holed)))
            continue;
        if (first <= at)
            return end;
        if (first < *ret_next)
            *ret_next = first;
        break;
    }
    return at;
}

bool bw_user_gap(bw_engine *e, const bw_state *s, const bw_objstate *state, int64_t from, int64_t end, int64_t *ret_first,
                 int64_t *ret_end)
{
    while (from < end) {
        int64_t next, until = stored_until(e, s, state, from, &next);
        if (until == from) {
            *ret_first = from;
            *ret_end = next < end ? next : end;
            return true;
        }
        from = until;
    }
    return false;
}

void bw_user_given(bw_engine *e, bw_run *r, bw_state *s, uint32_t object, int64_t from, int64_t end, bw_exposure told)
{
    bw_objstate state = bw_mem_objstate(e, s, object);
    int64_t first, last;
    if (state.content != BW_CONTENT_UNINIT || (state.escaped && bw_obj_at(e, object)->room))
        return;
    bw_objstate places = state; /* what is stored one by one fills what was filled in part */
    places.written = places.also_from = places.also_end = 0;
    bool partly = state.partly_from < state.partly_end && state.partly_from >= from && state.partly_end <= end &&
                  bw_user_gap(e, s, &places, state.partly_from, state.partly_end, &first, &last);
    if (!partly && !bw_user_gap(e, s, &state, from, end, &first, &last))
        return;
    told.first = (uint64_t)first;
    told.count = (uint64_t)(last - first);
    bw_event_exposure(e, r, s, &told);
}

void bw_user_deliver(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const char *callee, bw_ir_val pointer_val,
                     bw_value pointer, bw_lin size)
{
    bw_lin offset;
    bw_wide at, length, whole;
    if (!e->reporting || e->trial || s->doubtful || s->outside != 0 || s->unlikely || pointer.lin == 0 || size == 0)
        return;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    const bw_obj *o = bw_obj_at(e, object);
    if (object == 0 || !(o->kind == BW_OBJ_HEAP || (o->kind == BW_OBJ_LOCAL && o->ir != 0)) ||
        !bw_lin_is_const(&e->values, offset, &at) || !bw_lin_is_const(&e->values, size, &length))
        return;
    bw_objstate state = bw_mem_objstate(e, s, object);
    if (state.content != BW_CONTENT_UNINIT || state.life != BW_LIFE_LIVE || state.size == 0 || at < 0 ||
        !bw_lin_is_const(&e->values, state.size, &whole) || at + length > whole || whole > INT32_MAX)
        return;
    bw_user_given(e, r, s, object, (int64_t)at, (int64_t)(at + length),
                  (bw_exposure){.site = site, .callee = callee, .pointer_val = pointer_val, .object = object});
}
