/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* linux_bad.c, repaired: no finding anywhere. */
#include "linux_kernel.h"
#include "untrusted.h"

struct request {
  u32 length;
  u32 flags;
  u8 data[64];
};

struct device_state {
  struct mutex lock;
  char name[16];
  u8 *ring;
  size_t ring_size;
};

struct block {
  u32 offset;
  u32 length;
  u8 data[128];
};

void use(const void *bytes);

long length_from_user(const void __user *argument) {
  struct request request;
  u8 buffer[64];
  if (copy_from_user(&request, argument, sizeof request))
    return -EFAULT;
  if (request.length > sizeof buffer)
    return -EINVAL;
  memcpy(buffer, request.data, request.length);
  use(buffer);
  return 0;
}

ssize_t write_handler(const char __user *from, size_t n) {
  char command[32];
  if (n > sizeof command)
    return -EINVAL;
  if (copy_from_user(command, from, n))
    return -EFAULT;
  use(command);
  return (ssize_t)n;
}

ssize_t terminated_after_copy(const char __user *from, size_t n) {
  char command[32];
  n = min_t(size_t, n, sizeof command - 1);
  if (copy_from_user(command, from, n))
    return -EFAULT;
  command[n] = '\0';
  use(command);
  return (ssize_t)n;
}

long reply_too_long(void __user *to, const struct request __user *from) {
  struct request request;
  if (copy_from_user(&request, from, sizeof request))
    return -EFAULT;
  request.length = min_t(u32, request.length, sizeof request.data);
  if (copy_to_user(to, request.data, request.length))
    return -EFAULT;
  return 0;
}

long checked_with_the_wrong_sign(const struct request __user *from) {
  struct request request;
  u8 buffer[64];
  s32 length;
  if (copy_from_user(&request, from, sizeof request))
    return -EFAULT;
  length = (s32)request.length;
  if (length < 0 || length > (s32)sizeof buffer)
    return -EINVAL;
  memcpy(buffer, request.data, (size_t)length);
  use(buffer);
  return 0;
}

int name_of_device(struct device_state *state, const char *name) {
  mutex_lock(&state->lock);
  strscpy(state->name, name, sizeof state->name);
  mutex_unlock(&state->lock);
  return 0;
}

int name_from_user(struct device_state *state, const char __user *name) {
  long n = strncpy_from_user(state->name, name, sizeof state->name);
  if (n < 0 || n == sizeof state->name)
    return -EFAULT;
  state->name[n] = '\0';
  return 0;
}

int ring_of_another_size(struct device_state *state, const u8 *from) {
  state->ring_size = 256;
  state->ring = kmalloc(state->ring_size, GFP_KERNEL);
  if (!state->ring)
    return -ENOMEM;
  _printk("ring of %zu bytes\n", state->ring_size);
  memcpy(state->ring, from, state->ring_size);
  return 0;
}

u32 *table_from_user(const u32 __user *from, u16 count) {
  u32 *table = kcalloc(count, sizeof *table, GFP_KERNEL);
  if (!table)
    return NULL;
  if (copy_from_user(table, from, sizeof(u32) * count)) {
    kfree(table);
    return NULL;
  }
  return table;
}

struct request *duplicate(const struct request *from) {
  struct request *copy = kmemdup(from, sizeof *copy, GFP_KERNEL);
  if (!copy)
    return NULL;
  memset(copy, 0, sizeof *copy);
  return copy;
}

long user_block(const void __user *from) {
  struct request *request = memdup_user(from, sizeof *request);
  u8 buffer[64];
  if (IS_ERR(request))
    return PTR_ERR(request);
  if (request->length <= sizeof request->data) {
    memcpy(buffer, request->data, request->length);
    use(buffer);
  }
  kfree(request);
  return 0;
}

int printed_too_long(struct device_state *state, int number) {
  return snprintf(state->name, sizeof state->name, "unit%d", number);
}

/* The result of scnprintf never passes the room, so the rest of the room stays inside. */
size_t appended_prints(char *page, const int *numbers) {
  char text[64];
  size_t used = 0;
  used += (size_t)scnprintf(text, sizeof text, "%d", numbers[0]);
  used += (size_t)scnprintf(text + used, sizeof text - used, ",%d", numbers[1]);
  memcpy(page, text, used);
  return used;
}

