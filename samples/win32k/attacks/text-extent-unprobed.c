/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The ends of the characters are to go to an address of the kernel. */
#include "attacks/attacks.h"

enum w32_status w32_attack_text_extent_unprobed(const struct w32_client *client)
{
    static const struct {
        struct w32_psf2 info;
        uint8_t glyph[8];
    } file = {{W32_PSF2_MAGIC, 0, sizeof(struct w32_psf2), 0, 1, 8, 8, 8}, {0}};
    static const uint32_t codes[] = {'A'};
    struct w32_text_extent_out answer;
    w32_handle font;
    enum w32_status status = w32_client_font(client, &file, sizeof file, &font);

    if (status != W32_OK)
        return status;
    status = w32_client_select(client, W32_TYPE_FONT, font);
    if (status == W32_OK)
        status = w32_client_extent(client, codes, 1, (uint32_t *)(UINTPTR_MAX - 0xffff), &answer);
    (void)w32_client_select(client, W32_TYPE_FONT, 0);
    (void)w32_client_object_delete(client, font);
    return status;
}
