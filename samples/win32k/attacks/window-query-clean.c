/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The rectangle to be painted of a window that has nothing to paint. */
#include "attacks/attacks.h"

static enum w32_status agree(void *context, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                             uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size, (void)out_size;
    return w32_attack_answer(0, out, ret_written);
}


enum w32_status w32_attack_window_query_clean(const struct w32_client *client)
{
    struct w32_window_query_out answer;
    w32_handle wndclass, window = 0;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, agree, NULL);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    client->host->answer(client->context, NULL, NULL);
    if (status == W32_OK)
        status = w32_client_window_validate(client, window);
    if (status == W32_OK)
        status = w32_client_window_query(client, window, &answer);
    if (status == W32_OK && w32_attack_canary(&answer, sizeof answer, 8))
        w32_attack_tell("the rectangle of the answer holds memory of the kernel");
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
