/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * host/os.h on the C library, so that the common half of the kernel hosts can be tested without a kernel. A thread ends inside of
 * a request only if a test says so.
 */
#ifndef W32_OS_USER_H
#define W32_OS_USER_H

#include "host/os.h"

/* From here on the thread counts as ended, and its waits as those of one that is killed. */
void w32_os_user_kill(struct w32_os_thread *thread);

/* Whether waits go on until they are over, whatever time it takes: then a wake-up that is lost is missed for good. */
void w32_os_user_patient(bool on);

/* How often the host had something to say. */
unsigned w32_os_user_said(void);

#endif
