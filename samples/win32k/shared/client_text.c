/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <string.h>

#include "shared/address.h"
#include "shared/client.h"

enum w32_status w32_client_font(const struct w32_client *client, const void *file, uint32_t size, w32_handle *ret_font)
{
    struct w32_font_load_in ask = {w32_address_of(file), size};
    struct w32_message message = {0};

    w32_message_put(&message, &ask, sizeof ask);
    return w32_message_send_object(&message, client, W32_FONT_LOAD, ret_font);
}

enum w32_status w32_client_font_query(const struct w32_client *client, w32_handle font,
                                      struct w32_font_query_out *ret_answer)
{
    struct w32_font_query_in ask = {font};
    uint32_t written;

    return w32_client_call(client, W32_FONT_QUERY, &ask, sizeof ask, ret_answer, sizeof *ret_answer, &written);
}

enum w32_status w32_client_codes(const struct w32_client *client, struct w32_point at, uint32_t options,
                                 const uint32_t *codes, uint32_t count)
{
    struct w32_text_out_in head = {at, options, count};
    struct w32_message message = {0};

    w32_message_put(&message, &head, sizeof head);
    w32_message_put(&message, codes, count * sizeof *codes);
    return w32_message_send(&message, client, W32_TEXT_OUT);
}

enum w32_status w32_client_text(const struct w32_client *client, int32_t x, int32_t y, const char *text)
{
    struct w32_text_out_in head = {{x, y}, 0, (uint32_t)strlen(text)};
    struct w32_message message = {0};

    w32_message_put(&message, &head, sizeof head);
    for (; *text; text++)
        w32_message_put_u32(&message, (unsigned char)*text);
    return w32_message_send(&message, client, W32_TEXT_OUT);
}

enum w32_status w32_client_extent(const struct w32_client *client, const uint32_t *codes, uint32_t count,
                                  uint32_t *ends, struct w32_text_extent_out *ret_answer)
{
    struct w32_text_extent_in head = {w32_address_of(ends), count};
    struct w32_message message = {0};
    uint32_t written;
    enum w32_status status = W32_NO_MEMORY;

    w32_message_put(&message, &head, sizeof head);
    w32_message_put(&message, codes, count * sizeof *codes);
    if (!message.failed)
        status = w32_client_call(client, W32_TEXT_EXTENT, message.bytes, message.size, ret_answer, sizeof *ret_answer,
                                 &written);
    w32_message_free(&message);
    return status;
}
