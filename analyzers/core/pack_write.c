/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* First what is needed is marked, from the bodies outwards; then the marked entries are numbered and written. */
#include "core/pack.h"

#include <string.h>

#include "core/ir_shape.h"

enum { NEED_NONE, NEED_ENTRY, NEED_LAYOUT };

typedef struct slot {
    uint64_t key[2];
    uint32_t number; /* 0: free */
} slot;

/* Numbers for keys, in the order of first use. */
typedef struct numbers {
    slot *slots;
    uint32_t room, count; /* room: a power of two */
    uint32_t capacity;    /* slots that there are, room of which are in use */
} numbers;

typedef struct packer {
    bw_ir_module *module;
    struct bw_arena *arena;
    BW_VEC(unsigned char) out;
    BW_VEC(const char *) strings;
    numbers string_numbers;
    /* by entry of the module: need while marking, then 1 + the new number */
    uint8_t *type_need;
    uint32_t *types, *fields, *objects, *funcs, *reasons;
    uint32_t type_count, field_count, object_count, func_count, reason_count;
    uint8_t *func_body;
    BW_VEC(bw_ir_ref) work; /* functions whose bodies are to be looked at */
    numbers places;         /* of one body */
    BW_VEC(bw_pos) positions;
} packer;

/* ---- numbers ---------------------------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ (b << 32 | b >> 32)) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 29;
}

static void place_slot(numbers *n, slot s)
{
    uint32_t at = (uint32_t)mix(s.key[0], s.key[1]) & (n->room - 1);
    while (n->slots[at].number != 0)
        at = (at + 1) & (n->room - 1);
    n->slots[at] = s;
}

/* The number of a key from 1; *ret_new when it was not known. Keys of strings are their hash, told apart by same. */
static uint32_t number_of(packer *p, numbers *n, uint64_t a, uint64_t b, bool *ret_new)
{
    if (2 * (n->count + 1) > n->room) {
        numbers old = *n;
        n->room = old.room == 0 ? 64 : old.room * 2;
        n->slots = bw_core_array(p->arena, slot, n->room);
        for (uint32_t i = 0; i < old.room; i++)
            if (old.slots[i].number != 0)
                place_slot(n, old.slots[i]);
    }
    uint32_t at = (uint32_t)mix(a, b) & (n->room - 1);
    while (n->slots[at].number != 0) {
        if (n->slots[at].key[0] == a && n->slots[at].key[1] == b) {
            *ret_new = false;
            return n->slots[at].number;
        }
        at = (at + 1) & (n->room - 1);
    }
    n->slots[at] = (slot){{a, b}, ++n->count};
    *ret_new = true;
    return n->count;
}

/* Begins anew, with room for so many keys. What a large function needed, the small ones behind it do not wipe. */
static void forget_numbers(packer *p, numbers *n, uint32_t keys)
{
    n->room = 64;
    while (n->room < 2 * (keys + 1))
        n->room *= 2;
    if (n->room > n->capacity) {
        n->capacity = n->room;
        n->slots = bw_core_array(p->arena, slot, n->capacity);
    } else {
        memset(n->slots, 0, n->room * sizeof *n->slots);
    }
    n->count = 0;
}

/* ---- bytes ------------------------------------------------------------------------------------------------------ */

static void put_byte(packer *p, unsigned char byte)
{
    bw_vec_push(p->arena, &p->out, byte);
}

static void put(packer *p, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        put_byte(p, (unsigned char)(0x80 | (value & 0x7f)));
    put_byte(p, (unsigned char)value);
}

/* Near zero either way. */
static void put_signed(packer *p, int64_t value)
{
    put(p, (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0));
}

