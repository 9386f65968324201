/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A 64-bit hash over a sequence of values, one multiplication each. For comparing states, not for security. The
 * digest of a driver is the same whatever form, compiler or byte order.
 */
#ifndef W32_DIGEST_H
#define W32_DIGEST_H

#include <stdint.h>

#define W32_DIGEST_START 0xcbf29ce484222325u

static inline uint64_t w32_digest_u32(uint64_t digest, uint32_t value)
{
    digest = (digest ^ value) * 0x9fb21c651e98df25u;
    return digest ^ digest >> 32;
}

static inline uint64_t w32_digest_u64(uint64_t digest, uint64_t value)
{
    return w32_digest_u32(w32_digest_u32(digest, (uint32_t)value), (uint32_t)(value >> 32));
}

static inline uint64_t w32_digest_i32(uint64_t digest, int32_t value)
{
    return w32_digest_u32(digest, (uint32_t)value);
}

#endif
