/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Cursors over bytes to read, builders over bytes to write.
 * of: include/bulwark/cursor.h
 * after: index ints span
 */
#include "bytes.h"

#include <bulwark/cursor.h>

BW_CURSOR_DECLARE(walk, bw_bytes_const, uint8_t const);
BW_RUN_DECLARE(cut, walk, uint8_t const);
BW_BUILDER_DECLARE(fill, bw_bytes, uint8_t);

/*@ predicate walk_ok(walk *c) = \valid(c) && \base_addr(c->at) == \base_addr(c->end) &&
      0 <= c->end - c->at <= BYTES_MAX && \object_pointer(c->at) && \object_pointer(c->end) &&
      (c->at != c->end ==> \valid_read(c->at + (0 .. c->end - c->at - 1)) && c->at != \null);

    predicate cut_ok(cut *r) = \valid(r) && \base_addr(r->begin) == \base_addr(r->at) &&
      \base_addr(r->at) == \base_addr(r->end) && 0 <= r->at - r->begin && 0 <= r->end - r->at &&
      r->end - r->begin <= BYTES_MAX && \object_pointer(r->begin) && \object_pointer(r->at) && \object_pointer(r->end) &&
      (r->begin != r->end ==> \valid_read(r->begin + (0 .. r->end - r->begin - 1)) && r->begin != \null);

    predicate fill_ok(fill *b) = \valid(b) && \base_addr(b->begin) == \base_addr(b->at) &&
      \base_addr(b->at) == \base_addr(b->end) && 0 <= b->at - b->begin && 0 <= b->end - b->at &&
      b->end - b->begin <= BYTES_MAX && \object_pointer(b->at) && \object_pointer(b->begin) && \object_pointer(b->end) &&
      (b->begin != b->end ==> \valid(b->begin + (0 .. b->end - b->begin - 1)) && b->begin != \null &&
        \base_addr(b) != \base_addr(b->begin));
*/

/*@ requires BYTES_CONST_OK(span) && \object_pointer(span.items);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.at == span.items && \result.end == span.items + span.count;
*/
BW_INLINE walk walk_over(bw_bytes_const span);

/*@ requires BYTES_CONST_OK(span) && \object_pointer(span.items);
    terminates \true;
    assigns \nothing;
    ensures offset + count <= span.count;
    ensures \result.at == span.items + offset && \result.end == span.items + offset + count;
    exits offset + count > span.count;
*/
BW_INLINE walk walk_over_part(bw_bytes_const span, size_t offset, size_t count);

/*@ requires BYTES_CONST_OK(span) && \object_pointer(span.items) && \valid(ret_cursor);
    terminates \true;
    exits \false;
    assigns *ret_cursor;
    behavior inside:
      assumes offset + count <= span.count;
      ensures \result == BW_OK;
      ensures ret_cursor->at == span.items + offset && ret_cursor->end == span.items + offset + count;
    behavior outside:
      assumes offset + count > span.count;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status walk_try_over_part(bw_bytes_const span, size_t offset, size_t count, walk *ret_cursor);

/*@ requires walk_ok(cursor) && \valid(ret_item) && \separated(cursor, ret_item);
    terminates \true;
    exits \false;
    assigns *ret_item, cursor->at;
    behavior some:
      assumes cursor->at != cursor->end;
      ensures \result == 1 && *ret_item == \old(cursor->at) && cursor->at == \old(cursor->at) + 1;
      ensures \valid_read(*ret_item);
    behavior none:
      assumes cursor->at == cursor->end;
      assigns \nothing;
      ensures \result == 0;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bool walk_next(walk *cursor, uint8_t const **ret_item);

/*@ requires walk_ok(cursor) && \valid(ret_item) && \separated(cursor, ret_item);
    terminates \true;
    exits \false;
    assigns *ret_item;
    behavior some:
      assumes cursor->at != cursor->end;
      ensures \result == 1 && *ret_item == cursor->at && \valid_read(*ret_item);
    behavior none:
      assumes cursor->at == cursor->end;
      assigns \nothing;
      ensures \result == 0;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bool walk_peek(const walk *cursor, uint8_t const **ret_item);

/*@ requires walk_ok(cursor);
    terminates \true;
    assigns cursor->at;
    ensures \old(cursor->at) != cursor->end && cursor->at == \old(cursor->at) + 1;
    exits \old(cursor->at) == cursor->end;
*/
BW_INLINE void walk_step(walk *cursor);

/*@ requires walk_ok(cursor);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == cursor->end - cursor->at;
*/
BW_INLINE size_t walk_left(const walk *cursor);

