/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A user of every header, compiled as C11, C17 and C++17 and for other machines. It is never run. */
#include <bulwark/bulwark.h>

BW_HARDENED_FILE;

typedef struct point {
  int x, y;
} point;

BW_SPAN_DECLARE(points, point);
BW_SPAN_ARENA_DECLARE(points, point);
BW_CURSOR_DECLARE(points_cursor, points_const, point const);
BW_RUN_DECLARE(points_run, points_cursor, point const);
BW_BUILDER_DECLARE(points_builder, points, point);
BW_VIEW_DECLARE(points_view, points, point);
BW_VIEW_DECLARE(points_image, points_const, point const);
BW_VIEW_WRITE_DECLARE(points_view, points_image, point);
BW_ZIP2_DECLARE(points_pair, points, point, points_const, point const);
BW_ZIP3_DECLARE(points_triple, points, point, points_const, point const, bw_u32s, uint32_t);
BW_ZIP4_DECLARE(points_quad, points, point, points_const, point const, bw_u32s, uint32_t, bw_bytes, uint8_t);
BW_SPAN_BLOCK_DECLARE(points, point);

#define POINT_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(x) SCALAR(y)
BW_PLAIN_DECLARE(point, point, POINT_FIELDS);
BW_SPAN_PLAIN_DECLARE(points, point);
BW_RING_DECLARE(points_ring, points, point);

typedef struct window {
  point at;
  bw_list_link link;
  bw_refcount refs;
  bw_refcount_shared shared;
} window;

BW_LIST_DECLARE(windows, window, link);
BW_POOL_DECLARE(window_pool, window);
BW_HANDLE_DECLARE(window_table, window, 1);
BW_HANDLE32_DECLARE(window_table32, window, 2);

static bool point_same(const point *a, const point *b) {
  return a->x == b->x && a->y == b->y;
}
BW_SPAN_EQUAL_DECLARE(points, point, point_same);

static point point_decode(bw_reader *reader) {
  point item = {0, 0};
  if (bw_reader_i32le(reader, &item.x) != BW_OK || bw_reader_i32be(reader, &item.y) != BW_OK) {
    bw_violate_state();
  }
  return item;
}
static void point_encode(bw_writer *writer, const point *item) {
  if (bw_writer_i32le(writer, item->x) != BW_OK || bw_writer_i32be(writer, item->y) != BW_OK) {
    bw_violate_state();
  }
}
BW_READER_RECORDS_DECLARE(points, points, point, 8u, point_decode);
BW_WRITER_RECORDS_DECLARE(points, points, point, 8u, point_encode);

BW_C_BEGIN
bw_status consumer_read(bw_guard *guard, void *context);
bw_status consumer_run(bw_bytes_const input, bw_arena *arena, size_t *ret_count);
bw_status consumer_mirror(bw_bytes_const input, bw_bytes output, bw_bytes_const *ret_written);
BW_C_END

struct job {
  bw_arena *arena;
  bw_reader reader;
  points found;
};

static void drop(void *object) {
  ((struct job *)object)->found = points_make(NULL, 0);
}

static bw_status read_point(bw_reader *reader, point *ret_point) {
  int32_t x = 0, y = 0;
  bw_status status = bw_reader_i32le(reader, &x);
  if (status == BW_OK) {
    status = bw_reader_i32be(reader, &y);
  }
  if (status == BW_OK) {
    ret_point->x = x;
    ret_point->y = y;
  }
  return status;
}

bw_status consumer_read(bw_guard *guard, void *context) {
  struct job *job = (struct job *)context;
  points_builder builder;
  uint16_t count = 0;
  size_t bytes = 0;
  point next = {0, 0};
  bw_status status = bw_defer(guard, drop, job);
  if (status != BW_OK || (status = bw_reader_u16le(&job->reader, &count)) != BW_OK ||
      (status = bw_size_mul(count, sizeof(point), &bytes)) != BW_OK ||
      (status = points_alloc(job->arena, count, &job->found)) != BW_OK) {
    return status;
  }
  builder = points_builder_into(job->found);
  while (points_builder_room(&builder) != 0u) {
    status = read_point(&job->reader, &next);
    if (status != BW_OK) {
      return status;
    }
    points_builder_put(&builder, next);
  }
  bw_defer_cancel(guard, job);
  return bw_reader_finish(&job->reader);
}

bw_status consumer_run(bw_bytes_const input, bw_arena *arena, size_t *ret_count) {
  struct job job;
  bw_guard guard;
  bw_status status;
  points_view view;
  points_cursor cursor;
  point const *item = NULL;
  size_t count = 0;
  job.arena = arena;
  job.reader = bw_reader_over(input);
  job.found = points_make(NULL, 0);
  status = bw_guard_run(&guard, arena, consumer_read, &job);
  if (status == BW_OK) {
    status = points_view_make(job.found, 2, job.found.count / 2u, 2, &view);
  }
  if (status != BW_OK) {
    return status;
  }
  points_fill(points_view_row(points_view_rect(view, 0, 0, view.width, view.height), 0), BW_AT(job.found, 0));
  cursor = points_cursor_over(points_as_const(job.found));
  while (points_cursor_next(&cursor, &item)) {
    BW_UNSAFE("shows the block") {
      count += (size_t)(item->x != 0);
    }
  }
  *ret_count = count;
  return BW_OK;
}

/* Records in, their mean with the first one out, behind a line of text and their length. */
bw_status consumer_mirror(bw_bytes_const input, bw_bytes output, bw_bytes_const *ret_written) {
  bw_reader reader = bw_reader_over(input);
  bw_writer writer = bw_writer_into(output);
  uint8_t line[32];
  bw_string text = bw_string_over(BW_SPAN_OF_ARRAY(bw_bytes, line));
  points found;
  points_pair pair;
  size_t mark = 0;
  size_t first = 0;
  size_t i;
  bw_status status = points_block_take(input.count / 8u, &found);
  if (status != BW_OK) {
    return status;
  }
  status = points_read(&reader, found);
  if (status == BW_OK) {
    pair = points_pair_shortest(found, points_as_const(found));
    for (i = 0; i < pair.count; i++) {
      BW_ZIP_AT(pair, a, i).x /= 2;
      BW_ZIP_AT(pair, a, i).y += BW_ZIP_AT(pair, b, 0).y;
    }
    if (found.count != 0u &&
        !points_find(points_as_const(found), points_const_at(points_as_const(found), 0), &first)) {
      bw_violate_state();
    }
    status = bw_string_append(&text, BW_TEXT("points "));
  }
  if (status == BW_OK && (status = bw_string_append_u64(&text, found.count - first)) == BW_OK &&
      (status = bw_writer_string(&writer, bw_string_text(&text))) == BW_OK &&
      (status = bw_writer_hold_u32be(&writer, &mark)) == BW_OK &&
      (status = points_write(&writer, points_as_const(found))) == BW_OK) {
    status = bw_writer_patch_count_u32be(&writer, mark);
  }
  points_block_give(&found);
  return status == BW_OK ? bw_writer_finish(&writer, ret_written) : status;
}
