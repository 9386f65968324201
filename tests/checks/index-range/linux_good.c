/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired: nothing is reported here. */
#include "linux_kernel.h"

struct device;
struct device_attribute {
  ssize_t (*show)(struct device *device, struct device_attribute *attribute, char *buffer);
  ssize_t (*store)(struct device *device, struct device_attribute *attribute, const char *buffer, size_t count);
};
struct file;
struct file_operations {
  ssize_t (*read)(struct file *file, char __user *to, size_t count, loff_t *position);
  ssize_t (*write)(struct file *file, const char __user *from, size_t count, loff_t *position);
};

static int gains[8];
static u8 area[4096];
static char label[16];

static ssize_t gain_store(struct device *device, struct device_attribute *attribute, const char *buffer, size_t count) {
  unsigned int which;
  if (kstrtouint(buffer, 0, &which))
    return -EINVAL;
  if (which >= ARRAY_SIZE(gains))
    return -EINVAL;
  gains[which] = 1;
  return (ssize_t)count;
}
static struct device_attribute gain_attribute = {.store = gain_store};

/* a write of nothing does not come */
static ssize_t label_store(struct device *device, struct device_attribute *attribute, const char *buffer, size_t count) {
  size_t i;
  if (buffer[count - 1] == '\n')
    count--;
  if (count > sizeof label)
    return -EINVAL;
  for (i = 0; i < count; i++)
    label[i] = buffer[i];
  return (ssize_t)count;
}
static struct device_attribute label_attribute = {.store = label_store};

/* a position is never below 0 */
static ssize_t poke(struct file *file, const char __user *from, size_t count, loff_t *position) {
  u8 value;
  if (count != 1 || *position >= (loff_t)sizeof area)
    return -EINVAL;
  if (copy_from_user(&value, from, 1))
    return -EFAULT;
  area[*position] = value;
  *position += 1;
  return 1;
}
static const struct file_operations poke_operations = {.write = poke};

struct i2c_client;
s32 i2c_smbus_read_byte_data(const struct i2c_client *client, u8 command);
static int levels[256];
int level_of_register(const struct i2c_client *client) {
  s32 value = i2c_smbus_read_byte_data(client, 3);
  if (value < 0)
    return value;
  return levels[value];
}