/* 0 for NULL, else 1 + the number of the string. */
static void put_string(packer *p, const char *text)
{
    if (text == NULL) {
        put(p, 0);
        return;
    }
    uint64_t hash[2] = {UINT64_C(0xcbf29ce484222325), UINT64_C(0x9e3779b97f4a7c15)};
    size_t size = 0;
    for (; text[size] != '\0'; size++) {
        hash[0] = (hash[0] ^ (unsigned char)text[size]) * UINT64_C(0x100000001b3);
        hash[1] = (hash[1] + (unsigned char)text[size]) * UINT64_C(0xd6e8feb86659fd93);
        hash[1] ^= hash[1] >> 32;
    }
    bool fresh;
    uint32_t number = number_of(p, &p->string_numbers, hash[0], hash[1] ^ size, &fresh);
    /* two texts of one hash: the second is stored again under no key, which costs a little room and nothing else */
    if (!fresh && strcmp(p->strings.at[number - 1], text) != 0)
        fresh = true;
    if (fresh) {
        bw_vec_push(p->arena, &p->strings, text);
        number = p->strings.count;
        p->string_numbers.count = number;
    }
    put(p, number);
}

static void put_pos(packer *p, const bw_pos *pos, const bw_pos *before)
{
    put_string(p, pos->file);
    if (pos->file == NULL)
        return;
    put_signed(p, (int64_t)pos->line - (int64_t)before->line);
    put(p, pos->column);
    put_signed(p, (int64_t)pos->end_line - (int64_t)pos->line);
    put(p, pos->end_column);
    put_signed(p, (int64_t)pos->begin - (int64_t)before->begin);
    put(p, (uint64_t)(pos->end - pos->begin) << 1 | (pos->in_macro ? 1 : 0));
}

static bool resolve(const packer *p, bw_ir_loc loc, bw_pos *ret_pos)
{
    const bw_ir_source_ops *source = &p->module->source;
    *ret_pos = (bw_pos){0};
    if (loc.begin == 0 || source->resolve == NULL || !source->resolve(source->context, loc, ret_pos))
        return false;
    if (ret_pos->end < ret_pos->begin)
        ret_pos->end = ret_pos->begin;
    return ret_pos->file != NULL;
}

static void put_loc(packer *p, bw_ir_loc loc)
{
    bw_pos pos, none = {0};
    if (!resolve(p, loc, &pos))
        pos.file = NULL;
    put_pos(p, &pos, &none);
}

/* ---- what is needed --------------------------------------------------------------------------------------------- */

static void need_field(packer *p, bw_ir_ref field);

static void need_type(packer *p, bw_ir_ref type, uint8_t need)
{
    if (type == 0 || p->type_need[type] >= need)
        return;
    p->type_need[type] = need;
    const bw_ir_type *t = &p->module->types.at[type];
    switch (t->kind) {
    case BW_TYPE_POINTER:
    case BW_TYPE_FUNCTION:
        need_type(p, t->elem, NEED_ENTRY);
        break;
    case BW_TYPE_ARRAY:
    case BW_TYPE_VLA:
        need_type(p, t->elem, need);
        break;
    case BW_TYPE_STRUCT:
    case BW_TYPE_UNION:
        for (uint32_t i = 0; i < t->field_count && need == NEED_LAYOUT; i++)
            need_field(p, t->field + i);
        break;
    default:
        break;
    }
}

static void need_field(packer *p, bw_ir_ref field)
{
    if (field == 0 || p->fields[field] != 0)
        return;
    p->fields[field] = 1;
    const bw_ir_field *f = &p->module->fields.at[field];
    need_type(p, f->parent, NEED_ENTRY);
    need_type(p, f->type, NEED_LAYOUT);
    need_field(p, f->counted_by);
}

#define HEADER_BITS 512u

/* Whether two records begin alike is asked of those that pointers are converted to and from. */
static void need_header(packer *p, bw_ir_ref pointer)
{
    const bw_ir_type *type = &p->module->types.at[pointer];
    const bw_ir_type *record = &p->module->types.at[type->kind == BW_TYPE_POINTER ? type->elem : 0];
    for (uint32_t i = 0; record->kind == BW_TYPE_STRUCT && i < record->field_count; i++)
        if (p->module->fields.at[record->field + i].offset_bits < HEADER_BITS)
            need_field(p, record->field + i);
}

static void need_func(packer *p, bw_ir_ref func, bool with_body)
{
    const bw_ir_func *f = &p->module->funcs.at[func];
    if (p->funcs[func] == 0) {
        p->funcs[func] = 1;
        need_type(p, f->type, NEED_ENTRY);
        need_type(p, f->ret, NEED_ENTRY);
        for (uint32_t i = 0; i < f->param_count; i++)
            need_type(p, p->module->objects.at[f->object + i].type, NEED_ENTRY);
    }
    if (p->func_body[func] || !with_body)
        return;
    p->func_body[func] = 1;
    bw_vec_push(p->arena, &p->work, func);
}

