/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* object-type: an object is used as a record of a type that nothing says it is of. */
#include "core/check.h"

static const char *record(bw_check_context *c, bw_ir_ref type)
{
    const char *name = bw_ask_module(c)->types.at[type].name;
    return name != NULL && name[0] != '\0' ? bw_text(c, "'%s'", name) : "record without a name";
}

static const char *message_of(bw_check_context *c, const bw_typed_finding *f)
{
    const char *name = bw_text_name(c, f->val, "the object"), *as = record(c, f->as);
    const char *use = f->callee == NULL ? "is used as" : f->callee[0] == '\0' ? "is handed on as" : bw_text(c, "is given to '%s' as", f->callee);
    switch (f->fault) {
    case BW_TYPED_OF_OTHERS:
        return bw_text(c, "%s %s a %s, but '%s' may have found an object that somebody else made; compare whose it is before", name, use,
                       as, f->by);
    case BW_TYPED_ANY:
        return bw_text(c, "%s %s a %s, but its handle may name an object of any type; tell '%s' the type", name, use, as, f->by);
    case BW_TYPED_WRONG:
        return bw_text(c, "%s %s a %s, but '%s' was asked for an object of '%s'; ask for the type that it is used as", name, use, as, f->by,
                       f->type_name);
    default:
        return bw_text(c, "%s %s a %s, and may be a %s%s; test its type before", name, use, as, record(c, f->other),
                       f->chosen ? ", as an attacker chooses" : "");
    }
}

static void typed(bw_check_context *c, const bw_typed_finding *f)
{
    bw_report_begin(c, BW_CHECK_object_type, bw_ask_inst(c, f->site)->loc, message_of(c, f));
    bw_report_note(c, f->read, f->fault == BW_TYPED_MIXED ? "read here" : "found here");
    if (f->fault == BW_TYPED_MIXED)
        bw_report_note(c, f->stored, bw_text(c, "a %s is %s here", record(c, f->other), f->put ? "put there" : "taken from there"));
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_object_type = {.typed = typed};
