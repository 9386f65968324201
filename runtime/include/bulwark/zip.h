/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/zip.h: several spans walked by one index, with one count.
 *
 * BW_ZIP2_DECLARE(name, span_a, item_a, span_b, item_b) makes a pair of spans that were cut to the same
 * length before the loop; BW_ZIP3_DECLARE and BW_ZIP4_DECLARE take three and four. The spans are types of
 * BW_SPAN_DECLARE, mutable or const, whose items are the item that follows (for a const span: `type const`).
 * A zip owns nothing and is passed by value. Invariant: each of its pointers leads to count items.
 * Fast form: a local zip and a loop to its count. The checks vanish and the loop vectorises:
 *   name z = name_shortest(a, b); for (size_t i = 0; i < z.count; i++) BW_ZIP_AT(z, a, i) += BW_ZIP_AT(z, b, i);
 * Cost: a compare for each span when it is made, and one an index or a step.
 */
#ifndef BULWARK_ZIP_H
#define BULWARK_ZIP_H

#include <bulwark/base.h>
#include <bulwark/span.h>
#include <bulwark/violation.h>

/*
 * BW_ZIP_AT(zip, which, index): the item of one of the spans (which: a, b, c or d) as an lvalue, index
 * checked: outside is a bounds violation. The zip is evaluated twice: give it a name, not a call.
 */
#define BW_ZIP_AT(zip, which, index) ((zip).which[bw_index((index), (zip).count)])

BW_INLINE size_t bw_zip_shorter_(size_t a, size_t b) {
  return a < b ? a : b;
}

/*
 * The functions of a zip; for three and four spans they take and give three and four.
 *   name_shortest(a, b)             to the count of the shortest span. Never fails
 *   name_equal(a, b)                to the count they share; different counts: bounds violation
 *   name_try_equal(a, b, &ret)      the same with BW_ERR_RANGE
 *   name_sub(zip, offset, count)    count items of each from offset on; outside: bounds violation
 *   name_try_sub(zip, offset, count, &ret)   the same with BW_ERR_RANGE
 *   name_next(&zip, &ret_a, &ret_b) parallel cursors: the addresses of the first items, and the zip is one
 *                                   shorter at its front; false at the end, nothing touched
 */

