/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "random_c.h"

#include <stdbool.h>
#include <stdlib.h>

#include "random.h"
#include "random_memory.h"

/* What one function is made of: arrays a and b, a record s with an array in its middle, scalars v0…, pointers. */
typedef struct writer {
    FILE *out;
    random_source r;
    unsigned a_count, b_count, s_count; /* elements */
    unsigned scalars;
    unsigned depth, loops, budget;
    unsigned labels; /* ways into loops that are not at their heads, jumped to from the start */
} writer;

static unsigned below(writer *w, unsigned limit)
{
    return random_below(&w->r, limit);
}

static const char *const elem_types[] = {"unsigned char", "int", "short", "long"};
static const char *const scalar_types[] = {"int", "unsigned", "unsigned char", "int", "size_t", "short"};

static void scalar(writer *w)
{
    if (below(w, 4) == 0)
        fprintf(w->out, "w%u", below(w, 4));
    else
        fprintf(w->out, "v%u", below(w, w->scalars));
}

/* A number of interest: small, or about the size of one of the arrays. */
static int constant(writer *w)
{
    unsigned sizes[] = {w->a_count, w->b_count, w->s_count};
    switch (below(w, 4)) {
    case 0:
        return (int)below(w, 4);
    case 1:
        return (int)below(w, 20);
    default:
        return (int)sizes[below(w, 3)] + (int)below(w, 3) - 1;
    }
}

static void expression(writer *w, unsigned depth)
{
    static const char *const ops[] = {"+", "-", "+", "*", "&", "|", "-", "^"};
    switch (below(w, depth == 0 ? 3 : 11)) {
    case 0:
        fprintf(w->out, "%d", constant(w));
        break;
    case 1:
    case 2:
        scalar(w);
        break;
    case 3:
        fputc('(', w->out);
        expression(w, depth - 1);
        fprintf(w->out, " & %u)", (1u << below(w, 5)) - 1);
        break;
    case 4:
        fputc('(', w->out);
        expression(w, depth - 1);
        fprintf(w->out, " %% %u)", 1 + below(w, 12));
        break;
    case 5:
        fputc('(', w->out);
        expression(w, depth - 1);
        fprintf(w->out, " %s %u)", below(w, 2) != 0 ? ">>" : "/", 1 + below(w, 4));
        break;
    case 6:
        fprintf(w->out, "(%s)(", scalar_types[below(w, 6)]);
        expression(w, depth - 1);
        fputc(')', w->out);
        break;
    case 7:
        fprintf(w->out, "%s(", below(w, 2) != 0 ? "least" : "twice");
        expression(w, depth - 1);
        fputs(", ", w->out);
        expression(w, 0);
        fputc(')', w->out);
        break;
    default:
        fputc('(', w->out);
        expression(w, depth - 1);
        fprintf(w->out, " %s ", ops[below(w, 8)]);
        expression(w, depth - 1);
        fputc(')', w->out);
        break;
    }
}

static void condition(writer *w)
{
    static const char *const ops[] = {"<", "<=", ">", ">=", "==", "!="};
    if (below(w, 3) != 0)
        scalar(w);
    else
        expression(w, 1);
    fprintf(w->out, " %s ", ops[below(w, 6)]);
    if (below(w, 3) != 0)
        fprintf(w->out, "%d", constant(w));
    else
        expression(w, 1);
    if (below(w, 4) != 0)
        return;
    fputs(below(w, 3) != 0 ? " && " : " || ", w->out);
    scalar(w);
    fprintf(w->out, " %s %d", ops[below(w, 6)], constant(w));
}

static void indent(writer *w)
{
    for (unsigned i = 0; i <= w->depth; i++)
        fputs("  ", w->out);
}

static void array(writer *w, unsigned *ret_count)
{
    switch (below(w, 3)) {
    case 0:
        fputc('a', w->out);
        *ret_count = w->a_count;
        break;
    case 1:
        fputc('b', w->out);
        *ret_count = w->b_count;
        break;
    default:
        fputs("s.items", w->out);
        *ret_count = w->s_count;
        break;
    }
}

