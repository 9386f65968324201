/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Formats of printf and scanf, read one conversion at a time (C11 7.21.6.1 and 7.21.6.2, with the common extensions).
 * No state, no allocation; anything that is no format ends the walk.
 */
#ifndef BULWARK_CORE_FORMAT_H
#define BULWARK_CORE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum bw_format_length {
    BW_FORMAT_PLAIN,
    BW_FORMAT_HH,
    BW_FORMAT_H,
    BW_FORMAT_L,
    BW_FORMAT_LL, /* ll, j and Microsoft's I64; I32 and I are taken as none */
    BW_FORMAT_Z,  /* z, t */
    BW_FORMAT_LONG_DOUBLE,
} bw_format_length;

typedef struct bw_conversion {
    char letter;            /* d s c [ ...; Z, Microsoft's string with a length; of "%%": '%' */
    uint8_t length;         /* bw_format_length */
    bool discarded;         /* scanf's '*': takes no argument */
    bool allocates;         /* scanf's 'm' of POSIX: the argument is the place of a pointer */
    bool signs;             /* printf's flags for what stands beside the digits: "+", " ", "'" */
    bool star_width;        /* printf's '*': takes an argument first */
    bool star_precision;    /* the same */
    int32_t width;          /* -1: none */
    int32_t precision;      /* -1: none */
    uint32_t literal_chars; /* that stand before it */
} bw_conversion;

/* Reads up to and with the next conversion. at: where to go on, moved; end: of the text. False at the end of the
 * format, with *ret_item.literal_chars the characters that were left, letter 0; or, letter '?', at what is no
 * conversion. */
bool bw_format_next(const char **at, const char *end, bool scan, bw_conversion *ret_item);

#endif
