/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared/desktop.h"

#include <string.h>

#include "shared/geometry.h"
#include "shared/landscape.h"
#include "shared/psf.h"

/* The scene's palette: named entries, then ramps. */
enum {
    INK = 0,
    PAPER = 1,
    FACE = 2,
    LIGHT = 3,
    SHADE = 4,
    DARK = 5,
    ACCENT = 6,
    GOLD = 7,
    LEAF = 8,
    WINE = 9,
    SKY_RAMP = 16,     /* 64 entries, top of the desktop to its bottom */
    ACTIVE_RAMP = 80,  /* 32 entries, left to right of a title bar */
    PASSIVE_RAMP = 112, /* 32 entries */
    HUE_RAMP = 144     /* 112 entries around the colour circle */
};

#define INDEXED(entry) (W32_COLOUR_INDEX | (uint32_t)(entry))
#define TITLE_HEIGHT 20

enum { PLAIN, BOLD, LARGE, FACES };

/* The whole drawing goes on until the first failure, which is kept. */
struct scene {
    const struct w32_client *client;
    enum w32_status status;
    w32_handle faces[FACES];
    w32_handle dots; /* a brush: every second pixel white, the others black */
    w32_handle picture; /* an icon */
};

static void keep(struct scene *scene, enum w32_status status)
{
    if (scene->status == W32_OK)
        scene->status = status;
}

static struct w32_rect box(int32_t x, int32_t y, int32_t width, int32_t height)
{
    struct w32_rect rect = {x, y, x + width, y + height};
    return rect;
}

static void fill(struct scene *scene, struct w32_rect rect, uint32_t colour)
{
    keep(scene, w32_client_fill_rect(scene->client, rect, colour));
}

/* A raised or sunken edge of one pixel. */
static void bevel(struct scene *scene, struct w32_rect rect, uint32_t upper, uint32_t lower)
{
    fill(scene, box(rect.left, rect.top, rect.right - rect.left, 1), INDEXED(upper));
    fill(scene, box(rect.left, rect.top, 1, rect.bottom - rect.top), INDEXED(upper));
    fill(scene, box(rect.left, rect.bottom - 1, rect.right - rect.left, 1), INDEXED(lower));
    fill(scene, box(rect.right - 1, rect.top, 1, rect.bottom - rect.top), INDEXED(lower));
}

static void drop(struct scene *scene, w32_handle object)
{
    keep(scene, w32_client_object_delete(scene->client, object));
}

static void face(struct scene *scene, uint32_t which, uint32_t scale, bool bold)
{
    struct w32_message file = {0};

    w32_psf_build(&file, scale, bold);
    keep(scene, file.failed ? W32_NO_MEMORY
                            : w32_client_font(scene->client, file.bytes, file.size, &scene->faces[which]));
    w32_message_free(&file);
}

/* A framed picture: hills below a sun, the corners cut off. One character a pixel, blank where nothing is. */
static void icon_make(struct scene *scene)
{
    enum { SIDE = 16 };
    static const char *const pixels[SIDE] = {
        " ############## ", "#==============#", "#=++++++++++++=#", "#=+++++++++++*=#", "#=++++*****++*=#",
        "#=+++*******++=#", "#=+++*******++=#", "#=++++*****+++=#", "#=+++++++++-++=#", "#=++-+++++---+=#",
        "#=+---+++-----=#", "#=-----+------=#", "#=------------=#", "#=------------=#", "#==============#",
        " ############## "};
    static const uint32_t colours[] = {['#'] = 0x4c4842, ['='] = 0xfcfcf8, ['+'] = 0x8cc4e8, ['*'] = 0xe8b030,
                                       ['-'] = 0x3c9858};
    uint32_t words[SIDE * SIDE + SIDE] = {0};

    for (uint32_t i = 0; i < SIDE * SIDE; i++) {
        unsigned char pixel = (unsigned char)pixels[i / SIDE][i % SIDE];

        words[i] = pixel == ' ' ? 0 : colours[pixel];
        words[SIDE * SIDE + i / SIDE] |= pixel == ' ' ? 0x80000000u >> i % SIDE : 0;
    }
    keep(scene, w32_client_icon(scene->client, SIDE, SIDE, words, SIDE * SIDE + SIDE, &scene->picture));
}

