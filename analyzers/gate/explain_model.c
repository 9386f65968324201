/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/explain_model.h"

#include "core/model_words.h"
#include "gate/config.h"
#include "gate/files.h"
#include "gate/rules.h"
#include "gate/strings.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool load(bw_arena *arena, const bw_gate_options *options, bw_models *ret_models) {
  bw_models_init(ret_models, arena);
  bw_models_add_builtin(ret_models);
  for (uint32_t i = 0; i < options->models.count; i++) {
    char *bytes = NULL;
    size_t size = 0;
    const char *error = NULL;
    if (!bw_file_read(options->models.at[i], arena, &bytes, &size)) {
      bw_complain("--models %s cannot be read: %s", options->models.at[i], strerror(errno));
      return false;
    }
    if (!bw_models_parse(ret_models, options->models.at[i], bytes, size, &error)) {
      bw_complain("%s", error);
      return false;
    }
  }
  return true;
}

static bw_exit complain_unknown(bw_arena *arena, const bw_models *models, const char *name) {
  bw_words names = {0};
  for (uint32_t i = 0; i < models->models.count; i++) bw_vec_push(arena, &names, models->models.at[i].name);
  bw_vec_push(arena, &names, NULL);
  const char *near = bw_word_near(name, names.at);
  if (near != NULL)
    bw_complain("there is no model of %s; did you mean %s?", name, near);
  else
    bw_complain("there is no model of %s; what it does is taken from its declaration, or from its body where that is in view",
                name);
  return BW_EXIT_UNABLE;
}

static void print_flags(const bw_model *model) {
  if (model->flags & BW_MODEL_RAW) printf("  - is a raw memory operation; hardened files use %s\n", model->raw_hint);
  for (uint32_t flag = 1; flag != 0; flag <<= 1) {
    const char *words = (model->flags & flag) ? bw_model_flag_words(flag) : NULL;
    if (words != NULL) printf("  - %s\n", words);
  }
  bool open = (model->flags & (BW_MODEL_QUIET | BW_MODEL_PURE | BW_MODEL_NORETURN)) == 0;
  if (open) printf("  - may do more: whatever it can reach may have changed\n");
}

static void print_deprecated(const bw_models *models, const char *name) {
  for (uint32_t i = 0; i < models->deprecated.count; i++) {
    const bw_model_deprecated *d = &models->deprecated.at[i];
    if (strcmp(d->name, name) != 0) continue;
    printf("  - is deprecated%s: %s%s%s\n", d->unproved ? " where what it writes is not proved to be in bounds" : "", d->reason,
           *d->use == '\0' ? "" : "; use ", d->use);
  }
}

bw_exit bw_explain_model(bw_arena *arena, bw_gate_options *options) {
  bw_models models;
  if (!bw_config_load(arena, options) || !load(arena, options, &models)) return BW_EXIT_UNABLE;
  const bw_model *model = bw_models_find(&models, options->model);
  if (model == NULL) return complain_unknown(arena, &models, options->model);
  printf("%s\n", bw_model_signature(&models, model));
  for (uint32_t i = 0; i < model->effect_count; i++)
    printf("  - %s\n", bw_effect_words(&models, model, &models.effects.at[model->effect + i]));
  print_flags(model);
  print_deprecated(&models, model->name);
  printf("from %s:%u\n", model->file, model->line);
  return BW_EXIT_CLEAN;
}