/* A function of a header that is mentioned comes along when it is small. */
static bool comes_along(const packer *p, bw_ir_ref func)
{
    const bw_ir_func *f = &p->module->funcs.at[func];
    return f->body == BW_BODY_LOWERED && !(f->flags & BW_FUNC_SYSTEM) && f->inst_count <= BW_PACK_HEADER_MAX;
}

static void need_object(packer *p, bw_ir_ref object)
{
    const bw_ir_object *o = &p->module->objects.at[object];
    if (p->objects[object] != 0)
        return;
    p->objects[object] = 1;
    need_type(p, o->type, NEED_ENTRY);
    for (uint32_t i = 0; i < o->init_count; i++) {
        if (o->init[i].kind == BW_INIT_OBJECT) {
            need_object(p, o->init[i].ref);
        } else if (o->init[i].kind == BW_INIT_FUNC) {
            need_func(p, o->init[i].ref, comes_along(p, o->init[i].ref));
            need_type(p, o->type, NEED_LAYOUT); /* which member of a table it is says who calls it */
        }
    }
}

static bool is_local(const bw_ir_func *f, bw_ir_ref object)
{
    return object >= f->object && object - f->object < f->object_count;
}

static void need_inst(packer *p, const bw_ir_func *f, bw_ir_inst *inst)
{
    bool whole = inst->op == BW_IR_COPY || inst->op == BW_IR_ZERO || inst->op == BW_IR_STORE;
    need_type(p, inst->type, whole ? NEED_LAYOUT : NEED_ENTRY);
    if (inst->op == BW_IR_CAST && inst->sub == BW_CAST_PTR) {
        need_header(p, inst->type);
        need_header(p, f->insts[inst->a].type);
    }
    for (const char *step = bw_ir_shapes[inst->op].steps; *step != '\0'; step++) {
        switch (*step) {
        case 'o':
            if (!is_local(f, *bw_ir_shape_field(inst, step[1])))
                need_object(p, *bw_ir_shape_field(inst, step[1]));
            break;
        case 'f':
            need_func(p, inst->a, comes_along(p, inst->a));
            break;
        case 'C':
            if (inst->a != 0)
                need_func(p, inst->a, comes_along(p, inst->a));
            break;
        case 'F':
            need_field(p, inst->b);
            break;
        case '&':
            need_field(p, inst->c);
            break;
        case 'r':
            p->reasons[inst->b] = 1;
            break;
        default:
            break;
        }
    }
}

static void need_bodies(packer *p)
{
    bw_ir_module *m = p->module;
    for (bw_ir_ref func = 1; func < m->funcs.count; func++) {
        const bw_ir_func *f = &m->funcs.at[func];
        if ((f->flags & BW_FUNC_MAIN_FILE) && f->body == BW_BODY_LOWERED)
            need_func(p, func, f->inst_count <= BW_PACK_BODY_MAX);
    }
    for (bw_ir_ref object = 1; object < m->objects.count; object++) {
        const bw_ir_object *o = &m->objects.at[object];
        bool defined = o->kind == BW_OBJECT_GLOBAL && !(o->flags & (BW_OBJECT_STATIC | BW_OBJECT_EXTERN));
        if (defined || o->init_count != 0) /* other units may name it, though this one does not */
            need_object(p, object);
    }
    while (p->work.count != 0) {
        const bw_ir_func *f = &m->funcs.at[p->work.at[--p->work.count]];
        for (uint32_t i = 0; i < f->object_count; i++)
            need_type(p, m->objects.at[f->object + i].type, NEED_LAYOUT);
        for (uint32_t i = 1; i < f->inst_count; i++)
            need_inst(p, f, &f->insts[i]);
    }
}

