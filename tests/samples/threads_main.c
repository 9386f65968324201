/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * w32k-threads: several client processes at one driver at once, with real threads, two of them in one process. Built with
 * ThreadSanitizer, which ends the program with its own exit code when two threads are at the same memory without the driver's lock.
 *
 * private  what each client hears of its own objects is what it hears alone; after the last one the driver is as before
 * storm    (hardened) hostile requests and the attacks, each client its own; after them nothing is left, and the desktop
 *          drawn then is that of a fresh driver
 * Which thread is when at the driver differs from run to run; what is judged does not.
 */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attacks/attacks.h"
#include "host/user.h"
#include "private_work.h"
#include "random.h"
#include "shared/desktop.h"
#include "workload.h"

#define PIXELS ((size_t)W32_DESKTOP_WIDTH * W32_DESKTOP_HEIGHT)

/* The last one is the next thread of the first one's process. */
enum { CLIENTS = 5, ROUNDS = 40, STEPS = 400, ATTACKS_EACH = 25 };

static w32_attack *const attacks[] = {
#define W32_FAULT(name, id, check, cwe, file, function, report, status, model, raw, hardened) w32_attack_##name,
#include "shared/faults.def"
#undef W32_FAULT
};

enum { ATTACKS = sizeof attacks / sizeof attacks[0] };

struct task {
    struct w32_client client;
    pthread_barrier_t *start;
    uint64_t seed;
    bool storm;
    uint64_t digest; /* of what the client heard */
    uint64_t fine;   /* requests that were answered */
    bool whole;
};

static void count_fine(void *context, uint32_t code, enum w32_status status, uint32_t written, uint64_t out_digest)
{
    struct task *task = context;

    (void)code, (void)written, (void)out_digest;
    task->fine += status == W32_OK;
}

static void *work(void *context)
{
    struct task *task = context;
    struct w32_random random = w32_random_seed(task->seed);

    if (task->start)
        (void)pthread_barrier_wait(task->start);
    task->whole = true;
    if (!task->storm) {
        task->digest = w32_private_work(&task->client, task->seed, ROUNDS);
        return NULL;
    }
    task->whole = w32_workload_run(&task->client, W32_WORKLOAD_HOSTILE, task->seed, STEPS, count_fine, NULL, task);
    for (int i = 0; i < ATTACKS_EACH; i++)
        (void)attacks[w32_random_in(&random, 0, ATTACKS - 1)](&task->client);
    return NULL;
}

static bool open_all(struct w32_driver *driver, struct task *tasks)
{
    for (int i = 0; i < CLIENTS; i++) {
        enum w32_status status = i == CLIENTS - 1 ? w32_user_open_beside(&tasks[0].client, &tasks[i].client)
                                                  : w32_user_open(driver, &tasks[i].client);

        if (status != W32_OK)
            return false;
    }
    return true;
}

static void close_all(struct task *tasks)
{
    for (int i = CLIENTS; i-- > 0;)
        w32_user_close(&tasks[i].client);
}

/* All tasks at once, and at the end nobody. */
static bool run(struct w32_driver *driver, struct task *tasks)
{
    pthread_t threads[CLIENTS];
    pthread_barrier_t start;
    bool whole = true;

    if (!open_all(driver, tasks) || pthread_barrier_init(&start, NULL, CLIENTS) != 0)
        return false;
    for (int i = 0; i < CLIENTS; i++) {
        tasks[i].start = &start;
        if (pthread_create(&threads[i], NULL, work, &tasks[i]) != 0)
            exit(2); /* those that wait would wait for ever */
    }
    for (int i = 0; i < CLIENTS; i++) {
        (void)pthread_join(threads[i], NULL);
        whole = whole && tasks[i].whole;
    }
    (void)pthread_barrier_destroy(&start);
    close_all(tasks);
    return whole;
}

/* A driver with a screen, which its maker leaves behind. */
static struct w32_driver *driver_new(void)
{
    struct w32_driver *driver = NULL;
    struct w32_client client;

    if (w32_driver_create(&driver) != W32_OK || w32_user_open(driver, &client) != W32_OK ||
        w32_client_surface_create(&client, 64, 64) != W32_OK)
        exit(2);
    w32_user_close(&client);
    return driver;
}

