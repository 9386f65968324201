/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What each instruction does to a state. */
#include "core/engine.h"
#include "core/lock.h"
#include "core/typed.h"

#include <string.h>

static const bw_ir_func *func_of(const bw_engine *e, const bw_frame *f)
{
    return &e->module->funcs.at[f->func];
}

/* Values that other blocks use live in a place of their own, so that they meet and part with the paths. */
static bw_sym register_base(bw_engine *e, uint32_t context, uint32_t site)
{
    bool fresh;
    uint32_t key[5] = {context, site, BW_SPACE_REGISTER, 0, 0};
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_ADDRESS, key, &fresh);
    if (fresh) {
        bw_symbol *s = bw_sym_at(&e->values, sym);
        s->is_pointer = true;
        s->lo = 1;
        s->object = e->objects.count;
        bw_vec_push(e->work, &e->objects,
                    (bw_obj){.kind = BW_OBJ_LOCAL, .direct = true, .family = "", .base = sym, .context = context});
    }
    return sym;
}

static bw_value constant_value(bw_engine *e, const bw_ir_inst *inst)
{
    const bw_ir_type *type = &e->module->types.at[inst->type];
    bw_wide value = bw_ir_const_value(inst);
    if (!(type->kind == BW_TYPE_INT && (type->flags & BW_TYPE_SIGNED)))
        value = (bw_wide)(uint64_t)bw_ir_const_value(inst);
    return (bw_value){bw_lin_const(&e->values, value), 0};
}

static bw_value address_value(bw_engine *e, uint32_t context, bw_ir_ref object)
{
    return (bw_value){bw_lin_sym(&e->values, bw_obj_at(e, bw_mem_object(e, context, object))->base), 0};
}

bw_ir_ref bw_function_at(const bw_engine *e, bw_lin address)
{
    bw_sym sym = address != 0 ? bw_lin_as_sym(&e->values, address) : 0;
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    return sym != 0 && symbol->kind == BW_SYM_ADDRESS && symbol->key[2] == BW_SPACE_FUNCTION ? symbol->key[1] : 0;
}

bw_value bw_function_value(bw_engine *e, bw_ir_ref func)
{
    bool fresh;
    uint32_t key[5] = {0, func, BW_SPACE_FUNCTION, 0, 0};
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_ADDRESS, key, &fresh);
    if (fresh) {
        bw_sym_at(&e->values, sym)->lo = 1; /* a function's address is never null; it has no content of interest */
    }
    return (bw_value){bw_lin_sym(&e->values, sym), 0};
}

bw_value bw_reg(bw_engine *e, bw_run *r, bw_state *s, bw_ir_val val)
{
    if (val == 0)
        return (bw_value){0, 0};
    const bw_ir_func *func = func_of(e, r->frame);
    const bw_ir_inst *inst = &func->insts[val];
    switch (inst->op) {
    case BW_IR_CONST:
        return constant_value(e, inst);
    case BW_IR_ADDR:
        return address_value(e, r->frame->context, inst->a);
    case BW_IR_FUNC:
        return bw_function_value(e, inst->a);
    default:
        break;
    }
    const bw_ir_block *block = &func->blocks[r->block];
    if (val >= block->first && val < block->first + block->count)
        return r->regs[val - block->first];
    const bw_cell *cell = bw_cell_find(s, register_base(e, r->frame->context, val), 0, 64);
    if (cell != NULL)
        return cell->value;
    return (bw_value){bw_fresh(e, r->frame->context, val, 1, inst->type, inst->loc), 0};
}

void bw_exec_set(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_value value)
{
    const bw_ir_inst *inst = &func_of(e, r->frame)->insts[site];
    if (value.lin == 0) {
        uint8_t kind = e->module->types.at[inst->type].kind;
        if (kind == BW_TYPE_INT || kind == BW_TYPE_BOOL || kind == BW_TYPE_POINTER)
            value.lin = bw_fresh(e, r->frame->context, site, 0, inst->type, inst->loc);
    }
    r->regs[site - func_of(e, r->frame)->blocks[r->block].first] = value;
    if (r->frame->order->crossing[site] && value.lin != 0)
        bw_cell_set(e->work, s,
                    (bw_cell){.base = register_base(e, r->frame->context, site), .bits = 64, .value = value});
}

/* ---- pointers ---- */

