/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* uninit-use: memory is read before anything was stored to it on the way there. */
#include "core/check.h"

static void uninit(bw_check_context *c, const bw_uninit *u)
{
    bw_object_facts o = bw_ask_object(c, u->object);
    const char *source = bw_text_source(c, u->callee != NULL ? u->pointer_val : u->site);
    const char *name = *source != 0    ? bw_text(c, "'%s'", source)
                       : *o.name != 0 ? bw_text(c, "'%s'", o.name)
                                       : "the value";
    bw_report_begin(c, BW_CHECK_uninit_use, bw_ask_inst(c, u->site)->loc,
                    u->callee != NULL
                        ? bw_text(c, "'%s' reads what %s points to, which was never written on this path; fill it first",
                                  u->callee, name)
                        : bw_text(c, "%s is read, but was never written on this path; give it a value first", name));
    bw_report_note(c, o.loc, o.storage == BW_STORAGE_HEAP ? "allocated here, not zeroed" : "declared here without a value");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_uninit_use = {.uninit = uninit};
