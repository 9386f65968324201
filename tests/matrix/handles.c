/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files and their numbers: kept, closed twice, used when closed, closed the wrong way. */
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

/* The same of what a number stands for. */
#define OPEN(text) "open(\"/tmp/" text ".txt\", O_RDWR | O_CREAT, S_IRUSR | S_IWUSR)"
#define SOCKET "socket(AF_INET, SOCK_STREAM, 0)"
static const matrix_source opened_numbers[] = {ALONE("open", "data = " OPEN("file") ";"), ALONE("socket", "data = " SOCKET ";"), ALONE("dup", "data = dup(0);"), LAST_SOURCE};
static const matrix_sink kept_number[] = {
    {"return", ";", "if (data != -1) { close(data); }", NULL, NULL, NULL, NULL},
    {"again", "data = " OPEN("other") "; if (data != -1) { close(data); }", "if (data != -1) { close(data); } data = " OPEN("other") "; if (data != -1) { close(data); }", NULL, NULL, NULL, NULL},
    {"used", "if (data >= 0) { if (write(data, \"text\", 4) != 4) { print_line(\"short\"); } }", "if (data >= 0) { if (write(data, \"text\", 4) != 4) { print_line(\"short\"); } close(data); }", NULL, NULL, NULL, NULL},
    {"early", "if (data < 0) { return; } if (returns_either()) { return; } close(data);", "if (data < 0) { return; } if (returns_either()) { close(data); return; } close(data);", NULL, NULL, NULL, NULL},
    LAST_SINK};
static const matrix_source closed_numbers[] = {
    {"open", NULL, "data = " OPEN("file") "; if (data == -1) { exit(-1); } close(data);", "data = " OPEN("file") "; if (data == -1) { exit(-1); }", NULL, false, NULL, true},
    {"socket", NULL, "data = " SOCKET "; if (data < 0) { exit(-1); } close(data);", "data = " SOCKET "; if (data < 0) { exit(-1); }", NULL, false, NULL, true},
    LAST_SOURCE};
static const matrix_sink number_again[] = {
    {"close", "close(data);", ";", NULL, NULL, NULL, NULL},
    {"use", "if (write(data, \"text\", 4) != 4) { print_line(\"short\"); }", ";", NULL, NULL, NULL, "close(data);"},
    LAST_SINK};
static const matrix_source one_number[] = {ALONE("open", "data = " OPEN("file") ";"), LAST_SOURCE};
static const matrix_sink number_wrong[] = {
    {"fclose", "if (data != -1) { fclose((FILE *)(intptr_t)data); }", "if (data != -1) { close(data); }", NULL, NULL, NULL, NULL},
    {"free", "if (data != -1) { free((void *)(intptr_t)data); }", "if (data != -1) { close(data); }", NULL, NULL, NULL, NULL},
    LAST_SINK};
static const matrix_sink stream_wrong[] = {{"close", "if (data != NULL) { close((int)(intptr_t)data); }", "if (data != NULL) { fclose(data); }", NULL, NULL, NULL, NULL}, LAST_SINK};

const matrix_set matrix_handle_sets[] = {
    {"kept-file", "alloc-family", "FILE *", "data = NULL;", opened, kept_file, false},
    {"closed-file", "release-use", "FILE *", "data = NULL;", closed_files, file_again, false},
    {"kept-number", "alloc-family", "int ", "data = -1;", opened_numbers, kept_number, false},
    {"closed-number", "release-use", "int ", "data = -1;", closed_numbers, number_again, false},
    {"wrong-number", "alloc-family", "int ", "data = -1;", one_number, number_wrong, false},
    {"wrong-stream", "alloc-family", "FILE *", "data = NULL;", opened, stream_wrong, false},
    {NULL, NULL, NULL, NULL, NULL, NULL, false},
};
