/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fatal-reach: what an attacker chooses decides that the machine is stopped. */
#include "core/check.h"

static void fatal(bw_check_context *c, const bw_fatal *f)
{
    const char *what = f->callee != NULL ? bw_text(c, "'%s'", f->callee) : "a trap";
    bw_report_begin(c, BW_CHECK_fatal_reach, bw_ask_inst(c, f->site)->loc,
                    bw_text(c, "%s stops the machine, and what an attacker chooses decides that it is reached; refuse the request "
                               "with a status instead", what));
    bw_report_note(c, f->decided, "this test decides");
    bw_report_symbol_note(c, f->chosen);
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_fatal_reach = {.fatal = fatal};
