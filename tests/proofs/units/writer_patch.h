/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The contracts of what is written later. Parameters: W_KIND(f), the name of bw_writer_f_T; W_TYPE, the integer; W_MAX,
   the largest; W_AT(p), what the bytes at p say. Included once a type; undefines its parameters. */

/*@ requires writer_ok(writer) && \valid(ret_mark) && \base_addr(ret_mark) != \base_addr(writer);
    requires writer->all.count != 0 ==> \base_addr(ret_mark) != \base_addr(writer->all.items);
    terminates \true;
    exits \false;
    assigns *ret_mark, writer->at, writer->status,
      writer->all.items[writer->at .. writer->at + sizeof(W_TYPE) - 1];
    behavior room:
      assumes writer->status == BW_OK && sizeof(W_TYPE) <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK && writer->at == \old(writer->at) + sizeof(W_TYPE);
      ensures *ret_mark == \old(writer->at) && W_AT(writer->all.items + *ret_mark) == 0;
    behavior full:
      assumes writer->status == BW_OK && sizeof(W_TYPE) > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL) && *ret_mark == \old(*ret_mark);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
      ensures *ret_mark == \old(*ret_mark);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status W_KIND(hold)(bw_writer *writer, size_t *ret_mark);

/*@ requires writer_ok(writer);
    terminates \true;
    assigns writer->all.items[mark .. mark + sizeof(W_TYPE) - 1];
    behavior written:
      assumes writer->status == BW_OK && mark + sizeof(W_TYPE) <= writer->at;
      ensures \result == BW_OK && W_AT(writer->all.items + mark) == value;
      exits \false;
    behavior outside:
      assumes writer->status == BW_OK && mark + sizeof(W_TYPE) > writer->at;
      ensures \false;
      exits \true;
    behavior failed:
      assumes writer->status != BW_OK;
      assigns \nothing;
      ensures \result == writer->status;
      exits \false;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status W_KIND(patch)(bw_writer *writer, size_t mark, W_TYPE value);

/*@ requires writer_ok(writer);
    terminates \true;
    assigns writer->status, writer->all.items[mark .. mark + sizeof(W_TYPE) - 1];
    behavior written:
      assumes writer->status == BW_OK && mark + sizeof(W_TYPE) <= writer->at;
      assumes writer->at - mark - sizeof(W_TYPE) <= W_MAX;
      ensures \result == BW_OK && writer->status == BW_OK;
      ensures W_AT(writer->all.items + mark) == writer->at - mark - sizeof(W_TYPE);
      exits \false;
    behavior many:
      assumes writer->status == BW_OK && mark + sizeof(W_TYPE) <= writer->at;
      assumes writer->at - mark - sizeof(W_TYPE) > W_MAX;
      ensures \result == BW_ERR_RANGE && WRITER_STOPS(writer, BW_ERR_RANGE);
      exits \false;
    behavior outside:
      assumes writer->status == BW_OK && mark + sizeof(W_TYPE) > writer->at;
      ensures \false;
      exits \true;
    behavior failed:
      assumes writer->status != BW_OK;
      assigns \nothing;
      ensures \result == writer->status;
      exits \false;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status W_KIND(patch_count)(bw_writer *writer, size_t mark);

/*@ requires writer_ok(writer) && BYTES_CONST_OK(from) && \object_pointer(from.items);
    requires from.count != 0 ==> \base_addr(from.items) != \base_addr(writer) &&
      \base_addr(from.items) != \base_addr(writer->all.items);
    terminates \true;
    exits \false;
    assigns writer->at, writer->status,
      writer->all.items[writer->at .. writer->at + sizeof(W_TYPE) + from.count - 1];
    behavior room:
      assumes writer->status == BW_OK && from.count <= W_MAX && sizeof(W_TYPE) + from.count <= WRITER_ROOM(writer);
      ensures \result == BW_OK && writer->status == BW_OK;
      ensures writer->at == \old(writer->at) + sizeof(W_TYPE) + from.count;
      ensures W_AT(writer->all.items + \old(writer->at)) == from.count;
      ensures bytes_copied{Pre, Post}(writer->all.items + \old(writer->at) + sizeof(W_TYPE), from.items, from.count);
    behavior full:
      assumes writer->status == BW_OK && from.count <= W_MAX && sizeof(W_TYPE) + from.count > WRITER_ROOM(writer);
      ensures \result == BW_ERR_FULL && WRITER_STOPS(writer, BW_ERR_FULL);
    behavior many:
      assumes writer->status == BW_OK && from.count > W_MAX;
      ensures \result == BW_ERR_RANGE && WRITER_STOPS(writer, BW_ERR_RANGE);
    behavior failed:
      assumes writer->status != BW_OK;
      ensures \result == \old(writer->status) && WRITER_STOPS(writer, \old(writer->status));
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status W_KIND(counted)(bw_writer *writer, bw_bytes_const from);

#undef W_KIND
#undef W_TYPE
#undef W_MAX
#undef W_AT
