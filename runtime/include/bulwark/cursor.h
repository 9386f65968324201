/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/cursor.h: walking a span, cutting one, and filling one, with the check inside the loop test.
 *
 * BW_CURSOR_DECLARE(name, span, item) makes a forward cursor over `span`, a type of BW_SPAN_DECLARE whose
 * items are `item` (for a const span: `type const`). BW_BUILDER_DECLARE(name, span, item) makes a builder
 * that appends to a mutable span. Cursors that walk several spans in step are zips (zip.h). All are values
 * for a local variable: there the compiler keeps them in registers, and the test that ends the loop is the
 * bounds check.
 *   name c = name_over(span);  while (name_next(&c, &item)) { use *item }
 * Invariants: begin <= at <= end, all within one span. (Two NULL pointers differ by 0, as C2y says and
 * every compiler always had it.) A cursor or builder owns nothing. Counts are items.
 * Cost: a compare and a step each; append and repeat copy as well.
 */
#ifndef BULWARK_CURSOR_H
#define BULWARK_CURSOR_H

#include <bulwark/base.h>
#include <bulwark/span.h>

/*
 *   name_over(span)               a cursor at the first item
 *   name_over_part(span, offset, count)   a cursor over count items from offset on, for parts that another item
 *                                 names; outside: bounds violation. One sum less than over a sub-span
 *   name_try_over_part(span, offset, count, &ret)   the same with BW_ERR_RANGE
 *   name_next(&c, &ret_item)      the address of the item, and one step on; false at the end, ret_item
 *                                 untouched then
 *   name_peek(&c, &ret_item)      the same without the step
 *   name_step(&c)                 one step on; at the end: bounds violation. After a peek its check folds away
 *   name_left(&c)                 how many items are left
 *   name_rest(&c)                 them, as a span
 *   name_skip(&c, count)          count steps; BW_ERR_RANGE and no step if fewer are left
 *   name_get(&c)                  next for counts proved beforehand: at the end a bounds violation
 *   name_take(&c, count, &ret)    the next count items as a span, and as many steps; BW_ERR_RANGE and no step if
 *                                 fewer are left
 */
