/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The kinds of lifetimes.c and numbers.c over other types. */
#include "matrix.h"

#define LAST_SOURCE {NULL, NULL, NULL, NULL, NULL, false, NULL, false}
#define LAST_SINK {NULL, NULL, NULL, NULL, NULL, NULL, NULL}
#define ONLY(name, text) {name, text, NULL, NULL, NULL, NULL, NULL}
#define HEAP "if (data == NULL) { exit(-1); } "
#define MALLOC(type, count) "data = (" type " *)malloc(" count " * sizeof(" type ")); "
#define CALLOC(type, count) "data = (" type " *)calloc(" count ", sizeof(" type ")); "
#define REALLOC(type, count) "data = NULL; data = (" type " *)realloc(data, " count " * sizeof(" type ")); "
#define ALLOCA(type, count) type " *held = (" type " *)alloca(" count " * sizeof(" type ")); data = held; "

/* Taken and kept. */
#define TAKEN(type, fill) \
    {"malloc", NULL, MALLOC(type, "100") HEAP fill, ALLOCA(type, "100") fill, NULL, true, NULL, false}, \
    {"calloc", NULL, CALLOC(type, "100") HEAP fill, ALLOCA(type, "100") fill, NULL, true, NULL, false}, \
    {"realloc", NULL, REALLOC(type, "100") HEAP fill, ALLOCA(type, "100") fill, NULL, true, NULL, false}
#define FILL_INT "data[0] = 5; print_int(data[0]);"
#define FILL_LONG "data[0] = 5LL; print_long(data[0]);"
#define FILL_PAIR "data[0].one = 0; data[0].two = 0; print_pair(&data[0]);"
#define FILL_WIDE "wcscpy(data, L\"a text\"); print_wide_line(data);"
static const matrix_source taken_int[] = {TAKEN("int", FILL_INT), LAST_SOURCE};
static const matrix_source taken_long[] = {TAKEN("int64_t", FILL_LONG), LAST_SOURCE};
static const matrix_source taken_pair[] = {TAKEN("pair", FILL_PAIR), LAST_SOURCE};
static const matrix_source taken_wide[] = {
    TAKEN("wchar_t", FILL_WIDE),
    {"wcsdup", NULL, "data = wcsdup(L\"a text\"); if (data == NULL) { exit(-1); } print_wide_line(data);", "static wchar_t held[100]; data = held; " FILL_WIDE, NULL, false, NULL, false},
    LAST_SOURCE};
