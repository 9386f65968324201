/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the engine says of programs, against what sanitizers see when they run.
 *
 *   soundness CLANG PLUGIN SEED BATCHES PROGRAMS [RESULTS]   random programs, so many batches of so many
 *   soundness CLANG PLUGIN FILE            functions f001, f002, … each run by its RUN (faults.c); every one must fail
 *
 * Writes programs (random_c.h, random_memory.h; every fourth batch is two files that are linked) to a folder of its own, has
 * the plugin lower them and the engine judge every access, each file by itself and all of them as one program, then builds
 * them with AddressSanitizer and UBSan and runs them; every other batch once more with MemorySanitizer. Fails when
 * - a line all of whose accesses are called proved goes out of bounds, or
 * - an access goes wrong, in whatever way, of which the engine says nothing: it took it for unreachable; and
 * - when too little is proved or fails for the comparison to mean anything.
 * RESULTS: the folder for soundness.json. Removes what it wrote, but for a failure, whose program it leaves and names.
 * Exit: 0 as it should be, 1 an unsound answer, 2 it could not be done.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "random_c.h"
#include "random_memory.h"
#include "results.h"
#include "soundness_judge.h"

/* How one run of one program ended; what it does after that means nothing. */
typedef struct failure {
    unsigned function, row, file;
    fault_kind kind;
    long line; /* -1: unknown */
} failure;

typedef struct totals {
    uint64_t programs, closed, accesses, proved, failing, unsound, missed;
    uint64_t sure[FAULT_COUNT], found[FAULT_COUNT]; /* places that go wrong; told there */
    uint64_t decided, quiet, alarms;                /* closed programs; those that end well; of which something is told */
    uint64_t told_across, refuted; /* violations of one file: so in the whole program, proved there */
} totals;

static judgement units, whole;
static unsigned char closed[JUDGE_FUNCTIONS];
static bool reported[JUDGE_FILES][JUDGE_LINES][FAULT_COUNT];
static bool failed[JUDGE_FUNCTIONS][16];
static char folder[256];
static const char *compiler, *plugin;

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "soundness: %s\n", what);
    exit(2);
}

static const char *path_of(const char *name)
{
    static char paths[8][512];
    static unsigned next;
    char *path = paths[next++ % 8];
    (void)snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void shell(const char *command, const char *what)
{
    if (system(command) != 0)
        give_up(what);
}

static char *read_file(const char *path, size_t *ret_size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        give_up("cannot read a file");
    long size = ftell(file);
    char *text = malloc((size_t)size + 1);
    rewind(file);
    if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size)
        give_up("cannot read a file");
    text[size] = 0;
    (void)fclose(file);
    *ret_size = (size_t)size;
    return text;
}

static FILE *create(const char *path)
{
    FILE *file = fopen(path, "w");
    if (file == NULL)
        give_up("cannot write the program");
    return file;
}

static void finish(FILE *file)
{
    if (ferror(file) || fclose(file) != 0)
        give_up("cannot write the program");
}

/* ---- the two sides ---- */

static void judge(const char *const sources[], size_t count)
{
    char command[2048], *ir[JUDGE_FILES];
    size_t size[JUDGE_FILES];
    for (size_t i = 0; i < count; i++) {
        const char *lowered = path_of("lowered");
        (void)snprintf(command, sizeof command,
                       "'%s' -std=gnu11 -w -fsyntax-only -fplugin='%s' -fplugin-arg-bulwark-dump-ir '%s' >'%s'", compiler, plugin,
                       sources[i], lowered);
        shell(command, "the plugin does not lower the program");
        ir[i] = read_file(lowered, &size[i]);
        (void)remove(lowered);
    }
    const char *error = judge_units((const char *const *)ir, size, count, &units, &whole);
    if (error != NULL)
        give_up(error);
    for (size_t i = 0; i < count; i++)
        free(ir[i]);
}

