/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Contracts of what mutable and const spans share. Parameters: S the span type, I its item, S_VALID the
   predicate on its memory (\valid or \valid_read). Included once a span; undefines its parameters. */

#define S_OK(s)                                                                                                   \
  ((s).count * sizeof(I) <= PTRDIFF_MAX &&                                                                       \
   ((s).count != 0 ==> S_VALID((s).items + (0 .. (s).count - 1)) && (s).items != \null))

/*@ requires count * sizeof(I) <= PTRDIFF_MAX;
    requires count != 0 && items != \null ==> S_VALID(items + (0 .. count - 1));
    terminates \true;
    assigns \nothing;
    ensures items != \null || count == 0;
    ensures \result.items == items && \result.count == count && S_OK(\result);
    exits items == \null && count != 0;
*/
BW_INLINE S PROOF_NAME(S, _make)(I *items, size_t count);

/*@ requires S_OK(span);
    terminates \true;
    assigns \nothing;
    ensures index < span.count;
    ensures \result == span.items + index && S_VALID(\result);
    exits index >= span.count;
*/
BW_INLINE I *PROOF_NAME(S, _at)(S span, size_t index);

/*@ requires S_OK(span);
    requires \valid(ret_item);
    terminates \true;
    exits \false;
    assigns *ret_item;
    behavior inside:
      assumes index < span.count;
      ensures \result == BW_OK && *ret_item == span.items + index;
    behavior outside:
      assumes index >= span.count;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(S, _try_at)(S span, size_t index, I **ret_item);

/*@ requires S_OK(span);
    requires \valid(ret_sub);
    terminates \true;
    exits \false;
    assigns *ret_sub;
    behavior inside:
      assumes offset + count <= span.count;
      ensures \result == BW_OK && ret_sub->items == span.items + offset && ret_sub->count == count && S_OK(*ret_sub);
    behavior outside:
      assumes offset + count > span.count;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE && *ret_sub == \old(*ret_sub);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(S, _try_sub)(S span, size_t offset, size_t count, S *ret_sub);

/*@ requires S_OK(span);
    terminates \true;
    assigns \nothing;
    ensures offset + count <= span.count;
    ensures \result.items == span.items + offset && \result.count == count && S_OK(\result);
    exits offset + count > span.count;
*/
BW_INLINE S PROOF_NAME(S, _sub)(S span, size_t offset, size_t count);

/*@ requires S_OK(span);
    terminates \true;
    assigns \nothing;
    ensures count <= span.count;
    ensures \result.items == span.items && \result.count == count && S_OK(\result);
    exits count > span.count;
*/
BW_INLINE S PROOF_NAME(S, _first)(S span, size_t count);

/*@ requires S_OK(span);
    terminates \true;
    assigns \nothing;
    ensures count <= span.count;
    ensures \result.items == span.items + (span.count - count) && \result.count == count && S_OK(\result);
    exits count > span.count;
*/
BW_INLINE S PROOF_NAME(S, _last)(S span, size_t count);

/*@ requires count * sizeof(I) <= PTRDIFF_MAX;
    requires count != 0 && items != \null ==> S_VALID(items + (0 .. count - 1));
    requires \valid(ret_span);
    terminates \true;
    exits \false;
    assigns *ret_span;
    behavior made:
      assumes items != \null || count == 0;
      ensures \result == BW_OK && ret_span->items == items && ret_span->count == count && S_OK(*ret_span);
    behavior refused:
      assumes items == \null && count != 0;
      assigns \nothing;
      ensures \result == BW_ERR_ARGUMENT;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(S, _try_make)(I *items, size_t count, S *ret_span);

/*@ requires S_OK(span) && \valid(ret_first);
    terminates \true;
    exits \false;
    assigns *ret_first;
    behavior inside:
      assumes count <= span.count;
      ensures \result == BW_OK && ret_first->items == span.items && ret_first->count == count && S_OK(*ret_first);
    behavior outside:
      assumes count > span.count;
      ensures \result == BW_ERR_RANGE && *ret_first == \old(*ret_first);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(S, _try_first)(S span, size_t count, S *ret_first);

/*@ requires S_OK(span) && \valid(ret_last);
    terminates \true;
    exits \false;
    assigns *ret_last;
    behavior inside:
      assumes count <= span.count;
      ensures \result == BW_OK && ret_last->items == span.items + (span.count - count);
      ensures ret_last->count == count && S_OK(*ret_last);
    behavior outside:
      assumes count > span.count;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(S, _try_last)(S span, size_t count, S *ret_last);

/*@ requires S_OK(span) && \valid(ret_first) && \valid(ret_rest) && \separated(ret_first, ret_rest);
    terminates \true;
    assigns *ret_first, *ret_rest;
    ensures at <= span.count;
    ensures ret_first->items == span.items && ret_first->count == at;
    ensures ret_rest->items == span.items + at && ret_rest->count == span.count - at;
    exits at > span.count;
*/
BW_INLINE void PROOF_NAME(S, _split)(S span, size_t at, S *ret_first, S *ret_rest);

/*@ requires S_OK(span) && \valid(ret_first) && \valid(ret_rest) && \separated(ret_first, ret_rest);
    terminates \true;
    exits \false;
    assigns *ret_first, *ret_rest;
    behavior inside:
      assumes at <= span.count;
      ensures \result == BW_OK && ret_first->items == span.items && ret_first->count == at;
      ensures ret_rest->items == span.items + at && ret_rest->count == span.count - at;
    behavior outside:
      assumes at > span.count;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(S, _try_split)(S span, size_t at, S *ret_first, S *ret_rest);

#undef S
#undef I
#undef S_VALID
#undef S_OK
