/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The client deletes the hook that it is called for. */
#include "attacks/attacks.h"

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    struct w32_callback_hook_in ask;

    (void)out_size;
    if (code == W32_CALLBACK_HOOK && in_size == sizeof ask) {
        memcpy(&ask, in, sizeof ask);
        (void)w32_client_object_delete(context, ask.hook);
    }
    return w32_attack_answer(0, out, ret_written);
}

enum w32_status w32_attack_hook_next_kept(const struct w32_client *client)
{
    static const uint32_t data[2] = {1, 0};
    struct w32_client self = *client;
    w32_handle wndclass, window = 0, hook;
    uint32_t told;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, answer, &self);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    if (status == W32_OK)
        status = w32_client_hook(client, &hook);
    if (status == W32_OK)
        status = w32_client_send(client, window, (const struct w32_message_data *)(const void *)data, &told);
    client->host->answer(client->context, NULL, NULL);
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
