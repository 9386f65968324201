/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "generate.h"

#include <stdbool.h>

typedef struct generator {
    FILE *to;
    uint32_t state;
    unsigned function, functions;
    unsigned loops;  /* around the place where we are */
    unsigned names;  /* given out in this function */
    unsigned indent;
} generator;

static const char *const types[] = {"signed char", "unsigned char", "short",         "unsigned short", "int",
                                    "unsigned",    "long",          "unsigned long", "_Bool"};
enum { TYPES = sizeof types / sizeof types[0], VARIABLES = 6 };

static uint32_t roll(generator *g, uint32_t sides)
{
    g->state ^= g->state << 13;
    g->state ^= g->state >> 17;
    g->state ^= g->state << 5;
    return g->state % sides;
}

static void line(generator *g)
{
    fprintf(g->to, "\n%*s", (int)(g->indent * 4), "");
}

static void expression(generator *g, unsigned depth);

/* Something that can be assigned to. */
static void place(generator *g, unsigned depth)
{
    static const char *const members[] = {"s.a", "s.low", "s.high", "s.in.b[1]", "q->c", "u.part[2]", "u.all"};

    switch (roll(g, 8)) {
    case 0:
    case 1:
        fprintf(g->to, "%s", members[roll(g, sizeof members / sizeof members[0])]);
        return;
    case 2:
        fprintf(g->to, "array[(unsigned)(");
        expression(g, depth + 1);
        fprintf(g->to, ") & 7]");
        return;
    case 3:
        fprintf(g->to, "p[(");
        expression(g, depth + 1);
        fprintf(g->to, ") & 3]");
        return;
    case 4:
        fprintf(g->to, "shared[%u]", roll(g, 4));
        return;
    default:
        fprintf(g->to, "v%u", roll(g, VARIABLES));
        return;
    }
}

static void number(generator *g)
{
    static const char *const special[] = {"0",  "1",     "(-1)", "127",         "128",          "255",    "0x7fffffff",
                                          "7u", "32768", "'\\n'", "0xffffffffu", "0x123456789L", "(-40000)", "sizeof(s)"};
    fprintf(g->to, "%s", special[roll(g, sizeof special / sizeof special[0])]);
}

static void two(generator *g, const char *before, const char *between, const char *after, unsigned depth)
{
    fprintf(g->to, "%s", before);
    expression(g, depth);
    fprintf(g->to, "%s", between);
    expression(g, depth);
    fprintf(g->to, "%s", after);
}

static void side_effect(generator *g, unsigned depth)
{
    static const char *const assignments[] = {" = ", " += ", " -= ", " ^= ", " |= ", " *= "};

    fprintf(g->to, "(");
    if (roll(g, 2) == 0) {
        place(g, depth);
        fprintf(g->to, "%s", roll(g, 2) != 0 ? "++" : "--");
    } else {
        place(g, depth);
        fprintf(g->to, "%s", assignments[roll(g, 6)]);
        expression(g, depth);
    }
    fprintf(g->to, ")");
}

static void block_value(generator *g, unsigned depth)
{
    unsigned name = g->names++;

    fprintf(g->to, "({ %s t%u = ", types[roll(g, TYPES)], name);
    expression(g, depth);
    fprintf(g->to, "; t%u += ", name);
    expression(g, depth);
    fprintf(g->to, "; t%u; })", name);
}