/* Elements that fields declare by a model: found once a field. */
static void learn_count(bw_engine *e, bw_ir_ref field)
{
    bw_ir_field *f = &e->module->fields.at[field];
    if (f->counted_by != 0 || e->models->counts.count == 0)
        return;
    const bw_ir_type *parent = &e->module->types.at[f->parent];
    if (parent->name == NULL || f->name == NULL)
        return;
    for (uint32_t i = 0; i < e->models->counts.count; i++) {
        const bw_model_count *count = &e->models->counts.at[i];
        if (strcmp(count->pointer_field, f->name) != 0 || !bw_glob_match(count->record_glob, parent->name))
            continue;
        for (uint32_t k = 0; k < parent->field_count; k++)
            if (strcmp(e->module->fields.at[parent->field + k].name, count->count_field) == 0)
                f->counted_by = parent->field + k;
    }
}

static bw_value index_value(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_inst *inst)
{
    bw_value pointer = bw_reg(e, r, s, inst->a), index = bw_reg(e, r, s, inst->b);
    const bw_ir_type *type = &e->module->types.at[inst->type];
    uint64_t stride = type->kind == BW_TYPE_POINTER ? e->module->types.at[type->elem].size : 0;
    uint8_t kind = type->kind == BW_TYPE_POINTER ? e->module->types.at[type->elem].kind : BW_TYPE_NONE;
    if (kind == BW_TYPE_VOID || kind == BW_TYPE_FUNCTION)
        stride = 1;
    if (stride == 0 || pointer.lin == 0 || index.lin == 0)
        return (bw_value){0, 0};
    bw_lin moved = bw_lin_add_scaled(&e->values, pointer.lin, index.lin,
                                     inst->sub == BW_INDEX_MINUS ? -(bw_wide)stride : (bw_wide)stride);
    if (moved == 0)
        return (bw_value){0, 0};
    bw_wide constant;
    /* container_of and its kin: going back by a constant leaves the member on purpose */
    bool leaves = inst->sub == BW_INDEX_MINUS && bw_lin_is_const(&e->values, index.lin, &constant) && constant > 1;
    return (bw_value){moved, leaves ? 0 : pointer.region};
}

/* ---- accesses ---- */

/* Reports a load, store or whole assignment to the checks; names used as they are need no look. False: the pointer is
 * null, the path ends here. */
static bool plain_access(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val pointer_val, bw_value pointer,
                         bw_ir_ref type, bool write)
{
    if (pointer.lin == 0)
        return true;
    const bw_ir_func *func = func_of(e, r->frame);
    const bw_ir_inst *from = &func->insts[pointer_val];
    while (from->op == BW_IR_FIELD && func->insts[from->a].op == BW_IR_FIELD)
        from = &func->insts[from->a];
    if (from->op == BW_IR_ADDR || (from->op == BW_IR_FIELD && func->insts[from->a].op == BW_IR_ADDR))
        return true;
    bw_use use = {.kind = BW_USE_PLAIN, .write = write, .site = site, .pointer_val = pointer_val, .pointer = pointer.lin};
    if (!bw_life_use(e, r, s, use))
        return false;
    if (!e->reporting)
        return true;
    bw_ir_ref bitfield = e->module->funcs.at[r->frame->func].insts[site].c;
    uint64_t size = e->module->types.at[type].size;
    if (bitfield != 0) {
        const bw_ir_field *f = &e->module->fields.at[bitfield];
        size = (f->offset_bits % 8 + f->width_bits + 7) / 8;
    }
    bw_access access = {.kind = BW_ACCESS_PLAIN,
                        .write = write,
                        .site = site,
                        .pointer_arg = UINT32_MAX,
                        .size_arg = UINT32_MAX,
                        .pointer_val = pointer_val,
                        .pointer = pointer.lin,
                        .region = pointer.region,
                        .size = bw_lin_const(&e->values, (bw_wide)size)};
    bw_event_access(e, r, s, &access);
    bw_typed_access(e, r, s, site, pointer_val, pointer.lin, size);
    bw_user_use(e, r, s, (bw_user_access){.write = write, .site = site, .pointer_val = pointer_val,
                                          .pointer = pointer.lin, .size = access.size});
    return true;
}

