/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/model_clause.h"

#include <string.h>

/* Options as a mask of its own: family and of are followed by a name and have no flag that fits. */
enum {
  OPT_FAMILY = 1u << 0,
  OPT_ZEROED = 1u << 1,
  OPT_NOFAIL = 1u << 2,
  OPT_CHECKED = 1u << 3,
  OPT_UNTRUSTED = 1u << 4,
  OPT_NONNULL = 1u << 5,
  OPT_OF = 1u << 6,
  OPT_LOOSE = 1u << 7,
  OPT_FAILS = 1u << 8,
  OPT_UNLESS = 1u << 9,
  OPT_ZEROES = 1u << 10,
  OPT_WRITABLE = 1u << 11,
  OPT_WHEN = 1u << 12,
  OPT_TRIED = 1u << 13,
  OPT_OUT = 1u << 14,
  OPT_TO = 1u << 15,
  OPT_OPTIONAL = 1u << 16,
  OPT_UNPROBED = 1u << 17,
  OPT_BY = 1u << 18,
  OPT_SECTION = 1u << 19,
  OPT_COVERS = 1u << 20,
  OPT_APART = 1u << 21,
  OPT_PLAIN = 1u << 22,
  OPT_ERRORS = 1u << 23,
  OPT_WITHOUT = 1u << 24,
  OPT_ALONE = 1u << 25,
  OPT_MANAGED = 1u << 26,
  OPTS_ALLOC = OPT_FAMILY | OPT_ZEROED | OPT_NOFAIL | OPT_CHECKED | OPT_UNLESS | OPT_ZEROES | OPT_ERRORS,
  OPTS_ALLOC_OUT = OPTS_ALLOC | OPT_FAILS | OPT_TRIED | OPT_OPTIONAL | OPT_UNTRUSTED,
};

static const struct {
  const char *word;
  unsigned option;
  uint32_t flag;
} option_words[] = {
  {"family", OPT_FAMILY, 0},
  {"zeroed", OPT_ZEROED, BW_EFFECT_ZEROED},
  {"nofail", OPT_NOFAIL, BW_EFFECT_NOFAIL},
  {"checked", OPT_CHECKED, BW_EFFECT_CHECKED},
  {"untrusted", OPT_UNTRUSTED, BW_EFFECT_UNTRUSTED},
  {"nonnull", OPT_NONNULL, BW_EFFECT_NONNULL},
  {"of", OPT_OF, BW_EFFECT_DERIVED},
  {"loose", OPT_LOOSE, BW_EFFECT_LOOSE},
  {"fails", OPT_FAILS, BW_EFFECT_FAILS},
  {"unless", OPT_UNLESS, BW_EFFECT_UNLESS},
  {"zeroes", OPT_ZEROES, BW_EFFECT_ZEROES},
  {"writable", OPT_WRITABLE, BW_EFFECT_WRITABLE},
  {"when", OPT_WHEN, BW_EFFECT_WHEN},
  {"tried", OPT_TRIED, BW_EFFECT_TRIED},
  {"out", OPT_OUT, BW_EFFECT_BACK},
  {"to", OPT_TO, BW_EFFECT_DERIVED},
  {"optional", OPT_OPTIONAL, BW_EFFECT_OPTIONAL},
  {"unprobed", OPT_UNPROBED, BW_EFFECT_UNPROBED},
  {"by", OPT_BY, BW_EFFECT_DERIVED},
  {"section", OPT_SECTION, BW_EFFECT_SECTION},
  {"covers", OPT_COVERS, 0},
  {"apart", OPT_APART, BW_EFFECT_APART},
  {"plain", OPT_PLAIN, BW_EFFECT_PLAIN},
  {"alone", OPT_ALONE, BW_EFFECT_ALONE},
  {"managed", OPT_MANAGED, BW_EFFECT_MANAGED},
  {"errors", OPT_ERRORS, BW_EFFECT_ERRORS},
  {"without", OPT_WITHOUT, BW_EFFECT_WITHOUT},
};

