/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Readers. The reader, the bytes under it and what a call gives out are taken for different objects.
 * of: include/bulwark/reader.h
 * after: index ints span endian
 * unproved: bw_reader_counted_u16be bw_reader_counted_u16le bw_reader_counted_u32be bw_reader_counted_u32le bw_reader_counted_u8 bw_reader_i16be bw_reader_i16be_array bw_reader_i16le bw_reader_i16le_array bw_reader_i32be bw_reader_i32be_array bw_reader_i32le bw_reader_i32le_array bw_reader_i64be bw_reader_i64be_array bw_reader_i64le bw_reader_i64le_array bw_reader_i8 bw_reader_u16be_array bw_reader_u16le_array bw_reader_u32be_array bw_reader_u32le_array bw_reader_u64be_array bw_reader_u64le_array
 */
#include "endian.h"

#define LOADS(array)                                                                                             \
  loop invariant 0 <= i <= items.count;                                                                          \
  loop invariant array(bytes.items, items.items, i);                                                             \
  loop assigns i, items.items[0 .. items.count - 1];                                                             \
  loop variant items.count - i;
#define PROOF_LOOP_loads_u16le /*@ LOADS(array_u16le) */
#define PROOF_LOOP_loads_u16be /*@ LOADS(array_u16be) */
#define PROOF_LOOP_loads_i16le /*@ LOADS(array_i16le) */
#define PROOF_LOOP_loads_i16be /*@ LOADS(array_i16be) */
#define PROOF_LOOP_loads_u32le /*@ LOADS(array_u32le) */
#define PROOF_LOOP_loads_u32be /*@ LOADS(array_u32be) */
#define PROOF_LOOP_loads_i32le /*@ LOADS(array_i32le) */
#define PROOF_LOOP_loads_i32be /*@ LOADS(array_i32be) */
#define PROOF_LOOP_loads_u64le /*@ LOADS(array_u64le) */
#define PROOF_LOOP_loads_u64be /*@ LOADS(array_u64be) */
#define PROOF_LOOP_loads_i64le /*@ LOADS(array_i64le) */
#define PROOF_LOOP_loads_i64be /*@ LOADS(array_i64be) */

#include <bulwark/reader.h>

/*@ predicate reader_ok(bw_reader *r) = \valid(r) && BYTES_CONST_OK(r->all) && r->at <= r->all.count &&
      \object_pointer(r->all.items) && (r->all.count != 0 ==> \base_addr(r) != \base_addr(r->all.items));
*/
#define READER_LEFT(r) ((r)->all.count - (r)->at)

/*@ requires BYTES_CONST_OK(bytes);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.all.count == bytes.count && \result.at == 0 && \result.status == BW_OK;
    ensures bytes.items != \null ==> \result.all.items == bytes.items;
    ensures \result.all.items != \null;
*/
BW_INLINE bw_reader bw_reader_over(bw_bytes_const bytes);

/*@ requires reader_ok(reader);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == reader->status;
*/
BW_INLINE bw_status bw_reader_status(const bw_reader *reader);

/*@ requires reader_ok(reader);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == reader->at;
*/
BW_INLINE size_t bw_reader_offset(const bw_reader *reader);

/*@ requires reader_ok(reader);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == READER_LEFT(reader);
*/
BW_INLINE size_t bw_reader_left(const bw_reader *reader);

/*@ requires reader_ok(reader);
    terminates \true; exits \false; assigns \nothing;
    ensures \result.items == reader->all.items + reader->at && \result.count == READER_LEFT(reader);
    ensures BYTES_CONST_OK(\result);
*/
BW_INLINE bw_bytes_const bw_reader_rest(const bw_reader *reader);

/*@ requires reader_ok(reader);
    terminates \true;
    assigns reader->status;
    ensures status != BW_OK && \result == reader->status;
    ensures \old(reader->status) == BW_OK ==> reader->status == status;
    ensures \old(reader->status) != BW_OK ==> reader->status == \old(reader->status);
    exits status == BW_OK;
*/
BW_INLINE bw_status bw_reader_fail(bw_reader *reader, bw_status status);

/*@ requires reader_ok(reader) && \valid(ret_bytes) && \base_addr(ret_bytes) != \base_addr(reader);
    terminates \true;
    exits \false;
    assigns *ret_bytes;
    ensures reader->status != BW_OK ==> \result == reader->status && *ret_bytes == \old(*ret_bytes);
    ensures reader->status == BW_OK && count <= READER_LEFT(reader) ==> \result == BW_OK && BYTES_CONST_OK(*ret_bytes) &&
      ret_bytes->items == reader->all.items + reader->at && ret_bytes->count == count;
    ensures reader->status == BW_OK && count > READER_LEFT(reader) ==>
      \result == BW_ERR_TRUNCATED && *ret_bytes == \old(*ret_bytes);
*/
BW_INLINE bw_status bw_reader_peek(const bw_reader *reader, size_t count, bw_bytes_const *ret_bytes);

