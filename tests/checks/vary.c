/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "vary.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 1024 };

/* A function, or what stands between two of them. */
typedef struct part {
  const char *begin, *end;
  unsigned line;
  bool is_function;
} part;

typedef struct file {
  part parts[PARTS_MAX];
  unsigned count;
} file;

static const char *line_end(const char *at) {
  const char *end = strchr(at, '\n');
  return end != NULL ? end + 1 : at + strlen(at);
}

/* The first character from `at` on that is none of a comment, a literal or a preprocessor line. */
static const char *skip_quiet(const char *at, const char *end) {
  for (;;) {
    if (at + 1 < end && at[0] == '/' && at[1] == '*') {
      const char *close = strstr(at + 2, "*/");
      at = close != NULL ? close + 2 : end;
    } else if (at + 1 < end && at[0] == '/' && at[1] == '/') {
      at = line_end(at);
    } else if (at < end && (*at == '"' || *at == '\'')) {
      char quote = *at++;
      while (at < end && *at != quote) at += *at == '\\' ? 2 : 1;
      at++;
    } else if (at < end && *at == '\n' && at + 1 < end && at[1] == '#') {
      do at = line_end(at + 1) - 1;
      while (at < end && at[-1] == '\\');
    } else {
      return at < end ? at : end;
    }
  }
}

/* Does a function begin on this line? Then the end of its last line, else NULL. */
static const char *function_at(const char *line) {
  if (!isalpha((unsigned char)*line) && *line != '_') return NULL;
  if (strncmp(line, "typedef", 7) == 0 || strncmp(line, "extern", 6) == 0) return NULL;
  const char *stop = line + strlen(line), *at = line;
  bool argued = false;
  for (; at < stop && *at != '{'; at = skip_quiet(at + 1, stop)) {
    if (*at == ';' || *at == '=' || (*at == '\n' && at[1] == '\n')) return NULL;
    argued |= *at == '(';
  }
  if (!argued || at >= stop) return NULL;
  const char *line_stop = line_end(at);
  if (memchr(at, '}', (size_t)(line_stop - at)) != NULL) {
    int depth = 0;
    for (const char *in = at; in < line_stop; in = skip_quiet(in + 1, line_stop)) depth += *in == '{' ? 1 : *in == '}' ? -1 : 0;
    if (depth == 0) return line_stop;
  }
  const char *close = strstr(at, "\n}");
  return close != NULL ? line_end(close + 1) : NULL;
}

static bool divide(const char *text, file *ret_file) {
  unsigned line = 1;
  ret_file->count = 0;
  for (const char *at = text; *at != '\0';) {
    const char *function = function_at(at), *end = function != NULL ? function : line_end(at);
    part *last = ret_file->count > 0 ? &ret_file->parts[ret_file->count - 1] : NULL;
    if (function == NULL && last != NULL && !last->is_function) {
      last->end = end;
    } else {
      if (ret_file->count == PARTS_MAX) return false;
      ret_file->parts[ret_file->count++] = (part){at, end, line, function != NULL};
    }
    for (; at < end; at++) line += *at == '\n';
  }
  return true;
}

/* ---- writing ---- */

typedef struct writer {
  FILE *to;
  const char *name;
  const file *file;
  unsigned how;
} writer;

static size_t word(const char *at) {
  size_t size = 0;
  while (isalnum((unsigned char)at[size]) || at[size] == '_') size++;
  return size;
}

/* Functions that a system calls by their names keep them. */
static bool is_called_by_name(const char *name, size_t size) {
  return (size == 4 && strncmp(name, "main", size) == 0) || (size > 2 && strncmp(name, "Nt", 2) == 0);
}

/* The name of a function: the word in front of the last opening parenthesis at depth 0 of its head. */
static const char *function_name(const part *p, size_t *ret_size) {
  const char *open = NULL, *at = p->begin;
  int depth = 0;
  for (; at < p->end && *at != '{'; at++) {
    if (*at == '(' && depth++ == 0 && at > p->begin && strncmp(at - 1, " ", 1) != 0) open = at;
    if (*at == ')') depth--;
  }
  if (open == NULL) return NULL;
  const char *begin = open;
  while (begin > p->begin && (isalnum((unsigned char)begin[-1]) || begin[-1] == '_')) begin--;
  *ret_size = (size_t)(open - begin);
  return *ret_size != 0 && !is_called_by_name(begin, *ret_size) ? begin : NULL;
}

