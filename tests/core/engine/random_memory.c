/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "random_memory_parts.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

unsigned any(program *g, unsigned limit)
{
    return random_below(&g->r, limit);
}

bool once_in(program *g, unsigned times)
{
    return random_below(&g->r, times) == 0;
}

const char *text(const char *format, ...)
{
    static char pool[32][512];
    static unsigned next;
    char *to = pool[next++ % 32];
    va_list args;
    va_start(args, format);
    int size = vsnprintf(to, sizeof pool[0], format, args);
    va_end(args);
    if (size < 0 || (size_t)size >= sizeof pool[0])
        abort();
    return to;
}

void line(program *g, const char *format, ...)
{
    va_list args;
    for (unsigned i = 0; i <= g->depth; i++)
        fputs("  ", g->out);
    va_start(args, format);
    vfprintf(g->out, format, args);
    va_end(args);
    fputc('\n', g->out);
}

const char *scalar(program *g)
{
    return text("v%u", any(g, SCALARS));
}

int number(program *g)
{
    const place *p = &g->places[any(g, g->place_count)];
    switch (any(g, 5)) {
    case 0:
        return (int)any(g, 4);
    case 1:
        return (int)any(g, 24);
    case 2:
        return -(int)any(g, 4);
    default:
        return (int)(p->fixed != 0 ? p->fixed : 8) + (int)any(g, 3) - 1;
    }
}

const char *expression(program *g, unsigned depth)
{
    static const char *const ops[] = {"+", "-", "*", "&", "|", "^", "+", "-"};
    static const char *const types[] = {"unsigned char", "short", "int", "unsigned", "signed char", "long", "size_t", "unsigned short"};
    if (depth == 0 || once_in(g, 3))
        return once_in(g, 3) ? text("%d", number(g)) : scalar(g);
    const char *inner = expression(g, depth - 1);
    switch (any(g, 8)) {
    case 0:
        return text("(%s & %u)", inner, (1u << any(g, 5)) - 1);
    case 1:
        return text("(%s %% %u)", inner, 1 + any(g, 12));
    case 2:
        return text("(%s %s %u)", inner, once_in(g, 2) ? ">>" : "/", 1 + any(g, 4));
    case 3:
        return text("(%s)(%s)", types[any(g, 8)], inner);
    case 4:
        return text("(%s < %s ? %s : %s)", inner, scalar(g), inner, expression(g, 0));
    case 5:
        return text("(%s << %u)", inner, any(g, 4));
    default:
        return text("(%s %s %s)", inner, ops[any(g, 8)], expression(g, depth - 1));
    }
}

const char *condition(program *g)
{
    static const char *const ops[] = {"<", "<=", ">", ">=", "==", "!="};
    const char *left = once_in(g, 3) ? expression(g, 1) : scalar(g);
    const char *right = once_in(g, 3) ? expression(g, 1) : text("%d", number(g));
    const char *test = text("%s %s %s", left, ops[any(g, 6)], right);
    if (!once_in(g, 4))
        return test;
    return text("%s %s %s %s %d", test, once_in(g, 3) ? "||" : "&&", scalar(g), ops[any(g, 6)], number(g));
}

const place *any_place(program *g, const char *elem)
{
    for (unsigned tries = 0; elem != NULL && tries < 8; tries++) {
        const place *p = &g->places[any(g, g->place_count)];
        if (strcmp(p->elem, elem) == 0)
            return p;
    }
    return &g->places[any(g, g->place_count)];
}

static void branch(program *g)
{
    if (once_in(g, 4)) {
        line(g, "switch (%s) {", once_in(g, 3) ? expression(g, 1) : scalar(g));
        for (unsigned i = 0, at = any(g, 5); i < 3; i++, at += 1 + any(g, 4)) {
            line(g, once_in(g, 5) ? "case %u ... %u:;" : "case %u:;", at, at + 2);
            at += 2;
            g->depth++;
            block(g, 1);
            if (!once_in(g, 3))
                line(g, "break;");
            g->depth--;
        }
        if (once_in(g, 2)) {
            line(g, "default:;");
            g->depth++;
            block(g, 1);
            g->depth--;
        }
        line(g, "}");
        return;
    }
    line(g, "if (%s) {", condition(g));
    g->depth++;
    block(g, 1 + any(g, 2));
    if (once_in(g, 8))
        line(g, g->loops > 0 && once_in(g, 2) ? once_in(g, 2) ? "break;" : "continue;" : "goto out;");
    g->depth--;
    if (once_in(g, 2)) {
        line(g, "} else {");
        g->depth++;
        block(g, 1);
        g->depth--;
    }
    line(g, "}");
}