/*@ requires walk_ok(cursor);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.items == cursor->at && \result.count == cursor->end - cursor->at && BYTES_CONST_OK(\result);
*/
BW_INLINE bw_bytes_const walk_rest(const walk *cursor);

/*@ requires walk_ok(cursor);
    terminates \true;
    exits \false;
    assigns cursor->at;
    behavior enough:
      assumes count <= cursor->end - cursor->at;
      ensures \result == BW_OK && cursor->at == \old(cursor->at) + count;
    behavior few:
      assumes count > cursor->end - cursor->at;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status walk_skip(walk *cursor, size_t count);

/*@ requires walk_ok(cursor);
    terminates \true;
    assigns cursor->at;
    ensures \result == \old(cursor->at) && \valid_read(\result) && cursor->at == \result + 1;
    exits \old(cursor->at) == cursor->end;
*/
BW_INLINE uint8_t const *walk_get(walk *cursor);

/*@ requires walk_ok(cursor) && \valid(ret_items) && \separated(cursor, ret_items);
    terminates \true;
    exits \false;
    assigns cursor->at, *ret_items;
    behavior enough:
      assumes count <= cursor->end - cursor->at;
      ensures \result == BW_OK && cursor->at == \old(cursor->at) + count;
      ensures ret_items->items == \old(cursor->at) && ret_items->count == count && BYTES_CONST_OK(*ret_items);
    behavior few:
      assumes count > cursor->end - cursor->at;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status walk_take(walk *cursor, size_t count, bw_bytes_const *ret_items);

/*@ requires BYTES_OK(span) && \object_pointer(span.items);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.begin == span.items && \result.at == span.items && \result.end == span.items + span.count;
*/
BW_INLINE fill fill_into(bw_bytes span);

/*@ requires fill_ok(builder);
    terminates \true;
    exits \false;
    assigns builder->at, *builder->at;
    behavior room:
      assumes builder->at != builder->end;
      ensures \result == BW_OK && builder->at == \old(builder->at) + 1 && *\old(builder->at) == value;
    behavior full:
      assumes builder->at == builder->end;
      assigns \nothing;
      ensures \result == BW_ERR_FULL;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status fill_push(fill *builder, uint8_t value);

/*@ requires fill_ok(builder);
    terminates \true;
    assigns builder->at, *builder->at;
    ensures \old(builder->at) != builder->end && builder->at == \old(builder->at) + 1;
    ensures *\old(builder->at) == value;
    exits \old(builder->at) == builder->end;
*/
BW_INLINE void fill_put(fill *builder, uint8_t value);

/*@ requires fill_ok(builder);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == builder->end - builder->at;
*/
BW_INLINE size_t fill_room(const fill *builder);

/*@ requires fill_ok(builder) && \valid(ret_items) && \separated(builder, ret_items);
    terminates \true;
    exits \false;
    assigns builder->at, *ret_items;
    behavior room:
      assumes count <= builder->end - builder->at;
      ensures \result == BW_OK && builder->at == \old(builder->at) + count;
      ensures ret_items->items == \old(builder->at) && ret_items->count == count;
    behavior full:
      assumes count > builder->end - builder->at;
      assigns \nothing;
      ensures \result == BW_ERR_FULL && builder->at == \old(builder->at);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status fill_take(fill *builder, size_t count, bw_bytes *ret_items);

/*@ requires fill_ok(builder);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == builder->at - builder->begin;
*/
BW_INLINE size_t fill_count(const fill *builder);

/*@ requires fill_ok(builder);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.items == builder->begin && \result.count == builder->at - builder->begin;
*/
BW_INLINE bw_bytes fill_done(const fill *builder);

/*@ requires fill_ok(builder);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.begin == builder->at && \result.at == builder->at && \result.end == builder->end;
*/
BW_INLINE fill fill_open(const fill *builder);

/*@ requires fill_ok(builder) && \valid_read(part) && \separated(builder, part);
    requires \object_pointer(part->begin) && \object_pointer(part->at) && \object_pointer(part->end);
    terminates \true;
    assigns builder->at;
    ensures part->begin == \old(builder->at) && part->end == builder->end && builder->at == part->at;
    exits part->begin != \old(builder->at) || part->end != builder->end;
*/
BW_INLINE void fill_keep(fill *builder, const fill *part);

