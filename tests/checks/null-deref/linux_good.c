/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired, and idioms that look like them: nothing is reported here. */
#include "linux_kernel.h"

struct device_state {
  struct mutex lock;
  u32 *table;
  u32 count;
  char *name;
};

#define __GFP_NOFAIL ((gfp_t)0x8000)
#define WARN_ON(condition)                                                                   \
  ({                                                                                         \
    int warned = !!(condition);                                                              \
    if (__builtin_expect(!!(warned), 0))                                                     \
      __asm__ __volatile__("ud2 # %c0 %c1" : : "i"(__FILE__), "i"(__LINE__));                \
    __builtin_expect(!!(warned), 0);                                                         \
  })
#define ERR_PTR(error) ((void *)(long)(error))
#define dev_of(s) ((s) ? (s)->count : 0)

struct device_state *lookup(u32 id);

int probe(struct device_state *s) {
  s->table = kcalloc(16, sizeof(*s->table), GFP_KERNEL);
  if (!s->table)
    return -ENOMEM;
  s->table[0] = 1;
  return 0;
}

struct device_state *cannot_fail(void) {
  struct device_state *s = kzalloc(sizeof(*s), GFP_KERNEL | __GFP_NOFAIL);
  s->count = 1;
  return s;
}

static struct device_state *create(u32 id) {
  struct device_state *s;
  if (id > 16)
    return ERR_PTR(-EINVAL);
  s = kzalloc(sizeof(*s), GFP_KERNEL);
  if (!s)
    return ERR_PTR(-ENOMEM);
  return s;
}

int error_pointers(u32 id) {
  struct device_state *s = create(id);
  if (IS_ERR(s))
    return (int)PTR_ERR(s);
  s->count = 1;
  kfree(s);
  return 0;
}

static int fetch(u32 id, struct device_state **out) {
  struct device_state *s = lookup(id);
  if (IS_ERR(s))
    return (int)PTR_ERR(s);
  *out = s;
  return 0;
}

int error_codes(u32 id) {
  struct device_state *s = NULL;
  int error = fetch(id, &s);
  if (error)
    return error;
  return (int)s->count;
}

int warned(struct device_state *s) {
  WARN_ON(!s);
  return (int)s->count;
}

int macro_asks(struct device_state *s) {
  u32 count = dev_of(s);
  return (int)(count + s->count);
}

int goto_out(struct device_state *s, const char *name) {
  int error = -ENOMEM;
  char *copy = kstrdup(name, GFP_KERNEL);
  if (!copy)
    goto out;
  copy[0] = 'x';
  s->name = copy;
  error = 0;
out:
  return error;
}

int lazily(struct device_state *s) {
  if (!s->table) {
    s->table = kcalloc(16, sizeof(*s->table), GFP_KERNEL);
    if (!s->table)
      return -ENOMEM;
  }
  s->table[1] = 2;
  return 0;
}

/* The next one of a list is null behind the last; who counts does not ask. */
struct scatterlist;
struct scatterlist *sg_next(struct scatterlist *list);

struct page_list {
  unsigned int count;
  int *first;
};

int counts_pages(struct page_list *list, int *(*next)(int *)) {
  int total = 0, *at = list->first;
  for (unsigned int i = 0; i < list->count; i++) {
    total += *at & 1;
    at = (int *)sg_next((struct scatterlist *)at);
  }
  return total;
}

/* Null that goes with one function is not what the other one of such records is given. */
struct collision {
  int (*decide)(u32 *old, void *arg);
  void *arg;
};

struct expirer {
  int (*decide)(u32 *old, void *arg);
};

struct pair_of_sums {
  u32 old, sum;
};

static int decide_one(struct collision *c, u32 old) {
  u32 now = old;
  return c->decide(&now, c->arg);
}

static int collide(u32 *old, void *arg) {
  struct pair_of_sums *sums = arg;
  sums->sum += *old;
  return sums->old == *old;
}

int expire(struct expirer *expirer, u32 old) {
  struct collision c = {.decide = expirer->decide, .arg = NULL};
  return decide_one(&c, old);
}

int insert(struct pair_of_sums *sums, u32 old) {
  struct collision c = {.decide = collide, .arg = sums};
  return decide_one(&c, old);
}

