/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Buffers that are too small, begin too early or hold too much, and what copies into and out of them. */
#include "matrix.h"

#define LAST_SOURCE {NULL, NULL, NULL, NULL, NULL, false, NULL, false}
#define LAST_SINK {NULL, NULL, NULL, NULL, NULL, NULL, NULL}
#define HEAP "if (data == NULL) { exit(-1); } "
#define RELEASE "free(data);"
#define ONLY(name, text) {name, text, NULL, NULL, NULL, NULL, NULL}

/* The destination has 50 characters or 100. */
static const matrix_source destinations[] = {
    {"stack", "$c small[50]; $c large[100]; ", "data = small; data[0] = $l'\\0';", "data = large; data[0] = $l'\\0';", NULL, true, NULL, false},
    {"alloca", "$c *small = ($c *)alloca(50 * sizeof($c)); $c *large = ($c *)alloca(100 * sizeof($c)); ", "data = small; data[0] = $l'\\0';", "data = large; data[0] = $l'\\0';", NULL, true, NULL, false},
    {"heap", NULL, "data = ($c *)malloc(50 * sizeof($c)); " HEAP "data[0] = $l'\\0';", "data = ($c *)malloc(100 * sizeof($c)); " HEAP "data[0] = $l'\\0';", RELEASE, false, NULL, false},
    LAST_SOURCE};
#define FROM_100 "$c from[100]; $mset(from, $l'C', 100 - 1); from[100 - 1] = $l'\\0'; "
static const matrix_sink copy_100[] = {
    ONLY("copy", FROM_100 "$scpy(data, from); $p(data);"),
    ONLY("ncopy", FROM_100 "$sncpy(data, from, 100 - 1); data[100 - 1] = $l'\\0'; $p(data);"),
    ONLY("cat", FROM_100 "$scat(data, from); $p(data);"),
    ONLY("ncat", FROM_100 "$sncat(data, from, 100); $p(data);"),
    ONLY("memcpy", FROM_100 "memcpy(data, from, 100 * sizeof($c)); data[100 - 1] = $l'\\0'; $p(data);"),
    ONLY("memmove", FROM_100 "memmove(data, from, 100 * sizeof($c)); data[100 - 1] = $l'\\0'; $p(data);"),
    ONLY("print", FROM_100 "$n(data, 100, $f, from); $p(data);"),
    ONLY("loop", "size_t i; " FROM_100 "for (i = 0; i < 100; i++) { data[i] = from[i]; } data[100 - 1] = $l'\\0'; $p(data);"),
    LAST_SINK};

/* The destination has no room for the terminator of ten characters. */
static const matrix_source room_10[] = {
    {"stack", "$c small[10]; $c large[10 + 1]; ", "data = small; data[0] = $l'\\0';", "data = large; data[0] = $l'\\0';", NULL, true, NULL, false},
    {"alloca", "$c *small = ($c *)alloca((10) * sizeof($c)); $c *large = ($c *)alloca((10 + 1) * sizeof($c)); ", "data = small; data[0] = $l'\\0';", "data = large; data[0] = $l'\\0';", NULL, true, NULL, false},
    {"heap", NULL, "data = ($c *)malloc(10 * sizeof($c)); " HEAP, "data = ($c *)malloc((10 + 1) * sizeof($c)); " HEAP, RELEASE, false, NULL, false},
    LAST_SOURCE};
#define FROM_10 "$c from[10 + 1] = $l\"AAAAAAAAAA\"; "
static const matrix_sink terminator[] = {
    ONLY("copy", FROM_10 "$scpy(data, from); $p(data);"),
    ONLY("ncopy", FROM_10 "$sncpy(data, from, $slen(from) + 1); $p(data);"),
    ONLY("memcpy", FROM_10 "memcpy(data, from, ($slen(from) + 1) * sizeof($c)); $p(data);"),
    ONLY("memmove", FROM_10 "memmove(data, from, ($slen(from) + 1) * sizeof($c)); $p(data);"),
    ONLY("loop", FROM_10 "size_t i, length; length = $slen(from); for (i = 0; i < length + 1; i++) { data[i] = from[i]; } $p(data);"),
    LAST_SINK};

