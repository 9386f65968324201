/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A small misc device of Linux: a store of records that a process writes, asks for and lists by ioctl.
 *
 * With DRIVER_FAULTY defined to 1 each operation carries a fault; without, it is as it should be. A line that has to be
 * reported says which check has to: planted, and its id.
 */
#include "misc_linux.h"

#ifndef DRIVER_FAULTY
#define DRIVER_FAULTY 0
#endif

#define STORE_PUT 0x4001
#define STORE_GET 0x4002
#define STORE_BULK 0x4003
#define STORE_SHARE 0x4004
#define STORE_RENAME 0x4005
#define STORE_SPAN 0x4006
#define STORE_NAME 0x4007

#define RECORDS 32
#define NAME_SIZE 16

struct put_request {
  u32 index;
  u32 length;
  u8 data[128];
};

struct get_reply {
  u8 kind; /* padding follows */
  u64 stamp;
};

struct bulk_request {
  u32 count;
  u32 size;
  u64 from;
};

struct span_request {
  u32 offset;
  u32 length;
};

struct record {
  u32 length;
  u8 data[128];
};

struct store {
  spinlock_t lock;
  struct device *parent;
  struct record records[RECORDS];
  u8 area[4096];
  u64 stamp;
  u32 claimed;
  char name[NAME_SIZE];
};

static struct store the_store;

/* A record is written. */
static long store_put(struct store *store, const void __user *arg) {
  struct put_request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
#if DRIVER_FAULTY
  if (request.index > RECORDS)
    return -EINVAL;
  BUG_ON(request.length > sizeof request.data); /* planted: fatal-reach */
#else
  if (request.index >= RECORDS || request.length > sizeof request.data)
    return -EINVAL;
#endif
  store->records[request.index].length = request.length; /* planted: index-range */
  return 0;
}

/* The same from a header and its body: the header decides, the body is used. */
static long store_put_long(struct store *store, const struct put_request __user *arg) {
  struct put_request request;
  u32 length;
  if (copy_from_user(&length, &arg->length, sizeof length))
    return -EFAULT;
  if (length > sizeof request.data)
    return -EINVAL;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
#if DRIVER_FAULTY
  memcpy(store->records[0].data, request.data, request.length); /* planted: double-fetch */
#else
  memcpy(store->records[0].data, request.data, length);
#endif
  return 0;
}

/* What is known of the store. */
static long store_get(struct store *store, void __user *arg) {
  struct get_reply reply;
#if !DRIVER_FAULTY
  memset(&reply, 0, sizeof reply);
#endif
  reply.kind = 1;
  reply.stamp = store->stamp;
  return copy_to_user(arg, &reply, sizeof reply) ? -EFAULT : 0; /* planted: info-leak */
}

/* Many records at once. */
static long store_bulk(const void __user *arg) {
  struct bulk_request request;
  u8 *copy;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
#if DRIVER_FAULTY
  copy = kmalloc(request.count * request.size, GFP_KERNEL); /* planted: alloc-arith */
#else
  if (request.count == 0 || request.count > RECORDS || request.size == 0 || request.size > 128)
    return -EINVAL;
  copy = kmalloc(request.count * request.size, GFP_KERNEL);
#endif
  if (!copy)
    return -ENOMEM;
  if (copy_from_user(copy, (const void __user *)request.from, 16 <= request.count * request.size ? 16 : 0)) {
#if !DRIVER_FAULTY
    kfree(copy);
#endif
    return -EFAULT; /* planted: alloc-family */
  }
  kfree(copy);
  return 0;
}

/* Bytes of the area, by offset and length. */
static long store_span(struct store *store, const void __user *arg, void __user *to) {
  struct span_request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
#if DRIVER_FAULTY
  if (request.offset + request.length > sizeof store->area) /* planted: untrusted-offset */
    return -EINVAL;
#else
  if (request.length > sizeof store->area || request.offset > sizeof store->area - request.length)
    return -EINVAL;
#endif
  return copy_to_user(to, store->area + request.offset, request.length) ? -EFAULT : 0; /* planted: copy-extent */
}

