/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

enum w32_status w32_driver_create(struct w32_driver **ret_driver)
{
    struct w32_driver *driver;
    w32_drivers block;
    enum w32_status status = w32_drivers_take(1, &block);

    if (status != W32_OK)
        return status;
    driver = w32_drivers_at(block, 0);
    BW_MEMORY_FILL(driver, 0, sizeof *driver);
    driver->orphans.quota = W32_ENTRIES_MAX;
    w32_windows_init(&driver->windows);
    w32_hooks_init(&driver->hooks);
    driver->lock = w32_platform_lock_create();
    status = driver->lock ? w32_palette_create(&driver->palette) : W32_NO_MEMORY;
    if (status == W32_OK)
        status = bw_u32s_take(W32_SURFACE_MAX, &driver->line);
    if (status == W32_OK)
        status = w32_object_tables_create(driver);
    if (status != W32_OK) {
        w32_driver_destroy(driver);
        return status;
    }
    *ret_driver = driver;
    return W32_OK;
}

void w32_driver_destroy(struct w32_driver *driver)
{
    w32_processes processes;

    if (!driver)
        return;
    processes = BW_SPAN_OF_ARRAY(w32_processes, driver->processes);
    for (size_t i = 0; i < processes.count; i++) {
        if (BW_AT(processes, i).driver)
            w32_process_end(w32_processes_at(processes, i));
    }
    w32_object_tables_free(driver);
    w32_surface_free(&driver->surface);
    w32_platform_free(driver->palette);
    bw_u32s_give(driver->line);
    w32_chars_give(driver->title);
    w32_platform_lock_destroy(driver->lock);
    w32_platform_free(driver);
}

uint64_t w32_driver_digest(const struct w32_driver *driver)
{
    uint64_t digest = W32_DIGEST_START;

    digest = w32_surface_digest(digest, &driver->surface);
    digest = w32_palette_digest(digest, driver->palette);
    digest = w32_process_digest(digest, driver);
    digest = w32_title_digest(digest, driver);
    digest = w32_window_capture_digest(digest, driver);
    digest = w32_message_digest(digest, driver);
    digest = w32_timer_digest(digest, driver);
    digest = w32_clipboard_digest(digest, driver);
    return w32_object_digest(digest, driver);
}

void w32_driver_counters(const struct w32_driver *driver, struct w32_counters *ret_counters)
{
    w32_threads_const threads = BW_SPAN_OF_ARRAY(w32_threads_const, driver->threads);
    struct w32_counters counters = {.requests = driver->requests,
                                    .callbacks = driver->callbacks,
                                    .contained = driver->contained,
                                    .deferred = driver->deferred,
                                    .objects = w32_object_count(driver)};

    for (size_t i = 0; i < threads.count; i++)
        counters.arena_bytes +=
            BW_AT(threads, i).process ? bw_arena_used(&BW_AT(threads, i).arena) - BW_AT(threads, i).start.used : 0;
    *ret_counters = counters;
}
