/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "interpret.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 int128;

enum { STEPS_MAX = 1000000, DEPTH_MAX = 200, PATTERN = 0xA5 };

typedef struct frame {
    const bw_ir_func *func;
    uint64_t *values;
    void **objects;
    uint64_t result;
} frame;

static const bw_ir_type *type_at(const bw_interpreter *in, bw_ir_ref type)
{
    return &in->module->types.at[type];
}

static bool stop(bw_interpreter *in, const char *reason)
{
    if (in->reason == NULL)
        in->reason = reason;
    return false;
}

/* value as a type reads it: cut to its width, extended by its sign. */
static uint64_t fit(const bw_ir_type *type, uint64_t value)
{
    unsigned bits = type->kind == BW_TYPE_BOOL ? 1 : type->bits;
    if (bits == 0 || bits >= 64)
        return value;
    value &= (UINT64_C(1) << bits) - 1;
    if ((type->flags & BW_TYPE_SIGNED) != 0 && (value >> (bits - 1)) != 0)
        value |= ~((UINT64_C(1) << bits) - 1);
    return value;
}

static void *address(uint64_t value)
{
    return (void *)(uintptr_t)value;
}

static uint64_t number(const void *pointer)
{
    return (uint64_t)(uintptr_t)pointer;
}

/* ---- memory ----------------------------------------------------------------------------------------------------- */

static uint64_t load(const bw_interpreter *in, const bw_ir_inst *inst, uint64_t pointer)
{
    const bw_ir_type *type = type_at(in, inst->type);
    uint64_t value = 0;

    if (inst->c == 0) {
        memcpy(&value, address(pointer), (size_t)type->size);
        return fit(type, value);
    }
    const bw_ir_field *field = &in->module->fields.at[inst->c];
    bw_ir_type narrow = *type;
    narrow.bits = (uint16_t)field->width_bits;
    for (uint32_t i = 0; i < field->width_bits; i++) {
        uint64_t bit = field->offset_bits % 8 + i;
        const unsigned char *byte = (const unsigned char *)address(pointer) + bit / 8;
        value |= (uint64_t)(*byte >> bit % 8 & 1) << i;
    }
    return fit(&narrow, value);
}

static void store(const bw_interpreter *in, const bw_ir_inst *inst, uint64_t pointer, uint64_t value)
{
    if (inst->c == 0) {
        memcpy(address(pointer), &value, (size_t)type_at(in, inst->type)->size);
        return;
    }
    const bw_ir_field *field = &in->module->fields.at[inst->c];
    for (uint32_t i = 0; i < field->width_bits; i++) {
        uint64_t bit = field->offset_bits % 8 + i;
        unsigned char *byte = (unsigned char *)address(pointer) + bit / 8;
        unsigned mask = 1u << bit % 8;
        *byte = (unsigned char)((value >> i & 1) != 0 ? *byte | mask : *byte & ~mask);
    }
}

static void **object_memory(bw_interpreter *in, frame *f, bw_ir_ref object)
{
    if (object >= f->func->object && object - f->func->object < f->func->object_count)
        return &f->objects[object - f->func->object];
    void **memory = &in->memory[object];
    const bw_ir_object *entry = &in->module->objects.at[object];
    if (*memory == NULL) {
        *memory = calloc(1, (size_t)entry->size + 1);
        if (entry->data != NULL)
            memcpy(*memory, entry->data, (size_t)entry->size);
    }
    return memory;
}

static void come_to_life(bw_interpreter *in, frame *f, bw_ir_ref object, uint64_t size)
{
    void **memory = object_memory(in, f, object);
    free(*memory);
    *memory = malloc((size_t)size + 1);
    memset(*memory, PATTERN, (size_t)size + 1);
}

/* ---- operations ------------------------------------------------------------------------------------------------- */