/* The fonts, the brush and the icon that the whole scene uses. */
static void tools_make(struct scene *scene)
{
    static const uint8_t rows[] = {0x80, 0, 0, 0, 0x40, 0, 0, 0};
    static const uint32_t black_and_white[] = {0x000000, 0xffffff};
    struct w32_brush_create_in pattern = {W32_BRUSH_PATTERN, 0, 0, 0};
    w32_handle palette = 0;

    icon_make(scene);
    face(scene, PLAIN, 1, false);
    face(scene, BOLD, 1, true);
    face(scene, LARGE, 2, true);
    keep(scene, w32_client_palette(scene->client, black_and_white, 2, &palette));
    keep(scene, w32_client_bitmap(scene->client, 2, 2, 1, palette, &pattern.bitmap));
    keep(scene, w32_client_bitmap_set(scene->client, pattern.bitmap, 0, 2, rows, sizeof rows));
    keep(scene, w32_client_brush(scene->client, &pattern, &scene->dots));
    drop(scene, pattern.bitmap);
    drop(scene, palette);
}

static void tools_end(struct scene *scene)
{
    keep(scene, w32_client_select(scene->client, W32_TYPE_FONT, 0));
    keep(scene, w32_client_select(scene->client, W32_TYPE_BRUSH, 0));
    keep(scene, w32_client_select(scene->client, W32_TYPE_PEN, 0));
    for (int i = 0; i < FACES; i++)
        drop(scene, scene->faces[i]);
    drop(scene, scene->dots);
    drop(scene, scene->picture);
}

static void modes(struct scene *scene, uint32_t text_colour, uint32_t fill_mode)
{
    struct w32_dc_modes set = {W32_ROP2_COPY, W32_BACK_TRANSPARENT, 0, text_colour, fill_mode, {0, 0}};

    keep(scene, w32_client_modes(scene->client, &set));
}

/* One line of text. */
static void text(struct scene *scene, int32_t x, int32_t y, uint32_t which, uint32_t colour, const char *line)
{
    modes(scene, colour, W32_FILL_ALTERNATE);
    keep(scene, w32_client_select(scene->client, W32_TYPE_FONT, scene->faces[which]));
    keep(scene, w32_client_text(scene->client, x, y, line));
}

/* A brush for what follows; it goes with the next one. */
static void brush(struct scene *scene, enum w32_brush_style style, uint32_t colour, enum w32_hatch hatch)
{
    struct w32_brush_create_in ask = {(uint32_t)style, colour, (uint32_t)hatch, 0};
    w32_handle made = 0;

    keep(scene, w32_client_brush(scene->client, &ask, &made));
    keep(scene, w32_client_select(scene->client, W32_TYPE_BRUSH, made));
    drop(scene, made);
}

static void wide_pen(struct scene *scene, uint32_t colour, uint32_t width, const uint32_t *dashes, uint32_t count)
{
    w32_handle made = 0;

    keep(scene, w32_client_pen_create(scene->client, colour, width, dashes, count, &made));
    keep(scene, w32_client_select(scene->client, W32_TYPE_PEN, made));
    drop(scene, made);
}

/* Palette indices first, first + 1, ... stretched over a rectangle, to the right or downwards. */
static void ramp(struct scene *scene, struct w32_rect rect, uint32_t first, uint32_t count, bool down)
{
    uint8_t bits[64 * 4] = {0};
    struct w32_blit_bits_in head = {rect.left, rect.top, (uint32_t)(rect.right - rect.left),
                                    (uint32_t)(rect.bottom - rect.top), W32_BITS_INDEX, 0, down ? 1 : count,
                                    down ? count : 1};

    for (uint32_t i = 0; i < count; i++)
        bits[down ? i * 4u : i] = (uint8_t)(first + i);
    keep(scene, w32_client_blit(scene->client, &head, bits, down ? count * 4u : (count + 3u) / 4u * 4u));
}

static uint32_t mix(uint32_t a, uint32_t b, uint32_t part, uint32_t whole)
{
    uint32_t colour = 0;

    for (unsigned shift = 0; shift <= 16; shift += 8) {
        uint32_t from = a >> shift & 0xffu, to = b >> shift & 0xffu;
        colour |= (from * (whole - part) + to * part) / whole << shift;
    }
    return colour;
}

