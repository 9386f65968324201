/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Writers. The writer, the bytes under it and what a call gives out are taken for different objects.
 * of: include/bulwark/writer.h
 * after: index ints span endian
 * unproved: bw_writer_counted_u16be bw_writer_counted_u16le bw_writer_counted_u32be bw_writer_counted_u32le bw_writer_counted_u64be bw_writer_counted_u64le bw_writer_counted_u8 bw_writer_hold_u16be bw_writer_hold_u16le bw_writer_hold_u32be bw_writer_hold_u32le bw_writer_hold_u64be bw_writer_hold_u64le bw_writer_hold_u8 bw_writer_i16be bw_writer_i16be_array bw_writer_i16le bw_writer_i16le_array bw_writer_i32be bw_writer_i32be_array bw_writer_i32le bw_writer_i32le_array bw_writer_i64be bw_writer_i64be_array bw_writer_i64le bw_writer_i64le_array bw_writer_i8 bw_writer_patch_count_u16be bw_writer_patch_count_u16le bw_writer_patch_count_u32be bw_writer_patch_count_u32le bw_writer_patch_count_u64be bw_writer_patch_count_u64le bw_writer_patch_count_u8 bw_writer_patch_u16be bw_writer_patch_u16le bw_writer_patch_u32be bw_writer_patch_u32le bw_writer_patch_u64be bw_writer_patch_u64le bw_writer_patch_u8 bw_writer_u16be bw_writer_u16be_array bw_writer_u16le bw_writer_u16le_array bw_writer_u32be bw_writer_u32be_array bw_writer_u32le bw_writer_u32le_array bw_writer_u64be bw_writer_u64be_array bw_writer_u64le bw_writer_u64le_array bw_writer_u8
 */
#include "writer.h"

/* Records: an encode that refuses some of them. */
struct point {
  uint16_t x;
  int32_t y;
};
typedef struct points_const {
  struct point const *items;
  size_t count;
} points_const;

#define POINT_BYTES 6
#define POINT_FITS(p) ((p).y >= 0)
#define POINT_AT(bytes, point)                                                                                   \
  (LOAD_u16le(bytes) == (point).x && SIGNED_i32le((bytes) + 2) == (point).y)

/*@ requires writer_ok(writer) && \valid_read(item) && \base_addr(item) != \base_addr(writer) &&
      \base_addr(item) != \base_addr(writer->all.items);
    requires POINT_BYTES <= WRITER_ROOM(writer);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + POINT_BYTES - 1];
    ensures \old(writer->status) == BW_OK && POINT_FITS(*item) ==> writer->status == BW_OK &&
      writer->at == \old(writer->at) + POINT_BYTES && POINT_AT(writer->all.items + \old(writer->at), *item);
    ensures \old(writer->status) != BW_OK || !POINT_FITS(*item) ==>
      writer->status != BW_OK && writer->at == \old(writer->at);
*/
void point_encode(bw_writer *writer, const struct point *item);

#define PROOF_LOOP_encodes_points                                                                                \
  /*@ loop invariant 0 <= i <= items.count && writer_ok(&part);                                                  \
      loop invariant part.status == BW_OK ==> part.at == i * POINT_BYTES;                                        \
      loop invariant part.at <= i * POINT_BYTES;                                                                 \
      loop invariant part.status == BW_OK <==> (\forall integer k; 0 <= k < i ==> POINT_FITS(items.items[k]));    \
      loop assigns i, part.at, part.status, part.all.items[0 .. part.all.count - 1];                             \
      loop variant items.count - i; */
BW_WRITER_RECORDS_DECLARE(points, points, struct point, POINT_BYTES, point_encode);

/*@ requires writer_ok(writer);
    requires items.count != 0 ==> \valid_read(items.items + (0 .. items.count - 1)) &&
      \base_addr(items.items) != \base_addr(writer) && \base_addr(items.items) != \base_addr(writer->all.items);
    terminates \true;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + items.count * POINT_BYTES - 1];
    behavior room:
      assumes writer->status == BW_OK && items.count * POINT_BYTES <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK;
      ensures writer->at == \old(writer->at) + items.count * POINT_BYTES;
      ensures \forall integer k; 0 <= k < items.count ==> POINT_FITS(items.items[k]);
      exits \exists integer k; 0 <= k < items.count && !POINT_FITS(items.items[k]);
    behavior full:
      assumes writer->status == BW_OK && items.count * POINT_BYTES > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
      exits \false;
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
      exits \false;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status points_write(bw_writer *writer, points_const items);
