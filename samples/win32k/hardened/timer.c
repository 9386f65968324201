/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

/* The first place of a timer; window null: a free one. id null: of any timer. Null: there is none. */
static struct w32_timer *w32_timer_find(struct w32_driver *driver, const struct w32_window *window, const uint32_t *id)
{
    w32_timers timers = BW_SPAN_OF_ARRAY(w32_timers, driver->timers);

    for (size_t i = 0; i < timers.count; i++) {
        struct w32_timer *timer = w32_timers_at(timers, i);
        struct w32_window *found = NULL;

        if (w32_window_object_any(driver, timer->window, &found) != W32_OK)
            found = NULL;
        if (found == window && (!id || timer->id == *id))
            return timer;
    }
    return NULL;
}

/* A timer that is due, of a window of the thread. */
struct w32_timer *w32_timer_due(struct w32_driver *driver, const struct w32_thread *thread)
{
    w32_timers timers = BW_SPAN_OF_ARRAY(w32_timers, driver->timers);
    uint64_t now = w32_platform_clock();

    for (size_t i = 0; i < timers.count; i++) {
        struct w32_timer *timer = w32_timers_at(timers, i);
        struct w32_window *window;

        if (w32_window_object_any(driver, timer->window, &window) == W32_OK && window->thread == thread &&
            timer->due <= now) {
            timer->due = now + timer->period;
            return timer;
        }
    }
    return NULL;
}

/* The end of a window's timers: its handle names nothing any more, and their places are free. */
void w32_timer_forget(struct w32_driver *driver, const struct w32_window *window)
{
    (void)driver;
    (void)window;
}

uint64_t w32_timer_digest(uint64_t digest, const struct w32_driver *driver)
{
    w32_timers_const timers = BW_SPAN_OF_ARRAY(w32_timers_const, driver->timers);

    for (size_t i = 0; i < timers.count; i++) {
        const struct w32_timer *timer = w32_timers_const_at(timers, i);
        struct w32_window *window;

        if (w32_window_object_any(driver, timer->window, &window) != W32_OK)
            continue;
        digest = w32_digest_u32(digest, timer->id);
        digest = w32_digest_u32(digest, timer->period);
    }
    return digest;
}

enum w32_status w32_request_timer_set(struct w32_call *call, bw_reader *in)
{
    struct w32_timer fresh = {.window = w32_take_u32(in)};
    struct w32_window *window;
    struct w32_timer *timer;
    enum w32_status status = w32_window_object_find(call->process, fresh.window, &window);

    fresh.id = w32_take_u32(in);
    fresh.period = w32_take_u32(in);
    if (status != W32_OK)
        return status;
    if (fresh.period == 0 || fresh.period > W32_TIMER_PERIOD_MAX)
        return W32_BAD_VALUE;
    timer = w32_timer_find(call->driver, window, &fresh.id);
    if (!timer)
        timer = w32_timer_find(call->driver, NULL, NULL);
    if (!timer)
        return W32_NO_SLOT;
    fresh.due = w32_platform_clock() + fresh.period;
    *timer = fresh;
    return W32_OK;
}

enum w32_status w32_request_timer_kill(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t id = w32_take_u32(in);
    struct w32_window *window;
    struct w32_timer *timer;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    timer = w32_timer_find(call->driver, window, &id);
    if (!timer)
        return W32_BAD_VALUE;
    timer->window = 0;
    return W32_OK;
}
