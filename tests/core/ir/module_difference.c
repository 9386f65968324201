/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "random_module.h"

#include "core/ir_shape.h"

#include <string.h>

/* One side: a module, and for every entry its place among its like. */
typedef struct side {
    const bw_ir_module *module;
    uint32_t *record;  /* by type */
    uint32_t *global;  /* by object */
    uint32_t *value;   /* by instruction of func: its place in the order of blocks */
    uint32_t record_count, global_count;
    bw_ir_ref *records, *globals; /* by place */
    const bw_ir_func *func;
} side;

#define EXPECT(holds, what)  \
    do {                     \
        if (!(holds))        \
            return what;     \
    } while (0)

static bool is_record(const bw_ir_type *type)
{
    return type->kind == BW_TYPE_STRUCT || type->kind == BW_TYPE_UNION;
}

static bool is_global(const bw_ir_object *object)
{
    return object->kind == BW_OBJECT_GLOBAL || object->kind == BW_OBJECT_LITERAL;
}

static side side_of(const bw_ir_module *module)
{
    side made = {.module = module};

    made.record = bw_core_array(module->arena, uint32_t, module->types.count);
    made.records = bw_core_array(module->arena, bw_ir_ref, module->types.count);
    made.global = bw_core_array(module->arena, uint32_t, module->objects.count);
    made.globals = bw_core_array(module->arena, bw_ir_ref, module->objects.count);
    for (bw_ir_ref i = 1; i < module->types.count; i++)
        if (is_record(&module->types.at[i])) {
            made.records[made.record_count++] = i;
            made.record[i] = made.record_count;
        }
    for (bw_ir_ref i = 1; i < module->objects.count; i++)
        if (is_global(&module->objects.at[i])) {
            made.globals[made.global_count++] = i;
            made.global[i] = made.global_count;
        }
    return made;
}

static bool same_text(const char *left, const char *right)
{
    return left == NULL || right == NULL ? left == right : strcmp(left, right) == 0;
}

static bool same_name(const char *left, const char *right)
{
    return strcmp(left == NULL ? "" : left, right == NULL ? "" : right) == 0;
}

static bool same_type(const side *left, bw_ir_ref a, const side *right, bw_ir_ref b)
{
    const bw_ir_type *one = &left->module->types.at[a];
    const bw_ir_type *two = &right->module->types.at[b];

    if (a == 0 || b == 0)
        return a == b;
    if (is_record(one) || is_record(two))
        return left->record[a] == right->record[b];
    return one->kind == two->kind && one->flags == two->flags && one->bits == two->bits && one->align == two->align &&
           one->size == two->size && one->count == two->count && same_text(one->name, two->name) &&
           same_type(left, one->elem, right, two->elem);
}

static bool same_annots(const side *left, bw_ir_ref a, uint32_t a_count, const side *right, bw_ir_ref b, uint32_t b_count)
{
    if (a_count != b_count)
        return false;
    for (uint32_t i = 0; i < a_count; i++)
        if (strcmp(left->module->annots.at[a + i].text, right->module->annots.at[b + i].text) != 0)
            return false;
    return true;
}

static bool same_loc(const side *left, bw_ir_loc a, const side *right, bw_ir_loc b)
{
    const bw_ir_source_ops *one = &left->module->source;
    const bw_ir_source_ops *two = &right->module->source;
    bw_pos p = {0}, q = {0};
    bool p_known = a.begin != 0 && one->resolve(one->context, a, &p);
    bool q_known = b.begin != 0 && two->resolve(two->context, b, &q);

    if (!p_known || !q_known)
        return p_known == q_known;
    return strcmp(p.file, q.file) == 0 && p.line == q.line && p.column == q.column && p.end_line == q.end_line &&
           p.end_column == q.end_column && p.begin == q.begin && p.end == q.end && p.in_macro == q.in_macro;
}

/* ---- tables ----------------------------------------------------------------------------------------------------- */

static bool same_field_ref(const side *left, bw_ir_ref a, const side *right, bw_ir_ref b)
{
    if (a == 0 || b == 0)
        return a == b;
    const bw_ir_field *one = &left->module->fields.at[a];
    const bw_ir_field *two = &right->module->fields.at[b];
    return left->record[one->parent] == right->record[two->parent] &&
           a - left->module->types.at[one->parent].field == b - right->module->types.at[two->parent].field;
}

