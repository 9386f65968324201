/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* raw-op: in a hardened file, memory is reached through what is proved or checked. What the runtime's own macros expand
 * to is theirs; what stands in BW_UNSAFE is counted elsewhere. */
#include "core/check.h"

static bool proved(bw_check_context *c, uint32_t site)
{
    bool visited;
    return bw_ask_site_verdict(c, site, &visited) == BW_PROVED && visited;
}

static void report(bw_check_context *c, bw_raw_kind kind, const bw_ir_inst *inst, const char *message)
{
    if (!bw_ask_raw(c, kind))
        return;
    bw_report_begin(c, BW_CHECK_raw_op, inst->loc, message);
    bw_report_end(c);
}

static void check_index(bw_check_context *c, uint32_t site, const bw_ir_inst *inst)
{
    const bw_ir_inst *index = bw_ask_inst(c, bw_ask_origin(c, inst->b));
    if (inst->sub == BW_INDEX_SUBSCRIPT) {
        if (proved(c, site))
            return;
        const char *source = bw_text_source(c, inst->b);
        if (index->op == BW_IR_CONST && bw_ir_const_value(index) == 0)
            return; /* the same as a dereference */
        report(c, BW_RAW_SUBSCRIPT, inst,
               *source != 0
                   ? bw_text(c, "subscript '%s' is neither proved in bounds nor checked; use a span, or test it first",
                             source)
                   : "subscript is neither proved in bounds nor checked; use a span, or test it first");
    } else {
        if (proved(c, site))
            return;
        report(c, BW_RAW_ARITHMETIC, inst, "pointer arithmetic; use a span, a cursor or a view");
    }
}

static void check_call(bw_check_context *c, const bw_ir_inst *inst)
{
    if (inst->a == 0)
        return;
    const bw_ir_func *callee = &bw_ask_module(c)->funcs.at[inst->a];
    const bw_model *model = bw_models_find(bw_ask_models(c), callee->name);
    if (model == NULL || !(model->flags & BW_MODEL_RAW))
        return;
    report(c, BW_RAW_CALL, inst, bw_text(c, "raw memory call '%s'; use %s", callee->name, model->raw_hint));
}

static bool plain_bytes(const bw_ir_type *type)
{
    if (type->kind == BW_TYPE_INT && type->bits == 8)
        return true; /* any object may be looked at as bytes */
    return type->kind == BW_TYPE_VOID || type->kind == BW_TYPE_NONE || type->kind == BW_TYPE_FUNCTION;
}

/* Types that differ in sign or in qualifiers only are the same memory. */
static bool same_memory(const bw_ir_module *m, bw_ir_ref a, bw_ir_ref b)
{
    const bw_ir_type *x = &m->types.at[a], *y = &m->types.at[b];
    if (a == b)
        return true;
    return x->kind == BW_TYPE_INT && y->kind == BW_TYPE_INT && x->bits == y->bits;
}

static void check_cast(bw_check_context *c, const bw_ir_inst *inst)
{
    const bw_ir_module *m = bw_ask_module(c);
    if (!(inst->flags & BW_INST_EXPLICIT))
        return;
    if (inst->sub == BW_CAST_INT_PTR) {
        if (bw_ask_inst(c, bw_ask_origin(c, inst->a))->op == BW_IR_CONST)
            return;
        report(c, BW_RAW_CAST, inst, "cast from an integer to a pointer; use a handle or a span");
        return;
    }
    if (inst->sub != BW_CAST_PTR)
        return;
    const bw_ir_type *to = &m->types.at[inst->type], *from = &m->types.at[bw_ask_inst(c, inst->a)->type];
    if (to->kind != BW_TYPE_POINTER || from->kind != BW_TYPE_POINTER || same_memory(m, to->elem, from->elem))
        return;
    if (plain_bytes(&m->types.at[to->elem]) || m->types.at[from->elem].kind == BW_TYPE_VOID)
        return;
    report(c, BW_RAW_CAST, inst, "cast reads the memory as another type; use a reader, or copy the value out");
}

/* Writing a member is harmless by itself; reading one may read what another type left there. */
static void check_union(bw_check_context *c, const bw_ir_inst *load)
{
    const bw_ir_module *m = bw_ask_module(c);
    for (const bw_ir_inst *at = bw_ask_inst(c, load->a); at->op == BW_IR_FIELD; at = bw_ask_inst(c, at->a)) {
        const bw_ir_field *field = &m->fields.at[at->b];
        const bw_ir_type *parent = &m->types.at[field->parent];
        if (parent->kind != BW_TYPE_UNION || *field->name == 0)
            continue;
        for (uint32_t i = 0; i < parent->field_count; i++) {
            if (same_memory(m, m->fields.at[parent->field + i].type, field->type))
                continue;
            report(c, BW_RAW_UNION, load,
                   bw_text(c,
                           "union member '%s' reads the memory as one of several types; use a struct with a tag, or "
                           "copy the value out",
                           field->name));
            return;
        }
    }
}

static void inst(bw_check_context *c, uint32_t site, const bw_ir_inst *i)
{
    /* a system macro may stand for a call, which is then the programmer's; what it does inside is the system's */
    uint16_t system = i->op == BW_IR_CALL ? 0 : BW_INST_SYSTEM;
    if (i->flags & (BW_INST_UNSAFE | BW_INST_TRUSTED | system))
        return;
    switch (i->op) {
    case BW_IR_INDEX:
        check_index(c, site, i);
        break;
    case BW_IR_CALL:
        check_call(c, i);
        break;
    case BW_IR_CAST:
        check_cast(c, i);
        break;
    case BW_IR_LOAD:
        check_union(c, i);
        break;
    default:
        break;
    }
}

const bw_check bw_check_raw_op = {.inst = inst};
