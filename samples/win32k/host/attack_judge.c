/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "host/attack_judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/user.h"
#include "shared/desktop.h"

#define PIXELS ((size_t)W32_DESKTOP_WIDTH * W32_DESKTOP_HEIGHT)

w32_attack *const w32_attacks[] = {
#define W32_FAULT(name, id, check, cwe, file, function, report, status, model, raw, hardened) w32_attack_##name,
#include "shared/faults.def"
#undef W32_FAULT
};

static void say(const char *what)
{
    fprintf(stderr, "w32k-attack: %s\n", what);
}

/* A driver with the desktop drawn. Exits if that fails: nothing can be judged then. */
static struct w32_driver *desktop_new(struct w32_client *ret_client)
{
    struct w32_driver *driver = NULL;

    if (w32_driver_create(&driver) == W32_OK && w32_user_open(driver, ret_client) == W32_OK &&
        w32_desktop_draw(ret_client) == W32_OK)
        return driver;
    say("the desktop could not be drawn");
    exit(W32_VERDICT_SETUP);
}

/* The raw form: do it and see whether the sanitizer stops the process. */
enum w32_verdict w32_judge_raw(w32_attack *attack)
{
    struct w32_client client;
    struct w32_driver *driver = desktop_new(&client);

    w32_user_paint(true);
    if (attack)
        attack(&client);
    w32_desktop_redraw(&client);
    w32_user_close(&client);
    w32_driver_destroy(driver);
    return W32_VERDICT_DONE;
}

static enum w32_verdict differs(enum w32_verdict how, const char *what)
{
    say(what);
    return how;
}

enum w32_verdict w32_judge_hardened(w32_attack *attack, enum w32_status expected)
{
    static uint32_t with[PIXELS], without[PIXELS];
    struct w32_client client, other_client;
    struct w32_driver *driver = desktop_new(&client);
    struct w32_driver *other = desktop_new(&other_client);
    uint64_t blocks = w32_user_blocks();
    struct w32_counters before, after;
    enum w32_status status = expected;

    w32_driver_counters(driver, &before);
    w32_user_paint(true);
    if (attack)
        status = attack(&client);
    w32_user_paint(false);
    w32_driver_counters(driver, &after);
    if (status != expected) {
        fprintf(stderr, "w32k-attack: status %d, expected %d\n", status, expected);
        return W32_VERDICT_DIFFERS;
    }
    if (attack && expected == W32_CONTAINED && after.contained != before.contained + 1)
        return differs(W32_VERDICT_DIFFERS, "the violation was not counted as contained");
    if (attack && expected == W32_CONTAINED && after.deferred == before.deferred)
        return differs(W32_VERDICT_DIFFERS, "no deferred release ran");
    if (after.arena_bytes != before.arena_bytes)
        return differs(W32_VERDICT_LEAK, "the arena is not back at its mark");
    if (w32_user_blocks() != blocks)
        return differs(W32_VERDICT_LEAK, "blocks of memory were left behind");
    if (w32_driver_digest(driver) != w32_driver_digest(other))
        return differs(W32_VERDICT_STATE, "the state is not that of a driver without the attack");
    if (w32_desktop_redraw(&client) != W32_OK || w32_desktop_redraw(&other_client) != W32_OK ||
        w32_desktop_read(&client, with) != W32_OK || w32_desktop_read(&other_client, without) != W32_OK)
        return differs(W32_VERDICT_DIFFERS, "a later request failed");
    if (memcmp(with, without, sizeof with) != 0)
        return differs(W32_VERDICT_STATE, "the picture drawn afterwards differs");
    w32_user_close(&client);
    w32_user_close(&other_client);
    w32_driver_destroy(driver);
    w32_driver_destroy(other);
    if (w32_user_blocks() != 0)
        return differs(W32_VERDICT_LEAK, "the driver left blocks of memory behind");
    return W32_VERDICT_DONE;
}
