/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What annotations on a function's declaration say that it needs and does, as a model of its own.
 *
 * The facts are texts that the producer left on the function and its parameters (docs/reference/annotations.md). They are
 * put together as a line of the models' language, in which argN is parameter N, and read by its parser: one way to say a
 * thing, one place that gives it a meaning. A clause that does not parse is left out by itself; it is a size that is no
 * expression over parameters, such as one with sizeof or a cast in it.
 */
#include "core/declared.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 4096, PARAMS_MAX = 32 };

typedef struct text {
    char *at; /* TEXT_MAX bytes */
    size_t used;
    bool full;
} text;

__attribute__((format(printf, 2, 3))) static void put(text *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(t->at + t->used, TEXT_MAX - t->used, format, args);
    va_end(args);
    if (size < 0 || (size_t)size >= TEXT_MAX - t->used)
        t->full = true;
    else
        t->used += (size_t)size;
}

/* What stands in the parentheses of a fact of this name: its length in *ret_size, NULL for another fact. A fact without
 * parentheses has an empty one. */
static const char *inside(const char *fact, const char *name, int *ret_size)
{
    size_t size = strlen(name), all = strlen(fact);
    if (strncmp(fact, "bulwark::", 9) != 0 || strncmp(fact + 9, name, size) != 0)
        return NULL;
    const char *rest = fact + 9 + size;
    *ret_size = 0;
    if (*rest == '\0')
        return rest;
    if (*rest != '(' || fact[all - 1] != ')')
        return NULL;
    *ret_size = (int)(fact + all - 1 - (rest + 1));
    return rest + 1;
}

/* The head of every trial and of the model itself: fn NAME (arg0, …). */
static void put_head(text *t, const char *name, uint32_t params)
{
    put(t, "fn %s (", name);
    for (uint32_t i = 0; i < params; i++)
        put(t, "%sarg%u", i == 0 ? "" : ", ", i);
    put(t, ") : ");
}

typedef struct maker {
    bw_engine *e;
    const bw_ir_func *func;
    text families, clauses; /* of the model */
    char trial[TEXT_MAX];
} maker;

static bool parses(maker *m, const char *clause)
{
    text t = {.at = m->trial};
    bw_models scratch;
    const char *error;
    put(&t, "%s", m->families.at);
    put_head(&t, "f", m->func->param_count);
    put(&t, "%s\n", clause);
    bw_models_init(&scratch, m->e->arena);
    return !t.full && bw_models_parse(&scratch, "", t.at, t.used, &error);
}

__attribute__((format(printf, 2, 3))) static void clause(maker *m, const char *format, ...)
{
    char one[512];
    va_list args;
    va_start(args, format);
    int size = vsnprintf(one, sizeof one, format, args);
    va_end(args);
    if (size < 0 || (size_t)size >= sizeof one || strstr(m->clauses.at, one) != NULL || !parses(m, one))
        return;
    put(&m->clauses, "%s%s", m->clauses.used == 0 ? "" : " ; ", one);
}

/* Bytes of what parameter i points to; 0: not known, void. */
static uint64_t pointee_size(const maker *m, uint32_t i)
{
    const bw_ir_type *type = &m->e->module->types.at[m->e->module->objects.at[m->func->object + i].type];
    return type->kind == BW_TYPE_POINTER ? m->e->module->types.at[type->elem].size : 0;
}

static bool has(const maker *m, uint32_t i, const char *fact)
{
    const bw_ir_object *p = &m->e->module->objects.at[m->func->object + i];
    return bw_mem_annotated(m->e, p->annots, p->annot_count, fact);
}

/* Is the pointer a handle in disguise? It may be null, whatever its annotation says. */
static bool handle(const maker *m, uint32_t i)
{
    const bw_ir_type *type = &m->e->module->types.at[m->e->module->objects.at[m->func->object + i].type];
    const char *name = type->kind == BW_TYPE_POINTER ? m->e->module->types.at[type->elem].name : NULL;
    size_t size = name != NULL ? strlen(name) : 0;
    return size > 2 && strcmp(name + size - 2, "__") == 0;
}