/* The name of a record, or of the member that has it for a type without a name. */
static const char *record_name(const bw_engine *e, bw_ir_ref record)
{
    const char *name = e->module->types.at[record].name;
    if (name != NULL && *name != 0)
        return name;
    for (bw_ir_ref i = 1; i < e->module->fields.count; i++)
        if (e->module->fields.at[i].type == record)
            return e->module->fields.at[i].name;
    return "";
}

/* What annotations and models say of a field, looked up once. */
static bw_source_kind field_source(bw_engine *e, bw_ir_ref field)
{
    if (field >= e->field_room) {
        uint32_t room = e->module->fields.count + 256;
        uint8_t *more = bw_core_array(e->arena, uint8_t, room);
        if (e->field_room != 0)
            memcpy(more, e->field_facts, e->field_room);
        e->field_facts = more;
        e->field_room = room;
    }
    if (e->field_facts[field] != 0)
        return (bw_source_kind)(e->field_facts[field] - 1);
    const bw_ir_field *f = &e->module->fields.at[field];
    bw_source_kind source = bw_models_field_source(e->models, record_name(e, f->parent), f->name);
    if (source == BW_SOURCE_NONE && bw_mem_annotated_untrusted(e, f->annots, f->annot_count))
        source = BW_SOURCE_UNTRUSTED;
    if (source == BW_SOURCE_NONE && bw_mem_annotated(e, f->annots, f->annot_count, "bulwark::user"))
        source = BW_SOURCE_USER;
    e->field_facts[field] = (uint8_t)(1 + source);
    learn_count(e, field);
    return source;
}

/* …of the field that from leads to, or of one that it is part of. */
static bw_source_kind source_of(bw_engine *e, const bw_ir_func *func, const bw_ir_inst *from)
{
    bw_source_kind source = BW_SOURCE_NONE;
    for (; from->op == BW_IR_FIELD && source == BW_SOURCE_NONE; from = &func->insts[from->a])
        source = field_source(e, from->b);
    return source;
}

/* A pointer was read from a table of what the sender of a message may leave out: it may be null until it is tested. Code out of
 * view that was called since may have asked for it. */
static void may_be_left_out(bw_engine *e, bw_state *s, bw_value from, bw_sym sym, uint32_t context, bw_ir_loc loc)
{
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    bw_lin offset;
    bw_wide at;
    bw_sym table = bw_lin_base(&e->values, from.lin, &offset);
    if (table != 0 && !bw_lin_is_const(&e->values, offset, &at)) { /* who goes through all of them looks at each */
        bw_obj_at(e, bw_sym_at(&e->values, table)->object)->omits = 0;
        return;
    }
    const bw_symbol *from_table = bw_sym_at(&e->values, table);
    const bw_obj *o = bw_obj_at(e, from_table->object);
    bool given = bw_sym_of_entry(symbol) && bw_sym_of_entry(from_table) && o->optional;
    bool since = symbol->kind == BW_SYM_MEMORY && symbol->key[4] != 0 && symbol->key[4] != o->omits_outer[0] &&
                 symbol->key[4] != o->omits_outer[1];
    bool filled = symbol->kind == BW_SYM_MEMORY && o->omits != 0 && symbol->key[3] == o->omits && !since &&
                  o->context == context;
    if (symbol->kind != BW_SYM_MEMORY || symbol->key[0] != table || (!given && !filled) || bw_bound_find(s, sym) != NULL)
        return;
    bw_bound bound = bw_num_bound(e, s, sym);
    bound.lo = 0;
    bound.lo_why = bw_why_make(e, BW_WHY_MODEL, loc);
    bw_bound_set(e->work, s, bound);
}

