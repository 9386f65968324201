/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L

#include "gate/policy.h"

#include "core/model.h"
#include "gate/files.h"
#include "gate/strings.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

bool bw_policy_matches(const bw_gate_policy *policy, const char *glob, const char *path) {
  if (path == NULL) return false;
  const char *shown = *glob == '/' || policy->root == NULL ? path : bw_path_within(policy->root, path);
  if (bw_starts_with(glob, "./")) glob += 2;
  size_t size = strlen(glob);
  if (size == 0) return false;
  if (glob[size - 1] != '/') return bw_glob_match(glob, shown);
  /* A folder: the part of the path before one of its slashes must match. */
  char below[4096];
  if (size + 2 > sizeof below) return false;
  memcpy(below, glob, size);
  below[size] = '*';
  below[size + 1] = '\0';
  return bw_glob_match(below, shown);
}

bw_tier bw_policy_tier(const bw_gate_policy *policy, const char *path) {
  for (uint32_t i = policy->tiers.count; i > 0; i--)
    if (bw_policy_matches(policy, policy->tiers.at[i - 1].glob, path)) return policy->tiers.at[i - 1].tier;
  return BW_TIER_LEGACY;
}

const char *bw_tier_word(bw_tier tier) {
  return tier == BW_TIER_OFF ? "off" : tier == BW_TIER_HARDENED ? "hardened" : "legacy";
}

int bw_policy_severity(const bw_gate_policy *policy, const char *rule, bw_severity own) {
  for (uint32_t i = policy->severities.count; i > 0; i--)
    if (strcmp(policy->severities.at[i - 1].rule, rule) == 0) return policy->severities.at[i - 1].severity;
  return (int)own;
}

const char *bw_now(bw_arena *arena) {
  const char *given = getenv("SOURCE_DATE_EPOCH");
  char *end = NULL;
  long long seconds = given == NULL || *given == '\0' ? 0 : strtoll(given, &end, 10);
  time_t now = end != NULL && *end == '\0' ? (time_t)seconds : time(NULL);
  struct tm at = {0};
  if (gmtime_r(&now, &at) == NULL || at.tm_year + 1900 > 9999 || at.tm_year + 1900 < 0) return "0000-01-01T00:00:00Z";
  return bw_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", at.tm_year + 1900, at.tm_mon + 1, at.tm_mday, at.tm_hour,
                   at.tm_min, at.tm_sec);
}

const char *bw_today(bw_arena *arena) { return bw_copy(arena, bw_now(arena), 10); }

static unsigned two_digits(const char *at) { return (unsigned)(at[0] - '0') * 10 + (unsigned)(at[1] - '0'); }

bool bw_is_day(const char *text) {
  static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (strlen(text) != 10) return false;
  for (size_t i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  unsigned month = two_digits(text + 5), day = two_digits(text + 8);
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

bool bw_is_time(const char *text) {
  static const char form[] = "0000-00-00T00:00:00Z";
  char day[11] = "";
  if (strlen(text) != sizeof form - 1) return false;
  for (size_t i = 0; i < sizeof form - 1; i++)
    if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
  memcpy(day, text, 10);
  return bw_is_day(day) && two_digits(text + 11) < 24 && two_digits(text + 14) < 60 && two_digits(text + 17) <= 60;
}
