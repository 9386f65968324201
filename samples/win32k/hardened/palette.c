/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/defaults.h"
#include "shared/digest.h"

BW_HARDENED_FILE;

enum w32_status w32_palette_create(struct w32_palette **ret_palette)
{
    w32_palettes block;
    struct w32_palette *palette;
    bw_u32s entries;
    enum w32_status status = w32_palettes_take(1, &block);

    if (status != W32_OK)
        return status;
    palette = w32_palettes_at(block, 0);
    entries = BW_SPAN_OF_ARRAY(bw_u32s, palette->entries);
    for (size_t i = 0; i < entries.count; i++)
        BW_AT(entries, i) = w32_default_colour((uint32_t)i);
    *ret_palette = palette;
    return W32_OK;
}

/* What a client's colour means: an entry of the palette, or itself without the flag byte. */
uint32_t w32_palette_colour(const struct w32_palette *palette, uint32_t colour)
{
    bw_u32s_const entries = BW_SPAN_OF_ARRAY(bw_u32s_const, palette->entries);

    if (colour & W32_COLOUR_INDEX)
        return BW_AT(entries, colour & 0xffu);
    return colour & 0x00ffffffu;
}

uint64_t w32_palette_digest(uint64_t digest, const struct w32_palette *palette)
{
    bw_u32s_const entries = BW_SPAN_OF_ARRAY(bw_u32s_const, palette->entries);

    for (size_t i = 0; i < entries.count; i++)
        digest = w32_digest_u32(digest, BW_AT(entries, i));
    return digest;
}

enum w32_status w32_request_palette_set(struct w32_call *call, bw_reader *in)
{
    struct w32_palette *palette = call->driver->palette;
    bw_u32s entries = BW_SPAN_OF_ARRAY(bw_u32s, palette->entries);
    uint32_t count = w32_take_u32(in);

    if (count > bw_reader_left(in) / sizeof(uint32_t))
        return W32_BAD_SIZE;
    /* More entries than the table has end the request here, before the first one changes. */
    entries = bw_u32s_first(entries, count);
    for (size_t i = 0; i < entries.count; i++)
        BW_AT(entries, i) = w32_take_u32(in) & 0x00ffffffu;
    return W32_OK;
}

enum w32_status w32_request_palette_query(struct w32_call *call, bw_reader *in)
{
    const struct w32_palette *palette = call->driver->palette;
    bw_u32s_const entries = BW_SPAN_OF_ARRAY(bw_u32s_const, palette->entries);
    w32_words answer = w32_answer(call);
    uint32_t count = w32_take_u32(in);
    bw_u32s target;

    if (w32_words_take(&answer, count, &target) != BW_OK)
        return W32_BAD_SIZE;
    bw_u32s_copy(target, bw_u32s_const_first(entries, count));
    return w32_answer_done(call, &answer);
}

void w32_logpal_end(struct w32_logpal *palette, void *driver)
{
    (void)driver;
    bw_u32s_give(palette->entries);
}

uint64_t w32_logpal_digest(uint64_t digest, const struct w32_logpal *palette)
{
    bw_u32s entries = palette->entries;

    digest = w32_digest_u32(digest, (uint32_t)entries.count);
    for (size_t i = 0; i < entries.count; i++)
        digest = w32_digest_u32(digest, BW_AT(entries, i));
    return digest;
}

enum w32_status w32_request_palette_create(struct w32_call *call, bw_reader *in)
{
    uint32_t count = w32_take_u32(in);
    struct w32_logpal *palette;
    bw_u32s entries;
    enum w32_status status;

    if (count == 0 || count > W32_PALETTE_SIZE)
        return W32_BAD_VALUE;
    if (count > bw_reader_left(in) / sizeof(uint32_t))
        return W32_BAD_SIZE;
    status = w32_logpal_object_new(call, &palette);
    if (status != W32_OK)
        return status;
    status = bw_u32s_take(count, &palette->entries);
    if (status != W32_OK)
        return w32_object_publish(call, &palette->head, status);
    entries = palette->entries;
    for (size_t i = 0; i < entries.count; i++)
        BW_AT(entries, i) = w32_take_u32(in) & 0x00ffffffu;
    return w32_object_publish(call, &palette->head, W32_OK);
}

enum w32_status w32_request_palette_entries_set(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t start = w32_take_u32(in);
    uint32_t count = w32_take_u32(in);
    struct w32_logpal *palette;
    bw_u32s entries;
    enum w32_status status = w32_logpal_object_find(call->process, handle, &palette);

    if (status != W32_OK)
        return status;
    if (count > bw_reader_left(in) / sizeof(uint32_t))
        return W32_BAD_SIZE;
    if (bw_u32s_try_sub(palette->entries, start, count, &entries) != BW_OK)
        return W32_BAD_VALUE;
    for (size_t i = 0; i < entries.count; i++)
        BW_AT(entries, i) = w32_take_u32(in) & 0x00ffffffu;
    return W32_OK;
}

enum w32_status w32_request_palette_entries_get(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t start = w32_take_u32(in);
    uint32_t count = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_logpal *palette;
    bw_u32s entries, target;
    enum w32_status status = w32_logpal_object_find(call->process, handle, &palette);

    if (status != W32_OK)
        return status;
    if (bw_u32s_try_sub(palette->entries, start, count, &entries) != BW_OK)
        return W32_BAD_VALUE;
    if (w32_words_take(&answer, count, &target) != BW_OK)
        return W32_BAD_SIZE;
    bw_u32s_copy(target, bw_u32s_as_const(entries));
    return w32_answer_done(call, &answer);
}