static uint64_t alone(uint64_t seed)
{
    struct task task = {.seed = seed};
    struct w32_driver *driver = driver_new();

    if (w32_user_open(driver, &task.client) != W32_OK)
        exit(2);
    (void)work(&task);
    w32_user_close(&task.client);
    w32_driver_destroy(driver);
    return task.digest;
}

static bool private_run(uint64_t seed)
{
    struct task tasks[CLIENTS] = {{.seed = 0}};
    struct w32_driver *driver = driver_new();
    uint64_t digest = w32_driver_digest(driver), blocks = w32_user_blocks();
    struct w32_counters counters;
    bool good;

    for (int i = 0; i < CLIENTS; i++)
        tasks[i].seed = seed + (uint64_t)i;
    good = run(driver, tasks);
    for (int i = 0; i < CLIENTS; i++) {
        if (tasks[i].digest != alone(tasks[i].seed)) {
            fprintf(stderr, "client %d heard something else than alone\n", i);
            good = false;
        }
    }
    w32_driver_counters(driver, &counters);
    if (w32_driver_digest(driver) != digest || w32_user_blocks() != blocks || counters.objects != 0 ||
        counters.arena_bytes != 0 || counters.contained != 0) {
        fprintf(stderr, "the driver is not as before its clients: %" PRIu64 " objects, %" PRIu64 " contained\n",
                counters.objects, counters.contained);
        good = false;
    }
    printf("%d clients at once, %" PRIu64 " requests, %" PRIu64 " callbacks\n", CLIENTS, counters.requests,
           counters.callbacks);
    w32_driver_destroy(driver);
    return good && w32_user_blocks() == 0 && counters.callbacks > 0;
}

/* What a client draws who comes afterwards. */
static bool draw(struct w32_driver *driver, uint32_t *pixels)
{
    struct w32_client client;
    bool drawn;

    if (w32_user_open(driver, &client) != W32_OK)
        return false;
    drawn = w32_desktop_draw(&client) == W32_OK && w32_desktop_read(&client, pixels) == W32_OK;
    w32_user_close(&client);
    return drawn;
}

static bool storm_run(uint64_t seed)
{
    static uint32_t after[PIXELS], fresh[PIXELS];
    struct task tasks[CLIENTS] = {{.seed = 0}};
    struct w32_driver *driver = driver_new(), *other = driver_new();
    struct w32_counters counters;
    uint64_t fine = 0;
    bool good;

    for (int i = 0; i < CLIENTS; i++) {
        tasks[i].seed = seed + (uint64_t)i;
        tasks[i].storm = true;
    }
    good = run(driver, tasks);
    for (int i = 0; i < CLIENTS; i++)
        fine += tasks[i].fine;
    w32_driver_counters(driver, &counters);
    if (counters.objects != 0 || counters.arena_bytes != 0 || w32_attack_told() != 0) {
        fprintf(stderr, "left after the storm: %" PRIu64 " objects, %" PRIu64 " bytes of arenas, %" PRIu32 " leaks told\n",
                counters.objects, counters.arena_bytes, w32_attack_told());
        good = false;
    }
    if (!draw(driver, after) || !draw(other, fresh) || memcmp(after, fresh, sizeof after) != 0) {
        fprintf(stderr, "the desktop drawn after the storm differs\n");
        good = false;
    }
    w32_driver_destroy(driver);
    w32_driver_destroy(other);
    printf("%d hostile clients at once, %" PRIu64 " requests, %" PRIu64 " contained\n", CLIENTS, counters.requests,
           counters.contained);
    /* A storm without a violation, or without a request that works, tests nothing. */
    return good && w32_user_blocks() == 0 && counters.contained > 0 && fine > (uint64_t)CLIENTS * STEPS / 5;
}

int main(int argc, char **argv)
{
    bool storm = argc == 3 && strcmp(argv[1], "storm") == 0;
    bool good = true;
    uint64_t seeds;

    if (argc != 3 || (!storm && strcmp(argv[1], "private") != 0)) {
        fprintf(stderr, "usage: w32k-threads private|storm SEEDS\n");
        return 2;
    }
    seeds = strtoull(argv[2], NULL, 10);
    for (uint64_t seed = 1; seed <= seeds; seed++)
        good = (storm ? storm_run(seed * CLIENTS) : private_run(seed * CLIENTS)) && good;
    return good && seeds != 0 ? 0 : 1;
}
