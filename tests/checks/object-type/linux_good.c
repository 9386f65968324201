/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c repaired, and private data that is what it is by the table of functions: no finding. */
#include "linux_kernel.h"

typedef _Bool bool_t;
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

extern const struct file_operations container_operations;

/* the file is asked whose it is */
int container_flags(unsigned int number) {
  struct file *file = fget(number);
  struct container *container;
  int flags;
  if (!file)
    return -EINVAL;
  if (file->f_op != &container_operations) {
    fput(file);
    return -EINVAL;
  }
  container = file->private_data;
  flags = (int)container->flags;
  fput(file);
  return flags;
}

static void join(struct group *group, struct container *container) {
  container->group = group;
}

static int is_container(const struct file *file) {
  return file->f_op == &container_operations;
}

int group_join(struct group *group, unsigned int number) {
  struct file *file = fget(number);
  if (!file)
    return -EINVAL;
  if (!is_container(file)) {
    fput(file);
    return -EINVAL;
  }
  join(group, file->private_data);
  fput(file);
  return 0;
}

u64 container_pages(unsigned int number) {
  struct fd f = fdget(number);
  struct container *container;
  if (!f.file || f.file->f_op != &container_operations)
    return 0;
  container = f.file->private_data;
  return container->pages;
}

bool_t file_is_container(struct file *file);

u32 inode_flags(unsigned int number) {
  struct file *file = fget(number);
  struct container *container;
  u32 flags = 0;
  if (!file)
    return 0;
  container = file->private_data;
  if (file_is_container(file) && container)
    flags = container->flags;
  fput(file);
  return flags;
}

/* one device for each kind of files */
static int group_open(struct inode *inode, struct file *file) {
  struct group *group = kzalloc(sizeof(*group), GFP_KERNEL);
  if (!group)
    return -ENOMEM;
  group->id = inode->i_rdev;
  file->private_data = group;
  return 0;
}

static int container_open(struct inode *inode, struct file *file) {
  struct container *container = kzalloc(sizeof(*container), GFP_KERNEL);
  if (!container)
    return -ENOMEM;
  container->flags = inode->i_rdev;
  file->private_data = container;
  return 0;
}

static long group_ioctl(struct file *file, unsigned int command, unsigned long argument) {
  struct group *group = file->private_data;
  switch (command) {
  case 1:
    group->id = 0;
    return 0;
  default:
    return -EINVAL;
  }
}

static long container_ioctl(struct file *file, unsigned int command, unsigned long argument) {
  struct container *container = file->private_data;
  switch (command) {
  case 1:
    container->flags = 0;
    return 0;
  default:
    return -EINVAL;
  }
}

const struct file_operations group_operations = {
  .open = group_open,
  .unlocked_ioctl = group_ioctl,
};

const struct file_operations container_operations = {
  .open = container_open,
  .unlocked_ioctl = container_ioctl,
};

/* the first member leads to the whole */
#define container_of(p, type, member) ((type *)((char *)(p) - __builtin_offsetof(type, member)))
struct device {
  struct device *parent;
  u32 id;
  void *driver_data;
};
struct platform_device {
  struct device dev;
  u32 resources;
};
struct pci_device {
  struct device dev;
  u32 vendor;
  u32 lines[4];
};

u32 platform_resources(struct device *dev) {
  return container_of(dev, struct platform_device, dev)->resources;
}

u32 pci_vendor(struct device *dev) {
  struct pci_device *pci = container_of(dev->parent, struct pci_device, dev);
  return pci->vendor;
}

/* drivers of many kinds, each with data of its own */
struct driver {
  int (*probe)(struct device *dev);
  int (*suspend)(struct device *dev);
};

static int serial_probe(struct device *dev) {
  struct group *data = kzalloc(sizeof(*data), GFP_KERNEL);
  if (!data)
    return -ENOMEM;
  dev->driver_data = data;
  return 0;
}

static int serial_suspend(struct device *dev) {
  struct group *data = dev->driver_data;
  data->id = 0;
  return 0;
}

static int sound_probe(struct device *dev) {
  struct container *data = kzalloc(sizeof(*data), GFP_KERNEL);
  if (!data)
    return -ENOMEM;
  dev->driver_data = data;
  return 0;
}

static int sound_suspend(struct device *dev) {
  struct container *data = dev->driver_data;
  data->flags = 0;
  return 0;
}

const struct driver serial = {serial_probe, serial_suspend}, sound = {sound_probe, sound_suspend};

/* one driver with two devices: what stands in a device hangs on what it is a part of */
struct bus_adapter {
  struct device dev;
  u32 speed;
};

