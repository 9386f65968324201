/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/diff.h"

#include "gate/changes.h"
#include "gate/deps.h"
#include "gate/files.h"

#include <string.h>

/* A name passed on from header to header more often than this has no meaning left that anyone could follow. */
enum { ROUNDS = 16, SHORTEST_REMOVED = 3 };

struct bw_diff {
  bw_arena *arena;
  bw_sources *sources;
  bw_changes changes;
  const char **slots; /* the changed names, hashed */
  uint32_t room, count;
};

/* ---- the set of changed names ------------------------------------------------------------------------------ */

static uint32_t slot_of(const bw_diff *d, const char *at, size_t size) {
  uint32_t slot = (uint32_t)(bw_hash(BW_HASH_START, at, size) >> 20) & (d->room - 1);
  while (d->slots[slot] != NULL && (strncmp(d->slots[slot], at, size) != 0 || d->slots[slot][size] != '\0'))
    slot = (slot + 1) & (d->room - 1);
  return slot;
}

static bool has_name(const bw_diff *d, const char *at, size_t size) {
  return d->count > 0 && d->slots[slot_of(d, at, size)] != NULL;
}

static void add_name(bw_diff *d, const char *at, size_t size) {
  if (d->count * 2 >= d->room) {
    bw_diff grown = *d;
    grown.room = d->room == 0 ? 256 : d->room * 2;
    grown.slots = bw_core_array(d->arena, const char *, grown.room);
    for (uint32_t i = 0; i < d->room; i++)
      if (d->slots[i] != NULL) grown.slots[slot_of(&grown, d->slots[i], strlen(d->slots[i]))] = d->slots[i];
    d->slots = grown.slots;
    d->room = grown.room;
  }
  uint32_t slot = slot_of(d, at, size);
  if (d->slots[slot] != NULL) return;
  d->slots[slot] = bw_copy(d->arena, at, size);
  d->count++;
}

static void add_token(bw_diff *d, const bw_tokens *tokens, uint32_t index) {
  if (tokens->at[index].kind == BW_TOKEN_WORD && !bw_token_is_keyword(tokens, index))
    add_name(d, tokens->text + tokens->at[index].begin, tokens->at[index].end - tokens->at[index].begin);
}

/* ---- what a declaration defines ---------------------------------------------------------------------------- */

static size_t word_size(const char *at, const char *end) {
  size_t size = 0;
  while (at + size < end && ((at[size] >= 'a' && at[size] <= 'z') || (at[size] >= 'A' && at[size] <= 'Z') ||
                             (at[size] >= '0' && at[size] <= '9') || at[size] == '_' || at[size] == '$'))
    size++;
  return size;
}

/* The name that a preprocessor line defines; size 0 if it defines none. */
static const char *defined_by(const char *at, const char *end, size_t *ret_size) {
  *ret_size = 0;
  for (at++; at < end && (*at == ' ' || *at == '\t'); at++) continue;
  bool defines = (size_t)(end - at) > 6 && (strncmp(at, "define", 6) == 0 || strncmp(at, "undef", 5) == 0);
  if (!defines) return at;
  for (at += 5; at < end && *at != ' ' && *at != '\t'; at++) continue;
  while (at < end && (*at == ' ' || *at == '\t')) at++;
  *ret_size = word_size(at, end);
  return at;
}

static bool is_tag_word(const bw_tokens *tokens, uint32_t index) {
  return bw_token_is(tokens, index, "struct") || bw_token_is(tokens, index, "union") ||
         bw_token_is(tokens, index, "enum");
}

/* Adds the names that the declaration [first, end) gives a meaning: a macro, a function, tags, enumerators,
 * variables. */
