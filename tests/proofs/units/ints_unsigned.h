/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Contracts of the functions that only unsigned types have. ints_both.h undefines the parameters. */

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes bits_one(align) && value + (align - 1) <= T_MAX;
      ensures \result == BW_OK && *ret % align == 0 && value <= *ret < value + align;
    behavior misfit:
      assumes bits_one(align) && value + (align - 1) > T_MAX;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    behavior no_power:
      assumes !bits_one(align);
      assigns \nothing;
      ensures \result == BW_ERR_ARGUMENT;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _align_up)(T value, T align, T *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    behavior fits:
      assumes bits_one(align);
      ensures \result == BW_OK && *ret % align == 0 && *ret <= value < *ret + align;
    behavior no_power:
      assumes !bits_one(align);
      assigns \nothing;
      ensures \result == BW_ERR_ARGUMENT;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status PROOF_NAME(T_NAME, _align_down)(T value, T align, T *ret);
