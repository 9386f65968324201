/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/capture.h: user memory comes in once, as a copy, and goes out whole.
 *
 * - A user pointer is opaque: bw_user to read through, bw_user_out to write through. Neither has arithmetic or
 *   dereference, and the one does not compile in the place of the other.
 * - A capture copies user memory to the kernel's and spends the bw_user it read through: reading through it
 *   again is BW_ERR_FAULT. A second fetch needs a copy of the pointer made before, which is there to be seen.
 * - What was captured is an ordinary kernel object. It is untrusted, but it no longer changes.
 * - Structures shared with user mode have bw_user, bw_user_out, or bw_user32 where they would have pointers: what
 *   is read from a captured structure is opaque again.
 * - Copy-out takes plain types (plain.h), whose bytes are all fields: one with padding, with a pointer, or with
 *   a field that its declaration left out does not compile.
 * - Every user address is legal to try; a bad one is BW_ERR_FAULT. A context that must not touch user memory
 *   (raised IRQL, interrupt) is BW_ERR_CONTEXT.
 */
#ifndef BULWARK_CAPTURE_H
#define BULWARK_CAPTURE_H

#include <bulwark/arena.h>
#include <bulwark/base.h>
#include <bulwark/endian.h>
#include <bulwark/plain.h>
#include <bulwark/span.h>

BW_C_BEGIN

/* ---- user pointers ------------------------------------------------------------------------------------- */

/* An address in user memory to read through, once. The size and place of a pointer in a shared structure. */
typedef struct bw_user {
  uintptr_t address;
} bw_user;

/* An address in user memory to write through. The size and place of a pointer in a shared structure. */
typedef struct bw_user_out {
  uintptr_t address;
} bw_user_out;

/* Pointers as processes of a given width lay them out in shared structures. */
typedef struct bw_user32 {
  uint32_t address;
} bw_user32;

typedef struct bw_user64 {
  uint64_t address;
} bw_user64;

/* What a spent bw_user holds: the last address there is, in no user memory. */
#define BW_USER_SPENT UINTPTR_MAX

/* Opaque pointers from an argument of a system call. Never fail; any value will do. Cost: none. */
BW_INLINE bw_user bw_user_make(uintptr_t address) {
  bw_user user;
  user.address = address;
  return user;
}

BW_INLINE bw_user_out bw_user_out_make(uintptr_t address) {
  bw_user_out user;
  user.address = address;
  return user;
}

/* The pointer to write results back through, for memory that is argument and result. Take it before capture. */
BW_INLINE bw_user_out bw_user_as_out(bw_user user) {
  return bw_user_out_make(user.address);
}

/* Whether user mode passed NULL. */
BW_INLINE bool bw_user_is_null(bw_user user) {
  return user.address == 0u;
}

BW_INLINE bool bw_user_out_is_null(bw_user_out user) {
  return user.address == 0u;
}

/*
 * The pointer to offset bytes behind user, as for a field: bw_user_offset(user, offsetof(type, field), &ret).
 * On failure: BW_ERR_RANGE when the address wraps, or user is spent. Whether anything is there is not looked at.
 */
BW_MUST_CHECK bw_status bw_user_offset(bw_user user, size_t offset, bw_user *ret_user);
BW_MUST_CHECK bw_status bw_user_out_offset(bw_user_out user, size_t offset, bw_user_out *ret_user);

/* The pointer to the item at index of an array of items of elem_bytes each. On failure as bw_user_offset. */
BW_MUST_CHECK bw_status bw_user_element(bw_user user, size_t index, size_t elem_bytes, bw_user *ret_user);
BW_MUST_CHECK bw_status bw_user_out_element(bw_user_out user, size_t index, size_t elem_bytes,
                                            bw_user_out *ret_user);

/* Pointers of a 32-bit process, zero-extended. Never fail. */
BW_INLINE bw_user bw_user_from32(bw_user32 user) {
  return bw_user_make((uintptr_t)user.address);
}

BW_INLINE bw_user_out bw_user_out_from32(bw_user32 user) {
  return bw_user_out_make((uintptr_t)user.address);
}

/* Pointers from 64-bit fields. On failure: BW_ERR_RANGE, it does not fit the kernel's shorter pointers. */
BW_MUST_CHECK bw_status bw_user_from64(bw_user64 user, bw_user *ret_user);
BW_MUST_CHECK bw_status bw_user_out_from64(bw_user64 user, bw_user_out *ret_user);

