/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Captures and copy-outs against user memory that faults at every byte and every access, and that changes
 * between two accesses. The structures are those of a system call: a record with a nested array of names.
 */
#include <bulwark/capture.h>

#include <string.h>

#include "platform_test.h"
#include "suite.h"

typedef struct box {
  uint16_t left, top, right, bottom;
} box;

typedef struct record {
  uint32_t id;
  uint32_t box_count;
  bw_user boxes;
  bw_user name;
} record;

typedef struct record32 {
  uint32_t id;
  uint32_t box_count;
  bw_user32 boxes;
  bw_user32 name;
} record32;

typedef struct reply {
  uint64_t serial;
  box bounds;
  box parts[2];
  uint8_t tag[6];
  int16_t level;
} reply;

#define BOX_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(left) SCALAR(top) SCALAR(right) SCALAR(bottom)
#define REPLY_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS)                                                           \
  SCALAR(serial) STRUCT(bounds, box) STRUCTS(parts, box) SCALARS(tag) SCALAR(level)

BW_SPAN_DECLARE(boxes, box);
BW_CAPTURE_DECLARE(record, record);
BW_CAPTURE_DECLARE(record32, record32);
BW_CAPTURE_DECLARE(reply, reply);
BW_SPAN_CAPTURE_DECLARE(boxes, box);
BW_PLAIN_DECLARE(box, box, BOX_FIELDS);
BW_PLAIN_DECLARE(reply, reply, REPLY_FIELDS);
BW_COPY_OUT_DECLARE(box);
BW_COPY_OUT_DECLARE(reply);
BW_SPAN_COPY_OUT_DECLARE(boxes, box);

/* User memory: whole steps, so that a fault at a step's edge is a fault at the edge of the array. */
enum { STEP = 256, USER_BYTES = 4 * STEP };
static _Alignas(256) unsigned char user[USER_BYTES + 8];
static bw_arena arena;

static void setup(void) {
  platform_reset();
  memset(user, 0x5c, sizeof user);
  platform_user_map(user, USER_BYTES);
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
}

static void teardown(void) {
  bw_arena_destroy(&arena);
  ck_assert_uint_eq(platform_chunks_live(), 0);
}

static bw_user at(size_t offset) {
  return bw_user_make((uintptr_t)user + offset);
}

static bw_user_out out_at(size_t offset) {
  return bw_user_out_make((uintptr_t)user + offset);
}

static bool same_user(bw_user a, bw_user b) {
  return a.address == b.address;
}

/* What a failure must leave as it was. */
static bw_arena_mark before;
static bw_user from_before;

static void note(bw_user from) {
  before = bw_arena_save(&arena);
  from_before = from;
}

static void nothing_happened(bw_user from) {
  bw_arena_mark after = bw_arena_save(&arena);
  ck_assert(same_user(from, from_before));
  ck_assert_ptr_eq(after.chunk, before.chunk);
  ck_assert_uint_eq(after.used, before.used);
}

START_TEST(an_object_comes_in_whole_or_not_at_all) {
  reply sent;
  size_t fault;
  memset(&sent, 0x21, sizeof sent);
  memcpy(user + USER_BYTES - sizeof sent, &sent, sizeof sent);
  for (fault = 0; fault <= sizeof sent; fault++) {
    reply got;
    reply untouched;
    bw_user from = at(USER_BYTES - sizeof sent);
    bw_status status;
    memset(&got, 0x77, sizeof got);
    untouched = got;
    note(from);
    platform_user_fault_from_byte(USER_BYTES - sizeof sent + fault);
    status = reply_capture(&from, &got);
    if (fault < sizeof sent) {
      ck_assert_int_eq(status, BW_ERR_FAULT);
      ck_assert_mem_eq(&got, &untouched, sizeof got);
      nothing_happened(from);
    } else {
      ck_assert_int_eq(status, BW_OK);
      ck_assert_mem_eq(&got, &sent, sizeof got);
      ck_assert_uint_eq(from.address, BW_USER_SPENT);
    }
  }
}
END_TEST

