/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c with what they use looked up again or pinned; and what others cannot end. */
#include <stddef.h>
#include <stdint.h>

#define REENTERS __attribute__((annotate("bulwark::reenters")))
#define BORROWED __attribute__((annotate("bulwark::borrowed")))
#define PINS __attribute__((annotate("bulwark::pins")))
#define UNPINS __attribute__((annotate("bulwark::unpins")))

struct menu {
  uint32_t flags;
  uint32_t items;
  struct menu *parent;
};

struct window {
  uint32_t handle;
  struct menu *menu;
  struct window *child;
  uint32_t extra_size;
  uint8_t *extra;
};

struct window *lookup(uint32_t handle) BORROWED;
uint32_t call_client(uint32_t code) REENTERS;
void pin(void *object PINS);
void unpin(void *object UNPINS);
extern struct window *active;

uint32_t looked_up_again(uint32_t handle) {
  struct window *window = lookup(handle);
  if (window == NULL)
    return 0;
  call_client(1);
  window = lookup(handle);
  return window != NULL ? window->handle : 0;
}

void read_again(struct window *window) {
  struct menu *menu = window->menu;
  menu->items++;
  call_client(2);
  menu = window->menu;
  menu->flags |= 1;
}

uint32_t copied_before(void) {
  uint32_t handle = active->handle;
  call_client(3);
  return handle;
}

void pinned(struct window *window) {
  struct menu *menu = window->menu;
  pin(menu);
  call_client(4);
  menu->items = 0;
  unpin(menu);
}

/* pinned twice, unpinned once */
void pinned_twice(struct window *window) {
  struct menu *menu = window->menu;
  pin(menu);
  pin(menu);
  unpin(menu);
  call_client(5);
  menu->items = 0;
  unpin(menu);
}

/* compared with what stands there now */
void compared(struct window *window) {
  struct menu *menu = window->menu;
  call_client(6);
  if (window->menu != menu)
    return;
  menu->flags = 1;
}

/* the callback comes last */
void last(struct window *window) {
  struct menu *menu = window->menu;
  menu->flags = 2;
  call_client(7);
}

/* on another way */
void other_way(struct window *window, int ask) {
  struct menu *menu = window->menu;
  if (ask) {
    call_client(8);
    return;
  }
  menu->flags = 4;
}

/* a parameter is the caller's affair */
uint32_t parameter(struct window *window) {
  call_client(9);
  return window->handle;
}

/* one's own memory */
uint32_t own(void) {
  struct menu menu = {1, 2, NULL};
  struct menu *p = &menu;
  call_client(10);
  return p->items;
}

void loop(uint32_t handle, int n) {
  for (int i = 0; i < n; i++) {
    struct window *window = lookup(handle);
    if (window == NULL)
      return;
    window->handle++;
    call_client(11);
  }
}

/* a test for null looks at the pointer, not through it */
int tested(struct window *window) {
  struct menu *menu = window->menu;
  call_client(12);
  return menu != NULL;
}

/* nobody else runs in these */
uint32_t compute(uint32_t x);
uint32_t harmless(struct window *window) {
  struct menu *menu = window->menu;
  compute(1);
  return menu->items;
}

/* a pointer that differs between two ways is chosen again */
void two_ways(struct window *window, int which) {
  call_client(2);
  struct window *chosen = which ? window->child : active;
  chosen->handle = 1;
}

int deliver(uint32_t code);
static REENTERS uint32_t tell(uint32_t code) {
  return deliver(code) == 0;
}

uint32_t told(uint32_t handle) {
  struct window *window;
  if (!tell(3))
    return 0;
  window = lookup(handle);
  return window->handle;
}

/* in each round another one, that was looked up after others ran */
uint32_t in_rounds(uint32_t handle, uint32_t rounds) {
  struct window *window = lookup(handle);
  uint32_t sum = 0;
  for (uint32_t i = 0; i < rounds; i++) {
    sum += window->handle + window->menu->flags;
    call_client(i);
    window = lookup(handle);
  }
  return sum + window->handle;
}
