/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Any bytes are models, whose functions are found by their names, or a fault with its place. */
#include <stdlib.h>
#include <string.h>

#include "bulwark/arena.h"
#include "core/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bw_arena arena = {0};
    bw_models models;
    const char *error = NULL;
    if (bw_arena_init(&arena, 1u << 16) != BW_OK)
        abort();
    bw_models_init(&models, &arena);
    if (bw_models_parse(&models, "fuzz", (const char *)data, size, &error)) {
        (void)bw_models_find(&models, "memcpy");
        (void)bw_models_find(&models, "");
    } else if (error == NULL || strncmp(error, "fuzz:", 5) != 0)
        abort();
    bw_arena_destroy(&arena);
    return 0;
}
