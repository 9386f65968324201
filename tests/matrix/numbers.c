/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Numbers that come from somewhere and are used as an index, a size, an operand or a divisor. */
#include "matrix.h"

#define PLACE(address) \
    "memset(&place, 0, sizeof place); place.sin_family = AF_INET; place.sin_addr.s_addr = " address "; place.sin_port = htons(27015); "
#define RECEIVE(from, convert) \
    "n = recv(" from ", got, sizeof got - 1, 0); if (n == -1 || n == 0) { break; } got[n] = '\\0'; data = " convert "(got); "
#define LISTENER(convert) \
    "int n; struct sockaddr_in place; int listener = -1; int taken = -1; char got[14]; do { " \
    "listener = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP); if (listener == -1) { break; } " PLACE("INADDR_ANY") \
    "if (bind(listener, (struct sockaddr *)&place, sizeof place) == -1) { break; } if (listen(listener, 5) == -1) { break; } " \
    "taken = accept(listener, NULL, NULL); if (taken == -1) { break; } " RECEIVE("taken", convert) \
    "} while (0); if (listener != -1) { close(listener); } if (taken != -1) { close(taken); }"
#define CALLER(convert) \
    "int n; struct sockaddr_in place; int caller = -1; char got[14]; do { " \
    "caller = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP); if (caller == -1) { break; } " PLACE("inet_addr(\"127.0.0.1\")") \
    "if (connect(caller, (struct sockaddr *)&place, sizeof place) == -1) { break; } " RECEIVE("caller", convert) \
    "} while (0); if (caller != -1) { close(caller); }"

#define RIGHT_NUMBER "data = $u;"

/* Text that becomes a number; convert is atoi, atol and so on. */
#define TEXT_SOURCES(convert) \
    {"fgets", NULL, "char line[14] = \"\"; if (fgets(line, sizeof line, stdin) != NULL) { data = " convert "(line); } else { print_line(\"nothing\"); }", RIGHT_NUMBER, NULL, false, NULL, false}, \
    {"accept", NULL, LISTENER(convert), RIGHT_NUMBER, NULL, false, NULL, false}, \
    {"connect", NULL, CALLER(convert), RIGHT_NUMBER, NULL, false, NULL, false}, \
    {"getenv", NULL, "const char *text = getenv(\"ADD\"); if (text != NULL) { data = " convert "(text); }", RIGHT_NUMBER, NULL, false, NULL, false}, \
    {"file", NULL, "char line[14] = \"\"; FILE *file = fopen(\"/tmp/file.txt\", \"r\"); if (file != NULL) { if (fgets(line, sizeof line, file) != NULL) { data = " convert "(line); } fclose(file); }", RIGHT_NUMBER, NULL, false, NULL, false}

static const matrix_source int_sources[] = {
    {"constant", NULL, "data = $v;", RIGHT_NUMBER, NULL, false, NULL, false},
    TEXT_SOURCES("atoi"),
    {"strtol", NULL, "char line[20] = \"\"; if (fgets(line, sizeof line, stdin) != NULL) { data = (int)strtol(line, NULL, 10); }", RIGHT_NUMBER, NULL, false, NULL, false},
    {"fscanf", NULL, "fscanf(stdin, \"%d\", &data);", RIGHT_NUMBER, NULL, false, NULL, false},
    {"scanf", NULL, "if (scanf(\"%d\", &data) != 1) { print_line(\"nothing\"); }", RIGHT_NUMBER, NULL, false, NULL, false},
    {"fread", NULL, "FILE *file = fopen(\"/tmp/file.bin\", \"rb\"); if (file != NULL) { if (fread(&data, sizeof data, 1, file) != 1) { print_line(\"short\"); } fclose(file); }", RIGHT_NUMBER, NULL, false, NULL, false},
    {"rand", NULL, "data = ANY_INT();", RIGHT_NUMBER, NULL, false, NULL, false},
    {NULL, NULL, NULL, NULL, NULL, false, NULL, false},
};

