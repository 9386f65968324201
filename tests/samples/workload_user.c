/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <string.h>

#include "shared/address.h"
#include "workload_load.h"

/* Windows are of these sizes, so that several of them are on the screen. */
static void put_window_rect(struct load *load)
{
    struct w32_rect rect;

    rect.left = load_one_in(load, 60) ? load_coordinate(load) : w32_random_in(&load->random, -10, SIDE - 20);
    rect.top = w32_random_in(&load->random, -10, SIDE - 20);
    rect.right = rect.left + w32_random_in(&load->random, load_one_in(load, 30) ? -1 : 0, 90);
    rect.bottom = rect.top + w32_random_in(&load->random, 0, 90);
    load_put_rect(load, rect);
}

static void put_window(struct load *load)
{
    load_put_u32(load, load_handle(load, W32_TYPE_WINDOW));
}

/* A negative index is a fault. */
static void put_index(struct load *load)
{
    load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 10) ? 40 : 3));
}

static void build_window(struct load *load)
{
    load_put_u32(load, load_handle(load, W32_TYPE_CLASS));
    load_put_u32(load, load_one_in(load, 2) ? 0 : load_handle(load, W32_TYPE_WINDOW));
    put_window_rect(load);
    load_put_u32(load, load_one_in(load, 8) ? 0 : 1);
}

/*
 * Windows end in some of the callbacks: those about a hit and about an end are left out, since the raw form is at fault
 * there.
 */
uint32_t load_answer_window(struct load *load, const struct w32_callback_window_in *ask)
{
    struct w32_rect corner = {0, 0, 9, 9};

    if (ask->event == W32_EVENT_HIT || ask->event == W32_EVENT_DESTROY)
        return load_one_in(load, 3);
    if (load_one_in(load, 25))
        (void)w32_client_object_delete(load->client, load_one_in(load, 2) ? ask->window : load_handle(load, W32_TYPE_WINDOW));
    else if (load_one_in(load, 8))
        (void)w32_client_window_invalidate(load->client, load_handle(load, W32_TYPE_WINDOW), corner);
    return load_one_in(load, 15);
}

void load_clean_user(struct load *load, uint32_t code)
{
    struct w32_window_query_out query;
    struct w32_window_in hit;
    struct w32_message_get_out message;

    if (code == W32_WINDOW_QUERY) {
        memcpy(&query, load->out, sizeof query);
        query.parent = query.parent != 0;
        if (!query.dirty)
            memset(&query.update, 0, sizeof query.update);
        memcpy(load->out, &query, sizeof query);
    } else if (code == W32_WINDOW_HIT) {
        memcpy(&hit, load->out, sizeof hit);
        hit.window = hit.window != 0;
        memcpy(load->out, &hit, sizeof hit);
    } else if (code == W32_MESSAGE_GET) {
        memcpy(&message, load->out, sizeof message);
        message.window = message.window != 0;
        memcpy(load->out, &message, sizeof message);
    }
}

static void put_words(struct load *load, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        load_put_u32(load, w32_random_next(&load->random));
}

/* A message in the load's own memory. */
static void build_send(struct load *load)
{
    uint32_t words[2 + W32_MESSAGE_SEND_MAX];
    struct w32_address data = w32_address_of(load_one_in(load, 20) ? NULL : load->file);

    words[0] = w32_random_next(&load->random);
    words[1] = (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 15) ? W32_MESSAGE_SEND_MAX + 1 : 6);
    for (uint32_t i = 2; i < 2 + W32_MESSAGE_SEND_MAX; i++)
        words[i] = i * words[0];
    memcpy(load->file, words, sizeof words);
    put_window(load);
    w32_message_put(&load->message, &data, sizeof data);
}

