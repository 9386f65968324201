/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The requests that draw: surfaces, regions, clipping, pens, palettes, images, metafiles. Part of abi.h.
 */
#ifndef W32_ABI_GDI_H
#define W32_ABI_GDI_H

/* W32_SURFACE_CREATE: a new frame buffer, black; the old one and its clipping go. */
struct w32_surface_create_in {
    uint32_t width;
    uint32_t height;
};

/* W32_SURFACE_READ: the pixels of a rectangle that lies inside the surface, row by row, 0x00RRGGBB each. */
struct w32_surface_read_in {
    struct w32_rect rect;
};

/* W32_PIXEL_QUERY: one pixel of what the current drawing state draws on. */
struct w32_pixel_query_in {
    struct w32_point at;
};
struct w32_pixel_query_out {
    uint32_t colour;
};

/* W32_REGION_CREATE_RECT */
struct w32_region_create_rect_in {
    struct w32_rect rect;
};


/* W32_REGION_CREATE_DATA: the union of the rectangles. */
struct w32_region_create_data_in {
    uint32_t count;
    struct w32_rect rects[];
};

enum w32_fill_mode { W32_FILL_ALTERNATE = 0, W32_FILL_WINDING = 1 };

/*
 * W32_REGION_CREATE_PATH: closed contours. After this head come `contours` lengths of 32 bits each, which add up to
 * `points`, then the points. With steps = 1 the points are corners; with more, each three points are the end of one
 * curve and its two controls (control, control, end; the curve starts where the last one ended, the first at
 * the contour's last point), and every curve is drawn as `steps` lines.
 */
struct w32_region_create_path_in {
    uint32_t mode;
    uint32_t contours;
    uint32_t points;
    uint32_t steps;
};

enum w32_combine {
    W32_COMBINE_UNION = 0,
    W32_COMBINE_INTERSECT = 1,
    W32_COMBINE_SUBTRACT = 2,
    W32_COMBINE_XOR = 3,
    W32_COMBINE_COPY = 4 /* a alone */
};

/* W32_REGION_COMBINE: target becomes a (op) b; all three must exist and may be the same. */
struct w32_region_combine_in {
    w32_handle target;
    w32_handle a;
    w32_handle b;
    uint32_t op;
};

/* W32_REGION_OFFSET */
struct w32_region_offset_in {
    w32_handle region;
    int32_t dx;
    int32_t dy;
};

/* W32_REGION_QUERY: as many rectangles as the output block holds; count is always that of the region. */
struct w32_region_query_in {
    w32_handle region;
};
struct w32_region_query_out {
    struct w32_rect bounds;
    uint32_t count;
    struct w32_rect rects[];
};

/* W32_REGION_TEST: how much of a rectangle (of one pixel, for a point) the region holds. */
struct w32_region_test_in {
    w32_handle region;
    struct w32_rect rect;
};
enum w32_inside { W32_INSIDE_NONE = 0, W32_INSIDE_PART = 1, W32_INSIDE_ALL = 2 };
struct w32_region_test_out {
    uint32_t inside;
};

/* W32_REGION_DELETE */
struct w32_region_delete_in {
    w32_handle region;
};

/* W32_CLIP_SELECT: a copy of the region becomes the clipping; 0 clips to the surface only. */
struct w32_clip_select_in {
    w32_handle region;
};

/* W32_PEN_SET: lengths of line and gap in turn, at most W32_PEN_DASHES used; none means a solid line. */
#define W32_PEN_DASHES 8u
struct w32_pen_set_in {
    uint32_t colour;
    uint32_t count;
    uint32_t dashes[];
};

/* W32_PALETTE_SET: the first `count` entries become these, 0x00RRGGBB each. */
struct w32_palette_set_in {
    uint32_t count;
    uint32_t entries[];
};

/* W32_PALETTE_QUERY: the first `count` entries. */
struct w32_palette_query_in {
    uint32_t count;
};

/* W32_FILL_RECT */
struct w32_fill_rect_in {
    uint32_t colour;
    struct w32_rect rect;
};

/* W32_FILL_REGION */
struct w32_fill_region_in {
    uint32_t colour;
    w32_handle region;
};

/* W32_POLYLINE: joined lines with the pen; the last point of each line belongs to the next one. */
struct w32_polyline_in {
    uint32_t count;
    struct w32_point points[];
};

