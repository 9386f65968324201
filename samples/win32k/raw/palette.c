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
