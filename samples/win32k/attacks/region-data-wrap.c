/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One rectangle, and a count whose product with 16 is 16 again in 32 bits. */
#include <string.h>

#include "attacks/attacks.h"

enum w32_status w32_attack_region_data_wrap(const struct w32_client *client)
{
    struct w32_rect rects[64];
    struct w32_message message = {0};
    w32_handle region;

    memset(rects, 0, sizeof rects);
    w32_message_put_u32(&message, 0x10000001u);
    w32_message_put(&message, rects, sizeof rects);
    return w32_message_send_object(&message, client, W32_REGION_CREATE_DATA, &region);
}
