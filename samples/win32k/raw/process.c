/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

static enum w32_status w32_process_begin(struct w32_driver *driver, struct w32_process **ret_process)
{
    uint32_t i;

    for (i = 0; i < W32_PROCESSES_MAX; i++) {
        struct w32_process *process = &driver->processes[i];

        if (process->driver)
            continue;
        memset(process, 0, sizeof *process);
        process->driver = driver;
        process->number = i + 1;
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
    struct w32_window *window;

    for (window = thread->process->driver->windows; window; window = window->next) {
        if (window->thread == thread)
            window->thread = NULL;
    }
    w32_message_free_all(thread);
    thread->process = NULL;
}

/* Pre: the lock is held. */
void w32_process_end(struct w32_process *process)
{
    struct w32_driver *driver = process->driver;
    uint32_t i;

    for (i = 0; i < W32_THREADS_MAX; i++) {
        if (driver->threads[i].process == process)
            w32_thread_end(&driver->threads[i]);
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
    uint32_t i;

    for (i = 0; i < W32_THREADS_MAX; i++) {
        struct w32_thread *thread = &process->driver->threads[i];

        if (thread->process)
            continue;
        memset(thread, 0, sizeof *thread);
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
    uint32_t i;

    for (i = 0; i < W32_PROCESSES_MAX; i++) {
        const struct w32_process *process = &driver->processes[i];

        if (!process->driver)
            continue;
        digest = w32_digest_u32(digest, process->number);
        digest = w32_digest_u32(digest, process->objects);
        digest = w32_dc_digest(digest, &process->dc);
    }
    return digest;
}
