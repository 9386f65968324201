/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Views, over bytes: which views, rows and items lie inside the memory they were made from, and that no place in one
 * wraps. Products go under a name (times); that a smaller factor makes no larger product is an axiom of its own.
 * Parts, clipping, filling and copying are not proved yet.
 * of: include/bulwark/view.h include/bulwark/address.h
 * after: index ints span zip
 * unproved: pixels_try_rect pixels_const_try_rect pixels_rect pixels_const_rect pixels_clip pixels_const_clip pixels_fill pixels_overlaps_ pixels_move_rows_ pixels_try_move pixels_move pixels_blit rows_next_row bw_address_is_aligned bw_address_overlaps bw_address_before
 */
#include "zip.c"

/* As in bits.h; a block of its own, because WP shows it to every goal. */
/*@ axiomatic order {
      axiom times_sums: \forall integer a, b, c, d; a + b <= d && 0 <= c ==> times(a, c) + times(b, c) <= times(d, c);
      axiom times_order: \forall integer a, b, c; a <= b && 0 <= c ==> times(a, c) <= times(b, c);
    }
*/

/*@ terminates \true; exits \false; assigns \nothing; */
static inline bool bw_address_overlaps(const void *a, size_t a_bytes, const void *b, size_t b_bytes);

#include <bulwark/view.h>

BW_VIEW_DECLARE(pixels, bw_bytes, uint8_t);
BW_VIEW_DECLARE(pixels_const, bw_bytes_const, const uint8_t);
BW_VIEW_WRITE_DECLARE(pixels, pixels_const, uint8_t);
BW_VIEW_ZIP2_DECLARE(rows, pair, pixels, pixels_const);

#define SIDES_OK(v)                                                                                              \
  ((v).width <= (v).stride &&                                                                                    \
   ((v).height != 0 ==> times((v).height - 1, (v).stride) + (v).width <= (v).items.count))
#define VIEW_OK(v) (BYTES_OK((v).items) && \object_pointer((v).items.items) && SIDES_OK(v))
#define VIEW_CONST_OK(v) (BYTES_CONST_OK((v).items) && \object_pointer((v).items.items) && SIDES_OK(v))
/* Always so; said so that the provers meet the name of the product that the code makes. */
#define NAMED(y, v) (0 <= times((y), (v).stride))
#define START(y, v) times((y), (v).stride)

/*@ requires \valid(ret_extent);
    terminates \true; exits \false;
    assigns *ret_extent;
    ensures width > stride ==> \result == BW_ERR_ARGUMENT;
    ensures width <= stride ==> \result == BW_OK || \result == BW_ERR_RANGE;
    ensures \result == BW_OK && (width == 0 || height == 0) ==> *ret_extent == 0;
    ensures \result == BW_OK && width != 0 && height != 0 ==> *ret_extent == times(height - 1, stride) + width;
    ensures \result == BW_ERR_RANGE ==> width != 0 && height != 0 && times(height - 1, stride) + width > SIZE_MAX;
*/
BW_INLINE bw_status bw_view_extent(size_t width, size_t height, size_t stride, size_t *ret_extent);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == \min(side, PTRDIFF_MAX); */
BW_INLINE ptrdiff_t bw_view_side(size_t side);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == (at < 0 ? -at : 0); */
BW_INLINE size_t bw_view_before_(ptrdiff_t at);

/*@ terminates \true; exits \false; assigns \nothing;
    ensures \result == \max(0, \min(at + side, room) - \max(at, 0));
*/
BW_INLINE size_t bw_view_shared_(ptrdiff_t at, size_t side, size_t room);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result != 0 <==> at + side <= room; */
BW_INLINE bool bw_view_within_(size_t at, size_t side, size_t room);

#define MAKE_ENSURES                                                                                             \
  ensures \result == BW_OK || \result == BW_ERR_ARGUMENT || \result == BW_ERR_RANGE;                             \
  ensures \result == BW_ERR_ARGUMENT <==> width > stride;                                                        \
  ensures \result == BW_ERR_RANGE ==> times(height - 1, stride) + width > items.count;                           \
  ensures \result == BW_OK ==> ret_view->items == items && ret_view->stride == stride;                           \
  ensures \result == BW_OK ==> ret_view->width == (height == 0 ? 0 : width);                                     \
  ensures \result == BW_OK ==> ret_view->height == (width == 0 ? 0 : height);

/*@ requires BYTES_OK(items) && \valid(ret_view);
    terminates \true; exits \false;
    assigns *ret_view;
    MAKE_ENSURES
    ensures \result == BW_OK ==> SIDES_OK(*ret_view);
*/
BW_INLINE bw_status pixels_make(bw_bytes items, size_t width, size_t height, size_t stride, pixels *ret_view);

/*@ requires BYTES_CONST_OK(items) && \valid(ret_view);
    terminates \true; exits \false;
    assigns *ret_view;
    MAKE_ENSURES
    ensures \result == BW_OK ==> SIDES_OK(*ret_view);
*/
BW_INLINE bw_status pixels_const_make(bw_bytes_const items, size_t width, size_t height, size_t stride,
                                    pixels_const *ret_view);

/*@ requires VIEW_OK(view) && NAMED(y, view);
    terminates \true; assigns \nothing;
    ensures y < view.height && \result.items == view.items.items + START(y, view) && \result.count == view.width;
    ensures BYTES_OK(\result);
    exits y >= view.height;
*/
BW_INLINE bw_bytes pixels_row(pixels view, size_t y);

/*@ requires VIEW_CONST_OK(view) && NAMED(y, view);
    terminates \true; assigns \nothing;
    ensures y < view.height && \result.items == view.items.items + START(y, view) && \result.count == view.width;
    ensures BYTES_CONST_OK(\result);
    exits y >= view.height;
*/
BW_INLINE bw_bytes_const pixels_const_row(pixels_const view, size_t y);

