/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Ways from a source to a sink. */
#include "matrix.h"

#define CHOICE_TEXT "void @run(void) { $L $Z if ($C) { $S } if ($C) { $K } } "
#define CHOICE_DEAD_SOURCE "void @run(void) { $L $Z if ($N) { $B } else { $G } if ($C) { $X } } "
#define CHOICE_DEAD_SINK "void @run(void) { $L $Z if ($C) { $B } if ($N) { $X } else { $Y } } "
#define CHOICE(name, globals, condition, opposite) \
    {name, condition, opposite, globals, {CHOICE_TEXT, NULL, NULL, NULL, NULL}, CHOICE_DEAD_SOURCE, CHOICE_DEAD_SINK, false}
/* Text of up to five files. */
#define WAY(name, apart, ...) {name, NULL, NULL, NULL, {__VA_ARGS__}, NULL, NULL, apart}

const matrix_flow matrix_flows[] = {
    WAY("none", false, "void @run(void) { $L $Z $S $K } "),
    CHOICE("if-one", "", "1", "0"),
    CHOICE("if-equal", "", "5 == 5", "5 != 5"),
    CHOICE("static-const", "static const int @on = 1; static const int @off = 0; ", "@on", "@off"),
    CHOICE("static-never-written", "static int @on = 1; static int @off = 0; ", "@on", "@off"),
    CHOICE("static-const-five", "static const int @five = 5; ", "@five == 5", "@five != 5"),
    CHOICE("static-five", "static int @five = 5; ", "@five == 5", "@five != 5"),
    CHOICE("function-constant", "static int @yes(void) { return 1; } static int @no(void) { return 0; } ", "@yes()", "@no()"),
    CHOICE("extern-const", "", "GLOBAL_CONST_TRUE", "GLOBAL_CONST_FALSE"),
    CHOICE("extern-global", "", "global_true", "global_false"),
    CHOICE("extern-function", "", "returns_true()", "returns_false()"),
    CHOICE("extern-const-five", "", "GLOBAL_CONST_FIVE == 5", "GLOBAL_CONST_FIVE != 5"),
    CHOICE("extern-five", "", "global_five == 5", "global_five != 5"),
    WAY("random", false, "void @run(void) { $L $Z if (returns_either()) { $S } else { $H } if (returns_either()) { $K } else { $J } } "),
    WAY("random-both", false, "void @run(void) { $L $Z if (returns_either()) { $S } else { $S } if (returns_either()) { $K } else { $K } } "),
    {"switch", NULL, NULL, NULL,
     {"void @run(void) { $L $Z switch (6) { case 6: $S break; default: print_line(\"never\"); break; } switch (7) { case 7: $K break; default: print_line(\"never\"); break; } } "},
     "void @run(void) { $L $Z switch (5) { case 6: $B break; default: $G break; } switch (7) { case 7: $X break; default: print_line(\"never\"); break; } } ",
     "void @run(void) { $L $Z switch (6) { case 6: $B break; default: print_line(\"never\"); break; } switch (8) { case 7: $X break; default: $Y break; } } ", false},
    WAY("while-break", false, "void @run(void) { $L $Z while (1) { $S break; } while (1) { $K break; } } "),
    WAY("for-once", false, "void @run(void) { int h, j; $L $Z for (h = 0; h < 1; h++) { $S } for (j = 0; j < 1; j++) { $K } } "),
    WAY("goto", false, "void @run(void) { $L $Z goto first; first: ; $S goto second; second: ; $K } "),
    WAY("static-flag-callee", true,
        "static int @flag = 0; static $T@give($T data) { if (@flag) { $S } return data; } "
        "void @run(void) { $Z @flag = 1; data = @give(data); $K } "),
    WAY("static-flag-sink", false,
        "static int @flag = 0; static void @take($T data) { if (@flag) { $K } } "
        "void @run(void) { $L $Z $S @flag = 1; @take(data); } "),
    WAY("extern-flag-callee", true,
        "int @flag = 0; $T@give($T data); void @run(void) { $Z @flag = 1; data = @give(data); $K } ",
        "extern int @flag; $T@give($T data) { if (@flag) { $S } return data; } "),
    WAY("extern-flag-sink", false,
        "int @flag = 0; void @take($T data); void @run(void) { $L $Z $S @flag = 1; @take(data); } ",
        "extern int @flag; void @take($T data) { if (@flag) { $K } } "),
    WAY("copy", false, "void @run(void) { $L $Z $S { $T copy = data; $T data = copy; $K } } "),
    WAY("pointer-to-pointer", false,
        "void @run(void) { $L $Z $T*first = &data; $T*second = &data; { $T data = *first; $S *first = data; } { $T data = *second; $K } } "),
    WAY("union", false,
        "typedef union { $T one; $T other; } @both; void @run(void) { $L $Z @both my; $S my.one = data; { $T data = my.other; $K } } "),
    WAY("struct-local", false,
        "typedef struct { int tag; $T inside; } @record; void @run(void) { $L $Z @record r; $S r.tag = 1; r.inside = data; { $T data = r.inside; $K } } "),
    WAY("struct-value", false,
        "typedef struct { int tag; $T inside; } @record; static void @take(@record r) { $T data = r.inside; $K } "
        "void @run(void) { $L $Z @record r; $S r.tag = 1; r.inside = data; @take(r); } "),
    WAY("struct-value-file", false,
        "typedef struct { $T inside; } @record; void @take(@record r); void @run(void) { $L $Z @record r; $S r.inside = data; @take(r); } ",
        "typedef struct { $T inside; } @record; void @take(@record r) { $T data = r.inside; $K } "),
    WAY("struct-pointer-file", false,
        "typedef struct { int tag; $T inside; } @record; void @take(@record *r); void @run(void) { $L $Z @record r; $S r.tag = 2; r.inside = data; @take(&r); } ",
        "typedef struct { int tag; $T inside; } @record; void @take(@record *r) { $T data = r->inside; $K } "),
    WAY("array-element", false,
        "void @run(void) { $L $Z $T many[5]; $S many[2] = data; { $T data = many[2]; $K } } "),
    WAY("array-callee", false,
        "static void @take($T many[]) { $T data = many[2]; $K } void @run(void) { $L $Z $T many[5]; $S many[2] = data; @take(many); } "),
    WAY("array-file", false,
        "void @take($T many[]); void @run(void) { $L $Z $T many[5]; $S many[2] = data; @take(many); } ",
        "void @take($T many[]) { $T data = many[2]; $K } "),
    WAY("parameter", false, "static void @take($T data) { $K } void @run(void) { $L $Z $S @take(data); } "),
    WAY("parameter-2", false,
        "static void @deep($T data) { $K } static void @take($T data) { @deep(data); } void @run(void) { $L $Z $S @take(data); } "),
    WAY("parameter-5", false,
        "static void @e($T data) { $K } static void @d($T data) { @e(data); } static void @c($T data) { @d(data); } "
        "static void @b($T data) { @c(data); } static void @a($T data) { @b(data); } void @run(void) { $L $Z $S @a(data); } "),
    WAY("return", true, "static $T@give($T data) { $S return data; } void @run(void) { $Z data = @give(data); $K } "),
    WAY("out-parameter", true,
        "static void @give($T*out) { $T data = *out; $S *out = data; } void @run(void) { $Z @give(&data); $K } "),
    WAY("out-parameter-2", true,
        "static void @deep($T*out) { $T data = *out; $S *out = data; } static void @give($T*out) { @deep(out); } void @run(void) { $Z @give(&data); $K } "),
    WAY("static-global", false,
        "static $T@kept; static void @take(void) { $T data = @kept; $K } void @run(void) { $L $Z $S @kept = data; @take(); } "),
    WAY("static-global-source", true,
        "static $T@kept; static void @give(void) { $Z $S @kept = data; } void @run(void) { @give(); { $T data = @kept; $K } } "),
    WAY("function-pointer", false,
        "static void @take($T data) { $K } void @run(void) { $L $Z void (*way)($T) = @take; $S way(data); } "),
    WAY("function-parameter", false,
        "static void @take($T data) { $K } static void @call(void (*way)($T), $T data) { way(data); } void @run(void) { $L $Z $S @call(@take, data); } "),
    WAY("function-table", false,
        "static void @other($T data) { (void)data; print_line(\"other\"); } static void @take($T data) { $K } static void (*const @table[])($T) = {@other, @take}; "
        "void @run(void) { $L $Z $S @table[1](data); } "),
    WAY("void-pointer", false,
        "static void @take(void *given) { $T data = *($T*)given; $K } void @run(void) { $L $Z $S @take(&data); } "),
    WAY("linked-record", false,
        "struct @node { $T inside; struct @node *next; }; static void @take(struct @node *list) { $T data = list->next->inside; $K } "
        "void @run(void) { $L $Z struct @node one, two; $S two.next = NULL; two.inside = data; one.next = &two; one.inside = data; @take(&one); } "),
    WAY("file-1", false, "void @take($T data); void @run(void) { $L $Z $S @take(data); } ", "void @take($T data) { $K } "),
    WAY("file-2", false, "void @b($T data); void @run(void) { $L $Z $S @b(data); } ",
        "void @c($T data); void @b($T data) { @c(data); } ", "void @c($T data) { $K } "),
    WAY("file-3", false, "void @b($T data); void @run(void) { $L $Z $S @b(data); } ",
        "void @c($T data); void @b($T data) { @c(data); } ", "void @d($T data); void @c($T data) { @d(data); } ",
        "void @d($T data) { $K } "),
    WAY("file-4", false, "void @b($T data); void @run(void) { $L $Z $S @b(data); } ",
        "void @c($T data); void @b($T data) { @c(data); } ", "void @d($T data); void @c($T data) { @d(data); } ",
        "void @e($T data); void @d($T data) { @e(data); } ", "void @e($T data) { $K } "),
    WAY("return-file", true, "$T@give($T data); void @run(void) { $Z data = @give(data); $K } ",
        "$T@give($T data) { $S return data; } "),
    WAY("out-parameter-file", true, "void @give($T*out); void @run(void) { $Z @give(&data); $K } ",
        "void @give($T*out) { $T data = *out; $S *out = data; } "),
    WAY("pointer-file", false, "void @take($T*given); void @run(void) { $L $Z $S @take(&data); } ",
        "void @take($T*given) { $T data = *given; $K } "),
    WAY("void-pointer-file", false, "void @take(void *given); void @run(void) { $L $Z $S @take(&data); } ",
        "void @take(void *given) { $T*way = ($T*)given; $T data = (*way); $K } "),
    WAY("function-pointer-file", false, "void @take($T data); void @run(void) { $L $Z void (*way)($T) = @take; $S way(data); } ",
        "void @take($T data) { $K } "),
    WAY("global-file", false, "$T@kept; void @take(void); void @run(void) { $L $Z $S @kept = data; @take(); } ",
        "extern $T@kept; void @take(void) { $T data = @kept; $K } "),
    WAY("linked-record-file", false,
        "struct @node { $T inside; struct @node *next; }; void @take(struct @node *list); "
        "void @run(void) { $L $Z struct @node one, two; $S two.next = NULL; two.inside = data; one.next = &two; one.inside = data; @take(&one); } ",
        "struct @node { $T inside; struct @node *next; }; void @take(struct @node *list) { $T data = list->next->inside; $K } "),
};
const size_t matrix_flow_count = sizeof matrix_flows / sizeof *matrix_flows;

