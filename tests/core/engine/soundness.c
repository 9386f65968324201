/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the engine proves, against what sanitizers see.
 *
 *   soundness CLANG PLUGIN SEED FUNCTIONS
 *   soundness CLANG PLUGIN FILE            functions f001, f002, … each run by its RUN (faults.c); every one must go
 * out of bounds Writes a random program (random_c.h) to a folder of its own, has the plugin lower it and the engine
 * judge it function by function, then builds it with AddressSanitizer and UBSan and runs it. Fails when a subscript
 * that is called proved goes out of bounds (every one stands on a line of its own), or a function all of whose accesses
 * are; and when too little is proved or fails for the comparison to mean anything. Removes what it wrote, but for a
 * failure, whose program it leaves and names. Exit: 0 as it should be, 1 an unsound answer, 2 it could not be done.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bulwark/arena.h"
#include "core/ir_text.h"
#include "random_c.h"
#include "verdicts.h"

enum { FUNCTIONS_MAX = 1000, LINES_MAX = 1 << 16 };

typedef struct outcome {
    bool proved, reported; /* by the engine: every access; a violation in it */
    bool fails, wrong;     /* under a sanitizer; where the engine said it cannot */
} outcome;

static uint64_t accesses, accesses_proved;
static bool unproved[LINES_MAX]; /* by line of the program: a subscript on it is open or a violation */

static outcome outcomes[FUNCTIONS_MAX];
static unsigned function_count;
static char folder[256];

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

static outcome *outcome_of(const char *function)
{
    unsigned long number = strtoul(function + 1, NULL, 10);
    if (number >= function_count)
        give_up("a function has a number of its own");
    return &outcomes[number];
}

static void take_verdict(void *context, const verdicts *v)
{
    outcome *o = outcome_of(v->function);
    (void)context;
    o->proved = v->proved != 0 && v->open == 0 && v->violation == 0 && v->budget == 0;
    o->reported = v->violation != 0;
    accesses_proved += v->proved;
    accesses += v->proved + v->open + v->violation;
    /* in a hardened function every subscript that is not proved is a finding */
    for (size_t i = 0; i < v->report->finding_count; i++)
        if (v->report->findings[i].pos.line < LINES_MAX)
            unproved[v->report->findings[i].pos.line] = true;
}

/* judged: how many functions there are to judge. */
static void judge(const char *path, unsigned judged)
{
    bw_arena arena;
    void *text = NULL;
    bw_ir_module module;
    bw_models models;
    const char *error = "";
    FILE *file = fopen(path, "rb");

    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        give_up("cannot read the lowered program");
    long size = ftell(file);
    rewind(file);
    if (bw_arena_init(&arena, 1u << 20) != BW_OK || bw_arena_alloc(&arena, (size_t)size + 1, 1, &text) != BW_OK)
        give_up("out of memory");
    if (fread(text, 1, (size_t)size, file) != (size_t)size)
        give_up("cannot read the lowered program");
    (void)fclose(file);
    if (!bw_ir_read_text(text, (size_t)size, &arena, &module, &error))
        give_up(error);
    for (uint32_t i = 1; i < module.funcs.count; i++)
        module.funcs.at[i].flags |= BW_FUNC_HARDENED;
    bw_models_init(&models, &arena);
    bw_models_add_builtin(&models);
    if (verdicts_each(&module, &models, "f", take_verdict, NULL) != judged)
        give_up("not every function was analysed");
    bw_arena_destroy(&arena);
}

static void take_failures(const char *path)
{
    char name[32];
    unsigned row;
    long line;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        give_up("cannot read what the program printed");
    while (fscanf(file, "%31s %u %ld", name, &row, &line) == 3) {
        outcome *o = outcome_of(name);
        bool wrong = o->proved || (line > 0 && line < LINES_MAX && !unproved[line]);
        if (wrong && !o->wrong)
            printf("%s, row %u, line %ld: out of bounds where everything is called proved\n", name, row, line);
        o->fails = true;
        o->wrong |= wrong;
    }
    (void)fclose(file);
}