/* The source holds 99 characters or 49; the destination has 50. */
static const matrix_source contents[] = {
    {"stack", "$c held[100]; ", "data = held; $mset(data, $l'A', 100 - 1); data[100 - 1] = $l'\\0';", "data = held; $mset(data, $l'A', 50 - 1); data[50 - 1] = $l'\\0';", NULL, true, NULL, false},
    {"heap", NULL, "data = ($c *)malloc(100 * sizeof($c)); " HEAP "$mset(data, $l'A', 100 - 1); data[100 - 1] = $l'\\0';", "data = ($c *)malloc(100 * sizeof($c)); " HEAP "$mset(data, $l'A', 50 - 1); data[50 - 1] = $l'\\0';", RELEASE, false, NULL, false},
    LAST_SOURCE};
#define TO_50 "$c to[50] = $l\"\"; "
static const matrix_sink copy_held[] = {
    ONLY("copy", TO_50 "$scpy(to, data); $p(data);"),
    ONLY("ncopy", TO_50 "$sncpy(to, data, $slen(data)); to[50 - 1] = $l'\\0'; $p(data);"),
    ONLY("cat", TO_50 "$scat(to, data); $p(data);"),
    ONLY("ncat", TO_50 "$sncat(to, data, $slen(data)); to[50 - 1] = $l'\\0'; $p(data);"),
    ONLY("memcpy", TO_50 "memcpy(to, data, $slen(data) * sizeof($c)); to[50 - 1] = $l'\\0'; $p(data);"),
    ONLY("memmove", TO_50 "memmove(to, data, $slen(data) * sizeof($c)); to[50 - 1] = $l'\\0'; $p(data);"),
    ONLY("print", TO_50 "$n(to, $slen(data), $f, data); $p(data);"),
    ONLY("loop", TO_50 "size_t i, length; length = $slen(data); for (i = 0; i < length; i++) { to[i] = data[i]; } to[50 - 1] = $l'\\0'; $p(data);"),
    LAST_SINK};

/* The source is shorter than what is read of it. */
static const matrix_source short_contents[] = {
    {"stack", "$c small[50]; $c large[100]; $mset(small, $l'A', 50 - 1); small[50 - 1] = $l'\\0'; $mset(large, $l'A', 100 - 1); large[100 - 1] = $l'\\0'; ", "data = small;", "data = large;", NULL, true, NULL, false},
    {"heap", NULL, "data = ($c *)malloc(50 * sizeof($c)); " HEAP "$mset(data, $l'A', 50 - 1); data[50 - 1] = $l'\\0';", "data = ($c *)malloc(100 * sizeof($c)); " HEAP "$mset(data, $l'A', 100 - 1); data[100 - 1] = $l'\\0';", RELEASE, false, NULL, false},
    LAST_SOURCE};
#define TO_100 "$c to[100]; $mset(to, $l'C', 100 - 1); to[100 - 1] = $l'\\0'; "
static const matrix_sink over_read[] = {
    ONLY("memcpy", TO_100 "memcpy(to, data, $slen(to) * sizeof($c)); to[100 - 1] = $l'\\0'; $p(to);"),
    ONLY("memmove", TO_100 "memmove(to, data, $slen(to) * sizeof($c)); to[100 - 1] = $l'\\0'; $p(to);"),
    ONLY("loop", "size_t i, length; " TO_100 "length = $slen(to); for (i = 0; i < length; i++) { to[i] = data[i]; } to[100 - 1] = $l'\\0'; $p(to);"),
    LAST_SINK};

