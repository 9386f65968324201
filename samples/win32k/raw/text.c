/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

/* The numbers of the glyphs of a text. */
static enum w32_status w32_text_glyphs(const struct w32_font *font, W32_UNTRUSTED const uint32_t *codes, uint32_t count,
                                       uint32_t options, uint32_t *glyphs)
{
    uint32_t i;

    for (i = 0; i < count; i++) {
        if (!(options & W32_TEXT_GLYPHS))
            glyphs[i] = w32_font_find(font, codes[i]);
        else if (codes[i] < font->info->glyphs)
            glyphs[i] = codes[i];
        else
            return W32_BAD_VALUE;
    }
    return W32_OK;
}

/* One glyph, into a place of an image that is `line` pixels wide. */
static void w32_glyph_image(const uint8_t *rows, uint32_t width, uint32_t height, struct w32_text_colours colours,
                            uint32_t *pixels, size_t line)
{
    uint32_t stride = (width + 7) / 8;
    uint32_t x, y, i;

    for (y = 0; y < height; y++) {
        uint32_t bits = 0;

        /* A row is W32_FONT_WIDTH_MAX wide at most: it fits a word, from the top. */
        for (i = 0; i < stride; i++)
            bits |= (uint32_t)*rows++ << (24 - 8 * i);
        for (x = 0; x < width; x++) {
            pixels[x] = bits & 0x80000000u ? colours.text : colours.back;
            bits <<= 1;
        }
        pixels += line;
    }
}

/* Those of a drawing state. */
static struct w32_text_colours w32_text_colours(const struct w32_dc *dc)
{
    struct w32_text_colours colours = {W32_PIXEL_CLEAR, dc->now.modes.text_colour};

    if (dc->now.modes.back_mode == W32_BACK_OPAQUE)
        colours.back = dc->now.modes.back_colour;
    return colours;
}

/* The text as an image. */
static void w32_text_image(const struct w32_font *font, const uint32_t *glyphs, uint32_t count, struct w32_text_colours colours,
                           uint32_t *pixels)
{
    uint32_t width = font->info->width;
    uint32_t i;

    for (i = 0; i < count; i++)
        w32_glyph_image(w32_font_glyph_rows(font, glyphs[i]), width, font->info->height, colours, pixels + i * width,
                        (size_t)width * count);
}

/* Draws glyphs from a place on. */
static enum w32_status w32_text_draw(struct w32_dc *dc, struct w32_point at, const uint32_t *glyphs, uint32_t count,
                                     struct w32_text_colours colours)
{
    const struct w32_font *font = dc->now.font;
    struct w32_rect rect = {at.x, at.y, at.x + (int32_t)(count * font->info->width),
                            at.y + (int32_t)font->info->height};
    uint32_t *pixels;
    enum w32_status status;

    if (count == 0)
        return W32_OK;
    pixels = w32_platform_alloc((size_t)count * font->info->width * font->info->height * sizeof *pixels);
    if (!pixels)
        return W32_NO_MEMORY;
    w32_text_image(font, glyphs, count, colours, pixels);
    status = w32_draw_pixels(dc, rect, pixels, colours.back == W32_PIXEL_CLEAR);
    w32_platform_free(pixels);
    return status;
}

/* Characters from a place on. Pre: a font is selected, and they are at most W32_TEXT_MAX. */
enum w32_status w32_text_write(struct w32_dc *dc, struct w32_point at, const uint32_t *codes, uint32_t count,
                               struct w32_text_colours colours)
{
    uint32_t *glyphs = w32_platform_alloc((count + 1) * sizeof *glyphs);
    uint32_t i;
    enum w32_status status;

    if (!glyphs)
        return W32_NO_MEMORY;
    for (i = 0; i < count; i++)
        glyphs[i] = w32_font_find(dc->now.font, codes[i]);
    status = w32_text_draw(dc, at, glyphs, count, colours);
    w32_platform_free(glyphs);
    return status;
}

enum w32_status w32_text_show(struct w32_call *call, struct w32_point at, const uint32_t *codes, uint32_t count)
{
    return w32_text_write(call->dc, at, codes, count, w32_text_colours(call->dc));
}

enum w32_status w32_request_text_out(struct w32_call *call, W32_UNTRUSTED const void *in,
                                     W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_text_out_in *ask = in;
    const struct w32_font *font = call->dc->now.font;
    uint16_t length = (uint16_t)ask->count;
    uint32_t *glyphs;
    enum w32_status status;

    if (!font)
        return W32_NO_FONT;
    if (in_size < sizeof *ask + (uint64_t)ask->count * sizeof *ask->codes)
        return W32_BAD_SIZE;
    if (!w32_point_valid(ask->at) || length > W32_TEXT_MAX)
        return W32_BAD_VALUE;
    glyphs = w32_platform_alloc(length * sizeof *glyphs); /* fault: text-length-truncation */
    if (!glyphs)
        return W32_NO_MEMORY;
    status = w32_text_glyphs(font, ask->codes, ask->count, ask->options, glyphs);
    if (status == W32_OK)
        status = w32_text_draw(call->dc, ask->at, glyphs, ask->count, w32_text_colours(call->dc));
    w32_platform_free(glyphs);
    return status;
}

enum w32_status w32_request_text_extent(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_text_extent_in *ask = in;
    struct w32_text_extent_out *answer = call->out;
    const struct w32_font *font = call->dc->now.font;
    uint32_t *ends = w32_address_pointer(ask->ends);
    uint32_t i;

    if (!font)
        return W32_NO_FONT;
    if (in_size < sizeof *ask + (uint64_t)ask->count * sizeof *ask->codes)
        return W32_BAD_SIZE;
    if (ask->count > W32_TEXT_MAX)
        return W32_BAD_VALUE;
    for (i = 0; ends && i < ask->count; i++)
        ends[i] = (i + 1) * font->info->width; /* fault: text-extent-unprobed */
    answer->width = ask->count * font->info->width;
    answer->height = font->info->height;
    call->written = sizeof *answer;
    return W32_OK;
}
