/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Findings on their way from a check to the report: words, notes, edits; the same finding met on several paths is one.
 */
#include "core/engine.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct draft_note {
    bw_ir_loc loc;
    const char *text;
    bool cause; /* a fault of its own: a finding at that place is told by this one */
} draft_note;

typedef struct draft {
    bw_check_id check;
    bw_ir_loc loc;
    const char *message, *function;
    uint32_t note, note_count;
    uint32_t fixit, fixit_count;
} draft;

struct bw_findings {
    BW_VEC(draft) drafts;
    BW_VEC(draft_note) notes;
    BW_VEC(draft_note) fixits;
    uint32_t part; /* the first draft that still counts for that */
    bool dropped;  /* the draft under work repeats an earlier one */
};

void bw_findings_part(bw_engine *e)
{
    e->findings->part = e->findings->drafts.count;
}

struct bw_findings *bw_findings_make(bw_engine *e)
{
    return bw_core_new(e->arena, struct bw_findings);
}

/* ---- words ---- */

const char *bw_text(bw_check_context *c, const char *format, ...)
{
    char line[512];
    va_list args;
    va_start(args, format);
    int size = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (size < 0)
        return "";
    return bw_ir_copy_text(c->e->module, line, strlen(line));
}

/* Where code from a macro or header is read by the one who wrote the main file. */
static const char *source_of(bw_check_context *c, bw_ir_loc loc)
{
    bw_engine *e = c->e;
    size_t size = 0;
    if (loc.begin == 0 || e->module->source.text == NULL)
        return "";
    const char *text = e->module->source.text(e->module->source.context, loc, &size);
    if (text == NULL || size == 0)
        return "";
    char line[61];
    size_t used = 0;
    bool space = false;
    for (size_t i = 0; i < size; i++) {
        bool blank = text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r';
        if (blank) {
            space = used != 0;
            continue;
        }
        if (used + 2 >= sizeof line)
            return "";
        if (space)
            line[used++] = ' ';
        space = false;
        line[used++] = text[i];
    }
    return bw_ir_copy_text(e->module, line, used);
}

const char *bw_text_source(bw_check_context *c, bw_ir_val val)
{
    return val == 0 ? "" : source_of(c, bw_ask_inst(c, bw_ask_origin(c, val))->loc);
}

const char *bw_text_name(bw_check_context *c, bw_ir_val val, const char *otherwise)
{
    const char *source = bw_text_source(c, val);
    return *source != 0 ? bw_text(c, "'%s'", source) : otherwise;
}

static const char *wide_text(bw_check_context *c, bw_wide value)
{
    if (value >= INT64_MIN && value <= INT64_MAX)
        return bw_text(c, "%lld", (long long)value);
    if (value > 0 && value <= ((bw_wide)1 << 64) - 1)
        return bw_text(c, "%llu", (unsigned long long)value);
    return value > 0 ? "more than 2^64" : "less than -2^63";
}

const char *bw_text_amount(bw_check_context *c, bw_lin lin, bw_ir_val val)
{
    bw_wide value;
    if (bw_ask_constant(c, lin, &value))
        return wide_text(c, value);
    const char *source = bw_text_source(c, val);
    return *source != 0 ? bw_text(c, "'%s'", source) : "an unknown number";
}

const char *bw_text_object(bw_check_context *c, const bw_access *access)
{
    bw_engine *e = c->e;
    if (access->region != 0)
        return bw_text(c, "member '%s'", e->module->fields.at[e->regions.at[access->region].field].name);
    const bw_obj *o = bw_obj_at(e, access->object);
    switch (o->kind) {
    case BW_OBJ_LITERAL:
        return "the string literal";
    case BW_OBJ_LOCAL:
    case BW_OBJ_GLOBAL: {
        const char *name = o->ir != 0 ? e->module->objects.at[o->ir].name : "";
        bool array = o->type != 0 && (e->module->types.at[o->type].kind == BW_TYPE_ARRAY ||
                                      e->module->types.at[o->type].kind == BW_TYPE_VLA);
        return *name == 0 ? "the object" : bw_text(c, "%s '%s'", array ? "buffer" : "object", name);
    }
    case BW_OBJ_HEAP: {
        const char *source = bw_text_source(c, access->pointer_val);
        return *source != 0 && strlen(source) < 30 ? bw_text(c, "the allocation at '%s'", source) : "the allocation";
    }
    default: {
        const char *source = bw_text_source(c, access->pointer_val);
        return *source != 0 && strlen(source) < 30 ? bw_text(c, "the object at '%s'", source) : "the object";
    }
    }
}

/* ---- reporting ---- */

