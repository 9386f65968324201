/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The whole program: the code of many units as one module, and its analysis.
 *
 * Guarantees
 * - A name with external linkage means its definition, whichever unit holds that. Two definitions in different places
 *   mean that the name is not resolved: several programs may stand in one database.
 * - The result does not depend on the order in which units are added: they are put in the order of their names.
 * - Findings are those of the engine on every function that reaches code or facts of another unit; each names positions
 *   in every unit it needs. What one unit alone tells is told by that unit's own report.
 * - Parts: the tops are dealt out to `parts` workers; the union of what they find is the same for every number of them.
 */
#ifndef BULWARK_CORE_PROGRAM_H
#define BULWARK_CORE_PROGRAM_H

#include "core/analysis.h"
#include "core/pack.h"

typedef struct bw_program_unit {
    const char *key;    /* orders the units: a path */
    const char *folder; /* where its compiler ran: relative names of files start there */
    const unsigned char *bytes;
    size_t size;
} bw_program_unit;

typedef struct bw_program {
    struct bw_arena *arena;
    bw_ir_module module;
    bw_pack_positions positions;
    BW_VEC(bw_program_unit) given;
    bw_pack *packs; /* by unit, in order of the keys */
    uint32_t pack_count;
    uint32_t *unit_of;      /* by function: 1 + its unit */
    bw_ir_ref *func_alias;  /* by function: the definition it stands for, or itself */
    bw_ir_ref *object_alias;
    uint32_t alias_funcs, alias_objects; /* how many entries the two have */
    uint8_t *tops;          /* by function: to be analysed */
    uint32_t top_count, resolved, damaged;
    const struct bw_program_source *source;
} bw_program;

/* How a program looks at source files. Any function may be NULL. */
typedef struct bw_program_source {
    void *context;
    /* the name of a file as reports show it */
    const char *(*path_of)(void *context, const char *folder, const char *file);
    /* what stands at a position, NULL when that is not known */
    const char *(*text_of)(void *context, const bw_pos *pos, size_t *ret_size);
} bw_program_source;

/* pre: arena and source outlive the program. */
void bw_program_init(bw_program *program, struct bw_arena *arena, const bw_program_source *source);

/* pre: the strings of unit and its bytes, which bw_pack_write made, outlive the program. */
void bw_program_add(bw_program *program, bw_program_unit unit);

/* Reads and joins all units and finds out what is to be analysed. Units of other pointer sizes or byte orders than the
 * first one's are left out, as are damaged ones; both are counted in `damaged`. */
void bw_program_link(bw_program *program);

/* Analyses the tops number part, part + parts, …; pre: linked; 0 <= part < parts. The report's strings live in the
 * program's arena; its counts are those of this part. False for lack of memory. */
bool bw_program_run(bw_program *program, const bw_options *options, uint32_t part, uint32_t parts, bw_report *ret_report);

/* Sorts findings and keeps one of each place and check, chosen by content. Returns how many are left. */
size_t bw_program_unique(bw_finding *findings, size_t count);

#endif