static void number_all(packer *p)
{
    bw_ir_module *m = p->module;
    p->type_count = p->field_count = p->object_count = p->func_count = p->reason_count = 0;
    for (uint32_t i = 1; i < m->types.count; i++)
        p->types[i] = p->type_need[i] != 0 ? ++p->type_count : 0;
    for (uint32_t i = 1; i < m->types.count; i++) {
        const bw_ir_type *t = &m->types.at[i];
        for (uint32_t k = 0; p->types[i] != 0 && k < t->field_count; k++)
            p->fields[t->field + k] = p->fields[t->field + k] != 0 ? ++p->field_count : 0;
    }
    for (uint32_t i = 1; i < m->objects.count; i++)
        p->objects[i] = p->objects[i] != 0 ? ++p->object_count : 0;
    for (uint32_t i = 1; i < m->funcs.count; i++)
        p->funcs[i] = p->funcs[i] != 0 ? ++p->func_count : 0;
    for (uint32_t i = 1; i < m->strings.count; i++)
        p->reasons[i] = p->reasons[i] != 0 ? ++p->reason_count : 0;
}

/* ---- tables ----------------------------------------------------------------------------------------------------- */

static void put_annots(packer *p, bw_ir_ref first, uint32_t count)
{
    put(p, count);
    for (uint32_t i = 0; i < count; i++)
        put_string(p, p->module->annots.at[first + i].text);
}

static void put_types(packer *p)
{
    const bw_ir_module *m = p->module;
    put(p, p->type_count);
    for (uint32_t i = 1; i < m->types.count; i++) {
        const bw_ir_type *t = &m->types.at[i];
        if (p->types[i] == 0)
            continue;
        uint32_t fields = 0;
        for (uint32_t k = 0; k < t->field_count; k++)
            fields += p->fields[t->field + k] != 0;
        put(p, t->kind);
        put(p, t->flags);
        put(p, t->bits);
        put(p, t->align);
        put(p, t->size);
        put(p, t->count);
        put(p, p->types[t->elem]);
        put_string(p, t->name);
        put(p, fields);
    }
    put(p, p->field_count);
    for (uint32_t i = 1; i < m->types.count; i++) {
        const bw_ir_type *t = &m->types.at[i];
        for (uint32_t k = 0; p->types[i] != 0 && k < t->field_count; k++) {
            const bw_ir_field *f = &m->fields.at[t->field + k];
            if (p->fields[t->field + k] == 0)
                continue;
            put_string(p, f->name);
            put(p, p->types[f->type]);
            put(p, f->offset_bits);
            put(p, f->width_bits);
            put(p, p->fields[f->counted_by] << 1 | (f->counted_in_bytes ? 1u : 0u));
            put_annots(p, f->annots, f->annot_count);
        }
    }
}

static void put_object(packer *p, const bw_ir_object *o)
{
    put(p, o->kind);
    put(p, o->flags);
    put(p, p->types[o->type]);
    put_string(p, o->name);
    put(p, o->size);
    put_annots(p, o->annots, o->annot_count);
    put_loc(p, o->loc);
}

static void put_globals(packer *p)
{
    const bw_ir_module *m = p->module;
    put(p, p->object_count);
    for (uint32_t i = 1; i < m->objects.count; i++) {
        const bw_ir_object *o = &m->objects.at[i];
        if (p->objects[i] == 0)
            continue;
        put_object(p, o);
        put(p, o->data == NULL ? 0 : o->size + 1);
        for (uint64_t k = 0; o->data != NULL && k < o->size; k++)
            put_byte(p, (unsigned char)o->data[k]);
        put(p, o->init_count);
        for (uint32_t k = 0; k < o->init_count; k++) {
            const bw_ir_init *init = &o->init[k];
            put(p, init->kind);
            put(p, init->offset_bits);
            put(p, init->bits);
            put(p, init->kind == BW_INIT_OBJECT ? p->objects[init->ref] : init->kind == BW_INIT_FUNC ? p->funcs[init->ref] : 0);
            put_signed(p, init->value);
        }
        put(p, o->init_known);
    }
}

/* ---- bodies ----------------------------------------------------------------------------------------------------- */

static bool has_place(uint8_t op)
{
    return op != BW_IR_NOP && op != BW_IR_CONST && op != BW_IR_FLOAT && op != BW_IR_ADDR && op != BW_IR_FUNC &&
           op != BW_IR_BR && op != BW_IR_DECL;
}

