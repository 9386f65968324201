/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Any bytes are a database, each command of which has flags or is refused, or none. */
#include "input.h"

#include "gate/database.h"
#include "gate/flags.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bw_arena *arena = input_arena();
  bw_database database;
  if (!bw_database_read(arena, input_path(data, size), &database)) return 0;
  input_promise(database.count > 0);
  for (size_t i = 0; i < database.count; i++) {
    const bw_database_entry *entry = &database.entries[i];
    bw_flags flags;
    input_promise(*entry->folder == '/' && *entry->path == '/' && entry->words.count > 0);
    if (!bw_flags_read(arena, entry, &flags)) continue;
    input_promise(flags.compiler != NULL && flags.bare.count <= flags.kept.count);
  }
  return 0;
}
