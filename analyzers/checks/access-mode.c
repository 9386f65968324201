/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* access-mode: what a user process chose is used with the kernel's rights, or a handle is made that he may use. */
#include "core/check.h"

static void rights(bw_check_context *c, const bw_rights *r)
{
    const char *name = bw_text_name(c, r->val, "the argument");
    const char *message =
        r->selects ? bw_text(c, "'%s' reaches the part of the machine that %s says, and a user process chose it; check it "
                                "against what the device has", r->callee, name)
        : r->chosen != 0 ? bw_text(c, "'%s' uses %s, which a user process chose, with the kernel's rights; pass the mode of who "
                                    "asked, or check his rights first", r->callee, name)
                       : bw_text(c, "'%s' serves a user process, but %s is not set in '%s'; the handle is his to use, close and "
                                    "replace", r->callee, r->what, r->field);
    bw_report_begin(c, BW_CHECK_access_mode, bw_ask_inst(c, r->site)->loc, message);
    if (r->chosen != 0)
        bw_report_symbol_note(c, r->chosen);
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_access_mode = {.rights = rights};
