/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/flags.h"

#include "gate/files.h"
#include "gate/flags_cl.h"
#include "gate/strings.h"

#include <errno.h>
#include <string.h>

typedef enum action { KEEP, PREPROCESS, DROP } action;

/* How a word reads its name: NAME alone, NAME with the rest joined, NAME with the value in the next word, or both. */
typedef enum form { ALONE, JOINED, SEPARATE, EITHER } form;

typedef struct rule {
  const char *name;
  form form;
  action action;
} rule;

/* The first rule that fits decides; a word that fits none is kept. */
static const rule rules[] = {
    /* warnings: the verdict is ours alone, but what permits old C must stay */
    {"-Wp,-M", JOINED, DROP}, {"-Wp,", JOINED, PREPROCESS}, {"-Wno-error", JOINED, KEEP}, {"-Wno-", JOINED, KEEP},
    {"-W", JOINED, DROP}, {"-w", ALONE, DROP}, {"-pedantic", JOINED, DROP}, {"--pedantic", JOINED, DROP},
    /* outputs and phases */
    {"-o", EITHER, DROP}, {"-c", ALONE, DROP}, {"-S", ALONE, DROP}, {"-E", ALONE, DROP}, {"-P", ALONE, DROP},
    {"-fsyntax-only", ALONE, DROP}, {"-emit-llvm", ALONE, DROP}, {"-emit-ast", ALONE, DROP}, {"-pipe", ALONE, DROP},
    {"-save-temps", JOINED, DROP}, {"--save-temps", JOINED, DROP}, {"-v", ALONE, DROP}, {"-###", ALONE, DROP},
    {"-MF", EITHER, DROP}, {"-MT", EITHER, DROP}, {"-MQ", EITHER, DROP}, {"-MJ", EITHER, DROP}, {"-M", JOINED, DROP},
    {"-dumpbase-ext", SEPARATE, DROP}, {"-dumpbase", SEPARATE, DROP}, {"-dumpdir", SEPARATE, DROP},
    {"-aux-info", SEPARATE, DROP}, {"-serialize-diagnostics", SEPARATE, DROP},
    {"--serialize-diagnostics", SEPARATE, DROP}, {"-fdiagnostics-", JOINED, DROP}, {"-fno-diagnostics-", JOINED, DROP},
    {"-fcolor-diagnostics", ALONE, DROP}, {"-ftime-", JOINED, DROP}, {"-fstack-usage", ALONE, DROP},
    /* debug data, coverage, link time: no bearing on what the code means */
    {"-gcc-toolchain", SEPARATE, KEEP}, {"-g", JOINED, DROP}, {"-fprofile-", JOINED, DROP}, {"-p", ALONE, DROP},
    {"-pg", ALONE, KEEP}, {"--coverage", ALONE, DROP}, {"-coverage", ALONE, DROP}, {"-ftest-coverage", ALONE, DROP},
    {"-flto", JOINED, DROP}, {"-fno-lto", ALONE, DROP}, {"-ffat-lto-objects", ALONE, DROP},
    {"-Xassembler", SEPARATE, DROP}, {"-Xlinker", SEPARATE, DROP}, {"-L", EITHER, DROP}, {"-l", EITHER, DROP},
    {"-T", EITHER, DROP}, {"-u", SEPARATE, DROP}, {"-z", EITHER, DROP}, {"-e", SEPARATE, DROP}, {"-B", EITHER, DROP},
    {"-specs=", JOINED, DROP}, {"--specs=", JOINED, DROP}, {"--param", SEPARATE, DROP}, {"--param=", JOINED, DROP},
    {"-fuse-ld=", JOINED, DROP}, {"-wrapper", SEPARATE, DROP},
    /* gcc only, and without bearing on the code's meaning */
    {"-fconserve-stack", ALONE, DROP}, {"-fno-allow-store-data-races", ALONE, DROP}, {"-mskip-rax-setup", ALONE, DROP},
    {"-mpreferred-stack-boundary=", JOINED, DROP}, {"-mindirect-branch", JOINED, DROP}, {"-mrecord-mcount", ALONE, DROP},
    {"-mfunction-return=", JOINED, DROP}, {"-fno-var-tracking", JOINED, DROP}, {"-fmin-function-alignment=", JOINED, DROP},
    {"-fno-ipa-", JOINED, DROP}, {"-fno-tree-", JOINED, DROP}, {"-fno-reorder-", JOINED, DROP},
    {"-fno-partial-inlining", ALONE, DROP}, {"-fno-gcse", ALONE, DROP}, {"-fno-code-hoisting", ALONE, DROP},
    {"-fanalyzer", JOINED, DROP}, {"-fplan9-extensions", ALONE, DROP},
    /* plugins: ours is added by the gate, others belong to another compiler or another purpose */
    {"-fplugin", JOINED, DROP}, {"-fpass-plugin=", JOINED, DROP},
    /* preprocessor */
    {"-D", EITHER, PREPROCESS}, {"-U", EITHER, PREPROCESS}, {"-I", EITHER, PREPROCESS}, {"-A", EITHER, DROP},
    {"-include-pch", SEPARATE, PREPROCESS}, {"-include", EITHER, PREPROCESS}, {"-imacros", EITHER, PREPROCESS}, {"-isystem", EITHER, PREPROCESS},
    {"-iquote", EITHER, PREPROCESS}, {"-idirafter", EITHER, PREPROCESS}, {"-isysroot", EITHER, PREPROCESS},
    {"-iprefix", EITHER, PREPROCESS}, {"-iwithprefixbefore", EITHER, PREPROCESS}, {"-iwithprefix", EITHER, PREPROCESS},
    {"-ivfsoverlay", EITHER, PREPROCESS}, {"-iframework", EITHER, PREPROCESS}, {"-F", EITHER, PREPROCESS},
    {"--include", SEPARATE, PREPROCESS}, {"-Xpreprocessor", SEPARATE, PREPROCESS},
    {"-fmacro-prefix-map=", JOINED, PREPROCESS}, {"-ffile-prefix-map=", JOINED, PREPROCESS},
    {"-fdebug-prefix-map=", JOINED, DROP},
    /* what takes its value in the next word and is kept */
    {"-x", EITHER, KEEP}, {"-arch", SEPARATE, KEEP}, {"-target", SEPARATE, KEEP}, {"-mllvm", SEPARATE, KEEP},
    {"--sysroot", SEPARATE, KEEP}, {"-working-directory", SEPARATE, KEEP},
};

