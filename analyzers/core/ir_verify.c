/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir.h"

#include "core/ir_shape.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct verifier {
    bw_ir_module *module;
    const bw_ir_func *func;
    uint32_t *block_of; /* by instruction; 0: in no block */
    uint32_t inst;      /* under check */
    const char *fault;
} verifier;

BW_IR_PRINTF(2, 3) static bool fault(verifier *at, const char *format, ...)
{
    char text[256];
    int head = 0;
    va_list args;

    if (at->fault != NULL)
        return false;
    if (at->inst != 0) {
        uint8_t op = at->func->insts[at->inst].op;
        head = snprintf(text, sizeof text, "v%" PRIu32 " (%s) in block %" PRIu32 ": ", at->inst,
                        op < BW_IR_OP_COUNT ? bw_ir_op_names[op] : "?", at->block_of[at->inst]);
    }
    va_start(args, format);
    (void)vsnprintf(text + head, sizeof text - (size_t)head, format, args);
    va_end(args);
    at->fault = bw_ir_copy_text(at->module, text, strlen(text));
    return false;
}

/* ---- types ------------------------------------------------------------------------------------------------------ */

static const bw_ir_type *type_at(const verifier *at, bw_ir_ref type)
{
    return &at->module->types.at[type < at->module->types.count ? type : 0];
}

static uint8_t kind_of(const verifier *at, bw_ir_val value)
{
    return value == 0 ? BW_TYPE_NONE : type_at(at, at->func->insts[value].type)->kind;
}

static bool is_record(uint8_t kind)
{
    return kind == BW_TYPE_STRUCT || kind == BW_TYPE_UNION;
}

static bool is_integer(uint8_t kind)
{
    return kind == BW_TYPE_INT || kind == BW_TYPE_BOOL;
}

static bool is_scalar(uint8_t kind)
{
    return is_integer(kind) || kind == BW_TYPE_FLOAT || kind == BW_TYPE_POINTER;
}

/* Pointers are told apart by nothing: C compares and passes them through void pointers. Names do not count either. */
static bool same_type(const bw_ir_type *left, const bw_ir_type *right)
{
    if (left->kind != right->kind || left->bits != right->bits)
        return false;
    return left->kind == BW_TYPE_POINTER || (left->flags & BW_TYPE_SIGNED) == (right->flags & BW_TYPE_SIGNED);
}

static bool has_type(const verifier *at, bw_ir_val value, bw_ir_ref type)
{
    return same_type(type_at(at, at->func->insts[value].type), type_at(at, type));
}

/* ---- operands --------------------------------------------------------------------------------------------------- */

static bool check_value(verifier *at, bw_ir_val value)
{
    const bw_ir_func *func = at->func;

    if (value == 0)
        return fault(at, "an operand is missing");
    if (value >= func->inst_count || at->block_of[value] == 0)
        return fault(at, "uses v%" PRIu32 ", which no block makes", value);
    if (func->insts[value].op >= BW_IR_OP_COUNT || !bw_ir_makes_value(at->module, &func->insts[value]))
        return fault(at, "uses v%" PRIu32 ", which has no result", value);
    if (at->block_of[value] == at->block_of[at->inst] && value >= at->inst)
        return fault(at, "uses v%" PRIu32 " before it is made in the same block", value);
    return true;
}

static bool check_block(verifier *at, uint32_t block)
{
    if (block == 0 || block >= at->func->block_count)
        return fault(at, "goes to block %" PRIu32 ", which does not exist", block);
    return true;
}

static bool check_object(verifier *at, bw_ir_ref object)
{
    const bw_ir_module *module = at->module;
    const bw_ir_func *func = at->func;

    if (object == 0 || object >= module->objects.count)
        return fault(at, "names object %" PRIu32 ", which does not exist", object);
    const bw_ir_object *entry = &module->objects.at[object];
    bool own = object >= func->object && object - func->object < func->object_count;
    if (!own && entry->kind != BW_OBJECT_GLOBAL && entry->kind != BW_OBJECT_LITERAL)
        return fault(at, "names object %" PRIu32 ", which belongs to another function", object);
    return true;
}