/* What does not depend on the number of spans: the status form of sub and the violating one. */
#define BW_ZIP_COMMON_(name)                                                                                     \
  BW_INLINE BW_RUNTIME name name##_sub(name zip, size_t offset, size_t count) {                                  \
    name part;                                                                                                   \
    if (BW_UNLIKELY(name##_try_sub(zip, offset, count, &part) != BW_OK)) {                                       \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return part;                                                                                                 \
  }

#define BW_ZIP2_DECLARE(name, span_a, item_a, span_b, item_b)                                                    \
  typedef struct name {                                                                                          \
    item_a *a BW_COUNTED_BY(count);                                                                              \
    item_b *b BW_COUNTED_BY(count);                                                                              \
    size_t count;                                                                                                \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME name name##_shortest(span_a a, span_b b) {                                                \
    name zip;                                                                                                    \
    zip.a = a.items;                                                                                             \
    zip.b = b.items;                                                                                             \
    zip.count = bw_zip_shorter_(b.count, a.count);                                                               \
    return zip;                                                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_equal(span_a a, span_b b, name *ret_zip) {             \
    if (a.count != b.count) {                                                                                    \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_zip = name##_shortest(a, b);                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name name##_equal(span_a a, span_b b) {                                                   \
    if (BW_UNLIKELY(a.count != b.count)) {                                                                       \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return name##_shortest(a, b);                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_sub(name zip, size_t offset, size_t count,             \
                                                              name *ret_part) {                                  \
    if (offset > zip.count || count > zip.count - offset) {                                                      \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (offset != 0u) {                                                                                          \
      zip.a += offset;                                                                                           \
      zip.b += offset;                                                                                           \
    }                                                                                                            \
    zip.count = count;                                                                                           \
    *ret_part = zip;                                                                                             \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_ZIP_COMMON_(name)                                                                                           \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_next(name *zip, item_a **ret_a, item_b **ret_b) {               \
    if (zip->count == 0u) {                                                                                      \
      return false;                                                                                              \
    }                                                                                                            \
    *ret_a = zip->a;                                                                                             \
    *ret_b = zip->b;                                                                                             \
    zip->a++;                                                                                                    \
    zip->b++;                                                                                                    \
    zip->count--;                                                                                                \
    return true;                                                                                                 \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_a) != 0u && sizeof(item_b) != 0u, "a zip needs complete item types")

#define BW_ZIP3_DECLARE(name, span_a, item_a, span_b, item_b, span_c, item_c)                                    \
  typedef struct name {                                                                                          \
    item_a *a BW_COUNTED_BY(count);                                                                              \
    item_b *b BW_COUNTED_BY(count);                                                                              \
    item_c *c BW_COUNTED_BY(count);                                                                              \
    size_t count;                                                                                                \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME name name##_shortest(span_a a, span_b b, span_c c) {                                      \
    name zip;                                                                                                    \
    zip.a = a.items;                                                                                             \
    zip.b = b.items;                                                                                             \
    zip.c = c.items;                                                                                             \
    zip.count = bw_zip_shorter_(b.count, a.count);                                                               \
    zip.count = bw_zip_shorter_(c.count, zip.count);                                                             \
    return zip;                                                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_equal(span_a a, span_b b, span_c c, name *ret_zip) {   \
    if (a.count != b.count || a.count != c.count) {                                                              \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_zip = name##_shortest(a, b, c);                                                                         \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name name##_equal(span_a a, span_b b, span_c c) {                                         \
    if (BW_UNLIKELY(a.count != b.count || a.count != c.count)) {                                                 \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return name##_shortest(a, b, c);                                                                             \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_sub(name zip, size_t offset, size_t count,             \
                                                              name *ret_part) {                                  \
    if (offset > zip.count || count > zip.count - offset) {                                                      \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (offset != 0u) {                                                                                          \
      zip.a += offset;                                                                                           \
      zip.b += offset;                                                                                           \
      zip.c += offset;                                                                                           \
    }                                                                                                            \
    zip.count = count;                                                                                           \
    *ret_part = zip;                                                                                             \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_ZIP_COMMON_(name)                                                                                           \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_next(name *zip, item_a **ret_a, item_b **ret_b,                 \
                                                      item_c **ret_c) {                                          \
    if (zip->count == 0u) {                                                                                      \
      return false;                                                                                              \
    }                                                                                                            \
    *ret_a = zip->a;                                                                                             \
    *ret_b = zip->b;                                                                                             \
    *ret_c = zip->c;                                                                                             \
    zip->a++;                                                                                                    \
    zip->b++;                                                                                                    \
    zip->c++;                                                                                                    \
    zip->count--;                                                                                                \
    return true;                                                                                                 \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_a) != 0u && sizeof(item_b) != 0u && sizeof(item_c) != 0u,                         \
                   "a zip needs complete item types")

#define BW_ZIP4_DECLARE(name, span_a, item_a, span_b, item_b, span_c, item_c, span_d, item_d)                    \
  typedef struct name {                                                                                          \
    item_a *a BW_COUNTED_BY(count);                                                                              \
    item_b *b BW_COUNTED_BY(count);                                                                              \
    item_c *c BW_COUNTED_BY(count);                                                                              \
    item_d *d BW_COUNTED_BY(count);                                                                              \
    size_t count;                                                                                                \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME name name##_shortest(span_a a, span_b b, span_c c, span_d d) {                            \
    name zip;                                                                                                    \
    zip.a = a.items;                                                                                             \
    zip.b = b.items;                                                                                             \
    zip.c = c.items;                                                                                             \
    zip.d = d.items;                                                                                             \
    zip.count = bw_zip_shorter_(b.count, a.count);                                                               \
    zip.count = bw_zip_shorter_(c.count, zip.count);                                                             \
    zip.count = bw_zip_shorter_(d.count, zip.count);                                                             \
    return zip;                                                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_equal(span_a a, span_b b, span_c c, span_d d,          \
                                                                name *ret_zip) {                                 \
    if (a.count != b.count || a.count != c.count || a.count != d.count) {                                        \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_zip = name##_shortest(a, b, c, d);                                                                      \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name name##_equal(span_a a, span_b b, span_c c, span_d d) {                               \
    if (BW_UNLIKELY(a.count != b.count || a.count != c.count || a.count != d.count)) {                           \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return name##_shortest(a, b, c, d);                                                                          \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_sub(name zip, size_t offset, size_t count,             \
                                                              name *ret_part) {                                  \
    if (offset > zip.count || count > zip.count - offset) {                                                      \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (offset != 0u) {                                                                                          \
      zip.a += offset;                                                                                           \
      zip.b += offset;                                                                                           \
      zip.c += offset;                                                                                           \
      zip.d += offset;                                                                                           \
    }                                                                                                            \
    zip.count = count;                                                                                           \
    *ret_part = zip;                                                                                             \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_ZIP_COMMON_(name)                                                                                           \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_next(name *zip, item_a **ret_a, item_b **ret_b, item_c **ret_c, \
                                                      item_d **ret_d) {                                          \
    if (zip->count == 0u) {                                                                                      \
      return false;                                                                                              \
    }                                                                                                            \
    *ret_a = zip->a;                                                                                             \
    *ret_b = zip->b;                                                                                             \
    *ret_c = zip->c;                                                                                             \
    *ret_d = zip->d;                                                                                             \
    zip->a++;                                                                                                    \
    zip->b++;                                                                                                    \
    zip->c++;                                                                                                    \
    zip->d++;                                                                                                    \
    zip->count--;                                                                                                \
    return true;                                                                                                 \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_a) != 0u && sizeof(item_b) != 0u && sizeof(item_c) != 0u && sizeof(item_d) != 0u, \
                   "a zip needs complete item types")

#endif
