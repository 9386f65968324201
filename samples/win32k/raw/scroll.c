/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Scroll bars: a range, how much of it is seen, and a position. A window has both of its bars in one block. */
#include "internal.h"

#include "shared/digest.h"

uint64_t w32_scroll_digest(uint64_t digest, const struct w32_window *window)
{
    uint32_t bar;

    for (bar = 0; bar < W32_BARS; bar++) {
        const struct w32_scroll *scroll = window->scrolls ? &window->scrolls->bars[bar] : NULL;

        digest = w32_digest_u32(digest, scroll && scroll->shown);
        if (!scroll || !scroll->shown)
            continue;
        digest = w32_digest_i32(digest, scroll->info.min);
        digest = w32_digest_i32(digest, scroll->info.max);
        digest = w32_digest_u32(digest, scroll->info.page);
        digest = w32_digest_i32(digest, scroll->info.position);
    }
    return digest;
}

/* A bar of the window. Null: it has none. */
BW_BORROWED static struct w32_scroll *w32_scroll_of(const struct w32_window *window, uint32_t bar)
{
    if (!window->scrolls || !window->scrolls->bars[bar].shown)
        return NULL;
    return &window->scrolls->bars[bar];
}

/* A range that is not empty, a page that is no longer than it, and no more positions than can be counted. */
static bool w32_scroll_valid(W32_UNTRUSTED const struct w32_scroll_info *info)
{
    if (info->min > info->max || info->max - info->min >= W32_SCROLL_RANGE_MAX) /* fault: scroll-range-wrap */
        return false;
    return info->page <= (uint32_t)(info->max - info->min) + 1;
}

/* The nearest position that the bar can have. */
static int32_t w32_scroll_clamp(const struct w32_scroll_info *info, int64_t position)
{
    int64_t last = (int64_t)info->max - (info->page ? (int64_t)info->page - 1 : 0);

    if (position > last)
        position = last;
    return (int32_t)(position < info->min ? info->min : position);
}

/* How many steps the slider has. */
static int32_t w32_scroll_steps(const struct w32_scroll_info *info)
{
    int32_t range = info->max - info->min + 1;

    return range - (info->page ? (int32_t)info->page : 1);
}

/* How long it is, on a track of so many pixels. 0: there is no room for it. */
static int32_t w32_scroll_length(const struct w32_scroll_info *info, int32_t track)
{
    int64_t range = (int64_t)info->max - info->min + 1;

    if (track <= W32_SLIDER_MIN)
        return 0;
    return w32_max(W32_SLIDER_MIN, (int32_t)((int64_t)info->page * track / range));
}

/* Where it begins. */
static int32_t w32_scroll_start(const struct w32_scroll_info *info, int32_t track)
{
    int32_t steps = w32_scroll_steps(info), room = track - w32_scroll_length(info, track);

    return steps != 0 ? (int32_t)((int64_t)(info->position - info->min) * room / steps) : 0;
}

/* Which position it has that begins at a pixel of the track. */
static int64_t w32_scroll_at(const struct w32_scroll_info *info, int32_t track, int32_t at)
{
    int32_t steps = w32_scroll_steps(info), room = track - w32_scroll_length(info, track);

    return info->min + (room > 0 ? (int64_t)at * steps / room : 0);
}

static struct w32_rect w32_scroll_place(const struct w32_window *window, uint32_t bar)
{
    bool both = window->scrolls->bars[W32_BAR_LEVEL].shown && window->scrolls->bars[W32_BAR_UPRIGHT].shown;

    return w32_bar_place((enum w32_bar)bar, w32_window_place(window), both);
}

enum w32_status w32_request_scroll_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_scroll_set_in *ask = in;
    struct w32_scroll_out *answer = call->out;
    struct w32_window *window;
    struct w32_scroll *scroll;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->bar >= W32_BARS || !w32_scroll_valid(&ask->info))
        return W32_BAD_VALUE;
    if (!window->scrolls) {
        window->scrolls = w32_platform_alloc(sizeof *window->scrolls);
        if (!window->scrolls)
            return W32_NO_MEMORY;
        memset(window->scrolls, 0, sizeof *window->scrolls);
    }
    scroll = &window->scrolls->bars[ask->bar];
    scroll->shown = true;
    scroll->info = ask->info;
    scroll->info.position = w32_scroll_clamp(&ask->info, ask->info.position);
    answer->position = scroll->info.position;
    call->written = sizeof *answer;
    return W32_OK;
}

enum w32_status w32_request_scroll_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_scroll_in *ask = in;
    struct w32_scroll_info *answer = call->out;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->bar > W32_BARS || !window->scrolls)
        return W32_BAD_VALUE;
    if (!window->scrolls->bars[ask->bar].shown) /* fault: scroll-bar-bound */
        return W32_BAD_VALUE;
    *answer = window->scrolls->bars[ask->bar].info;
    call->written = sizeof *answer;
    return W32_OK;
}

enum w32_status w32_request_scroll_remove(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_scroll_in *ask = in;
    struct w32_scroll *scroll;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->bar >= W32_BARS)
        return W32_BAD_VALUE;
    scroll = w32_scroll_of(window, ask->bar);
    if (!scroll)
        return W32_BAD_VALUE;
    scroll->shown = false;
    if (!window->scrolls->bars[W32_BAR_LEVEL].shown && !window->scrolls->bars[W32_BAR_UPRIGHT].shown) {
        w32_platform_free(window->scrolls);
        window->scrolls = NULL;
    }
    return W32_OK;
}