static void palette(struct scene *scene)
{
    static const uint32_t named[] = {0x101418, 0xfcfcf8, 0xd8d4cc, 0xffffff, 0x9c968c,
                                     0x4c4842, 0x2868b8, 0xe8b030, 0x3c9858, 0xb83848};
    static const uint32_t hues[] = {0xe04040, 0xe0c040, 0x50c050, 0x40b8c8, 0x4858d8, 0xb048c8, 0xe04040};
    uint32_t entries[W32_PALETTE_SIZE] = {0};

    memcpy(entries, named, sizeof named);
    for (uint32_t i = 0; i < 64; i++)
        entries[SKY_RAMP + i] = mix(0x123a5c, 0x5fa8a0, i, 63);
    for (uint32_t i = 0; i < 32; i++) {
        entries[ACTIVE_RAMP + i] = mix(0x143c84, 0x58a0e0, i, 31);
        entries[PASSIVE_RAMP + i] = mix(0x6c6a66, 0xb4b0a8, i, 31);
    }
    for (uint32_t i = 0; i < 112; i++)
        entries[HUE_RAMP + i] = mix(hues[i * 6 / 112], hues[i * 6 / 112 + 1], i * 6 % 112, 112);
    keep(scene, w32_client_palette_set(scene->client, entries, W32_PALETTE_SIZE));
}

static w32_handle region_rect(struct scene *scene, struct w32_rect rect)
{
    w32_handle region = 0;

    keep(scene, w32_client_region_rect(scene->client, rect, &region));
    return region;
}

static w32_handle region_curves(struct scene *scene, const struct w32_point *points, uint32_t count)
{
    w32_handle region = 0;

    keep(scene, w32_client_region_path(scene->client, W32_FILL_WINDING, 16, points, count, &region));
    return region;
}

static void combine(struct scene *scene, w32_handle target, w32_handle a, w32_handle b, enum w32_combine op)
{
    keep(scene, w32_client_region_combine(scene->client, target, a, b, op));
}

static void clip(struct scene *scene, w32_handle region)
{
    keep(scene, w32_client_clip(scene->client, region));
}

static w32_handle region_disc(struct scene *scene, int32_t x, int32_t y, int32_t radius)
{
    int32_t k = radius * 5523 / 10000; /* the control points that come closest to a circle */
    struct w32_point points[] = {{x + k, y - radius}, {x + radius, y - k}, {x + radius, y},
                                 {x + radius, y + k}, {x + k, y + radius}, {x, y + radius},
                                 {x - k, y + radius}, {x - radius, y + k}, {x - radius, y},
                                 {x - radius, y - k}, {x - k, y - radius}, {x, y - radius}};

    return region_curves(scene, points, 12);
}

/* A window's shape: the upper corners are rounded. */
static w32_handle region_window(struct scene *scene, struct w32_rect r)
{
    enum { R = 9 };
    struct w32_point points[] = {
        {r.left + 3, r.top},   {r.left + 3, r.top},   {r.left + R, r.top},     /* the left corner, see below */
        {r.left + R, r.top},   {r.right - R, r.top},  {r.right - R, r.top},    /* along the top */
        {r.right - 3, r.top},  {r.right, r.top + 3},  {r.right, r.top + R},    /* the right corner */
        {r.right, r.top + R},  {r.right, r.bottom},   {r.right, r.bottom},     /* down */
        {r.right, r.bottom},   {r.left, r.bottom},    {r.left, r.bottom},      /* back along the bottom */
        {r.left, r.bottom},    {r.left, r.top + R},   {r.left, r.top + R}};    /* up */

    points[0].x = r.left;
    points[0].y = r.top + 3;
    return region_curves(scene, points, 18);
}

static w32_handle region_star(struct scene *scene, int32_t x, int32_t y, int32_t radius)
{
    /* Five points of a circle, each second one next, in 1/1000 of the radius. */
    static const struct w32_point directions[] = {{0, -1000}, {588, 809}, {-951, -309}, {951, -309}, {-588, 809}};
    struct w32_point points[5];
    w32_handle region = 0;

    for (int i = 0; i < 5; i++) {
        points[i].x = x + directions[i].x * radius / 1000;
        points[i].y = y + directions[i].y * radius / 1000;
    }
    keep(scene, w32_client_region_path(scene->client, W32_FILL_WINDING, 1, points, 5, &region));
    return region;
}

/* The client's part in the making of windows. */
static enum w32_status agree(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                             uint32_t out_size, uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size;
    memset(out, 0, out_size);
    *ret_written = out_size;
    return W32_OK;
}

struct entry {
    const char *text;
    uint32_t flags;
};