/* Does a macro of the file name it? Directives are written as they stand, so it keeps its name. */
static bool is_named_by_macro(const file *f, const char *name, size_t size) {
  for (unsigned i = 0; i < f->count; i++) {
    bool directive = false;
    for (const char *at = f->parts[i].begin, *end; !f->parts[i].is_function && at < f->parts[i].end; at = end) {
      end = line_end(at);
      directive = *at == '#' || (directive && end - at > 0 && at > f->parts[i].begin + 1 && at[-2] == '\\');
      for (const char *in = at; directive && in + size <= end; in += word(in) > 0 ? word(in) : 1)
        if (word(in) == size && strncmp(in, name, size) == 0) return true;
    }
  }
  return false;
}

static bool is_own_function(const file *f, const char *name, size_t size) {
  if (is_named_by_macro(f, name, size)) return false;
  for (unsigned i = 0; i < f->count; i++) {
    size_t length = 0;
    const char *own = f->parts[i].is_function ? function_name(&f->parts[i], &length) : NULL;
    if (own != NULL && length == size && strncmp(own, name, size) == 0) return true;
  }
  return false;
}

/* From the word `if` to the end of the statement that it guards, when that is a simple one and no else follows; NULL
 * otherwise. *ret_open, *ret_close: its parentheses. */
static const char *guarded(const char *at, const char *end, const char **ret_open, const char **ret_close) {
  const char *open = skip_quiet(at + 2, end);
  int depth = 0;
  while (open < end && isspace((unsigned char)*open)) open++;
  if (open >= end || *open != '(') return NULL;
  const char *close = open;
  for (; close < end; close = skip_quiet(close + 1, end)) {
    depth += *close == '(' ? 1 : *close == ')' ? -1 : 0;
    if (depth == 0) break;
  }
  const char *body = skip_quiet(close + 1, end);
  while (body < end && isspace((unsigned char)*body)) body = skip_quiet(body + 1, end);
  static const char *const compound[] = {"if", "for", "while", "do", "switch", "case", "default"};
  for (size_t i = 0; i < sizeof compound / sizeof *compound; i++)
    if (word(body) == strlen(compound[i]) && strncmp(body, compound[i], strlen(compound[i])) == 0) return NULL;
  char last = *body == '{' ? '}' : ';';
  for (depth = 0; body < end; body = skip_quiet(body + 1, end)) {
    depth += *body == '{' || *body == '(' ? 1 : *body == '}' || *body == ')' ? -1 : 0;
    if (depth == 0 && *body == last) break;
  }
  const char *next = skip_quiet(body + 1, end);
  while (next < end && isspace((unsigned char)*next)) next = skip_quiet(next + 1, end);
  if (body >= end || strncmp(next, "else", 4) == 0) return NULL;
  *ret_open = open;
  *ret_close = close;
  return body + 1;
}

static void write_text(const writer *w, const char *at, const char *end) {
  const char *negated_close = NULL;
  while (at < end) {
    const char *loud = skip_quiet(at, end), *open, *close;
    if (loud > at) {
      fwrite(at, 1, (size_t)(loud - at), w->to);
      at = loud;
      continue;
    }
    size_t size = word(at);
    if (at == negated_close) {
      fputs(")) ; else ", w->to);
      at++;
    } else if (size == 0 || isdigit((unsigned char)*at)) {
      size = size != 0 ? size : 1;
      fwrite(at, 1, size, w->to);
      at += size;
    } else if (w->how & VARY_NEGATED && negated_close < at && size == 2 && strncmp(at, "if", 2) == 0 &&
               guarded(at, end, &open, &close) != NULL) {
      fputs("if (!(", w->to);
      negated_close = close;
      for (at += 2; at <= open; at++)
        if (*at == '\n') fputc('\n', w->to);
    } else {
      if (w->how & VARY_RENAMED && is_own_function(w->file, at, size) && (at[size] == '(' || at[-1] != '.')) fputs("other_", w->to);
      fwrite(at, 1, size, w->to);
      at += size;
    }
  }
}

