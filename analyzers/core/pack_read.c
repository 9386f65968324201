/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/pack.h"

#include <string.h>

#include "core/ir_shape.h"

/* The first fault stops all reading: later reads give 0. */
typedef struct unpacker {
    const unsigned char *at, *end;
    bool damaged;
    bw_pack *pack;
    bw_ir_module *module;
    bw_pack_positions *positions;
} unpacker;

static uint64_t damage(unpacker *u)
{
    u->damaged = true;
    u->at = u->end;
    return 0;
}

static uint64_t get(unpacker *u)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 70; shift += 7) {
        if (u->at == u->end)
            return damage(u);
        unsigned char byte = *u->at++;
        value |= shift < 64 ? (uint64_t)(byte & 0x7f) << shift : 0;
        if (byte < 0x80)
            return value;
    }
    return damage(u);
}

static int64_t get_signed(unpacker *u)
{
    uint64_t value = get(u);
    return (int64_t)(value >> 1 ^ (value & 1 ? UINT64_MAX : 0));
}

/* At most max, else the bytes are damaged. */
static uint32_t get_max(unpacker *u, uint64_t max)
{
    uint64_t value = get(u);
    return value <= max ? (uint32_t)value : (uint32_t)damage(u);
}

/* A count of entries that take at least `least` bytes each. */
static uint32_t get_count(unpacker *u, size_t least)
{
    uint64_t value = get(u);
    return value <= (uint64_t)(u->end - u->at) / least + 1 && value < UINT32_MAX / 64 ? (uint32_t)value
                                                                                       : (uint32_t)damage(u);
}

static const char *get_string(unpacker *u)
{
    uint32_t number = get_max(u, u->pack->string_count);
    return number == 0 ? NULL : u->pack->strings[number - 1];
}

static const char *get_name(unpacker *u)
{
    const char *name = get_string(u);
    return name != NULL ? name : "";
}

/* An entry of one of the unit's tables, as one of the module's. */
static bw_ir_ref get_ref(unpacker *u, bw_ir_ref base, uint32_t count)
{
    uint32_t number = get_max(u, count);
    return number == 0 ? 0 : base + number;
}

static bw_ir_ref get_type(unpacker *u)
{
    return get_ref(u, u->pack->types, u->pack->type_count);
}

static const char *get_file(unpacker *u)
{
    bw_pack *k = u->pack;
    uint32_t number = get_max(u, k->string_count);
    if (number == 0 || k->names.path_of == NULL)
        return number == 0 ? NULL : k->strings[number - 1];
    if (k->files[number - 1] == NULL)
        k->files[number - 1] = k->names.path_of(k->names.context, k->names.folder, k->strings[number - 1]);
    return k->files[number - 1];
}

static bw_pos get_pos(unpacker *u, const bw_pos *before)
{
    bw_pos pos = {.file = get_file(u)};
    if (pos.file == NULL)
        return pos;
    pos.line = (uint32_t)((int64_t)before->line + get_signed(u));
    pos.column = get_max(u, UINT32_MAX);
    pos.end_line = (uint32_t)((int64_t)pos.line + get_signed(u));
    pos.end_column = get_max(u, UINT32_MAX);
    pos.begin = (uint32_t)((int64_t)before->begin + get_signed(u));
    uint64_t size = get(u);
    pos.end = (uint32_t)(pos.begin + (size >> 1));
    pos.in_macro = size & 1;
    if (pos.end < pos.begin)
        damage(u);
    return pos;
}

static bw_ir_loc keep_pos(unpacker *u, bw_pos pos)
{
    if (pos.file == NULL)
        return (bw_ir_loc){0, 0};
    bw_vec_push(u->module->arena, &u->positions->at, pos);
    return (bw_ir_loc){u->positions->at.count, u->positions->at.count};
}

static bw_ir_loc get_loc(unpacker *u)
{
    bw_pos none = {0};
    return keep_pos(u, get_pos(u, &none));
}

