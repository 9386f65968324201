/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir_read.h"

#include <inttypes.h>
#include <string.h>

/* ---- operands --------------------------------------------------------------------------------------------------- */

static bool read_value(bw_ir_reader *reader, bw_ir_val *ret_value)
{
    bw_ir_label label;

    if (bw_ir_accept_word(reader, "none")) {
        *ret_value = 0;
        return true;
    }
    return bw_ir_read_label(reader, "a value", &label) &&
           bw_ir_lookup(reader, bw_ir_scope(BW_NAME_VALUE, reader->func), &label, "a value", ret_value);
}

static bool read_block(bw_ir_reader *reader, uint32_t *ret_block)
{
    bw_ir_label label;

    return bw_ir_read_label(reader, "a block", &label) &&
           bw_ir_lookup(reader, bw_ir_scope(BW_NAME_BLOCK, reader->func), &label, "a block", ret_block);
}

/* The type of a value; 0 while it is not known, because its definition comes later in the text. */
static bw_ir_ref type_of(const bw_ir_reader *reader, bw_ir_val value)
{
    return value < reader->insts.count ? reader->insts.at[value].type : 0;
}

static bw_ir_ref pointee(const bw_ir_reader *reader, bw_ir_val value)
{
    const bw_ir_type *type = &reader->module.types.at[type_of(reader, value)];

    return type->kind == BW_TYPE_POINTER ? type->elem : 0;
}

/* "struct label.field", or ".field" of the record that pointer a points to. */
static bool read_field_ref(bw_ir_reader *reader, const bw_ir_inst *inst, bw_ir_ref *ret_field)
{
    const bw_ir_token *start = bw_ir_peek(reader);
    bw_ir_ref record;
    bw_ir_label label;

    if (bw_ir_accept_word(reader, "none")) {
        *ret_field = 0;
        return true;
    }
    if (bw_ir_token_is(start, "struct") || bw_ir_token_is(start, "union")) {
        if (!bw_ir_read_record_ref(reader, &record))
            return false;
    } else if (start->kind == '.') {
        record = pointee(reader, inst->a);
        if (record == 0)
            return bw_ir_read_fail(reader, start, "found a field of a pointer whose type is not known here, expected its "
                                                  "record before the dot");
    } else {
        return bw_ir_unexpected(reader, "a field, such as struct name.field or .field");
    }
    return bw_ir_expect(reader, '.', "'.' and a field") && bw_ir_read_label(reader, "a field", &label) &&
           bw_ir_lookup(reader, bw_ir_scope(BW_NAME_FIELD, record), &label, "a field of this record", ret_field);
}

static bool read_list(bw_ir_reader *reader, bool blocks, uint32_t *ret_extra)
{
    uint32_t start = reader->extra.count;
    uint32_t word;

    if (!bw_ir_expect(reader, '(', "'(' and a list"))
        return false;
    bw_vec_push(reader->arena, &reader->extra, 0);
    if (!bw_ir_accept(reader, ')')) {
        do {
            if (blocks ? !read_block(reader, &word) : !read_value(reader, &word))
                return false;
            bw_vec_push(reader->arena, &reader->extra, word);
        } while (bw_ir_accept(reader, ','));
        if (!bw_ir_expect(reader, ')', "',' or ')'"))
            return false;
    }
    reader->extra.at[start] = reader->extra.count - start - 1;
    *ret_extra = start;
    return true;
}

static void push_word(bw_ir_reader *reader, uint64_t word)
{
    bw_vec_push(reader->arena, &reader->extra, (uint32_t)word);
}

/* "low..high: block" */
static bool read_range(bw_ir_reader *reader)
{
    uint64_t low, high;
    uint32_t block;

    if (!bw_ir_read_integer(reader, "a case or ')'", &low))
        return false;
    high = low;
    if (bw_ir_accept(reader, BW_TOKEN_RANGE) && !bw_ir_read_integer(reader, "the end of the range", &high))
        return false;
    if (!bw_ir_expect(reader, ':', "'..' or ':' and a block") || !read_block(reader, &block))
        return false;
    push_word(reader, low & UINT32_MAX);
    push_word(reader, low >> 32);
    push_word(reader, high & UINT32_MAX);
    push_word(reader, high >> 32);
    push_word(reader, block);
    return true;
}

