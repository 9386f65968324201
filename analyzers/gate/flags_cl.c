/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/flags_cl.h"

#include "gate/files.h"
#include "gate/strings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- paths ------------------------------------------------------------------------------------------------- */

bool bw_path_of_windows(const char *path) {
  return isalpha((unsigned char)path[0]) && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
}

const char *bw_path_from_windows(bw_arena *arena, const char *path) {
  const char *drives = getenv("BULWARK_DRIVES");
  char *slashed = bw_path_of_windows(path)
                      ? bw_format(arena, "%s/%c%s", drives == NULL || *drives == '\0' ? "/mnt" : drives,
                                  tolower((unsigned char)*path), path + 2)
                      : bw_copy_string(arena, path);
  for (char *at = slashed; *at != '\0'; at++)
    if (*at == '\\') *at = '/';
  return slashed;
}

/* ---- words ------------------------------------------------------------------------------------------------- */

/* Takes the word at *at: 2n backslashes before a quote are n and the quote stands alone; 2n+1 are n and a quote to keep. */
static const char *take_word(bw_arena *arena, const char **at) {
  bw_text word = {.arena = arena};
  const char *from = *at;
  bool quoted = false;
  bw_text_puts(&word, "");
  for (; *from != '\0' && (quoted || strchr(" \t\r\n", *from) == NULL); from++) {
    size_t slashes = strspn(from, "\\");
    if (slashes > 0 && from[slashes] == '"') {
      for (size_t i = 0; i < slashes / 2; i++) bw_text_puts(&word, "\\");
      from += slashes;
      if (slashes % 2 == 1) bw_text_puts(&word, "\"");
      else quoted = !quoted;
    } else if (*from == '"') {
      quoted = !quoted;
    } else {
      bw_text_add(&word, from, 1);
    }
  }
  *at = from;
  return bw_text_string(&word);
}

void bw_words_split_windows(bw_arena *arena, const char *command, bw_words *ret_words) {
  bw_words words = {0};
  for (;;) {
    command += strspn(command, " \t\r\n");
    if (*command == '\0') break;
    bw_vec_push(arena, &words, take_word(arena, &command));
  }
  *ret_words = words;
}

/* ---- options ----------------------------------------------------------------------------------------------- */

typedef enum action { KEEP, PATH, DEFINE, DROP } action; /* the middle two steer the preprocessor */
typedef enum form { ALONE, JOINED, EITHER, SEPARATE } form; /* JOINED: with or without more behind it */

typedef struct rule {
  const char *name; /* behind the '/' or '-' */
  form form;
  action action;
} rule;

