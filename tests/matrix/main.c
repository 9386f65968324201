/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark-matrix CLANG GATE STEP FOLDER [RESULTS [SETS [FLOWS]]]: writes every STEP-th program of the matrix, or of these sets and
 * flows of it (names, separated by commas), to FOLDER, has GATE judge them all as one project, and compares what it tells with what each variant is. FOLDER/misses and FOLDER/false list what is not as it
 * should be. RESULTS: the folder for matrix.json, or nothing ("").
 * Exit: 0 nothing false and enough found, 1 not so, 2 it could not be done. */
#include "matrix.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compile.h"
#include "results.h"

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "bulwark-matrix: %s\n", what);
    exit(2);
}

const char *matrix_checks(const matrix_program *program)
{
    return program->sink->checks != NULL ? program->sink->checks : program->set->checks;
}

static bool is_among(const char *list, const char *id)
{
    size_t size = strlen(id);
    for (const char *at = list; at != NULL; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, id, size) == 0 && (at[size] == ',' || at[size] == '\0'))
            return true;
    }
    return false;
}

/* ---- which programs ---- */

typedef struct chooser {
    matrix_program *programs;
    size_t count, room;
    unsigned step, number;
    const char *sets, *flows; /* NULL: all */
} chooser;

static bool is_among_or_none(const char *list, const char *id)
{
    return list == NULL || is_among(list, id);
}

/* Spreads neighbours, so that every step-th one meets all kinds and flows. */
static bool is_chosen(unsigned number, unsigned step)
{
    return ((number * UINT32_C(2654435761)) >> 8) % step == 0;
}

static void add_program(chooser *c, matrix_program program)
{
    program.number = c->number++;
    if (!is_chosen(program.number, c->step) || !is_among_or_none(c->sets, program.set->name) ||
        !is_among_or_none(c->flows, program.flow->name))
        return;
    if (c->count == c->room) {
        c->room = c->room * 2 + 256;
        c->programs = (matrix_program *)realloc(c->programs, c->room * sizeof *c->programs);
        if (c->programs == NULL)
            give_up("no memory");
    }
    c->programs[c->count++] = program;
}

static void add_set(chooser *c, const matrix_set *set, bool wide)
{
    for (const matrix_source *source = set->sources; source->name != NULL; source++)
        for (const matrix_sink *sink = set->sinks; sink->name != NULL; sink++)
            for (size_t f = 0; f < matrix_flow_count; f++)
                if (!source->stays || !matrix_flows[f].apart)
                    add_program(c, (matrix_program){.set = set, .source = source, .sink = sink, .flow = &matrix_flows[f], .wide = wide});
}

static const matrix_set *const all_sets[] = {matrix_number_sets, matrix_buffer_sets,   matrix_lifetime_sets, matrix_kind_sets,
                                             matrix_handle_sets, matrix_shape_sets, matrix_conversion_sets};

matrix_program *matrix_choose(unsigned step, const char *sets, const char *flows, size_t *ret_count)
{
    chooser c = {.step = step, .sets = sets, .flows = flows};
    for (size_t i = 0; i < sizeof all_sets / sizeof *all_sets; i++) {
        for (const matrix_set *set = all_sets[i]; set->name != NULL; set++) {
            add_set(&c, set, false);
            if (set->wide)
                add_set(&c, set, true);
        }
    }
    *ret_count = c.count;
    return c.programs;
}

/* ---- what is said of them ---- */

static void print_program(FILE *out, const matrix_program *p)
{
    fprintf(out, "p%u %s%s/%s/%s %s", p->number, p->set->name, p->wide ? "-wide" : "", p->source->name, p->sink->name, p->flow->name);
}

/* A finding that stands in what programs share belongs to the program whose call is the first note to name one. */
typedef struct told {
    char text[1024], id[32];
    bool error, open;
} told;

static void give_to(told *t, matrix_program *program, matrix_variant variant, FILE *wrong)
{
    t->open = false;
    if (variant == MATRIX_BAD) {
        program->hit = program->hit || is_among(matrix_checks(program), t->id);
    } else if (t->error) {
        program->wrong[variant] = true;
        print_program(wrong, program);
        fprintf(wrong, " %c: %s\n", "bskde"[variant], t->text);
    }
}

/* One line of the gate's text: a finding, a note of the last one, or something else. */
static void take_line(const char *line, told *last, FILE *wrong)
{
    char file[512], severity[16];
    unsigned at, column;
    matrix_variant variant;
    const char *id = strstr(line, "[bulwark-");
    if (sscanf(line, "%511[^:]:%u:%u: %15[a-z]:", file, &at, &column, severity) != 4)
        return;
    bool error = strcmp(severity, "error") == 0;
    if (id != NULL && (error || strcmp(severity, "warning") == 0)) {
        if (last->open && last->error)
            fprintf(wrong, "outside of all programs: %s\n", last->text);
        *last = (told){.error = error, .open = true};
        snprintf(last->text, sizeof last->text, "%s", line);
        snprintf(last->id, sizeof last->id, "%.*s", (int)strcspn(id + 9, "]"), id + 9);
    }
    matrix_program *program = last->open ? matrix_owner(file, at, &variant) : NULL;
    if (program != NULL)
        give_to(last, program, variant, wrong);
}

static FILE *open_in(const char *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        give_up("cannot write to the folder");
    return file;
}

