/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* ref-balance: a counted reference is left on a way out, dropped once too often, or used after it was dropped. */
#include "core/check.h"

static const char *taker(const bw_ref_finding *f)
{
    return f->taken_by != NULL && f->taken_by[0] != '\0' ? f->taken_by : "a call";
}

static const char *left(bw_check_context *c, const bw_ref_finding *f)
{
    if (f->own)
        return bw_text(c, "returns without dropping the reference that '%s' gave; drop it on this way out, too", taker(f));
    return bw_text(c, "returns without dropping the reference to %s that '%s' took; drop it on this way out, too",
                   f->val != 0 ? bw_text_name(c, f->val, "the object") : "the object", taker(f));
}

static const char *message_of(bw_check_context *c, const bw_ref_finding *f)
{
    const char *name = f->val != 0 && f->fault != BW_REF_LEFT ? bw_text_name(c, f->val, "the object") : "the object";
    switch (f->fault) {
    case BW_REF_LEFT:
        return left(c, f);
    case BW_REF_AGAIN:
        return bw_text(c, "'%s' drops a reference to %s that was dropped before and is somebody else's now; drop it once",
                       f->callee, name);
    case BW_REF_RETURNED:
        return bw_text(c, "%s is returned after its reference was dropped, and may be gone; drop it later, or leave that to the "
                          "caller", name);
    default:
        return bw_text(c, "%s is used after its reference was dropped, and may be gone; drop it after the last use", name);
    }
}

static void ref(bw_check_context *c, const bw_ref_finding *f)
{
    if (f->lock)
        return; /* irql-context */
    bool own_place = f->fault == BW_REF_USED || f->fault == BW_REF_RETURNED;
    bw_ir_val at = own_place && f->callee == NULL && f->val != 0 ? f->val : f->site;
    bw_report_begin(c, BW_CHECK_ref_balance, bw_ask_inst(c, at)->loc, message_of(c, f));
    if (f->taken.begin != 0)
        bw_report_note(c, f->taken, "taken here");
    if (f->dropped.begin != 0)
        bw_report_note(c, f->dropped, "dropped here");
    if (f->elsewhere.begin != 0)
        bw_report_note(c, f->elsewhere, f->fault == BW_REF_LEFT ? "on another way out it is dropped here"
                                                                : "on another way out it is only dropped here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_ref_balance = {.ref = ref};
