/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The work of linux_bad.c on spans: no finding anywhere. */
#include <bulwark/bulwark.h>

BW_HARDENED_FILE;

struct wire_header {
  uint32_t kind;
  uint32_t length;
};

struct owner {
  uint32_t id;
  uint8_t name[16];
};

bw_status payload(bw_bytes_const bytes, size_t offset, bw_bytes_const *ret_payload) {
  if (offset > bytes.count)
    return BW_ERR_RANGE;
  return bw_bytes_const_try_sub(bytes, offset, bytes.count - offset, ret_payload);
}

uint8_t byte_at(bw_bytes_const bytes, size_t offset) {
  return BW_AT(bytes, offset);
}

bw_status taken_over(bw_bytes to, bw_bytes_const from) {
  return bw_bytes_try_copy(to, from);
}

bw_status kind_of(bw_bytes_const bytes, uint32_t *ret_kind) {
  bw_reader reader = bw_reader_over(bytes);
  return bw_reader_u32le(&reader, ret_kind);
}

bw_status named(struct owner *owner, bw_bytes_const name) {
  bw_bytes room = BW_SPAN_OF_ARRAY(bw_bytes, owner->name);
  return bw_bytes_try_copy(room, name);
}

uint32_t owner_of(const struct owner *owner) {
  return owner->id;
}
