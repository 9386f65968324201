/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A request for more entries than the palette has, with room for all of them: what lies behind it would come along. */
#include "attacks/attacks.h"

enum { ENTRIES = 4096 };

enum w32_status w32_attack_palette_query_count(const struct w32_client *client)
{
    static _Thread_local uint32_t entries[ENTRIES];

    return w32_client_palette_query(client, entries, ENTRIES);
}
