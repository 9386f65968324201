/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir_write.h"

#include <inttypes.h>
#include <string.h>

/* ---- types ---------------------------------------------------------------------------------------------------- */

/* Deeper than any program; a chain that is longer runs in a circle. */
#define TYPE_DEPTH_MAX 200u

static void put_type_at(bw_ir_writer *writer, bw_ir_ref ref, unsigned depth);

/* Writes the part of a type that its word and its brackets < > tell, and fills *told with what that says. */
static void put_type_core(bw_ir_writer *writer, const bw_ir_type *type, bw_ir_type *told, unsigned depth)
{
    *told = (bw_ir_type){.kind = type->kind, .elem = type->elem};
    switch (type->kind) {
    case BW_TYPE_VOID:
        bw_ir_put_text(writer, "void");
        return;
    case BW_TYPE_BOOL:
        bw_ir_put_text(writer, "bool");
        told->bits = 1;
        return;
    case BW_TYPE_INT:
        told->flags = type->flags & BW_TYPE_SIGNED;
        told->bits = type->bits;
        bw_ir_put(writer, "%c%u", told->flags != 0 ? 'i' : 'u', (unsigned)type->bits);
        return;
    case BW_TYPE_FLOAT:
        told->bits = type->bits;
        bw_ir_put(writer, "f%u", (unsigned)type->bits);
        return;
    case BW_TYPE_POINTER:
    case BW_TYPE_VLA:
    case BW_TYPE_FUNCTION:
        bw_ir_put_text(writer, type->kind == BW_TYPE_POINTER ? "ptr<" : type->kind == BW_TYPE_VLA ? "vla<" : "func<");
        put_type_at(writer, type->elem, depth + 1);
        bw_ir_put_text(writer, ">");
        return;
    case BW_TYPE_ARRAY:
        bw_ir_put_text(writer, "array<");
        put_type_at(writer, type->elem, depth + 1);
        told->count = type->count;
        if (type->count == 0 && (type->flags & BW_TYPE_UNBOUND) == BW_TYPE_UNBOUND)
            told->flags = BW_TYPE_UNBOUND;
        else
            bw_ir_put(writer, ", %" PRIu64, type->count);
        bw_ir_put_text(writer, ">");
        return;
    default:
        bw_ir_write_fail(writer, "type of unknown kind %u", (unsigned)type->kind);
        return;
    }
}

static void put_attr(bw_ir_writer *writer, bool *open)
{
    bw_ir_put_text(writer, *open ? ", " : "(");
    *open = true;
}

/* What differs from the natural form of the type, in parentheses. */
static void put_type_attrs(bw_ir_writer *writer, const bw_ir_type *type, bw_ir_type *told)
{
    bool open = false;
    uint32_t flags = (uint32_t)(type->flags & ~told->flags);
    bool fits = bw_ir_type_natural(writer->module, told);

    for (uint32_t bit = 0; bw_ir_type_flag_names[bit] != NULL; bit++)
        if ((flags >> bit & 1u) != 0) {
            put_attr(writer, &open);
            bw_ir_put_text(writer, bw_ir_type_flag_names[bit]);
            flags &= ~(1u << bit);
        }
    if (flags != 0)
        bw_ir_write_fail(writer, "type: unknown flags 0x%" PRIx32, flags);
    if (type->bits != told->bits) {
        put_attr(writer, &open);
        bw_ir_put(writer, "bits %u", (unsigned)type->bits);
    }
    if (!fits || type->size != told->size) {
        put_attr(writer, &open);
        bw_ir_put(writer, "size %" PRIu64, type->size);
    }
    if (type->align != told->align) {
        put_attr(writer, &open);
        bw_ir_put(writer, "align %" PRIu32, type->align);
    }
    const char *implied = bw_ir_type_spelling(told);
    if (type->name == NULL && implied != NULL) {
        put_attr(writer, &open);
        bw_ir_put_text(writer, "unnamed");
    } else if (type->name != NULL && (implied == NULL || strcmp(type->name, implied) != 0)) {
        put_attr(writer, &open);
        bw_ir_put_string(writer, type->name, strlen(type->name));
    }
    bw_ir_put_text(writer, open ? ")" : "");
}

