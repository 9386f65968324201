/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Writes programs, several a file: one of them would spend all its time on headers. */
#include "matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROUP = 20 };

/* Who stands in which line of one file. */
typedef struct owned_file {
    char name[16];
    FILE *file;
    unsigned lines, room;
    bool used;
    struct owner {
        matrix_program *program;
        matrix_variant variant;
    } *owner; /* of line i + 1 */
} owned_file;

static owned_file *files;
static size_t file_count;

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "bulwark-matrix: %s\n", what);
    exit(2);
}

/* One text that is being written. */
typedef struct writer {
    owned_file *to;
    matrix_program *program;
    matrix_variant variant;
    int depth;    /* of parentheses: in them a semicolon ends no line */
    char quote;   /* the literal we are in, or 0 */
    char last;
} writer;

static void put_char(writer *w, char c)
{
    bool ends = w->quote == 0 && w->depth == 0 && (w->last == ';' || w->last == '{' || w->last == '}');
    if (w->quote != 0 ? c == w->quote && w->last != '\\' : c == '"' || c == '\'')
        w->quote = w->quote != 0 ? 0 : c;
    else if (w->quote == 0)
        w->depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    c = c == ' ' && ends ? '\n' : c;
    w->last = w->last == '\\' && c == '\\' ? 0 : c;
    fputc(c, w->to->file);
    if (c != '\n')
        return;
    if (w->to->lines == w->to->room) {
        w->to->room = w->to->room * 2 + 256;
        w->to->owner = (struct owner *)realloc(w->to->owner, w->to->room * sizeof *w->to->owner);
        if (w->to->owner == NULL)
            give_up("no memory");
    }
    w->to->owner[w->to->lines++] = (struct owner){w->program, w->variant};
}

static void put_plain(writer *w, const char *text)
{
    for (; *text != '\0'; text++)
        put_char(w, *text);
}

static bool bad_source(const writer *w)
{
    return w->variant == MATRIX_BAD || w->variant == MATRIX_SINK;
}

static bool bad_sink(const writer *w)
{
    return w->variant == MATRIX_BAD || w->variant == MATRIX_SOURCE;
}

static void put_text(writer *w, const char *text);

static void put_source(writer *w, bool bad)
{
    const matrix_source *source = w->program->source;
    put_plain(w, "{ ");
    put_text(w, bad || source->good == NULL ? source->bad : source->good);
    put_plain(w, " } ");
}

static void put_sink(writer *w, bool bad)
{
    const matrix_sink *sink = w->program->sink;
    bool right_source = w->variant == MATRIX_SOURCE || w->variant == MATRIX_DEAD_SOURCE;
    put_plain(w, "{ ");
    put_text(w, bad || sink->good == NULL ? sink->bad : sink->good);
    if (right_source && sink->tidy != NULL)
        put_text(w, sink->tidy);
    if (right_source && w->program->source->tidy != NULL)
        put_text(w, w->program->source->tidy);
    if (w->program->source->after != NULL)
        put_text(w, w->program->source->after);
    put_plain(w, " } ");
}

static void put_data(writer *w)
{
    put_text(w, w->program->set->type);
    put_text(w, " data; ");
    put_text(w, w->program->set->start);
    put_char(w, ' ');
}

/* What depends on the width of a character; NULL: the word is another. */
static const char *word_of_width(char word, bool wide)
{
    static const char *const narrow[] = {"char", "str", "mem", "", "snprintf", "\"%s\"", "print_line"};
    static const char *const broad[] = {"wchar_t", "wcs", "wmem", "L", "swprintf", "L\"%ls\"", "print_wide_line"};
    const char *at = strchr("csmlnfp", word);
    return at == NULL ? NULL : (wide ? broad : narrow)[at - "csmlnfp"];
}

static void put_word(writer *w, char word)
{
    const matrix_program *p = w->program;
    const char *plain = word_of_width(word, p->wide);
    if (plain != NULL) {
        put_plain(w, plain);
        return;
    }
    switch (word) {
    case 'T': put_text(w, p->set->type); break;
    case 'L': put_text(w, p->source->locals != NULL ? p->source->locals : ""); break;
    case 'Z': put_data(w); break;
    case 'S': put_source(w, bad_source(w)); break;
    case 'B': put_source(w, true); break;
    case 'G': put_source(w, false); break;
    case 'H': put_source(w, bad_source(w) && w->variant != MATRIX_BAD); break;
    case 'K': put_sink(w, bad_sink(w)); break;
    case 'X': put_sink(w, true); break;
    case 'Y': put_sink(w, false); break;
    case 'J': put_sink(w, bad_sink(w) && w->variant != MATRIX_BAD); break;
    case 'C': put_text(w, p->flow->condition); break;
    case 'N': put_text(w, p->flow->opposite); break;
    case 'v': put_text(w, p->sink->wrong); break;
    case 'u': put_text(w, p->sink->right); break;
    default: give_up("a text has a word that means nothing");
    }
}