static w32_handle menu(struct scene *scene, const struct entry *entries, uint32_t count, uint32_t parent, w32_handle sub)
{
    w32_handle made = 0;

    keep(scene, w32_client_menu(scene->client, &made));
    for (uint32_t i = 0; i < count; i++)
        keep(scene, w32_client_menu_append(scene->client, made, i, entries[i].flags, i == parent ? sub : 0,
                                           entries[i].text));
    return made;
}

/* A window's bar with the second of its menus open, and one in that. */
static void draw_menus(struct scene *scene, w32_handle window)
{
    static const struct entry zooms[] = {{"half", 0}, {"whole", 0}, {"double", 0}};
    static const struct entry views[] = {{"Palette", W32_MENU_CHECKED}, {"Grid", 0}, {"", W32_MENU_SEPARATOR},
                                         {"Zoom", 0}, {"", W32_MENU_SEPARATOR}, {"Record", W32_MENU_DISABLED},
                                         {"Play again", 0}};
    static const struct entry names[] = {{"File", 0}, {"View", 0}, {"Window", 0}, {"Help", 0}};
    w32_handle zoom = menu(scene, zooms, 3, W32_MENU_NONE, 0), view = menu(scene, views, 7, 3, zoom);
    w32_handle bar = menu(scene, names, 4, 1, view);
    struct w32_rect place = {0};
    struct w32_point at;

    keep(scene, w32_client_menu_set(scene->client, window, bar));
    keep(scene, w32_client_select(scene->client, W32_TYPE_FONT, scene->faces[PLAIN]));
    keep(scene, w32_client_menu_bar(scene->client, window, 1, &place));
    at.x = place.left + 38; /* where its name ends */
    at.y = place.bottom;
    keep(scene, w32_client_menu_popup(scene->client, view, at, 3, &place));
    at.x = place.right - 4;
    at.y += 32;
    keep(scene, w32_client_menu_popup(scene->client, zoom, at, 1, &place));
    drop(scene, bar);
    drop(scene, view);
    drop(scene, zoom);
}

/* Both scroll bars of a window, and the corner between them. What they leave of its area is the answer. */
static struct w32_rect draw_bars(struct scene *scene, w32_handle window, struct w32_rect area)
{
    static const struct w32_scroll_info across = {0, 799, 420, 190}, down = {-100, 500, 180, 20};
    struct w32_scroll_draw_out level = {.place = area}, upright = {.place = area};
    int32_t position;

    keep(scene, w32_client_scroll_set(scene->client, window, W32_BAR_LEVEL, &across, &position));
    keep(scene, w32_client_scroll_set(scene->client, window, W32_BAR_UPRIGHT, &down, &position));
    /* A bar that there is not cannot be drawn: that is one of the planted faults. */
    if (scene->status != W32_OK)
        return area;
    keep(scene, w32_client_scroll_draw(scene->client, window, W32_BAR_LEVEL, &level));
    keep(scene, w32_client_scroll_draw(scene->client, window, W32_BAR_UPRIGHT, &upright));
    area.right = upright.place.left;
    area.bottom = level.place.top;
    fill(scene, (struct w32_rect){area.right, area.bottom, upright.place.right, level.place.bottom}, INDEXED(FACE));
    return area;
}

/* A picture in a window with scroll bars, which lies in one with a menu. */
static void draw_landscape(struct scene *scene, struct w32_rect area)
{
    struct w32_message message = {0};
    struct w32_rect inner = box(0, 12, area.right - area.left, area.bottom - area.top - 12);
    w32_handle wndclass = 0, outer = 0, view = 0;

    scene->client->host->answer(scene->client->context, agree, NULL);
    keep(scene, w32_client_class(scene->client, 0, 0, W32_CLASS_BARE, &wndclass));
    keep(scene, w32_client_window(scene->client, wndclass, 0, area, &outer));
    keep(scene, w32_client_window(scene->client, wndclass, outer, inner, &view));
    scene->client->host->answer(scene->client->context, NULL, NULL);
    w32_landscape_record(&message, draw_bars(scene, view, w32_rect_offset(inner, area.left, area.top)));
    keep(scene, w32_message_send(&message, scene->client, W32_METAFILE_PLAY));
    draw_menus(scene, outer);
    drop(scene, view);
    drop(scene, outer);
    drop(scene, wndclass);
}

