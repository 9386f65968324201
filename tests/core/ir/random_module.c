/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "random_module.h"

#include "core/ir_shape.h"

#include <string.h>

typedef struct maker {
    bw_ir_module module;
    uint64_t state;
    bw_pos *positions;
    bw_ir_func *func; /* whose body is made */
    bw_ir_ref func_ref;
    bw_ir_val *values; /* results that blocks of func make */
    uint32_t value_count;
    BW_VEC(uint32_t) extra;
} maker;

#define POSITIONS 40u

/* splitmix64 */
static uint64_t next(maker *make)
{
    uint64_t z = make->state += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static uint32_t below(maker *make, uint32_t bound)
{
    return (uint32_t)(next(make) % bound);
}

static bool chance(maker *make, uint32_t percent)
{
    return below(make, 100) < percent;
}

/* A number of any length, small ones more often. */
static uint64_t number(maker *make)
{
    return next(make) >> below(make, 64);
}

static const char *name(maker *make)
{
    static const char *const names[] = {"a",    "b",      "i",   "dst",      "",     "",           "none",   "struct", "local",
                                        "b1",   "v1",     "_x$", "odd name", "#2",   "q\"uote\\",  "\xc3\xa4", "9lives", "new\nline",
                                        "size", "%s%n%d", "to",  "into",     "temp", "annotate"};

    return names[below(make, sizeof names / sizeof names[0])];
}

static bw_ir_loc location(maker *make)
{
    uint32_t at = chance(make, 50) ? 1 + below(make, POSITIONS) : 0;

    return (bw_ir_loc){at, at};
}

static bool resolve(void *context, bw_ir_loc loc, bw_pos *ret_pos)
{
    *ret_pos = ((const bw_pos *)context)[loc.begin];
    return ret_pos->line != 0;
}

static void make_positions(maker *make)
{
    static const char *const files[] = {"main.c", "a.h", "dir/b.h", "odd \"name\".h"};

    make->positions = bw_core_array(make->module.arena, bw_pos, POSITIONS + 1);
    for (uint32_t i = 1; i <= POSITIONS; i++) {
        bw_pos *pos = &make->positions[i];
        if (chance(make, 5))
            continue;
        pos->file = files[below(make, 4)];
        pos->line = 1 + below(make, 1000);
        pos->column = below(make, 100);
        if (chance(make, 80)) {
            pos->end_line = pos->line + below(make, 3);
            pos->end_column = below(make, 100);
        }
        if (chance(make, 50)) {
            pos->begin = below(make, 100000);
            pos->end = pos->begin + 1 + below(make, 20);
        }
        pos->in_macro = chance(make, 20);
    }
    make->module.source.context = make->positions;
    make->module.source.resolve = resolve;
}

static bw_ir_ref annotations(maker *make, uint32_t *ret_count)
{
    bw_ir_ref first = make->module.annots.count;

    *ret_count = chance(make, 15) ? 1 + below(make, 3) : 0;
    for (uint32_t i = 0; i < *ret_count; i++)
        bw_vec_push(make->module.arena, &make->module.annots, (bw_ir_annot){name(make)});
    return *ret_count == 0 ? 0 : first;
}

/* ---- types ------------------------------------------------------------------------------------------------------ */

static bw_ir_ref any_type(maker *make)
{
    return below(make, make->module.types.count);
}

static void make_scalar(maker *make)
{
    static const uint16_t widths[] = {1, 8, 16, 32, 64, 128, 24, 0, 80};
    bw_ir_type type = {.kind = (uint8_t)(BW_TYPE_VOID + below(make, 6)), .elem = 0};
    const char *spelling;

    if (type.kind == BW_TYPE_ARRAY)
        type.kind = BW_TYPE_INT;
    if (type.kind == BW_TYPE_INT && chance(make, 50))
        type.flags = BW_TYPE_SIGNED;
    if (type.kind == BW_TYPE_INT || type.kind == BW_TYPE_FLOAT)
        type.bits = widths[below(make, 9)];
    if (type.kind == BW_TYPE_BOOL)
        type.bits = 1;
    if (type.kind == BW_TYPE_POINTER)
        type.elem = any_type(make);
    spelling = bw_ir_type_spelling(&type);
    (void)bw_ir_type_natural(&make->module, &type);
    type.name = chance(make, 70) ? spelling : chance(make, 50) ? NULL : name(make);
    if (chance(make, 15))
        type.flags ^= (uint8_t)(1u << below(make, 6));
    if (chance(make, 10))
        type.bits = (uint16_t)next(make);
    if (chance(make, 10))
        type.size = number(make);
    if (chance(make, 10))
        type.align = (uint32_t)number(make);
    bw_vec_push(make->module.arena, &make->module.types, type);
}

static void make_derived(maker *make)
{
    static const uint8_t kinds[] = {BW_TYPE_POINTER, BW_TYPE_ARRAY, BW_TYPE_VLA, BW_TYPE_FUNCTION};
    bw_ir_type type = {.kind = kinds[below(make, 4)], .elem = any_type(make)};

    if (type.kind == BW_TYPE_ARRAY) {
        type.count = chance(make, 30) ? 0 : number(make);
        if (chance(make, 30))
            type.flags = chance(make, 50) ? BW_TYPE_UNBOUND : BW_TYPE_FLEXIBLE;
    }
    (void)bw_ir_type_natural(&make->module, &type);
    if (chance(make, 10))
        type.size = number(make);
    bw_vec_push(make->module.arena, &make->module.types, type);
}

/* The record's entry; its fields come when all types are there, so that records reach each other. */
static void make_record(maker *make)
{
    bw_ir_type type = {.kind = chance(make, 70) ? BW_TYPE_STRUCT : BW_TYPE_UNION, .name = name(make)};

    if (chance(make, 20))
        type.flags = BW_TYPE_INCOMPLETE;
    type.align = chance(make, 80) ? 1 : (uint32_t)number(make);
    type.size = type.flags != 0 && chance(make, 80) ? 0 : number(make);
    bw_vec_push(make->module.arena, &make->module.types, type);
}

static void make_fields(maker *make, bw_ir_ref record)
{
    bw_ir_module *module = &make->module;
    uint32_t count = (module->types.at[record].flags & BW_TYPE_INCOMPLETE) != 0 && chance(make, 80) ? 0 : below(make, 6);
    bw_ir_ref first = module->fields.count;

    for (uint32_t i = 0; i < count; i++) {
        bw_ir_field field = {.name = name(make), .type = any_type(make), .parent = record};
        field.offset_bits = chance(make, 80) ? number(make) / 8 * 8 : number(make);
        field.width_bits = chance(make, 20) ? 1 + below(make, 64) : 0;
        if (chance(make, 20)) {
            field.counted_by = first + below(make, count);
            field.counted_in_bytes = chance(make, 50);
        }
        field.annots = annotations(make, &field.annot_count);
        bw_vec_push(module->arena, &module->fields, field);
    }
    module->types.at[record].field = count == 0 ? 0 : first;
    module->types.at[record].field_count = count;
}

static void make_types(maker *make)
{
    uint32_t count = 4 + below(make, 40);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t kind = below(make, 10);
        if (kind < 5)
            make_scalar(make);
        else if (kind < 8)
            make_derived(make);
        else
            make_record(make);
    }
    for (bw_ir_ref i = 1; i < make->module.types.count; i++)
        if (make->module.types.at[i].kind == BW_TYPE_STRUCT || make->module.types.at[i].kind == BW_TYPE_UNION)
            make_fields(make, i);
}

