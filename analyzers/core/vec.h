/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Growing arrays in an arena, for the plain structs of the core.
 *
 * BW_VEC(T) declares a vector; a zeroed one is empty. Growth doubles into the arena and leaves the old block behind
 * (the arena is dropped as a whole), so pointers to elements die at the next push: keep indices.
 * Memory that cannot be had ends the process through the platform's panic: a compiler has no better answer.
 */
#ifndef BULWARK_CORE_VEC_H
#define BULWARK_CORE_VEC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bw_arena;

#define BW_VEC(T)                                                                                                      \
    struct {                                                                                                           \
        T *at;                                                                                                         \
        uint32_t count;                                                                                                \
        uint32_t room;                                                                                                 \
    }

/* Makes room for one more element of elem_bytes and returns the new capacity's block, uncleared behind the elements. */
void *bw_vec_grow(struct bw_arena *arena, void *at, uint32_t count, uint32_t *room, size_t elem_bytes);

/* Zeroed memory for count elements, never NULL for count > 0. */
void *bw_core_alloc(struct bw_arena *arena, size_t count, size_t elem_bytes, size_t align);
/* The same, but the bytes are whatever they are: for what is written as a whole at once. */
void *bw_core_alloc_raw(struct bw_arena *arena, size_t count, size_t elem_bytes, size_t align);

#ifdef __cplusplus
}
#endif

/* __alignof__ rather than _Alignof: the lowering includes this from C++. */
#define bw_core_new(arena, T) ((T *)bw_core_alloc((arena), 1, sizeof(T), __alignof__(T)))
#define bw_core_array(arena, T, count) ((T *)bw_core_alloc((arena), (count), sizeof(T), __alignof__(T)))
#define bw_core_array_raw(arena, T, count) ((T *)bw_core_alloc_raw((arena), (count), sizeof(T), __alignof__(T)))

#define bw_vec_push(arena, vec, ...)                                                                                   \
    do {                                                                                                               \
        if ((vec)->count == (vec)->room)                                                                               \
            (vec)->at =                                                                                                \
                (__typeof__((vec)->at))bw_vec_grow((arena), (vec)->at, (vec)->count, &(vec)->room, sizeof *(vec)->at); \
        (vec)->at[(vec)->count++] = __VA_ARGS__;                                                                       \
    } while (0)

#endif