static void draw_palette(struct scene *scene, struct w32_rect area)
{
    uint8_t bits[256];
    struct w32_blit_bits_in head = {area.left + 10, area.top + 10, 176, 176, W32_BITS_INDEX, 0, 16, 16};

    for (uint32_t i = 0; i < 256; i++)
        bits[i] = (uint8_t)i;
    fill(scene, area, INDEXED(FACE));
    keep(scene, w32_client_blit(scene->client, &head, bits, sizeof bits));
    for (int32_t i = 1; i < 16; i++) {
        fill(scene, box(area.left + 10 + i * 11, area.top + 10, 1, 176), INDEXED(FACE));
        fill(scene, box(area.left + 10, area.top + 10 + i * 11, 176, 1), INDEXED(FACE));
    }
    bevel(scene, box(area.left + 9, area.top + 9, 178, 178), SHADE, LIGHT);
}

/* Disc and star: whole, joined, common to both, and the one without the other. */
static void draw_regions(struct scene *scene, struct w32_rect area)
{
    static const char *const names[] = {"union", "intersect", "subtract", "xor"};
    static const uint32_t colours[] = {ACCENT, LEAF, WINE, GOLD};

    fill(scene, area, INDEXED(PAPER));
    for (int32_t i = 0; i < 4; i++) {
        int32_t x = area.left + 46 + i * 88, y = area.top + 60;
        w32_handle disc = region_disc(scene, x - 8, y + 4, 32);
        w32_handle star = region_star(scene, x + 10, y, 38);
        w32_handle result = region_rect(scene, box(0, 0, 0, 0));

        keep(scene, w32_client_fill_region(scene->client, disc, 0xe4e8ec));
        keep(scene, w32_client_fill_region(scene->client, star, 0xd8dce4));
        combine(scene, result, disc, star, (enum w32_combine)i);
        keep(scene, w32_client_fill_region(scene->client, result, INDEXED(colours[i])));
        text(scene, x - (int32_t)strlen(names[i]) * 3, area.top + 116, PLAIN, INDEXED(INK), names[i]);
        drop(scene, disc);
        drop(scene, star);
        drop(scene, result);
    }
}

/* Two waves of Bezier curves: the area below them hatched, then the line itself, three pixels wide. */
static void draw_waves(struct scene *scene, struct w32_rect area)
{
    int32_t width = area.right - area.left, middle = (area.top + area.bottom) / 2;
    struct w32_point start = {area.left, middle}, curves[12],
                     corners[2] = {{area.right, area.bottom}, {area.left, area.bottom}};

    for (int32_t i = 0; i < 4; i++) {
        int32_t x = area.left + width * i / 4, swing = (i % 2 ? 1 : -1) * (90 - 16 * i);

        curves[3 * i] = (struct w32_point){x + width / 12, middle + swing};
        curves[3 * i + 1] = (struct w32_point){x + width / 6, middle + swing};
        curves[3 * i + 2] = (struct w32_point){area.left + width * (i + 1) / 4, middle};
    }
    modes(scene, 0, W32_FILL_ALTERNATE);
    brush(scene, W32_BRUSH_HATCH, 0x5c4a20, W32_HATCH_RISING);
    keep(scene, w32_client_path_add(scene->client, W32_PATH_MOVE, &start, 1));
    keep(scene, w32_client_path_add(scene->client, W32_PATH_CURVE, curves, 12));
    keep(scene, w32_client_path_add(scene->client, W32_PATH_LINE, corners, 2));
    keep(scene, w32_client_path_draw(scene->client, W32_PATH_FILL));
    wide_pen(scene, INDEXED(GOLD), 3, NULL, 0);
    keep(scene, w32_client_path_add(scene->client, W32_PATH_MOVE, &start, 1));
    keep(scene, w32_client_path_add(scene->client, W32_PATH_CURVE, curves, 12));
    keep(scene, w32_client_path_draw(scene->client, W32_PATH_STROKE));
    keep(scene, w32_client_select(scene->client, W32_TYPE_PEN, 0));
}

