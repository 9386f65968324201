/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/defaults.h"
#include "shared/digest.h"

BW_HARDENED_FILE;

void w32_dc_init(struct w32_dc *dc, struct w32_driver *driver)
{
    struct w32_dc fresh = {.head = dc->head,
                           .driver = driver,
                           .surface = &driver->surface,
                           .now.pen.colour = W32_DEFAULT_PEN_COLOUR,
                           .now.pen.width = 1,
                           .now.modes.rop2 = W32_ROP2_COPY};

    *dc = fresh;
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
    struct w32_dc_saved *saved;
    w32_dc_saveds block;
    struct w32_region clip;
    enum w32_status status = w32_dc_saveds_take(1, &block);

    if (status != W32_OK)
        return status;
    w32_region_init(&clip, NULL);
    status = w32_region_copy(&clip, &dc->now.clip);
    if (status != W32_OK) {
        w32_dc_saveds_give(block);
        return status;
    }
    saved = w32_dc_saveds_at(block, 0);
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
void w32_dc_pop(void *context)
{
    struct w32_dc *dc = context;
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

void w32_dc_end(struct w32_dc *dc, void *driver)
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
    uint32_t *entry;

    if (!palette || !(colour & W32_COLOUR_INDEX))
        return w32_palette_colour(dc->driver->palette, colour);
    return bw_u32s_try_at(palette->entries, colour & 0xffu, &entry) == BW_OK ? *entry : 0;
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

enum w32_status w32_request_dc_create(struct w32_call *call, bw_reader *in)
{
    struct w32_dc *dc;
    enum w32_status status = w32_dc_object_new(call, &dc);

    (void)in;
    if (status != W32_OK)
        return status;
    w32_dc_init(dc, call->driver);
    return w32_object_publish(call, &dc->head, W32_OK);
}

enum w32_status w32_request_dc_use(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_dc *dc;

    if (handle != 0 && w32_dc_object_find(call->process, handle, &dc) != W32_OK)
        return W32_BAD_HANDLE;
    call->thread->dc = handle;
    return W32_OK;
}

static enum w32_status w32_dc_select_bitmap(struct w32_call *call, w32_handle handle)
{
    struct w32_dc *dc = call->dc;
    struct w32_bitmap *bitmap = NULL;

    if (handle != 0 && w32_bitmap_object_pin(call->process, handle, &bitmap) != W32_OK)
        return W32_BAD_HANDLE;
    if (dc->now.bitmap)
        w32_bitmap_object_unpin(dc->driver, dc->now.bitmap);
    dc->now.bitmap = bitmap;
    dc->surface = bitmap ? &bitmap->surface : &dc->driver->surface;
    return W32_OK;
}

static enum w32_status w32_dc_select_palette(struct w32_call *call, w32_handle handle)
{
    struct w32_dc *dc = call->dc;
    struct w32_logpal *palette = NULL;

    if (handle != 0 && w32_logpal_object_pin(call->process, handle, &palette) != W32_OK)
        return W32_BAD_HANDLE;
    if (dc->now.palette)
        w32_logpal_object_unpin(dc->driver, dc->now.palette);
    dc->now.palette = palette;
    return W32_OK;
}

static enum w32_status w32_dc_select_brush(struct w32_call *call, w32_handle handle)
{
    struct w32_dc *dc = call->dc;
    struct w32_brush *brush = NULL;

    if (handle != 0 && w32_brush_object_pin(call->process, handle, &brush) != W32_OK)
        return W32_BAD_HANDLE;
    if (dc->now.brush)
        w32_brush_object_unpin(dc->driver, dc->now.brush);
    dc->now.brush = brush;
    return W32_OK;
}

static enum w32_status w32_dc_select_pen(struct w32_call *call, w32_handle handle)
{
    struct w32_dc *dc = call->dc;
    struct w32_pen *pen = NULL;

    if (handle != 0 && w32_pen_object_pin(call->process, handle, &pen) != W32_OK)
        return W32_BAD_HANDLE;
    if (dc->now.pen_object)
        w32_pen_object_unpin(dc->driver, dc->now.pen_object);
    dc->now.pen_object = pen;
    return W32_OK;
}

static enum w32_status w32_dc_select_font(struct w32_call *call, w32_handle handle)
{
    struct w32_dc *dc = call->dc;
    struct w32_font *font = NULL;

    if (handle != 0 && w32_font_object_pin(call->process, handle, &font) != W32_OK)
        return W32_BAD_HANDLE;
    if (dc->now.font)
        w32_font_object_unpin(dc->driver, dc->now.font);
    dc->now.font = font;
    return W32_OK;
}

/* Each type has its own table: a handle of another one is nothing there. */
enum w32_status w32_request_dc_select(struct w32_call *call, bw_reader *in)
{
    uint32_t type = w32_take_u32(in);
    w32_handle object = w32_take_u32(in);

    switch (type) {
    case W32_TYPE_BITMAP:
        return w32_dc_select_bitmap(call, object);
    case W32_TYPE_PALETTE:
        return w32_dc_select_palette(call, object);
    case W32_TYPE_BRUSH:
        return w32_dc_select_brush(call, object);
    case W32_TYPE_PEN:
        return w32_dc_select_pen(call, object);
    case W32_TYPE_FONT:
        return w32_dc_select_font(call, object);
    default:
        return W32_BAD_VALUE;
    }
}

/* A pen that is nobody's object. */
void w32_dc_pen_set(struct w32_dc *dc, const struct w32_pen_style *style)
{
    dc->now.pen = *style;
    if (dc->now.pen_object)
        w32_pen_object_unpin(dc->driver, dc->now.pen_object);
    dc->now.pen_object = NULL;
}

enum w32_status w32_request_dc_save(struct w32_call *call, bw_reader *in)
{
    w32_words answer = w32_answer(call);
    enum w32_status status;

    (void)in;
    if (call->dc->saves >= W32_SAVES_MAX)
        return W32_TOO_BIG;
    status = w32_dc_push(call->dc);
    if (status != W32_OK)
        return status;
    w32_words_put(&answer, call->dc->saves);
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_dc_restore(struct w32_call *call, bw_reader *in)
{
    uint32_t level = w32_take_u32(in);

    if (level == 0 || level > call->dc->saves)
        return W32_BAD_VALUE;
    while (call->dc->saves >= level)
        w32_dc_pop(call->dc);
    return W32_OK;
}

enum w32_status w32_request_dc_modes(struct w32_call *call, bw_reader *in)
{
    struct w32_dc_modes modes = {.rop2 = w32_take_u32(in)};

    modes.back_mode = w32_take_u32(in);
    modes.back_colour = w32_dc_colour(call->dc, w32_take_u32(in));
    modes.text_colour = w32_dc_colour(call->dc, w32_take_u32(in));
    modes.fill_mode = w32_take_u32(in);
    modes.brush_origin = w32_take_point(in);
    if (modes.rop2 == 0 || modes.rop2 > 16 || modes.back_mode > W32_BACK_OPAQUE ||
        modes.fill_mode > W32_FILL_WINDING || !w32_point_valid(modes.brush_origin))
        return W32_BAD_VALUE;
    call->dc->now.modes = modes;
    return W32_OK;
}

enum w32_status w32_request_dc_query(struct w32_call *call, bw_reader *in)
{
    const struct w32_dc *dc = call->dc;
    const struct w32_dc_modes *modes = &dc->now.modes;
    w32_words answer = w32_answer(call);

    (void)in;
    w32_words_put(&answer, dc->surface->width);
    w32_words_put(&answer, dc->surface->height);
    w32_words_put(&answer, dc->surface->bits);
    w32_words_put(&answer, dc->now.clipped);
    w32_words_put(&answer, dc->saves);
    w32_words_put(&answer, modes->rop2);
    w32_words_put(&answer, modes->back_mode);
    w32_words_put(&answer, modes->back_colour);
    w32_words_put(&answer, modes->text_colour);
    w32_words_put(&answer, modes->fill_mode);
    w32_words_put(&answer, (uint32_t)modes->brush_origin.x);
    w32_words_put(&answer, (uint32_t)modes->brush_origin.y);
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_clip_select(struct w32_call *call, bw_reader *in)
{
    struct w32_dc_state *now = &call->dc->now;
    w32_handle handle = w32_take_u32(in);
    struct w32_region *region;
    enum w32_status status;

    if (handle == 0) {
        w32_region_free(&now->clip);
        now->clipped = false;
        return W32_OK;
    }
    status = w32_region_object_find(call->process, handle, &region);
    if (status == W32_OK)
        status = w32_region_copy(&now->clip, region);
    if (status == W32_OK)
        now->clipped = true;
    return status;
}

enum w32_status w32_request_pen_set(struct w32_call *call, bw_reader *in)
{
    uint32_t colour = w32_take_u32(in);
    uint32_t count = w32_take_u32(in);
    struct w32_pen_style pen = {.colour = w32_dc_colour(call->dc, colour), .width = 1, .count = count};
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
    call->dc->now.pen = pen;
    return w32_dc_select_pen(call, 0);
}
