/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/defaults.h"
#include "shared/digest.h"

void w32_dc_init(struct w32_dc *dc, struct w32_driver *driver)
{
    struct w32_head head = dc->head;

    memset(dc, 0, sizeof *dc);
    dc->head = head;
    dc->driver = driver;
    dc->surface = &driver->surface;
    dc->now.pen.colour = W32_DEFAULT_PEN_COLOUR;
    dc->now.pen.width = 1;
    dc->now.modes.rop2 = W32_ROP2_COPY;
}

/* Lets go of what a state names. */
static void w32_dc_state_free(struct w32_driver *driver, struct w32_dc_state *state)
{
    if (state->bitmap)
        w32_bitmap_object_unpin(driver, state->bitmap);
    if (state->palette)
        w32_logpal_object_unpin(driver, state->palette);
    if (state->brush)
        w32_brush_object_unpin(driver, state->brush);
    if (state->pen_object)
        w32_pen_object_unpin(driver, state->pen_object);
    if (state->font)
        w32_font_object_unpin(driver, state->font);
    w32_region_free(&state->clip);
}

/* Puts the state aside and goes on with a copy. On failure nothing has changed. */
enum w32_status w32_dc_push(struct w32_dc *dc)
{
    struct w32_dc_saved *saved = w32_platform_alloc(sizeof *saved);
    struct w32_region clip;
    enum w32_status status;

    if (!saved)
        return W32_NO_MEMORY;
    w32_region_init(&clip);
    status = w32_region_copy(&clip, &dc->now.clip);
    if (status != W32_OK) {
        w32_platform_free(saved);
        return status;
    }
    saved->state = dc->now;
    saved->next = dc->saved;
    dc->saved = saved;
    dc->saves++;
    dc->now.clip = clip;
    if (dc->now.bitmap)
        w32_bitmap_object_again(dc->now.bitmap);
    if (dc->now.palette)
        w32_logpal_object_again(dc->now.palette);
    if (dc->now.brush)
        w32_brush_object_again(dc->now.brush);
    if (dc->now.pen_object)
        w32_pen_object_again(dc->now.pen_object);
    if (dc->now.font)
        w32_font_object_again(dc->now.font);
    return W32_OK;
}

/* Back to the state that was put aside last. Pre: there is one. */
void w32_dc_pop(struct w32_dc *dc)
{
    struct w32_dc_saved *saved = dc->saved;

    w32_dc_state_free(dc->driver, &dc->now);
    dc->now = saved->state;
    dc->saved = saved->next;
    dc->saves--;
    dc->surface = dc->now.bitmap ? &dc->now.bitmap->surface : &dc->driver->surface;
    w32_platform_free(saved);
}

void w32_dc_free(struct w32_dc *dc)
{
    while (dc->saved)
        w32_dc_pop(dc);
    w32_dc_state_free(dc->driver, &dc->now);
    w32_path_free(&dc->path);
}

void w32_dc_end(struct w32_dc *dc, struct w32_driver *driver)
{
    (void)driver;
    w32_dc_free(dc);
}

const struct w32_pen_style *w32_dc_pen(const struct w32_dc *dc)
{
    return dc->now.pen_object ? &dc->now.pen_object->style : &dc->now.pen;
}

/* What a client's colour means here: an entry of the palette, or itself without the flag byte. */
uint32_t w32_dc_colour(const struct w32_dc *dc, uint32_t colour)
{
    const struct w32_logpal *palette = dc->now.palette;

    if (!palette || !(colour & W32_COLOUR_INDEX))
        return w32_palette_colour(dc->driver->palette, colour);
    return (colour & 0xffu) < palette->count ? palette->entries[colour & 0xffu] : 0;
}

