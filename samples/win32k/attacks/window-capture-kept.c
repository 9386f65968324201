/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The point is hit while the capture is that of a window which was deleted. */
#include "attacks/attacks.h"

static enum w32_status agree(void *context, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                             uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size, (void)out_size;
    return w32_attack_answer(0, out, ret_written);
}

enum w32_status w32_attack_window_capture_kept(const struct w32_client *client)
{
    w32_handle wndclass, window = 0, hit;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, agree, NULL);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    client->host->answer(client->context, NULL, NULL);
    if (status == W32_OK)
        status = w32_client_window_capture(client, window);
    if (status == W32_OK)
        status = w32_client_object_delete(client, window);
    if (status == W32_OK)
        status = w32_client_window_hit(client, (struct w32_point){50, 50}, &hit);
    /* No window was hit; the one that had the capture cannot have it again. */
    if (status == W32_OK && hit == 0)
        status = w32_client_window_capture(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
