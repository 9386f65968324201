/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Any bytes that read as IR are analysed, alone and packed and linked as one program: no crash, an end within the budget,
 * and the same report twice. */
#include <stdlib.h>
#include <string.h>

#include "bulwark/arena.h"
#include "core/ir_text.h"
#include "core/program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool kept)
{
    if (!kept)
        abort();
}

static bool same(const bw_report *a, const bw_report *b)
{
    if (a->finding_count != b->finding_count || a->count_count != b->count_count)
        return false;
    for (size_t i = 0; i < a->finding_count; i++)
        if (strcmp(a->findings[i].message, b->findings[i].message) != 0)
            return false;
    for (size_t i = 0; i < a->count_count; i++)
        if (a->counts[i].value != b->counts[i].value)
            return false;
    return true;
}

static void analyse(bw_ir_module *module, bw_arena *arena)
{
    static const bw_program_source plain;
    bw_models models;
    bw_program program;
    bw_report first, second;
    bw_program_unit units[2] = {{.key = "a", .folder = "."}, {.key = "b", .folder = "."}};
    bw_models_init(&models, arena);
    bw_models_add_builtin(&models);
    bw_options options = {.models = &models, .budget = 2};
    promise(bw_analysis_run(module, &options, &first) && bw_analysis_run(module, &options, &second));
    promise(same(&first, &second));
    bw_pack_write(module, arena, &units[0].bytes, &units[0].size);
    bw_program_init(&program, arena, &plain);
    bw_program_add(&program, units[0]);
    units[1].bytes = units[0].bytes;
    units[1].size = units[0].size;
    bw_program_add(&program, units[1]);
    bw_program_link(&program);
    promise(bw_program_run(&program, &options, 0, 1, &first));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bw_arena arena = {0};
    bw_ir_module module;
    const char *error = NULL;
    promise(bw_arena_init(&arena, 1u << 16) == BW_OK);
    if (size < 1u << 14 && bw_ir_read_text((const char *)data, size, &arena, &module, &error)) {
        for (bw_ir_ref i = 1; i < module.funcs.count; i++) {
            bw_ir_func *func = &module.funcs.at[i];
            if (func->body == BW_BODY_LOWERED && bw_ir_verify(&module, i) != NULL)
                func->body = BW_BODY_FAILED;
            func->flags |= BW_FUNC_MAIN_FILE;
        }
        analyse(&module, &arena);
    }
    bw_arena_destroy(&arena);
    return 0;
}
