/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of rtos_bad.c with their references in balance. */
#include <stddef.h>

typedef int os_err;
#define OS_OK 0
#define OS_BUSY 3
#define OS_NOT_FOUND 7

struct os_object {
  int kind;
  int users;
};

void os_object_retain(struct os_object *object);
int os_object_try_retain(struct os_object *object);
void os_object_release(struct os_object *object);
struct os_object *os_object_find(unsigned id);
int os_object_open(unsigned id, struct os_object **out);
int os_object_ready(struct os_object *object);
void os_log(int code);

os_err by_id(unsigned id) {
  struct os_object *object = os_object_find(id);
  if (object == NULL)
    return OS_NOT_FOUND;
  if (object->kind != 2) {
    os_log(4);
    os_object_release(object);
    return OS_BUSY;
  }
  object->users++;
  os_object_release(object);
  return OS_OK;
}

os_err opened(unsigned id) {
  struct os_object *object;
  int status = os_object_open(id, &object);
  if (status < 0)
    return status;
  status = os_object_ready(object) ? OS_OK : OS_BUSY;
  os_object_release(object);
  return status;
}

/* a try that worked is given back */
os_err tried(struct os_object *object, int kind) {
  if (!os_object_try_retain(object))
    return OS_NOT_FOUND;
  if (object->kind != kind) {
    os_object_release(object);
    return OS_BUSY;
  }
  object->users--;
  os_object_release(object);
  return OS_OK;
}

/* a switch */
os_err by_kind(struct os_object *object) {
  os_object_retain(object);
  switch (object->kind) {
  case 0:
    os_object_release(object);
    return OS_OK;
  case 1:
    os_object_release(object);
    return OS_BUSY;
  default:
    os_object_release(object);
    return OS_NOT_FOUND;
  }
}

/* through a table of functions */
struct os_ops {
  void (*hold)(struct os_object *object);
  void (*drop)(struct os_object *object);
};
static const struct os_ops ops = {os_object_retain, os_object_release};

os_err by_table(struct os_object *object, int kind) {
  ops.hold(object);
  if (object->kind == kind)
    object->users++;
  ops.drop(object);
  return OS_OK;
}