/* The position that an action leads to. */
static int64_t w32_scroll_target(const struct w32_window *window, const struct w32_scroll *scroll,
                                 const struct w32_scroll_move_in *ask)
{
    const struct w32_scroll_info *info = &scroll->info;
    int64_t page = info->page ? (int64_t)info->page : 1;

    switch (ask->action) {
    case W32_SCROLL_LINE_BACK:
        return (int64_t)info->position - 1;
    case W32_SCROLL_LINE_ON:
        return (int64_t)info->position + 1;
    case W32_SCROLL_PAGE_BACK:
        return info->position - page;
    case W32_SCROLL_PAGE_ON:
        return info->position + page;
    default:
        return w32_scroll_at(info, w32_bar_track((enum w32_bar)ask->bar, w32_scroll_place(window, ask->bar)), ask->at);
    }
}

enum w32_status w32_request_scroll_move(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_scroll_move_in *ask = in;
    struct w32_scroll_out *answer;
    struct w32_rect tell = {0, 0, 0, 0};
    struct w32_scroll *scroll;
    struct w32_window *window;
    uint32_t refused = 0;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->bar >= W32_BARS || ask->action > W32_SCROLL_TO || !w32_coord_valid(ask->at))
        return W32_BAD_VALUE;
    scroll = w32_scroll_of(window, ask->bar);
    if (!scroll)
        return W32_BAD_VALUE;
    tell.left = (int32_t)ask->bar;
    tell.top = scroll->info.position;
    tell.bottom = w32_scroll_clamp(&scroll->info, w32_scroll_target(window, scroll, ask));
    status = w32_window_tell(call, ask->window, W32_EVENT_SCROLL, tell, &refused);
    if (status == W32_OK && (refused || w32_window_object_find(call->process, ask->window, &window) != W32_OK))
        status = W32_NO_ANSWER;
    if (status != W32_OK)
        return status;
    scroll->info.position = w32_scroll_clamp(&scroll->info, tell.bottom); /* fault: scroll-state-kept */
    answer = call->out;
    answer->position = scroll->info.position;
    call->written = sizeof *answer;
    return W32_OK;
}

/* A button or the slider into the image of a bar, whose rows are so long; a button with its arrow, back or on. */
static void w32_scroll_piece(uint32_t *pixels, enum w32_bar bar, int32_t stride, int32_t length, int32_t arrow)
{
    int32_t width = bar == W32_BAR_LEVEL ? length : W32_BAR_BREADTH;
    int32_t height = bar == W32_BAR_LEVEL ? W32_BAR_BREADTH : length;
    int32_t x, y;

    for (y = 0; y < height; y++) {
        for (x = 0; x < width; x++) {
            int32_t along = bar == W32_BAR_LEVEL ? x : y, across = bar == W32_BAR_LEVEL ? y : x;
            uint32_t colour = w32_bar_raised(along, across, length);

            if (arrow != 0 && w32_bar_arrow(arrow < 0 ? along : length - 1 - along, across))
                colour = W32_COLOUR_INK;
            pixels[x] = colour;
        }
        pixels += stride;
    }
}

/* The part of a bar's image so many pixels along it. */
static uint32_t *w32_scroll_part(uint32_t *pixels, enum w32_bar bar, int32_t from)
{
    return pixels + (bar == W32_BAR_LEVEL ? from : from * W32_BAR_BREADTH);
}

/* The bar as an image, row by row. */
static void w32_scroll_image(uint32_t *pixels, enum w32_bar bar, int32_t length, int32_t from, int32_t slider)
{
    int32_t button = W32_BAR_BREADTH, stride = bar == W32_BAR_LEVEL ? length : W32_BAR_BREADTH;
    int32_t i;

    for (i = 0; i < length * W32_BAR_BREADTH; i++)
        pixels[i] = W32_COLOUR_TRACK;
    w32_scroll_piece(w32_scroll_part(pixels, bar, 0), bar, stride, button, -1);
    w32_scroll_piece(w32_scroll_part(pixels, bar, length - button), bar, stride, button, 1);
    if (slider != 0)
        w32_scroll_piece(w32_scroll_part(pixels, bar, button + from), bar, stride, slider, 0);
}

enum w32_status w32_request_scroll_draw(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_scroll_in *ask = in;
    struct w32_scroll_draw_out *answer = call->out;
    struct w32_scroll_info info;
    struct w32_window *window;
    uint32_t *pixels;
    int32_t length, track;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->bar >= W32_BARS)
        return W32_BAD_VALUE;
    info = w32_scroll_of(window, ask->bar)->info; /* fault: scroll-missing */
    answer->place = w32_scroll_place(window, ask->bar);
    track = w32_bar_track((enum w32_bar)ask->bar, answer->place);
    answer->length = w32_scroll_length(&info, track);
    answer->slider = w32_scroll_start(&info, track);
    length = ask->bar == W32_BAR_LEVEL ? answer->place.right - answer->place.left
                                       : answer->place.bottom - answer->place.top;
    call->written = sizeof *answer;
    if (w32_rect_empty(answer->place))
        return W32_OK;
    pixels = w32_platform_alloc((size_t)length * W32_BAR_BREADTH * sizeof *pixels);
    if (!pixels)
        return W32_NO_MEMORY;
    w32_scroll_image(pixels, (enum w32_bar)ask->bar, length, answer->slider, answer->length);
    status = w32_draw_pixels(call->dc, answer->place, pixels, false);
    w32_platform_free(pixels);
    return status;
}