static void judge(const char *gate, const char *clang, const char *folder)
{
    char cache[512];
    int status = 0;
    snprintf(cache, sizeof cache, "%s/cache", folder);
    const char *argv[] = {gate, "lint", "-p", folder, "--cache", cache, "--clang", clang, NULL};
    char *output = compile_run((char *const *)argv, &status);
    FILE *wrong = open_in(folder, "false"), *all = open_in(folder, "told");
    if (output != NULL)
        fputs(output, all);
    if (output == NULL || status > 1)
        give_up("the gate could not judge the programs; see `told` in the folder");
    told last = {.open = false};
    for (char *line = strtok(output, "\n"); line != NULL; line = strtok(NULL, "\n"))
        take_line(line, &last, wrong);
    free(output);
    if (fclose(wrong) != 0 || fclose(all) != 0)
        give_up("cannot write to the folder");
}

/* ---- figures ---- */

typedef struct share {
    size_t of, have;
} share;

static double part(share s)
{
    return s.of == 0 ? 1.0 : (double)s.have / (double)s.of;
}

static void add(struct bw_results *results, const char *kind, const char *name, double value, double limit, enum bw_result_sense sense)
{
    char metric[96];
    snprintf(metric, sizeof metric, "%s%s", kind, name);
    if (bw_results_add(results, metric, value, limit, sense) != BW_RESULTS_OK)
        give_up("a figure cannot be kept");
}

static void add_good(share *good, const matrix_program *p)
{
    for (matrix_variant v = MATRIX_SOURCE; v < MATRIX_VARIANTS; v++) {
        good->of += matrix_has_variant(p, v);
        good->have += matrix_has_variant(p, v) && !p->wrong[v];
    }
}

typedef bool belongs(const matrix_program *p, const void *to);
static bool of_set(const matrix_program *p, const void *to)
{
    return p->set == to;
}
static bool of_flow(const matrix_program *p, const void *to)
{
    return p->flow == to;
}
static bool of_check(const matrix_program *p, const void *to)
{
    return is_among(matrix_checks(p), (const char *)to);
}

static void add_share(struct bw_results *results, const char *kind, const char *name, belongs *in, const void *to,
                      const matrix_program *programs, size_t count)
{
    share found = {0, 0};
    for (size_t i = 0; i < count; i++) {
        bool counts = in(&programs[i], to);
        found.of += counts;
        found.have += counts && programs[i].hit;
    }
    if (found.of != 0)
        add(results, kind, name, part(found), 0, BW_RESULT_SHOWN);
}

static const char *const check_names[] = {"index-range", "copy-extent", "alloc-arith", "size-truncation", "int-wrap",
                                          "release-use", "alloc-family", "null-deref", "uninit-use"};

static void figure(struct bw_results *results, const matrix_program *programs, size_t count)
{
    share bad = {count, 0}, good = {0, 0};
    for (size_t i = 0; i < count; i++) {
        bad.have += programs[i].hit;
        add_good(&good, &programs[i]);
    }
    add(results, "programs", "", (double)count, 0, BW_RESULT_SHOWN);
    add(results, "bad_found", "", part(bad), 0.975, BW_RESULT_MIN);
    add(results, "good_silent", "", part(good), 0.995, BW_RESULT_MIN);
    for (size_t i = 0; i < sizeof check_names / sizeof *check_names; i++)
        add_share(results, "check ", check_names[i], of_check, check_names[i], programs, count);
    for (size_t i = 0; i < sizeof all_sets / sizeof *all_sets; i++)
        for (const matrix_set *set = all_sets[i]; set->name != NULL; set++)
            add_share(results, "kind ", set->name, of_set, set, programs, count);
    for (size_t f = 0; f < matrix_flow_count; f++)
        add_share(results, "flow ", matrix_flows[f].name, of_flow, &matrix_flows[f], programs, count);
}

int main(int argc, char **argv)
{
    if (argc < 5 || argc > 8) {
        fputs("usage: bulwark-matrix CLANG GATE STEP FOLDER [RESULTS [SETS [FLOWS]]]\n", stderr);
        return 2;
    }
    size_t count;
    unsigned step = (unsigned)strtoul(argv[3], NULL, 10);
    const char *sets = argc > 6 && *argv[6] != '\0' ? argv[6] : NULL;
    matrix_program *programs = matrix_choose(step == 0 ? 1 : step, sets, argc > 7 ? argv[7] : NULL, &count);
    (void)mkdir(argv[4], 0777);
    matrix_write(argv[4], argv[1], programs, count);
    judge(argv[2], argv[1], argv[4]);
    FILE *misses = open_in(argv[4], "misses");
    for (size_t i = 0; i < count; i++) {
        if (programs[i].hit)
            continue;
        print_program(misses, &programs[i]);
        fputc('\n', misses);
    }
    if (fclose(misses) != 0)
        give_up("cannot write to the folder");
    struct bw_results results = {0};
    figure(&results, programs, count);
    bw_results_print(&results, "flow matrix", stdout);
    if (argc >= 6 && *argv[5] != '\0' && bw_results_write(&results, argv[5], "matrix") != BW_RESULTS_OK)
        give_up("matrix.json cannot be written");
    bool met = bw_results_missed(&results) == 0;
    bw_results_free(&results);
    free(programs);
    return met ? 0 : 1;
}