/* reads, writes, updates, in elements or in bytes. */
static void buffer_fact(maker *m, uint32_t i, const char *fact)
{
    static const struct {
        const char *name;
        bool bytes, read, write;
    } rows[] = {{"reads", false, true, false},      {"reads_bytes", true, true, false},    {"writes", false, false, true},
                {"writes_bytes", true, false, true}, {"updates", false, true, true},        {"updates_bytes", true, true, true}};
    int size;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const char *amount = inside(fact, rows[k].name, &size);
        uint64_t each = rows[k].bytes || pointee_size(m, i) == 0 ? 1 : pointee_size(m, i);
        if (amount == NULL || size == 0)
            continue;
        const char *optional = has(m, i, "bulwark::optional") ? " optional" : "";
        if (rows[k].read)
            clause(m, "read arg%u upto (%.*s) * %llu%s", i, size, amount, (unsigned long long)each, optional);
        if (rows[k].write)
            clause(m, "write arg%u upto (%.*s) * %llu%s", i, size, amount, (unsigned long long)each, optional);
    }
}

static void whole_fact(maker *m, uint32_t i, const char *fact)
{
    uint64_t size = pointee_size(m, i);
    bool optional = has(m, i, "bulwark::optional");
    int none;
    if (inside(fact, "out", &none) != NULL && size != 0)
        clause(m, "write arg%u %llu%s", i, (unsigned long long)size, optional ? " optional" : "");
    else if (inside(fact, "in", &none) != NULL && size != 0 && !optional && !handle(m, i))
        clause(m, "needs arg%u", i);
    else if (inside(fact, "out", &none) != NULL || inside(fact, "inout", &none) != NULL || inside(fact, "outptr", &none) != NULL)
        clause(m, "write arg%u _", i);
    else if (inside(fact, "nonnull", &none) != NULL)
        clause(m, "needs arg%u", i);
    else if (inside(fact, "reads_string", &none) != NULL && size == 1)
        clause(m, "read arg%u strlen(arg%u) + 1", i, i);
    else if (inside(fact, "reads_string", &none) != NULL && size > 1)
        clause(m, "read arg%u (wcslen(arg%u) + 1) * %llu", i, i, (unsigned long long)size);
    else if (inside(fact, "keeps", &none) != NULL)
        clause(m, "escape arg%u", i);
    else if (inside(fact, "restores_level", &none) != NULL)
        clause(m, "leaves");
}

/* Memory of the kind "Mem" is that of whatever allocator is usual: no family of its own. */
static bool own_family(maker *m, const char *kind, int size)
{
    if (size == 0 || (size == 3 && strncmp(kind, "Mem", 3) == 0))
        return false;
    put(&m->families, "family %.*s\n", size, kind);
    return true;
}

static void param_fact(maker *m, uint32_t i, const char *fact)
{
    int size;
    const char *kind = inside(fact, "frees", &size);
    if (kind != NULL && own_family(m, kind, size))
        clause(m, "free arg%u family %.*s", i, size, kind);
    else if (kind != NULL)
        clause(m, "free arg%u", i);
    whole_fact(m, i, fact);
    buffer_fact(m, i, fact);
}

static const char *level_word(const char *level, int size)
{
    static const char *const names[BW_LEVEL_COUNT] = {"PASSIVE_LEVEL", "APC_LEVEL", "DISPATCH_LEVEL"};
    for (int i = 0; i < BW_LEVEL_COUNT; i++)
        if ((size_t)size == strlen(names[i]) && strncmp(level, names[i], (size_t)size) == 0)
            return bw_level_words[i];
    return NULL;
}