static void expression(generator *g, unsigned depth)
{
    static const char *const simple[] = {" + ", " - ", " * ", " & ", " | ", " ^ "};
    static const char *const relations[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
    static const char *const unaries[] = {"-", "~", "!", "+"};

    if (depth >= 4 || roll(g, 5) == 0) {
        if (roll(g, 3) == 0)
            number(g);
        else
            place(g, depth + 2);
        return;
    }
    depth++;
    switch (roll(g, 16)) {
    case 0: case 1: case 2: case 3:
        two(g, "(", simple[roll(g, 6)], ")", depth);
        return;
    case 4: case 5:
        two(g, "(", relations[roll(g, 6)], ")", depth);
        return;
    case 6:
        two(g, "((", roll(g, 2) != 0 ? ") << ((" : ") >> ((", ") & 7))", depth);
        return;
    case 7:
        two(g, "((unsigned)(", roll(g, 2) != 0 ? ") / ((unsigned)(" : ") % ((unsigned)(", ") | 1u))", depth);
        return;
    case 8:
        two(g, "(", roll(g, 2) != 0 ? " && " : " || ", ")", depth);
        return;
    case 9:
        two(g, "(", roll(g, 2) != 0 ? " ?: " : ", ", ")", depth);
        return;
    case 10:
        fprintf(g->to, "(");
        expression(g, depth);
        two(g, " ? ", " : ", ")", depth);
        return;
    case 11:
        fprintf(g->to, "((%s)", types[roll(g, TYPES)]);
        expression(g, depth);
        fprintf(g->to, ")");
        return;
    case 12:
        fprintf(g->to, "(%s", unaries[roll(g, 4)]);
        expression(g, depth);
        fprintf(g->to, ")");
        return;
    case 13:
        block_value(g, depth);
        return;
    case 14:
        two(g, "pick((struct record){.a = ", ", .c = ", "}).a", depth);
        return;
    default:
        side_effect(g, depth);
        return;
    }
}

static void statement(generator *g, unsigned depth);

static void body(generator *g, unsigned depth)
{
    fprintf(g->to, " {");
    g->indent++;
    for (unsigned count = 1 + roll(g, 3); count > 0; count--)
        statement(g, depth + 1);
    g->indent--;
    line(g);
    fprintf(g->to, "}");
}

static void loop(generator *g, unsigned depth)
{
    unsigned name = g->names++;

    g->loops++;
    switch (roll(g, 3)) {
    case 0:
        fprintf(g->to, "for (int i%u = 0; i%u < %u; i%u++)", name, name, 1 + roll(g, 4), name);
        body(g, depth);
        break;
    case 1:
        fprintf(g->to, "int n%u = %u;", name, 1 + roll(g, 4));
        line(g);
        fprintf(g->to, "while (n%u-- > 0)", name);
        body(g, depth);
        break;
    default:
        fprintf(g->to, "int n%u = %u;", name, roll(g, 4));
        line(g);
        fprintf(g->to, "do");
        body(g, depth);
        fprintf(g->to, " while (--n%u > 0 && ", name);
        expression(g, 3);
        fprintf(g->to, ");");
        break;
    }
    g->loops--;
}

static void choose(generator *g, unsigned depth)
{
    fprintf(g->to, "switch ((");
    expression(g, 2);
    fprintf(g->to, ") & 15) {");
    for (unsigned at = roll(g, 3); at < 14; at += 2 + roll(g, 5)) {
        line(g);
        if (roll(g, 3) == 0)
            fprintf(g->to, "case %u ... %u:", at, at + 1);
        else
            fprintf(g->to, "case %u:", at);
        g->indent++;
        statement(g, depth + 1);
        if (roll(g, 3) != 0) {
            line(g);
            fprintf(g->to, "break;");
        }
        g->indent--;
    }
    if (roll(g, 2) == 0) {
        line(g);
        fprintf(g->to, "default:");
        statement(g, depth + 1);
    }
    line(g);
    fprintf(g->to, "}");
}

static void jump(generator *g, unsigned depth)
{
    unsigned name = g->names++;

    fprintf(g->to, "if (");
    expression(g, 2);
    fprintf(g->to, ")");
    g->indent++;
    line(g);
    fprintf(g->to, "goto l%u;", name);
    g->indent--;
    statement(g, depth + 1);
    line(g);
    fprintf(g->to, "l%u:;", name);
}

static void inner_block(generator *g, unsigned depth)
{
    unsigned name = g->names++;

    fprintf(g->to, "{");
    g->indent++;
    line(g);
    fprintf(g->to, "%s w%u __attribute__((cleanup(%s))) = ", "int", name, roll(g, 2) != 0 ? "note" : "forget");
    expression(g, 2);
    fprintf(g->to, ";");
    statement(g, depth + 1);
    line(g);
    fprintf(g->to, "v%u ^= w%u;", roll(g, VARIABLES), name);
    g->indent--;
    line(g);
    fprintf(g->to, "}");
}

static void statement(generator *g, unsigned depth)
{
    line(g);
    if (depth > 3) {
        side_effect(g, 2);
        fprintf(g->to, ";");
        return;
    }
    switch (roll(g, 12)) {
    case 0:
    case 1:
        fprintf(g->to, "if (");
        expression(g, 1);
        fprintf(g->to, ")");
        body(g, depth);
        if (roll(g, 2) == 0) {
            fprintf(g->to, " else");
            body(g, depth);
        }
        return;
    case 2:
        fprintf(g->to, "{ ");
        loop(g, depth);
        fprintf(g->to, " }");
        return;
    case 3:
        choose(g, depth);
        return;
    case 4:
        jump(g, depth);
        return;
    case 5:
        inner_block(g, depth);
        return;
    case 6:
        if (g->loops != 0) {
            fprintf(g->to, "if (");
            expression(g, 2);
            fprintf(g->to, ") { %s; }", roll(g, 2) != 0 ? "break" : "continue");
            return;
        }
        if (g->function != 0 && depth == 0) {
            fprintf(g->to, "v%u += f%u(", roll(g, VARIABLES), roll(g, g->function));
            two(g, "", ", ", ");", 2);
            return;
        }
        break;
    case 7:
        fprintf(g->to, "%s", roll(g, 2) != 0 ? "s = pick(s);" : "*q = (struct record){.low = v0, .in = {{1, 2}}};");
        return;
    case 8:
        fprintf(g->to, "p = array + (");
        expression(g, 2);
        fprintf(g->to, " & 3);");
        return;
    default:
        break;
    }
    side_effect(g, 0);
    fprintf(g->to, ";");
}

static void function(generator *g)
{
    const char *array = types[roll(g, TYPES)];

    g->names = g->loops = 0;
    g->indent = 1;
    fprintf(g->to, "\nlong f%u(long a, long b)\n{", g->function);
    for (unsigned i = 0; i < VARIABLES; i++) {
        line(g);
        fprintf(g->to, "%s v%u = %s %u;", types[roll(g, TYPES)], i, i % 2 != 0 ? "b +" : "a ^", roll(g, 1000));
    }
    line(g);
    fprintf(g->to, "%s array[8] = {a, b, [5] = %u}, *p = &array[1];", array, roll(g, 300));
    line(g);
    fprintf(g->to, "struct record s = {.a = b, .low = 3, .c = a}, other = s, *q = &other;");
    line(g);
    fprintf(g->to, "union both u = {.all = a};");
    for (unsigned count = 3 + roll(g, 5); count > 0; count--)
        statement(g, 0);
    line(g);
    fprintf(g->to, "return v0 + 3 * v1 + 5 * v2 + 7 * v3 + 11 * v4 + 13 * v5 + 17 * array[2] + 19 * s.a +");
    line(g);
    fprintf(g->to, "       23 * s.low + 29 * s.high + 31 * q->c + 37 * p[1] + u.part[0] + s.in.b[0];\n}\n");
}

void bw_generate_program(FILE *to, uint32_t seed, unsigned functions)
{
    generator g = {.to = to, .state = seed * 2654435761u + 1u, .functions = functions};

    fprintf(to, "extern int printf(const char *, ...);\n"
                "struct record { int a; unsigned low : 5; int high : 7; struct { short b[2]; } in; unsigned char c; };\n"
                "union both { long all; unsigned char part[4]; };\n"
                "static int shared[4];\n"
                "static void note(int *p) { shared[0] += *p; }\n"
                "static void forget(int *p) { shared[1] ^= 5 + (*p == 0); }\n"
                "static struct record pick(struct record r) { r.a++; r.high -= r.low; return r; }\n");
    for (g.function = 0; g.function < functions; g.function++)
        function(&g);
    fprintf(to, "\nint main(void)\n{\n"
                "    static const long args[] = {0, 1, -1, 77, 0x7fffffff, -0x80000000L, 123456789012};\n"
                "    for (int i = 0; i < 7; i++) {\n"
                "        long a = args[i], b = args[(i * 3 + 1) %% 7];\n");
    for (unsigned i = 0; i < functions; i++)
        fprintf(to, "        printf(\"f%u %%ld %%ld %%ld\\n\", a, b, f%u(a, b));\n", i, i);
    fprintf(to, "    }\n    return 0;\n}\n");
}
