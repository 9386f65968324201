/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The client deletes the window about which it is asked whether it was hit. */
#include "attacks/attacks.h"

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_client *client = context;
    struct w32_callback_window_in ask;

    (void)code, (void)out_size;
    memcpy(&ask, in, in_size);
    if (ask.event == W32_EVENT_HIT)
        (void)w32_client_object_delete(client, ask.window);
    return w32_attack_answer(0, out, ret_written);
}


enum w32_status w32_attack_window_hit_reentry(const struct w32_client *client)
{
    struct w32_client self = *client;
    w32_handle wndclass, window, hit;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, answer, &self);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    if (status == W32_OK)
        status = w32_client_window_hit(client, (struct w32_point){4, 4}, &hit);
    client->host->answer(client->context, NULL, NULL);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
