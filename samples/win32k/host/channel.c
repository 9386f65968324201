/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "host/channel.h"

#include <string.h>

#include "host/memory.h"
#include "host/os.h"
#include "shared/driver.h"
#include "shared/platform.h"

/* What the one thread of a client asks the other one. */
enum w32_asking { W32_ASKING_NOTHING, W32_ASKING_ASKED, W32_ASKING_TAKEN, W32_ASKING_ANSWERED };

/* A request that is open, or may be. Its fields belong to whoever has the client's lock. */
struct w32_place {
    struct w32_os_event *asked;    /* set for the waiting thread */
    struct w32_os_event *answered; /* set for the thread in the request */
    struct w32_os_thread *runner;  /* the thread in the request; null: nobody is */
    uint32_t flags;
    enum w32_asking asking;
    bool done;
    enum w32_wake wake;
    uint32_t code;
    const void *in; /* the kernel's while asking, as is out */
    void *out;
    uint32_t in_size;
    uint32_t out_size;
    uint32_t written;
    enum w32_status answer;
    struct w32_place *next_watched;
    struct w32_channel_client *client;
};

struct w32_channel_client {
    struct w32_process *process;
    struct w32_thread *thread;
    struct w32_platform_lock *lock;
    uint32_t open; /* places taken, from the first one on; changes under both locks */
    uint32_t uses; /* calls that are at it now; the channel's lock */
    struct w32_place places[W32_CALLS_MAX];
};

struct w32_channel {
    struct w32_platform_lock *lock;
    struct w32_driver *driver;
    struct w32_channel_client *clients[W32_THREADS_MAX];
    bool painting;
};

/* Requests whose client wants to know what is read, of all devices: the platform's copy is not told whose it is. */
static struct w32_place *watched;
static struct w32_platform_lock *watched_lock;

bool w32_channel_load(void)
{
    watched_lock = w32_platform_lock_create();
    return watched_lock != NULL;
}

void w32_channel_unload(void)
{
    w32_platform_lock_destroy(watched_lock);
}

static void w32_watched_add(struct w32_place *place)
{
    w32_platform_lock_take(watched_lock);
    place->next_watched = watched;
    __atomic_store_n(&watched, place, __ATOMIC_RELAXED);
    w32_platform_lock_drop(watched_lock);
}

static void w32_watched_remove(struct w32_place *place)
{
    struct w32_place **at = &watched;

    w32_platform_lock_take(watched_lock);
    while (*at && *at != place)
        at = &(*at)->next_watched;
    if (*at)
        __atomic_store_n(at, place->next_watched, __ATOMIC_RELAXED);
    w32_platform_lock_drop(watched_lock);
}

/* The watched request that the calling thread is in, which ends not before this thread comes back from it. */
static struct w32_place *w32_watched_here(void)
{
    struct w32_place *place;

    if (!__atomic_load_n(&watched, __ATOMIC_RELAXED))
        return NULL;
    w32_platform_lock_take(watched_lock);
    for (place = watched; place && !w32_os_thread_is_self(place->runner); place = place->next_watched)
        ;
    w32_platform_lock_drop(watched_lock);
    return place;
}

/* Pre: the client's lock is held. */
static bool w32_place_is_innermost(const struct w32_place *place)
{
    const struct w32_channel_client *client = place->client;

    return client->open != 0 && place == &client->places[client->open - 1];
}

/* Asks the thread that waits, and sleeps until it has answered. The place's fields say what. */
static enum w32_status w32_place_ask(struct w32_place *place, enum w32_wake wake, uint32_t *ret_written)
{
    struct w32_platform_lock *lock = place->client->lock;
    enum w32_status status = W32_NO_ANSWER;
    enum w32_os_wait wait;

