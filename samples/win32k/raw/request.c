/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include <string.h>

#include "shared/digest.h"

/* One row a request. The dispatcher copies the blocks and holds them to these sizes; the function does the rest. */
struct w32_request_row {
    uint32_t code;
    uint32_t in_min;
    uint32_t out_min;
    w32_handler *function;
};

static const struct w32_request_row w32_requests[] = {
    {W32_SURFACE_CREATE, sizeof(struct w32_surface_create_in), 0, w32_request_surface_create},
    {W32_SURFACE_READ, sizeof(struct w32_surface_read_in), 0, w32_request_surface_read},
    {W32_REGION_CREATE_RECT, sizeof(struct w32_region_create_rect_in), sizeof(struct w32_region_create_out),
     w32_request_region_create_rect},
    {W32_REGION_CREATE_DATA, sizeof(struct w32_region_create_data_in), sizeof(struct w32_region_create_out),
     w32_request_region_create_data},
    {W32_REGION_CREATE_PATH, sizeof(struct w32_region_create_path_in), sizeof(struct w32_region_create_out),
     w32_request_region_create_path},
    {W32_REGION_COMBINE, sizeof(struct w32_region_combine_in), 0, w32_request_region_combine},
    {W32_REGION_OFFSET, sizeof(struct w32_region_offset_in), 0, w32_request_region_offset},
    {W32_REGION_QUERY, sizeof(struct w32_region_query_in), sizeof(struct w32_region_query_out),
     w32_request_region_query},
    {W32_REGION_DELETE, sizeof(struct w32_region_delete_in), 0, w32_request_region_delete},
    {W32_CLIP_SELECT, sizeof(struct w32_clip_select_in), 0, w32_request_clip_select},
    {W32_PEN_SET, sizeof(struct w32_pen_set_in), 0, w32_request_pen_set},
    {W32_PALETTE_SET, sizeof(struct w32_palette_set_in), 0, w32_request_palette_set},
    {W32_PALETTE_QUERY, sizeof(struct w32_palette_query_in), 0, w32_request_palette_query},
    {W32_FILL_RECT, sizeof(struct w32_fill_rect_in), 0, w32_request_fill_rect},
    {W32_FILL_REGION, sizeof(struct w32_fill_region_in), 0, w32_request_fill_region},
    {W32_POLYLINE, sizeof(struct w32_polyline_in), 0, w32_request_polyline},
    {W32_BLIT_BITS, sizeof(struct w32_blit_bits_in), 0, w32_request_blit_bits},
    {W32_COPY_RECT, sizeof(struct w32_copy_rect_in), 0, w32_request_copy_rect},
    {W32_METAFILE_PLAY, sizeof(struct w32_metafile_play_in), 0, w32_request_metafile_play},
    {W32_TITLE_QUERY, 0, 1, w32_request_title_query},
};

static const struct w32_request_row *w32_request_find(uint32_t code)
{
    size_t i;

    for (i = 0; i < sizeof w32_requests / sizeof w32_requests[0]; i++) {
        if (w32_requests[i].code == code)
            return &w32_requests[i];
    }
    return NULL;
}

static void w32_request_release(void *system_in, void *system_out)
{
    w32_platform_free(system_in);
    w32_platform_free(system_out);
}

/* The request itself, between blocks of the kernel's memory. */
static enum w32_status w32_request_run(struct w32_driver *driver, const struct w32_request_row *row, const void *in,
                                       uint32_t in_size, void *out, uint32_t out_size, uint32_t *ret_written)
{
    return row->function(driver, in, in_size, out, out_size, ret_written);
}

enum w32_status w32_driver_request(struct w32_driver *driver, uint32_t code, const void *in, uint32_t in_size,
                                   void *out, uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_request_row *row = w32_request_find(code);
    void *system_in, *system_out;
    uint32_t written = 0;
    enum w32_status status = W32_NO_MEMORY;

    driver->requests++;
    *ret_written = 0;
    if (!row || in_size > W32_BLOCK_MAX || out_size > W32_BLOCK_MAX)
        return W32_BAD_REQUEST;
    if (in_size < row->in_min || out_size < row->out_min)
        return W32_BAD_SIZE;
    system_in = w32_platform_alloc(in_size ? in_size : 1);
    system_out = w32_platform_alloc(out_size ? out_size : 1);
    if (system_in && system_out)
        status = w32_platform_copy_in(system_in, in, in_size);
    if (status == W32_OK)
        status = w32_request_run(driver, row, system_in, in_size, system_out, out_size, &written);
    if (status == W32_OK)
        status = w32_platform_copy_out(out, system_out, written);
    if (status == W32_OK)
        *ret_written = written;
    w32_request_release(system_in, system_out);
    return status;
}

enum w32_status w32_driver_create(struct w32_driver **ret_driver)
{
    struct w32_driver *driver = w32_platform_alloc(sizeof *driver);

    if (!driver)
        return W32_NO_MEMORY;
    memset(driver, 0, sizeof *driver);
    w32_dc_init(&driver->dc);
    if (w32_palette_create(&driver->palette) != W32_OK) {
        w32_platform_free(driver);
        return W32_NO_MEMORY;
    }
    *ret_driver = driver;
    return W32_OK;
}

void w32_driver_destroy(struct w32_driver *driver)
{
    if (!driver)
        return;
    w32_object_free_all(driver);
    w32_dc_free(&driver->dc);
    w32_surface_free(&driver->surface);
    w32_platform_free(driver->palette);
    w32_platform_free(driver->title);
    w32_platform_free(driver);
}

uint64_t w32_driver_digest(const struct w32_driver *driver)
{
    uint64_t digest = W32_DIGEST_START;

    digest = w32_surface_digest(digest, &driver->surface);
    digest = w32_palette_digest(digest, driver->palette);
    digest = w32_dc_digest(digest, &driver->dc);
    digest = w32_title_digest(digest, driver);
    return w32_object_digest(digest, driver);
}

void w32_driver_counters(const struct w32_driver *driver, struct w32_counters *ret_counters)
{
    struct w32_counters counters = {0};

    counters.requests = driver->requests;
    counters.regions = driver->regions;
    *ret_counters = counters;
}
