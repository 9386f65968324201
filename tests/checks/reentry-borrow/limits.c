/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
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

/* a length that was copied before says nothing of the object as it is now */
void cached_length(struct window *window, uint8_t value) {
  uint32_t size = window->extra_size;
  call_client(1);
  if (size != 0)
    window->extra[size - 1] = value;
}
