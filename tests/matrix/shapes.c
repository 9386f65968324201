/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Shapes of faults beside those of buffers.c: amounts in the wrong unit, strings without an end, loops that only a terminator
 * ends, pointers taken for what they are not. */
#include "matrix.h"

#define LAST_SOURCE {NULL, NULL, NULL, NULL, NULL, false, NULL, false}
#define LAST_SINK {NULL, NULL, NULL, NULL, NULL, NULL, NULL}
#define ONLY(name, text) {name, text, NULL, NULL, NULL, NULL, NULL}
#define BOTH(name, bad, good) {name, bad, good, NULL, NULL, NULL, NULL}
#define TOLD(name, checks, bad, good) {name, bad, good, NULL, NULL, checks, NULL}
#define HEAP "if (data == NULL) { exit(-1); } "
#define SPACE "copy-extent,index-range,alloc-arith"

/* Bytes taken for elements, in all ways of taking memory. */
#define UNSCALED(type) \
    {"alloca", "", "data = (" type " *)alloca(10);", "data = (" type " *)alloca(10 * sizeof(" type "));", NULL, true, NULL, false}, \
    {"malloc", NULL, "data = (" type " *)malloc(10); " HEAP, "data = (" type " *)malloc(10 * sizeof(" type ")); " HEAP, "free(data);", false, NULL, false}, \
    {"calloc", NULL, "data = (" type " *)calloc(10, 1); " HEAP, "data = (" type " *)calloc(10, sizeof(" type ")); " HEAP, "free(data);", false, NULL, false}, \
    {"realloc", NULL, "data = (" type " *)realloc(NULL, 10); " HEAP, "data = (" type " *)realloc(NULL, 10 * sizeof(" type ")); " HEAP, "free(data);", false, NULL, false}, \
    LAST_SOURCE
#define TEN(type, print) \
    ONLY("loop", type " from[10] = {0}; size_t i; for (i = 0; i < 10; i++) { data[i] = from[i]; } " print), \
    ONLY("memcpy", type " from[10] = {0}; memcpy(data, from, 10 * sizeof(" type ")); " print), \
    ONLY("memmove", type " from[10] = {0}; memmove(data, from, 10 * sizeof(" type ")); " print), \
    ONLY("memset", "memset(data, 0, 10 * sizeof(*data)); " print), LAST_SINK
static const matrix_source unscaled_long[] = {UNSCALED("int64_t")};
static const matrix_sink ten_longs[] = {TEN("int64_t", "print_long(data[0]);")};
static const matrix_source unscaled_pair[] = {UNSCALED("pair")};
static const matrix_sink ten_pairs[] = {TEN("pair", "print_pair(&data[0]);")};
static const matrix_source unscaled_wide[] = {UNSCALED("wchar_t")};
static const matrix_sink ten_wide[] = {
    ONLY("copy", "wcscpy(data, L\"012345678\"); print_wide_line(data);"),
    ONLY("ncopy", "wcsncpy(data, L\"012345678\", 10); print_wide_line(data);"),
    ONLY("set", "wmemset(data, L'A', 9); data[9] = L'\\0'; print_wide_line(data);"),
    ONLY("print", "swprintf(data, 10, L\"%ls\", L\"012345678\"); print_wide_line(data);"), LAST_SINK};

/* The size of the pointer for the size of what it leads to. */
static const matrix_source size_of_pointer[] = {
    {"malloc", NULL, "data = (char *)malloc(sizeof(data)); " HEAP, "data = (char *)malloc(20 * sizeof(*data)); " HEAP, "free(data);", false, NULL, false}, LAST_SOURCE};
static const matrix_sink twelve[] = {
    ONLY("copy", "strcpy(data, \"hello, world\"); print_line(data);"),
    ONLY("loop", "const char *from = \"hello, world\"; size_t i; for (i = 0; i < strlen(from) + 1; i++) { data[i] = from[i]; } print_line(data);"),
    ONLY("print", "sprintf(data, \"%s, %s\", \"hello\", \"world\"); print_line(data);"), LAST_SINK};