/* the kind is what the callers hand down, and they have these three */
struct block {
  u32 length;
  u8 *data;
};
struct block *block_read(u32 at);
struct block *block_find(u32 id);

u32 block_of(u32 kind, u32 at) {
  struct block *b = NULL;
  switch (kind) {
  case 0:
    b = block_read(at);
    break;
  case 1:
    b = block_find(at);
    break;
  case 0x80000000u:
    b = block_find(at + 1);
    if (!b)
      return 0;
    break;
  }
  return b->length;
}

/* what the first round leaves is never asked for in it */
struct masks;
int mask_next(struct masks *masks, u32 *mask, _Bool *consecutive);
struct block *block_after(struct block *b, u32 mask);

int mask_free(struct masks *masks, u32 *mask) {
  struct block *taken = NULL;
  _Bool consecutive;
  int error;
  do {
    error = mask_next(masks, mask, &consecutive);
    if (error)
      return error;
    if (consecutive)
      taken = block_after(taken, taken->length);
    else
      taken = block_find(*mask);
  } while (taken);
  return 0;
}

/* what may be null is asked for in a function too deep to be followed, and so is something else behind it */
struct instance {
  void *space;
  char name[16];
  int debug;
  u32 kind;
};
static int instance_debug(const struct instance *i) {
  return i && i->debug;
}
static int instance_kind(const struct instance *i) {
  return i->kind & 1 ? 1 : 2;
}
int route_find(struct block *b);
#define LOG(i, text, ...)                                                                                              \
  do {                                                                                                                 \
    if (instance_debug(i))                                                                                             \
      _printk("%d %lx %s " text "\n", instance_kind(i), (unsigned long)(i)->space, (i)->name, ##__VA_ARGS__);          \
  } while (0)

static int route_4(struct instance *i, struct block *b) {
  int error = route_find(b);
  if (error)
    LOG(i, "failed %d", error);
  return error;
}
static int send_4(struct instance *i, struct block *b, int code) {
  if (!b || !b->data)
    return 0;
  if (route_4(i, b))
    return 0;
  LOG(i, "sending %d", code);
  return 1;
}
static int send_any(struct instance *i, struct block *b, int code) {
  if (b->length == 4)
    return send_4(i, b, code);
  return 0;
}
static void block_end(struct block *b) {
  if (b->length)
    send_any(NULL, b, 3);
}
static void blocks_end(struct block *b) {
  block_end(b);
}
void blocks_all_end(struct block *b) {
  blocks_end(b);
}

/* what stands on the stack was seen to before: of many who look there, none asks */
struct entry {
  u32 kind;
  u32 value;
};
struct stack {
  int top;
  struct entry entries[8];
};
static struct entry *stack_top(struct stack *s) {
  if (s->top < 0)
    return NULL;
  return &s->entries[s->top];
}
u32 stack_run(const u8 *code, u32 count) {
  struct stack s;
  u32 at;
  s.top = -1;
  for (at = 0; at < count; at++) {
    switch (code[at]) {
    case 0:
      s.top++;
      s.entries[s.top & 7].kind = 1;
      s.entries[s.top & 7].value = at;
      break;
    case 1:
      stack_top(&s)->value++;
      break;
    case 2:
      stack_top(&s)->value--;
      break;
    case 3:
      stack_top(&s)->kind = 2;
      break;
    default:
      return stack_top(&s)->value;
    }
  }
  return 0;
}

struct usb_device;
struct usb_interface {
  u32 settings;
};
struct usb_interface *usb_ifnum_to_if(const struct usb_device *dev, unsigned int number);
struct resource {
  u64 start, end;
};
struct platform_device;
struct resource *platform_get_resource_byname(struct platform_device *dev, unsigned int type, const char *name);

u32 settings_of(const struct usb_device *dev) {
  const struct usb_interface *interface = usb_ifnum_to_if(dev, 1);
  return interface ? interface->settings : 0;
}

u64 base_of(struct platform_device *dev) {
  struct resource *registers = platform_get_resource_byname(dev, 0x200, "registers");
  if (!registers)
    return 0;
  return registers->start;
}

void *devm_ioremap(struct platform_device *dev, u64 at, u64 n);
u32 readl(const volatile void *at);

u32 maps(struct platform_device *dev) {
  char *registers = devm_ioremap(dev, 0x1000, 64);
  return registers ? readl(registers + 4) : 0;
}
