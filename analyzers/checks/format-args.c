/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* format-args: an attacker chooses a format, or a format or list asks for arguments that were not handed over, or were of
 * another kind. */
#include "core/check.h"

static const char *kind_of(bw_check_context *c, bw_ir_val val)
{
    const bw_ir_type *type = &bw_ask_module(c)->types.at[bw_ask_inst(c, val)->type];
    return type->kind == BW_TYPE_POINTER ? "a pointer" : type->kind == BW_TYPE_FLOAT ? "a floating number" : "an integer";
}

static void format(bw_check_context *c, const bw_format_finding *f)
{
    const char *message = "";
    switch (f->fault) {
    case BW_FORMAT_CHOSEN:
        message = bw_text(c, "the format of '%s' is %s, which untrusted data chose, and it may ask for anything; print it with "
                             "\"%%s\"", f->callee, bw_text_name(c, f->val, "a text"));
        break;
    case BW_FORMAT_MISSING:
        message = bw_text(c, "the format of '%s' asks with %%%c for an argument that is not there; hand it over, or drop the "
                             "conversion", f->callee, f->letter);
        break;
    case BW_FORMAT_KIND:
        message = bw_text(c, "the format of '%s' asks with %%%c for something else than %s, which is %s; use the conversion for it",
                          f->callee, f->letter, bw_text_name(c, f->val, "the argument"), kind_of(c, f->val));
        break;
    case BW_FORMAT_SIZE:
        message = bw_text(c, "the format of '%s' asks with %%%c for a wider integer than %s is; convert it first", f->callee,
                          f->letter, bw_text_name(c, f->val, "the argument"));
        break;
    default:
        message = bw_text(c, "the list has %u argument%s, and one behind the last is asked for; hand over as many as are taken",
                          f->count, f->count == 1 ? "" : "s");
    }
    bw_report_begin(c, BW_CHECK_format_args, bw_ask_inst(c, f->site)->loc, message);
    if (f->fault == BW_FORMAT_PAST)
        bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_format_args = {.format = format};