static void draw_plot(struct scene *scene, struct w32_rect area)
{
    static const uint32_t grid[] = {2, 3};
    static const uint32_t dash_dot[] = {9, 3, 2, 3};
    struct w32_point curve[57], line[2];
    int32_t width = area.right - area.left, height = area.bottom - area.top;

    fill(scene, area, 0x0c1820);
    keep(scene, w32_client_pen(scene->client, 0x2c5060, grid, 2));
    for (int32_t i = 1; i < 8; i++) {
        line[0].x = line[1].x = area.left + width * i / 8;
        line[0].y = area.top;
        line[1].y = area.bottom;
        keep(scene, w32_client_polyline(scene->client, line, 2));
        line[0].x = area.left;
        line[1].x = area.right;
        line[0].y = line[1].y = area.top + height * i / 8;
        keep(scene, w32_client_polyline(scene->client, line, 2));
    }
    draw_waves(scene, area);
    for (int32_t i = 0; i <= 56; i++) {
        curve[i].x = area.left + width * i / 56;
        curve[i].y = area.top + height - 12 - i * i * (height - 24) / (56 * 56);
    }
    wide_pen(scene, 0x60d0a0, 2, dash_dot, 4);
    keep(scene, w32_client_polyline(scene->client, curve, 57));
    keep(scene, w32_client_select(scene->client, W32_TYPE_PEN, 0));
    text(scene, area.left + 8, area.top + 6, PLAIN, 0x9cc8d8, "requests per second");
}

struct window {
    struct w32_rect rect;
    const char *title;
    void (*draw)(struct scene *scene, struct w32_rect area);
};

/* From the lowest to the one in front. */
static const struct window windows[] = {
    {{110, 30, 330, 262}, "Palette", draw_palette},
    {{430, 58, 770, 262}, "Plot", draw_plot},
    {{44, 352, 408, 524}, "Regions", draw_regions},
    {{286, 134, 676, 410}, "landscape.w2mf", draw_landscape},
};
enum { WINDOWS = sizeof windows / sizeof windows[0] };

static void draw_frame(struct scene *scene, const struct window *window, bool active)
{
    struct w32_rect r = window->rect;
    struct w32_rect close = box(r.right - 20, r.top + 5, 13, 12);
    struct w32_rect inner = {r.left + 3, r.top + TITLE_HEIGHT + 3, r.right - 3, r.bottom - 3};
    struct w32_point cross[2][2] = {{{close.left + 3, close.top + 3}, {close.right - 5, close.bottom - 4}},
                                    {{close.right - 5, close.top + 3}, {close.left + 3, close.bottom - 4}}};

    fill(scene, r, INDEXED(FACE));
    bevel(scene, r, LIGHT, DARK);
    ramp(scene, box(r.left + 1, r.top + 1, r.right - r.left - 2, TITLE_HEIGHT), active ? ACTIVE_RAMP : PASSIVE_RAMP,
         32, false);
    keep(scene, w32_client_icon_draw(scene->client, scene->picture, (struct w32_point){r.left + 6, r.top + 3}, 16, 16));
    text(scene, r.left + 29, r.top + 8, BOLD, INDEXED(INK), window->title);
    text(scene, r.left + 28, r.top + 7, BOLD, INDEXED(LIGHT), window->title);
    fill(scene, close, INDEXED(FACE));
    bevel(scene, close, LIGHT, DARK);
    keep(scene, w32_client_pen(scene->client, INDEXED(INK), NULL, 0));
    keep(scene, w32_client_polyline(scene->client, cross[0], 2));
    keep(scene, w32_client_polyline(scene->client, cross[1], 2));
    bevel(scene, (struct w32_rect){inner.left - 1, inner.top - 1, inner.right + 1, inner.bottom + 1}, SHADE, LIGHT);
    window->draw(scene, inner);
}

/* Every second pixel dark: the shadow of a time without blending. */
static void draw_shadow(struct scene *scene, struct w32_rect rect)
{
    enum { PATTERN_AND_TARGET = 0xa0 };

    keep(scene, w32_client_select(scene->client, W32_TYPE_BRUSH, scene->dots));
    keep(scene, w32_client_pattern(scene->client, rect, PATTERN_AND_TARGET));
}

/* Each window is drawn through what the ones above leave of its shape, in an order that does not matter. */
static void draw_windows(struct scene *scene)
{
    w32_handle shapes[WINDOWS];
    w32_handle visible = region_rect(scene, box(0, 0, 0, 0));
    w32_handle shadow = region_rect(scene, box(0, 0, 0, 0));

    for (int i = 0; i < WINDOWS; i++)
        shapes[i] = region_window(scene, windows[i].rect);
    for (int i = 0; i < WINDOWS; i++) {
        combine(scene, visible, shapes[i], shapes[i], W32_COMBINE_UNION);
        combine(scene, shadow, shapes[i], shapes[i], W32_COMBINE_UNION);
        keep(scene, w32_client_region_offset(scene->client, shadow, 6, 6));
        combine(scene, shadow, shadow, shapes[i], W32_COMBINE_SUBTRACT);
        for (int above = i + 1; above < WINDOWS; above++) {
            combine(scene, visible, visible, shapes[above], W32_COMBINE_SUBTRACT);
            combine(scene, shadow, shadow, shapes[above], W32_COMBINE_SUBTRACT);
        }
        clip(scene, shadow);
        draw_shadow(scene, w32_rect_offset(windows[i].rect, 6, 6));
        clip(scene, visible);
        draw_frame(scene, &windows[i], i == WINDOWS - 1);
    }
    clip(scene, 0);
    for (int i = 0; i < WINDOWS; i++)
        drop(scene, shapes[i]);
    drop(scene, visible);
    drop(scene, shadow);
}

