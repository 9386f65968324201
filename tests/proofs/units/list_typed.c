/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The typed half of lists, for one structure with a link in its middle: which link each function hands to the untyped
 * half, and which object it makes of the answer. From a link to its object is trusted.
 * of: include/bulwark/list.h
 * after: index list
 * unproved: items_object_ items_verify bw_list_verify
 * prove: -no-warn-invalid-pointer
 */
#include "list.c"

struct item {
    int before;
    bw_list_link link;
    int behind;
};

BW_LIST_DECLARE(items, struct item, link);

#define HEAD(list_) (&(list_)->list.head)
#define LINK_OF(object_) (&(object_)->link)
#define LIST_OK(list_) (\valid(list_) && link_memory(&(list_)->list, HEAD(list_)))
#define NEW_ITEM(list_, object_) (\valid(object_) && \separated(LINK_OF(object_), &(list_)->list))
#define ITEM_OF(list_, object_) (\valid(object_) && link_memory(&(list_)->list, LINK_OF(object_)))
#define AGREES(list_, object_) link_agrees(&(list_)->list, LINK_OF(object_))
/* What a call with no effect leaves: all of a link, and how many there are. */
#define UNTOUCHED(list_, object_)                                                                                \
  (\at(*LINK_OF(object_), Post) == \at(*LINK_OF(object_), Pre) && (list_)->list.count == \at((list_)->list.count, Pre))

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures link_ == \null ==> \result == \null;
    ensures link_ != \null ==> \result != \null && LINK_OF(\result) == link_;
*/
BW_INLINE struct item *items_object_(bw_list_link *link_);

/*@ requires \valid(list_);
    terminates \true;
    exits \false;
    assigns *list_;
    ensures list_->list.count == 0 && HEAD(list_)->next == HEAD(list_);
    ensures link_agrees(&list_->list, HEAD(list_));
*/
BW_INLINE void items_init(items *list_);

/*@ requires \valid_read(list_);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != 0 <==> list_->list.count == 0;
*/
BW_INLINE bool items_is_empty(const items *list_);

/*@ requires \valid_read(list_);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == list_->list.count;
*/
BW_INLINE size_t items_count(const items *list_);

/*@ requires LIST_OK(list_) && NEW_ITEM(list_, object_) && \separated(LINK_OF(object_), HEAD(list_)->next);
    terminates \true;
    assigns object_->link, HEAD(list_)->next->prev, HEAD(list_)->next, list_->list.count;
    ensures \old(object_->link.list) == \null && object_->link.list == &list_->list;
    ensures HEAD(list_)->next == LINK_OF(object_) && object_->link.prev == HEAD(list_);
    ensures object_->link.next == \old(HEAD(list_)->next);
    ensures list_->list.count == \old(list_->list.count) + 1;
    exits UNTOUCHED(list_, object_);
*/
BW_INLINE void items_push_front(items *list_, struct item *object_);

/*@ requires LIST_OK(list_) && NEW_ITEM(list_, object_) && \separated(LINK_OF(object_), HEAD(list_)->prev);
    terminates \true;
    assigns object_->link, HEAD(list_)->prev->next, HEAD(list_)->prev, list_->list.count;
    ensures \old(object_->link.list) == \null && object_->link.list == &list_->list;
    ensures HEAD(list_)->prev == LINK_OF(object_) && object_->link.next == HEAD(list_);
    ensures object_->link.prev == \old(HEAD(list_)->prev);
    ensures list_->list.count == \old(list_->list.count) + 1;
    exits UNTOUCHED(list_, object_);
*/
BW_INLINE void items_push_back(items *list_, struct item *object_);

/*@ requires \valid(list_) && ITEM_OF(list_, where_) && NEW_ITEM(list_, object_);
    requires \separated(LINK_OF(object_), LINK_OF(where_)) && \separated(LINK_OF(object_), where_->link.next);
    terminates \true;
    assigns object_->link, where_->link.next->prev, where_->link.next, list_->list.count;
    ensures \old(AGREES(list_, where_)) && \old(object_->link.list) == \null;
    ensures where_->link.next == LINK_OF(object_) && object_->link.prev == LINK_OF(where_);
    ensures object_->link.next == \old(where_->link.next) && object_->link.list == &list_->list;
    ensures list_->list.count == \old(list_->list.count) + 1;
    exits UNTOUCHED(list_, object_);
*/
BW_INLINE void items_insert_after(items *list_, struct item *where_, struct item *object_);

/*@ requires \valid(list_) && ITEM_OF(list_, where_) && NEW_ITEM(list_, object_);
    requires \separated(LINK_OF(object_), LINK_OF(where_)) && \separated(LINK_OF(object_), where_->link.prev);
    terminates \true;
    assigns object_->link, where_->link.prev->next, where_->link.prev, list_->list.count;
    ensures \old(AGREES(list_, where_)) && \old(object_->link.list) == \null;
    ensures where_->link.prev == LINK_OF(object_) && object_->link.next == LINK_OF(where_);
    ensures object_->link.prev == \old(where_->link.prev) && object_->link.list == &list_->list;
    ensures list_->list.count == \old(list_->list.count) + 1;
    exits UNTOUCHED(list_, object_);
*/
BW_INLINE void items_insert_before(items *list_, struct item *where_, struct item *object_);

/*@ requires \valid(list_) && ITEM_OF(list_, object_);
    terminates \true;
    assigns object_->link, object_->link.next->prev, object_->link.prev->next, list_->list.count,
      list_->list.removals;
    ensures \old(AGREES(list_, object_)) && object_->link.list == \null;
    ensures object_->link.next == \null && object_->link.prev == \null;
    ensures list_->list.count == \old(list_->list.count) - 1;
    exits list_->list.count == \at(list_->list.count, Pre);
*/
BW_INLINE void items_remove(items *list_, struct item *object_);

