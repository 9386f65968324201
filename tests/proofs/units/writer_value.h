/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The contract of bw_writer_T. Parameters: W_NAME, its name; W_TYPE, the integer; W_AT(p), what the bytes at p say.
   Included once a type; undefines its parameters. */

/*@ requires writer_ok(writer);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + sizeof(W_TYPE) - 1];
    behavior room:
      assumes writer->status == BW_OK && sizeof(W_TYPE) <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK && writer->at == \old(writer->at) + sizeof(W_TYPE);
      ensures W_AT(writer->all.items + \old(writer->at)) == value;
    behavior full:
      assumes writer->status == BW_OK && sizeof(W_TYPE) > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status W_NAME(bw_writer *writer, W_TYPE value);

#undef W_NAME
#undef W_TYPE
#undef W_AT
