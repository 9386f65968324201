/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The kernels and their variants.
 *
 * BENCH_KERNELS(X) names every kernel once; X(name). Variants are functions called <variant>_<kernel>: raw,
 * tuned, hardened and rust have sources of their own; ubsan is the raw source, compiled with UBSan's checks.
 */
#ifndef BULWARK_BENCH_RUNTIME_KERNELS_H
#define BULWARK_BENCH_RUNTIME_KERNELS_H

#include "work.h"

#define BENCH_KERNELS(X)                                                                                               \
    X(region_union)                                                                                                    \
    X(region_intersect)                                                                                                \
    X(region_subtract)                                                                                                 \
    X(point_in_region)                                                                                                 \
    X(scanline_fill)                                                                                                   \
    X(clipped_blit)                                                                                                    \
    X(glyph_blend)                                                                                                     \
    X(palette_lookup)                                                                                                  \
    X(raster_op)                                                                                                       \
    X(hit_test)                                                                                                        \
    X(handle_lookup)                                                                                                   \
    X(message_queue)                                                                                                   \
    X(metafile_parse)                                                                                                  \
    X(path_bounds)

#define BENCH_VARIANTS(X) X(raw) X(tuned) X(hardened) X(ubsan) X(rust)

/* BENCH_NAME(kernel): the function's name in the raw sources, which are compiled twice. */
#ifndef BENCH_VARIANT
#define BENCH_VARIANT raw
#endif
#define BENCH_JOIN_(variant, kernel) variant##_##kernel
#define BENCH_JOIN(variant, kernel) BENCH_JOIN_(variant, kernel)
#define BENCH_NAME(kernel) BENCH_JOIN(BENCH_VARIANT, kernel)

#define BENCH_DECLARE_(kernel)                                                                                         \
    bench_kernel raw_##kernel;                                                                                         \
    bench_kernel tuned_##kernel;                                                                                       \
    bench_kernel hardened_##kernel;                                                                                    \
    bench_kernel ubsan_##kernel;                                                                                       \
    bench_kernel rust_##kernel;
BENCH_KERNELS(BENCH_DECLARE_)

/* For code that a constant argument makes several functions of: the same in every variant. */
#define BENCH_INLINE static inline __attribute__((always_inline))

/* A primitive of a device, which a driver calls through its table: a call in every variant. */
#define BENCH_PRIMITIVE static __attribute__((noinline))

#endif