static bool check_func(verifier *at, bw_ir_ref func)
{
    if (func == 0 || func >= at->module->funcs.count)
        return fault(at, "names function %" PRIu32 ", which does not exist", func);
    return true;
}

static bool check_field(verifier *at, bw_ir_ref field)
{
    if (field == 0 || field >= at->module->fields.count)
        return fault(at, "names field %" PRIu32 ", which does not exist", field);
    return true;
}

/* A bit-field access goes through a pointer to the field itself. */
static bool check_bit_field(verifier *at, bw_ir_ref field)
{
    if (!check_field(at, field))
        return false;
    if (at->module->fields.at[field].width_bits == 0)
        return fault(at, "names field %" PRIu32 ", which is no bit-field", field);
    return true;
}

/* The list at the instruction's place in extra: head words after the count, then count entries of so many words. */
static bool check_extent(verifier *at, uint32_t head, uint32_t words, const uint32_t **ret_list, uint32_t *ret_count)
{
    const bw_ir_func *func = at->func;
    uint32_t index = func->insts[at->inst].extra;

    if (index >= func->extra_count || head >= func->extra_count - index ||
        func->extra[index] > (func->extra_count - index - 1 - head) / words)
        return fault(at, "its operand list reaches past the extra list");
    *ret_list = func->extra + index + 1;
    *ret_count = func->extra[index];
    return true;
}

static bool check_list(verifier *at, bool blocks)
{
    const uint32_t *list = NULL;
    uint32_t count = 0;

    if (!check_extent(at, 0, 1, &list, &count))
        return false;
    if (blocks && count == 0)
        return fault(at, "goes to no block at all");
    for (uint32_t i = 0; i < count; i++)
        if (!(blocks ? check_block(at, list[i]) : check_value(at, list[i])))
            return false;
    return true;
}

static bool check_cases(verifier *at)
{
    const uint32_t *list = NULL;
    uint32_t count = 0;

    if (!check_extent(at, 1, 5, &list, &count) || !check_block(at, list[0]))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t *range = list + 1 + (size_t)i * 5;
        int64_t low = (int64_t)((uint64_t)range[0] | (uint64_t)range[1] << 32);
        int64_t high = (int64_t)((uint64_t)range[2] | (uint64_t)range[3] << 32);
        if (low > high)
            return fault(at, "has an empty case, from %" PRId64 " to %" PRId64, low, high);
        if (!check_block(at, range[4]))
            return false;
    }
    return true;
}

static bool check_callee(verifier *at, const bw_ir_inst *inst)
{
    if (inst->a != 0)
        return check_func(at, inst->a);
    if (!check_value(at, inst->b))
        return false;
    return kind_of(at, inst->b) == BW_TYPE_POINTER || fault(at, "calls v%" PRIu32 ", which is no pointer", inst->b);
}

static bool check_step(verifier *at, bw_ir_inst *inst, const char *step, bool *ret_letter)
{
    uint32_t field = *bw_ir_shape_field(inst, step[1]);

    *ret_letter = true;
    switch (step[0]) {
    case 'v':
        return check_value(at, field);
    case '?':
    case 'i':
        return field == 0 || check_value(at, field);
    case 'o':
        return check_object(at, field);
    case 'f':
        return check_func(at, field);
    case 'b':
        return check_block(at, field);
    case 'F':
        return check_field(at, field);
    case '&':
        return field == 0 || check_bit_field(at, field);
    case 'r':
        return field < at->module->strings.count || fault(at, "names reason %" PRIu32 ", which does not exist", field);
    default:
        break;
    }
    *ret_letter = false;
    switch (step[0]) {
    case '(':
    case '[':
        return check_list(at, step[0] == '[');
    case 'S':
        return check_cases(at);
    case 'C':
        return check_callee(at, inst);
    default: /* a mark, or a constant, which may be anything */
        return true;
    }
}

static bool check_operands(verifier *at, bw_ir_inst *inst)
{
    bool letter;

    for (const char *step = bw_ir_shapes[inst->op].steps; *step != '\0'; step += letter ? 2 : 1)
        if (!check_step(at, inst, step, &letter))
            return false;
    return true;
}