/*@ requires reader_ok(reader) && \valid(ret_bytes) && \base_addr(ret_bytes) != \base_addr(reader);
    terminates \true;
    exits \false;
    assigns *ret_bytes, reader->at, reader->status;
    ensures reader_ok(reader);
    ensures \old(reader->status) != BW_OK ==>
      \result == \old(reader->status) && reader->status == \result && *ret_bytes == \old(*ret_bytes) &&
      reader->at == \old(reader->at);
    ensures \old(reader->status) == BW_OK && count <= \old(READER_LEFT(reader)) ==>
      \result == BW_OK && reader->status == BW_OK && reader->at == \old(reader->at) + count &&
      ret_bytes->items == reader->all.items + \old(reader->at) && ret_bytes->count == count && BYTES_CONST_OK(*ret_bytes);
    ensures \old(reader->status) == BW_OK && count > \old(READER_LEFT(reader)) ==>
      \result == BW_ERR_TRUNCATED && reader->status == \result && *ret_bytes == \old(*ret_bytes) &&
      reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_bytes(bw_reader *reader, size_t count, bw_bytes_const *ret_bytes);

/*@ requires reader_ok(reader);
    terminates \true;
    exits \false;
    assigns reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) != BW_OK ==> reader->status == \old(reader->status) && reader->at == \old(reader->at);
    ensures \old(reader->status) == BW_OK && count <= \old(READER_LEFT(reader)) ==>
      reader->status == BW_OK && reader->at == \old(reader->at) + count;
    ensures \old(reader->status) == BW_OK && count > \old(READER_LEFT(reader)) ==>
      reader->status == BW_ERR_TRUNCATED && reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_skip(bw_reader *reader, size_t count);

/*@ requires reader_ok(reader);
    terminates \true;
    exits \false;
    assigns reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) != BW_OK ==> reader->status == \old(reader->status) && reader->at == \old(reader->at);
    ensures \old(reader->status) == BW_OK && offset <= reader->all.count ==>
      reader->status == BW_OK && reader->at == offset;
    ensures \old(reader->status) == BW_OK && offset > reader->all.count ==>
      reader->status == BW_ERR_RANGE && reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_seek(bw_reader *reader, size_t offset);

/*@ requires reader_ok(reader) && \valid(ret_bytes) && \base_addr(ret_bytes) != \base_addr(reader);
    terminates \true;
    exits \false;
    assigns *ret_bytes, reader->at, reader->status;
    ensures reader_ok(reader);
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status) && *ret_bytes == \old(*ret_bytes);
    ensures \result == BW_OK ==> ret_bytes->count == count * item_bytes &&
      ret_bytes->items == reader->all.items + \old(reader->at) && BYTES_CONST_OK(*ret_bytes) &&
      reader->at == \old(reader->at) + count * item_bytes;
    ensures \result == reader->status;
    ensures \old(reader->status) == BW_OK && count * item_bytes <= \old(READER_LEFT(reader)) ==> \result == BW_OK;
    ensures \old(reader->status) == BW_OK && count * item_bytes > \old(READER_LEFT(reader)) ==>
      \result == (count * item_bytes > SIZE_MAX ? BW_ERR_RANGE : BW_ERR_TRUNCATED);
    ensures \result != BW_OK ==> *ret_bytes == \old(*ret_bytes) && reader->at == \old(reader->at) &&
      reader->status == \result;
*/
BW_INLINE bw_status bw_reader_items(bw_reader *reader, size_t count, size_t item_bytes, bw_bytes_const *ret_bytes);

/*@ requires reader_ok(reader);
    terminates \true;
    exits \false;
    assigns reader->status;
    ensures \result == reader->status;
    ensures \old(reader->status) != BW_OK ==> reader->status == \old(reader->status);
    ensures \old(reader->status) == BW_OK && reader->at == reader->all.count ==> reader->status == BW_OK;
    ensures \old(reader->status) == BW_OK && reader->at != reader->all.count ==> reader->status == BW_ERR_FORMAT;
*/
BW_INLINE bw_status bw_reader_finish(bw_reader *reader);

