/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A platform of the consumer's own: that of the distribution under another name for one function. */
#define bw_platform_panic distributed_panic
#include <platform/hosted.c>
#undef bw_platform_panic

BW_NORETURN void bw_platform_panic(const char *message, const void *address) {
  distributed_panic(message, address);
}
