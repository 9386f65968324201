/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The compilation database: which files are compiled, where, and with which words.
 *
 * Reads compile_commands.json (both "arguments" and "command" entries) with jansson. libclang could read it too, but
 * tells a missing file, broken JSON and a faulty entry apart only in free text on standard error, refuses the whole
 * database for one entry without naming it, rewrites the words it hands out, and ties the gate to one LLVM; that is
 * why it is not used here. The database is untrusted: any bytes give a list or a complaint that names the entry.
 */
#ifndef BULWARK_GATE_DATABASE_H
#define BULWARK_GATE_DATABASE_H

#include "gate/gate.h"

typedef struct bw_database_entry {
  const char *folder; /* absolute: where the compiler runs */
  const char *file;   /* as the database names it */
  const char *path;   /* the same file, absolute and resolved */
  bw_words words;     /* the command, compiler first; at least one */
} bw_database_entry;

typedef struct bw_database {
  const char *path; /* of the JSON file */
  const bw_database_entry *entries;
  size_t count; /* at least 1 */
} bw_database;

/* The folder where a project usually has its database: build, the current one, or another that builds are made in; NULL: in
 * none of them is one. */
const char *bw_database_find(bw_arena *arena);

/* pre: where is a folder that holds compile_commands.json, or such a file itself.
 * post: *ret_database lives in arena; entries keep the order of the file.
 * on failure: complained; missing, unreadable, malformed and empty databases each have their own words. */
BW_MUST_CHECK bool bw_database_read(bw_arena *arena, const char *where, bw_database *ret_database);

#endif
