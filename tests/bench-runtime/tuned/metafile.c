/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The loops of the hardened form on raw pointers. What bad input asks for stays, once a record where the hardened
 * form asks once a field: a parser without it would be another function.
 */
#include "kernels.h"

#include <string.h>

static inline uint32_t load32(const uint8_t *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static inline uint16_t load16(const uint8_t *at)
{
    uint16_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

typedef struct totals {
    uint64_t area;
    uint64_t length;
    uint64_t letters;
    uint32_t color;
} totals;

static bool play_rect(totals *sum, const uint8_t *body, size_t bytes)
{
    if (bytes < 16)
        return false;
    uint32_t width = load32(body + 8) - load32(body);
    uint32_t height = load32(body + 12) - load32(body + 4);
    sum->area += (uint64_t)width * height;
    return true;
}

static bool play_polyline(totals *sum, const uint8_t *body, size_t bytes)
{
    if (bytes < 4)
        return false;
    size_t points = (size_t)load32(body) * 8;
    if (points > bytes - 4)
        return false;
    for (size_t at = 0; at < points; at += 8)
        sum->length += load32(body + 4 + at) ^ load32(body + 8 + at);
    return true;
}

static bool play_text(totals *sum, const uint8_t *body, size_t bytes)
{
    if (bytes < 10)
        return false;
    size_t letters = (size_t)load16(body + 8) * 2;
    if (letters > bytes - 10)
        return false;
    sum->area += load32(body);
    sum->area += load32(body + 4);
    for (size_t at = 0; at < letters; at += 2)
        sum->letters += load16(body + 10 + at);
    return true;
}

static bool play(totals *sum, const uint8_t *file, size_t left)
{
    for (;;) {
        if (left < 8)
            return false;
        uint32_t type = load32(file);
        size_t bytes = load32(file + 4);
        const uint8_t *body = file + 8;
        left -= 8;
        if (bytes > left)
            return false;
        file = body + bytes;
        left -= bytes;
        bool good = true;
        switch (type) {
        case BENCH_RECORD_RECT:
            good = play_rect(sum, body, bytes);
            break;
        case BENCH_RECORD_POLYLINE:
            good = play_polyline(sum, body, bytes);
            break;
        case BENCH_RECORD_TEXT:
            good = play_text(sum, body, bytes);
            break;
        case BENCH_RECORD_COLOR:
            good = bytes >= 4;
            if (good)
                sum->color = sum->color * 31 + load32(body);
            break;
        case BENCH_RECORD_END:
            return true;
        default:
            return false;
        }
        if (!good)
            return false;
    }
}

uint64_t tuned_metafile_parse(bench_work *work)
{
    totals sum = {0, 0, 0, 0};
    if (!play(&sum, work->metafile.items, work->metafile.count))
        return 0;
    return sum.area ^ sum.length ^ sum.letters ^ sum.color;
}
