/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What crosses to and from user memory: opaque pointers, one object or array in, strings of unknown length in, bytes
 * out. Of the content of user memory nothing is said, for it may change between two reads: a read writes anything into
 * the bytes it was given, and into no other. What takes a block of an arena is not proved here.
 * of: include/bulwark/capture.h src/capture.c src/string_fetch.h
 * after: index ints span span_wide endian
 * prove: -wp-model Typed+cast
 * unproved: bw_u16_capture bw_u32_capture bw_u64_capture bw_user_capture bw_user_out_capture bw_user32_capture bw_user64_capture bw_user_counted_capture bw_user_counted32_capture bw_bytes_capture bw_u16s_capture bw_u32s_capture bw_u64s_capture bw_u16s_capture_into bw_u32s_capture_into bw_u64s_capture_into bw_u16_copy_out bw_u32_copy_out bw_u64_copy_out bw_u16s_copy_out bw_u32s_copy_out bw_u64s_copy_out bw_u16s_copy_out_padded bw_u32s_copy_out_padded bw_u64s_copy_out_padded capture_string bw_string_capture bw_string16_capture bw_string16_capture_into bw_counted_capture
 * dead: bw_user_from64 bw_user_out_from64 bw_bytes_copy_out_padded
 */
#include "u16s.h"

#include "endian.h"

#include "../fill.h"
#define BW_MEMORY_COPY(to, from, bytes) raw_bytes_move((uint8_t *)(to), (from), (bytes))

/* Plain types are trusted; of plain.h nothing but the names of the types is needed. */
#define BULWARK_PLAIN_H
#define BW_PLAIN_SCALAR_DECLARE(name, type) typedef type name##_plain_
#define BW_PLAIN_DECLARE(name, type, fields) typedef type name##_plain_
typedef uint16_t bw_u16_plain_;
typedef uint32_t bw_u32_plain_;
typedef uint64_t bw_u64_plain_;

/* What instances for other items and for arenas call. They are not proved here. */
/*@ assigns \nothing; */
bw_u32s bw_u32s_make(uint32_t *items, size_t count);
/*@ assigns \nothing; */
bw_u64s bw_u64s_make(uint64_t *items, size_t count);
#include "../no_arena.h"
/*@ assigns *arena, *ret_block; */
bw_status bw_arena_alloc(bw_arena *arena, size_t bytes, size_t align, void **ret_block);

#include <bulwark/capture.h>
#include <bulwark/platform.h>

#define FAULTS(status) ((status) == BW_ERR_FAULT || (status) == BW_ERR_CONTEXT)
#define OUT(status) ((status) == BW_OK || FAULTS(status))
#define AT_BYTES(to) ((uint8_t *)(to))
#define WRITABLE(to, bytes) ((bytes) != 0 ==> \valid(AT_BYTES(to) + (0 .. (bytes) - 1)))
#define READABLE(from, bytes) ((bytes) != 0 ==> \valid_read(AT_BYTES(from) + (0 .. (bytes) - 1)))

/*@ requires WRITABLE(to, bytes);
    terminates \true; exits \false;
    assigns AT_BYTES(to)[0 .. bytes - 1];
    ensures OUT(\result);
*/
bw_status bw_platform_user_read(void *to, uintptr_t user_from, size_t bytes);

/*@ requires READABLE(from, bytes);
    terminates \true; exits \false; assigns \nothing;
    ensures OUT(\result);
*/
bw_status bw_platform_user_write(uintptr_t user_to, const void *from, size_t bytes);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result.address == address; */
BW_INLINE bw_user bw_user_make(uintptr_t address);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result.address == address; */
BW_INLINE bw_user_out bw_user_out_make(uintptr_t address);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result.address == user.address; */
BW_INLINE bw_user_out bw_user_as_out(bw_user user);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result != 0 <==> user.address == 0; */
BW_INLINE bool bw_user_is_null(bw_user user);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result != 0 <==> user.address == 0; */
BW_INLINE bool bw_user_out_is_null(bw_user_out user);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result.address == user.address; */
BW_INLINE bw_user bw_user_from32(bw_user32 user);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result.address == user.address; */
BW_INLINE bw_user_out bw_user_out_from32(bw_user32 user);

/*@ terminates \true; exits \false; assigns \nothing;
    ensures \result.bytes == counted.bytes && \result.capacity_bytes == counted.capacity_bytes;
    ensures \result.units.address == counted.units.address;
*/
BW_INLINE bw_user_counted bw_user_counted_from32(bw_user_counted32 counted);

