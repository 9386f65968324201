/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "engine_test.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bw_arena test_arena;

static void setup(void)
{
    ck_assert_int_eq(bw_arena_init(&test_arena, 1u << 20), BW_OK);
}

static void teardown(void)
{
    bw_arena_destroy(&test_arena);
}

TCase *engine_case(const char *name)
{
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    return tcase;
}

/* ---- layers ---- */

bw_engine *engine_at_rest(void)
{
    static const bw_why_kind fixed[BW_WHY_INDEX_COUNT] = {BW_WHY_NONE, BW_WHY_TYPE, BW_WHY_WIDEN, BW_WHY_DERIVED,
                                                          BW_WHY_CONST};
    bw_engine *e = bw_core_new(&test_arena, bw_engine);
    bw_models *models = bw_core_new(&test_arena, bw_models);
    bw_options *options = bw_core_new(&test_arena, bw_options);

    bw_models_init(models, &test_arena);
    options->models = models;
    e->module = bw_core_new(&test_arena, bw_ir_module);
    e->module->arena = &test_arena;
    e->module->pointer_bits = 64;
    bw_vec_push(&test_arena, &e->module->types, (bw_ir_type){0});
    e->options = options;
    e->models = models;
    e->arena = e->work = &test_arena;
    e->search_nodes = 120;
    bw_values_init(&e->values, &test_arena);
    e->work_limit = UINT64_MAX;
    for (int i = 0; i < BW_WHY_INDEX_COUNT; i++)
        bw_vec_push(&test_arena, &e->whys, (bw_why){.kind = (uint8_t)fixed[i]});
    bw_vec_push(&test_arena, &e->objects, (bw_obj){.family = ""});
    bw_vec_push(&test_arena, &e->regions, (bw_region){0});
    bw_vec_push(&test_arena, &e->contexts, (bw_context){0});
    return e;
}

bw_ir_ref type_of(bw_engine *e, unsigned bits, bool is_signed)
{
    bw_ir_type type = {.kind = BW_TYPE_INT,
                       .flags = is_signed ? BW_TYPE_SIGNED : 0,
                       .bits = (uint16_t)bits,
                       .align = bits / 8,
                       .size = bits / 8};
    for (bw_ir_ref i = 1; i < e->module->types.count; i++)
        if (e->module->types.at[i].bits == bits && e->module->types.at[i].flags == type.flags)
            return i;
    bw_vec_push(&test_arena, &e->module->types, type);
    return e->module->types.count - 1;
}

bw_sym symbol_with(bw_engine *e, concrete *run, bw_ir_ref type, bw_wide value)
{
    static uint32_t site;
    uint32_t key[5] = {1, ++site, 77, type, 0};
    bool fresh;
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);

    ck_assert(fresh);
    ck_assert_uint_lt(sym, CONCRETE_MAX);
    bw_sym_set_type(&e->values, sym, e->module, type);
    run->value[sym] = value;
    run->known[sym] = true;
    return sym;
}

bw_wide wrapped(bw_wide value, unsigned bits, bool is_signed)
{
    bw_wide period = (bw_wide)1 << bits, rest = value % period;
    if (rest < 0)
        rest += period;
    return is_signed && rest >= period / 2 ? rest - period : rest;
}

/* What C says of two operands as they are after conversion; false where it says nothing. */
static bool operated(uint8_t op, bw_wide a, bw_wide b, bw_wide *ret_value)
{
    switch (op) {
    case BW_BIN_MUL:
        *ret_value = a * b;
        return true;
    case BW_BIN_DIV:
        if (b == 0)
            return false;
        *ret_value = a / b;
        return true;
    case BW_BIN_REM:
        if (b == 0)
            return false;
        *ret_value = a % b;
        return true;
    case BW_BIN_AND:
        *ret_value = a & b;
        return true;
    case BW_BIN_OR:
        *ret_value = a | b;
        return true;
    case BW_BIN_XOR:
        *ret_value = a ^ b;
        return true;
    case BW_BIN_SHL:
        if (b < 0 || b > 63)
            return false;
        *ret_value = a * ((bw_wide)1 << b);
        return true;
    case BW_BIN_SHR:
        if (b < 0 || b > 63)
            return false;
        *ret_value = a >> b;
        return true;
    default:
        return false;
    }
}

