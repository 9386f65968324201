/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Regions: the arrays that pointers were made from. */
#include "core/engine.h"

uint32_t bw_region_make(bw_engine *e, bw_region region)
{
    uint32_t stop = e->regions.count > 32 ? e->regions.count - 32 : 1;
    for (uint32_t i = e->regions.count; i > stop; i--) {
        const bw_region *r = &e->regions.at[i - 1];
        if (r->start == region.start && r->size == region.size && r->field == region.field &&
            r->outer == region.outer && r->row == region.row)
            return i - 1;
    }
    bw_vec_push(e->work, &e->regions, region);
    return e->regions.count - 1;
}

uint32_t bw_region_member(const bw_engine *e, uint32_t region)
{
    while (region != 0 && e->regions.at[region].row)
        region = e->regions.at[region].outer;
    return region;
}
