/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

enum w32_status w32_driver_create(struct w32_driver **ret_driver)
{
    struct w32_driver *driver = w32_platform_alloc(sizeof *driver);
    enum w32_status status;

    if (!driver)
        return W32_NO_MEMORY;
    memset(driver, 0, sizeof *driver);
    driver->lock = w32_platform_lock_create();
    status = driver->lock ? w32_palette_create(&driver->palette) : W32_NO_MEMORY;
    driver->line = w32_platform_alloc(W32_SURFACE_MAX * sizeof *driver->line);
    if (status == W32_OK && !driver->line)
        status = W32_NO_MEMORY;
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
    uint32_t i;

    if (!driver)
        return;
    for (i = 0; i < W32_PROCESSES_MAX; i++) {
        if (driver->processes[i].driver)
            w32_process_end(&driver->processes[i]);
    }
    w32_object_tables_free(driver);
    w32_surface_free(&driver->surface);
    w32_platform_free(driver->palette);
    w32_platform_free(driver->line);
    w32_platform_free(driver->title);
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
    struct w32_counters counters = {0};

    counters.requests = driver->requests;
    counters.callbacks = driver->callbacks;
    counters.objects = w32_object_count(driver);
    *ret_counters = counters;
}
