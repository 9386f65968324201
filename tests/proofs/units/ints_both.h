/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Contracts of the functions that each integer type has. Included once a type; undefines its parameters. */

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes T_MIN <= a + b <= T_MAX;
      ensures \result == BW_OK && *ret == a + b;
    behavior misfit:
      assumes !(T_MIN <= a + b <= T_MAX);
      assigns \nothing;
      ensures \result == BW_ERR_RANGE && *ret == \old(*ret);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _add)(T a, T b, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes T_MIN <= a - b <= T_MAX;
      ensures \result == BW_OK && *ret == a - b;
    behavior misfit:
      assumes !(T_MIN <= a - b <= T_MAX);
      assigns \nothing;
      ensures \result == BW_ERR_RANGE && *ret == \old(*ret);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _sub)(T a, T b, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes T_MIN <= times(a, b) <= T_MAX;
      ensures 0 < a && 0 < b ==> \result == BW_OK;
      ensures 0 < a && b < 0 ==> \result == BW_OK;
      ensures a < 0 && 0 < b ==> \result == BW_OK;
      ensures a < 0 && b < 0 ==> \result == BW_OK;
      ensures a == 0 || b == 0 ==> \result == BW_OK;
      ensures \result == BW_OK ==> *ret == times(a, b);
    behavior misfit:
      assumes !(T_MIN <= times(a, b) <= T_MAX);
      assigns \nothing;
      ensures \result == BW_ERR_RANGE && *ret == \old(*ret);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _mul)(T a, T b, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes bits < T_BITS && 0 <= value && times(value, 1 << bits) <= T_MAX;
      ensures \result == BW_OK && *ret == times(value, 1 << bits);
    behavior misfit:
      assumes !(bits < T_BITS && 0 <= value && times(value, 1 << bits) <= T_MAX);
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _shl)(T value, unsigned bits, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes bits < T_BITS && 0 <= value;
      ensures \result == BW_OK && *ret == value / (1 << bits);
    behavior misfit:
      assumes !(bits < T_BITS && 0 <= value);
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _shr)(T value, unsigned bits, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes value <= T_MAX;
      ensures \result == BW_OK && *ret == value;
    behavior misfit:
      assumes value > T_MAX;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE && *ret == \old(*ret);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_u64)(uint64_t value, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes T_MIN <= value <= T_MAX;
      ensures \result == BW_OK && *ret == value;
    behavior misfit:
      assumes !(T_MIN <= value <= T_MAX);
      assigns \nothing;
      ensures \result == BW_ERR_RANGE && *ret == \old(*ret);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_i64)(int64_t value, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes b != 0 && a / b <= T_MAX;
      ensures \result == BW_OK && *ret == a / b;
    behavior misfit:
      assumes b != 0 && a / b > T_MAX;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    behavior zero:
      assumes b == 0;
      assigns \nothing;
      ensures \result == BW_ERR_ARGUMENT;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _div)(T a, T b, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior some:
      assumes b != 0;
      ensures \result == BW_OK && *ret == a % b;
    behavior zero:
      assumes b == 0;
      assigns \nothing;
      ensures \result == BW_ERR_ARGUMENT;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _rem)(T a, T b, T *ret);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == \min(a, b); */
BW_INLINE T PROOF_NAME(T_NAME, _min)(T a, T b);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == \max(a, b); */
BW_INLINE T PROOF_NAME(T_NAME, _max)(T a, T b);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == \max(low, \min(value, high)); */
BW_INLINE T PROOF_NAME(T_NAME, _clamp)(T value, T low, T high);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures T_MIN <= value <= T_MAX ==> \result == BW_OK && *ret == value;
    ensures !(T_MIN <= value <= T_MAX) ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_u8)(uint8_t value, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures T_MIN <= value <= T_MAX ==> \result == BW_OK && *ret == value;
    ensures !(T_MIN <= value <= T_MAX) ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_u16)(uint16_t value, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures T_MIN <= value <= T_MAX ==> \result == BW_OK && *ret == value;
    ensures !(T_MIN <= value <= T_MAX) ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_u32)(uint32_t value, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures T_MIN <= value <= T_MAX ==> \result == BW_OK && *ret == value;
    ensures !(T_MIN <= value <= T_MAX) ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_size)(size_t value, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures T_MIN <= value <= T_MAX ==> \result == BW_OK && *ret == value;
    ensures !(T_MIN <= value <= T_MAX) ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_i8)(int8_t value, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures T_MIN <= value <= T_MAX ==> \result == BW_OK && *ret == value;
    ensures !(T_MIN <= value <= T_MAX) ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_i16)(int16_t value, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures T_MIN <= value <= T_MAX ==> \result == BW_OK && *ret == value;
    ensures !(T_MIN <= value <= T_MAX) ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_i32)(int32_t value, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures T_MIN <= value <= T_MAX ==> \result == BW_OK && *ret == value;
    ensures !(T_MIN <= value <= T_MAX) ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _from_ptrdiff)(ptrdiff_t value, T *ret);

#undef T
#undef T_NAME
#undef T_MIN
#undef T_MAX
#undef T_BITS
