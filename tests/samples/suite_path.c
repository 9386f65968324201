/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Paths against the definition: a pixel belongs to the region if its centre lies inside. */
#include <math.h>
#include <string.h>

#include "random.h"
#include "suite.h"

enum { SIDE = 64, RECTS = SIDE * SIDE };

static void read_region(w32_handle region, bool (*set)[SIDE])
{
    static struct w32_rect rects[RECTS];
    uint32_t count;

    ck_w32(w32_client_region_query(&suite_client, region, rects, RECTS, NULL, &count));
    ck_assert_uint_le(count, RECTS);
    memset(set, 0, sizeof(bool) * SIDE * SIDE);
    for (uint32_t i = 0; i < count; i++) {
        ck_assert(rects[i].left >= 0 && rects[i].right <= SIDE && rects[i].top >= 0 && rects[i].bottom <= SIDE);
        for (int32_t y = rects[i].top; y < rects[i].bottom; y++) {
            for (int32_t x = rects[i].left; x < rects[i].right; x++)
                set[y][x] = true;
        }
    }
}

/* How often the contour goes around a point, and how near its sides come to the point, level with it. */
static int winding_at(const struct w32_point *points, uint32_t count, double x, double y, int *crossings, double *near)
{
    int winding = 0;

    for (uint32_t i = 0; i < count; i++) {
        struct w32_point a = points[i], b = points[(i + 1) % count];
        double at;

        if ((a.y <= y) == (b.y <= y))
            continue;
        at = a.x + (y - a.y) * (b.x - a.x) / (double)(b.y - a.y);
        if (fabs(at - x) < *near)
            *near = fabs(at - x);
        if (at <= x) {
            winding += a.y < b.y ? 1 : -1;
            ++*crossings;
        }
    }
    return winding;
}

START_TEST(polygons_by_definition)
{
    struct w32_random random = w32_random_seed((uint64_t)_i + 11);

    for (int round = 0; round < 30; round++) {
        static bool set[SIDE][SIDE];
        struct w32_point points[9];
        uint32_t count = (uint32_t)w32_random_in(&random, 3, 9);
        enum w32_fill_mode mode = round % 2 ? W32_FILL_WINDING : W32_FILL_ALTERNATE;
        w32_handle region;

        for (uint32_t i = 0; i < count; i++) {
            points[i].x = w32_random_in(&random, 0, SIDE);
            points[i].y = w32_random_in(&random, 0, SIDE);
        }
        ck_w32(w32_client_region_path(&suite_client, mode, 1, points, count, &region));
        read_region(region, set);
        ck_w32(w32_client_region_delete(&suite_client, region));
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int crossings = 0;
                double near = 1.0;
                int winding = winding_at(points, count, x + 0.5, y + 0.5, &crossings, &near);

                /* Where a side passes within the rounding of the driver's fractions, either answer is right. */
                if (near > 0.005)
                    ck_assert_int_eq(set[y][x], mode == W32_FILL_WINDING ? winding != 0 : crossings % 2);
            }
        }
    }
}
END_TEST

START_TEST(square_is_exact)
{
    struct w32_point points[] = {{3, 5}, {20, 5}, {20, 31}, {3, 31}};
    struct w32_rect rect;
    uint32_t count;
    w32_handle region;

    ck_w32(w32_client_region_path(&suite_client, W32_FILL_ALTERNATE, 1, points, 4, &region));
    ck_w32(w32_client_region_query(&suite_client, region, &rect, 1, NULL, &count));
    ck_assert_uint_eq(count, 1);
    ck_assert(rect.left == 3 && rect.top == 5 && rect.right == 20 && rect.bottom == 31);
}
END_TEST

