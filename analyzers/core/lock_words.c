/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Locks that a declaration speaks of: what a function out of view takes and drops, and what its caller holds when it begins.
 * A lock is written as a place: a parameter, what it points to, a member of that, a global. Anything else is not
 * understood, and says nothing. */
#include "core/lock.h"
#include "core/lock_words.h"

#include <stdlib.h>
#include <string.h>

/* What stands in the parentheses of the fact; *ret_size 0: nothing does. NULL: another fact. */
static const char *inside(const char *fact, const char *name, size_t *ret_size)
{
    size_t size = strlen(name), all = strlen(fact);
    if (strncmp(fact, name, size) != 0 || fact[size] != '(' || fact[all - 1] != ')')
        return NULL;
    *ret_size = all - size - 2;
    return fact + size + 1;
}

/* ---- the place ---------------------------------------------------------------------------------------------------- */

typedef struct reader {
    bw_engine *e;
    bw_run *run;
    bw_state *s;
    const bw_ir_func *func;
    const bw_value *args;
    uint32_t argc, site;
    const char *at, *end;
} reader;

static void skip_blanks(reader *r)
{
    while (r->at < r->end && *r->at == ' ')
        r->at++;
}

static bool take(reader *r, const char *mark)
{
    size_t size = strlen(mark);
    skip_blanks(r);
    if ((size_t)(r->end - r->at) < size || strncmp(r->at, mark, size) != 0)
        return false;
    r->at += size;
    skip_blanks(r);
    return true;
}

static size_t word_size(const reader *r)
{
    size_t size = 0;
    while (r->at + size < r->end && (strchr("_", r->at[size]) != NULL || (r->at[size] >= '0' && r->at[size] <= '9') ||
                                     (r->at[size] >= 'A' && r->at[size] <= 'Z') || (r->at[size] >= 'a' && r->at[size] <= 'z')))
        size++;
    return size;
}

/* A place on the way: the address of something of this type. */
typedef struct place {
    bw_lin address;
    bw_ir_ref type;
} place;

/* What stands at the place is a pointer: on to what it leads to. */
static bool follow(reader *r, place *p)
{
    const bw_ir_type *type = &r->e->module->types.at[p->type];
    if (type->kind != BW_TYPE_POINTER)
        return false;
    bw_value value = bw_mem_load(r->e, r->s, (bw_value){p->address, 0}, p->type, 0, r->run->frame->context, r->site, (bw_ir_loc){0, 0});
    p->address = value.lin;
    p->type = type->elem;
    return value.lin != 0;
}

static bool member(reader *r, place *p)
{
    size_t size = word_size(r);
    const bw_ir_type *record = &r->e->module->types.at[p->type];
    if (size == 0 || (record->kind != BW_TYPE_STRUCT && record->kind != BW_TYPE_UNION))
        return false;
    for (uint32_t i = 0; i < record->field_count; i++) {
        const bw_ir_field *field = &r->e->module->fields.at[record->field + i];
        if (field->name == NULL || strlen(field->name) != size || strncmp(field->name, r->at, size) != 0 || field->offset_bits % 8 != 0)
            continue;
        p->address = bw_lin_offset(&r->e->values, p->address, (bw_wide)(field->offset_bits / 8));
        p->type = field->type;
        r->at += size;
        return p->address != 0;
    }
    return false;
}

/* argN: what the parameter leads to; a global of the unit: itself. */
static bool first(reader *r, uint32_t own, place *p)
{
    size_t size = word_size(r);
    const bw_ir_module *m = r->e->module;
    uint32_t number = own;
    bool current = size == 6 && strncmp(r->at, "_Curr_", 6) == 0;
    if (!current && size > 3 && strncmp(r->at, "arg", 3) == 0 && r->at[3] >= '0' && r->at[3] <= '9')
        number = (uint32_t)strtoul(r->at + 3, NULL, 10);
    else if (!current)
        number = UINT32_MAX;
    if (number < r->argc && number < r->func->param_count) {
        const bw_ir_type *type = &m->types.at[m->objects.at[r->func->object + number].type];
        if (type->kind != BW_TYPE_POINTER || r->args[number].lin == 0)
            return false;
        *p = (place){r->args[number].lin, type->elem};
        r->at += size;
        return true;
    }
    for (bw_ir_ref i = 1; number == UINT32_MAX && size != 0 && i < m->objects.count; i++) {
        const bw_ir_object *o = &m->objects.at[i];
        if (o->kind != BW_OBJECT_GLOBAL || o->name == NULL || strlen(o->name) != size || strncmp(o->name, r->at, size) != 0)
            continue;
        *p = (place){bw_lin_sym(&r->e->values, bw_obj_at(r->e, bw_mem_object(r->e, 0, i))->base), o->type};
        r->at += size;
        return true;
    }
    return false;
}