static bw_ir_ref get_annots(unpacker *u, uint32_t *ret_count)
{
    uint32_t count = get_count(u, 1);
    bw_ir_ref first = u->module->annots.count;
    for (uint32_t i = 0; i < count && !u->damaged; i++) {
        bw_ir_annot annot = {get_name(u)};
        bw_vec_push(u->module->arena, &u->module->annots, annot);
    }
    *ret_count = u->module->annots.count - first;
    return *ret_count != 0 ? first : 0;
}

/* ---- tables ----------------------------------------------------------------------------------------------------- */

static void get_strings(unpacker *u)
{
    uint32_t count = get_count(u, 1);
    const char **strings = bw_core_array(u->module->arena, const char *, (size_t)count + 1);
    for (uint32_t i = 0; i < count && !u->damaged; i++) {
        uint64_t size = get(u);
        if (size > (uint64_t)(u->end - u->at)) {
            damage(u);
            break;
        }
        char *copy = bw_core_array(u->module->arena, char, (size_t)size + 1);
        if (size != 0)
            memcpy(copy, u->at, (size_t)size);
        if (memchr(copy, '\0', (size_t)size + 1) != copy + size)
            damage(u);
        else
            u->at += size;
        strings[i] = copy;
    }
    u->pack->strings = strings;
    u->pack->string_count = u->damaged ? 0 : count;
    u->pack->files = bw_core_array(u->module->arena, const char *, (size_t)count + 1);
}

static void get_types(unpacker *u)
{
    bw_ir_module *m = u->module;
    u->pack->types = m->types.count - 1;
    u->pack->fields = m->fields.count - 1;
    u->pack->type_count = get_count(u, 9);
    uint32_t fields = 0;
    for (uint32_t i = 0; i < u->pack->type_count && !u->damaged; i++) {
        bw_ir_type t = {.kind = (uint8_t)get_max(u, BW_TYPE_FUNCTION)};
        t.flags = (uint8_t)get_max(u, UINT8_MAX);
        t.bits = (uint16_t)get_max(u, UINT16_MAX);
        t.align = get_max(u, UINT32_MAX);
        t.size = get(u);
        t.count = get(u);
        t.elem = get_type(u);
        t.name = get_string(u);
        t.field_count = get_max(u, UINT32_MAX / 64 - fields);
        t.field = t.field_count != 0 ? u->pack->fields + 1 + fields : 0;
        fields += t.field_count;
        if ((t.kind == BW_TYPE_STRUCT || t.kind == BW_TYPE_UNION) && t.name == NULL)
            t.name = "";
        bw_vec_push(m->arena, &m->types, t);
    }
    u->pack->field_count = get_count(u, 6);
    if (u->pack->field_count != fields)
        damage(u);
    for (uint32_t i = 1; i <= u->pack->type_count && !u->damaged; i++) {
        bw_ir_ref parent = u->pack->types + i;
        for (uint32_t k = 0; k < m->types.at[parent].field_count && !u->damaged; k++) {
            bw_ir_field f = {.name = get_name(u), .type = get_type(u), .parent = parent};
            f.offset_bits = get(u);
            f.width_bits = get_max(u, 64);
            uint32_t counted = get_max(u, (uint64_t)u->pack->field_count << 1 | 1);
            f.counted_by = counted >> 1 != 0 ? u->pack->fields + (counted >> 1) : 0;
            f.counted_in_bytes = counted & 1;
            f.annots = get_annots(u, &f.annot_count);
            bw_vec_push(m->arena, &m->fields, f);
        }
    }
}

static bw_ir_object get_object(unpacker *u)
{
    bw_ir_object o = {.kind = (uint8_t)get_max(u, BW_OBJECT_LITERAL)};
    o.flags = (uint8_t)get_max(u, UINT8_MAX);
    o.type = get_type(u);
    o.name = get_name(u);
    o.size = get(u);
    o.annots = get_annots(u, &o.annot_count);
    o.loc = get_loc(u);
    return o;
}

