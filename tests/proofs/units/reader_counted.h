/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The contract of bw_reader_counted_T. Parameters: R_NAME, its name; R_TYPE, the integer of the length; R_AT(p), what the
   bytes at p say. Included once a type; undefines its parameters. */

/*@ requires reader_ok(reader) && \valid(ret_bytes) && READER_APART(reader, ret_bytes);
    terminates \true;
    exits \false;
    assigns *ret_bytes, reader->at, reader->status;
    ensures reader_ok(reader) && \result == reader->status;
    ensures \result == BW_OK ==> \old(READER_LEFT(reader)) >= sizeof(R_TYPE) && ret_bytes->count <= max &&
      ret_bytes->count == R_AT(reader->all.items + \old(reader->at)) &&
      ret_bytes->items == reader->all.items + \old(reader->at) + sizeof(R_TYPE) &&
      reader->at == \old(reader->at) + sizeof(R_TYPE) + ret_bytes->count && BYTES_CONST_OK(*ret_bytes);
    ensures \old(reader->status) == BW_OK && \old(READER_LEFT(reader)) < sizeof(R_TYPE) ==>
      \result == BW_ERR_TRUNCATED;
    ensures \old(reader->status) == BW_OK && \old(READER_LEFT(reader)) >= sizeof(R_TYPE) ==>
      \result == (R_AT(reader->all.items + \old(reader->at)) > max ? BW_ERR_RANGE :
        R_AT(reader->all.items + \old(reader->at)) > \old(READER_LEFT(reader)) - sizeof(R_TYPE) ? BW_ERR_TRUNCATED : BW_OK);
    ensures \old(reader->status) != BW_OK ==> \result == \old(reader->status);
    ensures \result != BW_OK ==> reader->at == \old(reader->at) && *ret_bytes == \old(*ret_bytes);
*/
BW_INLINE bw_status R_NAME(bw_reader *reader, size_t max, bw_bytes_const *ret_bytes);

#undef R_NAME
#undef R_TYPE
#undef R_AT
