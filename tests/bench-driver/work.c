/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "work.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

#include "host/user.h"
#include "shared/desktop.h"
#include "shared/digest.h"
#include "shared/psf.h"

#define BENCH_OPEN__(form) bench_##form##_open
#define BENCH_OPEN_(form) BENCH_OPEN__(form)
#define BENCH_NAME__(form) #form
#define BENCH_NAME_(form) BENCH_NAME__(form)

enum { WINDOWS = 12, FACES = 2, LINES = 60, COLUMNS = 100, OBJECTS = 32 };

/* The one client, and what all works use. */
static struct {
    struct w32_driver *driver;
    struct w32_client plain;  /* the host's */
    struct w32_client client; /* the same, counted */
    struct w32_client_host host;
    w32_handle wndclass;
    w32_handle windows[WINDOWS];
    w32_handle faces[FACES];
    struct w32_message metafile;
    uint64_t heard;
    uint32_t tracked; /* how often a menu's client was asked what happens */
    bool failed;
} bench;

static const struct w32_client *const client = &bench.client;

static void keep(enum w32_status status)
{
    if (status != W32_OK)
        bench.failed = true;
}

static struct w32_rect box(int32_t left, int32_t top, int32_t width, int32_t height)
{
    return (struct w32_rect){left, top, left + width, top + height};
}

/* From one driver request to its end the machine's instructions are counted, and nothing else is. */
static enum w32_status counted_call(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                                    uint32_t out_size, uint32_t *ret_written)
{
    enum w32_status status;

    CALLGRIND_TOGGLE_COLLECT;
    status = bench.plain.host->call(context, code, in, in_size, out, out_size, ret_written);
    CALLGRIND_TOGGLE_COLLECT;
    return status;
}

static w32_client_answer answer;

/* The harness counts all of a run: here it starts without, and ends as it began. */
static void run_begin(void)
{
    CALLGRIND_TOGGLE_COLLECT;
    bench.host.answer(bench.client.context, answer, NULL);
    bench.failed = false;
}

static uint64_t run_end(uint64_t before)
{
    struct w32_counters counters;

    w32_driver_counters(bench.driver, &counters);
    CALLGRIND_TOGGLE_COLLECT;
    return bench.failed ? 0 : counters.requests - before;
}

static uint64_t requests(void)
{
    struct w32_counters counters;

    w32_driver_counters(bench.driver, &counters);
    return counters.requests;
}

/* The client draws what is to be painted, and takes note of the rest. */
static void paint(const struct w32_callback_window_in *ask)
{
    struct w32_rect inner = ask->rect;

    inner.left += 2;
    inner.top += 2;
    keep(w32_client_fill_rect(client, ask->rect, 0x3a6ea5));
    if (inner.left < inner.right && inner.top < inner.bottom)
        keep(w32_client_fill_rect(client, inner, 0xd4d0c8));
    keep(w32_client_text(client, ask->rect.left + 2, ask->rect.top + 2, "a window with some text in it"));
}

/* Over the bar, down a menu and one in it, and back up; then the choice of an item. */
static struct w32_callback_menu_out track(const struct w32_callback_menu_in *ask)
{
    static const struct w32_callback_menu_out ways[] = {
        {W32_MENU_MOVE, {30, 25}}, {W32_MENU_MOVE, {30, 40}},  {W32_MENU_MOVE, {30, 52}},   {W32_MENU_MOVE, {110, 52}},
        {W32_MENU_MOVE, {110, 64}}, {W32_MENU_CANCEL, {0, 0}}, {W32_MENU_CHOOSE, {30, 40}}};
    struct w32_callback_menu_out go_on = {0, {0, 0}};

