/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Arrays that were filled by an amount which is not known: each of their bytes may hold something, and none behind the least
 * amount has to. */
#include "core/engine.h"

bool bw_partly_filled(bw_engine *e, bw_state *s, bw_value pointer, bw_lin size, int64_t *ret_from, int64_t *ret_end)
{
    bw_lin offset;
    bw_wide at, inside, length;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    if (base == 0 || pointer.region == 0 || size == 0 || !bw_lin_is_const(&e->values, offset, &at))
        return false;
    const bw_region *r = &e->regions.at[pointer.region];
    bw_lin from = bw_lin_sub(&e->values, pointer.lin, r->start), whole = r->size;
    if (from == 0 || whole == 0 || !bw_lin_is_const(&e->values, from, &inside) || !bw_lin_is_const(&e->values, whole, &length))
        return false;
    bw_wide least = bw_num_interval_lower(e, s, size), end = at - inside + length;
    if (least < 0)
        least = 0;
    if (at < 0 || inside < 0 || inside >= length || at + least >= end || end > INT32_MAX)
        return false;
    *ret_from = (int64_t)at;
    *ret_end = (int64_t)end;
    bw_objstate *state = bw_mem_objstate_edit(e, s, bw_mem_object_of(e, base));
    int64_t first, last;
    if (bw_user_gap(e, s, state, (int64_t)(at + least), (int64_t)end, &first, &last)) {
        state->partly_from = first;
        state->partly_end = last;
    }
    return true;
}

void bw_partly_covered(bw_objstate *state, bw_wide from, bw_wide end)
{
    if (from <= state->partly_from && end >= state->partly_end)
        state->partly_from = state->partly_end = 0;
}

void bw_partly_join(bw_objstate *into, const bw_objstate *other)
{
    if (into->partly_from >= into->partly_end) {
        into->partly_from = other->partly_from;
        into->partly_end = other->partly_end;
    } else if (other->partly_from < other->partly_end) {
        /* of two the one that is in both, if any: enough to tell of */
        into->partly_from = into->partly_from > other->partly_from ? into->partly_from : other->partly_from;
        into->partly_end = into->partly_end < other->partly_end ? into->partly_end : other->partly_end;
    }
}