static bool value_of(bw_engine *e, const concrete *run, bw_sym sym, bw_wide *ret_value)
{
    const bw_symbol s = *bw_sym_at(&e->values, sym);
    bw_wide a = 0, b = 0;

    if (sym < CONCRETE_MAX && run->known[sym]) {
        *ret_value = run->value[sym];
        return true;
    }
    if (s.kind != BW_SYM_WRAP && s.kind != BW_SYM_OPERATION && s.kind != BW_SYM_COMPARE)
        return false;
    if (!value_in(e, run, s.a, &a) || (s.kind != BW_SYM_WRAP && !value_in(e, run, s.b, &b)))
        return false;
    if (s.kind == BW_SYM_WRAP)
        *ret_value = wrapped(a, s.bits, s.is_signed);
    else if (s.kind == BW_SYM_COMPARE)
        *ret_value = s.op == BW_CMP_NE ? a != b : a < b;
    else if (!operated(s.op, a, b, ret_value))
        return false;
    else if (s.bits != 0 && s.op == BW_BIN_SHL)
        *ret_value = wrapped(*ret_value, s.bits, s.is_signed);
    return true;
}

bool value_in(bw_engine *e, const concrete *run, bw_lin lin, bw_wide *ret_value)
{
    const bw_linear l = *bw_lin_at(&e->values, lin);
    bw_wide sum = l.constant, part;

    for (uint32_t i = 0; i < l.count; i++) {
        if (!value_of(e, run, l.terms[i].sym, &part))
            return false;
        sum += part * l.terms[i].coeff;
    }
    *ret_value = sum;
    return true;
}

void must_describe(bw_engine *e, const bw_state *s, const concrete *run, const char *where)
{
    bw_wide value;

    for (uint32_t i = 0; i < s->bounds.count; i++) {
        const bw_bound *b = &s->bounds.at[i];
        if (!value_of(e, run, b->sym, &value))
            continue;
        ck_assert_msg((value >= b->lo || b->lo <= -BW_INFINITY) && (value <= b->hi || b->hi >= BW_INFINITY),
                      "%s: symbol %u is %lld, its bound %lld..%lld", where, b->sym, (long long)value, (long long)b->lo,
                      (long long)b->hi);
        if (b->step > 1)
            ck_assert_msg((value - b->rest) % b->step == 0, "%s: symbol %u is %lld, not %lld + k * %lld", where, b->sym,
                          (long long)value, (long long)b->rest, (long long)b->step);
    }
    for (uint32_t i = 0; i < s->facts.count; i++)
        if (value_in(e, run, s->facts.at[i].lin, &value))
            ck_assert_msg(value <= 0, "%s: fact %u says at most 0, it is %lld", where, i, (long long)value);
}

/* ---- whole analyses ---- */

bw_ir_module module_of(const char *text)
{
    bw_ir_module module;
    const char *error = "";

    ck_assert_msg(bw_ir_read_text(text, strlen(text), &test_arena, &module, &error), "%s\n%s", error, text);
    for (bw_ir_ref i = 1; i < module.funcs.count; i++) {
        bw_ir_func *func = &module.funcs.at[i];
        if (func->body != BW_BODY_LOWERED)
            continue;
        const char *fault = bw_ir_verify(&module, i);
        ck_assert_msg(fault == NULL, "%s: %s\n%s", func->name, fault, text);
        func->flags |= BW_FUNC_MAIN_FILE;
    }
    return module;
}

bw_report analysed(bw_ir_module *module, const char *model_text, uint32_t budget)
{
    bw_models *models = bw_core_new(&test_arena, bw_models);
    bw_options options = {.models = models, .budget = budget};
    const char *error = "";
    bw_report report;

    bw_models_init(models, &test_arena);
    if (model_text != NULL)
        ck_assert_msg(bw_models_parse(models, "test", model_text, strlen(model_text), &error), "%s", error);
    ck_assert(bw_analysis_run(module, &options, &report));
    return report;
}

typedef struct page {
    char *text;
    size_t used, room;
} page;

static void add(page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(page *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(p->text + p->used, p->room - p->used, format, args);
    va_end(args);
    ck_assert(size >= 0 && (size_t)size < p->room - p->used);
    p->used += (size_t)size;
}

const char *report_text(const bw_report *report)
{
    page p = {.room = 1u << 16};

    p.text = bw_core_array(&test_arena, char, p.room);
    for (size_t i = 0; i < report->finding_count; i++) {
        const bw_finding *f = &report->findings[i];
        add(&p, "%u:%u %s: %s\n", f->pos.line, f->pos.column, f->check, f->message);
        for (size_t k = 0; k < f->note_count; k++)
            add(&p, "  %u:%u %s\n", f->notes[k].pos.line, f->notes[k].pos.column, f->notes[k].text);
    }
    return p.text;
}