static bool read_switch(bw_ir_reader *reader, uint32_t *ret_extra)
{
    uint32_t start = reader->extra.count;
    uint32_t count = 0, block;

    if (!read_block(reader, &block) || !bw_ir_expect(reader, '(', "'(' and the cases"))
        return false;
    push_word(reader, 0);
    push_word(reader, block);
    if (!bw_ir_accept(reader, ')')) {
        do {
            if (!read_range(reader))
                return false;
            count++;
        } while (bw_ir_accept(reader, ','));
        if (!bw_ir_expect(reader, ')', "',' or ')'"))
            return false;
    }
    reader->extra.at[start] = count;
    *ret_extra = start;
    return true;
}

static bool read_constant(bw_ir_reader *reader, bw_ir_inst *inst)
{
    uint64_t bits = 0;

    if (!bw_ir_read_integer(reader, "a number", &bits))
        return false;
    inst->a = (uint32_t)(bits & UINT32_MAX);
    inst->b = (uint32_t)(bits >> 32);
    return true;
}

static bool read_reason(bw_ir_reader *reader, bw_ir_ref *ret_string)
{
    const char *text;

    if (!bw_ir_read_name(reader, "a reason in quotation marks", &text))
        return false;
    *ret_string = bw_ir_string(&reader->module, text);
    return true;
}

static bool read_callee(bw_ir_reader *reader, bw_ir_inst *inst)
{
    return bw_ir_peek(reader)->kind == '@' ? bw_ir_read_func_ref(reader, &inst->a) : read_value(reader, &inst->b);
}

/* A value that may be left out; first: it begins the operands, so that no comma announces it. */
static bool read_optional(bw_ir_reader *reader, bool first, uint32_t *field)
{
    unsigned kind = bw_ir_peek(reader)->kind;
    bool present = first ? kind == BW_TOKEN_WORD || kind == BW_TOKEN_STRING || kind == '#' : bw_ir_accept(reader, ',');

    return !present || read_value(reader, field);
}

/* Takes one step of a shape, letter being the field that it fills; *ret_letter: whether it has one. */
static bool read_step(bw_ir_reader *reader, bw_ir_inst *inst, const char *step, bool first, bool *ret_letter)
{
    uint32_t *field = bw_ir_shape_field(inst, step[1]);

    *ret_letter = true;
    switch (step[0]) {
    case 'v':
        return read_value(reader, field);
    case 'o':
        return bw_ir_read_object_ref(reader, field);
    case 'f':
        return bw_ir_read_func_ref(reader, field);
    case 'b':
        return read_block(reader, field);
    case 'F':
        return read_field_ref(reader, inst, field);
    case '&':
        return !bw_ir_accept(reader, ',') || read_field_ref(reader, inst, field);
    case '?':
        return read_optional(reader, first, field);
    case 'i':
        return !bw_ir_accept_word(reader, "into") || read_value(reader, field);
    case 'r':
        return read_reason(reader, field);
    default:
        break;
    }
    *ret_letter = false;
    switch (step[0]) {
    case ',':
        return bw_ir_expect(reader, ',', "','");
    case '>':
        return bw_ir_accept_word(reader, "to") || bw_ir_unexpected(reader, "'to' and a pointer");
    case 'k':
        return read_constant(reader, inst);
    case 'C':
        return read_callee(reader, inst);
    case 'S':
        return read_switch(reader, &inst->extra);
    default: /* ( or [ */
        return read_list(reader, step[0] == '[', &inst->extra);
    }
}

/* ---- types that may be left out --------------------------------------------------------------------------------- */

static bw_ir_ref call_type(const bw_ir_reader *reader, const bw_ir_inst *inst)
{
    const bw_ir_module *module = &reader->module;

    if (inst->a != 0)
        return module->funcs.at[inst->a].ret;
    const bw_ir_type *callee = &module->types.at[pointee(reader, inst->b)];
    return callee->kind == BW_TYPE_FUNCTION ? callee->elem : 0;
}

static bw_ir_ref cast_type(bw_ir_reader *reader, const bw_ir_inst *inst)
{
    const bw_ir_type *from = &reader->module.types.at[pointee(reader, inst->a)];

    if (inst->sub == BW_CAST_BOOL)
        return bw_ir_intern_type(reader, (bw_ir_type){.kind = BW_TYPE_BOOL, .bits = 1, .size = 1, .align = 1,
                                                      .name = bw_ir_intern(reader, "_Bool", 5)});
    if (inst->sub == BW_CAST_DECAY && from->kind == BW_TYPE_ARRAY)
        return bw_ir_pointer_to(reader, from->elem);
    return 0;
}

