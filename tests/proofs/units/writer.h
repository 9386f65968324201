/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Writers with their contracts, but for integers. Proved in writer.c. */
#include "endian.h"

#define STORES(array)                                                                                            \
  loop invariant 0 <= i <= items.count;                                                                          \
  loop invariant array(bytes.items, items.items, i);                                                             \
  loop assigns i, bytes.items[0 .. bytes.count - 1];                                                             \
  loop variant items.count - i;
#define PROOF_LOOP_stores_u16le /*@ STORES(array_u16le) */
#define PROOF_LOOP_stores_u16be /*@ STORES(array_u16be) */
#define PROOF_LOOP_stores_i16le /*@ STORES(array_i16le) */
#define PROOF_LOOP_stores_i16be /*@ STORES(array_i16be) */
#define PROOF_LOOP_stores_u32le /*@ STORES(array_u32le) */
#define PROOF_LOOP_stores_u32be /*@ STORES(array_u32be) */
#define PROOF_LOOP_stores_i32le /*@ STORES(array_i32le) */
#define PROOF_LOOP_stores_i32be /*@ STORES(array_i32be) */
#define PROOF_LOOP_stores_u64le /*@ STORES(array_u64le) */
#define PROOF_LOOP_stores_u64be /*@ STORES(array_u64be) */
#define PROOF_LOOP_stores_i64le /*@ STORES(array_i64le) */
#define PROOF_LOOP_stores_i64be /*@ STORES(array_i64be) */

#include <bulwark/writer.h>

/*@ predicate writer_ok(bw_writer *w) = \valid(w) && BYTES_OK(w->all) && w->at <= w->all.count &&
      \object_pointer(w->all.items) && (w->all.count != 0 ==> \base_addr(w) != \base_addr(w->all.items));
*/
#define WRITER_ROOM(w) ((w)->all.count - (w)->at)
/* A call that fails: nothing but the status changes. Said by a fact, because a caller sees no `assigns` of behaviors. */
#define WRITER_STOPS(w, s)                                                                                       \
  ((w)->status == (s) && (w)->at == \old((w)->at) &&                                                             \
   bytes_kept{Pre, Post}((w)->all.items, (w)->all.count))

/*@ requires BYTES_OK(bytes);
    terminates \true; exits \false; assigns \nothing;
    ensures \result.all.items == bytes.items && \result.all.count == bytes.count;
    ensures \result.at == 0 && \result.status == BW_OK;
*/
BW_INLINE bw_writer bw_writer_into(bw_bytes bytes);

/*@ requires writer_ok(writer);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == writer->status;
*/
BW_INLINE bw_status bw_writer_status(const bw_writer *writer);

/*@ requires writer_ok(writer);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == writer->at;
*/
BW_INLINE size_t bw_writer_offset(const bw_writer *writer);

/*@ requires writer_ok(writer);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == WRITER_ROOM(writer);
*/
BW_INLINE size_t bw_writer_room(const bw_writer *writer);

/*@ requires writer_ok(writer);
    terminates \true; exits \false; assigns \nothing;
    ensures \result.items == writer->all.items && \result.count == writer->at && BYTES_CONST_OK(\result);
*/
BW_INLINE bw_bytes_const bw_writer_written(const bw_writer *writer);

/*@ requires writer_ok(writer);
    terminates \true;
    assigns writer->status;
    ensures status != BW_OK && \result == writer->status;
    ensures \old(writer->status) == BW_OK ==> writer->status == status;
    ensures \old(writer->status) != BW_OK ==> writer->status == \old(writer->status);
    exits status == BW_OK;
*/
BW_INLINE bw_status bw_writer_fail(bw_writer *writer, bw_status status);

/*@ requires writer_ok(writer) && \valid(ret_written) && \base_addr(ret_written) != \base_addr(writer);
    terminates \true; exits \false; assigns *ret_written;
    ensures \result == writer->status;
    ensures \result == BW_OK ==> ret_written->items == writer->all.items && ret_written->count == writer->at &&
      BYTES_CONST_OK(*ret_written);
    ensures \result != BW_OK ==> *ret_written == \old(*ret_written);
*/
BW_INLINE bw_status bw_writer_finish(const bw_writer *writer, bw_bytes_const *ret_written);

