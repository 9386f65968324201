/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

void w32_font_end(struct w32_font *font, struct w32_driver *driver)
{
    (void)driver;
    w32_platform_free(font->file);
    w32_platform_free(font->map);
}

uint64_t w32_font_digest(uint64_t digest, const struct w32_font *font)
{
    uint32_t i;

    digest = w32_digest_u32(digest, font->info->glyphs);
    digest = w32_digest_u32(digest, font->info->width);
    digest = w32_digest_u32(digest, font->info->height);
    for (i = 0; i < font->info->glyphs * font->info->glyph_size; i++)
        digest = w32_digest_u32(digest, font->glyphs[i]);
    for (i = 0; font->map && i < W32_FONT_CODES; i++)
        digest = w32_digest_u32(digest, font->map[i]);
    return digest;
}

/* Whether the head of a file describes what can lie in so many bytes. */
static bool w32_font_valid(W32_UNTRUSTED const struct w32_psf2 *info, uint32_t size)
{
    uint32_t glyphs_size = info->glyphs * info->glyph_size; /* fault: font-table-wrap */

    if (info->magic != W32_PSF2_MAGIC || info->version != 0 || info->glyphs == 0)
        return false;
    if (info->width == 0 || info->width > W32_FONT_WIDTH_MAX || info->height == 0 || info->height > W32_FONT_HEIGHT_MAX)
        return false;
    if (info->glyph_size != info->height * ((info->width + 7) / 8))
        return false;
    return info->header_size >= sizeof *info && info->header_size <= size && glyphs_size <= size - info->header_size;
}

/* One character of the table, and the bytes it has. Of more than two bytes: one that is not mapped. */
static uint32_t w32_font_decode(W32_UNTRUSTED const uint8_t *bytes, uint32_t left, uint32_t *ret_length)
{
    uint32_t length = bytes[0] < 0x80 ? 1 : bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4;

    *ret_length = length < left ? length : left;
    if (length == 1)
        return bytes[0];
    return length == 2 && left >= 2 ? (bytes[0] & 0x1fu) << 6 | (bytes[1] & 0x3fu) : W32_GLYPH_NONE;
}

/* Which glyph each character is, from the table behind the glyphs. */
static void w32_font_map(struct w32_font *font, W32_UNTRUSTED const uint8_t *table, uint32_t size)
{
    uint32_t glyph = 0, at = 0;
    bool sequence = false;
    uint32_t i;

    for (i = 0; i < W32_FONT_CODES; i++)
        font->map[i] = W32_GLYPH_NONE;
    while (at < size) {
        uint32_t code, length;

        if (table[at] == 0xff) {
            glyph++;
            at++;
            sequence = false;
        } else if (table[at] == 0xfe || sequence) {
            at++;
            sequence = true;
        } else {
            code = w32_font_decode(table + at, size - at, &length);
            if (code < W32_FONT_CODES)
                font->map[code] = glyph; /* fault: font-glyph-over-read */
            at += length;
        }
    }
}

/* Reads a file into the font. On failure the font is to be deleted. */
static enum w32_status w32_font_read(struct w32_font *font, const void *user, uint32_t size)
{
    struct w32_psf2 info;
    uint32_t start;
    enum w32_status status = w32_platform_copy_in(&info, user, sizeof info);

    if (status != W32_OK)
        return status;
    if (!w32_font_valid(&info, size))
        return W32_BAD_RECORD;
    font->file = w32_platform_alloc(size);
    if (!font->file)
        return W32_NO_MEMORY;
    status = w32_platform_copy_in(font->file, user, size);
    if (status != W32_OK)
        return status;
    font->info = (const struct w32_psf2 *)(const void *)font->file; /* fault: font-header-refetch */
    font->glyphs = font->file + info.header_size;
    if (info.flags & W32_PSF2_HAS_TABLE) {
        font->map = w32_platform_alloc(W32_FONT_CODES * sizeof *font->map);
        if (!font->map)
            return W32_NO_MEMORY;
        start = info.header_size + info.glyphs * info.glyph_size;
        w32_font_map(font, font->file + start, size - start);
    }
    return W32_OK;
}

enum w32_status w32_request_font_load(struct w32_call *call, W32_UNTRUSTED const void *in,
                                      W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_font_load_in *ask = in;
    struct w32_font *font;
    enum w32_status status;

    (void)in_size;
    if (ask->size < sizeof(struct w32_psf2) || ask->size > W32_FONT_BYTES_MAX)
        return W32_BAD_VALUE;
    status = w32_font_object_new(call, &font);
    if (status != W32_OK)
        return status;
    return w32_object_publish(call, &font->head, w32_font_read(font, w32_address_pointer(ask->file), ask->size));
}

/* The glyph that shows a character. */
uint32_t w32_font_find(const struct w32_font *font, uint32_t code)
{
    if (!font->map)
        return code < font->info->glyphs ? code : 0;
    if (code < W32_FONT_CODES && font->map[code] != W32_GLYPH_NONE)
        return font->map[code];
    return font->map['?'] != W32_GLYPH_NONE ? font->map['?'] : 0;
}

/* The rows of a glyph, leftmost pixel first. Pre: there is such a glyph. */
const uint8_t *w32_font_glyph_rows(const struct w32_font *font, uint32_t glyph)
{
    return font->glyphs + (size_t)glyph * font->info->glyph_size;
}

enum w32_status w32_request_font_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_font_query_in *ask = in;
    struct w32_font_query_out *answer = call->out;
    struct w32_font *font;
    enum w32_status status = w32_font_object_find(call->process, ask->font, &font);

    (void)in_size;
    if (status != W32_OK)
        return status;
    answer->width = font->info->width;
    answer->height = font->info->height;
    answer->mapped = font->map != NULL;
    answer->glyphs = font->info->glyphs;
    call->written = sizeof *answer; /* fault: font-query-padding */
    return W32_OK;
}
