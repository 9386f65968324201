/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

void w32_font_end(struct w32_font *font, void *driver)
{
    (void)driver;
    bw_bytes_give(font->file);
    bw_u32s_give(font->map);
}

uint64_t w32_font_digest(uint64_t digest, const struct w32_font *font)
{
    bw_bytes_const glyphs = font->glyphs;
    bw_u32s map = font->map;

    digest = w32_digest_u32(digest, font->glyphs_count);
    digest = w32_digest_u32(digest, font->width);
    digest = w32_digest_u32(digest, font->height);
    for (size_t i = 0; i < glyphs.count; i++)
        digest = w32_digest_u32(digest, BW_AT(glyphs, i));
    for (size_t i = 0; i < map.count; i++)
        digest = w32_digest_u32(digest, BW_AT(map, i));
    return digest;
}

/* Whether the head of a file describes what can lie in its bytes: then the glyphs are the font's, and passed over. */
static bool w32_font_valid(struct w32_font *font, bw_reader *file, uint32_t *ret_flags)
{
    uint32_t magic = w32_take_u32(file);
    uint32_t version = w32_take_u32(file);
    uint32_t header_size = w32_take_u32(file);
    uint32_t flags = w32_take_u32(file);

    font->glyphs_count = w32_take_u32(file);
    font->glyph_size = w32_take_u32(file);
    font->height = w32_take_u32(file);
    font->width = w32_take_u32(file);
    if (magic != W32_PSF2_MAGIC || version != 0 || font->glyphs_count == 0)
        return false;
    if (font->width == 0 || font->width > W32_FONT_WIDTH_MAX || font->height == 0 ||
        font->height > W32_FONT_HEIGHT_MAX)
        return false;
    if (font->glyph_size != font->height * ((font->width + 7) / 8))
        return false;
    *ret_flags = flags;
    return header_size >= sizeof(struct w32_psf2) &&
           bw_reader_skip(file, header_size - sizeof(struct w32_psf2)) == BW_OK &&
           bw_reader_items(file, font->glyphs_count, font->glyph_size, &font->glyphs) == BW_OK;
}

/* One character of the table, and the bytes it has. Of more than two bytes: one that is not mapped. */
static uint32_t w32_font_decode(bw_bytes_const bytes, size_t *ret_length)
{
    uint32_t lead = BW_AT(bytes, 0);
    size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

    *ret_length = length < bytes.count ? length : bytes.count;
    if (length == 1)
        return lead;
    return length == 2 && bytes.count >= 2 ? (lead & 0x1fu) << 6 | (BW_AT(bytes, 1) & 0x3fu) : W32_GLYPH_NONE;
}

/* Which glyph each character is, from the table behind the glyphs. */
static void w32_font_map(struct w32_font *font, bw_bytes_const table)
{
    bw_u32s map = font->map;
    uint32_t glyph = 0;
    bool sequence = false;

    bw_u32s_fill(map, W32_GLYPH_NONE);
    while (table.count != 0) {
        uint32_t code;
        size_t length = 1;

        if (BW_AT(table, 0) == 0xff) {
            glyph++;
            sequence = false;
        } else if (BW_AT(table, 0) == 0xfe || sequence) {
            sequence = true;
        } else {
            code = w32_font_decode(table, &length);
            if (code < map.count)
                BW_AT(map, code) = glyph;
        }
        table = bw_bytes_const_last(table, table.count - length);
    }
}

/* Reads a file into the font, in one go: nobody looks at the client's memory twice. */
static enum w32_status w32_font_read(struct w32_font *font, const void *user BW_USER, uint32_t size)
{
    bw_reader file;
    uint32_t flags;
    enum w32_status status = bw_bytes_take(size, &font->file);

    if (status == W32_OK)
        status = w32_platform_copy_in(font->file.items, user, font->file.count);
    if (status != W32_OK)
        return status;
    file = bw_reader_over(bw_bytes_as_const(font->file));
    if (!w32_font_valid(font, &file, &flags))
        return W32_BAD_RECORD;
    if (flags & W32_PSF2_HAS_TABLE) {
        status = bw_u32s_take(W32_FONT_CODES, &font->map);
        if (status != W32_OK)
            return status;
        w32_font_map(font, bw_reader_rest(&file));
    }
    return W32_OK;
}

enum w32_status w32_request_font_load(struct w32_call *call, bw_reader *in)
{
    struct w32_address file = {.low = w32_take_u32(in)};
    uint32_t size;
    struct w32_font *font;
    enum w32_status status;

    file.high = w32_take_u32(in);
    size = w32_take_u32(in);
    if (size < sizeof(struct w32_psf2) || size > W32_FONT_BYTES_MAX)
        return W32_BAD_VALUE;
    status = w32_font_object_new(call, &font);
    if (status != W32_OK)
        return status;
    return w32_object_publish(call, &font->head, w32_font_read(font, w32_address_pointer(file), size));
}

/* The glyph that shows a character. */
uint32_t w32_font_find(const struct w32_font *font, uint32_t code)
{
    bw_u32s map = font->map;
    uint32_t *glyph;

    if (map.count == 0)
        return code < font->glyphs_count ? code : 0;
    if (bw_u32s_try_at(map, code, &glyph) == BW_OK && *glyph != W32_GLYPH_NONE)
        return *glyph;
    return BW_AT(map, '?') != W32_GLYPH_NONE ? BW_AT(map, '?') : 0;
}

/* The rows of a glyph, leftmost pixel first. A glyph that is not there ends the request here. */
bw_bytes_const w32_font_glyph_rows(const struct w32_font *font, uint32_t glyph)
{
    return bw_bytes_const_sub(font->glyphs, (size_t)glyph * font->glyph_size, font->glyph_size);
}

enum w32_status w32_request_font_query(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_font *font;
    enum w32_status status = w32_font_object_find(call->process, handle, &font);

    if (status != W32_OK)
        return status;
    w32_words_put(&answer, font->width);
    w32_words_put(&answer, font->height);
    w32_words_put(&answer, font->map.count != 0);
    w32_words_put(&answer, font->glyphs_count);
    return w32_answer_done(call, &answer);
}
