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

static bool flexible_like(const bw_ir_type *type)
{
    return type->kind != BW_TYPE_ARRAY || (type->flags & BW_TYPE_FLEXIBLE);
}

/* One element may stand for as many as there are, wherever it stands in a union. */
static bool more_than_one(const bw_engine *e, const bw_ir_type *type)
{
    return type->size > e->module->types.at[type->elem].size;
}

/* An element that is an array itself becomes a pointer. */
static bw_value decay_row(bw_engine *e, const bw_ir_type *place, bw_value value)
{
    const bw_ir_type *type = &e->module->types.at[place->kind == BW_TYPE_POINTER ? place->elem : 0];
    if (flexible_like(type) || type->size == 0)
        return value;
    bw_region region = {.start = value.lin, .size = bw_lin_const(&e->values, (bw_wide)type->size), .outer = value.region, .row = true};
    value.region = bw_region_make(e, region);
    return value;
}

/* The bytes that the counter of a field says it has. */
bw_lin bw_region_counted(bw_engine *e, bw_run *r, bw_state *s, bw_lin parent, bw_ir_ref field, bw_ir_ref elem,
                         uint32_t site)
{
    const bw_ir_field *counter = &e->module->fields.at[e->module->fields.at[field].counted_by];
    if (parent == 0 || counter->offset_bits % 8 != 0)
        return 0;
    bw_value place = {bw_lin_offset(&e->values, parent, (bw_wide)(counter->offset_bits / 8)), 0};
    bw_value count =
        bw_mem_load(e, s, place, counter->type, counter->width_bits != 0 ? e->module->fields.at[field].counted_by : 0,
                    r->frame->context, site + 0x40000000u, (bw_ir_loc){0, 0});
    uint64_t elem_size = e->module->fields.at[field].counted_in_bytes ? 1 : e->module->types.at[elem].size;
    return count.lin == 0 || elem_size == 0 ? 0 : bw_lin_scale(&e->values, count.lin, (bw_wide)elem_size);
}

/* An array becomes a pointer: from here on accesses belong to that array. */
bw_value bw_region_decay(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_value value)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const bw_ir_inst *from = &func->insts[func->insts[site].a];
    if (value.lin == 0)
        return value;
    if (from->op == BW_IR_INDEX)
        return decay_row(e, &e->module->types.at[from->type], value);
    if (from->op != BW_IR_FIELD)
        return value;
    const bw_ir_field *field = &e->module->fields.at[from->b];
    const bw_ir_type *type = &e->module->types.at[field->type];
    bw_region region = {.start = value.lin, .field = from->b, .outer = value.region};
    const bw_ir_type *parent_type = &e->module->types.at[field->parent];
    bool of_struct = parent_type->kind == BW_TYPE_STRUCT;
    if (!flexible_like(type) && (of_struct || more_than_one(e, type))) {
        /* the members of a union are views of the same bytes: one may be used past its end as long as it stays in there */
        region.size = bw_lin_const(&e->values, (bw_wide)(of_struct ? type : parent_type)->size);
    } else if (field->counted_by != 0) {
        bw_value parent = bw_reg(e, r, s, from->a);
        region.size = bw_region_counted(e, r, s, parent.lin, from->b, type->elem, site);
        if (region.size == 0)
            return value;
    } else {
        return value;
    }
    value.region = bw_region_make(e, region);
    return value;
}
