/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A counted reference is left, dropped once too often, or used after it was dropped; linux_good.c holds the same functions
 * repaired. */
#include "linux_kernel.h"

struct kref { int count; };
struct device { int id; };
struct device_node;
struct net_device { int ifindex; int mtu; };
struct net;
struct file { void *private_data; };

void kref_get(struct kref *ref);
int kref_put(struct kref *ref, void (*release)(struct kref *ref));
struct device *get_device(struct device *dev);
void put_device(struct device *dev);
struct device_node *of_find_node_by_name(struct device_node *from, const char *name);
struct device_node *of_get_next_child(const struct device_node *node, struct device_node *prev);
struct device_node *of_parse_phandle(const struct device_node *node, const char *name, int index);
void of_node_put(struct device_node *node);
int of_property_read_u32(const struct device_node *node, const char *name, u32 *out);
struct net_device *dev_get_by_name(struct net *net, const char *name);
void dev_put(struct net_device *dev);
struct file *fget(unsigned int fd);
void fput(struct file *file);
int pm_runtime_get_sync(struct device *dev);
int pm_runtime_put(struct device *dev);
int pm_runtime_put_noidle(struct device *dev);

struct session {
  struct kref ref;
  u32 state;
  struct device *dev;
};
void session_release(struct kref *ref);
int device_ready(struct device *dev);
int session_start(struct session *s);
void session_report(struct session *s);

/* on an early way out */
int left_early(struct device_node *root, u32 *out) {
  struct device_node *node = of_parse_phandle(root, "clock", 0);
  int ret;
  if (!node)
    return -EINVAL;
  ret = of_property_read_u32(node, "rate", out);
  if (ret)
    return ret; /* expect: ref-balance "'of_parse_phandle' gave" */
  of_node_put(node);
  return 0;
}

/* nobody ever leads to it */
int looked_up_only(struct net *net, const char *name) {
  if (dev_get_by_name(net, name))
    return -EINVAL; /* expect: ref-balance "'dev_get_by_name' gave" */
  return 0;
}

/* out of a loop that gives back what it leaves behind, but not what it stops at */
int out_of_loop(struct device_node *parent, u32 wanted) {
  struct device_node *child;
  for (child = of_get_next_child(parent, NULL); child; child = of_get_next_child(parent, child)) {
    u32 id;
    if (of_property_read_u32(child, "id", &id))
      continue;
    if (id == wanted)
      return 1; /* expect: ref-balance "gave" */
  }
  return 0;
}

/* taken on a parameter, left where it fails */
int left_on_failure(struct session *s) {
  int ret;
  kref_get(&s->ref);
  ret = session_start(s);
  if (ret < 0)
    return ret; /* expect: ref-balance "'kref_get' took" */
  session_report(s);
  kref_put(&s->ref, session_release);
  return 0;
}

/* dropped on the way out that all share, too */
int dropped_twice(unsigned int fd) {
  struct file *file = fget(fd);
  int ret = 0;
  if (!file)
    return -EINVAL;
  if (!file->private_data) {
    fput(file);
    ret = -EINVAL;
    goto out;
  }
  ret = 1;
out:
  fput(file); /* expect: ref-balance "'fput' drops" */
  return ret;
}

/* used after */
int used_after(struct net *net, const char *name) {
  struct net_device *dev = dev_get_by_name(net, name);
  if (!dev)
    return -EINVAL;
  dev_put(dev);
  return dev->mtu; /* expect: ref-balance "is used after" */
}

/* the count of a device's power is raised even where it fails */
int power(struct device *dev) {
  int ret = pm_runtime_get_sync(dev);
  if (ret < 0)
    return ret; /* expect: ref-balance "'pm_runtime_get_sync' took" */
  dev->id++;
  pm_runtime_put(dev);
  return 0;
}

/* in a wrapper */
static void session_get(struct session *s) {
  kref_get(&s->ref);
}
static void session_put(struct session *s) {
  kref_put(&s->ref, session_release);
}
int wrapped(struct session *s, u32 wanted) {
  session_get(s);
  if (s->state != wanted)
    return -EINVAL; /* expect: ref-balance "took" */
  s->state++;
  session_put(s);
  return 0;
}

/* of two, one is left */
int two(struct device *a, struct device *b) {
  int ret = -EINVAL;
  get_device(a);
  get_device(b);
  if (!device_ready(a))
    goto out_a;
  if (!device_ready(b))
    goto out_a;
  ret = 0;
  put_device(b);
out_a:
  put_device(a);
  return ret; /* expect: ref-balance "'b'" */
}

/* what it held before is dropped twice where it fails */
int fails_twice(struct session *s) {
  kref_get(&s->ref);
  if (session_start(s) < 0) {
    kref_put(&s->ref, session_release);
    goto fail;
  }
  kref_put(&s->ref, session_release);
  return 0;
fail:
  kref_put(&s->ref, session_release); /* expect: ref-balance "drops" */
  return -EINVAL;
}

/* handed on where all goes well, left where not */
struct table { struct session *current; };
int handed_on(struct table *t, struct session *s, u32 state) {
  kref_get(&s->ref);
  if (state > 7)
    return -EINVAL; /* expect: ref-balance "took" */
  s->state = state;
  t->current = s;
  return 0;
}

/* the first of two is overwritten */
int overwritten(const char *second) {
  struct device_node *node = of_find_node_by_name(NULL, "first");
  node = of_find_node_by_name(NULL, second);
  of_node_put(node);
  return 0; /* expect: ref-balance "gave" */
}

/* returned after its reference was dropped */
struct net_device *returned(struct net *net, const char *name) {
  struct net_device *dev = dev_get_by_name(net, name);
  if (!dev)
    return NULL;
  dev_put(dev);
  return dev; /* expect: ref-balance "is returned" */
}

/* a file of firmware that is too short is never given back; and one that was is read */
struct firmware {
  size_t size;
  const u8 *data;
};
int request_firmware(const struct firmware **fw, const char *name, struct device *dev);
void release_firmware(const struct firmware *fw);
int device_load(struct device *dev, const u8 *bytes, size_t size);

int firmware_loaded(struct device *dev) {
  const struct firmware *fw;
  int ret = request_firmware(&fw, "card.bin", dev);
  if (ret)
    return ret;
  if (fw->size < 16)
    return -EINVAL; /* expect: ref-balance */
  ret = device_load(dev, fw->data, fw->size);
  release_firmware(fw);
  return ret;
}

size_t firmware_size(struct device *dev) {
  const struct firmware *fw;
  if (request_firmware(&fw, "card.bin", dev))
    return 0;
  release_firmware(fw);
  return fw->size; /* expect: ref-balance */
}