static uint64_t w32_dc_state_digest(uint64_t digest, const struct w32_dc_state *state)
{
    const struct w32_dc_modes *modes = &state->modes;

    digest = w32_digest_u32(digest, state->clipped);
    digest = w32_region_digest(digest, &state->clip);
    digest = w32_pen_style_digest(digest, &state->pen);
    if (state->bitmap)
        digest = w32_bitmap_digest(digest, state->bitmap);
    if (state->palette)
        digest = w32_logpal_digest(digest, state->palette);
    if (state->brush)
        digest = w32_brush_digest(digest, state->brush);
    if (state->pen_object)
        digest = w32_pen_digest(digest, state->pen_object);
    if (state->font)
        digest = w32_font_digest(digest, state->font);
    digest = w32_digest_u32(digest, modes->rop2);
    digest = w32_digest_u32(digest, modes->back_mode);
    digest = w32_digest_u32(digest, modes->back_colour);
    digest = w32_digest_u32(digest, modes->text_colour);
    digest = w32_digest_u32(digest, modes->fill_mode);
    digest = w32_digest_i32(digest, modes->brush_origin.x);
    return w32_digest_i32(digest, modes->brush_origin.y);
}

uint64_t w32_dc_digest(uint64_t digest, const struct w32_dc *dc)
{
    const struct w32_dc_saved *saved;

    digest = w32_dc_state_digest(digest, &dc->now);
    for (saved = dc->saved; saved; saved = saved->next)
        digest = w32_dc_state_digest(digest, &saved->state);
    return w32_path_digest(digest, &dc->path);
}

enum w32_status w32_request_dc_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                      W32_UNTRUSTED uint32_t in_size)
{
    struct w32_dc *dc;
    enum w32_status status = w32_dc_object_new(call, &dc);

    (void)in;
    (void)in_size;
    if (status != W32_OK)
        return status;
    w32_dc_init(dc, call->driver);
    return w32_object_publish(call, &dc->head, W32_OK);
}

enum w32_status w32_request_dc_use(struct w32_call *call, W32_UNTRUSTED const void *in,
                                   W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_dc_use_in *ask = in;
    struct w32_dc *dc;

    (void)in_size;
    if (ask->dc != 0 && w32_dc_object_find(call->process, ask->dc, &dc) != W32_OK)
        return W32_BAD_HANDLE;
    call->thread->dc = ask->dc;
    return W32_OK;
}

static void w32_dc_select_bitmap(struct w32_dc *dc, struct w32_bitmap *bitmap)
{
    if (bitmap)
        w32_bitmap_object_again(bitmap);
    if (dc->now.bitmap)
        w32_bitmap_object_unpin(dc->driver, dc->now.bitmap);
    dc->now.bitmap = bitmap;
    dc->surface = bitmap ? &bitmap->surface : &dc->driver->surface;
}

static void w32_dc_select_palette(struct w32_dc *dc, struct w32_logpal *palette)
{
    if (palette)
        w32_logpal_object_again(palette);
    if (dc->now.palette)
        w32_logpal_object_unpin(dc->driver, dc->now.palette);
    dc->now.palette = palette;
}

static void w32_dc_select_brush(struct w32_dc *dc, struct w32_brush *brush)
{
    if (brush)
        w32_brush_object_again(brush);
    if (dc->now.brush)
        w32_brush_object_unpin(dc->driver, dc->now.brush);
    dc->now.brush = brush;
}

static void w32_dc_select_pen(struct w32_dc *dc, struct w32_pen *pen)
{
    if (pen)
        w32_pen_object_again(pen);
    if (dc->now.pen_object)
        w32_pen_object_unpin(dc->driver, dc->now.pen_object);
    dc->now.pen_object = pen;
}

static void w32_dc_select_font(struct w32_dc *dc, struct w32_font *font)
{
    if (font)
        w32_font_object_again(font);
    if (dc->now.font)
        w32_font_object_unpin(dc->driver, dc->now.font);
    dc->now.font = font;
}