/* Builds and runs the program; gives every line it prints to take. */
static void run(const char *const sources[], size_t count, const char *sanitizer, void (*take)(const failure *, totals *),
                totals *t)
{
    char command[2048], name[32], kind[32];
    const char *program = path_of("program"), *printed = path_of("printed");
    failure f;
    (void)snprintf(command, sizeof command, "'%s' -std=gnu11 -w -O0 -DRUN -fno-sanitize-recover=all %s '%s' '%s' -o '%s'",
                   compiler, sanitizer, sources[0], count > 1 ? sources[1] : "-lm", program);
    shell(command, "the program does not compile");
    (void)snprintf(command, sizeof command,
                   "ASAN_OPTIONS=detect_leaks=0:symbolize=0:allocator_may_return_null=1:detect_stack_use_after_return=1:"
                   "detect_invalid_pointer_pairs=0 MSAN_OPTIONS=symbolize=0:allocator_may_return_null=1 "
                   "'%s' >'%s'", program, printed);
    shell(command, "the program does not run");
    FILE *file = fopen(printed, "r");
    if (file == NULL)
        give_up("cannot read what the program printed");
    while (fscanf(file, "%31s %u %31s %ld", name, &f.row, kind, &f.line) == 4) {
        f.function = (unsigned)strtoul(name + 1, NULL, 10);
        f.kind = FAULT_BOUNDS;
        while (f.kind < FAULT_COUNT && strcmp(kind, fault_names[f.kind]) != 0)
            f.kind++;
        f.file = f.line >= RANDOM_OTHER_FILE;
        f.line -= f.file ? RANDOM_OTHER_FILE : 0;
        if (f.kind == FAULT_COUNT || f.function >= JUDGE_FUNCTIONS || f.row >= 16 || f.line >= JUDGE_LINES)
            give_up("the program prints what is no failure");
        take(&f, t);
    }
    (void)fclose(file);
    (void)remove(printed);
    (void)remove(program);
}

/* ---- the comparison ---- */

static bool all_proved(const judged_line *line)
{
    return line->proved && !line->open && !line->violation;
}

static void complain(const failure *f, const char *what)
{
    printf("f%03u, row %u, %s line %ld: %s: %s\n", f->function, f->row, f->file ? "other.c" : "program.c", f->line,
           fault_names[f->kind], what);
}

static void take_failure(const failure *f, totals *t)
{
    failed[f->function][f->row] = true;
    if (f->line <= 0) { /* only the function is known */
        if (f->kind != FAULT_BOUNDS || !all_proved(&units.functions[f->function]))
            return;
        complain(f, "everything in the function is called proved");
        t->unsound++;
        return;
    }
    const judged_line *line = &units.lines[f->file][f->line], *again = &whole.lines[f->file][f->line];
    if (reported[f->file][f->line][f->kind])
        return;
    reported[f->file][f->line][f->kind] = true;
    t->sure[f->kind]++;
    t->found[f->kind] += ((line->found | again->found) >> f->kind) & 1;
    if (f->kind == FAULT_BOUNDS && (all_proved(line) || all_proved(again))) {
        complain(f, "it is called proved");
        t->unsound++;
    } else if (f->kind != FAULT_FREE && !line->proved && !line->open && !line->violation &&
               (line->found >> f->kind & 1) == 0) { /* giving back is no access */
        complain(f, "it is called unreachable");
        t->missed++;
    }
}

/* A value that was never written: of interest where nothing else went wrong before. */
static void take_unwritten(const failure *f, totals *t)
{
    if (f->kind != FAULT_UNWRITTEN || failed[f->function][f->row] || f->line <= 0)
        return;
    if (closed[f->function])
        failed[f->function][f->row] = true;
    if (reported[f->file][f->line][f->kind])
        return;
    reported[f->file][f->line][f->kind] = true;
    t->sure[f->kind]++;
    t->found[f->kind] += (units.functions[f->function].found >> FAULT_UNWRITTEN) & 1;
}

