/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The text form of the IR: a module as lines that a person can read, write and compare.
 *
 * Guarantees
 * - Everything that ir.h defines has a spelling. What an operation does not use (see its line in ir.h) is not written.
 * - Reading trusts nothing: any bytes give a module or one error with line and column, in memory linear in their size.
 * - What the writer makes is canonical: read and written again it is the same text, byte for byte.
 * - Numbers of table entries are not part of the text: a module that was read has its entries in the order of the text,
 *   and equal types are one entry.
 * The grammar stands in docs/reference/ir.md. The first line carries the version; another one is refused by name.
 */
#ifndef BULWARK_CORE_IR_TEXT_H
#define BULWARK_CORE_IR_TEXT_H

#include "core/ir.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is written besides the program itself. */
enum {
    BW_IR_TEXT_POSITIONS = 1u << 0, /* file, line and column, as source.resolve gives them */
    BW_IR_TEXT_OFFSETS = 1u << 1,   /* byte offsets too; with POSITIONS only */
    BW_IR_TEXT_ALL = (1u << 2) - 1u,
};

/* Writes the module as it stands; nothing is lowered for it.
 * pre: options is a set of BW_IR_TEXT_ values; arena initialised.
 * post: *ret_text is NUL-terminated, *ret_size bytes without the terminator, in arena.
 * On failure: false, *ret_error says in words which entry is malformed (in arena); the other outputs are untouched.
 * Cost: linear in the module; leaves about twice the text in the arena. */
bool bw_ir_write_text(const bw_ir_module *module, unsigned options, struct bw_arena *arena, const char **ret_text,
                      size_t *ret_size, const char **ret_error);

/* Reads size bytes of text, which need not be terminated and may be anything.
 * pre: arena initialised and outliving the module; text may go afterwards.
 * post: *ret_module lives in arena. Its source answers resolve from the positions in the text and nothing else.
 * The functions are as written: bw_ir_verify says whether they are well formed.
 * On failure: false, *ret_error is "line:column: found …, expected …" (in arena), *ret_module is untouched.
 * Cost: linear in size; about thirty times size is left in the arena. */
bool bw_ir_read_text(const char *text, size_t size, struct bw_arena *arena, bw_ir_module *ret_module,
                     const char **ret_error);

#ifdef __cplusplus
}
#endif

#endif