/* The first that fits decides; a word that fits none is kept: clang warns of options it does not know. */
static const rule rules[] = {
    /* preprocessor */
    {"I", EITHER, PATH}, {"FI", EITHER, PATH}, {"FU", EITHER, DROP}, {"AI", EITHER, DROP}, {"imsvc", EITHER, PATH},
    {"external:I", EITHER, PATH}, {"external:", JOINED, DROP}, {"isystem", EITHER, PATH}, {"iquote", EITHER, PATH},
    {"include", SEPARATE, PATH}, {"D", EITHER, DEFINE}, {"U", EITHER, DEFINE}, {"u", ALONE, KEEP}, {"X", ALONE, KEEP},
    /* what names places of an SDK */
    {"winsysroot", EITHER, PATH}, {"vctoolsdir", EITHER, PATH}, {"winsdkdir", EITHER, PATH},
    {"vctoolsversion", EITHER, KEEP}, {"winsdkversion", EITHER, KEEP},
    /* language */
    {"std:", JOINED, KEEP}, {"TC", ALONE, DROP}, {"TP", ALONE, DROP}, {"Tc", EITHER, DROP}, {"Tp", EITHER, DROP},
    {"Zc:", JOINED, KEEP}, {"Zp", JOINED, KEEP},
    /* outputs, phases, debug data, precompiled headers, which are headers all the same */
    {"c", ALONE, DROP}, {"E", ALONE, DROP}, {"EP", ALONE, DROP}, {"P", ALONE, DROP}, {"Fo", EITHER, DROP}, {"Fe", EITHER, DROP},
    {"Fd", JOINED, DROP}, {"Fp", JOINED, DROP}, {"Fa", JOINED, DROP}, {"FA", JOINED, DROP}, {"Fi", JOINED, DROP},
    {"Fm", JOINED, DROP}, {"FR", JOINED, DROP}, {"Fr", JOINED, DROP}, {"Fx", ALONE, DROP}, {"FS", ALONE, DROP}, {"FC", ALONE, DROP},
    {"openmp", JOINED, KEEP}, {"o", EITHER, DROP}, {"Z7", ALONE, DROP}, {"Zi", ALONE, DROP}, {"ZI", ALONE, DROP}, {"Zs", ALONE, DROP}, {"Yc", JOINED, DROP},
    {"Yu", JOINED, DROP}, {"Y-", ALONE, DROP}, {"Yl", JOINED, DROP}, {"Gm", JOINED, DROP}, {"MP", JOINED, DROP}, {"nologo", ALONE, DROP},
    {"showIncludes", JOINED, DROP}, {"sourceDependencies", EITHER, DROP}, {"errorReport:", JOINED, DROP}, {"diagnostics:", JOINED, DROP},
    {"analyze", JOINED, DROP}, {"sdl", JOINED, DROP}, {"permissive", JOINED, KEEP}, {"GL", JOINED, DROP}, {"bigobj", ALONE, DROP},
    {"doc", JOINED, DROP}, {"ifcOutput", EITHER, DROP}, {"guard:", JOINED, KEEP}, {"Qvec-report", JOINED, DROP}, {"Bv", ALONE, DROP},
    /* warnings: the verdict is ours alone, but what permits old C must stay */
    {"Wno-error", JOINED, KEEP}, {"Wno-", JOINED, KEEP}, {"W", JOINED, DROP}, {"w", JOINED, DROP}, {"pedantic", JOINED, DROP},
    {"fcolor-diagnostics", ALONE, DROP}, {"fdiagnostics-", JOINED, DROP}, {"ftime-", JOINED, DROP}, {"flto", JOINED, DROP},
    {"fprofile-", JOINED, DROP}, {"g", JOINED, DROP}, {"fsyntax-only", ALONE, DROP}, {"v", ALONE, DROP}, {"M", JOINED, KEEP},
    /* plugins: ours is added by the gate */
    {"fplugin", JOINED, DROP}, {"fpass-plugin=", JOINED, DROP}, {"mllvm", SEPARATE, KEEP}, {"arch:", JOINED, KEEP},
    {"target", SEPARATE, KEEP},
};

static const rule *rule_for(const char *name) {
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    bool exact = strcmp(name, rules[i].name) == 0;
    if (exact || ((rules[i].form == JOINED || rules[i].form == EITHER) && bw_starts_with(name, rules[i].name))) return &rules[i];
  }
  return NULL;
}

static const char *program_name(const char *compiler) {
  const char *name = bw_path_name(compiler), *back = strrchr(name, '\\');
  return back == NULL ? name : back + 1;
}

bool bw_flags_cl_wanted(const char *compiler, const bw_words *words) {
  const char *name = program_name(compiler);
  if (strcmp(name, "cl") == 0 || strcmp(name, "cl.exe") == 0 || strcmp(name, "CL.exe") == 0 || bw_starts_with(name, "clang-cl")) return true;
  for (uint32_t i = 0; i < words->count; i++)
    if (strcmp(words->at[i], BW_FLAGS_CL) == 0) return true;
  return false;
}

static void keep(bw_arena *arena, bw_flags *flags, const char *word, bool bare) {
  bw_vec_push(arena, &flags->kept, word);
  if (bare) bw_vec_push(arena, &flags->bare, word);
}

