/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Scroll bars: a range, how much of it is seen, and a position. A window has both of its bars in one block. */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

uint64_t w32_scroll_digest(uint64_t digest, const struct w32_window *window)
{
    w32_scrolls scrolls = window->scrolls;

    for (uint32_t bar = 0; bar < W32_BARS; bar++) {
        const struct w32_scroll_info *info;

        if (bar >= scrolls.count || !BW_AT(scrolls, bar).shown) {
            digest = w32_digest_u32(digest, 0);
            continue;
        }
        info = &w32_scrolls_at(scrolls, bar)->info;
        digest = w32_digest_u32(digest, 1);
        digest = w32_digest_i32(digest, info->min);
        digest = w32_digest_i32(digest, info->max);
        digest = w32_digest_u32(digest, info->page);
        digest = w32_digest_i32(digest, info->position);
    }
    return digest;
}

/* A bar of the window. Empty: it has none. */
static w32_scrolls w32_scroll_of(const struct w32_window *window, uint32_t bar)
{
    w32_scrolls scrolls = window->scrolls;

    if (scrolls.count == 0 || !BW_AT(scrolls, bar).shown)
        return w32_scrolls_make(NULL, 0);
    return w32_scrolls_sub(scrolls, bar, 1);
}

/* A range that is not empty, a page that is no longer than it, and no more positions than can be counted. */
static bool w32_scroll_valid(const struct w32_scroll_info *info)
{
    int32_t range;

    if (info->min > info->max || bw_i32_sub(info->max, info->min, &range) != BW_OK || range >= W32_SCROLL_RANGE_MAX)
        return false;
    return info->page <= (uint32_t)range + 1;
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
    w32_scrolls scrolls = window->scrolls;
    bool both = BW_AT(scrolls, W32_BAR_LEVEL).shown && BW_AT(scrolls, W32_BAR_UPRIGHT).shown;

    return w32_bar_place((enum w32_bar)bar, w32_window_place(window), both);
}