/* The pointer stands before its buffer or at its beginning. */
static const matrix_source before[] = {
    {"stack", "$c held[100]; $mset(held, $l'A', 100 - 1); held[100 - 1] = $l'\\0'; ", "data = held - 8;", "data = held;", NULL, true, NULL, false},
    {"alloca", "$c *held = ($c *)alloca(100 * sizeof($c)); $mset(held, $l'A', 100 - 1); held[100 - 1] = $l'\\0'; ", "data = held - 8;", "data = held;", NULL, true, NULL, false},
    {"heap", NULL, "$c *held = ($c *)malloc(100 * sizeof($c)); if (held == NULL) { exit(-1); } $mset(held, $l'A', 100 - 1); held[100 - 1] = $l'\\0'; data = held - 8;",
     "$c *held = ($c *)malloc(100 * sizeof($c)); if (held == NULL) { exit(-1); } $mset(held, $l'A', 100 - 1); held[100 - 1] = $l'\\0'; data = held;", NULL, false, "free(data);", false},
    LAST_SOURCE};
static const matrix_sink under[] = {
    ONLY("write-copy", FROM_100 "$scpy(data, from); $p(data);"),
    ONLY("write-ncopy", FROM_100 "$sncpy(data, from, 100 - 1); data[100 - 1] = $l'\\0'; $p(data);"),
    ONLY("write-memcpy", FROM_100 "memcpy(data, from, 100 * sizeof($c)); data[100 - 1] = $l'\\0'; $p(data);"),
    ONLY("write-memmove", FROM_100 "memmove(data, from, 100 * sizeof($c)); data[100 - 1] = $l'\\0'; $p(data);"),
    ONLY("write-loop", "size_t i; " FROM_100 "for (i = 0; i < 100; i++) { data[i] = from[i]; } data[100 - 1] = $l'\\0'; $p(data);"),
    ONLY("read-copy", "$c to[100 * 2]; $mset(to, $l'C', 100 * 2 - 1); to[100 * 2 - 1] = $l'\\0'; $scpy(to, data); $p(to);"),
    ONLY("read-ncopy", TO_100 "$sncpy(to, data, $slen(to)); to[100 - 1] = $l'\\0'; $p(to);"),
    ONLY("read-memcpy", TO_100 "memcpy(to, data, 100 * sizeof($c)); to[100 - 1] = $l'\\0'; $p(to);"),
    ONLY("read-memmove", TO_100 "memmove(to, data, 100 * sizeof($c)); to[100 - 1] = $l'\\0'; $p(to);"),
    ONLY("read-loop", "size_t i; " TO_100 "for (i = 0; i < 100; i++) { to[i] = data[i]; } to[100 - 1] = $l'\\0'; $p(to);"),
    LAST_SINK};

/* Arrays of other things. */
#define ARRAYS(type) \
    {"stack", type " small[50]; " type " large[100]; ", "data = small;", "data = large;", NULL, true, NULL, false}, \
    {"alloca", type " *small = (" type " *)alloca(50 * sizeof(" type ")); " type " *large = (" type " *)alloca(100 * sizeof(" type ")); ", "data = small;", "data = large;", NULL, true, NULL, false}, \
    {"heap", NULL, "data = (" type " *)malloc(50 * sizeof(" type ")); " HEAP, "data = (" type " *)malloc(100 * sizeof(" type ")); " HEAP, RELEASE, false, NULL, false}, \
    LAST_SOURCE
#define ARRAY_COPIES(type, print) \
    ONLY("memcpy", type " from[100] = {0}; memcpy(data, from, 100 * sizeof(" type ")); " print), \
    ONLY("memmove", type " from[100] = {0}; memmove(data, from, 100 * sizeof(" type ")); " print), \
    ONLY("loop", type " from[100] = {0}; size_t i; for (i = 0; i < 100; i++) { data[i] = from[i]; } " print), \
    LAST_SINK
static const matrix_source int_arrays[] = {ARRAYS("int")};
static const matrix_source long_arrays[] = {ARRAYS("int64_t")};
static const matrix_source pair_arrays[] = {ARRAYS("pair")};
static const matrix_sink int_copies[] = {ARRAY_COPIES("int", "print_int(data[0]);")};
static const matrix_sink long_copies[] = {ARRAY_COPIES("int64_t", "print_long(data[0]);")};
static const matrix_sink pair_copies[] = {ARRAY_COPIES("pair", "print_pair(&data[0]);")};