/* Text with an end far away or near, copied until its end. */
static const matrix_source ended[] = {
    {"stack", "$c held[100]; ", "data = held; $mset(data, $l'A', 100 - 1); data[100 - 1] = $l'\\0';", "data = held; $mset(data, $l'A', 50 - 1); data[50 - 1] = $l'\\0';", NULL, true, NULL, false},
    {"heap", NULL, "data = ($c *)malloc(100 * sizeof($c)); " HEAP "$mset(data, $l'A', 100 - 1); data[100 - 1] = $l'\\0';", "data = ($c *)malloc(100 * sizeof($c)); " HEAP "$mset(data, $l'A', 50 - 1); data[50 - 1] = $l'\\0';", "free(data);", false, NULL, false},
    {"literal", NULL, "data = ($c *)$l\"0123456789012345678901234567890123456789012345678901234567890\";", "data = ($c *)$l\"0123456789\";", NULL, false, NULL, false},
    LAST_SOURCE};
#define TO_50 "$c to[50] = $l\"\"; "
static const matrix_sink until_end[] = {
    ONLY("for", TO_50 "size_t i; for (i = 0; data[i] != $l'\\0'; i++) { to[i] = data[i]; } to[49] = $l'\\0'; $p(to);"),
    ONLY("while", TO_50 "$c *t = to; const $c *f = data; while ((*t++ = *f++) != $l'\\0') { } $p(to);"),
    ONLY("while-body", TO_50 "$c *t = to; const $c *f = data; while (*f != $l'\\0') { *t = *f; t++; f++; } to[49] = $l'\\0'; $p(to);"),
    ONLY("do", TO_50 "int i = 0; do { to[i] = data[i]; i++; } while (data[i] != $l'\\0'); to[49] = $l'\\0'; $p(to);"),
    ONLY("until-equal", TO_50 "size_t i, n = $slen(data); for (i = 0; i != n; i++) { to[i] = data[i]; } to[49] = $l'\\0'; $p(to);"),
    ONLY("length-each-round", TO_50 "size_t i; for (i = 0; i < $slen(data); i++) { to[i] = data[i]; } to[49] = $l'\\0'; $p(to);"),
    LAST_SINK};
static const matrix_source inputs[] = {
    {"getenv", NULL, "data = getenv(\"ADD\"); if (data == NULL) { exit(-1); }", "static char held[] = \"fixed\"; data = held;", NULL, false, NULL, false},
    {"fgets", "char held[100] = \"\"; ", "data = held; if (fgets(data, 100, stdin) == NULL) { data[0] = '\\0'; }", "data = held; strcpy(data, \"fixed\");", NULL, true, NULL, false}, LAST_SOURCE};
#define TO_10 "char to[10] = \"\"; "
static const matrix_sink input_until_end[] = {
    BOTH("for", TO_10 "int i; for (i = 0; data[i] != '\\0'; i++) { to[i] = data[i]; } to[9] = '\\0'; print_line(to);", TO_10 "int i; for (i = 0; data[i] != '\\0' && i < 9; i++) { to[i] = data[i]; } to[9] = '\\0'; print_line(to);"),
    BOTH("while", TO_10 "char *t = to; const char *f = data; while ((*t++ = *f++) != '\\0') { } print_line(to);", TO_10 "char *t = to; const char *f = data; if (strlen(f) < sizeof(to)) { while ((*t++ = *f++) != '\\0') { } } print_line(to);"),
    BOTH("cat-loop", "char to[40] = \"\"; int i; for (i = 0; i < 5; i++) { strcat(to, data); } print_line(to);", "char to[40] = \"\"; int i; for (i = 0; i < 5; i++) { if (strlen(to) + strlen(data) < sizeof(to)) { strcat(to, data); } } print_line(to);"),
    BOTH("count", TO_10 "int i = 0; const char *f = data; while (*f) { to[i++] = *f++; } to[9] = '\\0'; print_line(to);", TO_10 "int i = 0; const char *f = data; while (*f && i < (int)sizeof(to) - 1) { to[i++] = *f++; } to[i] = '\\0'; print_line(to);"),
    LAST_SINK};