START_TEST(a_pointer_is_good_for_one_fetch) {
  uint32_t value = 9;
  bw_user from = at(8);
  ck_assert_int_eq(bw_u32_capture(&from, &value), BW_OK);
  ck_assert_uint_eq(value, 0x5c5c5c5c);
  value = 9;
  ck_assert_int_eq(bw_u32_capture(&from, &value), BW_ERR_FAULT);
  ck_assert_uint_eq(value, 9);
  ck_assert_uint_eq(platform_user_accesses(), 1);
  ck_assert_int_eq(bw_user_offset(from, 0, &from), BW_ERR_RANGE);
  ck_assert_int_eq(bw_user_element(from, 0, 4, &from), BW_ERR_RANGE);
}
END_TEST

/* The sender swaps the count after it was looked at: what was captured decides, and nothing is fetched twice. */
static record *sent_record;

static void swap_the_count(unsigned nth) {
  sent_record->box_count = nth == 1 ? 2 : 1000000;
  sent_record->boxes = nth == 1 ? at(STEP) : bw_user_make(1);
}

START_TEST(a_change_between_two_accesses_changes_nothing) {
  record got;
  boxes parts;
  bw_user from = at(0);
  sent_record = (record *)(void *)user;
  platform_user_on_access(swap_the_count);
  ck_assert_int_eq(record_capture(&from, &got), BW_OK);
  ck_assert_uint_eq(got.box_count, 2);
  ck_assert_int_eq(boxes_capture(&arena, &got.boxes, got.box_count, 100, &parts), BW_OK);
  ck_assert_uint_eq(got.box_count, 2);
  ck_assert_uint_eq(parts.count, 2);
  ck_assert_uint_eq(platform_user_accesses(), 2);
  user[STEP] = 1;
  ck_assert_uint_eq(parts.items[0].left, 0x5c5c);
}
END_TEST

START_TEST(an_array_comes_in_whole_or_not_at_all) {
  size_t count = (size_t)_i;
  size_t bytes = count * sizeof(box);
  size_t fault;
  for (fault = 0; fault <= bytes; fault++) {
    boxes got = {NULL, 77};
    box room[10];
    boxes into = {NULL, 78};
    bw_user from = at(USER_BYTES - bytes);
    bw_user again = from;
    note(from);
    platform_user_fault_from_byte(USER_BYTES - bytes + fault);
    if (fault < bytes) {
      ck_assert_int_eq(boxes_capture(&arena, &from, count, 10, &got), BW_ERR_FAULT);
      nothing_happened(from);
      ck_assert_uint_eq(got.count, 77);
      memset(room, 0x11, sizeof room);
      ck_assert_int_eq(boxes_capture_into(BW_SPAN_OF_ARRAY(boxes, room), &from, count, &into), BW_ERR_FAULT);
      nothing_happened(from);
      ck_assert_uint_eq(into.count, 78);
      ck_assert_uint_eq(room[0].left, 0);
      ck_assert_uint_eq(room[count - 1].bottom, 0);
      ck_assert(count == 10 || room[count].left == 0x1111);
    } else {
      ck_assert_int_eq(boxes_capture(&arena, &from, count, 10, &got), BW_OK);
      ck_assert_uint_eq(got.count, count);
      ck_assert_int_eq(boxes_capture_into(BW_SPAN_OF_ARRAY(boxes, room), &again, count, &into), BW_OK);
      ck_assert_ptr_eq(into.items, room);
      ck_assert_uint_eq(into.count, count);
      ck_assert(count == 0 || got.items[count - 1].bottom == 0x5c5c);
      ck_assert(count == 0 || into.items[count - 1].bottom == 0x5c5c);
      ck_assert_uint_eq(again.address, BW_USER_SPENT);
    }
  }
}
END_TEST

START_TEST(counts_are_checked_before_anything_is_fetched) {
  static const size_t counts[] = {11, SIZE_MAX / sizeof(box) + 2, SIZE_MAX};
  box room[3];
  size_t i;
  for (i = 0; i < 3; i++) {
    boxes got = {NULL, 77};
    bw_user from = at(0);
    note(from);
    ck_assert_int_eq(boxes_capture(&arena, &from, counts[i], 10, &got), BW_ERR_RANGE);
    ck_assert_int_eq(boxes_capture_into(BW_SPAN_OF_ARRAY(boxes, room), &from, counts[i], &got), BW_ERR_RANGE);
    nothing_happened(from);
    if (i > 0) {
      ck_assert_int_eq(boxes_capture(&arena, &from, counts[i], SIZE_MAX, &got), BW_ERR_RANGE);
      nothing_happened(from);
    }
    ck_assert_uint_eq(got.count, 77);
    ck_assert_uint_eq(platform_user_accesses(), 0);
  }
}
END_TEST

