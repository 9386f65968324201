/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The work of windows_bad.c on spans: no finding anywhere. */
#include <ntddk.h>

#include <bulwark/bulwark.h>

BW_HARDENED_FILE;

BW_SPAN_DECLARE(wides, WCHAR);

bw_status Taken(bw_bytes To, bw_bytes_const From) {
  return bw_bytes_try_copy(To, From);
}

VOID Cleared(bw_bytes To) {
  bw_bytes_fill(To, 0);
}

UCHAR ByteAt(bw_bytes_const Bytes, ULONG Index) {
  return BW_AT(Bytes, Index);
}

bw_status Behind(bw_bytes_const Bytes, ULONG Offset, bw_bytes_const *ret_rest) {
  if (Offset > Bytes.count)
    return BW_ERR_RANGE;
  return bw_bytes_const_try_sub(Bytes, Offset, Bytes.count - Offset, ret_rest);
}

bw_status FlagsOf(bw_bytes_const Bytes, uint32_t *ret_flags) {
  bw_reader Reader = bw_reader_over(Bytes);
  bw_status Status = bw_reader_skip(&Reader, 4);
  if (Status != BW_OK)
    return Status;
  return bw_reader_u32le(&Reader, ret_flags);
}

bw_status Named(wides To, wides_const From) {
  return wides_try_copy(To, From);
}
