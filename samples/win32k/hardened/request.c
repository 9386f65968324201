/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

BW_HARDENED_FILE;

/* What the dispatcher does about a request's blocks; see shared/requests.def. */
enum w32_method { W32_METHOD_BUFFERED, W32_METHOD_NEITHER };

struct w32_request_row {
    uint32_t code;
    enum w32_method method;
    uint32_t in_min;
    uint32_t out_min;
    w32_handler *function;
};

static const struct w32_request_row w32_requests[] = {
#define W32_REQUEST(NAME, code, method, in_min, out_min, function) \
    {code, W32_METHOD_##method, in_min, out_min, function},
#include "shared/requests.def"
#undef W32_REQUEST
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
static void w32_request_release(struct w32_call *call)
{
    w32_system_give(call->system_in);
    w32_system_give(call->system_out);
    bw_u32s_give(call->pixels);
    if (call->tracking)
        w32_track_close(call->driver, call->tracking, 0);
    w32_region_free(&call->region);
    if (call->fresh != 0)
        (void)w32_object_delete(call->process, call->fresh);
    call->driver->deferred++;
}

/* A request between blocks of the kernel's memory. */
static enum w32_status w32_request_buffered(struct w32_call *call)
{
    bw_reader in;
    enum w32_status status = w32_system_take(call->arena, call->in_size, &call->system_in);

    if (status == W32_OK)
        status = w32_system_take(call->arena, call->out_size, &call->system_out);
    if (status != W32_OK)
        return status;
    BW_UNSAFE("the bytes are aligned for every type, and have no other view yet")
    {
        call->out_words = bw_u32s_make((uint32_t *)(void *)call->system_out.items, call->system_out.count / 4);
    }
    if (call->in_size != 0)
        status = w32_platform_copy_in(call->system_in.items, call->user_in, call->system_in.count);
    in = bw_reader_over(bw_bytes_as_const(call->system_in));
    if (status == W32_OK)
        status = call->row->function(call, &in);
    if (status == W32_OK && call->written != 0)
        status = w32_platform_copy_out(call->user_out, bw_bytes_first(call->system_out, call->written).items,
                                       call->written);
    return status;
}

/* The request itself, guarded. Pre: the lock is held. */
static bw_status w32_request_run(bw_guard *guard, void *context)
{
    struct w32_call *call = context;
    bw_reader nothing = bw_reader_over(bw_bytes_as_const(call->system_in));

    call->guard = guard;
    if (call->row->method == W32_METHOD_BUFFERED)
        call->status = w32_request_buffered(call);
    else
        call->status = call->row->function(call, &nothing);
    return BW_OK;
}

/* The drawing state of a thread: the one that it uses, or its process's. */
static struct w32_dc *w32_request_dc(const struct w32_thread *thread)
{
    struct w32_dc *dc;

    if (thread->dc != 0 && w32_dc_object_find(thread->process, thread->dc, &dc) == W32_OK)
        return dc;
    return &thread->process->dc;
}

enum w32_status w32_driver_request(struct w32_thread *thread, uint32_t code, const void *in, uint32_t in_size,
                                   void *out, uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_request_row *row = w32_request_find(code);
    struct w32_driver *driver = thread->process->driver;
    struct w32_call call = {.driver = driver,
                            .process = thread->process,
                            .thread = thread,
                            .arena = &thread->arena,
                            .row = row,
                            .user_in = in,
                            .user_out = out,
                            .in_size = in_size,
                            .out_size = out_size};
    bw_arena_mark mark;
    bw_guard guard;
    enum w32_status status;

    *ret_written = 0;
    /* The lock is not the guard's: whatever becomes of the request, it is dropped here. */
    w32_platform_lock_take(driver->lock);
    driver->requests++;
    call.dc = w32_request_dc(thread);
    mark = thread->depth == 0 ? thread->start : bw_arena_save(&thread->arena);
    if (!row || in_size > W32_BLOCK_MAX || out_size > W32_BLOCK_MAX) {
        status = W32_BAD_REQUEST;
    } else if (in_size < row->in_min || out_size < row->out_min) {
        status = W32_BAD_SIZE;
    } else {
        /* Whatever becomes of the body, its memory and what it owns go back here: the guard needs no arena for that. */
        status = w32_status_of(bw_guard_run(&guard, NULL, w32_request_run, &call));
        w32_request_release(&call);
        bw_arena_rollback(&thread->arena, mark);
        if (status == W32_CONTAINED)
            driver->contained++;
        if (status == W32_OK)
            status = call.status;
    }
    w32_platform_lock_drop(driver->lock);
    if (status == W32_OK)
        *ret_written = call.written;
    return status;
}

enum w32_status w32_callback(struct w32_call *call, uint32_t code, bw_u32s_const in, bw_u32s out)
{
    struct w32_driver *driver = call->driver;
    uint32_t in_size = (uint32_t)(in.count * sizeof(uint32_t)), out_size = (uint32_t)(out.count * sizeof(uint32_t));
    uint32_t written = 0;
    bw_guard_fence fence;
    enum w32_status status;

    if (call->thread->depth >= W32_CALLBACK_DEPTH_MAX)
        return W32_NO_ANSWER;
    driver->callbacks++;
    call->thread->depth++;
    w32_platform_lock_drop(driver->lock);
    bw_guard_fence_enter(&fence);
    status = w32_platform_user_callback(call->thread->client, code, in.items, in_size, out.items, out_size, &written);
    bw_guard_fence_leave(&fence);
    w32_platform_lock_take(call->driver->lock);
    call->thread->depth--;
    call->dc = w32_request_dc(call->thread);
    if (status == W32_OK && written != out_size)
        status = W32_NO_ANSWER;
    return status;
}