/* The lock that the text names, as a call would give it: its address. */
static bool read_place(reader *r, uint32_t own, place *ret_place)
{
    bool address = take(r, "&");
    while (take(r, "*"))
        ; /* it is followed below */
    bool wrapped = take(r, "(");
    while (wrapped && take(r, "*"))
        ;
    if (!first(r, own, ret_place))
        return false;
    for (bool on_pointer = true;; on_pointer = false) {
        if (wrapped && take(r, ")"))
            wrapped = false;
        bool arrow = take(r, "->");
        if (!arrow && !take(r, "."))
            break;
        if (arrow && !on_pointer && !follow(r, ret_place))
            return false;
        if (!member(r, ret_place))
            return false;
    }
    skip_blanks(r);
    /* a member that is itself a pointer to a lock: the lock is what it leads to */
    if (!address && r->e->module->types.at[ret_place->type].kind == BW_TYPE_POINTER && !follow(r, ret_place))
        return false;
    return r->at == r->end;
}

/* ---- what it says of it ------------------------------------------------------------------------------------------- */

/* A pointer type to what stands at the place: the module's first one. */
static bw_ir_ref pointer_to(const bw_engine *e, bw_ir_ref type)
{
    for (bw_ir_ref i = 1; i < e->module->types.count; i++)
        if (e->module->types.at[i].kind == BW_TYPE_POINTER && e->module->types.at[i].elem == type)
            return i;
    return 0;
}

/* A name alone that no code speaks of is a global's; those that begin so stand for something of the system's that is no lock. */
static uint64_t global_of(reader *r)
{
    (void)take(r, "&");
    size_t size = word_size(r);
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    if (size == 0 || r->at + size != r->end || (size > 8 && strncmp(r->at, "_Global_", 8) == 0) || strncmp(r->at, "arg", 3) == 0)
        return 0;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)r->at[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static void use_fact(reader *r, const char *fact, uint32_t own, bool entry)
{
    static const struct {
        const char *name;
        bool takes, at_entry;
    } rows[] = {{"bulwark::acquires", true, false}, {"bulwark::releases", false, true}, {"bulwark::requires_lock", true, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t size;
        place lock;
        const char *text = inside(fact, rows[i].name, &size);
        if (text == NULL || (entry ? !rows[i].at_entry : i == 2))
            continue;
        r->at = text;
        r->end = text + size;
        bw_lock_op op = {.site = r->site, .named = true};
        if (read_place(r, own, &lock)) {
            op.pointer = lock.address;
            op.type = pointer_to(r->e, lock.type);
        } else {
            r->at = text;
            op.global = global_of(r);
        }
        if (op.type == 0 && op.global == 0)
            return;
        if (entry || rows[i].takes)
            bw_lock_take(r->e, r->run, r->s, &op);
        else
            bw_lock_drop(r->e, r->run, r->s, &op);
    }
}

static void use_facts(reader *r, bool entry)
{
    const bw_ir_module *m = r->e->module;
    for (uint32_t i = 0; i < r->func->annot_count; i++)
        use_fact(r, m->annots.at[r->func->annots + i].text, UINT32_MAX - 1, entry);
    for (uint32_t k = 0; k < r->func->param_count && k < r->argc; k++) {
        const bw_ir_object *p = &m->objects.at[r->func->object + k];
        for (uint32_t i = 0; i < p->annot_count; i++)
            use_fact(r, m->annots.at[p->annots + i].text, k, entry);
    }
}

bool bw_lock_words_any(const bw_engine *e, const bw_ir_func *func, const char *name)
{
    uint32_t count = func->param_count;
    size_t size = strlen(name);
    for (uint32_t k = 0; k <= count; k++) {
        const bw_ir_object *p = k < count ? &e->module->objects.at[func->object + k] : NULL;
        uint32_t from = p != NULL ? p->annots : func->annots, n = p != NULL ? p->annot_count : func->annot_count;
        for (uint32_t i = 0; i < n; i++) {
            const char *text = e->module->annots.at[from + i].text;
            if (strncmp(text, name, size) == 0 && text[size] == '(')
                return true;
        }
    }
    return false;
}

void bw_lock_words_called(bw_call_run *c)
{
    reader r = {.e = c->e, .run = c->run, .s = c->s, .func = &c->e->module->funcs.at[c->func], .args = c->args, .argc = c->argc,
                .site = c->site};
    use_facts(&r, false);
}

void bw_lock_words_entry(bw_engine *e, bw_run *run, bw_state *s)
{
    const bw_ir_func *f = &e->module->funcs.at[run->frame->func];
    if (!bw_lock_words_any(e, f, "bulwark::requires_lock") && !bw_lock_words_any(e, f, "bulwark::releases"))
        return;
    reader r = {.e = e, .run = run, .s = s, .func = f, .argc = f->param_count};
    bw_value *args = bw_core_array(e->work, bw_value, f->param_count + 1);
    for (uint32_t i = 0; i < f->param_count; i++) {
        const bw_ir_object *p = &e->module->objects.at[f->object + i];
        bw_value at = {bw_lin_sym(&e->values, bw_obj_at(e, bw_mem_object(e, run->frame->context, f->object + i))->base), 0};
        if (e->module->types.at[p->type].kind == BW_TYPE_POINTER)
            args[i] = bw_mem_load(e, s, at, p->type, 0, run->frame->context, 0, p->loc);
    }
    r.args = args;
    use_facts(&r, true);
}