/* ---- what the operations need of types -------------------------------------------------------------------------- */

static bool need(verifier *at, bool holds, const char *what)
{
    return holds || fault(at, "%s", what);
}

static bool need_pointer(verifier *at, bw_ir_val value, const char *what)
{
    return kind_of(at, value) == BW_TYPE_POINTER || fault(at, "%s v%" PRIu32 " is no pointer", what, value);
}

static bool check_field_op(verifier *at, const bw_ir_inst *inst, uint8_t kind)
{
    if (!need_pointer(at, inst->a, "the record"))
        return false;
    bw_ir_ref record = type_at(at, at->func->insts[inst->a].type)->elem;
    return need(at, is_record(type_at(at, record)->kind), "its operand does not point to a record") &&
           need(at, at->module->fields.at[inst->b].parent == record, "its field is one of another record") &&
           need(at, kind == BW_TYPE_POINTER, "its result is no pointer");
}

static bool check_cast(verifier *at, const bw_ir_inst *inst, uint8_t kind)
{
    uint8_t from = kind_of(at, inst->a);

    switch (inst->sub) {
    case BW_CAST_INT:
        return need(at, is_integer(from) && is_integer(kind), "an int cast needs integers on both sides");
    case BW_CAST_BOOL:
        return need(at, is_scalar(from) && kind == BW_TYPE_BOOL, "a bool cast makes a bool of a scalar");
    case BW_CAST_PTR:
        return need(at, from == BW_TYPE_POINTER && kind == BW_TYPE_POINTER, "a ptr cast needs pointers on both sides");
    case BW_CAST_PTR_INT:
        return need(at, from == BW_TYPE_POINTER && is_integer(kind), "a ptrint cast makes an integer of a pointer");
    case BW_CAST_INT_PTR:
        return need(at, is_integer(from) && kind == BW_TYPE_POINTER, "an intptr cast makes a pointer of an integer");
    case BW_CAST_DECAY: {
        uint8_t elem = type_at(at, type_at(at, at->func->insts[inst->a].type)->elem)->kind;
        return need(at, from == BW_TYPE_POINTER && kind == BW_TYPE_POINTER, "a decay needs pointers on both sides") &&
               need(at, elem == BW_TYPE_ARRAY || elem == BW_TYPE_VLA, "a decay needs a pointer to an array");
    }
    default: /* FLOAT */
        return need(at, from == BW_TYPE_FLOAT || kind == BW_TYPE_FLOAT, "a float cast needs a floating type on one side");
    }
}

static bool check_bin(verifier *at, const bw_ir_inst *inst, uint8_t kind)
{
    bool shift = inst->sub == BW_BIN_SHL || inst->sub == BW_BIN_SHR;

    if (!need(at, is_integer(kind) || kind == BW_TYPE_FLOAT, "its type is neither integer nor floating") ||
        !need(at, has_type(at, inst->a, inst->type), "its left operand has another type than its result"))
        return false;
    /* The count of a shift is promoted on its own in C. */
    return shift ? need(at, is_integer(kind_of(at, inst->b)), "its count is no integer")
                 : need(at, has_type(at, inst->b, inst->type), "its right operand has another type than its result");
}

static bool check_un(verifier *at, const bw_ir_inst *inst, uint8_t kind)
{
    if (inst->sub == BW_UN_LNOT)
        return need(at, is_integer(kind), "its result is no integer") &&
               need(at, is_scalar(kind_of(at, inst->a)), "its operand is no scalar");
    return need(at, has_type(at, inst->a, inst->type), "its operand has another type than its result");
}

static bool check_ret(verifier *at, const bw_ir_inst *inst)
{
    uint8_t kind = type_at(at, at->func->ret)->kind;

    if (inst->a == 0)
        return true;
    if (kind == BW_TYPE_VOID)
        return fault(at, "returns a value from a function without one");
    if (is_record(kind))
        return need_pointer(at, inst->a, "the address of the returned record");
    return need(at, has_type(at, inst->a, at->func->ret), "its value has another type than the function returns");
}