/*@ requires \valid(ret_user);
    terminates \true; exits \false; assigns ret_user->address;
    behavior there:
      assumes user.address != BW_USER_SPENT && user.address + offset <= UINTPTR_MAX;
      ensures \result == BW_OK && ret_user->address == user.address + offset;
    behavior wraps:
      assumes user.address == BW_USER_SPENT || user.address + offset > UINTPTR_MAX;
      ensures \result == BW_ERR_RANGE && ret_user->address == \old(ret_user->address);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_user_offset(bw_user user, size_t offset, bw_user *ret_user);

/*@ requires \valid(ret_user);
    terminates \true; exits \false; assigns ret_user->address;
    behavior there:
      assumes user.address != BW_USER_SPENT && user.address + offset <= UINTPTR_MAX;
      ensures \result == BW_OK && ret_user->address == user.address + offset;
    behavior wraps:
      assumes user.address == BW_USER_SPENT || user.address + offset > UINTPTR_MAX;
      ensures \result == BW_ERR_RANGE && ret_user->address == \old(ret_user->address);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_user_out_offset(bw_user_out user, size_t offset, bw_user_out *ret_user);

/*@ requires \valid(ret_user);
    terminates \true; exits \false; assigns ret_user->address;
    behavior there:
      assumes user.address != BW_USER_SPENT && user.address + index * elem_bytes <= UINTPTR_MAX;
      ensures \result == BW_OK && ret_user->address == user.address + index * elem_bytes;
    behavior wraps:
      assumes user.address == BW_USER_SPENT || user.address + index * elem_bytes > UINTPTR_MAX;
      ensures \result == BW_ERR_RANGE && ret_user->address == \old(ret_user->address);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_user_element(bw_user user, size_t index, size_t elem_bytes, bw_user *ret_user);

/*@ requires \valid(ret_user);
    terminates \true; exits \false; assigns ret_user->address;
    behavior there:
      assumes user.address != BW_USER_SPENT && user.address + index * elem_bytes <= UINTPTR_MAX;
      ensures \result == BW_OK && ret_user->address == user.address + index * elem_bytes;
    behavior wraps:
      assumes user.address == BW_USER_SPENT || user.address + index * elem_bytes > UINTPTR_MAX;
      ensures \result == BW_ERR_RANGE && ret_user->address == \old(ret_user->address);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_user_out_element(bw_user_out user, size_t index, size_t elem_bytes, bw_user_out *ret_user);

/*@ requires \valid(ret_user);
    terminates \true; exits \false; assigns ret_user->address;
    ensures \result == BW_OK && ret_user->address == user.address;
*/
bw_status bw_user_from64(bw_user64 user, bw_user *ret_user);

/*@ requires \valid(ret_user);
    terminates \true; exits \false; assigns ret_user->address;
    ensures \result == BW_OK && ret_user->address == user.address;
*/
bw_status bw_user_out_from64(bw_user64 user, bw_user_out *ret_user);

/* A pointer is spent by the read that succeeds, and reads nothing once it is. */
#define SPENDS(from, bytes)                                                                                      \
  (OUT(\result) && (\result == BW_OK ==> (from)->address == BW_USER_SPENT) &&                                    \
   (\result != BW_OK ==> (from)->address == \old((from)->address)) &&                                            \
   (\old((from)->address) == BW_USER_SPENT && (bytes) != 0 ==> \result == BW_ERR_FAULT))

/*@ requires \valid(from) && WRITABLE(to, bytes) && (bytes != 0 ==> \base_addr(AT_BYTES(to)) != \base_addr(from));
    terminates \true; exits \false;
    assigns AT_BYTES(to)[0 .. bytes - 1], from->address;
    ensures SPENDS(from, bytes);
*/
bw_status bw_capture_read_(void *to, bw_user *from, size_t bytes);

/*@ requires \valid(from) && WRITABLE(to, bytes) && (bytes != 0 ==> \base_addr(AT_BYTES(to)) != \base_addr(from));
    terminates \true; exits \false;
    assigns AT_BYTES(to)[0 .. bytes - 1], from->address;
    ensures SPENDS(from, bytes);
    ensures \result != BW_OK ==> bytes_are(AT_BYTES(to), bytes, 0);
*/
bw_status bw_capture_fill_(void *to, bw_user *from, size_t bytes);

