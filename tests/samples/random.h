/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Repeatable random numbers (xorshift64*), the same everywhere. */
#ifndef W32_RANDOM_H
#define W32_RANDOM_H

#include <stdint.h>

struct w32_random {
    uint64_t state;
};

static inline struct w32_random w32_random_seed(uint64_t seed)
{
    struct w32_random random = {seed * 0x9e3779b97f4a7c15u + 0x1234567u};

    if (random.state == 0)
        random.state = 1;
    return random;
}

static inline uint32_t w32_random_next(struct w32_random *random)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (uint32_t)((random->state * 0x2545f4914f6cdd1du) >> 32);
}

/* From low to high, both included. Pre: low <= high. */
static inline int32_t w32_random_in(struct w32_random *random, int32_t low, int32_t high)
{
    uint64_t width = (uint64_t)((int64_t)high - low) + 1;

    return (int32_t)(low + (int64_t)(w32_random_next(random) % width));
}

#endif