/*@ requires reader_ok(reader) && \valid(ret_value) && \base_addr(ret_value) != \base_addr(reader) &&
      (reader->all.count != 0 ==> \base_addr(ret_value) != \base_addr(reader->all.items));
    terminates \true;
    exits \false;
    assigns *ret_value, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && sizeof(uint8_t) <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + sizeof(uint8_t) && *ret_value == LOAD_u8(reader->all.items + \old(reader->at));
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value) && reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_u8(bw_reader *reader, uint8_t *ret_value);

/*@ requires reader_ok(reader) && \valid(ret_value) && \base_addr(ret_value) != \base_addr(reader) &&
      (reader->all.count != 0 ==> \base_addr(ret_value) != \base_addr(reader->all.items));
    terminates \true;
    exits \false;
    assigns *ret_value, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && sizeof(uint16_t) <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + sizeof(uint16_t) && *ret_value == LOAD_u16le(reader->all.items + \old(reader->at));
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value) && reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_u16le(bw_reader *reader, uint16_t *ret_value);

/*@ requires reader_ok(reader) && \valid(ret_value) && \base_addr(ret_value) != \base_addr(reader) &&
      (reader->all.count != 0 ==> \base_addr(ret_value) != \base_addr(reader->all.items));
    terminates \true;
    exits \false;
    assigns *ret_value, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && sizeof(uint16_t) <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + sizeof(uint16_t) && *ret_value == LOAD_u16be(reader->all.items + \old(reader->at));
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value) && reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_u16be(bw_reader *reader, uint16_t *ret_value);

/*@ requires reader_ok(reader) && \valid(ret_value) && \base_addr(ret_value) != \base_addr(reader) &&
      (reader->all.count != 0 ==> \base_addr(ret_value) != \base_addr(reader->all.items));
    terminates \true;
    exits \false;
    assigns *ret_value, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && sizeof(uint32_t) <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + sizeof(uint32_t) && *ret_value == LOAD_u32le(reader->all.items + \old(reader->at));
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value) && reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_u32le(bw_reader *reader, uint32_t *ret_value);

/*@ requires reader_ok(reader) && \valid(ret_value) && \base_addr(ret_value) != \base_addr(reader) &&
      (reader->all.count != 0 ==> \base_addr(ret_value) != \base_addr(reader->all.items));
    terminates \true;
    exits \false;
    assigns *ret_value, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && sizeof(uint32_t) <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + sizeof(uint32_t) && *ret_value == LOAD_u32be(reader->all.items + \old(reader->at));
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value) && reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_u32be(bw_reader *reader, uint32_t *ret_value);

/*@ requires reader_ok(reader) && \valid(ret_value) && \base_addr(ret_value) != \base_addr(reader) &&
      (reader->all.count != 0 ==> \base_addr(ret_value) != \base_addr(reader->all.items));
    terminates \true;
    exits \false;
    assigns *ret_value, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && sizeof(uint64_t) <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + sizeof(uint64_t) && *ret_value == LOAD_u64le(reader->all.items + \old(reader->at));
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value) && reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_u64le(bw_reader *reader, uint64_t *ret_value);

/*@ requires reader_ok(reader) && \valid(ret_value) && \base_addr(ret_value) != \base_addr(reader) &&
      (reader->all.count != 0 ==> \base_addr(ret_value) != \base_addr(reader->all.items));
    terminates \true;
    exits \false;
    assigns *ret_value, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && sizeof(uint64_t) <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + sizeof(uint64_t) && *ret_value == LOAD_u64be(reader->all.items + \old(reader->at));
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value) && reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_u64be(bw_reader *reader, uint64_t *ret_value);

/*@ requires reader_ok(reader);
    terminates \true;
    exits \false;
    assigns reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) != BW_OK ==> reader->status == \old(reader->status) && reader->at == \old(reader->at);
    ensures \result == BW_OK ==> align != 0 && \old(reader->at) <= reader->at < \old(reader->at) + align;
    ensures \result != BW_OK ==> reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_align(bw_reader *reader, size_t align);

/* Another object than the reader and its bytes. */
#define READER_APART(r, p)                                                                                       \
  (\base_addr(p) != \base_addr(r) && ((r)->all.count != 0 ==> \base_addr(p) != \base_addr((r)->all.items)))

/*@ requires reader_ok(reader) && BYTES_OK(to) && (to.count != 0 ==> READER_APART(reader, to.items));
    terminates \true;
    exits \false;
    assigns to.items[0 .. to.count - 1], reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && to.count <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + to.count &&
      bytes_copied{Pre, Post}(to.items, reader->all.items + \old(reader->at), to.count);
    ensures \old(reader->status) == BW_OK && to.count > \old(READER_LEFT(reader)) ==> \result == BW_ERR_TRUNCATED;
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status);
    ensures \result != BW_OK ==> reader->at == \old(reader->at) && bytes_kept{Pre, Post}(to.items, to.count);
*/
BW_INLINE bw_status bw_reader_copy(bw_reader *reader, bw_bytes to);

