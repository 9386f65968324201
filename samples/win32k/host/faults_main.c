/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * w32k-faults: the table of planted faults for people (faults.md) and for programs (a list with lines).
 */
#include <stdio.h>
#include <string.h>

#include "shared/faults.h"

/* The line in dir/file that carries the fault's marker; 0 if none does, or more than one. */
static unsigned line_of(const char *dir, const struct w32_fault *fault)
{
    char path[4096], marker[128], text[1024];
    unsigned line = 0, found = 0;
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", dir, fault->file);
    snprintf(marker, sizeof marker, "/* fault: %s */", fault->id);
    file = fopen(path, "r");
    if (!file)
        return 0;
    while (fgets(text, sizeof text, file)) {
        line++;
        if (strstr(text, marker)) {
            if (found) {
                found = 0;
                break;
            }
            found = line;
        }
    }
    fclose(file);
    return found;
}

static int list(const char *dir)
{
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        const struct w32_fault *fault = &w32_faults[i];
        unsigned line = line_of(dir, fault);

        if (line == 0) {
            fprintf(stderr, "w32k-faults: %s/%s: not exactly one line is marked \"fault: %s\"\n", dir, fault->file,
                    fault->id);
            return 2;
        }
        printf("%s\t%s\t%s\t%u\t%s\n", fault->id, fault->check, fault->file, line, fault->function);
    }
    return 0;
}

static int markdown(void)
{
    printf("# The planted faults\n\n"
           "Generated from `shared/faults.def` by `w32k-faults --markdown`; a test compares the two. Each fault is one\n"
           "marked line in `raw/`, and has its attack in `attacks/<id>.c`.\n\n"
           "| id | check | class | where in raw | raw does | hardened answers |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        const struct w32_fault *fault = &w32_faults[i];

        printf("| %s | %s | %s | `%s`, `%s` | %s (%s) | `%s`: %s |\n", fault->id, fault->check, fault->cwe, fault->file,
               fault->function, fault->raw, fault->report, fault->status_name, fault->hardened);
    }
    printf("\nModelled on\n");
    for (size_t i = 0; i < W32_FAULT_COUNT; i++)
        printf("- **%s**: %s\n", w32_faults[i].id, w32_faults[i].model);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--markdown") == 0)
        return markdown();
    if (argc == 3 && strcmp(argv[1], "--list") == 0)
        return list(argv[2]);
    fprintf(argc == 2 && strcmp(argv[1], "--help") == 0 ? stdout : stderr,
            "usage: w32k-faults --markdown | --list DIR\n"
            "--markdown  the text of faults.md\n"
            "--list DIR  one line a fault: id, check, file, line, function, parted by tabs; the lines are looked up in DIR\n");
    return argc == 2 && strcmp(argv[1], "--help") == 0 ? 0 : 2;
}