/* 1 + the number of the position of loc among those of the body; 0 none. */
static uint32_t place_of(packer *p, bw_ir_loc loc)
{
    bool fresh;
    bw_pos pos;
    if (loc.begin == 0)
        return 0;
    uint32_t number = number_of(p, &p->places, loc.begin, loc.end, &fresh);
    if (fresh) {
        if (!resolve(p, loc, &pos))
            pos.file = NULL;
        bw_vec_push(p->arena, &p->positions, pos);
    }
    return p->positions.at[number - 1].file == NULL ? 0 : number;
}

static void put_operand(packer *p, const bw_ir_func *f, bw_ir_inst *inst, const char *step, uint32_t site)
{
    uint32_t value = *bw_ir_shape_field(inst, step[1]);
    switch (*step) {
    case 'v':
        put_signed(p, (int64_t)site - (int64_t)value);
        break;
    case '?':
    case 'i':
        put(p, value);
        break;
    case 'o':
        put(p, is_local(f, value) ? (uint64_t)(value - f->object) << 1 | 1 : (uint64_t)p->objects[value] << 1);
        break;
    case 'f':
        put(p, p->funcs[value]);
        break;
    case 'b':
        put(p, value);
        break;
    case 'F':
    case '&':
        put(p, p->fields[value]);
        break;
    case 'r':
        put(p, p->reasons[value]);
        break;
    default:
        break;
    }
}

static bool takes_letter(char step)
{
    return strchr("v?iofbF&r", step) != NULL;
}

static void put_inst(packer *p, const bw_ir_func *f, uint32_t site)
{
    bw_ir_inst inst = f->insts[site];
    put(p, (uint64_t)inst.op | (inst.flags != 0 ? 0x40u : 0u));
    if (bw_ir_shapes[inst.op].sub_count != 0)
        put(p, inst.sub);
    if (inst.flags != 0)
        put(p, inst.flags);
    if (bw_ir_shapes[inst.op].typed)
        put(p, p->types[inst.type]);
    for (const char *step = bw_ir_shapes[inst.op].steps; *step != '\0'; step++) {
        if (takes_letter(*step)) {
            put_operand(p, f, &inst, step, site);
            step++;
        } else if (*step == 'k') {
            put_signed(p, bw_ir_const_value(&inst));
        } else if (*step == 'C') {
            put(p, p->funcs[inst.a]);
            if (inst.a == 0)
                put_signed(p, (int64_t)site - (int64_t)inst.b);
        } else if (*step == '(' || *step == '[' || *step == 'S') {
            put(p, inst.extra);
        }
    }
}

static void put_places(packer *p, const bw_ir_func *f, uint32_t *numbers_of)
{
    forget_numbers(p, &p->places, f->inst_count);
    p->positions.count = 0;
    for (uint32_t i = 1; i < f->inst_count; i++)
        numbers_of[i] = has_place(f->insts[i].op) ? place_of(p, f->insts[i].loc) : 0;
    put(p, p->positions.count);
    bw_pos before = {0};
    for (uint32_t i = 0; i < p->positions.count; i++) {
        put_pos(p, &p->positions.at[i], &before);
        if (p->positions.at[i].file != NULL)
            before = p->positions.at[i];
    }
}

static void put_body(packer *p, const bw_ir_func *f)
{
    uint32_t *places = bw_core_array(p->arena, uint32_t, f->inst_count + 1);
    put(p, f->param_count);
    put(p, f->object_count);
    for (uint32_t i = 0; i < f->object_count; i++)
        put_object(p, &p->module->objects.at[f->object + i]);
    put_places(p, f, places);
    put(p, f->block_count);
    for (uint32_t i = 1; i < f->block_count; i++) {
        put(p, f->blocks[i].first);
        put(p, f->blocks[i].count);
    }
    put(p, f->extra_count);
    for (uint32_t i = 0; i < f->extra_count; i++)
        put(p, f->extra[i]);
    put(p, f->inst_count);
    uint32_t last = 0;
    for (uint32_t i = 1; i < f->inst_count; i++) {
        put_inst(p, f, i);
        if (!has_place(f->insts[i].op))
            continue;
        put_signed(p, (int64_t)places[i] - (int64_t)last);
        last = places[i];
    }
}

