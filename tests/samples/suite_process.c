/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Processes: whose handle is whose, what ends with a process, how much one may have, callbacks. */
#include <string.h>

#include "suite.h"

static uint64_t objects(void)
{
    struct w32_counters counters;

    w32_driver_counters(suite_driver, &counters);
    return counters.objects;
}

static struct w32_client open_client(void)
{
    struct w32_client client;

    ck_w32(w32_user_open(suite_driver, &client));
    return client;
}

START_TEST(handles_are_private)
{
    struct w32_client other = open_client();
    w32_handle region = suite_region(suite_rect(0, 0, 5, 5));
    uint32_t count;

    ck_assert_int_eq(w32_client_region_query(&other, region, NULL, 0, NULL, &count), W32_BAD_HANDLE);
    ck_assert_int_eq(w32_client_object_delete(&other, region), W32_BAD_HANDLE);
    ck_assert_int_eq(w32_client_clip(&other, region), W32_BAD_HANDLE);
    ck_w32(w32_client_region_query(&suite_client, region, NULL, 0, NULL, &count));
    ck_assert_uint_eq(count, 1);
    w32_user_close(&other);
}
END_TEST

START_TEST(exit_ends_what_a_process_has)
{
    w32_handle mine = suite_region(suite_rect(0, 0, 5, 5)), theirs;
    uint64_t before = w32_driver_digest(suite_driver), blocks = w32_user_blocks();
    uint32_t count;

    for (int round = 0; round < 3; round++) {
        struct w32_client other = open_client();

        for (int32_t i = 0; i < 20; i++)
            ck_w32(w32_client_region_rect(&other, suite_rect(0, 0, i + 1, 1), &theirs));
        ck_w32(w32_client_clip(&other, theirs));
        ck_assert_uint_eq(objects(), 21);
        ck_assert_uint_ne(w32_driver_digest(suite_driver), before);
        w32_user_close(&other);
        ck_assert_uint_eq(objects(), 1);
        ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
        ck_assert_uint_eq(w32_user_blocks(), blocks);
    }
    ck_w32(w32_client_region_query(&suite_client, mine, NULL, 0, NULL, &count));
}
END_TEST

START_TEST(drawing_states_are_private)
{
    struct w32_client other = open_client();

    ck_w32(w32_client_surface_create(&suite_client, 20, 20));
    ck_w32(w32_client_clip(&suite_client, suite_region(suite_rect(0, 0, 2, 2))));
    ck_w32(w32_client_fill_rect(&other, suite_rect(0, 0, 20, 20), 0x123456));
    ck_assert_uint_eq(suite_pixel(19, 19), 0x123456);
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 20, 20), 0xabcdef));
    ck_assert_uint_eq(suite_pixel(1, 1), 0xabcdef);
    ck_assert_uint_eq(suite_pixel(2, 2), 0x123456);
    w32_user_close(&other);
}
END_TEST

/* The quota is each process's own. */
START_TEST(quota)
{
    struct w32_client other = open_client();
    w32_handle region;

    for (uint32_t i = 0; i < W32_OBJECTS_MAX; i++)
        ck_w32(w32_client_region_rect(&other, suite_rect(0, 0, 1, 1), &region));
    ck_assert_int_eq(w32_client_region_rect(&other, suite_rect(0, 0, 1, 1), &region), W32_NO_SLOT);
    suite_region(suite_rect(0, 0, 1, 1));
    ck_w32(w32_client_object_delete(&other, region));
    ck_w32(w32_client_region_rect(&other, suite_rect(0, 0, 1, 1), &region));
    w32_user_close(&other);
}
END_TEST

/* With every process full the table is full, and nobody was refused before. */
START_TEST(many_processes)
{
    struct w32_client clients[W32_PROCESSES_MAX - 1], one_more;
    w32_handle region;

    for (uint32_t p = 0; p < W32_PROCESSES_MAX - 1; p++) {
        clients[p] = open_client();
        for (uint32_t i = 0; i < W32_OBJECTS_MAX; i++)
            ck_w32(w32_client_region_rect(&clients[p], suite_rect(0, 0, 1, 1), &region));
    }
    for (uint32_t i = 0; i < W32_OBJECTS_MAX; i++)
        suite_region(suite_rect(0, 0, 1, 1));
    ck_assert_int_eq(w32_user_open(suite_driver, &one_more), W32_NO_SLOT);
    for (uint32_t p = 0; p < W32_PROCESSES_MAX - 1; p++)
        w32_user_close(&clients[p]);
    ck_assert_uint_eq(objects(), W32_OBJECTS_MAX);
}
END_TEST

/* An answer that counts, and deletes the object it is asked about and another one. */
struct visitor {
    const struct w32_client *client;
    w32_handle seen[16];
    uint32_t count;
    w32_handle victim;
    uint32_t stop_after;
    bool refuse;
    const struct w32_client *close;
};

static enum w32_status visit(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                             uint32_t out_size, uint32_t *ret_written)
{
    struct visitor *visitor = context;
    struct w32_callback_object_in ask;
    struct w32_callback_object_out answer = {1};

