/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Every function that asks the platform for something, with every n: the nth allocation is refused, the nth access
 * to user memory faults, user memory ends at the nth byte, for n from 1 until nothing is refused any more. After
 * each failure the outputs are what they were, the arena is where it was, what the function spends is not spent;
 * then the same call, asked again, succeeds, and in the end every chunk is back.
 */
#include <bulwark/block.h>
#include <bulwark/bulwark.h>

#include <string.h>

#include "platform_test.h"
#include "suite.h"

typedef struct item {
  uint32_t id;
  uint32_t size;
} item;

#define ITEM_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(id) SCALAR(size)
BW_PLAIN_DECLARE(item, item, ITEM_FIELDS);
BW_SPAN_DECLARE(things, item);
BW_SPAN_ARENA_DECLARE(things, item);
BW_SPAN_BLOCK_DECLARE(things, item);
BW_SPAN_CAPTURE_DECLARE(things, item);
BW_CAPTURE_DECLARE(item, item);
BW_COPY_OUT_DECLARE(item);
BW_SPAN_COPY_OUT_DECLARE(things, item);
BW_POOL_DECLARE(item_pool, item);
BW_HANDLE_DECLARE(item_table, item, 3);

enum { STEP = 256, USER_BYTES = 8 * STEP, OUTPUT_BYTES = 512, SCRATCH_BYTES = 1024 };

static bw_arena arena;
static _Alignas(256) unsigned char user[USER_BYTES];

/* What a call writes on success only, and the user pointer that it spends then only. */
static union {
  unsigned char bytes[OUTPUT_BYTES];
  void *block;
  things span;
  bw_bytes text;
  bw_u16s text16;
  item one;
  item_pool pool;
  item_table table;
} outputs;
static bw_user from;

/* The caller's storage that a call may use up on failure too. */
static union {
  unsigned char bytes[SCRATCH_BYTES];
  item items[SCRATCH_BYTES / sizeof(item)];
  uint16_t units[SCRATCH_BYTES / 2];
} scratch;

/* Two blocks of the platform's own: one that each round begins with, and one that a call may take. */
static things kept;
static things taken;

static bw_user_out out(void) {
  return bw_user_out_make((uintptr_t)user);
}

/* ---- the calls: one of each function ------------------------------------------------------------------- */

static bw_status call_arena_alloc(void) {
  return bw_arena_alloc(&arena, 300, 16, &outputs.block);
}
static bw_status call_arena_alloc_large(void) {
  return bw_arena_alloc(&arena, 5000, 64, &outputs.block);
}
static bw_status call_arena_alloc_array(void) {
  return bw_arena_alloc_array(&arena, 100, 24, 8, &outputs.block);
}
/* Of a block of the platform's: the arena's newest block would grow where it is, which asks for nothing. */
static bw_status call_arena_grow(void) {
  return bw_arena_grow(&arena, kept.items, kept.count * sizeof(item), 2000, 8, &outputs.block);
}
static bw_status call_span_grow(void) {
  things span = kept;
  bw_status status = things_grow(&arena, &span, 200);
  ck_assert(status == BW_OK || (span.items == kept.items && span.count == kept.count));
  ck_assert_uint_eq(span.items[0].id, 77);
  if (status == BW_OK) {
    outputs.span = span;
  }
  return status;
}
static bw_status call_span_alloc(void) {
  return things_alloc(&arena, 200, &outputs.span);
}
static bw_status call_bytes_alloc_uncleared(void) {
  return bw_bytes_alloc_uncleared(&arena, 2000, 4, &outputs.text);
}
static bw_status call_block_take(void) {
  bw_status status = things_block_take(200, &outputs.span);
  if (status == BW_OK) {
    taken = outputs.span;
  }
  return status;
}
static bw_status call_block_resize(void) {
  things before = kept;
  bw_status status = things_block_resize(&kept, 300);
  ck_assert(status == BW_OK || (kept.items == before.items && kept.count == before.count));
  ck_assert_uint_eq(kept.items[0].id, 77);
  return status;
}
static bw_status call_pool_alloc(void) {
  return item_pool_alloc(&outputs.pool, &arena, 300, BW_POOL_VERIFY);
}
static bw_status call_table_alloc(void) {
  return item_table_alloc(&outputs.table, &arena, 300, BW_HANDLE_RETIRE);
}
static bw_status call_capture(void) {
  return item_capture(&from, &outputs.one);
}
static bw_status call_span_capture(void) {
  return things_capture(&arena, &from, 100, 100, &outputs.span);
}
static bw_status call_span_capture_into(void) {
  return things_capture_into(BW_SPAN_OF_ARRAY(things, scratch.items), &from, 100, &outputs.span);
}
static bw_status call_string_capture(void) {
  return bw_string_capture(&arena, &from, 1500, &outputs.text);
}
static bw_status call_string16_capture(void) {
  return bw_string16_capture(&arena, &from, 1000, &outputs.text16);
}
static bw_status call_string_capture_into(void) {
  return bw_string_capture_into(BW_SPAN_OF_ARRAY(bw_bytes, scratch.bytes), &from, &outputs.text);
}
static bw_status call_string16_capture_into(void) {
  return bw_string16_capture_into(BW_SPAN_OF_ARRAY(bw_u16s, scratch.units), &from, &outputs.text16);
}
static bw_status call_counted_capture(void) {
  bw_user_counted counted;
  bw_status status;
  counted.bytes = 400;
  counted.capacity_bytes = 500;
  counted.units = from;
  status = bw_counted_capture(&arena, &counted, 200, &outputs.text16);
  from = counted.units;
  return status;
}
static bw_status call_copy_out(void) {
  static const item value = {1, 2};
  return item_copy_out(out(), &value);
}
static bw_status call_span_copy_out(void) {
  return things_copy_out(out(), 128, things_const_make(scratch.items, 128));
}
static bw_status call_span_copy_out_padded(void) {
  return things_copy_out_padded(out(), USER_BYTES / sizeof(item), things_const_make(scratch.items, 5));
}

