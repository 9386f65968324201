/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The public interface of the driver: what a client may ask, in which bytes, and what it may hear back.
 *
 * Every request is one code with one input block and one output block. All fields are 32 bits, little
 * endian and naturally aligned, so that no structure has padding. Rectangles are half open: right and bottom
 * lie outside. Coordinates lie within -W32_COORD_MAX and W32_COORD_MAX. Nothing in an input block is to be
 * believed before it was checked; the lengths that come beside the blocks are those really given.
 */
#ifndef W32_ABI_H
#define W32_ABI_H

#include <stdint.h>

enum w32_status {
    W32_OK = 0,
    W32_BAD_REQUEST = 1, /* no such code, or a block larger than W32_BLOCK_MAX */
    W32_BAD_SIZE = 2,    /* a block is smaller than its request needs */
    W32_BAD_VALUE = 3,   /* a field lies outside its range */
    W32_BAD_HANDLE = 4,  /* the handle names no living object */
    W32_BAD_RECORD = 5,  /* a metafile record contradicts itself */
    W32_NO_MEMORY = 6,
    W32_TOO_BIG = 7,     /* the result would pass a limit of the driver */
    W32_NO_SURFACE = 8,  /* drawing before a surface was created */
    W32_NO_SLOT = 9,     /* all handles are taken */
    W32_CONTAINED = 10   /* a memory violation was stopped and the request undone */
};

enum w32_request {
    W32_SURFACE_CREATE = 0x100,
    W32_SURFACE_READ = 0x101,
    W32_REGION_CREATE_RECT = 0x200,
    W32_REGION_CREATE_DATA = 0x201,
    W32_REGION_CREATE_PATH = 0x202,
    W32_REGION_COMBINE = 0x203,
    W32_REGION_OFFSET = 0x204,
    W32_REGION_QUERY = 0x205,
    W32_REGION_DELETE = 0x206,
    W32_CLIP_SELECT = 0x300,
    W32_PEN_SET = 0x301,
    W32_PALETTE_SET = 0x400,
    W32_PALETTE_QUERY = 0x401,
    W32_FILL_RECT = 0x500,
    W32_FILL_REGION = 0x501,
    W32_POLYLINE = 0x502,
    W32_BLIT_BITS = 0x503,
    W32_COPY_RECT = 0x504,
    W32_METAFILE_PLAY = 0x600,
    W32_TITLE_QUERY = 0x601
};

#define W32_COORD_MAX 32767
#define W32_SURFACE_MAX 2048u          /* pixels on a side */
#define W32_BLOCK_MAX (16u << 20)      /* bytes in an input or output block */
#define W32_REGIONS_MAX 256u           /* living regions */
#define W32_REGION_RECTS_MAX 16384u    /* rectangles in one region */
#define W32_PALETTE_SIZE 256u          /* entries */
#define W32_PEN_STYLE_MAX 16u          /* dash lengths a request may carry */
#define W32_STRETCH_MAX 65535u         /* pixels on a side of a stretched image */
#define W32_BLIT_PIXELS_MAX (4u << 20)  /* pixels of a stretched image */
#define W32_PATH_EDGES_MAX (1u << 20)  /* sides of a path */
#define W32_TITLE_MAX 255u             /* characters of a metafile's title */

/* A colour is 0x00RRGGBB, or this flag with a palette index in the low eight bits. */
#define W32_COLOUR_INDEX 0x01000000u

typedef uint32_t w32_handle; /* 0 names no object */

struct w32_point {
    int32_t x;
    int32_t y;
};

struct w32_rect {
    int32_t left;
    int32_t top;
    int32_t right;
    int32_t bottom;
};

/* W32_SURFACE_CREATE: a new frame buffer, black; the old one and its clipping go. */
struct w32_surface_create_in {
    uint32_t width;
    uint32_t height;
};

/* W32_SURFACE_READ: the pixels of a rectangle that lies inside the surface, row by row, 0x00RRGGBB each. */
struct w32_surface_read_in {
    struct w32_rect rect;
};

/* W32_REGION_CREATE_RECT */
struct w32_region_create_rect_in {
    struct w32_rect rect;
};

/* All requests that make a region answer with this. */
struct w32_region_create_out {
    w32_handle region;
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

enum w32_combine { W32_COMBINE_UNION = 0, W32_COMBINE_INTERSECT = 1, W32_COMBINE_SUBTRACT = 2 };

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
    W32_RECORD_TITLE = 6
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

/* W32_TITLE_QUERY: the title of the last metafile played to its end, with its closing zero. No input. */

#endif
