/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include <string.h>

#include "shared/defaults.h"
#include "shared/digest.h"

void w32_dc_init(struct w32_dc *dc, struct w32_driver *driver)
{
    memset(dc, 0, sizeof *dc);
    dc->driver = driver;
    dc->surface = &driver->surface;
    w32_region_init(&dc->clip);
    dc->pen.colour = W32_DEFAULT_PEN_COLOUR;
}

void w32_dc_free(struct w32_dc *dc)
{
    w32_region_free(&dc->clip);
}

/* Puts the clipping aside and goes on with a copy. On failure nothing has changed. */
enum w32_status w32_dc_save(struct w32_dc *dc)
{
    struct w32_region copy;
    enum w32_status status;

    w32_region_init(&copy);
    status = w32_region_copy(&copy, &dc->clip);
    if (status != W32_OK)
        return status;
    dc->saved_clip = dc->clip;
    dc->saved_clipped = dc->clipped;
    dc->clip = copy;
    return W32_OK;
}

void w32_dc_restore(struct w32_dc *dc)
{
    w32_region_free(&dc->clip);
    dc->clip = dc->saved_clip;
    dc->clipped = dc->saved_clipped;
    w32_region_init(&dc->saved_clip);
}

uint64_t w32_dc_digest(uint64_t digest, const struct w32_dc *dc)
{
    uint32_t i;

    digest = w32_digest_u32(digest, dc->clipped);
    digest = w32_region_digest(digest, &dc->clip);
    digest = w32_digest_u32(digest, dc->pen.colour);
    digest = w32_digest_u32(digest, dc->pen.count);
    for (i = 0; i < dc->pen.count; i++)
        digest = w32_digest_u32(digest, dc->pen.dashes[i]);
    return digest;
}

enum w32_status w32_request_clip_select(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_clip_select_in *ask = in;
    struct w32_region *region;
    enum w32_status status;

    (void)in_size;
    if (ask->region == 0) {
        w32_region_free(&call->dc->clip);
        call->dc->clipped = false;
        return W32_OK;
    }
    status = w32_region_object_find(call->process, ask->region, &region);
    if (status == W32_OK)
        status = w32_region_copy(&call->dc->clip, region);
    if (status == W32_OK)
        call->dc->clipped = true;
    return status;
}

enum w32_status w32_request_pen_set(struct w32_call *call, W32_UNTRUSTED const void *in, W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_pen_set_in *ask = in;
    uint32_t dashes[W32_PEN_DASHES];
    struct w32_pen *pen = &call->dc->pen;
    uint32_t i;

    if (ask->count > W32_PEN_STYLE_MAX)
        return W32_BAD_VALUE;
    if (in_size < sizeof *ask + (uint64_t)ask->count * sizeof *ask->dashes)
        return W32_BAD_SIZE;
    memcpy(dashes, ask->dashes, ask->count * sizeof *dashes); /* fault: pen-style-bound */
    for (i = 0; i < ask->count; i++) {
        if (dashes[i] == 0 || dashes[i] > W32_COORD_MAX)
            return W32_BAD_VALUE;
    }
    memcpy(pen->dashes, dashes, sizeof dashes);
    pen->colour = w32_palette_colour(call->driver->palette, ask->colour);
    pen->count = ask->count;
    return W32_OK;
}
