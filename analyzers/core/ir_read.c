/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir_read.h"

#include <inttypes.h>
#include <string.h>

/* ---- references ------------------------------------------------------------------------------------------------- */

bool bw_ir_read_func_ref(bw_ir_reader *reader, bw_ir_ref *ret_func)
{
    bw_ir_label label;

    if (bw_ir_accept_word(reader, "none")) {
        *ret_func = 0;
        return true;
    }
    return bw_ir_expect(reader, '@', "'@' and the name of a function") &&
           bw_ir_read_label(reader, "the name of a function", &label) &&
           bw_ir_lookup(reader, bw_ir_scope(BW_NAME_FUNC, 0), &label, "a function", ret_func);
}

bool bw_ir_read_object_ref(bw_ir_reader *reader, bw_ir_ref *ret_object)
{
    bw_ir_label label;
    bool local = bw_ir_accept(reader, '%');

    if (!local && bw_ir_accept_word(reader, "none")) {
        *ret_object = 0;
        return true;
    }
    if (!local && !bw_ir_expect(reader, '@', "'%' and a local, or '@' and a global"))
        return false;
    return bw_ir_read_label(reader, "the name of an object", &label) &&
           bw_ir_lookup(reader, bw_ir_scope(BW_NAME_OBJECT, local ? reader->func : 0), &label,
                        local ? "a local object" : "a global", ret_object);
}

/* ---- objects ---------------------------------------------------------------------------------------------------- */

/* "init BITS at BIT value", behind its first word. */
static bool read_init(bw_ir_reader *reader, bw_ir_object *object)
{
    bw_ir_init init = {.kind = BW_INIT_INT};
    uint64_t bits = 0;
    const bw_ir_token *token = bw_ir_peek(reader);

    if (!bw_ir_read_u32(reader, "a width in bits", &init.bits) ||
        (!bw_ir_accept_word(reader, "at") && !bw_ir_unexpected(reader, "'at' and a place in bits")) ||
        !bw_ir_read_number(reader, UINT64_MAX / 2, "a place in bits", &init.offset_bits))
        return false;
    if (bw_ir_accept_word(reader, "object"))
        init.kind = BW_INIT_OBJECT;
    else if (bw_ir_accept_word(reader, "func"))
        init.kind = BW_INIT_FUNC;
    else if (bw_ir_accept_word(reader, "unknown"))
        init.kind = BW_INIT_UNKNOWN;
    if (init.kind == BW_INIT_OBJECT && !bw_ir_read_object_ref(reader, &init.ref))
        return false;
    if (init.kind == BW_INIT_FUNC && !bw_ir_read_func_ref(reader, &init.ref))
        return false;
    if (init.kind <= BW_INIT_OBJECT && !bw_ir_read_integer(reader, "a number", &bits))
        return false;
    init.value = (int64_t)bits;
    const bw_ir_init *last = object->init_count != 0 ? &object->init[object->init_count - 1] : NULL;
    if (last != NULL && init.offset_bits < last->offset_bits + last->bits)
        return bw_ir_read_fail(reader, token, "found an initial value in front of the one before, expected them in the "
                                              "order of their places");
    uint32_t count = object->init_count;
    bw_ir_init *list = (bw_ir_init *)(uintptr_t)object->init; /* made here, of a power of two places */
    if ((count & (count - 1)) == 0) {
        list = bw_core_array(reader->arena, bw_ir_init, count == 0 ? 1 : (size_t)count * 2);
        if (count != 0)
            memcpy(list, object->init, count * sizeof *list);
    }
    list[object->init_count++] = init;
    object->init = list;
    return true;
}

static bool read_object_attr(bw_ir_reader *reader, bw_ir_object *object, uint32_t *flags)
{
    if (bw_ir_accept_flag(reader, bw_ir_object_flag_names, flags))
        return true;
    if (bw_ir_accept_word(reader, "size"))
        return bw_ir_read_number(reader, UINT64_MAX, "a size in bytes", &object->size);
    bool global = object->kind == BW_OBJECT_GLOBAL || object->kind == BW_OBJECT_LITERAL;
    if (global && bw_ir_accept_word(reader, "in"))
        return bw_ir_read_func_ref(reader, &object->func);
    if (global && bw_ir_accept_word(reader, "init"))
        return read_init(reader, object);
    if (global && bw_ir_accept_word(reader, "initialised")) {
        object->init_known = true;
        return true;
    }
    if (bw_ir_accept_word(reader, "annotate"))
        return bw_ir_read_annot(reader, &object->annots, &object->annot_count);
    return bw_ir_unexpected(reader, "a property of an object, such as const, static, size or annotate");
}