static bool binary(bw_interpreter *in, const bw_ir_inst *inst, uint64_t a, uint64_t b, uint64_t *ret)
{
    const bw_ir_type *type = type_at(in, inst->type);
    bool is_signed = (type->flags & BW_TYPE_SIGNED) != 0;

    switch (inst->sub) {
    case BW_BIN_ADD: *ret = a + b; break;
    case BW_BIN_SUB: *ret = a - b; break;
    case BW_BIN_MUL: *ret = a * b; break;
    case BW_BIN_AND: *ret = a & b; break;
    case BW_BIN_OR: *ret = a | b; break;
    case BW_BIN_XOR: *ret = a ^ b; break;
    case BW_BIN_DIV:
    case BW_BIN_REM: {
        if (b == 0 || (is_signed && b == UINT64_MAX))
            return stop(in, "division");
        uint64_t quotient = is_signed ? (uint64_t)((int64_t)a / (int64_t)b) : a / b;
        *ret = inst->sub == BW_BIN_DIV ? quotient : a - quotient * b;
        break;
    }
    default:
        if (b >= type->bits)
            return stop(in, "shift");
        if (inst->sub == BW_BIN_SHL)
            *ret = a << b;
        else
            *ret = is_signed && (a >> 63) != 0 ? ~(~a >> b) : a >> b;
        break;
    }
    *ret = fit(type, *ret);
    return true;
}

static bool compare(const bw_ir_type *type, uint8_t kind, uint64_t a, uint64_t b)
{
    bool less = (type->flags & BW_TYPE_SIGNED) != 0 ? (int64_t)a < (int64_t)b : a < b;

    switch (kind) {
    case BW_CMP_EQ: return a == b;
    case BW_CMP_NE: return a != b;
    case BW_CMP_LT: return less;
    case BW_CMP_LE: return less || a == b;
    case BW_CMP_GT: return !less && a != b;
    default: return !less;
    }
}

static int128 wide(const bw_ir_type *type, uint64_t value)
{
    return (type->flags & BW_TYPE_SIGNED) != 0 ? (int128)(int64_t)value : (int128)value;
}

static uint64_t overflow(const bw_interpreter *in, const frame *f, const bw_ir_inst *inst)
{
    const bw_ir_type *result = type_at(in, type_at(in, f->func->insts[inst->c].type)->elem);
    int128 a = wide(type_at(in, f->func->insts[inst->a].type), f->values[inst->a]);
    int128 b = wide(type_at(in, f->func->insts[inst->b].type), f->values[inst->b]);
    int128 exact = inst->sub == BW_BIN_ADD ? a + b : inst->sub == BW_BIN_SUB ? a - b : a * b;
    uint64_t kept = fit(result, (uint64_t)exact);

    memcpy(address(f->values[inst->c]), &kept, (size_t)result->size);
    return wide(result, kept) != exact;
}

static bool index_by(bw_interpreter *in, frame *f, bw_ir_val i)
{
    const bw_ir_inst *inst = &f->func->insts[i];
    uint64_t stride = type_at(in, type_at(in, inst->type)->elem)->size;
    uint64_t step = f->values[inst->b] * stride;

    f->values[i] = inst->sub == BW_INDEX_MINUS ? f->values[inst->a] - step : f->values[inst->a] + step;
    return true;
}

static bool cast(bw_interpreter *in, frame *f, bw_ir_val i)
{
    const bw_ir_inst *inst = &f->func->insts[i];
    uint64_t value = f->values[inst->a];

    if (inst->sub == BW_CAST_FLOAT)
        return stop(in, "floating");
    f->values[i] = inst->sub == BW_CAST_BOOL ? value != 0 : fit(type_at(in, inst->type), value);
    return true;
}

/* ---- calls ------------------------------------------------------------------------------------------------------ */

static bool run(bw_interpreter *in, bw_ir_ref func, const uint64_t *args, uint32_t count, uint64_t *ret_result,
                void *record);

static bool library(bw_interpreter *in, const char *name, const uint64_t *args, uint32_t count, uint64_t *ret_result)
{
    if (strcmp(name, "memcpy") == 0 && count == 3)
        *ret_result = number(memmove(address(args[0]), address(args[1]), (size_t)args[2]));
    else if (strcmp(name, "memset") == 0 && count == 3)
        *ret_result = number(memset(address(args[0]), (int)args[1], (size_t)args[2]));
    else if (strcmp(name, "strlen") == 0 && count == 1)
        *ret_result = strlen(address(args[0]));
    else
        return stop(in, "unknown function");
    return true;
}

