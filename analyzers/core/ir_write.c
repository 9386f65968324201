/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir_write.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- the buffer ----------------------------------------------------------------------------------------------- */

static void append(bw_ir_writer *writer, const char *bytes, size_t size)
{
    bw_ir_buffer *out = &writer->out;

    if (out->room - out->count < size) {
        size_t room = out->room < 4096 ? 4096 : out->room;
        while (room - out->count < size)
            room *= 2;
        char *at = bw_core_array(writer->arena, char, room);
        if (out->count != 0)
            memcpy(at, out->at, out->count);
        out->at = at;
        out->room = room;
    }
    memcpy(out->at + out->count, bytes, size);
    out->count += size;
}

void bw_ir_put_text(bw_ir_writer *writer, const char *text)
{
    append(writer, text, strlen(text));
}

void bw_ir_put(bw_ir_writer *writer, const char *format, ...)
{
    char piece[200];
    va_list args;

    va_start(args, format);
    int size = vsnprintf(piece, sizeof piece, format, args);
    va_end(args);
    if (size > 0)
        append(writer, piece, (size_t)size < sizeof piece ? (size_t)size : sizeof piece - 1);
}

void bw_ir_put_string(bw_ir_writer *writer, const char *bytes, size_t size)
{
    size_t plain = 0;

    append(writer, "\"", 1);
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\')
            continue;
        append(writer, bytes + plain, i - plain);
        plain = i + 1;
        if (byte == '"' || byte == '\\')
            bw_ir_put(writer, "\\%c", byte);
        else
            bw_ir_put(writer, "\\%02x", byte);
    }
    append(writer, bytes + plain, size - plain);
    append(writer, "\"", 1);
}

void bw_ir_write_fail(bw_ir_writer *writer, const char *format, ...)
{
    char text[200];
    va_list args;

    if (writer->error != NULL)
        return;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    char *copy = bw_core_array(writer->arena, char, strlen(text) + 1);
    memcpy(copy, text, strlen(text) + 1);
    writer->error = copy;
}

/* ---- labels --------------------------------------------------------------------------------------------------- */

static bool is_word(const char *name)
{
    if (name[0] >= '0' && name[0] <= '9')
        return false;
    for (; *name != '\0'; name++) {
        char c = *name;
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$'))
            return false;
    }
    return true;
}

void bw_ir_put_label(bw_ir_writer *writer, const char *name, uint32_t number)
{
    bool unnamed = name == NULL || name[0] == '\0';

    if (!unnamed && is_word(name))
        bw_ir_put_text(writer, name);
    else if (!unnamed)
        bw_ir_put_string(writer, name, strlen(name));
    if (unnamed || number != 1)
        bw_ir_put(writer, "#%" PRIu32, number);
}

static uint32_t next_number(bw_ir_writer *writer, uint64_t scope, const char *name)
{
    bw_ir_name key = {.scope = scope, .bytes = name, .size = name == NULL ? 0 : strlen(name)};

    return ++*bw_ir_names_place(&writer->names, key);
}

static bool is_record(const bw_ir_type *type)
{
    return type->kind == BW_TYPE_STRUCT || type->kind == BW_TYPE_UNION;
}

static bool is_global(const bw_ir_object *object)
{
    return object->kind == BW_OBJECT_GLOBAL || object->kind == BW_OBJECT_LITERAL;
}

static void number_fields(bw_ir_writer *writer, bw_ir_ref record)
{
    const bw_ir_module *module = writer->module;
    const bw_ir_type *type = &module->types.at[record];

    if (type->field_count != 0 &&
        (type->field >= module->fields.count || type->field_count > module->fields.count - type->field)) {
        bw_ir_write_fail(writer, "type %" PRIu32 ": its fields are not in the table", record);
        return;
    }
    for (uint32_t i = 0; i < type->field_count; i++) {
        bw_ir_ref field = type->field + i;
        if (module->fields.at[field].parent != record)
            bw_ir_write_fail(writer, "field %" PRIu32 ": its parent is not type %" PRIu32, field, record);
        writer->field_number[field] =
            next_number(writer, bw_ir_scope(BW_NAME_FIELD, record), module->fields.at[field].name);
    }
}

