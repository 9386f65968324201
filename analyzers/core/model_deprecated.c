/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Lines `deprecated`: functions that who owns them asks not to call, and the calls to write instead. */
#include <string.h>

#include "core/model_parser.h"

/* ---- templates -------------------------------------------------------------------------------------------------- */

/* A stretch of a template's text, as a token, so that names compare as they do elsewhere. */
static bw_model_token stretch(const bw_model_token *whole, size_t from, size_t end) {
  bw_model_token part = *whole;
  part.kind = BW_TOKEN_WORD;
  part.text += from;
  part.size = end - from;
  return part;
}

static size_t word_end(const bw_model_token *t, size_t at, size_t end) {
  while (at < end && t->text[at] != ' ' && t->text[at] != '=') at++;
  return at;
}

static void add_part(bw_model_parser *parser, bw_rewrite part) {
  bw_vec_push(parser->models->arena, &parser->models->rewrites, part);
}

/* NUMBER=WORD NUMBER=WORD … up to the closing brace. */
static bool parse_choice(bw_model_parser *parser, const bw_model_token *t, uint32_t arg, size_t at, size_t end) {
  while (at < end) {
    int64_t value = 0;
    size_t digits = at;
    while (at < end && t->text[at] >= '0' && t->text[at] <= '9' && value < INT64_MAX / 20) value = value * 10 + (t->text[at++] - '0');
    size_t word = at + 1, stop = word <= end ? word_end(t, word, end) : end;
    if (digits == at || at == end || t->text[at] != '=' || stop == word)
      return bw_model_fail(parser, t, "expected NUMBER=WORD behind the parameter");
    bw_model_token text = stretch(t, word, stop);
    at = stop;
    while (at < end && t->text[at] == ' ') at++;
    add_part(parser, (bw_rewrite){BW_REWRITE_WORD, at < end, arg, value, bw_model_copy(parser, &text)});
  }
  return true;
}

/* What stands between two braces. */
static bool parse_hole(bw_model_parser *parser, const bw_model_token *t, size_t at, size_t end) {
  size_t stop = word_end(t, at, end);
  bw_model_token word = stretch(t, at, stop);
  bool size = bw_model_token_is(&word, "sizeof") && stop < end;
  if (bw_model_token_is(&word, "...")) {
    if (!parser->variadic) return bw_model_fail(parser, t, "the function has no '...' parameter");
    add_part(parser, (bw_rewrite){BW_REWRITE_REST, false, parser->param_count, 0, ""});
    return true;
  }
  if (size) {
    word = stretch(t, stop + 1, word_end(t, stop + 1, end));
    stop = end;
  }
  uint32_t arg = bw_model_param(parser, &word);
  if (arg == parser->param_count) return bw_model_fail(parser, t, "no such parameter between braces");
  if (!size && stop < end) return parse_choice(parser, t, arg, stop + 1, end);
  add_part(parser, (bw_rewrite){size ? BW_REWRITE_SIZE : BW_REWRITE_ARG, false, arg, 0, ""});
  return true;
}

static bool parse_template(bw_model_parser *parser) {
  bw_model_token t = parser->token;
  if (t.kind != BW_TOKEN_STRING || t.size == 0) return bw_model_fail(parser, &t, "expected the call to write as a string");
  for (size_t at = 0; at < t.size;) {
    size_t end = at;
    if (t.text[at] == '{') {
      while (end < t.size && t.text[end] != '}') end++;
      if (end == t.size) return bw_model_fail(parser, &t, "a brace is not closed");
      if (!parse_hole(parser, &t, at + 1, end)) return false;
      at = end + 1;
      continue;
    }
    while (end < t.size && t.text[end] != '{') end++;
    bw_model_token text = stretch(&t, at, end);
    add_part(parser, (bw_rewrite){BW_REWRITE_TEXT, false, 0, 0, bw_model_copy(parser, &text)});
    at = end;
  }
  return bw_model_advance(parser);
}

/* ---- the line ---------------------------------------------------------------------------------------------------- */

static bool parse_reason(bw_model_parser *parser, bw_model_deprecated *entry) {
  if (bw_model_token_is(&parser->token, "unproved")) {
    entry->unproved = true;
    if (!bw_model_advance(parser)) return false;
  }
  if (parser->token.kind != BW_TOKEN_STRING || parser->token.size == 0)
    return bw_model_fail(parser, &parser->token, "expected 'unproved' or the reason as a string");
  entry->reason = bw_model_copy(parser, &parser->token);
  return bw_model_advance(parser);
}

static bool parse_use(bw_model_parser *parser, bw_model_deprecated *entry) {
  if (!bw_model_token_is(&parser->token, "use")) return true;
  if (!bw_model_advance(parser)) return false;
  if (parser->token.kind != BW_TOKEN_WORD) return bw_model_fail(parser, &parser->token, "expected the function to use");
  entry->use = bw_model_copy(parser, &parser->token);
  return bw_model_advance(parser);
}

static bool parse_as(bw_model_parser *parser, bw_model_deprecated *entry) {
  if (bw_model_token_is(&parser->token, "same")) {
    entry->same = true;
    if (!bw_model_advance(parser)) return false;
    if (!bw_model_token_is(&parser->token, "as"))
      return bw_model_fail(parser, &parser->token, "expected 'as' and the call to write");
  }
  if (!bw_model_token_is(&parser->token, "as")) return true;
  entry->rewrite = parser->models->rewrites.count;
  if (!bw_model_advance(parser) || !parse_template(parser)) return false;
  entry->rewrite_count = parser->models->rewrites.count - entry->rewrite;
  return true;
}

bool bw_model_parse_deprecated(bw_model_parser *parser) {
  bw_model_names names = {0};
  bw_model_deprecated entry = {.use = ""};
  if (!bw_model_parse_names(parser, &names)) return false;
  parser->param_count = 0;
  parser->variadic = false;
  if (bw_model_at_mark(parser, '(') && !bw_model_parse_params(parser)) return false;
  entry.param_count = parser->param_count;
  if (!parse_reason(parser, &entry) || !parse_use(parser, &entry) || !parse_as(parser, &entry)) return false;
  for (uint32_t i = 0; i < names.count; i++) {
    entry.name = bw_model_copy(parser, &names.at[i]);
    bw_vec_push(parser->models->arena, &parser->models->deprecated, entry);
  }
  return true;
}

const bw_model_deprecated *bw_models_deprecated(const bw_models *models, const char *function,
                                                bool (*has)(void *context, const char *name), void *context) {
  for (uint32_t i = 0; i < models->deprecated.count; i++) {
    const bw_model_deprecated *entry = &models->deprecated.at[i];
    if (strcmp(entry->name, function) == 0 && (*entry->use == '\0' || has(context, entry->use))) return entry;
  }
  return NULL;
}