static bool check_call(verifier *at, const bw_ir_inst *inst, uint8_t kind)
{
    if (inst->c != 0)
        return need_pointer(at, inst->c, "the place of the result");
    return need(at, !is_record(kind), "a call that yields a record needs a place for it");
}

static bool check_memory(verifier *at, const bw_ir_inst *inst, uint8_t kind)
{
    if (!need_pointer(at, inst->a, "the address"))
        return false;
    if (inst->op == BW_IR_COPY && !need_pointer(at, inst->b, "the source"))
        return false;
    if (inst->op == BW_IR_STORE && !need(at, has_type(at, inst->b, inst->type), "its value has another type"))
        return false;
    return need(at, kind != BW_TYPE_NONE && kind != BW_TYPE_VOID && kind != BW_TYPE_FUNCTION,
                "its type has no place in memory");
}

static bool check_types(verifier *at, const bw_ir_inst *inst)
{
    uint8_t kind = type_at(at, inst->type)->kind;

    switch (inst->op) {
    case BW_IR_CONST:
        return need(at, is_scalar(kind), "its type is no scalar");
    case BW_IR_FLOAT:
        return need(at, kind == BW_TYPE_FLOAT, "its type is not floating");
    case BW_IR_ADDR:
    case BW_IR_FUNC:
        return need(at, kind == BW_TYPE_POINTER, "its type is no pointer");
    case BW_IR_LOAD:
    case BW_IR_STORE:
        return check_memory(at, inst, kind) && need(at, is_scalar(kind), "its type is no scalar");
    case BW_IR_COPY:
    case BW_IR_ZERO:
        return check_memory(at, inst, kind);
    case BW_IR_FIELD:
        return check_field_op(at, inst, kind);
    case BW_IR_INDEX:
        return need_pointer(at, inst->a, "the base") &&
               need(at, is_integer(kind_of(at, inst->b)), "its index is no integer") &&
               need(at, kind == BW_TYPE_POINTER, "its type is no pointer");
    case BW_IR_PTRDIFF:
        return need_pointer(at, inst->a, "the left operand") && need_pointer(at, inst->b, "the right operand") &&
               need(at, kind == BW_TYPE_INT, "its type is no integer");
    case BW_IR_BIN:
        return check_bin(at, inst, kind);
    case BW_IR_CMP:
        return need(at, is_scalar(kind_of(at, inst->a)), "its operands are no scalars") &&
               need(at, has_type(at, inst->b, at->func->insts[inst->a].type), "its operands differ in type") &&
               need(at, is_integer(kind), "its type is no integer");
    case BW_IR_UN:
        return check_un(at, inst, kind);
    case BW_IR_CAST:
        return check_cast(at, inst, kind);
    case BW_IR_OVERFLOW:
        return need(at, is_integer(kind_of(at, inst->a)) && is_integer(kind_of(at, inst->b)),
                    "its operands are no integers") &&
               need_pointer(at, inst->c, "the place of the result") && need(at, is_integer(kind), "its type is no integer");
    case BW_IR_CALL:
        return check_call(at, inst, kind);
    case BW_IR_DECL:
        return inst->b == 0 || need(at, is_integer(kind_of(at, inst->b)), "its size is no integer");
    case BW_IR_ASSUME:
    case BW_IR_CBR:
        return need(at, is_scalar(kind_of(at, inst->a)), "its condition is no scalar");
    case BW_IR_SWITCH:
        return need(at, is_integer(kind_of(at, inst->a)), "its operand is no integer");
    case BW_IR_RET:
        return check_ret(at, inst);
    default:
        return true;
    }
}

/* ---- the function ----------------------------------------------------------------------------------------------- */

static bool check_inst(verifier *at, uint32_t index)
{
    bw_ir_inst inst = at->func->insts[index];

    at->inst = index;
    if (inst.op >= BW_IR_OP_COUNT)
        return fault(at, "unknown operation %u", (unsigned)inst.op);
    if (bw_ir_shapes[inst.op].sub_count != 0 && inst.sub >= bw_ir_shapes[inst.op].sub_count)
        return fault(at, "unknown kind %u of the operation", (unsigned)inst.sub);
    if (inst.type >= at->module->types.count)
        return fault(at, "names type %" PRIu32 ", which does not exist", inst.type);
    return check_operands(at, &inst) && check_types(at, &inst);
}

