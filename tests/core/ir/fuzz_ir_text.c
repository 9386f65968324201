/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The fuzz entry of the text form: any bytes are refused with a reason, or are a module that can be verified, written,
 * and read again to the same text. A broken promise aborts. */
#include "bulwark/arena.h"
#include "core/ir_text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool kept)
{
    if (!kept)
        abort();
}

static void comes_back(bw_ir_module *module, bw_arena *arena)
{
    const char *text, *again, *error;
    size_t size, again_size;
    bw_ir_module second;

    for (bw_ir_ref i = 1; i < module->funcs.count; i++)
        (void)bw_ir_verify(module, i);
    promise(bw_ir_write_text(module, BW_IR_TEXT_ALL, arena, &text, &size, &error));
    promise(bw_ir_read_text(text, size, arena, &second, &error));
    promise(bw_ir_write_text(&second, BW_IR_TEXT_ALL, arena, &again, &again_size, &error));
    promise(size == again_size && memcmp(text, again, size) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bw_arena arena = {0};
    bw_ir_module module;
    const char *error = NULL;

    promise(bw_arena_init(&arena, 1u << 16) == BW_OK);
    if (bw_ir_read_text((const char *)data, size, &arena, &module, &error))
        comes_back(&module, &arena);
    else
        promise(error != NULL && strchr(error, ':') != NULL);
    bw_arena_destroy(&arena);
    return 0;
}