enum w32_status w32_request_scroll_set(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t bar = w32_take_u32(in);
    struct w32_scroll_info info = {.min = w32_take_i32(in)};
    w32_words answer = w32_answer(call);
    struct w32_window *window;
    struct w32_scroll *scroll;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    info.max = w32_take_i32(in);
    info.page = w32_take_u32(in);
    info.position = w32_take_i32(in);
    if (status != W32_OK)
        return status;
    if (bar >= W32_BARS || !w32_scroll_valid(&info))
        return W32_BAD_VALUE;
    if (window->scrolls.count == 0) {
        struct w32_scroll none = {.shown = false};

        status = w32_scrolls_take(W32_BARS, &window->scrolls);
        if (status != W32_OK)
            return status;
        w32_scrolls_fill(window->scrolls, none);
    }
    info.position = w32_scroll_clamp(&info, info.position);
    scroll = w32_scrolls_at(window->scrolls, bar);
    scroll->shown = true;
    scroll->info = info;
    w32_words_put(&answer, (uint32_t)info.position);
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_scroll_query(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t bar = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_scroll_info info;
    w32_scrolls scroll;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (bar > W32_BARS)
        return W32_BAD_VALUE;
    scroll = w32_scroll_of(window, bar);
    if (scroll.count == 0)
        return W32_BAD_VALUE;
    info = BW_AT(scroll, 0).info;
    w32_words_put(&answer, (uint32_t)info.min);
    w32_words_put(&answer, (uint32_t)info.max);
    w32_words_put(&answer, info.page);
    w32_words_put(&answer, (uint32_t)info.position);
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_scroll_remove(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t bar = w32_take_u32(in);
    w32_scrolls scrolls, scroll;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (bar >= W32_BARS)
        return W32_BAD_VALUE;
    scroll = w32_scroll_of(window, bar);
    if (scroll.count == 0)
        return W32_BAD_VALUE;
    BW_AT(scroll, 0).shown = false;
    scrolls = window->scrolls;
    if (!BW_AT(scrolls, W32_BAR_LEVEL).shown && !BW_AT(scrolls, W32_BAR_UPRIGHT).shown) {
        w32_scrolls_give(scrolls);
        window->scrolls = w32_scrolls_make(NULL, 0);
    }
    return W32_OK;
}

/* The position that an action leads to. */
static int64_t w32_scroll_target(const struct w32_window *window, const struct w32_scroll_info *info,
                                 const struct w32_scroll_move_in *ask)
{
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

enum w32_status w32_request_scroll_move(struct w32_call *call, bw_reader *in)
{
    struct w32_scroll_move_in ask = {.window = w32_take_u32(in)};
    w32_words answer = w32_answer(call);
    struct w32_rect tell = {0};
    w32_scrolls scroll;
    struct w32_window *window;
    uint32_t refused = 0;
    enum w32_status status = w32_window_object_find(call->process, ask.window, &window);

    ask.bar = w32_take_u32(in);
    ask.action = w32_take_u32(in);
    ask.at = w32_take_i32(in);
    if (status != W32_OK)
        return status;
    if (ask.bar >= W32_BARS || ask.action > W32_SCROLL_TO || !w32_coord_valid(ask.at))
        return W32_BAD_VALUE;
    scroll = w32_scroll_of(window, ask.bar);
    if (scroll.count == 0)
        return W32_BAD_VALUE;
    tell.left = (int32_t)ask.bar;
    tell.top = BW_AT(scroll, 0).info.position;
    tell.bottom = w32_scroll_clamp(&w32_scrolls_at(scroll, 0)->info,
                                   w32_scroll_target(window, &w32_scrolls_at(scroll, 0)->info, &ask));
    status = w32_window_tell(call, ask.window, W32_EVENT_SCROLL, tell, &refused);
    if (status == W32_OK && (refused || w32_window_object_find(call->process, ask.window, &window) != W32_OK))
        status = W32_NO_ANSWER;
    if (status != W32_OK)
        return status;
    /* The bar and its range as they are now. */
    scroll = w32_scroll_of(window, ask.bar);
    if (scroll.count == 0)
        return W32_NO_ANSWER;
    tell.bottom = w32_scroll_clamp(&w32_scrolls_at(scroll, 0)->info, tell.bottom);
    BW_AT(scroll, 0).info.position = tell.bottom;
    w32_words_put(&answer, (uint32_t)tell.bottom);
    return w32_answer_done(call, &answer);
}

/* A button or the slider into its part of the image of a bar; a button with its arrow, back or on. */
static void w32_scroll_piece(w32_pixels piece, enum w32_bar bar, int32_t arrow)
{
    int32_t length = (int32_t)(bar == W32_BAR_LEVEL ? piece.width : piece.height);

    for (size_t y = 0; y < piece.height; y++) {
        bw_u32s row = w32_pixels_row(piece, y);

        for (size_t x = 0; x < row.count; x++) {
            int32_t along = (int32_t)(bar == W32_BAR_LEVEL ? x : y), across = (int32_t)(bar == W32_BAR_LEVEL ? y : x);
            uint32_t colour = w32_bar_raised(along, across, length);

            if (arrow != 0 && w32_bar_arrow(arrow < 0 ? along : length - 1 - along, across))
                colour = W32_COLOUR_INK;
            BW_AT(row, x) = colour;
        }
    }
}

/* The part of a bar's image so many pixels along it. Outside: that ends the request here. */
static w32_pixels w32_scroll_part(w32_pixels image, enum w32_bar bar, int32_t from, int32_t length)
{
    if (bar == W32_BAR_LEVEL)
        return w32_pixels_rect(image, (size_t)from, 0, (size_t)length, image.height);
    return w32_pixels_rect(image, 0, (size_t)from, image.width, (size_t)length);
}

/* The bar as an image. */
static void w32_scroll_image(w32_pixels image, enum w32_bar bar, int32_t length, int32_t from, int32_t slider)
{
    int32_t button = W32_BAR_BREADTH;

    for (size_t y = 0; y < image.height; y++)
        bw_u32s_fill(w32_pixels_row(image, y), W32_COLOUR_TRACK);
    w32_scroll_piece(w32_scroll_part(image, bar, 0, button), bar, -1);
    w32_scroll_piece(w32_scroll_part(image, bar, length - button, button), bar, 1);
    if (slider != 0)
        w32_scroll_piece(w32_scroll_part(image, bar, button + from, slider), bar, 0);
}

enum w32_status w32_request_scroll_draw(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t bar = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_scroll_info info;
    struct w32_window *window;
    struct w32_rect place;
    size_t width, height;
    int32_t track, slider, length;
    w32_pixels pixels;
    w32_image image;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (bar >= W32_BARS)
        return W32_BAD_VALUE;
    /* Without the bar: that ends the request here. */
    info = w32_scrolls_at(w32_scroll_of(window, bar), 0)->info;
    place = w32_scroll_place(window, bar);
    track = w32_bar_track((enum w32_bar)bar, place);
    length = w32_scroll_length(&info, track);
    slider = w32_scroll_start(&info, track);
    w32_answer_rect(&answer, place);
    w32_words_put(&answer, (uint32_t)slider);
    w32_words_put(&answer, (uint32_t)length);
    if (w32_rect_empty(place))
        return w32_answer_done(call, &answer);
    width = (size_t)(place.right - place.left);
    height = (size_t)(place.bottom - place.top);
    status = bw_u32s_take(width * height, &call->pixels);
    if (status != W32_OK)
        return status;
    if (w32_pixels_make(call->pixels, width, height, width, &pixels) != BW_OK ||
        w32_image_make(bw_u32s_as_const(call->pixels), width, height, width, &image) != BW_OK)
        return W32_TOO_BIG;
    w32_scroll_image(pixels, (enum w32_bar)bar, bar == W32_BAR_LEVEL ? (int32_t)width : (int32_t)height, slider, length);
    status = w32_draw_pixels(call->dc, place, image, false);
    return status == W32_OK ? w32_answer_done(call, &answer) : status;
}
