/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/config.h"

#include "gate/files.h"
#include "gate/rules.h"
#include "gate/strings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* Bytes of the file, and keys of one mapping: each is compared with those before it. */
enum { SIZE_LIMIT = 1 << 20, KEYS_LIMIT = 4096 };

const bw_config_key bw_config_keys[] = {
    {"database", "path", "folder of compile_commands.json, or such a file; -p on the command line"},
    {"cache", "path", "where records are kept between runs; --cache"},
    {"clang", "text", "the clang to analyse with; --clang"},
    {"time-limit", "seconds", "how long a unit may take; 600 if not given; --time-limit"},
    {"models", "paths", "API models of your own; those of --models are added"},
    {"baseline", "path", "the baseline to compare with; --baseline"},
    {"tiers", "items",
     "how strictly files are held; the last entry that matches decides, and without one a file is legacy"},
    {"tiers[].glob", "text", "the files: '*' matches any characters, '/' included; 'folder/' everything below"},
    {"tiers[].tier", "tier", "off (not analysed), legacy (violations are told) or hardened (unproved accesses too)"},
    {"severity", "group", "severities that differ from a rule's own, by its id"},
    {"severity.*", "severity", "off, note, warning or error"},
    {"raw-op", "group", "what raw-op tells of hardened files, by the kind of operation; all on if not given"},
#define X(ident, word, summary) {"raw-op." word, "switch", summary ": on or off"},
    BW_RAW_KINDS(X)
#undef X
    {"suppress", "items", "findings that are allowed, each with a reason"},
    {"suppress[].glob", "text", "the files, as in tiers"},
    {"suppress[].rule", "text", "the rule"},
    {"suppress[].reason", "text", "why; one without a reason allows nothing and is itself a finding"},
    {"suppress[].until", "day", "the last day it holds, as in 2027-01-31; later it is itself a finding"},
    {"limits", "group", "how many findings that count are still a clean verdict"},
    {"limits.error", "count", "of severity error; 0 if not given, any for no limit"},
    {"limits.warning", "count", "of severity warning; 0 if not given, any for no limit"},
    {"limits.note", "count", "of severity note; any if not given"},
};
const size_t bw_config_key_count = sizeof bw_config_keys / sizeof *bw_config_keys;

typedef struct reader {
  bw_arena *arena;
  yaml_document_t *document;
  const char *path;   /* of the file */
  const char *folder; /* its */
  bw_gate_options *into;
  bool good;
} reader;

/* ---- complaints -------------------------------------------------------------------------------------------- */

static void complain_at(reader *r, const yaml_node_t *node, const char *text) {
  bw_complain("%s:%zu:%zu: %s", r->path, node->start_mark.line + 1, node->start_mark.column + 1, text);
  r->good = false;
}

/* The names that may stand behind prefix, for a complaint about one that may not. */
static const char *near_key(reader *r, const char *prefix, const char *name) {
  bw_words names = {0};
  size_t size = strlen(prefix);
  for (size_t i = 0; i < bw_config_key_count; i++) {
    const char *path = bw_config_keys[i].path;
    if (strncmp(path, prefix, size) == 0 && path[size + strcspn(path + size, ".[")] == '\0' &&
        strcmp(path + size, "*") != 0)
      bw_vec_push(r->arena, &names, path + size);
  }
  bw_vec_push(r->arena, &names, NULL);
  return bw_word_near(name, names.at);
}

static void complain_unknown(reader *r, const yaml_node_t *node, const char *prefix, const char *name) {
  const char *near = near_key(r, prefix, name);
  complain_at(r, node,
              near == NULL
                  ? bw_format(r->arena, "unknown key %s%s; docs/reference/configuration.md lists them", prefix, name)
                  : bw_format(r->arena, "unknown key %s%s; did you mean %s?", prefix, name, near));
}

/* ---- nodes ------------------------------------------------------------------------------------------------- */

static const yaml_node_t *node_of(reader *r, int index) { return yaml_document_get_node(r->document, index); }

/* The text of a scalar without a NUL byte inside, NULL for anything else. */
static const char *scalar(reader *r, const yaml_node_t *node) {
  if (node == NULL || node->type != YAML_SCALAR_NODE) return NULL;
  const char *value = (const char *)node->data.scalar.value;
  if (strlen(value) != node->data.scalar.length) return NULL;
  return bw_copy_string(r->arena, value);
}

static const bw_config_key *find_key(const char *path) {
  for (size_t i = 0; i < bw_config_key_count; i++)
    if (strcmp(bw_config_keys[i].path, path) == 0) return &bw_config_keys[i];
  return NULL;
}