/* Code of a header is reported where the main file calls it. */
static bw_ir_loc place_in_main(bw_check_context *c, bw_ir_loc loc, bool *ret_moved, bw_ir_ref *ret_func)
{
    bw_engine *e = c->e;
    *ret_moved = false;
    *ret_func = e->top;
    for (uint32_t context = c->context; context != 0;) {
        const bw_context *k = &e->contexts.at[context];
        *ret_func = k->func;
        if (e->module->funcs.at[k->func].flags & BW_FUNC_MAIN_FILE)
            return loc;
        if (k->parent == 0)
            return loc;
        loc = e->module->funcs.at[e->contexts.at[k->parent].func].insts[k->call].loc;
        *ret_moved = true;
        context = k->parent;
    }
    return loc;
}

void bw_report_begin(bw_check_context *c, bw_check_id check, bw_ir_loc loc, const char *message)
{
    bw_engine *e = c->e;
    struct bw_findings *f = e->findings;
    bool moved;
    bw_ir_ref func;
    bw_ir_loc place = place_in_main(c, loc, &moved, &func);
    /* a branch that another file decides lies on every path to here: that file's gate tells */
    f->dropped = c->s != NULL && (c->s->outside != 0 || c->s->unlikely || c->s->contrary);
    for (uint32_t i = f->part; i < f->drafts.count; i++) {
        const draft *d = &f->drafts.at[i];
        /* one place, one finding of a check: the first path to it tells the story */
        if (d->check == check && d->loc.begin == place.begin && d->loc.end == place.end)
            f->dropped = true;
    }
    if (f->dropped)
        return;
    bw_vec_push(e->arena, &f->drafts,
                (draft){.check = check,
                        .loc = place,
                        .message = message,
                        .function = e->module->funcs.at[func].name,
                        .note = f->notes.count,
                        .fixit = f->fixits.count});
    if (moved)
        bw_report_note(c, loc, "the access is in this function of a header");
}

static draft *last_draft(const bw_check_context *c)
{
    struct bw_findings *f = c->e->findings;
    return f->dropped || f->drafts.count == 0 ? NULL : &f->drafts.at[f->drafts.count - 1];
}

static void add_note(bw_check_context *c, bw_ir_loc loc, const char *text, bool cause)
{
    draft *d = last_draft(c);
    if (d == NULL || loc.begin == 0)
        return;
    bw_vec_push(c->e->arena, &c->e->findings->notes, (draft_note){loc, text, cause});
    d->note_count++;
}

void bw_report_note(bw_check_context *c, bw_ir_loc loc, const char *text)
{
    add_note(c, loc, text, false);
}

void bw_report_cause(bw_check_context *c, bw_ir_loc loc, const char *text)
{
    add_note(c, loc, text, true);
}

void bw_report_fixit(bw_check_context *c, bw_ir_loc loc, const char *text)
{
    draft *d = last_draft(c);
    if (d == NULL)
        return;
    bw_vec_push(c->e->arena, &c->e->findings->fixits, (draft_note){loc, text, false});
    d->fixit_count++;
}

void bw_report_symbol_note(bw_check_context *c, bw_sym sym)
{
    const bw_symbol symbol = *bw_sym_at(&c->e->values, sym);
    const char *source = source_of(c, symbol.loc);
    if (symbol.untrusted)
        bw_report_note(c, symbol.loc,
                       *source != 0 ? bw_text(c, "'%s' is chosen by untrusted data", source)
                                    : "this value is chosen by untrusted data");
}

void bw_report_trace_notes(bw_check_context *c)
{
    bw_engine *e = c->e;
    for (uint32_t i = 0; i < e->trace.count; i++) {
        const bw_why why = e->whys.at[e->trace.whys[i]];
        const bw_symbol symbol = *bw_sym_at(&e->values, e->trace.syms[i]);
        const char *name = source_of(c, symbol.loc);
        if (symbol.untrusted && why.kind != BW_WHY_TEST) {
            bw_report_symbol_note(c, e->trace.syms[i]);
        } else if (why.kind == BW_WHY_TEST) {
            bw_report_note(c, why.loc,
                           *name != 0 ? bw_text(c, "this test lets '%s' grow so far", name)
                                      : "this test lets the value grow so far");
        } else if (why.kind == BW_WHY_MODEL) {
            bw_report_note(c, why.loc, "this call can return so much");
        }
    }
}