/* Words that are passed on to the plugin's caller as they are: what outputs and plugins they name is not ours. */
static bool is_passed_on(const char *inner) {
  static const char *const dropped[] = {"-M", "-o", "-W", "-w", "-g", "-fplugin", "-fsyntax-only", "-c", "-S", "-E", "-save-temps"};
  for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
    if (bw_starts_with(inner, dropped[i])) return false;
  return true;
}

/* -Xclang with the word behind it; what loads plugins has a second pair. */
static uint32_t take_xclang(bw_arena *arena, const bw_words *words, uint32_t at, bw_flags *flags) {
  const char *next = words->at[at + 1];
  if (strcmp(next, "-load") == 0 || strcmp(next, "-add-plugin") == 0 || strcmp(next, "-plugin") == 0 ||
      bw_starts_with(next, "-plugin-arg-"))
    return at + 4 < words->count ? at + 4 : words->count;
  keep(arena, flags, words->at[at], false);
  keep(arena, flags, next, false);
  return at + 2;
}

/* Handles words[at] with its value; returns the number of the next word. */
static uint32_t take(bw_arena *arena, const bw_words *words, uint32_t at, bw_flags *flags, const char **language) {
  const char *word = words->at[at], *next = at + 1 < words->count ? words->at[at + 1] : NULL;
  if (strcmp(word, "--") == 0 || strcmp(word, "/link") == 0 || strcmp(word, "-link") == 0) return words->count;
  if (strcmp(word, BW_FLAGS_CL) == 0) return at + 1;
  if (strcmp(word, "-Xclang") == 0 && next != NULL) return take_xclang(arena, words, at, flags);
  if (bw_starts_with(word, "/clang:") || bw_starts_with(word, "-clang:")) {
    if (is_passed_on(word + 7)) keep(arena, flags, word, false);
    return at + 1;
  }
  bool option = (*word == '-' || *word == '/') && word[1] != '\0';
  const rule *one = option ? rule_for(word + 1) : NULL;
  /* A path that begins with '/' is an input, unless it is spelled like an option. */
  if (!option || (one == NULL && *word == '/' && strchr(word + 1, '/') != NULL)) return at + 1;
  if (one == NULL) {
    keep(arena, flags, word, true);
    return at + 1;
  }
  if (strcmp(one->name, "TC") == 0 || strcmp(one->name, "Tc") == 0) *language = "c";
  if (strcmp(one->name, "TP") == 0 || strcmp(one->name, "Tp") == 0) *language = "c++";
  size_t size = strlen(one->name) + 1;
  bool with_next = (one->form == EITHER || one->form == SEPARATE) && word[size] == '\0' && next != NULL;
  if (one->action == DROP) return at + (with_next ? 2 : 1);
  const char *value = with_next ? next : word + size;
  if (one->action == PATH) value = bw_path_from_windows(arena, value);
  bool bare = one->action == KEEP;
  if (with_next) {
    keep(arena, flags, word, bare);
    keep(arena, flags, value, bare);
  } else {
    keep(arena, flags, bw_format(arena, "%.*s%s", (int)size, word, value), bare);
  }
  return at + (with_next ? 2 : 1);
}

void bw_flags_cl_read(bw_arena *arena, const bw_words *words, uint32_t from, bw_flags *flags, const char **ret_language) {
  *ret_language = NULL;
  keep(arena, flags, BW_FLAGS_CL, true);
  while (from < words->count) from = take(arena, words, from, flags, ret_language);
}

const char *bw_flags_spell(bw_arena *arena, const bw_words *words, const char *option) {
  /* The first word is the compiler where they are those of a job. */
  for (uint32_t i = 0; i < 2 && i < words->count; i++)
    if (strcmp(words->at[i], BW_FLAGS_CL) == 0) return bw_format(arena, "/clang:%s", option);
  return option;
}
