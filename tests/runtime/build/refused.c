/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What capture.h and plain.h do not let compile. The build test compiles this file once with REFUSED=0, which must
 * succeed, and once for each number up to the highest, which must not.
 */
#include <bulwark/capture.h>

typedef struct item {
  uint32_t id;
  uint16_t tag[2];
#if REFUSED == 1
  uint8_t gap_follows;
#endif
} item;

#if REFUSED == 1
#define ITEM_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(id) SCALARS(tag) SCALAR(gap_follows)
#elif REFUSED == 2 /* one field is not listed */
#define ITEM_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(id)
#elif REFUSED == 3 /* one is listed twice in place of another of its size */
#define ITEM_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(id) SCALAR(id)
#else
#define ITEM_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(id) SCALARS(tag)
#endif

typedef struct outer {
  item first;
  item more[2];
#if REFUSED == 4
  void *kernel_address;
#endif
#if REFUSED == 5
  long double wide;
#endif
#if REFUSED == 6
  unsigned bits : 32;
#endif
} outer;

#if REFUSED == 4
#define OUTER_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) STRUCT(first, item) STRUCTS(more, item) SCALAR(kernel_address)
#elif REFUSED == 5
#define OUTER_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) STRUCT(first, item) STRUCTS(more, item) SCALAR(wide)
#elif REFUSED == 6
#define OUTER_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) STRUCT(first, item) STRUCTS(more, item) SCALAR(bits)
#elif REFUSED == 7 /* a structure is no number */
#define OUTER_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(first) STRUCTS(more, item)
#elif REFUSED == 8 /* nothing was declared under that name */
#define OUTER_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) STRUCT(first, nobody) STRUCTS(more, item)
#elif REFUSED == 9 /* declared, of the same size, and another type */
#define OUTER_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) STRUCT(first, bw_u64) STRUCTS(more, item)
#else
#define OUTER_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) STRUCT(first, item) STRUCTS(more, item)
#endif

BW_SPAN_DECLARE(rows, item);
BW_CAPTURE_DECLARE(item, item);
BW_SPAN_CAPTURE_DECLARE(rows, item);
BW_PLAIN_DECLARE(item, item, ITEM_FIELDS);
BW_PLAIN_DECLARE(outer, outer, OUTER_FIELDS);
BW_COPY_OUT_DECLARE(item);
BW_COPY_OUT_DECLARE(outer);
BW_SPAN_COPY_OUT_DECLARE(rows, item);
#if REFUSED == 10 /* a number that is a pointer */
BW_PLAIN_SCALAR_DECLARE(address, void *);
#endif
#if REFUSED == 11 /* a span of something else than what was declared */
BW_SPAN_DECLARE(words, uint32_t);
BW_SPAN_COPY_OUT_DECLARE(words, bw_u16);
#endif

uintptr_t refused(bw_user user, bw_user_out out, item *value);

uintptr_t refused(bw_user user, bw_user_out out, item *value) {
  uintptr_t kept = 0;
#if REFUSED == 12
  kept = *user;
#elif REFUSED == 13
  user = user + 1;
#elif REFUSED == 14
  user++;
#elif REFUSED == 15
  kept = user[0];
#elif REFUSED == 16
  kept = (uintptr_t)user;
#elif REFUSED == 17
  kept = *(uintptr_t *)user;
#elif REFUSED == 18
  kept = user == user;
#elif REFUSED == 19
  value = user;
#elif REFUSED == 20
  __builtin_memcpy(value, user, sizeof *value);
#elif REFUSED == 21
  user = out;
#elif REFUSED == 22
  user = (uintptr_t)value;
#elif REFUSED == 23
  user = value;
#elif REFUSED == 24
  if (user) {
    kept = 1;
  }
#endif
#if REFUSED == 25
  if (item_capture(&out, value) != BW_OK) {
#else
  if (item_capture(&user, value) != BW_OK) {
#endif
    return kept;
  }
#if REFUSED == 26
  if (item_copy_out(user, value) != BW_OK) {
#else
  if (item_copy_out(out, value) != BW_OK) {
#endif
    kept++;
  }
#if REFUSED == 27
  item_copy_out(out, value);
#endif
  return kept;
}
