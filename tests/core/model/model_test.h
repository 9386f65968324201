/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the tests of the API models share: a fresh set of models for each test, and parsing that must succeed or fail. */
#ifndef BULWARK_TESTS_MODEL_TEST_H
#define BULWARK_TESTS_MODEL_TEST_H

#include <check.h>

#include "core/model.h"

extern bw_models model_set;

/* Before and after each test: makes and drops model_set. */
void model_setup(void);
void model_teardown(void);

/* Parses text as file `name`; the test fails when it does not parse. */
void model_good(const char *name, const char *text);

/* Parses text as file "t"; the test fails when it parses. Returns the error. */
const char *model_bad(const char *text);

/* The model that must be there, and its effect of that number. */
const bw_model *model_of(const char *function);
const bw_effect *effect_of(const char *function, uint32_t number);

/* The expression as text, fully parenthesised: "(#0 * #1)". Good until the next call. */
const char *expr_text(uint32_t expr);

/* A test case of one suite, with the fixture above. */
TCase *model_case(const char *name);

TCase *lex_case(void);
TCase *parse_case(void);
TCase *faults_case(void);
TCase *find_case(void);
TCase *builtin_case(void);

#endif