/* ---- values ------------------------------------------------------------------------------------------------ */

/* One item of tiers or suppress while it is read. */
typedef struct item {
  bw_tier_rule tier;
  bw_suppress_rule suppress;
  bool has_tier;
} item;

static const char *from_root(reader *r, const char *path) { return bw_path_join(r->arena, r->folder, path); }

static bool take_count(const char *text, uint64_t *ret_count) {
  char *end = NULL;
  if (strcmp(text, "any") == 0) {
    *ret_count = BW_LIMIT_NONE;
    return true;
  }
  errno = 0;
  unsigned long long value = strtoull(text, &end, 10);
  if (*text < '0' || *text > '9' || *end != '\0' || errno != 0) return false;
  *ret_count = value;
  return true;
}

static bool take_tier(const char *text, bw_tier *ret_tier) {
  for (bw_tier tier = BW_TIER_OFF; tier <= BW_TIER_HARDENED; tier++) {
    if (strcmp(text, bw_tier_word(tier)) != 0) continue;
    *ret_tier = tier;
    return true;
  }
  return false;
}

static void take_severity(reader *r, const yaml_node_t *key_node, const char *rule, const yaml_node_t *node,
                          const char *text) {
  static const char *const words[] = {"off", "note", "warning", "error"};
  if (bw_starts_with(rule, "bulwark-")) rule += strlen("bulwark-");
  if (bw_rule_find(rule) == bw_rule_count()) {
    const char *near = bw_rule_near(rule);
    complain_at(r, key_node,
                near == NULL
                    ? bw_format(r->arena, "severity.%s: there is no rule %s; bulwark checks lists them", rule, rule)
                    : bw_format(r->arena, "severity.%s: there is no rule %s; did you mean %s?", rule, rule, near));
    return;
  }
  for (int i = 0; i < 4; i++) {
    if (strcmp(text, words[i]) != 0) continue;
    bw_vec_push(r->arena, &r->into->policy.severities, (bw_severity_rule){rule, i - 1});
    return;
  }
  complain_at(r, node,
              bw_format(r->arena, "severity.%s: %s is no severity; write off, note, warning or error", rule, text));
}

static void take_raw(reader *r, const bw_config_key *key, const yaml_node_t *node, const char *text) {
  bool off = strcmp(text, "off") == 0;
  if (!off && strcmp(text, "on") != 0)
    complain_at(r, node, bw_format(r->arena, "%s: %s is neither on nor off", key->path, text));
  else
    r->into->policy.raw_off[bw_raw_find(strchr(key->path, '.') + 1)] = off;
}

static void take_text(reader *r, const char *path, const char *text, item *into) {
  bw_gate_options *options = r->into;
  /* What the command line says stays. */
  if (strcmp(path, "database") == 0 && options->database == NULL) options->database = from_root(r, text);
  if (strcmp(path, "cache") == 0 && options->cache == NULL) options->cache = from_root(r, text);
  if (strcmp(path, "baseline") == 0 && options->baseline == NULL) options->baseline = from_root(r, text);
  if (strcmp(path, "clang") == 0 && options->clang == NULL)
    options->clang = strchr(text, '/') == NULL ? text : from_root(r, text);
  if (strcmp(path, "tiers[].glob") == 0) into->tier.glob = text;
  if (strcmp(path, "suppress[].glob") == 0) into->suppress.glob = text;
  if (strcmp(path, "suppress[].rule") == 0) into->suppress.rule = text;
  if (strcmp(path, "suppress[].reason") == 0) into->suppress.reason = text;
}