/*@ requires fill_ok(builder) && \valid_read(part);
    requires \object_pointer(part->begin) && \object_pointer(part->at) && \object_pointer(part->end);
    requires \base_addr(part->begin) == \base_addr(part->end) && \base_addr(part->at) == \base_addr(part->end);
    requires 0 <= part->end - part->begin <= BYTES_MAX && 0 <= part->at - part->begin <= part->end - part->begin;
    terminates \true;
    assigns \nothing;
    ensures part->end == builder->end && part->end - part->begin <= builder->end - builder->at;
    ensures \result.items == builder->begin && \result.count == part->at - builder->begin;
    ensures \result.count <= builder->end - builder->begin;
    exits part->end != builder->end || part->end - part->begin > builder->end - builder->at;
*/
BW_INLINE bw_bytes fill_done_with(const fill *builder, const fill *part);

/*@ requires fill_ok(builder) && \valid(ret_item) && \separated(builder, ret_item);
    terminates \true;
    exits \false;
    assigns builder->at, *ret_item;
    behavior room:
      assumes builder->at != builder->end;
      ensures \result == BW_OK && builder->at == \old(builder->at) + 1 && *ret_item == \old(builder->at);
      ensures \valid(*ret_item);
    behavior full:
      assumes builder->at == builder->end;
      assigns \nothing;
      ensures \result == BW_ERR_FULL;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status fill_add(fill *builder, uint8_t **ret_item);

/*@ requires fill_ok(builder) && BYTES_CONST_OK(items);
    requires items.count != 0 ==> \base_addr(items.items) != \base_addr(builder);
    terminates \true;
    exits \false;
    assigns builder->at, builder->at[0 .. items.count - 1];
    ensures items.count <= \old(builder->end - builder->at) ==>
      \result == BW_OK && builder->at == \old(builder->at) + items.count;
    ensures items.count > \old(builder->end - builder->at) ==>
      \result == BW_ERR_FULL && builder->at == \old(builder->at);
*/
BW_INLINE bw_status fill_append(fill *builder, bw_bytes_const items);

/*@ requires fill_ok(builder);
    terminates \true;
    exits \false;
    assigns builder->at, builder->at[0 .. count - 1];
    ensures count <= \old(builder->end - builder->at) ==>
      \result == BW_OK && builder->at == \old(builder->at) + count;
    ensures count > \old(builder->end - builder->at) ==>
      \result == BW_ERR_FULL && builder->at == \old(builder->at);
*/
BW_INLINE bw_status fill_repeat(fill *builder, size_t count, uint8_t value);

/*@ requires fill_ok(builder) && \valid(ret_item) && \separated(builder, ret_item);
    terminates \true;
    exits \false;
    assigns *ret_item;
    behavior some:
      assumes builder->at != builder->begin;
      ensures \result == 1 && *ret_item == builder->at - 1 && \valid(*ret_item);
    behavior none:
      assumes builder->at == builder->begin;
      assigns \nothing;
      ensures \result == 0;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bool fill_last(const fill *builder, uint8_t **ret_item);

/*@ requires fill_ok(builder);
    terminates \true;
    exits \false;
    assigns builder->at;
    behavior enough:
      assumes count <= builder->at - builder->begin;
      ensures \result == BW_OK && builder->at == \old(builder->at) - count;
    behavior few:
      assumes count > builder->at - builder->begin;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status fill_drop(fill *builder, size_t count);

/*@ requires \object_pointer(cursor.at) && \object_pointer(cursor.end);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.begin == cursor.at && \result.at == cursor.at && \result.end == cursor.end;
*/
BW_INLINE cut cut_over(walk cursor);

/*@ requires cut_ok(run) && \valid(ret_item) && \separated(run, ret_item);
    terminates \true;
    exits \false;
    assigns *ret_item;
    behavior some:
      assumes run->at != run->end;
      ensures \result == 1 && *ret_item == run->at && \valid_read(*ret_item);
    behavior none:
      assumes run->at == run->end;
      assigns \nothing;
      ensures \result == 0;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bool cut_peek(const cut *run, uint8_t const **ret_item);

/*@ requires cut_ok(run);
    terminates \true;
    assigns run->at;
    ensures cut_ok(run);
    ensures \old(run->at) != run->end && run->at == \old(run->at) + 1;
    exits \old(run->at) == run->end;
*/
BW_INLINE void cut_step(cut *run);

/*@ requires cut_ok(run);
    terminates \true;
    exits \false;
    assigns run->begin;
    ensures cut_ok(run);
    ensures \result.at == \old(run->begin) && \result.end == run->at && run->begin == run->at;
*/
BW_INLINE walk cut_cut(cut *run);

/*@ requires cut_ok(run);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.at == run->at && \result.end == run->end;
*/
BW_INLINE walk cut_left(const cut *run);
