/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

/* The words of a process that ends, or puts others there. */
void w32_clipboard_forget(struct w32_process *process)
{
    w32_platform_free(process->clip); /* fault: clipboard-owner-exit */
    process->clip = NULL;
}

uint64_t w32_clipboard_digest(uint64_t digest, const struct w32_driver *driver)
{
    uint32_t i;

    for (i = 0; driver->clipboard && i < driver->clipboard_count; i++)
        digest = w32_digest_u32(digest, driver->clipboard[i]);
    return w32_digest_u32(digest, driver->clipboard != NULL);
}

enum w32_status w32_request_clipboard_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_clipboard_set_in *ask = in;
    uint32_t *clip = NULL;

    if (ask->count > W32_CLIPBOARD_WORDS_MAX)
        return W32_BAD_VALUE;
    if (in_size < sizeof *ask + ask->count * sizeof *ask->words)
        return W32_BAD_SIZE;
    if (ask->count) {
        clip = w32_platform_alloc(ask->count * sizeof *clip);
        if (!clip)
            return W32_NO_MEMORY;
        memcpy(clip, ask->words, ask->count * sizeof *clip);
    }
    w32_clipboard_forget(call->process);
    call->process->clip = clip;
    call->driver->clipboard = clip;
    call->driver->clipboard_count = ask->count;
    return W32_OK;
}

enum w32_status w32_request_clipboard_get(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_driver *driver = call->driver;
    size_t size = driver->clipboard_count * sizeof *driver->clipboard;

    (void)in;
    (void)in_size;
    if (!driver->clipboard)
        return W32_NO_ANSWER;
    if (call->out_size < size)
        return W32_BAD_SIZE;
    memcpy(call->out, driver->clipboard, size);
    call->written = (uint32_t)size;
    return W32_OK;
}
