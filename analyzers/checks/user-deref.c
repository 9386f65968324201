/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* user-deref: an address that a user process chose is used as if it were the kernel's own. */
#include "core/check.h"

static const char *verb(const bw_user_access *a)
{
    return a->callee != NULL ? a->write ? "writes" : "reads" : a->write ? "written" : "read";
}

static const char *describe(bw_check_context *c, const bw_user_access *a)
{
    const char *name = bw_text_name(c, a->pointer_val, "the address"), *what;
    if (a->fault == BW_USER_JUMP)
        return bw_text(c, "calls %s, an address that untrusted data chooses; store the function to call here, or check it",
                       name);
    if (a->fault == BW_USER_MADE)
        return bw_text(c, "%s is %s through, but untrusted data chose where it leads; let the data choose among what the program "
                          "made itself", name, a->write ? "written" : "read");
    what = a->callee != NULL ? bw_text(c, "'%s' %s user memory through %s", a->callee, verb(a), name)
                             : bw_text(c, "user memory is %s through %s", verb(a), name);
    switch (a->fault) {
    case BW_USER_UNPROBED:
        return bw_text(c, "%s, which no probe has looked at; probe it for %s first, or copy it with a function that does",
                       what, a->write ? "writing" : "reading");
    case BW_USER_READ_ONLY:
        return bw_text(c, "%s, which was probed for reading only; probe it for writing", what);
    case BW_USER_SHORT:
        return bw_text(c, "%s past the bytes that were probed; probe all of them", what);
    case BW_USER_RAISES:
        return bw_text(c, "'%s' raises an exception when %s does not lead to memory that the process may use; call it inside "
                          "__try", a->callee, name);
    case BW_USER_NO_FRAME:
        return bw_text(c, "%s outside of __try; the page can go after the probe, so catch the exception here", what);
    default:
        return bw_text(c, "%s directly; copy with copy_from_user, copy_to_user or their kin", what);
    }
}

static void user(bw_check_context *c, const bw_user_access *a)
{
    if (a->again != 0 && (a->fault == BW_USER_UNPROBED || a->fault == BW_USER_JUMP || a->fault == BW_USER_KEPT))
        return; /* an earlier fetch of the same address was looked at: double-fetch tells */
    bw_report_begin(c, BW_CHECK_user_deref, bw_ask_inst(c, a->callee != NULL ? a->site : a->pointer_val)->loc, describe(c, a));
    if (a->fault == BW_USER_READ_ONLY || a->fault == BW_USER_SHORT || a->fault == BW_USER_NO_FRAME)
        bw_report_note(c, a->probed_at, "probed here");
    if (a->base != 0)
        bw_report_symbol_note(c, a->base);
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_user_deref = {.user = user};