static bool call(bw_interpreter *in, frame *f, bw_ir_val i)
{
    const bw_ir_inst *inst = &f->func->insts[i];
    const uint32_t *list = f->func->extra + inst->extra;
    bw_ir_ref func = inst->a;
    uint64_t args[16];

    if (func == 0)
        func = (bw_ir_ref)(f->values[inst->b] - number(in->handles));
    if (list[0] > 16 || func == 0 || func >= in->module->funcs.count)
        return stop(in, "call");
    for (uint32_t k = 0; k < list[0]; k++)
        args[k] = f->values[list[1 + k]];
    const bw_ir_func *callee = &in->module->funcs.at[func];
    if (callee->body != BW_BODY_LOWERED)
        return library(in, callee->name, args, list[0], &f->values[i]);
    return run(in, func, args, list[0], &f->values[i], inst->c != 0 ? address(f->values[inst->c]) : NULL);
}

static bool plain(bw_interpreter *in, frame *f, bw_ir_val i)
{
    const bw_ir_inst *inst = &f->func->insts[i];
    uint64_t *v = f->values;
    const bw_ir_object *object;

    switch (inst->op) {
    case BW_IR_NOP:
    case BW_IR_ASSUME:
        return inst->op == BW_IR_NOP || v[inst->a] != 0 || stop(in, "assumption");
    case BW_IR_CONST:
        v[i] = (uint64_t)bw_ir_const_value(inst);
        return true;
    case BW_IR_ADDR:
        v[i] = number(*object_memory(in, f, inst->a));
        return v[i] != 0 || stop(in, "object that does not live");
    case BW_IR_FUNC:
        v[i] = number(in->handles + inst->a);
        return true;
    case BW_IR_LOAD:
        v[i] = load(in, inst, v[inst->a]);
        return true;
    case BW_IR_STORE:
        store(in, inst, v[inst->a], v[inst->b]);
        return true;
    case BW_IR_FIELD:
        v[i] = v[inst->a] + in->module->fields.at[inst->b].offset_bits / 8;
        return true;
    case BW_IR_INDEX:
        return index_by(in, f, i);
    case BW_IR_PTRDIFF: {
        uint64_t size = type_at(in, type_at(in, f->func->insts[inst->a].type)->elem)->size;
        v[i] = (uint64_t)((int64_t)(v[inst->a] - v[inst->b]) / (int64_t)size);
        return true;
    }
    case BW_IR_BIN:
        return binary(in, inst, v[inst->a], v[inst->b], &v[i]);
    case BW_IR_CMP:
        v[i] = compare(type_at(in, f->func->insts[inst->a].type), inst->sub, v[inst->a], v[inst->b]);
        return true;
    case BW_IR_UN:
        v[i] = inst->sub == BW_UN_LNOT ? v[inst->a] == 0 : inst->sub == BW_UN_NEG ? 0 - v[inst->a] : ~v[inst->a];
        v[i] = fit(type_at(in, inst->type), v[i]);
        return true;
    case BW_IR_CAST:
        return cast(in, f, i);
    case BW_IR_OVERFLOW:
        v[i] = overflow(in, f, inst);
        return true;
    case BW_IR_CALL:
        return call(in, f, i);
    case BW_IR_COPY:
        memmove(address(v[inst->a]), address(v[inst->b]), (size_t)type_at(in, inst->type)->size);
        return true;
    case BW_IR_ZERO:
        memset(address(v[inst->a]), 0, (size_t)type_at(in, inst->type)->size);
        return true;
    case BW_IR_DECL:
        object = &in->module->objects.at[inst->a];
        come_to_life(in, f, inst->a, inst->b != 0 ? v[inst->b] : object->size);
        return true;
    case BW_IR_LEAVE:
        object = &in->module->objects.at[inst->a];
        memset(*object_memory(in, f, inst->a), PATTERN, (size_t)object->size);
        return true;
    default:
        return stop(in, bw_ir_op_names[inst->op]);
    }
}