/*@ requires LIST_OK(list_);
    terminates \true;
    assigns \nothing;
    ensures HEAD(list_)->next == HEAD(list_) ==> \result == \null;
    ensures HEAD(list_)->next != HEAD(list_) ==> \result != \null && LINK_OF(\result) == HEAD(list_)->next;
    exits !link_agrees(&list_->list, HEAD(list_));
*/
BW_INLINE struct item *items_first(const items *list_);

/*@ requires LIST_OK(list_);
    terminates \true;
    assigns \nothing;
    ensures HEAD(list_)->prev == HEAD(list_) ==> \result == \null;
    ensures HEAD(list_)->prev != HEAD(list_) ==> \result != \null && LINK_OF(\result) == HEAD(list_)->prev;
    exits !link_agrees(&list_->list, HEAD(list_));
*/
BW_INLINE struct item *items_last(const items *list_);

/*@ requires \valid(list_) && ITEM_OF(list_, object_);
    terminates \true;
    assigns \nothing;
    ensures AGREES(list_, object_);
    ensures object_->link.next == HEAD(list_) ==> \result == \null;
    ensures object_->link.next != HEAD(list_) ==> \result != \null && LINK_OF(\result) == object_->link.next;
    exits !AGREES(list_, object_);
*/
BW_INLINE struct item *items_next(const items *list_, const struct item *object_);

/*@ requires \valid(list_) && ITEM_OF(list_, object_);
    terminates \true;
    assigns \nothing;
    ensures AGREES(list_, object_);
    ensures object_->link.prev == HEAD(list_) ==> \result == \null;
    ensures object_->link.prev != HEAD(list_) ==> \result != \null && LINK_OF(\result) == object_->link.prev;
    exits !AGREES(list_, object_);
*/
BW_INLINE struct item *items_prev(const items *list_, const struct item *object_);

/*@ requires LIST_OK(list_) && link_memory(&list_->list, HEAD(list_)->next);
    terminates \true;
    assigns *HEAD(list_)->next, HEAD(list_)->next->next->prev, HEAD(list_)->next->prev->next, list_->list.count,
      list_->list.removals;
    ensures \result == \null <==> \old(HEAD(list_)->next) == HEAD(list_);
    ensures \result == \null ==> list_->list.count == \old(list_->list.count);
    ensures \result != \null ==> LINK_OF(\result) == \old(HEAD(list_)->next) && \result->link.list == \null &&
      list_->list.count == \old(list_->list.count) - 1;
*/
BW_INLINE struct item *items_take_front(items *list_);

/*@ requires LIST_OK(list_) && link_memory(&list_->list, HEAD(list_)->prev);
    terminates \true;
    assigns *HEAD(list_)->prev, HEAD(list_)->prev->next->prev, HEAD(list_)->prev->prev->next, list_->list.count,
      list_->list.removals;
    ensures \result == \null <==> \old(HEAD(list_)->prev) == HEAD(list_);
    ensures \result == \null ==> list_->list.count == \old(list_->list.count);
    ensures \result != \null ==> LINK_OF(\result) == \old(HEAD(list_)->prev) && \result->link.list == \null &&
      list_->list.count == \old(list_->list.count) - 1;
*/
BW_INLINE struct item *items_take_back(items *list_);

/*@ requires \valid_read(object_);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != 0 <==> object_->link.list != \null;
*/
BW_INLINE bool items_is_linked(const struct item *object_);

/*@ requires \valid_read(object_) && \valid_read(list_);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != 0 <==> object_->link.list == &list_->list;
*/
BW_INLINE bool items_contains(const items *list_, const struct item *object_);

/*@ requires LIST_OK(list_);
    terminates \true;
    assigns \nothing;
    ensures \result.list == &list_->list && \result.at == HEAD(list_) && \result.removals == list_->list.removals;
    ensures \result.holds == 0;
    exits !link_agrees(&list_->list, HEAD(list_));
*/
BW_INLINE bw_list_walk items_walk(items *list_);

/*@ requires \valid(walk_) && \valid(walk_->list) && \separated(walk_, walk_->list);
    requires walk_->removals == walk_->list->removals ==> link_memory(walk_->list, walk_->at);
    terminates \true;
    assigns walk_->holds, walk_->at;
    ensures \old(link_agrees(walk_->list, walk_->at)) && walk_->removals == walk_->list->removals;
    ensures \result == \null ==> walk_->holds == 0 && walk_->at == \old(walk_->at);
    ensures \result != \null ==> walk_->holds == 1 && walk_->at == LINK_OF(\result) &&
      LINK_OF(\result) == \old(walk_->at->next);
    exits walk_->removals != walk_->list->removals || !link_agrees(walk_->list, walk_->at);
*/
BW_INLINE struct item *items_walk_next(bw_list_walk *walk_);

/*@ requires \valid(walk_) && \valid(walk_->list) && \valid(walk_->at) && link_memory(walk_->list, walk_->at);
    requires \separated(walk_, walk_->list) && \separated(walk_, walk_->at) && \separated(walk_, walk_->at->next) &&
      \separated(walk_, walk_->at->prev);
    terminates \true;
    assigns *walk_, *walk_->at, walk_->at->next->prev, walk_->at->prev->next, walk_->list->count,
      walk_->list->removals;
    ensures \old(walk_->holds) != 0 && walk_->holds == 0 && walk_->list == \old(walk_->list);
    ensures walk_->at == \old(walk_->at->prev) && \old(walk_->at)->list == \null;
    ensures walk_->removals == walk_->list->removals && walk_->list->count == \old(walk_->list->count) - 1;
*/
BW_INLINE void items_walk_remove(bw_list_walk *walk_);
