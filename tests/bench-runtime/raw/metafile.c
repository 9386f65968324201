/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A metafile comes from outside: also raw code holds every record against the end of its bytes. */
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

static bool play_rect(totals *sum, const uint8_t *body, uint32_t bytes)
{
    if (bytes < 16)
        return false;
    uint32_t width = load32(body + 8) - load32(body);
    uint32_t height = load32(body + 12) - load32(body + 4);
    sum->area += (uint64_t)width * height;
    return true;
}

static bool play_polyline(totals *sum, const uint8_t *body, uint32_t bytes)
{
    if (bytes < 4)
        return false;
    uint32_t count = load32(body);
    if (count > (bytes - 4) / 8)
        return false;
    const uint8_t *point = body + 4;
    const uint8_t *end = point + (size_t)count * 8;
    for (; point != end; point += 8)
        sum->length += load32(point) ^ load32(point + 4);
    return true;
}

static bool play_text(totals *sum, const uint8_t *body, uint32_t bytes)
{
    if (bytes < 10)
        return false;
    sum->area += load32(body);
    sum->area += load32(body + 4);
    uint32_t count = load16(body + 8);
    if (count > (bytes - 10) / 2)
        return false;
    const uint8_t *letter = body + 10;
    const uint8_t *end = letter + (size_t)count * 2;
    for (; letter != end; letter += 2)
        sum->letters += load16(letter);
    return true;
}

static bool play(totals *sum, const uint8_t *at, const uint8_t *end)
{
    while (end - at >= 8) {
        uint32_t type = load32(at);
        uint32_t bytes = load32(at + 4);
        at += 8;
        if (bytes > (size_t)(end - at))
            return false;
        bool good = true;
        switch (type) {
        case BENCH_RECORD_RECT:
            good = play_rect(sum, at, bytes);
            break;
        case BENCH_RECORD_POLYLINE:
            good = play_polyline(sum, at, bytes);
            break;
        case BENCH_RECORD_TEXT:
            good = play_text(sum, at, bytes);
            break;
        case BENCH_RECORD_COLOR:
            good = bytes >= 4;
            if (good)
                sum->color = sum->color * 31 + load32(at);
            break;
        case BENCH_RECORD_END:
            return true;
        default:
            return false;
        }
        if (!good)
            return false;
        at += bytes;
    }
    return false;
}

uint64_t BENCH_NAME(metafile_parse)(bench_work *work)
{
    const uint8_t *bytes = work->metafile.items;
    totals sum = {0, 0, 0, 0};
    if (!play(&sum, bytes, bytes + work->metafile.count))
        return 0;
    return sum.area ^ sum.length ^ sum.letters ^ sum.color;
}