/* The type that a hand-written instruction means when it shows none; 0 when that cannot be told. */
static bw_ir_ref implied_type(bw_ir_reader *reader, const bw_ir_inst *inst)
{
    const bw_ir_module *module = &reader->module;

    switch (inst->op) {
    case BW_IR_CONST:
    case BW_IR_CMP:
        return bw_ir_integer_type(reader, 32);
    case BW_IR_ADDR:
        return bw_ir_pointer_to(reader, module->objects.at[inst->a].type);
    case BW_IR_FUNC:
        return bw_ir_pointer_to(reader, module->funcs.at[inst->a].type);
    case BW_IR_LOAD:
        return inst->c != 0 ? module->fields.at[inst->c].type : pointee(reader, inst->a);
    case BW_IR_COPY:
    case BW_IR_ZERO:
        return pointee(reader, inst->a);
    case BW_IR_STORE:
        return type_of(reader, inst->b);
    case BW_IR_FIELD:
        return bw_ir_pointer_to(reader, module->fields.at[inst->b].type);
    case BW_IR_PTRDIFF:
        return bw_ir_integer_type(reader, module->pointer_bits);
    case BW_IR_UN:
        return inst->sub == BW_UN_LNOT ? bw_ir_integer_type(reader, 32) : type_of(reader, inst->a);
    case BW_IR_INDEX:
    case BW_IR_BIN:
        return type_of(reader, inst->a);
    case BW_IR_CAST:
        return cast_type(reader, inst);
    case BW_IR_CALL:
        return call_type(reader, inst);
    default:
        return 0;
    }
}

static bool read_inst_type(bw_ir_reader *reader, bw_ir_inst *inst)
{
    if (bw_ir_accept(reader, ':'))
        return bw_ir_read_type(reader, &inst->type);
    if (!bw_ir_shapes[inst->op].typed)
        return true;
    inst->type = implied_type(reader, inst);
    return inst->type != 0 || bw_ir_unexpected(reader, "':' and a type, which nothing implies here");
}

/* ---- instructions ----------------------------------------------------------------------------------------------- */

static bool find_word(const bw_ir_token *token, const char *const names[], uint32_t count, uint8_t *ret_index)
{
    for (uint32_t i = 0; i < count; i++)
        if (bw_ir_token_is(token, names[i])) {
            *ret_index = (uint8_t)i;
            return true;
        }
    return false;
}

static bool read_op(bw_ir_reader *reader, bw_ir_inst *inst)
{
    if (!find_word(bw_ir_peek(reader), bw_ir_op_names, BW_IR_OP_COUNT, &inst->op))
        return bw_ir_unexpected(reader, "an operation, such as load or call");
    reader->at++;
    const bw_ir_shape *shape = &bw_ir_shapes[inst->op];
    if (shape->sub_count == 0)
        return true;
    if (!bw_ir_expect(reader, '.', "'.' and the kind of the operation"))
        return false;
    if (!find_word(bw_ir_peek(reader), shape->sub, shape->sub_count, &inst->sub))
        return bw_ir_unexpected(reader, "a kind of this operation");
    reader->at++;
    return true;
}

static bool read_operands(bw_ir_reader *reader, bw_ir_inst *inst)
{
    const char *steps = bw_ir_shapes[inst->op].steps;
    bool letter;

    for (const char *step = steps; *step != '\0'; step += letter ? 2 : 1)
        if (!read_step(reader, inst, step, step == steps, &letter))
            return false;
    return true;
}

static bool read_inst_flags(bw_ir_reader *reader, bw_ir_inst *inst)
{
    uint32_t flags = 0;

    if (!bw_ir_accept(reader, '['))
        return true;
    do {
        if (!bw_ir_accept_flag(reader, bw_ir_inst_flag_names, &flags))
            return bw_ir_unexpected(reader, "a flag of an instruction, such as volatile");
    } while (bw_ir_accept(reader, ','));
    inst->flags = (uint16_t)flags;
    return bw_ir_expect(reader, ']', "',' or ']'");
}

