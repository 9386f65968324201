/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The count of a message changes between the first and the second time that the driver reads it. */
#include "attacks/attacks.h"

struct data {
    uint32_t words[2 + W32_MESSAGE_SEND_MAX];
    uint32_t reads;
};

/* Another thread of the client, so to speak. */
static bool change(void *context, const void *address, size_t size)
{
    struct data *data = context;

    (void)size;
    if (address == data && ++data->reads == 2)
        data->words[1] = W32_MESSAGE_SEND_MAX;
    return true;
}

/* Has nothing to say to the message that was checked. */
static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    struct w32_callback_message_in ask;

    (void)context, (void)out_size;
    if (code == W32_CALLBACK_MESSAGE && in_size >= sizeof ask) {
        memcpy(&ask, in, sizeof ask);
        if (ask.count == 1)
            return W32_BAD_VALUE;
    }
    return w32_attack_answer(0, out, ret_written);
}

enum w32_status w32_attack_message_refetch(const struct w32_client *client)
{
    struct data data = {{7, 1}, 0};
    w32_handle wndclass, window = 0;
    uint32_t told;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, answer, NULL);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    client->host->watch(client->context, change, &data);
    if (status == W32_OK)
        status = w32_client_send(client, window, (const struct w32_message_data *)(const void *)&data, &told);
    client->host->watch(client->context, NULL, NULL);
    client->host->answer(client->context, NULL, NULL);
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
