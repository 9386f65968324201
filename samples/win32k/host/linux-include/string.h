/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* <string.h> for the Linux kernel, beside the runtime's other stand-ins. */
#ifndef W32_LINUX_STRING_H
#define W32_LINUX_STRING_H

#include <linux/string.h>

#endif
