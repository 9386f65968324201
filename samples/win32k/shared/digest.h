/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A 64-bit hash over a sequence of values (FNV-1a over their bytes, low byte first). For comparing states, not
 * for security. The digest of a driver is the same whatever form, compiler or byte order.
 */
#ifndef W32_DIGEST_H
#define W32_DIGEST_H

#include <stdint.h>

#define W32_DIGEST_START 0xcbf29ce484222325u

static inline uint64_t w32_digest_u32(uint64_t digest, uint32_t value)
{
    for (unsigned shift = 0; shift < 32; shift += 8) {
        digest ^= (value >> shift) & 0xffu;
        digest *= 0x100000001b3u;
    }
    return digest;
}

static inline uint64_t w32_digest_i32(uint64_t digest, int32_t value)
{
    return w32_digest_u32(digest, (uint32_t)value);
}

#endif