enum w32_bits_format {
    W32_BITS_MASK = 1,   /* one bit a pixel, the high bit first: set draws `colour`, clear leaves what is there */
    W32_BITS_INDEX = 8,  /* one palette index a pixel */
    W32_BITS_RGB = 32    /* 0x00RRGGBB a pixel */
};

/*
 * W32_BLIT_BITS: source pixels stretched (nearest one) to width by height at x, y. The rows follow this head, each
 * filled up to a multiple of four bytes.
 */
struct w32_blit_bits_in {
    int32_t x;
    int32_t y;
    uint32_t width;
    uint32_t height;
    uint32_t format;
    uint32_t colour;
    uint32_t source_width;
    uint32_t source_height;
};

/* W32_COPY_RECT: a rectangle inside the surface to x, y; the two may overlap. */
struct w32_copy_rect_in {
    struct w32_rect source;
    int32_t x;
    int32_t y;
};

/*
 * W32_METAFILE_PLAY: this head, then the records, the last of them W32_RECORD_END. All records are read before the
 * first one draws. Points are moved by the origin. Colour and clipping are those of before when it is over.
 */
#define W32_METAFILE_MAGIC 0x464d3257u /* "W2MF" */
struct w32_metafile_play_in {
    uint32_t magic;
    uint32_t records;
    struct w32_point origin;
};

enum w32_record_type {
    W32_RECORD_END = 0,
    W32_RECORD_COLOUR = 1,
    W32_RECORD_RECT = 2,
    W32_RECORD_POLYGON = 3,
    W32_RECORD_POLYLINE = 4,
    W32_RECORD_CLIP = 5,
    W32_RECORD_TITLE = 6,
    W32_RECORD_PEN = 7,
    W32_RECORD_USE_PEN = 8,
    W32_RECORD_PATTERN = 9,
    W32_RECORD_POLYPOLYGON = 10,
    W32_RECORD_TEXT = 11
};

/* The size counts this head too and is a multiple of four. */
struct w32_record {
    uint32_t type;
    uint32_t size;
};
struct w32_record_colour {
    struct w32_record head;
    uint32_t colour;
};
struct w32_record_rect { /* W32_RECORD_RECT and W32_RECORD_CLIP */
    struct w32_record head;
    struct w32_rect rect;
};
struct w32_record_points { /* W32_RECORD_POLYGON (alternate fill) and W32_RECORD_POLYLINE (the pen) */
    struct w32_record head;
    uint32_t count;
    struct w32_point points[];
};
struct w32_record_title { /* a closing zero may be part of the length */
    struct w32_record head;
    uint32_t length;
    char text[];
};

#define W32_METAFILE_PENS 16u
struct w32_record_pen { /* makes a pen of the file, which W32_RECORD_USE_PEN takes for the lines that follow */
    struct w32_record head;
    uint32_t index;
    uint32_t colour;
    uint32_t width;
};
struct w32_record_use_pen {
    struct w32_record head;
    uint32_t index;
};
struct w32_record_pattern { /* the brush over a rectangle, with an operation without source */
    struct w32_record head;
    struct w32_rect rect;
    uint32_t rop;
};
struct w32_record_polypolygon { /* several contours, filled as one (alternate): their lengths, then all points */
    struct w32_record head;
    uint32_t contours;
    uint32_t count;
    uint32_t lengths[];
};
struct w32_record_text { /* with the font and the modes that there are; nothing without a font */
    struct w32_record head;
    struct w32_point at;
    uint32_t count;
    uint32_t codes[];
};

/* W32_TITLE_QUERY: the title of the last metafile played to its end, with its closing zero. No input. */

/*
 * Bitmaps. W32_BITMAP_CREATE: 1, 4, 8 or 32 bits a pixel, all zero. Up to eight bits a pixel is an index into the
 * bitmap's own colours, copied from a palette (0: the system's), as many of them as there are and fit.
 */
struct w32_bitmap_create_in {
    uint32_t width;
    uint32_t height;
    uint32_t bits;
    w32_handle palette;
};

/*
 * W32_BITMAP_SET, W32_BITMAP_GET: `rows` rows from `first` on, each filled up to four bytes, the leftmost pixel in the
 * high bits of a byte; 32 bits are 0x00RRGGBB. They follow the head, or are the answer: as many as the bitmap has.
 */