    *ret_written = 0;
    w32_platform_lock_take(lock);
    place->wake = wake;
    place->asking = W32_ASKING_ASKED;
    w32_platform_lock_drop(lock);
    w32_os_event_set(place->asked);
    do {
        wait = w32_os_event_wait(place->answered);
        w32_platform_lock_take(lock);
        while (wait == W32_OS_ENDED && !w32_place_is_innermost(place)) {
            /* Requests of one thread nest, also when they are killed: the inner one goes first. */
            w32_platform_lock_drop(lock);
            w32_os_pause();
            w32_platform_lock_take(lock);
        }
        if (place->asking == W32_ASKING_ANSWERED) {
            status = place->answer;
            *ret_written = place->written;
            wait = W32_OS_SET;
        } else if (wait == W32_OS_SET) {
            wait = W32_OS_LATE; /* left over from an answer that came too late */
        }
        /* What in and out lead to is the kernel's only while this thread waits. */
        if (wait != W32_OS_LATE)
            place->asking = W32_ASKING_NOTHING;
        w32_platform_lock_drop(lock);
    } while (wait == W32_OS_LATE);
    return status;
}

enum w32_status w32_platform_user_callback(void *client, uint32_t code, const void *in, uint32_t in_size, void *out,
                                           uint32_t out_size, uint32_t *ret_written)
{
    struct w32_channel_client *owner = client;
    struct w32_place *place;
    enum w32_status status;

    *ret_written = 0;
    /* This thread is in the client's innermost request: nobody else changes how many are open. */
    if (owner->open == 0)
        return W32_NO_ANSWER;
    place = &owner->places[owner->open - 1];
    if (!(place->flags & W32_CALL_ANSWERS))
        return W32_NO_ANSWER;
    w32_platform_lock_take(owner->lock);
    place->code = code;
    place->in = in;
    place->in_size = in_size;
    place->out = out;
    place->out_size = out_size;
    w32_platform_lock_drop(owner->lock);
    status = w32_place_ask(place, W32_WAKE_CALLBACK, ret_written);
    return status == W32_OK ? W32_OK : W32_NO_ANSWER;
}

enum w32_status w32_platform_copy_in(void *target, const void *user, size_t size)
{
    struct w32_place *place = size ? w32_watched_here() : NULL;
    enum w32_status status;
    uint32_t written;

    if (place) {
        w32_platform_lock_take(place->client->lock);
        place->in = user;
        place->in_size = 0;
        place->out = NULL;
        place->out_size = (uint32_t)size;
        w32_platform_lock_drop(place->client->lock);
        status = w32_place_ask(place, W32_WAKE_WATCH, &written);
        if (status != W32_OK)
            return W32_BAD_ADDRESS;
    }
    return w32_os_copy_in(target, user, size);
}

struct w32_channel *w32_channel_open(void)
{
    struct w32_channel *channel = w32_os_alloc(sizeof *channel);

    if (!channel)
        return NULL;
    memset(channel, 0, sizeof *channel);
    channel->lock = w32_platform_lock_create();
    if (!channel->lock) {
        w32_os_free(channel);
        return NULL;
    }
    return channel;
}

static void w32_client_free(struct w32_channel_client *client)
{
    uint32_t i;

    if (!client)
        return;
    for (i = 0; i < W32_CALLS_MAX; i++) {
        w32_os_event_destroy(client->places[i].asked);
        w32_os_event_destroy(client->places[i].answered);
    }
    w32_platform_lock_destroy(client->lock);
    w32_os_free(client);
}

static struct w32_channel_client *w32_client_new(void)
{
    struct w32_channel_client *client = w32_os_alloc(sizeof *client);
    bool whole;
    uint32_t i;

    if (!client)
        return NULL;
    memset(client, 0, sizeof *client);
    client->lock = w32_platform_lock_create();
    whole = client->lock != NULL;
    for (i = 0; i < W32_CALLS_MAX && whole; i++) {
        struct w32_place *place = &client->places[i];

        place->client = client;
        place->asked = w32_os_event_create();
        place->answered = w32_os_event_create();
        whole = place->asked && place->answered;
    }
    if (whole)
        return client;
    w32_client_free(client);
    return NULL;
}

void w32_channel_close(struct w32_channel *channel)
{
    bool dead = false;
    uint32_t i;

    for (i = 0; i < W32_THREADS_MAX; i++)
        dead = dead || (channel->clients[i] && channel->clients[i]->open != 0);
    if (dead) {
        /* Whoever was killed may have the driver's lock, and what it was changing is half changed. */
        w32_os_say("a thread was killed in a request; its desktop is given up");
        return;
    }
    w32_driver_destroy(channel->driver);
    for (i = 0; i < W32_THREADS_MAX; i++)
        w32_client_free(channel->clients[i]);
    w32_platform_lock_destroy(channel->lock);
    w32_os_free(channel);
}

