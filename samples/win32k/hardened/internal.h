/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The driver's own structures and the functions its files share. Hardened form: the same driver on Bulwark's runtime.
 *
 * - Memory is spans and views, never a pointer with a count beside it. Input is read through a reader.
 * - What only one request needs comes from its arena; what outlives it comes from the platform and is owned by
 *   the driver, or by the call until it is handed over.
 * - Every request runs under a guard. A violation ends it with W32_CONTAINED: what the call owns is released,
 *   the arena goes back to its mark, the drawing state is put back.
 * - A request changes what a client can see only after the last step that may refuse it.
 */
#ifndef W32_INTERNAL_H
#define W32_INTERNAL_H

#include <bulwark/bulwark.h>

#include "shared/abi.h"
#include "shared/address.h"
#include "shared/driver.h"
#include "shared/geometry.h"
#include "shared/platform.h"
#include "shared/untrusted.h"

/*
 * W32_BLOCK_DECLARE(name, type), after BW_SPAN_DECLARE, makes
 *   name_take(count, &ret_span)  items of any content from the platform; W32_TOO_BIG, W32_NO_MEMORY
 *   name_give(span)              gives them back
 */
#define W32_BLOCK_DECLARE(name, type)                                                                             \
    BW_INLINE BW_RUNTIME BW_MUST_CHECK enum w32_status name##_take(size_t count, name *ret_span)                  \
    {                                                                                                             \
        size_t bytes;                                                                                             \
        type *items = NULL;                                                                                       \
        if (bw_size_mul(count, sizeof(type), &bytes) != BW_OK)                                                    \
            return W32_TOO_BIG;                                                                                   \
        if (count != 0) {                                                                                         \
            items = w32_platform_alloc(bytes);                                                                    \
            if (!items)                                                                                           \
                return W32_NO_MEMORY;                                                                             \
        }                                                                                                         \
        *ret_span = name##_make(items, count);                                                                    \
        return W32_OK;                                                                                            \
    }                                                                                                             \
    BW_INLINE BW_RUNTIME void name##_give(name span)                                                              \
    {                                                                                                             \
        w32_platform_free(span.items);                                                                            \
    }                                                                                                             \
    BW_STATIC_ASSERT(BW_ALIGNOF(type) <= 16u, "the platform aligns for ordinary types")

BW_SPAN_DECLARE(w32_rects, struct w32_rect);
BW_CURSOR_DECLARE(w32_rects_cursor, w32_rects_const, struct w32_rect const);
BW_RUN_DECLARE(w32_rects_run, w32_rects_cursor, struct w32_rect const);
W32_BLOCK_DECLARE(w32_rects, struct w32_rect);
BW_SPAN_ARENA_DECLARE(w32_rects, struct w32_rect);
BW_SPAN_DECLARE(w32_points, struct w32_point);
BW_SPAN_ARENA_DECLARE(w32_points, struct w32_point);
BW_SPAN_DECLARE(w32_chars, char);
W32_BLOCK_DECLARE(w32_chars, char);
BW_SPAN_ARENA_DECLARE(w32_chars, char);
W32_BLOCK_DECLARE(bw_bytes, uint8_t);
W32_BLOCK_DECLARE(bw_u32s, uint32_t);
BW_SPAN_ARENA_DECLARE(bw_u32s, uint32_t);
BW_BUILDER_DECLARE(w32_words, bw_u32s, uint32_t);
BW_VIEW_DECLARE(w32_pixels, bw_u32s, uint32_t);
BW_VIEW_DECLARE(w32_indices, bw_bytes, uint8_t);
BW_VIEW_DECLARE(w32_image, bw_u32s_const, uint32_t const);

struct w32_driver;
struct w32_process;

/* How every object that a handle can name begins. */
struct w32_head {
    struct w32_process *owner; /* null: the process has ended, the object waits for its last pin */
    w32_handle handle;
    bw_refcount pins; /* all of them together are one pin of the table */
    uint64_t serial; /* in the order of making */
};

