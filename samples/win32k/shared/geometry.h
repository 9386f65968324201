/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Arithmetic on points and rectangles that both forms use: pure, total, without memory access beyond the arguments.
 */
#ifndef W32_GEOMETRY_H
#define W32_GEOMETRY_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/abi.h"

static inline int32_t w32_min(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static inline int32_t w32_max(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static inline bool w32_coord_valid(int32_t value)
{
    return value >= -W32_COORD_MAX && value <= W32_COORD_MAX;
}

static inline bool w32_point_valid(struct w32_point point)
{
    return w32_coord_valid(point.x) && w32_coord_valid(point.y);
}

/* Coordinates in range and the sides in order. An empty rectangle is valid. */
static inline bool w32_rect_valid(struct w32_rect rect)
{
    return w32_coord_valid(rect.left) && w32_coord_valid(rect.top) && w32_coord_valid(rect.right) &&
           w32_coord_valid(rect.bottom) && rect.left <= rect.right && rect.top <= rect.bottom;
}

static inline bool w32_rect_empty(struct w32_rect rect)
{
    return rect.left >= rect.right || rect.top >= rect.bottom;
}

static inline struct w32_rect w32_rect_intersect(struct w32_rect a, struct w32_rect b)
{
    struct w32_rect both = {w32_max(a.left, b.left), w32_max(a.top, b.top), w32_min(a.right, b.right),
                            w32_min(a.bottom, b.bottom)};
    return both;
}

/* Pre: both valid or made of valid ones, so that the sums stay far inside 32 bits. */
static inline struct w32_rect w32_rect_offset(struct w32_rect rect, int32_t dx, int32_t dy)
{
    struct w32_rect moved = {rect.left + dx, rect.top + dy, rect.right + dx, rect.bottom + dy};
    return moved;
}

/* A rectangle that a window may have. */
static inline bool w32_window_rect_valid(struct w32_rect rect)
{
    return w32_rect_valid(rect) && rect.right - rect.left <= (int32_t)W32_WINDOW_SIDE_MAX &&
           rect.bottom - rect.top <= (int32_t)W32_WINDOW_SIDE_MAX;
}

/* The window's rectangle in its own coordinates. */
static inline struct w32_rect w32_window_inner(struct w32_rect rect)
{
    return w32_rect_offset(rect, -rect.left, -rect.top);
}

static inline bool w32_rect_inside(struct w32_rect inner, struct w32_rect outer)
{
    return inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right &&
           inner.bottom <= outer.bottom;
}

/* One step of the way from a to b, t in 1/16384. */
static inline int64_t w32_between(int64_t a, int64_t b, int64_t t)
{
    return a + (b - a) * t / 16384;
}

/* One coordinate of a cubic curve at t in 1/16384, by repeated halving of the way (de Casteljau). */
static inline int32_t w32_curve_at(int32_t p0, int32_t p1, int32_t p2, int32_t p3, int64_t t)
{
    /* 8 more bits keep the rounding of the inner steps below a pixel. */
    int64_t a = w32_between((int64_t)p0 * 256, (int64_t)p1 * 256, t);
    int64_t b = w32_between((int64_t)p1 * 256, (int64_t)p2 * 256, t);
    int64_t c = w32_between((int64_t)p2 * 256, (int64_t)p3 * 256, t);
    int64_t ab = w32_between(a, b, t);
    int64_t bc = w32_between(b, c, t);
    int64_t at = w32_between(ab, bc, t);
    return (int32_t)((at + (at < 0 ? -128 : 128)) / 256);
}

/* How far two colours are from each other, squared. */
static inline uint32_t w32_colour_distance(uint32_t a, uint32_t b)
{
    int32_t red = (int32_t)(a >> 16 & 0xffu) - (int32_t)(b >> 16 & 0xffu);
    int32_t green = (int32_t)(a >> 8 & 0xffu) - (int32_t)(b >> 8 & 0xffu);
    int32_t blue = (int32_t)(a & 0xffu) - (int32_t)(b & 0xffu);
    return (uint32_t)(red * red + green * green + blue * blue);
}

/* What is left over when a distance, of either sign, is measured in steps of `side`. Pre: side > 0. */
static inline uint32_t w32_wrap(int32_t distance, uint32_t side)
{
    int32_t rest = distance % (int32_t)side;
    return (uint32_t)(rest < 0 ? rest + (int32_t)side : rest);
}

/* The largest whole number whose square is not above the value. */
static inline uint32_t w32_root(uint64_t value)
{
    uint64_t root = 0;

    for (uint64_t bit = (uint64_t)1 << 31; bit != 0; bit >>= 1) {
        if ((root | bit) * (root | bit) <= value)
            root |= bit;
    }
    return (uint32_t)root;
}

/* value * part / whole, to the nearest. Pre: whole > 0. */
static inline int32_t w32_share(int32_t value, int64_t part, int64_t whole)
{
    int64_t twice = 2 * (int64_t)value * part;
    return (int32_t)((twice + (twice < 0 ? -whole : whole)) / (2 * whole));
}

/* The four corners of a line from a to b that is `width` across, and longer by half of that at both ends if `cap`. */
static inline void w32_line_corners(struct w32_point a, struct w32_point b, uint32_t width, bool cap,
                                    struct w32_point *corners)
{
    int32_t dx = b.x - a.x, dy = b.y - a.y;
    int64_t length = w32_root((uint64_t)((int64_t)dx * dx) + (uint64_t)((int64_t)dy * dy));
    int32_t along_x, along_y, half = (int32_t)width / 2, other = (int32_t)width - half;

    if (length == 0) {
        dx = 1;
        length = 1;
    }
    along_x = cap ? w32_share(dx, half, length) : 0;
    along_y = cap ? w32_share(dy, half, length) : 0;
    corners[0].x = a.x - along_x - w32_share(dy, half, length);
    corners[0].y = a.y - along_y + w32_share(dx, half, length);
    corners[1].x = b.x + along_x - w32_share(dy, half, length);
    corners[1].y = b.y + along_y + w32_share(dx, half, length);
    corners[2].x = b.x + along_x + w32_share(dy, other, length);
    corners[2].y = b.y + along_y - w32_share(dx, other, length);
    corners[3].x = a.x - along_x + w32_share(dy, other, length);
    corners[3].y = a.y - along_y - w32_share(dx, other, length);
}

/* The first pixel whose centre lies at or right of a position in 1/65536 pixels. */
static inline int32_t w32_pixel_from_fixed(int64_t position)
{
    int64_t shifted = position + 32767;
    int64_t whole = shifted / 65536;
    if (shifted % 65536 < 0)
        whole--;
    return (int32_t)whole;
}

#endif
