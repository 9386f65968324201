/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A small generator of numbers for tests: the same seed gives the same numbers everywhere. */
#ifndef BULWARK_TESTS_ENGINE_RANDOM_H
#define BULWARK_TESTS_ENGINE_RANDOM_H

#include <stdint.h>

typedef struct random_source {
    uint64_t state;
} random_source;

static inline uint64_t random_bits(random_source *r)
{
    uint64_t z = (r->state += 0x9e3779b97f4a7c15u);
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* Seeds side by side must not give one sequence shifted. */
static inline random_source random_start(uint64_t seed)
{
    random_source r = {~seed};
    r.state = random_bits(&r);
    return r;
}

/* 0 to limit - 1. */
static inline unsigned random_below(random_source *r, unsigned limit)
{
    return (unsigned)(random_bits(r) % limit);
}

/* lo to hi. */
static inline int64_t random_between(random_source *r, int64_t lo, int64_t hi)
{
    return lo + (int64_t)(random_bits(r) % ((uint64_t)(hi - lo) + 1));
}

#endif
