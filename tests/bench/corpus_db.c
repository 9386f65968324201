/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Makes a compile_commands.json out of what `make -n` of a kernel prints, without building the kernel.
 *
 *   bulwark-corpus-db MAKE-N-OUTPUT SOURCE-DIR BUILD-DIR UNIT-LIST OUT.json
 *
 * Every unit of the list (a path below SOURCE-DIR, one a line) gets its entry, in the order of the list;
 * a unit that `make -n` does not compile is named on stderr and dropped. Entries carry neither -o nor
 * -Wp,-MMD, so that running one writes nothing, and end in -Wno-error -Wno-unknown-warning-option, so that
 * a newer clang than the one the kernel was configured for takes them too.
 * Exit: 0 with at least one entry, 2 otherwise.
 */
#include "shell_words.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct unit {
    char *path;       /* below the source folder */
    json_t *entry;    /* null until a compile line was found */
};

struct corpus {
    struct unit *unit;
    size_t count;
    const char *source;
    const char *build;
};

__attribute__((format(printf, 1, 2), noreturn)) static void die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("bulwark-corpus-db: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(2);
}

static char *read_all(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        die("cannot open %s", path);
    size_t size = 0;
    size_t room = 1 << 20;
    char *text = malloc(room);
    while (text != NULL) {
        size += fread(text + size, 1, room - size - 1, f);
        if (size + 1 < room)
            break;
        room *= 2;
        char *larger = realloc(text, room);
        if (larger == NULL)
            free(text);
        text = larger;
    }
    if (text == NULL || ferror(f))
        die("cannot read %s", path);
    text[size] = '\0';
    fclose(f);
    return text;
}

static void read_units(struct corpus *corpus, char *list)
{
    size_t room = 0;
    char *save = NULL;
    for (char *line = strtok_r(list, "\r\n", &save); line != NULL; line = strtok_r(NULL, "\r\n", &save)) {
        if (line[0] == '#')
            continue;
        if (corpus->count == room) {
            room = room == 0 ? 256 : 2 * room;
            corpus->unit = realloc(corpus->unit, room * sizeof *corpus->unit);
            if (corpus->unit == NULL)
                die("out of memory");
        }
        corpus->unit[corpus->count++] = (struct unit){.path = line, .entry = NULL};
    }
}

/* The unit whose source this word names, or null. kbuild names sources by their path in the source folder. */
static struct unit *unit_of(const struct corpus *corpus, const char *word)
{
    size_t length = strlen(corpus->source);
    if (strncmp(word, corpus->source, length) != 0 || word[length] != '/')
        return NULL;
    for (size_t i = 0; i < corpus->count; i++) {
        if (strcmp(corpus->unit[i].path, word + length + 1) == 0)
            return &corpus->unit[i];
    }
    return NULL;
}

static bool is_compiler(const char *word)
{
    const char *slash = strrchr(word, '/');
    return strncmp(slash == NULL ? word : slash + 1, "clang", 5) == 0;
}

static void append(json_t *array, const char *word)
{
    if (json_array_append_new(array, json_string(word)) != 0)
        die("argument is not UTF-8 or no memory is left: %s", word);
}

/* Gives the unit its entry, if these words compile one. */
static void take_command(struct corpus *corpus, const struct bw_shell_words *words)
{
    if (words->count < 3 || !is_compiler(words->word[0]))
        return;
    struct unit *unit = unit_of(corpus, words->word[words->count - 1]);
    if (unit == NULL || unit->entry != NULL)
        return;

    json_t *arguments = json_array();
    for (size_t i = 0; i + 1 < words->count; i++) {
        const char *word = words->word[i];
        if (strcmp(word, "-o") == 0)
            i++;
        else if (strncmp(word, "-Wp,-MMD", 8) != 0 && strncmp(word, "-Wp,-MD", 7) != 0)
            append(arguments, word);
    }
    append(arguments, "-Wno-error");
    append(arguments, "-Wno-unknown-warning-option");
    append(arguments, words->word[words->count - 1]);
    unit->entry = json_pack("{s:s, s:o, s:s}", "directory", corpus->build, "arguments", arguments, "file",
                            words->word[words->count - 1]);
    if (unit->entry == NULL)
        die("out of memory");
}

static void take_commands(struct corpus *corpus, char *make_output)
{
    char *save = NULL;
    for (char *line = strtok_r(make_output, "\n", &save); line != NULL; line = strtok_r(NULL, "\n", &save)) {
        const char *cursor = line;
        struct bw_shell_words words;
        while (bw_shell_words_next(&cursor, &words)) {
            take_command(corpus, &words);
            bw_shell_words_free(&words);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 6)
        die("usage: bulwark-corpus-db MAKE-N-OUTPUT SOURCE-DIR BUILD-DIR UNIT-LIST OUT.json");
    struct corpus corpus = {.source = argv[2], .build = argv[3]};
    char *make_output = read_all(argv[1]);
    char *list = read_all(argv[4]);
    read_units(&corpus, list);
    take_commands(&corpus, make_output);

    json_t *database = json_array();
    for (size_t i = 0; i < corpus.count; i++) {
        if (corpus.unit[i].entry == NULL)
            fprintf(stderr, "bulwark-corpus-db: dropped, not compiled by this kernel: %s\n", corpus.unit[i].path);
        else if (json_array_append_new(database, corpus.unit[i].entry) != 0)
            die("out of memory");
    }
    size_t found = json_array_size(database);
    if (found == 0)
        die("no unit of %s is compiled in %s", argv[4], argv[1]);
    if (json_dump_file(database, argv[5], JSON_INDENT(1)) != 0)
        die("cannot write %s", argv[5]);
    printf("%zu of %zu units in %s\n", found, corpus.count, argv[5]);
    json_decref(database);
    free(corpus.unit);
    free(list);
    free(make_output);
    return 0;
}
