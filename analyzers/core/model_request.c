/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Lines that say what the fields of a request are: `sized`, `methods`, `code`, `answer`. */
#include "core/model_parser.h"

static void add_line(bw_model_parser *parser, bw_model_request line) {
  bw_vec_push(parser->models->arena, &parser->models->request_fields, line);
}

static bool parse_bits(bw_model_parser *parser, uint32_t *ret_bits) {
  if (parser->token.kind != BW_TOKEN_NUMBER) return bw_model_fail(parser, &parser->token, "expected the bits as a number");
  *ret_bits = (uint32_t)parser->token.number;
  return bw_model_advance(parser);
}

bool bw_model_parse_sized(bw_model_parser *parser) {
  bw_model_request buffer = {.parts = BW_REQUEST_BUFFER}, length = {.parts = BW_REQUEST_IN};
  if (!bw_model_parse_field(parser, &buffer.record_glob, &buffer.field)) return false;
  if (!bw_model_token_is(&parser->token, "by"))
    return bw_model_fail(parser, &parser->token, "expected 'by' and the field that says the size");
  parser->token = bw_model_lex_glob(&parser->lexer);
  if (parser->token.kind == BW_TOKEN_BAD) return bw_model_fail(parser, &parser->token, parser->token.fault);
  if (!bw_model_parse_field(parser, &length.record_glob, &length.field)) return false;
  if (bw_model_token_is(&parser->token, "out")) {
    length.parts = BW_REQUEST_OUT;
    if (!bw_model_advance(parser)) return false;
  }
  if (bw_model_token_is(&parser->token, "methods") && (!bw_model_advance(parser) || !parse_bits(parser, &buffer.methods)))
    return false;
  add_line(parser, buffer);
  add_line(parser, length);
  return true;
}

bool bw_model_parse_methods(bw_model_parser *parser) {
  bw_model_request line = {0};
  if (!bw_model_parse_field(parser, &line.record_glob, &line.field) || !parse_bits(parser, &line.methods)) return false;
  add_line(parser, line);
  return true;
}

bool bw_model_parse_code(bw_model_parser *parser) {
  bw_model_request line = {.parts = BW_REQUEST_CODE};
  if (!bw_model_parse_field(parser, &line.record_glob, &line.field)) return false;
  add_line(parser, line);
  return true;
}

bool bw_model_parse_answer(bw_model_parser *parser) {
  bw_model_request line = {.parts = BW_REQUEST_ANSWER};
  static const char wanted[] = "expected 'status' and the field";
  if (!bw_model_parse_field(parser, &line.record_glob, &line.field)) return false;
  if (!bw_model_token_is(&parser->token, "status")) return bw_model_fail(parser, &parser->token, wanted);
  if (!bw_model_advance(parser)) return false;
  if (parser->token.kind != BW_TOKEN_WORD) return bw_model_fail(parser, &parser->token, wanted);
  line.status = bw_model_copy(parser, &parser->token);
  add_line(parser, line);
  return bw_model_advance(parser);
}
