/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the schema of SARIF 2.1.0 demands of the objects that bulwark writes, as a table of our own: which properties there
 * are, of which type, and which must be there. Like the schema it knows no others, so a misspelt or invented property is
 * a fault. That needs no package. Where the schema itself was fetched (target sarif-schema) and python3-jsonschema is
 * installed, documents are held against that too.
 */
#ifndef BULWARK_TESTS_GATE_SARIF_SHAPE_H
#define BULWARK_TESTS_GATE_SARIF_SHAPE_H

#include <jansson.h>

/* The first thing that is wrong, as a text such as "runs/0/tool: driver is missing"; NULL if nothing is. Static. */
const char *sarif_fault(const json_t *document);

/* Ends the test when the file is no SARIF, by the table or by the schema. */
void sarif_expect_valid(const char *path);

#endif
