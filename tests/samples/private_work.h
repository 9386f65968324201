/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Requests whose answers depend on nothing but the client's own objects, whoever else is at the same driver: regions, a
 * bitmap that is drawn on, a window with its messages. So their digest is the same alone and among others.
 */
#ifndef W32_PRIVATE_WORK_H
#define W32_PRIVATE_WORK_H

#include "shared/client.h"

/* So many rounds. A digest over every status and every answer; nothing is left behind. Pre: there is a surface. */
uint64_t w32_private_work(const struct w32_client *client, uint64_t seed, uint32_t rounds);

#endif