static void assignment(program *g)
{
    switch (any(g, 6)) {
    case 0:
        line(g, "v%u++;", any(g, SCALARS));
        break;
    case 1:
        line(g, "v%u += %s;", any(g, SCALARS), expression(g, 1));
        break;
    default:
        line(g, "v%u = %s;", any(g, SCALARS), expression(g, 2));
        break;
    }
}

void block(program *g, unsigned statements)
{
    while (statements-- > 0) {
        if (g->budget == 0) {
            line(g, ";");
            continue;
        }
        g->budget--;
        unsigned choice = any(g, 24);
        if (choice < 3 && g->depth < 4)
            branch(g);
        else if (choice < 6 && g->loops < 2 && g->depth < 4)
            loop(g);
        else if (choice < 10)
            access(g);
        else if (choice < 12)
            string(g);
        else if (choice < 14)
            heap(g);
        else if (choice < 15)
            bulk(g);
        else if (choice < 18)
            structure(g);
        else if (choice < 21)
            call(g);
        else
            assignment(g);
    }
}

/* ---- one program ---- */

static place *add_place(program *g, const char *elem, const char *count, unsigned fixed, const char *name)
{
    place *p = &g->places[g->place_count++];
    *p = (place){.fixed = fixed, .elem = elem};
    (void)snprintf(p->name, sizeof p->name, "%s", name);
    (void)snprintf(p->count, sizeof p->count, "%s", count);
    return p;
}

static void fixed_place(program *g, const char *elem, unsigned count, const char *name)
{
    add_place(g, elem, text("%u", count), count, name);
}

static void declare_places(program *g)
{
    static const char *const elems[] = {"int", "unsigned char", "short", "long", "int"};
    unsigned arrays = 1 + any(g, 3);
    for (unsigned i = 0; i < arrays; i++) {
        const char *elem = elems[any(g, 5)];
        unsigned count = 1 + any(g, 16);
        line(g, once_in(g, 4) ? "static %s a%u[%u];" : "%s a%u[%u] = {0};", elem, i, count);
        fixed_place(g, elem, count, text("a%u", i));
    }
    fixed_place(g, "int", g->items, "s.items");
    fixed_place(g, "short", g->row, "t.part[1].row");
    fixed_place(g, "unsigned char", g->inner, "u->part[0].bytes");
    if (once_in(g, 2)) {
        unsigned wide = 2 + any(g, 4);
        line(g, "int m[3][%u] = {{0}};", wide);
        fixed_place(g, "int", wide, text("m[%u]", any(g, 3)));
    }
    if (once_in(g, 3)) {
        const char *elem = elems[any(g, 5)];
        line(g, "%s w[n0 + 1];", elem);
        line(g, "memset(w, 0, sizeof w);");
        add_place(g, elem, once_in(g, 5) ? "n0 + 2" : "n0 + 1", 0, "w");
    }
    if (once_in(g, 2)) {
        const char *elem = elems[any(g, 5)];
        line(g, "%s *grown = malloc((n1 + %u) * sizeof *grown);", elem, any(g, 2));
        line(g, "if (grown == NULL) return 0;");
        line(g, "for (size_t i = 0; i < n1; i++) grown[i] = 0;");
        add_place(g, elem, "n1", 0, "grown")->heap = true;
    }
    if (g->helper[0])
        fixed_place(g, "int", 8, text("g%u_table", g->number));
}

