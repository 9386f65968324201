/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c with their references in balance; and references that are left on purpose. */
#include "linux_kernel.h"

struct kref { int count; };
struct device { int id; };
struct device_node;
struct net_device { int ifindex; int mtu; };
struct net;
struct file { void *private_data; };

void kref_get(struct kref *ref);
int kref_put(struct kref *ref, void (*release)(struct kref *ref));
int kref_get_unless_zero(struct kref *ref);
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
struct clk;
struct clk *clk_get(struct device *dev, const char *name);
void clk_put(struct clk *clk);

struct session {
  struct kref ref;
  u32 state;
  struct device *dev;
};
void session_release(struct kref *ref);
int device_ready(struct device *dev);
void device_lock(struct device *dev);
void device_unlock(struct device *dev);
int session_start(struct session *s);
int session_queue(struct session *s);
void session_report(struct session *s);

int left_early(struct device_node *root, u32 *out) {
  struct device_node *node = of_parse_phandle(root, "clock", 0);
  int ret;
  if (!node)
    return -EINVAL;
  ret = of_property_read_u32(node, "rate", out);
  of_node_put(node);
  return ret;
}

int looked_up_only(struct net *net, const char *name) {
  struct net_device *dev = dev_get_by_name(net, name);
  if (dev) {
    dev_put(dev);
    return -EINVAL;
  }
  return 0;
}

int out_of_loop(struct device_node *parent, u32 wanted) {
  struct device_node *child;
  for (child = of_get_next_child(parent, NULL); child; child = of_get_next_child(parent, child)) {
    u32 id;
    if (of_property_read_u32(child, "id", &id))
      continue;
    if (id == wanted) {
      of_node_put(child);
      return 1;
    }
  }
  return 0;
}

/* a search that hands on what it stops at */
struct device_node *found_in_loop(struct device_node *parent, u32 wanted) {
  struct device_node *child;
  for (child = of_get_next_child(parent, NULL); child; child = of_get_next_child(parent, child)) {
    u32 id;
    if (!of_property_read_u32(child, "id", &id) && id == wanted)
      return child;
  }
  return NULL;
}

int left_on_failure(struct session *s) {
  int ret;
  kref_get(&s->ref);
  ret = session_start(s);
  if (ret < 0)
    goto out;
  session_report(s);
  ret = 0;
out:
  kref_put(&s->ref, session_release);
  return ret;
}

int dropped_once(unsigned int fd) {
  struct file *file = fget(fd);
  int ret = 0;
  if (!file)
    return -EINVAL;
  if (!file->private_data) {
    ret = -EINVAL;
    goto out;
  }
  ret = 1;
out:
  fput(file);
  return ret;
}

int used_before(struct net *net, const char *name) {
  struct net_device *dev = dev_get_by_name(net, name);
  int mtu;
  if (!dev)
    return -EINVAL;
  mtu = dev->mtu;
  dev_put(dev);
  return mtu;
}

int power(struct device *dev) {
  int ret = pm_runtime_get_sync(dev);
  if (ret < 0) {
    pm_runtime_put_noidle(dev);
    return ret;
  }
  dev->id++;
  pm_runtime_put(dev);
  return 0;
}

static void session_get(struct session *s) {
  kref_get(&s->ref);
}
static void session_put(struct session *s) {
  kref_put(&s->ref, session_release);
}
int wrapped(struct session *s, u32 wanted) {
  session_get(s);
  if (s->state != wanted) {
    session_put(s);
    return -EINVAL;
  }
  s->state++;
  session_put(s);
  return 0;
}

int two(struct device *a, struct device *b) {
  int ret = -EINVAL;
  get_device(a);
  get_device(b);
  if (!device_ready(a))
    goto out_b;
  if (!device_ready(b))
    goto out_b;
  ret = 0;
out_b:
  put_device(b);
  put_device(a);
  return ret;
}

int fails_once(struct session *s) {
  kref_get(&s->ref);
  if (session_start(s) < 0)
    goto fail;
  kref_put(&s->ref, session_release);
  return 0;
fail:
  kref_put(&s->ref, session_release);
  return -EINVAL;
}

struct table { struct session *current; };
int handed_on(struct table *t, struct session *s, u32 state) {
  kref_get(&s->ref);
  if (state > 7) {
    kref_put(&s->ref, session_release);
    return -EINVAL;
  }
  s->state = state;
  t->current = s;
  return 0;
}

int not_overwritten(const char *second) {
  struct device_node *node = of_find_node_by_name(NULL, "first");
  of_node_put(node);
  node = of_find_node_by_name(NULL, second);
  of_node_put(node);
  return 0;
}

struct net_device *returned(struct net *net, const char *name) {
  struct net_device *dev = dev_get_by_name(net, name);
  return dev;
}

/* a callee takes it over when it succeeds: dropped where it does not */
int taken_over(struct session *s) {
  kref_get(&s->ref);
  if (session_queue(s)) {
    kref_put(&s->ref, session_release);
    return -EINVAL;
  }
  return 0;
}
void taken_over_quietly(struct session *s) {
  kref_get(&s->ref);
  if (!session_queue(s))
    kref_put(&s->ref, session_release);
}