/* What it returns: an object of its own, or a pointer of which it is known whether it may be null. */
static void result_facts(maker *m)
{
    const bw_ir_func *f = m->func;
    const char *kind = NULL, *bytes = "_";
    int kind_size = 0, bytes_size = 1, size;
    for (uint32_t i = 0; i < f->annot_count; i++) {
        const char *fact = m->e->module->annots.at[f->annots + i].text, *found;
        if ((found = inside(fact, "allocates", &size)) != NULL)
            kind = found, kind_size = size;
        if ((found = inside(fact, "returns_bytes", &size)) != NULL && size != 0)
            bytes = found, bytes_size = size;
    }
    bool nonnull = bw_mem_annotated(m->e, f->annots, f->annot_count, "bulwark::returns_nonnull");
    if (kind != NULL) {
        bool family = own_family(m, kind, kind_size);
        char made[256];
        snprintf(made, sizeof made, "alloc %.*s%s%.*s%s", bytes_size, bytes, family ? " family " : "", family ? kind_size : 0, kind,
                 nonnull ? " nofail" : "");
        clause(m, parses(m, made) ? "%s" : "alloc _", made);
        clause(m, "write result _"); /* nobody says that it holds nothing yet */
    } else if (bw_mem_annotated(m->e, f->annots, f->annot_count, "bulwark::may_return_null")) {
        clause(m, "return fails");
    } else if (nonnull) {
        clause(m, "return nonnull");
    }
}

/* The family that a clause names, so that it is known before. */
static void clause_family(maker *m, const char *words, int size)
{
    static const char word[] = "family ";
    for (int i = 0; i + (int)sizeof word - 1 < size; i++) {
        if (strncmp(words + i, word, sizeof word - 1) != 0)
            continue;
        const char *name = words + i + sizeof word - 1;
        own_family(m, name, (int)strcspn(name, " ;)"));
        return;
    }
}

/* Clauses as the models' language has them, parted by semicolons. */
static void does_fact(maker *m, const char *fact)
{
    int size;
    const char *words = inside(fact, "does", &size), *end = words != NULL ? words + size : NULL;
    while (words != NULL && words < end) {
        const char *stop = memchr(words, ';', (size_t)(end - words));
        int length = (int)((stop != NULL ? stop : end) - words);
        while (length > 0 && *words == ' ')
            words++, length--;
        while (length > 0 && words[length - 1] == ' ')
            length--;
        clause_family(m, words, length);
        if (length != 0)
            clause(m, "%.*s", length, words);
        words = stop != NULL ? stop + 1 : end;
    }
}

static void function_fact(maker *m, const char *fact)
{
    int size;
    does_fact(m, fact);
    const char *level = inside(fact, "level", &size), *word = level != NULL ? level_word(level, size) : NULL;
    if (word != NULL)
        clause(m, "level %s", word);
    level = inside(fact, "raises", &size);
    word = level != NULL ? level_word(level, size) : NULL;
    if (word == bw_level_words[BW_LEVEL_DISPATCH])
        clause(m, "enters");
    if (inside(fact, "restores_level", &size) != NULL)
        clause(m, "leaves");
}

/* Is there a fact at all that only this file reads? Most functions have none. */
static bool any_fact(const bw_engine *e, const bw_ir_func *f)
{
    uint32_t count = f->annot_count;
    for (uint32_t i = 0; i < f->param_count; i++)
        count += e->module->objects.at[f->object + i].annot_count;
    return count != 0;
}

static const bw_model *make(bw_engine *e, bw_ir_ref func)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    char name[16];
    const char *error;
    maker *m = bw_core_array(e->arena, maker, 1);
    m->e = e;
    m->func = f;
    m->families.at = bw_core_array(e->arena, char, TEXT_MAX);
    m->clauses.at = bw_core_array(e->arena, char, TEXT_MAX);
    for (uint32_t i = 0; i < f->param_count; i++) {
        const bw_ir_object *p = &e->module->objects.at[f->object + i];
        for (uint32_t k = 0; k < p->annot_count; k++)
            param_fact(m, i, e->module->annots.at[p->annots + k].text);
    }
    for (uint32_t i = 0; i < f->annot_count; i++)
        function_fact(m, e->module->annots.at[f->annots + i].text);
    result_facts(m);
    if (m->clauses.used == 0 || m->clauses.full || m->families.full)
        return NULL;
    text whole = {.at = bw_core_array(e->arena, char, 3 * TEXT_MAX)};
    snprintf(name, sizeof name, "f%u", func);
    put(&whole, "%s", m->families.at);
    put_head(&whole, name, f->param_count);
    put(&whole, "%s\n", m->clauses.at);
    if (whole.full || !bw_models_parse(&e->declared, "the declaration", whole.at, whole.used, &error))
        return NULL;
    return bw_models_find(&e->declared, name);
}

