/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The calls of a device (host/channel.c) without a kernel: a request that is answered by another thread, one that is watched,
 * one whose thread is killed, and calls that make no sense.
 */
#include <check.h>
#include <pthread.h>
#include <string.h>

#include "host/channel.h"
#include "host/memory.h"
#include "os_user.h"
#include "shared/client.h"

static struct w32_channel *channel;

static struct w32_control call(enum w32_control_code code, struct w32_control control)
{
    w32_channel_control(channel, code, &control, true);
    return control;
}

static uint32_t attach(void)
{
    struct w32_control done = call(W32_CONTROL_ATTACH, (struct w32_control){0});

    ck_assert_uint_eq(done.status, W32_OK);
    return done.client;
}

static void setup(void)
{
    ck_assert(w32_channel_load());
    channel = w32_channel_open();
    ck_assert_ptr_nonnull(channel);
    ck_assert_uint_eq(call(W32_CONTROL_START, (struct w32_control){0}).status, W32_OK);
}

static void teardown(void)
{
    w32_channel_close(channel);
    w32_channel_unload();
    ck_assert_uint_eq(w32_memory_blocks(), 0);
    ck_assert_uint_eq(w32_os_user_said(), 0);
}

static struct w32_control region(uint32_t client, uint32_t depth)
{
    static const struct w32_rect rect = {1, 2, 3, 4};
    static w32_handle made;

    return call(W32_CONTROL_REQUEST, (struct w32_control){.client = client,
                                                          .call = depth,
                                                          .code = W32_REGION_CREATE_RECT,
                                                          .in = (uintptr_t)&rect,
                                                          .in_size = sizeof rect,
                                                          .out = (uintptr_t)&made,
                                                          .out_size = sizeof made});
}

START_TEST(requests_without_callbacks)
{
    uint32_t client = attach(), other = attach();
    struct w32_control done = region(client, 0);

    ck_assert_uint_ne(client, other);
    ck_assert_uint_eq(done.status, W32_OK);
    ck_assert_uint_eq(done.written, sizeof(w32_handle));
    ck_assert_uint_eq(call(W32_CONTROL_COUNTERS, (struct w32_control){0}).counters[4], 1);
    ck_assert_uint_eq(call(W32_CONTROL_EXIT, (struct w32_control){.client = client}).status, W32_OK);
    ck_assert_uint_eq(call(W32_CONTROL_COUNTERS, (struct w32_control){0}).counters[4], 0);
    ck_assert_uint_eq(region(client, 0).status, W32_BAD_REQUEST);
    ck_assert_uint_eq(region(other, 0).status, W32_OK);
    ck_assert_uint_eq(call(W32_CONTROL_UNTHREAD, (struct w32_control){.client = other}).status, W32_OK);
    ck_assert_uint_eq(call(W32_CONTROL_UNTHREAD, (struct w32_control){.client = other}).status, W32_BAD_REQUEST);
    ck_assert_uint_eq(region(other, 0).status, W32_BAD_REQUEST);
}
END_TEST

START_TEST(calls_that_make_no_sense)
{
    static const uint32_t clients[] = {1, W32_THREADS_MAX - 1, W32_THREADS_MAX, 0x80000000u, 0xffffffffu};
    uint32_t client = attach();
    struct w32_control control = {0};

    ck_assert_uint_eq(call(W32_CONTROL_START, control).status, W32_BAD_REQUEST);
    for (size_t i = 0; i < sizeof clients / sizeof clients[0]; i++) {
        for (int code = W32_CONTROL_EXIT; code < W32_CONTROL_BLOCKS; code++) {
            control.client = clients[i];
            ck_assert_uint_eq(call((enum w32_control_code)code, control).status, W32_BAD_REQUEST);
        }
    }
    ck_assert_uint_eq(call((enum w32_control_code)W32_CONTROL_COUNT, control).status, W32_BAD_REQUEST);
    ck_assert_uint_eq(region(client, 1).status, W32_BAD_REQUEST);
    ck_assert_uint_eq(region(client, W32_CALLS_MAX).status, W32_BAD_REQUEST);
    control = (struct w32_control){.client = client, .call = W32_CALLS_MAX};
    ck_assert_uint_eq(call(W32_CONTROL_WAIT, control).status, W32_BAD_REQUEST);
    ck_assert_uint_eq(call(W32_CONTROL_ANSWER, control).status, W32_BAD_REQUEST);
    control.call = 0;
    ck_assert_uint_eq(call(W32_CONTROL_ANSWER, control).status, W32_BAD_REQUEST);
    for (int code = W32_CONTROL_BLOCKS; code < W32_CONTROL_COUNT; code++) {
        control = (struct w32_control){0};
        w32_channel_control(channel, (enum w32_control_code)code, &control, false);
        ck_assert_uint_eq(control.status, W32_BAD_REQUEST);
    }
}
END_TEST

