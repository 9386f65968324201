/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The clients of host/user.h where the driver is a device of the kernel: what stands beside this file knows no difference.
 *
 * A struct w32_driver here is an open device. A client that answers callbacks, or watches its memory, makes its requests
 * from a second thread, so that its first one can answer; see device.h. When the kernel kills that thread, the
 * program ends with W32_DEVICE_KILLED: nothing can be asked of that desktop any more.
 */
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "host/device.h"
#include "host/device_client.h"
#include "host/user.h"

enum { ASKED_MAX = 65536 };

struct w32_driver {
    int file;
    bool painting;
};

/* A second thread of a client, for its requests of one depth. */
struct w32_runner {
    pthread_t thread;
    bool begun;
    bool ending;
    sem_t go;
    sem_t done;
    int file;
    struct w32_control control;
};

struct w32_user {
    struct w32_driver *driver;
    uint32_t number;
    uint32_t open; /* requests under way */
    w32_client_answer *answer;
    void *answer_context;
    w32_client_watch *watch;
    void *watch_context;
    struct w32_runner runners[W32_CALLS_MAX];
};

/* Once there is a second thread anywhere, all requests are made by such: the first one must see its end. */
static bool second_threads;

static int device_open(void)
{
    int file = open("/dev/" W32_DEVICE_NAME, O_RDWR | O_CLOEXEC);

    if (file < 0)
        perror("/dev/" W32_DEVICE_NAME);
    return file;
}

/* A call of the device, which the kernel does not refuse as such unless this program is wrong. */
static enum w32_status control(int file, enum w32_control_code code, struct w32_control *control)
{
    if (ioctl(file, _IOC(_IOC_READ | _IOC_WRITE, W32_IOCTL_TYPE, code, sizeof *control), control) != 0) {
        perror("/dev/" W32_DEVICE_NAME);
        _exit(W32_DEVICE_WRONG);
    }
    return (enum w32_status)control->status;
}

/* The calls that are about all devices go through one of their own, which has no driver. */
static uint64_t control_all(enum w32_control_code code, uint64_t value)
{
    static int file = -1;
    struct w32_control call = {.value = value};

    if (file < 0)
        file = device_open();
    if (file < 0 || control(file, code, &call) != W32_OK) {
        fprintf(stderr, "/dev/" W32_DEVICE_NAME ": the module was not loaded with testing=1\n");
        _exit(W32_DEVICE_WRONG);
    }
    return call.value;
}

uint64_t w32_user_blocks(void)
{
    return control_all(W32_CONTROL_BLOCKS, 0);
}

void w32_user_fail_after(uint64_t count)
{
    (void)control_all(W32_CONTROL_FAIL, count);
}

void w32_user_pattern(bool on)
{
    (void)control_all(W32_CONTROL_PATTERN, on);
}

/* What the program wants, of whatever device it makes requests to. */
static bool painting;

void w32_user_paint(bool on)
{
    painting = on;
}

static void driver_paint(struct w32_driver *driver)
{
    struct w32_control call = {.value = painting};

    if (driver->painting != painting && control(driver->file, W32_CONTROL_PAINT, &call) == W32_OK)
        driver->painting = painting;
}

enum w32_status w32_driver_create(struct w32_driver **ret_driver)
{
    struct w32_driver *driver = calloc(1, sizeof *driver);
    struct w32_control call = {0};
    enum w32_status status = W32_NO_MEMORY;

    if (!driver)
        return W32_NO_MEMORY;
    driver->file = device_open();
    if (driver->file >= 0)
        status = control(driver->file, W32_CONTROL_START, &call);
    if (status != W32_OK) {
        if (driver->file >= 0)
            close(driver->file);
        free(driver);
        return status;
    }
    *ret_driver = driver;
    return W32_OK;
}

void w32_driver_destroy(struct w32_driver *driver)
{
    if (!driver)
        return;
    close(driver->file);
    free(driver);
}

uint64_t w32_driver_digest(const struct w32_driver *driver)
{
    struct w32_control call = {0};

    (void)control(driver->file, W32_CONTROL_DIGEST, &call);
    return call.value;
}

void w32_driver_counters(const struct w32_driver *driver, struct w32_counters *ret_counters)
{
    struct w32_control call = {0};

    (void)control(driver->file, W32_CONTROL_COUNTERS, &call);
    *ret_counters = (struct w32_counters){call.counters[0], call.counters[1], call.counters[2],
                                          call.counters[3], call.counters[4], call.counters[5]};
}

static void *run(void *context)
{
    struct w32_runner *runner = context;

    for (;;) {
        while (sem_wait(&runner->go) != 0)
            ;
        if (runner->ending)
            return NULL;
        (void)control(runner->file, W32_CONTROL_REQUEST, &runner->control);
        sem_post(&runner->done);
    }
}

static bool runner_begin(struct w32_runner *runner)
{
    if (runner->begun)
        return true;
    runner->ending = false;
    if (sem_init(&runner->go, 0, 0) != 0 || sem_init(&runner->done, 0, 0) != 0 ||
        pthread_create(&runner->thread, NULL, run, runner) != 0)
        return false;
    runner->begun = second_threads = true;
    return true;
}

static void runner_end(struct w32_runner *runner)
{
    if (!runner->begun)
        return;
    runner->ending = true;
    sem_post(&runner->go);
    pthread_join(runner->thread, NULL);
    runner->begun = false;
}

