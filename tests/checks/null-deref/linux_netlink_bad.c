/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Attributes that the sender of a message may leave out; linux_netlink_good.c holds the same functions repaired. */
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
  return *(u32 *)nla_data(a); /* expect: null-deref "left it out" */
}
static inline int nla_len(const struct nlattr *a) {
  return a->nla_len - 4; /* expect: null-deref "left it out" */
}

static u32 modes[8];

int mode_of(struct genl_info *info) {
  u32 mode = nla_get_u32(info->attrs[3]);
  return mode < 8 ? (int)modes[mode] : -EINVAL;
}

int another_was_tested(struct genl_info *info) {
  if (!info->attrs[1])
    return -EINVAL;
  return nla_len(info->attrs[2]);
}

int looked_at_first(struct genl_info *info) {
  struct nlattr *name = info->attrs[5];
  if (name->nla_len < 8) /* expect: null-deref "'name'" */
    return -EINVAL;
  return name->nla_type;
}

/* a table that was filled here */
struct nla_policy;
int nla_parse_nested(struct nlattr **table, int most, const struct nlattr *head, const struct nla_policy *policy, void *extack);
int filled_here(const struct nlattr *head) {
  struct nlattr *table[4];
  int error = nla_parse_nested(table, 3, head, NULL, NULL);
  if (error)
    return error;
  return table[2]->nla_type; /* expect: null-deref "left it out" */
}