static const bw_ir_init *get_inits(unpacker *u, uint32_t *ret_count)
{
    uint32_t count = get_count(u, 5);
    bw_ir_init *inits = bw_core_array(u->module->arena, bw_ir_init, (size_t)count + 1);
    uint64_t end = 0;
    for (uint32_t i = 0; i < count && !u->damaged; i++) {
        bw_ir_init *init = &inits[i];
        init->kind = (uint8_t)get_max(u, BW_INIT_UNKNOWN);
        init->offset_bits = get(u);
        init->bits = get_max(u, UINT32_MAX);
        init->ref = init->kind == BW_INIT_OBJECT ? get_ref(u, u->pack->objects, u->pack->object_count)
                    : init->kind == BW_INIT_FUNC ? get_ref(u, u->pack->funcs, u->pack->func_count)
                                                 : (bw_ir_ref)get_max(u, 0);
        init->value = get_signed(u);
        bool refers = init->kind == BW_INIT_OBJECT || init->kind == BW_INIT_FUNC;
        if (init->offset_bits < end || (refers && init->ref == 0) || init->offset_bits > UINT64_MAX / 2)
            damage(u);
        end = init->offset_bits + init->bits;
    }
    *ret_count = u->damaged ? 0 : count;
    return inits;
}

static void get_globals(unpacker *u)
{
    bw_ir_module *m = u->module;
    u->pack->objects = m->objects.count - 1;
    u->pack->object_count = get_count(u, 9);
    for (uint32_t i = 0; i < u->pack->object_count && !u->damaged; i++) {
        bw_ir_object o = get_object(u);
        if (o.kind != BW_OBJECT_GLOBAL && o.kind != BW_OBJECT_LITERAL)
            damage(u);
        uint64_t data = get(u);
        if (data != 0 && (data - 1 != o.size || o.size > (uint64_t)(u->end - u->at))) {
            damage(u);
        } else if (data != 0) {
            char *copy = bw_core_array(m->arena, char, (size_t)data);
            if (o.size != 0)
                memcpy(copy, u->at, (size_t)o.size);
            u->at += o.size;
            o.data = copy;
        }
        o.init = get_inits(u, &o.init_count);
        o.init_known = get_max(u, 1) != 0;
        bw_vec_push(m->arena, &m->objects, o);
    }
}

/* Where a packed body lies, behind the function's producer. */
typedef struct packed_body {
    const unsigned char *at;
    uint32_t size;
} packed_body;

/* What a declaration says of its parameters. */
static void get_params(unpacker *u, bw_ir_func *f)
{
    bw_ir_module *m = u->module;
    uint32_t count = get_count(u, 2);
    f->object = count != 0 ? m->objects.count : 0;
    for (uint32_t i = 0; i < count && !u->damaged; i++) {
        bw_ir_object o = {.kind = BW_OBJECT_PARAM, .func = m->funcs.count};
        o.name = get_name(u);
        o.type = get_type(u);
        o.size = m->types.at[o.type].size;
        o.annots = get_annots(u, &o.annot_count);
        bw_vec_push(m->arena, &m->objects, o);
    }
    f->param_count = f->object_count = u->damaged ? 0 : count;
}

static void get_funcs(unpacker *u)
{
    bw_ir_module *m = u->module;
    for (uint32_t i = 0; i < u->pack->func_count && !u->damaged; i++) {
        bw_ir_func f = {.name = get_name(u)};
        f.flags = get_max(u, UINT32_MAX);
        f.alloc_size[0] = (uint8_t)get_max(u, UINT8_MAX);
        f.alloc_size[1] = (uint8_t)get_max(u, UINT8_MAX);
        f.type = get_type(u);
        f.ret = get_type(u);
        f.annots = get_annots(u, &f.annot_count);
        f.loc = get_loc(u);
        uint32_t facts = get_max(u, 7);
        f.needs.known = facts & 1;
        f.needs.gives = facts >> 1 & 1;
        f.needs.asks = facts >> 2 & 1;
        f.needs.params = get_max(u, UINT32_MAX);
        f.needs.global_count = get_max(u, BW_NEEDS_GLOBALS);
        for (uint32_t k = 0; k < f.needs.global_count; k++) {
            f.needs.globals[k] = get_ref(u, u->pack->objects, u->pack->object_count);
            if (f.needs.globals[k] == 0)
                damage(u);
        }
        uint32_t size = get_max(u, UINT32_MAX);
        if (size > (uint64_t)(u->end - u->at)) {
            damage(u);
        } else if (size != 0) {
            packed_body *body = bw_core_new(m->arena, packed_body);
            *body = (packed_body){u->at, size};
            unpacker peek = *u;
            f.inst_count = (uint32_t)get(&peek);
            f.producer = body;
            f.body = BW_BODY_AVAILABLE;
            u->at += size;
        } else {
            get_params(u, &f);
        }
        bw_vec_push(m->arena, &m->funcs, f);
    }
}