static void draw_icons(struct scene *scene)
{
    /* Sixteen by sixteen, one character a pixel. */
    static const char *const picture[16] = {
        "................", "..4444444444....", "..4333333334....", "..43333333344...", "..433333333334..",
        "..436666663334..", "..433333333334..", "..436666666634..", "..433333333334..", "..438888666634..",
        "..438888333334..", "..438888666634..", "..433333333334..", "..444444444444..", "................",
        "................"};
    static const char *const names[] = {"notes", "report", "todo", "picture"};
    static const uint32_t colours[] = {0x000000, 0, 0, 0xffffff, 0x9c968c, 0, 0x2868b8, 0, 0x3c9858};
    static const uint32_t masks[] = {0xffffff, 0, 0, 0, 0, 0, 0, 0, 0};
    uint8_t bits[16 * 8] = {0};
    w32_handle icon[2] = {0, 0}, palette[2] = {0, 0};

    for (int i = 0; i < 256; i++) {
        uint8_t index = picture[i / 16][i % 16] == '.' ? 0 : (uint8_t)(picture[i / 16][i % 16] - '0');

        bits[i / 2] |= (uint8_t)(i % 2 ? index : index << 4);
    }
    for (int i = 0; i < 2; i++) {
        keep(scene, w32_client_palette(scene->client, i ? colours : masks, 9, &palette[i]));
        keep(scene, w32_client_bitmap(scene->client, 16, 16, 4, palette[i], &icon[i]));
        keep(scene, w32_client_bitmap_set(scene->client, icon[i], 0, 16, bits, sizeof bits));
    }
    for (int32_t i = 0; i < 4; i++) {
        struct w32_rect place = box(20, 24 + i * 76, 48, 48);
        struct w32_point at = {place.left, place.top};

        if (i == 3) {
            keep(scene, w32_client_icon_draw(scene->client, scene->picture, at, 48, 48));
        } else {
            /* The mask cuts out, the picture goes into the hole. */
            keep(scene, w32_client_blt(scene->client, place, icon[0], box(0, 0, 16, 16), W32_ROP_SOURCE_AND));
            keep(scene, w32_client_blt(scene->client, place, icon[1], box(0, 0, 16, 16), W32_ROP_SOURCE_OR));
        }
        text(scene, place.left + 25 - (int32_t)strlen(names[i]) * 3, place.bottom + 1, PLAIN, INDEXED(INK), names[i]);
        text(scene, place.left + 24 - (int32_t)strlen(names[i]) * 3, place.bottom, PLAIN, INDEXED(LIGHT), names[i]);
    }
    for (int i = 0; i < 2; i++) {
        drop(scene, icon[i]);
        drop(scene, palette[i]);
    }
}

static void draw_taskbar(struct scene *scene)
{
    struct w32_rect bar = box(0, W32_DESKTOP_HEIGHT - 28, W32_DESKTOP_WIDTH, 28);
    struct w32_rect start = box(4, bar.top + 4, 62, 21);
    char title[W32_TITLE_MAX + 1] = "";

    fill(scene, bar, INDEXED(FACE));
    fill(scene, box(0, bar.top + 1, W32_DESKTOP_WIDTH, 1), INDEXED(LIGHT));
    bevel(scene, start, LIGHT, DARK);
    for (int32_t i = 0; i < 4; i++)
        fill(scene, box(start.left + 6 + i % 2 * 6, start.top + 5 + i / 2 * 6, 5, 5), INDEXED(ACCENT + i));
    text(scene, start.left + 23, start.top + 7, PLAIN, INDEXED(INK), "Start");
    for (int32_t i = 0; i < WINDOWS; i++) {
        struct w32_rect button = box(76 + i * 132, bar.top + 4, 126, 21);

        bevel(scene, button, i == WINDOWS - 1 ? DARK : LIGHT, i == WINDOWS - 1 ? LIGHT : DARK);
        text(scene, button.left + 8, button.top + 7, PLAIN, INDEXED(INK), windows[i].title);
    }
    bevel(scene, box(640, bar.top + 4, 156, 21), SHADE, LIGHT);
    keep(scene, w32_client_title(scene->client, title));
    text(scene, 650, bar.top + 11, PLAIN, INDEXED(INK), title);
}

