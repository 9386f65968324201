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
BW_BUILDER_DECLARE(points_builder, points, point);
BW_VIEW_DECLARE(points_view, points, point);

BW_C_BEGIN
bw_status consumer_read(bw_guard *guard, void *context);
bw_status consumer_run(bw_bytes_const input, bw_arena *arena, size_t *ret_count);
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
