/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/taint.h"

#include "core/engine.h"

bool bw_taint_meets(const bw_taint *taint, int64_t from, int64_t end)
{
    for (int i = 0; i < BW_TAINT_EXTENTS; i++)
        if (taint->at[i].from < end && from < taint->at[i].end)
            return true;
    return taint->anywhere;
}

void bw_taint_add(bw_taint *taint, int64_t from, int64_t end)
{
    bw_extent all[BW_TAINT_EXTENTS + 1] = {{from, end}};
    int count = 1;
    if (taint->anywhere || from >= end)
        return;
    /* what overlaps or touches the new extent becomes one with it, the others stay */
    for (int i = 0; i < BW_TAINT_EXTENTS; i++) {
        bw_extent old = taint->at[i];
        if (old.from >= old.end)
            continue;
        if (old.from <= all[0].end && all[0].from <= old.end) {
            all[0].from = old.from < all[0].from ? old.from : all[0].from;
            all[0].end = old.end > all[0].end ? old.end : all[0].end;
        } else {
            all[count++] = old;
        }
    }
    int smallest = 0;
    for (int i = 1; i < count; i++)
        if (all[i].end - all[i].from < all[smallest].end - all[smallest].from)
            smallest = i;
    if (count > BW_TAINT_EXTENTS)
        all[smallest] = all[--count];
    for (int i = 0; i < BW_TAINT_EXTENTS; i++)
        taint->at[i] = i < count ? all[i] : (bw_extent){0, 0};
}

void bw_taint_join(bw_taint *taint, const bw_taint *other)
{
    taint->user |= other->user;
    if (other->anywhere)
        *taint = (bw_taint){.anywhere = true, .user = taint->user};
    for (int i = 0; i < BW_TAINT_EXTENTS; i++)
        bw_taint_add(taint, other->at[i].from, other->at[i].end);
}

void bw_taint_store(bw_engine *e, bw_objstate *state, bw_value pointer, int64_t low, int64_t high)
{
    bw_wide start, size;
    const bw_obj *o = bw_obj_at(e, state->object);
    uint32_t member = bw_region_member(e, pointer.region);
    if (member != 0) {
        const bw_region *region = &e->regions.at[member];
        bw_lin at = 0;
        if (bw_lin_base(&e->values, region->start, &at) == o->base && bw_lin_is_const(&e->values, at, &start) &&
            bw_lin_is_const(&e->values, region->size, &size) && size < (bw_wide)1 << 40) {
            bw_taint_add(&state->taint, (int64_t)start, (int64_t)(start + size));
            return;
        }
    }
    if (low > -((int64_t)1 << 32) && high < (int64_t)1 << 32)
        bw_taint_add(&state->taint, low, high);
    else if (o->type == 0 || e->module->types.at[o->type].kind != BW_TYPE_STRUCT)
        state->taint = (bw_taint){.anywhere = true, .user = state->taint.user};
}

bool bw_taint_copied(const bw_engine *e, const bw_taint *taint, bw_lin offset, bw_lin size)
{
    bw_wide at, length;
    if (!bw_taint_any(taint))
        return false;
    if (size == 0 || !bw_lin_is_const(&e->values, offset, &at) || !bw_lin_is_const(&e->values, size, &length) ||
        at < -((bw_wide)1 << 50) || at > (bw_wide)1 << 50 || length > (bw_wide)1 << 50)
        return true;
    return bw_taint_meets(taint, (int64_t)at, (int64_t)(at + length));
}

/* end: is it held against 0, as by one who looks for the end of a string? */
static void look(bw_engine *e, bw_state *s, bw_lin lin, uint32_t depth, bool end)
{
    if (lin == 0)
        return;
    const bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t i = 0; i < l.count; i++) {
        const bw_symbol symbol = *bw_sym_at(&e->values, l.terms[i].sym);
        if (symbol.from != 0) {
            bw_objstate *state = bw_mem_objstate_edit(e, s, symbol.from);
            state->looked_at = true;
            state->end_sought |= end;
        }
        if (depth != 0 && (symbol.untrusted || symbol.kind == BW_SYM_COMPARE)) {
            bw_wide constant = 0;
            bool against = symbol.kind == BW_SYM_COMPARE &&
                           ((bw_lin_is_const(&e->values, symbol.a, &constant) && constant != 0) ||
                            (bw_lin_is_const(&e->values, symbol.b, &constant) && constant != 0));
            look(e, s, symbol.a, depth - 1, end && !against);
            look(e, s, symbol.b, depth - 1, end && !against);
        }
    }
}

void bw_mem_look(bw_engine *e, bw_state *s, bw_lin lin, uint32_t depth, bool end)
{
    look(e, s, lin, depth, end);
}
