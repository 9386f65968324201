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

static void access(bw_check_context *c, const bw_access *a)
{
    if (a->kind != BW_ACCESS_CALL || a->verdict != BW_VIOLATION || a->again != 0)
        return;
    bw_report_begin(c, BW_CHECK_copy_extent, bw_ask_inst(c, a->site)->loc, describe(c, a));
    bw_report_access_notes(c, a);
    suggest_sizeof(c, a);
    bw_report_end(c);
}

const bw_check bw_check_copy_extent = {.access = access};