/* Two contours, the inner one against the outer one's direction or with it. */
START_TEST(contours_and_modes)
{
    static const struct w32_point outer[] = {{0, 0}, {40, 0}, {40, 40}, {0, 40}};
    static const struct w32_point inner[] = {{10, 10}, {30, 10}, {30, 30}, {10, 30}};
    struct {
        enum w32_fill_mode mode;
        bool turned, filled;
    } rows[] = {{W32_FILL_ALTERNATE, false, false}, {W32_FILL_ALTERNATE, true, false},
                {W32_FILL_WINDING, false, true},    {W32_FILL_WINDING, true, false}};

    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        static bool set[SIDE][SIDE];
        struct w32_region_create_path_in head = {(uint32_t)rows[row].mode, 2, 8, 1};
        struct w32_message message = {0};
        w32_handle region;

        w32_message_put(&message, &head, sizeof head);
        w32_message_put_u32(&message, 4);
        w32_message_put_u32(&message, 4);
        w32_message_put(&message, outer, sizeof outer);
        for (int i = 0; i < 4; i++)
            w32_message_put(&message, &inner[rows[row].turned ? 3 - i : i], sizeof inner[0]);
        ck_w32(w32_message_send_object(&message, &suite_client, W32_REGION_CREATE_PATH, &region));
        read_region(region, set);
        ck_assert(set[5][5] && set[39][39] && !set[41][5]);
        ck_assert_int_eq(set[20][20], rows[row].filled);
    }
}
END_TEST

START_TEST(circle_is_round)
{
    enum { R = 30, C = 32, K = R * 5523 / 10000 };
    struct w32_point points[] = {{C + K, C - R}, {C + R, C - K}, {C + R, C}, {C + R, C + K}, {C + K, C + R}, {C, C + R},
                                 {C - K, C + R}, {C - R, C + K}, {C - R, C}, {C - R, C - K}, {C - K, C - R}, {C, C - R}};
    const double centre = C, radius = R;
    static bool set[SIDE][SIDE];
    w32_handle region;

    ck_w32(w32_client_region_path(&suite_client, W32_FILL_WINDING, 32, points, 12, &region));
    read_region(region, set);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            double distance = hypot(x + 0.5 - centre, y + 0.5 - centre);

            if (fabs(distance - radius) > 1.2)
                ck_assert_int_eq(set[y][x], distance < radius);
        }
    }
}
END_TEST

START_TEST(nothing_enclosed)
{
    struct w32_point line[] = {{0, 0}, {30, 30}};
    w32_handle region;
    uint32_t count;

    ck_w32(w32_client_region_path(&suite_client, W32_FILL_WINDING, 1, line, 2, &region));
    ck_w32(w32_client_region_query(&suite_client, region, NULL, 0, NULL, &count));
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(odd_paths_refused)
{
    static const struct w32_point points[4] = {{0, 0}, {9, 0}, {9, 9}, {0, 9}};
    static const struct {
        uint32_t mode, contours, points, steps, first_length;
        enum w32_status status;
    } rows[] = {
        {2, 1, 4, 1, 4, W32_BAD_VALUE}, {0, 1, 4, 0, 4, W32_BAD_VALUE}, {0, 1, 4, 1, 3, W32_BAD_VALUE},
        {0, 1, 4, 1, 5, W32_BAD_VALUE}, {0, 1, 4, 4, 4, W32_BAD_VALUE}, {0, 1, 5, 1, 5, W32_BAD_SIZE},
        {0, 2, 4, 1, 4, W32_BAD_SIZE},  {0, 0x40000001, 4, 1, 4, W32_BAD_SIZE}, {0, 1, 4, 1, 4, W32_OK},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct w32_region_create_path_in head = {rows[i].mode, rows[i].contours, rows[i].points, rows[i].steps};
        struct w32_message message = {0};
        w32_handle region;

        w32_message_put(&message, &head, sizeof head);
        w32_message_put_u32(&message, rows[i].first_length);
        w32_message_put(&message, points, sizeof points);
        ck_assert_int_eq(w32_message_send_object(&message, &suite_client, W32_REGION_CREATE_PATH, &region),
                         rows[i].status);
    }
}
END_TEST

TCase *suite_path_case(void)
{
    TCase *tests = suite_case("path");

    tcase_add_loop_test(tests, polygons_by_definition, 0, 4);
    tcase_add_test(tests, square_is_exact);
    tcase_add_test(tests, contours_and_modes);
    tcase_add_test(tests, circle_is_round);
    tcase_add_test(tests, nothing_enclosed);
    tcase_add_test(tests, odd_paths_refused);
    return tests;
}
