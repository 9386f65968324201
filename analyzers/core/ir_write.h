/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the writer of the text form: one output buffer and the labels of the module's entries.
 * The first malformed entry is remembered; writing goes on, harmlessly, and the text is then thrown away.
 */
#ifndef BULWARK_CORE_IR_WRITE_H
#define BULWARK_CORE_IR_WRITE_H

#include "core/ir_names.h"
#include "core/ir_shape.h"
#include "core/ir_text.h"

typedef struct bw_ir_buffer {
    char *at;
    size_t count, room;
} bw_ir_buffer;

typedef struct bw_ir_writer {
    const bw_ir_module *module;
    struct bw_arena *arena;
    unsigned options;
    bw_ir_buffer out;
    bw_ir_names names;
    uint32_t *type_number; /* by entry of each table: which one of its name and scope it is */
    uint32_t *field_number;
    uint32_t *object_number;
    uint32_t *func_number;
    BW_VEC(const char *) files;
    const bw_ir_func *func; /* whose body is being written */
    uint32_t *value;        /* by instruction of func: its number in the text; 0 when it stands in no block */
    const char *error;
} bw_ir_writer;

/* Appends formatted text; of one piece at most 200 bytes are made. */
BW_IR_PRINTF(2, 3) void bw_ir_put(bw_ir_writer *writer, const char *format, ...);

void bw_ir_put_text(bw_ir_writer *writer, const char *text);

/* Appends bytes in quotation marks, escaped. */
void bw_ir_put_string(bw_ir_writer *writer, const char *bytes, size_t size);

/* Remembers the first fault. */
BW_IR_PRINTF(2, 3) void bw_ir_write_fail(bw_ir_writer *writer, const char *format, ...);

void bw_ir_put_label(bw_ir_writer *writer, const char *name, uint32_t number);
void bw_ir_put_type(bw_ir_writer *writer, bw_ir_ref type);
void bw_ir_put_object_label(bw_ir_writer *writer, bw_ir_ref object);
void bw_ir_put_func_label(bw_ir_writer *writer, bw_ir_ref func);
/* "struct name.field". */
void bw_ir_put_field_label(bw_ir_writer *writer, bw_ir_ref field);

/* " !line:column-line:column" and what belongs to it; nothing when loc has no place. */
void bw_ir_put_position(bw_ir_writer *writer, bw_ir_loc loc);

/* A bracketed list: " [one, two]". Open it, add any number of parts, close it; an empty one leaves nothing. */
void bw_ir_put_part(bw_ir_writer *writer, bool *open);
void bw_ir_put_flags(bw_ir_writer *writer, bool *open, uint32_t flags, const char *const names[], const char *what);
void bw_ir_put_annots(bw_ir_writer *writer, bool *open, bw_ir_ref first, uint32_t count);
void bw_ir_put_close(bw_ir_writer *writer, bool open);

/* ": type [attributes] = data !position" of an object, after its label. */
void bw_ir_put_object_tail(bw_ir_writer *writer, const bw_ir_object *object);

/* One function with its body; ir_write_body.c. */
void bw_ir_put_func(bw_ir_writer *writer, bw_ir_ref func);

#endif