static void put_type_at(bw_ir_writer *writer, bw_ir_ref ref, unsigned depth)
{
    const bw_ir_module *module = writer->module;

    if (ref == 0) {
        bw_ir_put_text(writer, "none");
        return;
    }
    if (ref >= module->types.count || depth > TYPE_DEPTH_MAX) {
        bw_ir_write_fail(writer, "type %" PRIu32 ": not in the table, or made of itself", ref);
        return;
    }
    const bw_ir_type *type = &module->types.at[ref];
    if (type->kind == BW_TYPE_STRUCT || type->kind == BW_TYPE_UNION) {
        bw_ir_put_text(writer, type->kind == BW_TYPE_STRUCT ? "struct " : "union ");
        bw_ir_put_label(writer, type->name, writer->type_number[ref]);
        return;
    }
    bw_ir_type told;
    put_type_core(writer, type, &told, depth);
    put_type_attrs(writer, type, &told);
}

void bw_ir_put_type(bw_ir_writer *writer, bw_ir_ref type)
{
    put_type_at(writer, type, 0);
}

/* ---- operands ------------------------------------------------------------------------------------------------- */

static void put_value(bw_ir_writer *writer, bw_ir_val value)
{
    const bw_ir_func *func = writer->func;

    if (value == 0) {
        bw_ir_put_text(writer, "none");
        return;
    }
    if (value >= func->inst_count || writer->value[value] == 0 ||
        !bw_ir_makes_value(writer->module, &func->insts[value])) {
        bw_ir_write_fail(writer, "function %s: v%" PRIu32 " is used, but no instruction of a block makes it", func->name,
                         value);
        return;
    }
    bw_ir_put(writer, "v%" PRIu32, writer->value[value]);
}

static void put_block(bw_ir_writer *writer, uint32_t block)
{
    if (block == 0 || block >= writer->func->block_count)
        bw_ir_write_fail(writer, "function %s: there is no block %" PRIu32, writer->func->name, block);
    bw_ir_put(writer, "b%" PRIu32, block);
}

/* The words of the extra list at index, *ret_count of them; the count stands before them. */
static const uint32_t *extra_list(bw_ir_writer *writer, uint32_t index, uint32_t head, uint32_t words, uint32_t *ret_count)
{
    const bw_ir_func *func = writer->func;

    *ret_count = 0;
    if (index >= func->extra_count || head >= func->extra_count - index) {
        bw_ir_write_fail(writer, "function %s: an operand list lies outside the extra list", func->name);
        return NULL;
    }
    uint32_t count = func->extra[index];
    if (count > (func->extra_count - index - 1 - head) / words) {
        bw_ir_write_fail(writer, "function %s: an operand list ends outside the extra list", func->name);
        return NULL;
    }
    *ret_count = count;
    return func->extra + index + 1;
}

static void put_list(bw_ir_writer *writer, uint32_t index, bool blocks)
{
    uint32_t count;
    const uint32_t *words = extra_list(writer, index, 0, 1, &count);

    bw_ir_put_text(writer, "(");
    for (uint32_t i = 0; i < count; i++) {
        bw_ir_put_text(writer, i == 0 ? "" : ", ");
        if (blocks)
            put_block(writer, words[i]);
        else
            put_value(writer, words[i]);
    }
    bw_ir_put_text(writer, ")");
}

static int64_t join(uint32_t low, uint32_t high)
{
    return (int64_t)((uint64_t)low | (uint64_t)high << 32);
}

static void put_switch(bw_ir_writer *writer, uint32_t index)
{
    uint32_t count;
    const uint32_t *words = extra_list(writer, index, 1, 5, &count);

    if (words == NULL)
        return;
    put_block(writer, words[0]);
    bw_ir_put_text(writer, " (");
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t *range = words + 1 + (size_t)i * 5;
        int64_t low = join(range[0], range[1]);
        int64_t high = join(range[2], range[3]);
        bw_ir_put(writer, "%s%" PRId64, i == 0 ? "" : ", ", low);
        if (high != low)
            bw_ir_put(writer, "..%" PRId64, high);
        bw_ir_put_text(writer, ": ");
        put_block(writer, range[4]);
    }
    bw_ir_put_text(writer, ")");
}

static void put_constant(bw_ir_writer *writer, const bw_ir_inst *inst)
{
    const bw_ir_module *module = writer->module;
    bool is_signed = inst->type < module->types.count && (module->types.at[inst->type].flags & BW_TYPE_SIGNED) != 0;

    if (is_signed)
        bw_ir_put(writer, "%" PRId64, bw_ir_const_value(inst));
    else
        bw_ir_put(writer, "%" PRIu64, (uint64_t)bw_ir_const_value(inst));
}

static void put_reason(bw_ir_writer *writer, bw_ir_ref string)
{
    const bw_ir_module *module = writer->module;

    if (string >= module->strings.count) {
        bw_ir_write_fail(writer, "string %" PRIu32 ": not in the table", string);
        return;
    }
    bw_ir_put_string(writer, module->strings.at[string], strlen(module->strings.at[string]));
}

