/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The client makes the screen smaller after the first of two rectangles was painted. */
#include <stdlib.h>

#include "attacks/attacks.h"

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_client *client = context;
    struct w32_callback_window_in ask;

    (void)code, (void)out_size;
    memcpy(&ask, in, in_size);
    if (ask.event == W32_EVENT_PAINT)
        (void)w32_client_surface_create(client, 8, 8);
    return w32_attack_answer(0, out, ret_written);
}


/* Two corners of the screen are to be painted. */
static enum w32_status attack(const struct w32_client *client, int32_t width, int32_t height)
{
    struct w32_client self = *client;
    struct w32_rect near = {0, 0, 4, 4}, far = {width - 4, height - 4, width, height};
    w32_handle wndclass, window = 0;
    uint32_t rects;
    enum w32_status status = w32_client_class(client, 0, 0x414141, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, answer, &self);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, width, height}, &window);
    if (status == W32_OK)
        status = w32_client_window_validate(client, window);
    if (status == W32_OK)
        status = w32_client_window_invalidate(client, window, near);
    if (status == W32_OK)
        status = w32_client_window_invalidate(client, window, far);
    if (status == W32_OK)
        status = w32_client_window_paint(client, window, &rects);
    client->host->answer(client->context, NULL, NULL);
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}

/* Whatever the client draws on, this is about the screen: the drawing state is a fresh one. */
static enum w32_status on_the_screen(const struct w32_client *client)
{
    struct w32_dc_query_out screen;
    struct w32_rect all = {0};
    struct w32_blit_bits_in head = {.format = W32_BITS_RGB};
    uint32_t *pixels;
    size_t size;
    enum w32_status status = w32_client_dc_query(client, &screen);

    if (status != W32_OK)
        return status;
    size = (size_t)screen.width * screen.height * sizeof *pixels;
    pixels = malloc(size);
    if (!pixels)
        return W32_NO_MEMORY;
    all.right = (int32_t)screen.width;
    all.bottom = (int32_t)screen.height;
    head.width = head.source_width = screen.width;
    head.height = head.source_height = screen.height;
    if (w32_client_surface_read(client, all, pixels) == W32_OK)
        status = attack(client, all.right, all.bottom);
    /* The screen as it was. */
    if (w32_client_surface_create(client, screen.width, screen.height) != W32_OK ||
        w32_client_blit(client, &head, pixels, size) != W32_OK)
        status = W32_NO_SURFACE;
    free(pixels);
    return status;
}

enum w32_status w32_attack_window_paint_screen(const struct w32_client *client)
{
    w32_handle dc;
    enum w32_status status = w32_client_dc(client, &dc);

    if (status != W32_OK)
        return status;
    status = w32_client_dc_use(client, dc);
    if (status == W32_OK)
        status = on_the_screen(client);
    (void)w32_client_dc_use(client, 0);
    (void)w32_client_object_delete(client, dc);
    return status;
}