static void take_scalar(reader *r, const bw_config_key *key, const yaml_node_t *node, item *into) {
  const char *text = scalar(r, node);
  if (text == NULL || *text == '\0') {
    complain_at(r, node, bw_format(r->arena, "%s: it must be one word or text", key->path));
  } else if (strcmp(key->kind, "tier") == 0) {
    into->has_tier = take_tier(text, &into->tier.tier);
    if (!into->has_tier)
      complain_at(r, node, bw_format(r->arena, "%s: %s is no tier; write off, legacy or hardened", key->path, text));
  } else if (strcmp(key->kind, "switch") == 0) {
    take_raw(r, key, node, text);
  } else if (strcmp(key->kind, "day") == 0) {
    into->suppress.until = text;
    if (!bw_is_day(text))
      complain_at(r, node, bw_format(r->arena, "%s: %s is no day; write it as 2027-01-31", key->path, text));
  } else if (strcmp(key->kind, "count") == 0) {
    bw_severity severity = strcmp(key->path, "limits.error") == 0     ? BW_SEVERITY_ERROR
                           : strcmp(key->path, "limits.warning") == 0 ? BW_SEVERITY_WARNING
                                                                      : BW_SEVERITY_NOTE;
    if (!take_count(text, &r->into->policy.limits[severity]))
      complain_at(r, node, bw_format(r->arena, "%s: %s is no count; write a number, or any", key->path, text));
  } else if (strcmp(key->kind, "seconds") == 0) {
    unsigned seconds = 0;
    if (!bw_option_number(text, BW_TIME_LIMIT_MOST, &seconds))
      complain_at(
          r, node,
          bw_format(r->arena, "%s: %s is no number of seconds between 1 and %d", key->path, text, BW_TIME_LIMIT_MOST));
    else if (r->into->time_limit == 0)
      r->into->time_limit = seconds;
  } else {
    take_text(r, key->path, text, into);
  }
}

/* ---- the shape --------------------------------------------------------------------------------------------- */

static void read_mapping(reader *r, const char *prefix, const yaml_node_t *node, item *into);

static void read_item(reader *r, const char *path, const yaml_node_t *node) {
  item one = {0};
  read_mapping(r, bw_format(r->arena, "%s[].", path), node, &one);
  bw_gate_policy *policy = &r->into->policy;
  if (strcmp(path, "tiers") == 0) {
    if (one.tier.glob == NULL || !one.has_tier)
      complain_at(r, node, "tiers: an entry needs a glob and a tier");
    else
      bw_vec_push(r->arena, &policy->tiers, one.tier);
    return;
  }
  one.suppress.line = (uint32_t)node->start_mark.line + 1;
  one.suppress.column = (uint32_t)node->start_mark.column + 1;
  /* Without a reason it is a finding, which is judged with the others. */
  if (one.suppress.glob == NULL || one.suppress.rule == NULL)
    complain_at(r, node, "suppress: an entry needs a glob and a rule");
  else
    bw_vec_push(r->arena, &policy->suppressions, one.suppress);
}

static void read_list(reader *r, const bw_config_key *key, const yaml_node_t *node) {
  if (node->type != YAML_SEQUENCE_NODE) {
    complain_at(r, node, bw_format(r->arena, "%s: it must be a list, each entry behind a '-'", key->path));
    return;
  }
  bw_words models = {0};
  for (const yaml_node_item_t *at = node->data.sequence.items.start; at < node->data.sequence.items.top; at++) {
    const yaml_node_t *entry = node_of(r, *at);
    if (strcmp(key->kind, "items") == 0) {
      read_item(r, key->path, entry);
      continue;
    }
    const char *text = scalar(r, entry);
    if (text == NULL || *text == '\0')
      complain_at(r, entry, bw_format(r->arena, "%s: an entry must be the name of a file", key->path));
    else
      bw_vec_push(r->arena, &models, from_root(r, text));
  }
  for (uint32_t i = 0; i < r->into->models.count; i++) bw_vec_push(r->arena, &models, r->into->models.at[i]);
  if (strcmp(key->kind, "paths") == 0) r->into->models = models;
}

static void read_pair(reader *r, const char *prefix, const yaml_node_t *key_node, const yaml_node_t *node, item *into) {
  const char *name = scalar(r, key_node);
  if (name == NULL) {
    complain_at(r, key_node, "a key must be a word");
    return;
  }
  const bw_config_key *key = find_key(bw_format(r->arena, "%s%s", prefix, name));
  if (strcmp(prefix, "severity.") == 0) {
    const char *text = scalar(r, node);
    if (text == NULL)
      complain_at(r, node, bw_format(r->arena, "severity.%s: it must be off, note, warning or error", name));
    else
      take_severity(r, key_node, name, node, text);
  } else if (key == NULL) {
    complain_unknown(r, key_node, prefix, name);
  } else if (strcmp(key->kind, "group") == 0) {
    read_mapping(r, bw_format(r->arena, "%s.", name), node, into);
  } else if (strcmp(key->kind, "items") == 0 || strcmp(key->kind, "paths") == 0) {
    read_list(r, key, node);
  } else {
    take_scalar(r, key, node, into);
  }
}

