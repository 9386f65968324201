/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "workload_load.h"

#include <stdlib.h>
#include <string.h>

#include "shared/digest.h"

/* Whether a request answers with a handle. Its number is the driver's own choice, so nobody compares it. */
static bool makes_object(uint32_t code)
{
    static const struct {
        uint32_t code;
        const char *out;
    } rows[] = {
#define W32_REQUEST(NAME, code, method, in_min, out_min, function) {code, #out_min},
#include "shared/requests.def"
#undef W32_REQUEST
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].code == code)
            return strcmp(rows[i].out, "sizeof(struct w32_object_out)") == 0;
    }
    return false;
}

bool load_one_in(struct load *load, int32_t n)
{
    return w32_random_in(&load->random, 1, n) == 1;
}

int32_t load_coordinate(struct load *load)
{
    if (load_one_in(load, 60))
        return w32_random_in(&load->random, -40000, 40000);
    return w32_random_in(&load->random, -30, SIDE + 30);
}

struct w32_point load_point(struct load *load)
{
    struct w32_point result;

    result.x = load_coordinate(load);
    result.y = load_coordinate(load);
    return result;
}

struct w32_rect load_rect(struct load *load)
{
    struct w32_rect result;

    result.left = load_coordinate(load);
    result.top = load_coordinate(load);
    result.right = result.left + w32_random_in(&load->random, load_one_in(load, 30) ? -5 : 0, 70);
    result.bottom = result.top + w32_random_in(&load->random, load_one_in(load, 30) ? -5 : 0, 70);
    return result;
}

/* Mostly one that lies inside the surface. */
struct w32_rect load_inner_rect(struct load *load)
{
    struct w32_rect result;

    result.left = w32_random_in(&load->random, 0, 100);
    result.top = w32_random_in(&load->random, 0, 100);
    result.right = result.left + w32_random_in(&load->random, 0, load_one_in(load, 10) ? SIDE : 60);
    result.bottom = result.top + w32_random_in(&load->random, 0, 60);
    return result;
}

w32_handle load_handle(struct load *load, enum w32_type type)
{
    if (load_one_in(load, 60))
        return w32_random_next(&load->random);
    if (load_one_in(load, 20))
        type = (enum w32_type)w32_random_in(&load->random, W32_TYPE_REGION, W32_TYPE_FONT);
    return load->handles[type][w32_random_in(&load->random, 0, HANDLES - 1)];
}

uint32_t load_colour(struct load *load)
{
    uint32_t value = w32_random_next(&load->random);

    return value & 1 ? W32_COLOUR_INDEX | (value >> 8 & 0xffu) : value;
}

void load_put_u32(struct load *load, uint32_t value)
{
    w32_message_put_u32(&load->message, value);
}

void load_put_rect(struct load *load, struct w32_rect value)
{
    w32_message_put(&load->message, &value, sizeof value);
}

void load_put_point(struct load *load, struct w32_point value)
{
    w32_message_put(&load->message, &value, sizeof value);
}

void load_put_points(struct load *load, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        load_put_point(load, load_point(load));
}

static void build_region_data(struct load *load)
{
    uint32_t count = (uint32_t)w32_random_in(&load->random, 0, 12);

    load_put_u32(load, count + (load_one_in(load, 20) ? 1 : 0)); /* now and then more than there are */
    for (uint32_t i = 0; i < count; i++)
        load_put_rect(load, load_rect(load));
}

static void build_path(struct load *load)
{
    uint32_t steps = load_one_in(load, 2) ? 1 : (uint32_t)w32_random_in(&load->random, 0, 12);
    uint32_t contours = (uint32_t)w32_random_in(&load->random, 1, 3);
    uint32_t lengths[3], points = 0;

    for (uint32_t i = 0; i < contours; i++) {
        lengths[i] =
            (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, 5) * (load_one_in(load, 20) ? 1 : 3);
        points += lengths[i];
    }
    load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 20) ? 2 : 1));
    load_put_u32(load, contours);
    load_put_u32(load, points + (load_one_in(load, 30) ? 1 : 0));
    load_put_u32(load, steps);
    for (uint32_t i = 0; i < contours; i++)
        load_put_u32(load, lengths[i]);
    load_put_points(load, points);
}