static const char *record_difference(const side *left, bw_ir_ref a, const side *right, bw_ir_ref b)
{
    const bw_ir_type *one = &left->module->types.at[a];
    const bw_ir_type *two = &right->module->types.at[b];

    EXPECT(one->kind == two->kind && one->flags == two->flags && one->size == two->size && one->align == two->align,
           "record");
    EXPECT(same_name(one->name, two->name) && one->field_count == two->field_count, "record's name or fields");
    for (uint32_t i = 0; i < one->field_count; i++) {
        const bw_ir_field *f = &left->module->fields.at[one->field + i];
        const bw_ir_field *g = &right->module->fields.at[two->field + i];
        EXPECT(same_name(f->name, g->name) && same_type(left, f->type, right, g->type), "field's name or type");
        EXPECT(f->offset_bits == g->offset_bits && f->width_bits == g->width_bits, "field's place");
        EXPECT(same_field_ref(left, f->counted_by, right, g->counted_by), "field's count");
        EXPECT(f->counted_in_bytes == g->counted_in_bytes, "field's unit of count");
        EXPECT(same_annots(left, f->annots, f->annot_count, right, g->annots, g->annot_count), "field's annotations");
    }
    return NULL;
}

static const char *object_difference(const side *left, bw_ir_ref a, const side *right, bw_ir_ref b)
{
    const bw_ir_object *one = &left->module->objects.at[a];
    const bw_ir_object *two = &right->module->objects.at[b];

    EXPECT(one->kind == two->kind && one->flags == two->flags, "object's kind or flags");
    EXPECT(one->func == two->func && same_name(one->name, two->name), "object's owner or name");
    EXPECT(same_type(left, one->type, right, two->type) && one->size == two->size, "object's type or size");
    EXPECT((one->data == NULL) == (two->data == NULL), "object's data");
    EXPECT(one->data == NULL || memcmp(one->data, two->data, (size_t)one->size) == 0, "object's bytes");
    EXPECT(same_annots(left, one->annots, one->annot_count, right, two->annots, two->annot_count),
           "object's annotations");
    EXPECT(same_loc(left, one->loc, right, two->loc), "object's position");
    return NULL;
}

/* ---- bodies ----------------------------------------------------------------------------------------------------- */

static void number_values(side *at)
{
    uint32_t place = 1;

    at->value = bw_core_array(at->module->arena, uint32_t, (size_t)at->func->inst_count + 1);
    for (uint32_t i = 1; i < at->func->block_count; i++)
        for (uint32_t k = 0; k < at->func->blocks[i].count; k++)
            at->value[at->func->blocks[i].first + k] = place++;
}

static bool same_object_ref(const side *left, bw_ir_ref a, const side *right, bw_ir_ref b)
{
    if (a == 0 || b == 0)
        return a == b;
    if (left->global[a] != 0 || right->global[b] != 0)
        return left->global[a] == right->global[b];
    return a - left->func->object == b - right->func->object;
}

static bool same_list(const side *left, uint32_t a, const side *right, uint32_t b, bool blocks)
{
    const uint32_t *one = left->func->extra + a;
    const uint32_t *two = right->func->extra + b;

    for (uint32_t i = 1; i <= one[0]; i++)
        if (blocks ? one[i] != two[i] : left->value[one[i]] != right->value[two[i]])
            return false;
    return one[0] == two[0];
}

static bool same_switch(const side *left, uint32_t a, const side *right, uint32_t b)
{
    const uint32_t *one = left->func->extra + a;
    const uint32_t *two = right->func->extra + b;

    return one[0] == two[0] && memcmp(one, two, (2 + (size_t)one[0] * 5) * sizeof one[0]) == 0;
}

static bool same_operand(const side *left, bw_ir_inst *one, const side *right, bw_ir_inst *two, char step, char letter)
{
    uint32_t a = *bw_ir_shape_field(one, letter);
    uint32_t b = *bw_ir_shape_field(two, letter);

    switch (step) {
    case 'v':
    case '?':
    case 'i':
        return left->value[a] == right->value[b];
    case 'o':
        return same_object_ref(left, a, right, b);
    case 'f':
    case 'b':
        return a == b;
    case 'F':
    case '&':
        return same_field_ref(left, a, right, b);
    case 'r':
        return strcmp(left->module->strings.at[a], right->module->strings.at[b]) == 0;
    case 'k':
        return one->a == two->a && one->b == two->b;
    case 'C':
        return one->a == two->a && left->value[one->b] == right->value[two->b];
    case '(':
    case '[':
        return same_list(left, one->extra, right, two->extra, step == '[');
    case 'S':
        return same_switch(left, one->extra, right, two->extra);
    default:
        return true;
    }
}