/* Bytes taken for elements. */
static const matrix_source unscaled[] = {
    {"alloca", "", "data = (int *)alloca(10);", "data = (int *)alloca(10 * sizeof(int));", NULL, true, NULL, false},
    {"heap", NULL, "data = (int *)malloc(10); " HEAP, "data = (int *)malloc(10 * sizeof(int)); " HEAP, RELEASE, false, NULL, false},
    LAST_SOURCE};
static const matrix_sink ten_ints[] = {
    ONLY("loop", "int from[10] = {0}; size_t i; for (i = 0; i < 10; i++) { data[i] = from[i]; } print_int(data[0]);"),
    ONLY("memcpy", "int from[10] = {0}; memcpy(data, from, 10 * sizeof(int)); print_int(data[0]);"),
    ONLY("memmove", "int from[10] = {0}; memmove(data, from, 10 * sizeof(int)); print_int(data[0]);"),
    LAST_SINK};
static const matrix_source pointer_sizes[] = {
    {"pointer", NULL, "data = (pair *)malloc(sizeof(data)); " HEAP "data->one = 1; data->two = 2;", "data = (pair *)malloc(sizeof(*data)); " HEAP "data->one = 1; data->two = 2;", RELEASE, false, NULL, false},
    {"half", NULL, "data = (pair *)malloc(sizeof(data) / 2); " HEAP "data->one = 1; data->two = 2;", "data = (pair *)malloc(sizeof(*data)); " HEAP "data->one = 1; data->two = 2;", RELEASE, false, NULL, false},
    LAST_SOURCE};
static const matrix_sink show_pair[] = {ONLY("print", "print_pair(data);"), LAST_SINK};

/* Text from outside of any length. */
static const matrix_source texts[] = {
    {"getenv", "char held[100] = \"\"; ", "data = held; size_t used = strlen(data); char *text = getenv(\"ADD\"); if (text != NULL) { strncat(data + used, text, 100 - used - 1); }", "data = held; strcpy(data, \"fixed\");", NULL, true, NULL, false},
    {"fgets", "char held[100] = \"\"; ", "data = held; size_t used = strlen(data); if (100 - used > 1) { if (fgets(data + used, (int)(100 - used), stdin) != NULL) { used = strlen(data); if (used > 0 && data[used - 1] == '\\n') { data[used - 1] = '\\0'; } } else { data[used] = '\\0'; } }", "data = held; strcpy(data, \"fixed\");", NULL, true, NULL, false},
    {"file", "char held[100] = \"\"; ", "data = held; FILE *file = fopen(\"/tmp/file.txt\", \"r\"); if (file != NULL) { if (fgets(data, 100, file) == NULL) { data[0] = '\\0'; } fclose(file); }", "data = held; strcpy(data, \"fixed\");", NULL, true, NULL, false},
    LAST_SOURCE};
static const matrix_sink text_copies[] = {
    {"copy", "char to[10] = \"\"; strcpy(to, data); print_line(to);", "char to[10] = \"\"; if (strlen(data) < sizeof to) { strcpy(to, data); } print_line(to);", NULL, NULL, NULL, NULL},
    {"cat", "char to[10] = \"a\"; strcat(to, data); print_line(to);", "char to[10] = \"a\"; strncat(to, data, sizeof to - strlen(to) - 1); print_line(to);", NULL, NULL, NULL, NULL},
    {"memcpy", "char to[10] = \"\"; memcpy(to, data, strlen(data) + 1); print_line(to);", "char to[10] = \"\"; size_t n = strlen(data); if (n > 9) { n = 9; } memcpy(to, data, n); to[n] = '\\0'; print_line(to);", NULL, NULL, NULL, NULL},
    {"count", "char to[10] = \"\"; int n = snprintf(to, sizeof to, \"%s\", data); to[n] = '!'; print_char(to[0]);", "char to[10] = \"\"; int n = snprintf(to, sizeof to, \"%s\", data); if (n >= 0 && n < (int)sizeof to) { to[n] = '!'; } print_char(to[0]);", NULL, NULL, NULL, NULL},
    {"ncat", "char to[10] = \"\"; strncat(to, data, sizeof to); print_line(to);", "char to[10] = \"\"; strncat(to, data, sizeof to - 1); print_line(to);", NULL, NULL, NULL, NULL},
    {"sprintf", "char to[10] = \"\"; sprintf(to, \"%s\", data); print_line(to);", "char to[10] = \"\"; snprintf(to, sizeof to, \"%s\", data); print_line(to);", NULL, NULL, NULL, NULL},
    LAST_SINK};

