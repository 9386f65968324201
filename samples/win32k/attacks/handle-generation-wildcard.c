/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The handle of a deleted region, its generation replaced by the one that stands for any. */
#include "attacks/attacks.h"

enum w32_status w32_attack_handle_generation_wildcard(const struct w32_client *client)
{
    w32_handle region;
    enum w32_status status = w32_client_region_rect(client, (struct w32_rect){0, 0, 9, 9}, &region);

    if (status == W32_OK)
        status = w32_client_object_delete(client, region);
    if (status != W32_OK)
        return status;
    return w32_client_object_delete(client, region | 0x7ffu << 21);
}
