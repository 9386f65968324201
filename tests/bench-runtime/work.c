/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GLYPHS = 48, SPRITE_WIDTH = 96, SPRITE_HEIGHT = 64, SCREEN_WIDTH = 640 };

/* xorshift32: any seed but 0 runs through all other values. */
uint32_t bench_random(uint32_t *state)
{
    uint32_t x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    *state = x;
    return x;
}

static uint32_t below(uint32_t *state, uint32_t end)
{
    return bench_random(state) % end;
}

void *bench_items(size_t count, size_t bytes)
{
    void *items = calloc(count, bytes);
    if (items == NULL) {
        fputs("bench-runtime: out of memory\n", stderr);
        exit(2);
    }
    return items;
}

/*
 * A region of `bands` bands with up to eight rectangles each. Two bands of three touch the one before; the last
 * rectangles may lie outside the screen, for the kernels that draw to clip.
 */
static bench_rects_const make_region(uint32_t *state, size_t bands)
{
    bench_rect *rects = bench_items(bands * 8, sizeof *rects);
    size_t count = 0;
    int32_t top = (int32_t)below(state, 8);
    for (size_t band = 0; band < bands; band++) {
        int32_t bottom = top + 2 + (int32_t)below(state, 24);
        int32_t left = (int32_t)below(state, 40);
        size_t in_band = 1 + below(state, 8);
        for (size_t i = 0; i < in_band; i++) {
            int32_t right = left + 6 + (int32_t)below(state, 50);
            rects[count++] = (bench_rect){left, top, right, bottom};
            left = right + 1 + (int32_t)below(state, 25);
        }
        top = below(state, 3) == 0 ? bottom + (int32_t)below(state, 4) : bottom;
    }
    return bench_rects_const_make(rects, count);
}

static bench_points_const make_points(uint32_t *state, size_t count, uint32_t height)
{
    bench_point *points = bench_items(count, sizeof *points);
    for (size_t i = 0; i < count; i++)
        points[i] = (bench_point){(int32_t)below(state, SCREEN_WIDTH), (int32_t)below(state, height)};
    return bench_points_const_make(points, count);
}

/* A desktop with `tops` windows, each with some children, each of those with some controls. */
static bench_windows_const make_windows(uint32_t *state, size_t tops, uint32_t height)
{
    size_t room = 1 + tops * (1 + 6 * (1 + 4));
    bench_window *windows = bench_items(room, sizeof *windows);
    size_t count = 1;
    windows[0] = (bench_window){{0, 0, SCREEN_WIDTH, (int32_t)height}, 1, 1, 0, 0};
    for (size_t parent = 0; parent < count; parent++) {
        bench_window *p = &windows[parent];
        uint32_t depth = p->id == 1 ? 0 : p->id >> 24;
        size_t children = depth == 0 ? tops : depth == 1 ? below(state, 7) : depth == 2 ? below(state, 5) : 0;
        p->first_child = (uint32_t)count;
        p->child_count = (uint32_t)children;
        uint32_t w = (uint32_t)(p->frame.right - p->frame.left);
        uint32_t h = (uint32_t)(p->frame.bottom - p->frame.top);
        for (size_t i = 0; i < children; i++) {
            int32_t left = p->frame.left + (int32_t)below(state, w - w / 4);
            int32_t top = p->frame.top + (int32_t)below(state, h - h / 4);
            bench_rect frame = {left, top, left + 4 + (int32_t)below(state, w / 3 + 1),
                                top + 4 + (int32_t)below(state, h / 3 + 1)};
            windows[count] = (bench_window){frame, (depth + 1) << 24 | (uint32_t)count, below(state, 8) != 0, 0, 0};
            count++;
        }
    }
    return bench_windows_const_make(windows, count);
}