START_TEST(no_memory_no_fetch) {
  boxes got = {NULL, 77};
  bw_bytes text = {NULL, 78};
  bw_user from = at(0);
  platform_fail_at(1);
  note(from);
  ck_assert_int_eq(boxes_capture(&arena, &from, 3, 10, &got), BW_ERR_MEMORY);
  nothing_happened(from);
  ck_assert_uint_eq(got.count, 77);
  ck_assert_uint_eq(platform_user_accesses(), 0);
  user[9] = 0;
  platform_fail_at(1);
  ck_assert_int_eq(bw_string_capture(&arena, &from, 100, &text), BW_ERR_MEMORY);
  nothing_happened(from);
  ck_assert_uint_eq(text.count, 78);
}
END_TEST

START_TEST(user_memory_is_refused_where_the_platform_refuses) {
  uint32_t value = 9;
  bw_bytes text = {NULL, 78};
  bw_user from = at(0);
  platform_user_refuse(true);
  note(from);
  ck_assert_int_eq(bw_u32_capture(&from, &value), BW_ERR_CONTEXT);
  ck_assert_int_eq(bw_string_capture(&arena, &from, 100, &text), BW_ERR_CONTEXT);
  ck_assert_int_eq(bw_bytes_capture(&arena, &from, 4, 4, &text), BW_ERR_CONTEXT);
  nothing_happened(from);
  ck_assert_int_eq(bw_u32_copy_out(out_at(0), &value), BW_ERR_CONTEXT);
  ck_assert_uint_eq(value, 9);
}
END_TEST

/* Text of every length around the steps, at every place in a step, terminated at the last byte there is. */
START_TEST(strings_end_at_the_nul_and_read_nothing_behind_its_step) {
  static const size_t lengths[] = {0, 1, 2, 3, 100, 254, 255, 256, 257, 510, 511, 512, 700};
  size_t start;
  size_t i;
  for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
    for (start = 0; start < 8; start++) {
      size_t length = lengths[i];
      size_t first = USER_BYTES - 1 - length - start;
      bw_bytes text = {NULL, 0};
      bw_bytes into = {NULL, 0};
      uint8_t room[800];
      bw_user from = at(first);
      bw_user again = from;
      memset(user, 'x', sizeof user);
      user[first + length] = 0;
      ck_assert_int_eq(bw_string_capture(&arena, &from, 800, &text), BW_OK);
      ck_assert_uint_eq(text.count, length);
      ck_assert_uint_eq(text.items[length], 0);
      ck_assert(length == 0 || memchr(text.items, 0, length) == NULL);
      ck_assert_uint_eq(from.address, BW_USER_SPENT);
      ck_assert_int_eq(bw_string_capture_into(BW_SPAN_OF_ARRAY(bw_bytes, room), &again, &into), BW_OK);
      ck_assert_uint_eq(into.count, length);
      ck_assert_ptr_eq(into.items, room);
      ck_assert_uint_eq(room[length], 0);
      ck_assert_uint_eq(again.address, BW_USER_SPENT);
    }
  }
}
END_TEST

/* Where the limit counts the NUL: length + 1 units are enough, length are not. */
START_TEST(strings_keep_their_limit) {
  static const size_t lengths[] = {0, 1, 5, 255, 256, 300, 511, 512, 600};
  size_t i;
  for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
    size_t length = lengths[i];
    bw_bytes text = {NULL, 77};
    uint8_t room[800];
    bw_user from = at(USER_BYTES - 1 - length);
    memset(user, 'x', sizeof user);
    user[USER_BYTES - 1] = 0;
    note(from);
    ck_assert_int_eq(bw_string_capture(&arena, &from, length, &text), BW_ERR_RANGE);
    nothing_happened(from);
    memset(room, 1, sizeof room);
    ck_assert_int_eq(bw_string_capture_into(bw_bytes_make(room, length), &from, &text), BW_ERR_RANGE);
    nothing_happened(from);
    ck_assert_uint_eq(text.count, 77);
    ck_assert(length == 0 || (room[0] == 0 && room[length - 1] == 0));
    ck_assert_uint_eq(room[length], 1);
    ck_assert_int_eq(bw_string_capture(&arena, &from, length + 1, &text), BW_OK);
    ck_assert_uint_eq(text.count, length);
  }
}
END_TEST

