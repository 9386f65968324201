/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Trusted: what memcpy, memmove and memset mean for items of one type. Parameter: RAW_ITEM, the type;
 * RAW_NAME, the function's name. Included once a type; undefines its parameters. A unit sets
 * BW_MEMORY_MOVE and BW_MEMORY_FILL to these names in front of the headers that use them.
 */

/*@ requires bytes % sizeof(RAW_ITEM) == 0;
    requires \valid(to + (0 .. bytes / sizeof(RAW_ITEM) - 1));
    requires \valid_read(from + (0 .. bytes / sizeof(RAW_ITEM) - 1));
    terminates \true;
    exits \false;
    assigns to[0 .. bytes / sizeof(RAW_ITEM) - 1] \from from[0 .. bytes / sizeof(RAW_ITEM) - 1];
    ensures \forall integer i; 0 <= i < bytes / sizeof(RAW_ITEM) ==> to[i] == \old(from[i]);
*/
void PROOF_NAME(RAW_NAME, _move)(RAW_ITEM *to, const RAW_ITEM *from, size_t bytes);

/*@ requires bytes % sizeof(RAW_ITEM) == 0;
    requires \valid_read(a + (0 .. bytes / sizeof(RAW_ITEM) - 1));
    requires \valid_read(b + (0 .. bytes / sizeof(RAW_ITEM) - 1));
    terminates \true;
    exits \false;
    assigns \result \from a[0 .. bytes / sizeof(RAW_ITEM) - 1], b[0 .. bytes / sizeof(RAW_ITEM) - 1];
    ensures \result == 0 <==> (\forall integer i; 0 <= i < bytes / sizeof(RAW_ITEM) ==> a[i] == b[i]);
*/
int PROOF_NAME(RAW_NAME, _compare)(const RAW_ITEM *a, const RAW_ITEM *b, size_t bytes);

#undef RAW_ITEM
#undef RAW_NAME