static const rule *rule_for(const char *word) {
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    const rule *one = &rules[i];
    bool exact = strcmp(word, one->name) == 0;
    if (exact || ((one->form == JOINED || one->form == EITHER) && bw_starts_with(word, one->name))) return one;
  }
  return NULL;
}

static bool takes_next(const rule *one, const char *word) {
  return one != NULL && (one->form == SEPARATE || one->form == EITHER) && strcmp(word, one->name) == 0;
}

/* ---- response files ---------------------------------------------------------------------------------------- */

static bool expand(bw_arena *arena, const bw_database_entry *entry, const bw_words *from, unsigned depth,
                   bw_words *ret_words);

static bool expand_file(bw_arena *arena, const bw_database_entry *entry, const char *name, unsigned depth,
                        bw_words *ret_words) {
  char *bytes = NULL;
  size_t size = 0;
  bw_words words = {0};
  if (!bw_file_read(bw_path_join(arena, entry->folder, name), arena, &bytes, &size)) {
    bw_complain("%s: its response file %s cannot be read: %s; build the project first", entry->file, name,
                strerror(errno));
    return false;
  }
  if (depth == 0 || !bw_words_split(arena, bytes, &words)) {
    bw_complain("%s: its response file %s %s", entry->file, name,
                depth == 0 ? "is nested too deeply" : "has an unclosed quote");
    return false;
  }
  return expand(arena, entry, &words, depth - 1, ret_words);
}

static bool expand(bw_arena *arena, const bw_database_entry *entry, const bw_words *from, unsigned depth,
                   bw_words *ret_words) {
  for (uint32_t i = 0; i < from->count; i++) {
    const char *word = from->at[i];
    if (*word != '@' || word[1] == '\0') {
      bw_vec_push(arena, ret_words, word);
    } else if (!expand_file(arena, entry, word + 1, depth, ret_words)) {
      return false;
    }
  }
  return true;
}

/* ---- the compiler's name ----------------------------------------------------------------------------------- */

static bool is_launcher(const char *word) {
  static const char *const launchers[] = {"ccache", "sccache", "distcc", "icecc", "gomacc", "colorgcc", "env"};
  for (size_t i = 0; i < sizeof launchers / sizeof *launchers; i++)
    if (strcmp(bw_path_name(word), launchers[i]) == 0) return true;
  return false;
}

/* The number of the word that is the compiler: after launchers, their settings NAME=value and their options. */
static uint32_t compiler_word(const bw_words *words) {
  uint32_t at = 0;
  while (at + 1 < words->count && is_launcher(words->at[at])) {
    at++;
    while (at + 1 < words->count && (strchr(words->at[at], '=') != NULL || *words->at[at] == '-')) at++;
  }
  return at;
}

/* Length of name without a trailing version such as -12 or -19.1, and without .exe. */
static size_t without_version(const char *name) {
  size_t size = strlen(name);
  if (bw_ends_with(name, ".exe")) size -= 4;
  size_t digits = size;
  while (digits > 0 && strchr("0123456789.", name[digits - 1]) != NULL) digits--;
  return digits > 1 && digits < size && name[digits - 1] == '-' ? digits - 1 : size;
}

