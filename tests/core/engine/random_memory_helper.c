/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Callees and globals of random programs, and the main that runs them. */
#include "random_memory_parts.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* The head of a callee: its declaration where it is called, its definition where it stands. */
static void head(program *g, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void head(program *g, const char *format, ...)
{
    va_list args;
    if (g->split) {
        va_start(args, format);
        vfprintf(g->names, format, args);
        va_end(args);
        fputs(";\n", g->names);
    } else
        fputs("static ", g->callee);
    va_start(args, format);
    vfprintf(g->callee, format, args);
    va_end(args);
    fputs("\n{\n", g->callee);
}

static void global(program *g, const char *type, const char *name, const char *rest, const char *value)
{
    if (g->split)
        fprintf(g->names, "extern %s %s%s;\n", type, name, rest);
    fprintf(g->callee, "%s%s %s%s%s;\n", g->split ? "" : "static ", type, name, rest, value);
}

/* Table, limit that may be changed, and what reads them. */
static void global_callees(program *g)
{
    unsigned n = g->number;
    const char *limit = text("g%u_limit", n);
    global(g, "int", text("g%u_table", n), "[8]", "");
    global(g, "int", limit, "", text(" = %u", 6 + any(g, 4)));
    global(g, once_in(g, 2) ? "const int" : "int", text("g%u_steps", n), "[4]", " = {1, 2, 4, 8}");
    head(g, "int g%u_get(int i)", n);
    fprintf(g->callee, "  if (i < 0 || i >= g%u_limit) return -1;\n  AT; return g%u_table[i];\n}\n", n, n);
    head(g, "void g%u_set_limit(int to)", n);
    fprintf(g->callee, "  %sg%u_limit = to;\n}\n", once_in(g, 2) ? "" : text("if (to <= %u) ", 8 + any(g, 2)), n);
    head(g, "int g%u_step(unsigned i)", n);
    fprintf(g->callee, "  AT; return g%u_table[g%u_steps[i & 3]%s];\n}\n", n, n, once_in(g, 2) ? " - 1" : "");
}

static void array_callees(program *g)
{
    unsigned n = g->number;
    head(g, "void put%u(int *a, int i, int v)", n);
    fprintf(g->callee, "  AT; NEAR(a, &a[i]); a[i] = v;\n}\n");
    head(g, "void put_deep%u(int *a, int i, int v)", n);
    fprintf(g->callee, "  put%u(a, i + %u, v);\n}\n", n, any(g, 2));
    head(g, "void fill%u(unsigned char *a, size_t n, int v)", n);
    fprintf(g->callee, "  for (size_t i = 0; i %s n; i++) { AT; a[i] = (unsigned char)v; }\n}\n", once_in(g, 6) ? "<=" : "<");
}

static void recursive_callees(program *g)
{
    unsigned n = g->number;
    head(g, "int walk%u(const int *a, int n)", n);
    fprintf(g->callee, "  if (n %s 0) return 0;\n  AT; int v = a[n%s];\n  return (v & 1) + walk%u(a, n - 1);\n}\n", once_in(g, 6) ? "<" : "<=",
            once_in(g, 6) ? "" : " - 1", n);
    head(g, "int depth%u(const struct node *p)", n);
    fprintf(g->callee, "  if (p == NULL) return 0;\n  AT; p = p->next;\n  return 1 + depth%u(p);\n}\n", n);
}

static void out_callees(program *g)
{
    unsigned n = g->number;
    head(g, "int parse%u(const unsigned char *in, int *ret)", n);
    fprintf(g->callee, "  if (in[0] > %u) return -1;\n  *ret = in[0];\n  return 0;\n}\n", 3 + any(g, 12));
    head(g, "int clamp%u(int v, int n)", n);
    fprintf(g->callee, "  if (v < 0) return 0;\n  if (v >= n) return n%s;\n  return v;\n}\n", once_in(g, 4) ? "" : " - 1");
}

static void heap_callees(program *g)
{
    unsigned n = g->number;
    head(g, "int *make%u(size_t n)", n);
    fprintf(g->callee, "  int *a = malloc(n%s);\n  if (a == NULL) return NULL;\n", once_in(g, 6) ? "" : " * sizeof *a");
    fprintf(g->callee, "  for (size_t i = 0; i < n; i++) { AT; a[i] = 0; }\n  return a;\n}\n");
    head(g, "void drop%u(int *a, int really)", n);
    fprintf(g->callee, "  if (really%s) free(a);\n}\n", once_in(g, 2) ? " > 2" : "");
}

static void table_callees(program *g)
{
    unsigned n = g->number;
    const char *fixed = g->split ? "" : "static ";
    head(g, "int inc%u(int *a, int i)", n);
    fprintf(g->callee, "  AT; NEAR(a, &a[i]); return ++a[i];\n}\n");
    head(g, "int dec%u(int *a, int i)", n);
    fprintf(g->callee, "  if (i < 1) return 0;\n  AT; NEAR(a, &a[i - 1]); return --a[i - 1];\n}\n");
    if (g->split)
        fprintf(g->names, "extern int (*const ops%u[2])(int *, int);\n", n);
    fprintf(g->callee, "%sint (*const ops%u[2])(int *, int) = {inc%u, dec%u};\n", fixed, n, n, n);
}

static void struct_callees(program *g)
{
    unsigned n = g->number;
    head(g, "int item%u(const struct outer *o, int i)", n);
    fprintf(g->callee, "  %s\n  AT; return o->items[i];\n}\n", once_in(g, 2) ? text("if (i < 0 || i >= %u) return 0;", g->items) : "");
    head(g, "struct inner *part%u(struct outer *o, unsigned i)", n);
    fprintf(g->callee, "  return &o->part[0] + (i & %u);\n}\n", once_in(g, 5) ? 3 : 1);
}

static void string_callees(program *g)
{
    unsigned n = g->number;
    head(g, "size_t copy%u(char *to, size_t room, const char *from)", n);
    fprintf(g->callee, "  size_t i = 0;\n  while (AT, from[i] != 0 && i %s room%s) {\n    AT; to[i] = from[i];\n    i++;\n  }\n  AT; to[i] = 0;\n  return i;\n}\n",
            once_in(g, 6) ? "<=" : "<", once_in(g, 4) ? "" : " - 1");
}

void helpers(program *g)
{
    static void (*const writers[HELPERS])(program *) = {global_callees, array_callees, recursive_callees, out_callees,
                                                        heap_callees,   table_callees, struct_callees,    string_callees};
    for (unsigned i = 0; i < HELPERS; i++)
        if (g->helper[i])
            writers[i](g);
}

void call(program *g)
{
    unsigned which = any(g, HELPERS), n = g->number, k = g->fresh++;
    for (unsigned tries = 0; tries < HELPERS && !g->helper[which]; tries++)
        which = (which + 1) % HELPERS;
    if (!g->helper[which])
        return;
    const place *ints = any_place(g, "int"), *bytes = any_place(g, "unsigned char");
    bool are_ints = strcmp(ints->elem, "int") == 0, are_bytes = strcmp(bytes->elem, "unsigned char") == 0;
    const char *count = once_in(g, 8) ? text("%s + 1", ints->count) : ints->count;
    const char *a = are_ints ? ints->name : "s.items";
    if (!are_ints)
        count = text("%u", g->items);
    switch (which) {
    case 0:
        line(g, once_in(g, 3) ? "g%u_set_limit((int)(%s));" : once_in(g, 2) ? "v0 = g%u_get((int)(%s));" : "v0 = g%u_step((unsigned)(%s));", n,
             once_in(g, 2) ? text("%d", number(g)) : scalar(g));
        break;
    case 1:
        if (once_in(g, 3) && are_bytes)
            line(g, "fill%u(%s, (size_t)(%s), 1);", n, bytes->name, once_in(g, 4) ? scalar(g) : bytes->count);
        else
            line(g, "%s%s%u(%s, %s, 1);", once_in(g, 2) ? text("if (%s >= 0 && %s < (int)(%s)) ", "v1", "v1", count) : "",
                 once_in(g, 2) ? "put" : "put_deep", n, a, once_in(g, 3) ? text("(int)(%s) - 1", count) : "v1");
        break;
    case 2:
        if (once_in(g, 2))
            line(g, "v1 = walk%u(%s, (int)(%s));", n, a, count);
        else
            line(g, "v1 = depth%u(at_node);", n);
        break;
    case 3:
        line(g, "int k%u;", k);
        if (once_in(g, 2))
            line(g, "if (parse%u(in, &k%u) == 0) {", n, k);
        else {
            line(g, "parse%u(in, &k%u);", n, k);
            line(g, "{");
        }
        line(g, "  AT; if (k%u >= 0 && k%u < (int)(%s)) { AT; %s[k%u] = 1; }", k, k, count, a, k);
        line(g, "  k%u = clamp%u(k%u, (int)(%s));", k, n, k, count);
        line(g, "  AT; %s[k%u] = 2;", a, k);
        line(g, "}");
        break;
    case 4:
        line(g, "int *k%u = make%u(n1 + 1);", k, n);
        line(g, once_in(g, 3) ? "" : "if (k%u == NULL) goto out;", k);
        line(g, "AT; k%u[%s] = 1;", k, once_in(g, 2) ? "n1" : once_in(g, 2) ? "0" : "n1 + 1");
        line(g, "drop%u(k%u, %s);", n, k, scalar(g));
        if (once_in(g, 2))
            line(g, "AT; k%u[0] = 2;", k);
        break;
    case 5:
        line(g, "v2 = ops%u[%s](%s, %s);", n, once_in(g, 2) ? "0" : "v0 & 1", a, once_in(g, 2) ? text("(int)(%s) - 1", count) : scalar(g));
        break;
    case 6:
        if (once_in(g, 2))
            line(g, "v3 = item%u(u, %s);", n, scalar(g));
        else {
            line(g, "struct inner *k%u = part%u(u, (unsigned)%s);", k, n, scalar(g));
            line(g, "AT; k%u->row[%u] = 1;", k, any(g, g->row));
        }
        break;
    default:
        line(g, "v4 = (int)copy%u(name, sizeof name%s, other);", n, once_in(g, 5) ? " + 2" : "");
        break;
    }
}

/* ---- the main ---- */

/* A child a failure, not a run: what a run leaves behind in static variables is another run's to find, as in life. */
static const char driver[] =
    "#ifdef RUN\n#include <sanitizer/asan_interface.h>\n#include <sys/mman.h>\n#include <sys/time.h>\n#include <sys/wait.h>\n#include <unistd.h>\n\n"
    "struct row { int x; unsigned y; unsigned char in[2]; };\n"
    "static const struct row rows[] = {\n"
    "  {0, 0, {0, 0}}, {1, 1, {1, 1}}, {-1, 0xffffffffu, {255, 255}}, {7, 8, {9, 10}}, {15, 16, {17, 3}}, {3, 2, {1, 0}},\n"
    "  {0x7fffffff, 0x80000000u, {127, 128}}, {4, 5, {6, 7}}, {-3, 100, {2, 4}}, {2, 13, {8, 1}},\n"
    "};\n\n"
    "volatile long *at; unsigned fuel;\n"
    "/* Shared with the child: what it runs, so that the next one goes on behind it. */\n"
    "static volatile unsigned *now;\n"
    "void stop(void) { _exit(0); }\n\n"
    "/* Touches the poisoned byte that is met first on the way from one place to another. */\n"
    "void near_to(const char *from, const char *place) {\n"
    "#if __has_feature(address_sanitizer)\n"
    "  long way = place - from;\n"
    "  for (long i = 0; i < 4096 && i != way + (way < 0 ? -1 : 1); i++)\n"
    "    if (__asan_address_is_poisoned(from + (way < 0 ? -i : i))) *(const volatile char *)(from + (way < 0 ? -i : i));\n"
    "#endif\n"
    "}\n\n"
    "/* How the child ended; NULL: well, or by something that says nothing here. */\n"
    "static const char *kind_of(const char *text) {\n"
    "  static const char *const known[][2] = {\n"
    "    {\"use-of-uninitialized-value\", \"unwritten\"}, {\"out of bounds\", \"bounds\"}, {\"null pointer\", \"null\"},\n"
    "    {\"use-after\", \"gone\"}, {\"double-free\", \"free\"}, {\"attempting free\", \"free\"}, {\"bad-free\", \"free\"},\n"
    "    {\"overflow on address\", \"bounds\"}, {\"underflow on address\", \"bounds\"}, {\"negative-size-param\", \"bounds\"},\n"
    "    {\"unknown-crash\", \"bounds\"}, {\"address points to the zero page\", \"null\"}, {\"SEGV\", \"bounds\"},\n"
    "  };\n"
    "  if (strstr(text, \"stack-overflow on\")) return NULL;\n"
    "  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)\n"
    "    if (strstr(text, known[i][0])) return known[i][1];\n"
    "  return NULL;\n"
    "}\n\n"
    "static unsigned rows_of(unsigned f) { return all[f].closed ? 1 : sizeof rows / sizeof rows[0]; }\n\n"
    "/* Runs what comes from now[0], now[1] on, until something ends it. */\n"
    "static void run(void) {\n"
    "  for (; now[0] < sizeof all / sizeof all[0]; now[0]++, now[1] = 0)\n"
    "    for (; now[1] < rows_of(now[0]); now[1]++) {\n"
    "      struct itimerval limit = {{0, 0}, {0, 20000}};\n"
    "      const struct row *row = &rows[now[1]];\n"
    "      unsigned char *in = malloc(2);\n"
    "      volatile long result;\n"
    "      setitimer(ITIMER_VIRTUAL, &limit, NULL);\n"
    "      fuel = 20000;\n"
    "      *at = 0;\n"
    "      memcpy(in, row->in, 2);\n"
    "      if (all[now[0]].closed) result = ((long (*)(void))(void (*)(void))all[now[0]].function)();\n"
    "      else result = all[now[0]].function(row->x, row->y, in);\n"
    "      (void)result;\n"
    "      free(in);\n"
    "    }\n"
    "  _exit(0);\n"
    "}\n\n"
    "/* One child, from where the last one ended, and what became of it. */\n"
    "static void run_child(void) {\n"
    "  static char text[2048];\n"
    "  size_t used = 0;\n"
    "  int ends[2], status;\n"
    "  if (pipe(ends) != 0) exit(3);\n"
    "  pid_t child = fork();\n"
    "  if (child < 0) exit(3);\n"
    "  if (child == 0) {\n"
    "    dup2(ends[1], 2);\n"
    "    close(ends[0]);\n"
    "    run();\n"
    "  }\n"
    "  close(ends[1]);\n"
    "  for (;;) {\n"
    "    char rest[4096];\n"
    "    ssize_t got = read(ends[0], rest, sizeof rest);\n"
    "    if (got <= 0) break;\n"
    "    size_t take = sizeof text - 1 - used < (size_t)got ? sizeof text - 1 - used : (size_t)got;\n"
    "    memcpy(text + used, rest, take);\n"
    "    used += take;\n"
    "  }\n"
    "  text[used] = 0;\n"
    "  close(ends[0]);\n"
    "  waitpid(child, &status, 0);\n"
    "  const char *kind = kind_of(text), *place = strstr(text, \".c:\");\n"
    "  if (kind == NULL || now[0] >= sizeof all / sizeof all[0]) return;\n"
    "  long line = *at != 0 ? *at : place && strstr(text, \"runtime error\") ? strtol(place + 3, NULL, 10) : -1;\n"
    "  printf(\"%s %u %s %ld\\n\", all[now[0]].name, now[1], kind, line);\n"
    "}\n\n"
    "int main(void) {\n"
    "  char *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);\n"
    "  if (shared == MAP_FAILED) return 3;\n"
    "  at = (volatile long *)shared;\n"
    "  now = (volatile unsigned *)(shared + 64);\n"
    "  while (now[0] < sizeof all / sizeof all[0]) {\n"
    "    run_child();\n"
    "    if (++now[1] >= rows_of(now[0] < sizeof all / sizeof all[0] ? now[0] : 0)) { now[0]++; now[1] = 0; }\n"
    "  }\n"
    "  return 0;\n"
    "}\n#endif\n";

void random_memory_end(FILE *out, const char *prefix, unsigned first, unsigned programs, const unsigned char *closed)
{
    fputs("#ifdef RUN\nstatic const struct {\n  const char *name;\n  long (*function)(int, unsigned, const unsigned char *);\n"
          "  int closed;\n} all[] = {\n",
          out);
    for (unsigned i = first; i < first + programs; i++) {
        bool is_closed = closed != NULL && closed[i];
        fprintf(out, "  {\"f%03u\", %s%s%03u, %d},\n", i,
                is_closed ? "(long (*)(int, unsigned, const unsigned char *))(void (*)(void))" : "", prefix, i, is_closed);
    }
    fputs("};\n#endif\n", out);
    fputs(driver, out);
}