/* Operands in the order written: p the pointer, . the pointer or `...`, q the second pointer, b a byte, s a size,
 * u a size that may be upto, l a length that may be left out, f a field's name, m a mask of bits, w words, v a level,
 * n and o a first and a second pointer that may be left out, k a third one. */
static const struct {
  const char *word;
  bw_effect_kind kind;
  const char *operands;
  unsigned options;
} clause_words[] = {
  {"alloc", BW_EFFECT_ALLOC, "s", OPTS_ALLOC | OPT_FAILS | OPT_WITHOUT}, {"realloc", BW_EFFECT_REALLOC, "ps", OPTS_ALLOC},
  {"free", BW_EFFECT_FREE, "p", OPT_FAMILY | OPT_COVERS},         {"read", BW_EFFECT_READ, ".u", OPT_OPTIONAL},
  {"write", BW_EFFECT_WRITE, ".u", OPT_UNTRUSTED | OPT_OF | OPT_OPTIONAL},
  {"copy", BW_EFFECT_COPY, "pqs", OPT_APART},                {"fill", BW_EFFECT_FILL, "pbs", 0},
  {"unterminated", BW_EFFECT_UNTERMINATED, "ps", OPT_OF},
  {"string", BW_EFFECT_STRING, ".l", 0},             {"escape", BW_EFFECT_ESCAPE, ".", OPT_MANAGED},
  {"call", BW_EFFECT_CALL, "pq", 0},                 {"scan", BW_EFFECT_SCAN, "p", OPT_UNTRUSTED | OPT_OF},
  {"needs", BW_EFFECT_NEEDS, ".", 0},
  {"probe", BW_EFFECT_PROBE, "ps", OPT_WRITABLE | OPT_TRIED},
  {"fetch", BW_EFFECT_FETCH, "pqs", OPT_UNPROBED},   {"deliver", BW_EFFECT_DELIVER, "ps", OPT_TO | OPT_UNPROBED},
  {"trusts", BW_EFFECT_TRUSTS, "p", OPT_UNLESS},
  {"selects", BW_EFFECT_SELECTS, "p", 0},            {"moves", BW_EFFECT_MOVES, "p", 0},
  {"raises", BW_EFFECT_RAISES, "p", 0},              {"omits", BW_EFFECT_OMITS, "p", 0},
  {"pin", BW_EFFECT_PIN, "p", 0},                    {"unpin", BW_EFFECT_UNPIN, "p", 0},
  {"enters", BW_EFFECT_ENTER, "", OPT_WHEN},                {"leaves", BW_EFFECT_LEAVE, "", 0},
  {"waits", BW_EFFECT_WAIT, "", OPT_WHEN},
  {"locks", BW_EFFECT_LOCK, "n", OPT_BY | OPT_SECTION | OPT_TRIED | OPT_ALONE},
  {"unlocks", BW_EFFECT_UNLOCK, "n", OPT_BY | OPT_SECTION | OPT_ALONE},
  {"take", BW_EFFECT_TAKE, "p", OPT_FAMILY | OPT_TRIED | OPT_PLAIN | OPT_FAILS},
  {"put", BW_EFFECT_PUT, "p", OPT_FAMILY | OPT_TRIED | OPT_PLAIN},
  {"count", BW_EFFECT_COUNT, "ps", OPT_PLAIN},
  {"wants", BW_EFFECT_WANTS, "pfmw", 0},             {"show", BW_EFFECT_SHOW, "p", OPT_LOOSE},
  {"level", BW_EFFECT_LEVEL, "v", 0},                {"lends", BW_EFFECT_LEND, "pso", OPT_OUT},
  {"answers", BW_EFFECT_ANSWERS, "pq", 0},
  {"arms", BW_EFFECT_ARM, "p", OPT_TRIED},           {"settles", BW_EFFECT_SETTLE, "n", 0},
  {"interrupts", BW_EFFECT_INTERRUPT, "p", 0},       {"tag", BW_EFFECT_TAG, "p", 0},
  {"names", BW_EFFECT_NAMES, "pqk", 0},              {"foreign", BW_EFFECT_FOREIGN, "p", 0},
};

