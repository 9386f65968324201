/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* irql-context: a function that may wait, or is to be called at a low level, is called where nothing may wait: under a
 * spin lock, at a raised level. So is memory that may be paged out used there. */
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
    bw_report_note(c, w->entered, "nothing may wait from here on");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_irql_context = {.wait = wait};