static bw_status body(bw_guard *guard, void *context) {
  (void)guard;
  (void)context;
  return things_capture(&arena, &from, 100, 100, &outputs.span);
}

#if !defined(BW_NO_GUARD)
static bw_status call_guard_run(void) {
  bw_guard guard;
  return bw_guard_run(&guard, &arena, body, NULL);
}
#endif

static const struct {
  const char *name;
  bw_status (*call)(void);
  bool allocates, reads_user, writes_user;
} rows[] = {
    {"bw_arena_alloc", call_arena_alloc, true, false, false},
    {"bw_arena_alloc, large", call_arena_alloc_large, true, false, false},
    {"bw_arena_alloc_array", call_arena_alloc_array, true, false, false},
    {"bw_arena_grow", call_arena_grow, true, false, false},
    {"span grow", call_span_grow, true, false, false},
    {"span alloc", call_span_alloc, true, false, false},
    {"bw_bytes_alloc_uncleared", call_bytes_alloc_uncleared, true, false, false},
    {"block_take", call_block_take, true, false, false},
    {"block_resize", call_block_resize, true, false, false},
    {"pool alloc", call_pool_alloc, true, false, false},
    {"table alloc", call_table_alloc, true, false, false},
    {"capture", call_capture, false, true, false},
    {"span capture", call_span_capture, true, true, false},
    {"span capture_into", call_span_capture_into, false, true, false},
    {"bw_string_capture", call_string_capture, true, true, false},
    {"bw_string16_capture", call_string16_capture, true, true, false},
    {"bw_string_capture_into", call_string_capture_into, false, true, false},
    {"bw_string16_capture_into", call_string16_capture_into, false, true, false},
    {"bw_counted_capture", call_counted_capture, true, true, false},
    {"copy_out", call_copy_out, false, false, true},
    {"span copy_out", call_span_copy_out, false, false, true},
    {"span copy_out_padded", call_span_copy_out_padded, false, false, true},
#if !defined(BW_NO_GUARD)
    {"bw_guard_run over a capture", call_guard_run, true, true, false},
#endif
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

/* ---- the harness --------------------------------------------------------------------------------------- */

static void prepare(void) {
  size_t i;
  platform_reset();
  /* Text of 600 characters or 300 units: three steps. */
  memset(user, 'x', sizeof user);
  user[600] = 0;
  user[601] = 0;
  platform_user_map(user, sizeof user);
  ck_assert_int_eq(bw_arena_init(&arena, 512), BW_OK);
  ck_assert_int_eq(things_block_take(4, &kept), BW_OK);
  kept.items[0].id = 77;
  taken = things_make(NULL, 0);
  from = bw_user_make((uintptr_t)user);
  for (i = 0; i < OUTPUT_BYTES; i++) {
    outputs.bytes[i] = (unsigned char)(i * 7u + 1u);
  }
}

static void done(void) {
  things_block_give(&kept);
  things_block_give(&taken);
  bw_arena_destroy(&arena);
  ck_assert_uint_eq(platform_chunks_live(), 0);
}

/* Calls the row's function, which fails with that status; then nothing may have changed. */
static void fails_without_a_trace(int row, unsigned n, bw_status expected) {
  unsigned char before[OUTPUT_BYTES];
  bw_arena_mark mark = bw_arena_save(&arena);
  bw_arena_mark after;
  bw_status status;
  memcpy(before, outputs.bytes, sizeof before);
  status = rows[row].call();
  after = bw_arena_save(&arena);
  ck_assert_msg(status == expected, "%s, n = %u: %s", rows[row].name, n, bw_status_name(status));
  ck_assert_msg(memcmp(before, outputs.bytes, sizeof before) == 0, "%s, n = %u: an output changed", rows[row].name, n);
  ck_assert_msg(after.chunk == mark.chunk && after.used == mark.used, "%s, n = %u: the arena moved", rows[row].name, n);
  ck_assert_msg(from.address == (uintptr_t)user, "%s, n = %u: the pointer is spent", rows[row].name, n);
}

static void succeeds(int row, unsigned n) {
  bw_status status = rows[row].call();
  ck_assert_msg(status == BW_OK, "%s, after n = %u: %s", rows[row].name, n, bw_status_name(status));
}

/* With an arena that is empty, and with one that has a block and a mark already. */
static void prepare_arena(int kind) {
  prepare();
  if (kind == 1) {
    void *block;
    ck_assert_int_eq(bw_arena_alloc(&arena, 100, 8, &block), BW_OK);
    (void)bw_arena_save(&arena);
  }
}

/* How many calls of the allocator, or accesses of user memory, an undisturbed call makes. */
static unsigned undisturbed(int row, int kind, bool allocations) {
  unsigned before;
  unsigned count;
  prepare_arena(kind);
  before = platform_chunks_taken();
  succeeds(row, 0);
  count = allocations ? platform_chunks_taken() - before : platform_user_accesses();
  done();
  return count;
}

START_TEST(every_allocation_may_fail) {
  int kind;
  for (kind = 0; kind < 2; kind++) {
    unsigned count = undisturbed(_i, kind, true);
    unsigned n;
    /* A block that fits what the arena has already takes nothing. */
    ck_assert_msg(count != 0 || kind == 1 || !rows[_i].allocates, "%s is to allocate, and does not", rows[_i].name);
    ck_assert_msg(count == 0 || rows[_i].allocates, "%s allocates", rows[_i].name);
    for (n = 1; n <= count; n++) {
      prepare_arena(kind);
      platform_fail_at(n);
      fails_without_a_trace(_i, n, BW_ERR_MEMORY);
      ck_assert(platform_failed());
      platform_fail_at(0);
      succeeds(_i, n);
      done();
      prepare_arena(kind);
      platform_fail_from(n);
      fails_without_a_trace(_i, n, BW_ERR_MEMORY);
      platform_fail_at(0);
      done();
    }
    prepare_arena(kind);
    platform_fail_at(n);
    succeeds(_i, n);
    ck_assert(!platform_failed());
    done();
  }
}
END_TEST

START_TEST(every_access_may_fault) {
  int kind;
  for (kind = 0; kind < 2; kind++) {
    unsigned count = undisturbed(_i, kind, false);
    unsigned n;
    ck_assert((count != 0) == (rows[_i].reads_user || rows[_i].writes_user));
    for (n = 1; n <= count; n++) {
      prepare_arena(kind);
      platform_user_fault_at_access(n);
      fails_without_a_trace(_i, n, BW_ERR_FAULT);
      platform_user_fault_at_access(0);
      succeeds(_i, n);
      done();
    }
  }
}
END_TEST

/* Up to the first n at which the call gets all it wants, which must be before user memory's real end. */
START_TEST(every_byte_may_fault) {
  unsigned n;
  if (!rows[_i].reads_user && !rows[_i].writes_user) {
    return;
  }
  for (n = 0; n <= USER_BYTES; n++) {
    bw_status status;
    prepare_arena(1);
    platform_user_fault_from_byte(n);
    status = rows[_i].call();
    done();
    if (status == BW_OK) {
      break;
    }
    prepare_arena(1);
    platform_user_fault_from_byte(n);
    fails_without_a_trace(_i, n, BW_ERR_FAULT);
    platform_user_fault_from_byte(SIZE_MAX);
    succeeds(_i, n);
    done();
  }
  ck_assert_uint_gt(n, 0);
  ck_assert_uint_le(n, USER_BYTES);
}
END_TEST

/* Where user memory must not be touched, nothing is, and it is a status of its own. */
START_TEST(every_context_may_be_wrong) {
  prepare_arena(1);
  platform_user_refuse(true);
  if (rows[_i].reads_user || rows[_i].writes_user) {
    fails_without_a_trace(_i, 0, BW_ERR_CONTEXT);
    platform_user_refuse(false);
  }
  succeeds(_i, 0);
  done();
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("every-n");
  tcase_add_loop_test(tcase, every_allocation_may_fail, 0, ROWS);
  tcase_add_loop_test(tcase, every_access_may_fault, 0, ROWS);
  tcase_add_loop_test(tcase, every_byte_may_fault, 0, ROWS);
  tcase_add_loop_test(tcase, every_context_may_be_wrong, 0, ROWS);
  return suite_run("every-n", tcase);
}