static bool exec_load(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst)
{
    bw_value pointer = bw_reg(e, r, s, inst->a);
    if (!plain_access(e, r, s, site, inst->a, pointer, inst->type, false))
        return false;
    uint8_t kind = e->module->types.at[inst->type].kind;
    if (kind == BW_TYPE_STRUCT || kind == BW_TYPE_UNION || kind == BW_TYPE_ARRAY) {
        bw_exec_set(e, r, s, site, pointer); /* a record's value is where it stands */
        return true;
    }
    const bw_ir_inst *from = &func_of(e, r->frame)->insts[inst->a];
    bool anew = (inst->flags & BW_INST_VOLATILE) &&
                !(from->op == BW_IR_ADDR && !bw_mem_changes_by_itself(&e->module->objects.at[from->a]));
    bw_value value = anew
                         ? (bw_value){bw_fresh(e, r->frame->context, site, 0, inst->type, inst->loc), 0}
                         : bw_mem_load(e, s, pointer, inst->type, inst->c, r->frame->context, site, inst->loc);
    bw_sym sym = bw_lin_as_sym(&e->values, value.lin);
    if (from->op == BW_IR_FIELD && sym != 0) {
        bw_source_kind source = source_of(e, func_of(e, r->frame), from);
        if (source == BW_SOURCE_USER) {
            bw_user_mark(e, sym);
        } else if (source == BW_SOURCE_MODE) {
            bw_sym_at(&e->values, sym)->asks_mode = true;
        } else if (source == BW_SOURCE_LENGTH) {
            bw_sym_at(&e->values, sym)->sent_size = true;
        } else if (source == BW_SOURCE_OPTIONAL) {
            bw_obj_at(e, bw_mem_object_of(e, sym))->optional = kind == BW_TYPE_POINTER;
        } else if (source != BW_SOURCE_NONE && kind == BW_TYPE_POINTER) {
            bw_obj_at(e, bw_mem_object_of(e, sym))->untrusted = true;
            bw_obj_at(e, bw_mem_object_of(e, sym))->sent |= source == BW_SOURCE_SENT;
        } else if (source != BW_SOURCE_NONE) {
            bw_sym_at(&e->values, sym)->untrusted = true;
        }
        if (bw_contract_speaks(e, from->b))
            bw_contract_load(e, r, from, sym);
        if (kind == BW_TYPE_POINTER && e->module->fields.at[from->b].counted_by != 0) {
            uint32_t object = bw_mem_object_of(e, sym);
            bw_lin size = bw_region_counted(e, r, s, bw_reg(e, r, s, from->a).lin, from->b,
                                       e->module->types.at[inst->type].elem, site);
            if (object != 0 && size != 0 && bw_mem_objstate(e, s, object).size == 0)
                bw_mem_objstate_edit(e, s, object)->size = size;
        }
    }
    if (kind == BW_TYPE_POINTER && sym != 0)
        may_be_left_out(e, s, pointer, sym, r->frame->context, inst->loc);
    bw_typed_load(e, r, s, site, inst, pointer.lin, value.lin);
    if (s->locks != NULL && s->locks->held != 0)
        bw_lock_read(e, r, s, site, inst->a, pointer.lin, value.lin, anew && kind == BW_TYPE_POINTER);
    bw_exec_set(e, r, s, site, bw_life_read(e, r, s, site, inst->a, pointer, inst->type, value));
    return true;
}

static bool exec_store(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst)
{
    bw_value pointer = bw_reg(e, r, s, inst->a), value = bw_reg(e, r, s, inst->b);
    if (!plain_access(e, r, s, site, inst->a, pointer, inst->type, true))
        return false;
    if (s->locks != NULL)
        bw_lock_write(e, r, s, site, inst->a, pointer.lin);
    /* a variable's copy is looked at where it is used; others may read what stands behind a pointer */
    bw_lin offset;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&e->values, pointer.lin, &offset) : 0;
    uint8_t holder = base != 0 ? bw_obj_at(e, bw_sym_at(&e->values, base)->object)->kind : BW_OBJ_NONE;
    if (holder == BW_OBJ_POINTEE || holder == BW_OBJ_NONE)
        bw_life_hand_on(e, r, s, inst->b, value);
    uint8_t kind = e->module->types.at[inst->type].kind;
    if (kind == BW_TYPE_STRUCT || kind == BW_TYPE_UNION || kind == BW_TYPE_ARRAY)
        bw_mem_copy(e, s, pointer, value, bw_lin_const(&e->values, (bw_wide)e->module->types.at[inst->type].size),
                    r->frame->context, site);
    else
        bw_mem_store(e, s, pointer, value, inst->type, inst->c, r->frame->context, site);
    if (e->resolved.count != 0)
        bw_commit_stored(e, r, s, site, pointer.lin);
    if (kind == BW_TYPE_INT)
        bw_typed_copied(e, pointer.lin, value.lin);
    if (kind == BW_TYPE_POINTER) {
        bw_runtime_stored(e, r, s, site, inst->b, pointer, value);
        bw_user_kept(e, r, s, site, inst->b, pointer.lin, value.lin);
        bw_typed_stored(e, r, s, site, inst->b, pointer.lin, value.lin);
    }
    const bw_ir_inst *to = &func_of(e, r->frame)->insts[inst->a];
    if (to->op == BW_IR_FIELD && bw_contract_speaks(e, to->b))
        bw_contract_store(e, r, inst->a, pointer, value, site);
    return true;
}

