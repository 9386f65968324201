/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "private_work.h"

#include <string.h>

#include "random.h"
#include "shared/digest.h"

enum { SIDE = 24, RECTS = 64, MESSAGES = 3 };

struct work {
    const struct w32_client *client;
    struct w32_random random;
    uint64_t digest;
};

static void put(struct work *work, uint32_t value)
{
    work->digest = w32_digest_u32(work->digest, value);
}

static void put_status(struct work *work, enum w32_status status)
{
    put(work, (uint32_t)status);
}

static void put_rect(struct work *work, const struct w32_rect *rect)
{
    put(work, (uint32_t)rect->left);
    put(work, (uint32_t)rect->top);
    put(work, (uint32_t)rect->right);
    put(work, (uint32_t)rect->bottom);
}

static struct w32_rect any_rect(struct work *work, int32_t side)
{
    int32_t left = w32_random_in(&work->random, 0, side - 1), top = w32_random_in(&work->random, 0, side - 1);
    struct w32_rect rect = {left, top, w32_random_in(&work->random, left + 1, side),
                            w32_random_in(&work->random, top + 1, side)};
    return rect;
}

static void work_regions(struct work *work)
{
    struct w32_rect rects[RECTS], bounds = {0}, first[2];
    w32_handle region[3] = {0};
    enum w32_inside inside = (enum w32_inside)0;
    uint32_t count = 0;

    for (int i = 0; i < 3; i++) {
        first[0] = any_rect(work, 200);
        put_status(work, w32_client_region_rect(work->client, first[0], &region[i]));
    }
    for (int i = 0; i < 6; i++) {
        uint32_t into = (uint32_t)i % 3;

        put_status(work, w32_client_region_combine(work->client, region[into], region[(into + 1) % 3], region[(into + 2) % 3],
                                                   (enum w32_combine)w32_random_in(&work->random, 0, 4)));
        put_status(work, w32_client_region_offset(work->client, region[into], w32_random_in(&work->random, -20, 20), 7));
    }
    for (int i = 0; i < 3; i++) {
        put_status(work, w32_client_region_query(work->client, region[i], rects, RECTS, &bounds, &count));
        put(work, count);
        put_rect(work, &bounds);
        for (uint32_t k = 0; k < count && k < RECTS; k++)
            put_rect(work, &rects[k]);
        put_status(work, w32_client_region_test(work->client, region[i], any_rect(work, 200), &inside));
        put(work, (uint32_t)inside);
        put_status(work, w32_client_region_delete(work->client, region[i]));
    }
}

static void draw(struct work *work)
{
    struct w32_point line[4];

    for (int i = 0; i < 4; i++)
        put_status(work, w32_client_fill_rect(work->client, any_rect(work, SIDE), w32_random_next(&work->random) & 0xffffff));
    for (int i = 0; i < 4; i++)
        line[i] = (struct w32_point){w32_random_in(&work->random, -9, SIDE + 9), w32_random_in(&work->random, -9, SIDE + 9)};
    put_status(work, w32_client_polyline(work->client, line, 4));
    put_status(work, w32_client_copy_rect(work->client, (struct w32_rect){2, 2, 12, 9}, 8, 5));
}

/* Draws on a bitmap, with a drawing state of the thread's own, and reads it. */
static void work_bitmap(struct work *work)
{
    static const uint32_t depths[] = {1, 4, 8, 32};
    uint8_t bits[SIDE * SIDE * 4] = {0};
    uint32_t depth = depths[w32_random_in(&work->random, 0, 3)], written = 0;
    w32_handle bitmap = 0, dc = 0;

    put_status(work, w32_client_bitmap(work->client, SIDE, SIDE, depth, 0, &bitmap));
    put_status(work, w32_client_dc(work->client, &dc));
    put_status(work, w32_client_dc_use(work->client, dc));
    put_status(work, w32_client_select(work->client, W32_TYPE_BITMAP, bitmap));
    draw(work);
    put_status(work, w32_client_bitmap_get(work->client, bitmap, 0, SIDE, bits, sizeof bits, &written));
    put(work, written);
    for (uint32_t i = 0; i < written && i < sizeof bits; i++)
        put(work, bits[i]);
    put_status(work, w32_client_dc_use(work->client, 0));
    put_status(work, w32_client_object_delete(work->client, dc));
    put_status(work, w32_client_object_delete(work->client, bitmap));
}

static enum w32_status agree(void *context, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                             uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size;
    memset(out, 0, out_size);
    *ret_written = out_size;
    return W32_OK;
}

/* A window that comes and goes between those of others, and hears what is posted to it in order. */
static void work_window(struct work *work)
{
    struct w32_message_get_out message;
    w32_handle wndclass = 0, window = 0;
    uint32_t words[2];

    work->client->host->answer(work->client->context, agree, NULL);
    put_status(work, w32_client_class(work->client, 2, 0, 0, &wndclass));
    put_status(work, w32_client_window(work->client, wndclass, 0, any_rect(work, 90), &window));
    for (uint32_t i = 0; i < MESSAGES; i++) {
        words[0] = i;
        words[1] = w32_random_next(&work->random);
        put_status(work, w32_client_post(work->client, window, 100 + i, words, 2));
    }
    for (uint32_t i = 0; i < MESSAGES; i++) {
        memset(&message, 0, sizeof message);
        put_status(work, w32_client_get(work->client, &message));
        put(work, message.message);
        put(work, message.words[0]);
        put(work, message.words[1]);
    }
    put_status(work, w32_client_window_destroy(work->client, window));
    put_status(work, w32_client_object_delete(work->client, wndclass));
    work->client->host->answer(work->client->context, NULL, NULL);
}

uint64_t w32_private_work(const struct w32_client *client, uint64_t seed, uint32_t rounds)
{
    struct work work = {client, w32_random_seed(seed), W32_DIGEST_START};

    for (uint32_t i = 0; i < rounds; i++) {
        work_regions(&work);
        work_bitmap(&work);
        work_window(&work);
    }
    return work.digest;
}