/* More clients than there are places, and the places again. */
START_TEST(as_many_clients_as_the_driver_takes)
{
    struct w32_control done = {.status = W32_OK};
    uint32_t count = 0;

    while ((done = call(W32_CONTROL_ATTACH, (struct w32_control){0})).status == W32_OK)
        count++;
    ck_assert_uint_eq(count, W32_PROCESSES_MAX);
    ck_assert_uint_eq(done.status, W32_NO_SLOT);
    ck_assert_uint_eq(call(W32_CONTROL_EXIT, (struct w32_control){.client = 3}).status, W32_OK);
    ck_assert_uint_eq(attach(), 3);
}
END_TEST

/* A thread that makes one request, which others answer. */
struct request {
    pthread_t thread;
    struct w32_os_thread *os;
    struct w32_control control;
    struct w32_object_enum_in in;
    struct w32_object_enum_out out;
};

static void *make_request(void *context)
{
    struct request *request = context;

    request->os = w32_os_thread_self();
    request->control = call(W32_CONTROL_REQUEST, request->control);
    w32_os_thread_drop(request->os);
    return NULL;
}

static void begin_at(struct request *request, uint32_t client, uint32_t depth, uint32_t flags)
{
    memset(request, 0, sizeof *request);
    request->control = (struct w32_control){.client = client,
                                            .call = depth,
                                            .flags = W32_CALL_WAITED | flags,
                                            .code = W32_OBJECT_ENUM,
                                            .in = (uintptr_t)&request->in,
                                            .in_size = sizeof request->in,
                                            .out = (uintptr_t)&request->out,
                                            .out_size = sizeof request->out};
    ck_assert_int_eq(pthread_create(&request->thread, NULL, make_request, request), 0);
}

static void begin(struct request *request, uint32_t client, uint32_t flags)
{
    begin_at(request, client, 0, flags);
}

static struct w32_control wait_for(uint32_t client, enum w32_wake wake, void *room, uint32_t room_size)
{
    struct w32_control woken = call(W32_CONTROL_WAIT, (struct w32_control){.client = client,
                                                                           .in = (uintptr_t)room,
                                                                           .in_size = room_size});

    ck_assert_uint_eq(woken.wake, wake);
    return woken;
}

static enum w32_status give_answer(uint32_t client, enum w32_status answer, const void *bytes, uint32_t size)
{
    return (enum w32_status)call(W32_CONTROL_ANSWER, (struct w32_control){.client = client,
                                                                          .answer = (uint32_t)answer,
                                                                          .out = (uintptr_t)bytes,
                                                                          .out_size = size}).status;
}