static int card_probe(struct device *dev) {
  struct group *data = kzalloc(sizeof(*data), GFP_KERNEL);
  struct bus_adapter *adapter = kzalloc(sizeof(*adapter), GFP_KERNEL);
  if (!data || !adapter) {
    kfree(data);
    kfree(adapter);
    return -ENOMEM;
  }
  adapter->dev.driver_data = adapter;
  adapter->dev.parent = dev;
  data->id = dev->id;
  dev->driver_data = data;
  dev->parent = &adapter->dev;
  return 0;
}

static int card_suspend(struct device *dev) {
  struct group *data = dev->driver_data;
  data->id = 0;
  return 0;
}

const struct driver card = {card_probe, card_suspend};

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
  if (message->kind != 2)
    return 0;
  return answer ? answer->size : 0;
}

/* found by a look-up */
struct message *ring_find(struct ring *ring, u64 cookie);

u32 find_flags(struct ring *ring, u64 cookie) {
  struct message *message = ring_find(ring, cookie);
  struct call *call;
  if (!message || message->kind != 1)
    return 0;
  call = message->body;
  return call->flags;
}

/* What waits is chained through the member that leads to its owner later. */
struct owner {
  u64 id;
  struct transfer *waiting;
};

struct transfer {
  u32 size;
  void *private;
};

void transfer_start(struct transfer *t, struct owner *owner) { t->private = owner; }

void transfer_wait(struct transfer *t, struct owner *owner) {
  t->private = owner->waiting;
  owner->waiting = t;
}

u32 owner_release(struct owner *owner) {
  struct transfer *t, *next;
  u32 sum = 0;
  for (t = owner->waiting; t; t = next) {
    next = t->private;
    sum += t->size;
  }
  return sum;
}

/* Two tables of one kind, each with what is its own. */
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

static struct table sessions, streams;

static void table_put(struct table *t, u32 at, void *what) { t->slots[at] = what; }

void session_add(struct session *s) { table_put(&sessions, s->number, s); }
void stream_add(struct stream *s, u32 at) { table_put(&streams, at, s); }

long stream_state(const u32 __user *from) {
  struct stream *s;
  u32 at;
  if (copy_from_user(&at, from, sizeof at) || at >= streams.count)
    return -EFAULT;
  s = streams.slots[at];
  return s ? s->ended : 0;
}

/* What a function puts into a record of its own is not what it was given. */
struct action {
  const void *info;
};

struct reject_info {
  u32 with;
};

struct chaos_info {
  u8 variant;
};

struct target {
  u32 (*run)(void *packet, const struct action *a);
  u32 (*check)(const struct action *a);
};

static struct reject_info reject;
u32 reject_run(void *packet, const struct action *a);

static u32 chaos_run(void *packet, const struct action *a) {
  const struct chaos_info *info = a->info;
  if (!packet) {
    struct action own;
    own.info = &reject;
    return reject_run(packet, &own);
  }
  return info->variant;
}

static u32 chaos_check(const struct action *a) {
  const struct chaos_info *info = a->info;
  return info->variant < 3;
}

const struct target chaos = {.run = chaos_run, .check = chaos_check};

/* Nor is a file that it opens the one it was called for. */
struct opened_file {
  void *private_data;
};

struct channel {
  u32 id;
};

struct enabler {
  u64 mask;
};

struct opened_operations {
  long (*ioctl)(struct opened_file *file, void *arg);
  int (*release)(struct opened_file *file);
};

struct opened_file *open_anonymous(const struct opened_operations *operations, void *data);

static int enabler_release(struct opened_file *file) {
  struct enabler *enabler = file->private_data;
  return enabler->mask != 0;
}

static const struct opened_operations enabler_operations = {.release = enabler_release};

static long channel_ioctl(struct opened_file *file, void *arg) {
  struct channel *channel = file->private_data;
  struct opened_file *made = open_anonymous(&enabler_operations, NULL);
  struct enabler *enabler = arg;
  made->private_data = enabler;
  return channel->id;
}

static int channel_release(struct opened_file *file) {
  struct channel *channel = file->private_data;
  return channel->id != 0;
}

const struct opened_operations channel_operations = {.ioctl = channel_ioctl, .release = channel_release};

/* how deep a table is stands beside it, and in the copy of its description */
struct sums_24 {
  u32 in[64];
};
struct sums_16 {
  struct sums_24 *sums[64];
};
struct sums_table {
  u32 ip;
  unsigned char depth;
  void *data;
};
struct sums_handle {
  u32 ip;
  unsigned char depth;
  u32 items;
  void *data;
};
void *page_new(void);
int sums_find(const char *name);