struct w32_bitmap_bits_in {
    w32_handle bitmap;
    uint32_t first;
    uint32_t rows;
};

/* W32_PALETTE_CREATE: an object with `count` entries, 1 to W32_PALETTE_SIZE. */
struct w32_palette_create_in {
    uint32_t count;
    uint32_t entries[];
};

/* W32_PALETTE_ENTRIES_SET, W32_PALETTE_ENTRIES_GET: entries of such an object; they follow, or are the answer. */
struct w32_palette_entries_in {
    w32_handle palette;
    uint32_t start;
    uint32_t count;
    uint32_t entries[];
};

/* W32_BRUSH_CREATE: what areas are filled with. A pattern is a copy of a bitmap, W32_PATTERN_MAX on a side at most. */
enum w32_brush_style { W32_BRUSH_SOLID = 0, W32_BRUSH_HATCH = 1, W32_BRUSH_PATTERN = 2 };
enum w32_hatch {
    W32_HATCH_LEVEL = 0,
    W32_HATCH_UPRIGHT = 1,
    W32_HATCH_FALLING = 2,
    W32_HATCH_RISING = 3,
    W32_HATCH_CROSS = 4,
    W32_HATCH_DIAGONAL = 5
};
#define W32_HATCHES 6u
struct w32_brush_create_in {
    uint32_t style;
    uint32_t colour;
    uint32_t hatch;
    w32_handle bitmap;
};

/* W32_PEN_CREATE: as W32_PEN_SET, with a width in pixels, and at most W32_PEN_DASHES dashes. */
struct w32_pen_create_in {
    uint32_t colour;
    uint32_t width;
    uint32_t count;
    uint32_t dashes[];
};

/*
 * Drawing states. A process has one, and may make others (W32_DC_CREATE, no input). W32_DC_USE: the requests of the
 * calling thread draw with that one from here on; 0, and the end of that one: with the process's own again.
 */
struct w32_dc_use_in {
    w32_handle dc;
};

/*
 * W32_DC_SELECT: a bitmap to draw on, a palette for indexed colours, a brush, a pen or a font, until another one is.
 * object 0: the screen, the system's palette, a white brush, the pen of W32_PEN_SET, no font.
 */
struct w32_dc_select_in {
    uint32_t type;
    w32_handle object;
};

/* W32_DC_SAVE: the level, from 1. W32_DC_RESTORE: the state as it was saved at that level; later saves are gone. */
struct w32_dc_level {
    uint32_t level;
};

/* W32_DC_MODES */
enum w32_back_mode { W32_BACK_TRANSPARENT = 0, W32_BACK_OPAQUE = 1 };
struct w32_dc_modes {
    uint32_t rop2; /* 1 to 16: how lines and paths meet what is there; W32_ROP2_COPY at the start */
    uint32_t back_mode;
    uint32_t back_colour;
    uint32_t text_colour;
    uint32_t fill_mode;            /* an enum w32_fill_mode, for paths */
    struct w32_point brush_origin; /* where patterns and hatches begin */
};
#define W32_ROP2_COPY 13u
#define W32_ROP2_XOR 7u

/* W32_DC_QUERY */
struct w32_dc_query_out {
    uint32_t width;
    uint32_t height;
    uint32_t bits;
    uint32_t clipped;
    uint32_t saves;
    struct w32_dc_modes modes;
};

/*
 * W32_BLT: a rectangle of a bitmap (0: of what is drawn on) stretched to another, with a ternary operation (see
 * shared/rop.h; 0xcc copies). The source rectangle lies inside its bitmap; it counts for nothing where the operation
 * has no source.
 */
struct w32_blt_in {
    struct w32_rect target;
    w32_handle source;
    struct w32_rect from;
    uint32_t rop;
};
#define W32_ROP_COPY 0xccu
#define W32_ROP_PATTERN 0xf0u
#define W32_ROP_INVERT 0x55u
#define W32_ROP_SOURCE_XOR 0x66u
#define W32_ROP_SOURCE_AND 0x88u
#define W32_ROP_SOURCE_OR 0xeeu
#define W32_ROP_MERGE_COPY 0xc0u

#endif
