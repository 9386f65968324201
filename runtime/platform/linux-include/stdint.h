/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* <stdint.h> for the Linux kernel, which has the types and is compiled without the compiler's headers. */
#ifndef BULWARK_LINUX_STDINT_H
#define BULWARK_LINUX_STDINT_H

#include <linux/limits.h>
#include <linux/types.h>

#define INT8_MIN S8_MIN
#define INT8_MAX S8_MAX
#define UINT8_MAX U8_MAX
#define INT16_MIN S16_MIN
#define INT16_MAX S16_MAX
#define UINT16_MAX U16_MAX
#define INT32_MIN S32_MIN
#define INT32_MAX S32_MAX
#define UINT32_MAX U32_MAX
#define INT64_MIN S64_MIN
#define INT64_MAX S64_MAX
#define UINT64_MAX U64_MAX
#define PTRDIFF_MAX ((ptrdiff_t)(~(size_t)0 >> 1))
#define PTRDIFF_MIN (-PTRDIFF_MAX - 1)

#ifndef UINT32_C
#define UINT32_C(value) value##u
#endif
#ifndef UINT64_C
#define UINT64_C(value) value##ull
#endif

#endif
