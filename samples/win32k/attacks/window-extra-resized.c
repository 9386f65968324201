/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The client has fewer words in the window when it is asked about a change of one of them. */
#include "attacks/attacks.h"

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_client *client = context;
    struct w32_callback_window_in ask;

    (void)code, (void)out_size;
    memcpy(&ask, in, in_size);
    if (ask.event == W32_EVENT_EXTRA)
        (void)w32_client_window_extra_resize(client, ask.window, 1);
    return w32_attack_answer(0, out, ret_written);
}


enum w32_status w32_attack_window_extra_resized(const struct w32_client *client)
{
    struct w32_client self = *client;
    w32_handle wndclass, window = 0;
    uint32_t before;
    enum w32_status status = w32_client_class(client, 8, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, answer, &self);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    if (status == W32_OK)
        status = w32_client_window_extra_set(client, window, 5, 0x41414141, &before);
    client->host->answer(client->context, NULL, NULL);
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
