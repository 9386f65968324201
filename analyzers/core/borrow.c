/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Pointers to what others own: read from memory that is shared, or lent by a look-up. While others run (a callback to user
 * mode, a lock that is dropped) they may end it, unless it is pinned. */
#include "core/engine.h"
#include "core/lock.h"

/* Is a pointer borrowed? A parameter is its caller's affair, an allocation of one's own and a variable are nobody else's. */
static bool is_borrowed(bw_engine *e, bw_sym sym)
{
    const bw_symbol symbol = *bw_sym_at(&e->values, sym);
    if (symbol.borrowed)
        return true;
    if (!symbol.is_pointer || symbol.kind != BW_SYM_MEMORY)
        return false;
    const bw_obj *place = bw_obj_at(e, bw_mem_object_of(e, symbol.key[0]));
    return !place->is_const && (place->kind == BW_OBJ_GLOBAL || place->kind == BW_OBJ_POINTEE);
}

void bw_borrow_reenter(bw_engine *e, bw_run *r, bw_state *s, uint32_t site)
{
    uint32_t why = bw_why_make(e, BW_WHY_MODEL, e->module->funcs.at[r->frame->func].insts[site].loc);
    for (uint32_t i = 0; i < s->cells.count; i++) {
        bw_lin offset, lin = s->cells.at[i].value.lin;
        bw_sym base = lin != 0 ? bw_lin_base(&e->values, lin, &offset) : 0;
        uint32_t object = base != 0 && is_borrowed(e, base) ? bw_mem_object_of(e, base) : 0;
        if (object == 0 || bw_obj_at(e, object)->kind != BW_OBJ_POINTEE || bw_num_bound(e, s, base).hi == 0)
            continue;
        bw_objstate state = bw_mem_objstate(e, s, object);
        if (state.pins != 0 || state.stale)
            continue;
        bw_objstate *edit = bw_mem_objstate_edit(e, s, object);
        edit->stale = true;
        edit->stale_why = why;
    }
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
    state->stale = false;
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
            bw_mem_objstate_edit(e, s, object)->stale = false;
    }
}
