/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* w32k-workload: runs a random workload and prints what each step gave, one line a step. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "host/user.h"
#include "workload.h"

static void print_step(void *context, uint32_t code, enum w32_status status, uint32_t written, uint64_t out_digest)
{
    const struct w32_driver *driver = context;

    printf("%03" PRIx32 " %d %" PRIu32 " %016" PRIx64 " %016" PRIx64 "\n", code, status, written, out_digest,
           w32_driver_digest(driver));
}

int main(int argc, char **argv)
{
    struct w32_driver *driver;
    struct w32_client client;
    bool whole;

    if (argc != 3) {
        fprintf(stderr, "usage: w32k-workload-%s SEED STEPS\nprints code, status, bytes written, digest of the answer, "
                        "digest of the state\n",
                W32_FORM);
        return 2;
    }
    if (w32_driver_create(&driver) != W32_OK || w32_user_open(driver, &client) != W32_OK)
        return 2;
    whole = w32_workload_run(&client, W32_WORKLOAD_KIND, strtoull(argv[1], NULL, 10),
                             (uint32_t)strtoul(argv[2], NULL, 10), print_step, NULL, driver);
    w32_user_close(&client);
    w32_driver_destroy(driver);
    if (w32_user_blocks() != 0)
        fprintf(stderr, "w32k-workload-%s: %" PRIu64 " blocks were not given back\n", W32_FORM, w32_user_blocks());
    return whole && w32_user_blocks() == 0 ? 0 : 1;
}