static void put_text(writer *w, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '@') {
            char prefix[24];
            snprintf(prefix, sizeof prefix, "p%u%c_", w->program->number, "bskde"[w->variant]);
            put_plain(w, prefix);
        } else if (*text == '$') {
            put_word(w, *++text);
        } else {
            put_char(w, *text);
        }
    }
}

bool matrix_has_variant(const matrix_program *program, matrix_variant variant)
{
    const matrix_flow *flow = program->flow;
    switch (variant) {
    case MATRIX_SOURCE: return program->source->good != NULL;
    case MATRIX_SINK: return program->sink->good != NULL && !(program->source->dangles && flow->apart);
    case MATRIX_DEAD_SOURCE: return flow->dead_source != NULL && program->source->good != NULL;
    case MATRIX_DEAD_SINK: return flow->dead_sink != NULL && program->sink->good != NULL;
    default: return true;
    }
}

static void write_variant(owned_file group[MATRIX_FILES], matrix_program *program, matrix_variant variant)
{
    const matrix_flow *flow = program->flow;
    for (unsigned i = 0; i < MATRIX_FILES; i++) {
        const char *text = flow->text[i];
        if (i == 0 && variant == MATRIX_DEAD_SOURCE)
            text = flow->dead_source;
        if (i == 0 && variant == MATRIX_DEAD_SINK)
            text = flow->dead_sink;
        if (text == NULL)
            continue;
        group[i].used = true;
        writer w = {&group[i], program, variant, 0, 0, '\n'};
        if (i == 0 && flow->globals != NULL)
            put_text(&w, flow->globals);
        put_text(&w, text);
        put_char(&w, '\n');
    }
}

static void open_file(owned_file *at, const char *folder)
{
    char path[512];
    if (snprintf(path, sizeof path, "%s/%s", folder, at->name) >= (int)sizeof path || (at->file = fopen(path, "w")) == NULL)
        give_up("cannot write a program");
    writer w = {at, NULL, MATRIX_BAD, 1, 0, 0};
    put_plain(&w, matrix_head);
}

static void close_file(owned_file *at)
{
    if (ferror(at->file) || fclose(at->file) != 0)
        give_up("cannot write a program");
    at->file = NULL;
}

static void write_database(const char *folder, const char *clang)
{
    char path[512];
    snprintf(path, sizeof path, "%s/compile_commands.json", folder);
    FILE *out = fopen(path, "w");
    if (out == NULL)
        give_up("cannot write the database");
    for (size_t i = 0; i < file_count; i++)
        if (files[i].used)
            fprintf(out, "%s{\"directory\": \"%s\", \"file\": \"%s\", \"arguments\": [\"%s\", \"-std=gnu11\", \"-w\", \"-c\", \"%s\"]}",
                    i == 0 ? "[" : ",\n", folder, files[i].name, clang, files[i].name);
    fputs("]\n", out);
    if (ferror(out) || fclose(out) != 0)
        give_up("cannot write the database");
}

void matrix_write(const char *folder, const char *clang, matrix_program *programs, size_t count)
{
    size_t groups = (count + GROUP - 1) / GROUP;
    files = (owned_file *)calloc(groups * MATRIX_FILES + 1, sizeof *files);
    if (files == NULL)
        give_up("no memory");
    for (size_t g = 0; g < groups; g++) {
        owned_file *group = &files[g * MATRIX_FILES];
        for (unsigned i = 0; i < MATRIX_FILES; i++) {
            snprintf(group[i].name, sizeof group[i].name, "m%04u%c.c", (unsigned)g, (char)('a' + i));
            open_file(&group[i], folder);
        }
        for (size_t k = g * GROUP; k < count && k < (g + 1) * GROUP; k++)
            for (matrix_variant v = MATRIX_BAD; v < MATRIX_VARIANTS; v++)
                if (matrix_has_variant(&programs[k], v))
                    write_variant(group, &programs[k], v);
        for (unsigned i = 0; i < MATRIX_FILES; i++)
            close_file(&group[i]);
    }
    file_count = groups * MATRIX_FILES + 1;
    owned_file *support = &files[file_count - 1];
    snprintf(support->name, sizeof support->name, "support.c");
    open_file(support, folder);
    support->used = true;
    writer w = {support, NULL, MATRIX_BAD, 1, 0, 0};
    put_plain(&w, matrix_support);
    close_file(support);
    write_database(folder, clang);
}

matrix_program *matrix_owner(const char *file, unsigned line, matrix_variant *ret_variant)
{
    const char *slash = strrchr(file, '/');
    const char *name = slash == NULL ? file : slash + 1;
    for (size_t i = 0; i < file_count; i++) {
        if (strcmp(files[i].name, name) != 0 || line == 0 || line > files[i].lines)
            continue;
        *ret_variant = files[i].owner[line - 1].variant;
        return files[i].owner[line - 1].program;
    }
    return NULL;
}
