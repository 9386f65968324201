/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What Documentation/process/deprecated.rst asks not to call, where nothing shows that it does no harm; linux_good.c holds
 * the same functions repaired. An edit is offered only where it means the same. */
#include <linux_kernel.h>

char *strncpy(char *to, const char *from, size_t n);
char *strcat(char *to, const char *from);
char *strncat(char *to, const char *from, size_t n);

#define NAME_SIZE 32

struct device {
  char name[NAME_SIZE];
  char *label;
  struct {
    char driver[16];
  } info;
};

/* a member has a size: the edit says it */
int device_rename(struct device *d, const char *name) {
  strcpy(d->name, name); /* expect: deprecated-api "use 'strscpy'" */ /* edit: strscpy(d->name, name, sizeof(d->name)) */
  return 0;
}

int device_driver(struct device *d, const struct device *from) {
  strcpy(d->info.driver, from->label); /* expect: deprecated-api */ /* edit: strscpy(d->info.driver, from->label, sizeof(d->info.driver)) */
  return 0;
}

/* a pointer has none */
void device_label(struct device *d, const char *label) {
  strcpy(d->label, label); /* expect: deprecated-api "use 'strscpy'" */
}

/* somebody wants the result, and strscpy returns something else */
char *device_copy(struct device *d, const char *name) {
  return strcpy(d->name, name); /* expect: deprecated-api */
}

/* a local array */
int device_find(const char *name, int (*look)(const char *)) {
  char key[NAME_SIZE];
  strcpy(key, name); /* expect: deprecated-api */ /* edit: strscpy(key, name, sizeof(key)) */
  return look(key);
}

/* strlcpy reads on to wherever the terminator is */
ssize_t name_store(struct device *d, const char *page, size_t count) {
  strlcpy(d->name, page, sizeof(d->name)); /* expect: deprecated-api "reads the source" */ /* edit: strscpy(d->name, page, sizeof(d->name)) */
  return (ssize_t)count;
}

/* …and its result is more than the room */
size_t name_length(struct device *d, const char *page) {
  return strlcpy(d->name, page, NAME_SIZE); /* expect: deprecated-api */
}

void name_set(char *to, const char *from, size_t n) {
  strncpy(to, from, n); /* expect: deprecated-api "terminator" */
}

void name_append(char *to, const char *from) {
  strcat(to, from); /* expect: deprecated-api "use 'scnprintf'" */
}

void name_extend(char *to, const char *from, size_t room) {
  strncat(to, from, room); /* expect: deprecated-api "its bound" */
}

/* through a helper of the driver's own */
static void copy_name(struct device *d, const char *name) {
  strcpy(d->name, name); /* expect: deprecated-api */ /* edit: strscpy(d->name, name, sizeof(d->name)) */
}

long device_ioctl(struct device *d, unsigned int command, const char *arg) {
  if (command != 7)
    return -EINVAL;
  copy_name(d, arg);
  return 0;
}

/* a table of operations that leads to it */
struct name_operations {
  char *(*copy)(char *, const char *);
};
static const struct name_operations plain = {.copy = strcpy};

void by_table(char *to, const char *from) {
  plain.copy(to, from); /* expect: deprecated-api "'strcpy'" */
}
