/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/baseline.h"

#include "gate/files.h"
#include "gate/strings.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1, SIZE_LIMIT = 64 << 20 };

static const char *const debt_words[BW_DEBT_COUNT] = {"raw-operations", "open-accesses", "suppressions",
                                                      "unsafe-blocks"};

const char *bw_debt_word(bw_debt_kind kind) { return debt_words[kind]; }

/* ---- order ------------------------------------------------------------------------------------------------- */

static int compare_findings(const void *a, const void *b) {
  const bw_baseline_finding *one = a, *other = b;
  int by = strcmp(one->file, other->file);
  if (by == 0) by = strcmp(one->function, other->function);
  if (by == 0) by = strcmp(one->rule, other->rule);
  if (by == 0) by = strcmp(one->fingerprint, other->fingerprint);
  return by;
}

static int compare_debts(const void *a, const void *b) {
  const bw_debt *one = a, *other = b;
  int by = strcmp(one->folder, other->folder);
  return by != 0 ? by : (int)one->kind - (int)other->kind;
}

static uint64_t sum(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

void bw_baseline_sort(bw_baseline *b) {
  uint32_t kept = 0;
  if (b->findings.count > 0) qsort(b->findings.at, b->findings.count, sizeof *b->findings.at, compare_findings);
  for (uint32_t i = 0; i < b->findings.count; i++) {
    if (kept > 0 && compare_findings(&b->findings.at[kept - 1], &b->findings.at[i]) == 0) {
      b->findings.at[kept - 1].count = sum(b->findings.at[kept - 1].count, b->findings.at[i].count);
      b->findings.at[kept - 1].left = sum(b->findings.at[kept - 1].left, b->findings.at[i].left);
      if (b->findings.at[i].allowed != NULL) b->findings.at[kept - 1].allowed = b->findings.at[i].allowed;
    } else {
      b->findings.at[kept++] = b->findings.at[i];
    }
  }
  b->findings.count = kept;
  kept = 0;
  if (b->debts.count > 0) qsort(b->debts.at, b->debts.count, sizeof *b->debts.at, compare_debts);
  for (uint32_t i = 0; i < b->debts.count; i++) {
    if (kept > 0 && compare_debts(&b->debts.at[kept - 1], &b->debts.at[i]) == 0)
      b->debts.at[kept - 1].count = sum(b->debts.at[kept - 1].count, b->debts.at[i].count);
    else
      b->debts.at[kept++] = b->debts.at[i];
  }
  b->debts.count = kept;
  bw_words_sort(&b->units);
}

bw_debt *bw_baseline_debt(const bw_baseline *baseline, const char *folder, bw_debt_kind kind) {
  bw_debt wanted = {.folder = folder, .kind = kind};
  if (baseline->debts.count == 0) return NULL;
  return bsearch(&wanted, baseline->debts.at, baseline->debts.count, sizeof wanted, compare_debts);
}

static int compare_prints(const void *a, const void *b) {
  const bw_baseline_finding *one = *(bw_baseline_finding *const *)a, *other = *(bw_baseline_finding *const *)b;
  int by = strcmp(one->fingerprint, other->fingerprint);
  return by != 0 ? by : one < other ? -1 : one > other ? 1 : 0;
}

static void index_prints(bw_arena *arena, bw_baseline *baseline) {
  baseline->by_print = bw_core_array(arena, bw_baseline_finding *, baseline->findings.count + 1);
  for (uint32_t i = 0; i < baseline->findings.count; i++) baseline->by_print[i] = &baseline->findings.at[i];
  if (baseline->findings.count > 0)
    qsort(baseline->by_print, baseline->findings.count, sizeof *baseline->by_print, compare_prints);
}

bool bw_baseline_take(bw_baseline *baseline, const char *fingerprint, const char *file, bool same_file) {
  uint32_t low = 0, high = baseline->findings.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (strcmp(baseline->by_print[middle]->fingerprint, fingerprint) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < baseline->findings.count && strcmp(baseline->by_print[low]->fingerprint, fingerprint) == 0; low++) {
    bw_baseline_finding *entry = baseline->by_print[low];
    if (entry->left == 0) continue;
    if (same_file && strcmp(entry->file, file) != 0) continue;
    entry->left--;
    return true;
  }
  return false;
}

/* ---- reading ----------------------------------------------------------------------------------------------- */

/* NULL if it is missing or no string. */
static const char *text_member(bw_arena *arena, const json_t *object, const char *name) {
  const json_t *value = json_object_get(object, name);
  if (!json_is_string(value) || strlen(json_string_value(value)) != json_string_length(value)) return NULL;
  return bw_copy_string(arena, json_string_value(value));
}

static bool count_member(const json_t *object, uint64_t *ret_count) {
  const json_t *value = json_object_get(object, "count");
  if (!json_is_integer(value) || json_integer_value(value) < 0) return false;
  *ret_count = (uint64_t)json_integer_value(value);
  return true;
}

static const char *read_debt(bw_arena *arena, const json_t *line, bw_baseline *baseline) {
  const char *word = text_member(arena, line, "debt");
  bw_debt debt = {.folder = text_member(arena, line, "folder"), .allowed = text_member(arena, line, "allowed")};
  while (debt.kind < BW_DEBT_COUNT && (word == NULL || strcmp(word, debt_words[debt.kind]) != 0)) debt.kind++;
  if (debt.kind == BW_DEBT_COUNT) return "names a kind of debt that is not known";
  if (debt.folder == NULL || !count_member(line, &debt.count)) return "has no folder or no count";
  bw_vec_push(arena, &baseline->debts, debt);
  return NULL;
}

static bool is_fingerprint(const char *text) { return strlen(text) == 16 && strspn(text, "0123456789abcdef") == 16; }

/* Returns what is wrong with it, NULL when nothing is. */
static const char *read_entry(bw_arena *arena, const json_t *line, bw_baseline *baseline) {
  if (!json_is_object(line)) return "is no object";
  if (json_object_get(line, "unit") != NULL) {
    const char *unit = text_member(arena, line, "unit");
    if (unit == NULL || *unit == '\0') return "names no unit";
    bw_vec_push(arena, &baseline->units, unit);
    return NULL;
  }
  if (json_object_get(line, "debt") != NULL) return read_debt(arena, line, baseline);
  bw_baseline_finding entry = {.rule = text_member(arena, line, "rule"),
                               .file = text_member(arena, line, "file"),
                               .function = text_member(arena, line, "function"),
                               .fingerprint = text_member(arena, line, "fingerprint"),
                               .allowed = text_member(arena, line, "allowed")};
  if (entry.rule == NULL || entry.file == NULL || entry.function == NULL) return "lacks a rule, a file or a function";
  if (entry.fingerprint == NULL || !is_fingerprint(entry.fingerprint))
    return "has no fingerprint of 16 hexadecimal digits";
  if (!count_member(line, &entry.count)) return "has no count";
  entry.left = entry.count;
  bw_vec_push(arena, &baseline->findings, entry);
  return NULL;
}

static bool read_line(bw_arena *arena, const char *text, size_t size, unsigned number, bw_baseline *baseline) {
  json_error_t error;
  json_t *line = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
  const char *fault = NULL;
  if (line == NULL) {
    fault = bw_format(arena, "is not valid JSON: %s", bw_utf8(arena, error.text));
  } else if (number == 1) {
    const json_t *version = json_object_get(line, "bulwark-baseline");
    if (!json_is_integer(version))
      fault = "is not the head of a baseline; make it anew with bulwark baseline write --force";
    else if (json_integer_value(version) != VERSION)
      fault = "says it is of another version; use that bulwark, or make it anew";
  } else {
    fault = read_entry(arena, line, baseline);
  }
  json_decref(line);
  if (fault != NULL) bw_complain("%s:%u: the entry %s", baseline->path, number, fault);
  return fault == NULL;
}

bool bw_baseline_read(bw_arena *arena, const char *path, bw_baseline *ret_baseline) {
  bw_baseline baseline = {.path = path};
  char *bytes = NULL;
  size_t size = 0;
  if (!bw_file_read(path, arena, &bytes, &size) || size > SIZE_LIMIT) {
    int error = size > SIZE_LIMIT ? EFBIG : errno;
    bw_complain("%s: the baseline cannot be read: %s%s", path, strerror(error),
                error == ENOENT ? "; make it with bulwark baseline write" : "");
    return false;
  }
  unsigned number = 0;
  for (size_t at = 0; at < size;) {
    const char *end = memchr(bytes + at, '\n', size - at);
    size_t length = end == NULL ? size - at : (size_t)(end - bytes) - at;
    number++;
    /* Blank lines come from merges by hand. */
    if ((length > 0 || number == 1) && !read_line(arena, bytes + at, length, number, &baseline)) return false;
    at += length + 1;
  }
  if (number == 0) {
    bw_complain("%s: the baseline is empty; make it anew with bulwark baseline write --force", path);
    return false;
  }
  bw_baseline_sort(&baseline);
  index_prints(arena, &baseline);
  *ret_baseline = baseline;
  return true;
}

/* ---- writing ----------------------------------------------------------------------------------------------- */

static void add_json(bw_text *out, json_t *line) {
  char *text = json_dumps(line, JSON_PRESERVE_ORDER);
  json_decref(line);
  if (text == NULL) {
    bw_complain("no memory for the baseline");
    exit(BW_EXIT_UNABLE);
  }
  bw_text_puts(out, text);
  bw_text_puts(out, "\n");
  free(text);
}

static json_int_t whole(uint64_t count) { return count > INT64_MAX ? INT64_MAX : (json_int_t)count; }

static json_t *finding_line(bw_arena *arena, const bw_baseline_finding *entry) {
  json_t *line = json_object();
  json_object_set_new(line, "rule", json_string(bw_utf8(arena, entry->rule)));
  json_object_set_new(line, "file", json_string(bw_utf8(arena, entry->file)));
  json_object_set_new(line, "function", json_string(bw_utf8(arena, entry->function)));
  json_object_set_new(line, "fingerprint", json_string(entry->fingerprint));
  json_object_set_new(line, "count", json_integer(whole(entry->count)));
  if (entry->allowed != NULL) json_object_set_new(line, "allowed", json_string(bw_utf8(arena, entry->allowed)));
  return line;
}

static json_t *debt_line(bw_arena *arena, const bw_debt *debt) {
  json_t *line = json_object();
  json_object_set_new(line, "debt", json_string(debt_words[debt->kind]));
  json_object_set_new(line, "folder", json_string(bw_utf8(arena, debt->folder)));
  json_object_set_new(line, "count", json_integer(whole(debt->count)));
  if (debt->allowed != NULL) json_object_set_new(line, "allowed", json_string(bw_utf8(arena, debt->allowed)));
  return line;
}

bool bw_baseline_write(bw_arena *arena, const bw_baseline *baseline) {
  bw_text out = {.arena = arena};
  bw_text_print(&out, "{\"bulwark-baseline\": %d}\n", VERSION);
  for (uint32_t i = 0; i < baseline->findings.count; i++)
    if (baseline->findings.at[i].count > 0) add_json(&out, finding_line(arena, &baseline->findings.at[i]));
  for (uint32_t i = 0; i < baseline->debts.count; i++)
    if (baseline->debts.at[i].count > 0) add_json(&out, debt_line(arena, &baseline->debts.at[i]));
  for (uint32_t i = 0; i < baseline->units.count; i++)
    add_json(&out, json_pack("{s:s}", "unit", bw_utf8(arena, baseline->units.at[i])));
  if (bw_file_write(baseline->path, out.at, out.size)) return true;
  bw_complain("%s: the baseline cannot be written: %s", baseline->path, strerror(errno));
  return false;
}
