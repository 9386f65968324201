/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/ccache.h"

#include "gate/files.h"
#include "gate/flags_cl.h"

#include <stdlib.h>
#include <string.h>

/* Overridden, whatever the user's own settings are: an empty value is the default of each. */
static const char *const settings[] = {
    "CCACHE_DEPEND=1",        /* never by preprocessed text */
    "CCACHE_DIRECT=1",
    "CCACHE_COMPILERCHECK=content", /* of the clang and of the plugin */
    "CCACHE_BASEDIR=",        /* absolute names stay, the profile of a file may hang on them */
    "CCACHE_SLOPPINESS=",
    "CCACHE_IGNOREHEADERS=",
    "CCACHE_IGNOREOPTIONS=",
    "CCACHE_COMPILER=",
    "CCACHE_COMPILERTYPE=",
    "CCACHE_PREFIX=",         /* a compile that is sent away has no plugin */
};

bool bw_ccache_fits(bw_arena *arena, const bw_job *job) {
  if (job->ccache == NULL) return false;
  /* These win over what is set here, and then preprocessed text would be compared. */
  if (getenv("CCACHE_NODIRECT") != NULL || getenv("CCACHE_NODEPEND") != NULL) return false;
  /* ccache takes no "--", so the input must not look like an option; and it is no compiler behind itself. */
  if (*job->words.at[job->words.count - 1] == '-') return false;
  if (strcmp(job->words.at[1], BW_FLAGS_CL) == 0) return false;
  return strcmp(bw_path_name(bw_path_resolve(arena, "/", job->words.at[0])), "ccache") != 0;
}

void bw_ccache_words(bw_arena *arena, const bw_job *job, const bw_words *words, const char *output,
                     bw_words *ret_words) {
  bw_words all = {0};
  bw_vec_push(arena, &all, job->ccache);
  for (uint32_t i = 0; i + 2 < words->count; i++)
    bw_vec_push(arena, &all, strcmp(words->at[i], "-fsyntax-only") == 0 ? "-c" : words->at[i]);
  const char *const added[] = {"-Xclang", "-plugin", "-Xclang", "bulwark-record",
                               "-MD", "-MF", bw_job_depends(arena, job->stem),
                               "-MT", bw_path_name(bw_job_record(arena, job->stem)),
                               "-o", output, words->at[words->count - 1]};
  for (size_t i = 0; i < sizeof added / sizeof *added; i++) bw_vec_push(arena, &all, added[i]);
  *ret_words = all;
}

const char *const *bw_ccache_environment(bw_arena *arena, const bw_job *job) {
  static const char models[] = "-fplugin-arg-bulwark-models=";
  bw_words all = {0};
  bw_text files = {.arena = arena};
  bw_text_puts(&files, "CCACHE_EXTRAFILES=");
  for (uint32_t i = 0, count = 0; i < job->words.count; i++)
    if (bw_starts_with(job->words.at[i], models))
      bw_text_print(&files, "%s%s", count++ == 0 ? "" : ":", job->words.at[i] + sizeof models - 1);
  for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) bw_vec_push(arena, &all, settings[i]);
  bw_vec_push(arena, &all, bw_text_string(&files));
  bw_vec_push(arena, &all, bw_format(arena, "CCACHE_NAMESPACE=%s", job->salt));
  bw_vec_push(arena, &all, NULL);
  return all.at;
}