/*@ requires reader_ok(reader) && \valid(ret_part) && READER_APART(reader, ret_part);
    terminates \true;
    exits \false;
    assigns *ret_part, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && count <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + count && ret_part->all.count == count && ret_part->at == 0 &&
      ret_part->status == BW_OK;
    ensures \result == BW_OK && count != 0 ==> ret_part->all.items == reader->all.items + \old(reader->at);
    ensures \old(reader->status) == BW_OK && count > \old(READER_LEFT(reader)) ==> \result == BW_ERR_TRUNCATED;
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status);
    ensures \result != BW_OK ==> reader->at == \old(reader->at) && *ret_part == \old(*ret_part);
*/
BW_INLINE bw_status bw_reader_sub(bw_reader *reader, size_t count, bw_reader *ret_part);

/*@ requires reader_ok(reader) && \valid(ret_part) && READER_APART(reader, ret_part);
    terminates \true;
    exits \false;
    assigns *ret_part, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && offset <= reader->all.count && count <= reader->all.count - offset ==>
      \result == BW_OK && ret_part->all.count == count && ret_part->at == 0 && ret_part->status == BW_OK;
    ensures \result == BW_OK && count != 0 ==> ret_part->all.items == reader->all.items + offset;
    ensures \old(reader->status) == BW_OK && (offset > reader->all.count || count > reader->all.count - offset) ==>
      \result == BW_ERR_RANGE;
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status);
    ensures \result != BW_OK ==> *ret_part == \old(*ret_part);
*/
BW_INLINE bw_status bw_reader_sub_at(bw_reader *reader, size_t offset, size_t count, bw_reader *ret_part);

/*@ requires reader_ok(reader) && BYTES_CONST_OK(expected);
    requires expected.count != 0 ==> \base_addr(expected.items) != \base_addr(reader);
    terminates \true;
    exits \false;
    assigns reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && expected.count > \old(READER_LEFT(reader)) ==>
      \result == BW_ERR_TRUNCATED;
    ensures \result == BW_OK ==> reader->at == \old(reader->at) + expected.count &&
      bytes_same(reader->all.items + \old(reader->at), expected.items, expected.count);
    ensures \old(reader->status) == BW_OK && expected.count <= \old(READER_LEFT(reader)) ==>
      \result == BW_OK || \result == BW_ERR_FORMAT;
    ensures \result == BW_ERR_FORMAT && \old(reader->status) == BW_OK ==>
      !bytes_same(reader->all.items + reader->at, expected.items, expected.count);
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status);
    ensures \result != BW_OK ==> reader->at == \old(reader->at);
*/
BW_INLINE bw_status bw_reader_expect(bw_reader *reader, bw_bytes_const expected);

/*@ requires reader_ok(reader) && \valid(ret_bytes) && READER_APART(reader, ret_bytes);
    terminates \true;
    exits \false;
    assigns *ret_bytes, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \result == BW_OK ==> ret_bytes->count <= max && ret_bytes->count < \old(READER_LEFT(reader)) &&
      ret_bytes->items == reader->all.items + \old(reader->at) &&
      reader->at == \old(reader->at) + ret_bytes->count + 1;
    ensures \result == BW_OK ==> no_nul(ret_bytes->items, ret_bytes->count) && ret_bytes->items[ret_bytes->count] == 0;
    ensures \old(reader->status) == BW_OK && \result != BW_OK ==>
      no_nul(reader->all.items + reader->at, \min(READER_LEFT(reader), max + 1)) &&
      \result == (READER_LEFT(reader) > max ? BW_ERR_RANGE : BW_ERR_TRUNCATED);
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status);
    ensures \result != BW_OK ==> reader->at == \old(reader->at) && *ret_bytes == \old(*ret_bytes);
*/
BW_INLINE bw_status bw_reader_string(bw_reader *reader, size_t max, bw_bytes_const *ret_bytes);

/*@ requires reader_ok(reader) && \valid(ret_bytes) && READER_APART(reader, ret_bytes);
    terminates \true;
    exits \false;
    assigns *ret_bytes, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && count <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + count;
    ensures \result == BW_OK ==> ret_bytes->count <= count &&
      ret_bytes->items == reader->all.items + \old(reader->at) && no_nul(ret_bytes->items, ret_bytes->count);
    ensures \result == BW_OK && ret_bytes->count < count ==> ret_bytes->items[ret_bytes->count] == 0;
    ensures \old(reader->status) == BW_OK && count > \old(READER_LEFT(reader)) ==> \result == BW_ERR_TRUNCATED;
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status);
    ensures \result != BW_OK ==> reader->at == \old(reader->at) && *ret_bytes == \old(*ret_bytes);
*/
BW_INLINE bw_status bw_reader_padded(bw_reader *reader, size_t count, bw_bytes_const *ret_bytes);
