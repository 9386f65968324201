/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The statements of random programs that touch memory. */
#include "random_memory_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- elements ---- */

/* What a guard says the index is below: the count, or something close to it. */
static const char *limit_of(program *g, const place *p)
{
    if (once_in(g, 12))
        return any_place(g, NULL)->count;
    if (once_in(g, 8))
        return text("%s + 1", p->count);
    return p->count;
}

static const char *index_of(program *g)
{
    switch (any(g, 8)) {
    case 0:
        return text("%s + %d", scalar(g), (int)any(g, 5) - 2);
    case 1:
        return expression(g, 2);
    case 2:
        return text("2 * %s", scalar(g));
    case 3:
        return text("%s - %s", scalar(g), scalar(g));
    default:
        return scalar(g);
    }
}

static const char *use_of(program *g, const char *what)
{
    switch (any(g, 3)) {
    case 0:
        return text("v%u = %s;", any(g, SCALARS), what);
    case 1:
        return text("%s += 1;", what);
    default:
        return text("%s = %s;", what, expression(g, 1));
    }
}

void access(program *g)
{
    const place *p = any_place(g, NULL);
    const char *index = index_of(g), *limit = limit_of(g, p), *elem = text("%s[%s]", p->name, index);
    if (once_in(g, 6)) { /* a cursor in the place of a subscript */
        unsigned c = g->fresh++;
        line(g, "%s *c%u = &%s[0]%s;", p->elem, c, p->name, once_in(g, 2) ? text(" + %s", limit) : "");
        line(g, "if (%s >= 0 && %s < %s) c%u %s %s;", index, index, limit, c, once_in(g, 2) ? "+=" : "-=", index);
        line(g, "if (c%u >= %s && c%u < &%s[0] + %s) { AT; %s }", c, p->name, c, p->name, limit, use_of(g, text("*c%u", c)));
        return;
    }
    switch (any(g, 9)) {
    case 0:
        line(g, "AT; %s", use_of(g, elem));
        break;
    case 1:
        line(g, "if (%s < 0 || %s >= (int)(%s)) goto out;", index, index, limit);
        line(g, "AT; %s", use_of(g, elem));
        break;
    case 2:
        line(g, "if ((size_t)(%s) <= %s) { AT; %s }", index, limit, use_of(g, elem));
        break;
    case 3:
        line(g, "AT; %s", use_of(g, text("%s[(size_t)(%s) %% (%s)]", p->name, index, limit)));
        break;
    case 4: {
        unsigned k = g->fresh++;
        line(g, "%s k%u = %s;", once_in(g, 2) ? "int" : once_in(g, 2) ? "unsigned char" : "unsigned", k, index);
        line(g, "if (k%u > %s) k%u = %s;", k, limit, k, once_in(g, 3) ? limit : text("%s - 1", limit));
        line(g, "AT; %s", use_of(g, text("%s[k%u]", p->name, k)));
        break;
    }
    default:
        line(g, "if (%s >= 0 && %s < (long)(%s)) { AT; %s }", index, index, limit, use_of(g, elem));
        break;
    }
}

/* ---- loops ---- */

static void body(program *g, const place *p, const char *i)
{
    g->depth++;
    g->loops++;
    if (!once_in(g, 4)) {
        const char *shift = once_in(g, 5) ? text("%s + %d", i, (int)any(g, 3) - 1) : i;
        line(g, "AT; %s", use_of(g, text("%s[%s]", p->name, shift)));
    } else
        line(g, "AT;");
    if (once_in(g, 6))
        line(g, "if (%s) %s;", condition(g), once_in(g, 2) ? "break" : "goto out");
    block(g, any(g, 3));
    g->loops--;
    g->depth--;
}

static void cursor_loop(program *g, const place *p)
{
    unsigned c = g->fresh++;
    const char *limit = limit_of(g, p), *test = once_in(g, 8) ? "<=" : once_in(g, 3) ? "!=" : "<";
    if (once_in(g, 4)) {
        line(g, "for (%s *c%u = &%s[0] + %s; c%u %s %s;) {", p->elem, c, p->name, limit, c, once_in(g, 8) ? ">=" : ">", p->name);
        line(g, "  AT; *--c%u = %d;", c, number(g));
    } else {
        line(g, "for (%s *c%u = &%s[0], *e%u = c%u + %s; c%u %s e%u; c%u++) {", p->elem, c, p->name, c, c, limit, c, test, c, c);
        line(g, "  AT; %s", use_of(g, text("*c%u", c)));
    }
    g->depth++;
    g->loops++;
    block(g, any(g, 2));
    g->loops--;
    g->depth--;
    line(g, "}");
}

