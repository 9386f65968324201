/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Names, and what becomes of a violation: which policy it meets and where it ends. The ends are variables of this
 * file, which the contracts of the trap, the panic and the guard write; any_hook stands for every hook there may be.
 * of: src/violation.c src/base.c
 * prove: -wp-model Typed+raw -wp-literals -rte-no-pointer-call -no-warn-invalid-pointer
 * after: index
 */
#define PROOF_OF_VIOLATION
#include "index.h"

/* Of guard.h the one function that a violation calls. */
#define BULWARK_GUARD_H
#include <bulwark/platform.h>

/* Where the violation went, what the hook or the guard were told, what the hook answers. */
extern int ended;
extern bw_violation_kind kind_seen;
extern bw_policy wanted;
#define ENDED_CONTAINED 1
#define ENDED_TRAPPED 2
#define ENDED_PANICKED 3

/*@ requires \valid_read(violation);
    terminates \true;
    exits \false;
    assigns kind_seen;
    ensures \result == wanted && kind_seen == violation->kind;
*/
bw_policy any_hook(const bw_violation *violation);

/*@ requires \valid_read(violation);
    terminates \true;
    assigns ended, kind_seen;
    ensures ended == \old(ended) && kind_seen == violation->kind;
    exits ended == ENDED_CONTAINED && kind_seen == violation->kind;
*/
void bw_guard_contain_(const bw_violation *violation);

/*@ requires \valid_read(message) && message[0] != 0;
    terminates \true;
    assigns ended;
    ensures \false;
    exits ended == ENDED_PANICKED;
*/
void bw_platform_panic(const char *message, const void *address);

/*@ terminates \true; assigns ended; ensures \false; exits ended == ENDED_TRAPPED; */
void trap(void);
#undef BW_TRAP
#define BW_TRAP() trap()

/*@ terminates \true; exits \false; assigns \nothing; */
const void *return_address(void);
#undef BW_RETURN_ADDRESS
#define BW_RETURN_ADDRESS() return_address()

/*@ predicate starts{L}(char *text, integer a, integer b, integer c) =
      \valid_read(text + (0 .. 2)) && text[0] == a && text[1] == b && text[2] == c;
*/

#include <src/base.c>

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures status == BW_OK ==> starts(\result, 'o', 'k', '\0');
    ensures status == BW_ERR_ARGUMENT ==> starts(\result, 'a', 'r', 'g');
    ensures status == BW_ERR_RANGE ==> starts(\result, 'r', 'a', 'n');
    ensures status == BW_ERR_MEMORY ==> starts(\result, 'm', 'e', 'm');
    ensures status == BW_ERR_FULL ==> starts(\result, 'f', 'u', 'l');
    ensures status == BW_ERR_TRUNCATED ==> starts(\result, 't', 'r', 'u');
    ensures status == BW_ERR_FORMAT ==> starts(\result, 'f', 'o', 'r');
    ensures status == BW_ERR_CONTEXT ==> starts(\result, 'c', 'o', 'n');
    ensures status == BW_ERR_CONTAINED ==> starts(\result, 'c', 'o', 'n');
    ensures status == BW_ERR_FAULT ==> starts(\result, 'f', 'a', 'u');
    ensures status == BW_ERR_STALE ==> starts(\result, 's', 't', 'a');
    ensures status == BW_ERR_TYPE ==> starts(\result, 't', 'y', 'p');
    ensures status == BW_ERR_QUOTA ==> starts(\result, 'q', 'u', 'o');
    ensures status == BW_ERR_EMPTY ==> starts(\result, 'e', 'm', 'p');
    ensures status == BW_ERR_CONTEXT ==> \valid_read(\result + 4) && \result[4] == 'e';
    ensures status == BW_ERR_CONTAINED ==> \valid_read(\result + 4) && \result[4] == 'a';
    ensures status < BW_OK || status > BW_ERR_EMPTY ==> starts(\result, 'u', 'n', 'k');
*/
const char *bw_status_name(bw_status status);

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures kind == BW_VIOLATION_BOUNDS ==> starts(\result, 'b', 'o', 'u');
    ensures kind == BW_VIOLATION_STATE ==> starts(\result, 's', 't', 'a');
    ensures kind == BW_VIOLATION_CORRUPT ==> starts(\result, 'c', 'o', 'r');
    ensures kind < BW_VIOLATION_BOUNDS || kind > BW_VIOLATION_CORRUPT ==> starts(\result, 'u', 'n', 'k');
*/
const char *bw_violation_kind_name(bw_violation_kind kind);

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures kind == BW_VIOLATION_BOUNDS ==> starts(\result, 'b', 'o', 'u');
    ensures kind == BW_VIOLATION_STATE ==> starts(\result, 's', 't', 'a');
    ensures kind == BW_VIOLATION_CORRUPT ==> starts(\result, 'c', 'o', 'r');
    ensures kind < BW_VIOLATION_BOUNDS || kind > BW_VIOLATION_CORRUPT ==> starts(\result, 'v', 'i', 'o');
*/
static const char *violation_message(bw_violation_kind kind);

static bw_policy_hook *policy_hook;

/*@ // What the policy is for a violation that happens now.
    predicate policy_is{L}(integer policy) =
      policy == (policy_hook == \null ? BW_POLICY_CONTAIN : (integer)wanted);

    // The end that the policy asks for; a policy that is none of the three panics, as one that cannot contain.
    predicate ended_so{L}(integer policy) =
      (policy == BW_POLICY_TRAP ==> ended == ENDED_TRAPPED) &&
      (policy == BW_POLICY_CONTAIN ==> ended == ENDED_CONTAINED || ended == ENDED_PANICKED) &&
      (policy != BW_POLICY_TRAP && policy != BW_POLICY_CONTAIN ==> ended == ENDED_PANICKED);
*/

/*@ terminates \true;
    exits \false;
    assigns policy_hook;
    ensures policy_hook == hook && \result == \old(policy_hook);
*/
bw_policy_hook *bw_policy_set(bw_policy_hook *hook);

/*@ requires \valid_read(violation) && (policy_hook == \null || policy_hook == &any_hook);
    terminates \true;
    assigns ended, kind_seen;
    ensures \false;
    exits \forall integer policy; policy_is(policy) ==> ended_so(policy);
    exits policy_hook != \null ==> kind_seen == violation->kind;
*/
static void violate(const bw_violation *violation);

/*@ requires policy_hook == \null || policy_hook == &any_hook;
    terminates \true;
    assigns ended, kind_seen;
    ensures \false;
    exits \forall integer policy; policy_is(policy) ==> ended_so(policy);
    exits policy_hook != \null ==> kind_seen == BW_VIOLATION_BOUNDS;
*/
void bw_violate_bounds(void);

/*@ requires policy_hook == \null || policy_hook == &any_hook;
    terminates \true;
    assigns ended, kind_seen;
    ensures \false;
    exits \forall integer policy; policy_is(policy) ==> ended_so(policy);
    exits policy_hook != \null ==> kind_seen == BW_VIOLATION_STATE;
*/
void bw_violate_state(void);

/*@ requires policy_hook == \null || policy_hook == &any_hook;
    terminates \true;
    assigns ended, kind_seen;
    ensures \false;
    exits \forall integer policy; policy_is(policy) ==> ended_so(policy);
    exits policy_hook != \null ==> kind_seen == BW_VIOLATION_CORRUPT;
*/
void bw_violate_corrupt(void);

#include <src/violation.c>
