/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The user-mode host: the platform contract on top of the C library, and clients that call the driver linked in.
 *
 * It counts what the driver holds, so that a leak is a number, fills new blocks with a pattern, so that nobody lives on
 * zeros by chance, and can refuse an allocation on purpose. The client's memory is the program's own, but for the
 * upper half of the addresses, which stands for the kernel's: reads and writes there fail. Each client is a process
 * with one thread, or one more thread of such a process. The driver may be used from several threads at a time, each with clients of its own.
 */
#ifndef W32_USER_H
#define W32_USER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/client.h"
#include "shared/driver.h"

/* Blocks that the driver took and did not give back. */
uint64_t w32_user_blocks(void);

/* Where blocks come from, before the first one is taken. At the start: malloc and free. */
void w32_user_memory(void *(*take)(size_t size), void (*give)(void *block));

/* The allocation after `count` more ones fails, once. UINT64_MAX: none does (the start). */
void w32_user_fail_after(uint64_t count);

/* Whether new blocks are filled with the pattern (at the start they are). Off: they cost what malloc costs. */
void w32_user_pattern(bool on);

/* Whether the stack that a request will use is filled with the same pattern (at the start it is not). */
void w32_user_paint(bool on);

/* A client in a process of its own. On failure: as w32_process_attach; ret_client untouched. */
enum w32_status w32_user_open(struct w32_driver *driver, struct w32_client *ret_client);

/* A client in the process of that one, as its next thread; it is closed before that one is. On failure: as w32_thread_attach. */
enum w32_status w32_user_open_beside(const struct w32_client *client, struct w32_client *ret_client);

/* The end of a client's process. Clients left open are to be closed before the driver ends. */
void w32_user_close(const struct w32_client *client);

/* The thread of a client, for what a host alone may do. */
struct w32_thread *w32_user_thread(const struct w32_client *client);

#endif
