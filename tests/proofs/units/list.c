/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Lists: what one insertion, removal or step does to the links it touches, and that nothing is written unless the
 * neighbours agreed. What follows for a whole chain is shown by the tests against a model.
 * of: src/list.c include/bulwark/list.h
 * after: index
 * unproved: bw_list_verify
 * prove: -no-warn-invalid-pointer
 */
#include "index.h"

/* WP takes a comparison of a pointer to const with one to the same type without it for a cast. */
#define const
#include <bulwark/list.h>

/*@ // Two links are the same or share nothing; a link is the head of the list or apart from it.
    predicate links_apart(bw_list_link *a, bw_list_link *b) = a == b || \separated(a, b);
    predicate link_apart(bw_list *list, bw_list_link *link) = link == &list->head || \separated(link, list);

    // The memory that a look at a link of the list reads.
    predicate link_memory(bw_list *list, bw_list_link *link) =
      link != \null ==> \valid(link) && link_apart(list, link) &&
        (link->list == list && link->next != \null && link->prev != \null ==>
          \valid(link->next) && \valid(link->prev) && link_apart(list, link->next) &&
          link_apart(list, link->prev) && links_apart(link, link->next) && links_apart(link, link->prev) &&
          links_apart(link->next, link->prev));

    predicate link_agrees(bw_list *list, bw_list_link *link) =
      link != \null && link->list == list && link->next != \null && link->prev != \null &&
      link->next->prev == link && link->prev->next == link;
*/

/*@ requires \valid(list);
    terminates \true;
    exits \false;
    assigns *list;
    ensures list->head.next == &list->head && list->head.prev == &list->head && list->head.list == list;
    ensures list->count == 0 && list->removals == 0;
    ensures link_agrees(list, &list->head);
*/
void bw_list_init(bw_list *list);

/*@ requires \valid(list) && link_memory(list, link);
    terminates \true;
    assigns \nothing;
    ensures link_agrees(list, link);
    exits !link_agrees(list, link);
*/
static void list_check(const bw_list *list, const bw_list_link *link);

/*@ requires \valid(list) && \valid(link) && \valid(prev) && \valid(next);
    requires \separated(link, list) && \separated(link, prev) && \separated(link, next);
    requires link_apart(list, prev) && link_apart(list, next) && links_apart(prev, next);
    terminates \true;
    assigns *link, next->prev, prev->next, list->count;
    ensures \old(link->list) == \null && \old(prev->list) == list && \old(next->list) == list;
    ensures link->list == list && link->next == next && link->prev == prev;
    ensures prev->next == link && next->prev == link;
    ensures list->count == \old(list->count) + 1;
    exits link->list != \null || prev->list != list || next->list != list || list->count == SIZE_MAX;
    exits \at(*link, Post) == \at(*link, Pre) && list->count == \at(list->count, Pre);
    exits \at(prev->next, Post) == \at(prev->next, Pre) && \at(next->prev, Post) == \at(next->prev, Pre);
*/
static void list_insert(bw_list *list, bw_list_link *prev, bw_list_link *link, bw_list_link *next);

/*@ requires \valid(list) && link_memory(list, at) && \valid(link) && \separated(link, list);
    requires at != \null ==> \separated(link, at) && \separated(link, at->next);
    terminates \true;
    assigns *link, at->next->prev, at->next, list->count;
    ensures \old(link_agrees(list, at)) && \old(link->list) == \null;
    ensures at->next == link && link->prev == at && link->list == list;
    ensures link->next == \old(at->next) && \old(at->next)->prev == link;
    ensures list->count == \old(list->count) + 1;
    exits \at(*link, Post) == \at(*link, Pre) && list->count == \at(list->count, Pre);
*/
void bw_list_insert_after(bw_list *list, bw_list_link *at, bw_list_link *link);