/* ---- values ---- */

static bool is_allocated(bw_engine *e, bw_lin pointer)
{
    bw_sym base = bw_lin_base_of(&e->values, pointer);
    return base != 0 && bw_obj_at(e, bw_sym_at(&e->values, base)->object)->kind == BW_OBJ_HEAP;
}

static bw_lin cast_value(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst, bw_value from)
{
    const bw_ir_inst *origin = &func_of(e, r->frame)->insts[inst->a];
    switch (inst->sub) {
    case BW_CAST_INT:
        return bw_arith_fit(e, s, from.lin, inst->type, true, inst->loc);
    case BW_CAST_FLOAT:
        return bw_float_cast(e, r, s, site, from.lin);
    case BW_CAST_BOOL:
        if (e->module->types.at[origin->type].kind == BW_TYPE_FLOAT)
            return 0;
        return bw_arith_cmp(e, BW_CMP_NE, from.lin, bw_lin_const(&e->values, 0));
    case BW_CAST_PTR:
    case BW_CAST_DECAY:
        return from.lin;
    case BW_CAST_PTR_INT:
        bw_mem_escape(e, s, from); /* arithmetic on the number leads anywhere in the object */
        if (e->module->types.at[inst->type].bits < e->module->types.at[origin->type].bits)
            return is_allocated(e, from.lin) ? bw_arith_fit(e, s, from.lin, inst->type, true, inst->loc) : 0;
        bw_user_number(e, from.lin);
        return from.lin != 0 && bw_num_interval_lower(e, s, from.lin) > bw_type_max(&e->module->types.at[inst->type])
                   ? bw_arith_fit(e, s, from.lin, inst->type, true, inst->loc)
                   : from.lin;
    case BW_CAST_INT_PTR:
        /* a negative number is an address at the upper end: ERR_PTR(-ENOMEM) */
        if (from.lin == 0 || bw_num_interval_lower(e, s, from.lin) >= 0)
            return from.lin != 0 ? bw_user_address(e, from.lin) : 0;
        return bw_num_interval_upper(e, s, from.lin) < 0
                   ? bw_lin_offset(&e->values, from.lin, (bw_wide)1 << e->module->pointer_bits)
                   : 0;
    default:
        return 0;
    }
}

static bw_lin unary_value(bw_engine *e, bw_state *s, const bw_ir_inst *inst, bw_lin a)
{
    bw_values *v = &e->values;
    const bw_ir_type *type = &e->module->types.at[inst->type];
    switch (inst->sub) {
    case BW_UN_NEG:
        return bw_arith_fit(e, s, bw_lin_scale(v, a, -1), inst->type, false, inst->loc);
    case BW_UN_LNOT:
        return bw_arith_cmp(e, BW_CMP_EQ, a, bw_lin_const(v, 0));
    case BW_UN_NOT:
        if (a == 0 || type->kind != BW_TYPE_INT)
            return 0;
        return bw_lin_sub(v, bw_lin_const(v, (type->flags & BW_TYPE_SIGNED) ? -1 : bw_type_max(type)), a);
    default:
        return 0;
    }
}

static bw_lin pointer_difference(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_inst *inst)
{
    bw_value a = bw_reg(e, r, s, inst->a), b = bw_reg(e, r, s, inst->b);
    const bw_ir_type *type = &e->module->types.at[func_of(e, r->frame)->insts[inst->a].type];
    uint64_t stride = type->kind == BW_TYPE_POINTER ? e->module->types.at[type->elem].size : 0;
    bw_lin bytes = bw_lin_sub(&e->values, a.lin, b.lin);
    if (bytes == 0 || stride == 0)
        return 0;
    bw_linear l = *bw_lin_at(&e->values, bytes);
    bool even = l.constant % (bw_wide)stride == 0;
    for (uint32_t i = 0; i < l.count; i++)
        even &= l.terms[i].coeff % (int64_t)stride == 0;
    if (!even)
        return bw_arith_bin(e, s, BW_BIN_DIV, bytes, bw_lin_const(&e->values, (bw_wide)stride), inst->type, inst->loc);
    bw_lin result = bw_lin_const(&e->values, l.constant / (bw_wide)stride);
    for (uint32_t i = 0; i < l.count; i++)
        result = bw_lin_add_scaled(&e->values, result, bw_lin_sym(&e->values, l.terms[i].sym),
                                   l.terms[i].coeff / (int64_t)stride);
    return result;
}