    if (ask->event != W32_MENU_EVENT_INPUT)
        return go_on;
    return ways[bench.tracked++ % (sizeof ways / sizeof ways[0])];
}

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    struct w32_callback_window_in ask;
    struct w32_callback_menu_in menu;
    struct w32_callback_menu_out step;
    uint32_t told = 0;

    CALLGRIND_TOGGLE_COLLECT;
    (void)context;
    bench.heard += in_size;
    if (code == W32_CALLBACK_MENU && in_size == sizeof menu && out_size == sizeof step) {
        memcpy(&menu, in, sizeof menu);
        step = track(&menu);
        memcpy(out, &step, sizeof step);
        *ret_written = sizeof step;
        CALLGRIND_TOGGLE_COLLECT;
        return W32_OK;
    }
    if (code == W32_CALLBACK_WINDOW && in_size == sizeof ask) {
        memcpy(&ask, in, sizeof ask);
        if (ask.event == W32_EVENT_PAINT)
            paint(&ask);
    }
    if (out_size >= sizeof told) {
        memcpy(out, &told, sizeof told);
        *ret_written = sizeof told;
    }
    CALLGRIND_TOGGLE_COLLECT;
    return W32_OK;
}

static uint64_t desktop(void *context)
{
    uint64_t before = requests();

    (void)context;
    run_begin();
    keep(w32_desktop_redraw(client));
    return run_end(before);
}

/* One window goes over the others and back; what comes to light is painted by its owner. */
static uint64_t drag(void *context)
{
    uint64_t before = requests();
    uint32_t rects;

    (void)context;
    run_begin();
    keep(w32_client_select(client, W32_TYPE_FONT, bench.faces[0]));
    for (int32_t step = 0; step < 32; step++) {
        int32_t way = step < 16 ? step : 31 - step;

        keep(w32_client_window_move(client, bench.windows[WINDOWS - 1], box(40 + 24 * way, 30 + 16 * way, 240, 170)));
        for (int i = 0; i < WINDOWS; i++)
            keep(w32_client_window_paint(client, bench.windows[i], &rects));
    }
    keep(w32_client_select(client, W32_TYPE_FONT, 0));
    return run_end(before);
}

/* Lines measured and written, one page over the other. */
static uint64_t text(void *context)
{
    struct w32_dc_modes opaque = {W32_ROP2_COPY, W32_BACK_OPAQUE, 0xfcfcf8, 0x202020, W32_FILL_WINDING, {0, 0}};
    struct w32_dc_modes usual = {W32_ROP2_COPY, W32_BACK_TRANSPARENT, 0, 0, W32_FILL_ALTERNATE, {0, 0}};
    uint64_t before = requests();
    uint32_t codes[COLUMNS], ends[COLUMNS];
    struct w32_text_extent_out extent;

    (void)context;
    run_begin();
    for (int page = 0; page < FACES; page++) {
        keep(w32_client_select(client, W32_TYPE_FONT, bench.faces[page]));
        keep(w32_client_modes(client, page == 0 ? &opaque : &usual));
        for (uint32_t line = 0; line < LINES; line++) {
            for (uint32_t i = 0; i < COLUMNS; i++)
                codes[i] = 0x20 + (line * 7 + i * 13 + i / 9) % 95;
            keep(w32_client_extent(client, codes, COLUMNS, ends, &extent));
            keep(w32_client_codes(client, (struct w32_point){4, (int32_t)line * (int32_t)extent.height}, 0, codes,
                                  COLUMNS));
        }
    }
    keep(w32_client_modes(client, &usual));
    keep(w32_client_select(client, W32_TYPE_FONT, 0));
    return run_end(before);
}

/* A drawing of some four hundred records. */
static void metafile_make(struct w32_message *file)
{
    w32_metafile_begin(file, 20, 10);
    for (int32_t i = 0; i < 40; i++) {
        struct w32_point star[8], lines[24];
        uint32_t lengths[2] = {4, 4};

        w32_metafile_colour(file, 0x102030u * (uint32_t)(i % 12) + 0x202020u);
        w32_metafile_rect(file, W32_RECORD_RECT, box(i * 15, i * 9, 120, 60));
        for (int32_t p = 0; p < 8; p++)
            star[p] = (struct w32_point){i * 14 + (p * 37) % 90, i * 10 + (p * 53) % 70};
        w32_metafile_points(file, W32_RECORD_POLYGON, star, 8);
        w32_metafile_polypolygon(file, lengths, 2, star, 8);
        for (int32_t p = 0; p < 24; p++)
            lines[p] = (struct w32_point){i * 12 + p * 5, 40 + i * 8 + (p * p * 7) % 50};
        w32_metafile_pen(file, (uint32_t)i % 4, 0x00ff00u >> i % 8, 1 + (uint32_t)i % 3);
        w32_metafile_use_pen(file, (uint32_t)i % 4);
        w32_metafile_points(file, W32_RECORD_POLYLINE, lines, 24);
        w32_metafile_pattern(file, box(i * 11, 400 - i * 8, 64, 32), 0x5a);
        w32_metafile_text(file, (struct w32_point){i * 9, 500 - i * 7}, "played from a metafile");
    }
    w32_metafile_title(file, "A drawing", 10); /* with the end of the string, as C has it */
    w32_metafile_end(file);
}

