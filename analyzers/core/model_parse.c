/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>
#include <string.h>

#include "core/model_clause.h"
#include "core/model_parser.h"

bool bw_model_fail(bw_model_parser *parser, const bw_model_token *token, const char *what) {
  if (parser->error != NULL) return false;
  const int shown = token->size > 40 ? 40 : (int)token->size;
  const bool quote = token->kind != BW_TOKEN_END && token->kind != BW_TOKEN_LINE && shown > 0;
  const char *format = quote ? "%s:%u:%u: %s, at '%.*s'" : "%s:%u:%u: %s, at the end of the line";
  size_t room = strlen(parser->file) + strlen(what) + 128;
  char *text = bw_core_array(parser->models->arena, char, room);
  snprintf(text, room, format, parser->file, token->line, token->column, what, shown, token->text);
  parser->error = text;
  return false;
}

bool bw_model_advance(bw_model_parser *parser) {
  parser->token = bw_model_lex_next(&parser->lexer);
  if (parser->token.kind == BW_TOKEN_BAD) return bw_model_fail(parser, &parser->token, parser->token.fault);
  return true;
}

bool bw_model_at_mark(const bw_model_parser *parser, char mark) {
  return parser->token.kind == BW_TOKEN_MARK && parser->token.mark == mark;
}

bool bw_model_expect_mark(bw_model_parser *parser, char mark, const char *what) {
  if (!bw_model_at_mark(parser, mark)) return bw_model_fail(parser, &parser->token, what);
  return bw_model_advance(parser);
}

