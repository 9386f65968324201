/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_netlink_bad.c, which ask whether the attribute is there. */
#include "linux_kernel.h"

struct nlattr {
  u16 nla_len, nla_type;
};
struct genl_info {
  struct nlattr **attrs;
};
static inline void *nla_data(const struct nlattr *a) {
  return (char *)a + 4;
}
static inline u32 nla_get_u32(const struct nlattr *a) {
  return *(u32 *)nla_data(a);
}
static inline int nla_len(const struct nlattr *a) {
  return a->nla_len - 4;
}

static u32 modes[8];

int mode_of(struct genl_info *info) {
  u32 mode;
  if (!info->attrs[3])
    return -EINVAL;
  mode = nla_get_u32(info->attrs[3]);
  return mode < 8 ? (int)modes[mode] : -EINVAL;
}

int another_was_tested(struct genl_info *info) {
  if (!info->attrs[1] || !info->attrs[2])
    return -EINVAL;
  return nla_len(info->attrs[2]);
}

int looked_at_first(struct genl_info *info) {
  struct nlattr *name = info->attrs[5];
  if (!name || name->nla_len < 8)
    return -EINVAL;
  return name->nla_type;
}

/* only where it is there */
int optional(struct genl_info *info) {
  u32 mode = 0;
  if (info->attrs[4])
    mode = nla_get_u32(info->attrs[4]);
  return mode < 8 ? (int)modes[mode] : -EINVAL;
}

/* asked by a function in view, and by one out of view */
static _Bool has(const struct genl_info *info, int number) {
  return info->attrs[number] != NULL;
}

int asked_in_view(struct genl_info *info) {
  return has(info, 3) ? nla_len(info->attrs[3]) : -EINVAL;
}

_Bool complete(const struct genl_info *info);
int asked_elsewhere(struct genl_info *info) {
  return complete(info) ? nla_len(info->attrs[3]) : -EINVAL;
}

static int length_of(const struct nlattr *a) {
  return a ? nla_len(a) : 0;
}

int asked_by_who_is_given_it(struct genl_info *info) {
  return length_of(info->attrs[6]);
}

struct nla_policy;
int nla_parse_nested(struct nlattr **table, int most, const struct nlattr *head, const struct nla_policy *policy, void *extack);
int filled_here(const struct nlattr *head) {
  struct nlattr *table[4];
  int error = nla_parse_nested(table, 3, head, NULL, NULL);
  if (error)
    return error;
  return table[2] ? table[2]->nla_type : 0;
}

/* others looked at it */
int all_are_there(struct nlattr **table);
int looked_at_elsewhere(const struct nlattr *head) {
  struct nlattr *table[4];
  int error = nla_parse_nested(table, 3, head, NULL, NULL);
  if (error || !all_are_there(table))
    return -EINVAL;
  return table[2]->nla_type;
}
