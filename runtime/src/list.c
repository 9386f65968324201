/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/list.h>

void bw_list_init(bw_list *list) {
  list->head.next = &list->head;
  list->head.prev = &list->head;
  list->head.list = list;
  list->count = 0;
  list->removals = 0;
}

/* A link of this list whose neighbours point back at it. The head is one too. */
static void list_check(const bw_list *list, const bw_list_link *link) {
  if (link == NULL || link->list != list) {
    bw_violate_state();
  }
  if (link->next == NULL || link->prev == NULL || link->next->prev != link || link->prev->next != link) {
    bw_violate_corrupt();
  }
}

/* Between two links, one of which was checked. */
static void list_insert(bw_list *list, bw_list_link *prev, bw_list_link *link, bw_list_link *next) {
  if (link->list != NULL) {
    bw_violate_state();
  }
  if (prev->list != list || next->list != list || list->count == SIZE_MAX) {
    bw_violate_corrupt();
  }
  link->list = list;
  link->next = next;
  link->prev = prev;
  next->prev = link;
  prev->next = link;
  list->count++;
}

void bw_list_insert_after(bw_list *list, bw_list_link *at, bw_list_link *link) {
  list_check(list, at);
  list_insert(list, at, link, at->next);
}

void bw_list_insert_before(bw_list *list, bw_list_link *at, bw_list_link *link) {
  list_check(list, at);
  list_insert(list, at->prev, link, at);
}

void bw_list_remove(bw_list *list, bw_list_link *link) {
  bw_list_link *next;
  bw_list_link *prev;
  list_check(list, link);
  if (link == &list->head) {
    bw_violate_state();
  }
  next = link->next;
  prev = link->prev;
  if (next->list != list || prev->list != list || list->count == 0u) {
    bw_violate_corrupt();
  }
  next->prev = prev;
  prev->next = next;
  link->next = NULL;
  link->prev = NULL;
  link->list = NULL;
  list->count--;
  list->removals = list->removals == SIZE_MAX ? 0u : list->removals + 1u;
}

bw_list_link *bw_list_next(const bw_list *list, const bw_list_link *at) {
  list_check(list, at);
  return at->next == &list->head ? NULL : at->next;
}

bw_list_link *bw_list_prev(const bw_list *list, const bw_list_link *at) {
  list_check(list, at);
  return at->prev == &list->head ? NULL : at->prev;
}

bw_list_walk bw_list_walk_begin(bw_list *list) {
  bw_list_walk walk;
  list_check(list, &list->head);
  walk.list = list;
  walk.at = &list->head;
  walk.removals = list->removals;
  walk.holds = false;
  return walk;
}

/* Before `at` is looked at: it may be gone. */
static void list_walk_check(const bw_list_walk *walk) {
  if (walk->removals != walk->list->removals) {
    bw_violate_state();
  }
}

bw_list_link *bw_list_walk_next(bw_list_walk *walk) {
  bw_list_link *next;
  list_walk_check(walk);
  next = bw_list_next(walk->list, walk->at);
  walk->holds = next != NULL;
  if (next != NULL) {
    walk->at = next;
  }
  return next;
}

void bw_list_walk_remove(bw_list_walk *walk) {
  bw_list_link *link = walk->at;
  list_walk_check(walk);
  if (!walk->holds) {
    bw_violate_state();
  }
  walk->at = link->prev;
  walk->holds = false;
  bw_list_remove(walk->list, link);
  walk->removals = walk->list->removals;
}

void bw_list_verify(const bw_list *list) {
  const bw_list_link *link = &list->head;
  size_t left = list->count;
  list_check(list, link);
  for (link = link->next; link != &list->head; link = link->next) {
    if (left == 0u || link->list != list) {
      bw_violate_corrupt();
    }
    list_check(list, link);
    left--;
  }
  if (left != 0u) {
    bw_violate_corrupt();
  }
}
