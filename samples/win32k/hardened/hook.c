/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

BW_HARDENED_FILE;

void w32_hook_end(struct w32_hook *hook, void *context)
{
    struct w32_driver *driver = context;

    w32_hooks_remove(&driver->hooks, hook);
}

/* That there is one is all there is to see. */
uint64_t w32_hook_digest(uint64_t digest, const struct w32_hook *hook)
{
    (void)hook;
    return digest;
}

enum w32_status w32_request_hook_set(struct w32_call *call, bw_reader *in)
{
    struct w32_hook *hook;
    enum w32_status status = w32_hook_object_new(call, &hook);

    (void)in;
    if (status != W32_OK)
        return status;
    w32_hooks_push_front(&call->driver->hooks, hook);
    return w32_object_publish(call, &hook->head, W32_OK);
}

enum w32_status w32_hook_run(struct w32_call *call, w32_handle window, uint32_t message, bool *ret_swallowed)
{
    const w32_hooks *hooks = &call->driver->hooks;
    struct w32_hook *hook = w32_hooks_first(hooks);
    enum w32_status status = W32_OK;

    *ret_swallowed = false;
    while (hook && status == W32_OK && !*ret_swallowed) {
        w32_handle handle = hook->head.handle;
        uint32_t ask[3] = {handle, window, message}, told[1] = {0};

        if (hook->head.owner == call->process) {
            status = w32_callback(call, W32_CALLBACK_HOOK, BW_SPAN_OF_ARRAY(bw_u32s_const, ask),
                                  BW_SPAN_OF_ARRAY(bw_u32s, told));
            /* The next one is that of the hook as it is now. */
            if (status == W32_OK && w32_hook_object_find(call->process, handle, &hook) != W32_OK)
                status = W32_NO_ANSWER;
            *ret_swallowed = told[0] != 0;
        }
        if (status == W32_OK)
            hook = w32_hooks_next(&call->driver->hooks, hook);
    }
    return status;
}
