/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The storm: hostile requests in long random rows against the hardened form, under the sanitizers. Whatever comes,
 * a refused request has changed nothing and left nothing, and the desktop drawn in the end is the same as ever. Then
 * the siege: the attacks themselves, in random order, from several clients, while memory runs out.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attacks/attacks.h"
#include "host/user.h"
#include "shared/desktop.h"
#include "random.h"
#include "workload.h"

/* Leaks are counted by the host. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

#define PIXELS ((size_t)W32_DESKTOP_WIDTH * W32_DESKTOP_HEIGHT)

struct storm {
    const struct w32_driver *driver;
    uint64_t digest;
    uint64_t arena_bytes;
    uint32_t steps;
    uint32_t fine;
    uint32_t contained;
    uint32_t wrong;
};

static void look(void *context, uint32_t code, enum w32_status status, uint32_t written, uint64_t out_digest)
{
    struct storm *storm = context;
    struct w32_counters counters;
    uint64_t digest = w32_driver_digest(storm->driver);

    (void)out_digest;
    w32_driver_counters(storm->driver, &counters);
    storm->steps++;
    storm->fine += status == W32_OK;
    storm->contained += status == W32_CONTAINED;
    /* Only a drawing that met a limit half way, or what the client did in a callback, may have changed something. */
    if ((status != W32_OK && status != W32_TOO_BIG && status != W32_NO_ANSWER && digest != storm->digest) ||
        (status != W32_OK && written != 0) || counters.contained != storm->contained || counters.arena_bytes != 0) {
        storm->wrong++;
        fprintf(stderr, "step %" PRIu32 ": request %" PRIx32 " answered %d and left traces\n", storm->steps, code,
                status);
    }
    storm->digest = digest;
}

/* What prepares a request is none of the storm's. */
static void look_again(void *context)
{
    struct storm *storm = context;

    storm->digest = w32_driver_digest(storm->driver);
}

/* The desktop after the storm against the desktop of a fresh driver. */
static bool same_picture(const struct w32_client *client)
{
    uint32_t *after = calloc(PIXELS, sizeof *after), *fresh = calloc(PIXELS, sizeof *fresh);
    struct w32_driver *other = NULL;
    struct w32_client other_client;
    bool same = after && fresh && w32_driver_create(&other) == W32_OK && w32_user_open(other, &other_client) == W32_OK;

    if (same) {
        same = w32_desktop_draw(client) == W32_OK && w32_desktop_read(client, after) == W32_OK &&
               w32_desktop_draw(&other_client) == W32_OK && w32_desktop_read(&other_client, fresh) == W32_OK;
    }
    /* The title in the task bar, the palette, the picture: all are set anew by the scene. */
    same = same && memcmp(after, fresh, PIXELS * sizeof *after) == 0;
    w32_user_close(&other_client);
    w32_driver_destroy(other);
    free(after);
    free(fresh);
    return same;
}

static bool storm_run(uint64_t seed, uint32_t steps, struct storm *ret_storm)
{
    struct storm storm = {0};
    struct w32_driver *driver;
    struct w32_client client;
    bool same = true;

    if (w32_driver_create(&driver) != W32_OK || w32_user_open(driver, &client) != W32_OK)
        return false;
    storm.driver = driver;
    storm.digest = w32_driver_digest(driver);
    same = w32_workload_run(&client, W32_WORKLOAD_HOSTILE, seed, steps, look, look_again, &storm);
    /* Handles may all be taken by now; a new life of the scene needs some. */
    w32_user_close(&client);
    same = w32_user_open(driver, &client) == W32_OK && same;
    if (same && !same_picture(&client)) {
        fprintf(stderr, "seed %" PRIu64 ": the desktop drawn after the storm differs\n", seed);
        same = false;
    }
    w32_user_close(&client);
    w32_driver_destroy(driver);
    if (w32_user_blocks() != 0) {
        fprintf(stderr, "seed %" PRIu64 ": %" PRIu64 " blocks were not given back\n", seed, w32_user_blocks());
        same = false;
    }
    ret_storm->steps += storm.steps;
    ret_storm->fine += storm.fine;
    ret_storm->contained += storm.contained;
    ret_storm->wrong += storm.wrong;
    return same && storm.wrong == 0;
}

