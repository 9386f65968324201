/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* handle-misuse: the rules of our own runtime. What it lends is used until it is taken back and no longer, and handles are
 * made by tables alone. */
#include "core/check.h"

#include <string.h>

static const char *describe(bw_check_context *c, const bw_misuse *m)
{
    const char *name = bw_text_name(c, m->pointer_val, "the pointer");
    switch (m->kind) {
    case BW_MISUSE_DESTROYED:
        return bw_text(c, "%s is used after the handle of its object was destroyed; pin the object before, or use it first", name);
    case BW_MISUSE_UNPINNED:
        return bw_text(c, "%s is used after the pin of its object was dropped; drop the pin behind the last use", name);
    case BW_MISUSE_EMPTIED:
        return bw_text(c, "%s leads to a block that its arena has taken back; allocate it before the mark, or use it first", name);
    case BW_MISUSE_LATE:
        return "this step may fail behind the first store to an object that is found by its handle, and half of the change stays; "
               "do first what may fail, and store behind it";
    default:
        return bw_text(c, "%s leads to an object that may be destroyed, and is kept; keep the handle and resolve it anew", name);
    }
}

static void misuse(bw_check_context *c, const bw_misuse *m)
{
    const bw_ir_inst *at = bw_ask_inst(c, m->callee == NULL && m->pointer_val != 0 ? m->pointer_val : m->site);
    bw_report_begin(c, BW_CHECK_handle_misuse, m->kind == BW_MISUSE_LATE ? m->at : at->loc, describe(c, m));
    if (m->kind != BW_MISUSE_KEPT)
        bw_report_note(c, m->where, m->kind == BW_MISUSE_DESTROYED  ? "destroyed here"
                                    : m->kind == BW_MISUSE_LATE     ? "stored here"
                                    : m->kind == BW_MISUSE_UNPINNED ? "dropped here"
                                                                    : "taken back here");
    bw_report_path_notes(c);
    bw_report_end(c);
}

/* ---- handles made by hand ---- */

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), tail = strlen(end);
    return size > tail && strcmp(text + size - tail, end) == 0;
}

/* A record of the runtime's: a function that its macro made turns numbers into such handles. */
static bool is_handle(bw_check_context *c, const bw_ir_type *record)
{
    const bw_ir_module *m = bw_ask_module(c);
    if (record->kind != BW_TYPE_STRUCT || record->name == NULL || !ends_with(record->name, "_handle"))
        return false;
    for (bw_ir_ref i = 1; i < m->funcs.count; i++) {
        const bw_ir_func *f = &m->funcs.at[i];
        size_t size = strlen(record->name);
        if ((f->flags & BW_FUNC_TRUSTED) && strncmp(f->name, record->name, size) == 0 && strcmp(f->name + size, "_of") == 0)
            return true;
    }
    return false;
}

/* Is the value the number inside of a handle? */
static bool is_handle_value(bw_check_context *c, bw_ir_val val)
{
    const bw_ir_module *m = bw_ask_module(c);
    const bw_ir_inst *inst = bw_ask_inst(c, val);
    while (inst->op == BW_IR_CAST)
        inst = bw_ask_inst(c, inst->a);
    if (inst->op == BW_IR_LOAD) {
        const bw_ir_inst *place = bw_ask_inst(c, inst->a);
        return place->op == BW_IR_FIELD && is_handle(c, &m->types.at[m->fields.at[place->b].parent]);
    }
    if (inst->op != BW_IR_CALL || inst->a == 0)
        return false;
    const bw_ir_func *callee = &m->funcs.at[inst->a];
    return (callee->flags & BW_FUNC_TRUSTED) && ends_with(callee->name, "_value") && callee->param_count == 1 &&
           is_handle(c, &m->types.at[m->objects.at[callee->object].type]);
}

static bool computes(uint8_t op)
{
    return op == BW_BIN_ADD || op == BW_BIN_SUB || op == BW_BIN_MUL || op == BW_BIN_SHL || op == BW_BIN_OR || op == BW_BIN_XOR;
}

static void inst(bw_check_context *c, uint32_t site, const bw_ir_inst *i)
{
    (void)site;
    if (i->op != BW_IR_BIN || !computes(i->sub) || (i->flags & (BW_INST_UNSAFE | BW_INST_TRUSTED | BW_INST_SYSTEM)) ||
        (bw_ask_func(c)->flags & BW_FUNC_TRUSTED))
        return;
    if (!is_handle_value(c, i->a) && !is_handle_value(c, i->b))
        return;
    bw_report_begin(c, BW_CHECK_handle_misuse, i->loc,
                    "arithmetic on the number of a handle makes one that no table gave out; keep the handle that 'create' returned");
    bw_report_end(c);
}

const bw_check bw_check_handle_misuse = {.misuse = misuse, .inst = inst};
