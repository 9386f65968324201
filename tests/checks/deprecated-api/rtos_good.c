/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of rtos_bad.c repaired. */
void os_str_copy(char *to, const char *from);
void os_str_ncopy(char *to, unsigned long room, const char *from);
enum { OS_IDLE, OS_NORMAL, OS_URGENT };
int os_task_create_ex(void (*entry)(void), const char *name, int priority, unsigned long flags);
void os_sleep(unsigned int milliseconds);

struct task {
  char name[8];
};

void task_name(struct task *t, const char *name) {
  os_str_ncopy(t->name, sizeof(t->name), name);
}

void task_unnamed(struct task *t) {
  os_str_copy(t->name, "idle");
}

int task_start(void (*entry)(void)) {
  return os_task_create_ex(entry, "worker", OS_NORMAL, 0);
}

int task_start_at(void (*entry)(void), int priority) {
  return os_task_create_ex(entry, "worker", priority, 0);
}

void task_wait(void) {
  os_sleep(5);
}