static w32_attack *const attacks[] = {
#define W32_FAULT(name, id, check, cwe, file, function, report, status, model, raw, hardened) w32_attack_##name,
#include "shared/faults.def"
#undef W32_FAULT
};

enum { ATTACKS = sizeof attacks / sizeof attacks[0], CLIENTS = 3 };

/* All attacks in random order, from several clients, each third one with memory that runs out under it. */
static void attack_all(struct w32_random *random, const struct w32_client *clients)
{
    for (int32_t i = 0; i < 4 * ATTACKS; i++) {
        const struct w32_client *client = &clients[w32_random_in(random, 0, CLIENTS - 1)];

        w32_attack *one = attacks[w32_random_in(random, 0, ATTACKS - 1)];

        /* Who makes the screen another one needs memory to put it back. */
        if (w32_random_in(random, 0, 2) == 0 && one != w32_attack_window_paint_screen)
            w32_user_fail_after((uint64_t)w32_random_in(random, 0, 24));
        (void)one(client);
        w32_user_fail_after(UINT64_MAX);
    }
}

/* What the attackers had is gone with them; everything else is as it was before they came. */
static bool siege_run(uint64_t seed)
{
    struct w32_random random = w32_random_seed(seed);
    struct w32_client owner, clients[CLIENTS];
    struct w32_counters before, after;
    struct w32_driver *driver;
    uint64_t digest, blocks;
    bool good;

    if (w32_driver_create(&driver) != W32_OK || w32_user_open(driver, &owner) != W32_OK ||
        w32_desktop_draw(&owner) != W32_OK)
        return false;
    digest = w32_driver_digest(driver);
    blocks = w32_user_blocks();
    w32_driver_counters(driver, &before);
    for (int i = 0; i < CLIENTS; i++) {
        if (w32_user_open(driver, &clients[i]) != W32_OK)
            return false;
    }
    attack_all(&random, clients);
    for (int i = 0; i < CLIENTS; i++)
        w32_user_close(&clients[i]);
    w32_driver_counters(driver, &after);
    good = w32_driver_digest(driver) == digest && w32_user_blocks() == blocks && after.objects == before.objects &&
           after.arena_bytes == 0 && w32_attack_told() == 0 && after.contained > before.contained;
    if (!good)
        fprintf(stderr,
                "siege %" PRIu64 ": state %d, blocks %" PRIu64 " of %" PRIu64 ", objects %" PRIu64 ", told %" PRIu32
                "\n",
                seed, w32_driver_digest(driver) == digest, w32_user_blocks(), blocks, after.objects, w32_attack_told());
    w32_user_close(&owner);
    w32_driver_destroy(driver);
    return good && w32_user_blocks() == 0;
}

int main(int argc, char **argv)
{
    struct storm sum = {0};
    uint64_t seeds;
    uint32_t steps;
    bool good = true;

    if (argc != 3) {
        fprintf(stderr, "usage: w32k-storm SEEDS STEPS\n");
        return 2;
    }
    seeds = strtoull(argv[1], NULL, 10);
    steps = (uint32_t)strtoul(argv[2], NULL, 10);
    for (uint64_t seed = 1; seed <= seeds; seed++)
        good = storm_run(seed, steps, &sum) && siege_run(seed) && good;
    printf("%" PRIu32 " hostile requests: %" PRIu32 " fine, %" PRIu32 " contained, %" PRIu32 " wrong\n", sum.steps,
           sum.fine, sum.contained, sum.wrong);
    /* A storm without a violation, or without a request that works, tests nothing. */
    return good && sum.contained > 0 && sum.fine > sum.steps / 4 ? 0 : 1;
}
