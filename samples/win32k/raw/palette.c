/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include <string.h>

#include "shared/defaults.h"
#include "shared/digest.h"

enum w32_status w32_palette_create(struct w32_palette **ret_palette)
{
    struct w32_palette *palette = w32_platform_alloc(sizeof *palette);
    uint32_t i;

    if (!palette)
        return W32_NO_MEMORY;
    for (i = 0; i < W32_PALETTE_SIZE; i++)
        palette->entries[i] = w32_default_colour(i);
    *ret_palette = palette;
    return W32_OK;
}

/* What a client's colour means: an entry of the palette, or itself without the flag byte. */
uint32_t w32_palette_colour(const struct w32_palette *palette, uint32_t colour)
{
    if (colour & W32_COLOUR_INDEX)
        return palette->entries[colour & 0xffu];
    return colour & 0x00ffffffu;
}

uint64_t w32_palette_digest(uint64_t digest, const struct w32_palette *palette)
{
    uint32_t i;

    for (i = 0; i < W32_PALETTE_SIZE; i++)
        digest = w32_digest_u32(digest, palette->entries[i]);
    return digest;
}

enum w32_status w32_request_palette_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_palette_set_in *ask = in;
    struct w32_palette *palette = call->driver->palette;
    uint32_t i;

    if (in_size < sizeof *ask + (uint64_t)ask->count * sizeof *ask->entries)
        return W32_BAD_SIZE;
    memcpy(palette->entries, ask->entries, ask->count * sizeof *ask->entries); /* fault: palette-set-count */
    for (i = 0; i < W32_PALETTE_SIZE; i++)
        palette->entries[i] &= 0x00ffffffu;
    return W32_OK;
}

enum w32_status w32_request_palette_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_palette_query_in *ask = in;
    const struct w32_palette *palette = call->driver->palette;

    (void)in_size;
    if (call->out_size < (uint64_t)ask->count * sizeof *palette->entries)
        return W32_BAD_SIZE;
    memcpy(call->out, palette->entries, ask->count * sizeof *palette->entries); /* fault: palette-query-count */
    call->written = (uint32_t)(ask->count * sizeof *palette->entries);
    return W32_OK;
}

void w32_logpal_end(struct w32_logpal *palette, struct w32_driver *driver)
{
    (void)driver;
    w32_platform_free(palette->entries);
}

uint64_t w32_logpal_digest(uint64_t digest, const struct w32_logpal *palette)
{
    uint32_t i;

    digest = w32_digest_u32(digest, palette->count);
    for (i = 0; i < palette->count; i++)
        digest = w32_digest_u32(digest, palette->entries[i]);
    return digest;
}

enum w32_status w32_request_palette_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                           W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_palette_create_in *ask = in;
    struct w32_logpal *palette;
    uint32_t i;
    enum w32_status status;

    if (ask->count == 0 || ask->count > W32_PALETTE_SIZE)
        return W32_BAD_VALUE;
    if (in_size < sizeof *ask + ask->count * sizeof *ask->entries)
        return W32_BAD_SIZE;
    status = w32_logpal_object_new(call, &palette);
    if (status != W32_OK)
        return status;
    palette->entries = w32_platform_alloc(ask->count * sizeof *palette->entries);
    if (!palette->entries)
        return w32_object_publish(call, &palette->head, W32_NO_MEMORY);
    palette->count = ask->count;
    for (i = 0; i < ask->count; i++)
        palette->entries[i] = ask->entries[i] & 0x00ffffffu;
    return w32_object_publish(call, &palette->head, W32_OK);
}

enum w32_status w32_request_palette_entries_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                                W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_palette_entries_in *ask = in;
    struct w32_logpal *palette;
    uint32_t i;
    enum w32_status status = w32_logpal_object_find(call->process, ask->palette, &palette);

    if (status != W32_OK)
        return status;
    if (in_size < sizeof *ask + (uint64_t)ask->count * sizeof *ask->entries)
        return W32_BAD_SIZE;
    if (ask->start + ask->count > palette->count)
        return W32_BAD_VALUE;
    for (i = 0; i < ask->count; i++)
        palette->entries[ask->start + i] = ask->entries[i] & 0x00ffffffu; /* fault: palette-entries-wrap */
    return W32_OK;
}

enum w32_status w32_request_palette_entries_get(struct w32_call *call, W32_UNTRUSTED const void *in,
                                                W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_palette_entries_in *ask = in;
    struct w32_logpal *palette;
    enum w32_status status = w32_logpal_object_find(call->process, ask->palette, &palette);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->start > palette->count || ask->count > palette->count - ask->start)
        return W32_BAD_VALUE;
    if (call->out_size < ask->count * sizeof *palette->entries)
        return W32_BAD_SIZE;
    memcpy(call->out, palette->entries + ask->start, ask->count * sizeof *palette->entries);
    call->written = (uint32_t)(ask->count * sizeof *palette->entries);
    return W32_OK;
}
