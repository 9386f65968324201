/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/source.h"

#include "gate/files.h"

#include <string.h>

static bw_source_file *read_file(bw_sources *sources, const char *path) {
  bw_source_file *file = bw_core_new(sources->arena, bw_source_file);
  char *bytes = NULL;
  size_t size = 0;
  file->path = path;
  bw_vec_push(sources->arena, &sources->files, file);
  if (!bw_path_is_file(path) || !bw_file_read(path, sources->arena, &bytes, &size)) return file;
  if (size > (size_t)64 << 20 || strlen(bytes) != size) return file;
  file->bytes = bytes;
  file->size = size;
  bw_vec_push(sources->arena, &file->starts, 0);
  for (size_t at = 0; at < size; at++)
    if (bytes[at] == '\n' && at + 1 < size) bw_vec_push(sources->arena, &file->starts, (uint32_t)(at + 1));
  return file;
}

static bw_source_file *find_file(bw_sources *sources, const char *path) {
  for (uint32_t i = sources->files.count; i > 0; i--)
    if (strcmp(sources->files.at[i - 1]->path, path) == 0) return sources->files.at[i - 1];
  return read_file(sources, path);
}

const char *bw_source_line(bw_sources *sources, const char *path, uint32_t line) {
  if (path == NULL || line == 0) return NULL;
  const bw_source_file *file = find_file(sources, path);
  if (file->bytes == NULL || line > file->starts.count) return NULL;
  const char *start = file->bytes + file->starts.at[line - 1];
  return bw_copy(sources->arena, start, strcspn(start, "\r\n"));
}

const char *bw_source_text(bw_sources *sources, const char *path, uint32_t begin, uint32_t end, size_t *ret_size) {
  const bw_source_file *file = path == NULL ? NULL : find_file(sources, path);
  if (file == NULL || file->bytes == NULL || begin >= end || end > file->size) return NULL;
  *ret_size = end - begin;
  return file->bytes + begin;
}

uint32_t bw_source_code_point(const char *text, uint32_t column) {
  uint32_t points = 1;
  for (uint32_t at = 1; at < column; at++) {
    if (*text == '\0') return points + (column - at);
    if (((unsigned char)text[1] & 0xc0) != 0x80) points++;
    text++;
  }
  return points;
}

const char *bw_source_normal(bw_arena *arena, const char *line) {
  bw_text text = {.arena = arena};
  while (*line != '\0') {
    size_t blanks = strspn(line, " \t\f\v"), word = strcspn(line + blanks, " \t\f\v");
    if (word > 0 && text.size > 0) bw_text_puts(&text, " ");
    bw_text_add(&text, line + blanks, word);
    line += blanks + word;
  }
  return bw_text_string(&text);
}
