/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* alloc-family: memory goes back to another allocator than it came from, or from its middle, or was never allocated; or
 * nobody can give it back any more. */
#include "core/check.h"

#include <string.h>

static void finish(bw_check_context *c, const bw_object_facts *o)
{
    bool allocated = o->storage == BW_STORAGE_HEAP;
    bw_report_note(c, o->loc, allocated && *o->callee != 0 ? bw_text(c, "allocated here by '%s'", o->callee)
                              : allocated                  ? "allocated here"
                                                           : "declared here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

static void release(bw_check_context *c, const bw_release *r)
{
    bw_object_facts o = bw_ask_object(c, r->object);
    const bw_ir_loc loc = bw_ask_inst(c, r->site)->loc;
    const char *name = bw_text_name(c, r->pointer_val, "the pointer");
    if (r->moved) {
        bw_report_begin(c, BW_CHECK_alloc_family, loc,
                        bw_text(c, "'%s' has a device reach %s, which stands on the stack; allocate what a device reaches",
                                r->callee, name));
        finish(c, &o);
        return;
    }
    switch (o.storage) {
    case BW_STORAGE_LOCAL:
    case BW_STORAGE_GLOBAL:
    case BW_STORAGE_LITERAL:
        bw_report_begin(c, BW_CHECK_alloc_family, loc,
                        bw_text(c, "'%s' is given %s, which points to %s%s%s%s and not to allocated memory; drop the call",
                                r->callee, name,
                                o.storage == BW_STORAGE_LITERAL ? "a string literal"
                                : o.storage == BW_STORAGE_LOCAL ? "the local variable"
                                                                : "the static variable",
                                *o.name != 0 ? " '" : "", o.name, *o.name != 0 ? "'" : ""));
        finish(c, &o);
        return;
    case BW_STORAGE_HEAP:
        break;
    default:
        return;
    }
    if (*r->family != 0 && *o.family != 0 && strcmp(r->family, o.family) != 0) {
        bw_report_begin(c, BW_CHECK_alloc_family, loc,
                        bw_text(c, "'%s' releases %s, which '%s' allocated; use the function that belongs to '%s'",
                                r->callee, name, o.callee, o.callee));
        finish(c, &o);
        return;
    }
    if (r->tag != 0 && o.tag != 0 && r->tag != o.tag) {
        bw_report_begin(c, BW_CHECK_alloc_family, loc,
                        bw_text(c, "'%s' releases %s with another tag than it was allocated with; use one tag for both", r->callee, name));
        finish(c, &o);
        return;
    }
    bw_wide at;
    if (bw_ask_lower(c, r->offset) > 0 || bw_ask_advanced(c, r->offset)) {
        bool fixed = bw_ask_constant(c, r->offset, &at);
        bw_report_begin(c, BW_CHECK_alloc_family, loc,
                        bw_text(c, "'%s' is given %s, which points %s into its allocation; keep the pointer to the start",
                                r->callee, name, fixed ? bw_text(c, "%lld bytes", (long long)at) : "some way"));
        finish(c, &o);
    }
}

static void leak(bw_check_context *c, const bw_leak *l)
{
    bw_object_facts o = bw_ask_object(c, l->object);
    if (l->resized) {
        bw_report_begin(c, BW_CHECK_alloc_family, bw_ask_inst(c, l->site)->loc,
                        bw_text(c, "returns without what could not be resized, which lives on, and nothing leads to it any more; keep the "
                                   "new pointer apart until it is known to be good"));
        bw_report_note(c, l->failed, "not resized here: its result is stored over the only pointer");
        bw_report_path_notes(c);
        bw_report_end(c);
        return;
    }
    const char *callee = *o.callee != 0 ? o.callee : "an allocator";
    if (l->round) {
        bw_report_begin(c, BW_CHECK_alloc_family, bw_ask_inst(c, l->site)->loc,
                        bw_text(c, "the loop goes round without releasing what '%s' gave, and nothing leads to it any more; release it "
                                   "before", callee));
        bw_report_path_notes(c);
        bw_report_end(c);
        return;
    }
    bw_report_begin(c, BW_CHECK_alloc_family, bw_ask_inst(c, l->site)->loc,
                    bw_text(c, "returns without releasing what '%s' gave, and nothing leads to it any more; release it "
                               "before", callee));
    finish(c, &o);
}

const bw_check bw_check_alloc_family = {.release = release, .leak = leak};