void loop(program *g)
{
    const place *p = any_place(g, NULL);
    const char *limit = limit_of(g, p), *le = once_in(g, 8) ? "<=" : "<", *type = once_in(g, 2) ? "size_t" : "int";
    unsigned i = g->fresh++, step = once_in(g, 5) ? 2 : 1;
    const char *var = text("i%u", i);
    switch (any(g, 8)) {
    case 0:
        cursor_loop(g, p);
        return;
    case 1:
        line(g, "for (int i%u = (int)(%s)%s; i%u >= %d; i%u--) {", i, limit, once_in(g, 5) ? "" : " - 1", i, once_in(g, 6) ? -1 : 0, i);
        break;
    case 2:
        line(g, "%s i%u = %u;", type, i, any(g, 2));
        line(g, "while (i%u %s %s) {", i, le, limit);
        body(g, p, var);
        line(g, "  i%u += %u;", i, step);
        line(g, "}");
        return;
    case 3:
        line(g, "%s i%u = 0;", type, i);
        line(g, "do {");
        body(g, p, var);
        line(g, "} while (++i%u %s %s);", i, le, limit);
        return;
    case 4: { /* no continue or break may stand in it: it is no loop to C */
        unsigned loops = g->loops;
        line(g, "%s i%u = 0;", type, i);
        line(g, "again%u:", i);
        line(g, "AT; %s", use_of(g, text("%s[%s]", p->name, var)));
        g->loops = 2;
        access(g);
        g->loops = loops;
        line(g, "if (++i%u %s %s) goto again%u;", i, le, limit, i);
        return;
    }
    case 5: /* until a value is met */
        line(g, "%s i%u = 0;", type, i);
        line(g, "for (;;) {");
        line(g, "  if (i%u %s %s) break;", i, once_in(g, 6) ? ">" : ">=", limit);
        line(g, "  AT; if (%s[i%u] == %d) break;", p->name, i, number(g));
        line(g, "  i%u++;", i);
        line(g, "}");
        line(g, "AT; %s[i%u] = 1;", p->name, i);
        return;
    default:
        line(g, "for (%s i%u = %u; i%u %s %s; i%u += %u) {", type, i, any(g, 2), i, le, once_in(g, 4) ? scalar(g) : limit, i, step);
        break;
    }
    body(g, p, var);
    line(g, "}");
}

/* ---- strings ---- */

/* A conversion of a format, and its argument. */
static const char *conversion(program *g, const char **ret_argument)
{
    static const char *const flags[] = {"", "", "-", "0", "+", " "};
    const char *width = once_in(g, 3) ? text("%u", 1 + any(g, 9)) : "";
    switch (any(g, 6)) {
    case 0:
        *ret_argument = ", other";
        return text("%%%s%s%ss", once_in(g, 4) ? "-" : "", width, once_in(g, 2) ? text(".%u", any(g, 6)) : "");
    case 1:
        *ret_argument = text(", (int)(%s)", scalar(g));
        return text("%%%s%s%sd", flags[any(g, 6)], width, once_in(g, 6) ? text(".%u", any(g, 6)) : "");
    case 2:
        *ret_argument = text(", (unsigned long)(%s)", scalar(g));
        return once_in(g, 2) ? "%lx" : "%#lo";
    case 3:
        *ret_argument = text(", %s & 63", scalar(g));
        return once_in(g, 4) ? "%c%%" : "%hhu";
    case 4:
        *ret_argument = text(", (int)(n0), \"ab\"");
        return once_in(g, 2) ? "%*s" : "%.*s";
    default:
        *ret_argument = "";
        return once_in(g, 2) ? "abc" : "%%";
    }
}

static void formatted(program *g)
{
    unsigned k = g->fresh++;
    const char *first, *second, *a = conversion(g, &first), *b = once_in(g, 2) ? conversion(g, &second) : (second = "", "");
    if (once_in(g, 2))
        line(g, "AT; int k%u = sprintf(name, \"%s%s\"%s%s);", k, a, b, first, second);
    else
        line(g, "AT; int k%u = snprintf(name, sizeof name%s, \"%s%s\"%s%s);", k, once_in(g, 8) ? " + 1" : "", a, b, first, second);
    line(g, once_in(g, 2) ? "if (k%u >= 0 && k%u < (int)sizeof name) { AT; name[k%u] = 'k'; }"
                          : "if (k%u > 0 && (size_t)k%u <= sizeof name) { AT; name[k%u - 1] = 'k'; }", k, k, k);
}

