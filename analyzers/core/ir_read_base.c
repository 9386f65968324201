/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir_read.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- errors ---------------------------------------------------------------------------------------------------- */

bool bw_ir_read_fail(bw_ir_reader *reader, const bw_ir_token *token, const char *format, ...)
{
    char text[300];
    va_list args;

    if (reader->error != NULL)
        return false;
    int head = snprintf(text, sizeof text, "%" PRIu32 ":%" PRIu32 ": ", token->line, token->column);
    va_start(args, format);
    (void)vsnprintf(text + head, sizeof text - (size_t)head, format, args);
    va_end(args);
    reader->error = bw_ir_intern(reader, text, strlen(text));
    return false;
}

/* What a token is called in an error; long ones are cut, bytes that no terminal shows become "?". */
static void describe(const bw_ir_token *token, char *ret_text, size_t room)
{
    const char *quote = token->kind == BW_TOKEN_STRING ? "\"" : "'";
    size_t shown = token->size < 40 ? token->size : 40;

    if (token->kind == BW_TOKEN_END || token->kind == BW_TOKEN_LINE) {
        (void)snprintf(ret_text, room, "the end of the %s", token->kind == BW_TOKEN_END ? "text" : "line");
        return;
    }
    (void)snprintf(ret_text, room, "%s%.*s%s%s", quote, (int)shown, token->text, shown < token->size ? "..." : "", quote);
    for (char *c = ret_text; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || (unsigned char)*c > 0x7e)
            *c = '?';
}

bool bw_ir_unexpected(bw_ir_reader *reader, const char *expected)
{
    char found[64];

    describe(bw_ir_peek(reader), found, sizeof found);
    return bw_ir_read_fail(reader, bw_ir_peek(reader), "found %s, expected %s", found, expected);
}

/* ---- tokens ---------------------------------------------------------------------------------------------------- */

bool bw_ir_token_is(const bw_ir_token *token, const char *word)
{
    return token->kind == BW_TOKEN_WORD && strlen(word) == token->size && memcmp(token->text, word, token->size) == 0;
}

bool bw_ir_accept(bw_ir_reader *reader, unsigned kind)
{
    if (bw_ir_peek(reader)->kind != kind)
        return false;
    /* END is never passed, so that peeking stays inside the tokens. */
    if (kind != BW_TOKEN_END)
        reader->at++;
    return true;
}

bool bw_ir_accept_word(bw_ir_reader *reader, const char *word)
{
    if (!bw_ir_token_is(bw_ir_peek(reader), word))
        return false;
    reader->at++;
    return true;
}

bool bw_ir_expect(bw_ir_reader *reader, unsigned kind, const char *expected)
{
    return bw_ir_accept(reader, kind) || bw_ir_unexpected(reader, expected);
}

bool bw_ir_expect_end(bw_ir_reader *reader)
{
    unsigned kind = bw_ir_peek(reader)->kind;

    if (kind == '}' || kind == BW_TOKEN_END)
        return true;
    return bw_ir_expect(reader, BW_TOKEN_LINE, "the end of the line");
}

bool bw_ir_accept_flag(bw_ir_reader *reader, const char *const names[], uint32_t *flags)
{
    for (uint32_t bit = 0; names[bit] != NULL; bit++)
        if (bw_ir_accept_word(reader, names[bit])) {
            *flags |= 1u << bit;
            return true;
        }
    return false;
}

/* ---- numbers and strings --------------------------------------------------------------------------------------- */

bool bw_ir_read_number(bw_ir_reader *reader, uint64_t max, const char *expected, uint64_t *ret_value)
{
    const bw_ir_token *token = bw_ir_peek(reader);

    if (token->kind != BW_TOKEN_NUMBER)
        return bw_ir_unexpected(reader, expected);
    if (token->value > max)
        return bw_ir_read_fail(reader, token, "found %" PRIu64 ", expected %s of at most %" PRIu64, token->value,
                               expected, max);
    reader->at++;
    *ret_value = token->value;
    return true;
}

bool bw_ir_read_u32(bw_ir_reader *reader, const char *expected, uint32_t *ret_value)
{
    uint64_t value = 0;

    if (!bw_ir_read_number(reader, UINT32_MAX, expected, &value))
        return false;
    *ret_value = (uint32_t)value;
    return true;
}