/* Puts down which block each instruction is of, and that blocks lie inside the function and apart. */
static bool place_blocks(verifier *at)
{
    const bw_ir_func *func = at->func;

    if (func->block_count < 2)
        return fault(at, "the function has no entry block");
    for (uint32_t i = 1; i < func->block_count; i++) {
        const bw_ir_block *block = &func->blocks[i];
        if (block->count == 0)
            return fault(at, "block %" PRIu32 " is empty", i);
        if (block->first == 0 || block->first >= func->inst_count || block->count > func->inst_count - block->first)
            return fault(at, "block %" PRIu32 " reaches past the instructions", i);
        for (uint32_t k = block->first; k < block->first + block->count; k++) {
            if (at->block_of[k] != 0)
                return fault(at, "blocks %" PRIu32 " and %" PRIu32 " share instruction %" PRIu32, at->block_of[k], i, k);
            at->block_of[k] = i;
        }
    }
    return true;
}

/* Unlike bw_ir_is_terminator, right for operations that do not exist. */
static bool closes(const bw_ir_inst *inst)
{
    return inst->op < BW_IR_OP_COUNT && bw_ir_is_terminator(inst->op);
}

static bool check_closed(verifier *at, uint32_t number)
{
    const bw_ir_block *block = &at->func->blocks[number];
    uint32_t last = block->first + block->count - 1;

    at->inst = 0;
    for (uint32_t k = block->first; k < last; k++)
        if (closes(&at->func->insts[k]))
            return fault(at, "block %" PRIu32 " has a terminator before its end, v%" PRIu32, number, k);
    if (!closes(&at->func->insts[last]))
        return fault(at, "block %" PRIu32 " does not end with a terminator", number);
    return true;
}

static bool check_objects(verifier *at, bw_ir_ref ref)
{
    const bw_ir_func *func = at->func;

    if (func->object_count != 0 && (func->object == 0 || func->object >= at->module->objects.count ||
                                    func->object_count > at->module->objects.count - func->object))
        return fault(at, "the function's objects are not in the table");
    if (func->param_count > func->object_count)
        return fault(at, "the function has more parameters than objects");
    for (uint32_t i = 0; i < func->object_count; i++) {
        const bw_ir_object *object = &at->module->objects.at[func->object + i];
        bool fits = i < func->param_count ? object->kind == BW_OBJECT_PARAM
                                          : object->kind == BW_OBJECT_LOCAL || object->kind == BW_OBJECT_TEMP;
        if (!fits || object->func != ref)
            return fault(at, "object %" PRIu32 " is of the wrong kind or owner for this function", func->object + i);
        if (object->type >= at->module->types.count)
            return fault(at, "object %" PRIu32 " names type %" PRIu32 ", which does not exist", func->object + i,
                         object->type);
    }
    return true;
}

static bool check(verifier *at, bw_ir_ref ref)
{
    if (at->func->ret >= at->module->types.count || at->func->type >= at->module->types.count)
        return fault(at, "the function's type does not exist");
    if (!check_objects(at, ref) || !place_blocks(at))
        return false;
    for (uint32_t i = 1; i < at->func->block_count; i++) {
        if (!check_closed(at, i))
            return false;
        for (uint32_t k = 0; k < at->func->blocks[i].count; k++)
            if (!check_inst(at, at->func->blocks[i].first + k))
                return false;
    }
    return true;
}

const char *bw_ir_verify(bw_ir_module *module, bw_ir_ref func)
{
    if (func == 0 || func >= module->funcs.count)
        return "there is no such function";
    if (module->funcs.at[func].body != BW_BODY_LOWERED)
        return "the function is not lowered";
    verifier at = {.module = module, .func = &module->funcs.at[func]};
    at.block_of = bw_core_array(module->arena, uint32_t, at.func->inst_count);
    (void)check(&at, func);
    return at.fault;
}
