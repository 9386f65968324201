/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One contour that says four points, in a record that brings three. */
#include "attacks/attacks.h"

enum w32_status w32_attack_metafile_contours_sum(const struct w32_client *client)
{
    static const struct w32_point points[] = {{0, 0}, {300, 0}, {0, 300}};
    static const uint32_t lengths[] = {4};
    struct w32_message message = {0};

    w32_metafile_begin(&message, 0, 0);
    w32_metafile_rect(&message, W32_RECORD_RECT, (struct w32_rect){0, 0, 300, 300});
    w32_metafile_polypolygon(&message, lengths, 1, points, 3);
    w32_metafile_end(&message);
    return w32_message_send(&message, client, W32_METAFILE_PLAY);
}