/* ---- objects and functions -------------------------------------------------------------------------------------- */

static void make_object(maker *make, bw_ir_object_kind kind, bw_ir_ref func)
{
    bw_ir_object object = {.kind = (uint8_t)kind, .type = any_type(make), .func = func, .name = name(make)};

    object.flags = (uint8_t)(chance(make, 50) ? 0 : below(make, 64));
    object.size = chance(make, 60) ? make->module.types.at[object.type].size : below(make, 40);
    if (object.size <= 40 && chance(make, 30)) {
        char *data = bw_core_array(make->module.arena, char, (size_t)object.size + 1);
        for (uint64_t i = 0; i < object.size; i++)
            data[i] = (char)(chance(make, 60) ? 'a' + below(make, 26) : below(make, 256));
        object.data = data;
    }
    object.annots = annotations(make, &object.annot_count);
    object.loc = location(make);
    bw_vec_push(make->module.arena, &make->module.objects, object);
}

static void make_globals(maker *make, uint32_t func_count)
{
    for (uint32_t count = below(make, 6); count > 0; count--)
        make_object(make, chance(make, 50) ? BW_OBJECT_GLOBAL : BW_OBJECT_LITERAL,
                    chance(make, 20) ? 1 + below(make, func_count) : 0);
}

static void make_func(maker *make, bw_ir_ref ref, uint32_t func_count)
{
    bw_ir_module *module = &make->module;
    bw_ir_func func = {.name = name(make), .ret = any_type(make), .loc = location(make)};
    uint32_t locals = 0;

    func.flags = chance(make, 50) ? 0 : below(make, 1u << 13);
    func.type = any_type(make);
    func.body = (uint8_t)(chance(make, 60) ? BW_BODY_LOWERED : below(make, 4));
    if (chance(make, 20)) {
        func.alloc_size[0] = (uint8_t)below(make, 256);
        func.alloc_size[1] = (uint8_t)below(make, 3);
    }
    func.annots = annotations(make, &func.annot_count);
    func.object = module->objects.count;
    func.param_count = below(make, 4);
    if (chance(make, 90)) {
        for (uint32_t i = 0; i < func.param_count; i++)
            make_object(make, BW_OBJECT_PARAM, ref);
        locals = chance(make, 60) ? below(make, 6) : 0;
        for (uint32_t i = 0; i < locals; i++)
            make_object(make, chance(make, 60) ? BW_OBJECT_LOCAL : BW_OBJECT_TEMP, ref);
        func.object_count = func.param_count + locals;
    }
    if (func.object_count == 0)
        func.object = 0;
    bw_vec_push(module->arena, &module->funcs, func);
    make_globals(make, func_count);
}

