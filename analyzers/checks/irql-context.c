/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* irql-context: a function that may wait, or is to be called at a low level, is called where nothing may wait: under a
 * spin lock, at a raised level. So is memory that may be paged out used there. And a lock is left held on a way out, or
 * taken or dropped once too often. */
#include "core/check.h"

/* A function that is to be called at a low level touches memory that may be paged out, or waits deep inside. */
static const char *describe(bw_check_context *c, const bw_wait *w)
{
    if (w->address != 0)
        return bw_text(c, "user memory is used through %s where nothing may wait, and a page of it may be out; copy it before or "
                          "after", bw_text_name(c, w->address, "the address"));
    if (w->level == NULL)
        return bw_text(c, "'%s' may wait, and is called where nothing may; call it before or after, or use one that does "
                          "not wait", w->callee);
    return bw_text(c, "'%s' is to be called at %s level at most, and is called above; call it before or after", w->callee,
                   w->level);
}

static void wait(bw_check_context *c, const bw_wait *w)
{
    bw_report_begin(c, BW_CHECK_irql_context, bw_ask_inst(c, w->address != 0 && w->callee == NULL ? w->address : w->site)->loc, describe(c, w));
    bw_report_note(c, w->entered, w->interrupt ? "an interrupt, a timer or a deferred call runs this function: nothing may wait in it"
                                               : "nothing may wait from here on");
    bw_report_path_notes(c);
    bw_report_end(c);
}

static const char *describe_lock(bw_check_context *c, const bw_ref_finding *f)
{
    const char *taker = f->taken_by != NULL && f->taken_by[0] != '\0' ? f->taken_by : "a call";
    if (f->fault == BW_REF_LEFT)
        return bw_text(c, "returns with %s still held, which '%s' took; release it on this way out, too",
                       f->val != 0 ? bw_text_name(c, f->val, "the lock") : "the lock", taker);
    if (f->fault == BW_REF_TWICE)
        return bw_text(c, "'%s' takes %s, which is held here, and waits for itself for ever; take it once", f->callee,
                       f->val != 0 ? bw_text_name(c, f->val, "the lock") : "the lock");
    return bw_text(c, "'%s' releases %s, which was released before on this way; release it once", f->callee,
                   f->val != 0 ? bw_text_name(c, f->val, "the lock") : "the lock");
}

static void lock_held(bw_check_context *c, const bw_ref_finding *f)
{
    if (!f->lock)
        return; /* ref-balance */
    bw_report_begin(c, BW_CHECK_irql_context, bw_ask_inst(c, f->site)->loc, describe_lock(c, f));
    if (f->taken.begin != 0)
        bw_report_note(c, f->taken, "taken here");
    if (f->dropped.begin != 0)
        bw_report_note(c, f->dropped, "released here");
    if (f->elsewhere.begin != 0)
        bw_report_note(c, f->elsewhere, "on another way out it is released here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_irql_context = {.wait = wait, .ref = lock_held};
