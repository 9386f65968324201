/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Functions that return twice (setjmp). The second time, code that is not followed has run in between: variables of the
 * activation hold what they held then or are indeterminate (C11 7.13.2.1), and objects live and die unseen. The state
 * is kept, so that what it leads to counts as reached; as evidence it is worth nothing. */
#include "core/call.h"

/* The content of a variable of the activation, or of an allocation, is not known any more. */
static void forget(bw_engine *e, bw_state *s, uint32_t object, uint32_t context, uint32_t site)
{
    const bw_obj *o = bw_obj_at(e, object);
    bool variable = o->kind == BW_OBJ_LOCAL && o->context == context && o->ir != 0;
    if (!variable && o->kind != BW_OBJ_HEAP)
        return;
    bw_value place = {bw_lin_sym(&e->values, o->base), 0};
    bw_mem_fill(e, s, place, 0, BW_FILL_UNKNOWN, context, site);
    if (o->kind == BW_OBJ_HEAP)
        bw_mem_objstate_edit(e, s, object)->life = BW_LIFE_UNKNOWN;
}

bw_state bw_again(bw_engine *e, bw_state *first, uint32_t context, uint32_t site)
{
    bw_state again = bw_state_clone(first);
    again.doubtful = again.contrary = true;
    bw_mem_havoc(e, &again, context, site);
    for (uint32_t i = 0; i < first->objects.count; i++)
        forget(e, &again, first->objects.at[i].object, context, site);
    for (uint32_t i = 0; i < first->cells.count; i++)
        if (i == 0 || first->cells.at[i].base != first->cells.at[i - 1].base)
            forget(e, &again, bw_mem_object_of(e, first->cells.at[i].base), context, site);
    return again;
}
