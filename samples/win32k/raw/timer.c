/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

/* The first place of a timer; id null: of any timer of the window. Null: there is none. */
static struct w32_timer *w32_timer_find(struct w32_driver *driver, const struct w32_window *window, const uint32_t *id)
{
    uint32_t i;

    for (i = 0; i < W32_TIMERS_MAX; i++) {
        struct w32_timer *timer = &driver->timers[i];

        if (timer->window == window && (!id || timer->id == *id))
            return timer;
    }
    return NULL;
}

/* A timer that is due, of a window of the thread. */
struct w32_timer *w32_timer_due(struct w32_driver *driver, const struct w32_thread *thread)
{
    uint64_t now = w32_platform_clock();
    uint32_t i;

    for (i = 0; i < W32_TIMERS_MAX; i++) {
        struct w32_timer *timer = &driver->timers[i];

        if (timer->window && timer->window->thread == thread && timer->due <= now) {
            timer->due = now + timer->period;
            return timer;
        }
    }
    return NULL;
}

/* The end of a window's timers. */
void w32_timer_forget(struct w32_driver *driver, const struct w32_window *window)
{
    struct w32_timer *timer = w32_timer_find(driver, window, NULL);

    if (timer)
        timer->window = NULL; /* fault: timer-second-kept */
}

uint64_t w32_timer_digest(uint64_t digest, const struct w32_driver *driver)
{
    uint32_t i;

    for (i = 0; i < W32_TIMERS_MAX; i++) {
        const struct w32_timer *timer = &driver->timers[i];

        if (!timer->window)
            continue;
        digest = w32_digest_u32(digest, timer->id);
        digest = w32_digest_u32(digest, timer->period);
    }
    return digest;
}

enum w32_status w32_request_timer_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                      W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_timer_set_in *ask = in;
    struct w32_window *window;
    struct w32_timer *timer;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->period == 0 || ask->period > W32_TIMER_PERIOD_MAX)
        return W32_BAD_VALUE;
    timer = w32_timer_find(call->driver, window, &ask->id);
    if (!timer)
        timer = w32_timer_find(call->driver, NULL, NULL);
    if (!timer)
        return W32_NO_SLOT;
    timer->window = window;
    timer->id = ask->id;
    timer->period = ask->period;
    timer->due = w32_platform_clock() + ask->period;
    return W32_OK;
}

enum w32_status w32_request_timer_kill(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_timer_kill_in *ask = in;
    struct w32_window *window;
    struct w32_timer *timer;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    timer = w32_timer_find(call->driver, window, &ask->id);
    if (!timer)
        return W32_BAD_VALUE;
    timer->window = NULL;
    return W32_OK;
}