/* held from here to another function */
int held(struct session *s) {
  if (!kref_get_unless_zero(&s->ref))
    return -EINVAL;
  if (session_start(s) < 0) {
    kref_put(&s->ref, session_release);
    return -EINVAL;
  }
  return 0;
}

/* the caller's reference is dropped, too */
void finished(struct session *s) {
  session_report(s);
  kref_put(&s->ref, session_release);
}

/* read once more from where it stands */
struct holder { struct device *dev; };
int read_again(struct holder *h) {
  get_device(h->dev);
  if (!device_ready(h->dev)) {
    put_device(h->dev);
    return -EINVAL;
  }
  put_device(h->dev);
  return 0;
}

/* kept for later; who lets the holder go drops it */
int kept(struct holder *h, struct device *dev) {
  h->dev = get_device(dev);
  if (!device_ready(dev))
    return -EINVAL;
  return 0;
}

/* an error number is no object */
int clock(struct device *dev) {
  struct clk *clk = clk_get(dev, "bus");
  if (IS_ERR(clk))
    return (int)PTR_ERR(clk);
  clk_put(clk);
  return 0;
}

/* by a flag */
int by_flag(struct session *s, int wanted) {
  int ret = 0;
  if (wanted)
    kref_get(&s->ref);
  if (s->state == 3)
    ret = -EINVAL;
  if (wanted)
    kref_put(&s->ref, session_release);
  return ret;
}

/* one reference for the table, one for who looks */
int table_remove(struct table *t) {
  struct session *s = t->current;
  if (!s)
    return -EINVAL;
  t->current = NULL;
  if (s->state)
    kref_put(&s->ref, session_release);
  kref_put(&s->ref, session_release);
  return 0;
}

/* The last user of a session drops it: whether this is the last one, only the callee knows. */
static void session_leave(struct session *s) {
  int last = 0;
  if (*(volatile u32 *)&s->state == 0)
    return;
  device_lock(s->dev);
  if (--s->state == 0)
    last = 1;
  device_unlock(s->dev);
  if (last)
    kref_put(&s->ref, session_release);
}

int session_enter(struct session *s) {
  int ret;
  if (s->state++ == 0)
    kref_get(&s->ref);
  ret = device_ready(s->dev);
  if (ret < 0)
    session_leave(s);
  return ret;
}

/* a file of firmware is given back on each way out */
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
  if (fw->size < 16) {
    release_firmware(fw);
    return -EINVAL;
  }
  ret = device_load(dev, fw->data, fw->size);
  release_firmware(fw);
  return ret;
}

struct card {
  const struct firmware *fw;
  struct device *dev;
};
int firmware_kept(struct card *card) {
  return request_firmware(&card->fw, "card.bin", card->dev);
}

/* a number in the object that was found counts something else */
typedef struct { int counter; } atomic_t;
void atomic_dec(atomic_t *v);
struct writers {
  struct net_device *dev;
  atomic_t count;
};
struct net_writers {
  int ifindex;
  atomic_t writers;
};
int writers_less(struct net *net, const char *name) {
  struct net_device *dev = dev_get_by_name(net, name);
  if (!dev)
    return -EINVAL;
  atomic_dec(&((struct net_writers *)dev)->writers);
  dev_put(dev);
  return 0;
}

/* a variable of the driver's own stands for no file at all */
static const struct firmware built_in;
void *echo_start(const struct firmware *fw);

int echo_load(struct device *dev, int own) {
  const struct firmware *fw = &built_in;
  void *echo;
  if (!own && request_firmware(&fw, "echo.bin", dev))
    return -EINVAL;
  echo = echo_start(fw);
  if (!echo) {
    if (fw != &built_in)
      release_firmware(fw);
    return -ENOMEM;
  }
  if (fw != &built_in)
    release_firmware(fw);
  return 0;
}

/* the one that is found is held; where none is, there is nothing to drop */
struct zone_link {
  struct zone_link *next, *prev;
};
struct tone_zone {
  int number;
  struct zone_link link;
  struct kref ref;
};
struct line {
  struct tone_zone *zone;
};
extern struct zone_link tone_zones;
void tone_zone_release(struct kref *ref);
void zones_lock(void);
void zones_unlock(void);
#define zone_of(at) ((struct tone_zone *)((char *)(at)-__builtin_offsetof(struct tone_zone, link)))

int line_set_zone(struct line *line, int number) {
  struct tone_zone *zone = NULL;
  struct zone_link *at;
  zones_lock();
  if (number == -1 && tone_zones.next != &tone_zones) {
    zone = zone_of(tone_zones.next);
    kref_get(&zone->ref);
  } else {
    for (at = tone_zones.next; at != &tone_zones; at = at->next) {
      if (zone_of(at)->number != number)
        continue;
      zone = zone_of(at);
      kref_get(&zone->ref);
      break;
    }
  }
  zones_unlock();
  if (!zone)
    return -EINVAL;
  if (line->zone)
    kref_put(&line->zone->ref, tone_zone_release);
  line->zone = zone;
  return 0;
}

/* What comes back is what was given: one reference more of it, whatever name it is dropped by. */
struct inode;
struct inode *igrab(struct inode *inode);
void iput(struct inode *inode);
int keeps_inode(struct inode *inode, int (*enter)(struct inode *inode)) {
  int error;
  if (!igrab(inode))
    return -EINVAL;
  error = enter(inode);
  iput(inode);
  return error;
}