static const matrix_sink index_above[] = {
    {"write-stack", "int i; int buffer[10] = {0}; if (data >= 0) { buffer[data] = 1; for (i = 0; i < 10; i++) { print_int(buffer[i]); } } else { print_line(\"negative\"); }",
     "int i; int buffer[10] = {0}; if (data >= 0 && data < (10)) { buffer[data] = 1; for (i = 0; i < 10; i++) { print_int(buffer[i]); } } else { print_line(\"outside\"); }", "10", "7", NULL, NULL},
    {"write-heap", "int i; int *buffer = (int *)malloc(10 * sizeof(int)); if (buffer == NULL) { exit(-1); } for (i = 0; i < 10; i++) { buffer[i] = 0; } if (data >= 0) { buffer[data] = 1; } print_int(buffer[0]); free(buffer);",
     "int i; int *buffer = (int *)malloc(10 * sizeof(int)); if (buffer == NULL) { exit(-1); } for (i = 0; i < 10; i++) { buffer[i] = 0; } if (data >= 0 && data < 10) { buffer[data] = 1; } print_int(buffer[0]); free(buffer);", "10", "7", NULL, NULL},
    {"read-stack", "int buffer[10] = {0}; if (data >= 0) { print_int(buffer[data]); } else { print_line(\"negative\"); }",
     "int buffer[10] = {0}; if (data >= 0 && data < 10) { print_int(buffer[data]); } else { print_line(\"outside\"); }", "10", "7", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
static const matrix_sink index_below[] = {
    {"write-stack", "int buffer[10] = {0}; if (data < 10) { buffer[data] = 1; print_int(buffer[0]); } else { print_line(\"beyond\"); }",
     "int buffer[10] = {0}; if (data >= 0 && data < 10) { buffer[data] = 1; print_int(buffer[0]); } else { print_line(\"outside\"); }", "-5", "7", NULL, NULL},
    {"read-stack", "int buffer[10] = {0}; if (data < 10) { print_int(buffer[data]); } else { print_line(\"beyond\"); }",
     "int buffer[10] = {0}; if (data >= 0 && data < 10) { print_int(buffer[data]); } else { print_line(\"outside\"); }", "-5", "7", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

/* A negative number that passes a test for its upper end and becomes a size. */
#define SIZE_BUFFERS "char from[100]; char to[100] = \"\"; memset(from, 'A', 100 - 1); from[100 - 1] = '\\0'; "
#define SIZE_SINK(name, call) \
    {name, SIZE_BUFFERS "if (data < 100) { " call " to[data] = '\\0'; } print_line(to);", NULL, "-1", "100 - 1", "size-truncation,copy-extent,index-range", NULL}
static const matrix_sink size_from_int[] = {
    SIZE_SINK("memcpy", "memcpy(to, from, data);"),
    SIZE_SINK("memmove", "memmove(to, from, data);"),
    SIZE_SINK("strncpy", "strncpy(to, from, data);"),
    {"malloc", "if (data < 100) { char *to = (char *)malloc(data); if (to == NULL) { exit(-1); } memset(to, 'A', data - 1); to[data - 1] = '\\0'; print_line(to); free(to); }", NULL, "-1", "100 - 1", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

static const matrix_sink sizes_untrusted[] = {
    {"malloc", "size_t size = data; if (size > 5) { char *text = (char *)malloc(size * sizeof(char)); if (text == NULL) { exit(-1); } strcpy(text, \"hello\"); print_line(text); free(text); } else { print_line(\"too small\"); }",
     "size_t size = data; if (size > 5 && size < 100) { char *text = (char *)malloc(size * sizeof(char)); if (text == NULL) { exit(-1); } strcpy(text, \"hello\"); print_line(text); free(text); } else { print_line(\"outside\"); }", "-1", "20", NULL, NULL},
    {"wrap", "size_t i; int *many = (int *)malloc(data * sizeof(int)); if (many == NULL) { exit(-1); } for (i = 0; i < (size_t)data; i++) { many[i] = 0; } print_int(many[0]); free(many);", NULL, "-2", "20", "alloc-arith,int-wrap,size-truncation,index-range", NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

#define GUARDED(use, test) "if (" test ") { " use " } else { print_line(\"would not fit\"); }"
#define ARITHMETIC(name, print, compute, after, wrong, test) \
    {name, compute " " print "(" after ");", GUARDED(compute " " print "(" after ");", test), wrong, "2", NULL, NULL}
#define ABOVE(type, print, max, square) \
    ARITHMETIC("add", print, type " result = data + 1;", "result", max, "data < " max), \
    {"multiply", "if (data > 0) { " type " result = data * 2; " print "(result); }", "if (data > 0) { if (data < (" max " / 2)) { " type " result = data * 2; " print "(result); } else { print_line(\"too large\"); } }", max, "2", NULL, NULL}, \
    ARITHMETIC("square", print, type " result = data * data;", "result", max, square), \
    ARITHMETIC("postincrement", print, "data++; " type " result = data;", "result", max, "data < " max), \
    ARITHMETIC("preincrement", print, "++data; " type " result = data;", "result", max, "data < " max)
#define BELOW(type, print, min) \
    ARITHMETIC("subtract", print, type " result = data - 1;", "result", min, "data > " min), \
    ARITHMETIC("postdecrement", print, "data--; " type " result = data;", "result", min, "data > " min), \
    ARITHMETIC("predecrement", print, "--data; " type " result = data;", "result", min, "data > " min)
#define BELOW_SIGNED(type, print, min) \
    BELOW(type, print, min), \
    {"double", "if (data < 0) { " type " result = data * 2; " print "(result); }", "if (data < 0) { if (data > (" min " / 2)) { " type " result = data * 2; " print "(result); } else { print_line(\"too small\"); } }", min, "-2", NULL, NULL}
#define LAST_SINK {NULL, NULL, NULL, NULL, NULL, NULL, NULL}

static const matrix_sink int_arithmetic[] = {
    ABOVE("int", "print_int", "INT_MAX", "labs((long)data) <= (long)sqrt((double)INT_MAX)"), BELOW_SIGNED("int", "print_int", "INT_MIN"), LAST_SINK};
static const matrix_sink char_arithmetic[] = {
    ABOVE("char", "print_char", "CHAR_MAX", "abs(data) < (long)sqrt((double)CHAR_MAX)"), BELOW_SIGNED("char", "print_char", "CHAR_MIN"), LAST_SINK};
static const matrix_sink short_arithmetic[] = {
    ABOVE("short", "print_int", "SHRT_MAX", "abs(data) < (long)sqrt((double)SHRT_MAX)"), BELOW_SIGNED("short", "print_int", "SHRT_MIN"), LAST_SINK};
static const matrix_sink long_arithmetic[] = {
    ABOVE("int64_t", "print_long", "LLONG_MAX", "imaxabs((intmax_t)data) <= (int64_t)sqrt((double)LLONG_MAX)"), BELOW_SIGNED("int64_t", "print_long", "LLONG_MIN"), LAST_SINK};
static const matrix_sink unsigned_arithmetic[] = {
    ABOVE("unsigned", "print_unsigned", "UINT_MAX", "data < (unsigned)sqrt((double)UINT_MAX)"), BELOW("unsigned", "print_unsigned", "0"), LAST_SINK};

static const matrix_source char_sources[] = {
    {"constant", NULL, "data = $v;", RIGHT_NUMBER, NULL, false, NULL, false},
    {"fscanf", NULL, "fscanf(stdin, \"%c\", &data);", RIGHT_NUMBER, NULL, false, NULL, false},
    {"rand", NULL, "data = (char)ANY_INT();", RIGHT_NUMBER, NULL, false, NULL, false},
    {NULL, NULL, NULL, NULL, NULL, false, NULL, false},
};
static const matrix_source short_sources[] = {
    {"constant", NULL, "data = $v;", RIGHT_NUMBER, NULL, false, NULL, false},
    {"fscanf", NULL, "fscanf(stdin, \"%hd\", &data);", RIGHT_NUMBER, NULL, false, NULL, false},
    {"rand", NULL, "data = (short)ANY_INT();", RIGHT_NUMBER, NULL, false, NULL, false},
    {NULL, NULL, NULL, NULL, NULL, false, NULL, false},
};
static const matrix_source long_sources[] = {
    {"constant", NULL, "data = $v;", RIGHT_NUMBER, NULL, false, NULL, false},
    {"fscanf", NULL, "fscanf(stdin, \"%\" SCNd64, &data);", RIGHT_NUMBER, NULL, false, NULL, false},
    {"rand", NULL, "data = ANY_LONG();", RIGHT_NUMBER, NULL, false, NULL, false},
    {NULL, NULL, NULL, NULL, NULL, false, NULL, false},
};
static const matrix_source unsigned_sources[] = {
    {"constant", NULL, "data = $v;", RIGHT_NUMBER, NULL, false, NULL, false},
    {"fscanf", NULL, "fscanf(stdin, \"%u\", &data);", RIGHT_NUMBER, NULL, false, NULL, false},
    {"rand", NULL, "data = (unsigned)ANY_INT();", RIGHT_NUMBER, NULL, false, NULL, false},
    {NULL, NULL, NULL, NULL, NULL, false, NULL, false},
};

static const matrix_sink divisors[] = {
    {"divide", "print_int(100 / data);", "if (data != 0) { print_int(100 / data); } else { print_line(\"zero\"); }", "0", "7", NULL, NULL},
    {"modulo", "print_int(100 % data);", "if (data != 0) { print_int(100 % data); } else { print_line(\"zero\"); }", "0", "7", NULL, NULL},
    LAST_SINK};
static const matrix_source float_sources[] = {
    {"constant", NULL, "data = $v;", RIGHT_NUMBER, NULL, false, NULL, false},
    TEXT_SOURCES("(float)atof"),
    {"fscanf", NULL, "fscanf(stdin, \"%f\", &data);", RIGHT_NUMBER, NULL, false, NULL, false},
    {"rand", NULL, "data = (float)ANY_INT();", RIGHT_NUMBER, NULL, false, NULL, false},
    {NULL, NULL, NULL, NULL, NULL, false, NULL, false},
};
static const matrix_sink float_divisors[] = {
    {"divide", "int result = (int)(100.0 / data); print_int(result);", "if (fabs(data) > 0.000001) { int result = (int)(100.0 / data); print_int(result); } else { print_line(\"zero\"); }", "0.0F", "2.0F", NULL, NULL},
    LAST_SINK};

static const matrix_sink narrowing[] = {
    {"to-char", "char less = (char)data; print_char(less);", NULL, "CHAR_MAX + 5", "CHAR_MAX - 5", NULL, NULL},
    {"to-short", "short less = (short)data; print_int(less);", NULL, "SHRT_MAX + 5", "CHAR_MAX - 5", NULL, NULL},
    LAST_SINK};

const matrix_set matrix_number_sets[] = {
    {"index-above", "index-range", "int ", "data = -1;", int_sources, index_above, false},
    {"index-below", "index-range", "int ", "data = -1;", int_sources, index_below, false},
    {"size-int", "size-truncation,alloc-arith,copy-extent", "int ", "data = 0;", int_sources, size_from_int, false},
    {"size-short", "size-truncation,alloc-arith,copy-extent", "short ", "data = 0;", short_sources, size_from_int, false},
    {"size-untrusted", "alloc-arith,size-truncation", "int ", "data = 8;", int_sources, sizes_untrusted, false},
    {"arith-int", "int-wrap", "int ", "data = 0;", int_sources, int_arithmetic, false},
    {"arith-char", "int-wrap,size-truncation", "char ", "data = ' ';", char_sources, char_arithmetic, false},
    {"arith-short", "int-wrap,size-truncation", "short ", "data = 0;", short_sources, short_arithmetic, false},
    {"arith-int64", "int-wrap", "int64_t ", "data = 0;", long_sources, long_arithmetic, false},
    {"arith-unsigned", "int-wrap", "unsigned ", "data = 0;", unsigned_sources, unsigned_arithmetic, false},
    {"divide", "int-wrap", "int ", "data = -1;", int_sources, divisors, false},
    {"divide-float", "int-wrap", "float ", "data = 1.0F;", float_sources, float_divisors, false},
    {"narrow", "size-truncation", "int ", "data = -1;", int_sources, narrowing, false},
    {NULL, NULL, NULL, NULL, NULL, NULL, false},
};