START_TEST(strings_fault_where_their_memory_ends) {
  size_t start;
  memset(user, 'x', sizeof user);
  for (start = 0; start < 600; start += 7) {
    bw_bytes text = {NULL, 77};
    bw_u16s text16 = {NULL, 78};
    uint8_t room[800];
    bw_user from = at(USER_BYTES - start);
    note(from);
    ck_assert_int_eq(bw_string_capture(&arena, &from, 800, &text), BW_ERR_FAULT);
    ck_assert_int_eq(bw_string16_capture(&arena, &from, 800, &text16), BW_ERR_FAULT);
    ck_assert_int_eq(bw_string_capture_into(BW_SPAN_OF_ARRAY(bw_bytes, room), &from, &text), BW_ERR_FAULT);
    ck_assert_uint_eq(room[0], 0);
    nothing_happened(from);
    ck_assert_uint_eq(text.count, 77);
    ck_assert_uint_eq(text16.count, 78);
  }
}
END_TEST

/* An access that faults, whichever it is, leaves nothing behind. */
START_TEST(strings_fault_at_every_access) {
  unsigned nth;
  bw_status status = BW_ERR_FAULT;
  memset(user, 'x', sizeof user);
  user[900] = 0;
  for (nth = 1; status != BW_OK; nth++) {
    bw_bytes text = {NULL, 77};
    bw_user from = at(3);
    note(from);
    platform_user_fault_at_access(nth);
    status = bw_string_capture(&arena, &from, 1000, &text);
    if (status != BW_OK) {
      ck_assert_int_eq(status, BW_ERR_FAULT);
      ck_assert_uint_eq(text.count, 77);
      nothing_happened(from);
    }
  }
  ck_assert_uint_eq(nth, 6);
}
END_TEST

/* At the very end of the address space a string wraps: a fault, not a loop. */
START_TEST(a_string_does_not_wrap_around) {
  static const uintptr_t back[] = {0, 1, 2, 3, 255, 256, 300};
  size_t i;
  for (i = 0; i < sizeof(back) / sizeof(back[0]); i++) {
    bw_bytes text;
    bw_u16s text16;
    bw_user from = bw_user_make(UINTPTR_MAX - back[i]);
    ck_assert_int_eq(bw_string_capture(&arena, &from, 1000, &text), BW_ERR_FAULT);
    ck_assert_int_eq(bw_string16_capture(&arena, &from, 1000, &text16), BW_ERR_FAULT);
  }
}
END_TEST

START_TEST(wide_strings_at_even_and_odd_addresses) {
  static const size_t lengths[] = {0, 1, 2, 126, 127, 128, 129, 255, 256, 300};
  size_t odd;
  size_t i;
  for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
    for (odd = 0; odd < 2; odd++) {
      size_t length = lengths[i];
      size_t first = USER_BYTES - 2 - 2 * length - odd;
      bw_u16s text;
      bw_u16s into;
      uint16_t room[400];
      bw_user from = at(first);
      bw_user again = from;
      bw_user once_more = from;
      memset(user, 0, sizeof user);
      /* Units 0x7800 and 0x0078 in turn: NUL bytes side by side that belong to two units are no NUL. */
      {
        size_t unit;
        for (unit = 0; unit < length; unit++) {
          uint16_t value = unit % 2 == 0 ? 0x7800 : 0x0078;
          memcpy(user + first + 2 * unit, &value, 2);
        }
      }
      ck_assert_int_eq(bw_string16_capture(&arena, &from, 400, &text), BW_OK);
      ck_assert_uint_eq(text.count, length);
      ck_assert(length == 0 || text.items[0] == 0x7800);
      ck_assert_uint_eq(text.items[length], 0);
      ck_assert_int_eq(bw_string16_capture_into(BW_SPAN_OF_ARRAY(bw_u16s, room), &again, &into), BW_OK);
      ck_assert_uint_eq(into.count, length);
      ck_assert_mem_eq(into.items, text.items, 2 * length + 2);
      ck_assert_int_eq(bw_string16_capture(&arena, &once_more, length, &text), BW_ERR_RANGE);
      ck_assert_int_eq(bw_string16_capture(&arena, &once_more, SIZE_MAX, &text), BW_ERR_RANGE);
    }
  }
}
END_TEST

