/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The common half of the kernel hosts: what an open device is, and what its calls (device.h) do. It holds the pointers
 * of the driver's processes and threads; user mode has numbers. It supplies w32_platform_copy_in and
 * w32_platform_user_callback.
 *
 * Every call may come from any thread at any time, in any order, with any content. A thread that the kernel kills
 * during a request leaves the driver's lock taken and its structures half changed: such a device is given up, its
 * memory is lost, and the log says so; that is what a kernel does after an oops.
 */
#ifndef W32_CHANNEL_H
#define W32_CHANNEL_H

#include <stdbool.h>

#include "host/device.h"

struct w32_channel;

/* Once, before the first and after the last device. load: false without memory. */
bool w32_channel_load(void);
void w32_channel_unload(void);

/* A device without a driver. On failure: null. */
struct w32_channel *w32_channel_open(void);

/* pre: no call is under way in a living thread. */
void w32_channel_close(struct w32_channel *channel);

/*
 * One call. `control` is the kernel's copy, which goes back to the client afterwards. `testing`: whether the calls for tests
 * are there. May sleep, a request and a wait for as long as the client pleases; a thread that is killed comes back.
 */
void w32_channel_control(struct w32_channel *channel, enum w32_control_code code, struct w32_control *control,
                         bool testing);

#endif