/* __builtin_*_overflow: the stored result wraps; where it is told not to have wrapped, it equals the exact one. */
static void exec_overflow(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst)
{
    bw_values *v = &e->values;
    bw_lin a = bw_reg(e, r, s, inst->a).lin, b = bw_reg(e, r, s, inst->b).lin;
    bw_value place = bw_reg(e, r, s, inst->c);
    const bw_ir_type *pointer = &e->module->types.at[func_of(e, r->frame)->insts[inst->c].type];
    bw_ir_ref type = pointer->kind == BW_TYPE_POINTER ? pointer->elem : 0;
    bw_lin exact = inst->sub == BW_BIN_ADD   ? bw_lin_add(v, a, b)
                   : inst->sub == BW_BIN_SUB ? bw_lin_sub(v, a, b)
                                             : bw_arith_product(e, s, a, b, inst->loc);
    bw_lin fit = bw_arith_fit(e, s, exact, type, true, inst->loc);
    bw_mem_store(e, s, place, (bw_value){fit, 0}, type, 0, r->frame->context, site);
    bw_value wrapped = {0, 0};
    bw_sym wrap = fit != 0 ? bw_lin_as_sym(v, fit) : 0;
    const bw_ir_type *holds = &e->module->types.at[type];
    if (fit != 0 && fit == exact)
        wrapped.lin = bw_lin_const(v, 0);
    else if (fit != 0 && (bw_num_interval_lower(e, s, exact) > bw_type_max(holds) ||
                          bw_num_interval_upper(e, s, exact) < bw_type_min(holds)))
        wrapped.lin = bw_lin_const(v, 1); /* whatever the values */
    else if (wrap != 0 && bw_sym_at(v, wrap)->kind == BW_SYM_WRAP)
        wrapped.lin = bw_arith_cmp(e, BW_CMP_NE, fit, exact);
    bw_exec_set(e, r, s, site, wrapped);
}

static void escape_operands(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_inst *inst, uint32_t site)
{
    const uint32_t *extra = &func_of(e, r->frame)->extra[inst->extra];
    bool pointers = false;
    for (uint32_t i = 0; i < extra[0]; i++) {
        bw_value value = bw_reg(e, r, s, extra[1 + i]);
        if (value.lin == 0)
            continue;
        bw_lin offset;
        if (bw_lin_base(&e->values, value.lin, &offset) == 0)
            continue;
        pointers = true;
        if (s->locks != NULL)
            bw_lock_changed(e, r, s, site, value.lin);
        bw_mem_escape(e, s, value);
        bw_mem_fill(e, s, value, 0, BW_FILL_UNKNOWN, r->frame->context, site + i);
    }
    if (pointers)
        bw_mem_havoc(e, s, r->frame->context, site);
}

static void exec_decl(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_inst *inst, uint32_t site)
{
    uint32_t object = bw_mem_object(e, r->frame->context, inst->a);
    bw_mem_drop(e, s, object);
    if (bw_obj_at(e, object)->direct) {
        bw_mem_uninit(e, s, object);
        return;
    }
    bw_lin size = inst->b != 0 ? bw_reg(e, r, s, inst->b).lin : bw_obj_at(e, object)->size;
    if (inst->b != 0 && e->reporting) {
        bw_alloc array = {.site = site, .callee = e->module->objects.at[inst->a].name, .size_arg = UINT32_MAX, .size_val = inst->b, .size = size};
        bw_event_alloc(e, r, s, &array);
    }
    bw_objstate *state = bw_mem_objstate_edit(e, s, object);
    bool fresh;
    uint32_t key[5] = {r->frame->context, site, 3, 0, 1};
    bool escaped = state->escaped; /* a jump back over the declaration leaves pointers to it alive */
    *state = (bw_objstate){.object = object,
                           .life = BW_LIFE_LIVE,
                           .escaped = escaped,
                           .content = BW_CONTENT_UNINIT,
                           .taint = {.anywhere = bw_obj_at(e, object)->untrusted, .user = bw_obj_at(e, object)->sent},
                           .size = size};
    uint32_t version = bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);
    state->version = version;
}

