/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "form.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blanks out what is no code, in place, keeping the lines. */
static void blank(char *text)
{
    enum { CODE, LINE, BLOCK, STRING, CHARACTER, DIRECTIVE } where = CODE;
    bool fresh = true; /* only white space so far in this line */

    for (char *p = text; *p; p++) {
        char c = *p;

        if (where == CODE && c == '/' && p[1] == '/')
            where = LINE;
        else if ((where == CODE || where == DIRECTIVE) && c == '/' && p[1] == '*')
            where = BLOCK;
        else if (where == CODE && c == '"')
            where = STRING;
        else if (where == CODE && c == '\'')
            where = CHARACTER;
        else if (where == CODE && c == '#' && fresh)
            where = DIRECTIVE;
        else if (where == BLOCK && c == '*' && p[1] == '/') {
            p[0] = p[1] = ' ';
            where = CODE;
            p++;
            continue;
        } else if ((where == STRING && c == '"') || (where == CHARACTER && c == '\'')) {
            where = CODE;
            *p = ' ';
            continue;
        } else if ((where == LINE || where == DIRECTIVE) && c == '\n' && (p == text || p[-1] != '\\'))
            where = CODE;
        if ((where == STRING || where == CHARACTER) && c == '\\' && p[1]) {
            p[0] = p[1] = ' ';
            p++;
            continue;
        }
        fresh = c == '\n' || (fresh && isspace((unsigned char)c));
        if (where != CODE && c != '\n' && !(c == '\\' && p[1] == '\n'))
            *p = ' ';
    }
}

/* The name before the parenthesis that closes at `end` (one past it), within [start, end). Empty if there is none. */
static void name_before(const char *start, const char *end, char *name)
{
    int depth = 0;
    const char *p = end;
    size_t length = 0;

    while (p > start) {
        p--;
        if (*p == ')')
            depth++;
        else if (*p == '(' && --depth == 0)
            break;
    }
    while (p > start && isspace((unsigned char)p[-1]))
        p--;
    while (p > start && (isalnum((unsigned char)p[-1]) || p[-1] == '_')) {
        p--;
        length++;
    }
    if (length >= W32_FORM_NAME_MAX)
        length = W32_FORM_NAME_MAX - 1;
    memcpy(name, p, length);
    name[length] = 0;
}

void w32_form_read(const char *text, struct w32_form_functions *ret_functions)
{
    size_t size = strlen(text) + 1;
    char *code = malloc(size);
    const char *declaration = code;
    int depth = 0;

    ret_functions->count = 0;
    if (!code)
        return;
    memcpy(code, text, size);
    blank(code);
    for (const char *p = code; *p; p++) {
        if (*p == '{' && depth++ == 0) {
            const char *end = p;

            while (end > declaration && isspace((unsigned char)end[-1]))
                end--;
            if (end > declaration && end[-1] == ')' && ret_functions->count < W32_FORM_FUNCTIONS_MAX)
                name_before(declaration, end, ret_functions->names[ret_functions->count++]);
        } else if (*p == '}') {
            depth--;
        }
        if (depth == 0 && (*p == '}' || *p == ';'))
            declaration = p + 1;
    }
    free(code);
}

char *w32_form_load(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size = -1;

    if (!file)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0)
        text = malloc((size_t)size + 1);
    if (text) {
        if (fread(text, 1, (size_t)size, file) == (size_t)size) {
            text[size] = 0;
        } else {
            free(text);
            text = NULL;
        }
    }
    fclose(file);
    return text;
}
