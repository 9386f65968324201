/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir_read.h"

#include <inttypes.h>
#include <string.h>

/* The writer goes no deeper either. */
#define TYPE_DEPTH_MAX 200u

/* ---- one entry for equal types --------------------------------------------------------------------------------- */

bw_ir_ref bw_ir_intern_type(bw_ir_reader *reader, bw_ir_type type)
{
    /* Names are interned, so that their address tells them apart. */
    const uint64_t words[] = {(uint64_t)type.kind | (uint64_t)type.flags << 8 | (uint64_t)type.bits << 16 |
                                  (uint64_t)type.align << 32,
                              type.size, type.count, type.elem, (uintptr_t)type.name};
    bw_ir_name key = {.scope = bw_ir_scope(BW_NAME_TYPE, 0), .bytes = words, .size = sizeof words};
    uint32_t known = bw_ir_names_find(&reader->names, key);

    if (known != 0)
        return known;
    void *copy = bw_core_array(reader->arena, uint64_t, sizeof words / sizeof words[0]);
    memcpy(copy, words, sizeof words);
    key.bytes = copy;
    *bw_ir_names_place(&reader->names, key) = reader->module.types.count;
    bw_vec_push(reader->arena, &reader->module.types, type);
    return reader->module.types.count - 1;
}

/* The type that its word alone tells. pre: its natural size fits. */
static bw_ir_ref plain(bw_ir_reader *reader, bw_ir_type type)
{
    const char *name = bw_ir_type_spelling(&type);

    (void)bw_ir_type_natural(&reader->module, &type);
    type.name = name == NULL ? NULL : bw_ir_intern(reader, name, strlen(name));
    return bw_ir_intern_type(reader, type);
}

bw_ir_ref bw_ir_pointer_to(bw_ir_reader *reader, bw_ir_ref elem)
{
    return plain(reader, (bw_ir_type){.kind = BW_TYPE_POINTER, .elem = elem});
}

bw_ir_ref bw_ir_integer_type(bw_ir_reader *reader, uint16_t bits)
{
    return plain(reader, (bw_ir_type){.kind = BW_TYPE_INT, .flags = BW_TYPE_SIGNED, .bits = bits});
}

/* ---- types ------------------------------------------------------------------------------------------------------ */

#define EXPECTED_TYPE "a type, such as i32, ptr<u8> or struct name"

/* i32, u8, f64: a letter and a width. */
static bool scalar_of(const bw_ir_token *token, bw_ir_type *type)
{
    uint32_t bits = 0;

    if (token->size < 2 || token->size > 6)
        return false;
    for (uint32_t i = 1; i < token->size; i++) {
        if (token->text[i] < '0' || token->text[i] > '9')
            return false;
        bits = bits * 10 + (uint32_t)(token->text[i] - '0');
    }
    if (bits > UINT16_MAX)
        return false;
    type->bits = (uint16_t)bits;
    type->kind = token->text[0] == 'f' ? BW_TYPE_FLOAT : BW_TYPE_INT;
    type->flags = token->text[0] == 'i' ? BW_TYPE_SIGNED : 0;
    return token->text[0] == 'i' || token->text[0] == 'u' || token->text[0] == 'f';
}

static bool read_elem(bw_ir_reader *reader, bw_ir_type *type)
{
    if (!bw_ir_expect(reader, '<', "'<' and the type it is made of") || !bw_ir_read_type(reader, &type->elem))
        return false;
    if (type->kind == BW_TYPE_ARRAY) {
        if (bw_ir_accept(reader, ',')) {
            if (!bw_ir_read_number(reader, UINT64_MAX, "a number of elements", &type->count))
                return false;
        } else {
            type->flags = BW_TYPE_UNBOUND;
        }
    }
    return bw_ir_expect(reader, '>', type->kind == BW_TYPE_ARRAY ? "',' and a number of elements, or '>'" : "'>'");
}

static const struct {
    const char *word;
    uint8_t kind, bits;
    bool made_of;
} words[] = {
    {"void", BW_TYPE_VOID, 0, false}, {"bool", BW_TYPE_BOOL, 1, false},     {"ptr", BW_TYPE_POINTER, 0, true},
    {"array", BW_TYPE_ARRAY, 0, true}, {"vla", BW_TYPE_VLA, 0, true}, {"func", BW_TYPE_FUNCTION, 0, true},
};

static bool read_core(bw_ir_reader *reader, bw_ir_type *type)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (bw_ir_accept_word(reader, words[i].word)) {
            type->kind = words[i].kind;
            type->bits = words[i].bits;
            return !words[i].made_of || read_elem(reader, type);
        }
    if (bw_ir_peek(reader)->kind != BW_TOKEN_WORD || !scalar_of(bw_ir_peek(reader), type))
        return bw_ir_unexpected(reader, EXPECTED_TYPE);
    reader->at++;
    return true;
}

