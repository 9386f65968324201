/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* info-leak: bytes that were never written, padding among them, go to user memory with what the kernel left there. */
#include "core/check.h"

/* The member in which byte `at` of a record lies, looked for in members of members; NULL when it is padding: then
 * *ret_before is the member in front of it, NULL none. */
static const bw_ir_field *member_at(const bw_ir_module *m, bw_ir_ref type, uint64_t at, const bw_ir_field **ret_before)
{
    *ret_before = NULL;
    for (;;) {
        const bw_ir_type *t = &m->types.at[type];
        if (t->kind == BW_TYPE_ARRAY && t->elem != 0 && m->types.at[t->elem].size != 0) {
            at %= m->types.at[t->elem].size;
            type = t->elem;
            continue;
        }
        if (t->kind != BW_TYPE_STRUCT)
            return NULL;
        const bw_ir_field *found = NULL;
        for (uint32_t i = 0; i < t->field_count; i++) {
            const bw_ir_field *f = &m->fields.at[t->field + i];
            uint64_t first = f->offset_bits / 8;
            uint64_t size = f->width_bits != 0 ? (f->offset_bits % 8 + f->width_bits + 7) / 8 : m->types.at[f->type].size;
            if (first + size <= at)
                *ret_before = f;
            else if (first <= at)
                found = f;
        }
        if (found == NULL)
            return NULL;
        uint8_t kind = m->types.at[found->type].kind;
        if (kind != BW_TYPE_STRUCT && found->name[0] != '\0')
            return found;
        at -= found->offset_bits / 8;
        type = found->type;
        *ret_before = NULL;
    }
}

static void exposure(bw_check_context *c, const bw_exposure *x)
{
    bw_object_facts o = bw_ask_object(c, x->object);
    const bw_ir_field *before = NULL, *field = o.type != 0 ? member_at(bw_ask_module(c), o.type, x->first, &before) : NULL;
    const char *name = *o.name != 0 ? bw_text(c, "'%s'", o.name) : bw_text_name(c, x->pointer_val, "the object"), *what;
    if (field != NULL)
        what = bw_text(c, "member '%s' of %s", field->name, name);
    else if (o.type != 0 && before != NULL)
        what = bw_text(c, "the padding behind member '%s' of %s", before->name, name);
    else
        what = bw_text(c, "byte %llu of %s", (unsigned long long)x->first, name);
    const char *sends = o.storage == BW_STORAGE_UNKNOWN ? "the answer gives user memory" : x->callee != NULL ? bw_text(c, "'%s' gives user memory", x->callee) : "the assignment gives user memory";
    bw_report_begin(c, BW_CHECK_info_leak, x->loc.begin != 0 ? x->loc : bw_ask_inst(c, x->site)->loc,
                    bw_text(c, "%s %s, which was never written (%llu byte%s from %llu on); clear the object first", sends, what,
                            (unsigned long long)x->count, x->count == 1 ? "" : "s", (unsigned long long)x->first));
    if (o.storage != BW_STORAGE_UNKNOWN)
        bw_report_note(c, o.loc, o.storage == BW_STORAGE_HEAP ? "allocated here, not zeroed" : "declared here without a value");
    bw_report_path_notes(c);
    bw_report_end(c);
}

const bw_check bw_check_info_leak = {.exposure = exposure};