static void block(writer *w, unsigned statements);

/* An access with a computed subscript, most often behind a test of it that may be off by one. */
static void access(writer *w)
{
    unsigned index = below(w, 4), count;
    char kind = index < w->scalars && below(w, 3) != 0 ? 'v' : 'w';
    bool guarded = below(w, 6) != 0, write = below(w, 2) != 0;
    indent(w);
    if (guarded) {
        unsigned which = below(w, 3);
        count = which == 0 ? w->a_count : which == 1 ? w->b_count : w->s_count;
        const char *name = which == 0 ? "a" : which == 1 ? "b" : "s.items";
        if (below(w, 6) == 0)
            count++;
        int shift = below(w, 3) == 0 ? (int)below(w, 5) - 2 : 0;
        if (below(w, 5) != 0)
            fprintf(w->out, "if (%c%u >= %d && %c%u < %d) ", kind, index, -shift, kind, index, (int)count - shift);
        else
            fprintf(w->out, "if (%c%u < %u) ", kind, index, count);
        if (write)
            fprintf(w->out, "%s[%c%u + %d] = 7;\n", name, kind, index, shift);
        else
            fprintf(w->out, "v%u = %s[%c%u + %d];\n", below(w, w->scalars), name, kind, index, shift);
        return;
    }
    if (!write) {
        fprintf(w->out, "v%u = ", below(w, w->scalars));
        array(w, &count);
        fputc('[', w->out);
        expression(w, 2);
        fputs("];\n", w->out);
        return;
    }
    array(w, &count);
    fputc('[', w->out);
    expression(w, 2);
    fputs("] = ", w->out);
    expression(w, 1);
    fputs(";\n", w->out);
}

static void loop(writer *w)
{
    unsigned v = below(w, w->scalars), step = 1 + below(w, 8) / 6, kind = below(w, 4);
    int end = constant(w);
    w->loops++;
    indent(w);
    if (kind == 0) {
        fprintf(w->out, "for (v%u = %u; v%u %s %d; v%u += %u) {\n", v, below(w, 3), v,
                below(w, 4) != 0 ? "<" : "<=", end, v, step);
    } else if (kind == 1) {
        fprintf(w->out, "for (v%u = 0; v%u < v%u && v%u < %d; v%u++) {\n", v, v, below(w, w->scalars), v, end, v);
    } else if (kind == 2) {
        fprintf(w->out, "for (v%u = %d; v%u > %d; v%u--) {\n", v, end, v, (int)below(w, 3) - 1, v);
    } else {
        fprintf(w->out, "for (int r = 0; r < %u; r++) {\n", 1 + below(w, 30));
    }
    w->depth++;
    if (kind < 3 && w->labels < 2 && below(w, 4) == 0) {
        indent(w);
        fprintf(w->out, "inside%u:;\n", w->labels++);
    }
    if (kind < 3 && below(w, 3) != 0) {
        unsigned count;
        indent(w);
        array(w, &count);
        fprintf(w->out, "[v%u] = 3;\n", v);
    }
    block(w, 1 + below(w, 3));
    if (below(w, 4) == 0) {
        indent(w);
        fputs("if (", w->out);
        condition(w);
        fputs(below(w, 2) != 0 ? ") break;\n" : ") continue;\n", w->out);
    }
    w->depth--;
    indent(w);
    fputs("}\n", w->out);
    w->loops--;
}

static void branch(writer *w)
{
    indent(w);
    if (below(w, 5) == 0) {
        fprintf(w->out, "switch (v%u) {\n", below(w, w->scalars));
        for (unsigned i = 0, at = below(w, 5); i < 3; i++, at += 1 + below(w, 4)) {
            indent(w);
            fprintf(w->out, "case %u:\n", at);
            w->depth++;
            block(w, 1);
            if (below(w, 3) != 0) {
                indent(w);
                fputs("break;\n", w->out);
            }
            w->depth--;
        }
        indent(w);
        fputs("default: break;\n", w->out);
        indent(w);
        fputs("}\n", w->out);
        return;
    }
    fputs("if (", w->out);
    condition(w);
    fputs(") {\n", w->out);
    w->depth++;
    block(w, 1 + below(w, 2));
    w->depth--;
    indent(w);
    if (below(w, 2) != 0) {
        fputs("} else {\n", w->out);
        w->depth++;
        block(w, 1);
        w->depth--;
        indent(w);
    }
    fputs("}\n", w->out);
}

