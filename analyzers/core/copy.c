/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Copies: what is known of the source is known of the destination, place by place where the extent is known. */
#include "core/engine.h"
#include "core/refs.h"

#define TOUCH_MAX 24

static uint32_t touch(bw_engine *e, bw_state *s, bw_value pointer, bw_ir_ref type, uint32_t context, uint32_t site,
                      uint32_t left)
{
    const bw_ir_type t = e->module->types.at[type];
    if (left == 0)
        return 0;
    if (t.kind == BW_TYPE_INT || t.kind == BW_TYPE_BOOL || t.kind == BW_TYPE_POINTER) {
        bw_mem_load(e, s, pointer, type, 0, context, site, (bw_ir_loc){0, 0});
        return left - 1;
    }
    for (uint32_t i = 0; t.kind == BW_TYPE_STRUCT && i < t.field_count && left != 0; i++) {
        const bw_ir_field field = e->module->fields.at[t.field + i];
        if (field.width_bits != 0)
            continue;
        bw_value place = {bw_lin_offset(&e->values, pointer.lin, (bw_wide)(field.offset_bits / 8)), 0};
        left = touch(e, s, place, field.type, context, site, left);
    }
    return left;
}

void bw_mem_touch(bw_engine *e, bw_state *s, bw_value pointer, bw_ir_ref type, uint32_t context, uint32_t site)
{
    bw_lin offset;
    bw_wide at;
    if (pointer.lin == 0)
        return;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    if (base != 0 && bw_lin_is_const(&e->values, offset, &at))
        touch(e, s, pointer, type, context, site, TOUCH_MAX);
}

#define COPY_CELLS_MAX 64

/* The characters of a short literal become known where they are copied to, terminator included. */
static void copy_constant(bw_engine *e, bw_state *s, bw_value to, bw_value from, bw_lin size)
{
    bw_lin to_offset, from_offset;
    bw_wide to_at, from_at, length, value;
    bw_sym to_base = bw_lin_base(&e->values, to.lin, &to_offset),
           from_base = bw_lin_base(&e->values, from.lin, &from_offset);
    const bw_obj *o = bw_obj_at(e, bw_mem_object_of(e, from_base));
    if (to_base == 0 || o->ir == 0 || o->type == 0 || !(o->is_const || o->kind == BW_OBJ_LITERAL) || size == 0)
        return;
    const bw_ir_type *type = &e->module->types.at[o->type];
    uint64_t elem = type->kind == BW_TYPE_ARRAY ? e->module->types.at[type->elem].size : 0;
    if (elem == 0 || elem > 4 || !bw_lin_is_const(&e->values, size, &length) || length > COPY_CELLS_MAX * (bw_wide)elem)
        return;
    if (!bw_lin_is_const(&e->values, to_offset, &to_at) || !bw_lin_is_const(&e->values, from_offset, &from_at))
        return;
    if (to_at < -((bw_wide)1 << 32) || to_at > (bw_wide)1 << 32 || from_at < 0 || from_at > (bw_wide)1 << 32)
        return;
    for (bw_wide i = 0; i + (bw_wide)elem <= length; i += (bw_wide)elem) {
        if (!bw_mem_read_data(e, &e->module->objects.at[o->ir], (int64_t)(from_at + i) * 8, (uint32_t)elem * 8, &value))
            return;
        bw_cell_set(e->work, s,
                    (bw_cell){.base = to_base,
                              .off_bits = (int64_t)(to_at + i) * 8,
                              .bits = (uint32_t)elem * 8,
                              .value = {bw_lin_const(&e->values, value), 0}});
    }
}

void bw_mem_copy(bw_engine *e, bw_state *s, bw_value to, bw_value from, bw_lin size, uint32_t context, uint32_t site)
{
    bw_lin to_offset, from_offset;
    bw_wide to_at = 0, from_at, length = 0;
    bw_sym to_base = bw_lin_base(&e->values, to.lin, &to_offset),
           from_base = bw_lin_base(&e->values, from.lin, &from_offset);
    bw_cell moved[COPY_CELLS_MAX];
    uint32_t count = 0, source = bw_mem_object_of(e, from_base);
    bool all_moved = false;
    bw_fill fill = BW_FILL_UNKNOWN;
    if (source != 0) {
        bw_objstate state = bw_mem_objstate(e, s, source);
        fill = bw_taint_copied(e, &state.taint, from_offset, size) ? state.taint.user ? BW_FILL_USER : BW_FILL_UNTRUSTED
               : state.content == BW_CONTENT_ZERO                  ? BW_FILL_ZERO
                                                                   : BW_FILL_UNKNOWN;
        /* what was read from user memory need not stand there any more */
        if (to_base != 0 && !bw_user_owns(e, s, source) && size != 0 && bw_lin_is_const(&e->values, size, &length) &&
            bw_lin_is_const(&e->values, from_offset, &from_at) && bw_lin_is_const(&e->values, to_offset, &to_at) &&
            length >= 0 && length < (bw_wide)1 << 32 && from_at >= -((bw_wide)1 << 32) && from_at < (bw_wide)1 << 32 &&
            to_at >= -((bw_wide)1 << 32) && to_at < (bw_wide)1 << 32) {
            int64_t first = (int64_t)from_at * 8, end = (int64_t)(from_at + length) * 8;
            uint32_t i = bw_cell_lower(s, from_base, first);
            all_moved = i == 0 || s->cells.at[i - 1].base != from_base ||
                        s->cells.at[i - 1].off_bits + s->cells.at[i - 1].bits <= first;
            for (; i < s->cells.count && s->cells.at[i].base == from_base && s->cells.at[i].off_bits < end; i++) {
                bw_cell cell = s->cells.at[i];
                if (cell.off_bits + cell.bits > end || count == COPY_CELLS_MAX) {
                    all_moved = false;
                    break;
                }
                cell.base = to_base;
                cell.off_bits += (int64_t)(to_at - from_at) * 8;
                moved[count++] = cell;
            }
        }
    }
    if (source != 0 && !all_moved && bw_mem_has_cells(s, from_base)) {
        bw_mem_escape_content(e, s, from_base);
        if (fill == BW_FILL_ZERO)
            fill = BW_FILL_UNKNOWN;
    }
    bw_mem_fill(e, s, to, size, fill, context, site);
    const bw_obj *target = bw_obj_at(e, bw_mem_object_of(e, to_base));
    bool shared = target->aliasable || bw_mem_objstate(e, s, bw_mem_object_of(e, to_base)).escaped;
    const bw_cell *wide = count != 0 ? bw_cell_find(s, to_base, (int64_t)to_at * 8, (uint32_t)length * 8) : NULL;
    if (wide != NULL && wide->bits > 64) { /* what is known of its parts counts more */
        bw_cell_kill(e->work, s, to_base, (int64_t)to_at * 8, (int64_t)length * 8);
        bw_mem_written_to(bw_mem_objstate_edit(e, s, bw_mem_object_of(e, to_base)), to_at + length);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (shared) /* as a store of each would */
            bw_mem_escape(e, s, moved[i].value);
        if (s->refs != NULL)
            bw_ref_stored(e, s, bw_mem_object_of(e, to_base), to_offset, moved[i].value.lin);
        bw_cell_set(e->work, s, moved[i]);
    }
    if (source != 0 && bw_user_owns(e, s, source))
        bw_user_captured(e, s, to, from, size, context, site);
    if (source != 0)
        copy_constant(e, s, to, from, size);
}
