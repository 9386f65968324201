/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Attributes of netlink of which no policy says anything; linux_netlink_good.c holds the functions repaired. */
#include "linux_kernel.h"

struct nlattr {
  u16 nla_len;
  u16 nla_type;
};
struct nla_policy {
  u8 type;
  u16 length;
};
#define NLA_HEADER 4

static inline int nla_len(const struct nlattr *attribute) {
  return attribute->nla_len - NLA_HEADER;
}
static inline void *nla_data(const struct nlattr *attribute) {
  return (char *)attribute + NLA_HEADER;
}
static inline u32 nla_get_u32(const struct nlattr *attribute) {
  return *(u32 *)nla_data(attribute);
}

static u8 key[32];
static u32 rates[8];

int set_key(struct nlattr **attributes) {
  if (!attributes[1])
    return -EINVAL;
  memcpy(key, nla_data(attributes[1]), nla_len(attributes[1])); /* expect: copy-extent "'key'" */
  return 0;
}

int set_rate(struct nlattr **attributes) {
  if (!attributes[2])
    return -EINVAL;
  rates[nla_get_u32(attributes[2])] = 1; /* expect: index-range "'rates'" */
  return 0;
}
