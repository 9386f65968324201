/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "host/user.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "shared/platform.h"

/* Where the kernel's half of the addresses begins, as on 64-bit machines. */
#define W32_KERNEL_START ((uintptr_t)1 << 63)

struct w32_range {
    uintptr_t start;
    size_t size;
};

/* A client: its process and thread in the driver, and what it does when it is called back or read from. */
struct w32_user {
    struct w32_driver *driver;
    struct w32_process *process;
    struct w32_thread *thread;
    bool guest; /* in the process of another client */
    w32_client_answer *answer;
    void *answer_context;
    w32_client_watch *watch;
    void *watch_context;
    struct w32_range confined; /* all the memory it has, besides that of the request under way; empty: no limit */
    struct w32_range in;
    struct w32_range out;
};

struct w32_platform_lock {
    pthread_mutex_t mutex;
};

static _Atomic uint64_t blocks;
static _Atomic uint64_t fail_after = UINT64_MAX;
static _Atomic uint64_t clock_now;
static _Atomic bool pattern = true;

/* Whose request this thread is in. */
static _Thread_local struct w32_user *current;

static void *(*take_block)(size_t size) = malloc;
static void (*give_block)(void *block) = free;

void w32_user_memory(void *(*take)(size_t size), void (*give)(void *block))
{
    take_block = take;
    give_block = give;
}

uint64_t w32_user_blocks(void)
{
    return blocks;
}

void w32_user_fail_after(uint64_t count)
{
    fail_after = count;
}

void *w32_platform_alloc(size_t size)
{
    void *block;

    if (fail_after != UINT64_MAX && fail_after-- == 0)
        return NULL;
    block = take_block(size);
    if (block) {
        blocks++;
        if (pattern)
            memset(block, 0xa5, size);
    }
    return block;
}

void w32_user_pattern(bool on)
{
    pattern = on;
}

void w32_platform_free(void *block)
{
    if (block)
        blocks--;
    give_block(block);
}

static struct w32_range w32_range_make(const void *start, size_t size)
{
    struct w32_range range = {(uintptr_t)start, size};
    return range;
}

static bool w32_range_holds(struct w32_range range, struct w32_range part)
{
    return part.start >= range.start && part.start - range.start <= range.size &&
           part.size <= range.size - (part.start - range.start);
}

static bool w32_user_range(const void *user, size_t size)
{
    struct w32_range part = w32_range_make(user, size), lower = {1, W32_KERNEL_START - 1};

    if (!w32_range_holds(lower, part))
        return false;
    return !current || current->confined.size == 0 || w32_range_holds(current->confined, part) ||
           w32_range_holds(current->in, part) || w32_range_holds(current->out, part);
}

enum w32_status w32_platform_copy_in(void *target, const void *user, size_t size)
{
    if (size == 0)
        return W32_OK;
    if (!w32_user_range(user, size))
        return W32_BAD_ADDRESS;
    if (current && current->watch && !current->watch(current->watch_context, user, size))
        return W32_BAD_ADDRESS;
    memcpy(target, user, size);
    return W32_OK;
}

enum w32_status w32_platform_copy_out(void *user, const void *source, size_t size)
{
    if (size == 0)
        return W32_OK;
    if (!w32_user_range(user, size))
        return W32_BAD_ADDRESS;
    memcpy(user, source, size);
    return W32_OK;
}

/* In one address space the client's memory is simply there. */
enum w32_status w32_platform_user_callback(void *client, uint32_t code, const void *in, uint32_t in_size, void *out,
                                           uint32_t out_size, uint32_t *ret_written)
{
    struct w32_user *user = client;
    enum w32_status status = W32_NO_ANSWER;

    *ret_written = 0;
    if (user->answer)
        status = user->answer(user->answer_context, code, in, in_size, out, out_size, ret_written);
    current = user;
    if (status != W32_OK)
        *ret_written = 0;
    return status == W32_OK ? W32_OK : W32_NO_ANSWER;
}

uint64_t w32_platform_clock(void)
{
    return clock_now;
}

struct w32_platform_lock *w32_platform_lock_create(void)
{
    struct w32_platform_lock *lock = w32_platform_alloc(sizeof *lock);