static enum w32_status w32_channel_start(struct w32_channel *channel)
{
    enum w32_status status = W32_BAD_REQUEST;

    w32_platform_lock_take(channel->lock);
    if (!channel->driver)
        status = w32_driver_create(&channel->driver);
    w32_platform_lock_drop(channel->lock);
    return status;
}

/* Without the channel's lock: the driver's is not to be waited for under it. */
static enum w32_status w32_client_begin(struct w32_channel *channel, struct w32_channel_client *client)
{
    enum w32_status status = w32_process_attach(channel->driver, &client->process);

    if (status == W32_OK) {
        status = w32_thread_attach(client->process, client, &client->thread);
        if (status != W32_OK)
            w32_process_exit(client->process);
    }
    return status;
}

static enum w32_status w32_channel_attach(struct w32_channel *channel, struct w32_control *control)
{
    struct w32_channel_client *client = w32_client_new();
    enum w32_status status;
    uint32_t i;

    if (!client)
        return W32_NO_MEMORY;
    status = w32_client_begin(channel, client);
    if (status != W32_OK) {
        w32_client_free(client);
        return status;
    }
    w32_platform_lock_take(channel->lock);
    for (i = 0; i < W32_THREADS_MAX && channel->clients[i]; i++)
        ;
    if (i < W32_THREADS_MAX)
        channel->clients[i] = client;
    w32_platform_lock_drop(channel->lock);
    if (i < W32_THREADS_MAX) {
        control->client = i;
        return W32_OK;
    }
    w32_process_exit(client->process);
    w32_client_free(client);
    return W32_NO_SLOT;
}

/* The client of that number, which stays while it is used. Null if there is none. */
static struct w32_channel_client *w32_client_use(struct w32_channel *channel, uint32_t number)
{
    struct w32_channel_client *client = NULL;

    w32_platform_lock_take(channel->lock);
    if (number < W32_THREADS_MAX && channel->clients[number]) {
        client = channel->clients[number];
        client->uses++;
    }
    w32_platform_lock_drop(channel->lock);
    return client;
}

static void w32_client_unuse(struct w32_channel *channel, struct w32_channel_client *client)
{
    w32_platform_lock_take(channel->lock);
    client->uses--;
    w32_platform_lock_drop(channel->lock);
}

/* Ends a client that nobody else is at. */
static enum w32_status w32_channel_exit(struct w32_channel *channel, uint32_t number)
{
    struct w32_channel_client *client = NULL;

    w32_platform_lock_take(channel->lock);
    if (number < W32_THREADS_MAX && channel->clients[number] && channel->clients[number]->uses == 0) {
        client = channel->clients[number];
        channel->clients[number] = NULL;
    }
    w32_platform_lock_drop(channel->lock);
    if (!client)
        return W32_BAD_REQUEST;
    w32_process_exit(client->process);
    w32_client_free(client);
    return W32_OK;
}

static enum w32_status w32_client_unthread(struct w32_channel *channel, struct w32_channel_client *client)
{
    struct w32_thread *thread = NULL;

    w32_platform_lock_take(channel->lock);
    if (client->open == 0) {
        thread = client->thread;
        client->thread = NULL;
    }
    w32_platform_lock_drop(channel->lock);
    if (!thread)
        return W32_BAD_REQUEST;
    w32_thread_exit(thread);
    return W32_OK;
}

/* Whether the client may make a request now: it has none open, or is answering the innermost one's callback. */
static bool w32_client_may_request(const struct w32_channel_client *client)
{
    const struct w32_place *outer = client->open != 0 ? &client->places[client->open - 1] : NULL;

    return client->thread && (!outer || (outer->asking == W32_ASKING_TAKEN && outer->wake == W32_WAKE_CALLBACK));
}

