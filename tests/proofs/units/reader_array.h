/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The contract of bw_reader_T_array. Parameters: R_NAME, its name; R_SPAN, the span that is filled; R_BYTES, how many an
   item has; R_ARRAY, the predicate that says bytes are items. Included once a type; undefines its parameters. */

/*@ requires reader_ok(reader) && \object_pointer(items.items);
    requires items.count != 0 ==> \valid(items.items + (0 .. items.count - 1)) && READER_APART(reader, items.items);
    terminates \true;
    exits \false;
    assigns items.items[0 .. items.count - 1], reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && items.count * R_BYTES <= \old(READER_LEFT(reader)) ==>
      \result == BW_OK && reader->at == \old(reader->at) + items.count * R_BYTES;
    ensures \result == BW_OK ==> R_ARRAY(reader->all.items + \old(reader->at), items.items, items.count);
    ensures \old(reader->status) == BW_OK && items.count * R_BYTES > \old(READER_LEFT(reader)) ==>
      \result == (items.count * R_BYTES > SIZE_MAX ? BW_ERR_RANGE : BW_ERR_TRUNCATED);
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status);
    ensures \result != BW_OK ==> reader->at == \old(reader->at);
    ensures \result != BW_OK ==> \forall integer k; 0 <= k < items.count ==> items.items[k] == \old(items.items[k]);
*/
BW_INLINE bw_status R_NAME(bw_reader *reader, R_SPAN items);

#undef R_NAME
#undef R_SPAN
#undef R_BYTES
#undef R_ARRAY