static bool same_scalar(const yaml_node_t *a, const yaml_node_t *b) {
  return a->type == YAML_SCALAR_NODE && b->type == YAML_SCALAR_NODE && a->data.scalar.length == b->data.scalar.length &&
         memcmp(a->data.scalar.value, b->data.scalar.value, a->data.scalar.length) == 0;
}

static void read_mapping(reader *r, const char *prefix, const yaml_node_t *node, item *into) {
  if (node->type != YAML_MAPPING_NODE) {
    complain_at(r, node,
                *prefix == '\0'
                    ? "the configuration must be keys with values"
                    : bw_format(r->arena, "%.*s: it must be keys with values", (int)strcspn(prefix, ".["), prefix));
    return;
  }
  const yaml_node_pair_t *start = node->data.mapping.pairs.start, *top = node->data.mapping.pairs.top;
  if (top - start > KEYS_LIMIT) {
    complain_at(r, node, bw_format(r->arena, "there are more than %d keys in one place", KEYS_LIMIT));
    return;
  }
  for (const yaml_node_pair_t *at = start; at < top; at++) {
    const yaml_node_t *key = node_of(r, at->key);
    const char *name = scalar(r, key);
    bool twice = false;
    for (const yaml_node_pair_t *other = start; other < at; other++)
      twice = twice || same_scalar(node_of(r, other->key), key);
    if (twice)
      complain_at(r, key, bw_format(r->arena, "%s%s is given twice", prefix, name == NULL ? "a key" : name));
    else
      read_pair(r, prefix, key, node_of(r, at->value), into);
  }
}

/* ---- the file ---------------------------------------------------------------------------------------------- */

static void read_document(reader *r) {
  const yaml_node_t *root = yaml_document_get_root_node(r->document);
  item none = {0};
  /* An empty file is a configuration that says nothing. */
  if (root != NULL && !(root->type == YAML_SCALAR_NODE && root->data.scalar.length == 0))
    read_mapping(r, "", root, &none);
}

static bool read_text(reader *r, const char *bytes, size_t size) {
  yaml_parser_t parser;
  yaml_document_t document;
  if (!yaml_parser_initialize(&parser)) {
    bw_complain("%s: no memory to read it", r->path);
    return false;
  }
  yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
  r->good = yaml_parser_load(&parser, &document) != 0;
  if (!r->good) {
    bw_complain("%s:%zu:%zu: it is not valid YAML: %s", r->path, parser.problem_mark.line + 1,
                parser.problem_mark.column + 1, parser.problem == NULL ? "no memory" : parser.problem);
  } else {
    r->document = &document;
    read_document(r);
    yaml_document_delete(&document);
  }
  yaml_parser_delete(&parser);
  return r->good;
}

/* The nearest bulwark.yaml from the current folder upwards, NULL if there is none. */
static const char *find_file(bw_arena *arena, const char *current) {
  for (const char *folder = current;; folder = bw_path_folder(arena, folder)) {
    const char *path = bw_path_join(arena, folder, BW_CONFIG_NAME);
    if (bw_path_is_file(path)) return path;
    if (strcmp(folder, "/") == 0) return NULL;
  }
}

static bool read_file(bw_arena *arena, const char *current, bw_gate_options *options) {
  const char *path =
      options->config == NULL ? find_file(arena, current) : bw_path_join(arena, current, options->config);
  char *bytes = NULL;
  size_t size = 0;
  if (path == NULL) return true;
  if (!bw_file_read(path, arena, &bytes, &size) || size > SIZE_LIMIT) {
    bw_complain("%s: the configuration cannot be read: %s", path, strerror(size > SIZE_LIMIT ? EFBIG : errno));
    return false;
  }
  options->policy.config = bw_path_resolve(arena, "/", path);
  options->policy.root = bw_path_folder(arena, options->policy.config);
  reader r = {.arena = arena, .path = bw_path_within(current, path), .folder = options->policy.root, .into = options};
  return read_text(&r, bytes, size);
}

bool bw_config_load(bw_arena *arena, bw_gate_options *options) {
  const char *current = bw_path_current(arena);
  options->policy = (bw_gate_policy){.root = current, .limits = {BW_LIMIT_NONE, 0, 0}};
  if (!options->no_config && !read_file(arena, current, options)) return false;
  if (options->time_limit == 0) options->time_limit = BW_TIME_LIMIT_USUAL;
  if (options->no_baseline) options->baseline = NULL;
  for (uint32_t i = 0; i < options->hardened.count; i++)
    bw_vec_push(arena, &options->policy.tiers, (bw_tier_rule){options->hardened.at[i], BW_TIER_HARDENED});
  return true;
}