START_TEST(counted_strings_are_checked) {
  static const struct {
    uint16_t bytes, capacity;
    bw_status status;
  } rows[] = {{0, 0, BW_OK},          {8, 8, BW_OK},           {8, 9, BW_OK},          {7, 8, BW_ERR_FORMAT},
              {10, 8, BW_ERR_FORMAT}, {22, 22, BW_ERR_RANGE}, {20, 65535, BW_OK},     {65535, 65535, BW_ERR_FORMAT}};
  size_t i;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    bw_user_counted counted;
    bw_user_counted32 narrow;
    bw_user from;
    bw_u16s text = {NULL, 77};
    counted.bytes = rows[i].bytes;
    counted.capacity_bytes = rows[i].capacity;
    counted.units = at(16);
    memset(user, 0x5c, sizeof user);
    memcpy(user + 512, &counted, sizeof counted);
    from = at(512);
    ck_assert_int_eq(bw_user_counted_capture(&from, &counted), BW_OK);
    ck_assert_int_eq(bw_counted_capture(&arena, &counted, 10, &text), rows[i].status);
    ck_assert_uint_eq(text.count, rows[i].status == BW_OK ? rows[i].bytes / 2u : 77);
    ck_assert_uint_eq(counted.units.address, rows[i].status == BW_OK ? BW_USER_SPENT : at(16).address);
    narrow.bytes = rows[i].bytes;
    narrow.capacity_bytes = rows[i].capacity;
    narrow.units.address = 0xfffffffe;
    counted = bw_user_counted_from32(narrow);
    ck_assert_uint_eq(counted.units.address, 0xfffffffe);
    ck_assert_int_eq(bw_counted_capture(&arena, &counted, 10, &text),
                     rows[i].status == BW_OK && rows[i].bytes != 0 ? BW_ERR_FAULT : rows[i].status);
  }
}
END_TEST

/* A record, its array and its name; and the same by an array of pointers. */
START_TEST(nested_pointers_stay_opaque) {
  record sent;
  record got;
  boxes parts;
  bw_bytes name;
  bw_user from = at(0);
  bw_user table;
  uintptr_t addresses[3];
  size_t i;
  sent.id = 7;
  sent.box_count = 3;
  sent.boxes = at(100);
  sent.name = at(200);
  memcpy(user, &sent, sizeof sent);
  memcpy(user + 200, "north", 6);
  ck_assert_int_eq(record_capture(&from, &got), BW_OK);
  ck_assert_uint_eq(got.id, 7);
  ck_assert_int_eq(boxes_capture(&arena, &got.boxes, got.box_count, 16, &parts), BW_OK);
  ck_assert_int_eq(bw_string_capture(&arena, &got.name, 32, &name), BW_OK);
  ck_assert_uint_eq(parts.count, 3);
  ck_assert_str_eq((const char *)name.items, "north");
  for (i = 0; i < 3; i++) {
    addresses[i] = at(200 + i).address;
  }
  memcpy(user + 300, addresses, sizeof addresses);
  table = at(300);
  for (i = 0; i < 3; i++) {
    bw_user entry;
    bw_user text;
    ck_assert_int_eq(bw_user_element(table, i, sizeof(bw_user), &entry), BW_OK);
    ck_assert_int_eq(bw_user_capture(&entry, &text), BW_OK);
    ck_assert_int_eq(bw_string_capture(&arena, &text, 32, &name), BW_OK);
    ck_assert_str_eq((const char *)name.items, &"north"[i]);
  }
}
END_TEST

