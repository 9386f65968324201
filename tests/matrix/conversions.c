/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Numbers that become others on their way to an amount. */
#include "matrix.h"

#define LAST_SOURCE {NULL, NULL, NULL, NULL, NULL, false, NULL, false}
#define LAST_SINK {NULL, NULL, NULL, NULL, NULL, NULL, NULL}
#define RIGHT_NUMBER "data = $u;"
#define FROM(name, text) {name, NULL, text, RIGHT_NUMBER, NULL, false, NULL, false}
#define LINE(convert) "char line[24] = \"\"; if (fgets(line, sizeof line, stdin) != NULL) { data = " convert "; } else { print_line(\"nothing\"); }"

static const matrix_source shorts[] = {
    FROM("constant", "data = $v;"), FROM("fscanf", "fscanf(stdin, \"%hd\", &data);"), FROM("fgets", LINE("(short)atoi(line)")),
    FROM("rand", "data = (short)ANY_INT();"), LAST_SOURCE};
static const matrix_sink short_to_char[] = {{"to-char", "char less = (char)data; print_char(less);", NULL, "CHAR_MAX + 5", "CHAR_MAX - 5", NULL, NULL}, LAST_SINK};

static const matrix_source sizes[] = {
    FROM("fscanf", "fscanf(stdin, \"%zu\", &data);"), FROM("fgets", LINE("strtoul(line, NULL, 0)")), FROM("rand", "data = (size_t)rand();"),
    FROM("getenv", "const char *text = getenv(\"ADD\"); if (text != NULL) { data = strtoul(text, NULL, 0); }"), LAST_SOURCE};
static const matrix_sink taken[] = {
    {"malloc", "if (data > strlen(\"hello\")) { char *text = (char *)malloc(data * sizeof(char)); if (text == NULL) { exit(-1); } strcpy(text, \"hello\"); print_line(text); free(text); } else { print_line(\"too small\"); }",
     "if (data > strlen(\"hello\") && data < 100) { char *text = (char *)malloc(data * sizeof(char)); if (text == NULL) { exit(-1); } strcpy(text, \"hello\"); print_line(text); free(text); } else { print_line(\"outside\"); }", NULL, "20", NULL, NULL},
    {"malloc-wide", "if (data > wcslen(L\"hello\")) { wchar_t *text = (wchar_t *)malloc(data * sizeof(wchar_t)); if (text == NULL) { exit(-1); } wcscpy(text, L\"hello\"); print_wide_line(text); free(text); } else { print_line(\"too small\"); }",
     "if (data > wcslen(L\"hello\") && data < 100) { wchar_t *text = (wchar_t *)malloc(data * sizeof(wchar_t)); if (text == NULL) { exit(-1); } wcscpy(text, L\"hello\"); print_wide_line(text); free(text); } else { print_line(\"outside\"); }", NULL, "20", NULL, NULL},
    {"alloca", "char *text = (char *)alloca(data + 6); strcpy(text, \"hello\"); print_line(text);", "if (data < 100) { char *text = (char *)alloca(data + 6); strcpy(text, \"hello\"); print_line(text); } else { print_line(\"outside\"); }", NULL, "20", NULL, NULL},
    LAST_SINK};

/* The product is computed in 32 bits. */
static const matrix_source unsigneds[] = {
    FROM("constant", "data = $v;"), FROM("fscanf", "fscanf(stdin, \"%u\", &data);"), FROM("sscanf", "char line[24] = \"\"; if (fgets(line, sizeof line, stdin) == NULL || sscanf(line, \"%u\", &data) != 1) { print_line(\"nothing\"); }"),
    FROM("rand", "data = (unsigned)ANY_INT();"), LAST_SOURCE};
static const matrix_sink products[] = {
    {"malloc", "unsigned size = data * (unsigned)sizeof(int); unsigned i; int *many = (int *)malloc(size); if (many == NULL) { exit(-1); } for (i = 0; i < data; i++) { many[i] = 0; } print_int(many[0]); free(many);",
     "if (data == 0 || data > 1000) { return; } unsigned size = data * (unsigned)sizeof(int); unsigned i; int *many = (int *)malloc(size); if (many == NULL) { exit(-1); } for (i = 0; i < data; i++) { many[i] = 0; } print_int(many[0]); free(many);", "0x40000002U", "20", NULL, NULL},
    {"plus-one", "char *text = (char *)malloc(data + 1); if (text == NULL) { exit(-1); } memset(text, 'A', data); text[data] = '\\0'; print_line(text); free(text);",
     "if (data > 1000) { return; } char *text = (char *)malloc(data + 1); if (text == NULL) { exit(-1); } memset(text, 'A', data); text[data] = '\\0'; print_line(text); free(text);", "UINT_MAX", "20", NULL, NULL},
    LAST_SINK};
static const matrix_sink as_signed[] = {
    {"index", "int n = (int)data; int many[10] = {0}; if (n < 10) { many[n] = 1; } print_int(many[0]);", "int n = (int)data; int many[10] = {0}; if (n >= 0 && n < 10) { many[n] = 1; } print_int(many[0]);", "0xFFFFFFF0U", "7", NULL, NULL},
    {"copy", "char from[100]; char to[100]; int n = (int)data; memset(from, 'A', 100); if (n < 100) { memcpy(to, from, n); to[99] = '\\0'; print_char(to[99]); }", "char from[100]; char to[100]; int n = (int)data; memset(from, 'A', 100); if (n >= 0 && n < 100) { memcpy(to, from, n); to[99] = '\\0'; print_char(to[99]); }", "0xFFFFFFF0U", "7", NULL, NULL},
    LAST_SINK};

static const matrix_source longs[] = {
    FROM("constant", "data = $v;"), FROM("fscanf", "fscanf(stdin, \"%\" SCNd64, &data);"), FROM("rand", "data = ANY_LONG();"), LAST_SOURCE};
static const matrix_sink cut_short[] = {
    {"malloc", "if (data > 0) { int n = (int)data; char *text = (char *)malloc((size_t)n + 1); if (text == NULL) { exit(-1); } memset(text, 'A', (size_t)data); free(text); }",
     "if (data > 0 && data < 1000) { int n = (int)data; char *text = (char *)malloc((size_t)n + 1); if (text == NULL) { exit(-1); } memset(text, 'A', (size_t)data); free(text); }", "0x100000010LL", "20", NULL, NULL},
    {"test", "unsigned short n = (unsigned short)data; char to[100]; char from[100] = \"\"; if (n < 100 && data >= 0) { memcpy(to, from, (size_t)data); print_char(to[0]); }",
     "char to[100]; char from[100] = \"\"; if (data >= 1 && data < 100) { unsigned short n = (unsigned short)data; memcpy(to, from, n); print_char(to[0]); }", "0x10010LL", "20", NULL, NULL},
    LAST_SINK};

#define SIZE "size-truncation,alloc-arith,copy-extent,index-range,int-wrap"
const matrix_set matrix_conversion_sets[] = {
    {"narrow-short", "size-truncation", "short ", "data = -1;", shorts, short_to_char, false},
    {"size-t", "alloc-arith", "size_t ", "data = 8;", sizes, taken, false},
    {"product-32", SIZE, "unsigned ", "data = 8;", unsigneds, products, false},
    {"signed-32", SIZE, "unsigned ", "data = 8;", unsigneds, as_signed, false},
    {"cut-64", SIZE, "int64_t ", "data = 8;", longs, cut_short, false},
    {NULL, NULL, NULL, NULL, NULL, NULL, false},
};
