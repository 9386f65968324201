/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* untrusted-offset: an offset from outside moves a pointer, or takes part in a range check, in a form that does not hold
 * it: without any check, or by a sum that can wrap before it is compared.
 */
#include "core/check.h"

/* `offset + length > size`: the sum of what untrusted data choose is compared, and may be small because it wrapped. */
static void arith(bw_check_context *c, const bw_arith *a)
{
    const bw_ir_inst *made = bw_ask_inst(c, a->site);
    if (a->kind != BW_ARITH_WRAP || a->below || a->chosen == 0 || made->op != BW_IR_BIN ||
        !bw_ask_plain(c, a->exact) || !bw_ask_range_check(c, a->site))
        return;
    const char *source = bw_text_source(c, a->site);
    bw_report_begin(c, BW_CHECK_untrusted_offset, made->loc,
                    bw_text(c,
                            "the %s %s%s%swraps before it is compared, for values that untrusted data can choose; "
                            "compare each part, as in %s",
                            made->sub == BW_BIN_MUL ? "product" : "sum", *source != 0 ? "'" : "", source, *source != 0 ? "' " : "",
                            made->sub == BW_BIN_MUL ? "'b != 0 && a > size / b'" : "'a > size || b > size - a'"));
    bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

/* Only where nothing is known of the object: else index-range and copy-extent judge the extent itself. And only for plain
 * values: what a loop moves on is kept in range by the loop, in ways that need not show. */
static void access(bw_check_context *c, const bw_access *a)
{
    bw_sym chosen;
    if (a->verdict != BW_OPEN || a->offset == 0 || a->limit != 0 || a->object == 0)
        return;
    bool below = bw_ask_one_sided(c, a->offset, &chosen);
    if (bw_ask_in_request(c, a))
        return;
    if (!below && (!bw_ask_plain(c, a->offset) || !bw_ask_unchecked(c, a->offset, &chosen)))
        return;
    bw_ir_loc loc = bw_ask_inst(c, a->kind == BW_ACCESS_CALL ? a->site : a->pointer_val)->loc;
    bw_report_begin(c, BW_CHECK_untrusted_offset, loc,
                    bw_text(c, below ? "%s at an offset that untrusted data choose, and that may be below zero; compare it with 0 as well"
                                     : "%s at an offset that untrusted data choose, with no check before it; compare it with the size first",
                            a->write ? "write" : "read"));
    bw_report_symbol_note(c, chosen);
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_untrusted_offset = {.access = access, .arith = arith};
