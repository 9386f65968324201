/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "soundness_judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bulwark/arena.h"
#include "core/ir_text.h"
#include "core/program.h"

const char *const fault_names[FAULT_COUNT] = {"bounds", "null", "gone", "free", "unwritten"};

/* Which checks may tell a fault of a kind. */
static const struct {
    const char *check;
    unsigned kinds;
} answers[] = {
    {"index-range", 1u << FAULT_BOUNDS},     {"copy-extent", 1u << FAULT_BOUNDS},
    {"untrusted-offset", 1u << FAULT_BOUNDS}, {"alloc-arith", 1u << FAULT_BOUNDS},
    {"null-deref", 1u << FAULT_NULL},         {"release-use", 1u << FAULT_GONE | 1u << FAULT_FREE},
    {"alloc-family", 1u << FAULT_FREE},       {"uninit-use", 1u << FAULT_UNWRITTEN},
};

typedef struct listener {
    bw_ir_module *module;
    judgement *to;
} listener;

static unsigned file_of(const bw_pos *pos)
{
    size_t length = pos->file != NULL ? strlen(pos->file) : 0;
    return length >= 7 && strcmp(pos->file + length - 7, "other.c") == 0;
}

static judged_line *line_of(judgement *to, const bw_pos *pos)
{
    return pos->file != NULL && pos->line < JUDGE_LINES ? &to->lines[file_of(pos)][pos->line] : NULL;
}

/* Functions that are none of f000, f001, … share the last entry, which nobody asks for. */
static judged_line *function_of(judgement *to, const char *name)
{
    char *end;
    unsigned long number = name[0] == 'f' ? strtoul(name + 1, &end, 10) : JUDGE_FUNCTIONS;
    bool is_one = name[0] == 'f' && end == name + 4 && *end == 0 && number < JUDGE_FUNCTIONS;
    return &to->functions[is_one ? number : JUDGE_FUNCTIONS - 1];
}

static void add_verdict(judged_line *to, bw_verdict verdict)
{
    to->proved |= verdict == BW_PROVED;
    to->open |= verdict == BW_OPEN;
    to->violation |= verdict == BW_VIOLATION;
}

static void take_verdict(void *context, bw_ir_ref func, uint32_t site, bw_verdict verdict)
{
    listener *l = context;
    const bw_ir_func *f = &l->module->funcs.at[func];
    bw_pos pos = {0};
    if (l->module->source.resolve == NULL ||
        !l->module->source.resolve(l->module->source.context, f->insts[site].loc, &pos))
        return;
    judged_line *line = line_of(l->to, &pos);
    if (line == NULL)
        return;
    add_verdict(line, verdict);
    add_verdict(function_of(l->to, f->name), verdict);
    l->to->accesses++;
    l->to->proved += verdict == BW_PROVED;
}

static void take_findings(const bw_report *report, judgement *to)
{
    for (size_t i = 0; i < report->finding_count; i++) {
        const bw_finding *f = &report->findings[i];
        judged_line *line = line_of(to, &f->pos);
        for (size_t k = 0; line != NULL && k < sizeof answers / sizeof answers[0]; k++) {
            if (strcmp(f->check, answers[k].check) != 0)
                continue;
            line->found |= (uint8_t)answers[k].kinds;
            judged_line *function = function_of(to, f->function);
            function->found |= (uint8_t)answers[k].kinds;
            function->seen |= strcmp(f->check, "alloc-family") != 0 && strcmp(f->check, "alloc-arith") != 0 &&
                              strstr(f->message, "member '") == NULL;
        }
    }
}

static void mark_main_file(bw_ir_module *module)
{
    for (bw_ir_ref i = 1; i < module->funcs.count; i++)
        if (module->funcs.at[i].body == BW_BODY_LOWERED)
            module->funcs.at[i].flags |= BW_FUNC_MAIN_FILE;
}

static const char *judge_all(const char *const ir[], const size_t size[], size_t count, bw_arena *arena, judgement *ret_units,
                             judgement *ret_program)
{
    bw_models models;
    bw_program program;
    bw_report report;
    listener to_units = {NULL, ret_units}, to_program = {&program.module, ret_program};
    bw_models_init(&models, arena);
    bw_models_add_builtin(&models);
    bw_options options = {.models = &models, .judged = take_verdict, .judged_context = &to_units};
    static const bw_program_source plain;
    bw_program_init(&program, arena, &plain);
    for (size_t i = 0; i < count; i++) {
        bw_ir_module *module = bw_core_new(arena, bw_ir_module);
        bw_program_unit unit = {.key = i == 0 ? "main" : "other", .folder = "."};
        const char *error;
        if (!bw_ir_read_text(ir[i], size[i], arena, module, &error))
            return error;
        mark_main_file(module);
        to_units.module = module;
        if (!bw_analysis_run(module, &options, &report))
            return "out of memory";
        take_findings(&report, ret_units);
        bw_pack_write(module, arena, &unit.bytes, &unit.size);
        bw_program_add(&program, unit);
    }
    if (count == 1)
        return NULL;
    bw_program_link(&program);
    options.judged_context = &to_program;
    options.closed = true;
    if (program.damaged != 0 || !bw_program_run(&program, &options, 0, 1, &report))
        return "the files do not become one program";
    take_findings(&report, ret_program);
    return NULL;
}

const char *judge_units(const char *const ir[], const size_t size[], size_t count, judgement *ret_units,
                        judgement *ret_program)
{
    bw_arena arena;
    memset(ret_units, 0, sizeof *ret_units);
    memset(ret_program, 0, sizeof *ret_program);
    if (bw_arena_init(&arena, 1u << 20) != BW_OK)
        return "out of memory";
    const char *error = judge_all(ir, size, count, &arena, ret_units, ret_program);
    if (error != NULL) {
        fprintf(stderr, "soundness: %s\n", error);
        error = "the engine could not judge the program";
    }
    bw_arena_destroy(&arena);
    return error;
}
