/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/format.h"

#include <string.h>

#define NUMBER_MAX 100000000

static int32_t read_number(const char **at, const char *end)
{
    int32_t number = -1;
    while (*at < end && **at >= '0' && **at <= '9') {
        number = (number < 0 ? 0 : number) * 10 + (**at - '0');
        if (number > NUMBER_MAX)
            number = NUMBER_MAX;
        (*at)++;
    }
    return number;
}

static bool take(const char **at, const char *end, const char *word)
{
    size_t size = strlen(word);
    if ((size_t)(end - *at) < size || memcmp(*at, word, size) != 0)
        return false;
    *at += size;
    return true;
}

static uint8_t read_length(const char **at, const char *end)
{
    static const struct {
        const char *word;
        bw_format_length length;
    } lengths[] = {{"hh", BW_FORMAT_HH}, {"h", BW_FORMAT_H},  {"ll", BW_FORMAT_LL}, {"l", BW_FORMAT_L},
                   {"j", BW_FORMAT_LL},  {"z", BW_FORMAT_Z},  {"t", BW_FORMAT_Z},   {"I64", BW_FORMAT_LL},
                   {"I32", BW_FORMAT_PLAIN}, {"I", BW_FORMAT_PLAIN},
                   {"q", BW_FORMAT_LL},  {"w", BW_FORMAT_L},  {"L", BW_FORMAT_LONG_DOUBLE}};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
        if (take(at, end, lengths[i].word))
            return (uint8_t)lengths[i].length;
    return BW_FORMAT_PLAIN;
}

/* Z is Microsoft's string with a length; before the letter of a number it once was a size, and nobody can tell which. */
static bool counted_string(const char *at, const char *end, bool scan)
{
    return !scan && *at == 'Z' && (at + 1 >= end || strchr("diouxX", at[1]) == NULL || at[1] == '\0');
}

/* scanf's set of characters, the first of which may be the closing bracket itself. */
static bool skip_set(const char **at, const char *end)
{
    (void)take(at, end, "^");
    (void)take(at, end, "]");
    while (*at < end && **at != ']')
        (*at)++;
    return take(at, end, "]");
}

static void read_width(const char **at, const char *end, bool scan, bw_conversion *item)
{
    if (take(at, end, "*")) {
        item->discarded = scan;
        item->star_width = !scan;
    }
    if (!item->star_width)
        item->width = read_number(at, end);
    if (scan || !take(at, end, "."))
        return;
    item->star_precision = take(at, end, "*");
    item->precision = item->star_precision ? -1 : read_number(at, end);
    if (!item->star_precision && item->precision < 0)
        item->precision = 0;
}

bool bw_format_next(const char **at, const char *end, bool scan, bw_conversion *ret_item)
{
    *ret_item = (bw_conversion){.width = -1, .precision = -1};
    while (*at < end && **at != '\0' && **at != '%') {
        (*at)++;
        ret_item->literal_chars++;
    }
    if (*at >= end || **at == '\0')
        return false;
    (*at)++;
    for (; !scan && *at < end && **at != '\0' && strchr("-+ #0'", **at) != NULL; ++*at)
        ret_item->signs |= strchr("+ '", **at) != NULL;
    read_width(at, end, scan, ret_item);
    ret_item->allocates = scan && take(at, end, "m");
    ret_item->length = read_length(at, end);
    ret_item->letter = '?';
    if (*at >= end || **at == '\0' || (strchr("%diouxXeEfFgGaAcspnCS[", **at) == NULL && !counted_string(*at, end, scan)))
        return false;
    char letter = *(*at)++;
    if (letter == '[' && (!scan || !skip_set(at, end)))
        return false;
    ret_item->letter = letter;
    return true;
}
