/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Labels of the text form: a map from (scope, bytes, number) to a 32-bit value other than 0.
 *
 * A label is a name and, where several things of one scope share it, a number: "i" is the first, "i#2" the second,
 * "#1" the first without a name. The map keeps the caller's bytes and does not copy them.
 */
#ifndef BULWARK_CORE_IR_NAMES_H
#define BULWARK_CORE_IR_NAMES_H

#include <stddef.h>
#include <stdint.h>

struct bw_arena;

typedef struct bw_ir_name {
    uint64_t scope;
    const void *bytes;
    size_t size;
    uint32_t number;
} bw_ir_name;

typedef struct bw_ir_names {
    struct bw_arena *arena;
    struct bw_ir_names_entry *at;
    uint32_t count, room; /* room: a power of two, or 0 */
} bw_ir_names;

/* Classes of scopes; the owner is the function or the record that the name belongs to, or 0. */
typedef enum bw_ir_name_class {
    BW_NAME_STRUCT,
    BW_NAME_UNION,
    BW_NAME_FIELD,  /* owner: record */
    BW_NAME_OBJECT, /* owner: function, 0 for globals and literals */
    BW_NAME_FUNC,
    BW_NAME_VALUE, /* owner: function */
    BW_NAME_BLOCK, /* owner: function */
    BW_NAME_FILE,
    BW_NAME_TEXT,
    BW_NAME_TYPE,
    BW_NAME_POSITION,
} bw_ir_name_class;

static inline uint64_t bw_ir_scope(bw_ir_name_class name_class, uint32_t owner)
{
    return (uint64_t)name_class << 32 | owner;
}

/* The value of a name, 0 when it has none. Cost: constant in the mean. */
uint32_t bw_ir_names_find(const bw_ir_names *names, bw_ir_name name);

/* The place of a name's value, made with value 0 when it is new; it dies at the next call. A value left at 0 reads as
 * absent. pre: the name's bytes outlive the map. Cost: constant in the mean. */
uint32_t *bw_ir_names_place(bw_ir_names *names, bw_ir_name name);

#endif