/*@ requires \valid(list) && link_memory(list, at) && \valid(link) && \separated(link, list);
    requires at != \null ==> \separated(link, at) && \separated(link, at->prev);
    terminates \true;
    assigns *link, at->prev->next, at->prev, list->count;
    ensures \old(link_agrees(list, at)) && \old(link->list) == \null;
    ensures at->prev == link && link->next == at && link->list == list;
    ensures link->prev == \old(at->prev) && \old(at->prev)->next == link;
    ensures list->count == \old(list->count) + 1;
    exits \at(*link, Post) == \at(*link, Pre) && list->count == \at(list->count, Pre);
*/
void bw_list_insert_before(bw_list *list, bw_list_link *at, bw_list_link *link);

/*@ requires \valid(list) && link_memory(list, link);
    terminates \true;
    assigns *link, link->next->prev, link->prev->next, list->count, list->removals;
    ensures \old(link_agrees(list, link)) && link != &list->head;
    ensures link->next == \null && link->prev == \null && link->list == \null;
    ensures \old(link->next) != link ==> \old(link->next)->prev == \old(link->prev);
    ensures \old(link->prev) != link ==> \old(link->prev)->next == \old(link->next);
    ensures list->count == \old(list->count) - 1 && list->removals != \old(list->removals);
    exits !link_agrees(list, link) || link == &list->head || link->next->list != list ||
      link->prev->list != list || list->count == 0;
    exits list->count == \at(list->count, Pre) && list->removals == \at(list->removals, Pre);
*/
void bw_list_remove(bw_list *list, bw_list_link *link);

/*@ requires \valid(list) && link_memory(list, at);
    terminates \true;
    assigns \nothing;
    ensures link_agrees(list, at);
    ensures at->next == &list->head ==> \result == \null;
    ensures at->next != &list->head ==> \result == at->next;
    exits !link_agrees(list, at);
*/
bw_list_link *bw_list_next(const bw_list *list, const bw_list_link *at);

/*@ requires \valid(list) && link_memory(list, at);
    terminates \true;
    assigns \nothing;
    ensures link_agrees(list, at);
    ensures at->prev == &list->head ==> \result == \null;
    ensures at->prev != &list->head ==> \result == at->prev;
    exits !link_agrees(list, at);
*/
bw_list_link *bw_list_prev(const bw_list *list, const bw_list_link *at);

/*@ requires \valid(list) && link_memory(list, &list->head);
    terminates \true;
    assigns \nothing;
    ensures \result.list == list && \result.at == &list->head && \result.removals == list->removals;
    ensures \result.holds == 0;
    exits !link_agrees(list, &list->head);
*/
bw_list_walk bw_list_walk_begin(bw_list *list);

/*@ requires \valid_read(walk) && \valid(walk->list);
    terminates \true;
    assigns \nothing;
    ensures walk->removals == walk->list->removals;
    exits walk->removals != walk->list->removals;
*/
static void list_walk_check(const bw_list_walk *walk);

/*@ requires \valid(walk) && \valid(walk->list) && \separated(walk, walk->list);
    requires walk->removals == walk->list->removals ==> link_memory(walk->list, walk->at);
    terminates \true;
    assigns walk->holds, walk->at;
    ensures \old(link_agrees(walk->list, walk->at)) && walk->removals == walk->list->removals;
    ensures \result == \null ==> walk->holds == 0 && walk->at == \old(walk->at);
    ensures \result != \null ==> walk->holds == 1 && walk->at == \result && \result == \old(walk->at->next);
    exits walk->removals != walk->list->removals || !link_agrees(walk->list, walk->at);
*/
bw_list_link *bw_list_walk_next(bw_list_walk *walk);

/*@ requires \valid(walk) && \valid(walk->list) && \valid(walk->at) && link_memory(walk->list, walk->at);
    requires \separated(walk, walk->list) && \separated(walk, walk->at) && \separated(walk, walk->at->next) &&
      \separated(walk, walk->at->prev);
    terminates \true;
    assigns *walk, *walk->at, walk->at->next->prev, walk->at->prev->next, walk->list->count, walk->list->removals;
    ensures \old(walk->holds) != 0 && walk->holds == 0 && walk->list == \old(walk->list);
    ensures walk->at == \old(walk->at->prev) && \old(walk->at)->list == \null;
    ensures walk->removals == walk->list->removals && walk->list->count == \old(walk->list->count) - 1;
*/
void bw_list_walk_remove(bw_list_walk *walk);

#include <src/list.c>