/* A byte taken for more than it is. */
static const matrix_source confused[] = {
    {"byte", "char small = 'a'; pair large = {1, 2}; ", "data = &small;", "data = &large;", NULL, true, NULL, false},
    {"number", "int small = 1; pair large = {1, 2}; ", "data = &small;", "data = &large;", NULL, true, NULL, false},
    LAST_SOURCE};
static const matrix_sink both_members[] = {ONLY("second", "print_int(((pair *)data)->two);"), LAST_SINK};

/* Faults that stand in one place; the data only says that there is a flow. */
static const matrix_source placed[] = {{"placed", NULL, "data = 5;", NULL, NULL, false, NULL, false}, LAST_SOURCE};
#define LONG_TEXT "char from[150]; char to[100]; memset(from, 'A', 149); from[149] = '\\0'; "
#define RECORD "struct { char first[16]; void *second; void *third; } r; r.second = (void *)\"second\"; print_line((char *)r.second); "
static const matrix_sink places[] = {
    {"no-end-ncopy", LONG_TEXT "strncpy(to, from, 99); print_line(to);", LONG_TEXT "strncpy(to, from, 99); to[99] = '\\0'; print_line(to);", NULL, NULL, "copy-extent,uninit-use", NULL},
    {"no-end-memcpy", LONG_TEXT "memcpy(to, from, 99 * sizeof(char)); print_line(to);", LONG_TEXT "memcpy(to, from, 99 * sizeof(char)); to[99] = '\\0'; print_line(to);", NULL, NULL, "copy-extent,uninit-use", NULL},
    {"no-end-loop", LONG_TEXT "int i; for (i = 0; i < 99; i++) { to[i] = from[i]; } print_line(to);", LONG_TEXT "int i; for (i = 0; i < 99; i++) { to[i] = from[i]; } to[99] = '\\0'; print_line(to);", NULL, NULL, "copy-extent,uninit-use", NULL},
    {"member-memcpy", RECORD "memcpy(r.first, \"0123456789abcdef0123456789abcde\", sizeof(r)); r.first[15] = '\\0'; print_line(r.first);", RECORD "memcpy(r.first, \"0123456789abcdef0123456789abcde\", sizeof(r.first)); r.first[15] = '\\0'; print_line(r.first);", NULL, NULL, NULL, NULL},
    {"member-memmove", RECORD "memmove(r.first, \"0123456789abcdef0123456789abcde\", sizeof(r)); r.first[15] = '\\0'; print_line(r.first);", RECORD "memmove(r.first, \"0123456789abcdef0123456789abcde\", sizeof(r.first)); r.first[15] = '\\0'; print_line(r.first);", NULL, NULL, NULL, NULL},
    {"wide-length", "const wchar_t *text = L\"0123456789\"; wchar_t *to = (wchar_t *)malloc(wcslen(text) + 1); if (to == NULL) { exit(-1); } wcscpy(to, text); print_wide_line(to); free(to);", "const wchar_t *text = L\"0123456789\"; wchar_t *to = (wchar_t *)malloc((wcslen(text) + 1) * sizeof(wchar_t)); if (to == NULL) { exit(-1); } wcscpy(to, text); print_wide_line(to); free(to);", NULL, NULL, NULL, NULL},
    {"cat-loop", "char to[20] = \"\"; int i; for (i = 0; i < 5; i++) { strcat(to, \"12345\"); } print_line(to);", "char to[26] = \"\"; int i; for (i = 0; i < 5; i++) { strcat(to, \"12345\"); } print_line(to);", NULL, NULL, NULL, NULL},
    {"until-equal", "int to[8]; int n = rand(); int i; if (n > 0 && n <= 9) { for (i = 0; i != n; i++) { to[i] = i; } print_int(to[0]); }", "int to[8]; int n = rand(); int i; if (n > 0 && n <= 8) { for (i = 0; i != n; i++) { to[i] = i; } print_int(to[0]); }", NULL, NULL, NULL, NULL},
    {"scaled-twice", "int to[8] = {0}; int *at = to; print_int(*(at + 3 * sizeof(int)));", "int to[8] = {0}; int *at = to; print_int(*(at + 3));", NULL, NULL, NULL, NULL},
    {"wrong-sizeof", "int *p = (int *)malloc(4 * sizeof(int)); if (p == NULL) { exit(-1); } memset(p, 0, 8 * sizeof(p)); print_int(p[0]); free(p);", "int *p = (int *)malloc(4 * sizeof(int)); if (p == NULL) { exit(-1); } memset(p, 0, 4 * sizeof(*p)); print_int(p[0]); free(p);", NULL, NULL, NULL, NULL},
    {"off-by-one", "int to[8]; int i; for (i = 0; i <= 8; i++) { to[i] = i; } print_int(to[7]);", "int to[8]; int i; for (i = 0; i < 8; i++) { to[i] = i; } print_int(to[7]);", NULL, NULL, NULL, NULL},
    {"null-and", "pair *p = NULL; if ((p != NULL) & (p->one == 5)) { print_line(\"five\"); }", "pair *p = NULL; if ((p != NULL) && (p->one == 5)) { print_line(\"five\"); }", NULL, NULL, "null-deref", NULL},
    {"null-tested", "int *p = NULL; if (p == NULL) { print_int(*p); }", "int *p = NULL; if (p == NULL) { print_line(\"null\"); }", NULL, NULL, "null-deref", NULL},
    {"realloc-lost", "char *p = (char *)malloc(100); if (p == NULL) { exit(-1); } p[0] = 'a'; p = (char *)realloc(p, 130000); if (p != NULL) { print_char(p[0]); free(p); }", "char *p = (char *)malloc(100); char *q; if (p == NULL) { exit(-1); } p[0] = 'a'; q = (char *)realloc(p, 130000); if (q != NULL) { print_char(q[0]); free(q); } else { free(p); }", NULL, NULL, "alloc-family", NULL},
    LAST_SINK};