static const matrix_sink not_given_back[] = {{"return", ";", "free(data);", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source kept[] = {{"malloc", NULL, MALLOC("int", "100") HEAP FILL_INT, NULL, NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink early[] = {
    {"return", "if (returns_either()) { return; } free(data);", "if (returns_either()) { free(data); return; } free(data);", NULL, NULL, NULL, NULL},
    {"over", "data = (int *)malloc(sizeof(int)); free(data);", "free(data); data = (int *)malloc(sizeof(int)); free(data);", NULL, NULL, NULL, NULL},
    {"null", "data = NULL; print_int(data == NULL);", "free(data); data = NULL; print_int(data == NULL);", NULL, NULL, NULL, NULL},
    LAST_SINK};

/* Released and then used or released again. */
#define RELEASED(type, fill) {"malloc", NULL, MALLOC(type, "100") HEAP fill "free(data);", MALLOC(type, "100") HEAP fill, NULL, false, NULL, true}, LAST_SOURCE
static const matrix_source released_int[] = {RELEASED("int", FILL_INT)};
static const matrix_source released_wide[] = {RELEASED("wchar_t", FILL_WIDE)};
static const matrix_sink again_int[] = {
    {"free", "free(data);", ";", NULL, NULL, NULL, NULL}, {"use", "print_int(data[0]);", ";", NULL, NULL, NULL, "free(data);"}, LAST_SINK};
static const matrix_sink again_wide[] = {
    {"free", "free(data);", ";", NULL, NULL, NULL, NULL}, {"use", "print_wide_line(data);", ";", NULL, NULL, NULL, "free(data);"}, LAST_SINK};

/* Given to free, and nothing that was allocated. */
#define FOREIGN(type, fill) \
    {"stack", type " held[100]; ", "data = held; " fill, MALLOC(type, "100") HEAP fill, NULL, true, NULL, false}, \
    {"static", NULL, "static " type " held[100]; data = held; " fill, MALLOC(type, "100") HEAP fill, NULL, false, NULL, false}, \
    {"alloca", NULL, ALLOCA(type, "100") fill, MALLOC(type, "100") HEAP fill, NULL, true, NULL, false}, LAST_SOURCE
static const matrix_source foreign_int[] = {FOREIGN("int", FILL_INT)};
static const matrix_source foreign_pair[] = {FOREIGN("pair", FILL_PAIR)};
static const matrix_source foreign_wide[] = {FOREIGN("wchar_t", FILL_WIDE)};
static const matrix_sink give_back[] = {ONLY("free", "free(data);"), LAST_SINK};

/* Nobody asked whether there was memory. */
#define UNASKED(type) \
    {"malloc", NULL, MALLOC(type, "1"), NULL, NULL, false, NULL, false}, \
    {"calloc", NULL, CALLOC(type, "1"), NULL, NULL, false, NULL, false}, \
    {"realloc", NULL, REALLOC(type, "1"), NULL, NULL, false, NULL, false}, LAST_SOURCE
static const matrix_source unasked_int[] = {UNASKED("int")};
static const matrix_source unasked_long[] = {UNASKED("int64_t")};
static const matrix_source unasked_wide[] = {
    {"malloc", NULL, MALLOC("wchar_t", "20"), NULL, NULL, false, NULL, false},
    {"calloc", NULL, CALLOC("wchar_t", "20"), NULL, NULL, false, NULL, false},
    {"realloc", NULL, REALLOC("wchar_t", "20"), NULL, NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink first_int[] = {{"store", FILL_INT " free(data);", "if (data != NULL) { " FILL_INT " free(data); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_sink first_long[] = {{"store", FILL_LONG " free(data);", "if (data != NULL) { " FILL_LONG " free(data); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_sink first_wide[] = {{"copy", FILL_WIDE " free(data);", "if (data != NULL) { " FILL_WIDE " free(data); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source null_long[] = {{"literal", NULL, "data = NULL;", "static int64_t held; held = 5; data = &held;", NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink use_long[] = {{"print", "print_long(*data);", "if (data != NULL) { print_long(*data); } else { print_line(\"null\"); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source null_wide[] = {{"literal", NULL, "data = NULL;", "data = L\"Good\";", NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink use_wide[] = {
    {"element", "wchar_t first = data[0]; print_int(first);", "if (data != NULL) { wchar_t first = data[0]; print_int(first); }", NULL, NULL, NULL, NULL},
    {"length", "print_int((int)wcslen(data));", "if (data != NULL) { print_int((int)wcslen(data)); }", NULL, NULL, NULL, NULL}, LAST_SINK};

/* Never written, behind a pointer and in arrays. */
#define UNSET_ARRAYS(type, fill, half) \
    {"stack", type " held[10]; ", "data = held;", "data = held; " fill, NULL, true, NULL, false}, \
    {"stack-partly", type " held[10]; ", "data = held; " half, "data = held; " fill, NULL, true, NULL, false}, \
    {"alloca", type " *held = (" type " *)alloca(10 * sizeof(" type ")); ", "data = held;", "data = held; " fill, NULL, true, NULL, false}, \
    {"heap", NULL, MALLOC(type, "10") HEAP, MALLOC(type, "10") HEAP fill, "free(data);", false, NULL, false}, \
    {"heap-partly", NULL, MALLOC(type, "10") HEAP half, MALLOC(type, "10") HEAP fill, "free(data);", false, NULL, false}, LAST_SOURCE
#define FILL_DOUBLES(end) "for (int i = 0; i < (" end "); i++) { data[i] = (double)i; } "
#define FILL_PAIRS(end) "for (int i = 0; i < (" end "); i++) { data[i].one = i; data[i].two = i; } "
static const matrix_source unset_doubles[] = {UNSET_ARRAYS("double", FILL_DOUBLES("10"), FILL_DOUBLES("10 / 2"))};
static const matrix_source unset_pairs[] = {
    {"stack-member", "pair held[10]; ", "data = held; for (int i = 0; i < 10; i++) { data[i].one = i; }", "data = held; " FILL_PAIRS("10"), NULL, true, NULL, false},
    UNSET_ARRAYS("pair", FILL_PAIRS("10"), FILL_PAIRS("10 / 2"))};
static const matrix_sink show_doubles[] = {{"print", "for (int i = 0; i < 10; i++) { print_double(data[i]); }", FILL_DOUBLES("10") "for (int i = 0; i < 10; i++) { print_double(data[i]); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_sink show_pairs[] = {{"print", "for (int i = 0; i < 10; i++) { print_int(data[i].one); print_int(data[i].two); }", FILL_PAIRS("10") "for (int i = 0; i < 10; i++) { print_int(data[i].one); print_int(data[i].two); }", NULL, NULL, NULL, NULL}, LAST_SINK};
static const matrix_source unset_pointer[] = {
    {"none", NULL, ";", "static int held; held = 5; data = &held;", NULL, false, NULL, false},
    {"heap", NULL, "data = (int *)malloc(sizeof(int)); " HEAP, "data = (int *)malloc(sizeof(int)); " HEAP "*data = 5;", NULL, false, "free(data);", false}, LAST_SOURCE};
static const matrix_sink show_target[] = {ONLY("print", "print_int(*data);"), LAST_SINK};
static const matrix_source unset_pair_pointer[] = {
    {"none", NULL, ";", "static pair held; held.one = 1; held.two = 2; data = &held;", NULL, false, NULL, false},
    {"heap", NULL, "data = (pair *)malloc(sizeof(pair)); " HEAP, "data = (pair *)malloc(sizeof(pair)); " HEAP "data->one = 1; data->two = 2;", NULL, false, "free(data);", false},
    {"partly", NULL, "data = (pair *)malloc(sizeof(pair)); " HEAP "data->one = 1;", "data = (pair *)malloc(sizeof(pair)); " HEAP "data->one = 1; data->two = 2;", NULL, false, "free(data);", false}, LAST_SOURCE};
static const matrix_sink show_members[] = {ONLY("print", "print_int(data->one); print_int(data->two);"), LAST_SINK};
static const matrix_source unset_wide[] = {
    {"stack", "wchar_t held[100]; ", "data = held;", "data = held; data[0] = L'\\0';", NULL, true, NULL, false},
    {"heap", NULL, "data = (wchar_t *)malloc(100 * sizeof(wchar_t)); " HEAP, "data = (wchar_t *)malloc(100 * sizeof(wchar_t)); " HEAP "data[0] = L'\\0';", "free(data);", false, NULL, false}, LAST_SOURCE};
static const matrix_sink append_wide[] = {
    ONLY("cat", "wchar_t from[50]; wmemset(from, L'C', 50 - 1); from[50 - 1] = L'\\0'; wcscat(data, from); print_wide_line(data);"),
    ONLY("ncat", "wchar_t from[50]; wmemset(from, L'C', 50 - 1); from[50 - 1] = L'\\0'; wcsncat(data, from, 50 - 1); print_wide_line(data);"), LAST_SINK};

/* Moved on before it is given back. */
#define ROOM "data = (char *)malloc(100 * sizeof(char)); " HEAP "data[0] = '\\0'; "
static const matrix_source moved[] = {
    {"fgets", NULL, ROOM "if (fgets(data, 100, stdin) == NULL) { data[0] = '\\0'; }", NULL, NULL, false, NULL, false},
    {"getenv", NULL, ROOM "char *text = getenv(\"ADD\"); if (text != NULL) { strncat(data, text, 100 - 1); }", NULL, NULL, false, NULL, false},
    {"file", NULL, ROOM "FILE *file = fopen(\"/tmp/file.txt\", \"r\"); if (file != NULL) { if (fgets(data, 100, file) == NULL) { data[0] = '\\0'; } fclose(file); }", NULL, NULL, false, NULL, false},
    LAST_SOURCE};
static const matrix_sink give_back_moved[] = {
    {"walk", "for (; *data != '\\0'; data++) { if (*data == 'S') { print_line(\"found\"); break; } } free(data);",
     "size_t i; for (i = 0; i < strlen(data); i++) { if (data[i] == 'S') { print_line(\"found\"); break; } } free(data);", NULL, NULL, NULL, NULL},
    {"while", "while (*data == ' ') { data++; } print_line(data); free(data);",
     "char *at = data; while (*at == ' ') { at++; } print_line(at); free(data);", NULL, NULL, NULL, NULL}, LAST_SINK};

#define SPACE "copy-extent,index-range,alloc-arith"
const matrix_set matrix_kind_sets[] = {
    {"leak-int", "alloc-family", "int *", "data = NULL;", taken_int, not_given_back, false},
    {"leak-early", "alloc-family", "int *", "data = NULL;", kept, early, false},
    {"leak-int64", "alloc-family", "int64_t *", "data = NULL;", taken_long, not_given_back, false},
    {"leak-pair", "alloc-family", "pair *", "data = NULL;", taken_pair, not_given_back, false},
    {"leak-wide", "alloc-family", "wchar_t *", "data = NULL;", taken_wide, not_given_back, false},
    {"released-int", "release-use", "int *", "data = NULL;", released_int, again_int, false},
    {"released-wide", "release-use", "wchar_t *", "data = NULL;", released_wide, again_wide, false},
    {"foreign-int", "alloc-family", "int *", "data = NULL;", foreign_int, give_back, false},
    {"foreign-pair", "alloc-family", "pair *", "data = NULL;", foreign_pair, give_back, false},
    {"foreign-wide", "alloc-family", "wchar_t *", "data = NULL;", foreign_wide, give_back, false},
    {"unasked-int", "null-deref", "int *", "data = NULL;", unasked_int, first_int, false},
    {"unasked-int64", "null-deref", "int64_t *", "data = NULL;", unasked_long, first_long, false},
    {"unasked-wide", "null-deref", "wchar_t *", "data = NULL;", unasked_wide, first_wide, false},
    {"null-int64", "null-deref", "int64_t *", "", null_long, use_long, false},
    {"null-wide", "null-deref", "const wchar_t *", "", null_wide, use_wide, false},
    {"unset-doubles", "uninit-use", "double *", "", unset_doubles, show_doubles, false},
    {"unset-pairs", "uninit-use", "pair *", "", unset_pairs, show_pairs, false},
    {"unset-pointer", "uninit-use", "int *", "", unset_pointer, show_target, false},
    {"unset-members", "uninit-use", "pair *", "", unset_pair_pointer, show_members, false},
    {"unset-wide", "uninit-use,copy-extent", "wchar_t *", "", unset_wide, append_wide, false},
    {"moved-input", "alloc-family", "char *", "data = NULL;", moved, give_back_moved, false},
    {NULL, NULL, NULL, NULL, NULL, NULL, false},
};