/*@ requires \valid(from_) && \valid(ret_value_) && \base_addr(from_) != \base_addr(ret_value_);
    terminates \true; exits \false;
    assigns from_->address, *ret_value_;
    ensures SPENDS(from_, 1);
    ensures \result != BW_OK ==> *ret_value_ == \old(*ret_value_);
*/
BW_INLINE bw_status bw_u8_capture(bw_user *from_, uint8_t *ret_value_);

/*@ requires \valid(from_) && \valid(ret_span_) && BYTES_OK(storage_) && \base_addr(from_) != \base_addr(ret_span_);
    requires storage_.count != 0 ==> \base_addr(storage_.items) != \base_addr(from_) &&
      \base_addr(storage_.items) != \base_addr(ret_span_);
    terminates \true; exits \false;
    assigns storage_.items[0 .. count_ - 1], from_->address, *ret_span_;
    behavior room:
      assumes count_ <= storage_.count;
      ensures SPENDS(from_, count_);
      ensures \result == BW_OK ==> ret_span_->items == storage_.items && ret_span_->count == count_;
      ensures \result != BW_OK ==> *ret_span_ == \old(*ret_span_) && bytes_are(storage_.items, count_, 0);
    behavior more:
      assumes count_ > storage_.count;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_bytes_capture_into(bw_bytes storage_, bw_user *from_, size_t count_, bw_bytes *ret_span_);

/*@ requires READABLE(from, bytes);
    terminates \true; exits \false; assigns \nothing;
    ensures OUT(\result) && (bytes == 0 ==> \result == BW_OK);
*/
bw_status bw_copy_out_(bw_user_out to, const void *from, size_t bytes);

/*@ requires READABLE(from, bytes);
    terminates \true; exits \false; assigns \nothing;
    ensures OUT(\result);
*/
bw_status bw_copy_out_padded_(bw_user_out to, size_t room_bytes, const void *from, size_t bytes);

/*@ requires \valid_read(value_);
    terminates \true; exits \false; assigns \nothing;
    ensures OUT(\result);
*/
BW_INLINE bw_status bw_u8_copy_out(bw_user_out to_, const uint8_t *value_);

/*@ requires BYTES_CONST_OK(span_);
    terminates \true; exits \false; assigns \nothing;
    ensures span_.count > room_ ==> \result == BW_ERR_FULL;
    ensures span_.count <= room_ ==> OUT(\result);
*/
BW_INLINE bw_status bw_bytes_copy_out(bw_user_out to_, size_t room_, bw_bytes_const span_);

/*@ requires BYTES_CONST_OK(span_);
    terminates \true; exits \false; assigns \nothing;
    ensures span_.count > room_ ==> \result == BW_ERR_FULL;
    ensures span_.count <= room_ ==> OUT(\result);
*/
BW_INLINE bw_status bw_bytes_copy_out_padded(bw_user_out to_, size_t room_, bw_bytes_const span_);

/* ---- strings ---- */

/*@ // That there are only whole units before a place. Units are bytes or pairs of them.
    predicate whole(integer at, integer unit) = unit == 2 ==> at % 2 == 0;
    predicate nul_unit{L}(uint8_t *text, integer at, integer unit) = text[at] == 0 && text[at + unit - 1] == 0;
    predicate no_nul_unit{L}(uint8_t *text, integer end, integer unit) =
      \forall integer k; 0 <= k < end && whole(k, unit) ==> !nul_unit(text, k, unit);
*/

#include <src/string_fetch.h>

/*@ terminates \true; exits \false; assigns \nothing;
    ensures \result.text == (unsigned char *)text && \result.address == from.address && \result.unit == unit;
    ensures \result.limit == limit && \result.fetched == 0 && \result.length == 0 && \result.found == 0;
*/
static string_fetch string_fetch_of(void *text, bw_user from, size_t unit, size_t limit);

/*@ predicate fetch_ok{L}(string_fetch *f) = \valid(f) && (f->unit == 1 || f->unit == 2) && f->limit <= BYTES_MAX &&
      whole(f->limit, f->unit) && whole(f->fetched, f->unit) && f->fetched <= f->limit &&
      (f->limit != 0 ==> \valid(f->text + (0 .. f->limit - 1)) && \base_addr(f->text) != \base_addr(f));
    predicate fetch_same{L1, L2}(string_fetch *f) = \at(f->text, L1) == \at(f->text, L2) &&
      \at(f->unit, L1) == \at(f->unit, L2) && \at(f->limit, L1) == \at(f->limit, L2) &&
      \at(f->address, L1) == \at(f->address, L2);
    predicate fetch_found{L}(string_fetch *f) =
      f->length + f->unit <= f->fetched && whole(f->length, f->unit) && nul_unit(f->text, f->length, f->unit);
*/

