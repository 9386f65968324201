/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Null, released, lost, foreign and never written. */
#include "matrix.h"

#define LAST_SOURCE {NULL, NULL, NULL, NULL, NULL, false, NULL, false}
#define LAST_SINK {NULL, NULL, NULL, NULL, NULL, NULL, NULL}
#define ONLY(name, text) {name, text, NULL, NULL, NULL, NULL, NULL}
#define HEAP "if (data == NULL) { exit(-1); } "

/* Released and then used, returned or released again. */
#define ARRAY_OF(type, fill) "data = (" type " *)malloc(100 * sizeof(" type ")); " HEAP fill
#define CHARS ARRAY_OF("char", "memset(data, 'A', 100 - 1); data[100 - 1] = '\\0'; ")
static const matrix_source released_text[] = {
    {"malloc", NULL, CHARS "free(data);", CHARS, NULL, false, NULL, true},
    LAST_SOURCE};
static const matrix_sink again_text[] = {
    {"free", "free(data);", ";", NULL, NULL, NULL, NULL}, {"use", "print_line(data);", ";", NULL, NULL, NULL, "free(data);"}, LAST_SINK};
static const matrix_source released_pair[] = {
    {"malloc", NULL, ARRAY_OF("pair", "data[0].one = 1; data[0].two = 2; ") "free(data);", ARRAY_OF("pair", "data[0].one = 1; data[0].two = 2; "), NULL, false, NULL, true}, LAST_SOURCE};
static const matrix_sink again_pair[] = {
    {"free", "free(data);", ";", NULL, NULL, NULL, NULL}, {"use", "print_pair(&data[0]);", ";", NULL, NULL, NULL, "free(data);"}, LAST_SINK};
static const matrix_source released_long[] = {
    {"malloc", NULL, ARRAY_OF("int64_t", "data[0] = 5; ") "free(data);", ARRAY_OF("int64_t", "data[0] = 5; "), NULL, false, NULL, true}, LAST_SOURCE};
static const matrix_sink again_long[] = {
    {"free", "free(data);", ";", NULL, NULL, NULL, NULL}, {"use", "print_long(data[0]);", ";", NULL, NULL, NULL, "free(data);"}, LAST_SINK};

/* Taken and never given back: the source's memory needs a release, the sink has none. */
static const matrix_source taken[] = {
    {"malloc", NULL, "data = (char *)malloc(100 * sizeof(char)); " HEAP "strcpy(data, \"a text\"); print_line(data);", "char *held = (char *)alloca(100 * sizeof(char)); data = held; strcpy(data, \"a text\"); print_line(data);", NULL, true, NULL, false},
    {"calloc", NULL, "data = (char *)calloc(100, sizeof(char)); " HEAP "strcpy(data, \"a text\"); print_line(data);", "char *held = (char *)alloca(100 * sizeof(char)); data = held; strcpy(data, \"a text\"); print_line(data);", NULL, true, NULL, false},
    {"realloc", NULL, "data = (char *)realloc(data, 100 * sizeof(char)); " HEAP "strcpy(data, \"a text\"); print_line(data);", "char *held = (char *)alloca(100 * sizeof(char)); data = held; strcpy(data, \"a text\"); print_line(data);", NULL, true, NULL, false},
    {"strdup", NULL, "data = strdup(\"a text\"); if (data == NULL) { exit(-1); } print_line(data);", "static char held[100]; data = held; strcpy(data, \"a text\"); print_line(data);", NULL, false, NULL, false},
    LAST_SOURCE};
