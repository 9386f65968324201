/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* ioctl-contract: what a request's code and lengths say of its buffers, against what is done with them. */
#include "core/check.h"

static const char *bytes_of(bw_check_context *c, bw_lin end)
{
    bw_wide value;
    return bw_ask_constant(c, end, &value) && value > 0 && value < 1 << 30
               ? bw_text(c, "%d byte%s", (int)value, value == 1 ? "" : "s")
               : "bytes";
}

static const char *method_name(uint32_t code)
{
    static const char *const names[] = {"METHOD_BUFFERED", "METHOD_IN_DIRECT", "METHOD_OUT_DIRECT", "METHOD_NEITHER"};
    return names[code & 3];
}

static const char *describe(bw_check_context *c, const bw_contract *k)
{
    const char *name = bw_text_name(c, k->pointer_val, "the buffer");
    switch (k->fault) {
    case BW_CONTRACT_METHOD:
        return bw_text(c, "%s is used for code 0x%x, but requests of %s do not have it; use the buffers of this method", name,
                       (unsigned)k->code, method_name(k->code));
    case BW_CONTRACT_LENGTH:
        return bw_text(c, "%s of the request's buffer %s %s through %s, and %s; compare the length first", bytes_of(c, k->end),
                       k->write ? "are written" : "are read", k->callee != NULL ? bw_text(c, "by '%s'", k->callee) : "here",
                       name, k->asked ? "no test on the way says that it is so long" : "nobody asked how long it is");
    case BW_CONTRACT_ROOM:
        return bw_text(c, "%s go back, and %s; compare the output length first",
                       bw_text_amount(c, k->end, k->pointer_val),
                       k->asked ? "no test on the way says that the sender has room for so many" : "nobody asked how many fit");
    case BW_CONTRACT_SIZE:
        return bw_text(c, "%s are copied %s %s, but the code 0x%x says that there are %llu; give the code the type that is copied",
                       bytes_of(c, k->end), k->write ? "to" : "from", name, (unsigned)k->code, (unsigned long long)k->stored);
    default:
        return bw_text(c, "%s bytes go back, of which %llu were stored; what was in the memory before goes to the sender: "
                          "answer with what was stored", bw_text_amount(c, k->end, k->pointer_val),
                       (unsigned long long)k->stored);
    }
}

static void contract(bw_check_context *c, const bw_contract *k)
{
    bool answer = k->fault == BW_CONTRACT_ROOM || k->fault == BW_CONTRACT_STALE || k->fault == BW_CONTRACT_SIZE;
    bw_ir_loc loc = answer ? k->loc : bw_ask_inst(c, k->callee != NULL ? k->site : k->pointer_val)->loc;
    bw_report_begin(c, BW_CHECK_ioctl_contract, loc, describe(c, k));
    if (k->fault == BW_CONTRACT_LENGTH && k->asked)
        bw_report_trace_notes(c);
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_ioctl_contract = {.contract = contract};
