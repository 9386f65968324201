/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* index-range: a subscript or pointer leaves its object before it is loaded from or stored through. */
#include "core/check.h"

static const char *describe(bw_check_context *c, const bw_access *a)
{
    const char *object = bw_text_object(c, a), *verb = a->write ? "write" : "read";
    bw_wide offset, limit, size;
    if (a->before)
        return bw_text(c, "%s before the start of %s; check the index against 0 first", verb, object);
    bool limited = bw_ask_constant(c, a->limit, &limit);
    const char *fix = a->untrusted ? "check the index, chosen by untrusted data, against the size first"
                                   : "keep the index below the size";
    if (limited && bw_ask_constant(c, a->offset, &offset) && bw_ask_constant(c, a->size, &size))
        return bw_text(c, "%s of bytes %lld to %lld, %s has %lld; %s", verb, (long long)offset,
                       (long long)(offset + size - 1), object, (long long)limit, fix);
    if (limited)
        return bw_text(c, "%s past the end of %s, which has %lld bytes; %s", verb, object, (long long)limit, fix);
    return bw_text(c, "%s past the end of %s; %s", verb, object, fix);
}

static void access(bw_check_context *c, const bw_access *a)
{
    if (a->kind != BW_ACCESS_PLAIN || a->verdict != BW_VIOLATION || a->again != 0)
        return;
    bw_report_begin(c, BW_CHECK_index_range, bw_ask_inst(c, a->pointer_val)->loc, describe(c, a));
    bw_report_access_notes(c, a);
    bw_report_end(c);
}

static void pair(bw_check_context *c, const bw_pair *p)
{
    if (p->fault != BW_PAIR_APART)
        return;
    const char *first = bw_text_name(c, p->first, "a pointer"), *second = bw_text_name(c, p->second, "a pointer");
    bw_report_begin(c, BW_CHECK_index_range, bw_ask_inst(c, p->site)->loc,
                    bw_text(c, "%s is taken from %s, which leads to another object, so the difference counts nothing; use two "
                               "pointers into the same object", second, first));
    bw_report_note(c, bw_ask_object(c, p->object).loc, "one leads here");
    bw_report_note(c, bw_ask_object(c, p->other).loc, "the other one here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_index_range = {.access = access, .pair = pair};
