/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* <stdbool.h> for the Linux kernel, whose bool is the language's. */
#ifndef BULWARK_LINUX_STDBOOL_H
#define BULWARK_LINUX_STDBOOL_H

#include <linux/stddef.h>
#include <linux/types.h>

#endif
