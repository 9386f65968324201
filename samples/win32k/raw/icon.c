/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Icons, and the cache of what they look like at the sizes at which they are drawn. */
#include "internal.h"

#include "shared/digest.h"

/* Takes an icon's images out of the cache: those of other sizes, which are the cache's, and if it is over with it its own. */
static void w32_icon_forget(struct w32_driver *driver, const struct w32_icon *icon, bool over)
{
    uint32_t i;

    for (i = 0; i < W32_ICON_CACHE; i++) {
        struct w32_icon_cached *cached = &driver->icons[i];
        bool own = cached->pixels == icon->pixels;

        if (cached->icon != icon || (own && !over))
            continue;
        if (!own)
            w32_platform_free(cached->pixels);
        memset(cached, 0, sizeof *cached);
    }
}

void w32_icon_end(struct w32_icon *icon, struct w32_driver *driver)
{
    w32_icon_forget(driver, icon, true);
    w32_platform_free(icon->pixels);
}

uint64_t w32_icon_digest(uint64_t digest, const struct w32_icon *icon)
{
    uint32_t i;

    digest = w32_digest_u32(digest, icon->width);
    digest = w32_digest_u32(digest, icon->height);
    for (i = 0; i < icon->width * icon->height; i++)
        digest = w32_digest_u32(digest, icon->pixels[i]);
    return digest;
}

/* Colours and mask as one image. So many bytes of the input lie before them. */
static enum w32_status w32_icon_read(W32_UNTRUSTED const uint32_t *words, size_t before, uint32_t in_size,
                                     W32_UNTRUSTED uint32_t width, W32_UNTRUSTED uint32_t height, uint32_t **ret_pixels)
{
    const uint32_t *mask;
    uint32_t *pixels;
    uint32_t x, y;

    if (width == 0 || width > W32_ICON_SIDE_MAX || height == 0 || height > W32_ICON_SIDE_MAX)
        return W32_BAD_VALUE;
    if (in_size < before + (width * height + (width * height + 31) / 32) * sizeof *words)
        return W32_BAD_SIZE;
    mask = words + width * height;
    pixels = w32_platform_alloc((size_t)width * height * sizeof *pixels);
    if (!pixels)
        return W32_NO_MEMORY;
    for (y = 0; y < height; y++) {
        for (x = 0; x < width; x++) {
            uint32_t bits = mask[x / 32]; /* fault: icon-mask-rows */

            pixels[y * width + x] = bits << x % 32 & 0x80000000u ? W32_PIXEL_CLEAR : *words & 0x00ffffffu;
            words++;
        }
        mask += (width + 31) / 32;
    }
    *ret_pixels = pixels;
    return W32_OK;
}

enum w32_status w32_request_icon_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_icon_create_in *ask = in;
    struct w32_icon *icon;
    enum w32_status status = w32_icon_object_new(call, &icon);

    if (status != W32_OK)
        return status;
    status = w32_icon_read(ask->words, sizeof *ask, in_size, ask->width, ask->height, &icon->pixels);
    if (status == W32_OK) {
        icon->width = ask->width;
        icon->height = ask->height;
    }
    return w32_object_publish(call, &icon->head, status);
}

enum w32_status w32_request_icon_change(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_icon_change_in *ask = in;
    struct w32_icon *icon;
    uint32_t *pixels;
    enum w32_status status = w32_icon_object_find(call->process, ask->icon, &icon);

    if (status == W32_OK)
        status = w32_icon_read(ask->words, sizeof *ask, in_size, ask->width, ask->height, &pixels);
    if (status != W32_OK)
        return status;
    w32_icon_forget(call->driver, icon, false);
    if (ask->width == icon->width && ask->height == icon->height) {
        memcpy(icon->pixels, pixels, (size_t)icon->width * icon->height * sizeof *pixels);
        w32_platform_free(pixels);
        return W32_OK;
    }
    w32_platform_free(icon->pixels); /* fault: icon-cached-own */
    icon->pixels = pixels;
    icon->width = ask->width;
    icon->height = ask->height;
    return W32_OK;
}

/* The icon at another size. */
static enum w32_status w32_icon_stretch(const struct w32_icon *icon, uint32_t width, uint32_t height,
                                        uint32_t **ret_pixels)
{
    uint32_t *pixels = w32_platform_alloc((size_t)width * height * sizeof *pixels);
    uint32_t last = 0, y;

    if (!pixels)
        return W32_NO_MEMORY;
    for (y = 0; y < height; y++) {
        uint32_t *row = pixels + (size_t)y * width;
        uint32_t from = y * icon->height / height;

        if (y > 0 && from == last)
            memcpy(row, row - width, width * sizeof *row);
        else
            w32_line_stretch(row, width, icon->pixels + (size_t)from * icon->width, icon->width);
        last = from;
    }
    *ret_pixels = pixels;
    return W32_OK;
}

/* The icon at a size, from the cache, where it is from now on. */
static enum w32_status w32_icon_sized(struct w32_driver *driver, struct w32_icon *icon, uint32_t width, uint32_t height,
                                      const uint32_t **ret_pixels)
{
    struct w32_icon_cached *cached;
    uint32_t *pixels = icon->pixels;
    uint32_t i;
    enum w32_status status;

    for (i = 0; i < W32_ICON_CACHE; i++) {
        cached = &driver->icons[i];
        if (cached->icon == icon && cached->width == width && cached->height == height) {
            *ret_pixels = cached->pixels;
            return W32_OK;
        }
    }
    if (width != icon->width || height != icon->height) {
        status = w32_icon_stretch(icon, width, height, &pixels);
        if (status != W32_OK)
            return status;
    }
    /* Instead of the one that is there for the longest time. */
    cached = &driver->icons[driver->icons_next++ % W32_ICON_CACHE];
    if (cached->icon && cached->pixels != cached->icon->pixels)
        w32_platform_free(cached->pixels);
    cached->icon = icon;
    cached->width = width;
    cached->height = height;
    cached->pixels = pixels;
    *ret_pixels = pixels;
    return W32_OK;
}

enum w32_status w32_request_icon_draw(struct w32_call *call, W32_UNTRUSTED const void *in,
                                      W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_icon_draw_in *ask = in;
    struct w32_icon *icon;
    const uint32_t *pixels;
    struct w32_rect place = {ask->at.x, ask->at.y, 0, 0};
    enum w32_status status = w32_icon_object_any(call->driver, ask->icon, &icon);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (!w32_point_valid(ask->at) || ask->width == 0 || ask->width > W32_ICON_DRAWN_MAX || ask->height == 0 ||
        ask->height > W32_ICON_DRAWN_MAX)
        return W32_BAD_VALUE;
    status = w32_icon_sized(call->driver, icon, ask->width, ask->height, &pixels);
    if (status != W32_OK)
        return status;
    place.right = place.left + (int32_t)ask->width;
    place.bottom = place.top + (int32_t)ask->height;
    return w32_draw_pixels(call->dc, place, pixels, true);
}