static bool build_message(struct load *load, uint32_t code, uint32_t *ret_room)
{
    uint32_t count = (uint32_t)w32_random_in(&load->random, 0, W32_MESSAGE_POST_MAX);

    switch (code) {
    case W32_MESSAGE_POST:
        put_window(load);
        load_put_u32(load, w32_random_next(&load->random));
        load_put_u32(load, count);
        put_words(load, load_one_in(load, 20) ? count / 2 : count);
        break;
    case W32_MESSAGE_GET:
        load->client->host->tick(load->client->context, (uint64_t)w32_random_in(&load->random, 0, 50));
        *ret_room = sizeof(struct w32_message_get_out);
        break;
    case W32_MESSAGE_SEND:
        build_send(load);
        *ret_room = 4;
        break;
    case W32_TIMER_SET:
    case W32_TIMER_KILL:
        put_window(load);
        load_put_u32(load, 1); /* a second one is a fault */
        if (code == W32_TIMER_SET)
            load_put_u32(load, (uint32_t)w32_random_in(&load->random, load_one_in(load, 20) ? 0 : 1, 100));
        break;
    case W32_CURSOR_CREATE:
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 30) ? 40 : 31));
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, 31));
        put_words(load, W32_CURSOR_SIDE);
        *ret_room = 4;
        break;
    case W32_CURSOR_SET:
        /* A cursor that there is not is a fault, so only those that were made, which nobody deletes. */
        put_window(load);
        load_put_u32(load, load->handles[W32_TYPE_CURSOR][w32_random_in(&load->random, 0, HANDLES - 1)]);
        break;
    case W32_CURSOR_QUERY:
        put_window(load);
        *ret_room = sizeof(struct w32_cursor_image);
        break;
    case W32_CLIPBOARD_SET:
        load_put_u32(load, count);
        put_words(load, load_one_in(load, 20) ? count / 2 : count);
        break;
    case W32_CLIPBOARD_GET:
        *ret_room = load_one_in(load, 20) ? 4 : 16;
        break;
    case W32_HOOK_SET:
        *ret_room = 4;
        break;
    default:
        return false;
    }
    return true;
}

bool load_build_user(struct load *load, uint32_t code, uint32_t *ret_room)
{
    *ret_room = 0;
    switch (code) {
    case W32_CLASS_CREATE:
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 20) ? 80 : 8));
        load_put_u32(load, load_colour(load));
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 20) ? 2 : 1));
        *ret_room = 4;
        break;
    case W32_WINDOW_CREATE:
        build_window(load);
        *ret_room = 4;
        break;
    case W32_WINDOW_DESTROY:
    case W32_WINDOW_VALIDATE:
        put_window(load);
        break;
    case W32_WINDOW_MOVE:
    case W32_WINDOW_INVALIDATE:
        put_window(load);
        put_window_rect(load);
        break;
    case W32_WINDOW_SHOW:
        put_window(load);
        load_put_u32(load, load_one_in(load, 3) ? 0 : 1);
        break;
    case W32_WINDOW_ORDER:
        put_window(load);
        load_put_u32(load, load_one_in(load, 2) ? 0 : load_handle(load, W32_TYPE_WINDOW));
        break;
    case W32_WINDOW_QUERY:
        put_window(load);
        *ret_room = sizeof(struct w32_window_query_out);
        break;
    case W32_WINDOW_EXTRA_GET:
        put_window(load);
        put_index(load);
        *ret_room = 4;
        break;
    case W32_WINDOW_EXTRA_SET:
        put_window(load);
        put_index(load);
        load_put_u32(load, w32_random_next(&load->random));
        *ret_room = 4;
        break;
    case W32_WINDOW_EXTRA_RESIZE:
        put_window(load);
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 20) ? 80 : 8));
        break;
    case W32_WINDOW_HIT:
        load_put_point(load, load_point(load));
        *ret_room = 4;
        break;
    case W32_WINDOW_CAPTURE:
        /* A capture that outlives its window is a fault, so none is taken here. */
        load_put_u32(load, load_one_in(load, 2) ? 0 : load_handle(load, W32_TYPE_REGION) & ~(0x1fu << 16));
        break;
    case W32_WINDOW_PAINT:
        put_window(load);
        *ret_room = 4;
        break;
    default:
        return build_message(load, code, ret_room);
    }
    return true;
}