static int compare(bool random)
{
    unsigned proved = 0, failing = 0, reported = 0, silent = 0, wrong = 0;
    for (unsigned i = 0; i < function_count; i++) {
        const outcome *o = &outcomes[i];
        proved += o->proved;
        failing += o->fails;
        wrong += o->wrong;
        reported += o->fails && o->reported;
        silent += !o->fails && o->reported;
    }
    printf("%llu of %llu accesses proved, all of them in %u of %u functions; %u go out of bounds, %u of them reported; "
           "%u reported that did not for these inputs\n",
           (unsigned long long)accesses_proved, (unsigned long long)accesses, proved, function_count, failing, reported,
           silent);
    if (wrong != 0) {
        printf("the program is %s\n", path_of("program.c"));
        return 1;
    }
    for (unsigned i = 1; !random && i < function_count; i++) {
        if (outcomes[i].fails)
            continue;
        printf("f%03u does not go out of bounds\n", i);
        return 1;
    }
    if (!random)
        return 0;
    if (accesses_proved * 4 < accesses || failing * 12 < function_count)
        give_up("too few functions are proved, or fail, to compare");
    return 0;
}

/* How many RUN lines a file has. */
static unsigned count_runs(const char *path)
{
    char line[1024];
    unsigned count = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        give_up("cannot read the file");
    while (fgets(line, sizeof line, file) != NULL)
        count += strncmp(line, "RUN(", 4) == 0;
    (void)fclose(file);
    return count;
}

static void copy_file(const char *path, FILE *out)
{
    int c;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        give_up("cannot read the file");
    while ((c = getc(file)) != EOF)
        putc(c, out);
    (void)fclose(file);
    random_c_end(out, "r", 1, function_count - 1);
}

int main(int argc, char **argv)
{
    char command[2048];
    const char *temporary = getenv("TMPDIR");

    if (argc != 5 && argc != 4)
        give_up("usage: soundness CLANG PLUGIN (SEED FUNCTIONS | FILE)");
    bool random = argc == 5;
    function_count = random ? (unsigned)strtoul(argv[4], NULL, 10) : count_runs(argv[3]) + 1;
    if (function_count == 0 || function_count > FUNCTIONS_MAX)
        give_up("FUNCTIONS is 1 to 1000");
    (void)snprintf(folder, sizeof folder, "%s/bulwark-soundness-XXXXXX", temporary != NULL ? temporary : "/tmp");
    if (mkdtemp(folder) == NULL)
        give_up("cannot make a folder");
    const char *source = path_of("program.c"), *ir = path_of("program.ir"), *program = path_of("program"),
               *failures = path_of("failures");

    FILE *out = fopen(source, "w");
    if (out == NULL)
        give_up("cannot write the program");
    if (random)
        random_c_write(out, strtoull(argv[3], NULL, 10), function_count);
    else
        copy_file(argv[3], out);
    if (ferror(out) || fclose(out) != 0)
        give_up("cannot write the program");
    (void)snprintf(command, sizeof command,
                   "'%s' -std=gnu11 -w -fsyntax-only -fplugin='%s' -fplugin-arg-bulwark-dump-ir '%s' >'%s'", argv[1],
                   argv[2], source, ir);
    shell(command, "the plugin does not lower the program");
    judge(ir, random ? function_count : function_count - 1);
    (void)snprintf(command, sizeof command,
                   "'%s' -std=gnu11 -w -O0 -fsanitize=address,undefined -fno-sanitize=pointer-overflow,alignment "
                   "-fno-sanitize-recover=all '%s' -o '%s'",
                   argv[1], source, program);
    shell(command, "the program does not compile");
    (void)snprintf(command, sizeof command, "ASAN_OPTIONS=detect_leaks=0:symbolize=0 '%s' >'%s'", program, failures);
    shell(command, "the program does not run");
    take_failures(failures);
    int status = compare(random);
    if (status == 0) {
        (void)remove(source);
        (void)remove(ir);
        (void)remove(program);
        (void)remove(failures);
        (void)rmdir(folder);
    }
    return status;
}
