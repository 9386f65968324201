/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the reader of the text form.
 *
 * The text is gone over four times: heads of all entries (so that order does not matter), records, the heads of
 * functions and globals, bodies. Every function returns false after the first error, which it has then put down.
 */
#ifndef BULWARK_CORE_IR_READ_H
#define BULWARK_CORE_IR_READ_H

#include "core/ir_lex.h"
#include "core/ir_names.h"
#include "core/ir_shape.h"
#include "core/ir_text.h"

/* A record, global or function of the text. */
typedef struct bw_ir_item {
    bw_ir_ref ref;
    uint32_t at;   /* token after the part that has been read */
    uint8_t token; /* first letter of its keyword: s, u (record), g, l (object), f */
} bw_ir_item;

/* What the module's source.resolve answers from. */
typedef struct bw_ir_positions {
    BW_VEC(bw_pos) list; /* [0] is unused */
} bw_ir_positions;

typedef struct bw_ir_reader {
    struct bw_arena *arena;
    bw_ir_module module;
    const bw_ir_token *tokens;
    uint32_t at; /* next token */
    bw_ir_names names;
    BW_VEC(const char *) texts; /* every name once */
    BW_VEC(const char *) files; /* [0] is unused */
    BW_VEC(bw_ir_item) items;
    bw_ir_positions *positions;
    const char *error;
    unsigned depth; /* of types in types */
    bw_ir_ref func; /* whose body is read */
    BW_VEC(bw_ir_inst) insts;
    BW_VEC(bw_ir_block) blocks;
    BW_VEC(uint32_t) extra;
} bw_ir_reader;

typedef struct bw_ir_label {
    const char *name;
    size_t size;
    uint32_t number;
    const bw_ir_token *token; /* where it begins */
} bw_ir_label;

/* bits of a record whose size is not written and not known yet. */
#define BW_IR_RECORD_PENDING 0xffffu

/* ---- tokens and errors: ir_read_base.c ------------------------------------------------------------------------- */

static inline const bw_ir_token *bw_ir_peek(const bw_ir_reader *reader)
{
    return &reader->tokens[reader->at];
}

/* "line:column: found …, expected …". Always returns false. */
bool bw_ir_unexpected(bw_ir_reader *reader, const char *expected);
/* "line:column: …". Always returns false. */
BW_IR_PRINTF(3, 4) bool bw_ir_read_fail(bw_ir_reader *reader, const bw_ir_token *token, const char *format, ...);

bool bw_ir_token_is(const bw_ir_token *token, const char *word);
bool bw_ir_accept(bw_ir_reader *reader, unsigned kind);
bool bw_ir_accept_word(bw_ir_reader *reader, const char *word);
bool bw_ir_expect(bw_ir_reader *reader, unsigned kind, const char *expected);
/* The end of a statement: a line end, the end of the text, or a closing brace that stays. */
bool bw_ir_expect_end(bw_ir_reader *reader);

bool bw_ir_read_number(bw_ir_reader *reader, uint64_t max, const char *expected, uint64_t *ret_value);
/* A number below 2^32. */
bool bw_ir_read_u32(bw_ir_reader *reader, const char *expected, uint32_t *ret_value);
/* A number with an optional minus sign, as 64 bits. */
bool bw_ir_read_integer(bw_ir_reader *reader, const char *expected, uint64_t *ret_bits);
/* A string without a NUL in it, in the arena. */
bool bw_ir_read_name(bw_ir_reader *reader, const char *expected, const char **ret_text);

/* The one copy of these bytes in the arena. */
const char *bw_ir_intern(bw_ir_reader *reader, const char *bytes, size_t size);

bool bw_ir_read_label(bw_ir_reader *reader, const char *expected, bw_ir_label *ret_label);
/* Gives the label a value; an error when it has one. */
bool bw_ir_define(bw_ir_reader *reader, uint64_t scope, const bw_ir_label *label, uint32_t value);
/* The label's value; an error when it has none, naming what kind of thing is missing. */
bool bw_ir_lookup(bw_ir_reader *reader, uint64_t scope, const bw_ir_label *label, const char *what, uint32_t *ret_value);

/* " !line:column-…", when there is one. */
bool bw_ir_read_position(bw_ir_reader *reader, bw_ir_loc *ret_loc);
bool bw_ir_resolve_text(void *context, bw_ir_loc loc, bw_pos *ret_pos);

/* When the next word is one of names: takes it, sets its bit in *flags and returns true. */
bool bw_ir_accept_flag(bw_ir_reader *reader, const char *const names[], uint32_t *flags);

/* ---- types: ir_read_type.c --------------------------------------------------------------------------------------- */

bool bw_ir_read_type(bw_ir_reader *reader, bw_ir_ref *ret_type);
/* The entry equal to type, made when there is none. */
bw_ir_ref bw_ir_intern_type(bw_ir_reader *reader, bw_ir_type type);
/* The plain pointer to elem, and the plain integer of so many bits. */
bw_ir_ref bw_ir_pointer_to(bw_ir_reader *reader, bw_ir_ref elem);
bw_ir_ref bw_ir_integer_type(bw_ir_reader *reader, uint16_t bits);
/* "struct label" or "union label". */
bool bw_ir_read_record_ref(bw_ir_reader *reader, bw_ir_ref *ret_type);
/* The fields of a record whose head has been read, from its opening brace. */
bool bw_ir_read_record(bw_ir_reader *reader, bw_ir_ref record);
/* The head: "struct label size N align N [flags]"; defines the label. */
bool bw_ir_read_record_head(bw_ir_reader *reader, bw_ir_ref *ret_type);
/* " [annotate …]" as one part of a list; the annotations of one entry follow each other. */
bool bw_ir_read_annot(bw_ir_reader *reader, bw_ir_ref *first, uint32_t *count);

/* ---- objects and functions: ir_read.c, bodies: ir_read_body.c --------------------------------------------------- */

/* After "@" has been met: a function's or a global's label. */
bool bw_ir_read_func_ref(bw_ir_reader *reader, bw_ir_ref *ret_func);
bool bw_ir_read_object_ref(bw_ir_reader *reader, bw_ir_ref *ret_object);
/* The blocks of reader->func, up to its closing brace. */
bool bw_ir_read_body(bw_ir_reader *reader);

#endif