void bw_report_access_notes(bw_check_context *c, const bw_access *access)
{
    bw_engine *e = c->e;
    const bw_obj *o = bw_obj_at(e, access->object);
    if (!access->always)
        bw_report_trace_notes(c);
    if (access->printed != 0)
        bw_report_note(c, bw_ask_inst(c, access->printed)->loc, "answers how long the text would have been, had there been room");
    bw_wide size;
    if (access->region == 0 && access->object != 0) {
        bool fixed = access->limit != 0 && bw_ask_constant(c, access->limit, &size);
        const char *bytes = fixed ? bw_text(c, ", %s byte%s", wide_text(c, size), size == 1 ? "" : "s") : "";
        if (o->kind == BW_OBJ_HEAP)
            bw_report_note(c, o->loc, bw_text(c, "allocated here%s", bytes));
        else if (o->ir != 0 && o->kind != BW_OBJ_LITERAL)
            bw_report_note(c, o->loc, bw_text(c, "declared here%s", bytes));
    }
    bw_report_path_notes(c);
}

void bw_report_path_notes(bw_check_context *c)
{
    bw_engine *e = c->e;
    for (uint32_t context = c->context; context != 0 && e->contexts.at[context].parent != 0;
         context = e->contexts.at[context].parent) {
        const bw_context k = e->contexts.at[context];
        const bw_ir_func *caller = &e->module->funcs.at[e->contexts.at[k.parent].func];
        bw_report_note(c, caller->insts[k.call].loc,
                       bw_text(c, "'%s' is called here", e->module->funcs.at[k.func].name));
    }
}

void bw_report_end(bw_check_context *c)
{
    c->e->findings->dropped = true;
}

/* ---- the finished report ---- */

static bool resolve(bw_engine *e, bw_ir_loc loc, bw_pos *ret_pos)
{
    memset(ret_pos, 0, sizeof *ret_pos);
    return loc.begin != 0 && e->module->source.resolve != NULL &&
           e->module->source.resolve(e->module->source.context, loc, ret_pos);
}

static int compare(const void *left, const void *right)
{
    const bw_finding *a = left, *b = right;
    int order = strcmp(a->pos.file != NULL ? a->pos.file : "", b->pos.file != NULL ? b->pos.file : "");
    if (order != 0)
        return order;
    if (a->pos.line != b->pos.line)
        return a->pos.line < b->pos.line ? -1 : 1;
    if (a->pos.column != b->pos.column)
        return a->pos.column < b->pos.column ? -1 : 1;
    order = strcmp(a->check, b->check);
    return order != 0 ? order : strcmp(a->message, b->message);
}

static void finish_fixits(bw_engine *e, const draft *d, bw_finding *f)
{
    bw_fixit *fixits = bw_core_array(e->arena, bw_fixit, d->fixit_count + 1);
    for (uint32_t i = 0; i < d->fixit_count; i++) {
        const draft_note *edit = &e->findings->fixits.at[d->fixit + i];
        if (!resolve(e, edit->loc, &fixits[i].pos) || fixits[i].pos.in_macro ||
            fixits[i].pos.begin >= fixits[i].pos.end)
            return;
        fixits[i].text = edit->text;
    }
    f->fixits = fixits;
    f->fixit_count = d->fixit_count;
}

/* Is this finding the cause in the story of another check's finding? Then that one tells it, with what came of it. */
static bool told_by_another(const struct bw_findings *all, const draft *d)
{
    for (uint32_t i = 0; i < all->drafts.count; i++) {
        const draft *other = &all->drafts.at[i];
        for (uint32_t k = 0; other->check != d->check && k < other->note_count; k++) {
            draft_note note = all->notes.at[other->note + k];
            if (note.cause && note.loc.begin == d->loc.begin && note.loc.end == d->loc.end)
                return true;
        }
    }
    return false;
}

void bw_findings_finish(bw_engine *e, bw_report *report)
{
    struct bw_findings *all = e->findings;
    bw_finding *out = bw_core_array(e->arena, bw_finding, all->drafts.count + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < all->drafts.count; i++) {
        const draft *d = &all->drafts.at[i];
        if (told_by_another(all, d))
            continue;
        bw_finding *f = &out[count++];
        f->check = bw_check_list[d->check].id;
        f->severity = bw_check_list[d->check].severity;
        f->function = d->function;
        f->message = d->message;
        resolve(e, d->loc, &f->pos);
        bw_note *notes = bw_core_array(e->arena, bw_note, d->note_count + 1);
        for (uint32_t k = 0; k < d->note_count; k++) {
            const draft_note *note = &all->notes.at[d->note + k];
            if (!resolve(e, note->loc, &notes[f->note_count].pos))
                continue;
            notes[f->note_count++].text = note->text;
        }
        f->notes = notes;
        finish_fixits(e, d, f);
    }
    if (count != 0)
        qsort(out, count, sizeof *out, compare);
    report->findings = out;
    report->finding_count = count;
}
