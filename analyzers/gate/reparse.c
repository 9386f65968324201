/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "gate/reparse.h"

#include "gate/files.h"
#include "gate/strings.h"

#include <clang-c/Index.h>
#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* The functions of libclang that are used here. */
typedef struct libclang {
  unsigned major; /* 0: none is loaded */
  CXIndex (*create)(int, int);
  enum CXErrorCode (*parse)(CXIndex, const char *, const char *const *, int, struct CXUnsavedFile *, unsigned, unsigned,
                            CXTranslationUnit *);
  unsigned (*count)(CXTranslationUnit);
  CXDiagnostic (*get)(CXTranslationUnit, unsigned);
  enum CXDiagnosticSeverity (*severity)(CXDiagnostic);
  CXString (*format)(CXDiagnostic, unsigned);
  const char *(*text)(CXString);
  void (*dispose_string)(CXString);
  void (*dispose_diagnostic)(CXDiagnostic);
  void (*dispose_unit)(CXTranslationUnit);
  void (*dispose_index)(CXIndex);
} libclang;

/* ISO C has no way from an object pointer to a function's; POSIX promises that the bytes are the same. */
static bool find(void *library, const char *name, void *ret_function) {
  void *symbol = dlsym(library, name);
  memcpy(ret_function, &symbol, sizeof symbol);
  return symbol != NULL;
}

static void *open_library(bw_arena *arena, unsigned major) {
  const char *names[] = {bw_format(arena, "libclang-%u.so.1", major),
                         bw_format(arena, "/usr/lib/llvm-%u/lib/libclang-%u.so.1", major, major),
                         bw_format(arena, "libclang.so.%u", major)};
  void *library = NULL;
  for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++)
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  return library;
}

static const libclang *load(bw_arena *arena, unsigned major) {
  static libclang loaded;
  if (loaded.major == major) return &loaded;
  libclang fresh = {.major = major};
  void *library = open_library(arena, major);
  bool good =
      library != NULL && find(library, "clang_createIndex", &fresh.create) &&
      find(library, "clang_parseTranslationUnit2FullArgv", &fresh.parse) &&
      find(library, "clang_getNumDiagnostics", &fresh.count) && find(library, "clang_getDiagnostic", &fresh.get) &&
      find(library, "clang_getDiagnosticSeverity", &fresh.severity) &&
      find(library, "clang_formatDiagnostic", &fresh.format) && find(library, "clang_getCString", &fresh.text) &&
      find(library, "clang_disposeString", &fresh.dispose_string) &&
      find(library, "clang_disposeDiagnostic", &fresh.dispose_diagnostic) &&
      find(library, "clang_disposeTranslationUnit", &fresh.dispose_unit) &&
      find(library, "clang_disposeIndex", &fresh.dispose_index);
  if (!good) return NULL;
  loaded = fresh;
  return &loaded;
}

/* The unit's own words without what is about the plugin; the input behind "--" stays the last. */
static bw_words plain_words(bw_arena *arena, const bw_unit *unit) {
  bw_words words = {0};
  for (uint32_t i = 0; i < unit->job.words.count; i++)
    if (!bw_starts_with(unit->job.words.at[i], "-fplugin") && !bw_starts_with(unit->job.words.at[i], "/clang:-fplugin"))
      bw_vec_push(arena, &words, unit->job.words.at[i]);
  return words;
}

/* The first error of the parse, NULL if there is none. */
static const char *first_error(bw_arena *arena, const libclang *lib, CXTranslationUnit unit) {
  for (unsigned i = 0; i < lib->count(unit); i++) {
    const char *error = NULL;
    CXDiagnostic diagnostic = lib->get(unit, i);
    if (lib->severity(diagnostic) >= CXDiagnostic_Error) {
      CXString text = lib->format(diagnostic, CXDiagnostic_DisplaySourceLocation | CXDiagnostic_DisplayColumn);
      error = bw_copy_string(arena, lib->text(text) == NULL ? "" : lib->text(text));
      lib->dispose_string(text);
    }
    lib->dispose_diagnostic(diagnostic);
    if (error != NULL) return error;
  }
  return NULL;
}

/* Parses; NULL if it compiles, else why not. */
static const char *parse(bw_arena *arena, const libclang *lib, const bw_unit *unit, const bw_changed_text *texts,
                         size_t count) {
  bw_words words = plain_words(arena, unit);
  struct CXUnsavedFile *files = bw_core_array(arena, struct CXUnsavedFile, count + 1);
  for (size_t i = 0; i < count; i++) files[i] = (struct CXUnsavedFile){texts[i].path, texts[i].text, texts[i].size};
  CXIndex index = lib->create(0, 0);
  CXTranslationUnit parsed = NULL;
  const char *error = "libclang cannot parse it";
  if (lib->parse(index, NULL, words.at, (int)words.count, files, (unsigned)count, CXTranslationUnit_None, &parsed) ==
          CXError_Success &&
      parsed != NULL) {
    error = first_error(arena, lib, parsed);
    lib->dispose_unit(parsed);
  }
  lib->dispose_index(index);
  return error;
}

bw_reparse bw_reparse_unit(bw_arena *arena, const bw_unit *unit, const bw_changed_text *texts, size_t count,
                           const char **ret_reason) {
  const libclang *lib = load(arena, unit->compiler->major);
  if (lib == NULL) {
    *ret_reason = bw_format(arena, "libclang %u is not installed", unit->compiler->major);
    return BW_REPARSE_UNKNOWN;
  }
  const char *current = bw_path_current(arena);
  if (chdir(unit->job.folder) != 0) {
    *ret_reason = bw_format(arena, "the folder %s cannot be entered: %s", unit->job.folder, strerror(errno));
    return BW_REPARSE_UNKNOWN;
  }
  bw_reparse result = BW_REPARSE_GOOD;
  *ret_reason = parse(arena, lib, unit, texts, count);
  if (*ret_reason != NULL) result = parse(arena, lib, unit, NULL, 0) == NULL ? BW_REPARSE_BAD : BW_REPARSE_UNKNOWN;
  if (chdir(current) != 0) {
    *ret_reason = bw_format(arena, "the folder %s cannot be entered again: %s", current, strerror(errno));
    return BW_REPARSE_UNKNOWN;
  }
  return result;
}
