/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One pixel stretched to 32768 by 32769: four bytes each make 2^32 + 131072, so that the block holds one row.
 */
#include "attacks/attacks.h"

enum w32_status w32_attack_blit_stretch_wrap(const struct w32_client *client)
{
    struct w32_blit_bits_in head = {0, 0, 32768, 32769, W32_BITS_RGB, 0, 1, 1};
    uint32_t pixel = 0x00ff00ff;

    return w32_client_blit(client, &head, &pixel, sizeof pixel);
}
