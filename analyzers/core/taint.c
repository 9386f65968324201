/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/taint.h"

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
    if (other->anywhere)
        *taint = (bw_taint){.anywhere = true};
    for (int i = 0; i < BW_TAINT_EXTENTS; i++)
        bw_taint_add(taint, other->at[i].from, other->at[i].end);
}