/* The block that the terminator leads to; 0 after a return. */
static uint32_t follow(bw_interpreter *in, frame *f, const bw_ir_inst *inst)
{
    const uint32_t *list = f->func->extra + inst->extra;

    switch (inst->op) {
    case BW_IR_BR:
        return inst->a;
    case BW_IR_CBR:
        return f->values[inst->a] != 0 ? inst->b : inst->c;
    case BW_IR_SWITCH:
        for (uint32_t k = 0; k < list[0]; k++) {
            const uint32_t *range = list + 2 + (size_t)k * 5;
            int64_t low = (int64_t)((uint64_t)range[0] | (uint64_t)range[1] << 32);
            int64_t high = (int64_t)((uint64_t)range[2] | (uint64_t)range[3] << 32);
            if (low <= (int64_t)f->values[inst->a] && (int64_t)f->values[inst->a] <= high)
                return range[4];
        }
        return list[1];
    case BW_IR_RET:
        f->result = inst->a != 0 ? f->values[inst->a] : 0;
        return 0;
    default:
        stop(in, bw_ir_op_names[inst->op]);
        return 0;
    }
}

static void execute(bw_interpreter *in, frame *f)
{
    uint32_t block = 1;

    while (block != 0 && in->reason == NULL) {
        const bw_ir_block *at = &f->func->blocks[block];
        uint32_t last = at->first + at->count - 1;
        for (uint32_t i = at->first; i < last; i++)
            if (!plain(in, f, i))
                return;
        in->steps += at->count;
        if (in->steps > STEPS_MAX) {
            stop(in, "too many steps");
            return;
        }
        block = follow(in, f, &f->func->insts[last]);
    }
}

static void open_frame(bw_interpreter *in, frame *f, const uint64_t *args)
{
    for (uint32_t k = 0; k < f->func->object_count; k++) {
        const bw_ir_object *object = &in->module->objects.at[f->func->object + k];
        const bw_ir_type *type = type_at(in, object->type);
        f->objects[k] = malloc((size_t)object->size + 1);
        memset(f->objects[k], PATTERN, (size_t)object->size + 1);
        if (k >= f->func->param_count)
            continue;
        bool record = type->kind == BW_TYPE_STRUCT || type->kind == BW_TYPE_UNION;
        memcpy(f->objects[k], record ? address(args[k]) : &args[k], (size_t)type->size);
    }
}

static bool run(bw_interpreter *in, bw_ir_ref func, const uint64_t *args, uint32_t count, uint64_t *ret_result,
                void *record)
{
    frame f = {.func = &in->module->funcs.at[func]};

    if (++in->depth > DEPTH_MAX || count < f.func->param_count) {
        in->depth--;
        return stop(in, "call depth or arguments");
    }
    f.values = calloc(f.func->inst_count, sizeof *f.values);
    f.objects = calloc(f.func->object_count + 1u, sizeof *f.objects);
    open_frame(in, &f, args);
    execute(in, &f);
    if (in->reason == NULL && record != NULL)
        memmove(record, address(f.result), (size_t)type_at(in, f.func->ret)->size);
    *ret_result = f.result;
    for (uint32_t k = 0; k < f.func->object_count; k++)
        free(f.objects[k]);
    free(f.objects);
    free(f.values);
    in->depth--;
    return in->reason == NULL;
}

void bw_interpreter_make(bw_interpreter *in, bw_ir_module *module)
{
    memset(in, 0, sizeof *in);
    in->module = module;
    in->memory = calloc(module->objects.count, sizeof *in->memory);
    in->handles = calloc(module->funcs.count, 1);
}

void bw_interpreter_drop(bw_interpreter *in)
{
    for (uint32_t i = 0; i < in->module->objects.count; i++)
        free(in->memory[i]);
    free(in->memory);
    free(in->handles);
}

bool bw_interpreter_call(bw_interpreter *in, const char *name, const uint64_t *args, uint32_t count,
                         uint64_t *ret_result)
{
    in->reason = NULL;
    in->steps = 0;
    for (bw_ir_ref func = 1; func < in->module->funcs.count; func++)
        if (in->module->funcs.at[func].body == BW_BODY_LOWERED && strcmp(in->module->funcs.at[func].name, name) == 0)
            return run(in, func, args, count, ret_result, NULL);
    return stop(in, "no such function");
}
