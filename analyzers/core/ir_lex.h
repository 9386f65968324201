/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The text form of the IR as tokens.
 *
 * A line end or ";" ends a statement and is a token, unless parentheses are open; several of them are one.
 * "//" starts a comment that runs to the end of the line. Any bytes give tokens or one error.
 */
#ifndef BULWARK_CORE_IR_LEX_H
#define BULWARK_CORE_IR_LEX_H

#include "core/vec.h"

#include <stdbool.h>

/* A mark of one character is its own kind. */
enum {
    BW_TOKEN_END = 128,
    BW_TOKEN_LINE,
    BW_TOKEN_WORD,   /* [A-Za-z_$][A-Za-z0-9_$]* */
    BW_TOKEN_NUMBER, /* decimal, or hexadecimal after 0x */
    BW_TOKEN_STRING, /* in quotation marks; text and size are what stands between them, escapes and all */
    BW_TOKEN_ARROW,  /* -> */
    BW_TOKEN_RANGE,  /* .. */
};

typedef struct bw_ir_token {
    const char *text;
    uint64_t value; /* of NUMBER */
    uint32_t size;
    uint32_t line, column;
    uint8_t kind;
} bw_ir_token;

typedef struct bw_ir_tokens {
    BW_VEC(bw_ir_token) list; /* the last one is END */
    uint32_t line, column;    /* of the error */
} bw_ir_tokens;

/* post: the tokens point into text. On failure: returns the error in words, its place in ret_tokens; NULL otherwise. */
const char *bw_ir_lex(const char *text, size_t size, struct bw_arena *arena, bw_ir_tokens *ret_tokens);

/* The bytes that a STRING token spells: \" and \\, \n, \r, \t, and \ with two hexadecimal digits.
 * post: *ret_bytes, *ret_size bytes and a NUL, in arena. Returns false when an escape is malformed. */
bool bw_ir_unescape(const bw_ir_token *token, struct bw_arena *arena, const char **ret_bytes, size_t *ret_size);

#endif