/* Functions of the library whose answer leads somewhere. */
static void found(program *g)
{
    static const char *const ways[][2] = {
        {"AT; char *d%u = memchr(other, 'e', sizeof other%s);", "if (d%u != NULL) { AT; d%u[%u] = 'q'; }"},
        {"AT; char *d%u = strrchr(other, 'n'%s);", "if (d%u != NULL) { AT; d%u[%u] = 'q'; }"},
        {"AT; char *d%u = strstr(other, \"ve\"%s);", "if (d%u != NULL) { AT; d%u[%u] = 'q'; }"},
        {"AT; char *d%u = other + strcspn(other, \"vx\"%s);", "if (*d%u != 0) { AT; d%u[%u] = 'q'; }"},
        {"AT; char *d%u = stpcpy(name, other%s);", "if (d%u > name) { AT; d%u[%u] = 'q'; }"},
        {"AT; char *d%u = strndup(other, 3%s);", "if (d%u != NULL) { AT; d%u[%u] = 0; }"},
        {"AT; char *d%u = strdup(other%s);", "if (d%u != NULL) { AT; d%u[%u] = 0; }"},
        {"AT; char *d%u = name + strnlen(name, sizeof name%s);", "if (d%u != name) { AT; d%u[%u] = 'q'; }"},
        {"AT; char *d%u = strncat(name, other, 2%s);", "if (d%u != NULL) { AT; d%u[%u] = 'q'; }"},
    };
    unsigned k = g->fresh++, way = any(g, sizeof ways / sizeof ways[0]);
    line(g, ways[way][0], k, "");
    line(g, ways[way][1], k, k, once_in(g, 2) ? 0 : any(g, 6));
}

void string(program *g)
{
    unsigned k = g->fresh++;
    switch (any(g, 15)) {
    case 11:
    case 12:
        formatted(g);
        break;
    case 13:
    case 14:
        found(g);
        break;
    case 0:
        line(g, "AT; strcpy(name, %s);", once_in(g, 2) ? "other" : "\"four\"");
        break;
    case 1:
        line(g, "AT; if (strlen(name) + strlen(other) %s sizeof name) { AT; strcat(name, other); }", once_in(g, 4) ? "<=" : "<");
        break;
    case 2:
        line(g, "AT; strncpy(name, other, sizeof name%s);", once_in(g, 4) ? "" : " - 1");
        line(g, "name[sizeof name - 1] = 0;");
        break;
    case 3:
        line(g, "AT; snprintf(name, sizeof name%s, \"%%d-%%s\", (int)%s, other);", once_in(g, 6) ? " + 4" : "", scalar(g));
        break;
    case 4:
        line(g, "AT; sprintf(name, \"%%%s\", %s);", once_in(g, 2) ? "u" : "x", once_in(g, 2) ? "(unsigned)n0" : "(unsigned)in[0]");
        break;
    case 5:
        line(g, "AT; size_t k%u = strlen(other);", k);
        line(g, "char *d%u = malloc(k%u%s);", k, k, once_in(g, 3) ? "" : " + 1");
        line(g, "if (d%u == NULL) goto out;", k);
        line(g, "AT; strcpy(d%u, other);", k);
        line(g, "AT; v%u = d%u[%s];", any(g, SCALARS), k, once_in(g, 3) ? text("k%u", k) : "0");
        line(g, "free(d%u);", k);
        break;
    case 6:
        line(g, "size_t k%u = 0;", k);
        line(g, "while (AT, other[k%u] != 0) {", k);
        line(g, "  AT; name[k%u] = other[k%u];", k, k);
        line(g, "  k%u++;", k);
        line(g, "}");
        line(g, "if (k%u %s sizeof name) { AT; name[k%u] = 0; }", k, once_in(g, 4) ? "<=" : "<", k);
        break;
    case 7:
        line(g, "AT; char *d%u = strchr(other, '%c');", k, once_in(g, 2) ? 'e' : 'z');
        line(g, once_in(g, 4) ? "AT; *d%u = 0;" : "if (d%u != NULL) { AT; *d%u = 0; }", k, k);
        break;
    case 8:
        line(g, "AT; size_t k%u = strlen(name);", k);
        line(g, "if (k%u > 0) { AT; name[k%u - 1] = 'x'; }", k, k);
        line(g, "AT; v%u = name[k%u%s];", any(g, SCALARS), k, once_in(g, 4) ? " + 9" : "");
        break;
    case 9:
        line(g, "AT; memcpy(name, other, strlen(other)%s);", once_in(g, 2) ? " + 1" : "");
        break;
    default:
        line(g, "if ((size_t)%s < sizeof other) { AT; other[%s] = 0; }", "v0", "v0");
        break;
    }
}