static void bulk(writer *w)
{
    unsigned count;
    indent(w);
    if (below(w, 2) != 0) {
        fputs("if (", w->out);
        condition(w);
        fputs(") ", w->out);
    }
    if (below(w, 2) != 0) {
        fputs("memset(", w->out);
        array(w, &count);
        fprintf(w->out, ", %u, ", below(w, 3));
    } else {
        fputs("memcpy(a, b, ", w->out);
    }
    switch (below(w, 4)) {
    case 0:
        fputs("sizeof a", w->out);
        break;
    case 1:
        fprintf(w->out, "%d", constant(w) + 1);
        break;
    default:
        fputs("(size_t)(", w->out);
        expression(w, 1);
        fputs(")", w->out);
        break;
    }
    fputs(");\n", w->out);
}

/* Scalars are changed through pointers to them, picked at run time; the same pointers serve the whole function. */
static void pointer(writer *w)
{
    unsigned from = below(w, 2), to = 2 + below(w, 2);
    indent(w);
    switch (below(w, 11)) {
    case 7:
        fputs("put_each(2, q, table[0]);\n", w->out);
        break;
    case 8:
        fprintf(w->out, "memcpy(table, pair, %u);\n", 8 * (1 + below(w, 2)));
        break;
    case 9:
        fprintf(w->out, "pair[v%u & 1] = %s;\n", below(w, w->scalars), below(w, 2) != 0 ? "q" : "table[1]");
        break;
    case 10:
        fputs("if (pair[0] == q) *pair[0] = v0;\n", w->out);
        break;
    case 0:
        fputs("q = ", w->out);
        condition(w);
        fprintf(w->out, " ? &w%u : &w%u;\n", from, to);
        break;
    case 1:
        fprintf(w->out, "q = &w%u;\n", below(w, 4));
        break;
    case 2:
        fprintf(w->out, "table[v%u & 1] = &w%u;\n", below(w, w->scalars), below(w, 4));
        break;
    case 3:
        fprintf(w->out, "q = table[v%u & 1];\n", below(w, w->scalars));
        break;
    case 4:
        fprintf(w->out, "put(%s, ", below(w, 2) != 0 ? "q" : "&w1");
        expression(w, 1);
        fputs(");\n", w->out);
        break;
    case 5:
        fprintf(w->out, "v%u = %s;\n", below(w, w->scalars), below(w, 2) != 0 ? "*q" : "w1");
        break;
    default:
        fputs("*q = ", w->out);
        expression(w, 1);
        fputs(";\n", w->out);
        break;
    }
}

/* The same four bytes as one number and as bytes. */
static void view(writer *w)
{
    indent(w);
    switch (below(w, 7)) {
    case 4:
        fprintf(w->out, "memset(&u, %u, %u);\n", below(w, 3), 1 + below(w, 4));
        break;
    case 5:
        fprintf(w->out, "memcpy(&u, in, %u);\n", 1 + below(w, 2));
        break;
    case 6:
        fprintf(w->out, "memcpy(&u.bytes[%u], &w%u, %u);\n", below(w, 3), below(w, 4), 1 + below(w, 2));
        break;
    case 0:
        fputs("u.word = ", w->out);
        expression(w, 1);
        fputs(";\n", w->out);
        break;
    case 1:
        fprintf(w->out, "u.bytes[%u] = ", below(w, 4));
        expression(w, 1);
        fputs(";\n", w->out);
        break;
    case 2:
        fprintf(w->out, "v%u = u.bytes[%u];\n", below(w, w->scalars), below(w, 4));
        break;
    default:
        fprintf(w->out, "u.low = v%u; v%u = u.low;\n", below(w, w->scalars), below(w, w->scalars));
        break;
    }
}