static const struct {
  const char *word;
  uint32_t flag;
} flag_words[] = {
  {"noreturn", BW_MODEL_NORETURN},
  {"fatal", BW_MODEL_FATAL | BW_MODEL_NORETURN},
  {"pure", BW_MODEL_PURE},
  {"quiet", BW_MODEL_QUIET},
  {"mode", BW_MODEL_MODE},
  {"reenters", BW_MODEL_REENTERS},
  {"borrows", BW_MODEL_BORROWS},
  {"completes", BW_MODEL_COMPLETES},
};

static bool at_clause_end(const bw_model_parser *parser) {
  return parser->token.kind == BW_TOKEN_LINE || parser->token.kind == BW_TOKEN_END || bw_model_at_mark(parser, ';');
}

static bool parse_pointer(bw_model_parser *parser, bool rest, bw_effect *effect, uint16_t *ret_arg) {
  const bw_model_token *token = &parser->token;
  if (rest && token->kind == BW_TOKEN_REST) {
    if (!parser->variadic) return bw_model_fail(parser, token, "the function has no '...' parameter");
    *ret_arg = (uint16_t)parser->param_count;
    effect->flags |= BW_EFFECT_REST;
    return bw_model_advance(parser);
  }
  uint32_t param = bw_model_param(parser, token);
  if (bw_model_token_is(token, "result")) {
    *ret_arg = (uint16_t)BW_ARG_RESULT;
  } else if (param < parser->param_count) {
    *ret_arg = (uint16_t)param;
  } else {
    return bw_model_fail(parser, token, "expected a parameter of the function or 'result'");
  }
  return bw_model_advance(parser);
}

static bool parse_upto_size(bw_model_parser *parser, bw_effect *effect) {
  if (bw_model_token_is(&parser->token, "upto")) {
    effect->flags |= BW_EFFECT_UPTO;
    if (!bw_model_advance(parser)) return false;
  }
  return bw_model_parse_expr(parser, &effect->size);
}

static bool parse_mask(bw_model_parser *parser, int64_t *ret_bits) {
  uint32_t mask;
  if (!bw_model_parse_expr(parser, &mask)) return false;
  bw_expr bits = parser->models->exprs.at[mask];
  if (bits.kind != BW_EXPR_CONST) return bw_model_fail(parser, &parser->token, "expected the bits as a number before this");
  *ret_bits = bits.value;
  return true;
}

const char *const bw_level_words[BW_LEVEL_COUNT] = {"passive", "apc", "dispatch"};

static bool parse_level(bw_model_parser *parser, bw_effect *effect) {
  for (int level = 0; level < BW_LEVEL_COUNT; level++) {
    if (!bw_model_token_is(&parser->token, bw_level_words[level])) continue;
    effect->low = level;
    return bw_model_advance(parser);
  }
  return bw_model_fail(parser, &parser->token, "expected passive, apc or dispatch");
}

