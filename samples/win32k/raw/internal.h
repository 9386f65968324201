/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The driver's own structures and the functions its files share. Raw form: pointers with counts beside them,
 * blocks from the platform, released by hand on every path.
 *
 * Some lines carry a fault that was planted on purpose, marked by a comment with its id; shared/faults.def says
 * what each one is. Everything else is meant to be right.
 */
#ifndef W32_INTERNAL_H
#define W32_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <bulwark/annotate.h>

#include "shared/abi.h"
#include "shared/address.h"
#include "shared/driver.h"
#include "shared/geometry.h"
#include "shared/platform.h"
#include "shared/untrusted.h"

struct w32_driver;
struct w32_process;

/* How every object that a handle can name begins. */
struct w32_head {
    struct w32_process *owner; /* null: the process has ended, the object waits for its last pin */
    w32_handle handle;
    uint32_t pins;
    bool dying; /* deleted while pinned */
    uint64_t serial; /* in the order of making */
};

/*
 * A set of pixels: rectangles in bands, top to bottom, left to right within a band. All rectangles of a band have
 * the same top and bottom, do not touch each other, and no band could be joined with the next one. So equal sets have
 * equal lists.
 */
struct w32_region {
    struct w32_head head;
    struct w32_rect bounds;
    uint32_t count;
    uint32_t capacity;
    struct w32_rect *rects;
};

/* What can be drawn on: 32 bits a pixel in `pixels`, or fewer in `indices`, which lead to `colours`. */
struct w32_surface {
    uint32_t width;
    uint32_t height;
    uint32_t bits;
    uint32_t stride;   /* of `indices`, in bytes */
    uint32_t *pixels;  /* width * height of them; neither: the screen before the first W32_SURFACE_CREATE */
    W32_UNTRUSTED uint8_t *indices;
    uint32_t *colours;
    uint32_t colours_count;
    uint32_t *line;    /* the driver's, room for the W32_SURFACE_MAX pixels of a row on their way */
};

struct w32_palette {
    uint32_t entries[W32_PALETTE_SIZE];
};

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
    uint32_t width; /* of a pattern */
    uint32_t height;
    uint32_t *pattern;
};

struct w32_bitmap {
    struct w32_head head;
    struct w32_surface surface;
};

/* A palette as an object. */
struct w32_logpal {
    struct w32_head head;
    uint32_t count;
    uint32_t *entries;
};

/* What a text is drawn in: the background's colour, or W32_PIXEL_CLEAR, and the letters'. */
struct w32_text_colours {
    uint32_t back;
    uint32_t text;
};

