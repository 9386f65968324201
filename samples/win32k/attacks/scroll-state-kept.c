/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Asked about a new position, the client takes the scroll bar away. */
#include "attacks/attacks.h"

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_client *client = context;
    struct w32_callback_window_in ask;

    (void)code, (void)out_size;
    memcpy(&ask, in, in_size);
    if (ask.event == W32_EVENT_SCROLL)
        (void)w32_client_scroll_remove(client, ask.window, W32_BAR_UPRIGHT);
    return w32_attack_answer(0, out, ret_written);
}

enum w32_status w32_attack_scroll_state_kept(const struct w32_client *client)
{
    static const struct w32_scroll_info info = {0, 100, 10, 50};
    struct w32_client self = *client;
    w32_handle wndclass, window = 0;
    int32_t position;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, answer, &self);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 100, 130}, &window);
    if (status == W32_OK)
        status = w32_client_scroll_set(client, window, W32_BAR_UPRIGHT, &info, &position);
    if (status == W32_OK)
        status = w32_client_scroll_move(client, window, W32_BAR_UPRIGHT, W32_SCROLL_PAGE_ON, 0, &position);
    client->host->answer(client->context, NULL, NULL);
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
