/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

#define W32_ARENA_CHUNK ((size_t)64 << 10)

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

BW_SPAN_DECLARE(w32_rows, struct w32_request_row);

static const struct w32_request_row *w32_request_find(uint32_t code)
{
    w32_rows_const rows = BW_SPAN_OF_ARRAY(w32_rows_const, w32_requests);

    for (size_t i = 0; i < rows.count; i++) {
        if (BW_AT(rows, i).code == code)
            return w32_rows_const_at(rows, i);
    }
    return NULL;
}

/* The end of every call, after a violation too: what it owns goes back. */
static void w32_request_release(void *context)
{
    struct w32_call *call = context;

    bw_bytes_give(call->system_in);
    bw_bytes_give(call->system_out);
    bw_u32s_give(call->pixels);
    w32_region_free(&call->region);
    call->driver->deferred++;
}

/* The request itself, guarded: the blocks of the kernel's memory, the copies, the function. */
static bw_status w32_request_run(bw_guard *guard, void *context)
{
    struct w32_call *call = context;
    bw_reader in;
    bw_status status = bw_defer(guard, w32_request_release, call);

    if (status != BW_OK)
        return status;
    call->guard = guard;
    call->status = bw_bytes_take(call->in_size, &call->system_in);
    if (call->status == W32_OK)
        call->status = bw_bytes_take(call->out_size, &call->system_out);
    if (call->status != W32_OK)
        return BW_OK;
    BW_UNSAFE("the platform aligns its blocks for every type, and these bytes have no other view yet")
    {
        call->out_words = bw_u32s_make((uint32_t *)(void *)call->system_out.items, call->system_out.count / 4);
    }
    if (call->in_size != 0)
        call->status = w32_platform_copy_in(call->system_in.items, call->user_in, call->system_in.count);
    in = bw_reader_over(bw_bytes_as_const(call->system_in));
    if (call->status == W32_OK)
        call->status = call->row->function(call, &in);
    if (call->status == W32_OK && call->written != 0)
        call->status = w32_platform_copy_out(call->user_out, bw_bytes_first(call->system_out, call->written).items,
                                             call->written);
    return BW_OK;
}

enum w32_status w32_driver_request(struct w32_driver *driver, uint32_t code, const void *in, uint32_t in_size,
                                   void *out, uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_request_row *row = w32_request_find(code);
    bw_arena_mark mark = bw_arena_save(&driver->arena);
    struct w32_call call = {.driver = driver,
                            .arena = &driver->arena,
                            .row = row,
                            .user_in = in,
                            .user_out = out,
                            .in_size = in_size,
                            .out_size = out_size};
    bw_guard guard;
    enum w32_status status;

    driver->requests++;
    *ret_written = 0;
    if (!row || in_size > W32_BLOCK_MAX || out_size > W32_BLOCK_MAX)
        return W32_BAD_REQUEST;
    if (in_size < row->in_min || out_size < row->out_min)
        return W32_BAD_SIZE;
    status = w32_status_of(bw_guard_run(&guard, &driver->arena, w32_request_run, &call));
    if (status == W32_CONTAINED)
        driver->contained++;
    else
        bw_arena_rollback(&driver->arena, mark);
    if (status == W32_OK)
        status = call.status;
    if (status == W32_OK)
        *ret_written = call.written;
    return status;
}

enum w32_status w32_driver_create(struct w32_driver **ret_driver)
{
    struct w32_driver none = {0};
    struct w32_driver *driver;
    w32_drivers block;
    enum w32_status status = w32_drivers_take(1, &block);

    if (status != W32_OK)
        return status;
    driver = w32_drivers_at(block, 0);
    *driver = none;
    w32_dc_init(&driver->dc);
    status = w32_palette_create(&driver->palette);
    if (status == W32_OK)
        status = w32_status_of(bw_arena_init(&driver->arena, W32_ARENA_CHUNK));
    if (status != W32_OK) {
        w32_driver_destroy(driver);
        return status;
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
    w32_chars_give(driver->title);
    bw_arena_destroy(&driver->arena);
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
    struct w32_counters counters = {.requests = driver->requests,
                                    .contained = driver->contained,
                                    .deferred = driver->deferred,
                                    .regions = driver->regions,
                                    .arena_bytes = driver->arena.used};

    *ret_counters = counters;
}
