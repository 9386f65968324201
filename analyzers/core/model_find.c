/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <string.h>

#include "core/model_builtin.h"
#include "core/model_parser.h"

void bw_models_init(bw_models *models, struct bw_arena *arena) {
  *models = (bw_models){.arena = arena};
  bw_vec_push(arena, &models->exprs, (bw_expr){.kind = BW_EXPR_UNKNOWN});
}

static uint32_t hash_text(const char *text) {
  uint32_t hash = 2166136261u;
  for (; *text != '\0'; text++) hash = (hash ^ (uint8_t)*text) * 16777619u;
  return hash;
}

/* The slot that holds the name's model, or the free one where it would go. A slot holds the model's index plus one.
 * pre: slot_count is a power of two, and at least one slot is free. */
static uint32_t find_slot(const bw_models *models, const char *name) {
  uint32_t mask = models->slot_count - 1;
  uint32_t slot = hash_text(name) & mask;
  while (models->slots[slot] != 0 && strcmp(models->models.at[models->slots[slot] - 1].name, name) != 0) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

static void grow_slots(bw_models *models) {
  models->slot_count = models->slot_count == 0 ? 1024 : models->slot_count * 2;
  models->slots = bw_core_array(models->arena, uint32_t, models->slot_count);
  for (uint32_t i = 0; i < models->models.count; i++) models->slots[find_slot(models, models->models.at[i].name)] = i + 1;
}

static bw_model *find_model(const bw_models *models, const char *name) {
  if (models->slot_count == 0) return NULL;
  uint32_t slot = find_slot(models, name);
  return models->slots[slot] == 0 ? NULL : &models->models.at[models->slots[slot] - 1];
}

static void add_model(bw_models *models, const bw_model *model) {
  /* At most half full, so that look-ups that find nothing, the common case, end soon. */
  if (models->models.count >= models->slot_count / 2) grow_slots(models);
  bw_vec_push(models->arena, &models->models, *model);
  models->slots[find_slot(models, model->name)] = models->models.count;
}

/* True for a model that so far has nothing but a raw line. */
static bool says_only_raw(const bw_model *model) {
  return model->flags == BW_MODEL_RAW && model->effect_count == 0;
}

bool bw_models_put(bw_models *models, const bw_model *model) {
  bw_model *old = find_model(models, model->name);
  if (old == NULL) {
    add_model(models, model);
    return true;
  }
  if (old->file == model->file && !says_only_raw(old)) return false;
  bw_model merged = *model;
  if ((merged.flags & BW_MODEL_RAW) == 0 && (old->flags & BW_MODEL_RAW) != 0) {
    merged.flags |= BW_MODEL_RAW;
    merged.raw_hint = old->raw_hint;
  }
  *old = merged;
  return true;
}

void bw_models_put_raw(bw_models *models, const bw_model *model) {
  bw_model *old = find_model(models, model->name);
  if (old == NULL) {
    add_model(models, model);
    return;
  }
  old->flags |= BW_MODEL_RAW;
  old->raw_hint = model->raw_hint;
}

const bw_model *bw_models_find(const bw_models *models, const char *function) { return find_model(models, function); }

void bw_models_add_builtin(bw_models *models) {
  for (size_t i = 0; i < bw_model_file_count; i++) {
    const bw_model_file *file = &bw_model_files[i];
    const char *error;
    if (!bw_models_parse(models, file->name, (const char *)file->text, file->size, &error)) __builtin_trap();
  }
}

bool bw_models_trusts(const bw_models *models, const char *path) {
  for (uint32_t i = 0; i < models->trusts.count; i++) {
    if (bw_glob_match(models->trusts.at[i].glob, path)) return true;
  }
  return false;
}

bw_source_kind bw_models_field_source(const bw_models *models, const char *record, const char *field) {
  for (uint32_t i = 0; i < models->sources.count; i++) {
    const bw_model_source *source = &models->sources.at[i];
    if (strcmp(source->field, field) == 0 && bw_glob_match(source->record_glob, record)) return source->kind;
  }
  return BW_SOURCE_NONE;
}

bw_model_request bw_models_request_field(const bw_models *models, const char *record, const char *through,
                                         const char *field) {
  bw_model_request found = {0};
  for (uint32_t i = 0; i < models->request_fields.count; i++) {
    const bw_model_request *line = &models->request_fields.at[i];
    if (strcmp(line->field, field) != 0) continue;
    if (!bw_glob_match(line->record_glob, record) && !bw_glob_match(line->record_glob, through)) continue;
    found.parts |= line->parts;
    if (line->methods != 0) found.methods = line->methods;
    if (line->status != NULL) found.status = line->status;
  }
  return found;
}

bool bw_models_kind(const bw_models *models, const char *variable, const char *record, bool *ret_known) {
  bool told = false, of_some = false, fits = false;
  for (uint32_t i = 0; variable != NULL && i < models->kinds.count; i++) {
    const bw_model_kind *kind = &models->kinds.at[i];
    bool same = strcmp(kind->variable, variable) == 0, matches = bw_glob_match(kind->record_glob, record);
    told |= same;
    of_some |= matches;
    fits |= same && matches;
  }
  *ret_known = told && of_some;
  return fits;
}

bool bw_models_kind_foreign(const bw_models *models, const char *variable) {
  for (uint32_t i = 0; i < models->kinds.count; i++) {
    if (models->kinds.at[i].foreign && strcmp(models->kinds.at[i].variable, variable) == 0) return true;
  }
  return false;
}

static bool matches_any(const char *const *globs, uint32_t count, const char *text) {
  for (uint32_t i = 0; i < count; i++) {
    if (bw_glob_match(globs[i], text)) return true;
  }
  return false;
}

bool bw_models_listed(const char *const *families, uint32_t count, const char *family) {
  for (uint32_t i = 0; i < count; i++)
    if (families[i] == family) return true;
  return false;
}

bool bw_models_reenters(const bw_models *models, const char *function) {
  return matches_any(models->reenters.at, models->reenters.count, function);
}

bool bw_models_request(const bw_models *models, const char *record) {
  return matches_any(models->requests.at, models->requests.count, record);
}

bool bw_models_once(const bw_models *models, const char *function) {
  return matches_any(models->onces.at, models->onces.count, function);
}

bool bw_models_last(const bw_models *models, const char *function) {
  return matches_any(models->lasts.at, models->lasts.count, function);
}

bool bw_glob_match(const char *glob, const char *text) {
  /* Only the last star seen has to be tried again: an earlier one could not match more than it has. */
  const char *star = NULL, *resume = NULL;
  while (*text != '\0') {
    if (*glob == '*') {
      star = glob++;
      resume = text;
    } else if (*glob == '?' || *glob == *text) {
      glob++;
      text++;
    } else if (star != NULL) {
      glob = star + 1;
      text = ++resume;
    } else {
      return false;
    }
  }
  while (*glob == '*') glob++;
  return *glob == '\0';
}

/* What stands in a field that the kind does not use is 0, which would be the first argument. */
bool bw_effect_speaks_of(const bw_effect *effect, uint32_t arg) {
  bool first = true, second = (effect->flags & (BW_EFFECT_DERIVED | BW_EFFECT_UNLESS | BW_EFFECT_WHEN | BW_EFFECT_ZEROES)) != 0;
  switch (effect->kind) {
  case BW_EFFECT_ALLOC:
  case BW_EFFECT_ENTER:
  case BW_EFFECT_LEAVE:
  case BW_EFFECT_WAIT:
  case BW_EFFECT_LEVEL:
    first = false;
    break;
  case BW_EFFECT_RETURN:
    first = (effect->flags & BW_EFFECT_WITHIN) != 0;
    break;
  case BW_EFFECT_COPY:
  case BW_EFFECT_FETCH:
  case BW_EFFECT_CALL:
  case BW_EFFECT_LEND:
  case BW_EFFECT_ANSWERS:
  case BW_EFFECT_NAMES:
    second = true;
    break;
  default:
    break;
  }
  return (first && effect->arg == arg) || (second && effect->arg2 == arg);
}
