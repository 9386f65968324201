/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Contracts of what only mutable spans have. Parameters: S, I as in span_both.h; undefines them. */

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.items == span.items && \result.count == span.count;
*/
BW_INLINE PROOF_NAME(S, _const) PROOF_NAME(S, _as_const)(S span);

/*@ requires to.count * sizeof(I) <= PTRDIFF_MAX;
    requires to.count != 0 ==> \valid(to.items + (0 .. to.count - 1));
    requires from.count != 0 ==> \valid_read(from.items + (0 .. from.count - 1));
    terminates \true;
    assigns to.items[0 .. from.count - 1];
    ensures from.count <= to.count;
    ensures \forall integer i; 0 <= i < from.count ==> to.items[i] == \old(from.items[i]);
    exits from.count > to.count;
*/
BW_INLINE void PROOF_NAME(S, _copy)(S to, PROOF_NAME(S, _const) from);

/*@ requires to.count * sizeof(I) <= PTRDIFF_MAX;
    requires to.count != 0 ==> \valid(to.items + (0 .. to.count - 1));
    requires from.count != 0 ==> \valid_read(from.items + (0 .. from.count - 1));
    terminates \true;
    exits \false;
    assigns to.items[0 .. from.count - 1];
    behavior fits:
      assumes from.count <= to.count;
      ensures \result == BW_OK;
      ensures \forall integer i; 0 <= i < from.count ==> to.items[i] == \old(from.items[i]);
    behavior misfit:
      assumes from.count > to.count;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(S, _try_copy)(S to, PROOF_NAME(S, _const) from);

/*@ requires to.count * sizeof(I) <= PTRDIFF_MAX;
    requires to.count != 0 ==> \valid(to.items + (0 .. to.count - 1));
    terminates \true;
    exits \false;
    assigns to.items[0 .. to.count - 1];
    ensures \forall integer i; 0 <= i < to.count ==> to.items[i] == value;
*/
BW_INLINE void PROOF_NAME(S, _fill)(S to, I value);

/*@ requires span.count * sizeof(I) <= PTRDIFF_MAX;
    requires span.count != 0 ==> \valid(span.items + (0 .. span.count - 1)) && span.items != \null;
    terminates \true;
    assigns span.items[to .. to + count - 1];
    ensures to + count <= span.count && from + count <= span.count;
    exits to + count > span.count || from + count > span.count;
*/
BW_INLINE void PROOF_NAME(S, _move)(S span, size_t to, size_t from, size_t count);

/*@ requires span.count * sizeof(I) <= PTRDIFF_MAX;
    requires span.count != 0 ==> \valid(span.items + (0 .. span.count - 1)) && span.items != \null;
    terminates \true;
    exits \false;
    assigns span.items[to .. to + count - 1];
    behavior inside:
      assumes to + count <= span.count && from + count <= span.count;
      ensures \result == BW_OK;
      behavior outside:
      assumes to + count > span.count || from + count > span.count;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(S, _try_move)(S span, size_t to, size_t from, size_t count);

#undef S
#undef I
