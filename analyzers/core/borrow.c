/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Pointers to what others own: read from memory that is shared, or lent by a look-up. While others run (a callback to user
 * mode, a lock that is dropped) they may end it, unless it is pinned. */
#include "core/engine.h"
#include "core/lock.h"

/* Is a pointer borrowed? A parameter is its caller's affair, an allocation of one's own and a variable are nobody else's. */
bool bw_borrow_is(bw_engine *e, bw_sym sym)
{
    const bw_symbol symbol = *bw_sym_at(&e->values, sym);
    if (symbol.borrowed)
        return true;
    if (!symbol.is_pointer || symbol.kind != BW_SYM_MEMORY)
        return false;
    const bw_obj *place = bw_obj_at(e, bw_mem_object_of(e, symbol.key[0]));
    if (symbol.object != 0 && bw_obj_at(e, symbol.object)->room)
        return false; /* the answer is the request's own */
    return !place->is_const && (place->kind == BW_OBJ_GLOBAL || place->kind == BW_OBJ_POINTEE);
}

/* What the pointer leads to, when that is borrowed; 0: it is not. */
static uint32_t borrowed_object(bw_engine *e, const bw_state *s, bw_lin pointer)
{
    bw_lin offset;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    uint32_t object = base != 0 && bw_borrow_is(e, base) ? bw_mem_object_of(e, base) : 0;
    return object != 0 && bw_obj_at(e, object)->kind == BW_OBJ_POINTEE && bw_num_bound(e, s, base).hi != 0 ? object : 0;
}

static void make_stale(bw_engine *e, bw_state *s, uint32_t object, uint32_t why)
{
    bw_objstate state = bw_mem_objstate(e, s, object);
    if (object == 0 || state.pins != 0 || state.stale == BW_STALE_SURE)
        return;
    bw_objstate *edit = bw_mem_objstate_edit(e, s, object);
    edit->stale = BW_STALE_SURE;
    edit->stale_why = why;
}

uint32_t bw_borrow_held(bw_engine *e, const bw_state *s, uint32_t objects[BW_BORROWS])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->cells.count && count < BW_BORROWS; i++) {
        uint32_t object = borrowed_object(e, s, s->cells.at[i].value.lin);
        if (object != 0)
            objects[count++] = object;
    }
    return count;
}

void bw_borrow_end(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const uint32_t *objects, uint32_t count)
{
    uint32_t why = bw_why_make(e, BW_WHY_MODEL, e->module->funcs.at[r->frame->func].insts[site].loc);
    for (uint32_t i = 0; i < count; i++)
        make_stale(e, s, objects[i], why);
}

void bw_borrow_reenter(bw_engine *e, bw_run *r, bw_state *s, uint32_t site)
{
    uint32_t why = bw_why_make(e, BW_WHY_MODEL, e->module->funcs.at[r->frame->func].insts[site].loc);
    e->reentries++;
    for (uint32_t i = 0; i < s->cells.count; i++)
        make_stale(e, s, borrowed_object(e, s, s->cells.at[i].value.lin), why);
}

void bw_borrow_take(bw_engine *e, bw_state *s, bw_lin pointer)
{
    bw_lin offset;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (object == 0)
        return;
    bw_sym_at(&e->values, base)->borrowed = true;
    bw_objstate *state = bw_mem_objstate_edit(e, s, object);
    state->stale = BW_STALE_NO;
    state->pins = 0;
}

void bw_borrow_pin(bw_engine *e, bw_state *s, bw_lin pointer, bool pin)
{
    bw_lin offset;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (object == 0)
        return;
    if (pin && s->locks != NULL)
        bw_lock_pinned(e, s, pointer);
    bw_objstate *state = bw_mem_objstate_edit(e, s, object);
    if (pin && state->pins < UINT8_MAX)
        state->pins++;
    else if (!pin && state->pins > 0)
        state->pins--;
}

void bw_borrow_decided(bw_engine *e, bw_state *s, bw_lin condition)
{
    bw_values *v = &e->values;
    bw_lin offset;
    const bw_linear *l = condition != 0 ? bw_lin_at(v, condition) : NULL;
    if (l == NULL || l->count != 1)
        return;
    bw_sym sym = l->terms[0].sym;
    const bw_symbol test = *bw_sym_at(v, sym);
    if (test.kind != BW_SYM_COMPARE || test.op != BW_CMP_NE || bw_num_bound(e, s, sym).hi != 0)
        return;
    bw_sym sides[2] = {bw_lin_base(v, test.a, &offset), bw_lin_base(v, test.b, &offset)};
    for (int i = 0; i < 2 && sides[0] != 0 && sides[1] != 0; i++) {
        uint32_t object = bw_sym_at(v, sides[i])->object;
        if (object != 0 && bw_mem_objstate(e, s, object).stale)
            bw_mem_objstate_edit(e, s, object)->stale = BW_STALE_NO;
    }
}