static void make_font(bench_work *work, uint32_t *state)
{
    bench_glyph *glyphs = bench_items(GLYPHS, sizeof *glyphs);
    uint8_t *coverage = bench_items(GLYPHS * 20 * 20, 1);
    uint32_t used = 0;
    for (size_t i = 0; i < GLYPHS; i++) {
        glyphs[i] = (bench_glyph){used, 5 + below(state, 12), 8 + below(state, 9)};
        uint32_t bytes = glyphs[i].width * glyphs[i].height;
        for (uint32_t at = 0; at < bytes; at++) {
            uint32_t kind = below(state, 3);
            coverage[used + at] = (uint8_t)(kind == 0 ? 0 : kind == 1 ? 255 : below(state, 256));
        }
        used += bytes;
    }
    work->glyphs = bench_glyphs_const_make(glyphs, GLYPHS);
    work->coverage = bw_bytes_const_make(coverage, used);
}

/* Some glyphs lie partly or wholly outside the screen: text is clipped. */
static bench_text_const make_text(uint32_t *state, size_t count, uint32_t height)
{
    bench_placed *text = bench_items(count, sizeof *text);
    for (size_t i = 0; i < count; i++)
        text[i] = (bench_placed){(int32_t)below(state, SCREEN_WIDTH + 20) - 16, (int32_t)below(state, height + 20) - 16,
                                 below(state, GLYPHS), bench_random(state)};
    return bench_text_const_make(text, count);
}

/* Half the input is mouse movement, which a queue folds together; the program takes more than is posted. */
static bench_events_const make_events(uint32_t *state, size_t count)
{
    bench_event *events = bench_items(count, sizeof *events);
    for (size_t i = 0; i < count; i++) {
        uint32_t number = below(state, 2) == 0 ? BENCH_MOUSE_MOVE : 0x100 + below(state, 16);
        bench_message message = {1 + below(state, 4), number, bench_random(state), bench_random(state)};
        events[i] = (bench_event){message, below(state, 8) == 0 ? 6 : below(state, 2)};
    }
    return bench_events_const_make(events, count);
}

static uint8_t *put16(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
    return at + 2;
}

static uint8_t *put32(uint8_t *at, uint32_t value)
{
    return put16(put16(at, value), value >> 16);
}

/* Each record: type, bytes of the body, body. */
static bw_bytes_const make_metafile(uint32_t *state, size_t records)
{
    uint8_t *bytes = bench_items((records + 1) * 120, 1);
    uint8_t *at = bytes;
    for (size_t i = 0; i < records; i++) {
        uint32_t type = 1 + below(state, 4);
        uint32_t count = 2 + below(state, 12);
        uint32_t body = type == BENCH_RECORD_RECT       ? 16
                        : type == BENCH_RECORD_POLYLINE ? 4 + 8 * count
                        : type == BENCH_RECORD_TEXT     ? 10 + 2 * count
                                                        : 4;
        uint8_t *body_end = at + 8 + body;
        at = put32(put32(at, type), body);
        if (type == BENCH_RECORD_POLYLINE) {
            at = put32(at, count);
        } else if (type == BENCH_RECORD_TEXT) {
            at = put16(put32(put32(at, below(state, 640)), below(state, 480)), count);
        }
        while (at < body_end)
            *at++ = (uint8_t)bench_random(state);
    }
    at = put32(put32(at, BENCH_RECORD_END), 0);
    return bw_bytes_const_make(bytes, (size_t)(at - bytes));
}

