/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

BW_HARDENED_FILE;

/* The numbers of the glyphs of a text. */
static enum w32_status w32_text_glyphs(const struct w32_font *font, bw_reader *codes, uint32_t options, bw_u32s glyphs)
{
    for (size_t i = 0; i < glyphs.count; i++) {
        uint32_t code = w32_take_u32(codes);

        if (!(options & W32_TEXT_GLYPHS))
            BW_AT(glyphs, i) = w32_font_find(font, code);
        else if (code < font->glyphs_count)
            BW_AT(glyphs, i) = code;
        else
            return W32_BAD_VALUE;
    }
    return W32_OK;
}

/* One glyph, into its place of the image. A font whose glyphs have fewer rows ends the request here. */
static void w32_glyph_image(bw_bytes_const rows, struct w32_text_colours colours, w32_pixels image)
{
    size_t stride = (image.width + 7) / 8;

    for (size_t y = 0; y < image.height; y++) {
        bw_u32s pixels = w32_pixels_row(image, y);
        uint32_t bits = 0;
        bw_bytes_const row;

        bw_bytes_const_split(rows, stride, &row, &rows);
        /* A row is W32_FONT_WIDTH_MAX wide at most: it fits a word, from the top. */
        for (size_t i = 0; i < row.count; i++)
            bits |= (uint32_t)BW_AT(row, i) << (24 - 8 * i);
        for (size_t x = 0; x < pixels.count; x++) {
            BW_AT(pixels, x) = bits & 0x80000000u ? colours.text : colours.back;
            bits <<= 1;
        }
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
static void w32_text_image(const struct w32_font *font, bw_u32s glyphs, struct w32_text_colours colours, w32_pixels image)
{
    for (size_t i = 0; i < glyphs.count; i++)
        w32_glyph_image(w32_font_glyph_rows(font, BW_AT(glyphs, i)), colours,
                        w32_pixels_rect(image, i * font->width, 0, font->width, font->height));
}

/* Draws glyphs from a place on. The image is the call's. */
static enum w32_status w32_text_draw(struct w32_call *call, struct w32_dc *dc, struct w32_point at, bw_u32s glyphs,
                                     struct w32_text_colours colours)
{
    const struct w32_font *font = dc->now.font;
    size_t width = glyphs.count * font->width;
    struct w32_rect rect = {at.x, at.y, at.x + (int32_t)width, at.y + (int32_t)font->height};
    w32_pixels pixels;
    w32_image image;
    enum w32_status status;

    if (glyphs.count == 0)
        return W32_OK;
    status = bw_u32s_take(width * font->height, &call->pixels);
    if (status != W32_OK)
        return status;
    if (w32_pixels_make(call->pixels, width, font->height, width, &pixels) != BW_OK)
        return W32_TOO_BIG;
    w32_text_image(font, glyphs, colours, pixels);
    if (w32_image_make(bw_u32s_as_const(call->pixels), width, font->height, width, &image) != BW_OK)
        return W32_TOO_BIG;
    return w32_draw_pixels(dc, rect, image, colours.back == W32_PIXEL_CLEAR);
}

/* Characters from a place on. Pre: a font is selected. */
enum w32_status w32_text_write(struct w32_call *call, struct w32_dc *dc, struct w32_point at, bw_u32s_const codes,
                               struct w32_text_colours colours)
{
    bw_u32s glyphs;
    enum w32_status status;

    if (bw_u32s_alloc(call->arena, codes.count, &glyphs) != BW_OK)
        return W32_NO_MEMORY;
    for (size_t i = 0; i < glyphs.count && i < codes.count; i++)
        BW_AT(glyphs, i) = w32_font_find(dc->now.font, BW_AT(codes, i));
    status = w32_text_draw(call, dc, at, glyphs, colours);
    bw_u32s_give(call->pixels);
    call->pixels = bw_u32s_make(NULL, 0);
    return status;
}

enum w32_status w32_text_show(struct w32_call *call, struct w32_point at, bw_u32s_const codes)
{
    return w32_text_write(call, call->dc, at, codes, w32_text_colours(call->dc));
}

enum w32_status w32_request_text_out(struct w32_call *call, bw_reader *in)
{
    struct w32_point at = w32_take_point(in);
    uint32_t options = w32_take_u32(in);
    uint32_t count = w32_take_u32(in);
    const struct w32_font *font = call->dc->now.font;
    bw_u32s glyphs;
    enum w32_status status;

    if (!font)
        return W32_NO_FONT;
    if (count > bw_reader_left(in) / sizeof(uint32_t))
        return W32_BAD_SIZE;
    if (!w32_point_valid(at) || count > W32_TEXT_MAX)
        return W32_BAD_VALUE;
    if (bw_u32s_alloc(call->arena, count, &glyphs) != BW_OK)
        return W32_NO_MEMORY;
    status = w32_text_glyphs(font, in, options, glyphs);
    if (status != W32_OK)
        return status;
    return w32_text_draw(call, call->dc, at, glyphs, w32_text_colours(call->dc));
}

enum w32_status w32_request_text_extent(struct w32_call *call, bw_reader *in)
{
    struct w32_address address = {.low = w32_take_u32(in)};
    uint32_t count;
    const struct w32_font *font = call->dc->now.font;
    w32_words answer = w32_answer(call);
    bw_u32s ends;
    void *user BW_USER;
    enum w32_status status = W32_OK;

    address.high = w32_take_u32(in);
    count = w32_take_u32(in);
    user = w32_address_pointer(address);
    if (!font)
        return W32_NO_FONT;
    if (count > bw_reader_left(in) / sizeof(uint32_t))
        return W32_BAD_SIZE;
    if (count > W32_TEXT_MAX)
        return W32_BAD_VALUE;
    if (bw_u32s_alloc(call->arena, count, &ends) != BW_OK)
        return W32_NO_MEMORY;
    for (size_t i = 0; i < ends.count; i++)
        BW_AT(ends, i) = ((uint32_t)i + 1) * font->width;
    if (user && ends.count != 0)
        status = w32_platform_copy_out(user, ends.items, ends.count * sizeof(uint32_t));
    if (status != W32_OK)
        return status;
    w32_words_put(&answer, count * font->width);
    w32_words_put(&answer, font->height);
    return w32_answer_done(call, &answer);
}