const bw_model *bw_declared_model(bw_engine *e, bw_ir_ref func)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    if (f->param_count > PARAMS_MAX || !any_fact(e, f))
        return NULL;
    if (e->declared.arena == NULL)
        bw_models_init(&e->declared, e->arena);
    if (func >= e->declared_room) {
        uint32_t room = e->module->funcs.count + 256;
        uint8_t *more = bw_core_array(e->arena, uint8_t, room);
        if (e->declared_room != 0)
            memcpy(more, e->declared_known, e->declared_room);
        e->declared_known = more;
        e->declared_room = room;
    }
    char name[16];
    snprintf(name, sizeof name, "f%u", func);
    if (e->declared_known[func] == 0)
        e->declared_known[func] = make(e, func) != NULL ? 2 : 1;
    return e->declared_known[func] == 2 ? bw_models_find(&e->declared, name) : NULL;
}

/* The callee's own model takes the place of the one of a file that there is none of. */
static bool choose(bw_call_run *c)
{
    const bw_model *model = c->func != 0 ? bw_declared_model(c->e, c->func) : NULL;
    if (model == NULL || c->argc < model->param_count)
        return false;
    c->model = model;
    c->models = &c->e->declared;
    return true;
}

void bw_declared_check(bw_call_run *c)
{
    bw_call_run asked = *c;
    if (choose(&asked))
        bw_call_requirements(&asked);
}

bool bw_declared_apply(bw_call_run *c)
{
    bw_call_run asked = *c;
    if (!choose(&asked))
        return false;
    bw_call_model(&asked); /* comes back: nothing declared says that it does not */
    c->result = asked.result;
    c->result_known = asked.result_known;
    c->or_null = asked.or_null;
    return true;
}

/* At the entry of a function that nobody calls here: a buffer holds what its declaration says. */
void bw_declared_entry(bw_engine *e, bw_run *run, bw_state *s)
{
    const bw_ir_ref func = run->frame->func;
    const bw_model *model = bw_declared_model(e, func);
    const bw_ir_func *f = &e->module->funcs.at[func];
    if (model == NULL)
        return;
    bw_call_run c = {.e = e, .run = run, .s = s, .func = func, .argc = f->param_count, .models = &e->declared, .model = model};
    c.args = bw_core_array(e->work, bw_value, c.argc + 1);
    c.vals = bw_core_array(e->work, bw_ir_val, c.argc + 1);
    for (uint32_t i = 0; i < c.argc; i++) {
        const bw_ir_object *p = &e->module->objects.at[f->object + i];
        uint32_t place = bw_mem_object(e, run->frame->context, f->object + i);
        bw_value at = {bw_lin_sym(&e->values, bw_obj_at(e, place)->base), 0};
        uint8_t kind = e->module->types.at[p->type].kind;
        if (kind == BW_TYPE_INT || kind == BW_TYPE_POINTER)
            c.args[i] = bw_mem_load(e, s, at, p->type, 0, run->frame->context, 0, p->loc);
    }
    for (uint32_t k = 0; k < model->effect_count; k++) {
        const bw_effect *effect = &e->declared.effects.at[model->effect + k];
        bool buffer = (effect->kind == BW_EFFECT_READ || effect->kind == BW_EFFECT_WRITE) && (effect->flags & BW_EFFECT_UPTO);
        bw_lin size = buffer && effect->arg < c.argc && c.args[effect->arg].lin != 0 ? bw_call_amount(&c, effect->size) : 0, offset;
        bw_sym base = size != 0 ? bw_lin_base(&e->values, c.args[effect->arg].lin, &offset) : 0;
        if (base != 0)
            bw_mem_objstate_edit(e, s, bw_mem_object_of(e, base))->size = size;
    }
}