/* A font file, and what lies where in it. */
struct w32_font {
    struct w32_head head;
    W32_UNTRUSTED uint8_t *file;
    W32_UNTRUSTED const struct w32_psf2 *info; /* its first bytes */
    const uint8_t *glyphs;
    uint32_t *map; /* the glyph of each character, W32_GLYPH_NONE without one; null without a table */
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

/* A path: its points, in records of so many. */
#define W32_PATH_RECORD 256u
struct w32_path_record {
    struct w32_path_record *next;
    uint32_t count;
    struct w32_path_point points[W32_PATH_RECORD];
};

struct w32_path {
    struct w32_path_record *first;
    struct w32_path_record *last;
    uint32_t count; /* points in all records */
};

/* A path as closed contours of lines: so many points each. */
struct w32_outline {
    struct w32_point *points;
    uint32_t *lengths;
    uint32_t *closed; /* whether the figure was */
    uint32_t contours;
};

/* Nothing follows the last record. */
static inline void w32_path_finish(struct w32_path *path)
{
    if (path->last)
        path->last->next = NULL;
}

static inline void w32_outline_free(struct w32_outline *outline)
{
    w32_platform_free(outline->points);
    w32_platform_free(outline->lengths);
    w32_platform_free(outline->closed);
}

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

/* An entry of the handle table; see handles.h. */
struct w32_entry {
    struct w32_head *head;
    uint32_t next;         /* the next free one */
    uint16_t unique;       /* of the object in the entry, 0 without one */
    uint16_t last;         /* the unique number of the last object here */
    uint8_t type;          /* W32_TYPE_NONE: the entry is free */
};

/* A client process. */
struct w32_process {
    struct w32_driver *driver; /* null: the slot is free */
    uint32_t number;           /* of the slot, from 1 */
    uint32_t objects;          /* how many are charged to it */
    struct w32_dc dc;
    uint32_t *clip; /* what it put on the clipboard */
};

/* A thread of a process. */
struct w32_thread {
    struct w32_process *process; /* null: the slot is free */
    void *client;
    w32_handle dc;  /* what it draws with; 0, or one that has ended: with the process's own */
    uint32_t depth; /* callbacks that are open */
    struct w32_posted *oldest; /* of its messages */
    struct w32_posted *newest;
    uint32_t messages;
};

struct w32_driver {
    struct w32_platform_lock *lock; /* over all that follows */
    struct w32_entry *entries;
    uint32_t entries_free; /* the first free one, W32_ENTRIES_MAX if there is none */
    struct w32_process processes[W32_PROCESSES_MAX];
    struct w32_thread threads[W32_THREADS_MAX];
    struct w32_surface surface; /* the screen */
    uint32_t screens;           /* how many there have been */
    uint32_t *line;
    struct w32_palette *palette;
    char *title;
    uint32_t title_length;
    struct w32_window *windows; /* all there are, the foremost */
    struct w32_window *capture;
    struct w32_timer timers[W32_TIMERS_MAX];
    struct w32_hook *hooks; /* the newest */
    const uint32_t *clipboard; /* a process's; null: nothing is there */
    uint32_t clipboard_count;
    struct w32_icon_cached icons[W32_ICON_CACHE];
    uint32_t icons_next; /* the place in it that is used next */
    uint64_t serial; /* objects ever made */
    uint64_t objects;
    uint64_t requests;
    uint64_t callbacks;
};

/* One request under way. */
struct w32_call {
    struct w32_driver *driver;
    struct w32_process *process;
    struct w32_thread *thread;
    struct w32_dc *dc;
    void *out;         /* room for the answer, in the kernel's memory */
    W32_UNTRUSTED uint32_t out_size;
    uint32_t written BW_ANSWERS(out); /* bytes of it that go to the client */
};

/* A request's function: input already in the kernel's memory, lengths at least those of the table. */
typedef enum w32_status w32_handler(struct w32_call *call, const void *in, uint32_t in_size);

/* region.c */
void w32_region_init(struct w32_region *region);
void w32_region_free(struct w32_region *region);
enum w32_status w32_region_append(struct w32_region *region, struct w32_rect rect);
void w32_region_band_close(struct w32_region *region, uint32_t *previous, uint32_t start);
void w32_region_bounds_update(struct w32_region *region);
enum w32_status w32_region_set_rect(struct w32_region *region, struct w32_rect rect);
enum w32_status w32_region_copy(struct w32_region *target, const struct w32_region *source);
enum w32_status w32_region_combine(struct w32_region *target, const struct w32_region *a,
                                   const struct w32_region *b, enum w32_combine op);
bool w32_region_offset(struct w32_region *region, int32_t dx, int32_t dy);
enum w32_inside w32_region_inside(const struct w32_region *region, struct w32_rect rect);
bool w32_region_contains(const struct w32_region *region, int32_t x, int32_t y);

/* pathrgn.c: a region made of what a path encloses */
enum w32_status w32_path_polygon(struct w32_region *target, const struct w32_point *points, uint32_t count);
enum w32_status w32_path_polygons(struct w32_region *target, const struct w32_point *points, const uint32_t *lengths,
                                  uint32_t contours, enum w32_fill_mode mode);

/* path.c */
void w32_path_free(struct w32_path *path);
enum w32_status w32_path_append(struct w32_path *path, struct w32_point at, uint32_t verb);
uint64_t w32_path_digest(uint64_t digest, const struct w32_path *path);
enum w32_status w32_path_outline(const struct w32_path *path, struct w32_outline *ret_outline);

/* stroke.c: lines wider than a pixel */
enum w32_status w32_stroke_line(struct w32_call *call, const struct w32_point *points, uint32_t count, bool closed,
                                struct w32_region *region);
enum w32_status w32_stroke_draw(struct w32_call *call, const struct w32_region *region);

/* surface.c */
enum w32_status w32_surface_bounds(const struct w32_surface *surface, struct w32_rect *ret_bounds);
void w32_surface_fill(struct w32_surface *surface, struct w32_rect rect, uint32_t colour);
void w32_surface_store(struct w32_surface *surface, struct w32_rect rect, const uint32_t *pixels, uint32_t stride);
void w32_surface_store_masked(struct w32_surface *surface, struct w32_rect rect, const uint32_t *pixels,
                              uint32_t stride);
void w32_surface_load(const struct w32_surface *surface, struct w32_rect rect, uint32_t *pixels);
enum w32_status w32_surface_make(struct w32_driver *driver, uint32_t width, uint32_t height, uint32_t bits,
                                 uint32_t *colours, uint32_t colours_count, struct w32_surface *ret_surface);
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
void w32_dc_pop(struct w32_dc *dc);
const struct w32_pen_style *w32_dc_pen(const struct w32_dc *dc);
void w32_dc_pen_set(struct w32_dc *dc, const struct w32_pen_style *style);
uint32_t w32_dc_colour(const struct w32_dc *dc, uint32_t colour);

/* How often the clipping must be looked at: once without one. */
static inline uint32_t w32_clip_count(const struct w32_dc *dc)
{
    return dc->now.clipped ? dc->now.clip.count : 1;
}

/* What a clipping rectangle leaves of a rectangle that lies inside the surface. */
static inline struct w32_rect w32_clip_apply(const struct w32_dc *dc, uint32_t index, struct w32_rect rect)
{
    return dc->now.clipped ? w32_rect_intersect(rect, dc->now.clip.rects[index]) : rect;
}

/* draw.c: all of it within the surface and the clipping */
enum w32_status w32_draw_rect(struct w32_dc *dc, struct w32_rect rect, uint32_t colour);
enum w32_status w32_draw_region(struct w32_dc *dc, const struct w32_region *region, uint32_t colour);
enum w32_status w32_draw_polyline(struct w32_call *call, const struct w32_point *points, uint32_t count);
enum w32_status w32_draw_pixels(struct w32_dc *dc, struct w32_rect rect, const uint32_t *pixels,
                                bool masked);

/* for each type of object: its end, and what of it a client can see */
#define W32_TYPE(kind, NAME, number)                                  \
    void w32_##kind##_end(struct w32_##kind *object, struct w32_driver *driver); \
    uint64_t w32_##kind##_digest(uint64_t digest, const struct w32_##kind *object);
#include "shared/types.def"
#undef W32_TYPE

/* brush.c */
uint64_t w32_pen_style_digest(uint64_t digest, const struct w32_pen_style *style);
/* The pattern's pixels of a part of a row; `under` is what is there now */
void w32_brush_line(const struct w32_dc *dc, int32_t x, int32_t y, uint32_t count, uint32_t *line,
                    const uint32_t *under);

/* font.c */
uint32_t w32_font_find(const struct w32_font *font, uint32_t code);
const uint8_t *w32_font_glyph_rows(const struct w32_font *font, uint32_t glyph);

/* text.c */
enum w32_status w32_text_show(struct w32_call *call, struct w32_point at, const uint32_t *codes, uint32_t count);
/* The same with a drawing state and colours (of the background, of the text) of one's own. */
enum w32_status w32_text_write(struct w32_dc *dc, struct w32_point at, const uint32_t *codes, uint32_t count,
                               struct w32_text_colours colours);

/* blit.c */
void w32_line_stretch(uint32_t *target, uint32_t width, const uint32_t *line, uint32_t line_width);

/* rop.c: pixels drawn with a ternary operation and the brush; width * height source pixels stretched to `target` */
enum w32_status w32_rop_draw(struct w32_call *call, struct w32_rect target, const uint32_t *pixels, uint32_t width,
                             uint32_t height, uint32_t rop);

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
enum w32_status w32_callback(struct w32_call *call, uint32_t code, const void *in, uint32_t in_size, void *out,
                             uint32_t out_size) BW_REENTERS;

/* metafile.c */
uint64_t w32_title_digest(uint64_t digest, const struct w32_driver *driver);

/* the requests, one function each */
#define W32_REQUEST(NAME, code, method, in_min, out_min, function) w32_handler function;
#include "shared/requests.def"
#undef W32_REQUEST

#include "handles.h"

#endif
