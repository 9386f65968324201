/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The file's number of glyphs changes between the first and the second time that the driver reads it. */
#include "attacks/attacks.h"

struct font_file {
    struct w32_psf2 info;
    uint8_t glyph[8];
    uint32_t reads;
};

/* Another thread of the client, so to speak. */
static bool change(void *context, const void *address, size_t size)
{
    struct font_file *file = context;

    (void)size;
    if (address == file && ++file->reads == 2)
        file->info.glyphs = 8192;
    return true;
}

enum w32_status w32_attack_font_header_refetch(const struct w32_client *client)
{
    struct font_file file = {{W32_PSF2_MAGIC, 0, sizeof(struct w32_psf2), 0, 1, 8, 8, 8}, {0}, 0};
    static const uint32_t codes[] = {512};
    w32_handle font;
    enum w32_status status;

    client->host->watch(client->context, change, &file);
    status = w32_client_font(client, &file, sizeof file.info + sizeof file.glyph, &font);
    client->host->watch(client->context, NULL, NULL);
    if (status != W32_OK)
        return status;
    status = w32_client_select(client, W32_TYPE_FONT, font);
    if (status == W32_OK)
        status = w32_client_codes(client, (struct w32_point){0, 0}, W32_TEXT_GLYPHS, codes, 1);
    (void)w32_client_select(client, W32_TYPE_FONT, 0);
    (void)w32_client_object_delete(client, font);
    return status;
}