static void declare(program *g)
{
    static const char *const types[] = {"int", "unsigned", "unsigned char", "int", "size_t", "short", "long", "signed char"};
    static const char *const inputs[] = {"x", "(int)y", "in[0]", "in[1]", "0", "1"};
    if (g->closed) {
        line(g, "int x = %d; unsigned y = %u; unsigned char in[2] = {%u, %u};", (int)any(g, 20) - 3, any(g, 20), any(g, 18),
             any(g, 40));
        line(g, "(void)x, (void)y;");
    }
    for (unsigned i = 0; i < SCALARS; i++) {
        const char *type = types[any(g, 8)];
        line(g, "%s v%u = (%s)%s;", type, i, type, inputs[any(g, 6)]);
    }
    line(g, "size_t n0 = %s, n1 = %s;", once_in(g, 3) ? text("%u", any(g, 12)) : "y & 15", once_in(g, 3) ? text("%u", 1 + any(g, 12)) : "in[1] % 24u");
    line(g, "struct outer s = {0}, t = {0}, *u = %s;", once_in(g, 3) ? text("%s ? &s : &t", condition(g)) : "&s");
    line(g, "union view q = {0};");
    line(g, "struct node third = {NULL, 3, {0}}, second = {&third, 2, {0}}, first = {&second, 1, {0}}, *at_node = &first;");
    line(g, "char name[%u] = \"\", other[%u] = \"%s\";", 4 + any(g, 13), 8 + any(g, 9), once_in(g, 2) ? "one" : "seven");
    line(g, "(void)n0, (void)n1, (void)name, (void)other, (void)at_node, (void)u;");
}

static void write_program(program *g)
{
    g->place_count = 0;
    g->depth = g->loops = g->labels = g->fresh = 0;
    g->budget = 3 + any(g, 9);
    g->closed = once_in(g, 3);
    for (unsigned i = 0; i < HELPERS; i++)
        g->helper[i] = once_in(g, 2);
    helpers(g);
    fprintf(g->out, "static long f%03u(%s)\n{\n", g->number,
            g->closed ? "void" : "int x, unsigned y, const unsigned char *in");
    /* numbers of interest are about the sizes of what there is */
    fixed_place(g, "int", g->items, "s.items");
    declare(g);
    g->place_count = 0;
    declare_places(g);
    block(g, 3 + any(g, 5));
    access(g);
    line(g, "goto out;");
    fprintf(g->out, "out:\n  return (long)v0 + (long)v1 + (long)v2 + (long)v3 + (long)v4 + (long)v5 + s.after + t.after + q.half[0];\n}\n\n");
}

static void write_types(FILE *out, const program *g)
{
    fprintf(out,
            "struct inner { int tag; short row[%u]; unsigned char bytes[%u]; };\n"
            "struct outer { int before; struct inner part[2]; int items[%u]; long after; };\n"
            "union view { unsigned word; unsigned char bytes[4]; unsigned short half[2]; struct { int low : 3; unsigned mid : 5; }; };\n"
            "struct node { struct node *next; int value; int vals[%u]; };\n"
            "struct tail { unsigned count; int items[]; };\n\n",
            g->row, g->inner, g->items, g->list);
}

/* The sanitizer looks at what strcpy writes, and not at what stpcpy does: what would go wrong there went wrong behind it.
 * Nor does it see an access that lands beyond the poisoned bytes around its object, in another one, which then goes wrong
 * instead: NEAR touches the first poisoned byte on the way there. */
void random_memory_begin(FILE *out, unsigned file_base)
{
    fprintf(out,
            "#ifndef _GNU_SOURCE\n#define _GNU_SOURCE\n#endif\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n\n"
            "#ifdef RUN\nextern volatile long *at; extern unsigned fuel; void stop(void); void near_to(const char *, const char *);\n"
            "#define NEAR(from, place) near_to((const char *)(from), (const char *)(place))\n"
            "#define AT ((--fuel == 0 ? stop() : (void)0), (void)(*at = %u + __LINE__))\n"
            "#define stpcpy(to, from) (strcpy((to), (from)), (to) + strlen(to))\n"
            "#else\n#define AT ((void)0)\n#define NEAR(from, place) ((void)0)\n#endif\n\n",
            file_base);
}

void random_memory_write(FILE *main_file, FILE *other, uint64_t seed, unsigned programs, unsigned char *ret_closed)
{
    program g = {.out = main_file, .callee = main_file, .names = main_file, .r = random_start(seed), .split = other != NULL};
    g.inner = 2 + any(&g, 8), g.row = 1 + any(&g, 6), g.items = 1 + any(&g, 10), g.list = 1 + any(&g, 4);
    random_memory_begin(main_file, 0);
    write_types(main_file, &g);
    if (other != NULL) {
        g.callee = other;
        random_memory_begin(other, RANDOM_OTHER_FILE);
        write_types(other, &g);
    }
    for (g.number = 0; g.number < programs; g.number++) {
        write_program(&g);
        ret_closed[g.number] = g.closed;
    }
    random_memory_end(main_file, "f", 0, programs, ret_closed);
}
