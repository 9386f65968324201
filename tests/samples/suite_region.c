/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Regions against a plain bitmap of the same pixels. */
#include <string.h>

#include "random.h"
#include "suite.h"

enum { SIDE = 48, RECTS = SIDE * SIDE };

struct bitmap {
    bool set[SIDE][SIDE];
};

static void bitmap_rect(struct bitmap *bitmap, struct w32_rect rect)
{
    for (int32_t y = rect.top; y < rect.bottom; y++) {
        for (int32_t x = rect.left; x < rect.right; x++)
            bitmap->set[y][x] = true;
    }
}

/* The region's list must be canonical and cover just the bitmap's pixels. */
static void same(w32_handle region, const struct bitmap *bitmap)
{
    static struct w32_rect rects[RECTS];
    struct bitmap covered = {0};
    struct w32_rect bounds, around = {0, 0, 0, 0};
    uint32_t count, band = 0;

    ck_w32(w32_client_region_query(&suite_client, region, rects, RECTS, &bounds, &count));
    ck_assert_uint_le(count, RECTS);
    for (uint32_t i = 0; i < count; i++) {
        struct w32_rect rect = rects[i];

        ck_assert(rect.left >= 0 && rect.top >= 0 && rect.right <= SIDE && rect.bottom <= SIDE);
        ck_assert(rect.left < rect.right && rect.top < rect.bottom);
        if (i > 0 && rects[i - 1].top == rect.top) {
            ck_assert_int_eq(rects[i - 1].bottom, rect.bottom);
            ck_assert_int_lt(rects[i - 1].right, rect.left);
        } else if (i > 0) {
            ck_assert_int_le(rects[i - 1].bottom, rect.top);
            band = i;
        }
        around.left = i == 0 || rect.left < around.left ? rect.left : around.left;
        around.right = i == 0 || rect.right > around.right ? rect.right : around.right;
        around.top = rects[0].top;
        around.bottom = rect.bottom;
        bitmap_rect(&covered, rect);
    }
    (void)band;
    ck_assert_mem_eq(&bounds, &around, sizeof bounds);
    ck_assert_mem_eq(&covered, bitmap, sizeof covered);
    /* Two bands that follow each other and have the same sides would have to be one. */
    for (uint32_t start = 0; start < count;) {
        uint32_t end = start, next;

        while (end < count && rects[end].top == rects[start].top)
            end++;
        next = end;
        while (next < count && rects[next].top == rects[end].top)
            next++;
        if (end < count && rects[start].bottom == rects[end].top && end - start == next - end) {
            bool equal = true;

            for (uint32_t i = 0; i < end - start; i++)
                equal = equal && rects[start + i].left == rects[end + i].left && rects[start + i].right == rects[end + i].right;
            ck_assert(!equal);
        }
        start = end;
    }
}

static struct w32_rect random_rect(struct w32_random *random)
{
    struct w32_rect rect;

    rect.left = w32_random_in(random, 0, SIDE - 1);
    rect.top = w32_random_in(random, 0, SIDE - 1);
    rect.right = w32_random_in(random, rect.left, SIDE);
    rect.bottom = w32_random_in(random, rect.top, SIDE);
    return rect;
}

/* A region of some random rectangles, and the bitmap of it. */
static w32_handle random_region(struct w32_random *random, struct bitmap *ret_bitmap)
{
    struct w32_rect rects[9];
    uint32_t count = (uint32_t)w32_random_in(random, 0, 9);
    w32_handle region;

    memset(ret_bitmap, 0, sizeof *ret_bitmap);
    for (uint32_t i = 0; i < count; i++) {
        rects[i] = random_rect(random);
        bitmap_rect(ret_bitmap, rects[i]);
    }
    ck_w32(w32_client_region_data(&suite_client, rects, count, &region));
    return region;
}

START_TEST(rect_is_itself)
{
    struct bitmap bitmap = {0};
    w32_handle region = suite_region(suite_rect(3, 4, 10, 20));

    bitmap_rect(&bitmap, suite_rect(3, 4, 10, 20));
    same(region, &bitmap);
    memset(&bitmap, 0, sizeof bitmap);
    same(suite_region(suite_rect(5, 5, 5, 9)), &bitmap);
}
END_TEST

