/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c repaired, and what does no harm as it is. */
#include <linux_kernel.h>

char *strncpy(char *to, const char *from, size_t n);
char *strcat(char *to, const char *from);

#define NAME_SIZE 32

struct device {
  char name[NAME_SIZE];
  char *label;
  size_t room;
  struct {
    char driver[16];
  } info;
};

int device_rename(struct device *d, const char *name) {
  strscpy(d->name, name, sizeof(d->name));
  return 0;
}

int device_driver(struct device *d, const struct device *from) {
  strscpy(d->info.driver, from->label, sizeof(d->info.driver));
  return 0;
}

void device_label(struct device *d, const char *label) {
  strscpy(d->label, label, d->room);
}

char *device_copy(struct device *d, const char *name) {
  strscpy(d->name, name, sizeof(d->name));
  return d->name;
}

int device_find(const char *name, int (*look)(const char *)) {
  char key[NAME_SIZE];
  if (strscpy(key, name, sizeof(key)) < 0)
    return -EINVAL;
  return look(key);
}

ssize_t name_store(struct device *d, const char *page, size_t count) {
  strscpy(d->name, page, sizeof(d->name));
  return (ssize_t)count;
}

size_t name_length(struct device *d, const char *page) {
  ssize_t copied = strscpy(d->name, page, NAME_SIZE);
  return copied < 0 ? NAME_SIZE - 1 : (size_t)copied;
}

void name_set(char *to, const char *from, size_t n) {
  strscpy(to, from, n);
}

void name_append(char *to, const char *from, size_t used, size_t room) {
  if (used < room)
    scnprintf(to + used, room - used, "%s", from);
}

static void copy_name(struct device *d, const char *name) {
  strscpy(d->name, name, sizeof(d->name));
}

long device_ioctl(struct device *d, unsigned int command, const char *arg) {
  if (command != 7)
    return -EINVAL;
  copy_name(d, arg);
  return 0;
}

struct name_operations {
  ssize_t (*copy)(char *, const char *, size_t);
};
static const struct name_operations bounded = {.copy = strscpy};

void by_table(char *to, const char *from, size_t room) {
  bounded.copy(to, from, room);
}

/* a constant that fits needs no bound */
void unnamed(struct device *d) {
  strcpy(d->info.driver, "none");
}

/* neither does what was measured before */
int measured(struct device *d, const char *name) {
  if (strlen(name) >= sizeof(d->name))
    return -EINVAL;
  strcpy(d->name, name);
  return 0;
}

void both(struct device *d) {
  char text[16];
  strcpy(text, "disk");
  strcat(text, "0");
  strcpy(d->name, text);
}