/* ---- heap ---- */

void heap(program *g)
{
    unsigned h = g->fresh++;
    const char *count = once_in(g, 3) ? text("%u", 1 + any(g, 9)) : once_in(g, 2) ? "(n0 + 1)" : text("((size_t)%s & 15) + 1", scalar(g));
    switch (any(g, 7)) {
    case 0:
        line(g, "size_t k%u = %s;", h, count);
        line(g, "int *h%u = calloc(k%u, sizeof *h%u);", h, h, h);
        line(g, "if (h%u == NULL) goto out;", h);
        line(g, "for (size_t i = 0; i %s k%u; i++) { AT; h%u[i] = 1; }", once_in(g, 6) ? "<=" : "<", h, h);
        line(g, "free(h%u);", h);
        if (once_in(g, 4))
            line(g, "AT; v0 = h%u[0];", h);
        break;
    case 1:
        line(g, "size_t k%u = %s;", h, count);
        line(g, "long *h%u = malloc(k%u * %s);", h, h, once_in(g, 5) ? "sizeof(int)" : text("sizeof *h%u", h));
        line(g, "if (h%u == NULL) goto out;", h);
        line(g, "for (size_t i = 0; i < k%u; i++) { AT; h%u[i] = 0; }", h, h);
        line(g, "long *r%u = realloc(h%u, (k%u + %u) * sizeof *r%u);", h, h, h, any(g, 4), h);
        line(g, "if (r%u == NULL) { free(h%u); goto out; }", h, h);
        line(g, "AT; %s[k%u + %u] = 5;", once_in(g, 6) ? text("h%u", h) : text("r%u", h), h, any(g, 4));
        line(g, "free(r%u);", h);
        break;
    case 2:
        line(g, "struct tail *h%u = malloc(sizeof *h%u + (size_t)(%s) * sizeof h%u->items[0]);", h, h, count, h);
        line(g, "if (h%u == NULL) goto out;", h);
        line(g, "h%u->count = (unsigned)(%s)%s;", h, count, once_in(g, 4) ? " + 1" : "");
        line(g, "for (unsigned i = 0; i < h%u->count; i++) { AT; h%u->items[i] = 0; }", h, h);
        line(g, "free(h%u);", h);
        break;
    case 3:
        line(g, "int *h%u = %s ? malloc(4) : NULL;", h, condition(g));
        line(g, once_in(g, 2) ? "if (h%u != NULL) { AT; *h%u = 1; }" : "AT; *h%u = 1;", h, h);
        line(g, "AT; free(h%u);", h);
        if (once_in(g, 4))
            line(g, "AT; free(h%u);", h);
        break;
    case 4:
        line(g, "struct outer *h%u = malloc(%s);", h, once_in(g, 4) ? text("sizeof h%u", h) : text("sizeof *h%u", h));
        line(g, "if (h%u == NULL) goto out;", h);
        line(g, "AT; h%u->before = %s;", h, scalar(g));
        line(g, "AT; h%u->items[%u] = h%u->before;", h, any(g, g->items), h);
        if (once_in(g, 3))
            line(g, "if (h%u->before > 3) { AT; free(h%u); goto out; }", h, h);
        line(g, "free(h%u);", h);
        break;
    case 5:
        line(g, "unsigned char *h%u = malloc(%s), *e%u = h%u;", h, count, h, h);
        line(g, "if (h%u == NULL) goto out;", h);
        line(g, "for (size_t i = 0; i < %s; i++) { AT; *e%u++ = in[i & 1]; }", count, h);
        line(g, "AT; v%u = e%u[-1];", any(g, SCALARS), h);
        line(g, "if (e%u - h%u > %u) { AT; v%u = h%u[%u]; }", h, h, any(g, 8), any(g, SCALARS), h, any(g, 9));
        line(g, "free(h%u);", h);
        break;
    default:
        line(g, "int l%u, *z%u = %s ? &l%u : NULL;", h, h, condition(g), h);
        line(g, once_in(g, 2) ? "if (z%u) { AT; *z%u = 2; }" : "AT; *z%u = 2;", h, h);
        line(g, "if (%s) l%u = 1;", condition(g), h);
        line(g, "if (z%u) { AT; if (*z%u > 1) v0 = 1; }", h, h);
        if (once_in(g, 3))
            line(g, "AT; if (l%u > 2) v0 = 2;", h);
        break;
    }
}

