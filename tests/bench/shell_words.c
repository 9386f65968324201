/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shell_words.h"

#include <stdlib.h>
#include <string.h>

static bool ends_command(char c)
{
    return c == '\0' || c == ';' || c == '&' || c == '|' || c == '\n';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Length of the command at s with its quotes, without its separator; false on an open quote. */
static bool command_length(const char *s, size_t *ret_length)
{
    char quote = '\0';
    size_t i = 0;
    for (; s[i] != '\0'; i++) {
        if (quote == '\'') {
            if (s[i] == '\'')
                quote = '\0';
        } else if (s[i] == '\\' && s[i + 1] != '\0') {
            i++;
        } else if (quote == '"') {
            if (s[i] == '"')
                quote = '\0';
        } else if (s[i] == '\'' || s[i] == '"') {
            quote = s[i];
        } else if (ends_command(s[i])) {
            break;
        }
    }
    if (quote != '\0')
        return false;
    *ret_length = i;
    return true;
}

/* Copies one word without its quotes; both cursors move behind it. */
static void copy_word(const char **from, const char *end, char **to)
{
    const char *s = *from;
    char *d = *to;
    char quote = '\0';
    for (; s != end && (quote != '\0' || !is_blank(*s)); s++) {
        if (quote == '\'') {
            if (*s == '\'')
                quote = '\0';
            else
                *d++ = *s;
        } else if (*s == '\\' && s + 1 != end) {
            /* Between double quotes a backslash quotes only what could end or expand them. */
            if (quote == '"' && strchr("\"\\$`", s[1]) == NULL)
                *d++ = *s;
            *d++ = *++s;
        } else if (*s == quote && quote != '\0') {
            quote = '\0';
        } else if (quote == '\0' && (*s == '\'' || *s == '"')) {
            quote = *s;
        } else {
            *d++ = *s;
        }
    }
    *d++ = '\0';
    *from = s;
    *to = d;
}

bool bw_shell_words_next(const char **cursor, struct bw_shell_words *ret_words)
{
    const char *s = *cursor;
    size_t length;
    if (*s == '\0' || !command_length(s, &length))
        return false;

    /* A word needs at least one character and a blank, and never grows when its quotes go. */
    char *text = malloc(length + 2);
    char **word = malloc((length / 2 + 2) * sizeof *word);
    if (text == NULL || word == NULL) {
        free(text);
        free(word);
        return false;
    }

    const char *end = s + length;
    char *to = text;
    size_t count = 0;
    while (s != end) {
        if (is_blank(*s)) {
            s++;
            continue;
        }
        word[count++] = to;
        copy_word(&s, end, &to);
    }
    word[count] = NULL;
    *cursor = *end == '\0' ? end : end + 1;
    *ret_words = (struct bw_shell_words){.word = word, .count = count, .text = text};
    return true;
}

void bw_shell_words_free(struct bw_shell_words *words)
{
    free(words->word);
    free(words->text);
    *words = (struct bw_shell_words){0};
}
