/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "model_test.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *clause; /* of fn f (a, b, c, ...) */
  bw_effect_kind kind;
  unsigned flags, arg, arg2;
  const char *size, *value;
} effect_rows[] = {
    {"alloc a", BW_EFFECT_ALLOC, 0, 0, 0, "#0", "_"},
    {"alloc a * b checked zeroed nofail", BW_EFFECT_ALLOC, BW_EFFECT_CHECKED | BW_EFFECT_ZEROED | BW_EFFECT_NOFAIL, 0, 0,
     "(#0 * #1)", "_"},
    {"alloc _", BW_EFFECT_ALLOC, 0, 0, 0, "_", "_"},
    {"alloc-out b a + 1", BW_EFFECT_ALLOC_OUT, 0, 1, 0, "(#0 + 1)", "_"},
    {"alloc-out b a tried", BW_EFFECT_ALLOC_OUT, BW_EFFECT_TRIED, 1, 0, "#0", "_"},
    {"alloc-out b _ fails -1", BW_EFFECT_ALLOC_OUT, BW_EFFECT_FAILS, 1, 0, "_", "-1"},
    {"alloc-out b _ optional untrusted", BW_EFFECT_ALLOC_OUT, BW_EFFECT_OPTIONAL | BW_EFFECT_UNTRUSTED, 1, 0, "_", "_"},
    {"alloc _ without c", BW_EFFECT_ALLOC, BW_EFFECT_WITHOUT, 0, 2, "_", "_"},
    {"show a loose", BW_EFFECT_SHOW, BW_EFFECT_LOOSE, 0, 0, "_", "_"},
    {"realloc a b * 8", BW_EFFECT_REALLOC, 0, 0, 0, "(#1 * 8)", "_"},
    {"free b", BW_EFFECT_FREE, 0, 1, 0, "_", "_"},
    {"read a strlen(a) + 1", BW_EFFECT_READ, 0, 0, 0, "(strlen(#0) + 1)", "_"},
    {"read a upto c", BW_EFFECT_READ, BW_EFFECT_UPTO, 0, 0, "#2", "_"},
    {"write b (wcslen(a) + 1) * elem(b)", BW_EFFECT_WRITE, 0, 1, 0, "((wcslen(#0) + 1) * elem(#1))", "_"},
    {"write b c untrusted", BW_EFFECT_WRITE, BW_EFFECT_UNTRUSTED, 1, 0, "#2", "_"},
    {"write b c of a", BW_EFFECT_WRITE, BW_EFFECT_DERIVED, 1, 0, "#2", "_"},
    {"write a upto min(b, c - 1) untrusted", BW_EFFECT_WRITE, BW_EFFECT_UPTO | BW_EFFECT_UNTRUSTED, 0, 0,
     "min(#1, (#2 - 1))", "_"},
    {"write ... _ untrusted", BW_EFFECT_WRITE, BW_EFFECT_REST | BW_EFFECT_UNTRUSTED, 3, 0, "_", "_"},
    {"write a any", BW_EFFECT_WRITE, 0, 0, 0, "any", "_"},
    {"copy b a max(c, 4)", BW_EFFECT_COPY, 0, 1, 0, "max(#2, 4)", "_"},
    {"copy result a c", BW_EFFECT_COPY, 0, BW_ARG_RESULT, 0, "#2", "_"},
    {"fill a -1 c", BW_EFFECT_FILL, 0, 0, 0, "#2", "-1"},
    {"fill a b (c)", BW_EFFECT_FILL, 0, 0, 0, "#2", "#1"},
    {"string a", BW_EFFECT_STRING, 0, 0, 0, "_", "_"},
    {"string result strlen(b)", BW_EFFECT_STRING, 0, BW_ARG_RESULT, 0, "strlen(#1)", "_"},
    {"escape c", BW_EFFECT_ESCAPE, 0, 2, 0, "_", "_"},
    {"write a strlen(a) - nonzero(b)", BW_EFFECT_WRITE, 0, 0, 0, "(strlen(#0) - nonzero(#1))", "_"},
    {"write a printed(b) + 1", BW_EFFECT_WRITE, 0, 0, 0, "(printed(#1) + 1)", "_"},
    {"probe a c", BW_EFFECT_PROBE, 0, 0, 0, "#2", "_"},
    {"probe b 4 writable", BW_EFFECT_PROBE, BW_EFFECT_WRITABLE, 1, 0, "4", "_"},
    {"fetch a b c", BW_EFFECT_FETCH, 0, 0, 1, "#2", "_"},
    {"unterminated a c", BW_EFFECT_UNTERMINATED, 0, 0, 0, "#2", "_"},
    {"deliver b c", BW_EFFECT_DELIVER, 0, 1, 0, "#2", "_"},
    {"lends a b", BW_EFFECT_LEND, 0, 0, BW_ARG_NONE, "#1", "_"},
    {"lends a b c", BW_EFFECT_LEND, 0, 0, 2, "#1", "_"},
    {"enters when b 6", BW_EFFECT_ENTER, BW_EFFECT_WHEN, 0, 1, "_", "_"},
    {"selects b", BW_EFFECT_SELECTS, 0, 1, 0, "_", "_"},
    {"moves b", BW_EFFECT_MOVES, 0, 1, 0, "_", "_"},
    {"raises a", BW_EFFECT_RAISES, 0, 0, 0, "_", "_"},
    {"string a result", BW_EFFECT_STRING, BW_EFFECT_DERIVED, 0, 0, "_", "_"},
    {"level apc", BW_EFFECT_LEVEL, 0, 0, 0, "_", "_"},
    {"scan c untrusted", BW_EFFECT_SCAN, BW_EFFECT_UNTRUSTED, 2, 0, "_", "_"},
    {"scan c of a", BW_EFFECT_SCAN, BW_EFFECT_DERIVED, 2, 0, "_", "_"},
    {"return b", BW_EFFECT_RETURN, 0, 0, 0, "_", "#1"},
    {"return a - b - c", BW_EFFECT_RETURN, 0, 0, 0, "_", "((#0 - #1) - #2)"},
    {"return a + b * c", BW_EFFECT_RETURN, 0, 0, 0, "_", "(#0 + (#1 * #2))"},
    {"return untrusted", BW_EFFECT_RETURN, BW_EFFECT_UNTRUSTED, 0, 0, "_", "_"},
    {"return nonnull", BW_EFFECT_RETURN, BW_EFFECT_NONNULL, 0, 0, "_", "_"},
    {"return of b", BW_EFFECT_RETURN, BW_EFFECT_DERIVED, 0, 1, "_", "_"},
    {"return a untrusted nonnull", BW_EFFECT_RETURN, BW_EFFECT_UNTRUSTED | BW_EFFECT_NONNULL, 0, 0, "_", "#0"},
    {"return -1..c untrusted", BW_EFFECT_RETURN, BW_EFFECT_RANGE | BW_EFFECT_UNTRUSTED, 0, 0, "_", "#2"},
    {"return 0..255", BW_EFFECT_RETURN, BW_EFFECT_RANGE, 0, 0, "_", "_"},
    {"return 0..31 loose", BW_EFFECT_RETURN, BW_EFFECT_RANGE | BW_EFFECT_LOOSE, 0, 0, "_", "_"},
    {"return within b c nonnull", BW_EFFECT_RETURN, BW_EFFECT_WITHIN | BW_EFFECT_NONNULL, 1, 0, "#2", "_"},
};

