/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A mask whose rows are not filled up to whole words. */
#include "attacks/attacks.h"

enum w32_status w32_attack_icon_mask_rows(const struct w32_client *client)
{
    enum { WIDTH = 33, HEIGHT = 4 };
    static const uint32_t words[WIDTH * HEIGHT + (WIDTH * HEIGHT + 31) / 32] = {0x414141};
    w32_handle icon = 0;
    enum w32_status status =
        w32_client_icon(client, WIDTH, HEIGHT, words, sizeof words / sizeof words[0], &icon);

    (void)w32_client_object_delete(client, icon);
    return status;
}
