/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The requests about fonts and text. Part of abi.h.
 */
#ifndef W32_ABI_TEXT_H
#define W32_ABI_TEXT_H

/*
 * W32_FONT_LOAD: a font from a PSF2 file in the client's memory. This head, then (at `header_size`) `glyphs` bitmaps of
 * `glyph_size` bytes, rows of whole bytes; with the flag, then for each glyph the characters that show it, in UTF-8,
 * ended by 0xff; what follows 0xfe there are sequences, which are passed over, as are characters from W32_FONT_CODES
 * on.
 */
#define W32_PSF2_MAGIC 0x864ab572u
#define W32_PSF2_HAS_TABLE 1u
struct w32_psf2 {
    uint32_t magic;
    uint32_t version;
    uint32_t header_size;
    uint32_t flags;
    uint32_t glyphs;
    uint32_t glyph_size;
    uint32_t height;
    uint32_t width;
};
struct w32_font_load_in {
    struct w32_address file;
    uint32_t size;
};

/* W32_FONT_QUERY. The one structure here that has padding, as old interfaces do. */
struct w32_font_query_in {
    w32_handle font;
};
struct w32_font_query_out {
    uint32_t width;
    uint32_t height;
    uint8_t mapped; /* whether the file says which character a glyph is */
    uint32_t glyphs;
};

/*
 * W32_TEXT_OUT: characters with the selected font, the text colour, and, if the background is opaque, its colour. `at`
 * is the upper left corner. A character that the font lacks is shown as a question mark, or as the first glyph.
 */
enum w32_text_option { W32_TEXT_GLYPHS = 1 /* the codes are numbers of glyphs, all of which there must be */ };
struct w32_text_out_in {
    struct w32_point at;
    uint32_t options;
    uint32_t count;
    uint32_t codes[];
};

/* W32_TEXT_EXTENT: the size of a text; where each character ends goes to `ends`, if that is not 0. */
struct w32_text_extent_in {
    struct w32_address ends;
    uint32_t count;
    uint32_t codes[];
};
struct w32_text_extent_out {
    uint32_t width;
    uint32_t height;
};

#endif