static const matrix_sink not_given_back[] = {{"return", ";", "free(data);", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source opened[] = {
    {"fopen", NULL, "data = fopen(\"/tmp/file.txt\", \"w+\");", NULL, NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink not_closed[] = {{"return", ";", "if (data != NULL) { fclose(data); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source opened_file[] = {
    {"fopen", NULL, "data = fopen(\"/tmp/file.txt\", \"w+\");", NULL, NULL, false, NULL, false},
    {"freopen", NULL, "data = freopen(\"/tmp/file.txt\", \"w+\", stdin);", NULL, NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink closed_wrong[] = {{"free", "if (data != NULL) { free(data); }", "if (data != NULL) { fclose(data); }", NULL, NULL, NULL, NULL}, LAST_SINK};

static const matrix_source closed[] = {{"fopen", NULL, "data = fopen(\"/tmp/file.txt\", \"w+\"); if (data == NULL) { exit(-1); } fclose(data);", "data = fopen(\"/tmp/file.txt\", \"w+\"); if (data == NULL) { exit(-1); }", NULL, false, NULL, true}, LAST_SOURCE};
static const matrix_sink close_again[] = {{"close", "fclose(data);", ";", NULL, NULL, NULL, NULL}, LAST_SINK};

/* What free is given. */
static const matrix_source foreign[] = {
    {"stack", "char held[100]; ", "memset(held, 'A', 100 - 1); held[100 - 1] = '\\0'; data = held;", CHARS, NULL, true, NULL, false},
    {"static", NULL, "static char held[100]; memset(held, 'A', 100 - 1); held[100 - 1] = '\\0'; data = held;", CHARS, NULL, false, NULL, false},
    {"alloca", NULL, "char *held = (char *)alloca(100); memset(held, 'A', 100 - 1); held[100 - 1] = '\\0'; data = held;", CHARS, NULL, true, NULL, false},
    LAST_SOURCE};
static const matrix_sink give_back[] = {ONLY("free", "print_line(data); free(data);"), LAST_SINK};
static const matrix_source moved[] = {
    {"fixed", NULL, "data = (char *)malloc(100 * sizeof(char)); " HEAP "data[0] = '\\0'; strcpy(data, \"Fixed String\");", NULL, NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink give_back_moved[] = {
    {"walk", "for (; *data != '\\0'; data++) { if (*data == 'S') { print_line(\"found\"); break; } } free(data);",
     "size_t i; for (i = 0; i < strlen(data); i++) { if (data[i] == 'S') { print_line(\"found\"); break; } } free(data);", NULL, NULL, NULL, NULL}, LAST_SINK};

/* Null pointers. */
static const matrix_source null_text[] = {
    {"literal", NULL, "data = NULL;", "data = \"Good\";", NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink use_text[] = {{"print", "print_char(data[0]);", "if (data != NULL) { print_char(data[0]); } else { print_line(\"null\"); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source null_number[] = {
    {"literal", NULL, "data = NULL;", "static int held; held = 5; data = &held;", NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink use_number[] = {{"print", "print_int(*data);", "if (data != NULL) { print_int(*data); } else { print_line(\"null\"); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source null_pair[] = {
    {"literal", NULL, "data = NULL;", "static pair held; held.one = 0; held.two = 0; data = &held;", NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink use_pair[] = {{"print", "print_int(data->one);", "if (data != NULL) { print_int(data->one); } else { print_line(\"null\"); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source unchecked[] = {
    {"malloc", NULL, "data = (char *)malloc(20 * sizeof(char));", NULL, NULL, false, NULL, false},
    {"calloc", NULL, "data = (char *)calloc(20, sizeof(char));", NULL, NULL, false, NULL, false},
    {"realloc", NULL, "data = (char *)realloc(data, 20 * sizeof(char));", NULL, NULL, false, NULL, false},
    LAST_SOURCE};
static const matrix_sink store_text[] = {{"copy", "strcpy(data, \"Initialize\"); print_line(data); free(data);", "if (data != NULL) { strcpy(data, \"Initialize\"); print_line(data); free(data); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_sink store_pair[] = {{"member", "data[0].one = 1; print_int(data[0].one); free(data);", "if (data != NULL) { data[0].one = 1; print_int(data[0].one); free(data); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source unchecked_pair[] = {
    {"malloc", NULL, "data = (pair *)malloc(1 * sizeof(pair));", NULL, NULL, false, NULL, false}, {"calloc", NULL, "data = (pair *)calloc(1, sizeof(pair));", NULL, NULL, false, NULL, false}, LAST_SOURCE};

static const matrix_source unopened[] = {{"fopen", NULL, "data = fopen(\"/tmp/file.txt\", \"w+\");", NULL, NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink close_it[] = {{"close", "fclose(data);", "if (data != NULL) { fclose(data); }", NULL, NULL, NULL, NULL}, LAST_SINK};

/* Never written. */
#define SCALAR(value) {"none", NULL, ";", "data = " value ";", NULL, false, NULL, false}, LAST_SOURCE
static const matrix_source unset_int[] = {SCALAR("5")};
static const matrix_source unset_long[] = {SCALAR("5LL")};
static const matrix_source unset_double[] = {SCALAR("5.0")};
static const matrix_source unset_text[] = {SCALAR("\"string\"")};
static const matrix_source unset_pair[] = {{"none", NULL, ";", "data.one = 1; data.two = 2;", NULL, false, NULL, false}, {"partly", NULL, "data.one = 1;", "data.one = 1; data.two = 2;", NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink show_int[] = {{"print", "print_int(data);", "data = 5; print_int(data);", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_sink show_long[] = {{"print", "print_long(data);", "data = 5LL; print_long(data);", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_sink show_double[] = {{"print", "print_double(data);", "data = 5.0; print_double(data);", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_sink show_text[] = {{"print", "print_line(data);", "data = \"string\"; print_line(data);", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_sink show_both[] = {{"print", "print_int(data.one); print_int(data.two);", "data.one = 1; data.two = 2; print_int(data.one); print_int(data.two);", NULL, NULL, NULL, NULL}, LAST_SINK};
#define FILL(end) "for (int i = 0; i < (" end "); i++) { data[i] = i; } "
static const matrix_source unset_array[] = {
    {"stack", "int held[10]; ", "data = held;", "data = held; " FILL("10"), NULL, true, NULL, false},
    {"stack-partly", "int held[10]; ", "data = held; " FILL("10 / 2"), "data = held; " FILL("10"), NULL, true, NULL, false},
    {"alloca", "int *held = (int *)alloca(10 * sizeof(int)); ", "data = held;", "data = held; " FILL("10"), NULL, true, NULL, false},
    {"heap", NULL, "data = (int *)malloc(10 * sizeof(int)); " HEAP, "data = (int *)malloc(10 * sizeof(int)); " HEAP FILL("10"), "free(data);", false, NULL, false},
    {"heap-partly", NULL, "data = (int *)malloc(10 * sizeof(int)); " HEAP FILL("10 / 2"), "data = (int *)malloc(10 * sizeof(int)); " HEAP FILL("10"), "free(data);", false, NULL, false},
    LAST_SOURCE};
static const matrix_sink show_array[] = {{"print", "for (int i = 0; i < 10; i++) { print_int(data[i]); }", FILL("10") "for (int i = 0; i < 10; i++) { print_int(data[i]); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source unset_string[] = {
    {"stack", "char held[100]; ", "data = held;", "data = held; data[0] = '\\0';", NULL, true, NULL, false},
    {"heap", NULL, "data = (char *)malloc(100); " HEAP, "data = (char *)malloc(100); " HEAP "data[0] = '\\0';", "free(data);", false, NULL, false}, LAST_SOURCE};
static const matrix_sink append[] = {{"cat", "char from[50]; memset(from, 'C', 50 - 1); from[50 - 1] = '\\0'; strcat(data, from); print_line(data);", NULL, NULL, NULL, NULL, NULL},
    {"ncat", "char from[50]; memset(from, 'C', 50 - 1); from[50 - 1] = '\\0'; strncat(data, from, 50 - 1); print_line(data);", NULL, NULL, NULL, NULL, NULL}, LAST_SINK};

const matrix_set matrix_lifetime_sets[] = {
    {"released-char", "release-use", "char *", "data = NULL;", released_text, again_text, false},
    {"released-pair", "release-use", "pair *", "data = NULL;", released_pair, again_pair, false},
    {"released-int64", "release-use", "int64_t *", "data = NULL;", released_long, again_long, false},
    {"leak", "alloc-family", "char *", "data = NULL;", taken, not_given_back, false},
    {"leak-file", "alloc-family", "FILE *", "data = NULL;", opened, not_closed, false},
    {"wrong-close", "alloc-family", "FILE *", "data = NULL;", opened_file, closed_wrong, false},
    {"closed-twice", "release-use", "FILE *", "data = NULL;", closed, close_again, false},
    {"free-foreign", "alloc-family", "char *", "data = NULL;", foreign, give_back, false},
    {"free-moved", "alloc-family", "char *", "data = NULL;", moved, give_back_moved, false},
    {"null-char", "null-deref", "const char *", "", null_text, use_text, false},
    {"null-int", "null-deref", "int *", "", null_number, use_number, false},
    {"null-pair", "null-deref", "pair *", "", null_pair, use_pair, false},
    {"unchecked", "null-deref", "char *", "data = NULL;", unchecked, store_text, false},
    {"unchecked-pair", "null-deref", "pair *", "data = NULL;", unchecked_pair, store_pair, false},
    {"unchecked-file", "null-deref", "FILE *", "data = NULL;", unopened, close_it, false},
    {"unset-int", "uninit-use", "int ", "", unset_int, show_int, false},
    {"unset-int64", "uninit-use", "int64_t ", "", unset_long, show_long, false},
    {"unset-double", "uninit-use", "double ", "", unset_double, show_double, false},
    {"unset-text", "uninit-use", "const char *", "", unset_text, show_text, false},
    {"unset-pair", "uninit-use", "pair ", "", unset_pair, show_both, false},
    {"unset-array", "uninit-use", "int *", "", unset_array, show_array, false},
    {"unset-string", "uninit-use,copy-extent", "char *", "", unset_string, append, false},
    {NULL, NULL, NULL, NULL, NULL, NULL, false},
};