static const char *after_static(const writer *w, const part *p) {
  if (!(w->how & (VARY_FIRST | VARY_SECOND)) || strncmp(p->begin, "static ", 7) != 0) return p->begin;
  return p->begin + 7;
}

static void write_head(const writer *w, const part *p) {
  const char *brace = p->begin;
  while (*brace != '{') brace++;
  fprintf(w->to, "#line %u \"%s\"\n", p->line, w->name);
  write_text(w, after_static(w, p), brace);
  fputs(";\n", w->to);
}

static void write_function(const writer *w, const part *p) {
  const char *open = p->begin, *close = p->end;
  while (*open != '{') open++;
  while (close[-1] != '}') close--;
  fprintf(w->to, "#line %u \"%s\"\n", p->line, w->name);
  write_text(w, after_static(w, p), open + 1);
  if (w->how & VARY_STRANGERS) fputs(" int stranger_ = 3; (void)stranger_;", w->to);
  if (w->how & VARY_WRAPPED) fputs(" do { if (1) {", w->to);
  write_text(w, open + 1, close - 1);
  if (w->how & VARY_WRAPPED) fputs("} } while (0);", w->to);
  write_text(w, close - 1, p->end);
}

/* Would each half have variables of its own? Declarations at the start of a line that end in a semicolon are looked at. */
static bool has_variables(const part *p) {
  for (const char *at = p->begin; at < p->end; at = line_end(at)) {
    static const char *const harmless[] = {"typedef", "struct", "union", "enum", "extern", "static const", "const", "static_assert"};
    bool is_harmless = !isalpha((unsigned char)*at) && *at != '_';
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
      size_t size = strlen(harmless[i]);
      size_t length = (size_t)(line_end(at) - at);
      bool pointer = i > 4 && memchr(at, '*', length) != NULL; /* what it leads to is const, it itself is not */
      is_harmless |= strncmp(at, harmless[i], size) == 0 && !pointer && (i == 0 || i > 3 || memchr(at, '=', length) == NULL);
    }
    const char *end = line_end(at);
    bool calls = memchr(at, '(', (size_t)(end - at)) != NULL;
    if (!is_harmless && !calls && (memchr(at, ';', (size_t)(end - at)) != NULL || memchr(at, '=', (size_t)(end - at)) != NULL)) return true;
  }
  return false;
}

bool vary_write(FILE *to, const char *name, const char *text, unsigned how) {
  static file f;
  writer w = {to, name, &f, how};
  unsigned half = 0;
  bool split = (how & (VARY_FIRST | VARY_SECOND)) != 0;
  if (!divide(text, &f)) return false;
  for (unsigned i = 0; split && i < f.count; i++)
    if (!f.parts[i].is_function && has_variables(&f.parts[i])) return false;
  for (unsigned i = 0; i < f.count; i++) {
    const part *p = &f.parts[i];
    if (!p->is_function) {
      fprintf(to, "#line %u \"%s\"\n", p->line, name);
      write_text(&w, p->begin, p->end);
    } else if (how & VARY_REORDERED || (split && (half++ % 2 == 0) != ((how & VARY_FIRST) != 0))) {
      write_head(&w, p);
    } else {
      write_function(&w, p);
    }
  }
  for (unsigned i = f.count; how & VARY_REORDERED && i-- > 0;)
    if (f.parts[i].is_function) write_function(&w, &f.parts[i]);
  if (how & VARY_STRANGERS)
    fputs("\n#line 100000 \"strangers.c\"\nint stranger_global_[7];\nvoid stranger_declared_(int *);\n"
          "int stranger_function_(int n) { int a[4] = {0}; stranger_declared_(a); return n >= 0 && n < 4 ? a[n] : 0; }\n",
          to);
  return true;
}