/* ---- one object in ------------------------------------------------------------------------------------- */

/*
 * Reads bytes bytes through *from and spends it. On failure: BW_ERR_FAULT, BW_ERR_CONTEXT; *from is as before and
 * what is at to is lost. Not for direct use.
 */
BW_MUST_CHECK bw_status bw_capture_read_(void *to, bw_user *from, size_t bytes);

/*
 * BW_CAPTURE_DECLARE(name, type) makes
 *   bw_status name_capture(bw_user *from, type *ret_value)
 * which copies one object in and spends *from. pre: every content is a value of the type, as of a plain type
 * (plain.h): no pointer and no bool in it; padding does no harm here. On failure: BW_ERR_FAULT, BW_ERR_CONTEXT;
 * *from and *ret_value are as before. Cost: one platform call, and the object a second time on the stack; capture
 * large ones as spans of one item.
 */
#define BW_CAPTURE_DECLARE(name, type)                                                                           \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_capture(bw_user *from_, type *ret_value_) {                \
    type value_;                                                                                                 \
    bw_status status_ = bw_capture_read_(&value_, from_, sizeof(value_));                                        \
    if (status_ == BW_OK) {                                                                                      \
      *ret_value_ = value_;                                                                                      \
    }                                                                                                            \
    return status_;                                                                                              \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(type) != 0u, "there is something to capture")

BW_CAPTURE_DECLARE(bw_u8, uint8_t);
BW_CAPTURE_DECLARE(bw_u16, uint16_t);
BW_CAPTURE_DECLARE(bw_u32, uint32_t);
BW_CAPTURE_DECLARE(bw_u64, uint64_t);
/* Pointers that lie in user memory themselves, as in arrays of strings. */
BW_CAPTURE_DECLARE(bw_user, bw_user);
BW_CAPTURE_DECLARE(bw_user_out, bw_user_out);
BW_CAPTURE_DECLARE(bw_user32, bw_user32);
BW_CAPTURE_DECLARE(bw_user64, bw_user64);

/* ---- arrays in ----------------------------------------------------------------------------------------- */

/* As bw_capture_read_; what is at to after a failure is zero. Not for direct use. */
BW_MUST_CHECK bw_status bw_capture_fill_(void *to, bw_user *from, size_t bytes);

/*
 * BW_SPAN_CAPTURE_DECLARE(name, type), after BW_SPAN_DECLARE(name, type), makes two functions that copy count
 * items in with one fetch and spend *from. type as for BW_CAPTURE_DECLARE; *from, *ret_span and the arena are as
 * before on every failure.
 *   bw_status name_capture(bw_arena *arena, bw_user *from, size_t count, size_t limit, name *ret_span)
 *     into a block of the arena. limit: the most items a caller may have. On failure: BW_ERR_RANGE, count is
 *     above limit or the bytes do not fit size_t; BW_ERR_MEMORY; BW_ERR_FAULT; BW_ERR_CONTEXT.
 *   bw_status name_capture_into(name storage, bw_user *from, size_t count, name *ret_span)
 *     into the first items of storage; what they held is lost, also on failure. On failure: BW_ERR_RANGE, count
 *     is more than storage has, nothing lost; BW_ERR_FAULT, BW_ERR_CONTEXT, those items are zero.
 * Cost: a block or none, one platform call.
 */