#define BW_CURSOR_DECLARE(name, span_type, item_type)                                                            \
  typedef struct name {                                                                                          \
    item_type *at;                                                                                               \
    item_type *end;                                                                                              \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME name name##_over(span_type span) {                                                        \
    name cursor;                                                                                                 \
    cursor.at = span.items;                                                                                      \
    cursor.end = BW_AFTER(span.items, span.count);                                                               \
    return cursor;                                                                                               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name name##_over_part(span_type span, size_t offset, size_t count) {                      \
    name cursor;                                                                                                 \
    size_t end;                                                                                                  \
    if (BW_UNLIKELY(bw_size_add(offset, count, &end) != BW_OK || end > span.count)) {                            \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    cursor.at = BW_AFTER(span.items, offset);                                                                    \
    cursor.end = BW_AFTER(span.items, end);                                                                      \
    return cursor;                                                                                               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_over_part(span_type span, size_t offset, size_t count, \
                                                                    name *ret_cursor) {                          \
    if (offset > span.count || count > span.count - offset) {                                                    \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_cursor = name##_over_part(span, offset, count);                                                         \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_next(name *cursor, item_type **ret_item) {                      \
    if (cursor->at == cursor->end) {                                                                             \
      return false;                                                                                              \
    }                                                                                                            \
    *ret_item = cursor->at;                                                                                      \
    cursor->at++;                                                                                                \
    return true;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_peek(const name *cursor, item_type **ret_item) {                \
    if (cursor->at == cursor->end) {                                                                             \
      return false;                                                                                              \
    }                                                                                                            \
    *ret_item = cursor->at;                                                                                      \
    return true;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_step(name *cursor) {                                                          \
    if (BW_UNLIKELY(cursor->at == cursor->end)) {                                                                \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    cursor->at++;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_left(const name *cursor) {                                                  \
    return (size_t)(cursor->end - cursor->at);                                                                   \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME span_type name##_rest(const name *cursor) {                                               \
    span_type rest;                                                                                              \
    rest.items = cursor->at;                                                                                     \
    rest.count = name##_left(cursor);                                                                            \
    return rest;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_skip(name *cursor, size_t count) {                         \
    if (count > name##_left(cursor)) {                                                                           \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (count != 0u) {                                                                                           \
      cursor->at += count;                                                                                       \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME item_type *name##_get(name *cursor) {                                                     \
    if (BW_UNLIKELY(cursor->at == cursor->end)) {                                                                \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    cursor->at++;                                                                                                \
    return cursor->at - 1;                                                                                       \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_take(name *cursor, size_t count, span_type *ret_items) {   \
    if (count > name##_left(cursor)) {                                                                           \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_items = span_type##_make(cursor->at, count);                                                            \
    if (count != 0u) {                                                                                           \
      cursor->at += count;                                                                                       \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u, "a cursor needs a complete item type")

/*
 * Cutting a span into runs of items that belong together: bands, tokens, groups. BW_RUN_DECLARE(name, cursor,
 * item) makes such a cutter for a type of BW_CURSOR_DECLARE over the same items. Its run is what it stepped over
 * since the last cut; where that begins and ends is nowhere a number that would have to be checked.
 *   name_over(cursor)             a cutter of what the cursor has left; its run is empty
 *   name_peek(&r, &ret_item)      the item behind the run; false at the end, ret_item untouched then
 *   name_step(&r)                 takes it into the run; at the end: bounds violation. After a peek its check folds
 *                                 away
 *   name_cut(&r)                  the run, as a cursor at its first item; the next run is empty
 *   name_left(&r)                 what lies behind the run, as a cursor
 * Invariants: begin <= at <= end, all within one span.
 */
#define BW_RUN_DECLARE(name, cursor_type, item_type)                                                             \
  typedef struct name {                                                                                          \
    item_type *begin;                                                                                            \
    item_type *at;                                                                                               \
    item_type *end;                                                                                              \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME name name##_over(cursor_type cursor) {                                                    \
    name run;                                                                                                    \
    run.begin = cursor.at;                                                                                       \
    run.at = cursor.at;                                                                                          \
    run.end = cursor.end;                                                                                        \
    return run;                                                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_peek(const name *run, item_type **ret_item) {                   \
    if (run->at == run->end) {                                                                                   \
      return false;                                                                                              \
    }                                                                                                            \
    *ret_item = run->at;                                                                                         \
    return true;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_step(name *run) {                                                             \
    if (BW_UNLIKELY(run->at == run->end)) {                                                                      \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    run->at++;                                                                                                   \
    BW_ONE_POINTER(run->at);                                                                                     \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME cursor_type name##_cut(name *run) {                                                       \
    cursor_type part;                                                                                            \
    part.at = run->begin;                                                                                        \
    part.end = run->at;                                                                                          \
    run->begin = run->at;                                                                                        \
    return part;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME cursor_type name##_left(const name *run) {                                                \
    cursor_type rest;                                                                                            \
    rest.at = run->at;                                                                                           \
    rest.end = run->end;                                                                                         \
    return rest;                                                                                                 \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u, "a run needs a complete item type")

/*
 *   name_into(span)               a builder at the first item of a mutable span
 *   name_push(&b, value)          appends; BW_ERR_FULL when there is no room
 *   name_add(&b, &ret_item)       appends an item that the caller fills in place, field by field: no copy of a
 *                                 structure. BW_ERR_FULL when there is no room
 *   name_put(&b, value)           appends; no room: bounds violation. For counts proved beforehand
 *   name_take(&b, count, &ret)    hands out the next count items as a span, to be filled by the caller:
 *                                 one check for all of them; BW_ERR_FULL when there is no room
 *   name_append(&b, items)        appends all items of a const span, which may be the builder's own; BW_ERR_FULL
 *                                 and none of them when there is no room for all
 *   name_repeat(&b, count, value) appends the value count times; BW_ERR_FULL likewise
 *   name_last(&b, &ret_item)      the address of the item appended last; false when there is none, nothing
 *                                 touched
 *   name_drop(&b, count)          forgets the count items appended last; BW_ERR_RANGE, none, if there are fewer
 *   name_room(&b)                 how many more items fit
 *   name_count(&b)                how many were appended
 *   name_done(&b)                 them, as a span
 *   name_open(&b)                 a builder for the next part, over the room that is left; b does not move.
 *                                 Dropping the part drops what it appended
 *   name_keep(&b, &part)          takes over what the part appended; a part that was not opened here, or
 *                                 before something else was appended: state violation
 *   name_done_with(&b, &part)     what the builder appended and what lies between that and the end of the part, as
 *                                 a span: the result of parts that were opened one behind the other. A part of
 *                                 another builder, or opened before something else was appended: state violation
 */
#define BW_BUILDER_DECLARE(name, span_type, item_type)                                                           \
  typedef struct name {                                                                                          \
    item_type *begin;                                                                                            \
    item_type *at;                                                                                               \
    item_type *end;                                                                                              \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME name name##_into(span_type span) {                                                        \
    name builder;                                                                                                \
    builder.begin = span.items;                                                                                  \
    builder.at = span.items;                                                                                     \
    builder.end = BW_AFTER(span.items, span.count);                                                              \
    return builder;                                                                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_push(name *builder, item_type value) {                     \
    if (BW_UNLIKELY(builder->at == builder->end)) {                                                              \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    *builder->at = value;                                                                                        \
    builder->at++;                                                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_add(name *builder, item_type **ret_item) {                 \
    if (BW_UNLIKELY(builder->at == builder->end)) {                                                              \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    *ret_item = builder->at;                                                                                     \
    builder->at++;                                                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_put(name *builder, item_type value) {                                         \
    if (BW_UNLIKELY(builder->at == builder->end)) {                                                              \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    *builder->at = value;                                                                                        \
    builder->at++;                                                                                               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_room(const name *builder) {                                                 \
    return (size_t)(builder->end - builder->at);                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_take(name *builder, size_t count, span_type *ret_items) {  \
    if (count > name##_room(builder)) {                                                                          \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    ret_items->items = builder->at;                                                                              \
    ret_items->count = count;                                                                                    \
    if (count != 0u) {                                                                                           \
      builder->at += count;                                                                                      \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_count(const name *builder) {                                                \
    return (size_t)(builder->at - builder->begin);                                                               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME span_type name##_done(const name *builder) {                                              \
    span_type done;                                                                                              \
    done.items = builder->begin;                                                                                 \
    done.count = name##_count(builder);                                                                          \
    return done;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_append(name *builder, span_type##_const items) {           \
    span_type room;                                                                                              \
    bw_status status = name##_take(builder, items.count, &room);                                                 \
    if (status == BW_OK) {                                                                                       \
      span_type##_copy(room, items);                                                                             \
    }                                                                                                            \
    return status;                                                                                               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_repeat(name *builder, size_t count, item_type value) {     \
    span_type room;                                                                                              \
    bw_status status = name##_take(builder, count, &room);                                                       \
    if (status == BW_OK) {                                                                                       \
      span_type##_fill(room, value);                                                                             \
    }                                                                                                            \
    return status;                                                                                               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_last(const name *builder, item_type **ret_item) {               \
    if (builder->at == builder->begin) {                                                                         \
      return false;                                                                                              \
    }                                                                                                            \
    *ret_item = builder->at - 1;                                                                                 \
    return true;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_drop(name *builder, size_t count) {                        \
    if (count > name##_count(builder)) {                                                                         \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (count != 0u) {                                                                                           \
      builder->at -= count;                                                                                      \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name name##_open(const name *builder) {                                                   \
    name part = *builder;                                                                                        \
    part.begin = builder->at;                                                                                    \
    return part;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_keep(name *builder, const name *part) {                                       \
    if (BW_UNLIKELY(part->begin != builder->at || part->end != builder->end)) {                                  \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    builder->at = part->at;                                                                                      \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME span_type name##_done_with(const name *builder, const name *part) {                       \
    span_type done;                                                                                              \
    if (BW_UNLIKELY(part->end != builder->end || part->end - part->begin > builder->end - builder->at)) {        \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    done.items = builder->begin;                                                                                 \
    done.count = (size_t)(part->at - builder->begin);                                                            \
    return done;                                                                                                 \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u, "a builder needs a complete item type")

#endif