static void add_defined(bw_diff *d, const bw_tokens *tokens, uint32_t first, uint32_t end) {
  bool in_enum = false;
  for (uint32_t i = first; i < end; i++) {
    const bw_token *token = &tokens->at[i];
    if (token->kind == BW_TOKEN_DIRECTIVE) {
      size_t size = 0;
      const char *name = defined_by(tokens->text + token->begin, tokens->text + token->end, &size);
      if (size > 0) add_name(d, name, size);
      continue;
    }
    if (bw_token_is(tokens, i, "enum")) in_enum = true;
    bool body = bw_token_is(tokens, i, "{") && token->match > i;
    if (body && !in_enum) {
      i = token->match;
      continue;
    }
    if (token->kind != BW_TOKEN_WORD || i + 1 >= tokens->count) continue;
    static const char *const behind[] = {"(", ";", "=", "[", ",", "}"};
    bool named = i > first && is_tag_word(tokens, i - 1);
    for (size_t k = 0; k < sizeof behind / sizeof *behind; k++) named = named || bw_token_is(tokens, i + 1, behind[k]);
    if (named) add_token(d, tokens, i);
    /* The parameters of a function mean nothing outside of it. */
    if (bw_token_is(tokens, i + 1, "(") && tokens->at[i + 1].match > i + 1) i = tokens->at[i + 1].match;
  }
}

static bool is_function(const bw_tokens *tokens, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    if (tokens->at[i].match > i && bw_token_is(tokens, i, "{"))
      return i > first && !bw_token_is(tokens, i - 1, "=") && bw_token_is(tokens, i - 1, ")");
    if (tokens->at[i].match > i) i = tokens->at[i].match;
  }
  return false;
}

/* ---- which names are changed ------------------------------------------------------------------------------- */

static bool is_header(const char *path) { return bw_ends_with(path, ".h") || bw_ends_with(path, ".inc"); }

/* The lines of a declaration. */
static bool touches(const bw_changed_file *file, const bw_tokens *tokens, bw_declaration d) {
  while (d.first < d.end && tokens->at[d.first].kind == BW_TOKEN_COMMENT) d.first++;
  return d.first < d.end && bw_changed_lines(file, tokens->at[d.first].line, tokens->at[d.end - 1].end_line);
}

/* The members of a type whose lines are changed: a use of one is a use of the change. */
static void add_changed_words(bw_diff *d, const bw_changed_file *file, const bw_tokens *tokens, bw_declaration one) {
  for (uint32_t i = one.first; i < one.end; i++)
    if (tokens->at[i].kind == BW_TOKEN_WORD && bw_changed_lines(file, tokens->at[i].line, tokens->at[i].line))
      add_token(d, tokens, i);
}

static void add_removed(bw_diff *d, const bw_changed_file *file) {
  for (uint32_t i = 0; i < file->changes.count; i++) {
    const char *text = file->changes.at[i].removed;
    bw_tokens tokens = bw_tokens_read(d->arena, text, strlen(text));
    for (uint32_t k = 0; k < tokens.count; k++) {
      const bw_token *token = &tokens.at[k];
      if (token->kind == BW_TOKEN_DIRECTIVE)
        add_defined(d, &tokens, k, k + 1);
      else if (is_header(file->path) && token->end - token->begin >= SHORTEST_REMOVED)
        add_token(d, &tokens, k);
    }
  }
}

static void add_changed_names(bw_diff *d, const bw_changed_file *file) {
  const bw_tokens *tokens = bw_source_tokens(d->sources, file->path);
  uint32_t count = bw_source_declaration_count(d->sources, file->path);
  for (uint32_t i = 0; i < count; i++) {
    bw_declaration one = bw_source_declaration(d->sources, file->path, i);
    if (!touches(file, tokens, one)) continue;
    add_defined(d, tokens, one.first, one.end);
    if (!is_function(tokens, one.first, one.end)) add_changed_words(d, file, tokens, one);
  }
  add_removed(d, file);
}

/* ---- through headers --------------------------------------------------------------------------------------- */

static bool directive_uses(const bw_diff *d, const char *at, const char *end) {
  while (at < end) {
    size_t size = word_size(at, end);
    if (size > 0 && has_name(d, at, size)) return true;
    at += size > 0 ? size : 1;
  }
  return false;
}

