/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/database.h"

#include "gate/files.h"
#include "gate/flags_cl.h"
#include "gate/strings.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

static const char how_to_make[] =
    "make one with cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, with bear -- make, or in a Linux tree with "
    "make compile_commands.json";

/* ---- bytes that are no text -------------------------------------------------------------------------------- */

/* JSON is UTF-8, paths are bytes, and those who write databases copy the one into the other. So that jansson reads them,
 * each byte that is not UTF-8 becomes a code point of its own at the end of the last private plane while the file is read,
 * and a byte again afterwards. What has such a code point from the start is spelled byte by byte too. */
enum { BYTE_BASE = 0x10fe00 };

/* Only bytes from 0x80 on are ever spelled: the others are UTF-8. */
static bool is_spelled(const unsigned char *at) { return at[0] == 0xf4 && at[1] == 0x8f && (at[2] & 0xfe) == 0xba; }

static bool needs_spelling(const unsigned char *at, const unsigned char *end) {
  while (at < end) {
    size_t length = *at < 0x80 ? 1 : bw_utf8_length(at);
    if (length == 0 || is_spelled(at)) return true;
    at += length;
  }
  return false;
}

static const char *spell_bytes(bw_arena *arena, const char *bytes, size_t *size) {
  bw_text text = {.arena = arena};
  const unsigned char *at = (const unsigned char *)bytes, *end = at + *size;
  if (!needs_spelling(at, end)) return bytes;
  while (at < end) {
    size_t length = bw_utf8_length(at);
    if (length > 0 && !is_spelled(at)) {
      bw_text_add(&text, (const char *)at, length);
      at += length;
    } else {
      unsigned point = BYTE_BASE + *at++;
      const unsigned char spelled[] = {0xf4, 0x8f, (unsigned char)(0x80 | (point >> 6 & 0x3f)), (unsigned char)(0x80 | (point & 0x3f))};
      bw_text_add(&text, (const char *)spelled, sizeof spelled);
    }
  }
  *size = text.size;
  return bw_text_string(&text);
}

static void unspell_bytes(char *string) {
  unsigned char *from = (unsigned char *)string, *to = from;
  while (*from != '\0') {
    if (is_spelled(from)) {
      *to++ = (unsigned char)((from[2] & 0x3) << 6 | (from[3] & 0x3f));
      from += 4;
    } else {
      *to++ = *from++;
    }
  }
  *to = '\0';
}

/* ---- entries ----------------------------------------------------------------------------------------------- */

/* A string member that has no NUL byte inside, which no path or argument can hold; NULL for anything else. */
static const char *member_string(bw_arena *arena, const json_t *value) {
  if (!json_is_string(value) || strlen(json_string_value(value)) != json_string_length(value)) return NULL;
  char *copy = bw_copy(arena, json_string_value(value), json_string_length(value));
  unspell_bytes(copy);
  return copy;
}

/* Returns what is wrong with it, NULL when nothing is. */
static const char *read_words(bw_arena *arena, const json_t *entry, bw_words *ret_words) {
  const json_t *arguments = json_object_get(entry, "arguments"), *argument = NULL;
  if (arguments == NULL) {
    const char *command = member_string(arena, json_object_get(entry, "command"));
    if (command == NULL) return "has neither \"arguments\" nor \"command\"";
    const char *folder = json_string_value(json_object_get(entry, "directory"));
    if (folder != NULL && bw_path_of_windows(folder)) bw_words_split_windows(arena, command, ret_words);
    else if (!bw_words_split(arena, command, ret_words)) return "has a \"command\" with an unclosed quote";
    return ret_words->count == 0 ? "has an empty \"command\"" : NULL;
  }
  if (!json_is_array(arguments)) return "has \"arguments\" that are not a list";
  size_t index = 0;
  json_array_foreach(arguments, index, argument) {
    const char *word = member_string(arena, argument);
    if (word == NULL) return "has \"arguments\" that are not all strings";
    bw_vec_push(arena, ret_words, word);
  }
  return ret_words->count == 0 ? "has empty \"arguments\"" : NULL;
}

