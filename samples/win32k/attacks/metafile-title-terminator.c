/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A title that fills its length to the last character and brings no closing zero. */
#include "attacks/attacks.h"

enum w32_status w32_attack_metafile_title_terminator(const struct w32_client *client)
{
    struct w32_message message = {0};

    w32_metafile_begin(&message, 0, 0);
    w32_metafile_title(&message, "one byte too many to fit", 24);
    w32_metafile_end(&message);
    return w32_message_send(&message, client, W32_METAFILE_PLAY);
}