#define SPACE "copy-extent,index-range,alloc-arith"
const matrix_set matrix_buffer_sets[] = {
    {"overflow", SPACE, "$c *", "data = NULL;", destinations, copy_100, true},
    {"terminator", SPACE, "$c *", "data = NULL;", room_10, terminator, true},
    {"content", SPACE, "$c *", "data = NULL;", contents, copy_held, true},
    {"over-read", SPACE, "$c *", "data = NULL;", short_contents, over_read, true},
    {"before", SPACE, "$c *", "data = NULL;", before, under, true},
    {"overflow-int", SPACE, "int *", "data = NULL;", int_arrays, int_copies, false},
    {"overflow-int64", SPACE, "int64_t *", "data = NULL;", long_arrays, long_copies, false},
    {"overflow-pair", SPACE, "pair *", "data = NULL;", pair_arrays, pair_copies, false},
    {"unscaled", SPACE, "int *", "data = NULL;", unscaled, ten_ints, false},
    {"pointer-size", SPACE, "pair *", "data = NULL;", pointer_sizes, show_pair, false},
    {"confused", SPACE, "void *", "data = NULL;", confused, both_members, false},
    {"placed", SPACE, "int ", "data = 0;", placed, places, false},
    {"text", SPACE, "char *", "data = NULL;", texts, text_copies, false},
    {NULL, NULL, NULL, NULL, NULL, NULL, false},
};