static bool read_data(bw_ir_reader *reader, bw_ir_object *object)
{
    const bw_ir_token *token = bw_ir_peek(reader);
    size_t size;

    if (!bw_ir_accept(reader, '='))
        return true;
    token = bw_ir_peek(reader);
    if (!bw_ir_expect(reader, BW_TOKEN_STRING, "the object's bytes in quotation marks"))
        return false;
    if (!bw_ir_unescape(token, reader->arena, &object->data, &size))
        return bw_ir_read_fail(reader, token, "found an unknown escape in the object's bytes, expected \\\" \\\\ \\n \\r "
                                              "\\t or two hexadecimal digits after the backslash");
    if (size != object->size)
        return bw_ir_read_fail(reader, token, "found %zu bytes, expected the %" PRIu64 " of the object", size,
                               object->size);
    return true;
}

/* ": type [properties] = data !position" into the object, which its label has already named. */
static bool read_object_tail(bw_ir_reader *reader, bw_ir_object *object)
{
    uint32_t flags = 0;

    if (!bw_ir_expect(reader, ':', "':' and a type") || !bw_ir_read_type(reader, &object->type))
        return false;
    object->size = reader->module.types.at[object->type].size;
    if (bw_ir_accept(reader, '[')) {
        do {
            if (!read_object_attr(reader, object, &flags))
                return false;
        } while (bw_ir_accept(reader, ','));
        if (!bw_ir_expect(reader, ']', "',' or ']'"))
            return false;
    }
    object->flags = (uint8_t)flags;
    return read_data(reader, object) && bw_ir_read_position(reader, &object->loc);
}

/* "%label: …", a new object of the function. */
static bool read_local(bw_ir_reader *reader, bw_ir_object_kind kind)
{
    bw_ir_object object = {.kind = (uint8_t)kind, .func = reader->func};
    bw_ir_label label;

    if (!bw_ir_expect(reader, '%', "'%' and the name of a local") ||
        !bw_ir_read_label(reader, "the name of a local", &label) || !read_object_tail(reader, &object) ||
        !bw_ir_define(reader, bw_ir_scope(BW_NAME_OBJECT, reader->func), &label, reader->module.objects.count))
        return false;
    object.name = label.name;
    object.func = reader->func;
    bw_vec_push(reader->arena, &reader->module.objects, object);
    return true;
}

/* ---- heads of functions ----------------------------------------------------------------------------------------- */

static bool read_alloc_size(bw_ir_reader *reader, bw_ir_func *func)
{
    uint64_t number = 0;

    for (int i = 0; i < 2; i++) {
        if (i == 1 && bw_ir_peek(reader)->kind != BW_TOKEN_NUMBER)
            break;
        if (!bw_ir_read_number(reader, UINT8_MAX, "the number of a parameter", &number))
            return false;
        func->alloc_size[i] = (uint8_t)number;
    }
    return true;
}

/* What the head says beside the function's entry. */
typedef struct func_head {
    bool typed, state;
} func_head;

static bool read_func_attr(bw_ir_reader *reader, bw_ir_func *func, func_head *head)
{
    if (bw_ir_accept_flag(reader, bw_ir_func_flag_names, &func->flags))
        return true;
    for (uint8_t i = 0; i < sizeof bw_ir_body_names / sizeof bw_ir_body_names[0]; i++)
        if (bw_ir_accept_word(reader, bw_ir_body_names[i])) {
            func->body = i;
            head->state = true;
            return true;
        }
    if (bw_ir_accept_word(reader, "alloc_size"))
        return read_alloc_size(reader, func);
    if (bw_ir_token_is(bw_ir_peek(reader), "params") && func->param_count != 0)
        return bw_ir_unexpected(reader, "no params for a function whose parameters are written");
    if (bw_ir_accept_word(reader, "params"))
        return bw_ir_read_u32(reader, "a number of parameters", &func->param_count);
    if (bw_ir_accept_word(reader, "type")) {
        head->typed = true;
        return bw_ir_read_type(reader, &func->type);
    }
    if (bw_ir_accept_word(reader, "annotate"))
        return bw_ir_read_annot(reader, &func->annots, &func->annot_count);
    return bw_ir_unexpected(reader, "a property of a function, such as static, main_file, alloc_size or annotate");
}