long offset_and_length(const void __user *from) {
  struct block block;
  u8 buffer[128];
  if (copy_from_user(&block, from, sizeof block))
    return -EFAULT;
  if (block.offset > sizeof block.data || block.length > sizeof block.data - block.offset)
    return -EINVAL;
  memcpy(buffer, block.data + block.offset, block.length);
  use(buffer);
  return 0;
}

long offset_and_length_in_64_bits(const void __user *from) {
  struct block block;
  u8 buffer[128];
  u64 end;
  if (copy_from_user(&block, from, sizeof block))
    return -EFAULT;
  end = (u64)block.offset + block.length;
  if (end > sizeof block.data)
    return -EINVAL;
  memcpy(buffer, block.data + block.offset, block.length);
  use(buffer);
  return 0;
}

long offset_and_length_checked(const void __user *from) {
  struct block block;
  u8 buffer[128];
  u32 end;
  if (copy_from_user(&block, from, sizeof block))
    return -EFAULT;
  if (check_add_overflow(block.offset, block.length, &end) || end > sizeof block.data)
    return -EINVAL;
  memcpy(buffer, block.data + block.offset, block.length);
  use(buffer);
  return 0;
}

long copied_back_too_long(void __user *to) {
  struct block block;
  memset(&block, 0, sizeof block);
  if (copy_to_user(to, &block, sizeof block))
    return -EFAULT;
  return 0;
}

long number_as_an_index(const char __user *from, size_t n) {
  static const u32 limits[8];
  char text[16];
  u32 value;
  if (n >= sizeof text)
    return -EINVAL;
  if (copy_from_user(text, from, n))
    return -EFAULT;
  text[n] = '\0';
  if (kstrtouint(text, 10, &value) || value >= ARRAY_SIZE(limits))
    return -EINVAL;
  return limits[value];
}

long terminated_behind_the_block(const char __user *from, size_t n) {
  char *text;
  if (n == 0 || n > 4096)
    return -EINVAL;
  text = memdup_user(from, n);
  if (IS_ERR(text))
    return PTR_ERR(text);
  text[n - 1] = '\0';
  kfree(text);
  return 0;
}

int loop_over_the_array(const u32 __user *from, struct block **ret_blocks) {
  struct block *blocks;
  u32 n;
  if (copy_from_user(&n, from, sizeof n))
    return -EFAULT;
  if (n > 100)
    return -EINVAL;
  blocks = kmalloc_array(n, sizeof *blocks, GFP_KERNEL);
  if (!blocks)
    return -ENOMEM;
  for (u32 i = 0; i < n; i++)
    blocks[i].length = 0;
  *ret_blocks = blocks;
  return 0;
}

int renamed(struct device_state *state, const char __user *name) {
  char long_name[256];
  long n = strncpy_from_user(long_name, name, sizeof long_name);
  if (n < 0)
    return -EFAULT;
  if (n >= (long)sizeof state->name)
    return -EINVAL;
  memcpy(state->name, long_name, strlen(long_name) + 1);
  return 0;
}

/* somebody looked for the end */
int renamed_in_bounds(struct device_state *state, const char *name UNTRUSTED, size_t length) {
  if (length == 0 || length > sizeof state->name || name[length - 1] != 0)
    return -EINVAL;
  memcpy(state->name, name, strlen(name) + 1);
  return 0;
}

/* what was sent is as long as it was measured, whatever was written elsewhere since */
struct snapshot_name {
  char name[64];
};

struct record {
  u64 id;
  u16 length;
  char name[];
};

static int make_record(u64 *next_id, const char *name, int length) {
  struct record *record = kzalloc(sizeof *record + length + 1, GFP_KERNEL);
  if (!record)
    return -ENOMEM;
  record->id = (*next_id)++;
  record->length = length;
  memcpy(record->name, name, strlen(name) + 1);
  kfree(record);
  return 0;
}

int name_snapshot(struct snapshot_name *arg, u64 *next_id, const void __user *from) {
  int length;
  if (copy_from_user(arg, from, sizeof *arg))
    return -EFAULT;
  arg->name[sizeof arg->name - 1] = 0;
  length = strlen(arg->name);
  *next_id += 1;
  return make_record(next_id, arg->name, length);
}
