/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* <stddef.h> for the Linux kernel, how it wants its assembly, and what its sanitizer has not. */
#ifndef BULWARK_LINUX_STDDEF_H
#define BULWARK_LINUX_STDDEF_H

#include <linux/linkage.h>
#include <linux/stddef.h>
#include <linux/types.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 10, 0)
#include <linux/objtool.h>
#else
#include <linux/frame.h>
#endif

#if defined(CONFIG_X86_64) && defined(ASM_RET)
#define BW_ASM_RETURN "  " ASM_RET
#endif
/* objtool follows every path of every function to its end, and every saved register back. */
#define BW_ASM_RESTORE_ALL
#define BW_NORETURN_NEEDS_TRAP
/* KASAN poisons by calls of its own; the functions of AddressSanitizer that do are in no kernel. */
#define BW_NO_POISON_REGIONS
#define BW_ASM_ODD_STACK(name) STACK_FRAME_NON_STANDARD(name)

#endif
