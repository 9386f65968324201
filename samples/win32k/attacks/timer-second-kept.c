/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The second of two timers is due after the end of their window. */
#include "attacks/attacks.h"

static enum w32_status agree(void *context, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                             uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size, (void)out_size;
    return w32_attack_answer(0, out, ret_written);
}


enum w32_status w32_attack_timer_second_kept(const struct w32_client *client)
{
    struct w32_message_get_out message;
    w32_handle wndclass, window = 0;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, agree, NULL);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    client->host->answer(client->context, NULL, NULL);
    if (status == W32_OK)
        status = w32_client_timer(client, window, 1, 10);
    if (status == W32_OK)
        status = w32_client_timer(client, window, 2, 10);
    if (status == W32_OK)
        status = w32_client_object_delete(client, window);
    client->host->tick(client->context, 20);
    if (status == W32_OK)
        status = w32_client_get(client, &message);
    /* Nothing came of it; the timer is not there to be ended. */
    if (status == W32_OK && message.message == 0)
        status = w32_client_timer_kill(client, window, 2);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}
