/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* double-fetch: user memory is read, what was read is checked, and then it is read again and used as if it were still the
 * same. */
#include "core/check.h"

static void notes(bw_check_context *c, bw_sym again)
{
    const bw_symbol *second = bw_sym_at(bw_ask_values(c), again);
    const bw_symbol *first = bw_sym_at(bw_ask_values(c), second->first);
    bw_report_note(c, first->loc, "first read here, and checked since");
    bw_report_note(c, second->loc, "read again here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

static void access(bw_check_context *c, const bw_access *a)
{
    if (a->verdict != BW_VIOLATION || a->again == 0)
        return;
    const char *object = bw_text_object(c, a);
    const char *what = a->kind == BW_ACCESS_CALL
                           ? bw_text(c, "the length of '%s' is read from user memory again", a->callee)
                           : bw_text(c, "the place %s in %s is read from user memory again", a->write ? "written" : "read", object);
    bw_report_begin(c, BW_CHECK_double_fetch, bw_ask_inst(c, a->site)->loc,
                    bw_text(c, "%s after its first value was checked, and may have changed; read it once into a variable, "
                               "check and use that", what));
    notes(c, a->again);
}

static void user(bw_check_context *c, const bw_user_access *a)
{
    if (a->again == 0 || (a->fault != BW_USER_UNPROBED && a->fault != BW_USER_JUMP && a->fault != BW_USER_KEPT))
        return;
    if (a->fault == BW_USER_KEPT) {
        bw_report_begin(c, BW_CHECK_double_fetch, bw_ask_inst(c, a->site)->loc,
                        bw_text(c, "%s leads to what was read from user memory again after its first copy was checked, and may "
                                   "have changed; check the copy that is kept", bw_text_name(c, a->pointer_val, "the pointer")));
        notes(c, a->again);
        return;
    }
    const char *name = bw_text_name(c, a->pointer_val, "the address");
    bw_report_begin(c, BW_CHECK_double_fetch, bw_ask_inst(c, a->callee != NULL ? a->site : a->pointer_val)->loc,
                    bw_text(c, "%s is read from user memory again after its first value was checked, and may lead elsewhere; "
                               "read it once into a variable, check and use that", name));
    notes(c, a->again);
}

const bw_check bw_check_double_fetch = {.access = access, .user = user};