static bool read_inst(bw_ir_reader *reader)
{
    const bw_ir_token *start = bw_ir_peek(reader);
    bw_ir_inst inst = {0};
    bw_ir_label result;
    bool named = start->kind == BW_TOKEN_WORD && start[1].kind == '=';

    if (named && (!bw_ir_read_label(reader, "a value", &result) || !bw_ir_expect(reader, '=', "'='")))
        return false;
    if (!read_op(reader, &inst) || !read_operands(reader, &inst) || !read_inst_type(reader, &inst) ||
        !read_inst_flags(reader, &inst) || !bw_ir_read_position(reader, &inst.loc) || !bw_ir_expect_end(reader))
        return false;
    if (named && !bw_ir_makes_value(&reader->module, &inst))
        return bw_ir_read_fail(reader, start, "found a name for the result of %s, expected none, since it has no result",
                               bw_ir_op_names[inst.op]);
    bw_vec_push(reader->arena, &reader->insts, inst);
    return true;
}

/* ---- bodies ----------------------------------------------------------------------------------------------------- */

/* A label stands alone on its line; "nop : i32" is an instruction. */
static bool is_block_label(const bw_ir_reader *reader)
{
    const bw_ir_token *token = bw_ir_peek(reader);

    return token[0].kind == BW_TOKEN_WORD && token[1].kind == ':' &&
           (token[2].kind == BW_TOKEN_LINE || token[2].kind == '}' || token[2].kind == BW_TOKEN_END);
}

/* Gives all blocks and values of the body their numbers, so that both may be used before they are defined. */
static bool define_labels(bw_ir_reader *reader)
{
    uint32_t block = 1, inst = 1;
    bw_ir_label label;

    while (bw_ir_peek(reader)->kind != '}' && bw_ir_peek(reader)->kind != BW_TOKEN_END) {
        if (is_block_label(reader)) {
            if (!bw_ir_read_label(reader, "a block", &label) ||
                !bw_ir_define(reader, bw_ir_scope(BW_NAME_BLOCK, reader->func), &label, block++))
                return false;
            reader->at++;
            (void)bw_ir_accept(reader, BW_TOKEN_LINE);
            continue;
        }
        if (bw_ir_peek(reader)[0].kind == BW_TOKEN_WORD && bw_ir_peek(reader)[1].kind == '=' &&
            (!bw_ir_read_label(reader, "a value", &label) ||
             !bw_ir_define(reader, bw_ir_scope(BW_NAME_VALUE, reader->func), &label, inst)))
            return false;
        inst++;
        while (bw_ir_peek(reader)->kind != BW_TOKEN_LINE && bw_ir_peek(reader)->kind != '}' &&
               bw_ir_peek(reader)->kind != BW_TOKEN_END)
            reader->at++;
        (void)bw_ir_accept(reader, BW_TOKEN_LINE);
    }
    return true;
}

static bool read_blocks(bw_ir_reader *reader)
{
    while (!bw_ir_accept(reader, '}')) {
        if (is_block_label(reader)) {
            reader->at += 2;
            (void)bw_ir_accept(reader, BW_TOKEN_LINE);
            bw_vec_push(reader->arena, &reader->blocks, (bw_ir_block){.first = reader->insts.count});
            continue;
        }
        if (reader->blocks.count == 1)
            return bw_ir_unexpected(reader, "local, temp, or a block such as b1:");
        if (!read_inst(reader))
            return false;
        reader->blocks.at[reader->blocks.count - 1].count++;
    }
    return true;
}

bool bw_ir_read_body(bw_ir_reader *reader)
{
    uint32_t start = reader->at;

    memset(&reader->insts, 0, sizeof reader->insts);
    memset(&reader->blocks, 0, sizeof reader->blocks);
    memset(&reader->extra, 0, sizeof reader->extra);
    bw_vec_push(reader->arena, &reader->insts, (bw_ir_inst){0});
    bw_vec_push(reader->arena, &reader->blocks, (bw_ir_block){0});
    bw_vec_push(reader->arena, &reader->extra, 0);
    if (!define_labels(reader))
        return false;
    reader->at = start;
    if (!read_blocks(reader))
        return false;
    bw_ir_func *func = &reader->module.funcs.at[reader->func];
    func->insts = reader->insts.at;
    func->inst_count = reader->insts.count;
    func->blocks = reader->blocks.at;
    func->block_count = reader->blocks.count;
    func->extra = reader->extra.at;
    func->extra_count = reader->extra.count;
    return true;
}