/*@ requires writer_ok(writer) && \valid(ret_bytes) && \base_addr(ret_bytes) != \base_addr(writer);
    terminates \true;
    exits \false;
    assigns ret_bytes->items, ret_bytes->count, writer->at, writer->status;
    behavior room:
      assumes writer->status == BW_OK && count <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK && writer->at == \old(writer->at) + count;
      ensures ret_bytes->items == writer->all.items + \old(writer->at) && ret_bytes->count == count;
      ensures BYTES_OK(*ret_bytes);
    behavior full:
      assumes writer->status == BW_OK && count > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_writer_take_(bw_writer *writer, size_t count, bw_bytes *ret_bytes);

/*@ requires writer_ok(writer) && BYTES_CONST_OK(from);
    requires from.count != 0 ==> \base_addr(from.items) != \base_addr(writer);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + from.count - 1];
    behavior room:
      assumes writer->status == BW_OK && from.count <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK && writer->at == \old(writer->at) + from.count;
      ensures bytes_copied{Pre, Post}(writer->all.items + \old(writer->at), from.items, from.count);
    behavior full:
      assumes writer->status == BW_OK && from.count > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_writer_bytes(bw_writer *writer, bw_bytes_const from);

/*@ requires writer_ok(writer);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + count - 1];
    behavior room:
      assumes writer->status == BW_OK && count <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK && writer->at == \old(writer->at) + count;
      ensures bytes_are(writer->all.items + \old(writer->at), count, byte);
    behavior full:
      assumes writer->status == BW_OK && count > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_writer_repeat(bw_writer *writer, size_t count, uint8_t byte);

/*@ requires writer_ok(writer);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + count - 1];
    behavior room:
      assumes writer->status == BW_OK && count <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK && writer->at == \old(writer->at) + count;
      ensures bytes_are(writer->all.items + \old(writer->at), count, 0);
    behavior full:
      assumes writer->status == BW_OK && count > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_writer_skip(bw_writer *writer, size_t count);

/*@ requires writer_ok(writer);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + align - 1];
    ensures writer_ok(writer) && \result == writer->status;
    ensures \result == BW_OK ==> align != 0 && \old(writer->at) <= writer->at < \old(writer->at) + align;
    ensures \result == BW_OK ==> bytes_are(writer->all.items + \old(writer->at), writer->at - \old(writer->at), 0);
    ensures \old(writer->status) == BW_OK && align == 0 ==> \result == BW_ERR_ARGUMENT;
    ensures \old(writer->status) == BW_OK && align != 0 && \result != BW_OK ==> \result == BW_ERR_FULL;
    ensures \result != BW_OK ==> WRITER_STOPS(writer, \result);
    ensures \old(writer->status) != BW_OK ==> \result == \old(writer->status);
*/
BW_INLINE bw_status bw_writer_align(bw_writer *writer, size_t align);

/*@ requires writer_ok(writer) && \valid(ret_part) && \base_addr(ret_part) != \base_addr(writer);
    requires writer->all.count != 0 ==> \base_addr(ret_part) != \base_addr(writer->all.items);
    terminates \true;
    exits \false;
    assigns *ret_part, writer->at, writer->status, writer->all.items[writer->at .. writer->at + count - 1];
    behavior room:
      assumes writer->status == BW_OK && count <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK && writer->at == \old(writer->at) + count;
      ensures ret_part->all.items == writer->all.items + \old(writer->at) && ret_part->all.count == count;
      ensures ret_part->at == 0 && ret_part->status == BW_OK && writer_ok(ret_part);
      ensures bytes_are(ret_part->all.items, count, 0);
    behavior full:
      assumes writer->status == BW_OK && count > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_writer_sub(bw_writer *writer, size_t count, bw_writer *ret_part);

/*@ requires writer_ok(writer);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status;
    behavior back:
      assumes writer->status == BW_OK && offset <= writer->at;
      ensures \result == BW_OK && writer->at == offset;
    behavior ahead:
      assumes writer->status == BW_OK && offset > writer->at;
      ensures \result == BW_ERR_RANGE && WRITER_STOPS(writer, BW_ERR_RANGE);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_writer_rewind(bw_writer *writer, size_t offset);

#define HAS_NUL(text) (!no_nul((text).items, (text).count))

/*@ requires writer_ok(writer) && BYTES_CONST_OK(text);
    requires text.count != 0 ==> \base_addr(text.items) != \base_addr(writer);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + text.count];
    behavior room:
      assumes writer->status == BW_OK && !HAS_NUL(text) && text.count < WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK && writer->at == \old(writer->at) + text.count + 1;
      ensures bytes_copied{Pre, Post}(writer->all.items + \old(writer->at), text.items, text.count);
      ensures writer->all.items[writer->at - 1] == 0;
    behavior full:
      assumes writer->status == BW_OK && !HAS_NUL(text) && text.count >= WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior another:
      assumes writer->status == BW_OK && HAS_NUL(text);
      ensures \result == BW_ERR_FORMAT && WRITER_STOPS(writer, BW_ERR_FORMAT);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_writer_string(bw_writer *writer, bw_bytes_const text);

/*@ requires writer_ok(writer) && BYTES_CONST_OK(text);
    requires text.count != 0 ==> \base_addr(text.items) != \base_addr(writer);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + count - 1];
    behavior room:
      assumes writer->status == BW_OK && text.count <= count && !HAS_NUL(text) && count <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK && writer->at == \old(writer->at) + count;
      ensures bytes_copied{Pre, Post}(writer->all.items + \old(writer->at), text.items, text.count);
      ensures bytes_are(writer->all.items + \old(writer->at) + text.count, count - text.count, 0);
    behavior full:
      assumes writer->status == BW_OK && text.count <= count && !HAS_NUL(text) && count > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior another:
      assumes writer->status == BW_OK && text.count <= count && HAS_NUL(text);
      ensures \result == BW_ERR_FORMAT && WRITER_STOPS(writer, BW_ERR_FORMAT);
    behavior too_long:
      assumes writer->status == BW_OK && text.count > count;
      ensures \result == BW_ERR_RANGE && WRITER_STOPS(writer, BW_ERR_RANGE);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_writer_padded(bw_writer *writer, bw_bytes_const text, size_t count);