static bool parse_operand(bw_model_parser *parser, char operand, bw_effect *effect) {
  switch (operand) {
  case 'f':
    if (parser->token.kind != BW_TOKEN_WORD) return bw_model_fail(parser, &parser->token, "expected a field's name");
    effect->field = bw_model_copy(parser, &parser->token);
    return bw_model_advance(parser);
  case 'v':
    return parse_level(parser, effect);
  case 'm':
    return parse_mask(parser, &effect->high);
  case 'w':
    if (parser->token.kind != BW_TOKEN_STRING || parser->token.size == 0)
      return bw_model_fail(parser, &parser->token, "expected what is wanted, as a string");
    effect->what = bw_model_copy(parser, &parser->token);
    return bw_model_advance(parser);
  case 'p':
  case '.':
    return parse_pointer(parser, operand == '.', effect, &effect->arg);
  case 'q':
    return parse_pointer(parser, false, effect, &effect->arg2);
  case 'k': {
    uint16_t kind;
    if (!parse_pointer(parser, false, effect, &kind)) return false;
    effect->low = kind;
    return true;
  }
  case 'n':
    effect->arg = BW_ARG_NONE;
    return at_clause_end(parser) || bw_model_token_is(&parser->token, "by") || bw_model_token_is(&parser->token, "section") ||
           parse_pointer(parser, false, effect, &effect->arg);
  case 'o':
    effect->arg2 = BW_ARG_NONE;
    return at_clause_end(parser) || bw_model_token_is(&parser->token, "out") ||
           parse_pointer(parser, false, effect, &effect->arg2);
  case 'b':
    return bw_model_parse_expr(parser, &effect->value);
  case 'u':
    return parse_upto_size(parser, effect);
  case 'l':
    if (bw_model_token_is(&parser->token, "result")) {
      effect->flags |= BW_EFFECT_DERIVED;
      return bw_model_advance(parser);
    }
    return at_clause_end(parser) || parse_upto_size(parser, effect);
  default:
    return bw_model_parse_expr(parser, &effect->size);
  }
}

static bool parse_family(bw_model_parser *parser, bw_effect *effect) {
  if (parser->token.kind != BW_TOKEN_WORD) return bw_model_fail(parser, &parser->token, "expected a family's name");
  for (uint32_t i = 0; i < parser->models->families.count; i++) {
    if (bw_model_token_is(&parser->token, parser->models->families.at[i])) {
      effect->family = parser->models->families.at[i];
      return bw_model_advance(parser);
    }
  }
  return bw_model_fail(parser, &parser->token, "no such family: name it before with 'family'");
}

/* Which bits of which parameter decide. */
static bool parse_bits(bw_model_parser *parser, bw_effect *effect, int64_t *ret_bits) {
  return parse_pointer(parser, false, effect, &effect->arg2) && parse_mask(parser, ret_bits);
}

static bool parse_failure(bw_model_parser *parser, bw_effect *effect) {
  const bw_model_token start = parser->token;
  if (!bw_model_parse_expr(parser, &effect->value)) return false;
  const bw_expr failure = parser->models->exprs.at[effect->value];
  if (failure.kind != BW_EXPR_CONST) return bw_model_fail(parser, &start, "expected what is returned on failure as a number");
  effect->high = failure.value;
  return true;
}

static bool parse_option(bw_model_parser *parser, unsigned allowed, bw_effect *effect, bool *ret_found) {
  *ret_found = false;
  for (size_t i = 0; i < sizeof option_words / sizeof *option_words; i++) {
    if (!bw_model_token_is(&parser->token, option_words[i].word)) continue;
    if ((allowed & option_words[i].option) == 0) {
      return bw_model_fail(parser, &parser->token, "the word does not fit this clause");
    }
    *ret_found = true;
    effect->flags |= option_words[i].flag;
    if (!bw_model_advance(parser)) return false;
    if (option_words[i].option == OPT_FAMILY) return parse_family(parser, effect);
    if (option_words[i].option == OPT_COVERS) return bw_model_parse_expr(parser, &effect->size);
    const bool allocates = effect->kind == BW_EFFECT_ALLOC || effect->kind == BW_EFFECT_ALLOC_OUT;
    if (option_words[i].option == OPT_FAILS && allocates) return parse_failure(parser, effect);
    if (option_words[i].option == OPT_UNLESS || option_words[i].option == OPT_WHEN) return parse_bits(parser, effect, &effect->low);
    if (option_words[i].option == OPT_ZEROES) return parse_bits(parser, effect, &effect->high);
    if (option_words[i].option & (OPT_OF | OPT_TO | OPT_BY | OPT_WITHOUT)) return parse_pointer(parser, false, effect, &effect->arg2);
    return true;
  }
  return true;
}

static bool parse_options(bw_model_parser *parser, unsigned allowed, bw_effect *effect) {
  bool found;
  do {
    if (!parse_option(parser, allowed, effect, &found)) return false;
  } while (found);
  return true;
}

