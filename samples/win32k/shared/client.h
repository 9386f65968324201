/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The client's side of the requests: one function each, for programs that draw, test or attack.
 *
 * A client knows nothing of the driver but the request interface; how a request gets there is up to the host (a call in
 * the tests, a device request elsewhere). All functions return the driver's status, or
 * W32_NO_MEMORY if the client itself has none left. Outputs are untouched on failure.
 */
#ifndef W32_CLIENT_H
#define W32_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/abi.h"

/*
 * What a client answers to a callback of the driver: reads `in`, writes up to `out_size` bytes of `out`. It may make
 * any request meanwhile. Anything but W32_OK: no answer.
 */
typedef enum w32_status w32_client_answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                                          uint32_t out_size, uint32_t *ret_written);

/*
 * What happens to the client's memory right before the driver reads `size` bytes at `address`: another thread of the
 * client may change them. False: they are no longer there, the read fails.
 */
typedef bool w32_client_watch(void *context, const void *address, size_t size);

struct w32_client;

/* What the host of a client can do for it beside requests. */
struct w32_client_host {
    enum w32_status (*call)(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                            uint32_t out_size, uint32_t *ret_written);
    /* A client in a process of its own. On failure: as w32_process_attach. */
    enum w32_status (*spawn)(void *context, struct w32_client *ret_client);
    /* The end of the process of a spawned client. */
    void (*exit)(void *context);
    /* Who answers the driver's callbacks from here on. Null: nobody. */
    void (*answer)(void *context, w32_client_answer *answer, void *answer_context);
    /* Who is told before the driver reads the client's memory from here on. Null: nobody. */
    void (*watch)(void *context, w32_client_watch *watch, void *watch_context);
    /* From here on the client has no memory but this and the blocks of its requests. Null: it has all there is. */
    void (*confine)(void *context, const void *start, size_t size);
    /* The clock of the driver's platform goes on by so much. */
    void (*tick)(void *context, uint64_t milliseconds);
};

struct w32_client {
    const struct w32_client_host *host;
    void *context;
};

/* One request, as it is. ret_written is set on every return. */
enum w32_status w32_client_call(const struct w32_client *client, uint32_t code, const void *in, uint32_t in_size,
                                void *out, uint32_t out_size, uint32_t *ret_written);

/*
 * Bytes put together for a request of varying size. After a failed allocation `failed` stays set and all further
 * puts do nothing. Start with all zero, end with w32_message_free.
 */
struct w32_message {
    uint8_t *bytes;
    uint32_t size;
    uint32_t capacity;
    bool failed;
};
void w32_message_put(struct w32_message *message, const void *bytes, size_t size);
void w32_message_put_u32(struct w32_message *message, uint32_t value);
void w32_message_free(struct w32_message *message);
/* Sends a message without output and frees it. */
enum w32_status w32_message_send(struct w32_message *message, const struct w32_client *client, uint32_t code);
/* Sends a message that makes an object and frees it. */
enum w32_status w32_message_send_object(struct w32_message *message, const struct w32_client *client, uint32_t code,
                                        w32_handle *ret_object);

enum w32_status w32_client_surface_create(const struct w32_client *client, uint32_t width, uint32_t height);
/* pixels has room for the whole rectangle. */
enum w32_status w32_client_surface_read(const struct w32_client *client, struct w32_rect rect, uint32_t *pixels);
enum w32_status w32_client_region_rect(const struct w32_client *client, struct w32_rect rect,
                                       w32_handle *ret_region);
enum w32_status w32_client_region_data(const struct w32_client *client, const struct w32_rect *rects,
                                       uint32_t count, w32_handle *ret_region);
/* One contour. */
enum w32_status w32_client_region_path(const struct w32_client *client, enum w32_fill_mode mode, uint32_t steps,
                                       const struct w32_point *points, uint32_t count, w32_handle *ret_region);
enum w32_status w32_client_region_combine(const struct w32_client *client, w32_handle target, w32_handle a,
                                          w32_handle b, enum w32_combine op);
enum w32_status w32_client_region_offset(const struct w32_client *client, w32_handle region, int32_t dx, int32_t dy);
/* At most `room` rectangles; ret_count is how many the region has, ret_bounds may be null. */
enum w32_status w32_client_region_query(const struct w32_client *client, w32_handle region, struct w32_rect *rects,
                                        uint32_t room, struct w32_rect *ret_bounds, uint32_t *ret_count);
enum w32_status w32_client_region_delete(const struct w32_client *client, w32_handle region);
enum w32_status w32_client_clip(const struct w32_client *client, w32_handle region);
enum w32_status w32_client_pen(const struct w32_client *client, uint32_t colour, const uint32_t *dashes,
                               uint32_t count);
enum w32_status w32_client_palette_set(const struct w32_client *client, const uint32_t *entries, uint32_t count);
enum w32_status w32_client_palette_query(const struct w32_client *client, uint32_t *entries, uint32_t count);
enum w32_status w32_client_fill_rect(const struct w32_client *client, struct w32_rect rect, uint32_t colour);
enum w32_status w32_client_fill_region(const struct w32_client *client, w32_handle region, uint32_t colour);
enum w32_status w32_client_polyline(const struct w32_client *client, const struct w32_point *points,
                                    uint32_t count);
enum w32_status w32_client_object_delete(const struct w32_client *client, w32_handle object);
/* Calls the client's answer for each object; type 0: of all types. */
enum w32_status w32_client_object_enum(const struct w32_client *client, uint32_t type, uint32_t *ret_called);
/* `bits` holds bits_size bytes: all source rows, each filled up to four bytes. */
enum w32_status w32_client_blit(const struct w32_client *client, const struct w32_blit_bits_in *head,
                                const void *bits, size_t bits_size);
enum w32_status w32_client_copy_rect(const struct w32_client *client, struct w32_rect source, int32_t x, int32_t y);
/* text has room for W32_TITLE_MAX + 1 characters. */
enum w32_status w32_client_title(const struct w32_client *client, char *text);

/* Metafiles: begin, add records, then send the message as W32_METAFILE_PLAY. */
void w32_metafile_begin(struct w32_message *message, int32_t x, int32_t y);
void w32_metafile_colour(struct w32_message *message, uint32_t colour);
void w32_metafile_rect(struct w32_message *message, enum w32_record_type type, struct w32_rect rect);
void w32_metafile_points(struct w32_message *message, enum w32_record_type type, const struct w32_point *points,
                         uint32_t count);
/* `length` characters of text go into the record. */
void w32_metafile_title(struct w32_message *message, const char *text, uint32_t length);
void w32_metafile_pen(struct w32_message *message, uint32_t index, uint32_t colour, uint32_t width);
void w32_metafile_use_pen(struct w32_message *message, uint32_t index);
void w32_metafile_pattern(struct w32_message *message, struct w32_rect rect, uint32_t rop);
/* `count` points of so many contours. */
void w32_metafile_polypolygon(struct w32_message *message, const uint32_t *lengths, uint32_t contours,
                              const struct w32_point *points, uint32_t count);
void w32_metafile_text(struct w32_message *message, struct w32_point at, const char *text);
void w32_metafile_end(struct w32_message *message);

#include "shared/client_gdi.h"
#include "shared/client_user.h"
#include "shared/client_menu.h"

#endif
