/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The contract of bw_writer_T_array. Parameters: W_NAME, its name; W_SPAN, the span of items; W_BYTES, how many one
   has; W_ARRAY, the predicate that says bytes are items. Included once a type; undefines its parameters. */

/*@ requires writer_ok(writer);
    requires items.count != 0 ==> \valid_read(items.items + (0 .. items.count - 1));
    requires \object_pointer(items.items);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status, writer->all.items[writer->at .. writer->at + items.count * W_BYTES - 1];
    behavior room:
      assumes writer->status == BW_OK && items.count * W_BYTES <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK;
      ensures writer->at == \old(writer->at) + items.count * W_BYTES;
      ensures W_ARRAY(writer->all.items + \old(writer->at), items.items, items.count);
    behavior full:
      assumes writer->status == BW_OK && items.count * W_BYTES > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status W_NAME(bw_writer *writer, W_SPAN items);

#undef W_NAME
#undef W_SPAN
#undef W_BYTES
#undef W_ARRAY
