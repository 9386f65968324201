/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

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

/* A request between blocks of the kernel's memory. */
static enum w32_status w32_request_buffered(struct w32_call *call, const struct w32_request_row *row, const void *in,
                                            uint32_t in_size, void *out)
{
    void *system_in = w32_platform_alloc(in_size ? in_size : 1);
    void *system_out = w32_platform_alloc(call->out_size ? call->out_size : 1);
    enum w32_status status = W32_NO_MEMORY;

    call->out = system_out;
    if (system_in && system_out)
        status = w32_platform_copy_in(system_in, in, in_size);
    if (status == W32_OK)
        status = row->function(call, system_in, in_size);
    if (status == W32_OK)
        status = w32_platform_copy_out(out, system_out, call->written);
    w32_request_release(system_in, system_out);
    return status;
}

/* Pre: the lock is held. */
static enum w32_status w32_request_run(struct w32_call *call, const struct w32_request_row *row, const void *in,
                                       uint32_t in_size, void *out)
{
    if (row->method == W32_METHOD_BUFFERED)
        return w32_request_buffered(call, row, in, in_size, out);
    call->out = out;
    return row->function(call, in, in_size);
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
    struct w32_process *process = thread->process;
    struct w32_driver *driver = process->driver;
    struct w32_call call = {0};
    enum w32_status status;

    *ret_written = 0;
    call.driver = driver;
    call.process = process;
    call.thread = thread;
    call.out_size = out_size;
    w32_platform_lock_take(driver->lock);
    driver->requests++;
    call.dc = w32_request_dc(thread);
    if (!row || in_size > W32_BLOCK_MAX || out_size > W32_BLOCK_MAX)
        status = W32_BAD_REQUEST;
    else if (in_size < row->in_min || out_size < row->out_min)
        status = W32_BAD_SIZE;
    else
        status = w32_request_run(&call, row, in, in_size, out);
    w32_platform_lock_drop(driver->lock);
    if (status == W32_OK)
        *ret_written = call.written;
    return status;
}

enum w32_status w32_callback(struct w32_call *call, uint32_t code, const void *in, uint32_t in_size, void *out,
                             uint32_t out_size)
{
    struct w32_driver *driver = call->driver;
    uint32_t written = 0;
    enum w32_status status;

    if (call->thread->depth >= W32_CALLBACK_DEPTH_MAX)
        return W32_NO_ANSWER;
    driver->callbacks++;
    call->thread->depth++;
    w32_platform_lock_drop(driver->lock);
    status = w32_platform_user_callback(call->thread->client, code, in, in_size, out, out_size, &written);
    w32_platform_lock_take(call->driver->lock);
    call->thread->depth--;
    call->dc = w32_request_dc(call->thread);
    if (status == W32_OK && written != out_size)
        status = W32_NO_ANSWER;
    return status;
}
