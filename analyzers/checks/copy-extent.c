/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* copy-extent: a function that moves bytes is told a length that its object does not have. */
#include "core/check.h"

/* The length argument becomes sizeof of the destination where that is an array, named as such, from its start. */
static void suggest_sizeof(bw_check_context *c, const bw_access *access)
{
    const bw_values *v = bw_ask_values(c);
    bw_wide zero;
    if (!access->write || access->size_val == 0 || access->before)
        return;
    if (access->offset == 0 || !bw_lin_is_const(v, access->offset, &zero) || zero != 0)
        return;
    const bw_ir_module *m = bw_ask_module(c);
    const bw_ir_inst *pointer = bw_ask_inst(c, access->pointer_val);
    while (pointer->op == BW_IR_CAST && pointer->sub == BW_CAST_PTR && !(pointer->flags & BW_INST_EXPLICIT))
        pointer = bw_ask_inst(c, pointer->a);
    if (pointer->op != BW_IR_CAST || pointer->sub != BW_CAST_DECAY)
        return;
    const bw_ir_type *place = &m->types.at[bw_ask_inst(c, pointer->a)->type];
    if (place->kind != BW_TYPE_POINTER || m->types.at[place->elem].kind != BW_TYPE_ARRAY)
        return;
    const char *source = bw_text_source(c, access->pointer_val);
    if (*source != 0)
        bw_report_fixit(c, bw_ask_inst(c, bw_ask_origin(c, access->size_val))->loc, bw_text(c, "sizeof(%s)", source));
}

static const char *advice(bw_check_context *c, const bw_access *access)
{
    if (access->untrusted)
        return "check the length against the object first";
    if (access->write)
        return "limit the length to what the destination has";
    return bw_text(c, "limit the length to what the source has");
}

static const char *describe(bw_check_context *c, const bw_access *access)
{
    const char *object = bw_text_object(c, access), *verb = access->write ? "writes" : "reads";
    bw_wide size, limit, offset;
    bool sized = bw_ask_constant(c, access->size, &size), limited = bw_ask_constant(c, access->limit, &limit),
         placed = bw_ask_constant(c, access->offset, &offset);
    if (access->before)
        return bw_text(c, "'%s' %s before the start of %s; check the offset against 0 first", access->callee, verb,
                       object);
    if (sized && limited && placed && size > 0 && size < (bw_wide)1 << 62)
        return bw_text(c, "'%s' %s bytes %lld to %lld, %s has %lld; %s", access->callee, verb, (long long)offset,
                       (long long)(offset + size - 1), object, (long long)limit, advice(c, access));
    if (!access->write && bw_ask_unterminated(c, access))
        return bw_text(c, "'%s' reads up to a terminator, and what filled %s need not have left one; store one in its last byte",
                       access->callee, object);
    const char *amount = bw_text_amount(c, access->size, access->size_val), *of = amount[0] == 'a' ? "of " : "";
    const char *capacity = limited ? bw_text(c, "has %lld", (long long)limit) : "may have less";
    if (access->untrusted)
        return bw_text(c, "'%s' %s %s %sbytes, chosen by untrusted data, %s %s; %s", access->callee, verb, amount, of,
                       object, capacity, advice(c, access));
    if (access->always && !limited)
        capacity = "has less";
    return bw_text(c, "'%s' %s %s %sbytes, %s %s; %s", access->callee, verb, amount, of, object, capacity,
                   advice(c, access));
}

static bool holds_pointers(const bw_ir_module *m, const bw_ir_type *pointer)
{
    uint8_t kind = pointer->kind == BW_TYPE_POINTER ? m->types.at[pointer->elem].kind : BW_TYPE_NONE;
    return kind != BW_TYPE_INT && kind != BW_TYPE_FLOAT && kind != BW_TYPE_STRUCT && kind != BW_TYPE_BOOL;
}

/* Then alloc-arith tells of the size. */
static bool allocates(const bw_check_context *c, const bw_model *model)
{
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++)
        if (bw_ask_models(c)->effects.at[model->effect + i].kind == BW_EFFECT_ALLOC)
            return true;
    return false;
}

/* `memset(p, 0, sizeof(p))`: a length that is the size of a pointer, where none of the pointers given leads to one. */
static bool report_pointer_size(bw_check_context *c, const bw_access *a)
{
    const bw_ir_inst *call = bw_ask_inst(c, a->site);
    bw_ir_val size = a->size_val != 0 ? bw_ask_origin(c, a->size_val) : 0;
    if (size == 0 || !(bw_ask_inst(c, size)->flags & BW_INST_POINTER_SIZE) || call->op != BW_IR_CALL ||
        a->verdict == BW_VIOLATION || allocates(c, a->model))
        return false;
    const uint32_t *extra = &bw_ask_func(c)->extra[call->extra];
    for (uint32_t i = 0; i < extra[0]; i++) {
        const bw_ir_module *m = bw_ask_module(c);
        const bw_ir_inst *arg = bw_ask_inst(c, extra[1 + i]);
        if (m->types.at[arg->type].kind != BW_TYPE_POINTER)
            continue;
        while (arg->op == BW_IR_CAST && arg->sub == BW_CAST_PTR)
            arg = bw_ask_inst(c, arg->a);
        if (holds_pointers(m, &m->types.at[arg->type]))
            return false;
    }
    bw_report_begin(c, BW_CHECK_copy_extent, call->loc,
                    bw_text(c, "the length given to '%s' is the size of a pointer, not of what it leads to; give the size of "
                               "the object", a->callee));
    bw_report_path_notes(c);
    bw_report_end(c);
    return true;
}

static void access(bw_check_context *c, const bw_access *a)
{
    if (a->kind == BW_ACCESS_CALL && report_pointer_size(c, a))
        return;
    if (a->kind != BW_ACCESS_CALL || a->verdict != BW_VIOLATION || a->again != 0)
        return;
    bw_report_begin(c, BW_CHECK_copy_extent, bw_ask_inst(c, a->site)->loc, describe(c, a));
    bw_report_access_notes(c, a);
    suggest_sizeof(c, a);
    bw_report_end(c);
}

static void pair(bw_check_context *c, const bw_pair *p)
{
    if (p->fault != BW_PAIR_OVERLAP)
        return;
    bw_report_begin(c, BW_CHECK_copy_extent, bw_ask_inst(c, p->site)->loc,
                    bw_text(c, "'%s' is given places that overlap, %lld bytes apart; move the bytes with memmove", p->callee,
                            (long long)p->distance));
    bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_copy_extent = {.access = access, .pair = pair};