/* Takes the next place, if it is the one the client means. Null if not. */
static struct w32_place *w32_place_enter(struct w32_channel *channel, struct w32_channel_client *client,
                                         const struct w32_control *control)
{
    struct w32_place *place = NULL;

    w32_platform_lock_take(channel->lock);
    w32_platform_lock_take(client->lock);
    if (w32_client_may_request(client) && control->call == client->open && control->call < W32_CALLS_MAX) {
        place = &client->places[client->open];
        client->open++;
        place->flags = control->flags;
        place->runner = w32_os_thread_self();
        place->asking = W32_ASKING_NOTHING;
        place->done = false;
    }
    w32_platform_lock_drop(client->lock);
    w32_platform_lock_drop(channel->lock);
    if (place && place->flags & W32_CALL_WATCHES)
        w32_watched_add(place);
    return place;
}

static void w32_place_leave(struct w32_channel *channel, struct w32_place *place)
{
    struct w32_channel_client *client = place->client;
    struct w32_os_thread *runner;
    bool waited = (place->flags & W32_CALL_WAITED) != 0;

    if (place->flags & W32_CALL_WATCHES)
        w32_watched_remove(place);
    w32_platform_lock_take(channel->lock);
    w32_platform_lock_take(client->lock);
    runner = place->runner;
    place->runner = NULL;
    place->done = waited;
    client->open--;
    w32_platform_lock_drop(client->lock);
    w32_platform_lock_drop(channel->lock);
    if (waited)
        w32_os_event_set(place->asked);
    w32_os_thread_drop(runner);
}

static enum w32_status w32_client_request(struct w32_channel *channel, struct w32_channel_client *client,
                                          struct w32_control *control)
{
    struct w32_place *place = w32_place_enter(channel, client, control);
    enum w32_status status;

    if (!place)
        return W32_BAD_REQUEST;
    if (channel->painting)
        w32_memory_paint();
    status = w32_driver_request(client->thread, control->code, (const void *)(uintptr_t)control->in, control->in_size,
                                (void *)(uintptr_t)control->out, control->out_size, &control->written);
    w32_place_leave(channel, place);
    return status;
}

/* Tells the waiting thread what is asked. Pre: the client's lock is held. False: nothing is. */
static bool w32_place_tell(struct w32_place *place, struct w32_control *control, enum w32_status *ret_status)
{
    if (place->asking == W32_ASKING_ASKED) {
        *ret_status = W32_OK;
        if (place->wake == W32_WAKE_WATCH)
            control->value = (uintptr_t)place->in;
        else if (place->in_size > control->in_size)
            *ret_status = W32_TOO_BIG;
        else
            *ret_status = w32_platform_copy_out((void *)(uintptr_t)control->in, place->in, place->in_size);
        control->wake = place->wake;
        control->code = place->code;
        control->in_size = place->in_size;
        control->out_size = place->out_size;
        place->asking = W32_ASKING_TAKEN;
    } else if (place->done) {
        *ret_status = W32_OK;
        control->wake = W32_WAKE_DONE;
        place->done = false;
    } else if (place->runner && w32_os_thread_ended(place->runner)) {
        *ret_status = W32_OK;
        control->wake = W32_WAKE_DIED;
    } else {
        return false;
    }
    return true;
}

/* A wait for a place that nobody has entered yet is a wait too: the request may be on its way. */
static enum w32_status w32_client_wait(struct w32_channel_client *client, struct w32_control *control)
{
    struct w32_place *place = &client->places[control->call];
    enum w32_status status = W32_NO_ANSWER;
    bool told = false;

    while (!told && w32_os_event_wait(place->asked) != W32_OS_ENDED) {
        w32_platform_lock_take(client->lock);
        told = w32_place_tell(place, control, &status);
        w32_platform_lock_drop(client->lock);
    }
    return status;
}

static enum w32_status w32_client_answer(struct w32_channel_client *client, const struct w32_control *control)
{
    struct w32_place *place = &client->places[control->call];
    enum w32_status status = W32_BAD_REQUEST;
    bool answered;