static const char *inst_difference(const side *left, uint32_t a, const side *right, uint32_t b)
{
    bw_ir_inst one = left->func->insts[a];
    bw_ir_inst two = right->func->insts[b];

    EXPECT(one.op == two.op && one.sub == two.sub && one.flags == two.flags, "instruction's operation or flags");
    EXPECT(same_type(left, one.type, right, two.type), "instruction's type");
    EXPECT(same_loc(left, one.loc, right, two.loc), "instruction's position");
    for (const char *step = bw_ir_shapes[one.op].steps; *step != '\0'; step++) {
        EXPECT(same_operand(left, &one, right, &two, step[0], step[1]), "instruction's operand");
        if (strchr("v?iofbF&r", *step) != NULL)
            step++;
    }
    return NULL;
}

static const char *body_difference(side *left, side *right)
{
    number_values(left);
    number_values(right);
    EXPECT(left->func->block_count == right->func->block_count ||
               (left->func->block_count <= 1 && right->func->block_count <= 1),
           "number of blocks");
    for (uint32_t i = 1; i < left->func->block_count; i++) {
        const bw_ir_block *one = &left->func->blocks[i];
        const bw_ir_block *two = &right->func->blocks[i];
        EXPECT(one->count == two->count, "number of instructions");
        for (uint32_t k = 0; k < one->count; k++) {
            const char *difference = inst_difference(left, one->first + k, right, two->first + k);
            EXPECT(difference == NULL, difference);
        }
    }
    return NULL;
}

static const char *func_difference(side *left, side *right, bw_ir_ref ref)
{
    const bw_ir_func *one = left->func = &left->module->funcs.at[ref];
    const bw_ir_func *two = right->func = &right->module->funcs.at[ref];

    EXPECT(same_name(one->name, two->name) && one->flags == two->flags && one->body == two->body,
           "function's name, flags or state");
    EXPECT(memcmp(one->alloc_size, two->alloc_size, sizeof one->alloc_size) == 0, "function's alloc_size");
    EXPECT(same_type(left, one->type, right, two->type) && same_type(left, one->ret, right, two->ret),
           "function's type");
    EXPECT(same_annots(left, one->annots, one->annot_count, right, two->annots, two->annot_count),
           "function's annotations");
    EXPECT(one->param_count == two->param_count && one->object_count == two->object_count, "function's objects");
    EXPECT(same_loc(left, one->loc, right, two->loc), "function's position");
    for (uint32_t i = 0; i < one->object_count; i++) {
        const char *difference = object_difference(left, one->object + i, right, two->object + i);
        EXPECT(difference == NULL, difference);
    }
    return body_difference(left, right);
}

const char *module_difference(const bw_ir_module *left, const bw_ir_module *right)
{
    side one = side_of(left), two = side_of(right);
    const char *difference;

    EXPECT(strcmp(left->unit, right->unit) == 0 && strcmp(left->target, right->target) == 0, "unit or target");
    EXPECT(left->pointer_bits == right->pointer_bits && left->big_endian == right->big_endian &&
               left->hardened == right->hardened,
           "settings");
    EXPECT(one.record_count == two.record_count && one.global_count == two.global_count &&
               left->funcs.count == right->funcs.count,
           "number of entries");
    for (uint32_t i = 0; i < one.record_count; i++) {
        difference = record_difference(&one, one.records[i], &two, two.records[i]);
        EXPECT(difference == NULL, difference);
    }
    for (uint32_t i = 0; i < one.global_count; i++) {
        difference = object_difference(&one, one.globals[i], &two, two.globals[i]);
        EXPECT(difference == NULL, difference);
    }
    for (bw_ir_ref i = 1; i < left->funcs.count; i++) {
        difference = func_difference(&one, &two, i);
        EXPECT(difference == NULL, difference);
    }
    return NULL;
}