static uint64_t metafile(void *context)
{
    uint64_t before = requests();
    uint32_t written;

    (void)context;
    run_begin();
    keep(w32_client_select(client, W32_TYPE_FONT, bench.faces[0]));
    /* Twice: what the inversion of a pattern changes is as it was. */
    for (int i = 0; i < 2; i++)
        keep(w32_client_call(client, W32_METAFILE_PLAY, bench.metafile.bytes, bench.metafile.size, NULL, 0, &written));
    keep(w32_client_select(client, W32_TYPE_FONT, 0));
    return run_end(before);
}

/* Queues filled and emptied, messages sent past two hooks, timers. */
static uint64_t messages(void *context)
{
    static const struct {
        uint32_t message, count, words[8];
    } sent = {0x400, 8, {1, 2, 3, 4, 5, 6, 7, 8}};
    const struct w32_message_data *data = (const struct w32_message_data *)(const void *)&sent;
    uint64_t before = requests();
    w32_handle hooks[2] = {0};
    struct w32_message_get_out got;
    uint32_t told;

    (void)context;
    run_begin();
    for (int i = 0; i < 2; i++)
        keep(w32_client_hook(client, &hooks[i]));
    for (uint32_t round = 0; round < 8; round++) {
        for (uint32_t i = 0; i < 8; i++)
            keep(w32_client_timer(client, bench.windows[i], 7, 100));
        for (uint32_t i = 0; i < W32_MESSAGES_MAX; i++)
            keep(w32_client_post(client, bench.windows[i % WINDOWS], 0x200 + i, sent.words, i % 5));
        for (uint32_t i = 0; i < W32_MESSAGES_MAX + 2; i++)
            keep(w32_client_get(client, &got));
        for (uint32_t i = 0; i < W32_MESSAGES_MAX; i++)
            keep(w32_client_send(client, bench.windows[i % WINDOWS], data, &told));
        for (uint32_t i = 0; i < 8; i++)
            keep(w32_client_timer_kill(client, bench.windows[i], 7));
    }
    for (int i = 0; i < 2; i++)
        keep(w32_client_object_delete(client, hooks[i]));
    return run_end(before);
}

/* Objects of several types made, used, ended, and asked for once more. */
static void churn(uint32_t round)
{
    static const uint32_t dashes[] = {4, 2}, entries[] = {0, 0xff0000, 0x00ff00, 0x0000ff};
    struct w32_brush_create_in hatch = {W32_BRUSH_HATCH, 0x808080, W32_HATCH_CROSS, 0};
    w32_handle made[4][OBJECTS] = {0};
    struct w32_rect bounds;
    uint32_t count;

    for (uint32_t i = 0; i < OBJECTS; i++) {
        keep(w32_client_brush(client, &hatch, &made[0][i]));
        keep(w32_client_pen_create(client, 0x102030, 1 + i % 4, dashes, 2, &made[1][i]));
        keep(w32_client_region_rect(client, box((int32_t)i, (int32_t)round, 20, 20), &made[2][i]));
        keep(w32_client_palette(client, entries, 4, &made[3][i]));
    }
    for (uint32_t i = 0; i < OBJECTS; i++) {
        uint32_t other = (i * 7 + round) % OBJECTS;

        keep(w32_client_select(client, W32_TYPE_BRUSH, made[0][other]));
        keep(w32_client_select(client, W32_TYPE_PEN, made[1][other]));
        keep(w32_client_region_offset(client, made[2][other], 1, 1));
        keep(w32_client_region_query(client, made[2][i], NULL, 0, &bounds, &count));
    }
    keep(w32_client_select(client, W32_TYPE_BRUSH, 0));
    keep(w32_client_select(client, W32_TYPE_PEN, 0));
    for (uint32_t i = 0; i < OBJECTS; i++) {
        for (int type = 0; type < 4; type++)
            keep(w32_client_object_delete(client, made[type][i]));
        if (w32_client_region_offset(client, made[2][i], 1, 1) != W32_BAD_HANDLE)
            bench.failed = true;
    }
}

