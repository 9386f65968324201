/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* release-use: memory is used, released again, returned or kept after it was given back, or a variable after its scope
 * ended. */
#include "core/check.h"

static const char *object_words(bw_check_context *c, const bw_use *u)
{
    bw_object_facts o = bw_ask_object(c, u->object);
    return *o.name != 0 ? bw_text(c, "variable '%s'", o.name) : "a variable";
}

static void ended(bw_check_context *c, const bw_use *u)
{
    const char *object = object_words(c, u), *message;
    switch (u->kind) {
    case BW_USE_RETURN:
        message = bw_text(c, "returns a pointer to %s, which ends with the function; let the caller give the memory, or "
                             "allocate it", object);
        break;
    case BW_USE_KEPT:
        message = bw_text(c, "a pointer to %s, which ends with the function, stays in memory that lives on; clear it "
                             "before", object);
        break;
    default:
        message = bw_text(c, "%s points to %s, whose scope was left; declare it further out", bw_text_name(c, u->pointer_val, "the pointer"),
                          object);
    }
    bw_report_begin(c, BW_CHECK_release_use, bw_ask_inst(c, u->site)->loc, message);
    bw_report_note(c, u->where, "declared here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

static void use(bw_check_context *c, const bw_use *u)
{
    if (u->gone == BW_GONE_ENDED) {
        ended(c, u);
        return;
    }
    if (u->gone != BW_GONE_RELEASED)
        return;
    const char *name = bw_text_name(c, u->pointer_val, "the pointer"), *message;
    switch (u->kind) {
    case BW_USE_KEPT:
        message = bw_text(c, "'%s' still leads to memory that was released, and %s whether it is null; set it to null here",
                          u->field != 0 ? bw_ask_module(c)->fields.at[u->field].name : bw_ask_object(c, u->holder).name,
                          u->field != 0 ? "the next request asks" : "other functions ask");
        break;
    case BW_USE_RETURN:
        message = bw_text(c, "%s is returned after its memory was released; return null, or release it later", name);
        break;
    case BW_USE_ARGUMENT:
    case BW_USE_CALL:
        message = *u->callee != 0 ? bw_text(c, "%s is handed to '%s' after its memory was released; release it afterwards",
                                            name, u->callee)
                                  : bw_text(c, "%s is handed to a function after its memory was released; release it "
                                               "afterwards", name);
        break;
    default:
        message = bw_text(c, "%s is %s after its memory was released; release it afterwards", name,
                          u->write ? "written through" : "read through");
    }
    bw_report_begin(c, BW_CHECK_release_use,
                    u->kind == BW_USE_KEPT ? u->where : bw_ask_inst(c, u->kind == BW_USE_PLAIN ? u->pointer_val : u->site)->loc,
                    message);
    bw_report_note(c, u->where, "released here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

static void release(bw_check_context *c, const bw_release *r)
{
    if (r->armed) {
        bw_report_begin(c, BW_CHECK_release_use, bw_ask_inst(c, r->site)->loc,
                        bw_text(c, "'%s' releases %s while what works on it later may run; wait for that to end first", r->callee,
                                bw_text_name(c, r->pointer_val, "the object")));
        bw_report_note(c, r->where, "set going, or stopped without waiting, here");
        bw_report_path_notes(c);
        bw_report_end(c);
    }
    if (!r->again)
        return;
    bw_report_begin(c, BW_CHECK_release_use, bw_ask_inst(c, r->site)->loc,
                    bw_text(c, "'%s' releases %s a second time; set the pointer to null after the first", r->callee,
                            bw_text_name(c, r->pointer_val, "the pointer")));
    bw_report_note(c, r->where, "released here before");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_release_use = {.use = use, .release = release};
