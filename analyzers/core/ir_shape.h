/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the fields of an instruction mean for each operation, as one table for reader, writer and verifier.
 *
 * A shape is a string of steps, in the order of the text form. The lower-case letter after a step is the field:
 *   v  value            o  object           f  function         b  block            F  field of a record
 *   &  bit-field, when there is one ("c" follows)                ?  value, when there is one
 *   k  constant in a and b            C  callee: function a, or value b
 *   (  values of the extra list       [  blocks of the extra list       S  default block and ranges of the extra list
 *   i  place of a record result, when there is one               r  reason, a string
 *   ,  and  >  are written as "," and "to"
 */
#ifndef BULWARK_CORE_IR_SHAPE_H
#define BULWARK_CORE_IR_SHAPE_H

#include "core/ir.h"

/* Arguments are checked against a format as those of printf. */
#if defined(__GNUC__)
#define BW_IR_PRINTF(string, rest) __attribute__((__format__(__printf__, string, rest)))
#else
#define BW_IR_PRINTF(string, rest)
#endif

typedef enum bw_ir_result {
    BW_RESULT_NEVER,
    BW_RESULT_TYPED, /* when the type is neither none nor void */
    BW_RESULT_ALWAYS,
} bw_ir_result;

typedef struct bw_ir_shape {
    const char *steps;
    uint8_t result;         /* bw_ir_result */
    bool typed;             /* the operation cannot do without a type: the text always shows it */
    uint8_t sub_count;      /* 0: no sub operation */
    const char *const *sub; /* spellings */
} bw_ir_shape;

extern const bw_ir_shape bw_ir_shapes[BW_IR_OP_COUNT];

/* Whether inst yields a value. pre: inst->op is in range. A type that is out of range counts as one. */
bool bw_ir_makes_value(const bw_ir_module *module, const bw_ir_inst *inst);

/* Is val one of the operands of inst, which belongs to func? */
bool bw_ir_inst_uses(const bw_ir_func *func, const bw_ir_inst *inst, bw_ir_val val);

/* The field named by a letter of a shape: a, b or c. */
uint32_t *bw_ir_shape_field(bw_ir_inst *inst, char letter);

/* Fills in bits, align and size of a type from its kind, count and elem, as most targets lay it out; records and
 * types without a size get size 0 and align 1. bits of BOOL, INT and FLOAT are taken as they stand.
 * Returns false, with size 0, when the size does not fit 64 bits. */
bool bw_ir_type_natural(const bw_ir_module *module, bw_ir_type *type);

/* The C name that the plain word of a scalar type implies, such as "int" for i32; NULL when it implies none. */
const char *bw_ir_type_spelling(const bw_ir_type *type);

/* The flags that array<T> without a count implies. */
#define BW_TYPE_UNBOUND (BW_TYPE_FLEXIBLE | BW_TYPE_INCOMPLETE)

/* Spellings of flags, lowest bit first, ending with NULL. */
extern const char *const bw_ir_type_flag_names[];
extern const char *const bw_ir_object_flag_names[];
extern const char *const bw_ir_func_flag_names[];
extern const char *const bw_ir_inst_flag_names[];

/* The spelling of a body state that the braces do not already tell. */
extern const char *const bw_ir_body_names[4];

#endif
