/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One entry, at a place that together with the count of one is zero again. */
#include "attacks/attacks.h"

enum w32_status w32_attack_palette_entries_wrap(const struct w32_client *client)
{
    static const uint32_t entries[4] = {1, 2, 3, 4};
    w32_handle palette;
    enum w32_status status = w32_client_palette(client, entries, 4, &palette);

    if (status != W32_OK)
        return status;
    status = w32_client_palette_entries_set(client, palette, 0xffffffffu, 1, entries, 1);
    (void)w32_client_object_delete(client, palette);
    return status;
}