/* What stands in the parentheses after a type; a bit of set for each that was given. */
enum {
    GIVEN_BITS = 1u << 0,
    GIVEN_SIZE = 1u << 1,
    GIVEN_ALIGN = 1u << 2,
    GIVEN_NAME = 1u << 3
};

static bool read_attr(bw_ir_reader *reader, bw_ir_type *given, uint32_t *flags, unsigned *set)
{
    uint64_t bits = 0;

    if (bw_ir_accept_flag(reader, bw_ir_type_flag_names, flags))
        return true;
    if (bw_ir_accept_word(reader, "bits")) {
        *set |= GIVEN_BITS;
        if (!bw_ir_read_number(reader, UINT16_MAX, "a number of bits", &bits))
            return false;
        given->bits = (uint16_t)bits;
        return true;
    }
    if (bw_ir_accept_word(reader, "size")) {
        *set |= GIVEN_SIZE;
        return bw_ir_read_number(reader, UINT64_MAX, "a size in bytes", &given->size);
    }
    if (bw_ir_accept_word(reader, "align")) {
        *set |= GIVEN_ALIGN;
        return bw_ir_read_u32(reader, "an alignment in bytes", &given->align);
    }
    *set |= GIVEN_NAME;
    if (bw_ir_accept_word(reader, "unnamed"))
        return true;
    return bw_ir_read_name(reader, "a property of the type: a flag, bits, size, align, unnamed or a name in quotation marks",
                           &given->name);
}

/* Whether this is a record whose size is still to come. */
static bool is_pending(const bw_ir_reader *reader, bw_ir_ref type)
{
    const bw_ir_type *at = &reader->module.types.at[type];

    return (at->kind == BW_TYPE_STRUCT || at->kind == BW_TYPE_UNION) && at->bits == BW_IR_RECORD_PENDING;
}

static bool finish_type(bw_ir_reader *reader, const bw_ir_token *start, bw_ir_type *type)
{
    bw_ir_type given = {0};
    uint32_t flags = type->flags;
    unsigned set = 0;

    if (bw_ir_accept(reader, '(')) {
        do {
            if (!read_attr(reader, &given, &flags, &set))
                return false;
        } while (bw_ir_accept(reader, ','));
        if (!bw_ir_expect(reader, ')', "',' or ')'"))
            return false;
    }
    if ((type->kind == BW_TYPE_ARRAY || type->kind == BW_TYPE_VLA) && is_pending(reader, type->elem))
        return bw_ir_read_fail(reader, start, "the elements of this array have no size yet; declare their record before "
                                              "or write its size");
    const char *spelling = bw_ir_type_spelling(type);
    if (!bw_ir_type_natural(&reader->module, type) && (set & GIVEN_SIZE) == 0)
        return bw_ir_read_fail(reader, start, "the size of this array does not fit 64 bits");
    type->name = spelling == NULL ? NULL : bw_ir_intern(reader, spelling, strlen(spelling));
    type->flags = (uint8_t)flags;
    type->bits = (set & GIVEN_BITS) != 0 ? given.bits : type->bits;
    type->size = (set & GIVEN_SIZE) != 0 ? given.size : type->size;
    type->align = (set & GIVEN_ALIGN) != 0 ? given.align : type->align;
    type->name = (set & GIVEN_NAME) != 0 ? given.name : type->name;
    return true;
}

bool bw_ir_read_type(bw_ir_reader *reader, bw_ir_ref *ret_type)
{
    const bw_ir_token *start = bw_ir_peek(reader);
    bw_ir_type type = {0};

    if (bw_ir_accept_word(reader, "none")) {
        *ret_type = 0;
        return true;
    }
    if (bw_ir_token_is(start, "struct") || bw_ir_token_is(start, "union"))
        return bw_ir_read_record_ref(reader, ret_type);
    if (reader->depth == TYPE_DEPTH_MAX)
        return bw_ir_read_fail(reader, start, "types are nested deeper than %u here", TYPE_DEPTH_MAX);
    reader->depth++;
    bool read = read_core(reader, &type) && finish_type(reader, start, &type);
    reader->depth--;
    if (read)
        *ret_type = bw_ir_intern_type(reader, type);
    return read;
}

/* ---- records ---------------------------------------------------------------------------------------------------- */

static uint64_t record_scope(bool is_struct)
{
    return bw_ir_scope(is_struct ? BW_NAME_STRUCT : BW_NAME_UNION, 0);
}

