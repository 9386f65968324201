/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

void w32_hook_end(struct w32_hook *hook, struct w32_driver *driver)
{
    if (hook->next)
        hook->next->previous = hook->previous;
    if (hook->previous)
        hook->previous->next = hook->next;
    else
        driver->hooks = hook->next;
}

/* That there is one is all there is to see. */
uint64_t w32_hook_digest(uint64_t digest, const struct w32_hook *hook)
{
    (void)hook;
    return digest;
}

enum w32_status w32_request_hook_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                     W32_UNTRUSTED uint32_t in_size)
{
    struct w32_driver *driver = call->driver;
    struct w32_hook *hook;
    enum w32_status status = w32_hook_object_new(call, &hook);

    (void)in;
    (void)in_size;
    if (status != W32_OK)
        return status;
    hook->next = driver->hooks;
    if (hook->next)
        hook->next->previous = hook;
    driver->hooks = hook;
    return w32_object_publish(call, &hook->head, W32_OK);
}

enum w32_status w32_hook_run(struct w32_call *call, w32_handle window, uint32_t message, bool *ret_swallowed)
{
    struct w32_hook *hook;
    enum w32_status status = W32_OK;

    *ret_swallowed = false;
    for (hook = call->driver->hooks; hook && status == W32_OK && !*ret_swallowed;
         hook = hook->next) { /* fault: hook-next-kept */
        struct w32_callback_hook_in ask;
        struct w32_callback_window_out told;

        if (hook->head.owner != call->process)
            continue;
        ask.hook = hook->head.handle;
        ask.window = window;
        ask.message = message;
        status = w32_callback(call, W32_CALLBACK_HOOK, &ask, sizeof ask, &told, sizeof told);
        if (status == W32_OK)
            *ret_swallowed = told.answer != 0;
    }
    return status;
}