static void put_callee(bw_ir_writer *writer, const bw_ir_inst *inst)
{
    if (inst->a != 0)
        bw_ir_put_func_label(writer, inst->a);
    else
        put_value(writer, inst->b);
}

/* One step of a shape; letter is the field it reads. Returns whether the step has a letter. */
static bool put_step(bw_ir_writer *writer, bw_ir_inst *inst, char step, char letter, bool first)
{
    uint32_t field = *bw_ir_shape_field(inst, letter);

    switch (step) {
    case ',':
        bw_ir_put_text(writer, ", ");
        return false;
    case '>':
        bw_ir_put_text(writer, " to ");
        return false;
    case 'v':
        put_value(writer, field);
        return true;
    case 'o':
        bw_ir_put_object_label(writer, field);
        return true;
    case 'f':
        bw_ir_put_func_label(writer, field);
        return true;
    case 'b':
        put_block(writer, field);
        return true;
    case 'F':
        bw_ir_put_field_label(writer, field);
        return true;
    case '&':
        if (field != 0) {
            bw_ir_put_text(writer, ", ");
            bw_ir_put_field_label(writer, field);
        }
        return true;
    case '?':
        if (field != 0) {
            bw_ir_put_text(writer, first ? "" : ", ");
            put_value(writer, field);
        }
        return true;
    case 'i':
        if (field != 0) {
            bw_ir_put_text(writer, " into ");
            put_value(writer, field);
        }
        return true;
    case 'r':
        put_reason(writer, field);
        return true;
    case 'k':
        put_constant(writer, inst);
        return false;
    case 'C':
        put_callee(writer, inst);
        return false;
    case '(':
    case '[':
        put_list(writer, inst->extra, step == '[');
        return false;
    default: /* S */
        put_switch(writer, inst->extra);
        return false;
    }
}

/* ---- instructions --------------------------------------------------------------------------------------------- */

static void put_inst(bw_ir_writer *writer, uint32_t index)
{
    bw_ir_inst inst = writer->func->insts[index];
    bool open = false;

    if (inst.op >= BW_IR_OP_COUNT) {
        bw_ir_write_fail(writer, "function %s: unknown operation %u", writer->func->name, (unsigned)inst.op);
        return;
    }
    const bw_ir_shape *shape = &bw_ir_shapes[inst.op];
    bw_ir_put_text(writer, "  ");
    if (bw_ir_makes_value(writer->module, &inst))
        bw_ir_put(writer, "v%" PRIu32 " = ", writer->value[index]);
    bw_ir_put_text(writer, bw_ir_op_names[inst.op]);
    if (shape->sub_count != 0 && inst.sub >= shape->sub_count) {
        bw_ir_write_fail(writer, "function %s: unknown kind %u of %s", writer->func->name, (unsigned)inst.sub,
                         bw_ir_op_names[inst.op]);
        return;
    }
    if (shape->sub_count != 0)
        bw_ir_put(writer, ".%s", shape->sub[inst.sub]);
    bool bare = shape->steps[0] == '\0' || shape->steps[0] == '(' || shape->steps[0] == '[' ||
                (shape->steps[0] == '?' && *bw_ir_shape_field(&inst, shape->steps[1]) == 0);
    bw_ir_put_text(writer, bare ? "" : " ");
    for (const char *step = shape->steps; *step != '\0'; step++)
        step += put_step(writer, &inst, step[0], step[1], step == shape->steps) ? 1 : 0;
    if (shape->typed || inst.type != 0) {
        bw_ir_put_text(writer, " : ");
        bw_ir_put_type(writer, inst.type);
    }
    bw_ir_put_flags(writer, &open, inst.flags, bw_ir_inst_flag_names, "instruction");
    bw_ir_put_close(writer, open);
    bw_ir_put_position(writer, inst.loc);
    bw_ir_put_text(writer, "\n");
}

/* Values are numbered by their place in the text, so that a reader that counts gets the same numbers. */
static void number_values(bw_ir_writer *writer)
{
    const bw_ir_func *func = writer->func;
    uint32_t next = 1;

    writer->value = bw_core_array(writer->arena, uint32_t, func->inst_count);
    for (uint32_t i = 1; i < func->block_count; i++) {
        const bw_ir_block *block = &func->blocks[i];
        if (block->first > func->inst_count || block->count > func->inst_count - block->first) {
            bw_ir_write_fail(writer, "function %s: block %" PRIu32 " reaches past the instructions", func->name, i);
            return;
        }
        for (uint32_t k = 0; k < block->count; k++) {
            uint32_t *number = &writer->value[block->first + k];
            if (*number != 0 || block->first + k == 0) {
                bw_ir_write_fail(writer, "function %s: block %" PRIu32 " shares an instruction", func->name, i);
                return;
            }
            *number = next++;
        }
    }
}

