/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Contracts of comparing and finding, for spans of scalars. Parameters: S, the mutable span; I, its item. */

#define SC PROOF_NAME(S, _const)
#define SC_OK(s)                                                                                                 \
  ((s).count * sizeof(I) <= PTRDIFF_MAX &&                                                                       \
   ((s).count != 0 ==> \valid_read((s).items + (0 .. (s).count - 1)) && (s).items != \null))

/*@ requires SC_OK(a) && SC_OK(b);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != 0 <==>
      a.count == b.count && (\forall integer i; 0 <= i < a.count ==> a.items[i] == b.items[i]);
*/
BW_INLINE bool PROOF_NAME(S, _equal)(SC a, SC b);

/*@ requires SC_OK(a) && SC_OK(b);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == -1 || \result == 0 || \result == 1;
    ensures \result == 0 <==>
      a.count == b.count && (\forall integer i; 0 <= i < a.count ==> a.items[i] == b.items[i]);
*/
BW_INLINE int PROOF_NAME(S, _compare)(SC a, SC b);

/*@ requires SC_OK(span) && SC_OK(part);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != 0 <==>
      part.count <= span.count && (\forall integer i; 0 <= i < part.count ==> span.items[i] == part.items[i]);
*/
BW_INLINE bool PROOF_NAME(S, _starts_with)(SC span, SC part);

/*@ requires SC_OK(span) && SC_OK(part);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != 0 <==> part.count <= span.count && (\forall integer i; 0 <= i < part.count ==>
      (span.items + (span.count - part.count))[i] == part.items[i]);
*/
BW_INLINE bool PROOF_NAME(S, _ends_with)(SC span, SC part);

/*@ requires SC_OK(span) && \valid(ret_index) && (span.count != 0 ==> \base_addr(ret_index) != \base_addr(span.items));
    terminates \true;
    exits \false;
    assigns *ret_index;
    ensures \result != 0 ==> *ret_index < span.count && span.items[*ret_index] == value;
    ensures \result != 0 ==> \forall integer k; 0 <= k < *ret_index ==> span.items[k] != value;
    ensures \result == 0 ==> *ret_index == \old(*ret_index);
    ensures \result == 0 ==> \forall integer k; 0 <= k < span.count ==> span.items[k] != value;
*/
BW_INLINE bool PROOF_NAME(S, _find)(SC span, I value, size_t *ret_index);

/*@ requires SC_OK(span) && \valid(ret_index) && (span.count != 0 ==> \base_addr(ret_index) != \base_addr(span.items));
    terminates \true;
    exits \false;
    assigns *ret_index;
    ensures \result != 0 ==> *ret_index < span.count && span.items[*ret_index] == value;
    ensures \result != 0 ==> \forall integer k; *ret_index < k < span.count ==> span.items[k] != value;
    ensures \result == 0 ==> *ret_index == \old(*ret_index);
    ensures \result == 0 ==> \forall integer k; 0 <= k < span.count ==> span.items[k] != value;
*/
BW_INLINE bool PROOF_NAME(S, _find_last)(SC span, I value, size_t *ret_index);

/*@ requires SC_OK(span) && SC_OK(part) && \valid(ret_index);
    requires (span.count != 0 ==> \base_addr(ret_index) != \base_addr(span.items)) &&
      (part.count != 0 ==> \base_addr(ret_index) != \base_addr(part.items));
    terminates \true;
    exits \false;
    assigns *ret_index;
    ensures \result != 0 ==> *ret_index + part.count <= span.count;
    ensures \result == 0 ==> *ret_index == \old(*ret_index);
*/
BW_INLINE bool PROOF_NAME(S, _find_span)(SC span, SC part, size_t *ret_index);

#undef SC
#undef SC_OK
#undef S
#undef I
