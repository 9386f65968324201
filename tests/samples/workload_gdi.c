/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <string.h>

#include "shared/address.h"
#include "workload_load.h"

/* All bitmaps of a workload have at least so many rows, and up to twice as many. */
enum { ROWS = 12, COLUMNS = 40 };

static const uint32_t depths[] = {1, 4, 8, 32};

static void build_bitmap(struct load *load)
{
    load_put_u32(load, (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : COLUMNS, 2 * COLUMNS));
    load_put_u32(load, (uint32_t)w32_random_in(&load->random, ROWS, 2 * ROWS));
    load_put_u32(load, load_one_in(load, 30) ? 2 : depths[w32_random_in(&load->random, 0, 3)]);
    /* Indices without a colour are a fault: the system's palette has one for each. */
    load_put_u32(load, 0);
}

static uint32_t build_bits(struct load *load, bool set)
{
    uint32_t first = (uint32_t)w32_random_in(&load->random, 0, ROWS / 2);
    uint32_t rows = (uint32_t)w32_random_in(&load->random, 0, ROWS / 2);

    load_put_u32(load, load_handle(load, W32_TYPE_BITMAP));
    load_put_u32(load, first);
    load_put_u32(load, rows);
    if (set) {
        uint32_t words = rows * (load_one_in(load, 4) ? 2 : 2 * COLUMNS);

        for (uint32_t i = 0; i < words; i++)
            load_put_u32(load, w32_random_next(&load->random));
        return 0;
    }
    return load_one_in(load, 10) ? rows * 4 : rows * 2 * COLUMNS * 4;
}

static void build_entries(struct load *load, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        load_put_u32(load, w32_random_next(&load->random));
}

static uint32_t build_palette_entries(struct load *load, bool set)
{
    uint32_t start = (uint32_t)w32_random_in(&load->random, 0, 40);
    uint32_t count = (uint32_t)w32_random_in(&load->random, 0, 40);

    load_put_u32(load, load_handle(load, W32_TYPE_PALETTE));
    load_put_u32(load, start);
    load_put_u32(load, count);
    if (set)
        build_entries(load, load_one_in(load, 20) ? count / 2 : count);
    return set ? 0 : load_one_in(load, 10) ? 0 : count * 4;
}

static void build_brush(struct load *load)
{
    load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 30) ? 3 : 2));
    load_put_u32(load, load_colour(load));
    load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 30) ? 6 : 5));
    load_put_u32(load, load_handle(load, W32_TYPE_BITMAP));
}

static void build_pen(struct load *load)
{
    uint32_t count = (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 20) ? 9 : 4);

    load_put_u32(load, load_colour(load));
    load_put_u32(load, (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, 9));
    load_put_u32(load, count);
    for (uint32_t i = 0; i < count; i++)
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, load_one_in(load, 50) ? 0 : 1, 9));
}

/* Only objects of the type that is said: another one is a fault. So the handle is made up of the type. */
static void build_select(struct load *load)
{
    static const uint32_t types[] = {W32_TYPE_BITMAP, W32_TYPE_PALETTE, W32_TYPE_BRUSH, W32_TYPE_PEN, W32_TYPE_FONT,
                                     W32_TYPE_FONT};
    uint32_t type = types[w32_random_in(&load->random, 0, 5)];
    w32_handle object = load_handle(load, (enum w32_type)type);

    if (load_one_in(load, type == W32_TYPE_FONT ? 12 : 3) || (object >> 16 & 0x1fu) != type)
        object = 0;
    load_put_u32(load, type);
    load_put_u32(load, object);
}

static void build_modes(struct load *load)
{
    struct w32_dc_modes modes;

    modes.rop2 = load_one_in(load, 2) ? W32_ROP2_COPY
                                      : (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, 16);
    modes.back_mode = (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 30) ? 2 : 1);
    modes.back_colour = load_colour(load);
    modes.text_colour = load_colour(load);
    modes.fill_mode = (uint32_t)w32_random_in(&load->random, 0, 1);
    modes.brush_origin = load_point(load);
    w32_message_put(&load->message, &modes, sizeof modes);
}

static void build_blt(struct load *load)
{
    static const uint32_t rops[] = {W32_ROP_COPY, W32_ROP_PATTERN, W32_ROP_INVERT, W32_ROP_SOURCE_XOR,
                                    W32_ROP_MERGE_COPY};
    struct w32_rect from;

    load_put_rect(load, load_rect(load));
    load_put_u32(load, load_one_in(load, 3) ? 0 : load_handle(load, W32_TYPE_BITMAP));
    from.left = w32_random_in(&load->random, load_one_in(load, 30) ? -1 : 0, 20);
    from.top = w32_random_in(&load->random, 0, ROWS / 2);
    from.right = from.left + w32_random_in(&load->random, 0, COLUMNS / 2);
    from.bottom = from.top + w32_random_in(&load->random, 0, ROWS / 2);
    load_put_rect(load, from);
    load_put_u32(load, load_one_in(load, 2)
                           ? rops[w32_random_in(&load->random, 0, 4)]
                           : (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 30) ? 256 : 255));
}

/* A font file in the load's own memory: random glyphs, with a table of some letters or without one. */
static void build_font(struct load *load)
{
    struct w32_psf2 info = {W32_PSF2_MAGIC, 0, sizeof info, load_one_in(load, 2) ? W32_PSF2_HAS_TABLE : 0, 26, 0, 0, 0};
    struct w32_address file = w32_address_of(load->file);
    uint32_t size = sizeof info;

    info.width = (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 4, 12);
    info.height = (uint32_t)w32_random_in(&load->random, 4, 12);
    info.glyph_size = info.height * ((info.width + 7) / 8) + (load_one_in(load, 30) ? 1 : 0);
    memcpy(load->file, &info, sizeof info);
    for (uint32_t i = 0; i < info.glyphs * info.glyph_size; i++)
        load->file[size++] = (uint8_t)w32_random_next(&load->random);
    for (uint32_t i = 0; info.flags && i < info.glyphs; i++) {
        load->file[size++] = (uint8_t)('a' + i);
        load->file[size++] = load_one_in(load, 8) ? 0xfe : 0xff;
    }
    w32_message_put(&load->message, &file, sizeof file);
    load_put_u32(load, load_one_in(load, 30) ? size / 2 : size);
}

