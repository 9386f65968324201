/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/rules.h"

#include "gate/strings.h"

#include <bulwark/violation.h>

#include <string.h>

static const struct {
  const char *id;
  bw_severity severity;
  const char *summary, *page;
} own[] = {
    {BW_RULE_SUPPRESSION_REASON, BW_SEVERITY_ERROR,
     "a suppression gives no reason, or cannot be read, and allows nothing", "reference/suppressions.md"},
    {BW_RULE_SUPPRESSION_UNUSED, BW_SEVERITY_WARNING, "a suppression allows something that is not found",
     "reference/suppressions.md"},
    {BW_RULE_SUPPRESSION_EXPIRED, BW_SEVERITY_ERROR, "a suppression allowed something until a day that has passed",
     "reference/suppressions.md"},
    {BW_RULE_SUPPRESSION_UNKNOWN, BW_SEVERITY_ERROR, "a suppression names a rule that does not exist",
     "reference/suppressions.md"},
    {BW_RULE_DEBT_GROWN, BW_SEVERITY_ERROR, "a folder has more debt than the baseline grants it",
     "reference/baseline.md"},
    {BW_RULE_UNIT_MISSING, BW_SEVERITY_ERROR,
     "a file that was analysed before is no longer in the compilation database", "reference/coverage.md"},
    {BW_RULE_DATABASE_STALE, BW_SEVERITY_WARNING, "the compilation database is older than what it describes",
     "reference/coverage.md"},
};
enum { OWN = sizeof own / sizeof *own };

size_t bw_rule_count(void) { return BW_CHECK_COUNT + OWN; }

bw_rule bw_rule_get(bw_arena *arena, size_t number) {
  if (number < BW_CHECK_COUNT) {
    const bw_check_info *check = &bw_check_list[number];
    return (bw_rule){
        check->id, check->severity, check->cwe, check->summary, bw_format(arena, "checks/%s.md", check->id),
        true,      check->on};
  }
  number = bw_index(number - BW_CHECK_COUNT, OWN);
  return (bw_rule){own[number].id, own[number].severity, "", own[number].summary, own[number].page, false, true};
}

size_t bw_rule_find(const char *id) {
  bw_check_id check = bw_check_find(id);
  if (check < BW_CHECK_COUNT) return check;
  size_t i = 0;
  while (i < OWN && strcmp(own[i].id, id) != 0) i++;
  return BW_CHECK_COUNT + i;
}

/* ---- what was meant ---------------------------------------------------------------------------------------- */

enum { WORD_MAX = 63 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* How many letters must be added, taken out, changed or swapped to make one word of the other. */
static size_t distance(const char *a, const char *b) {
  size_t rows[3][WORD_MAX + 1], sizes[2] = {strlen(a), strlen(b)};
  if (sizes[0] > WORD_MAX || sizes[1] > WORD_MAX) return WORD_MAX;
  for (size_t k = 0; k <= sizes[1]; k++) rows[0][k] = k;
  for (size_t i = 1; i <= sizes[0]; i++) {
    size_t *row = rows[i % 3], *above = rows[(i + 2) % 3];
    row[0] = i;
    for (size_t k = 1; k <= sizes[1]; k++) {
      row[k] = least(least(above[k], row[k - 1]) + 1, above[k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1));
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
        row[k] = least(row[k], rows[(i + 1) % 3][k - 2] + 1);
    }
  }
  return rows[sizes[0] % 3][sizes[1]];
}

const char *bw_word_near(const char *word, const char *const *words) {
  const char *best = NULL;
  size_t nearest = strlen(word) / 3 + 1;
  for (; *words != NULL; words++) {
    size_t far = distance(word, *words);
    if (far > nearest || (far == nearest && best != NULL)) continue;
    nearest = far;
    best = *words;
  }
  return best;
}

const char *bw_rule_near(const char *word) {
  const char *ids[BW_CHECK_COUNT + OWN + 1];
  for (size_t i = 0; i < BW_CHECK_COUNT; i++) ids[i] = bw_check_list[i].id;
  for (size_t i = 0; i < OWN; i++) ids[BW_CHECK_COUNT + i] = own[i].id;
  ids[BW_CHECK_COUNT + OWN] = NULL;
  return bw_word_near(word, ids);
}

const char *bw_severity_word(bw_severity severity) {
  return severity == BW_SEVERITY_ERROR ? "error" : severity == BW_SEVERITY_WARNING ? "warning" : "note";
}
