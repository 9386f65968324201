/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A kernel with names of its own: a pointer to a shared object is used on the marked line after others ran; good.c holds
 * the same functions repaired. */
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

uint32_t looked_up(uint32_t handle) {
  struct window *window = lookup(handle);
  if (window == NULL)
    return 0;
  call_client(1);
  return window->handle; /* expect: reentry-borrow "'window->handle'" */
}

void field_of_parameter(struct window *window) {
  struct menu *menu = window->menu;
  call_client(2);
  menu->flags |= 1; /* expect: reentry-borrow "'menu->flags'" */
}

uint32_t global(void) {
  struct window *window = active;
  call_client(3);
  return window->handle; /* expect: reentry-borrow "read" */
}

void nested(struct window *window) {
  struct menu *parent = window->menu->parent;
  call_client(4);
  parent->items = 0; /* expect: reentry-borrow "written" */
}

/* the callback is some calls further down */
static uint32_t ask_color(uint32_t what) {
  return what + call_client(5);
}
static uint32_t draw_frame(uint32_t what) {
  return ask_color(what) * 2;
}

void deep(struct window *window) {
  struct menu *menu = window->menu;
  draw_frame(7);
  menu->flags = 2; /* expect: reentry-borrow "written" */
}

/* pinned too late */
void pinned_late(struct window *window) {
  struct menu *menu = window->menu;
  call_client(6);
  pin(menu); /* expect: reentry-borrow "handed on" */
  menu->flags = 3;
  unpin(menu);
}

/* unpinned too early */
void unpinned_early(struct window *window) {
  struct menu *menu = window->menu;
  pin(menu);
  menu->items++;
  unpin(menu);
  call_client(7);
  menu->items--; /* expect: reentry-borrow "'menu->items'" */
}

/* only one of two is pinned */
void one_of_two(struct window *window) {
  struct menu *menu = window->menu;
  struct window *child = window->child;
  pin(menu);
  call_client(8);
  menu->flags = 1;
  child->handle = 1; /* expect: reentry-borrow "'child->handle'" */
  unpin(menu);
}

/* in a loop: the next round uses what the last one may have ended */
void loop(struct window *window, int n) {
  struct window *child = window->child;
  for (int i = 0; i < n; i++) {
    child->handle++; /* expect: reentry-borrow "child" */ /* may: reentry-borrow */
    call_client(9);
  }
}

/* on one way only */
void one_way(struct window *window, int ask) {
  struct menu *menu = window->menu;
  if (ask)
    call_client(10);
  menu->flags = 4; /* expect: reentry-borrow "written" */
}

/* a switch */
uint32_t by_switch(struct window *window, int what) {
  struct menu *menu = window->menu;
  switch (what) {
  case 0:
    call_client(11);
    break;
  case 1:
    break;
  default:
    return 0;
  }
  return menu->items; /* expect: reentry-borrow "read" */
}

/* a buffer of the object */
void extra_bytes(uint32_t handle, uint32_t at, uint8_t value) {
  struct window *window = lookup(handle);
  if (window == NULL || at >= window->extra_size)
    return;
  uint8_t *extra = window->extra;
  call_client(12);
  extra[at] = value; /* expect: reentry-borrow "written" */
}

/* handed to another function */
void consume(struct menu *menu);
void handed_on(struct window *window) {
  struct menu *menu = window->menu;
  call_client(13);
  consume(menu); /* expect: reentry-borrow "handed on" */
}

/* returned */
struct menu *returned(struct window *window) {
  struct menu *menu = window->menu;
  call_client(14);
  return menu; /* expect: reentry-borrow "returned" */
}

/* through a pointer to the function */
uint32_t by_pointer(uint32_t handle) {
  uint32_t (*const ask)(uint32_t) = call_client;
  struct window *window = lookup(handle);
  if (window == NULL)
    return 0;
  ask(15);
  return window->handle; /* expect: reentry-borrow "read" */
}

/* a pointer that differs between two ways: either of them may be gone */
void two_ways(struct window *window, int which) {
  struct window *chosen = which ? window->child : active;
  call_client(2);
  chosen->handle = 1; /* expect: reentry-borrow "'chosen->handle'" */
}

/* the function says so of itself; what lets others run stands in it, and nobody knows that */
int deliver(uint32_t code);
static REENTERS uint32_t tell(uint32_t code) {
  return deliver(code) == 0;
}

uint32_t told(uint32_t handle) {
  struct window *window = lookup(handle);
  if (!tell(3))
    return 0;
  return window->handle; /* expect: reentry-borrow "'window->handle'" */
}
