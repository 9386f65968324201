/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir_shape.h"

#define SUBS(count, names) .sub_count = (uint8_t)(count), .sub = names

const bw_ir_shape bw_ir_shapes[BW_IR_OP_COUNT] = {
    [BW_IR_NOP] = {.steps = ""},
    [BW_IR_CONST] = {.steps = "k", .result = BW_RESULT_ALWAYS, .typed = true},
    [BW_IR_FLOAT] = {.steps = "", .result = BW_RESULT_ALWAYS, .typed = true},
    [BW_IR_ADDR] = {.steps = "oa", .result = BW_RESULT_ALWAYS, .typed = true},
    [BW_IR_FUNC] = {.steps = "fa", .result = BW_RESULT_ALWAYS, .typed = true},
    [BW_IR_LOAD] = {.steps = "va&c", .result = BW_RESULT_ALWAYS, .typed = true},
    [BW_IR_STORE] = {.steps = "vb>va&c", .typed = true},
    [BW_IR_FIELD] = {.steps = "va,Fb", .result = BW_RESULT_ALWAYS, .typed = true},
    [BW_IR_INDEX] = {.steps = "va,vb", .result = BW_RESULT_ALWAYS, .typed = true,
                     SUBS(BW_INDEX_COUNT, bw_ir_index_names)},
    [BW_IR_PTRDIFF] = {.steps = "va,vb", .result = BW_RESULT_ALWAYS, .typed = true},
    [BW_IR_BIN] = {.steps = "va,vb", .result = BW_RESULT_ALWAYS, .typed = true, SUBS(BW_BIN_COUNT, bw_ir_bin_names)},
    [BW_IR_CMP] = {.steps = "va,vb", .result = BW_RESULT_ALWAYS, .typed = true, SUBS(BW_CMP_COUNT, bw_ir_cmp_names)},
    [BW_IR_UN] = {.steps = "va", .result = BW_RESULT_ALWAYS, .typed = true, SUBS(BW_UN_COUNT, bw_ir_un_names)},
    [BW_IR_CAST] = {.steps = "va", .result = BW_RESULT_ALWAYS, .typed = true, SUBS(BW_CAST_COUNT, bw_ir_cast_names)},
    /* Only the first three of the binary operations can be asked whether they wrapped. */
    [BW_IR_OVERFLOW] = {.steps = "va,vb,vc", .result = BW_RESULT_ALWAYS, .typed = true,
                        SUBS(BW_BIN_MUL + 1, bw_ir_bin_names)},
    [BW_IR_CALL] = {.steps = "C(ic", .result = BW_RESULT_TYPED, .typed = true},
    [BW_IR_COPY] = {.steps = "vb>va", .typed = true},
    [BW_IR_ZERO] = {.steps = "va", .typed = true},
    [BW_IR_DECL] = {.steps = "oa?b"},
    [BW_IR_LEAVE] = {.steps = "oa"},
    [BW_IR_ASSUME] = {.steps = "va"},
    [BW_IR_ASM] = {.steps = "("},
    [BW_IR_OPAQUE] = {.steps = "rb(", .result = BW_RESULT_TYPED, .typed = true},
    [BW_IR_BR] = {.steps = "ba"},
    [BW_IR_CBR] = {.steps = "va,bb,bc"},
    [BW_IR_SWITCH] = {.steps = "va,S"},
    [BW_IR_INDIRECT] = {.steps = "["},
    [BW_IR_RET] = {.steps = "?a"},
    [BW_IR_UNREACHABLE] = {.steps = ""},
};

const char *const bw_ir_type_flag_names[] = {"signed", "flexible", "incomplete", "user", "wraps", "enum", NULL};
const char *const bw_ir_object_flag_names[] = {"const", "volatile", "address_taken", "static", "extern", "system", NULL};
const char *const bw_ir_func_flag_names[] = {"static",   "inline", "variadic", "noreturn",        "main_file",
                                             "system",   "hardened", "trusted", "pure",           "malloc",
                                             "returns_nonnull", "builtin", "setjmp", NULL};
