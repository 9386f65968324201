/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What device_client.c has beside host/user.h. */
#ifndef W32_DEVICE_CLIENT_H
#define W32_DEVICE_CLIENT_H

#include <stdint.h>

/* From the first call on the clock of the drivers stands still but for these milliseconds. */
void w32_device_tick(uint64_t milliseconds);

/* How a program ends that makes requests to a device, besides its own ways. */
enum w32_device_end {
    W32_DEVICE_KILLED = 90, /* the kernel killed the thread that made a request */
    W32_DEVICE_WRONG = 91   /* the device or the system did not do what a client relies on; said on stderr */
};

#endif