static void put_func(packer *p, bw_ir_ref func)
{
    const bw_ir_func *f = &p->module->funcs.at[func];
    put_string(p, f->name);
    put(p, f->flags);
    put(p, f->alloc_size[0]);
    put(p, f->alloc_size[1]);
    put(p, p->types[f->type]);
    put(p, p->types[f->ret]);
    put_annots(p, f->annots, f->annot_count);
    put_loc(p, f->loc);
    uint32_t globals = 0;
    for (uint32_t i = 0; i < f->needs.global_count; i++)
        globals += p->objects[f->needs.globals[i]] != 0;
    put(p, (f->needs.known ? 1u : 0u) | (f->needs.gives ? 2u : 0u) | (f->needs.asks ? 4u : 0u));
    put(p, f->needs.params);
    put(p, globals);
    for (uint32_t i = 0; i < f->needs.global_count; i++)
        if (p->objects[f->needs.globals[i]] != 0)
            put(p, p->objects[f->needs.globals[i]]);
    if (!p->func_body[func]) {
        put(p, 0);
        put(p, f->param_count);
        for (uint32_t i = 0; i < f->param_count; i++) {
            const bw_ir_object *param = &p->module->objects.at[f->object + i];
            put_string(p, param->name);
            put(p, p->types[param->type]);
            put_annots(p, param->annots, param->annot_count);
        }
        return;
    }
    /* the size of a body stands in front of it, so that a reader can pass over it */
    uint32_t start = p->out.count;
    for (unsigned i = 0; i < 4; i++)
        put_byte(p, 0);
    put(p, f->inst_count);
    put_body(p, f);
    uint32_t size = p->out.count - start - 4;
    /* five digits of seven bits would be the shortest form of any size; four hold 256 MiB */
    for (unsigned i = 0; i < 4; i++)
        p->out.at[start + i] = (unsigned char)((size >> (7 * i) & 0x7f) | (i < 3 ? 0x80u : 0u));
}

void bw_pack_write(bw_ir_module *module, struct bw_arena *arena, const unsigned char **ret_bytes, size_t *ret_size)
{
    packer p = {.module = module, .arena = arena};
    p.type_need = bw_core_array(arena, uint8_t, module->types.count);
    p.types = bw_core_array(arena, uint32_t, module->types.count);
    p.fields = bw_core_array(arena, uint32_t, module->fields.count);
    p.objects = bw_core_array(arena, uint32_t, module->objects.count);
    p.funcs = bw_core_array(arena, uint32_t, module->funcs.count);
    p.func_body = bw_core_array(arena, uint8_t, module->funcs.count);
    p.reasons = bw_core_array(arena, uint32_t, module->strings.count);
    need_bodies(&p);
    number_all(&p);
    put_string(&p, module->unit);
    put(&p, module->pointer_bits);
    put(&p, module->big_endian);
    put_types(&p);
    put(&p, p.reason_count);
    for (uint32_t i = 1; i < module->strings.count; i++)
        if (p.reasons[i] != 0)
            put_string(&p, module->strings.at[i]);
    put(&p, p.func_count);
    put_globals(&p);
    for (bw_ir_ref func = 1; func < module->funcs.count; func++)
        if (p.funcs[func] != 0)
            put_func(&p, func);
    /* the strings go in front: a body is read without what stands before it */
    packer head = {.module = module, .arena = arena};
    put(&head, BW_PACK_VERSION);
    put(&head, BW_IR_VERSION);
    put(&head, p.strings.count);
    for (uint32_t i = 0; i < p.strings.count; i++) {
        size_t size = strlen(p.strings.at[i]);
        put(&head, size);
        for (size_t k = 0; k < size; k++)
            put_byte(&head, (unsigned char)p.strings.at[i][k]);
    }
    unsigned char *bytes = bw_core_array(arena, unsigned char, (size_t)head.out.count + p.out.count);
    memcpy(bytes, head.out.at, head.out.count);
    memcpy(bytes + head.out.count, p.out.at, p.out.count);
    *ret_bytes = bytes;
    *ret_size = (size_t)head.out.count + p.out.count;
}
