/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

/* The words of a process that ends, or puts others there. */
void w32_clipboard_forget(struct w32_process *process)
{
    if (process->driver->clipboard == process)
        process->driver->clipboard = NULL;
    bw_u32s_give(process->clip);
    process->clip = bw_u32s_make(NULL, 0);
}

uint64_t w32_clipboard_digest(uint64_t digest, const struct w32_driver *driver)
{
    bw_u32s words = driver->clipboard ? driver->clipboard->clip : bw_u32s_make(NULL, 0);

    for (size_t i = 0; i < words.count; i++)
        digest = w32_digest_u32(digest, BW_AT(words, i));
    return w32_digest_u32(digest, driver->clipboard != NULL);
}

enum w32_status w32_request_clipboard_set(struct w32_call *call, bw_reader *in)
{
    uint32_t count = w32_take_u32(in);
    bw_u32s clip;
    enum w32_status status;

    if (count > W32_CLIPBOARD_WORDS_MAX)
        return W32_BAD_VALUE;
    if (count > bw_reader_left(in) / sizeof(uint32_t))
        return W32_BAD_SIZE;
    status = bw_u32s_take(count, &clip);
    if (status != W32_OK)
        return status;
    for (size_t i = 0; i < clip.count; i++)
        BW_AT(clip, i) = w32_take_u32(in);
    w32_clipboard_forget(call->process);
    call->process->clip = clip;
    call->driver->clipboard = count ? call->process : NULL;
    return W32_OK;
}

enum w32_status w32_request_clipboard_get(struct w32_call *call, bw_reader *in)
{
    const struct w32_process *owner = call->driver->clipboard;
    w32_words answer = w32_answer(call);
    bw_u32s clip;

    (void)in;
    if (!owner)
        return W32_NO_ANSWER;
    clip = owner->clip;
    if (call->out_size / sizeof(uint32_t) < clip.count)
        return W32_BAD_SIZE;
    for (size_t i = 0; i < clip.count; i++)
        w32_words_put(&answer, BW_AT(clip, i));
    return w32_answer_done(call, &answer);
}