/* A written cast to a type of another size looks at the object, not at the member array: *(u64 *)header->address. */
static bool looks_at_another_type(bw_engine *e, bw_run *r, const bw_ir_inst *inst)
{
    if (inst->sub != BW_CAST_PTR || !(inst->flags & BW_INST_EXPLICIT))
        return false;
    const bw_ir_type *to = &e->module->types.at[inst->type],
                     *from = &e->module->types.at[func_of(e, r->frame)->insts[inst->a].type];
    if (to->kind != BW_TYPE_POINTER || from->kind != BW_TYPE_POINTER)
        return false;
    uint64_t to_size = e->module->types.at[to->elem].size;
    return to_size > 1 && to_size != e->module->types.at[from->elem].size;
}

static void exec_value(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst)
{
    bw_value value = {0, 0}, a;
    switch (inst->op) {
    case BW_IR_FIELD: {
        const bw_ir_field *field = &e->module->fields.at[inst->b];
        a = bw_reg(e, r, s, inst->a);
        value = (bw_value){bw_lin_offset(&e->values, a.lin, (bw_wide)(field->offset_bits / 8)), a.region};
        break;
    }
    case BW_IR_INDEX:
        value = index_value(e, r, s, inst);
        break;
    case BW_IR_PTRDIFF:
        value.lin = pointer_difference(e, r, s, inst);
        bw_pair_difference(e, r, s, site, inst);
        break;
    case BW_IR_BIN: {
        bw_lin left = bw_reg(e, r, s, inst->a).lin, right = bw_reg(e, r, s, inst->b).lin;
        value.lin = bw_arith_bin(e, s, (bw_ir_bin)inst->sub, left, right, inst->type, inst->loc);
        if (e->reporting)
            bw_event_arith(e, r, s, site, left, right);
        break;
    }
    case BW_IR_CMP:
        bw_user_compared(e, bw_reg(e, r, s, inst->a).lin);
        bw_user_compared(e, bw_reg(e, r, s, inst->b).lin);
        if (bw_float_compare(e, r, s, inst))
            break;
        bw_typed_compared(e, inst->sub, bw_reg(e, r, s, inst->a).lin, bw_reg(e, r, s, inst->b).lin);
        value.lin = bw_arith_cmp(e, (bw_ir_cmp)inst->sub, bw_reg(e, r, s, inst->a).lin, bw_reg(e, r, s, inst->b).lin);
        break;
    case BW_IR_UN:
        a = bw_reg(e, r, s, inst->a);
        value.lin = unary_value(e, s, inst, a.lin);
        if (e->reporting && inst->sub == BW_UN_NEG)
            bw_event_arith(e, r, s, site, a.lin, 0);
        break;
    case BW_IR_CAST:
        a = bw_reg(e, r, s, inst->a);
        value = (bw_value){cast_value(e, r, s, site, inst, a), a.region};
        if (e->reporting && (inst->sub == BW_CAST_INT || inst->sub == BW_CAST_FLOAT))
            bw_event_arith(e, r, s, site, a.lin, 0);
        if (inst->sub == BW_CAST_DECAY)
            value = bw_region_decay(e, r, s, site, value);
        else if (value.region != 0 && looks_at_another_type(e, r, inst))
            value.region = 0;
        break;
    default:
        break;
    }
    bw_exec_set(e, r, s, site, value);
}

/* ---- control ---- */

static void exec_from(bw_engine *e, bw_run *r, uint32_t at, bw_state *s);

/* Executes a call; the paths on which it comes back apart are followed one after the other. False: it never returns. */
static bool exec_call(bw_engine *e, bw_run *r, uint32_t site, bw_state *s)
{
    bw_state more[BW_CALL_EXITS];
    bw_value results[BW_CALL_EXITS];
    uint32_t exits = bw_call(e, r, s, site, more, results);
    if (exits == 0)
        return false;
    if (exits > 1) {
        uint32_t count = func_of(e, r->frame)->blocks[r->block].count;
        bw_value *saved = bw_core_array(e->work, bw_value, count);
        for (uint32_t i = 1; i < exits; i++) {
            memcpy(saved, r->regs, count * sizeof *saved);
            bw_run branch = {r->frame, r->block, bw_core_array(e->work, bw_value, count)};
            memcpy(branch.regs, saved, count * sizeof *saved);
            bw_exec_set(e, &branch, &more[i], site, results[i]);
            exec_from(e, &branch, site + 1, &more[i]);
        }
    }
    bw_exec_set(e, r, s, site, results[0]);
    return true;
}

