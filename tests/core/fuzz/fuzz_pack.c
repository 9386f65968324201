/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Any bytes are a pack whose bodies are verified or refused, and that can be linked and analysed, or no pack at all. */
#include <stdlib.h>

#include "bulwark/arena.h"
#include "core/program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool kept)
{
    if (!kept)
        abort();
}

static void unpack(const uint8_t *data, size_t size, bw_arena *arena)
{
    bw_pack_positions positions = {0};
    bw_pack pack;
    bw_ir_module module;
    bw_ir_module_init(&module, arena, "fuzz");
    if (!bw_pack_read(data, size, NULL, &module, &positions, &pack))
        return;
    for (bw_ir_ref i = 1; i < module.funcs.count; i++)
        if (module.funcs.at[i].body == BW_BODY_AVAILABLE && bw_pack_body(&pack, &module, &positions, i))
            promise(bw_ir_verify(&module, i) == NULL);
}

static void link_and_run(const uint8_t *data, size_t size, bw_arena *arena)
{
    static const bw_program_source plain;
    bw_models models;
    bw_program program;
    bw_report report;
    bw_models_init(&models, arena);
    bw_options options = {.models = &models, .budget = 2, .closed = true};
    bw_program_init(&program, arena, &plain);
    bw_program_add(&program, (bw_program_unit){.key = "a", .folder = ".", .bytes = data, .size = size});
    bw_program_add(&program, (bw_program_unit){.key = "b", .folder = ".", .bytes = data, .size = size});
    bw_program_link(&program);
    promise(bw_program_run(&program, &options, 0, 1, &report));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bw_arena arena = {0};
    promise(bw_arena_init(&arena, 1u << 16) == BW_OK);
    unpack(data, size, &arena);
    link_and_run(data, size, &arena);
    bw_arena_destroy(&arena);
    return 0;
}