static void build_pen(struct load *load)
{
    uint32_t count = (uint32_t)w32_random_in(&load->random, 0, W32_PEN_DASHES);

    load_put_u32(load, load_colour(load));
    load_put_u32(load, load_one_in(load, 20) ? W32_PEN_STYLE_MAX + 1 : count);
    for (uint32_t i = 0; i < count; i++)
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, 9));
}

static void build_palette(struct load *load)
{
    uint32_t count = (uint32_t)w32_random_in(&load->random, 0, W32_PALETTE_SIZE);

    load_put_u32(load, load_one_in(load, 10) ? count + 1 : count);
    for (uint32_t i = 0; i < count; i++)
        load_put_u32(load, w32_random_next(&load->random));
}

static void build_blit(struct load *load)
{
    static const uint32_t formats[] = {W32_BITS_MASK, W32_BITS_INDEX, W32_BITS_RGB, 4};
    struct w32_blit_bits_in head;
    uint32_t bytes;

    head.x = load_coordinate(load);
    head.y = load_coordinate(load);
    head.width = (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, 80);
    head.height = (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, 80);
    head.format = formats[w32_random_in(&load->random, 0, load_one_in(load, 30) ? 3 : 2)];
    head.colour = load_colour(load);
    head.source_width = (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, 40);
    head.source_height = (uint32_t)w32_random_in(&load->random, 1, 40);
    w32_message_put(&load->message, &head, sizeof head);
    bytes =
        (head.source_width * (head.format == W32_BITS_MASK ? 1u : head.format) + 31u) / 32u * 4u * head.source_height;
    if (load_one_in(load, 30) && bytes)
        bytes -= 1;
    for (uint32_t i = 0; i < bytes; i++) {
        uint8_t byte = (uint8_t)w32_random_next(&load->random);
        w32_message_put(&load->message, &byte, 1);
    }
}

/* One record that the driver would take, and now and then one that it would not. */
static void build_record(struct load *load)
{
    struct w32_point points[24];
    uint32_t count = (uint32_t)w32_random_in(&load->random, 0, 24);
    char title[40];

    for (uint32_t i = 0; i < count; i++)
        points[i] = load_point(load);
    switch (w32_random_in(&load->random, 1, load_one_in(load, 40) ? 12 : 11)) {
    case W32_RECORD_COLOUR:
        w32_metafile_colour(&load->message, load_colour(load));
        break;
    case W32_RECORD_RECT:
        w32_metafile_rect(&load->message, W32_RECORD_RECT, load_rect(load));
        break;
    case W32_RECORD_POLYGON:
        w32_metafile_points(&load->message, W32_RECORD_POLYGON, points, count);
        break;
    case W32_RECORD_POLYLINE:
        w32_metafile_points(&load->message, W32_RECORD_POLYLINE, points, count);
        break;
    case W32_RECORD_CLIP:
        w32_metafile_rect(&load->message, W32_RECORD_CLIP, load_inner_rect(load));
        break;
    case W32_RECORD_TITLE:
        memset(title, 'a' + (int)(count % 26), sizeof title);
        title[count + 1] = 0;
        w32_metafile_title(&load->message, title, count + 2);
        break;
    case W32_RECORD_PEN:
        w32_metafile_pen(&load->message, count % 4, load_colour(load), count / 4 + (load_one_in(load, 40) ? 0 : 1));
        break;
    case W32_RECORD_USE_PEN:
        w32_metafile_pen(&load->message, 0, load_colour(load), 1 + count % 5);
        w32_metafile_use_pen(&load->message, load_one_in(load, 20) ? 3 + count : 0);
        break;
    case W32_RECORD_PATTERN:
        w32_metafile_pattern(&load->message, load_rect(load),
                             load_one_in(load, 30)  ? W32_ROP_COPY
                             : load_one_in(load, 2) ? W32_ROP_PATTERN
                                                    : W32_ROP_INVERT);
        break;
    case W32_RECORD_POLYPOLYGON: {
        uint32_t lengths[] = {count / 3, count / 2 - count / 3, count - count / 2};

        w32_metafile_polypolygon(&load->message, lengths, 3, points, count);
        break;
    }
    case W32_RECORD_TEXT:
        memset(title, 'a' + (int)(count % 20), sizeof title);
        title[count % 10] = 0;
        w32_metafile_text(&load->message, load_point(load), title);
        break;
    default:
        w32_metafile_rect(&load->message, (enum w32_record_type)99, load_rect(load));
        break;
    }
}