static void put_blocks(bw_ir_writer *writer)
{
    const bw_ir_func *func = writer->func;

    for (uint32_t i = 1; i < func->block_count && writer->error == NULL; i++) {
        bw_ir_put(writer, "b%" PRIu32 ":\n", i);
        for (uint32_t k = 0; k < func->blocks[i].count && writer->error == NULL; k++)
            put_inst(writer, func->blocks[i].first + k);
    }
}

/* ---- functions ------------------------------------------------------------------------------------------------ */

static void put_params(bw_ir_writer *writer)
{
    const bw_ir_func *func = writer->func;

    bw_ir_put_text(writer, "(");
    for (uint32_t i = 0; i < func->param_count && func->object_count != 0; i++) {
        bw_ir_put_text(writer, i == 0 ? "" : ", ");
        bw_ir_put_object_label(writer, func->object + i);
        bw_ir_put_object_tail(writer, &writer->module->objects.at[func->object + i]);
    }
    bw_ir_put_text(writer, ")");
}

static bool type_is_plain(const bw_ir_module *module, const bw_ir_func *func)
{
    if (func->type == 0 || func->type >= module->types.count)
        return false;
    const bw_ir_type *type = &module->types.at[func->type];
    return type->kind == BW_TYPE_FUNCTION && type->elem == func->ret && type->flags == 0 && type->bits == 0 &&
           type->size == 0 && type->align == 1 && type->name == NULL;
}

static void put_func_attrs(bw_ir_writer *writer, bool braces)
{
    const bw_ir_func *func = writer->func;
    bool open = false;

    bw_ir_put_flags(writer, &open, func->flags, bw_ir_func_flag_names, "function");
    if (func->alloc_size[0] != 0 || func->alloc_size[1] != 0) {
        bw_ir_put_part(writer, &open);
        bw_ir_put(writer, "alloc_size %u", (unsigned)func->alloc_size[0]);
        if (func->alloc_size[1] != 0)
            bw_ir_put(writer, " %u", (unsigned)func->alloc_size[1]);
    }
    if (func->object_count == 0 && func->param_count != 0) {
        bw_ir_put_part(writer, &open);
        bw_ir_put(writer, "params %" PRIu32, func->param_count);
    }
    if (!type_is_plain(writer->module, func)) {
        bw_ir_put_part(writer, &open);
        bw_ir_put_text(writer, "type ");
        bw_ir_put_type(writer, func->type);
    }
    if (func->body != (braces ? BW_BODY_LOWERED : BW_BODY_NONE)) {
        bw_ir_put_part(writer, &open);
        bw_ir_put_text(writer, bw_ir_body_names[func->body & 3u]);
    }
    bw_ir_put_annots(writer, &open, func->annots, func->annot_count);
    bw_ir_put_close(writer, open);
}

static void put_braces(bw_ir_writer *writer)
{
    const bw_ir_func *func = writer->func;

    bw_ir_put_text(writer, " {\n");
    for (uint32_t i = func->param_count; i < func->object_count; i++) {
        const bw_ir_object *object = &writer->module->objects.at[func->object + i];
        bw_ir_put_text(writer, object->kind == BW_OBJECT_TEMP ? "  temp " : "  local ");
        bw_ir_put_object_label(writer, func->object + i);
        bw_ir_put_object_tail(writer, object);
        bw_ir_put_text(writer, "\n");
    }
    number_values(writer);
    put_blocks(writer);
    bw_ir_put_text(writer, "}");
}

void bw_ir_put_func(bw_ir_writer *writer, bw_ir_ref ref)
{
    const bw_ir_func *func = &writer->module->funcs.at[ref];

    if (func->object_count != 0 && func->param_count > func->object_count) {
        bw_ir_write_fail(writer, "function %s: more parameters than objects", func->name);
        return;
    }
    if (func->body > BW_BODY_FAILED) {
        bw_ir_write_fail(writer, "function %s: unknown state %u of its body", func->name, (unsigned)func->body);
        return;
    }
    writer->func = func;
    bool braces = func->body == BW_BODY_LOWERED || func->object_count > func->param_count || func->block_count > 1;
    bw_ir_put_text(writer, "func ");
    bw_ir_put_func_label(writer, ref);
    put_params(writer);
    bw_ir_put_text(writer, " -> ");
    bw_ir_put_type(writer, func->ret);
    put_func_attrs(writer, braces);
    bw_ir_put_position(writer, func->loc);
    if (braces)
        put_braces(writer);
    bw_ir_put_text(writer, "\n");
    writer->func = NULL;
}
