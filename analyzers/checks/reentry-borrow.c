/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* reentry-borrow: a pointer to an object of others is used after they ran and may have ended it. */
#include "core/check.h"

static void use(bw_check_context *c, const bw_use *u)
{
    if (u->gone != BW_GONE_STALE || u->kind == BW_USE_KEPT)
        return;
    const char *name = bw_text_name(c, u->pointer_val, "the pointer"), *message;
    static const char advice[] = "look it up again, or pin it before";
    switch (u->kind) {
    case BW_USE_RETURN:
        message = bw_text(c, "%s is returned after others ran, who may have ended what it points to; %s", name, advice);
        break;
    case BW_USE_ARGUMENT:
    case BW_USE_CALL:
        message = bw_text(c, "%s is handed on after others ran, who may have ended what it points to; %s", name, advice);
        break;
    default:
        message = bw_text(c, "%s is %s through after others ran, who may have ended what it points to; %s", name,
                          u->write ? "written" : "read", advice);
    }
    bw_report_begin(c, BW_CHECK_reentry_borrow,
                    bw_ask_inst(c, u->kind == BW_USE_PLAIN ? u->pointer_val : u->site)->loc, message);
    bw_report_note(c, u->where, "others may run in this call");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_reentry_borrow = {.use = use};