    if (lock && pthread_mutex_init(&lock->mutex, NULL) != 0) {
        w32_platform_free(lock);
        return NULL;
    }
    return lock;
}

void w32_platform_lock_destroy(struct w32_platform_lock *lock)
{
    if (lock)
        pthread_mutex_destroy(&lock->mutex);
    w32_platform_free(lock);
}

void w32_platform_lock_take(struct w32_platform_lock *lock)
{
    if (pthread_mutex_lock(&lock->mutex) != 0)
        abort();
}

void w32_platform_lock_drop(struct w32_platform_lock *lock)
{
    if (pthread_mutex_unlock(&lock->mutex) != 0)
        abort();
}

static bool painting;

void w32_user_paint(bool on)
{
    painting = on;
}

/* What lies below on the stack, left there by whoever was there before, is to be recognised where it leaks. */
__attribute__((noinline)) static void w32_user_paint_below(void)
{
    volatile unsigned char below[8192];

    for (size_t i = 0; i < sizeof below; i++)
        below[i] = 0xa5;
}

static enum w32_status w32_user_call(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                                     uint32_t out_size, uint32_t *ret_written)
{
    struct w32_user *user = context, *before = current;
    struct w32_range in_before = user->in, out_before = user->out;
    enum w32_status status;

    current = user;
    user->in = w32_range_make(in, in_size);
    user->out = w32_range_make(out, out_size);
    if (painting)
        w32_user_paint_below();
    status = w32_driver_request(user->thread, code, in, in_size, out, out_size, ret_written);
    user->in = in_before;
    user->out = out_before;
    current = before;
    return status;
}

static enum w32_status w32_user_spawn(void *context, struct w32_client *ret_client)
{
    struct w32_user *user = context;

    return w32_user_open(user->driver, ret_client);
}

static void w32_user_exit(void *context)
{
    struct w32_user *user = context;

    if (user->guest)
        w32_thread_exit(user->thread);
    else
        w32_process_exit(user->process);
    free(user);
}

static void w32_user_answer(void *context, w32_client_answer *answer, void *answer_context)
{
    struct w32_user *user = context;

    user->answer = answer;
    user->answer_context = answer_context;
}

static void w32_user_watch(void *context, w32_client_watch *watch, void *watch_context)
{
    struct w32_user *user = context;

    user->watch = watch;
    user->watch_context = watch_context;
}

static void w32_user_confine(void *context, const void *start, size_t size)
{
    struct w32_user *user = context;

    user->confined = w32_range_make(start, size);
}

static void w32_user_tick(void *context, uint64_t milliseconds)
{
    (void)context;
    clock_now += milliseconds;
}

static const struct w32_client_host w32_user_host = {w32_user_call,   w32_user_spawn, w32_user_exit,
                                                     w32_user_answer, w32_user_watch, w32_user_confine,
                                                     w32_user_tick};

/* In a process of its own, or in that one. */
static enum w32_status w32_user_begin(struct w32_driver *driver, struct w32_process *process, struct w32_client *ret_client)
{
    struct w32_user *user = calloc(1, sizeof *user);
    enum w32_status status = W32_OK;

    if (!user)
        return W32_NO_MEMORY;
    user->driver = driver;
    user->process = process;
    user->guest = process != NULL;
    if (!process)
        status = w32_process_attach(driver, &user->process);
    if (status == W32_OK) {
        status = w32_thread_attach(user->process, user, &user->thread);
        if (status != W32_OK && !process)
            w32_process_exit(user->process);
    }
    if (status != W32_OK) {
        free(user);
        return status;
    }
    ret_client->host = &w32_user_host;
    ret_client->context = user;
    return W32_OK;
}

enum w32_status w32_user_open(struct w32_driver *driver, struct w32_client *ret_client)
{
    return w32_user_begin(driver, NULL, ret_client);
}

enum w32_status w32_user_open_beside(const struct w32_client *client, struct w32_client *ret_client)
{
    const struct w32_user *user = client->context;

    return w32_user_begin(user->driver, user->process, ret_client);
}

void w32_user_close(const struct w32_client *client)
{
    w32_user_exit(client->context);
}

struct w32_thread *w32_user_thread(const struct w32_client *client)
{
    const struct w32_user *user = client->context;

    return user->thread;
}
