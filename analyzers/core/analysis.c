/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/analysis.h"

#include <bulwark/arena.h>
#include <stdlib.h>
#include <string.h>

#include "core/engine.h"

static const char *const counter_names[BW_COUNTER_COUNT] = {
#define X(name, text) text,
    BW_COUNTERS(X)
#undef X
};

/* Nearly every function fits into one chunk. Chunks of finished functions come round again, as they are: what is cut
 * from them uncleared is written before it is read, and the system is asked for pages a few times a unit. */
#define WORK_CHUNK ((size_t)1 << 20)

static bool make_work(bw_arena *work)
{
    if (bw_arena_init(work, WORK_CHUNK) != BW_OK)
        return false;
    bw_arena_set_ending(work, BW_ARENA_ENDING_KEEP);
    return true;
}

static void analyse_function(bw_engine *e, bw_ir_ref func)
{
    e->count[BW_COUNTER_FUNCTIONS]++;
    if (!bw_ir_func_body(e->module, func)) {
        e->count[BW_COUNTER_FUNCTIONS_FAILED]++;
        return;
    }
    e->site_count = e->module->funcs.at[func].inst_count;
    e->site_verdicts = bw_core_array(e->work, uint8_t, e->site_count + 1);
    e->site_writes = bw_core_array(e->work, uint8_t, e->site_count + 1);
    e->site_callees = NULL;
    bw_summary_begin(e);
    bw_solve_top(e, func);
    bw_event_function(e, func);
    bw_arena_reset(e->work);
}

static int by_name(const void *left, const void *right)
{
    return strcmp(((const bw_count *)left)->name, ((const bw_count *)right)->name);
}

/* The engine's counters, by name; the producer adds its own. */
static void fill_counts(bw_engine *e, bw_report *report)
{
    uint32_t room = BW_COUNTER_COUNT, count = 0;
    bw_count *counts = bw_core_array(e->arena, bw_count, room);
    for (int i = 0; i < BW_COUNTER_COUNT; i++)
        counts[count++] = (bw_count){counter_names[i], e->count[i]};
    qsort(counts, count, sizeof *counts, by_name);
    report->counts = counts;
    report->count_count = count;
}

static void start(bw_engine *e, bw_ir_module *module, const bw_options *options, bw_arena *work)
{
    memset(e, 0, sizeof *e);
    e->module = module;
    e->options = options;
    e->models = options->models;
    e->arena = module->arena;
    e->work = work;
    e->budget = options->budget != 0 ? options->budget : BW_BUDGET_DEFAULT;
    bw_values_init(&e->values, e->arena);
    e->findings = bw_findings_make(e);
    bw_globals_learn(e);
}

static void finish(bw_engine *e, bw_report *report)
{
    memset(report, 0, sizeof *report);
    report->unit = e->module->unit;
    report->compiler = e->options->compiler != NULL ? e->options->compiler : "";
    report->target = e->module->target != NULL ? e->module->target : "";
    bw_findings_finish(e, report);
    fill_counts(e, report);
}

bool bw_analysis_run(bw_ir_module *module, const bw_options *options, bw_report *ret_report)
{
    bw_arena work;
    bw_engine e;
    if (!make_work(&work))
        return false;
    start(&e, module, options, &work);
    uint32_t count = 0;
    bw_ir_ref *funcs = bw_core_array(module->arena, bw_ir_ref, module->funcs.count);
    for (bw_ir_ref func = 1; func < module->funcs.count; func++) {
        const bw_ir_func *f = &module->funcs.at[func];
        if ((f->flags & BW_FUNC_MAIN_FILE) && f->body != BW_BODY_NONE)
            funcs[count++] = func;
    }
    bw_summaries_order(&e, funcs, count);
    for (uint32_t i = 0; i < count; i++)
        analyse_function(&e, funcs[i]);
    finish(&e, ret_report);
    bw_arena_destroy(&work);
    return true;
}

bool bw_analysis_tops(bw_ir_module *module, const bw_options *options, const bw_top *tops, uint32_t count,
                      bw_report *ret_report)
{
    bw_arena work;
    bw_engine e;
    if (!make_work(&work))
        return false;
    start(&e, module, options, &work);
    for (uint32_t i = 0; i < count; i++) {
        bw_findings_part(&e);
        e.share = tops[i].share;
        analyse_function(&e, tops[i].func);
    }
    finish(&e, ret_report);
    bw_arena_destroy(&work);
    return true;
}
