/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Zips of two spans of bytes, the first to be written; those of three and four repeat the same lines.
 * of: include/bulwark/zip.h
 * after: index ints span
 */
#include "bytes.h"

#include <bulwark/zip.h>

BW_ZIP2_DECLARE(pair, bw_bytes, uint8_t, bw_bytes_const, uint8_t const);

#define PAIR_OK(z)                                                                                               \
  ((z).count <= BYTES_MAX &&                                                                                     \
   ((z).count != 0 ==> \valid((z).a + (0 .. (z).count - 1)) && \valid_read((z).b + (0 .. (z).count - 1))))

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result <= a && \result <= b && (\result == a || \result == b);
*/
BW_INLINE size_t bw_zip_shorter_(size_t a, size_t b);

/*@ requires BYTES_OK(a) && BYTES_CONST_OK(b) && \object_pointer(a.items) && \object_pointer(b.items);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures PAIR_OK(\result) && \result.a == a.items && \result.b == b.items;
    ensures \result.count <= a.count && \result.count <= b.count;
    ensures \result.count == a.count || \result.count == b.count;
*/
BW_INLINE pair pair_shortest(bw_bytes a, bw_bytes_const b);

/*@ requires BYTES_OK(a) && BYTES_CONST_OK(b) && \object_pointer(a.items) && \object_pointer(b.items);
    requires \valid(ret_zip);
    terminates \true;
    exits \false;
    assigns *ret_zip;
    ensures a.count == b.count ==> \result == BW_OK && PAIR_OK(*ret_zip) && ret_zip->a == a.items &&
      ret_zip->b == b.items && ret_zip->count == a.count;
    ensures a.count != b.count ==> \result == BW_ERR_RANGE && *ret_zip == \old(*ret_zip);
*/
BW_INLINE bw_status pair_try_equal(bw_bytes a, bw_bytes_const b, pair *ret_zip);

/*@ requires BYTES_OK(a) && BYTES_CONST_OK(b) && \object_pointer(a.items) && \object_pointer(b.items);
    terminates \true;
    assigns \nothing;
    ensures a.count == b.count && PAIR_OK(\result) && \result.a == a.items && \result.b == b.items &&
      \result.count == a.count;
    exits a.count != b.count;
*/
BW_INLINE pair pair_equal(bw_bytes a, bw_bytes_const b);

/*@ requires PAIR_OK(zip) && \object_pointer(zip.a) && \object_pointer(zip.b) && \valid(ret_part);
    terminates \true;
    exits \false;
    assigns *ret_part;
    ensures offset <= zip.count && count <= zip.count - offset ==> \result == BW_OK && PAIR_OK(*ret_part) &&
      ret_part->a == zip.a + offset && ret_part->b == zip.b + offset && ret_part->count == count;
    ensures !(offset <= zip.count && count <= zip.count - offset) ==>
      \result == BW_ERR_RANGE && *ret_part == \old(*ret_part);
*/
BW_INLINE bw_status pair_try_sub(pair zip, size_t offset, size_t count, pair *ret_part);

/*@ requires PAIR_OK(zip) && \object_pointer(zip.a) && \object_pointer(zip.b);
    terminates \true;
    assigns \nothing;
    ensures offset <= zip.count && count <= zip.count - offset && PAIR_OK(\result) &&
      \result.a == zip.a + offset && \result.b == zip.b + offset && \result.count == count;
    exits !(offset <= zip.count && count <= zip.count - offset);
*/
BW_INLINE pair pair_sub(pair zip, size_t offset, size_t count);

/*@ requires \valid(zip) && PAIR_OK(*zip) && \valid(ret_a) && \valid(ret_b) && \separated(zip, ret_a, ret_b);
    terminates \true;
    exits \false;
    assigns *zip, *ret_a, *ret_b;
    behavior some:
      assumes zip->count != 0;
      ensures \result == 1 && *ret_a == \old(zip->a) && *ret_b == \old(zip->b);
      ensures \valid(*ret_a) && \valid_read(*ret_b);
      ensures PAIR_OK(*zip) && zip->a == \old(zip->a) + 1 && zip->b == \old(zip->b) + 1 &&
        zip->count == \old(zip->count) - 1;
    behavior none:
      assumes zip->count == 0;
      assigns \nothing;
      ensures \result == 0;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bool pair_next(pair *zip, uint8_t **ret_a, uint8_t const **ret_b);