static bool parse_range_end(bw_model_parser *parser, bw_effect *effect) {
  bw_expr low = parser->models->exprs.at[effect->value];
  if (low.kind != BW_EXPR_CONST) return bw_model_fail(parser, &parser->token, "a range begins with a number");
  bw_model_token dots = parser->token;
  uint32_t high;
  if (!bw_model_advance(parser) || !bw_model_parse_expr(parser, &high)) return false;
  bw_expr bound = parser->models->exprs.at[high];
  bool constant = bound.kind == BW_EXPR_CONST;
  if (constant && bound.value < low.value) return bw_model_fail(parser, &dots, "the range is empty");
  effect->flags |= BW_EFFECT_RANGE;
  effect->low = low.value;
  effect->high = constant ? bound.value : INT64_MAX;
  effect->value = constant ? 0 : high;
  return true;
}

static bool parse_return(bw_model_parser *parser, bw_effect *effect) {
  const unsigned options = OPT_UNTRUSTED | OPT_NONNULL | OPT_OF | OPT_FAILS | OPT_ERRORS | OPT_UNLESS;
  bw_model_token start = parser->token;
  bool found;
  if (bw_model_token_is(&parser->token, "within")) {
    effect->flags |= BW_EFFECT_WITHIN;
    if (!bw_model_advance(parser) || !parse_pointer(parser, false, effect, &effect->arg)) return false;
    if (!bw_model_parse_expr(parser, &effect->size)) return false;
    return parse_options(parser, OPT_NONNULL, effect);
  }
  if (!parse_option(parser, options, effect, &found)) return false;
  if (!found) {
    if (!bw_model_parse_expr(parser, &effect->value)) return false;
    if (parser->token.kind == BW_TOKEN_RANGE && !parse_range_end(parser, effect)) return false;
  }
  const bool range = (effect->flags & BW_EFFECT_RANGE) != 0;
  if (!parse_options(parser, range ? options | OPT_LOOSE : options, effect)) return false;
  if (effect->value == 0 && effect->flags == 0) return bw_model_fail(parser, &start, "the clause says nothing");
  if ((effect->flags & BW_EFFECT_UNLESS) && (range || !(effect->flags & BW_EFFECT_FAILS) || (effect->flags & BW_EFFECT_DERIVED))) {
    return bw_model_fail(parser, &start, "of what is returned, 'unless' goes with 'fails' alone");
  }
  return true;
}

static bool parse_effect(bw_model_parser *parser, size_t clause, bool is_return) {
  bw_effect effect = {.kind = BW_EFFECT_RETURN, .family = ""};
  if (is_return) {
    if (!parse_return(parser, &effect)) return false;
  } else {
    effect.kind = (uint8_t)clause_words[clause].kind;
    for (const char *operand = clause_words[clause].operands; *operand != '\0'; operand++) {
      if (!parse_operand(parser, *operand, &effect)) return false;
    }
    if (!parse_options(parser, clause_words[clause].options, &effect)) return false;
    if (effect.kind == BW_EFFECT_ALLOC && (effect.flags & BW_EFFECT_FAILS) &&
        (effect.flags & (BW_EFFECT_NOFAIL | BW_EFFECT_UNLESS | BW_EFFECT_ZEROES))) {
      return bw_model_fail(parser, &parser->token, "'fails' does not go with 'nofail', 'unless' or 'zeroes', before this");
    }
    if ((effect.flags & BW_EFFECT_WITHOUT) && (effect.flags & (BW_EFFECT_UNLESS | BW_EFFECT_ZEROES))) {
      return bw_model_fail(parser, &parser->token, "'without' does not go with 'unless' or 'zeroes', before this");
    }
  }
  bw_vec_push(parser->models->arena, &parser->models->effects, effect);
  return true;
}

