/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Lines `handler` and `syscall`: functions that are called for a user process. */
#include "core/model_parser.h"

/* HI, or LO..HI */
static bool parse_range(bw_model_parser *parser, bw_model_handler *line, uint32_t number) {
  line->most[number] = parser->token.number;
  if (!bw_model_advance(parser) || parser->token.kind != BW_TOKEN_RANGE) return parser->error == NULL;
  line->least[number] = line->most[number];
  if (!bw_model_advance(parser)) return false;
  if (parser->token.kind != BW_TOKEN_NUMBER || parser->token.number < line->least[number])
    return bw_model_fail(parser, &parser->token, "expected the greatest value, not less than the least");
  line->most[number] = parser->token.number;
  return bw_model_advance(parser);
}

static bool parse_role(bw_model_parser *parser, bw_model_handler *line, uint32_t number) {
  static const struct {
    const char *word;
    bw_handler_role role;
  } words[] = {{"_", BW_ROLE_NONE},
               {"untrusted", BW_ROLE_UNTRUSTED},
               {"user", BW_ROLE_USER},
               {"probed", BW_ROLE_PROBED},
               {"ioc", BW_ROLE_IOC}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!bw_model_token_is(&parser->token, words[i].word)) continue;
    if (number == BW_HANDLER_ROLES) return bw_model_fail(parser, &parser->token, "more than 8 roles");
    line->role[number] = (uint8_t)words[i].role;
    if (!bw_model_advance(parser)) return false;
    if (words[i].role != BW_ROLE_UNTRUSTED || parser->token.kind != BW_TOKEN_NUMBER) return true;
    return parse_range(parser, line, number);
  }
  return bw_model_fail(parser, &parser->token, "expected untrusted, user, probed, ioc or '_'");
}

bool bw_model_parse_handler(bw_model_parser *parser) {
  bw_model_handler line = {0};
  if (!bw_model_parse_field(parser, &line.record_glob, &line.field)) return false;
  if (!bw_model_expect_mark(parser, '(', "expected '(' and the roles of the arguments")) return false;
  for (uint32_t i = 0;; i++) {
    if (!parse_role(parser, &line, i)) return false;
    if (bw_model_at_mark(parser, ')')) break;
    if (!bw_model_expect_mark(parser, ',', "expected ',' or ')' after the role")) return false;
  }
  bw_vec_push(parser->models->arena, &parser->models->handlers, line);
  return bw_model_advance(parser);
}

bool bw_model_parse_syscall(bw_model_parser *parser) {
  bw_model_handler line = {0};
  if (parser->token.kind != BW_TOKEN_GLOB || parser->token.size == 0)
    return bw_model_fail(parser, &parser->token, "expected a pattern of functions' names");
  line.record_glob = bw_model_copy(parser, &parser->token);
  for (int i = 0; i < BW_HANDLER_ROLES; i++) line.role[i] = BW_ROLE_UNTRUSTED;
  bw_vec_push(parser->models->arena, &parser->models->handlers, line);
  return bw_model_advance(parser);
}
