/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "host/user.h"

#include <stdlib.h>
#include <string.h>

#include "shared/platform.h"

static uint64_t blocks;
static uint64_t fail_after = UINT64_MAX;

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
    block = malloc(size);
    if (block) {
        blocks++;
        memset(block, 0xa5, size);
    }
    return block;
}

void w32_platform_free(void *block)
{
    if (block)
        blocks--;
    free(block);
}

/* In one address space the client's memory is simply there. */
enum w32_status w32_platform_copy_in(void *target, const void *user, size_t size)
{
    if (size)
        memcpy(target, user, size);
    return W32_OK;
}

enum w32_status w32_platform_copy_out(void *user, const void *source, size_t size)
{
    if (size)
        memcpy(user, source, size);
    return W32_OK;
}

static enum w32_status w32_user_call(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                                     uint32_t out_size, uint32_t *ret_written)
{
    return w32_driver_request(context, code, in, in_size, out, out_size, ret_written);
}

struct w32_client w32_user_client(struct w32_driver *driver)
{
    struct w32_client client = {w32_user_call, driver};
    return client;
}
