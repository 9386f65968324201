/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * libFuzzer's entry: an input is a sequence of requests of two clients, what their memory does while the driver reads it,
 * what they answer when they are called back, which allocation fails, and when a client ends. Whatever it is, the driver
 * answers a status and gives everything back; a violation of memory is contained, which the sanitizers see otherwise.
 */
#include <stdlib.h>
#include <string.h>

#include "host/user.h"
#include "shared/psf.h"

enum { CLIENTS = 2, KEPT = 16, WORDS_MAX = 256, OUT_MAX = 4096, DEPTH_MAX = 3, MEMORY = 2048, STEPS_MAX = 64 };

/* What is left of the input; past its end everything is 0. */
static const uint8_t *bytes;
static size_t left;

/* What the clients have: handles they were given, and the only memory that is theirs. */
static w32_handle kept[KEPT];
static uint32_t kept_at;
static uint8_t memory[MEMORY];
static struct w32_client clients[CLIENTS];
static bool open[CLIENTS];
static int depth, steps;
static uint32_t address_high; /* of an address whose low half was the word before */

static const struct {
    uint32_t code, in_min, out_min;
} rows[] = {
#define W32_REQUEST(NAME, code, method, in_min, out_min, function) {code, in_min, out_min},
#include "shared/requests.def"
#undef W32_REQUEST
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t take(void)
{
    if (left == 0)
        return 0;
    left--;
    return *bytes++;
}

/* A number as requests hold them: mostly small, a handle, an address (two words), or anything. */
static uint32_t take_word(void)
{
    uint32_t kind;

    if (address_high != 0) {
        kind = address_high;
        address_high = 0;
        return kind;
    }
    kind = take();
    if (kind < 0xa0)
        return kind;
    if (kind < 0xc0)
        return kept[kind % KEPT];
    if (kind < 0xd0) {
        uint64_t address = (uintptr_t)memory + (kind < 0xc8 ? 0 : take() * 8u % MEMORY);

        address_high = (uint32_t)(address >> 32);
        return (uint32_t)address;
    }
    if (kind < 0xe8)
        return kind << 8 | take();
    if (kind < 0xf0)
        return UINT32_MAX - take();
    kind = take();
    kind = kind << 8 | take();
    kind = kind << 8 | take();
    return kind << 8 | take();
}

/* Right before the driver reads: the memory changes, or is gone. */
static bool watch(void *context, const void *address, size_t size)
{
    uint32_t what = take();

    (void)context, (void)address, (void)size;
    if (what < 0x40)
        memory[take() * 8u % MEMORY] = (uint8_t)take();
    return what != 0xff;
}

static void step(void);

/* A client answers a callback, and uses the time. */
static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    uint32_t what = take();
    uint32_t told = take() & (out_size > sizeof told ? 3 : 1);

    (void)context, (void)code;
    if (in_size >= sizeof kept[0])
        memcpy(&kept[kept_at++ % KEPT], in, sizeof kept[0]);
    if (depth < DEPTH_MAX && what & 1) {
        depth++;
        step();
        depth--;
    }
    if (what & 2)
        return W32_NO_ANSWER;
    if (what & 4) {
        *ret_written = out_size / 2;
        return W32_OK;
    }
    /* One word, and where something has happened if that is asked for. */
    for (uint32_t at = 0; at + sizeof told <= out_size; at += sizeof told) {
        memcpy((uint8_t *)out + at, &told, sizeof told);
        *ret_written = at + sizeof told;
        told = take();
    }
    return W32_OK;
}

static void request(const struct w32_client *client, uint32_t which, uint32_t shape)
{
    static uint8_t outs[DEPTH_MAX + 1][OUT_MAX];
    uint32_t words[WORDS_MAX], size = rows[which].in_min, written;
    uint8_t *out = outs[depth];
    uint32_t count = size / 4 + (shape & 8 ? take() % (WORDS_MAX - size / 4) : 0);
    enum w32_status status;

    for (uint32_t i = 0; i < count; i++)
        words[i] = take_word();
    size = shape & 0x10 ? take() : count * 4u;
    if (size > count * 4u)
        size = count * 4u;
    status = w32_client_call(client, rows[which].code, words, size, out, shape & 0x20 ? OUT_MAX : rows[which].out_min,
                             &written);
    if ((status != W32_OK && written != 0) || written > OUT_MAX)
        abort();
    if (status == W32_OK && written == sizeof kept[0])
        memcpy(&kept[kept_at++ % KEPT], out, sizeof kept[0]);
}

/* One thing that a client does. */
static void step(void)
{
    uint32_t shape = take();
    uint32_t who = shape & 1;
    uint32_t which = take() % (sizeof rows / sizeof rows[0]);

    if (++steps > STEPS_MAX || !open[who])
        return;
    if ((shape & 0xc0) == 0xc0)
        w32_user_fail_after(take() % 16);
    if (shape == 0x06 && depth == 0) {
        w32_user_close(&clients[who]);
        open[who] = false;
        return;
    }
    if (shape & 4)
        clients[who].host->tick(clients[who].context, take());
    request(&clients[who], which, shape);
    w32_user_fail_after(UINT64_MAX);
}

/* A font lies there at first, to be loaded, changed, and loaded again. */
static void memory_fill(void)
{
    static struct w32_message font;

    if (font.size == 0)
        w32_psf_build(&font, 1, false);
    if (font.failed)
        abort();
    memset(memory, 0x11, sizeof memory);
    memcpy(memory, font.bytes, font.size < sizeof memory ? font.size : sizeof memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct w32_driver *driver;
    struct w32_counters counters;

    bytes = data;
    left = size;
    steps = 0;
    address_high = 0;
    memset(kept, 0, sizeof kept);
    kept_at = 0;
    memory_fill();
    if (w32_driver_create(&driver) != W32_OK)
        abort();
    for (int i = 0; i < CLIENTS; i++) {
        if (w32_user_open(driver, &clients[i]) != W32_OK)
            abort();
        open[i] = true;
        clients[i].host->confine(clients[i].context, memory, sizeof memory);
        clients[i].host->watch(clients[i].context, watch, NULL);
        clients[i].host->answer(clients[i].context, answer, NULL);
    }
    (void)w32_client_surface_create(&clients[0], 96, 64);
    while (left > 0 && steps <= STEPS_MAX)
        step();
    w32_user_fail_after(UINT64_MAX);
    w32_driver_counters(driver, &counters);
    if (counters.arena_bytes != 0)
        abort();
    for (int i = 0; i < CLIENTS; i++) {
        if (open[i])
            w32_user_close(&clients[i]);
    }
    w32_driver_destroy(driver);
    if (w32_user_blocks() != 0)
        abort();
    return 0;
}