START_TEST(effects) {
  char text[256];
  snprintf(text, sizeof text, "fn f (a, b, c, ...) : %s ; quiet\n", effect_rows[_i].clause);
  model_good("t", text);
  const bw_effect *effect = effect_of("f", 0);
  ck_assert_uint_eq(model_of("f")->effect_count, 1);
  ck_assert_uint_eq(model_of("f")->flags, BW_MODEL_QUIET | BW_MODEL_VARIADIC);
  ck_assert_int_eq(effect->kind, (int)effect_rows[_i].kind);
  ck_assert_uint_eq(effect->flags, effect_rows[_i].flags);
  ck_assert_uint_eq(effect->arg, effect_rows[_i].arg);
  ck_assert_uint_eq(effect->arg2, effect_rows[_i].arg2);
  ck_assert_str_eq(expr_text(effect->size), effect_rows[_i].size);
  ck_assert_str_eq(expr_text(effect->value), effect_rows[_i].value);
  ck_assert_str_eq(effect->family, "");
}
END_TEST

START_TEST(ranges) {
  model_good("t", "fn f (n) : return -1..n\nfn g () : return -14..0x10\n");
  ck_assert_int_eq(effect_of("f", 0)->low, -1);
  ck_assert_int_eq(effect_of("f", 0)->high, INT64_MAX);
  ck_assert_int_eq(effect_of("g", 0)->low, -14);
  ck_assert_int_eq(effect_of("g", 0)->high, 16);
}
END_TEST

