/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "peer.h"
#include "process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned timeout_seconds = 600;

struct peer {
    const char *name;
    const char *program;      /* null: the clang that is given */
    bool own_flags;           /* takes everything that the unit is compiled with */
    const char *flag[6];
    const char *finding;      /* what a line of its messages has when it is one */
};

static const struct peer peers[BW_PEER_COUNT] = {
    [BW_PEER_BUILD] = {"build", NULL, true, {"-w", "-c", "-o", "/dev/null"}, NULL},
    [BW_PEER_CLANG] = {"clang-analyze", NULL, true,
                       {"-w", "--analyze", "-Xclang", "-analyzer-output=text", "-o", "/dev/null"}, ": warning: "},
    [BW_PEER_CPPCHECK] = {"cppcheck", "cppcheck", false, {"--quiet", "--enable=warning", "--template=gcc"}, "warning: "},
    [BW_PEER_GCC] = {"gcc-analyzer", "gcc", false, {"-O2", "-fanalyzer", "-c", "-o", "/dev/null"}, "[-Wanalyzer-"},
};

const char *bw_peer_name(enum bw_peer_kind kind)
{
    return peers[kind].name;
}

/* Flags that every compiler and cppcheck understand alike; *ret_value: the next word belongs to it. */
static bool is_common(const struct peer *peer, const char *word, bool *ret_value)
{
    static const char *const joined[] = {"-D", "-U", "-I"};
    bool gcc = strcmp(peer->program, "gcc") == 0;
    *ret_value = false;
    for (size_t i = 0; i < sizeof joined / sizeof joined[0]; i++) {
        if (strncmp(word, joined[i], 2) == 0) {
            *ret_value = word[2] == '\0';
            return true;
        }
    }
    *ret_value = strcmp(word, "-include") == 0 || strcmp(word, "-isystem") == 0;
    if (*ret_value)
        return gcc;
    return gcc && (strncmp(word, "-std=", 5) == 0 || strcmp(word, "-nostdinc") == 0);
}

static size_t take_flags(const struct peer *peer, const json_t *arguments, char **argv)
{
    size_t used = 0, count = json_array_size(arguments);
    for (size_t i = 1; i < count; i++) {
        char *word = (char *)json_string_value(json_array_get(arguments, i));
        char *next = (char *)json_string_value(json_array_get(arguments, i + 1));
        bool value = false;
        if (word == NULL)
            continue;
        if (strcmp(word, "-o") == 0) {
            i++;
        } else if (peer->own_flags) {
            if (strcmp(word, "-c") != 0)
                argv[used++] = word;
        } else {
            bool taken = is_common(peer, word, &value);
            if (taken)
                argv[used++] = word;
            if (taken && value && next != NULL)
                argv[used++] = next;
            i += value ? 1 : 0;
        }
    }
    return used;
}

static bool count_findings(const char *messages, const char *mark, size_t *ret_count)
{
    FILE *f = fopen(messages, "r");
    char *line = NULL;
    size_t room = 0, count = 0;
    if (f == NULL)
        return false;
    while (getline(&line, &room, f) >= 0)
        count += mark != NULL && strstr(line, mark) != NULL ? 1 : 0;
    free(line);
    (void)fclose(f);
    *ret_count = count;
    return true;
}

bool bw_peer_run(enum bw_peer_kind kind, const char *clang, const json_t *entry, const char *messages,
                 struct bw_peer_run *ret_run)
{
    const struct peer *peer = &peers[kind];
    const json_t *arguments = json_object_get(entry, "arguments");
    const char *dir = json_string_value(json_object_get(entry, "directory"));
    const char *file = json_string_value(json_object_get(entry, "file"));
    size_t flags = sizeof peer->flag / sizeof peer->flag[0];
    char **argv = calloc(json_array_size(arguments) + flags + 3, sizeof *argv);
    if (argv == NULL || dir == NULL || file == NULL || json_array_size(arguments) == 0) {
        free(argv);
        return false;
    }
    size_t used = 0;
    argv[used++] = (char *)(peer->program != NULL ? peer->program : clang);
    used += take_flags(peer, arguments, argv + used);
    for (size_t i = 0; i < flags && peer->flag[i] != NULL; i++)
        argv[used++] = (char *)peer->flag[i];
    if (!peer->own_flags)
        argv[used++] = (char *)file;
    struct bw_process process = {.argv = argv, .dir = dir, .out = messages, .err = messages, .timeout = timeout_seconds};
    struct bw_process_end end;
    struct bw_peer_run run = {0};
    bool done = bw_process_run(&process, &end) && count_findings(messages, peer->finding, &run.findings);
    free(argv);
    if (!done)
        return false;
    run.ran = end.exit_code == 0;
    run.cpu_seconds = end.cpu_seconds;
    *ret_run = run;
    return true;
}