START_TEST(another_thread_answers)
{
    struct w32_callback_object_out go_on = {1};
    struct w32_callback_object_in asked;
    struct request request;
    uint32_t client = attach();

    ck_assert_uint_eq(region(client, 0).status, W32_OK);
    ck_assert_uint_eq(region(client, 0).status, W32_OK);
    begin(&request, client, W32_CALL_ANSWERS);
    for (int i = 0; i < 2; i++) {
        struct w32_control woken = wait_for(client, W32_WAKE_CALLBACK, &asked, sizeof asked);

        ck_assert_uint_eq(woken.status, W32_OK);
        ck_assert_uint_eq(woken.code, W32_CALLBACK_OBJECT);
        ck_assert_uint_eq(woken.in_size, sizeof asked);
        ck_assert_uint_eq(woken.out_size, sizeof go_on);
        ck_assert_uint_eq(asked.type, W32_TYPE_REGION);
        /* Meanwhile the client makes requests, the next ones, and does not end. */
        ck_assert_uint_eq(region(client, 0).status, W32_BAD_REQUEST);
        if (i == 0)
            ck_assert_uint_eq(region(client, 1).status, W32_OK);
        ck_assert_uint_eq(call(W32_CONTROL_EXIT, (struct w32_control){.client = client}).status, W32_BAD_REQUEST);
        ck_assert_uint_eq(call(W32_CONTROL_UNTHREAD, (struct w32_control){.client = client}).status, W32_BAD_REQUEST);
        go_on.go_on = i == 0;
        ck_assert_int_eq(give_answer(client, W32_OK, &go_on, sizeof go_on), W32_OK);
        ck_assert_int_eq(give_answer(client, W32_OK, &go_on, sizeof go_on), W32_BAD_REQUEST);
    }
    (void)wait_for(client, W32_WAKE_DONE, NULL, 0);
    pthread_join(request.thread, NULL);
    ck_assert_uint_eq(request.control.status, W32_OK);
    ck_assert_uint_eq(request.out.called, 2);
}
END_TEST

/* Each way not to answer ends the request with the same status. */
START_TEST(no_answer)
{
    struct w32_callback_object_out go_on = {1};
    struct w32_callback_object_in asked;
    struct w32_control woken;
    struct request request;
    uint32_t client = attach();

    ck_assert_uint_eq(region(client, 0).status, W32_OK);
    begin(&request, client, W32_CALL_ANSWERS);
    woken = wait_for(client, W32_WAKE_CALLBACK, &asked, _i == 0 ? sizeof asked - 1 : sizeof asked);
    ck_assert_uint_eq(woken.status, _i == 0 ? W32_TOO_BIG : W32_OK);
    if (_i == 1)
        ck_assert_int_eq(give_answer(client, W32_OK, (const void *)(UINTPTR_MAX - 99), sizeof go_on), W32_BAD_ADDRESS);
    else
        ck_assert_int_eq(give_answer(client, _i == 2 ? W32_OK : W32_BAD_VALUE, &go_on, sizeof go_on - 1), W32_OK);
    (void)wait_for(client, W32_WAKE_DONE, NULL, 0);
    pthread_join(request.thread, NULL);
    ck_assert_uint_eq(request.control.status, W32_NO_ANSWER);
    ck_assert_uint_eq(request.control.written, 0);
}
END_TEST

START_TEST(nobody_answers)
{
    struct request request;
    uint32_t client = attach();

    ck_assert_uint_eq(region(client, 0).status, W32_OK);
    begin(&request, client, 0);
    (void)wait_for(client, W32_WAKE_DONE, NULL, 0);
    pthread_join(request.thread, NULL);
    ck_assert_uint_eq(request.control.status, W32_NO_ANSWER);
}
END_TEST

/* What is read is told before, and is not read if the client says no. */
START_TEST(memory_is_watched)
{
    struct w32_control woken;
    struct request request;
    uint32_t client = attach();

    begin(&request, client, W32_CALL_WATCHES);
    woken = wait_for(client, W32_WAKE_WATCH, NULL, 0);
    ck_assert_uint_eq(woken.value, (uintptr_t)&request.in);
    ck_assert_uint_eq(woken.out_size, sizeof request.in);
    ck_assert_int_eq(give_answer(client, _i == 0 ? W32_OK : W32_BAD_ADDRESS, NULL, 0), W32_OK);
    (void)wait_for(client, W32_WAKE_DONE, NULL, 0);
    pthread_join(request.thread, NULL);
    ck_assert_uint_eq(request.control.status, _i == 0 ? W32_OK : W32_BAD_ADDRESS);
}
END_TEST

