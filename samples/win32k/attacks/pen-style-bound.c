/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As many dash lengths as the interface allows, which is more than a pen keeps. */
#include "attacks/attacks.h"

enum w32_status w32_attack_pen_style_bound(const struct w32_client *client)
{
    uint32_t dashes[W32_PEN_STYLE_MAX];

    for (uint32_t i = 0; i < W32_PEN_STYLE_MAX; i++)
        dashes[i] = i + 1;
    return w32_client_pen(client, 0x00ff00, dashes, W32_PEN_STYLE_MAX);
}