bool bw_ir_read_record_ref(bw_ir_reader *reader, bw_ir_ref *ret_type)
{
    bool is_struct = bw_ir_token_is(bw_ir_peek(reader), "struct");
    bw_ir_label label;

    reader->at++;
    return bw_ir_read_label(reader, "the name of a record", &label) &&
           bw_ir_lookup(reader, record_scope(is_struct), &label, is_struct ? "a struct" : "a union", ret_type);
}

static bool read_record_flags(bw_ir_reader *reader, bw_ir_type *type)
{
    uint32_t flags = 0;

    if (!bw_ir_accept(reader, '['))
        return true;
    do {
        if (!bw_ir_accept_flag(reader, bw_ir_type_flag_names, &flags))
            return bw_ir_unexpected(reader, "a flag of a type, such as incomplete");
    } while (bw_ir_accept(reader, ','));
    type->flags = (uint8_t)flags;
    return bw_ir_expect(reader, ']', "',' or ']'");
}

bool bw_ir_read_record_head(bw_ir_reader *reader, bw_ir_ref *ret_type)
{
    bool is_struct = bw_ir_token_is(bw_ir_peek(reader), "struct");
    bw_ir_type type = {.kind = is_struct ? BW_TYPE_STRUCT : BW_TYPE_UNION};
    bw_ir_label label;

    reader->at++;
    if (!bw_ir_read_label(reader, "the name of a record", &label))
        return false;
    bool sized = bw_ir_accept_word(reader, "size");
    if (sized && !bw_ir_read_number(reader, UINT64_MAX, "a size in bytes", &type.size))
        return false;
    bool aligned = bw_ir_accept_word(reader, "align");
    if (aligned && !bw_ir_read_u32(reader, "an alignment in bytes", &type.align))
        return false;
    if (!read_record_flags(reader, &type))
        return false;
    bool incomplete = (type.flags & BW_TYPE_INCOMPLETE) != 0;
    if (sized != aligned && !incomplete)
        return bw_ir_read_fail(reader, label.token, "a record with one of size and align needs the other, too");
    if (!incomplete && !sized)
        type.bits = BW_IR_RECORD_PENDING;
    if (!aligned)
        type.align = 1;
    type.name = label.name;
    *ret_type = reader->module.types.count;
    bw_vec_push(reader->arena, &reader->module.types, type);
    return bw_ir_define(reader, record_scope(is_struct), &label, *ret_type);
}

bool bw_ir_read_annot(bw_ir_reader *reader, bw_ir_ref *first, uint32_t *count)
{
    bw_ir_annot annot;

    if (!bw_ir_read_name(reader, "the text of the annotation", &annot.text))
        return false;
    if (*count == 0)
        *first = reader->module.annots.count;
    ++*count;
    bw_vec_push(reader->arena, &reader->module.annots, annot);
    return true;
}

/* How far the fields of a record without a written layout reach. */
typedef struct layout {
    bool is_union;
    uint64_t end_bits;
    uint32_t align;
} layout;

/* The place that most targets give the next field. */
static bool place_field(bw_ir_reader *reader, const bw_ir_token *start, layout *at, bw_ir_field *field)
{
    const bw_ir_type *type = &reader->module.types.at[field->type];
    uint64_t align_bits = (type->align == 0 ? 1 : (uint64_t)type->align) * 8;

    if (field->width_bits != 0)
        return bw_ir_read_fail(reader, start, "the place of a bit-field must be written, such as @4.3");
    if (is_pending(reader, field->type))
        return bw_ir_read_fail(reader, start, "this field's record has no size yet; declare it before or write its size");
    if (at->is_union)
        field->offset_bits = 0;
    else if (at->end_bits > UINT64_MAX - align_bits)
        return bw_ir_read_fail(reader, start, "this record does not fit 2^61 bytes");
    else
        field->offset_bits = (at->end_bits + align_bits - 1) / align_bits * align_bits;
    return true;
}

/* An end past 64 bits stays at the last one, which place_field and finish_layout refuse. */
static void extend(bw_ir_reader *reader, layout *at, const bw_ir_field *field)
{
    const bw_ir_type *type = &reader->module.types.at[field->type];
    uint64_t size_bits = type->size > UINT64_MAX / 8 ? UINT64_MAX : type->size * 8;
    uint64_t bits = field->width_bits != 0 ? field->width_bits : size_bits;
    uint64_t end_bits = bits > UINT64_MAX - field->offset_bits ? UINT64_MAX : field->offset_bits + bits;

    if (end_bits > at->end_bits)
        at->end_bits = end_bits;
    if (type->align > at->align)
        at->align = type->align;
}