    w32_platform_lock_take(client->lock);
    if (place->asking == W32_ASKING_TAKEN && w32_place_is_innermost(place)) {
        uint32_t size = control->out_size < place->out_size ? control->out_size : place->out_size;

        status = W32_OK;
        place->written = 0;
        place->answer = control->answer == W32_OK ? W32_OK : W32_NO_ANSWER;
        if (place->answer == W32_OK && place->out)
            status = w32_os_copy_in(place->out, (const void *)(uintptr_t)control->out, size);
        if (status != W32_OK)
            place->answer = W32_NO_ANSWER;
        else if (place->answer == W32_OK && place->out)
            place->written = size;
        place->asking = W32_ASKING_ANSWERED;
    }
    answered = place->asking == W32_ASKING_ANSWERED;
    w32_platform_lock_drop(client->lock);
    if (answered)
        w32_os_event_set(place->answered);
    return status;
}

/* The calls that are about one client. */
static enum w32_status w32_channel_client_control(struct w32_channel *channel, enum w32_control_code code,
                                                  struct w32_control *control)
{
    struct w32_channel_client *client = w32_client_use(channel, control->client);
    enum w32_status status = W32_BAD_REQUEST;

    if (!client)
        return W32_BAD_REQUEST;
    if (code == W32_CONTROL_UNTHREAD)
        status = w32_client_unthread(channel, client);
    else if (code == W32_CONTROL_REQUEST)
        status = w32_client_request(channel, client, control);
    else if (control->call < W32_CALLS_MAX)
        status = code == W32_CONTROL_WAIT ? w32_client_wait(client, control) : w32_client_answer(client, control);
    w32_client_unuse(channel, client);
    return status;
}

static void w32_counters_of(const struct w32_driver *driver, struct w32_control *control)
{
    struct w32_counters counters;

    w32_driver_counters(driver, &counters);
    control->counters[0] = counters.requests;
    control->counters[1] = counters.callbacks;
    control->counters[2] = counters.contained;
    control->counters[3] = counters.deferred;
    control->counters[4] = counters.objects;
    control->counters[5] = counters.arena_bytes;
}

/* What tests may ask of the host, and what to see of the driver. The latter's pre: no request is under way. */
static enum w32_status w32_channel_test(struct w32_channel *channel, enum w32_control_code code,
                                        struct w32_control *control)
{
    if (code == W32_CONTROL_BLOCKS)
        control->value = w32_memory_blocks();
    else if (code == W32_CONTROL_FAIL)
        w32_memory_fail_after(control->value);
    else if (code == W32_CONTROL_PATTERN)
        w32_memory_pattern(control->value != 0);
    else if (code == W32_CONTROL_PAINT)
        channel->painting = control->value != 0;
    else if (code == W32_CONTROL_TICK)
        w32_memory_tick(control->value);
    else if (!channel->driver)
        return W32_BAD_REQUEST;
    else if (code == W32_CONTROL_DIGEST)
        control->value = w32_driver_digest(channel->driver);
    else
        w32_counters_of(channel->driver, control);
    return W32_OK;
}

void w32_channel_control(struct w32_channel *channel, enum w32_control_code code, struct w32_control *control,
                         bool testing)
{
    enum w32_status status = W32_BAD_REQUEST;
    bool started;

    w32_platform_lock_take(channel->lock);
    started = channel->driver != NULL;
    w32_platform_lock_drop(channel->lock);
    control->written = 0;
    /* While a client watches, the driver waits with its lock: nothing that just anybody may do. */
    if (!testing)
        control->flags &= ~W32_CALL_WATCHES;
    if (code == W32_CONTROL_START)
        status = w32_channel_start(channel);
    else if (code >= W32_CONTROL_BLOCKS && code < W32_CONTROL_COUNT)
        status = testing ? w32_channel_test(channel, code, control) : W32_BAD_REQUEST;
    else if (!started)
        status = W32_BAD_REQUEST;
    else if (code == W32_CONTROL_ATTACH)
        status = w32_channel_attach(channel, control);
    else if (code == W32_CONTROL_EXIT)
        status = w32_channel_exit(channel, control->client);
    else if (code < W32_CONTROL_BLOCKS)
        status = w32_channel_client_control(channel, code, control);
    control->status = (uint32_t)status;
}
