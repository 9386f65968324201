/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* More entries than any palette has, all of them really sent. */
#include "attacks/attacks.h"

enum { ENTRIES = 4096 };

enum w32_status w32_attack_palette_set_count(const struct w32_client *client)
{
    static _Thread_local uint32_t entries[ENTRIES];

    for (uint32_t i = 0; i < ENTRIES; i++)
        entries[i] = 0x41414141u;
    return w32_client_palette_set(client, entries, ENTRIES);
}