static bool read_func_attrs(bw_ir_reader *reader, bw_ir_func *func, func_head *head)
{
    if (!bw_ir_accept(reader, '['))
        return true;
    do {
        if (!read_func_attr(reader, func, head))
            return false;
    } while (bw_ir_accept(reader, ','));
    return bw_ir_expect(reader, ']', "',' or ']'");
}

static bool read_params(bw_ir_reader *reader, bw_ir_func *func)
{
    bw_ir_ref first = reader->module.objects.count;

    if (!bw_ir_expect(reader, '(', "'(' and the parameters"))
        return false;
    if (!bw_ir_accept(reader, ')')) {
        do {
            if (!read_local(reader, BW_OBJECT_PARAM))
                return false;
        } while (bw_ir_accept(reader, ','));
        if (!bw_ir_expect(reader, ')', "',' or ')'"))
            return false;
    }
    func->param_count = reader->module.objects.count - first;
    return true;
}

static bool read_locals(bw_ir_reader *reader)
{
    (void)bw_ir_accept(reader, BW_TOKEN_LINE);
    while (bw_ir_peek(reader)[0].kind == BW_TOKEN_WORD && bw_ir_peek(reader)[1].kind == '%') {
        bool temp = bw_ir_token_is(bw_ir_peek(reader), "temp");
        if (!bw_ir_accept_word(reader, "temp") && !bw_ir_accept_word(reader, "local"))
            return bw_ir_unexpected(reader, "local, temp, or a block such as b1:");
        if (!read_local(reader, temp ? BW_OBJECT_TEMP : BW_OBJECT_LOCAL) || !bw_ir_expect_end(reader))
            return false;
    }
    return true;
}

/* From the parameters to the last local; item->at becomes the first token of the body, or 0 when there is none. */
static bool read_func_head(bw_ir_reader *reader, bw_ir_item *item)
{
    bw_ir_func func = reader->module.funcs.at[item->ref];
    bw_ir_ref first = reader->module.objects.count;
    func_head head = {0};

    reader->at = item->at;
    reader->func = item->ref;
    if (!read_params(reader, &func) || !bw_ir_expect(reader, BW_TOKEN_ARROW, "'->' and the return type") ||
        !bw_ir_read_type(reader, &func.ret) || !read_func_attrs(reader, &func, &head) ||
        !bw_ir_read_position(reader, &func.loc))
        return false;
    bool braces = bw_ir_accept(reader, '{');
    if (braces ? !read_locals(reader) : !bw_ir_expect_end(reader))
        return false;
    if (!head.state)
        func.body = braces ? BW_BODY_LOWERED : BW_BODY_NONE;
    if (!head.typed)
        func.type = bw_ir_intern_type(reader, (bw_ir_type){.kind = BW_TYPE_FUNCTION, .align = 1, .elem = func.ret});
    func.object_count = reader->module.objects.count - first;
    func.object = func.object_count == 0 ? 0 : first;
    if (func.object_count != 0 && func.param_count > func.object_count)
        return bw_ir_read_fail(reader, bw_ir_peek(reader), "a function with locals and params needs its parameters written");
    item->at = braces ? reader->at : 0;
    reader->module.funcs.at[item->ref] = func;
    return true;
}

/* ---- the module's entries --------------------------------------------------------------------------------------- */

/* Passes over the rest of an entry, with the braces it may have. */
static bool skip_entry(bw_ir_reader *reader)
{
    for (;;) {
        unsigned kind = bw_ir_peek(reader)->kind;
        if (kind == BW_TOKEN_LINE || kind == BW_TOKEN_END)
            return true;
        reader->at++;
        if (kind != '{')
            continue;
        while (bw_ir_peek(reader)->kind != '}')
            if (bw_ir_peek(reader)->kind == BW_TOKEN_END)
                return bw_ir_unexpected(reader, "'}'");
            else
                reader->at++;
    }
}