enum w32_status w32_request_dc_select(struct w32_call *call, W32_UNTRUSTED const void *in,
                                      W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_dc_select_in *ask = in;
    struct w32_entry *entry = w32_entry_find(call->driver, ask->object);
    struct w32_head *head = entry ? entry->head : NULL;

    (void)in_size;
    if (ask->object != 0 && (!head || head->owner != call->process))
        return W32_BAD_HANDLE;
    switch (ask->type) {
    case W32_TYPE_BITMAP:
        w32_dc_select_bitmap(call->dc, (struct w32_bitmap *)head); /* fault: object-type-confusion */
        return W32_OK;
    case W32_TYPE_PALETTE:
        w32_dc_select_palette(call->dc, (struct w32_logpal *)head);
        return W32_OK;
    case W32_TYPE_BRUSH:
        w32_dc_select_brush(call->dc, (struct w32_brush *)head);
        return W32_OK;
    case W32_TYPE_PEN:
        w32_dc_select_pen(call->dc, (struct w32_pen *)head);
        return W32_OK;
    case W32_TYPE_FONT:
        w32_dc_select_font(call->dc, (struct w32_font *)head);
        return W32_OK;
    default:
        return W32_BAD_VALUE;
    }
}

/* A pen that is nobody's object. */
void w32_dc_pen_set(struct w32_dc *dc, const struct w32_pen_style *style)
{
    dc->now.pen = *style;
    w32_dc_select_pen(dc, NULL);
}

enum w32_status w32_request_dc_save(struct w32_call *call, W32_UNTRUSTED const void *in,
                                    W32_UNTRUSTED uint32_t in_size)
{
    struct w32_dc_level *answer = call->out;
    enum w32_status status;

    (void)in;
    (void)in_size;
    if (call->dc->saves >= W32_SAVES_MAX)
        return W32_TOO_BIG;
    status = w32_dc_push(call->dc);
    if (status != W32_OK)
        return status;
    answer->level = call->dc->saves;
    call->written = sizeof *answer;
    return W32_OK;
}

enum w32_status w32_request_dc_restore(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_dc_level *ask = in;

    (void)in_size;
    if (ask->level == 0 || ask->level > call->dc->saves)
        return W32_BAD_VALUE;
    while (call->dc->saves >= ask->level)
        w32_dc_pop(call->dc);
    return W32_OK;
}

enum w32_status w32_request_dc_modes(struct w32_call *call, W32_UNTRUSTED const void *in,
                                     W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_dc_modes *ask = in;
    struct w32_dc_modes *modes = &call->dc->now.modes;

    (void)in_size;
    if (ask->rop2 == 0 || ask->rop2 > 16 || ask->back_mode > W32_BACK_OPAQUE || ask->fill_mode > W32_FILL_WINDING ||
        !w32_point_valid(ask->brush_origin))
        return W32_BAD_VALUE;
    *modes = *ask;
    modes->back_colour = w32_dc_colour(call->dc, ask->back_colour);
    modes->text_colour = w32_dc_colour(call->dc, ask->text_colour);
    return W32_OK;
}

enum w32_status w32_request_dc_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                     W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_dc *dc = call->dc;
    struct w32_dc_query_out *answer = call->out;

    (void)in;
    (void)in_size;
    answer->width = dc->surface->width;
    answer->height = dc->surface->height;
    answer->bits = dc->surface->bits;
    answer->clipped = dc->now.clipped;
    answer->saves = dc->saves;
    answer->modes = dc->now.modes;
    call->written = sizeof *answer;
    return W32_OK;
}

enum w32_status w32_request_clip_select(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_clip_select_in *ask = in;
    struct w32_dc_state *now = &call->dc->now;
    struct w32_region *region;
    enum w32_status status;

    (void)in_size;
    if (ask->region == 0) {
        w32_region_free(&now->clip);
        now->clipped = false;
        return W32_OK;
    }
    status = w32_region_object_find(call->process, ask->region, &region);
    if (status == W32_OK)
        status = w32_region_copy(&now->clip, region);
    if (status == W32_OK)
        now->clipped = true;
    return status;
}

enum w32_status w32_request_pen_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                    W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_pen_set_in *ask = in;
    uint32_t dashes[W32_PEN_DASHES];
    struct w32_pen_style *pen = &call->dc->now.pen;
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
    pen->colour = w32_dc_colour(call->dc, ask->colour);
    pen->width = 1;
    pen->count = ask->count;
    w32_dc_select_pen(call->dc, NULL);
    return W32_OK;
}