/*@ requires unit == 1 || unit == 2;
    requires whole(bytes, unit) && bytes <= BYTES_MAX && READABLE(text, bytes);
    terminates \true; exits \false; assigns \nothing;
    ensures \result <= bytes && whole(\result, unit) && no_nul_unit((uint8_t *)text, \result, unit);
    ensures \result < bytes ==> nul_unit((uint8_t *)text, \result, unit);
*/
static size_t find_nul(const unsigned char *text, size_t bytes, size_t unit);

/*@ requires fetch_ok(fetch) && fetch->fetched < fetch->limit;
    terminates \true; exits \false;
    assigns fetch->found, fetch->length, fetch->fetched, fetch->text[fetch->fetched .. fetch->limit - 1];
    ensures fetch_ok(fetch) && fetch_same{Pre, Post}(fetch);
    ensures OUT(\result);
    ensures \result == BW_OK ==> fetch->fetched > \old(fetch->fetched);
    ensures \result == BW_OK && fetch->found != 0 ==> fetch_found(fetch);
    ensures \result != BW_OK ==> fetch->fetched == \old(fetch->fetched) && fetch->found == \old(fetch->found);
    ensures \old(fetch->address) == BW_USER_SPENT ==> \result == BW_ERR_FAULT;
*/
static bw_status string_fetch_piece(string_fetch *fetch);

/*@ requires fetch_ok(fetch) && (fetch->found != 0 ==> fetch_found(fetch));
    terminates \true; exits \false;
    assigns fetch->found, fetch->length, fetch->fetched, fetch->text[0 .. fetch->limit - 1];
    ensures fetch_ok(fetch) && fetch_same{Pre, Post}(fetch);
    ensures OUT(\result) || \result == BW_ERR_RANGE;
    ensures \result == BW_OK ==> fetch->found != 0 && fetch_found(fetch);
*/
static bw_status string_fetch_rest(string_fetch *fetch);

/*@ requires \valid(from) && \valid(ret_length) && \base_addr(from) != \base_addr(ret_length);
    requires unit == 1 || unit == 2;
    requires whole(limit, unit) && limit <= BYTES_MAX && WRITABLE(storage, limit);
    requires limit != 0 ==> \base_addr(AT_BYTES(storage)) != \base_addr(from) &&
      \base_addr(AT_BYTES(storage)) != \base_addr(ret_length);
    terminates \true; exits \false;
    assigns AT_BYTES(storage)[0 .. limit - 1], from->address, *ret_length;
    ensures OUT(\result) || \result == BW_ERR_RANGE;
    ensures \result == BW_OK ==> from->address == BW_USER_SPENT && *ret_length + unit <= limit &&
      whole(*ret_length, unit) && nul_unit(AT_BYTES(storage), *ret_length, unit);
    ensures \result != BW_OK ==> from->address == \old(from->address) && *ret_length == \old(*ret_length) &&
      bytes_are(AT_BYTES(storage), limit, 0);
*/
static bw_status capture_string_into(void *storage, size_t limit, size_t unit, bw_user *from, size_t *ret_length);

/*@ requires \valid(from) && \valid(ret_text) && BYTES_OK(storage) && \base_addr(from) != \base_addr(ret_text);
    requires storage.count != 0 ==> \base_addr(storage.items) != \base_addr(from) &&
      \base_addr(storage.items) != \base_addr(ret_text);
    terminates \true; exits \false;
    assigns storage.items[0 .. storage.count - 1], from->address, *ret_text;
    ensures OUT(\result) || \result == BW_ERR_RANGE;
    ensures \result == BW_OK ==> from->address == BW_USER_SPENT && ret_text->items == storage.items &&
      ret_text->count < storage.count && storage.items[ret_text->count] == 0;
    ensures \result != BW_OK ==> from->address == \old(from->address) && *ret_text == \old(*ret_text) &&
      bytes_are(storage.items, storage.count, 0);
*/
bw_status bw_string_capture_into(bw_bytes storage, bw_user *from, bw_bytes *ret_text);

#include <src/capture.c>