START_TEST(layouts_of_32_bit_processes) {
  record32 sent = {7, 3, {0x1000}, {0xffffffff}};
  record32 got;
  bw_user from = at(4);
  bw_user64 wide = {0x100000000};
  bw_user user_pointer = {5};
  bw_user_out user_out = {6};
  memcpy(user + 4, &sent, sizeof sent);
  ck_assert_int_eq(record32_capture(&from, &got), BW_OK);
  ck_assert_uint_eq(bw_user_from32(got.boxes).address, 0x1000);
  ck_assert_uint_eq(bw_user_from32(got.name).address, 0xffffffff);
  ck_assert_uint_eq(bw_user_out_from32(got.boxes).address, 0x1000);
  ck_assert_int_eq(bw_user_from64(wide, &user_pointer), sizeof(uintptr_t) == 8 ? BW_OK : BW_ERR_RANGE);
  ck_assert_int_eq(bw_user_out_from64(wide, &user_out), sizeof(uintptr_t) == 8 ? BW_OK : BW_ERR_RANGE);
  ck_assert_uint_eq(user_pointer.address, sizeof(uintptr_t) == 8 ? wide.address : 5);
  ck_assert_uint_eq(user_out.address, sizeof(uintptr_t) == 8 ? wide.address : 6);
}
END_TEST

START_TEST(offsets_do_not_wrap) {
  static const struct {
    uintptr_t address;
    size_t index, bytes;
    bw_status status;
  } rows[] = {
      {0, 0, 0, BW_OK},
      {16, 3, 8, BW_OK},
      {1, SIZE_MAX / 2, 2, BW_OK},
      {2, SIZE_MAX / 2, 2, BW_ERR_RANGE},
      {1, SIZE_MAX, 1, BW_ERR_RANGE},
      {0, SIZE_MAX, 1, BW_OK},
      {0, SIZE_MAX, 2, BW_ERR_RANGE},
      {0, SIZE_MAX / 8 + 1, 8, BW_ERR_RANGE},
      {UINTPTR_MAX - 1, 1, 1, BW_OK},
      {UINTPTR_MAX - 1, 1, 2, BW_ERR_RANGE},
      {UINTPTR_MAX, 1, 0, BW_ERR_RANGE},
  };
  size_t i;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    bw_user moved = {5};
    bw_user_out moved_out = {5};
    uintptr_t wanted = rows[i].status == BW_OK ? rows[i].address + rows[i].index * rows[i].bytes : 5;
    ck_assert_int_eq(bw_user_element(bw_user_make(rows[i].address), rows[i].index, rows[i].bytes, &moved),
                     rows[i].status);
    ck_assert_uint_eq(moved.address, wanted);
    ck_assert_int_eq(
        bw_user_out_element(bw_user_out_make(rows[i].address), rows[i].index, rows[i].bytes, &moved_out),
        rows[i].status);
    ck_assert_uint_eq(moved_out.address, wanted);
    if (rows[i].bytes == 1) {
      moved_out.address = 5;
      ck_assert_int_eq(bw_user_out_offset(bw_user_out_make(rows[i].address), rows[i].index, &moved_out),
                       rows[i].status);
      ck_assert_uint_eq(moved_out.address, wanted);
    }
  }
  ck_assert(bw_user_is_null(bw_user_make(0)) && !bw_user_is_null(bw_user_make(1)));
  ck_assert(bw_user_out_is_null(bw_user_out_make(0)) && !bw_user_out_is_null(bw_user_as_out(at(0))));
}
END_TEST

START_TEST(an_object_goes_out_whole_or_is_a_fault) {
  reply value;
  reply seen;
  size_t fault;
  memset(&value, 0x21, sizeof value);
  for (fault = 0; fault <= sizeof value; fault++) {
    bw_user_out to = out_at(USER_BYTES - sizeof value);
    platform_user_fault_from_byte(USER_BYTES - sizeof value + fault);
    ck_assert_int_eq(reply_copy_out(to, &value), fault < sizeof value ? BW_ERR_FAULT : BW_OK);
  }
  memcpy(&seen, user + USER_BYTES - sizeof value, sizeof seen);
  ck_assert_mem_eq(&seen, &value, sizeof value);
  ck_assert_uint_eq(user[USER_BYTES - sizeof value - 1], 0x5c);
  ck_assert_uint_eq(user[USER_BYTES], 0x5c);
}
END_TEST