/* Programs of one run, of which that run has told everything. */
static void take_decided(unsigned programs, totals *t)
{
    for (unsigned i = 0; i < programs; i++) {
        t->failing += failed[i][0];
        for (unsigned row = 1; row < 16 && !failed[i][0]; row++)
            if (failed[i][row]) {
                t->failing++;
                break;
            }
        if (!closed[i])
            continue;
        bool told = units.functions[i].seen || whole.functions[i].seen;
        t->decided++;
        t->quiet += !failed[i][0];
        t->alarms += !failed[i][0] && told;
        if (!failed[i][0] && told && getenv("BULWARK_SHOW_ALARMS") != NULL)
            printf("f%03u ends well and has a finding\n", i);
    }
}

/* What is told of a file by itself and the whole program could refute: a bound that stands in one file, and is never met by
 * what the other one gives. It is told all the same, so the compiler's word stays a part of the gate's. */
static void count_refuted(totals *t)
{
    for (unsigned file = 0; file < JUDGE_FILES; file++)
        for (unsigned i = 0; i < JUDGE_LINES; i++) {
            t->told_across += units.lines[file][i].violation && whole.lines[file][i].violation;
            t->refuted += units.lines[file][i].violation && all_proved(&whole.lines[file][i]);
        }
}

static void compare(const char *const sources[], size_t count, unsigned programs, bool unwritten, totals *t)
{
    memset(reported, 0, sizeof reported);
    memset(failed, 0, sizeof failed);
    judge(sources, count);
    run(sources, count, "-fsanitize=address,undefined -fno-sanitize=pointer-overflow,alignment -fstrict-flex-arrays=3", take_failure, t);
    if (unwritten)
        run(sources, count, "-fsanitize=memory", take_unwritten, t);
    if (count > 1)
        count_refuted(t);
    if (unwritten)
        take_decided(programs, t);
    t->programs += programs;
    t->accesses += units.accesses + whole.accesses;
    t->proved += units.proved + whole.proved;
}

/* ---- what is compared ---- */

static void make_folder(void)
{
    const char *temporary = getenv("TMPDIR");
    (void)snprintf(folder, sizeof folder, "%s/bulwark-soundness-XXXXXX", temporary != NULL ? temporary : "/tmp");
    if (mkdtemp(folder) == NULL)
        give_up("cannot make a folder");
}

/* Returns false, and leaves the folder, when something in it was judged wrongly. */
static bool clear_folder(bool good)
{
    if (!good) {
        printf("the program is %s\n", path_of("program.c"));
        return false;
    }
    (void)remove(path_of("program.c"));
    (void)remove(path_of("other.c"));
    (void)rmdir(folder);
    return true;
}

static bool batch(uint64_t seed, unsigned number, unsigned programs, totals *t)
{
    char first[512], second[512];
    const char *const sources[JUDGE_FILES] = {first, second};
    (void)snprintf(first, sizeof first, "%s", path_of("program.c"));
    (void)snprintf(second, sizeof second, "%s", path_of("other.c"));
    bool split = number % 4 == 3, old = number % 4 == 0;
    uint64_t wrong = t->unsound + t->missed;
    FILE *file = create(sources[0]), *other = split ? create(sources[1]) : NULL;
    memset(closed, 0, sizeof closed);
    if (old)
        random_c_write(file, seed + number, programs);
    else
        random_memory_write(file, other, seed + number, programs, closed);
    finish(file);
    if (split)
        finish(other);
    compare(sources, split ? 2 : 1, programs, !old && number % 2 == 1, t);
    return wrong == t->unsound + t->missed;
}

static double share(uint64_t part, uint64_t of)
{
    return of != 0 ? (double)part / (double)of : 0;
}

