/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Objects: what is known of each whatever the state, and what a state says where it was never touched. */
#include "core/engine.h"

#include <string.h>

static uint32_t add_object(bw_engine *e, bw_sym base, bw_obj object)
{
    uint32_t number = e->objects.count;
    object.base = base;
    bw_vec_push(e->work, &e->objects, object);
    bw_sym_at(&e->values, base)->object = number;
    return number;
}

static bw_sym address(bw_engine *e, uint32_t context, uint32_t id, bw_space space, uint32_t part, bool *ret_new)
{
    uint32_t key[5] = {context, id, space, space == BW_SPACE_HEAP ? e->values.epoch : 0, part};
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_ADDRESS, key, ret_new);
    if (*ret_new) {
        bw_symbol *s = bw_sym_at(&e->values, sym);
        s->is_pointer = true;
        s->bits = (uint8_t)e->module->pointer_bits;
        s->lo = 1;
        s->hi = ((bw_wide)1 << e->module->pointer_bits) - 1;
    }
    return sym;
}

bool bw_mem_annotated(const bw_engine *e, bw_ir_ref first, uint32_t count, const char *text)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(e->module->annots.at[first + i].text, text) == 0)
            return true;
    return false;
}

uint32_t bw_mem_object(bw_engine *e, uint32_t context, bw_ir_ref ir)
{
    const bw_ir_object *o = &e->module->objects.at[ir];
    bool is_local = o->kind == BW_OBJECT_LOCAL || o->kind == BW_OBJECT_PARAM || o->kind == BW_OBJECT_TEMP;
    bool fresh;
    bw_sym base = address(e, is_local ? context : 0, ir, BW_SPACE_OBJECT, 0, &fresh);
    if (!fresh)
        return bw_sym_at(&e->values, base)->object;
    bw_obj object = {.ir = ir, .type = o->type, .family = "", .loc = o->loc, .context = is_local ? context : 0};
    object.size = o->size != 0 ? bw_lin_const(&e->values, (bw_wide)o->size) : 0;
    object.is_const = (o->flags & BW_OBJECT_CONST) != 0 || bw_global_fixed(e, ir);
    object.untrusted = bw_mem_annotated_untrusted(e, o->annots, o->annot_count);
    object.leads = bw_mem_annotated(e, o->annots, o->annot_count, "bulwark::user");
    if (is_local) {
        const bw_ir_func *func = &e->module->funcs.at[o->func];
        object.kind = BW_OBJ_LOCAL;
        object.direct = e->orders[o->func]->direct[ir - func->object] != 0;
        if (context == 1 && o->kind == BW_OBJECT_PARAM)
            bw_handler_mark(e, &object, o->func, ir - func->object);
    } else {
        object.kind = o->kind == BW_OBJECT_LITERAL ? BW_OBJ_LITERAL : BW_OBJ_GLOBAL;
        object.aliasable = o->kind == BW_OBJECT_GLOBAL && !object.is_const &&
                           (!(o->flags & BW_OBJECT_STATIC) || (o->flags & BW_OBJECT_ADDRESS_TAKEN));
    }
    return add_object(e, base, object);
}

uint32_t bw_mem_heap(bw_engine *e, uint32_t context, uint32_t site, uint32_t part, bw_ir_loc loc)
{
    bool fresh;
    bw_sym base = address(e, context, site, BW_SPACE_HEAP, part, &fresh);
    if (!fresh)
        return bw_sym_at(&e->values, base)->object;
    return add_object(e, base,
                      (bw_obj){.kind = BW_OBJ_HEAP, .family = "", .loc = loc, .site = site, .context = context});
}

bw_sym bw_mem_own_place(bw_engine *e, uint32_t context, bw_space space)
{
    bool fresh;
    bw_sym base = address(e, context, 0, space, 0, &fresh);
    if (fresh)
        add_object(e, base, (bw_obj){.kind = BW_OBJ_LOCAL, .direct = true, .family = "", .context = context});
    return base;
}

uint32_t bw_mem_object_of(bw_engine *e, bw_sym base)
{
    const bw_symbol *symbol = bw_sym_at(&e->values, base);
    if (base == 0 || !symbol->is_pointer)
        return 0;
    if (symbol->object != 0)
        return symbol->object;
    bool message = bw_message_type(e, symbol->pointee);
    bw_obj object = {.kind = BW_OBJ_POINTEE, .aliasable = true, .untrusted = symbol->untrusted || message, .sent = symbol->user,
                     .user = symbol->user, .type = symbol->pointee, .family = "", .loc = symbol->loc};
    return add_object(e, base, object);
}

bw_objstate bw_mem_objstate(bw_engine *e, const bw_state *s, uint32_t object)
{
    const bw_objstate *known = bw_objstate_find(s, object);
    if (known != NULL)
        return *known;
    const bw_obj *o = bw_obj_at(e, object);
    bw_objstate state = {.object = object, .size = o->size, .taint = {.anywhere = o->untrusted, .user = o->sent},
                         .life = BW_LIFE_UNKNOWN};
    if (o->kind == BW_OBJ_LOCAL) {
        state.life = BW_LIFE_LIVE;
        bool is_param = o->ir != 0 && e->module->objects.at[o->ir].kind == BW_OBJECT_PARAM;
        state.content = is_param ? BW_CONTENT_UNKNOWN : BW_CONTENT_UNINIT;
    } else if (o->kind == BW_OBJ_HEAP) {
        state.life = BW_LIFE_LIVE;
        state.content = BW_CONTENT_UNINIT;
    } else if (o->room) {
        state.content = BW_CONTENT_UNINIT;
    }
    return state;
}

bw_objstate *bw_mem_objstate_edit(bw_engine *e, bw_state *s, uint32_t object)
{
    bw_objstate init = bw_mem_objstate(e, s, object);
    return bw_objstate_edit(e->work, s, &init);
}