/* The strip of colours at the top right, then moved over itself: two copies of the screen, overlapping. */
static void draw_strip(struct scene *scene)
{
    ramp(scene, box(560, 8, 112, 6), HUE_RAMP, 56, false);
    ramp(scene, box(672, 8, 112, 6), HUE_RAMP + 56, 56, false);
    keep(scene, w32_client_copy_rect(scene->client, box(560, 8, 224, 6), 556, 12));
    keep(scene, w32_client_copy_rect(scene->client, box(556, 8, 228, 10), 552, 12));
}

/* Whatever was before, also a drawing that broke off. */
static void start(struct scene *scene)
{
    static const enum w32_type types[] = {W32_TYPE_BITMAP, W32_TYPE_PALETTE, W32_TYPE_BRUSH, W32_TYPE_PEN,
                                          W32_TYPE_FONT};

    keep(scene, w32_client_dc_use(scene->client, 0));
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        keep(scene, w32_client_select(scene->client, types[i], 0));
    keep(scene, w32_client_path_change(scene->client, W32_PATH_CLEAR));
    clip(scene, 0);
}

/* The name, drawn on a bitmap and stretched from there, with a shadow; and a dashed line under it. */
static void draw_name(struct scene *scene)
{
    static const uint32_t dashes[] = {18, 6};
    struct w32_point line[] = {{486, 560}, {654, 560}};
    struct w32_rect size = box(0, 0, 84, 16);
    w32_handle map = 0, dc = 0;

    keep(scene, w32_client_bitmap(scene->client, 84, 16, 32, 0, &map));
    keep(scene, w32_client_dc(scene->client, &dc));
    for (int pass = 0; pass < 2; pass++) {
        keep(scene, w32_client_dc_use(scene->client, dc));
        keep(scene, w32_client_select(scene->client, W32_TYPE_BITMAP, map));
        /* White on black to add the letters, black on white to cut their shadow. */
        fill(scene, size, pass ? 0x000000 : 0xffffff);
        text(scene, 0, 0, LARGE, pass ? 0xfcfcf8 : 0x1c4a62, "Bulwark");
        keep(scene, w32_client_select(scene->client, W32_TYPE_FONT, 0));
        keep(scene, w32_client_dc_use(scene->client, 0));
        keep(scene, w32_client_blt(scene->client, box(pass ? 486 : 489, pass ? 516 : 519, 168, 32), map, size,
                                   pass ? W32_ROP_SOURCE_OR : W32_ROP_SOURCE_AND));
    }
    drop(scene, dc);
    drop(scene, map);
    wide_pen(scene, INDEXED(GOLD), 3, dashes, 2);
    keep(scene, w32_client_polyline(scene->client, line, 2));
    keep(scene, w32_client_select(scene->client, W32_TYPE_PEN, 0));
}

enum w32_status w32_desktop_redraw(const struct w32_client *client)
{
    struct scene scene = {.client = client};

    start(&scene);
    palette(&scene);
    tools_make(&scene);
    ramp(&scene, box(0, 0, W32_DESKTOP_WIDTH, W32_DESKTOP_HEIGHT), SKY_RAMP, 64, true);
    draw_name(&scene);
    draw_strip(&scene);
    draw_icons(&scene);
    draw_windows(&scene);
    draw_taskbar(&scene);
    tools_end(&scene);
    return scene.status;
}

enum w32_status w32_desktop_draw(const struct w32_client *client)
{
    enum w32_status status = w32_client_surface_create(client, W32_DESKTOP_WIDTH, W32_DESKTOP_HEIGHT);

    return status == W32_OK ? w32_desktop_redraw(client) : status;
}

enum w32_status w32_desktop_read(const struct w32_client *client, uint32_t *pixels)
{
    return w32_client_surface_read(client, box(0, 0, W32_DESKTOP_WIDTH, W32_DESKTOP_HEIGHT), pixels);
}
