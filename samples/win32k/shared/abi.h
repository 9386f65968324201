/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The public interface of the driver: what a client may ask, in which bytes, and what it may hear back.
 *
 * Every request is one code with one input block and one output block. All fields are 32 bits, little
 * endian and naturally aligned, so that no structure has padding. Rectangles are half open: right and bottom
 * lie outside. Coordinates lie within -W32_COORD_MAX and W32_COORD_MAX. Nothing in an input block is to be
 * believed before it was checked; the lengths that come beside the blocks are those really given.
 */
#ifndef W32_ABI_H
#define W32_ABI_H

#include <stdint.h>

enum w32_status {
    W32_OK = 0,
    W32_BAD_REQUEST = 1, /* no such code, or a block larger than W32_BLOCK_MAX */
    W32_BAD_SIZE = 2,    /* a block is smaller than its request needs */
    W32_BAD_VALUE = 3,   /* a field lies outside its range */
    W32_BAD_HANDLE = 4,  /* the handle names no living object */
    W32_BAD_RECORD = 5,  /* a metafile record contradicts itself */
    W32_NO_MEMORY = 6,
    W32_TOO_BIG = 7,     /* the result would pass a limit of the driver */
    W32_NO_SURFACE = 8,  /* drawing before a surface was created */
    W32_NO_SLOT = 9,     /* all handles, or all that the process may have, are taken */
    W32_CONTAINED = 10,  /* a memory violation was stopped and the request undone */
    W32_BAD_ADDRESS = 11, /* the client's memory cannot be read or written there */
    W32_NO_ANSWER = 12,  /* the client did not answer a callback as it must */
    W32_NO_FONT = 13     /* text without a font */
};

enum w32_request {
#define W32_REQUEST(NAME, code, method, in_min, out_min, function) W32_##NAME = code,
#include "shared/requests.def"
#undef W32_REQUEST
    W32_REQUEST_NONE = 0
};

#define W32_COORD_MAX 32767
#define W32_SURFACE_MAX 2048u          /* pixels on a side */
#define W32_BLOCK_MAX (16u << 20)      /* bytes in an input or output block */
#define W32_PROCESSES_MAX 8u           /* client processes at a time */
#define W32_THREADS_MAX 32u            /* their threads, all together */
#define W32_OBJECTS_MAX 256u           /* living objects of one process, of all types together */
#define W32_CALLBACK_DEPTH_MAX 8u      /* callbacks of one thread that may be open at a time */
#define W32_REGION_RECTS_MAX 16384u    /* rectangles in one region */
#define W32_PALETTE_SIZE 256u          /* entries */
#define W32_PEN_STYLE_MAX 16u          /* dash lengths a request may carry */
#define W32_STRETCH_MAX 65535u         /* pixels on a side of a stretched image */
#define W32_BLIT_PIXELS_MAX (4u << 20)  /* pixels of a stretched image */
#define W32_PATH_EDGES_MAX (1u << 20)  /* sides of a path */
#define W32_PATTERN_MAX 64u            /* pixels on a side of a brush's pattern */
#define W32_PEN_WIDTH_MAX 64u          /* pixels across */
#define W32_SAVES_MAX 16u              /* saved states of one drawing state */
#define W32_FONT_BYTES_MAX (1u << 20)  /* of a font file */
#define W32_FONT_WIDTH_MAX 32u         /* pixels across a glyph */
#define W32_FONT_HEIGHT_MAX 64u
#define W32_FONT_CODES 256u            /* characters that a font maps to glyphs */
#define W32_TEXT_MAX 512u              /* characters of a text */
#define W32_PATH_POINTS_MAX 4096u      /* points of the path of a drawing state */
#define W32_CURVE_STEPS 16u            /* lines that a curve of such a path becomes */
#define W32_STROKE_PARTS_MAX 4096u     /* pieces of a line that is wider than a pixel */
#define W32_TITLE_MAX 255u             /* characters of a metafile's title */

/* A colour is 0x00RRGGBB, or this flag with a palette index in the low eight bits. */
#define W32_COLOUR_INDEX 0x01000000u

/*
 * 0 names no object. A handle belongs to the process whose request made it: in the requests of another one it is
 * W32_BAD_HANDLE, unless the request says that it may be anybody's. A handle of another type is W32_BAD_HANDLE too.
 */
typedef uint32_t w32_handle;

/* An address in the client's own memory. */
struct w32_address {
    uint32_t low;
    uint32_t high;
};

/* What a handle can name; part of the handle (bits 16 to 20). */
enum w32_type {
#define W32_TYPE(kind, NAME, number) W32_TYPE_##NAME = number,
#include "shared/types.def"
#undef W32_TYPE
    W32_TYPE_NONE = 0
};

/* All requests that make an object answer with this. */
struct w32_object_out {
    w32_handle object;
};

/* W32_OBJECT_DELETE: ends an object of whatever type. What still uses it (a drawing it is selected into) goes on with
 * it. */
struct w32_object_delete_in {
    w32_handle object;
};

/*
 * W32_OBJECT_ENUM: calls the client back (W32_CALLBACK_OBJECT) for each object of its process that lived when the
 * request began and still does; the answer says whether to go on. type 0: of all types.
 */
struct w32_object_enum_in {
    uint32_t type;
};
struct w32_object_enum_out {
    uint32_t called;
};

/* What the driver may ask of a client while a request of it is under way; the client may make requests meanwhile. */
enum w32_callback {
    W32_CALLBACK_OBJECT = 1,
    W32_CALLBACK_WINDOW = 2,
    W32_CALLBACK_MESSAGE = 3,
    W32_CALLBACK_HOOK = 4,
    W32_CALLBACK_MENU = 5
};

struct w32_callback_object_in {
    w32_handle object;
    uint32_t type;
};
struct w32_callback_object_out {
    uint32_t go_on; /* 0: the request is over */
};

struct w32_point {
    int32_t x;
    int32_t y;
};

struct w32_rect {
    int32_t left;
    int32_t top;
    int32_t right;
    int32_t bottom;
};

#include "shared/abi_gdi.h"
#include "shared/abi_path.h"
#include "shared/abi_text.h"
#include "shared/abi_user.h"
#include "shared/abi_menu.h"

#endif