START_TEST(levels) {
  model_good("t", "fn p () : level passive\nfn a () : level apc\nfn d () : level dispatch\n");
  ck_assert_int_eq(effect_of("p", 0)->low, BW_LEVEL_PASSIVE);
  ck_assert_int_eq(effect_of("a", 0)->low, BW_LEVEL_APC);
  ck_assert_int_eq(effect_of("d", 0)->low, BW_LEVEL_DISPATCH);
}
END_TEST

/* A clause speaks of the arguments it names, and of no other: least of all of the first one. */
START_TEST(clauses_speak_of_their_arguments) {
  model_good("t", "fn f (a, b, c) : level apc\nfn g (a, b, c) : copy b c 1\nfn h (a, b, c) : return 0..1 ; waits when c 1\n"
                  "fn i (a, b, c) : lends b 4\n");
  static const struct {
    const char *function;
    uint32_t effect;
    unsigned arguments;
  } rows[] = {{"f", 0, 0}, {"g", 0, 6}, {"h", 0, 0}, {"h", 1, 4}, {"i", 0, 2}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    for (uint32_t arg = 0; arg < 3; arg++)
      ck_assert_int_eq(bw_effect_speaks_of(effect_of(rows[i].function, rows[i].effect), arg), rows[i].arguments >> arg & 1);
}
END_TEST

START_TEST(families) {
  model_good("t", "family heap\nfamily heap\nfn a (n) : alloc n family heap zeroed\nfn f (p) : free p family heap\n");
  ck_assert_uint_eq(model_set.families.count, 1);
  ck_assert_str_eq(effect_of("a", 0)->family, "heap");
  ck_assert_ptr_eq(effect_of("a", 0)->family, effect_of("f", 0)->family);
  ck_assert_uint_eq(effect_of("a", 0)->flags, BW_EFFECT_ZEROED);
  model_good("u", "family heap managed\nfamily heap managed\n");
  ck_assert_uint_eq(model_set.families.count, 1);
  ck_assert_ptr_eq(model_set.managed.at[0], model_set.families.at[0]);
}
END_TEST

START_TEST(what_numbers_stand_for) {
  model_good("t", "family fd\nfamily stack local\nfn o (_) : alloc _ family fd fails -1\nfn c (n) : free n family fd covers n + 1\n"
                  "fn m (d, s, n) : copy d s n apart\n");
  ck_assert_uint_eq(effect_of("o", 0)->flags, BW_EFFECT_FAILS);
  ck_assert_int_eq(effect_of("o", 0)->high, -1);
  ck_assert_uint_ne(effect_of("c", 0)->size, 0);
  ck_assert_uint_eq(effect_of("m", 0)->flags, BW_EFFECT_APART);
  ck_assert_str_eq(model_set.locals.at[0], "stack");
  ck_assert_str_eq(model_set.managed.at[0], "stack");
}
END_TEST

START_TEST(what_is_kept_and_held) {
  model_good("t", "family handle opaque\nfamily clock\nfn o (p) : alloc-out p _ family handle tried\nfn m (_, n) : return untrusted fails unless n 1\n"
                  "fn l (p) : locks p alone\nfn u (p) : unlocks p alone\nfn e (p) : take p family clock fails\nfn k (p) : escape p managed\n");
  ck_assert_str_eq(model_set.opaque.at[0], "handle");
  ck_assert_uint_eq(effect_of("m", 0)->flags, BW_EFFECT_UNTRUSTED | BW_EFFECT_FAILS | BW_EFFECT_UNLESS);
  ck_assert_int_eq(effect_of("m", 0)->low, 1);
  ck_assert_uint_eq(effect_of("l", 0)->flags, BW_EFFECT_ALONE);
  ck_assert_uint_eq(effect_of("u", 0)->flags, BW_EFFECT_ALONE);
  ck_assert_uint_eq(effect_of("e", 0)->flags, BW_EFFECT_FAILS);
  ck_assert_uint_eq(effect_of("k", 0)->flags, BW_EFFECT_MANAGED);
}
END_TEST

START_TEST(several_names_share_effects) {
  model_good("t", "fn f, g,\n   h (p, _, n) : read p n ; return p ; quiet\n");
  ck_assert_uint_eq(model_of("f")->effect, model_of("h")->effect);
  ck_assert_uint_eq(model_of("g")->effect_count, 2);
  ck_assert_uint_eq(model_of("g")->param_count, 3);
  ck_assert_uint_eq(model_of("g")->line, 1);
  ck_assert_uint_eq(model_of("h")->line, 2);
  ck_assert_str_eq(model_of("h")->file, "t");
  ck_assert_str_eq(expr_text(effect_of("g", 0)->size), "#2");
}
END_TEST

START_TEST(flags_and_raw) {
  model_good("t", "fn f () : noreturn\nfn g (_, _) : pure\nfn h (_) : quiet ; raw \"a span\"\n");
  ck_assert_uint_eq(model_of("f")->flags, BW_MODEL_NORETURN);
  ck_assert_uint_eq(model_of("g")->flags, BW_MODEL_PURE);
  ck_assert_uint_eq(model_of("g")->param_count, 2);
  ck_assert_uint_eq(model_of("h")->flags, BW_MODEL_QUIET | BW_MODEL_RAW);
  ck_assert_str_eq(model_of("h")->raw_hint, "a span");
}
END_TEST

START_TEST(other_lines) {
  model_good("t", "trust */rt/*.h \"checked inside\"\ncount my_*.items by count\nuntrusted *.InputLength\n");
  ck_assert_uint_eq(model_set.trusts.count, 1);
  ck_assert_str_eq(model_set.trusts.at[0].glob, "*/rt/*.h");
  ck_assert_str_eq(model_set.trusts.at[0].reason, "checked inside");
  ck_assert_uint_eq(model_set.counts.count, 1);
  ck_assert_str_eq(model_set.counts.at[0].record_glob, "my_*");
  ck_assert_str_eq(model_set.counts.at[0].pointer_field, "items");
  ck_assert_str_eq(model_set.counts.at[0].count_field, "count");
  ck_assert_uint_eq(model_set.sources.count, 1);
  ck_assert_str_eq(model_set.sources.at[0].record_glob, "*");
  ck_assert_str_eq(model_set.sources.at[0].field, "InputLength");
}
END_TEST

START_TEST(text_is_not_kept) {
  char text[] = "family heap\nfn f (n) : alloc n family heap ; raw \"arena\"\n";
  const char *error = "";
  ck_assert(bw_models_parse(&model_set, "t", text, sizeof text - 1, &error));
  memset(text, 'x', sizeof text);
  ck_assert_str_eq(model_of("f")->raw_hint, "arena");
  ck_assert_str_eq(effect_of("f", 0)->family, "heap");
}
END_TEST

START_TEST(last_line_needs_no_newline) {
  model_good("t", "fn f () : quiet");
  ck_assert_uint_eq(model_of("f")->flags, BW_MODEL_QUIET);
}
END_TEST

static bool is_named(void *context, const char *name) { return strcmp(context, name) == 0; }

START_TEST(deprecated_lines) {
  model_good("t", "deprecated f, g (d, s, ...) unproved \"why\" use h as \"h({d}, {sizeof d}, {s 1=ONE 20=TWENTY}{...})\"\n"
                  "deprecated f \"other\" use k\ndeprecated m \"gone\"\n");
  char h[] = "h", k[] = "k", none[] = "";
  const bw_model_deprecated *entry = bw_models_deprecated(&model_set, "g", is_named, h);
  ck_assert_ptr_nonnull(entry);
  ck_assert(entry->unproved && !entry->same);
  ck_assert_str_eq(entry->reason, "why");
  ck_assert_uint_eq(entry->param_count, 2);
  static const struct {
    bw_rewrite_kind kind;
    unsigned arg;
    int64_t value;
    bool more;
    const char *text;
  } parts[] = {{BW_REWRITE_TEXT, 0, 0, false, "h("},  {BW_REWRITE_ARG, 0, 0, false, ""},      {BW_REWRITE_TEXT, 0, 0, false, ", "},
               {BW_REWRITE_SIZE, 0, 0, false, ""},    {BW_REWRITE_TEXT, 0, 0, false, ", "},   {BW_REWRITE_WORD, 1, 1, true, "ONE"},
               {BW_REWRITE_WORD, 1, 20, false, "TWENTY"}, {BW_REWRITE_REST, 2, 0, false, ""}, {BW_REWRITE_TEXT, 0, 0, false, ")"}};
  ck_assert_uint_eq(entry->rewrite_count, sizeof parts / sizeof *parts);
  for (unsigned i = 0; i < entry->rewrite_count; i++) {
    const bw_rewrite *part = &model_set.rewrites.at[entry->rewrite + i];
    ck_assert_int_eq(part->kind, (int)parts[i].kind);
    ck_assert_uint_eq(part->arg, parts[i].arg);
    ck_assert_int_eq(part->value, parts[i].value);
    ck_assert(part->more == parts[i].more);
    ck_assert_str_eq(part->text, parts[i].text);
  }
  ck_assert_str_eq(bw_models_deprecated(&model_set, "f", is_named, k)->reason, "other");
  ck_assert_ptr_null(bw_models_deprecated(&model_set, "f", is_named, none));
  ck_assert_str_eq(bw_models_deprecated(&model_set, "m", is_named, none)->reason, "gone");
}
END_TEST

START_TEST(request_lines) {
  model_good("t", "sized *.Body by Head.Size methods 7\nsized *.Body by Head.Room out\nmethods raw.Body 8\ncode *.Kind\n"
                  "answer Status.Count status Result\nfn f (p, n, s) : lends p 4 n out ; completes\nfn g (n, s) : answers n s\n");
  ck_assert_uint_eq(bw_models_request_field(&model_set, "any", "", "Body").parts, BW_REQUEST_BUFFER);
  ck_assert_uint_eq(bw_models_request_field(&model_set, "any", "", "Body").methods, 7);
  ck_assert_uint_eq(bw_models_request_field(&model_set, "raw", "", "Body").methods, 8);
  ck_assert_uint_eq(bw_models_request_field(&model_set, "", "Head", "Size").parts, BW_REQUEST_IN);
  ck_assert_uint_eq(bw_models_request_field(&model_set, "Head", "", "Room").parts, BW_REQUEST_OUT);
  ck_assert_uint_eq(bw_models_request_field(&model_set, "", "Tail", "Size").parts, 0);
  ck_assert_uint_eq(bw_models_request_field(&model_set, "", "", "Kind").parts, BW_REQUEST_CODE);
  ck_assert_str_eq(bw_models_request_field(&model_set, "", "Status", "Count").status, "Result");
  ck_assert_int_eq(effect_of("f", 0)->kind, BW_EFFECT_LEND);
  ck_assert_uint_eq(effect_of("f", 0)->flags, BW_EFFECT_BACK);
  ck_assert_uint_eq(effect_of("f", 0)->arg2, 1);
  ck_assert_uint_eq(model_of("f")->flags, BW_MODEL_COMPLETES);
  ck_assert_int_eq(effect_of("g", 0)->kind, BW_EFFECT_ANSWERS);
}
END_TEST

START_TEST(handler_lines) {
  model_good("t", "handler ops.ioctl (_, ioc, user)\nhandler ops.write (_, user, untrusted 1..0x1000)\nsyscall sys_*\n");
  ck_assert_uint_eq(model_set.handlers.count, 3);
  const bw_model_handler *h = model_set.handlers.at;
  ck_assert_str_eq(h[0].record_glob, "ops");
  ck_assert_str_eq(h[0].field, "ioctl");
  ck_assert_int_eq(h[0].role[0], BW_ROLE_NONE);
  ck_assert_int_eq(h[0].role[1], BW_ROLE_IOC);
  ck_assert_int_eq(h[0].role[2], BW_ROLE_USER);
  ck_assert_int_eq(h[1].role[2], BW_ROLE_UNTRUSTED);
  ck_assert_int_eq(h[1].least[2], 1);
  ck_assert_int_eq(h[1].most[2], 0x1000);
  ck_assert_ptr_null(h[2].field);
  ck_assert_int_eq(h[2].role[7], BW_ROLE_UNTRUSTED);
}
END_TEST

START_TEST(message_lines) {
  model_good("t", "message attribute\nmessage packet_* unless rules\n");
  ck_assert_uint_eq(model_set.messages.count, 2);
  ck_assert_str_eq(model_set.messages.at[0].record_glob, "attribute");
  ck_assert_ptr_null(model_set.messages.at[0].unless);
  ck_assert_str_eq(model_set.messages.at[1].record_glob, "packet_*");
  ck_assert_str_eq(model_set.messages.at[1].unless, "rules");
}
END_TEST

TCase *parse_case(void) {
  TCase *tests = model_case("parse");
  tcase_add_loop_test(tests, effects, 0, (int)(sizeof effect_rows / sizeof *effect_rows));
  tcase_add_test(tests, ranges);
  tcase_add_test(tests, levels);
  tcase_add_test(tests, clauses_speak_of_their_arguments);
  tcase_add_test(tests, families);
  tcase_add_test(tests, what_numbers_stand_for);
  tcase_add_test(tests, what_is_kept_and_held);
  tcase_add_test(tests, several_names_share_effects);
  tcase_add_test(tests, flags_and_raw);
  tcase_add_test(tests, other_lines);
  tcase_add_test(tests, deprecated_lines);
  tcase_add_test(tests, handler_lines);
  tcase_add_test(tests, message_lines);
  tcase_add_test(tests, request_lines);
  tcase_add_test(tests, text_is_not_kept);
  tcase_add_test(tests, last_line_needs_no_newline);
  return tests;
}