static void number_objects(bw_ir_writer *writer, bw_ir_ref func)
{
    const bw_ir_module *module = writer->module;
    const bw_ir_func *body = &module->funcs.at[func];

    if (body->object_count != 0 &&
        (body->object >= module->objects.count || body->object_count > module->objects.count - body->object)) {
        bw_ir_write_fail(writer, "function %" PRIu32 ": its objects are not in the table", func);
        return;
    }
    for (uint32_t i = 0; i < body->object_count; i++) {
        bw_ir_ref object = body->object + i;
        const bw_ir_object *at = &module->objects.at[object];
        uint8_t kind = at->kind;
        bool fits = i < body->param_count ? kind == BW_OBJECT_PARAM : kind == BW_OBJECT_LOCAL || kind == BW_OBJECT_TEMP;
        if (!fits || at->func != func)
            bw_ir_write_fail(writer, "object %" PRIu32 ": of the wrong kind or owner in function %" PRIu32, object, func);
        writer->object_number[object] = next_number(writer, bw_ir_scope(BW_NAME_OBJECT, func), at->name);
    }
}

/* Every entry gets the number that it has among those of its name, in the order in which the text shows them. */
static void number_all(bw_ir_writer *writer)
{
    const bw_ir_module *module = writer->module;

    writer->type_number = bw_core_array(writer->arena, uint32_t, module->types.count);
    writer->field_number = bw_core_array(writer->arena, uint32_t, module->fields.count);
    writer->object_number = bw_core_array(writer->arena, uint32_t, module->objects.count);
    writer->func_number = bw_core_array(writer->arena, uint32_t, module->funcs.count);
    for (bw_ir_ref i = 1; i < module->types.count; i++)
        if (is_record(&module->types.at[i])) {
            bool is_struct = module->types.at[i].kind == BW_TYPE_STRUCT;
            uint64_t scope = bw_ir_scope(is_struct ? BW_NAME_STRUCT : BW_NAME_UNION, 0);
            writer->type_number[i] = next_number(writer, scope, module->types.at[i].name);
            number_fields(writer, i);
        }
    for (bw_ir_ref i = 1; i < module->objects.count; i++)
        if (is_global(&module->objects.at[i]))
            writer->object_number[i] = next_number(writer, bw_ir_scope(BW_NAME_OBJECT, 0), module->objects.at[i].name);
    for (bw_ir_ref i = 1; i < module->funcs.count; i++) {
        writer->func_number[i] = next_number(writer, bw_ir_scope(BW_NAME_FUNC, 0), module->funcs.at[i].name);
        number_objects(writer, i);
    }
}

void bw_ir_put_object_label(bw_ir_writer *writer, bw_ir_ref object)
{
    const bw_ir_module *module = writer->module;

    if (object == 0) {
        bw_ir_put_text(writer, "none");
        return;
    }
    if (object >= module->objects.count || writer->object_number[object] == 0) {
        bw_ir_write_fail(writer, "object %" PRIu32 ": not in the table, or of no function", object);
        return;
    }
    const bw_ir_object *at = &module->objects.at[object];
    if (!is_global(at) && &module->funcs.at[at->func] != writer->func)
        bw_ir_write_fail(writer, "object %" PRIu32 ": belongs to another function than the one that uses it", object);
    bw_ir_put_text(writer, is_global(at) ? "@" : "%");
    bw_ir_put_label(writer, at->name, writer->object_number[object]);
}

void bw_ir_put_func_label(bw_ir_writer *writer, bw_ir_ref func)
{
    if (func == 0) {
        bw_ir_put_text(writer, "none");
        return;
    }
    if (func >= writer->module->funcs.count) {
        bw_ir_write_fail(writer, "function %" PRIu32 ": not in the table", func);
        return;
    }
    bw_ir_put_text(writer, "@");
    bw_ir_put_label(writer, writer->module->funcs.at[func].name, writer->func_number[func]);
}