static bool finish_layout(bw_ir_reader *reader, const bw_ir_token *start, const layout *at, bw_ir_type *type)
{
    uint64_t bytes = at->end_bits / 8 + (at->end_bits % 8 != 0);

    if (at->end_bits == UINT64_MAX || bytes > UINT64_MAX - at->align)
        return bw_ir_read_fail(reader, start, "this record does not fit 2^61 bytes");
    type->bits = 0;
    type->align = at->align;
    type->size = (bytes + at->align - 1) / at->align * at->align;
    return true;
}

/* "@byte.bit" and "width N". */
static bool read_field_place(bw_ir_reader *reader, bw_ir_field *field, bool *ret_placed)
{
    uint64_t bytes = 0, bit = 0;

    *ret_placed = bw_ir_accept(reader, '@');
    if (*ret_placed) {
        if (!bw_ir_read_number(reader, UINT64_MAX / 8, "an offset in bytes", &bytes))
            return false;
        if (bw_ir_accept(reader, '.') && !bw_ir_read_number(reader, 7, "a bit of a byte", &bit))
            return false;
        field->offset_bits = bytes * 8 + bit;
    }
    return !bw_ir_accept_word(reader, "width") || bw_ir_read_u32(reader, "a width in bits", &field->width_bits);
}

/* A count names a field that may come later: its label is looked up when all are known. */
typedef struct counter {
    bw_ir_ref field;
    bw_ir_label label;
} counter;

typedef BW_VEC(counter) counters;

static bool read_field_attrs(bw_ir_reader *reader, bw_ir_field *field, bw_ir_ref ref, counters *counts)
{
    if (!bw_ir_accept(reader, '['))
        return true;
    do {
        bool in_bytes = bw_ir_token_is(bw_ir_peek(reader), "sized_by");
        if (bw_ir_accept_word(reader, "annotate")) {
            if (!bw_ir_read_annot(reader, &field->annots, &field->annot_count))
                return false;
        } else if (bw_ir_accept_word(reader, "counted_by") || bw_ir_accept_word(reader, "sized_by")) {
            counter count = {.field = ref};
            if (!bw_ir_read_label(reader, "the name of a field", &count.label))
                return false;
            field->counted_in_bytes = in_bytes;
            bw_vec_push(reader->arena, counts, count);
        } else {
            return bw_ir_unexpected(reader, "counted_by, sized_by or annotate");
        }
    } while (bw_ir_accept(reader, ','));
    return bw_ir_expect(reader, ']', "',' or ']'");
}

static bool read_field(bw_ir_reader *reader, bw_ir_ref record, layout *at, counters *counts)
{
    const bw_ir_token *start = bw_ir_peek(reader);
    bw_ir_ref ref = reader->module.fields.count;
    bw_ir_field field = {.parent = record};
    bw_ir_label label;
    bool placed;

    if (!bw_ir_read_label(reader, "a field or '}'", &label) || !bw_ir_expect(reader, ':', "':' and a type") ||
        !bw_ir_read_type(reader, &field.type) || !read_field_place(reader, &field, &placed) ||
        !read_field_attrs(reader, &field, ref, counts) || !bw_ir_expect_end(reader))
        return false;
    if (!placed && !place_field(reader, start, at, &field))
        return false;
    field.name = label.name;
    bw_vec_push(reader->arena, &reader->module.fields, field);
    extend(reader, at, &field);
    return bw_ir_define(reader, bw_ir_scope(BW_NAME_FIELD, record), &label, ref);
}

static bool bind_counts(bw_ir_reader *reader, bw_ir_ref record, const counters *counts)
{
    for (uint32_t i = 0; i < counts->count; i++) {
        bw_ir_ref *counted_by = &reader->module.fields.at[counts->at[i].field].counted_by;
        if (!bw_ir_lookup(reader, bw_ir_scope(BW_NAME_FIELD, record), &counts->at[i].label, "a field of this record",
                          counted_by))
            return false;
    }
    return true;
}

bool bw_ir_read_record(bw_ir_reader *reader, bw_ir_ref record)
{
    const bw_ir_token *start = bw_ir_peek(reader);
    layout at = {.is_union = reader->module.types.at[record].kind == BW_TYPE_UNION, .align = 1};
    counters counts = {0};
    bw_ir_ref first = reader->module.fields.count;

    if (bw_ir_accept(reader, '{')) {
        (void)bw_ir_accept(reader, BW_TOKEN_LINE);
        while (!bw_ir_accept(reader, '}'))
            if (!read_field(reader, record, &at, &counts))
                return false;
    }
    bw_ir_type *type = &reader->module.types.at[record];
    type->field_count = reader->module.fields.count - first;
    type->field = type->field_count == 0 ? 0 : first;
    if (type->bits == BW_IR_RECORD_PENDING && !finish_layout(reader, start, &at, type))
        return false;
    return bind_counts(reader, record, &counts);
}