/* ---- bodies ----------------------------------------------------------------------------------------------------- */

static bw_ir_val any_value(maker *make)
{
    return make->value_count == 0 || chance(make, 3) ? 0 : make->values[below(make, make->value_count)];
}

static uint32_t any_block(maker *make)
{
    return 1 + below(make, make->func->block_count - 1);
}

static bw_ir_ref any_object(maker *make)
{
    const bw_ir_module *module = &make->module;

    for (int tries = 0; tries < 20; tries++) {
        bw_ir_ref object = below(make, module->objects.count);
        uint8_t kind = module->objects.at[object].kind;
        if (kind == BW_OBJECT_GLOBAL || kind == BW_OBJECT_LITERAL || module->objects.at[object].func == make->func_ref)
            return object;
    }
    return 0;
}

static uint32_t make_list(maker *make, bool blocks)
{
    uint32_t count = below(make, 5);
    uint32_t start = make->extra.count;

    bw_vec_push(make->module.arena, &make->extra, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t word = blocks ? any_block(make) : any_value(make);
        bw_vec_push(make->module.arena, &make->extra, word);
    }
    return start;
}

static uint32_t make_switch(maker *make)
{
    uint32_t count = below(make, 5);
    uint32_t start = make->extra.count;
    uint32_t block = any_block(make);

    bw_vec_push(make->module.arena, &make->extra, count);
    bw_vec_push(make->module.arena, &make->extra, block);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t low = chance(make, 50) ? number(make) : ~number(make);
        uint64_t high = chance(make, 60) ? low : low + number(make);
        uint32_t words[] = {(uint32_t)(low & UINT32_MAX), (uint32_t)(low >> 32), (uint32_t)(high & UINT32_MAX),
                            (uint32_t)(high >> 32), any_block(make)};
        for (int k = 0; k < 5; k++)
            bw_vec_push(make->module.arena, &make->extra, words[k]);
    }
    return start;
}

static void make_operand(maker *make, bw_ir_inst *inst, char step, char letter)
{
    uint32_t *field = bw_ir_shape_field(inst, letter);
    bw_ir_module *module = &make->module;

    switch (step) {
    case 'v':
        *field = any_value(make);
        break;
    case '?':
    case 'i':
        *field = chance(make, 50) ? 0 : any_value(make);
        break;
    case 'o':
        *field = any_object(make);
        break;
    case 'f':
        *field = below(make, module->funcs.count);
        break;
    case 'b':
        *field = any_block(make);
        break;
    case 'F':
    case '&':
        *field = chance(make, 50) ? 0 : below(make, module->fields.count);
        break;
    case 'r':
        *field = bw_ir_string(module, name(make));
        break;
    case 'k':
        inst->a = (uint32_t)next(make) >> below(make, 32);
        inst->b = chance(make, 60) ? 0 : (uint32_t)next(make);
        break;
    case 'C':
        inst->a = chance(make, 60) ? below(make, module->funcs.count) : 0;
        inst->b = inst->a == 0 ? any_value(make) : 0;
        break;
    case '(':
    case '[':
        inst->extra = make_list(make, step == '[');
        break;
    case 'S':
        inst->extra = make_switch(make);
        break;
    default:
        break;
    }
}