const char matrix_head[] =
    "#include <alloca.h>\n#include <arpa/inet.h>\n#include <fcntl.h>\n#include <inttypes.h>\n#include <limits.h>\n"
    "#include <math.h>\n#include <netinet/in.h>\n#include <stdint.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"
    "#include <sys/socket.h>\n#include <sys/stat.h>\n#include <unistd.h>\n#include <wchar.h>\n#include <wctype.h>\n"
    "extern const int GLOBAL_CONST_TRUE, GLOBAL_CONST_FALSE, GLOBAL_CONST_FIVE;\nextern int global_true, global_false, global_five;\n"
    "int returns_true(void);\nint returns_false(void);\nint returns_either(void);\n"
    "void print_line(const char *line);\nvoid print_wide_line(const wchar_t *line);\nvoid print_int(int number);\n"
    "void print_long(int64_t number);\nvoid print_unsigned(unsigned number);\nvoid print_char(char number);\nvoid print_double(double number);\n"
    "#define ANY_31() (((unsigned)rand() << 30) ^ ((unsigned)rand() << 15) ^ rand())\n"
    "#define ANY_INT() ((int)(rand() & 1 ? ANY_31() : -ANY_31() - 1))\n"
    "#define ANY_63() (((uint64_t)rand() << 60) ^ ((uint64_t)rand() << 45) ^ ((uint64_t)rand() << 30) ^ ((uint64_t)rand() << 15) ^ rand())\n"
    "#define ANY_LONG() ((int64_t)(rand() & 1 ? ANY_63() : -ANY_63() - 1))\n"
    "typedef struct { int one; int two; } pair;\nvoid print_pair(const pair *both);\n";

const char matrix_support[] =
    "const int GLOBAL_CONST_TRUE = 1;\nconst int GLOBAL_CONST_FALSE = 0;\nconst int GLOBAL_CONST_FIVE = 5;\n"
    "int global_true = 1;\nint global_false = 0;\nint global_five = 5;\n"
    "int returns_true(void) { return 1; }\nint returns_false(void) { return 0; }\nint returns_either(void) { return rand() % 2; }\n"
    "void print_line(const char *line) { if (line != NULL) printf(\"%s\\n\", line); }\n"
    "void print_wide_line(const wchar_t *line) { if (line != NULL) wprintf(L\"%ls\\n\", line); }\n"
    "void print_int(int number) { printf(\"%d\\n\", number); }\nvoid print_long(int64_t number) { printf(\"%\" PRId64 \"\\n\", number); }\n"
    "void print_unsigned(unsigned number) { printf(\"%u\\n\", number); }\nvoid print_char(char number) { printf(\"%02hhx\\n\", number); }\n"
    "void print_double(double number) { printf(\"%g\\n\", number); }\nvoid print_pair(const pair *both) { printf(\"%d %d\\n\", both->one, both->two); }\n";
