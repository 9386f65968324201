/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "census.h"

#include "read_text.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define PATH_ROOM 4096

void census_free(struct census *census)
{
    for (size_t i = 0; i < census->count; i++) {
        free(census->item[i].source);
        free(census->item[i].pattern);
    }
    free(census->item);
    *census = (struct census){0};
}

static bool add_definition(struct census *census, const char *source, const char *pattern)
{
    for (size_t i = 0; i < census->count; i++) {
        if (strcmp(census->item[i].source, source) == 0 && strcmp(census->item[i].pattern, pattern) == 0) {
            census->item[i].count++;
            return true;
        }
    }
    if (census->count == census->room) {
        size_t room = census->room == 0 ? 64 : 2 * census->room;
        struct definition *item = realloc(census->item, room * sizeof *item);
        if (item == NULL)
            return false;
        census->item = item;
        census->room = room;
    }
    struct definition made = {.source = strdup(source), .pattern = strdup(pattern), .count = 1};
    if (made.source == NULL || made.pattern == NULL) {
        free(made.source);
        free(made.pattern);
        return false;
    }
    census->item[census->count++] = made;
    return true;
}

/* Comments, literals and the ends of continued lines become spaces, in place. */
static void blank(char *text)
{
    for (char *at = text; *at != '\0'; at++) {
        if (at[0] == '/' && at[1] == '*') {
            const char *end = strstr(at + 2, "*/");
            size_t length = end == NULL ? strlen(at) : (size_t)(end + 2 - at);
            memset(at, ' ', length);
        } else if (at[0] == '"' || at[0] == '\'') {
            char quote = *at;
            for (*at = ' '; at[1] != '\0' && at[1] != quote && at[1] != '\n'; at++) {
                if (at[1] == '\\' && at[2] != '\0')
                    *++at = ' ';
                at[1] = ' ';
            }
            if (at[1] == quote)
                at[1] = ' ';
        } else if (at[0] == '\\' && at[1] == '\n') {
            at[0] = at[1] = ' ';
        }
    }
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t\n");
}