static bool begin_object(bw_ir_reader *reader, uint8_t kind, bw_ir_ref *ret_object)
{
    bw_ir_label label;

    if (!bw_ir_expect(reader, '@', "'@' and a name") || !bw_ir_read_label(reader, "the name of an object", &label))
        return false;
    *ret_object = reader->module.objects.count;
    bw_vec_push(reader->arena, &reader->module.objects, (bw_ir_object){.kind = kind, .name = label.name});
    return bw_ir_define(reader, bw_ir_scope(BW_NAME_OBJECT, 0), &label, *ret_object);
}

static bool begin_func(bw_ir_reader *reader, bw_ir_ref *ret_func)
{
    bw_ir_label label;

    if (!bw_ir_expect(reader, '@', "'@' and a name") || !bw_ir_read_label(reader, "the name of a function", &label))
        return false;
    *ret_func = reader->module.funcs.count;
    bw_vec_push(reader->arena, &reader->module.funcs, (bw_ir_func){.name = label.name});
    return bw_ir_define(reader, bw_ir_scope(BW_NAME_FUNC, 0), &label, *ret_func);
}

static bool read_item(bw_ir_reader *reader)
{
    const bw_ir_token *token = bw_ir_peek(reader);
    bw_ir_item item = {.token = (uint8_t)token->text[0]};
    bool begun;

    if (bw_ir_token_is(token, "struct") || bw_ir_token_is(token, "union"))
        begun = bw_ir_read_record_head(reader, &item.ref);
    else if (bw_ir_accept_word(reader, "func"))
        begun = begin_func(reader, &item.ref);
    else if (bw_ir_accept_word(reader, "global"))
        begun = begin_object(reader, BW_OBJECT_GLOBAL, &item.ref);
    else if (bw_ir_accept_word(reader, "literal"))
        begun = begin_object(reader, BW_OBJECT_LITERAL, &item.ref);
    else
        return bw_ir_unexpected(reader, "struct, union, global, literal or func");
    item.at = reader->at;
    if (!begun || !skip_entry(reader))
        return false;
    bw_vec_push(reader->arena, &reader->items, item);
    return true;
}

/* A line of the head; the sizes of types hang on it. *ret_known: it was one. */
static bool read_setting(bw_ir_reader *reader, bool *ret_known)
{
    bw_ir_module *module = &reader->module;
    uint64_t bits = 0;
    const char *file;

    *ret_known = true;
    if (bw_ir_accept_word(reader, "unit"))
        return bw_ir_read_name(reader, "the unit's file name in quotation marks", &module->unit);
    if (bw_ir_accept_word(reader, "target"))
        return bw_ir_read_name(reader, "a target triple in quotation marks", &module->target);
    if (bw_ir_accept_word(reader, "pointer")) {
        if (!bw_ir_read_number(reader, UINT16_MAX, "the width of a pointer in bits", &bits))
            return false;
        module->pointer_bits = (uint16_t)bits;
        return true;
    }
    if (bw_ir_accept_word(reader, "endian")) {
        module->big_endian = bw_ir_token_is(bw_ir_peek(reader), "big");
        return bw_ir_accept_word(reader, "big") || bw_ir_accept_word(reader, "little") ||
               bw_ir_unexpected(reader, "big or little");
    }
    if (bw_ir_accept_word(reader, "hardened")) {
        module->hardened = true;
        return true;
    }
    *ret_known = bw_ir_accept_word(reader, "file");
    if (!*ret_known)
        return true;
    if (!bw_ir_read_name(reader, "a file name in quotation marks", &file))
        return false;
    bw_vec_push(reader->arena, &reader->files, file);
    return true;
}

