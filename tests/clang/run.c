/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L
#include "run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

static char *read_all(FILE *from, size_t *ret_size)
{
    size_t room = 1u << 16, size = 0;
    char *text = malloc(room);

    while (text != NULL) {
        size += fread(text + size, 1, room - 1 - size, from);
        if (size + 1 < room)
            break;
        room *= 2;
        text = realloc(text, room);
    }
    if (text == NULL) {
        perror("memory");
        exit(2);
    }
    text[size] = '\0';
    *ret_size = size;
    return text;
}

bw_run bw_run_command(const char *format, ...)
{
    char command[8192];
    va_list args;
    bw_run run;

    va_start(args, format);
    int needed = vsnprintf(command, sizeof command, format, args);
    va_end(args);
    FILE *pipe = needed > 0 && (size_t)needed < sizeof command ? popen(command, "r") : NULL;
    if (pipe == NULL) {
        fprintf(stderr, "cannot run: %s\n", command);
        exit(2);
    }
    run.text = read_all(pipe, &run.size);
    int status = pclose(pipe);
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return run;
}

void bw_run_free(bw_run *run)
{
    free(run->text);
    run->text = NULL;
}

char *bw_run_file(const char *path, size_t *ret_size)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return NULL;
    char *text = read_all(file, ret_size);
    fclose(file);
    return text;
}