    ck_assert_uint_eq(code, W32_CALLBACK_OBJECT);
    ck_assert_uint_eq(in_size, sizeof ask);
    ck_assert_uint_eq(out_size, sizeof answer);
    memcpy(&ask, in, sizeof ask);
    ck_assert_uint_eq(ask.type, W32_TYPE_REGION);
    ck_assert_uint_lt(visitor->count, 16);
    visitor->seen[visitor->count++] = ask.object;
    ck_w32(w32_client_object_delete(visitor->client, ask.object));
    if (visitor->victim) {
        ck_w32(w32_client_object_delete(visitor->client, visitor->victim));
        visitor->victim = 0;
    }
    if (visitor->close) {
        w32_user_close(visitor->close);
        visitor->close = NULL;
    }
    if (visitor->refuse)
        return W32_BAD_VALUE;
    answer.go_on = visitor->count < visitor->stop_after;
    memcpy(out, &answer, sizeof answer);
    *ret_written = sizeof answer;
    return W32_OK;
}

START_TEST(enumeration_meets_deletion)
{
    struct visitor visitor = {.client = &suite_client, .stop_after = 99};
    struct w32_client other = open_client();
    w32_handle handles[6];
    uint32_t called;

    for (int32_t i = 0; i < 6; i++)
        handles[i] = suite_region(suite_rect(0, 0, i + 1, i + 1));
    ck_w32(w32_client_region_rect(&other, suite_rect(0, 0, 1, 1), &visitor.victim));
    visitor.victim = handles[3];
    visitor.close = &other;
    suite_client.host->answer(suite_client.context, visit, &visitor);
    ck_w32(w32_client_object_enum(&suite_client, 0, &called));
    ck_assert_uint_eq(called, 5);
    ck_assert_uint_eq(visitor.seen[0], handles[0]);
    ck_assert_uint_eq(visitor.seen[2], handles[2]);
    ck_assert_uint_eq(visitor.seen[3], handles[4]);
    ck_assert_uint_eq(objects(), 0);
}
END_TEST

START_TEST(enumeration_ends_early)
{
    struct visitor visitor = {.client = &suite_client, .stop_after = 2};
    uint32_t called = 77;

    for (int i = 0; i < 5; i++)
        suite_region(suite_rect(0, 0, 1, 1));
    ck_assert_int_eq(w32_client_object_enum(&suite_client, 0, &called), W32_NO_ANSWER);
    suite_client.host->answer(suite_client.context, visit, &visitor);
    ck_w32(w32_client_object_enum(&suite_client, W32_TYPE_REGION, &called));
    ck_assert_uint_eq(called, 2);
    ck_w32(w32_client_object_enum(&suite_client, 31, &called));
    ck_assert_uint_eq(called, 0);
    visitor.refuse = true;
    ck_assert_int_eq(w32_client_object_enum(&suite_client, 0, &called), W32_NO_ANSWER);
    ck_assert_uint_eq(objects(), 2);
}
END_TEST

/* A client that answers by asking the same again. */
static enum w32_status descend(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                               uint32_t out_size, uint32_t *ret_written)
{
    uint32_t *depth = context, called;
    enum w32_status status;

    (void)code;
    (void)in;
    (void)in_size;
    ++*depth;
    status = w32_client_object_enum(&suite_client, 0, &called);
    ck_assert_int_eq(status, W32_NO_ANSWER);
    memset(out, 0, out_size);
    *ret_written = out_size - 1;
    return W32_OK;
}

START_TEST(callbacks_nest_so_far)
{
    uint32_t depth = 0, called;

    suite_region(suite_rect(0, 0, 1, 1));
    suite_client.host->answer(suite_client.context, descend, &depth);
    ck_assert_int_eq(w32_client_object_enum(&suite_client, 0, &called), W32_NO_ANSWER);
    ck_assert_uint_eq(depth, W32_CALLBACK_DEPTH_MAX);
}
END_TEST

/* Memory that cannot be read, or is the kernel's. */
static bool gone(void *context, const void *address, size_t size)
{
    (void)context;
    (void)address;
    (void)size;
    return false;
}

START_TEST(bad_addresses)
{
    void *kernel = (void *)(UINTPTR_MAX - 4095);
    struct w32_rect rect = {0, 0, 1, 1};
    uint64_t before = w32_driver_digest(suite_driver);
    uint32_t written, handle;

    ck_assert_int_eq(w32_client_call(&suite_client, W32_REGION_CREATE_RECT, kernel, sizeof rect, &handle, 4, &written),
                     W32_BAD_ADDRESS);
    ck_assert_int_eq(w32_client_call(&suite_client, W32_REGION_CREATE_RECT, NULL, sizeof rect, &handle, 4, &written),
                     W32_BAD_ADDRESS);
    ck_assert_int_eq(w32_client_call(&suite_client, W32_TITLE_QUERY, NULL, 0, kernel, 256, &written), W32_BAD_ADDRESS);
    suite_client.host->watch(suite_client.context, gone, NULL);
    ck_assert_int_eq(w32_client_call(&suite_client, W32_REGION_CREATE_RECT, &rect, sizeof rect, &handle, 4, &written),
                     W32_BAD_ADDRESS);
    suite_client.host->watch(suite_client.context, NULL, NULL);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
}
END_TEST

TCase *suite_process_case(void)
{
    TCase *tests = suite_case("process");

    tcase_add_test(tests, handles_are_private);
    tcase_add_test(tests, exit_ends_what_a_process_has);
    tcase_add_test(tests, drawing_states_are_private);
    tcase_add_test(tests, quota);
    tcase_add_test(tests, many_processes);
    tcase_add_test(tests, enumeration_meets_deletion);
    tcase_add_test(tests, enumeration_ends_early);
    tcase_add_test(tests, callbacks_nest_so_far);
    tcase_add_test(tests, bad_addresses);
    return tests;
}
