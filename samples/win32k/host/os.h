/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the common half of the kernel hosts (channel.c, memory.c) asks of the kernel on top of the platform contract. A
 * host for one kernel (linux.c, windows.c) supplies both.
 */
#ifndef W32_OS_H
#define W32_OS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/abi.h"

/* Memory as w32_platform_alloc gives it, from the kernel itself. On failure: null. */
void *w32_os_alloc(size_t size);
void w32_os_free(void *block);

/* The copy of w32_platform_copy_in without a watcher. */
enum w32_status w32_os_copy_in(void *target, const void *user, size_t size);

/*
 * A flag that one thread sets and one waits for; the wait takes it back. create: null on failure. destroy: null is
 * allowed.
 */
struct w32_os_event;
struct w32_os_event *w32_os_event_create(void);
void w32_os_event_destroy(struct w32_os_event *event);
void w32_os_event_set(struct w32_os_event *event);

enum w32_os_wait {
    W32_OS_SET,  /* it was set */
    W32_OS_LATE, /* not for a tenth of a second or so */
    W32_OS_ENDED /* the waiting thread is being killed */
};
enum w32_os_wait w32_os_event_wait(struct w32_os_event *event);

/* Sleeps for some hundredths of a second, whatever becomes of the thread. */
void w32_os_pause(void);

/* The calling thread, as a reference that is given back with drop. Null is allowed for drop. */
struct w32_os_thread *w32_os_thread_self(void);
void w32_os_thread_drop(struct w32_os_thread *thread);
bool w32_os_thread_is_self(const struct w32_os_thread *thread);
/* Whether it is on its way out of the kernel for good. */
bool w32_os_thread_ended(const struct w32_os_thread *thread);

/* The kernel's clock in milliseconds. */
uint64_t w32_os_clock(void);

/* A line of the kernel's log. */
void w32_os_say(const char *what);

#endif