/* alloc-out P SIZE, take-out P: the word before the dash has been read. */
static bool parse_out(bw_model_parser *parser, bool alloc) {
  bw_effect effect = {.kind = alloc ? BW_EFFECT_ALLOC_OUT : BW_EFFECT_TAKE, .family = ""};
  if (!alloc) effect.flags = BW_EFFECT_OUT;
  if (!bw_model_advance(parser)) return false;
  if (!bw_model_token_is(&parser->token, "out")) {
    return bw_model_fail(parser, &parser->token, alloc ? "expected 'alloc-out' or the size after 'alloc'"
                                                       : "expected 'take-out' or a parameter after 'take'");
  }
  if (!bw_model_advance(parser) || !parse_operand(parser, 'p', &effect) || (alloc && !parse_operand(parser, 's', &effect)) ||
      !parse_options(parser, alloc ? OPTS_ALLOC_OUT : OPT_FAMILY | OPT_TRIED, &effect)) {
    return false;
  }
  bw_vec_push(parser->models->arena, &parser->models->effects, effect);
  return true;
}

static bool parse_raw(bw_model_parser *parser, bw_model *model) {
  if (parser->token.kind != BW_TOKEN_STRING || parser->token.size == 0) {
    return bw_model_fail(parser, &parser->token, "expected the replacement as a string");
  }
  model->flags |= BW_MODEL_RAW;
  model->raw_hint = bw_model_copy(parser, &parser->token);
  return bw_model_advance(parser);
}

static bool parse_clause(bw_model_parser *parser, bw_model *model) {
  bw_model_token word = parser->token;
  if (word.kind != BW_TOKEN_WORD) return bw_model_fail(parser, &word, "expected a clause");
  if (!bw_model_advance(parser)) return false;
  if (bw_model_token_is(&word, "raw")) return parse_raw(parser, model);
  if (bw_model_token_is(&word, "return")) return parse_effect(parser, 0, true);
  if (bw_model_token_is(&word, "alloc") && bw_model_at_mark(parser, '-')) return parse_out(parser, true);
  if (bw_model_token_is(&word, "take") && bw_model_at_mark(parser, '-')) return parse_out(parser, false);
  for (size_t i = 0; i < sizeof flag_words / sizeof *flag_words; i++) {
    if (!bw_model_token_is(&word, flag_words[i].word)) continue;
    model->flags |= flag_words[i].flag;
    return true;
  }
  for (size_t i = 0; i < sizeof clause_words / sizeof *clause_words; i++) {
    if (bw_model_token_is(&word, clause_words[i].word)) return parse_effect(parser, i, false);
  }
  return bw_model_fail(parser, &word, "no such clause");
}

/* What the clauses mean together, told at the place of the function's name. */
static bool check_together(bw_model_parser *parser, const bw_model *model, const bw_model_token *start) {
  uint32_t results = 0;
  for (uint32_t i = 0; i < model->effect_count; i++) {
    const bw_effect *effect = &parser->models->effects.at[model->effect + i];
    bool makes = effect->kind == BW_EFFECT_RETURN || effect->kind == BW_EFFECT_ALLOC || effect->kind == BW_EFFECT_REALLOC;
    results += makes ? 1 : 0;
    if ((model->flags & BW_MODEL_PURE) != 0 && effect->kind != BW_EFFECT_RETURN) {
      return bw_model_fail(parser, start, "a pure function touches no memory: say quiet, or drop the clause");
    }
  }
  if (results > 1) return bw_model_fail(parser, start, "the clauses say more than once what the function returns");
  if (results > 0 && (model->flags & BW_MODEL_NORETURN) != 0) {
    return bw_model_fail(parser, start, "a noreturn function returns nothing");
  }
  return true;
}

bool bw_model_parse_clauses(bw_model_parser *parser, bw_model *model) {
  bw_model_token start = parser->token;
  model->effect = parser->models->effects.count;
  for (;;) {
    if (!parse_clause(parser, model)) return false;
    if (!at_clause_end(parser)) return bw_model_fail(parser, &parser->token, "expected ';' or the end of the line");
    if (!bw_model_at_mark(parser, ';')) break;
    if (!bw_model_advance(parser)) return false;
  }
  model->effect_count = parser->models->effects.count - model->effect;
  return check_together(parser, model, &start);
}
