/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* w32k-demo: draws the desktop through the driver linked in and writes it as a PNG. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/png_file.h"
#include "host/user.h"
#include "shared/desktop.h"

static int usage(FILE *to)
{
    fprintf(to, "usage: w32k-demo FILE.png\n"
                "draws the sample's desktop with the " W32_FORM " driver and writes it to FILE.png\n");
    return to == stdout ? 0 : 2;
}

int main(int argc, char **argv)
{
    struct w32_driver *driver;
    struct w32_client client;
    uint32_t *pixels = NULL;
    enum w32_status status;
    bool done = false;

    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout);
    if (argc != 2 || argv[1][0] == '-')
        return usage(stderr);
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
    status = w32_desktop_draw(&client);
    if (status == W32_OK) {
        pixels = malloc(sizeof *pixels * W32_DESKTOP_WIDTH * W32_DESKTOP_HEIGHT);
        status = pixels ? w32_desktop_read(&client, pixels) : W32_NO_MEMORY;
    }
    if (status != W32_OK)
        fprintf(stderr, "w32k-demo: the desktop could not be drawn: status %d\n", status);
    else
        done = w32_png_write(argv[1], pixels, W32_DESKTOP_WIDTH, W32_DESKTOP_HEIGHT);
    if (done) {
        struct w32_counters counters;

        w32_driver_counters(driver, &counters);
        printf("%s: %d x %d, drawn by the %s driver in %" PRIu64 " requests\n", argv[1], W32_DESKTOP_WIDTH,
               W32_DESKTOP_HEIGHT, W32_FORM, counters.requests);
    }
    free(pixels);
    w32_user_close(&client);
    w32_driver_destroy(driver);
    return done ? 0 : 2;
}