/* A thread that is killed while it waits for an answer comes back, and the request ends; the answer comes too late. */
START_TEST(a_killed_thread)
{
    struct w32_callback_object_in asked;
    struct request request;
    uint32_t client = attach();

    ck_assert_uint_eq(region(client, 0).status, W32_OK);
    begin(&request, client, W32_CALL_ANSWERS);
    (void)wait_for(client, W32_WAKE_CALLBACK, &asked, sizeof asked);
    w32_os_user_kill(request.os);
    pthread_join(request.thread, NULL);
    ck_assert_uint_eq(request.control.status, W32_NO_ANSWER);
    (void)wait_for(client, W32_WAKE_DONE, NULL, 0);
    ck_assert_int_eq(give_answer(client, W32_OK, NULL, 0), W32_BAD_REQUEST);
}
END_TEST

/* The waiting thread of the request at that depth is told of a callback, or that it is over. */
static void wait_at(uint32_t client, uint32_t depth, enum w32_wake wake)
{
    struct w32_callback_object_in asked;
    struct w32_control woken = call(W32_CONTROL_WAIT, (struct w32_control){.client = client,
                                                                           .call = depth,
                                                                           .in = (uintptr_t)&asked,
                                                                           .in_size = sizeof asked});

    ck_assert_uint_eq(woken.status, W32_OK);
    ck_assert_uint_eq(woken.wake, wake);
}

/* Two requests of one thread: the inner one begins while a callback is answered, and ends before the outer one does. */
START_TEST(requests_nest)
{
    struct w32_callback_object_out stop = {0};
    struct w32_control answer = {.answer = W32_OK, .out = (uintptr_t)&stop, .out_size = sizeof stop};
    struct request outer, inner;
    uint32_t client = attach();

    answer.client = client;
    ck_assert_uint_eq(region(client, 0).status, W32_OK);
    begin(&outer, client, W32_CALL_ANSWERS);
    wait_at(client, 0, W32_WAKE_CALLBACK);
    begin_at(&inner, client, 1, W32_CALL_ANSWERS);
    wait_at(client, 1, W32_WAKE_CALLBACK);
    answer.call = 0;
    ck_assert_uint_eq(call(W32_CONTROL_ANSWER, answer).status, W32_BAD_REQUEST);
    if (_i == 1) {
        /* Killed from the outside: the outer one waits for the inner one all the same. */
        w32_os_user_kill(outer.os);
        w32_os_user_kill(inner.os);
    } else {
        answer.call = 1;
        ck_assert_uint_eq(call(W32_CONTROL_ANSWER, answer).status, W32_OK);
        wait_at(client, 1, W32_WAKE_DONE);
        answer.call = 0;
        ck_assert_uint_eq(call(W32_CONTROL_ANSWER, answer).status, W32_OK);
        wait_at(client, 0, W32_WAKE_DONE);
    }
    pthread_join(inner.thread, NULL);
    pthread_join(outer.thread, NULL);
    ck_assert_uint_eq(inner.control.status, _i == 1 ? W32_NO_ANSWER : W32_OK);
    ck_assert_uint_eq(outer.control.status, _i == 1 ? W32_NO_ANSWER : W32_OK);
    ck_assert_uint_eq(call(W32_CONTROL_COUNTERS, (struct w32_control){0}).counters[5], 0);
}
END_TEST

/* While the driver is at a request, or waits to read, there is no other one of that client. */
START_TEST(no_second_request_beside_the_first)
{
    struct request request;
    uint32_t client = attach();

    begin(&request, client, W32_CALL_WATCHES);
    (void)wait_for(client, W32_WAKE_WATCH, NULL, 0);
    ck_assert_uint_eq(region(client, 1).status, W32_BAD_REQUEST);
    ck_assert_int_eq(give_answer(client, W32_OK, NULL, 0), W32_OK);
    (void)wait_for(client, W32_WAKE_DONE, NULL, 0);
    pthread_join(request.thread, NULL);
    ck_assert_uint_eq(region(client, 1).status, W32_BAD_REQUEST);
    ck_assert_uint_eq(region(client, 0).status, W32_OK);
}
END_TEST

