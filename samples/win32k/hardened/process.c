/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

#define W32_ARENA_CHUNK ((size_t)64 << 10)

static enum w32_status w32_process_begin(struct w32_driver *driver, struct w32_process **ret_process)
{
    w32_processes processes = BW_SPAN_OF_ARRAY(w32_processes, driver->processes);

    for (size_t i = 0; i < processes.count; i++) {
        struct w32_process *process = w32_processes_at(processes, i);
        struct w32_process fresh = {.driver = driver, .number = (uint32_t)i + 1, .objects.quota = W32_OBJECTS_MAX};

        if (process->driver)
            continue;
        *process = fresh;
        w32_dc_init(&process->dc, driver);
        *ret_process = process;
        return W32_OK;
    }
    return W32_NO_SLOT;
}

enum w32_status w32_process_attach(struct w32_driver *driver, struct w32_process **ret_process)
{
    enum w32_status status;

    w32_platform_lock_take(driver->lock);
    status = w32_process_begin(driver, ret_process);
    w32_platform_lock_drop(driver->lock);
    return status;
}

static void w32_thread_end(struct w32_thread *thread)
{
    const w32_windows *windows = &thread->process->driver->windows;

    for (struct w32_window *window = w32_windows_first(windows); window; window = w32_windows_next(windows, window)) {
        if (window->thread == thread)
            window->thread = NULL;
    }
    bw_arena_destroy(&thread->arena);
    w32_message_free_all(thread);
    thread->process = NULL;
}

/* Pre: the lock is held. */
void w32_process_end(struct w32_process *process)
{
    struct w32_driver *driver = process->driver;
    w32_threads threads = BW_SPAN_OF_ARRAY(w32_threads, driver->threads);

    for (size_t i = 0; i < threads.count; i++) {
        if (BW_AT(threads, i).process == process)
            w32_thread_end(w32_threads_at(threads, i));
    }
    w32_object_delete_owned(process);
    w32_clipboard_forget(process);
    w32_dc_free(&process->dc);
    process->driver = NULL;
}

void w32_process_exit(struct w32_process *process)
{
    struct w32_driver *driver = process->driver;

    w32_platform_lock_take(driver->lock);
    w32_process_end(process);
    w32_platform_lock_drop(driver->lock);
}

static enum w32_status w32_thread_begin(struct w32_process *process, void *client, struct w32_thread **ret_thread)
{
    w32_threads threads = BW_SPAN_OF_ARRAY(w32_threads, process->driver->threads);

    for (size_t i = 0; i < threads.count; i++) {
        struct w32_thread *thread = w32_threads_at(threads, i);
        bw_bytes first;

        if (thread->process)
            continue;
        /* In its place: with its messages a thread is too large for a kernel's stack. */
        BW_MEMORY_FILL(thread, 0, sizeof *thread);
        if (bw_arena_init(&thread->arena, W32_ARENA_CHUNK) != BW_OK)
            return W32_NO_MEMORY;
        if (bw_bytes_alloc(&thread->arena, 1, &first) != BW_OK) {
            bw_arena_destroy(&thread->arena);
            return W32_NO_MEMORY;
        }
        thread->start = bw_arena_save(&thread->arena);
        thread->process = process;
        thread->client = client;
        *ret_thread = thread;
        return W32_OK;
    }
    return W32_NO_SLOT;
}

enum w32_status w32_thread_attach(struct w32_process *process, void *client, struct w32_thread **ret_thread)
{
    struct w32_driver *driver = process->driver;
    enum w32_status status;

    w32_platform_lock_take(driver->lock);
    status = w32_thread_begin(process, client, ret_thread);
    w32_platform_lock_drop(driver->lock);
    return status;
}

void w32_thread_exit(struct w32_thread *thread)
{
    struct w32_driver *driver = thread->process->driver;

    w32_platform_lock_take(driver->lock);
    w32_thread_end(thread);
    w32_platform_lock_drop(driver->lock);
}

/* Who owns an object, as part of its digest. */
uint64_t w32_process_digest_owner(uint64_t digest, const struct w32_process *owner)
{
    return w32_digest_u32(digest, owner ? owner->number : 0);
}

uint64_t w32_process_digest(uint64_t digest, const struct w32_driver *driver)
{
    w32_processes_const processes = BW_SPAN_OF_ARRAY(w32_processes_const, driver->processes);

    for (size_t i = 0; i < processes.count; i++) {
        const struct w32_process *process = w32_processes_const_at(processes, i);

        if (!process->driver)
            continue;
        digest = w32_digest_u32(digest, process->number);
        digest = w32_digest_u32(digest, process->objects.count);
        digest = w32_dc_digest(digest, &process->dc);
    }
    return digest;
}
