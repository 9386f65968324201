/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A text of 65537 characters: its length is one in 16 bits. */
#include "attacks/attacks.h"

enum w32_status w32_attack_text_length_truncation(const struct w32_client *client)
{
    static const struct {
        struct w32_psf2 info;
        uint8_t glyph[8];
    } file = {{W32_PSF2_MAGIC, 0, sizeof(struct w32_psf2), 0, 1, 8, 8, 8}, {0}};
    static _Thread_local uint32_t codes[65537];
    w32_handle font;
    enum w32_status status = w32_client_font(client, &file, sizeof file, &font);

    if (status != W32_OK)
        return status;
    status = w32_client_select(client, W32_TYPE_FONT, font);
    if (status == W32_OK)
        status = w32_client_codes(client, (struct w32_point){0, 0}, 0, codes, 65537);
    (void)w32_client_select(client, W32_TYPE_FONT, 0);
    (void)w32_client_object_delete(client, font);
    return status;
}
