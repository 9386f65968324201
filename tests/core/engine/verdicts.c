/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "verdicts.h"

#include <stdlib.h>
#include <string.h>

uint64_t verdicts_count(const bw_report *report, const char *name)
{
    for (size_t i = 0; i < report->count_count; i++)
        if (strcmp(report->counts[i].name, name) == 0)
            return report->counts[i].value;
    return 0;
}

static bool visit_one(bw_ir_module *module, const bw_models *models, bw_ir_ref func,
                      void (*visit)(void *context, const verdicts *function), void *context)
{
    bw_options options = {.models = models};
    bw_report report;

    module->funcs.at[func].flags |= BW_FUNC_MAIN_FILE;
    bool done = bw_analysis_run(module, &options, &report);
    module->funcs.at[func].flags &= ~(uint32_t)BW_FUNC_MAIN_FILE;
    if (!done)
        return false;
    verdicts result = {.function = module->funcs.at[func].name,
                       .proved = verdicts_count(&report, "accesses.proved"),
                       .open = verdicts_count(&report, "accesses.open"),
                       .violation = verdicts_count(&report, "accesses.violation"),
                       .budget = verdicts_count(&report, "functions.budget"),
                       .report = &report};
    visit(context, &result);
    return true;
}

unsigned verdicts_each(bw_ir_module *module, const bw_models *models, const char *prefix,
                       void (*visit)(void *context, const verdicts *function), void *context)
{
    uint32_t count = module->funcs.count;
    uint32_t *flags = malloc(count * sizeof *flags);
    unsigned visited = 0;

    if (flags == NULL)
        return 0;
    for (uint32_t i = 0; i < count; i++) {
        flags[i] = module->funcs.at[i].flags;
        module->funcs.at[i].flags &= ~(uint32_t)BW_FUNC_MAIN_FILE;
    }
    for (uint32_t i = 1; i < count; i++) {
        const bw_ir_func *func = &module->funcs.at[i];
        if (func->body == BW_BODY_NONE || strncmp(func->name, prefix, strlen(prefix)) != 0)
            continue;
        if (!visit_one(module, models, i, visit, context)) {
            visited = 0;
            break;
        }
        visited++;
    }
    for (uint32_t i = 0; i < count; i++)
        module->funcs.at[i].flags = flags[i];
    free(flags);
    return visited;
}