/* A client with two threads: one that makes requests, one that answers what they ask. */
struct pair {
    pthread_t asker, answerer;
    uint32_t client;
    uint32_t asked; /* callbacks that were answered */
    uint32_t wrong; /* calls that did not end as they should */
};

enum { PAIRS = 4, PAIR_REQUESTS = 400, PAIR_OBJECTS = 3 };

static void *ask_often(void *context)
{
    struct pair *pair = context;
    struct w32_object_enum_in in = {0};

    for (int i = 0; i < PAIR_REQUESTS; i++) {
        struct w32_object_enum_out out = {0};
        struct w32_control done = call(W32_CONTROL_REQUEST, (struct w32_control){.client = pair->client,
                                                                                 .flags = W32_CALL_WAITED | W32_CALL_ANSWERS,
                                                                                 .code = W32_OBJECT_ENUM,
                                                                                 .in = (uintptr_t)&in,
                                                                                 .in_size = sizeof in,
                                                                                 .out = (uintptr_t)&out,
                                                                                 .out_size = sizeof out});

        pair->wrong += done.status != W32_OK || out.called != PAIR_OBJECTS;
    }
    return NULL;
}

static void *answer_often(void *context)
{
    static struct w32_callback_object_out go_on = {1};
    struct pair *pair = context;

    while (pair->asked < PAIR_REQUESTS * PAIR_OBJECTS) {
        struct w32_callback_object_in asked;
        struct w32_control woken = call(W32_CONTROL_WAIT, (struct w32_control){.client = pair->client,
                                                                               .in = (uintptr_t)&asked,
                                                                               .in_size = sizeof asked});

        if (woken.wake != W32_WAKE_CALLBACK)
            continue;
        (void)give_answer(pair->client, W32_OK, &go_on, sizeof go_on);
        pair->asked++;
    }
    return NULL;
}

/*
 * Thousands of questions and answers, and nobody looks again on his own: one wake-up that goes astray and this never ends. The asker
 * begins its next request while the other one may not have heard of the end of the last.
 */
START_TEST(no_wake_up_is_lost)
{
    struct pair pairs[PAIRS] = {0};

    w32_os_user_patient(true);
    for (int i = 0; i < PAIRS; i++) {
        pairs[i].client = attach();
        for (int object = 0; object < PAIR_OBJECTS; object++)
            ck_assert_uint_eq(region(pairs[i].client, 0).status, W32_OK);
    }
    for (int i = 0; i < PAIRS; i++) {
        ck_assert_int_eq(pthread_create(&pairs[i].answerer, NULL, answer_often, &pairs[i]), 0);
        ck_assert_int_eq(pthread_create(&pairs[i].asker, NULL, ask_often, &pairs[i]), 0);
    }
    for (int i = 0; i < PAIRS; i++) {
        pthread_join(pairs[i].asker, NULL);
        pthread_join(pairs[i].answerer, NULL);
        ck_assert_uint_eq(pairs[i].wrong, 0);
        ck_assert_uint_eq(pairs[i].asked, PAIR_REQUESTS * PAIR_OBJECTS);
    }
    w32_os_user_patient(false);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("channel");
    TCase *tests = tcase_create("channel");
    SRunner *runner;
    int failed;

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, requests_without_callbacks);
    tcase_add_test(tests, calls_that_make_no_sense);
    tcase_add_test(tests, as_many_clients_as_the_driver_takes);
    tcase_add_test(tests, another_thread_answers);
    tcase_add_loop_test(tests, no_answer, 0, 4);
    tcase_add_test(tests, nobody_answers);
    tcase_add_loop_test(tests, memory_is_watched, 0, 2);
    tcase_add_test(tests, a_killed_thread);
    tcase_add_loop_test(tests, requests_nest, 0, 2);
    tcase_add_test(tests, no_second_request_beside_the_first);
    tcase_add_test(tests, no_wake_up_is_lost);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