static bool is_architecture(const char *name, size_t size) {
  static const char *const known[] = {"x86_64", "amd64", "i386", "i486", "i586", "i686", "aarch64", "arm64", "arm", "riscv",
                                      "powerpc", "ppc", "mips", "s390", "sparc", "loongarch", "m68k", "hexagon", "avr", "msp430"};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strlen(known[i]) <= size && strncmp(name, known[i], strlen(known[i])) == 0) return true;
  return false;
}

const char *bw_flags_target_of(bw_arena *arena, const char *compiler) {
  const char *name = bw_path_name(compiler);
  char *stem = bw_copy(arena, name, without_version(name));
  static const char *const drivers[] = {"-gcc", "-clang", "-cc"};
  for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++) {
    if (!bw_ends_with(stem, drivers[i])) continue;
    stem[strlen(stem) - strlen(drivers[i])] = '\0';
    const char *dash = strchr(stem, '-');
    return dash != NULL && is_architecture(stem, (size_t)(dash - stem)) ? stem : NULL;
  }
  return NULL;
}

/* ---- the flags --------------------------------------------------------------------------------------------- */

/* The words after -Xclang that load or steer plugins, which come with a value behind a second -Xclang. */
static bool is_plugin_word(const char *word) {
  return strcmp(word, "-load") == 0 || strcmp(word, "-add-plugin") == 0 || strcmp(word, "-plugin") == 0 ||
         bw_starts_with(word, "-plugin-arg-");
}

static void keep(bw_arena *arena, bw_flags *flags, const char *word, action what) {
  bw_vec_push(arena, &flags->kept, word);
  if (what == KEEP) bw_vec_push(arena, &flags->bare, word);
}

/* Handles words[at] with its value; returns the number of the next word. */
static uint32_t take_word(bw_arena *arena, const bw_words *words, uint32_t at, bw_flags *flags) {
  const char *word = words->at[at], *next = at + 1 < words->count ? words->at[at + 1] : NULL;
  if (strcmp(word, "--") == 0) return words->count;
  if (*word != '-' || word[1] == '\0') return at + 1; /* an input: the gate adds the entry's own file */
  if (strcmp(word, "-Xclang") == 0 && next != NULL) {
    if (is_plugin_word(next)) return at + 4 < words->count ? at + 4 : words->count;
    keep(arena, flags, word, PREPROCESS);
    keep(arena, flags, next, PREPROCESS);
    return at + 2;
  }
  const rule *one = rule_for(word);
  action what = one == NULL ? KEEP : one->action;
  bool with_next = takes_next(one, word) && next != NULL;
  if (what != DROP) {
    keep(arena, flags, word, what);
    if (with_next) keep(arena, flags, next, what);
  }
  return at + (with_next ? 2 : 1);
}

static bool names_target(const bw_words *words) {
  for (uint32_t i = 0; i < words->count; i++)
    if (strcmp(words->at[i], "-target") == 0 || bw_starts_with(words->at[i], "--target=")) return true;
  return false;
}

/* -x decides where it is given, else the file's name. */
static bool is_c(const bw_words *kept, const char *file) {
  const char *language = NULL;
  for (uint32_t i = 0; i < kept->count; i++) {
    const char *word = kept->at[i];
    if (strcmp(word, "-x") == 0 && i + 1 < kept->count) {
      language = kept->at[i + 1];
    } else if (bw_starts_with(word, "-x") && word[2] != '\0') {
      language = word + 2;
    }
  }
  if (language != NULL && strcmp(language, "none") != 0)
    return strcmp(language, "c") == 0 || strcmp(language, "cpp-output") == 0;
  return bw_ends_with(file, ".c") || bw_ends_with(file, ".i");
}

bool bw_flags_read(bw_arena *arena, const bw_database_entry *entry, bw_flags *ret_flags) {
  bw_words words = {0};
  if (!expand(arena, entry, &entry->words, 10, &words)) return false;
  if (words.count == 0) {
    bw_complain("%s: its entry in the compilation database names no compiler", entry->file);
    return false;
  }
  uint32_t at = compiler_word(&words);
  bw_flags flags = {.compiler = words.at[at]};
  for (uint32_t i = 0; i < at; i++)
    if (strcmp(bw_path_name(words.at[i]), "ccache") == 0) flags.ccache = words.at[i];
  if (bw_flags_cl_wanted(flags.compiler, &words)) {
    const char *language = NULL;
    bw_flags_cl_read(arena, &words, at + 1, &flags, &language);
    flags.is_c = language != NULL ? strcmp(language, "c") == 0 : is_c(&flags.kept, entry->file);
    *ret_flags = flags;
    return true;
  }
  const char *target = bw_flags_target_of(arena, flags.compiler);
  if (target != NULL && !names_target(&words)) keep(arena, &flags, bw_format(arena, "--target=%s", target), KEEP);
  at++;
  while (at < words.count) at = take_word(arena, &words, at, &flags);
  flags.is_c = is_c(&flags.kept, entry->file);
  *ret_flags = flags;
  return true;
}
