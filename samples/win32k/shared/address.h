/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Addresses of the client's memory in blocks of the interface. What such a pointer leads to is touched through the
 * platform's copies only.
 */
#ifndef W32_ADDRESS_H
#define W32_ADDRESS_H

#include <stdint.h>

#include "shared/abi.h"
#include "shared/untrusted.h"

static inline struct w32_address w32_address_of(const void *user)
{
    uint64_t value = (uint64_t)(uintptr_t)user;
    struct w32_address address = {(uint32_t)value, (uint32_t)(value >> 32)};
    return address;
}

W32_CLIENT static inline void *w32_address_pointer(struct w32_address address)
{
    return (void *)(uintptr_t)((uint64_t)address.high << 32 | address.low);
}

/* The address so many bytes further on. */
static inline struct w32_address w32_address_behind(struct w32_address address, uint32_t size)
{
    struct w32_address behind = {address.low + size, address.high + (address.low + size < size)};
    return behind;
}

#endif