bool bw_pack_read(const unsigned char *bytes, size_t size, const bw_pack_names *names, bw_ir_module *module,
                  bw_pack_positions *positions, bw_pack *ret_pack)
{
    bw_pack pack = {.bytes = bytes, .size = size};
    const bw_ir_module before = *module;
    if (names != NULL)
        pack.names = *names;
    unpacker u = {bytes, bytes + size, false, &pack, module, positions};
    if (get(&u) != BW_PACK_VERSION || get(&u) != BW_IR_VERSION)
        return false;
    get_strings(&u);
    pack.unit = get_name(&u);
    pack.pointer_bits = (uint16_t)get_max(&u, 64);
    pack.big_endian = get_max(&u, 1) != 0;
    get_types(&u);
    pack.reasons = module->strings.count - 1;
    pack.reason_count = get_count(&u, 1);
    for (uint32_t i = 0; i < pack.reason_count && !u.damaged; i++) {
        const char *reason = get_name(&u);
        bw_vec_push(module->arena, &module->strings, reason);
    }
    pack.funcs = module->funcs.count - 1;
    pack.func_count = get_count(&u, 9);
    get_globals(&u);
    get_funcs(&u);
    if (u.damaged || u.at != u.end) {
        module->types.count = before.types.count;
        module->fields.count = before.fields.count;
        module->objects.count = before.objects.count;
        module->funcs.count = before.funcs.count;
        module->strings.count = before.strings.count;
        return false;
    }
    *ret_pack = pack;
    return true;
}

/* ---- bodies ----------------------------------------------------------------------------------------------------- */

static uint32_t get_operand(unpacker *u, const bw_ir_func *f, char step, uint32_t site)
{
    const bw_pack *k = u->pack;
    uint32_t value;
    switch (step) {
    case 'v':
        return (uint32_t)((int64_t)site - get_signed(u));
    case 'o':
        value = get_max(u, UINT32_MAX);
        if (value & 1)
            return f->object + (value >> 1);
        return value >> 1 <= k->object_count && value != 0 ? k->objects + (value >> 1) : (uint32_t)damage(u);
    case 'f':
        return get_ref(u, k->funcs, k->func_count);
    case 'F':
    case '&':
        return get_ref(u, k->fields, k->field_count);
    case 'r':
        return get_ref(u, k->reasons, k->reason_count);
    default: /* '?', 'i' and 'b': held to their range by the verifier */
        return get_max(u, UINT32_MAX);
    }
}

static bool takes_letter(char step)
{
    return strchr("v?iofbF&r", step) != NULL;
}

static bw_ir_inst get_inst(unpacker *u, const bw_ir_func *f, uint32_t site)
{
    uint32_t head = get_max(u, 0x7f);
    bw_ir_inst inst = {.op = head & 0x3f};
    if (inst.op >= BW_IR_OP_COUNT) {
        damage(u);
        return inst;
    }
    const bw_ir_shape *shape = &bw_ir_shapes[inst.op];
    if (shape->sub_count != 0)
        inst.sub = (uint8_t)get_max(u, UINT8_MAX);
    if (head & 0x40)
        inst.flags = (uint16_t)get_max(u, UINT16_MAX);
    if (shape->typed)
        inst.type = get_type(u);
    for (const char *step = shape->steps; *step != '\0'; step++) {
        if (takes_letter(*step)) {
            *bw_ir_shape_field(&inst, step[1]) = get_operand(u, f, *step, site);
            step++;
        } else if (*step == 'k') {
            uint64_t bits = (uint64_t)get_signed(u);
            inst.a = (uint32_t)bits;
            inst.b = (uint32_t)(bits >> 32);
        } else if (*step == 'C') {
            inst.a = get_ref(u, u->pack->funcs, u->pack->func_count);
            if (inst.a == 0)
                inst.b = (uint32_t)((int64_t)site - get_signed(u));
        } else if (*step == '(' || *step == '[' || *step == 'S') {
            inst.extra = get_max(u, UINT32_MAX);
        }
    }
    return inst;
}