int sums_table_make(struct sums_table *tables, u32 at, unsigned char depth) {
  tables[at].depth = depth;
  if (depth == 0) {
    struct sums_24 *data = kzalloc(sizeof(*data), GFP_KERNEL);
    tables[at].data = data;
  } else {
    struct sums_16 *data = kzalloc(sizeof(*data), GFP_KERNEL);
    tables[at].data = data;
  }
  return 0;
}

u32 sums_read(struct sums_table *tables, const char *name, struct sums_handle *to) {
  int at = sums_find(name);
  unsigned char depth;
  if (at < 0)
    return 0;
  to->ip = tables[at].ip;
  to->depth = tables[at].depth;
  to->data = page_new();
  if (!to->data)
    return 0;
  depth = to->depth;
  if (depth == 0) {
    const struct sums_24 *sums = tables[at].data;
    return sums->in[0];
  } else if (depth == 1) {
    const struct sums_16 *sums = tables[at].data;
    return sums->sums[0]->in[0];
  }
  return 1;
}

/* what both files' functions call works for both, and the private data of each is of its own kind */
struct tape {
  struct mutex lock;
  u32 at;
};
struct deck {
  struct tape *tape;
  u64 turns;
  u32 opened;
};

static u32 tape_stop(struct tape *tape) {
  u32 at = tape->at;
  tape->at = 0;
  return at;
}

static int tape_open(struct inode *inode, struct file *file) {
  struct tape *tape = inode->i_private;
  file->private_data = tape;
  return 0;
}

static ssize_t tape_read(struct file *file, char __user *to, size_t size, loff_t *at) {
  struct tape *tape = file->private_data;
  return (ssize_t)tape_stop(tape);
}

static int deck_open(struct inode *inode, struct file *file) {
  struct deck *deck = inode->i_private;
  file->private_data = deck;
  deck->opened++;
  return 0;
}

static ssize_t deck_read(struct file *file, char __user *to, size_t size, loff_t *at) {
  struct deck *deck = file->private_data;
  return (ssize_t)tape_stop(deck->tape);
}

const struct file_operations tape_operations = {.open = tape_open, .read = tape_read};
const struct file_operations deck_operations = {.open = deck_open, .read = deck_read};

/* who puts another table of functions into the file puts what that one's functions take, too */
struct ticker {
  struct mutex lock;
  u32 ticks;
};
struct line {
  u64 number;
  struct mutex lock;
  u32 events;
};
struct line *line_of(unsigned int number);
extern const struct file_operations ticker_operations;

static int ticker_open(struct file *file) {
  struct ticker *ticker = kzalloc(sizeof(*ticker), GFP_KERNEL);
  if (!ticker)
    return -ENOMEM;
  ticker->ticks = 0;
  file->private_data = ticker;
  file->f_op = &ticker_operations;
  return 0;
}

static int phone_open(struct inode *inode, struct file *file) {
  if (inode->i_rdev == 253)
    return ticker_open(file);
  file->private_data = line_of(inode->i_rdev);
  return file->private_data ? 0 : -EINVAL;
}

static ssize_t phone_read(struct file *file, char __user *to, size_t size, loff_t *at) {
  struct line *line = file->private_data;
  return (ssize_t)line->events;
}

static ssize_t ticker_read(struct file *file, char __user *to, size_t size, loff_t *at) {
  struct ticker *ticker = file->private_data;
  return (ssize_t)ticker->ticks;
}

const struct file_operations phone_operations = {.open = phone_open, .read = phone_read};
const struct file_operations ticker_operations = {.read = ticker_read};

/* which device of the driver's it is says what its private data are */
#define DEVICE_TIMER 253
struct beat {
  struct mutex lock;
  u32 beats;
};
struct wire {
  u64 number;
  u32 events;
};

static int beat_open(struct file *file) {
  struct beat *beat = kzalloc(sizeof(*beat), GFP_KERNEL);
  if (!beat)
    return -ENOMEM;
  file->private_data = beat;
  return 0;
}

static int wire_open(struct file *file) {
  struct wire *wire = kzalloc(sizeof(*wire), GFP_KERNEL);
  if (!wire)
    return -ENOMEM;
  file->private_data = wire;
  return 0;
}

static int device_open(struct inode *inode, struct file *file) {
  if ((file->f_inode->i_rdev & 0xfffffu) == DEVICE_TIMER)
    return beat_open(file);
  return wire_open(file);
}

static long beat_ioctl(struct file *file) {
  struct beat *beat = file->private_data;
  return beat->beats;
}

static long device_ioctl(struct file *file, unsigned int command, unsigned long argument) {
  if ((file->f_inode->i_rdev & 0xfffffu) == DEVICE_TIMER)
    return beat_ioctl(file);
  return -EINVAL;
}

const struct file_operations device_operations = {.open = device_open, .unlocked_ioctl = device_ioctl};
