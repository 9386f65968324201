/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared/landscape.h"

#define W 1000 /* the picture is thought 1000 wide and 700 high, then fitted to the area */
#define H 700

struct canvas {
    struct w32_message *message;
    int32_t width;
    int32_t height;
};

static struct w32_point fit(const struct canvas *canvas, int32_t x, int32_t y)
{
    struct w32_point point = {x * canvas->width / W, y * canvas->height / H};
    return point;
}

static void polygon(const struct canvas *canvas, uint32_t colour, const int32_t (*corners)[2], uint32_t count)
{
    struct w32_point points[40];

    for (uint32_t i = 0; i < count; i++)
        points[i] = fit(canvas, corners[i][0], corners[i][1]);
    w32_metafile_colour(canvas->message, colour);
    w32_metafile_points(canvas->message, W32_RECORD_POLYGON, points, count);
}

static void band(const struct canvas *canvas, uint32_t colour, int32_t top, int32_t bottom)
{
    struct w32_point upper = fit(canvas, 0, top), lower = fit(canvas, W, bottom);
    struct w32_rect rect = {upper.x, upper.y, lower.x, lower.y};

    w32_metafile_colour(canvas->message, colour);
    w32_metafile_rect(canvas->message, W32_RECORD_RECT, rect);
}

static void sky(const struct canvas *canvas)
{
    for (int32_t i = 0; i < 28; i++) {
        uint32_t red = (uint32_t)(36 + i * 7), green = (uint32_t)(40 + i * 4), blue = (uint32_t)(96 + i);
        band(canvas, red << 16 | green << 8 | blue, i * 16, (i + 1) * 16);
    }
    band(canvas, 0x1c3444, 448, H);
}

static void disc(const struct canvas *canvas, uint32_t colour, int32_t x, int32_t y, int32_t radius)
{
    static const int32_t cosine[] = {1000, 981, 924, 831, 707, 556, 383, 195}; /* in steps of a 32nd turn */
    int32_t corners[32][2];

    for (int i = 0; i < 8; i++) {
        int32_t c = cosine[i] * radius / 1000, s = i ? cosine[8 - i] * radius / 1000 : 0;
        int32_t turns[4][2] = {{c, s}, {-s, c}, {-c, -s}, {s, -c}};

        for (int quarter = 0; quarter < 4; quarter++) {
            corners[quarter * 8 + i][0] = x + turns[quarter][0];
            corners[quarter * 8 + i][1] = y + turns[quarter][1];
        }
    }
    polygon(canvas, colour, (const int32_t(*)[2])corners, 32);
}

static void tree(const struct canvas *canvas, int32_t x, int32_t y, int32_t size)
{
    for (int32_t i = 0; i < 3; i++) {
        int32_t top = y - size * (4 - i) / 4, foot = y - size * (2 - i) / 4, half = size * (4 + 2 * i) / 24;
        const int32_t corners[][2] = {{x, top}, {x + half, foot}, {x - half, foot}};

        polygon(canvas, i == 0 ? 0x24523c : i == 1 ? 0x1d4634 : 0x173a2c, corners, 3);
    }
}

static void house(const struct canvas *canvas, int32_t x, int32_t y)
{
    const int32_t wall[][2] = {{x, y}, {x, y - 70}, {x + 45, y - 110}, {x + 90, y - 70}, {x + 90, y}};
    const int32_t side[][2] = {{x + 90, y}, {x + 90, y - 70}, {x + 210, y - 70}, {x + 210, y}};
    const int32_t roof[][2] = {{x + 36, y - 118}, {x + 160, y - 118}, {x + 222, y - 66}, {x + 98, y - 66}};
    const int32_t door[][2] = {{x + 32, y}, {x + 32, y - 44}, {x + 60, y - 44}, {x + 60, y}};

    polygon(canvas, 0xc8a888, wall, 5);
    polygon(canvas, 0xa88868, side, 4);
    polygon(canvas, 0x703038, roof, 4);
    polygon(canvas, 0x4c3024, door, 4);
    for (int32_t i = 0; i < 3; i++) {
        const int32_t pane[][2] = {
            {x + 108 + i * 34, y - 50}, {x + 128 + i * 34, y - 50}, {x + 128 + i * 34, y - 26}, {x + 108 + i * 34, y - 26}};
        polygon(canvas, 0xffd870, pane, 4);
    }
}

void w32_landscape_record(struct w32_message *message, struct w32_rect area)
{
    static const int32_t far_range[][2] = {{0, 420},   {90, 330},  {170, 380}, {300, 220}, {400, 330}, {470, 280},
                                           {600, 400}, {720, 260}, {830, 360}, {920, 300}, {W, 380},   {W, 470}, {0, 470}};
    static const int32_t snow[][2] = {{300, 220}, {348, 272}, {322, 268}, {304, 286}, {284, 262}, {258, 278}};
    static const int32_t near_range[][2] = {{0, 470}, {0, 430}, {140, 380}, {320, 450}, {520, 410}, {760, 455}, {W, 400}, {W, 480}};
    static const int32_t meadow[][2] = {{0, 560}, {220, 520}, {520, 560}, {760, 530}, {W, 570}, {W, H}, {0, H}};
    static const int32_t path[][2] = {{640, 612}, {560, 632}, {600, 660}, {500, 680}, {520, H}};
    struct canvas canvas = {message, area.right - area.left, area.bottom - area.top};
    struct w32_rect frame = {0, 0, canvas.width, canvas.height};
    struct w32_point line[5];

    w32_metafile_begin(message, area.left, area.top);
    w32_metafile_title(message, "evening", 8);
    w32_metafile_rect(message, W32_RECORD_CLIP, frame);
    sky(&canvas);
    disc(&canvas, 0xf0b868, 690, 330, 92);
    disc(&canvas, 0xfcd888, 690, 330, 76);
    polygon(&canvas, 0x584a70, far_range, 13);
    polygon(&canvas, 0xd8ccdc, snow, 6);
    polygon(&canvas, 0x34405c, near_range, 8);
    for (int32_t i = 0; i < 6; i++) {
        const int32_t glint[][2] = {{640 - i * 9, 470 + i * 13}, {740 + i * 9, 470 + i * 13}, {690, 475 + i * 13}};
        polygon(&canvas, 0xd89c5c, glint, 3);
    }
    polygon(&canvas, 0x2c5438, meadow, 7);
    for (int32_t i = 0; i < 9; i++)
        tree(&canvas, 40 + i * 52 + i % 3 * 14, 560 + i % 4 * 26, 150 + i * 31 % 70);
    house(&canvas, 580, 620);
    for (int32_t i = 0; i < 3; i++)
        tree(&canvas, 840 + i * 60, 600 + i * 34, 190 - i * 20);
    for (int i = 0; i < 5; i++)
        line[i] = fit(&canvas, path[i][0], path[i][1]);
    w32_metafile_points(message, W32_RECORD_POLYLINE, line, 5);
    w32_metafile_end(message);
}