#define BW_SPAN_CAPTURE_DECLARE(name, type)                                                                      \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_capture(bw_arena *arena_, bw_user *from_, size_t count_,   \
                                                              size_t limit_, name *ret_span_) {                  \
    void *block_ = NULL;                                                                                         \
    bw_arena_mark mark_;                                                                                         \
    bw_status status_;                                                                                           \
    if (count_ > limit_) {                                                                                       \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    mark_ = bw_arena_save(arena_);                                                                               \
    status_ = bw_arena_alloc_array(arena_, count_, sizeof(type), BW_ALIGNOF(type), &block_);                     \
    if (status_ == BW_OK) {                                                                                      \
      status_ = bw_capture_read_(block_, from_, count_ * sizeof(type));                                          \
    }                                                                                                            \
    if (status_ != BW_OK) {                                                                                      \
      bw_arena_rollback(arena_, mark_);                                                                          \
      return status_;                                                                                            \
    }                                                                                                            \
    *ret_span_ = name##_make((type *)block_, count_);                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_capture_into(name storage_, bw_user *from_, size_t count_, \
                                                                   name *ret_span_) {                            \
    bw_status status_ = BW_ERR_RANGE;                                                                            \
    /* The items of storage exist, so their bytes fit size_t. */                                                 \
    if (count_ <= storage_.count) {                                                                              \
      status_ = bw_capture_fill_(storage_.items, from_, count_ * sizeof(type));                                  \
    }                                                                                                            \
    if (status_ == BW_OK) {                                                                                      \
      storage_.count = count_;                                                                                   \
      *ret_span_ = storage_;                                                                                     \
    }                                                                                                            \
    return status_;                                                                                              \
  }                                                                                                              \
  BW_STATIC_ASSERT(BW_ALIGNOF(type) <= 64u, "an arena aligns to 64 bytes at most")

BW_SPAN_CAPTURE_DECLARE(bw_bytes, uint8_t);
BW_SPAN_CAPTURE_DECLARE(bw_u16s, uint16_t);
BW_SPAN_CAPTURE_DECLARE(bw_u32s, uint32_t);
BW_SPAN_CAPTURE_DECLARE(bw_u64s, uint64_t);

/* ---- strings in ---------------------------------------------------------------------------------------- */

/*
 * Copy a string in that ends with a NUL and spend *from; the text is without it. limit: the most units, NUL
 * included, a caller may pass; never is more than that fetched, and no unit twice. The address need not be
 * aligned. On failure: BW_ERR_RANGE, there is no NUL among limit units; BW_ERR_MEMORY, BW_ERR_FAULT,
 * BW_ERR_CONTEXT; *from, *ret_text and the arena are as before. Memory: the text and its NUL when they lie within
 * one step of BW_PLATFORM_USER_STEP bytes, else limit units. Cost: one pass, a platform call a step.
 */
BW_MUST_CHECK bw_status bw_string_capture(bw_arena *arena, bw_user *from, size_t limit, bw_bytes *ret_text);
BW_MUST_CHECK bw_status bw_string16_capture(bw_arena *arena, bw_user *from, size_t limit, bw_u16s *ret_text);

/*
 * The same into storage, whose count is the limit. The text is the first part of storage, and a NUL stands
 * behind it. What storage held is lost; after a failure storage is zero.
 */
BW_MUST_CHECK bw_status bw_string_capture_into(bw_bytes storage, bw_user *from, bw_bytes *ret_text);
BW_MUST_CHECK bw_status bw_string16_capture_into(bw_u16s storage, bw_user *from, bw_u16s *ret_text);

/*
 * A counted UTF-16 string as user mode passes it, lengths in bytes: UNICODE_STRING of a process of the kernel's
 * width and of a 32-bit one. Parts of captured structures.
 */
typedef struct bw_user_counted {
  uint16_t bytes;
  uint16_t capacity_bytes;
  bw_user units;
} bw_user_counted;

typedef struct bw_user_counted32 {
  uint16_t bytes;
  uint16_t capacity_bytes;
  bw_user32 units;
} bw_user_counted32;

BW_CAPTURE_DECLARE(bw_user_counted, bw_user_counted);
BW_CAPTURE_DECLARE(bw_user_counted32, bw_user_counted32);

/* The layout of the kernel's width for a captured 32-bit one. Never fails. */
BW_INLINE bw_user_counted bw_user_counted_from32(bw_user_counted32 counted) {
  bw_user_counted wide;
  wide.bytes = counted.bytes;
  wide.capacity_bytes = counted.capacity_bytes;
  wide.units = bw_user_from32(counted.units);
  return wide;
}

/*
 * Copies the text of a counted string in and spends counted->units. limit: the most units of two bytes. pre:
 * *counted is kernel memory, a captured copy. On failure: BW_ERR_FORMAT, the length is odd or above the
 * capacity; BW_ERR_RANGE, above limit; BW_ERR_MEMORY, BW_ERR_FAULT, BW_ERR_CONTEXT; all as before.
 */
BW_MUST_CHECK bw_status bw_counted_capture(bw_arena *arena, bw_user_counted *counted, size_t limit,
                                           bw_u16s *ret_text);

/* ---- out ----------------------------------------------------------------------------------------------- */

/* The halves of the functions below that do not depend on the type. Not for direct use. */
BW_MUST_CHECK bw_status bw_copy_out_(bw_user_out to, const void *from, size_t bytes);
BW_MUST_CHECK bw_status bw_copy_out_padded_(bw_user_out to, size_t room_bytes, const void *from, size_t bytes);

/*
 * BW_COPY_OUT_DECLARE(name), after the type was declared plain under that name (plain.h), makes
 *   bw_status name_copy_out(bw_user_out to, const type *value)
 * which copies one object to user memory. Plain is what keeps the kernel's own bytes in: no padding, no pointer,
 * no field forgotten, or it does not compile. pre: every field of *value was written. On failure: BW_ERR_FAULT,
 * BW_ERR_CONTEXT; of the target some bytes may have been written. Cost: one platform call.
 */
#define BW_COPY_OUT_DECLARE(name)                                                                                \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_copy_out(bw_user_out to_, const name##_plain_ *value_) {   \
    return bw_copy_out_(to_, value_, sizeof(*value_));                                                           \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(name##_plain_) != 0u, "there is something to copy")

BW_PLAIN_SCALAR_DECLARE(bw_u8, uint8_t);
BW_COPY_OUT_DECLARE(bw_u8);
BW_COPY_OUT_DECLARE(bw_u16);
BW_COPY_OUT_DECLARE(bw_u32);
BW_COPY_OUT_DECLARE(bw_u64);

/* Structures that go out may tell user mode its own addresses. */
#define BW_USER_FIELDS_(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(address)
BW_PLAIN_DECLARE(bw_user, bw_user, BW_USER_FIELDS_);
BW_PLAIN_DECLARE(bw_user_out, bw_user_out, BW_USER_FIELDS_);
BW_PLAIN_DECLARE(bw_user32, bw_user32, BW_USER_FIELDS_);
BW_PLAIN_DECLARE(bw_user64, bw_user64, BW_USER_FIELDS_);

/*
 * BW_SPAN_COPY_OUT_DECLARE(name, item), after BW_SPAN_DECLARE(name, type) and the declaration of the type as
 * plain under the name item, makes two functions. room: how many items user mode has place for.
 *   bw_status name_copy_out(bw_user_out to, size_t room, name_const items)
 *   bw_status name_copy_out_padded(bw_user_out to, size_t room, name_const items)
 *     the same, and zeros to the end of the room
 * On failure: BW_ERR_FULL, there are more items than room, nothing written; BW_ERR_RANGE, the bytes of the room
 * do not fit size_t; BW_ERR_FAULT, BW_ERR_CONTEXT, some bytes may have been written. Cost: one platform call,
 * and one for every BW_PLATFORM_USER_STEP bytes of zeros.
 */
#define BW_SPAN_COPY_OUT_DECLARE(name, item)                                                                     \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_copy_out(bw_user_out to_, size_t room_,                    \
                                                               name##_const span_) {                             \
    const item##_plain_ *items_ = span_.items;                                                                   \
    if (span_.count > room_) {                                                                                   \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    /* The items exist, so their bytes fit size_t. */                                                            \
    return bw_copy_out_(to_, items_, span_.count * sizeof(*items_));                                             \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_copy_out_padded(bw_user_out to_, size_t room_,             \
                                                                      name##_const span_) {                      \
    const item##_plain_ *items_ = span_.items;                                                                   \
    if (span_.count > room_) {                                                                                   \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    if (room_ > SIZE_MAX / sizeof(*items_)) {                                                                    \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    return bw_copy_out_padded_(to_, room_ * sizeof(*items_), items_, span_.count * sizeof(*items_));             \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item##_plain_) != 0u, "there is something to copy")

BW_SPAN_COPY_OUT_DECLARE(bw_bytes, bw_u8);
BW_SPAN_COPY_OUT_DECLARE(bw_u16s, bw_u16);
BW_SPAN_COPY_OUT_DECLARE(bw_u32s, bw_u32);
BW_SPAN_COPY_OUT_DECLARE(bw_u64s, bw_u64);

BW_C_END

#endif