static uint64_t handles(void *context)
{
    uint64_t before = requests();

    (void)context;
    run_begin();
    for (uint32_t round = 0; round < 8; round++)
        churn(round);
    return run_end(before);
}

/* A bar, two menus with ten items each, one in the other; returns the bar. */
static w32_handle menu_make(w32_handle made[3])
{
    for (int i = 0; i < 3; i++)
        keep(w32_client_menu(client, &made[i]));
    for (uint32_t i = 0; i < 10; i++) {
        keep(w32_client_menu_append(client, made[2], 200 + i, i == 3 ? W32_MENU_DISABLED : 0, 0, "an item"));
        if (i == 4)
            keep(w32_client_menu_append(client, made[1], 0, W32_MENU_SEPARATOR, 0, ""));
        else
            keep(w32_client_menu_append(client, made[1], 100 + i, 0, i == 1 ? made[2] : 0, "entry"));
    }
    keep(w32_client_menu_append(client, made[0], 1, 0, made[1], "File"));
    keep(w32_client_menu_append(client, made[0], 2, 0, 0, "Help"));
    return made[0];
}

/* Menus made, changed, drawn and tracked. */
static void menus(uint32_t round)
{
    w32_handle made[3] = {0}, window = bench.windows[0];
    struct w32_menu_query_out item;
    struct w32_menu_track_out choice;
    struct w32_rect place;
    uint32_t before;

    keep(w32_client_menu_set(client, window, menu_make(made)));
    for (uint32_t i = 0; i < 8; i++) {
        keep(w32_client_menu_change(client, made[0], 200 + i, (round + i) % 4, &before));
        keep(w32_client_menu_query(client, made[1], i, &item));
        keep(w32_client_menu_bar(client, window, i % 3, &place));
        keep(w32_client_menu_popup(client, made[1], (struct w32_point){200 + 16 * (int32_t)i, 60}, i, &place));
    }
    bench.tracked = 0;
    keep(w32_client_menu_track(client, window, 0, (struct w32_point){0, 0}, &choice));
    if (!choice.chosen || choice.id != 100)
        bench.failed = true;
    for (uint32_t i = 0; i < 6; i++)
        keep(w32_client_menu_remove(client, made[2], 0));
    keep(w32_client_menu_set(client, window, 0));
    for (int i = 0; i < 3; i++)
        keep(w32_client_object_delete(client, made[i]));
}

/* Scroll bars set, moved and drawn; icons at several sizes, again and again. */
static void bars_and_icons(uint32_t round)
{
    static uint32_t words[32 * 32 + 32];
    struct w32_scroll_info info = {0, 999, 40, (int32_t)round * 50};
    struct w32_scroll_draw_out drawn;
    w32_handle icon = 0, window = bench.windows[1];
    int32_t position;

    for (uint32_t i = 0; i < 32 * 32; i++)
        words[i] = i * 0x010305u;
    for (uint32_t i = 0; i < 32; i++)
        words[32 * 32 + i] = 0xf000000fu << i % 4;
    for (int bar = 0; bar < W32_BARS; bar++) {
        keep(w32_client_scroll_set(client, window, (enum w32_bar)bar, &info, &position));
        for (int32_t i = 0; i < 8; i++) {
            keep(w32_client_scroll_move(client, window, (enum w32_bar)bar, (enum w32_scroll_action)(i % 5), 10 * i, &position));
            keep(w32_client_scroll_draw(client, window, (enum w32_bar)bar, &drawn));
        }
    }
    for (int bar = 0; bar < W32_BARS; bar++)
        keep(w32_client_scroll_remove(client, window, (enum w32_bar)bar));
    keep(w32_client_icon(client, 32, 32, words, 32 * 32 + 32, &icon));
    for (uint32_t i = 0; i < 24; i++)
        keep(w32_client_icon_draw(client, icon, (struct w32_point){20 * (int32_t)i, 300}, 16 + 16 * (i % 3), 16 + 8 * (i % 4)));
    keep(w32_client_object_delete(client, icon));
}