/*
 * A set of pixels: rectangles in bands, top to bottom, left to right within a band. All rectangles of a band have
 * the same top and bottom, do not touch each other, and no band could be joined with the next one. So equal sets have
 * equal lists. The rectangles are the first ones of `room`, which is of the arena if there is one, else a block.
 */
struct w32_region {
    struct w32_head head;
    struct w32_rect bounds;
    w32_rects rects;
    w32_rects room;
    bw_arena *arena;
};

/* What can be drawn on: 32 bits a pixel in `pixels`, or fewer in the rows of `indices`, which lead to `colours`. */
struct w32_surface {
    uint32_t width;
    uint32_t height;
    uint32_t bits;
    bw_u32s memory; /* of 32 bits; neither has memory: the screen before the first W32_SURFACE_CREATE */
    w32_pixels pixels;
    bw_bytes bytes; /* of fewer */
    w32_indices indices;
    bw_u32s colours;
    bw_u32s line; /* the driver's, room for the pixels of a row on their way */
};

struct w32_palette {
    uint32_t entries[W32_PALETTE_SIZE];
};

BW_SPAN_DECLARE(w32_palettes, struct w32_palette);
W32_BLOCK_DECLARE(w32_palettes, struct w32_palette);

/* How lines are drawn. */
struct w32_pen_style {
    uint32_t colour;
    uint32_t width;
    uint32_t count;
    uint32_t dashes[W32_PEN_DASHES];
};

struct w32_pen {
    struct w32_head head;
    struct w32_pen_style style;
};

struct w32_brush {
    struct w32_head head;
    uint32_t style;
    uint32_t colour;
    uint32_t hatch;
    bw_u32s memory; /* of a pattern */
    w32_pixels pattern;
};

struct w32_bitmap {
    struct w32_head head;
    struct w32_surface surface;
};

/* A palette as an object. */
struct w32_logpal {
    struct w32_head head;
    bw_u32s entries;
};

/* What a text is drawn in: the background's colour, or W32_PIXEL_CLEAR, and the letters'. */
struct w32_text_colours {
    uint32_t back;
    uint32_t text;
};

/* A font file as it was read, once, and what lies where in it. */
struct w32_font {
    struct w32_head head;
    bw_bytes file;
    bw_bytes_const glyphs; /* glyphs_count times glyph_size bytes of the file */
    uint32_t glyphs_count;
    uint32_t glyph_size;
    uint32_t width;
    uint32_t height;
    bw_u32s map; /* the glyph of each character, W32_GLYPH_NONE without one; empty without a table */
};

/* What of a drawing state is saved and restored. The objects are pinned as long as they are named here. */
struct w32_dc_state {
    bool clipped;
    struct w32_region clip;
    struct w32_pen_style pen; /* counts without a pen object */
    struct w32_bitmap *bitmap;
    struct w32_logpal *palette;
    struct w32_brush *brush;
    struct w32_pen *pen_object;
    struct w32_font *font;
    struct w32_dc_modes modes;
};

struct w32_dc_saved {
    struct w32_dc_saved *next;
    struct w32_dc_state state;
};
BW_SPAN_DECLARE(w32_dc_saveds, struct w32_dc_saved);
W32_BLOCK_DECLARE(w32_dc_saveds, struct w32_dc_saved);

/* A path: its points, in records of so many. */
#define W32_PATH_RECORD 256u
struct w32_path_record {
    struct w32_path_record *next;
    uint32_t count;
    struct w32_path_point points[W32_PATH_RECORD];
};
BW_SPAN_DECLARE(w32_path_records, struct w32_path_record);
W32_BLOCK_DECLARE(w32_path_records, struct w32_path_record);
BW_SPAN_DECLARE(w32_path_points, struct w32_path_point);

/* The points that a record has. */
static inline w32_path_points_const w32_path_record_points(const struct w32_path_record *record)
{
    return w32_path_points_const_first(BW_SPAN_OF_ARRAY(w32_path_points_const, record->points), record->count);
}

struct w32_path {
    struct w32_path_record *first;
    struct w32_path_record *last;
    uint32_t count; /* points in all records */
};