START_TEST(combined_like_bitmaps)
{
    struct w32_random random = w32_random_seed((uint64_t)_i + 1);

    for (int round = 0; round < 40; round++) {
        static struct bitmap a_bits, b_bits, wanted;
        w32_handle a = random_region(&random, &a_bits), b = random_region(&random, &b_bits);
        w32_handle target = suite_region(suite_rect(0, 0, 1, 1));
        enum w32_combine op = (enum w32_combine)(round % 5);

        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                bool in_a = a_bits.set[y][x], in_b = b_bits.set[y][x];
                bool results[] = {in_a || in_b, in_a && in_b, in_a && !in_b, in_a != in_b, in_a};

                wanted.set[y][x] = results[op];
            }
        }
        same(a, &a_bits);
        ck_w32(w32_client_region_combine(&suite_client, target, a, b, op));
        same(target, &wanted);
        same(a, &a_bits);
        same(b, &b_bits);
        /* The target may be an operand too. */
        ck_w32(w32_client_region_combine(&suite_client, a, a, b, op));
        same(a, &wanted);
        ck_w32(w32_client_region_delete(&suite_client, a));
        ck_w32(w32_client_region_delete(&suite_client, b));
        ck_w32(w32_client_region_delete(&suite_client, target));
    }
}
END_TEST

/* Rectangles and points against the bitmap. */
START_TEST(tested_like_bitmaps)
{
    struct w32_random random = w32_random_seed(5);
    static struct bitmap bits;

    for (int round = 0; round < 200; round++) {
        w32_handle region = random_region(&random, &bits);
        struct w32_rect rect = {w32_random_in(&random, 0, SIDE - 2), w32_random_in(&random, 0, SIDE - 2), 0, 0};
        int32_t in = 0, all;
        enum w32_inside inside;

        rect.right = w32_random_in(&random, rect.left + 1, round % 2 ? rect.left + 1 : SIDE);
        rect.bottom = w32_random_in(&random, rect.top + 1, round % 2 ? rect.top + 1 : SIDE);
        for (int y = rect.top; y < rect.bottom; y++) {
            for (int x = rect.left; x < rect.right; x++)
                in += bits.set[y][x];
        }
        all = (rect.right - rect.left) * (rect.bottom - rect.top);
        ck_w32(w32_client_region_test(&suite_client, region, rect, &inside));
        ck_assert_int_eq(inside, in == 0 ? W32_INSIDE_NONE : in == all ? W32_INSIDE_ALL : W32_INSIDE_PART);
        ck_w32(w32_client_region_delete(&suite_client, region));
    }
}
END_TEST

START_TEST(with_itself)
{
    struct w32_random random = w32_random_seed(77);
    static struct bitmap bits, nothing;
    w32_handle region = random_region(&random, &bits);

    ck_w32(w32_client_region_combine(&suite_client, region, region, region, W32_COMBINE_UNION));
    same(region, &bits);
    ck_w32(w32_client_region_combine(&suite_client, region, region, region, W32_COMBINE_INTERSECT));
    same(region, &bits);
    ck_w32(w32_client_region_combine(&suite_client, region, region, region, W32_COMBINE_SUBTRACT));
    same(region, &nothing);
    region = random_region(&random, &bits);
    ck_w32(w32_client_region_combine(&suite_client, region, region, region, W32_COMBINE_COPY));
    same(region, &bits);
    ck_w32(w32_client_region_combine(&suite_client, region, region, region, W32_COMBINE_XOR));
    same(region, &nothing);
}
END_TEST

START_TEST(corners_in_any_order)
{
    struct w32_rect rects[] = {{10, 12, 2, 4}, {20, 4, 14, 12}};
    struct bitmap bitmap = {0};
    w32_handle region;

    bitmap_rect(&bitmap, suite_rect(2, 4, 10, 12));
    bitmap_rect(&bitmap, suite_rect(14, 4, 20, 12));
    ck_w32(w32_client_region_data(&suite_client, rects, 2, &region));
    same(region, &bitmap);
}
END_TEST

