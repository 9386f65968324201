/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * w32k-demo: draws the desktop through the driver linked in and writes it as a PNG; on demand after an attack, without
 * drawing anything anew. The driver's memory is a pool as kernels had it, so what an attack spoils is the same each time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/attack_judge.h"
#include "host/png_file.h"
#include "host/pool.h"
#include "host/user.h"
#include "shared/desktop.h"
#include "shared/faults.h"

static int usage(FILE *to)
{
    fprintf(to, "usage: w32k-demo-%s FILE.png [--attack ID]\n"
                "draws the sample's desktop with the %s driver and writes it to FILE.png\n"
                "--attack ID  attack the driver before the picture is written; samples/win32k/faults.md has the ids\n",
            W32_FORM, W32_FORM);
    return to == stdout ? 0 : 2;
}

static const struct w32_fault *fault_find(const char *id)
{
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        if (strcmp(w32_faults[i].id, id) == 0)
            return &w32_faults[i];
    }
    return NULL;
}

static bool picture_write(const char *path, const struct w32_client *client)
{
    uint32_t *pixels = malloc(sizeof *pixels * W32_DESKTOP_WIDTH * W32_DESKTOP_HEIGHT);
    enum w32_status status = pixels ? w32_desktop_read(client, pixels) : W32_NO_MEMORY;
    bool done = false;

    if (status != W32_OK)
        fprintf(stderr, "w32k-demo: the screen could not be read: status %d\n", status);
    else
        done = w32_png_write(path, pixels, W32_DESKTOP_WIDTH, W32_DESKTOP_HEIGHT);
    free(pixels);
    return done;
}

static void tell(const char *path, const struct w32_driver *driver, const struct w32_fault *fault, enum w32_status status)
{
    struct w32_counters counters;

    w32_driver_counters(driver, &counters);
    printf("%s: %d x %d, drawn by the %s driver in %" PRIu64 " requests", path, W32_DESKTOP_WIDTH, W32_DESKTOP_HEIGHT,
           W32_FORM, counters.requests);
    if (fault)
        printf(", attacked by %s: it answered %s", fault->id,
               status == W32_OK ? "that all is well" : status == fault->status ? fault->status_name : "another status");
    putchar('\n');
}

/* The whole of it with a driver that has a client. */
static bool demo(struct w32_driver *driver, const struct w32_client *client, const char *path,
                 const struct w32_fault *fault)
{
    enum w32_status status = w32_desktop_draw(client);

    if (status != W32_OK) {
        fprintf(stderr, "w32k-demo: the desktop could not be drawn: status %d\n", status);
        return false;
    }
    if (fault)
        status = w32_attacks[fault - w32_faults](client);
    if (!picture_write(path, client))
        return false;
    tell(path, driver, fault, status);
    /* What was spoiled is not given back piece by piece. */
    if (fault)
        exit(fflush(stdout) == 0 ? 0 : 2);
    return true;
}

int main(int argc, char **argv)
{
    const struct w32_fault *fault = NULL;
    struct w32_driver *driver;
    struct w32_client client;
    enum w32_status status;
    bool done;

    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout);
    if ((argc != 2 && argc != 4) || argv[1][0] == '-' || (argc == 4 && strcmp(argv[2], "--attack") != 0))
        return usage(stderr);
    if (argc == 4 && (fault = fault_find(argv[3])) == NULL) {
        fprintf(stderr, "w32k-demo: no attack %s; samples/win32k/faults.md has the ids\n", argv[3]);
        return 2;
    }
    w32_user_memory(w32_pool_take, w32_pool_give);
    status = w32_driver_create(&driver);
    if (status != W32_OK) {
        fprintf(stderr, "w32k-demo: no driver: status %d\n", status);
        return 2;
    }
    status = w32_user_open(driver, &client);
    if (status != W32_OK) {
        fprintf(stderr, "w32k-demo: no process: status %d\n", status);
        w32_driver_destroy(driver);
        return 2;
    }
    done = demo(driver, &client, argv[1], fault);
    w32_user_close(&client);
    w32_driver_destroy(driver);
    return done ? 0 : 2;
}