static void statement(writer *w)
{
    if (w->budget == 0) {
        indent(w);
        fputs(";\n", w->out);
        return;
    }
    w->budget--;
    unsigned choice = below(w, 16);
    if (choice < 3 && w->depth < 3)
        branch(w);
    else if (choice < 5 && w->depth < 3 && w->loops < 2)
        loop(w);
    else if (choice < 8)
        access(w);
    else if (choice == 8)
        bulk(w);
    else if (choice < 12)
        pointer(w);
    else if (choice == 12)
        view(w);
    else {
        indent(w);
        fprintf(w->out, "v%u %s ", below(w, w->scalars), below(w, 4) == 0 ? "+=" : "=");
        expression(w, 2);
        fputs(";\n", w->out);
    }
}

static void block(writer *w, unsigned statements)
{
    for (unsigned i = 0; i < statements; i++)
        statement(w);
}

static void function(writer *w, unsigned number)
{
    const char *elem = elem_types[below(w, 4)];
    w->a_count = 1 + below(w, 16);
    w->b_count = w->a_count + below(w, 3);
    w->s_count = 1 + below(w, 10);
    w->scalars = 3 + below(w, 3);
    w->depth = w->loops = w->labels = 0;
    w->budget = 3 + below(w, 9);
    fprintf(w->out, "static long f%03u(int x, unsigned y, const unsigned char *in) {\n", number);
    fprintf(w->out, "  %s a[%u] = {0}, b[%u] = {0};\n", elem, w->a_count, w->b_count);
    fprintf(w->out, "  struct { int before; %s items[%u]; int after; } s = {0};\n", elem, w->s_count);
    fputs("  union { unsigned word; unsigned char bytes[4]; struct { int low : 3; }; } u = {0};\n", w->out);
    fputs("  int w0 = x, w1 = 1, w2 = 2, w3 = 3, *q = &w0, *table[2] = {&w1, &w2}, *pair[2] = {&w2, &w3};\n", w->out);
    for (unsigned i = 0; i < w->scalars; i++) {
        static const char *const starts[] = {"x", "(int)y", "in[0]", "in[1]", "0", "1"};
        fprintf(w->out, "  %s v%u = (%s)%s;\n", scalar_types[below(w, 6)], i, "int", starts[below(w, 6)]);
    }
    FILE *out = w->out;
    char *body = NULL;
    size_t size = 0;
    w->out = open_memstream(&body, &size);
    if (w->out == NULL)
        abort();
    block(w, 2 + below(w, 5));
    access(w);
    if (fclose(w->out) != 0)
        abort();
    w->out = out;
    for (unsigned i = 0; i < w->labels; i++) {
        fputs("  if (", w->out);
        condition(w);
        fprintf(w->out, ") goto inside%u;\n", i);
    }
    fputs(body, w->out);
    free(body);
    fputs("  return (long)a[0] + (long)b[0] + (long)s.items[0] + (long)u.word + w0 + w1 + w2 + w3 + *q + *table[0]",
          w->out);
    for (unsigned i = 0; i < w->scalars; i++)
        fprintf(w->out, " + (long)v%u", i);
    fputs(";\n}\n\n", w->out);
}

static const char head[] =
    "static int least(int x, int y) { return x < y ? x : y; }\n"
    "static int twice(int x, int y) { int r = 0; for (int i = 0; i < 2; i++) r += x & 15; return r + (y & 1); }\n"
    "static void put_each(int n, ...) { __builtin_va_list l; __builtin_va_start(l, n); while (n-- > 0) "
    "++*__builtin_va_arg(l, int *); __builtin_va_end(l); }\n"
    "static void put(int *to, int value) { *to = value; }\n\n";

void random_c_write(FILE *out, uint64_t seed, unsigned functions)
{
    writer w = {.out = out, .r = random_start(seed)};

    random_memory_begin(out, 0);
    fputs(head, out);
    for (unsigned i = 0; i < functions; i++)
        function(&w, i);
    random_memory_end(out, "f", 0, functions, NULL);
}