static int tell(const totals *t, const char *results)
{
    struct bw_results r = {0};
    char name[64];
    enum bw_results_status status = BW_RESULTS_OK;
#define ADD(metric, value, limit, sense)                                                                               \
    if (status == BW_RESULTS_OK)                                                                                       \
    status = bw_results_add(&r, metric, value, limit, sense)
    ADD("programs", (double)t->programs, results != NULL ? 10000 : 0, BW_RESULT_MIN);
    ADD("accesses_checked", (double)t->accesses, 0, BW_RESULT_SHOWN);
    ADD("unsound_proved", (double)t->unsound, 0, BW_RESULT_MAX);
    ADD("sure_failures_missed", (double)t->missed, 0, BW_RESULT_MAX);
    ADD("refuted_by_whole_program_share", share(t->refuted, t->refuted + t->told_across), 0, BW_RESULT_SHOWN);
    ADD("proved_share", share(t->proved, t->accesses), 0, BW_RESULT_SHOWN);
    for (int k = 0; k < FAULT_COUNT; k++) {
        (void)snprintf(name, sizeof name, "%s_failures", fault_names[k]);
        ADD(name, (double)t->sure[k], 0, BW_RESULT_SHOWN);
        (void)snprintf(name, sizeof name, "%s_found_share", fault_names[k]);
        ADD(name, share(t->found[k], t->sure[k]), 0, BW_RESULT_SHOWN);
    }
    ADD("decided_programs_without_fault", (double)t->quiet, 0, BW_RESULT_SHOWN);
    ADD("decided_alarm_share", share(t->alarms, t->quiet), 0, BW_RESULT_SHOWN);
#undef ADD
    if (status == BW_RESULTS_OK) {
        bw_results_print(&r, "soundness", stdout);
        if (results != NULL)
            status = bw_results_write(&r, results, "soundness");
    }
    bw_results_free(&r);
    if (status != BW_RESULTS_OK)
        give_up(bw_results_status_text(status));
    return t->unsound + t->missed == 0 ? 0 : 1;
}

static int random_programs(uint64_t seed, unsigned batches, unsigned programs, const char *results)
{
    totals t = {0};
    for (unsigned i = 0; i < batches; i++) {
        make_folder();
        (void)clear_folder(batch(seed, i, programs, &t));
    }
    int status = tell(&t, results);
    if (t.proved * 4 < t.accesses || t.sure[FAULT_BOUNDS] * 12 < t.programs)
        give_up("too little is proved, or fails, to compare");
    return status;
}

/* Every function of the file must go out of bounds, and no line of it have been called proved. */
static int written_programs(const char *path)
{
    totals t = {0};
    size_t size;
    unsigned count = 0, quiet = 0;
    char *text = read_file(path, &size);
    for (const char *at = text; (at = strstr(at, "\nRUN(")) != NULL; at++)
        count++;
    make_folder();
    FILE *file = create(path_of("program.c"));
    random_memory_begin(file, 0);
    fputs(text, file);
    random_memory_end(file, "r", 1, count, NULL);
    finish(file);
    free(text);
    char source[512];
    (void)snprintf(source, sizeof source, "%s", path_of("program.c"));
    compare((const char *const[]){source}, 1, count, false, &t);
    for (unsigned i = 1; i <= count; i++) {
        if (failed[i][0])
            continue;
        printf("f%03u does not go wrong\n", i);
        quiet++;
    }
    printf("%u functions, %llu called proved, %llu unreachable\n", count, (unsigned long long)t.unsound,
           (unsigned long long)t.missed);
    return clear_folder(t.unsound == 0 && t.missed == 0 && quiet == 0) ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc != 4 && argc != 6 && argc != 7)
        give_up("usage: soundness CLANG PLUGIN (SEED BATCHES PROGRAMS [RESULTS] | FILE)");
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ); /* a long run shows what it finds */
    compiler = argv[1];
    plugin = argv[2];
    if (argc == 4)
        return written_programs(argv[3]);
    unsigned long batches = strtoul(argv[4], NULL, 10), programs = strtoul(argv[5], NULL, 10);
    if (batches == 0 || batches > 10000 || programs == 0 || programs >= JUDGE_FUNCTIONS)
        give_up("BATCHES is 1 to 10000, PROGRAMS 1 to 999");
    return random_programs(strtoull(argv[3], NULL, 10), (unsigned)batches, (unsigned)programs, argc > 6 ? argv[6] : NULL);
}
