/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The same on the runtime: records are split off what is left of the file, and each has a reader of its own, whose
 * error is sticky and asked for once.
 */
#include "kernels.h"

typedef struct totals {
    uint64_t area;
    uint64_t length;
    uint64_t letters;
    uint32_t color;
} totals;

static bw_status play_rect(totals *sum, bw_reader *body)
{
    bw_bytes_const fields;
    if (bw_reader_bytes(body, 16, &fields) != BW_OK)
        return BW_ERR_TRUNCATED;
    uint32_t width = bw_load_u32le(fields.items + 8) - bw_load_u32le(fields.items);
    uint32_t height = bw_load_u32le(fields.items + 12) - bw_load_u32le(fields.items + 4);
    sum->area += (uint64_t)width * height;
    return BW_OK;
}

static bw_status play_polyline(totals *sum, bw_reader *body)
{
    uint32_t count;
    bw_bytes_const points;
    bw_status status = bw_reader_u32le(body, &count);
    if (status != BW_OK)
        return status;
    status = bw_reader_items(body, count, 8, &points);
    if (status != BW_OK)
        return status;
    for (size_t at = 0; at < points.count; at += 8)
        sum->length += bw_load_u32le(points.items + at) ^ bw_load_u32le(points.items + at + 4);
    return BW_OK;
}

static bw_status play_text(totals *sum, bw_reader *body)
{
    bw_bytes_const fields;
    bw_bytes_const letters;
    if (bw_reader_bytes(body, 10, &fields) != BW_OK)
        return BW_ERR_TRUNCATED;
    bw_status status = bw_reader_items(body, bw_load_u16le(fields.items + 8), 2, &letters);
    if (status != BW_OK)
        return status;
    sum->area += bw_load_u32le(fields.items);
    sum->area += bw_load_u32le(fields.items + 4);
    for (size_t at = 0; at < letters.count; at += 2)
        sum->letters += bw_load_u16le(letters.items + at);
    return BW_OK;
}

static bw_status play(totals *sum, bw_bytes_const metafile)
{
    bw_bytes_const rest = metafile;
    for (;;) {
        uint32_t type;
        uint32_t color;
        bw_bytes_const head;
        bw_bytes_const bytes;
        bw_reader body;
        bw_status status;
        if (bw_bytes_const_try_split(rest, 8, &head, &rest) != BW_OK)
            return BW_ERR_TRUNCATED;
        type = bw_load_u32le(head.items);
        if (bw_bytes_const_try_split(rest, bw_load_u32le(head.items + 4), &bytes, &rest) != BW_OK)
            return BW_ERR_TRUNCATED;
        body = bw_reader_over(bytes);
        switch (type) {
        case BENCH_RECORD_RECT:
            status = play_rect(sum, &body);
            break;
        case BENCH_RECORD_POLYLINE:
            status = play_polyline(sum, &body);
            break;
        case BENCH_RECORD_TEXT:
            status = play_text(sum, &body);
            break;
        case BENCH_RECORD_COLOR:
            status = bw_reader_u32le(&body, &color);
            if (status == BW_OK)
                sum->color = sum->color * 31 + color;
            break;
        case BENCH_RECORD_END:
            return BW_OK;
        default:
            return BW_ERR_FORMAT;
        }
        if (status != BW_OK)
            return status;
    }
}

uint64_t hardened_metafile_parse(bench_work *work)
{
    totals sum = {0, 0, 0, 0};
    if (play(&sum, work->metafile) != BW_OK)
        return 0;
    return sum.area ^ sum.length ^ sum.letters ^ sum.color;
}
