/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A message of more words than there is room for, then the oldest message is taken. */
#include "attacks/attacks.h"

static enum w32_status agree(void *context, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                             uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size, (void)out_size;
    return w32_attack_answer(0, out, ret_written);
}


enum w32_status w32_attack_message_links_overwritten(const struct w32_client *client)
{
    static const uint32_t words[8] = {1, 2, 3, 4, 0x41414141, 0x4141, 0x41414141, 0x4141};
    struct w32_message_get_out message;
    w32_handle wndclass, window = 0;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, agree, NULL);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    client->host->answer(client->context, NULL, NULL);
    if (status == W32_OK)
        status = w32_client_post(client, window, 1, words, 8);
    if (status == W32_OK)
        status = w32_client_get(client, &message);
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