static void build_metafile(struct load *load)
{
    int32_t records = w32_random_in(&load->random, 0, 12);

    w32_metafile_begin(&load->message, w32_random_in(&load->random, -20, 20), w32_random_in(&load->random, -20, 20));
    for (int32_t i = 0; i < records; i++)
        build_record(load);
    if (!load_one_in(load, 30))
        w32_metafile_end(&load->message);
}

/* Every request, and some of them more often. */
static const uint32_t codes[] = {
#define W32_REQUEST(NAME, code, method, in_min, out_min, function) code,
#include "shared/requests.def"
#undef W32_REQUEST
    W32_REGION_COMBINE, W32_REGION_COMBINE, W32_BLIT_BITS, W32_METAFILE_PLAY, W32_BLT, W32_BLT, W32_DC_SELECT,
    W32_DC_SELECT, W32_FILL_RECT, W32_TEXT_OUT, W32_TEXT_OUT, W32_FONT_LOAD, W32_PATH_ADD,
    W32_PATH_ADD, W32_PATH_ADD,
    W32_WINDOW_CREATE, W32_WINDOW_CREATE, W32_WINDOW_CREATE, W32_WINDOW_PAINT, W32_WINDOW_HIT,
    W32_TIMER_SET, W32_TIMER_SET, W32_TIMER_KILL, W32_CURSOR_SET, W32_CURSOR_SET,
    W32_MENU_INSERT, W32_MENU_INSERT, W32_MENU_INSERT, W32_MENU_INSERT, W32_MENU_SET, W32_MENU_TRACK, W32_MENU_TRACK,
    W32_SCROLL_SET, W32_CURSOR_QUERY, W32_MENU_CHANGE,
    0xdead};