static void put_record_label(bw_ir_writer *writer, bw_ir_ref type)
{
    const bw_ir_type *record = &writer->module->types.at[type];

    bw_ir_put_text(writer, record->kind == BW_TYPE_STRUCT ? "struct " : "union ");
    bw_ir_put_label(writer, record->name, writer->type_number[type]);
}

void bw_ir_put_field_label(bw_ir_writer *writer, bw_ir_ref field)
{
    const bw_ir_module *module = writer->module;

    if (field == 0) {
        bw_ir_put_text(writer, "none");
        return;
    }
    if (field >= module->fields.count || writer->field_number[field] == 0) {
        bw_ir_write_fail(writer, "field %" PRIu32 ": not in the table, or of no record", field);
        return;
    }
    put_record_label(writer, module->fields.at[field].parent);
    bw_ir_put_text(writer, ".");
    bw_ir_put_label(writer, module->fields.at[field].name, writer->field_number[field]);
}

/* ---- lists in brackets ---------------------------------------------------------------------------------------- */

void bw_ir_put_part(bw_ir_writer *writer, bool *open)
{
    bw_ir_put_text(writer, *open ? ", " : " [");
    *open = true;
}

void bw_ir_put_flags(bw_ir_writer *writer, bool *open, uint32_t flags, const char *const names[], const char *what)
{
    for (uint32_t bit = 0; flags != 0 && names[bit] != NULL; bit++) {
        if ((flags >> bit & 1u) == 0)
            continue;
        bw_ir_put_part(writer, open);
        bw_ir_put_text(writer, names[bit]);
        flags &= ~(1u << bit);
    }
    if (flags != 0)
        bw_ir_write_fail(writer, "%s: unknown flags 0x%" PRIx32, what, flags);
}

void bw_ir_put_annots(bw_ir_writer *writer, bool *open, bw_ir_ref first, uint32_t count)
{
    const bw_ir_module *module = writer->module;

    if (count != 0 && (first >= module->annots.count || count > module->annots.count - first)) {
        bw_ir_write_fail(writer, "annotation %" PRIu32 ": not in the table", first);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        const char *text = module->annots.at[first + i].text;
        bw_ir_put_part(writer, open);
        bw_ir_put_text(writer, "annotate ");
        bw_ir_put_string(writer, text, strlen(text));
    }
}

void bw_ir_put_close(bw_ir_writer *writer, bool open)
{
    if (open)
        bw_ir_put_text(writer, "]");
}

/* ---- positions ------------------------------------------------------------------------------------------------ */

static uint32_t file_number(bw_ir_writer *writer, const char *file)
{
    bw_ir_name key = {.scope = bw_ir_scope(BW_NAME_FILE, 0), .bytes = file, .size = strlen(file)};
    uint32_t *number = bw_ir_names_place(&writer->names, key);

    if (*number == 0) {
        *number = writer->files.count + 1;
        uint32_t made = *number;
        bw_vec_push(writer->arena, &writer->files, file);
        return made;
    }
    return *number;
}

void bw_ir_put_position(bw_ir_writer *writer, bw_ir_loc loc)
{
    const bw_ir_source_ops *source = &writer->module->source;
    bw_pos pos = {0};

    if ((writer->options & BW_IR_TEXT_POSITIONS) == 0 || source->resolve == NULL || loc.begin == 0)
        return;
    if (!source->resolve(source->context, loc, &pos) || pos.file == NULL || pos.line == 0)
        return;
    uint32_t file = file_number(writer, pos.file);
    bw_ir_put_text(writer, " !");
    if (file != 1)
        bw_ir_put(writer, "%" PRIu32 "/", file);
    bw_ir_put(writer, "%" PRIu32 ":%" PRIu32, pos.line, pos.column);
    if (pos.end_line != 0)
        bw_ir_put(writer, "-%" PRIu32 ":%" PRIu32, pos.end_line, pos.end_column);
    if ((writer->options & BW_IR_TEXT_OFFSETS) != 0 && (pos.begin | pos.end) != 0)
        bw_ir_put(writer, " @%" PRIu32 "-%" PRIu32, pos.begin, pos.end);
    if (pos.in_macro)
        bw_ir_put_text(writer, " macro");
}

