/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* null-deref: a pointer that is null on a path that can be taken is used; or it is tested only after it was used. */
#include "core/check.h"

/* What the pointer is called, in quotes, or "the pointer". */
static const char *name_of(bw_check_context *c, bw_ir_val val)
{
    const bw_ir_func *func = bw_ask_func(c);
    bw_ir_val at = val;
    /* the pointer itself, not the member or element reached through it */
    for (int depth = 0; depth < 8 && at != 0; depth++) {
        const bw_ir_inst *inst = &func->insts[at];
        if (inst->op != BW_IR_FIELD && inst->op != BW_IR_INDEX && inst->op != BW_IR_CAST)
            break;
        at = inst->a;
    }
    return bw_text_name(c, at, "the pointer");
}

static const char *verb_of(bw_check_context *c, const bw_use *use)
{
    if (use->kind == BW_USE_CALL)
        return bw_text(c, "is handed to '%s', which uses it", use->callee);
    if (use->kind == BW_USE_TARGET)
        return "is called";
    return use->write ? "is written through" : "is read through";
}

static void use(bw_check_context *c, const bw_use *u)
{
    const char *name = name_of(c, u->pointer_val), *what;
    switch (u->null) {
    case BW_NULL_CONST:
        what = "which is null here,";
        break;
    case BW_NULL_TEST:
        what = "which is null on this path,";
        break;
    case BW_NULL_MODEL:
        what = "which is null when the call that made it fails,";
        break;
    case BW_NULL_ERROR:
        what = "which is an error number when the call that made it fails,";
        break;
    case BW_NULL_LEFT_OUT:
        what = "which is null when the sender left it out,";
        break;
    default:
        return;
    }
    const char *fix = u->null == BW_NULL_TEST    ? "leave the function, or the branch, when it is null"
                      : u->null == BW_NULL_ERROR ? "ask IS_ERR first"
                                                 : "test it first";
    bw_report_begin(c, BW_CHECK_null_deref, bw_ask_inst(c, u->kind == BW_USE_CALL ? u->site : u->pointer_val)->loc,
                    bw_text(c, "%s, %s %s; %s", name, what, verb_of(c, u), fix));
    if (u->null == BW_NULL_TEST)
        bw_report_note(c, u->where, "this test lets it be null");
    if (u->null == BW_NULL_MODEL || u->null == BW_NULL_ERROR)
        bw_report_note(c, u->where, "made here; the call may fail");
    if (u->null == BW_NULL_LEFT_OUT)
        bw_report_note(c, u->where, "read here; what was sent need not have it");
    bw_report_path_notes(c);
    bw_report_end(c);
}

static void late_test(bw_check_context *c, const bw_late_test *t)
{
    const bw_ir_inst *used = bw_ask_inst(c, t->use);
    const char *name = bw_text_source(c, t->val);
    bw_report_begin(c, BW_CHECK_null_deref, used->loc,
                    bw_text(c, "the pointer is used here and compared with null only afterwards%s%s%s; test it before",
                            *name != 0 ? ", by '" : "", name, *name != 0 ? "'" : ""));
    bw_report_note(c, bw_ask_inst(c, t->val)->loc, "compared with null here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_null_deref = {.use = use, .late_test = late_test};
