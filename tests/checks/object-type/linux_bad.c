/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Private data of files that may be somebody else's, or one of several kinds, used on the marked line; linux_good.c holds the
 * same functions repaired. */
#include "linux_kernel.h"

struct file;
struct inode {
  unsigned int i_rdev;
  void *i_private;
};
struct file_operations {
  int (*open)(struct inode *inode, struct file *file);
  ssize_t (*read)(struct file *file, char __user *to, size_t size, loff_t *at);
  long (*unlocked_ioctl)(struct file *file, unsigned int command, unsigned long argument);
};
struct file {
  const struct file_operations *f_op;
  struct inode *f_inode;
  void *private_data;
};
struct fd {
  struct file *file;
  unsigned int flags;
};
struct file *fget(unsigned int number);
void fput(struct file *file);
struct fd fdget(unsigned int number);

struct group {
  unsigned int id;
  struct mutex lock;
};

struct container {
  struct group *group;
  u64 pages;
  u32 flags;
};

/* any file will do */
int container_flags(unsigned int number) {
  struct file *file = fget(number);
  struct container *container;
  int flags;
  if (!file)
    return -EINVAL;
  container = file->private_data;
  flags = (int)container->flags; /* expect: object-type "'fget' may have found an object that somebody else made" */
  fput(file);
  return flags;
}

static void join(struct group *group, struct container *container) {
  container->group = group; /* expect: object-type */
}

int group_join(struct group *group, unsigned int number) {
  struct file *file = fget(number);
  if (!file)
    return -EINVAL;
  join(group, file->private_data);
  fput(file);
  return 0;
}

u64 container_pages(unsigned int number) {
  struct fd f = fdget(number);
  struct container *container;
  if (!f.file)
    return 0;
  container = f.file->private_data;
  return container->pages; /* expect: object-type "'fdget'" */
}

u32 inode_flags(unsigned int number) {
  struct file *file = fget(number);
  struct container *container;
  u32 flags = 0;
  if (!file)
    return 0;
  container = file->private_data;
  if (container)
    flags = container->flags; /* expect: object-type */
  fput(file);
  return flags;
}

/* one device, two kinds of files */
static int node_open(struct inode *inode, struct file *file) {
  if (inode->i_rdev & 1) {
    struct group *group = kzalloc(sizeof(*group), GFP_KERNEL);
    if (!group)
      return -ENOMEM;
    file->private_data = group;
  } else {
    struct container *container = kzalloc(sizeof(*container), GFP_KERNEL);
    if (!container)
      return -ENOMEM;
    file->private_data = container;
  }
  return 0;
}

static long node_ioctl(struct file *file, unsigned int command, unsigned long argument) {
  struct container *container = file->private_data;
  switch (command) {
  case 1:
    container->flags = 0; /* expect: object-type "'container', and may be a 'group'" */
    return 0;
  default:
    return -EINVAL;
  }
}

const struct file_operations node_operations = {
  .open = node_open,
  .unlocked_ioctl = node_ioctl,
};

/* messages of several kinds in one ring, the kind in each */
struct message {
  u32 kind;
  void *body;
};
struct call {
  u64 target;
  u32 flags;
};
struct answer {
  void *data;
  size_t size;
};
struct ring {
  struct message at[32];
  u32 head;
};

void ring_call(struct ring *ring, struct call *call) {
  struct message *message = &ring->at[ring->head++ % 32];
  message->kind = 1;
  message->body = call;
}

void ring_answer(struct ring *ring, struct answer *answer) {
  struct message *message = &ring->at[ring->head++ % 32];
  message->kind = 2;
  message->body = answer;
}

size_t ring_size(struct ring *ring, u32 i) {
  struct message *message = &ring->at[i % 32];
  struct answer *answer = message->body;
  return answer ? answer->size : 0; /* expect: object-type */
}

/* found by a look-up */
struct message *ring_find(struct ring *ring, u64 cookie);

u32 find_flags(struct ring *ring, u64 cookie) {
  struct message *message = ring_find(ring, cookie);
  struct call *call;
  if (!message)
    return 0;
  call = message->body;
  return call->flags; /* expect: object-type */
}

/* Two kinds of things in one table. */
struct table {
  u32 count;
  void **slots;
};

struct session {
  u32 number;
  u64 started;
};

struct stream {
  u8 name[32];
  u8 ended;
};

static struct table things;

static void table_put(struct table *t, u32 at, void *what) { t->slots[at] = what; }

void session_add(struct session *s) { table_put(&things, s->number, s); }
void stream_add(struct stream *s, u32 at) { table_put(&things, at, s); }

long stream_state(const u32 __user *from) {
  struct stream *s;
  u32 at;
  if (copy_from_user(&at, from, sizeof at) || at >= things.count)
    return -EFAULT;
  s = things.slots[at];
  return s ? s->ended : 0; /* expect: object-type */
}