static bool has_place(uint8_t op)
{
    return op != BW_IR_NOP && op != BW_IR_CONST && op != BW_IR_FLOAT && op != BW_IR_ADDR && op != BW_IR_FUNC &&
           op != BW_IR_BR && op != BW_IR_DECL;
}

static void get_body_objects(unpacker *u, bw_ir_func *f, bw_ir_ref func)
{
    bw_ir_module *m = u->module;
    f->param_count = get_count(u, 1);
    f->object_count = get_count(u, 1);
    f->object = f->object_count != 0 ? m->objects.count : 0;
    for (uint32_t i = 0; i < f->object_count && !u->damaged; i++) {
        bw_ir_object o = get_object(u);
        o.func = func;
        bw_vec_push(m->arena, &m->objects, o);
    }
}

static void get_body(unpacker *u, bw_ir_func *f, bw_ir_ref func)
{
    bw_ir_module *m = u->module;
    (void)get(u); /* the number of instructions, for those who only want to know how large it is */
    get_body_objects(u, f, func);
    uint32_t places = get_count(u, 1);
    uint32_t *numbers = bw_core_array(m->arena, uint32_t, (size_t)places + 1);
    bw_pos before = {0};
    for (uint32_t i = 1; i <= places && !u->damaged; i++) {
        bw_pos pos = get_pos(u, &before);
        numbers[i] = keep_pos(u, pos).begin;
        if (pos.file != NULL)
            before = pos;
    }
    f->block_count = get_count(u, 2);
    f->blocks = bw_core_array(m->arena, bw_ir_block, (size_t)f->block_count + 1);
    for (uint32_t i = 1; i < f->block_count && !u->damaged; i++) {
        f->blocks[i].first = get_max(u, UINT32_MAX);
        f->blocks[i].count = get_max(u, UINT32_MAX);
    }
    f->extra_count = get_count(u, 1);
    f->extra = bw_core_array(m->arena, uint32_t, (size_t)f->extra_count + 1);
    for (uint32_t i = 0; i < f->extra_count && !u->damaged; i++)
        f->extra[i] = get_max(u, UINT32_MAX);
    f->inst_count = get_count(u, 1);
    f->insts = bw_core_array(m->arena, bw_ir_inst, (size_t)f->inst_count + 1);
    int64_t last = 0;
    for (uint32_t i = 1; i < f->inst_count && !u->damaged; i++) {
        f->insts[i] = get_inst(u, f, i);
        if (!has_place(f->insts[i].op))
            continue;
        last += get_signed(u);
        if (last < 0 || last > places) {
            damage(u);
            break;
        }
        f->insts[i].loc = (bw_ir_loc){numbers[last], numbers[last]};
    }
    if (u->at != u->end)
        damage(u);
}

bool bw_pack_body(const bw_pack *pack, bw_ir_module *module, bw_pack_positions *positions, bw_ir_ref func)
{
    bw_ir_func f = module->funcs.at[func];
    const packed_body *packed = f.producer;
    bw_pack copy = *pack;
    if (packed == NULL)
        return false;
    unpacker u = {packed->at, packed->at + packed->size, false, &copy, module, positions};
    get_body(&u, &f, func);
    f.body = u.damaged ? BW_BODY_FAILED : BW_BODY_LOWERED;
    if (u.damaged) {
        f.object = f.object_count = f.param_count = f.inst_count = f.block_count = 0;
        module->funcs.at[func] = f;
        return false;
    }
    module->funcs.at[func] = f;
    if (bw_ir_verify(module, func) != NULL)
        module->funcs.at[func].body = BW_BODY_FAILED;
    return module->funcs.at[func].body == BW_BODY_LOWERED;
}