/* The rate of what is asked for; as much of the area is cleared. */
static long store_rate(struct store *store, const void __user *arg, u32 *rate) {
  struct span_request request;
  u16 length;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
#if DRIVER_FAULTY
  *rate = 1000 / request.length; /* planted: int-wrap */
  length = (u16)request.offset; /* planted: size-truncation */
  if (length > sizeof store->area)
    return -EINVAL;
#else
  if (request.length == 0 || request.offset > sizeof store->area)
    return -EINVAL;
  *rate = 1000 / request.length;
  length = (u16)request.offset;
#endif
  memset(store->area, 0, length);
  return 0;
}

/* The store's node in the device tree, as long as it is looked at. */
static long store_node(struct store *store, struct device_node *root, u32 *out) {
  struct device_node *node = of_parse_phandle(root, "store", 0);
  if (!node)
    return -ENODEV;
  if (of_property_read_u32(node, "size", out)) {
#if !DRIVER_FAULTY
    of_node_put(node);
#endif
    return -EINVAL; /* planted: ref-balance */
  }
  store->stamp = *out;
  of_node_put(node);
  return 0;
}

/* The time of a change, under the lock that guards it. */
static long store_touch(struct store *store) {
#if DRIVER_FAULTY
  u64 now; /* nobody says what time it is without a parent */
#else
  u64 now = 0;
#endif
  spin_lock(&store->lock);
#if DRIVER_FAULTY
  msleep(1); /* planted: irql-context */
#endif
  if (store->parent != NULL)
    now = 1;
  store->stamp = now + 1; /* planted: uninit-use */
  spin_unlock(&store->lock);
  return 0;
}

/* The first one to come may stamp the store; it takes a while until it can. */
static long store_claim(struct store *store) {
  spin_lock(&store->lock);
  if (store->claimed) {
    spin_unlock(&store->lock);
    return -EINVAL;
  }
#if !DRIVER_FAULTY
  store->claimed = 1;
#endif
  spin_unlock(&store->lock);
  msleep(1);
#if DRIVER_FAULTY
  spin_lock(&store->lock);
  store->claimed = 1; /* planted: lock-drop */
  spin_unlock(&store->lock);
#endif
  return store_touch(store);
}

/* A process reads the stamp where it says. */
static long store_stamp(struct store *store, u64 __user *to) {
#if DRIVER_FAULTY
  *to = store->stamp; /* planted: user-deref */
  return 0;
#else
  return copy_to_user(to, &store->stamp, sizeof store->stamp) ? -EFAULT : 0;
#endif
}

/* The store gets a name. */
static void store_rename(struct store *store, const char *name) {
#if DRIVER_FAULTY
  strcpy(store->name, name); /* planted: deprecated-api */
#else
  strscpy(store->name, name, sizeof store->name);
#endif
}

/* A process gives the store another name. */
static long store_name(struct store *store, const void __user *arg) {
  char line[NAME_SIZE];
  if (copy_from_user(line, arg, sizeof line))
    return -EFAULT;
  line[sizeof line - 1] = 0;
#if DRIVER_FAULTY
  snprintf(store->name, sizeof store->name, line); /* planted: format-args */
#else
  snprintf(store->name, sizeof store->name, "%s", line);
#endif
  return 0;
}

static long store_ioctl(struct file *file, unsigned int command, unsigned long arg) {
  u32 rate = 0;
  switch (command) {
  case STORE_PUT:
    return store_put(&the_store, (const void __user *)arg) ? : store_put_long(&the_store, (const struct put_request __user *)arg);
  case STORE_GET:
    return store_get(&the_store, (void __user *)arg) ? : store_stamp(&the_store, (u64 __user *)arg);
  case STORE_BULK:
    return store_bulk((const void __user *)arg);
  case STORE_SHARE:
    return store_rate(&the_store, (const void __user *)arg, &rate);
  case STORE_RENAME:
    store_rename(&the_store, file_name(file));
    return store_claim(&the_store);
  case STORE_SPAN:
    return store_span(&the_store, (const void __user *)arg, (void __user *)arg);
  case STORE_NAME:
    return store_name(&the_store, (const void __user *)arg);
  default:
    return -EINVAL;
  }
}

static const struct file_operations store_operations = {.unlocked_ioctl = store_ioctl};
static struct miscdevice store_device = {.name = "store", .fops = &store_operations};

int __init store_init(struct device_node *root) {
  u32 size = 0;
  long status = store_node(&the_store, root, &size);
  return status ? (int)status : misc_register(&store_device);
}

void __exit store_exit(void) {
  misc_deregister(&store_device);
}