static void make_operands(maker *make, bw_ir_inst *inst)
{
    for (const char *step = bw_ir_shapes[inst->op].steps; *step != '\0'; step++) {
        make_operand(make, inst, step[0], step[1]);
        if (strchr("v?iofbF&r", *step) != NULL)
            step++;
    }
}

/* Blocks get their instructions in a shuffled order, with unused ones between them. */
static uint32_t place_blocks(maker *make)
{
    bw_ir_func *func = make->func;
    uint32_t order[16];
    uint32_t at = 1;

    for (uint32_t i = 1; i < func->block_count; i++)
        order[i] = i;
    for (uint32_t i = func->block_count - 1; i > 1 && chance(make, 70); i--) {
        uint32_t other = 1 + below(make, i);
        uint32_t kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
    for (uint32_t i = 1; i < func->block_count; i++) {
        at += chance(make, 20) ? below(make, 4) : 0;
        func->blocks[order[i]].first = at;
        func->blocks[order[i]].count = below(make, 8);
        at += func->blocks[order[i]].count;
    }
    return at;
}

static void make_body(maker *make, bw_ir_ref ref)
{
    bw_ir_module *module = &make->module;
    bw_ir_func *func = &module->funcs.at[ref];

    make->func = func;
    make->func_ref = ref;
    func->block_count = 2 + below(make, 8);
    func->blocks = bw_core_array(module->arena, bw_ir_block, func->block_count);
    func->inst_count = place_blocks(make);
    func->insts = bw_core_array(module->arena, bw_ir_inst, func->inst_count);
    make->values = bw_core_array(module->arena, bw_ir_val, func->inst_count);
    make->value_count = 0;
    memset(&make->extra, 0, sizeof make->extra);
    for (uint32_t block = 1; block < func->block_count; block++)
        for (uint32_t k = 0; k < func->blocks[block].count; k++) {
            uint32_t index = func->blocks[block].first + k;
            bw_ir_inst *inst = &func->insts[index];
            inst->op = (uint8_t)below(make, BW_IR_OP_COUNT);
            inst->type = any_type(make);
            inst->flags = (uint16_t)(chance(make, 60) ? 0 : below(make, 1u << 9));
            inst->loc = location(make);
            if (bw_ir_shapes[inst->op].sub_count != 0)
                inst->sub = (uint8_t)below(make, bw_ir_shapes[inst->op].sub_count);
            if (bw_ir_makes_value(module, inst))
                make->values[make->value_count++] = index;
        }
    for (uint32_t block = 1; block < func->block_count; block++)
        for (uint32_t k = 0; k < func->blocks[block].count; k++)
            make_operands(make, &func->insts[func->blocks[block].first + k]);
    func->extra = make->extra.at;
    func->extra_count = make->extra.count;
}

bw_ir_module random_module(struct bw_arena *arena, uint64_t seed)
{
    static const uint16_t widths[] = {64, 64, 32, 16};
    maker make = {.state = seed};
    uint32_t func_count;

    bw_ir_module_init(&make.module, arena, name(&make));
    make.module.target = name(&make);
    make.module.pointer_bits = widths[below(&make, 4)];
    make.module.big_endian = chance(&make, 30);
    make.module.hardened = chance(&make, 30);
    make_positions(&make);
    make_types(&make);
    func_count = 1 + below(&make, 6);
    make_globals(&make, func_count);
    for (bw_ir_ref ref = 1; ref <= func_count; ref++)
        make_func(&make, ref, func_count);
    for (bw_ir_ref ref = 1; ref <= func_count; ref++)
        if (make.module.funcs.at[ref].body == BW_BODY_LOWERED || chance(&make, 10))
            make_body(&make, ref);
    return make.module;
}