START_TEST(moved)
{
    struct bitmap bitmap = {0};
    w32_handle region = suite_region(suite_rect(0, 0, 8, 8));

    ck_w32(w32_client_region_offset(&suite_client, region, 30, 20));
    bitmap_rect(&bitmap, suite_rect(30, 20, 38, 28));
    same(region, &bitmap);
    ck_assert_int_eq(w32_client_region_offset(&suite_client, region, W32_COORD_MAX, 0), W32_BAD_VALUE);
    same(region, &bitmap);
}
END_TEST

START_TEST(query_fills_what_fits)
{
    struct w32_rect rects[] = {{0, 0, 2, 2}, {4, 4, 6, 6}, {8, 8, 10, 10}}, got[3];
    uint32_t count;
    w32_handle region;

    ck_w32(w32_client_region_data(&suite_client, rects, 3, &region));
    memset(got, 0x55, sizeof got);
    ck_w32(w32_client_region_query(&suite_client, region, got, 2, NULL, &count));
    ck_assert_uint_eq(count, 3);
    ck_assert_mem_eq(got, rects, 2 * sizeof *got);
    ck_assert_int_eq(got[2].left, 0x55555555);
}
END_TEST

START_TEST(handles_die)
{
    w32_handle first = suite_region(suite_rect(0, 0, 1, 1)), second;
    struct w32_counters counters;
    uint32_t count;

    ck_w32(w32_client_region_delete(&suite_client, first));
    ck_assert_int_eq(w32_client_region_delete(&suite_client, first), W32_BAD_HANDLE);
    second = suite_region(suite_rect(0, 0, 1, 1));
    ck_assert_uint_ne(first, second);
    ck_assert_int_eq(w32_client_region_query(&suite_client, first, NULL, 0, NULL, &count), W32_BAD_HANDLE);
    w32_driver_counters(suite_driver, &counters);
    ck_assert_uint_eq(counters.objects, 1);
}
END_TEST

START_TEST(handles_run_out)
{
    w32_handle region;

    for (uint32_t i = 0; i < W32_OBJECTS_MAX; i++)
        suite_region(suite_rect(0, 0, 1, 1));
    ck_assert_int_eq(w32_client_region_rect(&suite_client, suite_rect(0, 0, 1, 1), &region), W32_NO_SLOT);
}
END_TEST

/* A comb of vertical teeth cut by a comb of horizontal ones has more rectangles than a region may. */
START_TEST(too_many_rects)
{
    static struct w32_rect teeth[200];
    w32_handle upright, level, target = suite_region(suite_rect(0, 0, 1, 1));
    uint32_t count;

    for (int32_t i = 0; i < 200; i++)
        teeth[i] = suite_rect(2 * i, 0, 2 * i + 1, 400);
    ck_w32(w32_client_region_data(&suite_client, teeth, 200, &upright));
    for (int32_t i = 0; i < 200; i++)
        teeth[i] = suite_rect(0, 2 * i, 400, 2 * i + 1);
    ck_w32(w32_client_region_data(&suite_client, teeth, 200, &level));
    ck_assert_int_eq(w32_client_region_combine(&suite_client, target, upright, level, W32_COMBINE_INTERSECT),
                     W32_TOO_BIG);
    ck_w32(w32_client_region_query(&suite_client, target, NULL, 0, NULL, &count));
    ck_assert_uint_eq(count, 1);
}
END_TEST

TCase *suite_region_case(void)
{
    TCase *tests = suite_case("region");

    tcase_add_test(tests, rect_is_itself);
    tcase_add_loop_test(tests, combined_like_bitmaps, 0, 4);
    tcase_add_test(tests, tested_like_bitmaps);
    tcase_add_test(tests, with_itself);
    tcase_add_test(tests, corners_in_any_order);
    tcase_add_test(tests, moved);
    tcase_add_test(tests, query_fills_what_fits);
    tcase_add_test(tests, handles_die);
    tcase_add_test(tests, handles_run_out);
    tcase_add_test(tests, too_many_rects);
    return tests;
}
