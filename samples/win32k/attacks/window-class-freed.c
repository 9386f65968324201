/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A window is painted after its class was deleted. */
#include "attacks/attacks.h"

static enum w32_status agree(void *context, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                             uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size, (void)out_size;
    return w32_attack_answer(0, out, ret_written);
}

enum w32_status w32_attack_window_class_freed(const struct w32_client *client)
{
    struct w32_rect rect = {0, 0, 9, 9};
    w32_handle wndclass, window = 0, second = 0;
    uint32_t rects;
    enum w32_status status = w32_client_class(client, 0, 0, W32_CLASS_BARE, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, agree, NULL);
    status = w32_client_window(client, wndclass, 0, rect, &window);
    if (status == W32_OK)
        status = w32_client_object_delete(client, wndclass);
    if (status == W32_OK)
        status = w32_client_window_paint(client, window, &rects);
    if (status == W32_OK)
        status = w32_client_window(client, wndclass, 0, rect, &second);
    (void)w32_client_object_delete(client, window);
    client->host->answer(client->context, NULL, NULL);
    return status;
}
