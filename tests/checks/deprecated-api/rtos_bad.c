/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A kernel with names of its own, taught by rtos.model; rtos_good.c holds the same functions repaired. */
void os_str_copy(char *to, const char *from);
void os_str_ncopy(char *to, unsigned long room, const char *from);
enum { OS_IDLE, OS_NORMAL, OS_URGENT };
int os_task_create(void (*entry)(void), const char *name, int priority);
int os_task_create_ex(void (*entry)(void), const char *name, int priority, unsigned long flags);
void os_delay(unsigned int ticks);

struct task {
  char name[8];
};

void task_name(struct task *t, const char *name) {
  os_str_copy(t->name, name); /* expect: deprecated-api "use 'os_str_ncopy'" */ /* edit: os_str_ncopy(t->name, sizeof(t->name), name) */
}

int task_start(void (*entry)(void)) {
  return os_task_create(entry, "worker", OS_NORMAL); /* expect: deprecated-api "no guard" */ /* edit: os_task_create_ex(entry, "worker", OS_NORMAL, 0) */
}

/* a priority that the template does not know */
int task_start_at(void (*entry)(void), int priority) {
  return os_task_create(entry, "worker", priority); /* expect: deprecated-api */
}

void task_wait(void) {
  os_delay(5); /* expect: deprecated-api "'os_delay' is deprecated: it counts ticks" */
}

static const struct {
  void (*wait)(unsigned int);
} clock = {os_delay};

void task_wait_by_table(void) {
  clock.wait(1); /* expect: deprecated-api */
}
