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

#include "shared/abi.h"
#include "shared/driver.h"
#include "shared/geometry.h"
#include "shared/platform.h"
#include "shared/untrusted.h"

/*
 * A set of pixels: rectangles in bands, top to bottom, left to right within a band. All rectangles of a band have
 * the same top and bottom, do not touch each other, and no band could be joined with the next one. So equal sets have
 * equal lists.
 */
struct w32_region {
    struct w32_rect bounds;
    uint32_t count;
    uint32_t capacity;
    struct w32_rect *rects;
};

struct w32_surface {
    uint32_t width;
    uint32_t height;
    uint32_t *pixels; /* width * height of them, null before the first W32_SURFACE_CREATE */
};

struct w32_palette {
    uint32_t entries[W32_PALETTE_SIZE];
};

struct w32_pen {
    uint32_t colour;
    uint32_t count;
    uint32_t dashes[W32_PEN_DASHES];
};

struct w32_dc {
    bool clipped;
    struct w32_region clip;
    bool saved_clipped;
    struct w32_region saved_clip;
    struct w32_pen pen;
};

/* A slot of the handle table. A handle is the slot's number plus one, below its generation. */
struct w32_object {
    bool used;
    uint16_t generation;
    struct w32_region region;
};

struct w32_driver {
    struct w32_surface surface;
    struct w32_palette *palette;
    struct w32_dc dc;
    char *title;
    uint32_t title_length;
    struct w32_object objects[W32_REGIONS_MAX];
    uint64_t requests;
    uint64_t regions;
};

/* A request's function: blocks already in the kernel's memory, lengths at least those of the table. */
typedef enum w32_status w32_handler(struct w32_driver *driver, const void *in, uint32_t in_size, void *out,
                                    uint32_t out_size, uint32_t *ret_written);

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
bool w32_region_contains(const struct w32_region *region, int32_t x, int32_t y);
uint64_t w32_region_digest(uint64_t digest, const struct w32_region *region);

/* pathrgn.c: a region made of what a path encloses */
enum w32_status w32_path_polygon(struct w32_region *target, const struct w32_point *points, uint32_t count);

/* surface.c */
enum w32_status w32_surface_bounds(const struct w32_driver *driver, struct w32_rect *ret_bounds);
void w32_surface_fill(struct w32_surface *surface, struct w32_rect rect, uint32_t colour);
void w32_surface_store(struct w32_surface *surface, struct w32_rect rect, const uint32_t *pixels, uint32_t stride);
void w32_surface_store_masked(struct w32_surface *surface, struct w32_rect rect, const uint32_t *pixels,
                              uint32_t stride);
void w32_surface_load(const struct w32_surface *surface, struct w32_rect rect, uint32_t *pixels);
uint64_t w32_surface_digest(uint64_t digest, const struct w32_surface *surface);
void w32_surface_free(struct w32_surface *surface);

/* palette.c */
enum w32_status w32_palette_create(struct w32_palette **ret_palette);
uint32_t w32_palette_colour(const struct w32_palette *palette, uint32_t colour);
uint64_t w32_palette_digest(uint64_t digest, const struct w32_palette *palette);

/* dc.c */
void w32_dc_init(struct w32_dc *dc);
void w32_dc_free(struct w32_dc *dc);
enum w32_status w32_dc_save(struct w32_driver *driver);
void w32_dc_restore(struct w32_driver *driver);
uint64_t w32_dc_digest(uint64_t digest, const struct w32_dc *dc);

/* draw.c: all of it within the surface and the clipping */
enum w32_status w32_draw_rect(struct w32_driver *driver, struct w32_rect rect, uint32_t colour);
enum w32_status w32_draw_region(struct w32_driver *driver, const struct w32_region *region, uint32_t colour);
enum w32_status w32_draw_polyline(struct w32_driver *driver, const struct w32_point *points, uint32_t count);
enum w32_status w32_draw_pixels(struct w32_driver *driver, struct w32_rect rect, const uint32_t *pixels,
                                bool masked);

/* object.c: the handle table */
enum w32_status w32_object_find(struct w32_driver *driver, w32_handle handle, struct w32_region **ret_region);
enum w32_status w32_object_publish(struct w32_driver *driver, struct w32_region *region, void *out,
                                   uint32_t *ret_written);
void w32_object_free_all(struct w32_driver *driver);
uint64_t w32_object_digest(uint64_t digest, const struct w32_driver *driver);

/* metafile.c */
uint64_t w32_title_digest(uint64_t digest, const struct w32_driver *driver);

/* the requests, one function each, named in the table of request.c */
w32_handler w32_request_surface_create, w32_request_surface_read, w32_request_region_create_rect,
    w32_request_region_create_data, w32_request_region_create_path, w32_request_region_combine,
    w32_request_region_offset, w32_request_region_query, w32_request_region_delete, w32_request_clip_select,
    w32_request_pen_set, w32_request_palette_set, w32_request_palette_query, w32_request_fill_rect,
    w32_request_fill_region, w32_request_polyline, w32_request_blit_bits, w32_request_copy_rect,
    w32_request_metafile_play, w32_request_title_query;

#endif
