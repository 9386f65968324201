/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* const-write: a store to what the compiler may put where nothing can be stored. */
#include "core/check.h"

static void access(bw_check_context *c, const bw_access *a)
{
    if (!a->constant)
        return;
    const char *object = bw_text_object(c, a), *why = "which must stay as it is; write to a copy of it";
    bw_report_begin(c, BW_CHECK_const_write, bw_ask_inst(c, a->kind == BW_ACCESS_CALL ? a->site : a->pointer_val)->loc,
                    a->kind == BW_ACCESS_CALL ? bw_text(c, "'%s' writes to %s, %s", a->callee, object, why)
                                              : bw_text(c, "a write to %s, %s", object, why));
    bw_report_access_notes(c, a);
    bw_report_end(c);
}

const bw_check bw_check_const_write = {.access = access};
