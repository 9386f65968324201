/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/list.h: an intrusive doubly linked list that notices what breaks it.
 *
 * - The links lie in the objects: nothing is allocated, inserting and removing are O(1), the count is kept.
 * - A link knows its list. Inserting what is in a list, removing what is in none or in another: state violation.
 * - Before a link is changed both neighbours must point back at it, otherwise the memory was overwritten, freed
 *   or copied: corrupt violation, and nothing was written (the check known as safe unlinking).
 * - The generated functions take and give objects; no user code computes an object from its link.
 * - A walk may remove the object at hand through the walk, and insert anywhere. Any other removal while it is on
 *   is noticed at its next step: state violation.
 * A list is used by one execution context at a time. Neither a list nor an object in one may be copied or moved.
 */
#ifndef BULWARK_LIST_H
#define BULWARK_LIST_H

#include <bulwark/base.h>
#include <bulwark/violation.h>

BW_C_BEGIN

struct bw_list;

/* Goes into each object, one for each list it can be in at a time. All zero is a link in no list. */
typedef struct bw_list_link {
  struct bw_list_link *next;
  struct bw_list_link *prev;
  struct bw_list *list;
} bw_list_link;

/* The untyped list. Storage is the caller's, the fields are the list's. */
typedef struct bw_list {
  bw_list_link head; /* next is the first, prev the last link, or head itself */
  size_t count;
  size_t removals; /* ever, so that walks notice */
} bw_list;

/* A walk over a list. */
typedef struct bw_list_walk {
  bw_list *list;
  bw_list_link *at; /* what the walk gave last, or what stands before it when that was removed */
  size_t removals;
  bool holds; /* whether `at` is an object the walk gave and did not remove */
} bw_list_walk;

/* Makes an empty list. pre: list is not in use. Cost: five stores. */
void bw_list_init(bw_list *list);

/*
 * Inserts a link behind, or in front of, `at`, which is a link of the list or its head. pre: the list was
 * initialised, link is in no list. Violations as the header says. Cost: O(1), a dozen instructions.
 */
void bw_list_insert_after(bw_list *list, bw_list_link *at, bw_list_link *link);
void bw_list_insert_before(bw_list *list, bw_list_link *at, bw_list_link *link);

/* Takes a link out; it is in no list afterwards. Violations as the header says. Cost: O(1). */
void bw_list_remove(bw_list *list, bw_list_link *link);

/* The link behind, or in front of, `at` (a link of the list or its head); NULL at the end. Checked as a removal.
   Cost: O(1). */
bw_list_link *bw_list_next(const bw_list *list, const bw_list_link *at);
bw_list_link *bw_list_prev(const bw_list *list, const bw_list_link *at);

/* A walk from the first to the last link, its next step, and the removal of what it gave last. No such: state
   violation. */
bw_list_walk bw_list_walk_begin(bw_list *list);
bw_list_link *bw_list_walk_next(bw_list_walk *walk);
void bw_list_walk_remove(bw_list_walk *walk);

/*
 * Looks at every link: violates when one does not fit. For debug builds and after a suspicious event.
 * Cost: one step a link; ends on every ring, whatever was overwritten.
 */
void bw_list_verify(const bw_list *list);

/*
 * BW_LIST_DECLARE(name, type, member) at file scope, for objects of the type with a bw_list_link of that name,
 * makes the type `name` and
 *   name_init(&list)                   an empty list
 *   name_is_empty(&list), name_count(&list)
 *   name_push_front(&list, object), name_push_back(&list, object)
 *   name_insert_after(&list, where, object), name_insert_before(&list, where, object)   where is in the list
 *   name_remove(&list, object)
 *   name_take_front(&list), name_take_back(&list)   removes the first or last object; NULL when there is none
 *   name_first(&list), name_last(&list), name_next(&list, object), name_prev(&list, object)   NULL at the end
 *   name_is_linked(object)             whether it is in some list through this member
 *   name_contains(&list, object)       whether it is in this one. O(1)
 *   name_walk(&list)                   a bw_list_walk
 *   name_walk_next(&walk)              the next object, or NULL
 *   name_walk_remove(&walk)            removes the object the walk gave last
 *   name_verify(&list)
 * Cost: O(1) each but verify.
 */
#define BW_LIST_DECLARE(name, type, member)                                                                      \
  typedef struct name {                                                                                          \
    bw_list list;                                                                                                \
  } name;                                                                                                        \
  /* The only place that gets an object from its link; what comes here was found in a list of the type. */       \
  BW_INLINE BW_RUNTIME type *name##_object_(bw_list_link *link_) {                                               \
    return link_ == NULL ? NULL : (type *)(void *)((unsigned char *)link_ - offsetof(type, member));             \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_init(name *list_) {                                                           \
    bw_list_init(&list_->list);                                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME bool name##_is_empty(const name *list_) {                                                 \
    return list_->list.count == 0u;                                                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_count(const name *list_) {                                                  \
    return list_->list.count;                                                                                    \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_push_front(name *list_, type *object_) {                                      \
    bw_list_insert_after(&list_->list, &list_->list.head, &object_->member);                                     \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_push_back(name *list_, type *object_) {                                       \
    bw_list_insert_before(&list_->list, &list_->list.head, &object_->member);                                    \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_insert_after(name *list_, type *where_, type *object_) {                      \
    bw_list_insert_after(&list_->list, &where_->member, &object_->member);                                       \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_insert_before(name *list_, type *where_, type *object_) {                     \
    bw_list_insert_before(&list_->list, &where_->member, &object_->member);                                      \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_remove(name *list_, type *object_) {                                          \
    bw_list_remove(&list_->list, &object_->member);                                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_first(const name *list_) {                                                   \
    return name##_object_(bw_list_next(&list_->list, &list_->list.head));                                        \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_last(const name *list_) {                                                    \
    return name##_object_(bw_list_prev(&list_->list, &list_->list.head));                                        \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_next(const name *list_, const type *object_) {                               \
    return name##_object_(bw_list_next(&list_->list, &object_->member));                                         \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_prev(const name *list_, const type *object_) {                               \
    return name##_object_(bw_list_prev(&list_->list, &object_->member));                                         \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_take_front(name *list_) {                                                    \
    type *object_ = name##_first(list_);                                                                         \
    if (object_ != NULL) {                                                                                       \
      bw_list_remove(&list_->list, &object_->member);                                                            \
    }                                                                                                            \
    return object_;                                                                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_take_back(name *list_) {                                                     \
    type *object_ = name##_last(list_);                                                                          \
    if (object_ != NULL) {                                                                                       \
      bw_list_remove(&list_->list, &object_->member);                                                            \
    }                                                                                                            \
    return object_;                                                                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME bool name##_is_linked(const type *object_) {                                              \
    return object_->member.list != NULL;                                                                         \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME bool name##_contains(const name *list_, const type *object_) {                            \
    return object_->member.list == &list_->list;                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME bw_list_walk name##_walk(name *list_) {                                                   \
    return bw_list_walk_begin(&list_->list);                                                                     \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_walk_next(bw_list_walk *walk_) {                                             \
    return name##_object_(bw_list_walk_next(walk_));                                                             \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_walk_remove(bw_list_walk *walk_) {                                            \
    bw_list_walk_remove(walk_);                                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_verify(const name *list_) {                                                   \
    bw_list_verify(&list_->list);                                                                                \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(((type *)0)->member) == sizeof(bw_list_link), "the member of a list is a bw_list_link")

BW_C_END

#endif
