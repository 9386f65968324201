/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a kernel that was built with FORTIFY_SOURCE puts before memcpy, in short. */
#ifndef BULWARK_TESTS_LINUX_FORTIFY_H
#define BULWARK_TESTS_LINUX_FORTIFY_H

#include "linux_kernel.h"

void fortify_panic(const char *name) __attribute__((noreturn));
void warned(const char *format, ...);

static inline __attribute__((always_inline)) _Bool fortify_memcpy_chk(size_t size, const size_t p_size, const size_t q_size,
                                                                      const size_t p_size_field) {
  if ((p_size != SIZE_MAX && p_size < size) || (q_size != SIZE_MAX && q_size < size))
    fortify_panic("memcpy");
  if (p_size_field != SIZE_MAX && p_size != p_size_field && p_size_field < size)
    return 1;
  return 0;
}

#undef memcpy
#define memcpy(p, q, size) ({ \
  const size_t size_ = (size_t)(size); \
  if (fortify_memcpy_chk(size_, __builtin_object_size(p, 0), __builtin_object_size(q, 0), __builtin_object_size(p, 1))) \
    warned("field-spanning write (size %zu)\n", size_); \
  __builtin_memcpy(p, q, size_); \
})

static inline u16 swab16(u16 x) {
  return __builtin_bswap16(x);
}

#endif
