/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* irql-context: a function that may wait is called where nothing may: under a spin lock, at a raised level. */
#include "core/check.h"

static void wait(bw_check_context *c, const bw_wait *w)
{
    bw_report_begin(c, BW_CHECK_irql_context, bw_ask_inst(c, w->site)->loc,
                    bw_text(c, "'%s' may wait, and is called where nothing may; call it before or after, or use one that does "
                               "not wait", w->callee));
    bw_report_note(c, w->entered, "nothing may wait from here on");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_irql_context = {.wait = wait};