/*@ requires VIEW_OK(view) && NAMED(y, view) && \valid(ret_row);
    terminates \true; exits \false;
    assigns *ret_row;
    ensures y < view.height ==> \result == BW_OK && ret_row->items == view.items.items + START(y, view) &&
      ret_row->count == view.width && BYTES_OK(*ret_row);
    ensures y >= view.height ==> \result == BW_ERR_RANGE && *ret_row == \old(*ret_row);
*/
BW_INLINE bw_status pixels_try_row(pixels view, size_t y, bw_bytes *ret_row);

/*@ requires VIEW_CONST_OK(view) && NAMED(y, view) && \valid(ret_row);
    terminates \true; exits \false;
    assigns *ret_row;
    ensures y < view.height ==> \result == BW_OK && ret_row->items == view.items.items + START(y, view) &&
      ret_row->count == view.width && BYTES_CONST_OK(*ret_row);
    ensures y >= view.height ==> \result == BW_ERR_RANGE && *ret_row == \old(*ret_row);
*/
BW_INLINE bw_status pixels_const_try_row(pixels_const view, size_t y, bw_bytes_const *ret_row);

/*@ requires VIEW_OK(view) && NAMED(y, view);
    terminates \true; assigns \nothing;
    ensures x < view.width && y < view.height && \result == view.items.items + START(y, view) + x && \valid(\result);
    exits x >= view.width || y >= view.height;
*/
BW_INLINE uint8_t *pixels_at(pixels view, size_t x, size_t y);

/*@ requires VIEW_CONST_OK(view) && NAMED(y, view);
    terminates \true; assigns \nothing;
    ensures x < view.width && y < view.height && \result == view.items.items + START(y, view) + x &&
      \valid_read(\result);
    exits x >= view.width || y >= view.height;
*/
BW_INLINE const uint8_t *pixels_const_at(pixels_const view, size_t x, size_t y);

/*@ requires VIEW_OK(view) && NAMED(y, view) && \valid(ret_item);
    terminates \true; exits \false;
    assigns *ret_item;
    ensures x < view.width && y < view.height ==> \result == BW_OK &&
      *ret_item == view.items.items + START(y, view) + x && \valid(*ret_item);
    ensures x >= view.width || y >= view.height ==> \result == BW_ERR_RANGE && *ret_item == \old(*ret_item);
*/
BW_INLINE bw_status pixels_try_at(pixels view, size_t x, size_t y, uint8_t **ret_item);

/*@ requires VIEW_CONST_OK(view) && NAMED(y, view) && \valid(ret_item);
    terminates \true; exits \false;
    assigns *ret_item;
    ensures x < view.width && y < view.height ==> \result == BW_OK &&
      *ret_item == view.items.items + START(y, view) + x && \valid_read(*ret_item);
    ensures x >= view.width || y >= view.height ==> \result == BW_ERR_RANGE && *ret_item == \old(*ret_item);
*/
BW_INLINE bw_status pixels_const_try_at(pixels_const view, size_t x, size_t y, const uint8_t **ret_item);

#define NEXT_ENSURES                                                                                             \
  ensures \result == 0 <==> \old(view->height) == 0;                                                             \
  ensures \result == 0 ==> view->height == 0 && *ret_row == \old(*ret_row);                                      \
  ensures \result != 0 ==> ret_row->items == \old(view->items.items) && ret_row->count == view->width;           \
  ensures \result != 0 ==> view->height == \old(view->height) - 1;                                               \
  ensures \result != 0 && view->height != 0 ==>                                                                  \
    view->items.items == \old(view->items.items) + view->stride;

/*@ requires \valid(view) && VIEW_OK(*view) && \valid(ret_row) && \separated(view, ret_row);
    requires view->height >= 2 ==> times(view->height - 1, view->stride) ==
      times(view->height - 2, view->stride) + view->stride && 0 <= times(view->height - 2, view->stride);
    terminates \true; exits \false;
    assigns view->height, view->items, *ret_row;
    NEXT_ENSURES
    ensures \result != 0 ==> BYTES_OK(*ret_row);
    ensures view->height != 0 ==>
      BYTES_OK(view->items) && times(view->height - 1, view->stride) + view->width <= view->items.count;
*/
BW_INLINE bool pixels_next_row(pixels *view, bw_bytes *ret_row);

/*@ requires \valid(view) && VIEW_CONST_OK(*view) && \valid(ret_row) && \separated(view, ret_row);
    requires view->height >= 2 ==> times(view->height - 1, view->stride) ==
      times(view->height - 2, view->stride) + view->stride && 0 <= times(view->height - 2, view->stride);
    terminates \true; exits \false;
    assigns view->height, view->items, *ret_row;
    NEXT_ENSURES
    ensures \result != 0 ==> BYTES_CONST_OK(*ret_row);
    ensures view->height != 0 ==>
      BYTES_CONST_OK(view->items) && times(view->height - 1, view->stride) + view->width <= view->items.count;
*/
BW_INLINE bool pixels_const_next_row(pixels_const *view, bw_bytes_const *ret_row);

/*@ terminates \true; exits \false; assigns \nothing;
    ensures \result.items.items == view.items.items && \result.items.count == view.items.count;
    ensures \result.width == view.width && \result.height == view.height && \result.stride == view.stride;
*/
BW_INLINE pixels_const pixels_as_const(pixels view);

/*@ terminates \true; assigns \nothing;
    ensures a.width == b.width && a.height == b.height && \result.a == a && \result.b == b;
    exits a.width != b.width || a.height != b.height;
*/
BW_INLINE rows rows_equal(pixels a, pixels_const b);