/* ---- objects -------------------------------------------------------------------------------------------------- */

static void put_init(bw_ir_writer *writer, const bw_ir_init *init)
{
    bw_ir_put(writer, "init %" PRIu32 " at %" PRIu64 " ", init->bits, init->offset_bits);
    switch (init->kind) {
    case BW_INIT_OBJECT:
        bw_ir_put_text(writer, "object ");
        bw_ir_put_object_label(writer, init->ref);
        bw_ir_put(writer, " %" PRId64, init->value);
        break;
    case BW_INIT_FUNC:
        bw_ir_put_text(writer, "func ");
        bw_ir_put_func_label(writer, init->ref);
        break;
    case BW_INIT_INT:
        bw_ir_put(writer, "%" PRId64, init->value);
        break;
    default:
        bw_ir_put_text(writer, "unknown");
        break;
    }
}

void bw_ir_put_object_tail(bw_ir_writer *writer, const bw_ir_object *object)
{
    const bw_ir_module *module = writer->module;
    bool open = false;

    bw_ir_put_text(writer, ": ");
    bw_ir_put_type(writer, object->type);
    bw_ir_put_flags(writer, &open, object->flags, bw_ir_object_flag_names, "object");
    if (object->type < module->types.count && object->size != module->types.at[object->type].size) {
        bw_ir_put_part(writer, &open);
        bw_ir_put(writer, "size %" PRIu64, object->size);
    }
    if (is_global(object) && object->func != 0) {
        bw_ir_put_part(writer, &open);
        bw_ir_put_text(writer, "in ");
        bw_ir_put_func_label(writer, object->func);
    }
    if (object->init_known) {
        bw_ir_put_part(writer, &open);
        bw_ir_put_text(writer, "initialised");
    }
    for (uint32_t i = 0; i < object->init_count; i++) {
        bw_ir_put_part(writer, &open);
        put_init(writer, &object->init[i]);
    }
    bw_ir_put_annots(writer, &open, object->annots, object->annot_count);
    bw_ir_put_close(writer, open);
    if (object->data != NULL) {
        bw_ir_put_text(writer, " = ");
        bw_ir_put_string(writer, object->data, (size_t)object->size);
    }
    bw_ir_put_position(writer, object->loc);
}

static void put_global(bw_ir_writer *writer, bw_ir_ref object)
{
    const bw_ir_object *at = &writer->module->objects.at[object];

    bw_ir_put_text(writer, at->kind == BW_OBJECT_GLOBAL ? "global " : "literal ");
    bw_ir_put_object_label(writer, object);
    bw_ir_put_object_tail(writer, at);
    bw_ir_put_text(writer, "\n");
}

/* ---- records -------------------------------------------------------------------------------------------------- */

static void put_field(bw_ir_writer *writer, bw_ir_ref field)
{
    const bw_ir_module *module = writer->module;
    const bw_ir_field *at = &module->fields.at[field];
    bool open = false;

    bw_ir_put_text(writer, "  ");
    bw_ir_put_label(writer, at->name, writer->field_number[field]);
    bw_ir_put_text(writer, ": ");
    bw_ir_put_type(writer, at->type);
    bw_ir_put(writer, " @%" PRIu64, at->offset_bits / 8);
    if (at->offset_bits % 8 != 0)
        bw_ir_put(writer, ".%u", (unsigned)(at->offset_bits % 8));
    if (at->width_bits != 0)
        bw_ir_put(writer, " width %" PRIu32, at->width_bits);
    if (at->counted_by != 0) {
        bool known = at->counted_by < module->fields.count && module->fields.at[at->counted_by].parent == at->parent;
        if (!known) {
            bw_ir_write_fail(writer, "field %" PRIu32 ": counted by a field of another record", field);
            return;
        }
        bw_ir_put_part(writer, &open);
        bw_ir_put_text(writer, at->counted_in_bytes ? "sized_by " : "counted_by ");
        bw_ir_put_label(writer, module->fields.at[at->counted_by].name, writer->field_number[at->counted_by]);
    }
    bw_ir_put_annots(writer, &open, at->annots, at->annot_count);
    bw_ir_put_close(writer, open);
    bw_ir_put_text(writer, "\n");
}

