/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "kept.h"

#include "process.h"
#include "read_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_ROOM 4096

/* FNV-1a: names of a few thousand texts that nobody chooses to collide. */
static uint64_t hash(uint64_t from, const char *text)
{
    for (; *text != '\0'; text++)
        from = (from ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return from;
}

static bool preprocess(const struct prover *prover, const char *source, const char *scratch)
{
    char include[PATH_ROOM];
    char root[PATH_ROOM];
    if (snprintf(include, sizeof include, "-I%s/include", prover->runtime) >= PATH_ROOM ||
        snprintf(root, sizeof root, "-I%s", prover->runtime) >= PATH_ROOM)
        return false;
    /* -dD: a macro may be used in annotations only, which this pass leaves as they are. */
    char *words[] = {"gcc",   "-E", "-P",           "-CC", "-dD",           "-D__FRAMAC__", "-DBW_NO_OVERFLOW_BUILTINS",
                     include, root, (char *)source, "-o",  (char *)scratch, NULL};
    struct bw_process process = {.argv = words, .out = "/dev/null", .err = "/dev/null", .timeout = 60};
    struct bw_process_end end;
    (void)remove(scratch);
    return bw_process_run(&process, &end) && end.exit_code == 0;
}

struct kept kept_of(const struct prover *prover, const char *source, const char *scratch, const char *asked)
{
    struct kept kept = {.name = ""};
    char *text = prover->cache != NULL && preprocess(prover, source, scratch) ? read_text(scratch) : NULL;
    if (text == NULL)
        return kept;
    uint64_t first = hash(hash(UINT64_C(0xcbf29ce484222325), text), asked);
    uint64_t second = hash(hash(UINT64_C(0x9e3779b97f4a7c15), asked), text);
    free(text);
    (void)snprintf(kept.name, sizeof kept.name, "%016" PRIx64 "%016" PRIx64, first, second);
    return kept;
}

static bool copy(const char *from, const char *to)
{
    char *text = read_text(from);
    FILE *file = text == NULL ? NULL : fopen(to, "wb");
    bool fine = file != NULL && fputs(text, file) != EOF;
    if (file != NULL)
        fine = fclose(file) == 0 && fine;
    free(text);
    return fine;
}

static bool path_of(char *to, const struct kept *kept, const char *cache, const char *end)
{
    return snprintf(to, PATH_ROOM, "%s/runs/%s%s", cache, kept->name, end) < PATH_ROOM;
}

bool kept_find(const struct kept *kept, const char *cache, const char *report, const char *log)
{
    char kept_report[PATH_ROOM];
    char kept_log[PATH_ROOM];
    return kept->name[0] != '\0' && path_of(kept_report, kept, cache, ".json") &&
           path_of(kept_log, kept, cache, ".log") && copy(kept_log, log) && copy(kept_report, report);
}

bool kept_is_timed(const char *log_text)
{
    return strstr(log_text, ": Timeout") != NULL;
}

void kept_store(const struct kept *kept, const char *cache, const char *report, const char *log)
{
    char folder[PATH_ROOM];
    char path[PATH_ROOM];
    char part[PATH_ROOM];
    char *text = kept->name[0] == '\0' ? NULL : read_text(log);
    bool fine = text != NULL && !kept_is_timed(text);
    free(text);
    if (!fine || snprintf(folder, sizeof folder, "%s/runs", cache) >= PATH_ROOM)
        return;
    (void)mkdir(folder, 0777);
    /* The log first: a run is found when both are there. A report that was half written must not be. */
    if (path_of(path, kept, cache, ".log") && copy(log, path) && path_of(part, kept, cache, ".part") &&
        copy(report, part) && path_of(path, kept, cache, ".json"))
        (void)rename(part, path);
}
