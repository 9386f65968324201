/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Icons, and the cache of what they look like at the sizes at which they are drawn. */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

/* Takes an icon's images out of the cache. */
static void w32_icon_forget(struct w32_driver *driver, const struct w32_icon *icon)
{
    w32_icons icons = BW_SPAN_OF_ARRAY(w32_icons, driver->icons);

    for (size_t i = 0; i < icons.count; i++) {
        struct w32_icon_cached none = {0};

        if (BW_AT(icons, i).icon != icon->head.handle)
            continue;
        bw_u32s_give(BW_AT(icons, i).pixels);
        BW_AT(icons, i) = none;
    }
}

void w32_icon_end(struct w32_icon *icon, void *driver)
{
    w32_icon_forget(driver, icon);
    bw_u32s_give(icon->pixels);
}

uint64_t w32_icon_digest(uint64_t digest, const struct w32_icon *icon)
{
    bw_u32s pixels = icon->pixels;

    digest = w32_digest_u32(digest, icon->width);
    digest = w32_digest_u32(digest, icon->height);
    for (size_t i = 0; i < pixels.count; i++)
        digest = w32_digest_u32(digest, BW_AT(pixels, i));
    return digest;
}

/* Colours and mask as one image, which is the call's until all of it is there. */
static enum w32_status w32_icon_read(struct w32_call *call, bw_reader *in, uint32_t width, uint32_t height,
                                     bw_u32s *ret_pixels)
{
    w32_pixels rows;
    enum w32_status status;

    if (width == 0 || width > W32_ICON_SIDE_MAX || height == 0 || height > W32_ICON_SIDE_MAX)
        return W32_BAD_VALUE;
    status = bw_u32s_take((size_t)width * height, &call->pixels);
    if (status == W32_OK)
        status = w32_status_of(bw_reader_u32le_array(in, call->pixels));
    if (status != W32_OK)
        return status;
    if (w32_pixels_make(call->pixels, width, height, width, &rows) != BW_OK)
        return W32_TOO_BIG;
    for (size_t y = 0; y < rows.height; y++) {
        bw_u32s row = w32_pixels_row(rows, y);
        uint32_t bits = 0;

        for (size_t x = 0; x < row.count; x++) {
            if (x % 32 == 0)
                bits = w32_take_u32(in);
            BW_AT(row, x) = bits & 0x80000000u ? W32_PIXEL_CLEAR : BW_AT(row, x) & 0x00ffffffu;
            bits <<= 1;
        }
    }
    status = w32_status_of(bw_reader_status(in));
    if (status != W32_OK)
        return status;
    *ret_pixels = call->pixels;
    call->pixels = bw_u32s_make(NULL, 0);
    return W32_OK;
}

enum w32_status w32_request_icon_create(struct w32_call *call, bw_reader *in)
{
    uint32_t width = w32_take_u32(in), height = w32_take_u32(in);
    struct w32_icon *icon;
    enum w32_status status = w32_icon_object_new(call, &icon);

    if (status != W32_OK)
        return status;
    status = w32_icon_read(call, in, width, height, &icon->pixels);
    if (status == W32_OK) {
        icon->width = width;
        icon->height = height;
    }
    return w32_object_publish(call, &icon->head, status);
}

enum w32_status w32_request_icon_change(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t width = w32_take_u32(in), height = w32_take_u32(in);
    struct w32_icon *icon;
    bw_u32s pixels;
    enum w32_status status = w32_icon_object_find(call->process, handle, &icon);

    if (status == W32_OK)
        status = w32_icon_read(call, in, width, height, &pixels);
    if (status != W32_OK)
        return status;
    w32_icon_forget(call->driver, icon);
    bw_u32s_give(icon->pixels);
    icon->pixels = pixels;
    icon->width = width;
    icon->height = height;
    return W32_OK;
}

/* The icon at another size. */
static enum w32_status w32_icon_stretch(struct w32_call *call, const struct w32_icon *icon, uint32_t width,
                                        uint32_t height, bw_u32s *ret_pixels)
{
    w32_pixels rows;
    w32_image image;
    size_t last = 0;
    enum w32_status status = bw_u32s_take((size_t)width * height, &call->pixels);

    if (status != W32_OK)
        return status;
    if (w32_pixels_make(call->pixels, width, height, width, &rows) != BW_OK ||
        w32_image_make(bw_u32s_as_const(icon->pixels), icon->width, icon->height, icon->width, &image) != BW_OK)
        return W32_TOO_BIG;
    for (size_t y = 0; y < rows.height; y++) {
        bw_u32s row = w32_pixels_row(rows, y);
        size_t from = y * image.height / rows.height;

        if (y > 0 && from == last)
            bw_u32s_copy(row, bw_u32s_as_const(w32_pixels_row(rows, y - 1)));
        else
            w32_line_stretch(row, w32_image_row(image, from));
        last = from;
    }
    *ret_pixels = call->pixels;
    call->pixels = bw_u32s_make(NULL, 0);
    return W32_OK;
}

/* The icon at a size: its own pixels, or those from the cache, where they are from now on. */
static enum w32_status w32_icon_sized(struct w32_call *call, const struct w32_icon *icon, uint32_t width, uint32_t height,
                                      bw_u32s *ret_pixels)
{
    w32_icons icons = BW_SPAN_OF_ARRAY(w32_icons, call->driver->icons);
    struct w32_icon_cached fresh = {icon->head.handle, width, height, bw_u32s_make(NULL, 0)};
    struct w32_icon_cached *cached;
    enum w32_status status;

    if (width == icon->width && height == icon->height) {
        *ret_pixels = icon->pixels;
        return W32_OK;
    }
    for (size_t i = 0; i < icons.count; i++) {
        cached = w32_icons_at(icons, i);
        if (cached->icon == fresh.icon && cached->width == width && cached->height == height) {
            *ret_pixels = cached->pixels;
            return W32_OK;
        }
    }
    status = w32_icon_stretch(call, icon, width, height, &fresh.pixels);
    if (status != W32_OK)
        return status;
    /* Instead of the one that is there for the longest time. */
    cached = w32_icons_at(icons, call->driver->icons_next++ % W32_ICON_CACHE);
    bw_u32s_give(cached->pixels);
    *cached = fresh;
    *ret_pixels = fresh.pixels;
    return W32_OK;
}

enum w32_status w32_request_icon_draw(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_point at = w32_take_point(in);
    uint32_t width = w32_take_u32(in), height = w32_take_u32(in);
    struct w32_rect place = {at.x, at.y, 0, 0};
    struct w32_icon *icon;
    bw_u32s pixels;
    w32_image image;
    enum w32_status status = w32_icon_object_any(call->driver, handle, &icon);

    if (status != W32_OK)
        return status;
    if (!w32_point_valid(at) || width == 0 || width > W32_ICON_DRAWN_MAX || height == 0 || height > W32_ICON_DRAWN_MAX)
        return W32_BAD_VALUE;
    status = w32_icon_sized(call, icon, width, height, &pixels);
    if (status != W32_OK)
        return status;
    if (w32_image_make(bw_u32s_as_const(pixels), width, height, width, &image) != BW_OK)
        return W32_TOO_BIG;
    place.right = place.left + (int32_t)width;
    place.bottom = place.top + (int32_t)height;
    return w32_draw_pixels(call->dc, place, image, true);
}