/* Does what the driver asks for, and puts the answer into the call. */
static void give_answer(struct w32_user *user, struct w32_control *call, uint8_t *asked, uint8_t *room)
{
    uint32_t written = 0;

    call->answer = W32_NO_ANSWER;
    call->out = (uintptr_t)room;
    if (call->wake == W32_WAKE_WATCH) {
        if (!user->watch || user->watch(user->watch_context, (const void *)(uintptr_t)call->value, call->out_size))
            call->answer = W32_OK;
        call->out_size = 0;
    } else if (user->answer && call->out_size <= ASKED_MAX) {
        call->answer = (uint32_t)user->answer(user->answer_context, call->code, asked, call->in_size, room,
                                              call->out_size, &written);
        call->out_size = written;
    }
    (void)control(user->driver->file, W32_CONTROL_ANSWER, call);
}

/* Answers until the request is done. */
static void serve(struct w32_user *user, uint32_t depth)
{
    uint8_t *asked = calloc(2, ASKED_MAX);
    struct w32_control call;

    if (!asked)
        _exit(W32_DEVICE_WRONG);
    for (;;) {
        call = (struct w32_control){.client = user->number, .call = depth, .in = (uintptr_t)asked, .in_size = ASKED_MAX};
        if (control(user->driver->file, W32_CONTROL_WAIT, &call) != W32_OK)
            _exit(W32_DEVICE_WRONG);
        if (call.wake == W32_WAKE_DIED)
            _exit(W32_DEVICE_KILLED);
        if (call.wake == W32_WAKE_DONE)
            break;
        give_answer(user, &call, asked, asked + ASKED_MAX);
    }
    free(asked);
}

static enum w32_status user_call(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                                 uint32_t out_size, uint32_t *ret_written)
{
    struct w32_user *user = context;
    uint32_t depth = user->open;
    struct w32_control call = {.client = user->number,
                               .call = depth,
                               .code = code,
                               .in = (uintptr_t)in,
                               .in_size = in_size,
                               .out = (uintptr_t)out,
                               .out_size = out_size};

    *ret_written = 0;
    driver_paint(user->driver);
    user->open++;
    if (second_threads || user->answer || user->watch) {
        struct w32_runner *runner = &user->runners[depth];

        call.flags = W32_CALL_WAITED | (user->answer ? W32_CALL_ANSWERS : 0u) | (user->watch ? W32_CALL_WATCHES : 0u);
        if (depth >= W32_CALLS_MAX || !runner_begin(runner))
            _exit(W32_DEVICE_WRONG);
        runner->file = user->driver->file;
        runner->control = call;
        sem_post(&runner->go);
        serve(user, depth);
        while (sem_wait(&runner->done) != 0)
            ;
        call = runner->control;
    } else {
        (void)control(user->driver->file, W32_CONTROL_REQUEST, &call);
    }
    user->open--;
    *ret_written = call.written;
    return (enum w32_status)call.status;
}

static enum w32_status user_spawn(void *context, struct w32_client *ret_client)
{
    struct w32_user *user = context;

    return w32_user_open(user->driver, ret_client);
}

static void user_exit(void *context)
{
    struct w32_user *user = context;
    struct w32_control call = {.client = user->number};

    for (uint32_t i = 0; i < W32_CALLS_MAX; i++)
        runner_end(&user->runners[i]);
    if (control(user->driver->file, W32_CONTROL_EXIT, &call) != W32_OK)
        _exit(W32_DEVICE_WRONG);
    free(user);
}

static void user_answer(void *context, w32_client_answer *answer, void *answer_context)
{
    struct w32_user *user = context;

    user->answer = answer;
    user->answer_context = answer_context;
}

static void user_watch(void *context, w32_client_watch *watch, void *watch_context)
{
    struct w32_user *user = context;

    user->watch = watch;
    user->watch_context = watch_context;
}

/* Of the address space of a real process nothing is taken away here: only the fuzzer and the workload ask for it. */
static void user_confine(void *context, const void *start, size_t size)
{
    (void)context, (void)start, (void)size;
}

void w32_device_tick(uint64_t milliseconds)
{
    (void)control_all(W32_CONTROL_TICK, milliseconds);
}

static void user_tick(void *context, uint64_t milliseconds)
{
    (void)context;
    w32_device_tick(milliseconds);
}

static const struct w32_client_host device_host = {user_call,  user_spawn,   user_exit, user_answer,
                                                   user_watch, user_confine, user_tick};

enum w32_status w32_user_open(struct w32_driver *driver, struct w32_client *ret_client)
{
    struct w32_user *user = calloc(1, sizeof *user);
    struct w32_control call = {0};
    enum w32_status status;

    if (!user)
        return W32_NO_MEMORY;
    status = control(driver->file, W32_CONTROL_ATTACH, &call);
    if (status != W32_OK) {
        free(user);
        return status;
    }
    user->driver = driver;
    user->number = call.client;
    ret_client->host = &device_host;
    ret_client->context = user;
    return W32_OK;
}

void w32_user_close(const struct w32_client *client)
{
    user_exit(client->context);
}

/* A client has one thread: its name here is the client. */
struct w32_thread *w32_user_thread(const struct w32_client *client)
{
    return client->context;
}

void w32_thread_exit(struct w32_thread *thread)
{
    struct w32_user *user = (struct w32_user *)(void *)thread;
    struct w32_control call = {.client = user->number};

    if (control(user->driver->file, W32_CONTROL_UNTHREAD, &call) != W32_OK)
        _exit(W32_DEVICE_WRONG);
}
