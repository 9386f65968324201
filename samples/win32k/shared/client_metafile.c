/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <string.h>

#include "shared/client.h"

/* Every record counts itself in the head of the file. */
static void w32_metafile_count(struct w32_message *message)
{
    struct w32_metafile_play_in head;

    if (message->failed)
        return;
    memcpy(&head, message->bytes, sizeof head);
    head.records++;
    memcpy(message->bytes, &head, sizeof head);
}

void w32_metafile_begin(struct w32_message *message, int32_t x, int32_t y)
{
    struct w32_metafile_play_in head = {W32_METAFILE_MAGIC, 0, {x, y}};

    w32_message_put(message, &head, sizeof head);
}

void w32_metafile_colour(struct w32_message *message, uint32_t colour)
{
    struct w32_record_colour record = {{W32_RECORD_COLOUR, sizeof record}, colour};

    w32_message_put(message, &record, sizeof record);
    w32_metafile_count(message);
}

void w32_metafile_rect(struct w32_message *message, enum w32_record_type type, struct w32_rect rect)
{
    struct w32_record_rect record = {{(uint32_t)type, sizeof record}, rect};

    w32_message_put(message, &record, sizeof record);
    w32_metafile_count(message);
}

void w32_metafile_points(struct w32_message *message, enum w32_record_type type, const struct w32_point *points,
                         uint32_t count)
{
    struct w32_record_points record = {{(uint32_t)type, (uint32_t)(sizeof record + count * sizeof *points)}, count};

    w32_message_put(message, &record, sizeof record);
    w32_message_put(message, points, count * sizeof *points);
    w32_metafile_count(message);
}

void w32_metafile_title(struct w32_message *message, const char *text, uint32_t length)
{
    static const char padding[4];
    uint32_t padded = (length + 3u) & ~3u;
    struct w32_record_title record = {{W32_RECORD_TITLE, (uint32_t)sizeof record + padded}, length};

    w32_message_put(message, &record, sizeof record);
    w32_message_put(message, text, length);
    w32_message_put(message, padding, padded - length);
    w32_metafile_count(message);
}

void w32_metafile_pen(struct w32_message *message, uint32_t index, uint32_t colour, uint32_t width)
{
    struct w32_record_pen record = {{W32_RECORD_PEN, sizeof record}, index, colour, width};

    w32_message_put(message, &record, sizeof record);
    w32_metafile_count(message);
}

void w32_metafile_use_pen(struct w32_message *message, uint32_t index)
{
    struct w32_record_use_pen record = {{W32_RECORD_USE_PEN, sizeof record}, index};

    w32_message_put(message, &record, sizeof record);
    w32_metafile_count(message);
}

void w32_metafile_pattern(struct w32_message *message, struct w32_rect rect, uint32_t rop)
{
    struct w32_record_pattern record = {{W32_RECORD_PATTERN, sizeof record}, rect, rop};

    w32_message_put(message, &record, sizeof record);
    w32_metafile_count(message);
}

void w32_metafile_polypolygon(struct w32_message *message, const uint32_t *lengths, uint32_t contours,
                              const struct w32_point *points, uint32_t count)
{
    struct w32_record_polypolygon record = {
        {W32_RECORD_POLYPOLYGON, (uint32_t)(sizeof record + contours * sizeof *lengths + count * sizeof *points)},
        contours,
        count};

    w32_message_put(message, &record, sizeof record);
    w32_message_put(message, lengths, contours * sizeof *lengths);
    w32_message_put(message, points, count * sizeof *points);
    w32_metafile_count(message);
}

void w32_metafile_text(struct w32_message *message, struct w32_point at, const char *text)
{
    uint32_t count = (uint32_t)strlen(text);
    struct w32_record_text record = {{W32_RECORD_TEXT, (uint32_t)(sizeof record + count * 4u)}, at, count};

    w32_message_put(message, &record, sizeof record);
    for (; *text; text++)
        w32_message_put_u32(message, (unsigned char)*text);
    w32_metafile_count(message);
}

void w32_metafile_end(struct w32_message *message)
{
    struct w32_record record = {W32_RECORD_END, sizeof record};

    w32_message_put(message, &record, sizeof record);
    w32_metafile_count(message);
}
