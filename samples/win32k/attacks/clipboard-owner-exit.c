/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The clipboard is read after the end of the process that filled it. */
#include "attacks/attacks.h"

enum w32_status w32_attack_clipboard_owner_exit(const struct w32_client *client)
{
    static const uint32_t words[4] = {1, 2, 3, 4};
    uint32_t room[4], count;
    struct w32_client other;
    enum w32_status status = client->host->spawn(client->context, &other);

    if (status != W32_OK)
        return status;
    status = w32_client_clipboard_set(&other, words, 4);
    other.host->exit(other.context);
    return status == W32_OK ? w32_client_clipboard_get(client, room, 4, &count) : status;
}