static void make_pictures(bench_work *work, uint32_t *state, uint32_t height)
{
    uint32_t *sprite = bench_items(SPRITE_WIDTH * SPRITE_HEIGHT, sizeof *sprite);
    for (size_t i = 0; i < SPRITE_WIDTH * SPRITE_HEIGHT; i++)
        sprite[i] = bench_random(state);
    uint8_t *indexed = bench_items((size_t)SCREEN_WIDTH * height, 1);
    for (size_t i = 0; i < (size_t)SCREEN_WIDTH * height; i++)
        indexed[i] = (uint8_t)bench_random(state);
    bench_palette *palette = bench_items(1, sizeof *palette);
    for (size_t i = 0; i < 256; i++)
        palette->color[i] = bench_random(state);
    uint32_t *screen = bench_items((size_t)(SCREEN_WIDTH + 16) * height, sizeof *screen);
    work->palette = palette;
    bw_u32s pixels = bw_u32s_make(screen, (size_t)(SCREEN_WIDTH + 16) * height);
    bw_u32s_const sprite_pixels = bw_u32s_const_make(sprite, SPRITE_WIDTH * SPRITE_HEIGHT);
    bw_bytes_const indices = bw_bytes_const_make(indexed, (size_t)SCREEN_WIDTH * height);
    if (bench_surface_make(pixels, SCREEN_WIDTH, height, SCREEN_WIDTH + 16, &work->screen) != BW_OK ||
        bench_picture_make(sprite_pixels, SPRITE_WIDTH, SPRITE_HEIGHT, SPRITE_WIDTH, &work->sprite) != BW_OK ||
        bench_indexed_make(indices, SCREEN_WIDTH - 37, height, SCREEN_WIDTH, &work->indexed) != BW_OK)
        abort();
}

bench_work *bench_work_make(unsigned scale, uint32_t seed)
{
    bench_work *work = bench_items(1, sizeof *work);
    uint32_t state = seed == 0 ? 1 : seed;
    uint32_t height = 60 + 90 * scale;
    work->seed = seed;
    work->fill_color = bench_random(&state);
    work->region_a = make_region(&state, 4 + 6 * scale);
    work->region_b = make_region(&state, 4 + 6 * scale);
    work->points = make_points(&state, 60 * scale, height);
    work->windows = make_windows(&state, 8 + 6 * scale, height);
    make_font(work, &state);
    work->text = make_text(&state, 40 * scale, height);
    work->events = make_events(&state, 150 * scale);
    work->metafile = make_metafile(&state, 60 * scale);
    make_pictures(work, &state, height);
    bench_table *table;
    bench_objects_make(256 * scale, 500 * (size_t)scale, 64, &state, &work->objects, &table);
    work->table = table;
    work->queue = bench_items(1, sizeof *work->queue);
    work->ring = bench_items(1, sizeof *work->ring);
    /* No operation makes more than this: each band of the result has at most the rectangles of both. */
    size_t room = 2 * 16 * (work->region_a.count + work->region_b.count);
    work->rects = bench_rects_make(bench_items(room, sizeof(bench_rect)), room);
    size_t answers = 1000 * (size_t)scale;
    work->answers = bw_u32s_make(bench_items(answers, sizeof(uint32_t)), answers);
    bench_work_reset(work);
    return work;
}

void bench_work_reset(bench_work *work)
{
    uint32_t state = work->seed ^ 0x5eed5eedu;
    for (size_t i = 0; i < work->screen.items.count; i++)
        work->screen.items.items[i] = bench_random(&state);
    memset(work->rects.items, 0, work->rects.count * sizeof(bench_rect));
    memset(work->answers.items, 0, work->answers.count * sizeof(uint32_t));
}

bool bench_work_equal(const bench_work *a, const bench_work *b)
{
    return memcmp(a->screen.items.items, b->screen.items.items, a->screen.items.count * sizeof(uint32_t)) == 0 &&
           memcmp(a->rects.items, b->rects.items, a->rects.count * sizeof(bench_rect)) == 0 &&
           memcmp(a->answers.items, b->answers.items, a->answers.count * sizeof(uint32_t)) == 0;
}

/* The const spans were made here from memory that is ours to give back. */
static void free_items(const void *items)
{
    free((void *)(uintptr_t)items);
}

void bench_work_free(bench_work *work)
{
    const void *owned[] = {work->region_a.items, work->region_b.items,   work->points.items,       work->windows.items,
                           work->glyphs.items,   work->coverage.items,   work->text.items,         work->events.items,
                           work->metafile.items, work->palette,          work->sprite.items.items, work->indexed.items.items,
                           work->rects.items,    work->screen.items.items, work->answers.items,
                           work->queue,          work->ring};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        free_items(owned[i]);
    bench_objects_free(&work->objects, (bench_table *)(uintptr_t)work->table);
    free(work);
}
