/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/source.h"

#include "gate/files.h"

#include <string.h>

static bw_source_file *read_file(bw_sources *sources, const char *path) {
  bw_source_file *file = bw_core_new(sources->arena, bw_source_file);
  char *bytes = NULL;
  size_t size = 0;
  file->path = path;
  if (!bw_path_is_file(path) || !bw_file_read(path, sources->arena, &bytes, &size)) return file;
  if (size > (size_t)64 << 20 || strlen(bytes) != size) return file;
  file->bytes = bytes;
  file->size = size;
  bw_vec_push(sources->arena, &file->starts, 0);
  const char *end = bytes + size, *at = bytes;
  while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL && ++at < end)
    bw_vec_push(sources->arena, &file->starts, (uint32_t)(at - bytes));
  return file;
}

static bw_source_file **slot_of(const bw_sources *sources, const char *path) {
  uint32_t slot = (uint32_t)(bw_hash_string(BW_HASH_START, path) >> 20) & (sources->room - 1);
  while (sources->slots[slot] != NULL && strcmp(sources->slots[slot]->path, path) != 0)
    slot = (slot + 1) & (sources->room - 1);
  return &sources->slots[slot];
}

static bw_source_file *find_file(bw_sources *sources, const char *path) {
  if (sources->count * 2 >= sources->room) {
    bw_sources grown = {
        .arena = sources->arena, .count = sources->count, .room = sources->room == 0 ? 64 : sources->room * 2};
    grown.slots = bw_core_array(sources->arena, bw_source_file *, grown.room);
    for (uint32_t i = 0; i < sources->room; i++)
      if (sources->slots[i] != NULL) *slot_of(&grown, sources->slots[i]->path) = sources->slots[i];
    *sources = grown;
  }
  bw_source_file **slot = slot_of(sources, path);
  if (*slot == NULL) {
    *slot = read_file(sources, path);
    sources->count++;
  }
  return *slot;
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

const bw_source_file *bw_source_file_of(bw_sources *sources, const char *path) {
  const bw_source_file *file = path == NULL ? NULL : find_file(sources, path);
  return file == NULL || file->bytes == NULL ? NULL : file;
}

const bw_tokens *bw_source_tokens(bw_sources *sources, const char *path) {
  static const bw_tokens none;
  bw_source_file *file = path == NULL ? NULL : find_file(sources, path);
  if (file == NULL || file->bytes == NULL) return &none;
  if (file->tokens == NULL) {
    bw_tokens *tokens = bw_core_new(sources->arena, bw_tokens);
    *tokens = bw_tokens_read(sources->arena, file->bytes, file->size);
    file->tokens = tokens;
  }
  return file->tokens;
}

uint32_t bw_source_token_at(bw_sources *sources, const char *path, uint32_t line, uint32_t column) {
  const bw_tokens *tokens = bw_source_tokens(sources, path);
  const bw_source_file *file = path == NULL ? NULL : find_file(sources, path);
  if (file == NULL || line == 0 || line > file->starts.count) return tokens->count;
  uint32_t start = file->starts.at[line - 1];
  uint32_t room = line < file->starts.count ? file->starts.at[line] - start : (uint32_t)file->size - start;
  if (column > room) return tokens->count;
  return bw_token_at(tokens, start + (column == 0 ? 0 : column - 1));
}

static const bw_source_file *cut_file(bw_sources *sources, const char *path) {
  const bw_tokens *tokens = bw_source_tokens(sources, path);
  bw_source_file *file = find_file(sources, path);
  if (file->cuts.count > 0) return file;
  for (uint32_t at = 0; at < tokens->count; at = bw_token_declaration_end(tokens, at))
    bw_vec_push(sources->arena, &file->cuts, at);
  bw_vec_push(sources->arena, &file->cuts, tokens->count);
  return file;
}

uint32_t bw_source_declaration_count(bw_sources *sources, const char *path) {
  return path == NULL ? 0 : cut_file(sources, path)->cuts.count - 1;
}

bw_declaration bw_source_declaration(bw_sources *sources, const char *path, uint32_t number) {
  const bw_source_file *file = cut_file(sources, path);
  return (bw_declaration){file->cuts.at[number], file->cuts.at[number + 1]};
}

uint32_t bw_source_declaration_at(bw_sources *sources, const char *path, uint32_t token) {
  const bw_source_file *file = cut_file(sources, path);
  uint32_t low = 0, high = file->cuts.count - 1;
  while (low + 1 < high) {
    uint32_t middle = low + (high - low) / 2;
    if (file->cuts.at[middle] <= token)
      low = middle;
    else
      high = middle;
  }
  return low;
}

bw_allows bw_source_allows(bw_sources *sources, const char *path) {
  const bw_source_file *file = bw_source_file_of(sources, path);
  if (file == NULL || !bw_allow_possible(file->bytes, file->size)) return (bw_allows){0};
  return bw_allow_read(sources->arena, bw_source_tokens(sources, path));
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
