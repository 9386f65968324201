/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* count-sync: of a pointer and the count that is declared for it, one is changed and the other is left as it was. Looks
 * at the shape of the function: whoever changes one changes the other in the same function, or lets somebody do it. */
#include "core/check.h"

/* The pointer to the record whose field the place is; 0 when it is no field. */
static bw_ir_val record_of(const bw_check_context *c, bw_ir_val place, bw_ir_ref *ret_field)
{
    const bw_ir_inst *inst = bw_ask_inst(c, place);
    *ret_field = inst->op == BW_IR_FIELD ? inst->b : 0;
    return inst->op == BW_IR_FIELD ? inst->a : 0;
}

static bool same_record(const bw_check_context *c, bw_ir_val a, bw_ir_val b)
{
    const bw_ir_inst *x = bw_ask_inst(c, a), *y = bw_ask_inst(c, b);
    return bw_ask_same_place(c, a, b) || (x->op == BW_IR_ADDR && y->op == BW_IR_ADDR && x->a == y->a);
}

/* Does the function store to this field of the same record, or to the record as a whole, or hand it to somebody? */
static bool changed_too(const bw_check_context *c, bw_ir_val record, bw_ir_ref field)
{
    const bw_ir_func *func = bw_ask_func(c);
    for (uint32_t i = 1; i < func->inst_count; i++) {
        const bw_ir_inst *inst = &func->insts[i];
        bw_ir_ref stored;
        switch (inst->op) {
        case BW_IR_STORE: {
            bw_ir_val other = record_of(c, inst->a, &stored);
            if ((stored == field && same_record(c, other, record)) || same_record(c, inst->a, record))
                return true;
            break;
        }
        case BW_IR_COPY:
        case BW_IR_ZERO:
            if (same_record(c, inst->a, record))
                return true;
            break;
        case BW_IR_OVERFLOW:
            if (record_of(c, inst->c, &stored) != 0 && stored == field)
                return true;
            break;
        case BW_IR_CALL: {
            const uint32_t *extra = &func->extra[inst->extra];
            for (uint32_t k = 0; k < extra[0]; k++) {
                bw_ir_val arg = extra[1 + k], place = record_of(c, arg, &stored);
                bool whole = bw_ask_inst(c, arg)->op != BW_IR_CONST && same_record(c, arg, record);
                if (whole || (stored == field && place != 0 && same_record(c, place, record)))
                    return true;
            }
            break;
        }
        default:
            break;
        }
    }
    return false;
}

/* Is the field of that record looked at where val was made, or in any test? */
static bool mentions(const bw_check_context *c, bw_ir_val val, bw_ir_val record, bw_ir_ref field, int depth)
{
    const bw_ir_inst *inst = bw_ask_inst(c, val);
    bw_ir_ref loaded;
    if (val == 0 || depth == 0)
        return false;
    if (inst->op == BW_IR_LOAD) {
        bw_ir_val other = record_of(c, inst->a, &loaded);
        return loaded == field && same_record(c, other, record);
    }
    if (inst->op == BW_IR_BIN || inst->op == BW_IR_INDEX || inst->op == BW_IR_CMP || inst->op == BW_IR_PTRDIFF)
        return mentions(c, inst->a, record, field, depth - 1) || mentions(c, inst->b, record, field, depth - 1);
    const uint32_t *extra = &bw_ask_func(c)->extra[inst->extra];
    for (uint32_t i = 0; inst->op == BW_IR_CALL && i < extra[0]; i++)
        if (mentions(c, extra[1 + i], record, field, depth - 1))
            return true;
    return (inst->op == BW_IR_CAST || inst->op == BW_IR_UN) && mentions(c, inst->a, record, field, depth - 1);
}

static bool tested(const bw_check_context *c, bw_ir_val record, bw_ir_ref field)
{
    const bw_ir_func *func = bw_ask_func(c);
    for (uint32_t i = 1; i < func->inst_count; i++)
        if (func->insts[i].op == BW_IR_CMP && mentions(c, i, record, field, 4))
            return true;
    return false;
}

static void report(bw_check_context *c, uint32_t site, bw_ir_ref changed, bw_ir_ref left, const char *why)
{
    const bw_ir_module *m = bw_ask_module(c);
    bw_report_begin(c, BW_CHECK_count_sync, bw_ask_inst(c, site)->loc,
                    bw_text(c, "'%s' is changed and '%s', %s, is left as it was; change both in one place",
                            m->fields.at[changed].name, m->fields.at[left].name, why));
    bw_report_end(c);
}

/* The pointer leads elsewhere: as many elements as the count says need not be there. */
static void pointer_stored(bw_check_context *c, uint32_t site, const bw_ir_inst *store, bw_ir_val record, bw_ir_ref field)
{
    bw_ir_ref count = bw_ask_module(c)->fields.at[field].counted_by;
    const bw_ir_inst *value = bw_ask_inst(c, bw_ask_origin(c, store->b));
    if (value->op == BW_IR_CONST || changed_too(c, record, count) || mentions(c, store->b, record, count, 6) ||
        mentions(c, store->b, record, field, 3) || tested(c, record, count))
        return; /* nothing is behind a null pointer; what was made for the count, or tested against it, has it */
    report(c, site, field, count, "the count of what it leads to");
}

/* The count grows: what the pointer leads to is no larger for it. */
static void count_stored(bw_check_context *c, uint32_t site, const bw_ir_inst *store, bw_ir_val record, bw_ir_ref field)
{
    const bw_ir_module *m = bw_ask_module(c);
    const bw_ir_type *parent = &m->types.at[m->fields.at[field].parent];
    const bw_ir_inst *value = bw_ask_inst(c, bw_ask_origin(c, store->b));
    if (value->op == BW_IR_CONST && bw_ir_const_value(value) == 0)
        return;
    bool less = value->op == BW_IR_BIN && (value->sub == BW_BIN_SUB || value->sub == BW_BIN_AND || value->sub == BW_BIN_SHR ||
                                           value->sub == BW_BIN_DIV);
    for (uint32_t i = 0; i < parent->field_count && !less; i++) {
        bw_ir_ref pointer = parent->field + i;
        const bw_ir_field *f = &m->fields.at[pointer];
        if (f->counted_by != field || m->types.at[f->type].kind != BW_TYPE_POINTER)
            continue;
        if (changed_too(c, record, pointer) || tested(c, record, field) || tested(c, record, pointer) ||
            mentions(c, store->b, record, pointer, 6))
            continue;
        report(c, site, field, pointer, "whose elements it counts");
        return;
    }
}

static void inst(bw_check_context *c, uint32_t site, const bw_ir_inst *i)
{
    const bw_ir_module *m = bw_ask_module(c);
    bw_ir_ref field;
    if (i->op != BW_IR_STORE || (i->flags & (BW_INST_TRUSTED | BW_INST_UNSAFE)) || (bw_ask_func(c)->flags & BW_FUNC_TRUSTED))
        return;
    bw_ir_val record = record_of(c, i->a, &field);
    if (record == 0)
        return;
    if (m->fields.at[field].counted_by != 0 && m->types.at[m->fields.at[field].type].kind == BW_TYPE_POINTER)
        pointer_stored(c, site, i, record, field);
    else if (m->types.at[m->fields.at[field].type].kind == BW_TYPE_INT)
        count_stored(c, site, i, record, field);
}

const bw_check bw_check_count_sync = {.inst = inst};