/* A path as closed contours of lines: so many points each. */
struct w32_outline {
    w32_points points;
    bw_u32s lengths;
    bw_u32s closed; /* whether the figure was */
};

/* A drawing state: where and how the requests of a process draw. */
struct w32_dc {
    struct w32_head head;
    struct w32_driver *driver;
    struct w32_surface *surface; /* the screen's, or that of the bitmap */
    struct w32_dc_state now;
    struct w32_dc_saved *saved; /* the newest first */
    uint32_t saves;
    struct w32_path path; /* is not saved */
};

#include "menu.h"
#include "user.h"

#define W32_GLYPH_NONE UINT32_MAX
#define W32_PIXEL_CLEAR 0xff000000u /* in an image that is drawn masked: leave what is there */

#define W32_HANDLE_TYPE(handle) ((handle) >> 16 & 0x1fu)
#define W32_ENTRIES_MAX (W32_PROCESSES_MAX * W32_OBJECTS_MAX)

#define W32_TYPE(kind, NAME, number) BW_HANDLE32_DECLARE(w32_##kind##_table, struct w32_##kind, number);
#include "shared/types.def"
#undef W32_TYPE

/* One table a type, over storage that lies behind it. */
struct w32_tables {
#define W32_TYPE(kind, NAME, number) \
    w32_##kind##_table kind;         \
    BW_HANDLE_STORAGE(w32_##kind##_table, W32_ENTRIES_MAX) kind##_storage;
#include "shared/types.def"
#undef W32_TYPE
};
BW_SPAN_DECLARE(w32_tableses, struct w32_tables);
W32_BLOCK_DECLARE(w32_tableses, struct w32_tables);

/* A client process. Its objects are charged to `objects`, which also says which ones they are. */
struct w32_process {
    struct w32_driver *driver; /* null: the slot is free */
    uint32_t number;           /* of the slot, from 1 */
    bw_handle_owner objects;
    struct w32_dc dc;
    bw_u32s clip; /* what it put on the clipboard */
};
BW_SPAN_DECLARE(w32_processes, struct w32_process);

/* A thread of a process. The arena is its own, since requests of several threads may be under way. */
struct w32_thread {
    struct w32_process *process; /* null: the slot is free */
    void *client;
    w32_handle dc;  /* what it draws with; 0, or one that has ended: with the process's own */
    uint32_t depth; /* callbacks that are open */
    bw_arena arena;
    bw_arena_mark start; /* of the arena between requests: its first chunk stays, so that none has to ask for it */
    w32_messages messages;
};
BW_SPAN_DECLARE(w32_threads, struct w32_thread);

struct w32_driver {
    struct w32_platform_lock *lock; /* over all that follows */
    struct w32_tables *tables;
    struct w32_process processes[W32_PROCESSES_MAX];
    struct w32_thread threads[W32_THREADS_MAX];
    bw_handle_owner orphans; /* objects that outlive their process, by pins */
    struct w32_surface surface; /* the screen */
    uint32_t screens;           /* how many there have been */
    bw_u32s line;
    struct w32_palette *palette;
    w32_chars title; /* without a closing zero */
    w32_windows windows; /* all there are, the foremost first */
    w32_handle capture;
    struct w32_timer timers[W32_TIMERS_MAX];
    w32_hooks hooks; /* the newest first */
    struct w32_process *clipboard; /* whose words they are; null: nobody's */
    struct w32_icon_cached icons[W32_ICON_CACHE];
    uint32_t icons_next; /* the place in it that is used next */
    uint64_t serial; /* objects ever made */
    uint64_t requests;
    uint64_t callbacks;
    uint64_t contained;
    uint64_t deferred;
};
BW_SPAN_DECLARE(w32_drivers, struct w32_driver);
W32_BLOCK_DECLARE(w32_drivers, struct w32_driver);

struct w32_request_row;

/* One request under way. It lies outside the guarded frames, so that the release at its end finds it whole. */
struct w32_call {
    struct w32_driver *driver;
    struct w32_process *process;
    struct w32_thread *thread;
    struct w32_dc *dc;
    bw_arena *arena;
    bw_guard *guard;
    const struct w32_request_row *row;
    const void *user_in BW_USER;
    void *user_out BW_USER;
    uint32_t in_size;
    uint32_t out_size;
    bw_bytes system_in;
    bw_bytes system_out;
    bw_u32s out_words;        /* system_out as whole words */
    uint32_t written;         /* bytes of system_out that go to the client */
    w32_handle fresh;         /* an object under construction, until w32_object_publish gives it to the client */
    struct w32_region region; /* what wide lines cover; a block, since pieces on the way come and go in the arena */
    bw_u32s pixels;           /* an image on its way; a block, since the arena would clear it first */
    struct w32_tracking *tracking; /* menus that are open; of the arena */
    enum w32_status status;
};

/* The system's copies of the client's blocks: up to so many bytes of the arena, which goes back as a whole; else a block. */
#define W32_SYSTEM_SMALL ((size_t)1024)

static inline enum w32_status w32_system_take(bw_arena *arena, size_t size, bw_bytes *ret_bytes)
{
    if (size > W32_SYSTEM_SMALL)
        return bw_bytes_take(size, ret_bytes);
    return bw_bytes_alloc_uncleared(arena, size, 16, ret_bytes) == BW_OK ? W32_OK : W32_NO_MEMORY;
}

static inline void w32_system_give(bw_bytes bytes)
{
    if (bytes.count > W32_SYSTEM_SMALL)
        bw_bytes_give(bytes);
}

/* A request's function: input at its first byte and at least as long as the table says, output likewise. */
typedef enum w32_status w32_handler(struct w32_call *call, bw_reader *in);

/* What a failure of the runtime means to the client. Input that ends early is too short for its request. */
static inline enum w32_status w32_status_of(bw_status status)
{
    switch (status) {
    case BW_OK:
        return W32_OK;
    case BW_ERR_MEMORY:
        return W32_NO_MEMORY;
    case BW_ERR_TRUNCATED:
        return W32_BAD_SIZE;
    case BW_ERR_RANGE:
    case BW_ERR_FULL:
        return W32_TOO_BIG;
    case BW_ERR_FORMAT:
        return W32_BAD_RECORD;
    case BW_ERR_CONTAINED:
        return W32_CONTAINED;
    default:
        return W32_BAD_VALUE;
    }
}

/*
 * The next field of the input; 0 after its end, which the reader remembers: look at its status before use. The mark
 * tells the analyzers that a client chose the value.
 */
W32_UNTRUSTED static inline uint32_t w32_take_u32(bw_reader *in)
{
    uint32_t value = 0;

    return bw_reader_u32le(in, &value) == BW_OK ? value : 0;
}

W32_UNTRUSTED static inline int32_t w32_take_i32(bw_reader *in)
{
    int32_t value = 0;

    return bw_reader_i32le(in, &value) == BW_OK ? value : 0;
}

W32_UNTRUSTED static inline struct w32_point w32_take_point(bw_reader *in)
{
    struct w32_point point;

    point.x = w32_take_i32(in);
    point.y = w32_take_i32(in);
    return point;
}

W32_UNTRUSTED static inline struct w32_rect w32_take_rect(bw_reader *in)
{
    struct w32_rect rect;

    rect.left = w32_take_i32(in);
    rect.top = w32_take_i32(in);
    rect.right = w32_take_i32(in);
    rect.bottom = w32_take_i32(in);
    return rect;
}

/* Fills the span with points. On failure: W32_BAD_SIZE. */
static inline enum w32_status w32_take_points(bw_reader *in, w32_points points)
{
    for (size_t i = 0; i < points.count; i++)
        BW_AT(points, i) = w32_take_point(in);
    return w32_status_of(bw_reader_status(in));
}

/* The words of the output block, to be filled from the start. */
static inline w32_words w32_answer(const struct w32_call *call)
{
    return w32_words_into(call->out_words);
}

/* Ends an answer: what was put into it goes to the client. */
static inline enum w32_status w32_answer_done(struct w32_call *call, const w32_words *answer)
{
    call->written = (uint32_t)(w32_words_count(answer) * sizeof(uint32_t));
    return W32_OK;
}

static inline void w32_answer_rect(w32_words *answer, struct w32_rect rect)
{
    w32_words_put(answer, (uint32_t)rect.left);
    w32_words_put(answer, (uint32_t)rect.top);
    w32_words_put(answer, (uint32_t)rect.right);
    w32_words_put(answer, (uint32_t)rect.bottom);
}

/* region.c; an arena where the region is to live in it, null for a block of its own */
void w32_region_init(struct w32_region *region, bw_arena *arena);
void w32_region_free(struct w32_region *region);
enum w32_status w32_region_append(struct w32_region *region, struct w32_rect rect);
void w32_region_band_close(struct w32_region *region, size_t *previous, size_t start);
void w32_region_bounds_update(struct w32_region *region);
enum w32_status w32_region_set_rect(struct w32_region *region, struct w32_rect rect);
enum w32_status w32_region_copy(struct w32_region *target, const struct w32_region *source);
enum w32_status w32_region_combine(bw_arena *arena, struct w32_region *target, const struct w32_region *a,
                                   const struct w32_region *b, enum w32_combine op);
bool w32_region_offset(struct w32_region *region, int32_t dx, int32_t dy);
enum w32_inside w32_region_inside(const struct w32_region *region, struct w32_rect rect);
bool w32_region_contains(const struct w32_region *region, int32_t x, int32_t y);

/* pathrgn.c: a region made of what a path encloses */
enum w32_status w32_path_polygon(bw_arena *arena, struct w32_region *target, w32_points_const points);
enum w32_status w32_path_polygons(bw_arena *arena, struct w32_region *target, w32_points_const points,
                                  bw_u32s_const lengths, enum w32_fill_mode mode);

/* path.c */
void w32_path_free(struct w32_path *path);
enum w32_status w32_path_append(struct w32_path *path, struct w32_point at, uint32_t verb);
uint64_t w32_path_digest(uint64_t digest, const struct w32_path *path);
enum w32_status w32_path_outline(bw_arena *arena, const struct w32_path *path, struct w32_outline *ret_outline);

/* stroke.c: lines wider than a pixel */
enum w32_status w32_stroke_line(struct w32_call *call, w32_points_const points, bool closed, struct w32_region *region);
enum w32_status w32_stroke_draw(struct w32_call *call, const struct w32_region *region);

/* surface.c */
enum w32_status w32_surface_bounds(const struct w32_surface *surface, struct w32_rect *ret_bounds);
void w32_surface_fill(struct w32_surface *surface, struct w32_rect rect, uint32_t colour);
void w32_surface_store(struct w32_surface *surface, struct w32_rect rect, w32_image image);
void w32_surface_store_masked(struct w32_surface *surface, struct w32_rect rect, w32_image image);
void w32_surface_load(const struct w32_surface *surface, struct w32_rect rect, w32_words *pixels);
enum w32_status w32_surface_make(struct w32_driver *driver, uint32_t width, uint32_t height, uint32_t bits,
                                 bw_u32s colours, struct w32_surface *ret_surface);
uint32_t w32_surface_pixel(const struct w32_surface *surface, int32_t x, int32_t y);
uint64_t w32_surface_digest(uint64_t digest, const struct w32_surface *surface);
void w32_surface_free(struct w32_surface *surface);

/* palette.c */
enum w32_status w32_palette_create(struct w32_palette **ret_palette);
uint32_t w32_palette_colour(const struct w32_palette *palette, uint32_t colour);
uint64_t w32_palette_digest(uint64_t digest, const struct w32_palette *palette);

/* dc.c */
void w32_dc_init(struct w32_dc *dc, struct w32_driver *driver);
void w32_dc_free(struct w32_dc *dc);
enum w32_status w32_dc_push(struct w32_dc *dc);
void w32_dc_pop(void *context);
const struct w32_pen_style *w32_dc_pen(const struct w32_dc *dc);
void w32_dc_pen_set(struct w32_dc *dc, const struct w32_pen_style *style);
uint32_t w32_dc_colour(const struct w32_dc *dc, uint32_t colour);

/* How often the clipping must be looked at: once without one. */
static inline size_t w32_clip_count(const struct w32_dc *dc)
{
    return dc->now.clipped ? dc->now.clip.rects.count : 1;
}

/* What a clipping rectangle leaves of a rectangle that lies inside the surface. */
static inline struct w32_rect w32_clip_apply(const struct w32_dc *dc, size_t index, struct w32_rect rect)
{
    return dc->now.clipped ? w32_rect_intersect(rect, BW_AT(dc->now.clip.rects, index)) : rect;
}

/* draw.c: all of it within the surface and the clipping */
enum w32_status w32_draw_rect(struct w32_dc *dc, struct w32_rect rect, uint32_t colour);
enum w32_status w32_draw_region(struct w32_dc *dc, const struct w32_region *region, uint32_t colour);
enum w32_status w32_draw_polyline(struct w32_call *call, w32_points_const points);
enum w32_status w32_draw_pixels(struct w32_dc *dc, struct w32_rect rect, w32_image image, bool masked);

/* for each type of object: its end, and what of it a client can see */
#define W32_TYPE(kind, NAME, number)                                  \
    void w32_##kind##_end(struct w32_##kind *object, void *driver); \
    uint64_t w32_##kind##_digest(uint64_t digest, const struct w32_##kind *object);
#include "shared/types.def"
#undef W32_TYPE

/* brush.c */
uint64_t w32_pen_style_digest(uint64_t digest, const struct w32_pen_style *style);
/* The pattern's pixels of a part of a row; `under` is what is there now */
void w32_brush_line(const struct w32_dc *dc, int32_t x, int32_t y, bw_u32s line, bw_u32s_const under);

/* font.c */
uint32_t w32_font_find(const struct w32_font *font, uint32_t code);
bw_bytes_const w32_font_glyph_rows(const struct w32_font *font, uint32_t glyph);

/* text.c */
enum w32_status w32_text_show(struct w32_call *call, struct w32_point at, bw_u32s_const codes);
/* The same with a drawing state and colours (of the background, of the text) of one's own. */
enum w32_status w32_text_write(struct w32_call *call, struct w32_dc *dc, struct w32_point at, bw_u32s_const codes,
                               struct w32_text_colours colours);

/* blit.c */
void w32_line_stretch(bw_u32s target, bw_u32s_const line);

/* rop.c: pixels drawn with a ternary operation and the brush; an image stretched to `target`, or an empty one */
enum w32_status w32_rop_draw(struct w32_call *call, struct w32_rect target, w32_image image, uint32_t rop);

/* object.c: what concerns objects of all types */
enum w32_status w32_object_tables_create(struct w32_driver *driver);
void w32_object_tables_free(struct w32_driver *driver);
enum w32_status w32_object_delete(struct w32_process *process, w32_handle handle);
void w32_object_delete_owned(struct w32_process *process);
enum w32_status w32_object_publish(struct w32_call *call, const struct w32_head *head, enum w32_status status);
uint64_t w32_object_count(const struct w32_driver *driver);
uint64_t w32_object_digest(uint64_t digest, const struct w32_driver *driver);

/* process.c */
void w32_process_end(struct w32_process *process);
uint64_t w32_process_digest_owner(uint64_t digest, const struct w32_process *owner);
uint64_t w32_process_digest(uint64_t digest, const struct w32_driver *driver);

/* request.c: asks the client, with the driver's lock dropped. Whatever was looked up before may have ended after. */
enum w32_status w32_callback(struct w32_call *call, uint32_t code, bw_u32s_const in, bw_u32s out)
    BW_REENTERS;

/* metafile.c */
uint64_t w32_title_digest(uint64_t digest, const struct w32_driver *driver);

/* the requests, one function each */
#define W32_REQUEST(NAME, code, method, in_min, out_min, function) w32_handler function;
#include "shared/requests.def"
#undef W32_REQUEST

#include "handles.h"

#endif
