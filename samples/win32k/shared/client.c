/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared/client.h"

#include <stdlib.h>
#include <string.h>

enum w32_status w32_client_call(const struct w32_client *client, uint32_t code, const void *in, uint32_t in_size,
                                void *out, uint32_t out_size, uint32_t *ret_written)
{
    return client->host->call(client->context, code, in, in_size, out, out_size, ret_written);
}

static enum w32_status w32_client_ask(const struct w32_client *client, uint32_t code, const void *in,
                                      uint32_t in_size)
{
    uint32_t written;

    return w32_client_call(client, code, in, in_size, NULL, 0, &written);
}

void w32_message_put(struct w32_message *message, const void *bytes, size_t size)
{
    if (message->failed || size == 0)
        return;
    if (size > W32_BLOCK_MAX || message->size + size > message->capacity) {
        size_t capacity = ((size_t)message->size + size) * 2;
        uint8_t *grown = capacity > 4u * W32_BLOCK_MAX ? NULL : realloc(message->bytes, capacity);

        if (!grown) {
            message->failed = true;
            return;
        }
        message->bytes = grown;
        message->capacity = (uint32_t)capacity;
    }
    memcpy(message->bytes + message->size, bytes, size);
    message->size += (uint32_t)size;
}

void w32_message_put_u32(struct w32_message *message, uint32_t value)
{
    w32_message_put(message, &value, sizeof value);
}

void w32_message_free(struct w32_message *message)
{
    free(message->bytes);
    memset(message, 0, sizeof *message);
}

enum w32_status w32_message_send(struct w32_message *message, const struct w32_client *client, uint32_t code)
{
    enum w32_status status = W32_NO_MEMORY;

    if (!message->failed)
        status = w32_client_ask(client, code, message->bytes, message->size);
    w32_message_free(message);
    return status;
}

enum w32_status w32_message_send_object(struct w32_message *message, const struct w32_client *client, uint32_t code,
                                        w32_handle *ret_object)
{
    struct w32_object_out answer;
    uint32_t written;
    enum w32_status status = W32_NO_MEMORY;

    if (!message->failed)
        status = w32_client_call(client, code, message->bytes, message->size, &answer, sizeof answer, &written);
    w32_message_free(message);
    if (status == W32_OK)
        *ret_object = answer.object;
    return status;
}

enum w32_status w32_client_surface_create(const struct w32_client *client, uint32_t width, uint32_t height)
{
    struct w32_surface_create_in ask = {width, height};

    return w32_client_ask(client, W32_SURFACE_CREATE, &ask, sizeof ask);
}

enum w32_status w32_client_surface_read(const struct w32_client *client, struct w32_rect rect, uint32_t *pixels)
{
    struct w32_surface_read_in ask = {rect};
    uint32_t size = (uint32_t)(rect.right - rect.left) * (uint32_t)(rect.bottom - rect.top) * 4u;
    uint32_t written;

    return w32_client_call(client, W32_SURFACE_READ, &ask, sizeof ask, pixels, size, &written);
}

enum w32_status w32_client_region_rect(const struct w32_client *client, struct w32_rect rect,
                                       w32_handle *ret_region)
{
    struct w32_message message = {0};

    w32_message_put(&message, &rect, sizeof rect);
    return w32_message_send_object(&message, client, W32_REGION_CREATE_RECT, ret_region);
}

enum w32_status w32_client_region_data(const struct w32_client *client, const struct w32_rect *rects,
                                       uint32_t count, w32_handle *ret_region)
{
    struct w32_message message = {0};

    w32_message_put_u32(&message, count);
    w32_message_put(&message, rects, count * sizeof *rects);
    return w32_message_send_object(&message, client, W32_REGION_CREATE_DATA, ret_region);
}

enum w32_status w32_client_region_path(const struct w32_client *client, enum w32_fill_mode mode, uint32_t steps,
                                       const struct w32_point *points, uint32_t count, w32_handle *ret_region)
{
    struct w32_region_create_path_in head = {(uint32_t)mode, 1, count, steps};
    struct w32_message message = {0};

    w32_message_put(&message, &head, sizeof head);
    w32_message_put_u32(&message, count);
    w32_message_put(&message, points, count * sizeof *points);
    return w32_message_send_object(&message, client, W32_REGION_CREATE_PATH, ret_region);
}

enum w32_status w32_client_region_combine(const struct w32_client *client, w32_handle target, w32_handle a,
                                          w32_handle b, enum w32_combine op)
{
    struct w32_region_combine_in ask = {target, a, b, (uint32_t)op};

    return w32_client_ask(client, W32_REGION_COMBINE, &ask, sizeof ask);
}

enum w32_status w32_client_region_offset(const struct w32_client *client, w32_handle region, int32_t dx, int32_t dy)
{
    struct w32_region_offset_in ask = {region, dx, dy};

    return w32_client_ask(client, W32_REGION_OFFSET, &ask, sizeof ask);
}