static bool uses(const bw_diff *d, const bw_tokens *tokens, bw_declaration one) {
  for (uint32_t i = one.first; i < one.end; i++) {
    const bw_token *token = &tokens->at[i];
    const char *at = tokens->text + token->begin, *end = tokens->text + token->end;
    if (token->kind == BW_TOKEN_WORD && has_name(d, at, token->end - token->begin)) return true;
    if (token->kind == BW_TOKEN_DIRECTIVE && directive_uses(d, at, end)) return true;
  }
  return false;
}

/* What a header, or a macro, type or variable of a file, defines through a changed name is changed too. The body of a
 * function of a file is not followed: its callers would be all of the program. */
static bool spread(bw_diff *d, const char *path, bool *done) {
  const bw_tokens *tokens = bw_source_tokens(d->sources, path);
  uint32_t count = bw_source_declaration_count(d->sources, path), before = d->count;
  for (uint32_t i = 0; i < count; i++) {
    bw_declaration one = bw_source_declaration(d->sources, path, i);
    if (done[i] || (!is_header(path) && is_function(tokens, one.first, one.end)) || !uses(d, tokens, one)) continue;
    done[i] = true;
    add_defined(d, tokens, one.first, one.end);
  }
  return d->count > before;
}

/* The files of the repository that the units were compiled from. */
static bw_words compiled_files(bw_diff *d, const bw_plan *plan) {
  bw_deps deps = bw_deps_read(d->arena, plan);
  bw_words all = bw_deps_files(d->arena, &deps), inside = {0};
  for (uint32_t i = 0; i < all.count; i++)
    if (bw_path_within(d->changes.top, all.at[i]) != all.at[i]) bw_vec_push(d->arena, &inside, all.at[i]);
  return inside;
}

static void spread_all(bw_diff *d, const bw_plan *plan) {
  bw_words files = compiled_files(d, plan);
  bool **done = bw_core_array(d->arena, bool *, files.count + 1), more = d->count > 0;
  for (uint32_t i = 0; i < files.count; i++)
    done[i] = bw_core_array(d->arena, bool, bw_source_declaration_count(d->sources, files.at[i]) + 1);
  for (int round = 0; more && round < ROUNDS; round++) {
    more = false;
    for (uint32_t i = 0; i < files.count; i++) more = spread(d, files.at[i], done[i]) || more;
  }
}

/* ---- the answer -------------------------------------------------------------------------------------------- */

bool bw_diff_read(bw_arena *arena, bw_sources *sources, const bw_plan *plan, const char *revision,
                  const bw_diff **ret_diff) {
  bw_diff *d = bw_core_new(arena, bw_diff);
  *d = (bw_diff){.arena = arena, .sources = sources};
  if (!bw_changes_read(arena, plan->current, revision, &d->changes)) return false;
  for (uint32_t i = 0; i < d->changes.files.count; i++) add_changed_names(d, &d->changes.files.at[i]);
  spread_all(d, plan);
  *ret_diff = d;
  return true;
}

static bool covers_place(const bw_diff *d, const bw_pos *pos) {
  const bw_changed_file *file = bw_changes_of(&d->changes, pos->file);
  if (pos->file == NULL || pos->line == 0) return false;
  if (bw_changed_lines(file, pos->line, pos->line)) return true;
  const bw_tokens *tokens = bw_source_tokens(d->sources, pos->file);
  uint32_t token = bw_source_token_at(d->sources, pos->file, pos->line, pos->column);
  if (token >= tokens->count) return false;
  bw_declaration one =
      bw_source_declaration(d->sources, pos->file, bw_source_declaration_at(d->sources, pos->file, token));
  return (file != NULL && touches(file, tokens, one)) || uses(d, tokens, one);
}

bool bw_diff_covers(const bw_diff *diff, const bw_finding *finding) {
  if (covers_place(diff, &finding->pos)) return true;
  for (size_t i = 0; i < finding->note_count; i++)
    if (covers_place(diff, &finding->notes[i].pos)) return true;
  return false;
}