static const char *read_entry(bw_arena *arena, const char *base, const json_t *json, bw_database_entry *entry) {
  *entry = (bw_database_entry){0};
  if (!json_is_object(json)) return "is not an object";
  const char *folder = member_string(arena, json_object_get(json, "directory"));
  if (folder == NULL) return "has no \"directory\"";
  entry->file = member_string(arena, json_object_get(json, "file"));
  if (entry->file == NULL || *entry->file == '\0') return "has no \"file\"";
  /* A relative folder has no defined meaning; the database's own folder is what its writers mean by it. */
  if (bw_path_of_windows(folder)) {
    folder = bw_path_from_windows(arena, folder);
    entry->file = bw_path_from_windows(arena, entry->file);
  }
  entry->folder = bw_path_resolve(arena, base, folder);
  entry->path = bw_path_resolve(arena, entry->folder, entry->file);
  return read_words(arena, json, &entry->words);
}

/* Is it what clang runs itself for a command that stands in the database too? Recorders such as bear see both. */
static bool is_inner_command(const bw_database_entry *entry) {
  return entry->words.count > 1 && (strcmp(entry->words.at[1], "-cc1") == 0 || strcmp(entry->words.at[1], "-cc1as") == 0);
}

static bool read_entries(bw_arena *arena, const json_t *json, const char *path, bw_database *database) {
  const char *base = bw_path_folder(arena, path);
  size_t count = json_array_size(json), kept = 0;
  bw_database_entry *entries = bw_core_array(arena, bw_database_entry, count);
  for (size_t i = 0; i < count; i++) {
    const char *fault = read_entry(arena, base, json_array_get(json, i), &entries[kept]);
    if (fault == NULL) {
      kept += !is_inner_command(&entries[kept]);
      continue;
    }
    bw_complain("%s: entry %zu (%s) %s; make the database again", path, i + 1,
                entries[kept].file == NULL ? "of no file" : entries[kept].file, fault);
    return false;
  }
  if (kept == 0) {
    bw_complain("%s: the compilation database holds nothing but inner commands of clang (-cc1); %s", path, how_to_make);
    return false;
  }
  *database = (bw_database){.path = path, .entries = entries, .count = kept};
  return true;
}

static bool read_json(bw_arena *arena, const char *path, const char *bytes, size_t size, bw_database *ret_database) {
  json_error_t error;
  bytes = spell_bytes(arena, bytes, &size);
  json_t *json = json_loadb(bytes, size, 0, &error);
  if (json == NULL) {
    bw_complain("%s:%d:%d: the compilation database is not valid JSON: %s", path, error.line, error.column, error.text);
    return false;
  }
  bool good = false;
  if (!json_is_array(json)) {
    bw_complain("%s: the compilation database is not a list of entries; make it again", path);
  } else if (json_array_size(json) == 0) {
    bw_complain("%s: the compilation database is empty; %s", path, how_to_make);
  } else {
    good = read_entries(arena, json, path, ret_database);
  }
  json_decref(json);
  return good;
}

const char *bw_database_find(bw_arena *arena) {
  static const char *const places[] = {"build", ".", "out", "builddir", "_build"};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (bw_path_is_file(bw_path_join(arena, places[i], "compile_commands.json"))) return places[i];
  return NULL;
}

bool bw_database_read(bw_arena *arena, const char *where, bw_database *ret_database) {
  const char *path = bw_path_join(arena, bw_path_current(arena), where);
  if (bw_path_is_folder(path)) path = bw_path_join(arena, path, "compile_commands.json");
  path = bw_path_resolve(arena, "/", path);
  char *bytes = NULL;
  size_t size = 0;
  if (!bw_file_read(path, arena, &bytes, &size)) {
    int error = errno;
    if (error == ENOENT || error == ENOTDIR)
      bw_complain("%s: no compilation database there; %s, then name its folder with -p", path, how_to_make);
    else
      bw_complain("%s: the compilation database cannot be read: %s", path, strerror(error));
    return false;
  }
  return read_json(arena, path, bytes, size, ret_database);
}
