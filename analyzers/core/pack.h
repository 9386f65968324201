/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The code of a unit as bytes: what its record carries for the whole-program pass.
 *
 * Guarantees
 * - Packed are the functions with a body in the unit's own files, the small ones of headers that they call, and of types,
 *   fields, globals and declarations only what these mention. Bodies longer than BW_PACK_BODY_MAX instructions are
 *   packed as declarations.
 * - Packing is a function of the module's content: equal modules give equal bytes.
 * - Reading trusts nothing: any bytes give tables whose references are in range, or a refusal. Bodies stay packed until
 *   they are asked for (bw_pack_body), and are then held to bw_ir_verify.
 * - Positions are resolved when packed: what is read back answers `resolve` without a compiler.
 */
#ifndef BULWARK_CORE_PACK_H
#define BULWARK_CORE_PACK_H

#include "core/ir.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Raised with every change of the format; a record of another one is refused by the record's own version. */
#define BW_PACK_VERSION 1u
#define BW_PACK_BODY_MAX 6000u   /* instructions of a function of the unit's own */
#define BW_PACK_HEADER_MAX 80u   /* instructions of a function of a header */

/* Packs module; nothing is lowered for it. post: *ret_bytes, *ret_size in arena. Cost: linear in what is packed, and
 * one resolve for each place in the source. */
void bw_pack_write(bw_ir_module *module, struct bw_arena *arena, const unsigned char **ret_bytes, size_t *ret_size);

/* How file names of positions become what a report shows; NULL: as they stand. */
typedef struct bw_pack_names {
    const char *(*path_of)(void *context, const char *folder, const char *file);
    void *context;
    const char *folder;
} bw_pack_names;

/* Where the entries of one unit begin in the module they were read into. */
typedef struct bw_pack {
    const unsigned char *bytes; /* of the caller; must outlive the module */
    size_t size;
    const char *const *strings;
    uint32_t string_count;
    const char **files; /* by string: what path_of made of it */
    bw_pack_names names;
    bw_ir_ref types, fields, objects, funcs, reasons; /* entry n of the unit is this plus n; 0 stays 0 */
    uint32_t type_count, field_count, object_count, func_count, reason_count;
    const char *unit;
    uint16_t pointer_bits;
    bool big_endian;
} bw_pack;

/* Positions of a module that was read: bw_ir_loc.begin is 1 + the number of one. */
typedef struct bw_pack_positions {
    BW_VEC(bw_pos) at;
} bw_pack_positions;

/* Appends the tables of one unit to module; its bodies become AVAILABLE, producer telling bw_pack_body where they are.
 * pre: module initialised; names may be NULL. False: the bytes are no pack of this version, or damaged; the module is as it
 * was. Cost: linear in the tables. */
bool bw_pack_read(const unsigned char *bytes, size_t size, const bw_pack_names *names, bw_ir_module *module,
                  bw_pack_positions *positions, bw_pack *ret_pack);

/* Makes the body of func LOWERED. False, and FAILED, when its bytes are damaged or the body is malformed. */
bool bw_pack_body(const bw_pack *pack, bw_ir_module *module, bw_pack_positions *positions, bw_ir_ref func);

#ifdef __cplusplus
}
#endif

#endif