/* Puts the request together; returns how much room its answer is given. */
static uint32_t build(struct load *load, uint32_t code)
{
    uint32_t room;

    if (load_build_gdi(load, code, &room) || load_build_user(load, code, &room) || load_build_menu(load, code, &room))
        return room;
    switch (code) {
    case W32_SURFACE_CREATE:
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, SIDE - 60, SIDE));
        load_put_u32(load, load_one_in(load, 10) ? 0 : (uint32_t)w32_random_in(&load->random, SIDE - 60, SIDE));
        return 0;
    case W32_SURFACE_READ:
        load_put_rect(load, load_inner_rect(load));
        return (uint32_t)w32_random_in(&load->random, load_one_in(load, 10) ? 0 : OUT_MAX / 4, OUT_MAX);
    case W32_REGION_CREATE_RECT:
        load_put_rect(load, load_rect(load));
        return 4;
    case W32_REGION_CREATE_DATA:
        build_region_data(load);
        return 4;
    case W32_REGION_CREATE_PATH:
        build_path(load);
        return 4;
    case W32_REGION_COMBINE:
        load_put_u32(load, load_handle(load, W32_TYPE_REGION));
        load_put_u32(load, load_handle(load, W32_TYPE_REGION));
        load_put_u32(load, load_handle(load, W32_TYPE_REGION));
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 30) ? 5 : 4));
        return 0;
    case W32_REGION_OFFSET:
        load_put_u32(load, load_handle(load, W32_TYPE_REGION));
        load_put_point(load, (struct w32_point){w32_random_in(&load->random, -20, 20),
                                           load_one_in(load, 20) ? 32767 : w32_random_in(&load->random, -20, 20)});
        return 0;
    case W32_REGION_QUERY:
        load_put_u32(load, load_handle(load, W32_TYPE_REGION));
        return (uint32_t)w32_random_in(&load->random, load_one_in(load, 10) ? 0 : 20, 600);
    case W32_OBJECT_ENUM:
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, 7));
        return 4;
    case W32_OBJECT_DELETE:
        load_put_u32(load, load_handle(load, load_one_in(load, 6)   ? W32_TYPE_HOOK
                                             : load_one_in(load, 8) ? W32_TYPE_MENU
                                             : load_one_in(load, 9) ? W32_TYPE_ICON
                                                                    : (enum w32_type)w32_random_in(&load->random, W32_TYPE_REGION,
                                                                                                   W32_TYPE_FONT)));
        return 0;
    case W32_REGION_DELETE:
    case W32_CLIP_SELECT:
        load_put_u32(load, code == W32_CLIP_SELECT && load_one_in(load, 2) ? 0 : load_handle(load, W32_TYPE_REGION));
        return 0;
    case W32_PEN_SET:
        build_pen(load);
        return 0;
    case W32_PALETTE_SET:
        build_palette(load);
        return 0;
    case W32_PALETTE_QUERY:
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, W32_PALETTE_SIZE));
        return (uint32_t)w32_random_in(&load->random, load_one_in(load, 5) ? 0 : W32_PALETTE_SIZE * 4,
                                       W32_PALETTE_SIZE * 4);
    case W32_FILL_RECT:
        load_put_u32(load, load_colour(load));
        load_put_rect(load, load_rect(load));
        return 0;
    case W32_FILL_REGION:
        load_put_u32(load, load_colour(load));
        load_put_u32(load, load_handle(load, W32_TYPE_REGION));
        return 0;
    case W32_POLYLINE: {
        uint32_t count = (uint32_t)w32_random_in(&load->random, 0, 10);

        load_put_u32(load, count + (load_one_in(load, 20) ? 1 : 0));
        load_put_points(load, count);
        return 0;
    }
    case W32_BLIT_BITS:
        build_blit(load);
        return 0;
    case W32_COPY_RECT:
        load_put_rect(load, load_inner_rect(load));
        load_put_point(load, load_point(load));
        return 0;
    case W32_METAFILE_PLAY:
        build_metafile(load);
        return 0;
    default:
        return load_one_in(load, 4) ? 3 : W32_TITLE_MAX + 1;
    }
}

/* Changes a few words of the request, the first ones most of all: there the counts are. */
static void corrupt(struct load *load)
{
    static const uint32_t liked[] = {0,          1,          2,     0x7fffffff, 0x80000000, 0xffffffff, 0x10000001,
                                     0x40000000, 0x20000001, 65535, 256,        257,        16,         9};
    int32_t words = (int32_t)(load->message.size / 4);

    for (int32_t i = w32_random_in(&load->random, 0, 3); i > 0 && words > 0; i--) {
        int32_t last = load_one_in(load, 2) && words > 6 ? 5 : words - 1;
        size_t at = (size_t)w32_random_in(&load->random, 0, last) * 4;
        uint32_t word;

        memcpy(&word, load->message.bytes + at, sizeof word);
        if (load_one_in(load, 3))
            word += (uint32_t)w32_random_in(&load->random, -2, 2);
        else
            word = liked[w32_random_in(&load->random, 0, sizeof liked / sizeof liked[0] - 1)];
        memcpy(load->message.bytes + at, &word, sizeof word);
    }
}

static uint64_t digest_bytes(const uint8_t *bytes, uint32_t count)
{
    uint64_t digest = W32_DIGEST_START;

    for (uint32_t i = 0; i < count; i++)
        digest = w32_digest_u32(digest, bytes[i]);
    return digest;
}

