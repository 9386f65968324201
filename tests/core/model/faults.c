/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "model_test.h"

#include <stdlib.h>
#include <string.h>

static const struct {
  const char *text, *error;
} fault_rows[] = {
    {"hello", "t:1:1: expected fn, family, trust, count, untrusted, sent, user, mode, length, optional, interrupts, message, last, once, request, kind, reenters, sized, methods, code, answer, handler, syscall, deprecated or raw, at 'hello'"},
    {"fn", "t:1:3: expected a function's name, at the end of the line"},
    {"fn f", "t:1:5: expected '(' and the parameters, at the end of the line"},
    {"fn f,", "t:1:6: expected a function's name, at the end of the line"},
    {"fn f () quiet", "t:1:9: expected ':' and a clause, at 'quiet'"},
    {"fn f () :", "t:1:10: expected a clause, at the end of the line"},
    {"fn f () : quiet ;", "t:1:18: expected a clause, at the end of the line"},
    {"fn f () : quiet quiet", "t:1:17: expected ';' or the end of the line, at 'quiet'"},
    {"family a\nfn f (n) : alloc n fails n family a", "t:2:26: expected what is returned on failure as a number, at 'n'"},
    {"fn f (n) : alloc n fails -1 nofail", "t:1:35: 'fails' does not go with 'nofail', 'unless' or 'zeroes', before this, at the end of the line"},
    {"fn f (n) : return untrusted unless n 1", "t:1:19: of what is returned, 'unless' goes with 'fails' alone, at 'untrusted'"},
    {"fn f (p, n) : free p covers", "t:1:28: expected a parameter, a number, '_', '(' or a function of sizes, at the end of the line"},
    {"fn f () : level high", "t:1:17: expected passive, apc or dispatch, at 'high'"},
    {"fn f (a) : lends a", "t:1:19: expected a parameter, a number, '_', '(' or a function of sizes, at the end of the line"},
    {"fn f () : loud", "t:1:11: no such clause, at 'loud'"},
    {"fn f (a b) : quiet", "t:1:9: expected ',' or ')' after the parameter, at 'b'"},
    {"fn f (a, a) : quiet", "t:1:10: two parameters of one name, at 'a'"},
    {"fn f (a,) : quiet", "t:1:9: expected a parameter after ',', at ')'"},
    {"fn f (1) : quiet", "t:1:7: expected a parameter's name, '_' or '...', at '1'"},
    {"fn f (result) : quiet", "t:1:7: the word has a meaning in clauses: choose another name, at 'result'"},
    {"fn f (strlen) : quiet", "t:1:7: the word has a meaning in clauses: choose another name, at 'strlen'"},
    {"fn f (..., a) : quiet", "t:1:10: expected ')': '...' is the last parameter, at ','"},
    {"fn f (p) : read q 1", "t:1:17: expected a parameter of the function or 'result', at 'q'"},
    {"fn f (p, _) : read _ 1", "t:1:20: expected a parameter of the function or 'result', at '_'"},
    {"fn f (p) : read ... 1", "t:1:17: the function has no '...' parameter, at '...'"},
    {"fn f (p, ...) : free ...", "t:1:22: expected a parameter of the function or 'result', at '...'"},
    {"fn f (p) : read p", "t:1:18: expected a parameter, a number, '_', '(' or a function of sizes, at the end of the line"},
    {"fn f (p) : read p n", "t:1:19: expected a parameter, a number, '_', '(' or a function of sizes, at 'n'"},
    {"fn f (p) : read p 1 +",
     "t:1:22: expected a parameter, a number, '_', '(' or a function of sizes, at the end of the line"},
    {"fn f (p) : read p -p", "t:1:20: expected a number after '-', at 'p'"},
    {"fn f (p) : read p (1", "t:1:21: expected ')', at the end of the line"},
    {"fn f (p) : read p strlen p", "t:1:26: expected '(', at 'p'"},
    {"fn f (p) : read p strlen(1)", "t:1:26: expected a parameter, a number, '_', '(' or a function of sizes, at '1'"},
    {"fn f (p) : read p min(1)", "t:1:24: expected ',' between the two, at ')'"},
    {"fn f (p) : read p min(1, 2", "t:1:27: expected ')', at the end of the line"},
    {"fn f (p) : read p 1 zeroed", "t:1:21: the word does not fit this clause, at 'zeroed'"},
    {"fn f (p) : read p 1 untrusted", "t:1:21: the word does not fit this clause, at 'untrusted'"},
    {"fn f (n) : alloc n upto", "t:1:20: expected ';' or the end of the line, at 'upto'"},
    {"fn f (n) : alloc n family", "t:1:26: expected a family's name, at the end of the line"},
    {"fn f (n) : alloc n family heap", "t:1:27: no such family: name it before with 'family', at 'heap'"},
    {"fn f (n) : alloc-in n n", "t:1:18: expected 'alloc-out' or the size after 'alloc', at 'in'"},
    {"fn f (n) : return", "t:1:18: expected a parameter, a number, '_', '(' or a function of sizes, at the end of the line"},
    {"fn f (n) : return _", "t:1:19: the clause says nothing, at '_'"},
    {"fn f (n) : return n..4", "t:1:20: a range begins with a number, at '..'"},
    {"fn f (n) : return 4..3", "t:1:20: the range is empty, at '..'"},
    {"fn f (n) : return n loose", "t:1:21: the word does not fit this clause, at 'loose'"},
    {"fn f (n) : raw", "t:1:15: expected the replacement as a string, at the end of the line"},
    {"fn f (n) : raw \"\"", "t:1:16: expected the replacement as a string, at the end of the line"},
    {"fn f (n) : raw \"abc", "t:1:16: string has no closing quote on its line, at '\"abc'"},
    {"fn f (p) : pure ; read p 1", "t:1:12: a pure function touches no memory: say quiet, or drop the clause, at 'pure'"},
    {"fn f (p) : return p ; return 1", "t:1:12: the clauses say more than once what the function returns, at 'return'"},
    {"fn f (n) : alloc n ; return 1", "t:1:12: the clauses say more than once what the function returns, at 'alloc'"},
    {"fn f (n) : noreturn ; return 1", "t:1:12: a noreturn function returns nothing, at 'noreturn'"},
    {"fn f () : quiet\nfn g () : quiet\nfn f (a) : pure", "t:3:4: this file has a model of that function already, at 'f'"},
    {"fn f, f () : quiet", "t:1:7: this file has a model of that function already, at 'f'"},
    {"fn f () : quiet\nfn g () :\n   # nothing\n   wrong", "t:4:4: no such clause, at 'wrong'"},
    {"family", "t:1:7: expected a family's name, at the end of the line"},
    {"family a b", "t:1:10: expected the end of the line, at 'b'"},
    {"trust", "t:1:6: expected a pattern of header paths, at the end of the line"},
    {"trust a.h", "t:1:10: expected the reason as a string, at the end of the line"},
    {"trust a.h \"\"", "t:1:11: expected the reason as a string, at the end of the line"},
    {"count a.b", "t:1:10: expected 'by' and the field that counts, at the end of the line"},
    {"count a.b by", "t:1:13: expected the field that counts, at the end of the line"},
    {"count a by b", "t:1:7: expected a record's pattern and a field: GLOB.FIELD, at 'a'"},
    {"count .a by b", "t:1:7: expected a record's pattern and a field: GLOB.FIELD, at '.a'"},
    {"count a. by b", "t:1:7: expected a record's pattern and a field: GLOB.FIELD, at 'a.'"},
    {"untrusted x", "t:1:11: expected a record's pattern and a field: GLOB.FIELD, at 'x'"},
    {"untrusted a.b c", "t:1:15: expected the end of the line, at 'c'"},
    {"raw f", "t:1:6: expected the replacement as a string, at the end of the line"},
    {"raw 1 \"x\"", "t:1:5: expected a function's name, at '1'"},
    {"fn f (a) : read a 99999999999999999999", "t:1:19: number is larger than 9223372036854775807, at '99999999999999999999'"},
    {"sized a.b", "t:1:10: expected 'by' and the field that says the size, at the end of the line"},
    {"sized a.b by c", "t:1:14: expected a record's pattern and a field: GLOB.FIELD, at 'c'"},
    {"sized a.b by a.c methods", "t:1:25: expected the bits as a number, at the end of the line"},
    {"sized a.b by a.c in", "t:1:18: expected the end of the line, at 'in'"},
    {"methods a.b x", "t:1:13: expected the bits as a number, at 'x'"},
    {"code a", "t:1:6: expected a record's pattern and a field: GLOB.FIELD, at 'a'"},
    {"answer a.b", "t:1:11: expected 'status' and the field, at the end of the line"},
    {"answer a.b status", "t:1:18: expected 'status' and the field, at the end of the line"},
    {"handler a.b", "t:1:12: expected '(' and the roles of the arguments, at the end of the line"},
    {"handler a.b (", "t:1:14: expected untrusted, user, probed, ioc or '_', at the end of the line"},
    {"handler a.b (hers)", "t:1:14: expected untrusted, user, probed, ioc or '_', at 'hers'"},
    {"handler a.b (_ _)", "t:1:16: expected ',' or ')' after the role, at '_'"},
    {"handler a.b (_, _, _, _, _, _, _, _, _)", "t:1:38: more than 8 roles, at '_'"},
    {"syscall", "t:1:8: expected a pattern of functions' names, at the end of the line"},
    {"deprecated 1", "t:1:12: expected a function's name, at '1'"},
    {"deprecated f", "t:1:13: expected 'unproved' or the reason as a string, at the end of the line"},
    {"deprecated f \"\"", "t:1:14: expected 'unproved' or the reason as a string, at the end of the line"},
    {"deprecated f \"x\" g", "t:1:18: expected the end of the line, at 'g'"},
    {"deprecated f \"x\" use", "t:1:21: expected the function to use, at the end of the line"},
    {"deprecated f \"x\" as g", "t:1:21: expected the call to write as a string, at 'g'"},
    {"deprecated f \"x\" same", "t:1:22: expected 'as' and the call to write, at the end of the line"},
    {"deprecated f (a) \"x\" as \"g({b})\"", "t:1:25: no such parameter between braces, at 'g({b})'"},
    {"deprecated f (a) \"x\" as \"g({...})\"", "t:1:25: the function has no '...' parameter, at 'g({...})'"},
    {"deprecated f (a) \"x\" as \"g({a)\"", "t:1:25: a brace is not closed, at 'g({a)'"},
    {"deprecated f (a) \"x\" as \"g({a 1})\"", "t:1:25: expected NUMBER=WORD behind the parameter, at 'g({a 1})'"},
    {"fn f () : @", "t:1:11: character has no meaning here, at '@'"},
};

