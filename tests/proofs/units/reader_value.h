/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The contract of bw_reader_T for the signed integers. Parameters: R_NAME, its name; R_TYPE, the integer; R_AT(p), what
   the bytes at p say. Included once a type; undefines its parameters. */

/*@ requires reader_ok(reader) && \valid(ret_value) && READER_APART(reader, ret_value);
    terminates \true;
    exits \false;
    assigns *ret_value, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \old(reader->status) == BW_OK && sizeof(R_TYPE) <= \old(READER_LEFT(reader)) ==> \result == BW_OK &&
      reader->at == \old(reader->at) + sizeof(R_TYPE) && *ret_value == R_AT(reader->all.items + \old(reader->at));
    ensures \old(reader->status) == BW_OK && sizeof(R_TYPE) > \old(READER_LEFT(reader)) ==>
      \result == BW_ERR_TRUNCATED;
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status);
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value) && reader->at == \old(reader->at);
*/
BW_INLINE bw_status R_NAME(bw_reader *reader, R_TYPE *ret_value);

#undef R_NAME
#undef R_TYPE
#undef R_AT