/* Runs one instruction that is no terminator. False: control does not go on. */
static bool exec_inst(bw_engine *e, bw_run *r, uint32_t site, bw_state *s)
{
    const bw_ir_inst inst = func_of(e, r->frame)->insts[site];
    bw_values *v = &e->values;
    switch (inst.op) {
    case BW_IR_NOP:
    case BW_IR_CONST:
    case BW_IR_ADDR:
    case BW_IR_FUNC:
        return true;
    case BW_IR_FLOAT:
        return true;
    case BW_IR_LOAD:
        return exec_load(e, r, s, site, &inst);
    case BW_IR_STORE:
        return exec_store(e, r, s, site, &inst);
    case BW_IR_OVERFLOW:
        exec_overflow(e, r, s, site, &inst);
        return true;
    case BW_IR_CALL:
        return exec_call(e, r, site, s);
    case BW_IR_COPY: {
        bw_value to = bw_reg(e, r, s, inst.a), from = bw_reg(e, r, s, inst.b);
        if (!plain_access(e, r, s, site, inst.b, from, inst.type, false) ||
            !plain_access(e, r, s, site, inst.a, to, inst.type, true))
            return false;
        if (bw_user_reads(e, s, to.lin))
            bw_user_deliver(e, r, s, site, NULL, inst.b, from,
                            bw_lin_const(v, (bw_wide)e->module->types.at[inst.type].size));
        bw_mem_touch(e, s, from, inst.type, r->frame->context, site);
        bw_mem_copy(e, s, to, from, bw_lin_const(v, (bw_wide)e->module->types.at[inst.type].size), r->frame->context,
                    site);
        return true;
    }
    case BW_IR_ZERO:
        bw_mem_fill(e, s, bw_reg(e, r, s, inst.a), bw_lin_const(v, (bw_wide)e->module->types.at[inst.type].size),
                    BW_FILL_ZERO, r->frame->context, site);
        return true;
    case BW_IR_DECL:
        exec_decl(e, r, s, &inst, site);
        return true;
    case BW_IR_LEAVE: {
        uint32_t object = bw_mem_object(e, r->frame->context, inst.a);
        bw_mem_drop(e, s, object);
        if (bw_objstate_find(s, object) != NULL)
            bw_mem_objstate_edit(e, s, object)->life = BW_LIFE_ENDED;
        return true;
    }
    case BW_IR_ASSUME:
        return bw_num_assume(e, s, bw_reg(e, r, s, inst.a).lin, true, BW_WHY_INDEX_DERIVED);
    case BW_IR_ASM:
        s->doubtful |= bw_fatal_is_warning(e, r->frame->func, &inst);
        escape_operands(e, r, s, &inst, site);
        return true;
    case BW_IR_OPAQUE:
        if (bw_variadic_exec(e, r, s, site, &inst))
            return true;
        escape_operands(e, r, s, &inst, site);
        bw_exec_set(e, r, s, site, (bw_value){0, 0});
        return true;
    default:
        exec_value(e, r, s, site, &inst);
        return true;
    }
}

static void exec_from(bw_engine *e, bw_run *r, uint32_t at, bw_state *s)
{
    const bw_ir_block block = func_of(e, r->frame)->blocks[r->block];
    uint32_t last = block.first + block.count - 1;
    for (; at < last; at++) {
        e->steps++;
        e->work_units++;
        if (e->work_units > e->work_end) {
            e->out_of_budget = true;
            return;
        }
        if (!exec_inst(e, r, at, s))
            return;
    }
    bw_ir_inst terminator = func_of(e, r->frame)->insts[last];
    bw_exec_terminator(e, r, r->block, s, &terminator);
}

void bw_exec_block(bw_engine *e, bw_frame *f, uint32_t block, bw_state *s)
{
    const bw_ir_block b = func_of(e, f)->blocks[block];
    bw_run r = {f, block, bw_core_array(e->work, bw_value, b.count)};
    exec_from(e, &r, b.first, s);
}
