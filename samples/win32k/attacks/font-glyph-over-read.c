/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A font with one glyph whose table goes on: the letter A is its glyph number 4096. */
#include <string.h>

#include "attacks/attacks.h"

enum w32_status w32_attack_font_glyph_over_read(const struct w32_client *client)
{
    static _Thread_local uint8_t file[sizeof(struct w32_psf2) + 8 + 4096 + 1];
    static const struct w32_psf2 info = {W32_PSF2_MAGIC, 0, sizeof info, W32_PSF2_HAS_TABLE, 1, 8, 8, 8};
    w32_handle font;
    enum w32_status status;

    memset(file, 0xff, sizeof file);
    memcpy(file, &info, sizeof info);
    file[sizeof file - 1] = 'A';
    status = w32_client_font(client, file, sizeof file, &font);
    if (status != W32_OK)
        return status;
    status = w32_client_select(client, W32_TYPE_FONT, font);
    if (status == W32_OK)
        status = w32_client_text(client, 0, 0, "A");
    (void)w32_client_select(client, W32_TYPE_FONT, 0);
    (void)w32_client_object_delete(client, font);
    return status;
}
