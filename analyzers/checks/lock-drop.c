/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* lock-drop: what was read under a lock is used as if the lock had been held all the time. */
#include "core/check.h"

static const char *message_of(bw_check_context *c, const bw_lock_finding *f)
{
    const char *name = f->val != 0 ? bw_text_name(c, f->val, "the object") : "the object";
    switch (f->fault) {
    case BW_LOCK_POINTER:
        return bw_text(c, "%s is reached by a pointer that was read before the lock was dropped, and may be gone; read it again%s",
                       name, f->held ? "" : " under the lock, or hold a reference over the gap");
    case BW_LOCK_AMOUNT:
        return bw_text(c, "how far %s goes was read before the lock was dropped, and may have changed; read it again", name);
    case BW_LOCK_ROOM:
        return bw_text(c, "the room was made by a value that was read before the lock was dropped, and %s may be more now; compare "
                          "the two", f->val != 0 ? bw_text_name(c, f->val, "it") : "it");
    case BW_LOCK_SECTION_LEFT:
        return bw_text(c, "%s is reached by a pointer that is good only in the read section it was read in, and may be gone; use it before "
                          "the section ends, or take a reference there", name);
    default:
        return bw_text(c, "%s is stored to by what it held before the lock was dropped, and may have changed; ask again", name);
    }
}

static void lock(bw_check_context *c, const bw_lock_finding *f)
{
    bw_report_begin(c, BW_CHECK_lock_drop, bw_ask_inst(c, f->site)->loc, message_of(c, f));
    bool section = f->fault == BW_LOCK_SECTION_LEFT;
    bw_report_note(c, f->read, section ? "read here" : "read here, under the lock");
    bw_report_note(c, f->dropped, section ? "the read section ends here" : "the lock is dropped here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_lock_drop = {.lock = lock};
