/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The client's side of the requests about drawing states and the objects in them. Part of client.h. */
#ifndef W32_CLIENT_GDI_H
#define W32_CLIENT_GDI_H

/* How much of a rectangle the region holds. */
enum w32_status w32_client_region_test(const struct w32_client *client, w32_handle region, struct w32_rect rect,
                                       enum w32_inside *ret_inside);
enum w32_status w32_client_pixel(const struct w32_client *client, struct w32_point at, uint32_t *ret_colour);

enum w32_status w32_client_bitmap(const struct w32_client *client, uint32_t width, uint32_t height, uint32_t bits,
                                  w32_handle palette, w32_handle *ret_bitmap);
/* `size` bytes of rows, from row `first` on. */
enum w32_status w32_client_bitmap_set(const struct w32_client *client, w32_handle bitmap, uint32_t first,
                                      uint32_t rows, const void *bits, size_t size);
enum w32_status w32_client_bitmap_get(const struct w32_client *client, w32_handle bitmap, uint32_t first,
                                      uint32_t rows, void *bits, uint32_t size, uint32_t *ret_written);
enum w32_status w32_client_palette(const struct w32_client *client, const uint32_t *entries, uint32_t count,
                                   w32_handle *ret_palette);
/* `given` entries go with a request that says `count`. */
enum w32_status w32_client_palette_entries_set(const struct w32_client *client, w32_handle palette, uint32_t start,
                                               uint32_t count, const uint32_t *entries, uint32_t given);
enum w32_status w32_client_palette_entries_get(const struct w32_client *client, w32_handle palette, uint32_t start,
                                               uint32_t count, uint32_t *entries);
enum w32_status w32_client_brush(const struct w32_client *client, const struct w32_brush_create_in *ask,
                                 w32_handle *ret_brush);
enum w32_status w32_client_pen_create(const struct w32_client *client, uint32_t colour, uint32_t width,
                                      const uint32_t *dashes, uint32_t count, w32_handle *ret_pen);
enum w32_status w32_client_dc(const struct w32_client *client, w32_handle *ret_dc);
enum w32_status w32_client_dc_use(const struct w32_client *client, w32_handle dc);
enum w32_status w32_client_select(const struct w32_client *client, enum w32_type type, w32_handle object);
enum w32_status w32_client_dc_save(const struct w32_client *client, uint32_t *ret_level);
enum w32_status w32_client_dc_restore(const struct w32_client *client, uint32_t level);
enum w32_status w32_client_modes(const struct w32_client *client, const struct w32_dc_modes *modes);
enum w32_status w32_client_dc_query(const struct w32_client *client, struct w32_dc_query_out *ret_answer);
enum w32_status w32_client_blt(const struct w32_client *client, struct w32_rect target, w32_handle source,
                               struct w32_rect from, uint32_t rop);
/* The brush over a rectangle, with an operation without source. */
enum w32_status w32_client_pattern(const struct w32_client *client, struct w32_rect target, uint32_t rop);

/* A font from a PSF2 file of `size` bytes. */
enum w32_status w32_client_font(const struct w32_client *client, const void *file, uint32_t size, w32_handle *ret_font);
enum w32_status w32_client_font_query(const struct w32_client *client, w32_handle font,
                                      struct w32_font_query_out *ret_answer);
enum w32_status w32_client_codes(const struct w32_client *client, struct w32_point at, uint32_t options,
                                 const uint32_t *codes, uint32_t count);
/* The characters of a string, one byte each. */
enum w32_status w32_client_text(const struct w32_client *client, int32_t x, int32_t y, const char *text);
/* ends: room for `count` of them, or null. */
enum w32_status w32_client_extent(const struct w32_client *client, const uint32_t *codes, uint32_t count,
                                  uint32_t *ends, struct w32_text_extent_out *ret_answer);

/* Paths. */
enum w32_status w32_client_path_add(const struct w32_client *client, enum w32_path_verb verb,
                                    const struct w32_point *points, uint32_t count);
enum w32_status w32_client_path_change(const struct w32_client *client, enum w32_path_change change);
/* what: W32_PATH_FILL, W32_PATH_STROKE, or both */
enum w32_status w32_client_path_draw(const struct w32_client *client, uint32_t what);
enum w32_status w32_client_path_region(const struct w32_client *client, w32_handle *ret_region);
/* At most `room` points; ret_count is how many the path has. */
enum w32_status w32_client_path_query(const struct w32_client *client, struct w32_path_point *points, uint32_t room,
                                      uint32_t *ret_count);

#endif