/* Wide text measured as bytes. */
static const matrix_source wide_text[] = {{"literal", NULL, "data = (void *)L\"wide text\";", NULL, NULL, false, NULL, false}, LAST_SOURCE};
static const matrix_sink wide_measured[] = {
    BOTH("unscaled", "size_t n = wcslen((wchar_t *)data); void *to = malloc(n + 1); if (to == NULL) { exit(-1); } memcpy(to, data, (n + 1) * sizeof(wchar_t)); print_wide_line((wchar_t *)to); free(to);",
         "size_t n = wcslen((wchar_t *)data); void *to = malloc((n + 1) * sizeof(wchar_t)); if (to == NULL) { exit(-1); } memcpy(to, data, (n + 1) * sizeof(wchar_t)); print_wide_line((wchar_t *)to); free(to);"),
    LAST_SINK};

/* Taken for another type. */
static const matrix_source confused[] = {
    {"char", "char small = 'a'; int large = 7; ", "data = &small;", "data = &large;", NULL, true, NULL, false},
    {"short", "short small = 8; int large = 7; ", "data = &small;", "data = &large;", NULL, true, NULL, false},
    {"static", NULL, "static short small = 8; data = &small;", "static int large = 8; data = &large;", NULL, false, NULL, false},
    {"heap", NULL, "data = malloc(1); " HEAP "*(char *)data = 'a';", "data = malloc(sizeof(int)); " HEAP "*(int *)data = 7;", "free(data);", false, NULL, false},
    LAST_SOURCE};
static const matrix_sink as_int[] = {ONLY("int", "print_int(*((int *)data));"), LAST_SINK};