static void put_record(bw_ir_writer *writer, bw_ir_ref type)
{
    const bw_ir_type *record = &writer->module->types.at[type];
    bool incomplete = (record->flags & BW_TYPE_INCOMPLETE) != 0;
    bool open = false;

    put_record_label(writer, type);
    if (!incomplete || record->size != 0)
        bw_ir_put(writer, " size %" PRIu64, record->size);
    if (!incomplete || record->align != 1)
        bw_ir_put(writer, " align %" PRIu32, record->align);
    bw_ir_put_flags(writer, &open, record->flags, bw_ir_type_flag_names, "record");
    bw_ir_put_close(writer, open);
    if (!incomplete || record->field_count != 0) {
        bw_ir_put_text(writer, " {\n");
        for (uint32_t i = 0; i < record->field_count && writer->error == NULL; i++)
            put_field(writer, record->field + i);
        bw_ir_put_text(writer, "}");
    }
    bw_ir_put_text(writer, "\n");
}

/* ---- the module ----------------------------------------------------------------------------------------------- */

static void put_entries(bw_ir_writer *writer)
{
    const bw_ir_module *module = writer->module;

    for (bw_ir_ref i = 1; i < module->types.count && writer->error == NULL; i++)
        if (is_record(&module->types.at[i])) {
            bw_ir_put_text(writer, "\n");
            put_record(writer, i);
        }
    bool first = true;
    for (bw_ir_ref i = 1; i < module->objects.count && writer->error == NULL; i++)
        if (is_global(&module->objects.at[i])) {
            bw_ir_put_text(writer, first ? "\n" : "");
            first = false;
            put_global(writer, i);
        }
    for (bw_ir_ref i = 1; i < module->funcs.count && writer->error == NULL; i++) {
        bw_ir_put_text(writer, "\n");
        bw_ir_put_func(writer, i);
    }
}

static void put_named(bw_ir_writer *writer, const char *keyword, const char *name)
{
    bw_ir_put_text(writer, keyword);
    bw_ir_put_string(writer, name, strlen(name));
    bw_ir_put_text(writer, "\n");
}

static void put_head(bw_ir_writer *writer)
{
    const bw_ir_module *module = writer->module;

    bw_ir_put(writer, "bulwark-ir %d\n", BW_IR_VERSION);
    put_named(writer, "unit ", module->unit);
    if (module->target != NULL && module->target[0] != '\0')
        put_named(writer, "target ", module->target);
    bw_ir_put(writer, "pointer %u\n", (unsigned)module->pointer_bits);
    if (module->big_endian)
        bw_ir_put_text(writer, "endian big\n");
    if (module->hardened)
        bw_ir_put_text(writer, "hardened\n");
    for (uint32_t i = 0; i < writer->files.count; i++)
        put_named(writer, "file ", writer->files.at[i]);
}

bool bw_ir_write_text(const bw_ir_module *module, unsigned options, struct bw_arena *arena, const char **ret_text,
                      size_t *ret_size, const char **ret_error)
{
    bw_ir_writer writer = {.module = module, .arena = arena, .options = options, .names = {.arena = arena}};

    number_all(&writer);
    if (writer.error == NULL)
        put_entries(&writer);
    if (writer.error != NULL) {
        *ret_error = writer.error;
        return false;
    }
    /* The head names the files, and only the entries tell which ones there are. */
    bw_ir_buffer entries = writer.out;
    writer.out = (bw_ir_buffer){0};
    put_head(&writer);
    append(&writer, entries.at == NULL ? "" : entries.at, entries.count);
    *ret_size = writer.out.count;
    append(&writer, "", 1);
    *ret_text = writer.out.at;
    return true;
}
