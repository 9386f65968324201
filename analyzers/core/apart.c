/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Objects that cannot be the same memory. */
#include "core/engine.h"

enum { WAY_MAX = 4 };

/* Did what the address leads to stand there when the function under analysis was entered? So it did when it is what a
 * parameter leads to, or what that leads to as it was then. */
static bool stood_before(const bw_engine *e, bw_sym base)
{
    for (int way = 0; way < WAY_MAX; way++) {
        const bw_symbol *symbol = bw_sym_at(&e->values, base);
        if (symbol->kind != BW_SYM_MEMORY || symbol->uninit || symbol->key[3] != 0 || symbol->key[4] != 0)
            return false;
        const bw_obj *o = &e->objects.at[bw_sym_at(&e->values, symbol->key[0])->object];
        if (o->kind == BW_OBJ_LOCAL)
            return o->ir != 0 && o->context == 1 && e->module->objects.at[o->ir].kind == BW_OBJECT_PARAM;
        if (o->kind != BW_OBJ_POINTEE)
            return false;
        base = symbol->key[0];
    }
    return false;
}

/* A variable is apart from all that has a name or was allocated in view, an allocation from what was there before. */
bool bw_mem_apart(const bw_engine *e, bw_sym a, bw_sym b)
{
    uint8_t x = e->objects.at[bw_sym_at(&e->values, a)->object].kind, y = e->objects.at[bw_sym_at(&e->values, b)->object].kind;
    bool named = x == BW_OBJ_LOCAL || x == BW_OBJ_GLOBAL, other = y == BW_OBJ_LOCAL || y == BW_OBJ_GLOBAL;
    if ((named && (other || y == BW_OBJ_HEAP)) || (other && x == BW_OBJ_HEAP))
        return true;
    return (x == BW_OBJ_HEAP && stood_before(e, b)) || (y == BW_OBJ_HEAP && stood_before(e, a));
}
