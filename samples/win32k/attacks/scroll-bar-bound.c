/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The third scroll bar of a window. */
#include "attacks/attacks.h"

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size, (void)out_size;
    return w32_attack_answer(0, out, ret_written);
}

enum w32_status w32_attack_scroll_bar_bound(const struct w32_client *client)
{
    static const struct w32_scroll_info info = {0, 100, 10, 50};
    struct w32_scroll_info found;
    w32_handle wndclass, window = 0;
    int32_t position;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, answer, NULL);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 100, 130}, &window);
    client->host->answer(client->context, NULL, NULL);
    if (status == W32_OK)
        status = w32_client_scroll_set(client, window, W32_BAR_UPRIGHT, &info, &position);
    if (status == W32_OK)
        status = w32_client_scroll_query(client, window, W32_BARS, &found);
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
