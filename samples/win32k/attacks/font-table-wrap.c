/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A font of 2^29 glyphs of eight bytes: the product is zero in 32 bits, and so fits a file that has one glyph. Then the
 * glyph far behind the end.
 */
#include "attacks/attacks.h"

enum w32_status w32_attack_font_table_wrap(const struct w32_client *client)
{
    struct {
        struct w32_psf2 info;
        uint8_t glyph[8];
    } file = {{W32_PSF2_MAGIC, 0, sizeof(struct w32_psf2), 0, 0x20000000u, 8, 8, 8}, {0}};
    static const uint32_t codes[] = {512};
    w32_handle font;
    enum w32_status status = w32_client_font(client, &file, sizeof file, &font);

    if (status != W32_OK)
        return status;
    status = w32_client_select(client, W32_TYPE_FONT, font);
    if (status == W32_OK)
        status = w32_client_codes(client, (struct w32_point){0, 0}, W32_TEXT_GLYPHS, codes, 1);
    (void)w32_client_select(client, W32_TYPE_FONT, 0);
    (void)w32_client_object_delete(client, font);
    return status;
}
