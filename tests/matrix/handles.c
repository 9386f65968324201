/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files: kept, closed twice, used when closed. */
#include "matrix.h"

#define LAST_SOURCE {NULL, NULL, NULL, NULL, NULL, false, NULL, false}
#define LAST_SINK {NULL, NULL, NULL, NULL, NULL, NULL, NULL}
#define ALONE(name, text) {name, NULL, text, NULL, NULL, false, NULL, false}
#define FOPEN "fopen(\"/tmp/file.txt\", \"w+\")"

static const matrix_source opened[] = {ALONE("fopen", "data = " FOPEN ";"), LAST_SOURCE};
static const matrix_sink kept_file[] = {
    {"again", "data = " FOPEN "; if (data != NULL) { fclose(data); }", "if (data != NULL) { fclose(data); } data = " FOPEN "; if (data != NULL) { fclose(data); }", NULL, NULL, NULL, NULL},
    {"used", "if (data != NULL) { fputs(\"text\", data); }", "if (data != NULL) { fputs(\"text\", data); fclose(data); }", NULL, NULL, NULL, NULL},
    LAST_SINK};

static const matrix_source closed_files[] = {
    {"fopen", NULL, "data = " FOPEN "; if (data == NULL) { exit(-1); } fclose(data);", "data = " FOPEN "; if (data == NULL) { exit(-1); }", NULL, false, NULL, true},
    {"freopen", NULL, "data = freopen(\"/tmp/file.txt\", \"w+\", stdin); if (data == NULL) { exit(-1); } fclose(data);", "data = freopen(\"/tmp/file.txt\", \"w+\", stdin); if (data == NULL) { exit(-1); }", NULL, false, NULL, true},
    {"unasked", NULL, "data = freopen(\"/tmp/file.txt\", \"w+\", stdin); fclose(data);", "data = freopen(\"/tmp/file.txt\", \"w+\", stdin);", NULL, false, NULL, true},
    LAST_SOURCE};
static const matrix_sink file_again[] = {
    {"close", "fclose(data);", ";", NULL, NULL, NULL, NULL},
    {"use", "fputs(\"text\", data);", ";", NULL, NULL, NULL, "fclose(data);"},
    LAST_SINK};

const matrix_set matrix_handle_sets[] = {
    {"kept-file", "alloc-family", "FILE *", "data = NULL;", opened, kept_file, false},
    {"closed-file", "release-use", "FILE *", "data = NULL;", closed_files, file_again, false},
    {NULL, NULL, NULL, NULL, NULL, NULL, false},
};
