/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdlib.h>
#include <string.h>

#include "shared/client.h"

/* A request with an answer of its exact size. */
static enum w32_status w32_client_query(const struct w32_client *client, uint32_t code, const void *in,
                                        uint32_t in_size, void *out, uint32_t out_size)
{
    uint32_t written;

    return w32_client_call(client, code, in, in_size, out, out_size, &written);
}

enum w32_status w32_client_region_test(const struct w32_client *client, w32_handle region, struct w32_rect rect,
                                       enum w32_inside *ret_inside)
{
    struct w32_region_test_in ask = {region, rect};
    struct w32_region_test_out answer;
    enum w32_status status = w32_client_query(client, W32_REGION_TEST, &ask, sizeof ask, &answer, sizeof answer);

    if (status == W32_OK)
        *ret_inside = (enum w32_inside)answer.inside;
    return status;
}

enum w32_status w32_client_pixel(const struct w32_client *client, struct w32_point at, uint32_t *ret_colour)
{
    struct w32_pixel_query_in ask = {at};
    struct w32_pixel_query_out answer;
    enum w32_status status = w32_client_query(client, W32_PIXEL_QUERY, &ask, sizeof ask, &answer, sizeof answer);

    if (status == W32_OK)
        *ret_colour = answer.colour;
    return status;
}

enum w32_status w32_client_bitmap(const struct w32_client *client, uint32_t width, uint32_t height, uint32_t bits,
                                  w32_handle palette, w32_handle *ret_bitmap)
{
    struct w32_bitmap_create_in ask = {width, height, bits, palette};
    struct w32_message message = {0};

    w32_message_put(&message, &ask, sizeof ask);
    return w32_message_send_object(&message, client, W32_BITMAP_CREATE, ret_bitmap);
}

enum w32_status w32_client_bitmap_set(const struct w32_client *client, w32_handle bitmap, uint32_t first,
                                      uint32_t rows, const void *bits, size_t size)
{
    struct w32_bitmap_bits_in ask = {bitmap, first, rows};
    struct w32_message message = {0};

    w32_message_put(&message, &ask, sizeof ask);
    w32_message_put(&message, bits, size);
    return w32_message_send(&message, client, W32_BITMAP_SET);
}

enum w32_status w32_client_bitmap_get(const struct w32_client *client, w32_handle bitmap, uint32_t first,
                                      uint32_t rows, void *bits, uint32_t size, uint32_t *ret_written)
{
    struct w32_bitmap_bits_in ask = {bitmap, first, rows};

    return w32_client_call(client, W32_BITMAP_GET, &ask, sizeof ask, bits, size, ret_written);
}

enum w32_status w32_client_palette(const struct w32_client *client, const uint32_t *entries, uint32_t count,
                                   w32_handle *ret_palette)
{
    struct w32_message message = {0};

    w32_message_put_u32(&message, count);
    w32_message_put(&message, entries, count * sizeof *entries);
    return w32_message_send_object(&message, client, W32_PALETTE_CREATE, ret_palette);
}

enum w32_status w32_client_palette_entries_set(const struct w32_client *client, w32_handle palette, uint32_t start,
                                               uint32_t count, const uint32_t *entries, uint32_t given)
{
    struct w32_message message = {0};

    w32_message_put_u32(&message, palette);
    w32_message_put_u32(&message, start);
    w32_message_put_u32(&message, count);
    w32_message_put(&message, entries, given * sizeof *entries);
    return w32_message_send(&message, client, W32_PALETTE_ENTRIES_SET);
}

enum w32_status w32_client_palette_entries_get(const struct w32_client *client, w32_handle palette, uint32_t start,
                                               uint32_t count, uint32_t *entries)
{
    uint32_t ask[] = {palette, start, count};

    return w32_client_query(client, W32_PALETTE_ENTRIES_GET, ask, sizeof ask, entries, count * 4u);
}

enum w32_status w32_client_brush(const struct w32_client *client, const struct w32_brush_create_in *ask,
                                 w32_handle *ret_brush)
{
    struct w32_message message = {0};

    w32_message_put(&message, ask, sizeof *ask);
    return w32_message_send_object(&message, client, W32_BRUSH_CREATE, ret_brush);
}

enum w32_status w32_client_pen_create(const struct w32_client *client, uint32_t colour, uint32_t width,
                                      const uint32_t *dashes, uint32_t count, w32_handle *ret_pen)
{
    struct w32_message message = {0};

    w32_message_put_u32(&message, colour);
    w32_message_put_u32(&message, width);
    w32_message_put_u32(&message, count);
    w32_message_put(&message, dashes, count * sizeof *dashes);
    return w32_message_send_object(&message, client, W32_PEN_CREATE, ret_pen);
}