START_TEST(spans_go_out_within_their_room) {
  box items[3];
  boxes_const span = {items, 3};
  uint64_t number = 0x0102030405060708;
  size_t i;
  memset(items, 0x21, sizeof items);
  ck_assert_int_eq(boxes_copy_out(out_at(0), 2, span), BW_ERR_FULL);
  ck_assert_int_eq(boxes_copy_out_padded(out_at(0), 2, span), BW_ERR_FULL);
  ck_assert_int_eq(boxes_copy_out_padded(out_at(0), SIZE_MAX / sizeof(box) + 1, span), BW_ERR_RANGE);
  ck_assert_uint_eq(platform_user_accesses(), 0);
  ck_assert_int_eq(boxes_copy_out(out_at(0), 5, span), BW_OK);
  ck_assert_uint_eq(user[3 * sizeof(box) - 1], 0x21);
  ck_assert_uint_eq(user[3 * sizeof(box)], 0x5c);
  ck_assert_int_eq(boxes_copy_out_padded(out_at(0), 100, span), BW_OK);
  for (i = 0; i < 100 * sizeof(box) + 1; i++) {
    ck_assert_uint_eq(user[i], i < sizeof items ? 0x21 : i < 100 * sizeof(box) ? 0 : 0x5c);
  }
  ck_assert_int_eq(boxes_copy_out_padded(out_at(0), 0, boxes_const_first(span, 0)), BW_OK);
  ck_assert_int_eq(boxes_copy_out_padded(out_at(0), 3, span), BW_OK);
  ck_assert_int_eq(bw_u64_copy_out(out_at(8), &number), BW_OK);
  ck_assert_mem_eq(user + 8, &number, 8);
}
END_TEST

START_TEST(padding_out_faults_at_every_access_and_byte) {
  box items[1];
  boxes_const span = {items, 1};
  unsigned nth;
  size_t fault;
  bw_status status = BW_ERR_FAULT;
  memset(items, 0x21, sizeof items);
  for (nth = 1; status != BW_OK; nth++) {
    platform_user_fault_at_access(nth);
    status = boxes_copy_out_padded(out_at(0), USER_BYTES / sizeof(box), span);
    ck_assert(status == BW_OK || status == BW_ERR_FAULT);
  }
  ck_assert_uint_eq(nth, 7); /* the items, and four pieces of zeros */
  for (fault = 0; fault < USER_BYTES; fault += 5) {
    platform_user_fault_from_byte(fault);
    ck_assert_int_eq(boxes_copy_out_padded(out_at(0), USER_BYTES / sizeof(box), span), BW_ERR_FAULT);
  }
  platform_user_map(user, 0);
  ck_assert_int_eq(boxes_copy_out_padded(bw_user_out_make(UINTPTR_MAX - 3), 100, boxes_const_first(span, 0)),
                   BW_ERR_FAULT);
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("capture");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, an_object_comes_in_whole_or_not_at_all);
  tcase_add_test(tcase, a_pointer_is_good_for_one_fetch);
  tcase_add_test(tcase, a_change_between_two_accesses_changes_nothing);
  tcase_add_loop_test(tcase, an_array_comes_in_whole_or_not_at_all, 0, 11);
  tcase_add_test(tcase, counts_are_checked_before_anything_is_fetched);
  tcase_add_test(tcase, no_memory_no_fetch);
  tcase_add_test(tcase, user_memory_is_refused_where_the_platform_refuses);
  tcase_add_test(tcase, strings_end_at_the_nul_and_read_nothing_behind_its_step);
  tcase_add_test(tcase, strings_keep_their_limit);
  tcase_add_test(tcase, strings_fault_where_their_memory_ends);
  tcase_add_test(tcase, strings_fault_at_every_access);
  tcase_add_test(tcase, a_string_does_not_wrap_around);
  tcase_add_test(tcase, wide_strings_at_even_and_odd_addresses);
  tcase_add_test(tcase, counted_strings_are_checked);
  tcase_add_test(tcase, nested_pointers_stay_opaque);
  tcase_add_test(tcase, layouts_of_32_bit_processes);
  tcase_add_test(tcase, offsets_do_not_wrap);
  tcase_add_test(tcase, an_object_goes_out_whole_or_is_a_fault);
  tcase_add_test(tcase, spans_go_out_within_their_room);
  tcase_add_test(tcase, padding_out_faults_at_every_access_and_byte);
  return suite_run("capture", tcase);
}
