/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/defaults.h"
#include "shared/digest.h"

BW_HARDENED_FILE;

void w32_dc_init(struct w32_dc *dc, struct w32_driver *driver)
{
    struct w32_dc none = {.driver = driver, .surface = &driver->surface, .pen.colour = W32_DEFAULT_PEN_COLOUR};

    *dc = none;
    w32_region_init(&dc->clip, NULL);
}

void w32_dc_free(struct w32_dc *dc)
{
    w32_region_free(&dc->clip);
}

/* Puts the clipping aside and goes on with a copy, until the call ends in whatever way. On failure nothing changed. */
enum w32_status w32_dc_save(struct w32_call *call)
{
    struct w32_dc *dc = call->dc;
    struct w32_region copy;
    enum w32_status status;

    w32_region_init(&copy, call->arena);
    status = w32_region_copy(&copy, &dc->clip);
    if (status == W32_OK)
        status = w32_status_of(bw_defer(call->guard, w32_dc_restore, dc));
    if (status != W32_OK)
        return status;
    dc->saved_clip = dc->clip;
    dc->saved_clipped = dc->clipped;
    dc->clip = copy;
    return W32_OK;
}

void w32_dc_restore(void *context)
{
    struct w32_dc *dc = context;

    w32_region_free(&dc->clip);
    dc->clip = dc->saved_clip;
    dc->clipped = dc->saved_clipped;
    w32_region_init(&dc->saved_clip, NULL);
    dc->driver->deferred++;
}

uint64_t w32_dc_digest(uint64_t digest, const struct w32_dc *dc)
{
    bw_u32s_const dashes = bw_u32s_const_first(BW_SPAN_OF_ARRAY(bw_u32s_const, dc->pen.dashes), dc->pen.count);

    digest = w32_digest_u32(digest, dc->clipped);
    digest = w32_region_digest(digest, &dc->clip);
    digest = w32_digest_u32(digest, dc->pen.colour);
    digest = w32_digest_u32(digest, dc->pen.count);
    for (size_t i = 0; i < dashes.count; i++)
        digest = w32_digest_u32(digest, BW_AT(dashes, i));
    return digest;
}

enum w32_status w32_request_clip_select(struct w32_call *call, bw_reader *in)
{
    struct w32_dc *dc = call->dc;
    w32_handle handle = w32_take_u32(in);
    struct w32_region *region;
    enum w32_status status;

    if (handle == 0) {
        w32_region_free(&dc->clip);
        dc->clipped = false;
        return W32_OK;
    }
    status = w32_region_object_find(call->process, handle, &region);
    if (status == W32_OK)
        status = w32_region_copy(&dc->clip, region);
    if (status == W32_OK)
        dc->clipped = true;
    return status;
}

enum w32_status w32_request_pen_set(struct w32_call *call, bw_reader *in)
{
    uint32_t colour = w32_take_u32(in);
    uint32_t count = w32_take_u32(in);
    struct w32_pen pen = {.colour = w32_palette_colour(call->driver->palette, colour), .count = count};
    bw_u32s dashes = BW_SPAN_OF_ARRAY(bw_u32s, pen.dashes);

    if (count > W32_PEN_STYLE_MAX)
        return W32_BAD_VALUE;
    if (count > bw_reader_left(in) / sizeof(uint32_t))
        return W32_BAD_SIZE;
    /* The interface allows more dashes than a pen keeps: those end the request here. */
    dashes = bw_u32s_first(dashes, count);
    for (size_t i = 0; i < dashes.count; i++) {
        uint32_t dash = w32_take_u32(in);

        if (dash == 0 || dash > W32_COORD_MAX)
            return W32_BAD_VALUE;
        BW_AT(dashes, i) = dash;
    }
    call->dc->pen = pen;
    return W32_OK;
}
