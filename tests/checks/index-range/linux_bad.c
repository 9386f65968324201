/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Where a process gives the index: files of sysfs and positions in a file. linux_good.c holds them repaired. */
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
  gains[which] = 1; /* expect: index-range */
  return (ssize_t)count;
}
static struct device_attribute gain_attribute = {.store = gain_store};

static ssize_t label_store(struct device *device, struct device_attribute *attribute, const char *buffer, size_t count) {
  size_t i;
  for (i = 0; i < count; i++)
    label[i] = buffer[i]; /* expect: index-range */
  return (ssize_t)count;
}
static struct device_attribute label_attribute = {.store = label_store};

static ssize_t poke(struct file *file, const char __user *from, size_t count, loff_t *position) {
  u8 value;
  if (count != 1)
    return -EINVAL;
  if (copy_from_user(&value, from, 1))
    return -EFAULT;
  area[*position] = value; /* expect: index-range */
  *position += 1;
  return 1;
}
static const struct file_operations poke_operations = {.write = poke};

/* what was read of a device, or an error below 0 */
struct i2c_client;
s32 i2c_smbus_read_byte_data(const struct i2c_client *client, u8 command);
static int levels[256];
int level_of_register(const struct i2c_client *client) {
  s32 value = i2c_smbus_read_byte_data(client, 3);
  return levels[value]; /* expect: index-range "before the start" */
}