static bool same_text(const bw_model_token *a, const bw_model_token *b) {
  return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

uint32_t bw_model_param(const bw_model_parser *parser, const bw_model_token *name) {
  if (name->kind != BW_TOKEN_WORD || bw_model_token_is(name, "_")) return parser->param_count;
  uint32_t at = 0;
  while (at < parser->param_count && !same_text(&parser->params[at], name)) at++;
  return at;
}

bool bw_model_is_reserved(const bw_model_token *name) {
  static const char *const words[] = {"result", "upto", "of",  "within", "untrusted", "nonnull", "zeroed", "nofail",
                                      "checked", "family", "loose", "any", "min", "max", "strlen", "wcslen", "elem",
                                      "managed", "opaque", "fails", "errors", "unless", "needs", "zeroes", "writable", "when", "tried", "optional", "without"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (bw_model_token_is(name, words[i])) return true;
  }
  return false;
}

const char *bw_model_copy(bw_model_parser *parser, const bw_model_token *token) {
  char *copy = bw_core_array(parser->models->arena, char, token->size + 1);
  memcpy(copy, token->text, token->size);
  return copy;
}

/* ---- fn ------------------------------------------------------------------------------------------------------- */

bool bw_model_parse_names(bw_model_parser *parser, bw_model_names *ret_names) {
  for (;;) {
    if (parser->token.kind != BW_TOKEN_WORD) {
      return bw_model_fail(parser, &parser->token, "expected a function's name");
    }
    bw_vec_push(parser->models->arena, ret_names, parser->token);
    if (!bw_model_advance(parser)) return false;
    if (!bw_model_at_mark(parser, ',')) return true;
    if (!bw_model_advance(parser)) return false;
  }
}

static bool parse_param(bw_model_parser *parser) {
  const bw_model_token *name = &parser->token;
  if (name->kind != BW_TOKEN_WORD) return bw_model_fail(parser, name, "expected a parameter's name, '_' or '...'");
  if (bw_model_is_reserved(name)) return bw_model_fail(parser, name, "the word has a meaning in clauses: choose another name");
  if (bw_model_param(parser, name) < parser->param_count) return bw_model_fail(parser, name, "two parameters of one name");
  if (parser->param_count == BW_MODEL_MAX_PARAMS) return bw_model_fail(parser, name, "more than 32 parameters");
  parser->params[parser->param_count++] = *name;
  return bw_model_advance(parser);
}

bool bw_model_parse_params(bw_model_parser *parser) {
  parser->param_count = 0;
  parser->variadic = false;
  if (!bw_model_expect_mark(parser, '(', "expected '(' and the parameters")) return false;
  while (!bw_model_at_mark(parser, ')')) {
    if (parser->token.kind == BW_TOKEN_REST) {
      parser->variadic = true;
      if (!bw_model_advance(parser)) return false;
      break;
    }
    if (!parse_param(parser)) return false;
    if (bw_model_at_mark(parser, ')')) break;
    if (!bw_model_expect_mark(parser, ',', "expected ',' or ')' after the parameter")) return false;
    if (bw_model_at_mark(parser, ')')) return bw_model_fail(parser, &parser->token, "expected a parameter after ','");
  }
  return bw_model_expect_mark(parser, ')', "expected ')': '...' is the last parameter");
}

static const char *const *copy_params(bw_model_parser *parser) {
  if (parser->param_count == 0) return NULL;
  const char **names = bw_core_array(parser->models->arena, const char *, parser->param_count);
  for (uint32_t i = 0; i < parser->param_count; i++) names[i] = bw_model_copy(parser, &parser->params[i]);
  return names;
}

static bool parse_fn(bw_model_parser *parser) {
  bw_model_names names = {0};
  bw_model model = {.file = parser->file};
  if (!bw_model_parse_names(parser, &names) || !bw_model_parse_params(parser)) return false;
  if (!bw_model_expect_mark(parser, ':', "expected ':' and a clause")) return false;
  if (!bw_model_parse_clauses(parser, &model)) return false;
  model.param_count = parser->param_count;
  model.params = copy_params(parser);
  if (parser->variadic) model.flags |= BW_MODEL_VARIADIC;
  for (uint32_t i = 0; i < names.count; i++) {
    model.name = bw_model_copy(parser, &names.at[i]);
    model.line = names.at[i].line;
    if (!bw_models_put(parser->models, &model)) {
      return bw_model_fail(parser, &names.at[i], "this file has a model of that function already");
    }
  }
  return true;
}

/* ---- the other lines ------------------------------------------------------------------------------------------ */

static bool parse_raw_line(bw_model_parser *parser) {
  bw_model_names names = {0};
  if (!bw_model_parse_names(parser, &names)) return false;
  if (parser->token.kind != BW_TOKEN_STRING || parser->token.size == 0) {
    return bw_model_fail(parser, &parser->token, "expected the replacement as a string");
  }
  bw_model model = {.file = parser->file, .flags = BW_MODEL_RAW, .raw_hint = bw_model_copy(parser, &parser->token)};
  for (uint32_t i = 0; i < names.count; i++) {
    model.name = bw_model_copy(parser, &names.at[i]);
    model.line = names.at[i].line;
    bw_models_put_raw(parser->models, &model);
  }
  return bw_model_advance(parser);
}

static bool parse_family_line(bw_model_parser *parser) {
  if (parser->token.kind != BW_TOKEN_WORD) return bw_model_fail(parser, &parser->token, "expected a family's name");
  const char *name = NULL; /* named again, in another file, it is the same family */
  for (uint32_t i = 0; i < parser->models->families.count && name == NULL; i++) {
    if (bw_model_token_is(&parser->token, parser->models->families.at[i])) name = parser->models->families.at[i];
  }
  if (name == NULL) {
    name = bw_model_copy(parser, &parser->token);
    bw_vec_push(parser->models->arena, &parser->models->families, name);
  }
  if (!bw_model_advance(parser)) return false;
  const bool local = bw_model_token_is(&parser->token, "local");
  if (bw_model_token_is(&parser->token, "opaque")) {
    bw_vec_push(parser->models->arena, &parser->models->opaque, name);
    return bw_model_advance(parser);
  }
  if (!local && !bw_model_token_is(&parser->token, "managed")) return true;
  bw_vec_push(parser->models->arena, &parser->models->managed, name);
  if (local) bw_vec_push(parser->models->arena, &parser->models->locals, name);
  return bw_model_advance(parser);
}

static bool parse_trust_line(bw_model_parser *parser) {
  if (parser->token.kind != BW_TOKEN_GLOB || parser->token.size == 0) {
    return bw_model_fail(parser, &parser->token, "expected a pattern of header paths");
  }
  bw_model_trust trust = {.glob = bw_model_copy(parser, &parser->token)};
  if (!bw_model_advance(parser)) return false;
  if (parser->token.kind != BW_TOKEN_STRING || parser->token.size == 0) {
    return bw_model_fail(parser, &parser->token, "expected the reason as a string");
  }
  trust.reason = bw_model_copy(parser, &parser->token);
  bw_vec_push(parser->models->arena, &parser->models->trusts, trust);
  return bw_model_advance(parser);
}

bool bw_model_parse_field(bw_model_parser *parser, const char **ret_glob, const char **ret_field) {
  bw_model_token glob = parser->token, field = parser->token;
  size_t dot = glob.kind == BW_TOKEN_GLOB ? glob.size : 0;
  while (dot > 0 && glob.text[dot - 1] != '.') dot--;
  if (dot < 2 || dot == glob.size) {
    return bw_model_fail(parser, &parser->token, "expected a record's pattern and a field: GLOB.FIELD");
  }
  field.text += dot;
  field.size -= dot;
  glob.size = dot - 1;
  *ret_glob = bw_model_copy(parser, &glob);
  *ret_field = bw_model_copy(parser, &field);
  return bw_model_advance(parser);
}

static bool parse_count_line(bw_model_parser *parser) {
  bw_model_count count;
  if (!bw_model_parse_field(parser, &count.record_glob, &count.pointer_field)) return false;
  if (!bw_model_token_is(&parser->token, "by")) {
    return bw_model_fail(parser, &parser->token, "expected 'by' and the field that counts");
  }
  if (!bw_model_advance(parser)) return false;
  if (parser->token.kind != BW_TOKEN_WORD) return bw_model_fail(parser, &parser->token, "expected the field that counts");
  count.count_field = bw_model_copy(parser, &parser->token);
  bw_vec_push(parser->models->arena, &parser->models->counts, count);
  return bw_model_advance(parser);
}

static bool parse_source_line(bw_model_parser *parser, bw_source_kind kind) {
  bw_model_source source = {.kind = kind};
  if (!bw_model_parse_field(parser, &source.record_glob, &source.field)) return false;
  bw_vec_push(parser->models->arena, &parser->models->sources, source);
  return true;
}

static bool parse_untrusted_line(bw_model_parser *parser) { return parse_source_line(parser, BW_SOURCE_UNTRUSTED); }
static bool parse_sent_line(bw_model_parser *parser) { return parse_source_line(parser, BW_SOURCE_SENT); }
static bool parse_user_line(bw_model_parser *parser) { return parse_source_line(parser, BW_SOURCE_USER); }
static bool parse_mode_line(bw_model_parser *parser) { return parse_source_line(parser, BW_SOURCE_MODE); }
static bool parse_length_line(bw_model_parser *parser) { return parse_source_line(parser, BW_SOURCE_LENGTH); }
static bool parse_optional_line(bw_model_parser *parser) { return parse_source_line(parser, BW_SOURCE_OPTIONAL); }

static bool parse_interrupts_line(bw_model_parser *parser) {
  bw_model_interrupt line = {0};
  if (!bw_model_parse_field(parser, &line.record_glob, &line.field)) return false;
  if (line.field == NULL) return bw_model_fail(parser, &parser->token, "expected '.' and a field");
  bw_vec_push(parser->models->arena, &parser->models->interrupts, line);
  return true;
}

static bool parse_message_line(bw_model_parser *parser) {
  bw_model_message line = {0};
  if (parser->token.kind != BW_TOKEN_GLOB || parser->token.size == 0)
    return bw_model_fail(parser, &parser->token, "expected a pattern of records' names");
  line.record_glob = bw_model_copy(parser, &parser->token);
  if (!bw_model_advance(parser)) return false;
  if (bw_model_token_is(&parser->token, "unless")) {
    if (!bw_model_advance(parser)) return false;
    if (parser->token.kind != BW_TOKEN_WORD) return bw_model_fail(parser, &parser->token, "expected a record's name");
    line.unless = bw_model_copy(parser, &parser->token);
    if (!bw_model_advance(parser)) return false;
  }
  bw_vec_push(parser->models->arena, &parser->models->messages, line);
  return true;
}

/* kind VARIABLE GLOB [foreign] */
static bool parse_kind_line(bw_model_parser *parser) {
  bw_model_kind kind = {.variable = bw_model_copy(parser, &parser->token)};
  parser->token = bw_model_lex_glob(&parser->lexer);
  if (parser->token.kind == BW_TOKEN_BAD) return bw_model_fail(parser, &parser->token, parser->token.fault);
  kind.record_glob = bw_model_copy(parser, &parser->token);
  if (!bw_model_advance(parser)) return false;
  if (bw_model_token_is(&parser->token, "foreign")) {
    kind.foreign = true;
    if (!bw_model_advance(parser)) return false;
  }
  bw_vec_push(parser->models->arena, &parser->models->kinds, kind);
  return true;
}

/* The glob at hand goes into a list of them. */
#define PARSE_GLOB_LINE(name, list)                                                                      \
  static bool name(bw_model_parser *parser) {                                                            \
    bw_vec_push(parser->models->arena, &parser->models->list, bw_model_copy(parser, &parser->token));    \
    return bw_model_advance(parser);                                                                     \
  }
PARSE_GLOB_LINE(parse_last_line, lasts)
PARSE_GLOB_LINE(parse_once_line, onces)
PARSE_GLOB_LINE(parse_request_line, requests)
PARSE_GLOB_LINE(parse_reenters_line, reenters)
#undef PARSE_GLOB_LINE

static const struct {
  const char *word;
  bool (*parse)(bw_model_parser *parser);
  bool glob; /* the next token is a pattern */
} statements[] = {
  {"fn", parse_fn, false},
  {"raw", parse_raw_line, false},
  {"deprecated", bw_model_parse_deprecated, false},
  {"sized", bw_model_parse_sized, true},
  {"methods", bw_model_parse_methods, true},
  {"code", bw_model_parse_code, true},
  {"answer", bw_model_parse_answer, true},
  {"handler", bw_model_parse_handler, true},
  {"syscall", bw_model_parse_syscall, true},
  {"family", parse_family_line, false},
  {"trust", parse_trust_line, true},
  {"count", parse_count_line, true},
  {"untrusted", parse_untrusted_line, true},
  {"sent", parse_sent_line, true},
  {"user", parse_user_line, true},
  {"mode", parse_mode_line, true},
  {"length", parse_length_line, true},
  {"optional", parse_optional_line, true},
  {"interrupts", parse_interrupts_line, true},
  {"message", parse_message_line, true},
  {"last", parse_last_line, true},
  {"once", parse_once_line, true},
  {"request", parse_request_line, true},
  {"kind", parse_kind_line, true},
  {"reenters", parse_reenters_line, true},
};

static bool parse_statement(bw_model_parser *parser) {
  for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
    if (!bw_model_token_is(&parser->token, statements[i].word)) continue;
    if (statements[i].glob) {
      parser->token = bw_model_lex_glob(&parser->lexer);
      if (parser->token.kind == BW_TOKEN_BAD) return bw_model_fail(parser, &parser->token, parser->token.fault);
    } else if (!bw_model_advance(parser)) {
      return false;
    }
    if (!statements[i].parse(parser)) return false;
    if (parser->token.kind == BW_TOKEN_LINE || parser->token.kind == BW_TOKEN_END) return true;
    return bw_model_fail(parser, &parser->token, "expected the end of the line");
  }
  return bw_model_fail(parser, &parser->token, "expected fn, family, trust, count, untrusted, sent, user, mode, length, optional, interrupts, message, last, once, request, kind, reenters, sized, methods, code, answer, handler, syscall, deprecated or raw");
}

bool bw_models_parse(bw_models *models, const char *name, const char *text, size_t size, const char **ret_error) {
  bw_model_token name_token = {.text = name, .size = strlen(name)};
  bw_model_parser parser = {.models = models};
  parser.file = bw_model_copy(&parser, &name_token);
  bw_model_lex_init(&parser.lexer, text, size);
  bool good = bw_model_advance(&parser);
  while (good && parser.token.kind != BW_TOKEN_END) {
    if (parser.token.kind != BW_TOKEN_LINE) good = parse_statement(&parser);
    if (good && parser.token.kind != BW_TOKEN_END) good = bw_model_advance(&parser);
  }
  if (!good) *ret_error = parser.error;
  return good;
}