static void build_text(struct load *load, bool out)
{
    uint32_t count = (uint32_t)w32_random_in(&load->random, 0, 12);
    bool numbers = load_one_in(load, 3);

    if (out) {
        load_put_point(load, load_point(load));
        load_put_u32(load, numbers ? W32_TEXT_GLYPHS : 0);
    } else {
        struct w32_address ends = w32_address_of(load_one_in(load, 3) ? NULL : load->file);

        w32_message_put(&load->message, &ends, sizeof ends);
    }
    load_put_u32(load, load_one_in(load, 20) ? count + 1 : count);
    for (uint32_t i = 0; i < count; i++)
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, numbers ? 0 : 'A',
                                                   numbers ? load_one_in(load, 30) ? 40 : 25 : 'z'));
}

/* Mostly in an order that makes sense. A path that is too long for flattening is a fault: figures are short. */
static void build_path_add(struct load *load)
{
    uint32_t verb = load->path_open ? (uint32_t)w32_random_in(&load->random, 1, 3) : W32_PATH_MOVE;
    uint32_t count = verb == W32_PATH_MOVE ? 1
                     : verb == W32_PATH_CLOSE
                         ? 0
                         : (uint32_t)w32_random_in(&load->random, 1, 3) * (verb == W32_PATH_CURVE ? 3 : 1);

    load->path_open = verb != W32_PATH_CLOSE;
    if (load_one_in(load, 40))
        verb = (uint32_t)w32_random_in(&load->random, 0, 4);
    load_put_u32(load, verb);
    load_put_u32(load, load_one_in(load, 40) ? count + 1 : count);
    load_put_points(load, count);
}

bool load_build_gdi(struct load *load, uint32_t code, uint32_t *ret_room)
{
    uint32_t count;

    *ret_room = 0;
    switch (code) {
    case W32_REGION_TEST:
        load_put_u32(load, load_handle(load, W32_TYPE_REGION));
        load_put_rect(load, load_rect(load));
        *ret_room = 4;
        break;
    case W32_PIXEL_QUERY:
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 4) ? SIDE : COLUMNS));
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 4) ? SIDE : ROWS));
        *ret_room = 4;
        break;
    case W32_BITMAP_CREATE:
        build_bitmap(load);
        *ret_room = 4;
        break;
    case W32_BITMAP_SET:
    case W32_BITMAP_GET:
        *ret_room = build_bits(load, code == W32_BITMAP_SET);
        break;
    case W32_PALETTE_CREATE:
        count =
            (uint32_t)w32_random_in(&load->random, load_one_in(load, 20) ? 0 : 1, load_one_in(load, 20) ? 257 : 100);
        load_put_u32(load, count);
        build_entries(load, load_one_in(load, 20) ? count / 2 : count);
        *ret_room = 4;
        break;
    case W32_PALETTE_ENTRIES_SET:
    case W32_PALETTE_ENTRIES_GET:
        *ret_room = build_palette_entries(load, code == W32_PALETTE_ENTRIES_SET);
        break;
    case W32_BRUSH_CREATE:
        build_brush(load);
        *ret_room = 4;
        break;
    case W32_PEN_CREATE:
        build_pen(load);
        *ret_room = 4;
        break;
    case W32_DC_CREATE:
    case W32_DC_SAVE:
        *ret_room = 4;
        break;
    case W32_DC_USE:
        load_put_u32(load, load_one_in(load, 3) ? 0 : load_handle(load, W32_TYPE_DC));
        break;
    case W32_DC_SELECT:
        build_select(load);
        break;
    case W32_DC_RESTORE:
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, 4));
        break;
    case W32_DC_MODES:
        build_modes(load);
        break;
    case W32_DC_QUERY:
        *ret_room = sizeof(struct w32_dc_query_out);
        break;
    case W32_BLT:
        build_blt(load);
        break;
    case W32_FONT_LOAD:
        build_font(load);
        *ret_room = 4;
        break;
    case W32_FONT_QUERY:
        load_put_u32(load, load_handle(load, W32_TYPE_FONT));
        *ret_room = sizeof(struct w32_font_query_out);
        break;
    case W32_TEXT_OUT:
        build_text(load, true);
        break;
    case W32_TEXT_EXTENT:
        build_text(load, false);
        *ret_room = sizeof(struct w32_text_extent_out);
        break;
    case W32_PATH_ADD:
        build_path_add(load);
        break;
    case W32_PATH_CHANGE:
        load_put_u32(load, load_one_in(load, 30)  ? 3
                           : load_one_in(load, 2) ? W32_PATH_CLEAR
                                                  : (uint32_t)w32_random_in(&load->random, 1, 2));
        load->path_open = false;
        break;
    case W32_PATH_DRAW:
        load_put_u32(
            load, (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, load_one_in(load, 30) ? 4 : 3));
        load->path_open = false;
        break;
    case W32_PATH_REGION:
        load->path_open = false;
        *ret_room = 4;
        break;
    case W32_PATH_QUERY:
        *ret_room = (uint32_t)w32_random_in(&load->random, load_one_in(load, 10) ? 0 : 4, 1000);
        break;
    default:
        return false;
    }
    return true;
}