/* What the client says when it is called back about its objects: it ends some of them, and stops now and then. */
static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    struct load *load = context;
    struct w32_callback_object_in ask;
    struct w32_callback_object_out told = {load_one_in(load, 8) ? 0 : 1};
    struct w32_callback_window_in window;
    struct w32_callback_menu_in menu;

    if (code == W32_CALLBACK_MENU && in_size == sizeof menu && out_size == sizeof(struct w32_callback_menu_out)) {
        struct w32_callback_menu_out choice;

        memcpy(&menu, in, sizeof menu);
        choice = load_answer_menu(load, &menu);
        memcpy(out, &choice, sizeof choice);
        *ret_written = sizeof choice;
        return load_one_in(load, 100) ? W32_NO_ANSWER : W32_OK;
    }
    if (out_size != sizeof told)
        return W32_NO_ANSWER;
    if (code == W32_CALLBACK_WINDOW && in_size == sizeof window) {
        memcpy(&window, in, sizeof window);
        told.go_on = load_answer_window(load, &window);
    } else if (code == W32_CALLBACK_HOOK && in_size == sizeof(struct w32_callback_hook_in)) {
        told.go_on = load_one_in(load, 50); /* a hook that ends is a fault */
    } else if (code == W32_CALLBACK_MESSAGE && in_size >= sizeof(struct w32_callback_message_in)) {
        told.go_on = in_size;
        if (load_one_in(load, 8))
            (void)w32_client_object_delete(load->client, load_handle(load, W32_TYPE_WINDOW));
    } else if (code == W32_CALLBACK_OBJECT && in_size == sizeof ask) {
        memcpy(&ask, in, sizeof ask);
        /* The raw form is at fault when a class or a cursor ends before its windows, so they stay. */
        if (load_one_in(load, 12) && ask.type != W32_TYPE_CLASS && ask.type != W32_TYPE_CURSOR)
            (void)w32_client_object_delete(load->client, ask.object);
    } else {
        return W32_NO_ANSWER;
    }
    memcpy(out, &told, sizeof told);
    *ret_written = load_one_in(load, 100) ? 1 : sizeof told;
    return W32_OK;
}

bool w32_workload_run(const struct w32_client *client, enum w32_workload_kind kind, uint64_t seed,
                      uint32_t steps, w32_workload_step *step, w32_workload_ready *ready, void *context)
{
    struct load *load = calloc(1, sizeof *load);
    bool whole = load != NULL;

    for (uint32_t i = 0; whole && i < steps; i++) {
        uint32_t room, size, written, code;
        enum w32_status status;

        if (i == 0) {
            load->random = w32_random_seed(seed);
            load->client = client;
            client->host->answer(client->context, answer, load);
            client->host->confine(client->context, load->file, sizeof load->file);
        }
        code = i == 1 || load_one_in(load, 200)
                   ? W32_SURFACE_CREATE
                   : codes[w32_random_in(&load->random, 0, sizeof codes / sizeof codes[0] - 1)];
        load->prepared = false;
        room = build(load, code);
        if (load->prepared && ready)
            ready(context);
        whole = !load->message.failed;
        if (whole && kind == W32_WORKLOAD_HOSTILE)
            corrupt(load);
        size = load->message.size;
        if (size && load_one_in(load, 50))
            size -= (uint32_t)w32_random_in(&load->random, 1, (int32_t)size);
        memset(load->out, 0xee, room);
        status = w32_client_call(client, code, load->message.bytes, size, load->out, room, &written);
        if (status == W32_OK && makes_object(code)) {
            w32_handle made;

            memcpy(&made, load->out, sizeof made);
            load->handles[made >> 16 & 0x1fu][w32_random_in(&load->random, 0, HANDLES - 1)] = made;
        }
        /* What was not written must not have been touched either: it goes into the digest too. */
        if (code == W32_FONT_QUERY && room == sizeof(struct w32_font_query_out))
            memset(load->out + 9, 0, 3); /* padding, in which the two forms differ: it is one of the faults */
        if (status == W32_OK)
            load_clean_user(load, code);
        if (status == W32_OK)
            load_clean_menu(load, code);
        step(context, code, status, written, makes_object(code) ? 0 : digest_bytes(load->out, room));
        w32_message_free(&load->message);
    }
    client->host->answer(client->context, NULL, NULL);
    client->host->confine(client->context, NULL, 0);
    free(load);
    return whole;
}
