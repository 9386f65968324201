/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "os_user.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shared/platform.h"

#define KERNEL_START ((uintptr_t)1 << 63)

struct w32_os_thread {
    pthread_t id;
    atomic_uint references;
    atomic_bool ended;
};

struct w32_os_event {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool set;
};

struct w32_platform_lock {
    pthread_mutex_t mutex;
};

static atomic_uint said;
static atomic_bool patient;
static _Thread_local struct w32_os_thread *self;

void *w32_os_alloc(size_t size)
{
    return malloc(size ? size : 1);
}

void w32_os_free(void *block)
{
    free(block);
}

static bool is_user(const void *user, size_t size)
{
    return user != NULL && (uintptr_t)user < KERNEL_START && size < KERNEL_START - (uintptr_t)user;
}

enum w32_status w32_os_copy_in(void *target, const void *user, size_t size)
{
    if (size == 0)
        return W32_OK;
    if (!is_user(user, size))
        return W32_BAD_ADDRESS;
    memcpy(target, user, size);
    return W32_OK;
}

enum w32_status w32_platform_copy_out(void *user, const void *source, size_t size)
{
    if (size == 0)
        return W32_OK;
    if (!is_user(user, size))
        return W32_BAD_ADDRESS;
    memcpy(user, source, size);
    return W32_OK;
}

struct w32_platform_lock *w32_platform_lock_create(void)
{
    struct w32_platform_lock *lock = malloc(sizeof *lock);

    if (lock)
        (void)pthread_mutex_init(&lock->mutex, NULL);
    return lock;
}

void w32_platform_lock_destroy(struct w32_platform_lock *lock)
{
    if (lock)
        (void)pthread_mutex_destroy(&lock->mutex);
    free(lock);
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

struct w32_os_event *w32_os_event_create(void)
{
    struct w32_os_event *event = calloc(1, sizeof *event);

    if (event) {
        (void)pthread_mutex_init(&event->mutex, NULL);
        (void)pthread_cond_init(&event->changed, NULL);
    }
    return event;
}

void w32_os_event_destroy(struct w32_os_event *event)
{
    if (event) {
        (void)pthread_cond_destroy(&event->changed);
        (void)pthread_mutex_destroy(&event->mutex);
    }
    free(event);
}

void w32_os_event_set(struct w32_os_event *event)
{
    (void)pthread_mutex_lock(&event->mutex);
    event->set = true;
    (void)pthread_cond_signal(&event->changed);
    (void)pthread_mutex_unlock(&event->mutex);
}

enum w32_os_wait w32_os_event_wait(struct w32_os_event *event)
{
    struct timespec soon;
    bool set;

    (void)clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec += 20000000;
    if (soon.tv_nsec >= 1000000000) {
        soon.tv_nsec -= 1000000000;
        soon.tv_sec++;
    }
    (void)pthread_mutex_lock(&event->mutex);
    while (!event->set && (pthread_cond_timedwait(&event->changed, &event->mutex, &soon) == 0 || atomic_load(&patient)))
        ;
    set = event->set;
    event->set = false;
    (void)pthread_mutex_unlock(&event->mutex);
    if (!set && self && atomic_load(&self->ended))
        return W32_OS_ENDED;
    return set ? W32_OS_SET : W32_OS_LATE;
}

void w32_os_pause(void)
{
    const struct timespec soon = {0, 2000000};

    (void)nanosleep(&soon, NULL);
}

/* The thread's own reference lives as long as the program: threads of tests are few. */
struct w32_os_thread *w32_os_thread_self(void)
{
    if (!self) {
        self = calloc(1, sizeof *self);
        if (!self)
            abort();
        self->id = pthread_self();
        atomic_store(&self->references, 1);
    }
    (void)atomic_fetch_add(&self->references, 1);
    return self;
}

void w32_os_thread_drop(struct w32_os_thread *thread)
{
    if (thread)
        (void)atomic_fetch_sub(&thread->references, 1);
}

bool w32_os_thread_is_self(const struct w32_os_thread *thread)
{
    return thread == self && self != NULL;
}

bool w32_os_thread_ended(const struct w32_os_thread *thread)
{
    return atomic_load(&thread->ended);
}

void w32_os_user_kill(struct w32_os_thread *thread)
{
    atomic_store(&thread->ended, true);
}

void w32_os_user_patient(bool on)
{
    atomic_store(&patient, on);
}

uint64_t w32_os_clock(void)
{
    return 0;
}

void w32_os_say(const char *what)
{
    (void)what;
    (void)atomic_fetch_add(&said, 1);
}

unsigned w32_os_user_said(void)
{
    return said;
}