void bulk(program *g)
{
    const place *p = any_place(g, NULL), *q = any_place(g, p->elem);
    const char *bytes = once_in(g, 3) ? text("(size_t)(%s) * sizeof(%s)", p->count, p->elem)
                                      : once_in(g, 2) ? text("(size_t)(%s)", expression(g, 1)) : text("%u", (unsigned)(number(g) & 31));
    const char *guard = once_in(g, 2) ? text("if ((size_t)(%s) <= (%s) * sizeof(%s)) ", bytes, limit_of(g, p), p->elem) : "";
    if (once_in(g, 2))
        line(g, "%s{ AT; memset(%s, %u, %s); }", guard, p->name, any(g, 3), bytes);
    else if (strcmp(p->name, q->name) != 0)
        line(g, "%s{ AT; mem%s(%s, %s, %s); }", guard, once_in(g, 2) ? "cpy" : "move", p->name, q->name, bytes);
}

/* ---- structs, unions, pointers ---- */

void structure(program *g)
{
    unsigned k = g->fresh++;
    switch (any(g, 12)) {
    case 0:
        line(g, "u = %s ? &s : &t;", condition(g));
        break;
    case 1:
        line(g, "struct inner *k%u = &u->part[%s & 1];", k, scalar(g));
        line(g, "if (%s >= 0 && %s < %u) { AT; k%u->row[%s] = 1; }", "v1", "v1", g->row + (once_in(g, 4) ? 1 : 0), k, "v1");
        break;
    case 2:
        line(g, "for (int i = 0; i < 2; i++)");
        line(g, "  for (unsigned j = 0; j %s %u; j++) { AT; %s.part[i].bytes[j] = (unsigned char)%s; }", once_in(g, 6) ? "<=" : "<",
             g->inner, once_in(g, 2) ? "s" : "t", scalar(g));
        break;
    case 3:
        line(g, "struct inner *k%u = &s.part[0];", k);
        line(g, "k%u += %s;", k, once_in(g, 3) ? scalar(g) : text("%u", any(g, 3)));
        line(g, "AT; v%u = k%u->tag;", any(g, SCALARS), k);
        break;
    case 4:
        line(g, "for (at_node = &first; at_node != NULL; at_node = at_node->next) { AT; at_node->vals[%u] = at_node->value; }",
             any(g, g->list + (once_in(g, 5) ? 1 : 0)));
        break;
    case 5:
        line(g, "AT; if (at_node%s) { AT; v%u = at_node->next%s->value; }", once_in(g, 2) ? "" : " && at_node->next", any(g, SCALARS),
             once_in(g, 3) ? "->next" : "");
        break;
    case 6:
        line(g, "q.word = (unsigned)%s;", expression(g, 1));
        line(g, "v%u = q.bytes[%u];", any(g, SCALARS), any(g, 4));
        break;
    case 7:
        line(g, "q.bytes[%u] = (unsigned char)%s; v%u = q.half[%u];", any(g, 4), scalar(g), any(g, SCALARS), any(g, 2));
        break;
    case 8:
        line(g, "q.low = %s; v%u = q.low; q.mid = (unsigned)%s; v%u = q.mid;", scalar(g), any(g, SCALARS), scalar(g), any(g, SCALARS));
        break;
    case 9:
        line(g, "t = s; u->items[0] = %s; v%u = t.items[0];", scalar(g), any(g, SCALARS));
        break;
    case 10:
        line(g, "int *k%u = &u->items[%u];", k, any(g, g->items));
        line(g, "AT; k%u[%s] = 3;", k, once_in(g, 2) ? text("%d", (int)any(g, 4) - 1) : scalar(g));
        break;
    default:
        line(g, "AT; memcpy(&q, in, %u); v%u = (int)(q.word & %u);", 1 + any(g, 2), any(g, SCALARS), 7 + 8 * any(g, 2));
        break;
    }
}