enum w32_status w32_client_region_query(const struct w32_client *client, w32_handle region, struct w32_rect *rects,
                                        uint32_t room, struct w32_rect *ret_bounds, uint32_t *ret_count)
{
    struct w32_region_query_in ask = {region};
    uint32_t size = (uint32_t)(sizeof(struct w32_region_query_out) + room * sizeof *rects);
    struct w32_region_query_out *answer = malloc(size);
    uint32_t written;
    enum w32_status status = W32_NO_MEMORY;

    if (answer)
        status = w32_client_call(client, W32_REGION_QUERY, &ask, sizeof ask, answer, size, &written);
    if (status == W32_OK) {
        if (answer->count && room)
            memcpy(rects, answer->rects, (answer->count < room ? answer->count : room) * sizeof *rects);
        if (ret_bounds)
            *ret_bounds = answer->bounds;
        *ret_count = answer->count;
    }
    free(answer);
    return status;
}

enum w32_status w32_client_region_delete(const struct w32_client *client, w32_handle region)
{
    struct w32_region_delete_in ask = {region};

    return w32_client_ask(client, W32_REGION_DELETE, &ask, sizeof ask);
}

enum w32_status w32_client_clip(const struct w32_client *client, w32_handle region)
{
    struct w32_clip_select_in ask = {region};

    return w32_client_ask(client, W32_CLIP_SELECT, &ask, sizeof ask);
}

enum w32_status w32_client_pen(const struct w32_client *client, uint32_t colour, const uint32_t *dashes,
                               uint32_t count)
{
    struct w32_message message = {0};

    w32_message_put_u32(&message, colour);
    w32_message_put_u32(&message, count);
    w32_message_put(&message, dashes, count * sizeof *dashes);
    return w32_message_send(&message, client, W32_PEN_SET);
}

enum w32_status w32_client_palette_set(const struct w32_client *client, const uint32_t *entries, uint32_t count)
{
    struct w32_message message = {0};

    w32_message_put_u32(&message, count);
    w32_message_put(&message, entries, count * sizeof *entries);
    return w32_message_send(&message, client, W32_PALETTE_SET);
}

enum w32_status w32_client_palette_query(const struct w32_client *client, uint32_t *entries, uint32_t count)
{
    struct w32_palette_query_in ask = {count};
    uint32_t written;

    return w32_client_call(client, W32_PALETTE_QUERY, &ask, sizeof ask, entries, count * 4u, &written);
}

enum w32_status w32_client_fill_rect(const struct w32_client *client, struct w32_rect rect, uint32_t colour)
{
    struct w32_fill_rect_in ask = {colour, rect};

    return w32_client_ask(client, W32_FILL_RECT, &ask, sizeof ask);
}

enum w32_status w32_client_fill_region(const struct w32_client *client, w32_handle region, uint32_t colour)
{
    struct w32_fill_region_in ask = {colour, region};

    return w32_client_ask(client, W32_FILL_REGION, &ask, sizeof ask);
}

enum w32_status w32_client_polyline(const struct w32_client *client, const struct w32_point *points, uint32_t count)
{
    struct w32_message message = {0};

    w32_message_put_u32(&message, count);
    w32_message_put(&message, points, count * sizeof *points);
    return w32_message_send(&message, client, W32_POLYLINE);
}

enum w32_status w32_client_blit(const struct w32_client *client, const struct w32_blit_bits_in *head,
                                const void *bits, size_t bits_size)
{
    struct w32_message message = {0};

    w32_message_put(&message, head, sizeof *head);
    w32_message_put(&message, bits, bits_size);
    return w32_message_send(&message, client, W32_BLIT_BITS);
}

enum w32_status w32_client_copy_rect(const struct w32_client *client, struct w32_rect source, int32_t x, int32_t y)
{
    struct w32_copy_rect_in ask = {source, x, y};

    return w32_client_ask(client, W32_COPY_RECT, &ask, sizeof ask);
}

enum w32_status w32_client_title(const struct w32_client *client, char *text)
{
    uint32_t written;

    return w32_client_call(client, W32_TITLE_QUERY, NULL, 0, text, W32_TITLE_MAX + 1, &written);
}

enum w32_status w32_client_object_delete(const struct w32_client *client, w32_handle object)
{
    struct w32_object_delete_in ask = {object};

    return w32_client_ask(client, W32_OBJECT_DELETE, &ask, sizeof ask);
}

enum w32_status w32_client_object_enum(const struct w32_client *client, uint32_t type, uint32_t *ret_called)
{
    struct w32_object_enum_in ask = {type};
    struct w32_object_enum_out answer;
    uint32_t written;
    enum w32_status status =
        w32_client_call(client, W32_OBJECT_ENUM, &ask, sizeof ask, &answer, sizeof answer, &written);

    if (status == W32_OK)
        *ret_called = answer.called;
    return status;
}