/* Behind the parenthesis that closes the one at `at`, or null. */
static const char *behind_parentheses(const char *at)
{
    size_t depth = 0;
    for (; *at != '\0'; at++) {
        depth += *at == '(';
        if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return NULL;
}

/*
 * The name that ends before `end`, alone in parentheses or not, with everything pasted to it. Its parts that are parameters become `*`; which
 * ones are cannot be seen from here, so it is a convention of the runtime: a part that begins with bw_, or begins or
 * ends with an underscore, is text, and every other one is a parameter.
 */
static bool name_before(const char *text, const char *end, char *ret_pattern, size_t room)
{
    end -= end > text && end[-1] == ')';
    const char *from = end;
    while (from > text && (is_word(from[-1]) || from[-1] == '#'))
        from--;
    size_t length = 0;
    while (from < end && length + 2 < room) {
        const char *part = from;
        while (from < end && *from != '#')
            from++;
        size_t count = (size_t)(from - part);
        bool pasted = from < end || (part > text && part[-1] == '#');
        bool is_text = !pasted || part[0] == '_' || from[-1] == '_' || strncmp(part, "bw_", 3) == 0;
        if (is_text && length + count + 1 < room) {
            memcpy(ret_pattern + length, part, count);
            length += count;
        } else {
            ret_pattern[length++] = '*';
        }
        from += strspn(from, "#");
    }
    ret_pattern[length] = '\0';
    return length != 0 && !isdigit((unsigned char)ret_pattern[0]);
}

/* Where the text defines the macro of that name, behind its parameters; null when it does not. */
static const char *macro_body(const char *text, const char *name)
{
    static const char define[] = "#define ";
    size_t length = strlen(name);
    for (const char *at = text; (at = strstr(at, define)) != NULL;) {
        at += sizeof define - 1;
        if (strncmp(at, name, length) == 0 && at[length] == '(')
            return behind_parentheses(at + length);
    }
    return NULL;
}

/* As name_before; a declarator that is a macro itself has the name in the macro's text. */
static bool declared_name(const char *text, const char *end, char *ret_pattern, size_t room)
{
    if (!name_before(text, end, ret_pattern, room))
        return false;
    if (!isupper((unsigned char)ret_pattern[0]))
        return true;
    const char *body = macro_body(text, ret_pattern);
    const char *open = body == NULL ? NULL : strchr(body, '(');
    return open != NULL && name_before(text, open, ret_pattern, room);
}

static bool is_keyword(const char *name)
{
    static const char *const keyword[] = {"if", "while", "for", "switch", "defined"};
    for (size_t i = 0; i < sizeof keyword / sizeof keyword[0]; i++) {
        if (strcmp(name, keyword[i]) == 0)
            return true;
    }
    return false;
}

bool census_add(struct census *census, const char *source, const char *text)
{
    char *plain = strdup(text);
    bool fine = plain != NULL;
    size_t depth = 0;
    if (fine)
        blank(plain);
    for (const char *at = plain; fine && *at != '\0'; at++) {
        char pattern[256];
        depth += *at == '{';
        depth -= *at == '}' && depth != 0;
        if (depth != 0 || *at != '(')
            continue;
        const char *behind = behind_parentheses(at);
        if (behind == NULL || *skip_space(behind) != '{' || !declared_name(plain, at, pattern, sizeof pattern) ||
            is_keyword(pattern))
            continue;
        fine = add_definition(census, source, pattern);
    }
    free(plain);
    return fine;
}

static int is_source(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 2 && (strcmp(entry->d_name + length - 2, ".c") == 0 || strcmp(entry->d_name + length - 2, ".h") == 0);
}

static bool take_folder(struct census *census, const char *runtime, const char *folder, FILE *out)
{
    char path[PATH_ROOM];
    char source[PATH_ROOM];
    struct dirent **entry = NULL;
    if (snprintf(path, sizeof path, "%s/%s", runtime, folder) >= PATH_ROOM)
        return false;
    int count = scandir(path, &entry, is_source, alphasort);
    bool fine = count > 0;
    if (!fine)
        fprintf(out, "%s: no sources of the runtime\n", path);
    for (int i = 0; i < count; i++) {
        char *text = NULL;
        fine = fine && snprintf(source, sizeof source, "%s/%s", folder, entry[i]->d_name) < PATH_ROOM &&
               snprintf(path, sizeof path, "%s/%s", runtime, source) < PATH_ROOM && (text = read_text(path)) != NULL &&
               census_add(census, source, text);
        free(text);
        free(entry[i]);
    }
    free(entry);
    return fine;
}

bool census_take(const char *runtime, struct census *ret_census, FILE *out)
{
    struct census census = {0};
    if (!take_folder(&census, runtime, "include/bulwark", out) || !take_folder(&census, runtime, "src", out)) {
        census_free(&census);
        return false;
    }
    *ret_census = census;
    return true;
}

bool census_matches(const char *pattern, const char *name)
{
    const char *star = strchr(pattern, '*');
    if (star == NULL)
        return strcmp(pattern, name) == 0;
    size_t before = (size_t)(star - pattern);
    if (strncmp(pattern, name, before) != 0)
        return false;
    for (const char *rest = name + before; *rest != '\0'; rest++) {
        if (census_matches(star + 1, rest + 1))
            return true;
    }
    return false;
}

static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += length) {
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

bool census_mark(struct census *census, const char *sources, const char *function, bool proved)
{
    struct definition *closest = NULL;
    for (size_t i = 0; i < census->count; i++) {
        struct definition *definition = &census->item[i];
        if (has_word(sources, definition->source) && census_matches(definition->pattern, function) &&
            (closest == NULL || strlen(definition->pattern) > strlen(closest->pattern)))
            closest = definition;
    }
    if (closest == NULL)
        return false;
    closest->tried++;
    closest->proved += proved;
    return true;
}

size_t census_mark_goals(struct census *census, const char *sources, const struct goals *goals, FILE *out)
{
    size_t lines = 0;
    bool proved = true;
    for (size_t i = 0; i < goals->count; i++) {
        const struct goal *goal = &goals->item[i];
        bool last = i + 1 == goals->count || strcmp(goal->function, goal[1].function) != 0;
        proved = proved && goal->valid == goal->total;
        if (!last)
            continue;
        if (strcmp(goal->function, "lemma") != 0 && !census_mark(census, sources, goal->function, proved)) {
            fprintf(out, "%s: is not defined in %s\n", goal->function, sources);
            lines++;
        }
        proved = true;
    }
    return lines;
}

/* The text between the next two backticks before `end`, and the place behind them in *ret_behind; null when none. */
static char *quoted(const char *at, const char *end, const char **ret_behind)
{
    const char *open = memchr(at, '`', (size_t)(end - at));
    const char *close = open == NULL ? NULL : memchr(open + 1, '`', (size_t)(end - open - 1));
    if (close == NULL)
        return NULL;
    *ret_behind = close + 1;
    return strndup(open + 1, (size_t)(close - open - 1));
}

static bool trust(struct census *census, const char *source, const char *pattern)
{
    for (size_t i = 0; i < census->count; i++) {
        struct definition *definition = &census->item[i];
        if (strcmp(definition->source, source) != 0 || strcmp(definition->pattern, pattern) != 0)
            continue;
        bool first = !definition->trusted;
        definition->trusted = true;
        return first;
    }
    return false;
}

/* The functions of one row, whose first cell names their source. */
static size_t trust_row(struct census *census, const char *row, const char *end, FILE *out)
{
    const char *at = row;
    const char *cell = memchr(row + 1, '|', (size_t)(end - row - 1));
    const char *last = cell == NULL ? NULL : memchr(cell + 1, '|', (size_t)(end - cell - 1));
    char *source = last == NULL ? NULL : quoted(row, cell, &at);
    size_t faults = 0;
    bool is_source_row = source != NULL && (strncmp(source, "include/", 8) == 0 || strncmp(source, "src/", 4) == 0);
    at = cell;
    for (char *name; is_source_row && (name = quoted(at, last, &at)) != NULL; free(name)) {
        if (trust(census, source, name))
            continue;
        fprintf(out, "%s of %s is trusted, but not defined there, or named twice\n", name, source);
        faults++;
    }
    free(source);
    return faults;
}

bool census_trust(struct census *census, const char *page, size_t *ret_faults, FILE *out)
{
    char *text = read_text(page);
    size_t faults = 0;
    if (text == NULL) {
        fprintf(out, "%s: cannot be read\n", page);
        return false;
    }
    for (const char *at = text; *at != '\0';) {
        const char *end = at + strcspn(at, "\n");
        if (*at == '|')
            faults += trust_row(census, at, end, out);
        at = end + (*end != '\0');
    }
    free(text);
    *ret_faults = faults;
    return true;
}

struct census_sum census_sum(const struct census *census)
{
    struct census_sum sum = {0};
    for (size_t i = 0; i < census->count; i++) {
        const struct definition *definition = &census->item[i];
        /* Of those that several macros define under one name, as many as there are functions that were looked at. */
        size_t tried = definition->tried < definition->count ? definition->tried : definition->count;
        if (definition->trusted)
            continue;
        sum.total += definition->count;
        sum.tried += tried;
        sum.proved += definition->proved == definition->tried ? tried : 0;
    }
    return sum;
}