const char *const bw_ir_inst_flag_names[] = {"volatile", "explicit", "unsafe",   "macro", "trusted",
                                             "system",   "init",     "compound", "loop",     "argument", "exhaustive", "guarded",
                                             "ptrsize", NULL};
const char *const bw_ir_body_names[4] = {"declared", "available", "lowered", "failed"};

bool bw_ir_makes_value(const bw_ir_module *module, const bw_ir_inst *inst)
{
    switch (bw_ir_shapes[inst->op].result) {
    case BW_RESULT_ALWAYS:
        return true;
    case BW_RESULT_TYPED:
        return inst->type >= module->types.count ||
               (inst->type != 0 && module->types.at[inst->type].kind != BW_TYPE_VOID);
    default:
        return false;
    }
}

bool bw_ir_inst_uses(const bw_ir_func *func, const bw_ir_inst *inst, bw_ir_val val)
{
    bw_ir_inst copy = *inst;
    for (const char *step = bw_ir_shapes[inst->op].steps; *step != '\0'; step++) {
        if ((step[0] == 'v' || step[0] == '?') && step[1] != '\0' && *bw_ir_shape_field(&copy, step[1]) == val)
            return true;
        if (step[0] == 'C' && inst->a == 0 && inst->b == val)
            return true;
        if (step[0] == '(')
            for (uint32_t i = 0; i < func->extra[inst->extra]; i++)
                if (func->extra[inst->extra + 1 + i] == val)
                    return true;
    }
    return false;
}

uint32_t *bw_ir_shape_field(bw_ir_inst *inst, char letter)
{
    return letter == 'a' ? &inst->a : letter == 'b' ? &inst->b : &inst->c;
}

/* The bytes that hold bits, as a power of two. */
static uint32_t storage_bytes(uint32_t bits)
{
    uint32_t bytes = 1;

    while (bytes * 8u < bits)
        bytes *= 2;
    return bytes;
}

const char *bw_ir_type_spelling(const bw_ir_type *type)
{
    bool is_signed = (type->flags & BW_TYPE_SIGNED) != 0;

    switch (type->kind == BW_TYPE_INT || type->kind == BW_TYPE_FLOAT ? type->kind << 16 | type->bits : type->kind) {
    case BW_TYPE_VOID:
        return "void";
    case BW_TYPE_BOOL:
        return "_Bool";
    case BW_TYPE_INT << 16 | 8:
        return is_signed ? "char" : "unsigned char";
    case BW_TYPE_INT << 16 | 16:
        return is_signed ? "short" : "unsigned short";
    case BW_TYPE_INT << 16 | 32:
        return is_signed ? "int" : "unsigned int";
    case BW_TYPE_INT << 16 | 64:
        return is_signed ? "long" : "unsigned long";
    case BW_TYPE_FLOAT << 16 | 32:
        return "float";
    case BW_TYPE_FLOAT << 16 | 64:
        return "double";
    case BW_TYPE_FLOAT << 16 | 128:
        return "long double";
    default:
        return NULL;
    }
}

static bool array_size(const bw_ir_type *elem, bw_ir_type *type)
{
    type->align = elem->align;
    if (elem->size != 0 && type->count > UINT64_MAX / elem->size)
        return false;
    type->size = type->count * elem->size;
    return true;
}

bool bw_ir_type_natural(const bw_ir_module *module, bw_ir_type *type)
{
    const bw_ir_type *elem = &module->types.at[type->elem < module->types.count ? type->elem : 0];

    type->size = 0;
    type->align = 1;
    switch (type->kind) {
    case BW_TYPE_POINTER:
        type->bits = module->pointer_bits;
        /* fallthrough */
    case BW_TYPE_BOOL:
    case BW_TYPE_INT:
    case BW_TYPE_FLOAT:
        type->size = storage_bytes(type->bits);
        type->align = type->size > 16 ? 16 : (uint32_t)type->size;
        return true;
    case BW_TYPE_ARRAY:
        return array_size(elem, type);
    case BW_TYPE_VLA:
        type->align = elem->align;
        return true;
    default:
        return true;
    }
}