static uint64_t controls(void *context)
{
    uint64_t before = requests();

    (void)context;
    run_begin();
    keep(w32_client_select(client, W32_TYPE_FONT, bench.faces[0]));
    for (uint32_t round = 0; round < 8; round++) {
        menus(round);
        bars_and_icons(round);
    }
    keep(w32_client_select(client, W32_TYPE_FONT, 0));
    return run_end(before);
}

static uint64_t palettes(uint32_t count, enum w32_status expected)
{
    static uint32_t entries[4096];
    uint64_t before = requests();

    run_begin();
    for (int i = 0; i < BENCH_VIOLATIONS; i++) {
        if (w32_client_palette_query(client, entries, count) != expected)
            bench.failed = true;
    }
    return run_end(before);
}

static uint64_t answered(void *context)
{
    (void)context;
    return palettes(256, W32_OK);
}

static uint64_t violating(void *context)
{
    (void)context;
    return palettes(4096, W32_CONTAINED);
}

static uint64_t digest(void)
{
    uint32_t *pixels = malloc(sizeof *pixels * W32_DESKTOP_WIDTH * W32_DESKTOP_HEIGHT);
    uint64_t sum = w32_driver_digest(bench.driver);

    if (!pixels || w32_desktop_read(&bench.plain, pixels) != W32_OK)
        sum = 0;
    for (size_t i = 0; sum != 0 && i < (size_t)W32_DESKTOP_WIDTH * W32_DESKTOP_HEIGHT; i++)
        sum = w32_digest_u32(sum, pixels[i]);
    free(pixels);
    return sum;
}

static uint64_t contained(void)
{
    struct w32_counters counters;

    w32_driver_counters(bench.driver, &counters);
    return counters.contained;
}

static int close_all(void)
{
    w32_message_free(&bench.metafile);
    w32_user_close(&bench.plain);
    w32_driver_destroy(bench.driver);
    return w32_user_blocks() == 0;
}

static const driver_work works[] = {{"desktop", desktop},   {"drag", drag},       {"text", text}, {"metafile", metafile},
                                    {"messages", messages}, {"handles", handles}, {"controls", controls}, {NULL, NULL}};

static const driver_form form = {BENCH_NAME_(BENCH_FORM), works, digest, contained, answered, violating, close_all};

static void stage(void)
{
    keep(w32_client_surface_create(client, W32_DESKTOP_WIDTH, W32_DESKTOP_HEIGHT));
    for (uint32_t i = 0; i < FACES; i++) {
        struct w32_message file = {0};

        w32_psf_build(&file, i + 1, i != 0);
        keep(file.failed ? W32_NO_MEMORY : w32_client_font(client, file.bytes, file.size, &bench.faces[i]));
        w32_message_free(&file);
    }
    keep(w32_client_class(client, 4, 0xc0c0c0, 0, &bench.wndclass));
    for (int32_t i = 0; i < WINDOWS; i++)
        keep(w32_client_window(client, bench.wndclass, 0, box(20 + 37 * i, 20 + 23 * i, 260, 190), &bench.windows[i]));
    metafile_make(&bench.metafile);
    keep(bench.metafile.failed ? W32_NO_MEMORY : W32_OK);
}

const driver_form *BENCH_OPEN_(BENCH_FORM)(void)
{
    w32_user_pattern(false);
    if (w32_driver_create(&bench.driver) != W32_OK || w32_user_open(bench.driver, &bench.plain) != W32_OK)
        return NULL;
    bench.host = *bench.plain.host;
    bench.host.call = counted_call;
    bench.client = (struct w32_client){&bench.host, bench.plain.context};
    bench.host.answer(bench.client.context, answer, NULL);
    stage();
    return bench.failed ? NULL : &form;
}