START_TEST(faults) { ck_assert_str_eq(model_bad(fault_rows[_i].text), fault_rows[_i].error); }
END_TEST

START_TEST(nesting_is_bounded) {
  char text[1024] = "fn f (a) : read a ";
  for (int i = 0; i < 31; i++) strcat(text, "(");
  strcat(text, "1");
  for (int i = 0; i < 31; i++) strcat(text, ")");
  model_good("t", text);
  char *deep = (char *)malloc(200001);
  ck_assert_ptr_nonnull(deep);
  strcpy(deep, "fn g (a) : read a ");
  size_t used = strlen(deep);
  memset(deep + used, '(', 200000 - used);
  deep[200000] = '\0';
  ck_assert_str_eq(model_bad(deep), "t:1:51: expression nests too deeply, at '('");
  free(deep);
}
END_TEST

START_TEST(too_many_parameters) {
  char text[1024] = "fn f (_";
  for (int i = 0; i < 31; i++) strcat(text, ", _");
  size_t used = strlen(text);
  strcpy(text + used, ") : quiet");
  model_good("t", text);
  ck_assert_uint_eq(model_of("f")->param_count, 32);
  strcpy(text + used, ", _) : quiet");
  ck_assert_ptr_nonnull(strstr(model_bad(text), "more than 32 parameters"));
}
END_TEST

START_TEST(nul_bytes_are_faults) {
  const char text[] = "fn f (a) : quiet\0 ; pure";
  const char *error = NULL;
  ck_assert(!bw_models_parse(&model_set, "t", text, sizeof text - 1, &error));
  ck_assert_ptr_nonnull(strstr(error, "t:1:17: character has no meaning here"));
}
END_TEST

TCase *faults_case(void) {
  TCase *tests = model_case("faults");
  tcase_add_loop_test(tests, faults, 0, (int)(sizeof fault_rows / sizeof *fault_rows));
  tcase_add_test(tests, nesting_is_bounded);
  tcase_add_test(tests, too_many_parameters);
  tcase_add_test(tests, nul_bytes_are_faults);
  return tests;
}
