/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The user-mode host: the platform contract on top of the C library, and a client that calls the driver linked in.
 *
 * It counts what the driver holds, so that a leak is a number, fills new blocks with a pattern, so that nobody lives on
 * zeros by chance, and can refuse an allocation on purpose. All of it is for one thread.
 */
#ifndef W32_USER_H
#define W32_USER_H

#include <stdint.h>

#include "shared/client.h"
#include "shared/driver.h"

/* Blocks that the driver took and did not give back. */
uint64_t w32_user_blocks(void);

/* The allocation after `count` more ones fails, once. UINT64_MAX: none does (the start). */
void w32_user_fail_after(uint64_t count);

/* A client of this driver, which must outlive it. */
struct w32_client w32_user_client(struct w32_driver *driver);

#endif
