/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir_lex.h"

#include <string.h>

typedef struct lexer {
    const char *at, *end;
    struct bw_arena *arena;
    bw_ir_tokens *tokens;
    uint32_t line;
    const char *line_start;
    uint32_t open; /* parentheses */
} lexer;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static uint32_t column_of(const lexer *lex, const char *at)
{
    return (uint32_t)(at - lex->line_start) + 1;
}

static const char *fail(lexer *lex, const char *at, const char *error)
{
    lex->tokens->line = lex->line;
    lex->tokens->column = column_of(lex, at);
    return error;
}

static void push(lexer *lex, unsigned kind, const char *text, size_t size, uint64_t value)
{
    bw_ir_token token = {.text = text,
                         .size = (uint32_t)size,
                         .value = value,
                         .line = lex->line,
                         .column = column_of(lex, kind == BW_TOKEN_STRING ? text - 1 : text),
                         .kind = (uint8_t)kind};

    bw_vec_push(lex->arena, &lex->tokens->list, token);
}

/* Ends a statement; nothing when none has begun. */
static void push_line(lexer *lex)
{
    uint32_t count = lex->tokens->list.count;

    if (lex->open == 0 && count != 0 && lex->tokens->list.at[count - 1].kind != BW_TOKEN_LINE)
        push(lex, BW_TOKEN_LINE, lex->at, 1, 0);
}

static const char *lex_number(lexer *lex)
{
    const char *start = lex->at;
    uint64_t base = 10, value = 0;

    if (lex->end - start > 2 && start[0] == '0' && start[1] == 'x' && hex_digit(start[2]) >= 0) {
        base = 16;
        lex->at += 2;
    }
    for (; lex->at < lex->end; lex->at++) {
        int digit = hex_digit(*lex->at);
        if (digit < 0 || (uint64_t)digit >= base)
            break;
        if (value > (UINT64_MAX - (uint64_t)digit) / base)
            return fail(lex, start, "this number does not fit 64 bits");
        value = value * base + (uint64_t)digit;
    }
    if (lex->at < lex->end && (is_word_start(*lex->at) || is_digit(*lex->at)))
        return fail(lex, lex->at, "a letter follows a number; put a space or an operator between them");
    push(lex, BW_TOKEN_NUMBER, start, (size_t)(lex->at - start), value);
    return NULL;
}

static void lex_word(lexer *lex)
{
    const char *start = lex->at;

    while (lex->at < lex->end && (is_word_start(*lex->at) || is_digit(*lex->at)))
        lex->at++;
    push(lex, BW_TOKEN_WORD, start, (size_t)(lex->at - start), 0);
}

static const char *lex_string(lexer *lex)
{
    const char *start = lex->at + 1;

    for (lex->at = start; lex->at < lex->end && *lex->at != '"' && *lex->at != '\n'; lex->at++)
        if (*lex->at == '\\' && lex->end - lex->at > 1 && lex->at[1] != '\n')
            lex->at++;
    if (lex->at >= lex->end || *lex->at != '"')
        return fail(lex, start - 1, "this string does not end on its line; close it with a quotation mark");
    push(lex, BW_TOKEN_STRING, start, (size_t)(lex->at - start), 0);
    lex->at++;
    return NULL;
}

static const char *lex_mark(lexer *lex)
{
    const char *start = lex->at++;
    char next = '\0';

    if (lex->at < lex->end)
        next = *lex->at;
    if ((*start == '-' && next == '>') || (*start == '.' && next == '.')) {
        lex->at++;
        push(lex, *start == '-' ? BW_TOKEN_ARROW : BW_TOKEN_RANGE, start, 2, 0);
        return NULL;
    }
    if (*start == '\0' || strchr("@%()[]{}<>,:=.-!#/", *start) == NULL)
        return fail(lex, start, "this character has no meaning here");
    if (*start == '(')
        lex->open++;
    else if (*start == ')' && lex->open != 0)
        lex->open--;
    push(lex, (unsigned char)*start, start, 1, 0);
    return NULL;
}

static const char *lex_one(lexer *lex)
{
    char c = *lex->at;

    if (c == ' ' || c == '\t' || c == '\r') {
        lex->at++;
        return NULL;
    }
    if (c == '\n' || c == ';') {
        push_line(lex);
        lex->at++;
        if (c == '\n') {
            lex->line++;
            lex->line_start = lex->at;
        }
        return NULL;
    }
    if (c == '/' && lex->end - lex->at > 1 && lex->at[1] == '/') {
        const char *line_end = memchr(lex->at, '\n', (size_t)(lex->end - lex->at));
        lex->at = line_end == NULL ? lex->end : line_end;
        return NULL;
    }
    if (is_digit(c))
        return lex_number(lex);
    if (c == '"')
        return lex_string(lex);
    if (is_word_start(c)) {
        lex_word(lex);
        return NULL;
    }
    return lex_mark(lex);
}

const char *bw_ir_lex(const char *text, size_t size, struct bw_arena *arena, bw_ir_tokens *ret_tokens)
{
    bw_ir_tokens tokens = {.line = 1, .column = 1};
    lexer lex = {.at = text, .end = text + size, .arena = arena, .tokens = &tokens, .line = 1, .line_start = text};
    const char *error = NULL;

    if (size > UINT32_MAX / 2) {
        error = "this text is larger than 2 GiB";
    } else {
        /* Ordinary text has a token in four bytes: growing towards that would leave as much again behind. */
        tokens.list.room = (uint32_t)(size / 4) + 16;
        tokens.list.at = bw_core_array(arena, bw_ir_token, tokens.list.room);
    }
    while (error == NULL && lex.at < lex.end)
        error = lex_one(&lex);
    if (error == NULL)
        push(&lex, BW_TOKEN_END, lex.at, 0, 0);
    *ret_tokens = tokens;
    return error;
}

bool bw_ir_unescape(const bw_ir_token *token, struct bw_arena *arena, const char **ret_bytes, size_t *ret_size)
{
    char *bytes = bw_core_array(arena, char, (size_t)token->size + 1);
    size_t count = 0;

    for (uint32_t i = 0; i < token->size; i++) {
        char c = token->text[i];
        if (c != '\\') {
            bytes[count++] = c;
            continue;
        }
        /* The lexer never ends a string on a lone backslash. */
        c = token->text[++i];
        int high = hex_digit(c);
        int low = i + 1 < token->size ? hex_digit(token->text[i + 1]) : -1;
        if (c == '"' || c == '\\') {
            bytes[count++] = c;
        } else if (c == 'n' || c == 'r' || c == 't') {
            bytes[count++] = c == 'n' ? '\n' : c == 'r' ? '\r' : '\t';
        } else if (high >= 0 && low >= 0) {
            bytes[count++] = (char)(high * 16 + low);
            i++;
        } else {
            return false;
        }
    }
    *ret_bytes = bytes;
    *ret_size = count;
    return true;
}
