/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The findings that count, and the units without a verdict, as a Code Quality report of GitLab CI. */
#include "gate/outputs.h"

#include "gate/files.h"
#include "gate/jsontext.h"

static json_t *issue(bw_arena *arena, const char *rule, const char *severity, const char *print, const char *path,
                     uint32_t line, const char *text) {
  json_t *object = json_object(), *location = json_object(), *lines = json_object();
  json_object_set_new(lines, "begin", json_integer(line == 0 ? 1 : line));
  json_object_set_new(location, "path", bw_json_text(arena, path));
  json_object_set_new(location, "lines", lines);
  json_object_set_new(object, "check_name", bw_json_text(arena, rule));
  json_object_set_new(object, "description", bw_json_text(arena, text));
  json_object_set_new(object, "fingerprint", json_string(print));
  json_object_set_new(object, "severity", json_string(severity));
  json_object_set_new(object, "location", location);
  return object;
}

const char *bw_gitlab_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement) {
  (void)sources;
  static const char *const severities[] = {"info", "minor", "critical"};
  json_t *array = json_array();
  for (size_t i = 0; i < judgement->count; i++) {
    const bw_judged *one = &judgement->findings[i];
    if (!one->counts) continue;
    const bw_finding *finding = &one->finding;
    const char *path = finding->pos.file == NULL ? "." : bw_path_within(judgement->current, finding->pos.file);
    /* GitLab takes equal fingerprints for one issue: files with the same statement must differ. */
    uint64_t print = bw_hash_string(bw_hash_string(BW_HASH_START, one->print.unique), path);
    json_array_append_new(array, issue(arena, finding->check, severities[finding->severity],
                                       bw_format(arena, "%016llx", (unsigned long long)print), path, finding->pos.line,
                                       finding->message));
  }
  for (size_t i = 0; i < judgement->verdict->failure_count; i++) {
    const bw_failure *failure = &judgement->verdict->failures[i];
    uint64_t print = bw_hash_string(bw_hash_string(BW_HASH_START, failure->file), failure->reason);
    json_array_append_new(array,
                          issue(arena, "no-verdict", "blocker", bw_format(arena, "%016llx", (unsigned long long)print),
                                failure->file, 1, bw_format(arena, "no verdict: %s", failure->reason)));
  }
  return bw_json_dump(arena, array);
}
