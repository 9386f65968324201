/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The pixel left of the first one. */
#include "attacks/attacks.h"

enum w32_status w32_attack_pixel_negative_index(const struct w32_client *client)
{
    uint32_t colour;

    return w32_client_pixel(client, (struct w32_point){-1, 0}, &colour);
}