/* Faults that stand in one place; the data only says that there is a flow. */
static const matrix_source placed[] = {{"placed", NULL, "data = 5;", NULL, NULL, false, NULL, false}, LAST_SOURCE};
#define EITHER "char small[10]; char large[20]; char *p; p = returns_either() ? "
static const matrix_sink places[] = {
    TOLD("no-end-length", "copy-extent,uninit-use", "char to[10]; memset(to, 'A', 10); print_int((int)strlen(to));", "char to[10]; memset(to, 'A', 9); to[9] = '\\0'; print_int((int)strlen(to));"),
    TOLD("no-end-list", "copy-extent,uninit-use", "char to[4] = {'a', 'b', 'c', 'd'}; print_int((int)strlen(to));", "char to[5] = {'a', 'b', 'c', 'd'}; print_int((int)strlen(to));"),
    BOTH("cat-loop-wide", "wchar_t to[20] = L\"\"; int i; for (i = 0; i < 5; i++) { wcscat(to, L\"12345\"); } print_wide_line(to);", "wchar_t to[26] = L\"\"; int i; for (i = 0; i < 5; i++) { wcscat(to, L\"12345\"); } print_wide_line(to);"),
    BOTH("cat-loop-n", "char to[20] = \"\"; int i; for (i = 0; i < 5; i++) { strncat(to, \"1234567\", 5); } print_line(to);", "char to[26] = \"\"; int i; for (i = 0; i < 5; i++) { strncat(to, \"1234567\", 5); } print_line(to);"),
    BOTH("cat-twice", "char to[20] = \"\"; strcat(to, \"0123456789\"); strcat(to, \"0123456789\"); print_line(to);", "char to[21] = \"\"; strcat(to, \"0123456789\"); strcat(to, \"0123456789\"); print_line(to);"),
    BOTH("copy-then-cat", "char to[16]; strcpy(to, \"path/to/\"); strcat(to, \"file.txt\"); print_line(to);", "char to[17]; strcpy(to, \"path/to/\"); strcat(to, \"file.txt\"); print_line(to);"),
    BOTH("either", EITHER "small : large; memset(p, 'A', 15); print_char(p[0]);", EITHER "large : small; memset(p, 'A', 10); print_char(p[0]);"),
    BOTH("either-same", "char a[10]; char b[10]; char *p = returns_either() ? a : b; memset(p, 'A', 11); print_char(p[0]);", "char a[10]; char b[10]; char *p = returns_either() ? a : b; memset(p, 'A', 10); print_char(p[0]);"),
    BOTH("either-index", "int a[10]; int b[10]; int *p = returns_either() ? a : b; int i; for (i = 0; i <= 10; i++) { p[i] = i; } print_int(p[0]);", "int a[10]; int b[10]; int *p = returns_either() ? a : b; int i; for (i = 0; i < 10; i++) { p[i] = i; } print_int(p[0]);"),
    BOTH("next-local", "int one = 1; int two = 2; int *p = &one; *(p + 1) = 5; print_int(one); print_int(two);", "int one = 1; int two = 2; int *p = &two; *p = 5; print_int(one); print_int(two);"),
    BOTH("byte-scaled", "int many[5] = {1, 2, 3, 4, 5}; int *p = many; print_int(*(p + 2 * sizeof(int)));", "int many[5] = {1, 2, 3, 4, 5}; int *p = many; print_int(*(p + 2));"),
    BOTH("fixed-address", "int *p = (int *)0x10; print_int(*p);", "int held = 5; int *p = &held; print_int(*p);"),
    BOTH("sizeof-pointer-set", "char *p = (char *)malloc(4); if (p == NULL) { exit(-1); } memset(p, 0, sizeof(p)); print_char(p[0]); free(p);", "char *p = (char *)malloc(4); if (p == NULL) { exit(-1); } memset(p, 0, sizeof(*p)); print_char(p[0]); free(p);"),
    BOTH("sprintf-short", "char to[10]; sprintf(to, \"%s-%s\", \"12345\", \"67890\"); print_line(to);", "char to[12]; sprintf(to, \"%s-%s\", \"12345\", \"67890\"); print_line(to);"),
    BOTH("snprintf-larger", "char to[10]; snprintf(to, 20, \"%s\", \"0123456789abcdef\"); print_line(to);", "char to[10]; snprintf(to, sizeof(to), \"%s\", \"0123456789abcdef\"); print_line(to);"),
    BOTH("swprintf-bytes", "wchar_t to[10]; swprintf(to, sizeof(to), L\"%ls\", L\"0123456789abcdef\"); print_wide_line(to);", "wchar_t to[10]; swprintf(to, sizeof(to) / sizeof(to[0]), L\"%ls\", L\"0123456789abcdef\"); print_wide_line(to);"),
    BOTH("fgets-larger", "char to[10] = \"\"; if (fgets(to, 20, stdin) != NULL) { print_line(to); }", "char to[10] = \"\"; if (fgets(to, sizeof(to), stdin) != NULL) { print_line(to); }"),
    BOTH("scanf-word", "char to[10] = \"\"; if (scanf(\"%s\", to) == 1) { print_line(to); }", "char to[10] = \"\"; if (scanf(\"%9s\", to) == 1) { print_line(to); }"),
    BOTH("sscanf-word", "char to[4]; if (sscanf(\"abcdefgh\", \"%s\", to) == 1) { print_line(to); }", "char to[9]; if (sscanf(\"abcdefgh\", \"%8s\", to) == 1) { print_line(to); }"),
    BOTH("scanf-same-width", "char to[10] = \"\"; if (scanf(\"%10s\", to) == 1) { print_line(to); }", "char to[11] = \"\"; if (scanf(\"%10s\", to) == 1) { print_line(to); }"),
    BOTH("getcwd", "char to[10]; if (getcwd(to, 100) != NULL) { print_line(to); }", "char to[10]; if (getcwd(to, sizeof(to)) != NULL) { print_line(to); }"),
    BOTH("rows", "int rows[2][5]; int i; for (i = 0; i <= 10; i++) { ((int *)rows)[i] = i; } print_int(rows[0][0]);", "int rows[2][5]; int i; for (i = 0; i < 10; i++) { ((int *)rows)[i] = i; } print_int(rows[0][0]);"),
    BOTH("down", "int to[8]; int i; for (i = 8; i >= 0; i--) { to[i] = i; } print_int(to[0]);", "int to[8]; int i; for (i = 7; i >= 0; i--) { to[i] = i; } print_int(to[0]);"),
    BOTH("below-zero", "char held[] = \"text   \"; int i = (int)strlen(held) - 1; char *p = (char *)malloc(4); if (p == NULL) { exit(-1); } p[0] = 'a'; for (i = 3; i >= -1; i--) { p[i] = 'b'; } print_line(held); free(p);", "char held[] = \"text   \"; int i; char *p = (char *)malloc(4); if (p == NULL) { exit(-1); } for (i = 3; i >= 0; i--) { p[i] = 'b'; } print_line(held); free(p);"),
    TOLD("after-test", "null-deref", "pair *p = returns_either() ? (pair *)malloc(sizeof(pair)) : NULL; if (p == NULL) { print_line(\"none\"); } p->one = 1; print_int(p->one); free(p);", "pair *p = returns_either() ? (pair *)malloc(sizeof(pair)) : NULL; if (p == NULL) { return; } p->one = 1; print_int(p->one); free(p);"),
    TOLD("test-after", "null-deref", "int *p = (int *)malloc(sizeof(int)); *p = 5; if (p != NULL) { print_int(*p); } free(p);", "int *p = (int *)malloc(sizeof(int)); if (p != NULL) { *p = 5; print_int(*p); } free(p);"),
    TOLD("member-null", "null-deref", "struct { int *inside; } r; r.inside = NULL; if (returns_either()) { print_line(\"one\"); } print_int(*r.inside);", "struct { int *inside; } r; int held = 5; r.inside = &held; if (returns_either()) { print_line(\"one\"); } print_int(*r.inside);"),
    TOLD("free-member-twice", "release-use", "struct { char *inside; } r; r.inside = (char *)malloc(8); if (r.inside == NULL) { exit(-1); } free(r.inside); if (returns_either()) { print_line(\"x\"); } free(r.inside);", "struct { char *inside; } r; r.inside = (char *)malloc(8); if (r.inside == NULL) { exit(-1); } if (returns_either()) { print_line(\"x\"); } free(r.inside);"),
    TOLD("unset-switch", "uninit-use", "int n; switch (rand() % 3) { case 0: n = 1; break; case 1: n = 2; break; } print_int(n);", "int n; switch (rand() % 3) { case 0: n = 1; break; case 1: n = 2; break; default: n = 3; break; } print_int(n);"),
    LAST_SINK};

const matrix_set matrix_shape_sets[] = {
    {"unscaled-int64", SPACE, "int64_t *", "data = NULL;", unscaled_long, ten_longs, false},
    {"unscaled-pair", SPACE, "pair *", "data = NULL;", unscaled_pair, ten_pairs, false},
    {"unscaled-wide", SPACE, "wchar_t *", "data = NULL;", unscaled_wide, ten_wide, false},
    {"sizeof-pointer", SPACE, "char *", "data = NULL;", size_of_pointer, twelve, false},
    {"until-end", SPACE, "$c *", "data = NULL;", ended, until_end, true},
    {"input-until-end", SPACE, "char *", "data = NULL;", inputs, input_until_end, false},
    {"unit-wide", SPACE, "void *", "data = NULL;", wide_text, wide_measured, false},
    {"confused-int", SPACE, "void *", "data = NULL;", confused, as_int, false},
    {"places", "copy-extent,index-range,alloc-arith,null-deref,release-use,uninit-use,size-truncation", "int ", "data = 0;", placed, places, false},
    {NULL, NULL, NULL, NULL, NULL, NULL, false},
};