bool bw_ir_read_integer(bw_ir_reader *reader, const char *expected, uint64_t *ret_bits)
{
    bool negative = bw_ir_accept(reader, '-');
    uint64_t value = 0;

    if (!bw_ir_read_number(reader, negative ? (uint64_t)1 << 63 : UINT64_MAX, expected, &value))
        return false;
    *ret_bits = negative ? ~value + 1 : value;
    return true;
}

static bool unescape(bw_ir_reader *reader, const bw_ir_token *token, const char **ret_text, size_t *ret_size)
{
    if (!bw_ir_unescape(token, reader->arena, ret_text, ret_size))
        return bw_ir_read_fail(reader, token, "found an unknown escape in a string, expected \\\" \\\\ \\n \\r \\t or "
                                              "two hexadecimal digits after the backslash");
    return true;
}

/* The token's bytes as a name. */
static bool name_of(bw_ir_reader *reader, const bw_ir_token *token, const char **ret_text, size_t *ret_size)
{
    const char *bytes = token->text;
    size_t size = token->size;

    if (token->kind == BW_TOKEN_STRING && !unescape(reader, token, &bytes, &size))
        return false;
    if (memchr(bytes, '\0', size) != NULL)
        return bw_ir_read_fail(reader, token, "found a NUL in a name, expected text");
    *ret_text = bw_ir_intern(reader, bytes, size);
    *ret_size = size;
    return true;
}

bool bw_ir_read_name(bw_ir_reader *reader, const char *expected, const char **ret_text)
{
    size_t size;

    if (bw_ir_peek(reader)->kind != BW_TOKEN_STRING)
        return bw_ir_unexpected(reader, expected);
    return name_of(reader, &reader->tokens[reader->at++], ret_text, &size);
}

const char *bw_ir_intern(bw_ir_reader *reader, const char *bytes, size_t size)
{
    bw_ir_name key = {.scope = bw_ir_scope(BW_NAME_TEXT, 0), .bytes = bytes, .size = size};
    uint32_t known = bw_ir_names_find(&reader->names, key);

    if (known != 0)
        return reader->texts.at[known];
    char *copy = bw_core_array(reader->arena, char, size + 1);
    if (size != 0)
        memcpy(copy, bytes, size);
    key.bytes = copy;
    *bw_ir_names_place(&reader->names, key) = reader->texts.count;
    bw_vec_push(reader->arena, &reader->texts, copy);
    return copy;
}

/* ---- labels ---------------------------------------------------------------------------------------------------- */

bool bw_ir_read_label(bw_ir_reader *reader, const char *expected, bw_ir_label *ret_label)
{
    const bw_ir_token *token = bw_ir_peek(reader);
    bw_ir_label label = {.name = "", .number = 1, .token = token};

    if (token->kind == BW_TOKEN_WORD || token->kind == BW_TOKEN_STRING) {
        reader->at++;
        if (!name_of(reader, token, &label.name, &label.size))
            return false;
    } else if (token->kind != '#') {
        return bw_ir_unexpected(reader, expected);
    }
    if (bw_ir_accept(reader, '#') && !bw_ir_read_u32(reader, "a number after '#'", &label.number))
        return false;
    *ret_label = label;
    return true;
}

static bw_ir_name key_of(uint64_t scope, const bw_ir_label *label)
{
    return (bw_ir_name){.scope = scope, .bytes = label->name, .size = label->size, .number = label->number};
}

/* The label as an error shows it. */
static void spell(const bw_ir_label *label, char *ret_text, size_t room)
{
    if (label->number == 1 && label->size != 0)
        (void)snprintf(ret_text, room, "%.60s", label->name);
    else
        (void)snprintf(ret_text, room, "%.60s#%" PRIu32, label->name, label->number);
}

bool bw_ir_define(bw_ir_reader *reader, uint64_t scope, const bw_ir_label *label, uint32_t value)
{
    uint32_t *place = bw_ir_names_place(&reader->names, key_of(scope, label));

    if (*place != 0) {
        char name[80];
        spell(label, name, sizeof name);
        return bw_ir_read_fail(reader, label->token, "%s is defined twice; give the second one another name or number",
                               name);
    }
    *place = value;
    return true;
}