static bool read_version(bw_ir_reader *reader)
{
    uint64_t version = 0;

    if (!bw_ir_accept_word(reader, "bulwark") || !bw_ir_expect(reader, '-', "'bulwark-ir' and a version") ||
        !bw_ir_accept_word(reader, "ir"))
        return bw_ir_unexpected(reader, "'bulwark-ir' and a version");
    const bw_ir_token *token = bw_ir_peek(reader);
    if (!bw_ir_read_number(reader, UINT64_MAX, "a version", &version))
        return false;
    if (version != BW_IR_VERSION)
        return bw_ir_read_fail(reader, token, "found version %" PRIu64 ", expected %d; write the text again with this "
                                              "version's tools", version, BW_IR_VERSION);
    return bw_ir_expect_end(reader);
}

static bool read_heads(bw_ir_reader *reader)
{
    bool known = true;

    while (known) {
        if (!read_setting(reader, &known) || (known && !bw_ir_expect_end(reader)))
            return false;
        if (bw_ir_peek(reader)->kind == '}')
            return bw_ir_unexpected(reader, "struct, union, global, literal or func");
    }
    while (bw_ir_peek(reader)->kind != BW_TOKEN_END) {
        if (!read_item(reader))
            return false;
        (void)bw_ir_accept(reader, BW_TOKEN_LINE);
    }
    return true;
}

static bool read_global(bw_ir_reader *reader, const bw_ir_item *item)
{
    bw_ir_object object = reader->module.objects.at[item->ref];

    reader->at = item->at;
    if (!read_object_tail(reader, &object))
        return false;
    if (bw_ir_peek(reader)->kind != BW_TOKEN_END && bw_ir_peek(reader)->kind != BW_TOKEN_LINE)
        return bw_ir_unexpected(reader, "the end of the line");
    reader->module.objects.at[item->ref] = object;
    return true;
}

/* After the last brace of an entry its line ends. */
static bool read_entry_end(bw_ir_reader *reader)
{
    return bw_ir_peek(reader)->kind == BW_TOKEN_END || bw_ir_expect(reader, BW_TOKEN_LINE, "the end of the line");
}

static bool read_entries(bw_ir_reader *reader)
{
    for (uint32_t i = 0; i < reader->items.count; i++) {
        const bw_ir_item *item = &reader->items.at[i];
        if (item->token != 's' && item->token != 'u')
            continue;
        reader->at = item->at;
        if (!bw_ir_read_record(reader, item->ref) || !read_entry_end(reader))
            return false;
    }
    for (uint32_t i = 0; i < reader->items.count; i++)
        if (reader->items.at[i].token == 'f' && !read_func_head(reader, &reader->items.at[i]))
            return false;
    for (uint32_t i = 0; i < reader->items.count; i++) {
        uint8_t token = reader->items.at[i].token;
        if ((token == 'g' || token == 'l') && !read_global(reader, &reader->items.at[i]))
            return false;
    }
    for (uint32_t i = 0; i < reader->items.count; i++) {
        const bw_ir_item *item = &reader->items.at[i];
        if (item->token != 'f' || item->at == 0)
            continue;
        reader->at = item->at;
        reader->func = item->ref;
        if (!bw_ir_read_body(reader) || !read_entry_end(reader))
            return false;
    }
    return true;
}

bool bw_ir_read_text(const char *text, size_t size, struct bw_arena *arena, bw_ir_module *ret_module,
                     const char **ret_error)
{
    bw_ir_reader reader = {.arena = arena, .names = {.arena = arena}};
    bw_ir_tokens tokens;

    bw_vec_push(arena, &reader.texts, "");
    bw_vec_push(arena, &reader.files, "");
    reader.positions = bw_core_new(arena, bw_ir_positions);
    bw_vec_push(arena, &reader.positions->list, (bw_pos){0});
    bw_ir_module_init(&reader.module, arena, "");
    reader.module.pointer_bits = 64;
    reader.module.source.context = reader.positions;
    reader.module.source.resolve = bw_ir_resolve_text;

    const char *error = bw_ir_lex(size == 0 ? "" : text, size, arena, &tokens);
    if (error != NULL) {
        bw_ir_token at = {.line = tokens.line, .column = tokens.column};
        (void)bw_ir_read_fail(&reader, &at, "%s", error);
        *ret_error = reader.error;
        return false;
    }
    reader.tokens = tokens.list.at;
    if (!read_version(&reader) || !read_heads(&reader) || !read_entries(&reader)) {
        *ret_error = reader.error;
        return false;
    }
    *ret_module = reader.module;
    return true;
}