enum w32_status w32_client_dc(const struct w32_client *client, w32_handle *ret_dc)
{
    struct w32_message message = {0};

    return w32_message_send_object(&message, client, W32_DC_CREATE, ret_dc);
}

enum w32_status w32_client_dc_use(const struct w32_client *client, w32_handle dc)
{
    struct w32_dc_use_in ask = {dc};

    return w32_client_query(client, W32_DC_USE, &ask, sizeof ask, NULL, 0);
}

enum w32_status w32_client_select(const struct w32_client *client, enum w32_type type, w32_handle object)
{
    struct w32_dc_select_in ask = {(uint32_t)type, object};

    return w32_client_query(client, W32_DC_SELECT, &ask, sizeof ask, NULL, 0);
}

enum w32_status w32_client_dc_save(const struct w32_client *client, uint32_t *ret_level)
{
    struct w32_dc_level answer;
    enum w32_status status = w32_client_query(client, W32_DC_SAVE, NULL, 0, &answer, sizeof answer);

    if (status == W32_OK)
        *ret_level = answer.level;
    return status;
}

enum w32_status w32_client_dc_restore(const struct w32_client *client, uint32_t level)
{
    struct w32_dc_level ask = {level};

    return w32_client_query(client, W32_DC_RESTORE, &ask, sizeof ask, NULL, 0);
}

enum w32_status w32_client_modes(const struct w32_client *client, const struct w32_dc_modes *modes)
{
    return w32_client_query(client, W32_DC_MODES, modes, sizeof *modes, NULL, 0);
}

enum w32_status w32_client_dc_query(const struct w32_client *client, struct w32_dc_query_out *ret_answer)
{
    struct w32_dc_query_out answer;
    enum w32_status status = w32_client_query(client, W32_DC_QUERY, NULL, 0, &answer, sizeof answer);

    if (status == W32_OK)
        *ret_answer = answer;
    return status;
}

enum w32_status w32_client_blt(const struct w32_client *client, struct w32_rect target, w32_handle source,
                               struct w32_rect from, uint32_t rop)
{
    struct w32_blt_in ask = {target, source, from, rop};

    return w32_client_query(client, W32_BLT, &ask, sizeof ask, NULL, 0);
}

enum w32_status w32_client_pattern(const struct w32_client *client, struct w32_rect target, uint32_t rop)
{
    return w32_client_blt(client, target, 0, target, rop);
}

enum w32_status w32_client_path_add(const struct w32_client *client, enum w32_path_verb verb,
                                    const struct w32_point *points, uint32_t count)
{
    struct w32_message message = {0};

    w32_message_put_u32(&message, (uint32_t)verb);
    w32_message_put_u32(&message, count);
    w32_message_put(&message, points, count * sizeof *points);
    return w32_message_send(&message, client, W32_PATH_ADD);
}

enum w32_status w32_client_path_change(const struct w32_client *client, enum w32_path_change change)
{
    struct w32_path_change_in ask = {(uint32_t)change};

    return w32_client_query(client, W32_PATH_CHANGE, &ask, sizeof ask, NULL, 0);
}

enum w32_status w32_client_path_draw(const struct w32_client *client, uint32_t what)
{
    struct w32_path_draw_in ask = {what};

    return w32_client_query(client, W32_PATH_DRAW, &ask, sizeof ask, NULL, 0);
}

enum w32_status w32_client_path_region(const struct w32_client *client, w32_handle *ret_region)
{
    struct w32_message message = {0};

    return w32_message_send_object(&message, client, W32_PATH_REGION, ret_region);
}

enum w32_status w32_client_path_query(const struct w32_client *client, struct w32_path_point *points, uint32_t room,
                                      uint32_t *ret_count)
{
    uint32_t size = (uint32_t)(sizeof(struct w32_path_query_out) + room * sizeof *points);
    struct w32_path_query_out *answer = malloc(size);
    enum w32_status status = W32_NO_MEMORY;

    if (answer)
        status = w32_client_query(client, W32_PATH_QUERY, NULL, 0, answer, size);
    if (status == W32_OK) {
        if (answer->count && room)
            memcpy(points, answer->points, (answer->count < room ? answer->count : room) * sizeof *points);
        *ret_count = answer->count;
    }
    free(answer);
    return status;
}
