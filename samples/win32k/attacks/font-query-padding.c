/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What lies in the hole of the answer. */
#include <string.h>

#include "attacks/attacks.h"

enum w32_status w32_attack_font_query_padding(const struct w32_client *client)
{
    static const struct {
        struct w32_psf2 info;
        uint8_t glyph[8];
    } file = {{W32_PSF2_MAGIC, 0, sizeof(struct w32_psf2), 0, 1, 8, 8, 8}, {0}};
    struct w32_font_query_out answer;
    w32_handle font;
    enum w32_status status = w32_client_font(client, &file, sizeof file, &font);

    if (status != W32_OK)
        return status;
    memset(&answer, 0, sizeof answer);
    status = w32_client_font_query(client, font, &answer);
    if (w32_attack_canary(&answer, sizeof answer, 3))
        w32_attack_tell("the padding of the answer holds memory of the kernel");
    (void)w32_client_object_delete(client, font);
    return status;
}