bool bw_ir_lookup(bw_ir_reader *reader, uint64_t scope, const bw_ir_label *label, const char *what, uint32_t *ret_value)
{
    uint32_t value = bw_ir_names_find(&reader->names, key_of(scope, label));

    if (value == 0) {
        char name[80];
        spell(label, name, sizeof name);
        return bw_ir_read_fail(reader, label->token, "found '%s', expected %s that the text defines", name, what);
    }
    *ret_value = value;
    return true;
}

/* ---- positions ------------------------------------------------------------------------------------------------- */

/* line:column */
static bool read_place(bw_ir_reader *reader, uint32_t *ret_line, uint32_t *ret_column)
{
    return bw_ir_read_u32(reader, "a line number", ret_line) && bw_ir_expect(reader, ':', "':' and a column") &&
           bw_ir_read_u32(reader, "a column", ret_column);
}

static bool read_file(bw_ir_reader *reader, bw_pos *pos)
{
    const bw_ir_token *token = bw_ir_peek(reader);
    uint32_t file = 1;

    if (token->kind == BW_TOKEN_NUMBER && token[1].kind == '/') {
        if (!bw_ir_read_u32(reader, "the number of a file", &file))
            return false;
        reader->at++;
    }
    if (file == 0 || file >= reader->files.count)
        return bw_ir_read_fail(reader, token, "found a position in file %" PRIu32 ", expected one of the %" PRIu32
                                              " that 'file' lines name", file, reader->files.count - 1);
    pos->file = reader->files.at[file];
    return true;
}

static uint32_t intern_position(bw_ir_reader *reader, const bw_pos *pos)
{
    const uint64_t words[] = {(uintptr_t)pos->file, pos->line,  pos->column, pos->end_line,
                              pos->end_column,      pos->begin, pos->end,    pos->in_macro};
    bw_ir_name key = {.scope = bw_ir_scope(BW_NAME_POSITION, 0), .bytes = words, .size = sizeof words};
    uint32_t known = bw_ir_names_find(&reader->names, key);

    if (known != 0)
        return known;
    void *copy = bw_core_array(reader->arena, uint64_t, sizeof words / sizeof words[0]);
    memcpy(copy, words, sizeof words);
    key.bytes = copy;
    *bw_ir_names_place(&reader->names, key) = reader->positions->list.count;
    bw_vec_push(reader->arena, &reader->positions->list, *pos);
    return reader->positions->list.count - 1;
}

bool bw_ir_read_position(bw_ir_reader *reader, bw_ir_loc *ret_loc)
{
    bw_pos pos = {0};

    if (!bw_ir_accept(reader, '!'))
        return true;
    if (!read_file(reader, &pos) || !read_place(reader, &pos.line, &pos.column))
        return false;
    if (bw_ir_accept(reader, '-') && !read_place(reader, &pos.end_line, &pos.end_column))
        return false;
    if (bw_ir_accept(reader, '@') &&
        (!bw_ir_read_u32(reader, "a byte offset", &pos.begin) || !bw_ir_expect(reader, '-', "'-' and a byte offset") ||
         !bw_ir_read_u32(reader, "a byte offset", &pos.end)))
        return false;
    pos.in_macro = bw_ir_accept_word(reader, "macro");
    ret_loc->begin = intern_position(reader, &pos);
    ret_loc->end = ret_loc->begin;
    return true;
}

bool bw_ir_resolve_text(void *context, bw_ir_loc loc, bw_pos *ret_pos)
{
    const bw_ir_positions *positions = context;

    if (loc.begin == 0 || loc.begin >= positions->list.count)
        return false;
    bw_pos pos = positions->list.at[loc.begin];
    /* A range made of two: from the start of the one to the end of the other. */
    if (loc.end != loc.begin && loc.end != 0 && loc.end < positions->list.count) {
        const bw_pos *last = &positions->list.at[loc.end];
        if (strcmp(last->file, pos.file) == 0) {
            pos.end_line = last->end_line;
            pos.end_column = last->end_column;
            pos.end = last->end;
            pos.in_macro = pos.in_macro || last->in_macro;
        }
    }
    *ret_pos = pos;
    return true;
}
