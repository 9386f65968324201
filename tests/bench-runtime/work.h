/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the kernels work on: the same data for every variant, made from one seed.
 *
 * Guarantees: bench_work_make gives the same bytes on every machine and with every compiler; bench_work_reset
 * brings back what it gave, so that each run of a kernel starts from the same state; all that a kernel may
 * write lies in the fields under "written by the kernels". The spans and views are those of the runtime;
 * raw code reads their pointers and counts as it would read its own.
 * kernels.rs mirrors these structures; bench_work_bytes and bench_rust_work_bytes must agree.
 */
#ifndef BULWARK_BENCH_RUNTIME_WORK_H
#define BULWARK_BENCH_RUNTIME_WORK_H

#include <bulwark/cursor.h>
#include <bulwark/handle.h>
#include <bulwark/reader.h>
#include <bulwark/ring_fixed.h>
#include <bulwark/span.h>
#include <bulwark/view.h>

typedef struct bench_rect {
    int32_t left, top, right, bottom; /* right and bottom lie outside, as in GDI */
} bench_rect;

typedef struct bench_point {
    int32_t x, y;
} bench_point;

/* A window; its children lie together in the table, the topmost first. Window 0 is the desktop. */
typedef struct bench_window {
    bench_rect frame;
    uint32_t id;
    uint32_t visible;
    uint32_t first_child;
    uint32_t child_count;
} bench_window;

/* The coverage of one glyph: height rows of width bytes from offset on in the font's bytes. */
typedef struct bench_glyph {
    uint32_t offset;
    uint32_t width;
    uint32_t height;
} bench_glyph;

/* A glyph at its place in a run of text. */
typedef struct bench_placed {
    int32_t x, y;
    uint32_t glyph;
    uint32_t color;
} bench_placed;

typedef struct bench_message {
    uint32_t window;
    uint32_t number;
    uint64_t wparam;
    uint64_t lparam;
} bench_message;

/* What the input thread does next: post the message, then let the program take as many as `take`. */
typedef struct bench_event {
    bench_message message;
    uint64_t take;
} bench_event;

/* What a handle leads to, such as a brush. */
typedef struct bench_object {
    uint32_t width, height;
    uint64_t private[5];
} bench_object;

/* An entry of the handle table that raw drivers keep: a pointer, and what tells stale handles from good ones. */
typedef struct bench_entry {
    bench_object *object;
    uint16_t unique; /* the upper half of the handle */
    uint8_t type;
    uint8_t flags;
} bench_entry;

enum {
    BENCH_TYPE = 5, /* the type number of the objects that are looked up */
    BENCH_QUEUE = 64,      /* messages a queue holds; a power of two */
    BENCH_MOUSE_MOVE = 0x200,
    BENCH_RECORD_RECT = 1, /* the records of the metafile */
    BENCH_RECORD_POLYLINE = 2,
    BENCH_RECORD_TEXT = 3,
    BENCH_RECORD_COLOR = 4,
    BENCH_RECORD_END = 5
};

/* A palette has a colour for every value of a byte, so that no index of a picture can miss it. */
typedef struct bench_palette {
    uint32_t color[256];
} bench_palette;

BW_SPAN_DECLARE(bench_rects, bench_rect);
BW_SPAN_DECLARE(bench_points, bench_point);
BW_SPAN_DECLARE(bench_windows, bench_window);
BW_SPAN_DECLARE(bench_glyphs, bench_glyph);
BW_SPAN_DECLARE(bench_text, bench_placed);
BW_SPAN_DECLARE(bench_events, bench_event);
BW_RING_FIXED_DECLARE(bench_ring, bench_message, BENCH_QUEUE);
BW_HANDLE_DECLARE(bench_table, bench_object, BENCH_TYPE);
BW_SPAN_DECLARE(bench_slots, bench_table_slot);
BW_SPAN_DECLARE(bench_entries, bench_entry);
BW_SPAN_DECLARE(bench_pointers, bench_object *);
BW_VIEW_DECLARE(bench_surface, bw_u32s, uint32_t);
BW_VIEW_DECLARE(bench_picture, bw_u32s_const, uint32_t const);
BW_VIEW_DECLARE(bench_indexed, bw_bytes_const, uint8_t const);

/* A queue of messages as raw code keeps it: counters that run on, places by mask. */
typedef struct bench_queue {
    bench_message items[BENCH_QUEUE];
    uint32_t head;
    uint32_t tail;
} bench_queue;

/*
 * The same objects in two tables, and handles to look up: most are good, some stale, some of another type. The
 * raw handle, the wide one and (for those that are good) the pointer at one index stand for the same object.
 */
typedef struct bench_handles {
    bench_entries_const entries; /* raw: entries lead to objects elsewhere */
    bw_u32s_const raw_handles;
    bench_slots_const slots; /* hardened: the table's own slots, for the variants without the runtime */
    bw_u64s_const handles;
    bench_pointers_const pointers;
} bench_handles;

typedef struct bench_work {
    bench_rects_const region_a; /* y-x banded, as GDI and X keep them */
    bench_rects_const region_b;
    bench_points_const points;  /* of clicks, and of a polyline */
    bench_windows_const windows;
    bench_picture sprite;
    bench_indexed indexed; /* a picture of palette indices */
    const bench_palette *palette;
    bw_bytes_const coverage; /* of all glyphs of the font */
    bench_glyphs_const glyphs;
    bench_text_const text;
    bench_events_const events;
    bw_bytes_const metafile;
    bench_handles objects;
    const bench_table *table; /* whose slots those are */
    uint32_t fill_color;
    uint32_t seed;
    /* written by the kernels */
    bench_surface screen;
    bench_rects rects;
    bw_u32s answers;
    bench_queue *queue; /* empty before and after each run, as is the ring */
    bench_ring *ring;
} bench_work;

/*
 * Makes `count` objects in both tables and `lookups` handles; every bad_each-th of them is bad, 0 for none.
 * On failure: the program ends. Freed with bench_objects_free. *ret_table: the hardened table.
 */
void bench_objects_make(uint32_t count, size_t lookups, uint32_t bad_each, uint32_t *random, bench_handles *ret_handles,
                        bench_table **ret_table);
void bench_objects_free(bench_handles *handles, bench_table *table);

/* xorshift32, and zeroed memory; a failure ends the program with a message. */
uint32_t bench_random(uint32_t *state);
void *bench_items(size_t count, size_t bytes);

/*
 * Makes the data. scale: 1 for tests, larger for measuring; sizes grow with it. seed: any. On failure (no
 * memory): the program ends with a message. Freed with bench_work_free.
 */
bench_work *bench_work_make(unsigned scale, uint32_t seed);
void bench_work_free(bench_work *work);

/* Puts what the kernels write back to its first state. */
void bench_work_reset(bench_work *work);

/* Whether both have written the same. pre: made alike. */
bool bench_work_equal(const bench_work *a, const bench_work *b);

/*
 * One kernel in one variant: reads the inputs, writes the outputs, returns a count or a sum of what it did.
 * All variants of a kernel give the same value and leave the same outputs.
 */
typedef uint64_t bench_kernel(bench_work *work);

#endif
