/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The word before the first one. */
#include "attacks/attacks.h"

static enum w32_status agree(void *context, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                             uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size, (void)out_size;
    return w32_attack_answer(0, out, ret_written);
}


enum w32_status w32_attack_window_extra_negative(const struct w32_client *client)
{
    w32_handle wndclass, window = 0;
    uint32_t value;
    enum w32_status status = w32_client_class(client, 4, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, agree, NULL);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    client->host->answer(client->context, NULL, NULL);
    if (status == W32_OK)
        status = w32_client_window_extra(client, window, -1, &value);
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
