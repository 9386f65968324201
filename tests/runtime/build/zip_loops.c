/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Loops over zips in the recommended form: a local zip, an index up to its count. No check is left in them and
 * compilers vectorise them, which the test of zips asserts from the assembly.
 */
#include <bulwark/endian.h>
#include <bulwark/zip.h>

BW_ZIP2_DECLARE(words2, bw_u32s, uint32_t, bw_u32s_const, uint32_t const);
BW_ZIP3_DECLARE(words3, bw_u32s, uint32_t, bw_u32s_const, uint32_t const, bw_u32s_const, uint32_t const);
BW_ZIP4_DECLARE(words4, bw_u32s, uint32_t, bw_u32s_const, uint32_t const, bw_u32s_const, uint32_t const,
                bw_u32s_const, uint32_t const);

void zip_add(const bw_u32s *target, const bw_u32s_const *source);
void zip_blend(bw_u32s target, bw_u32s_const a, bw_u32s_const b);
bw_status zip_select(bw_u32s target, bw_u32s_const a, bw_u32s_const b, bw_u32s_const mask);

void zip_add(const bw_u32s *target, const bw_u32s_const *source) {
  words2 zip = words2_shortest(*target, *source);
  size_t i;
  for (i = 0; i < zip.count; i++) {
    BW_ZIP_AT(zip, a, i) += BW_ZIP_AT(zip, b, i);
  }
}

void zip_blend(bw_u32s target, bw_u32s_const a, bw_u32s_const b) {
  words3 zip = words3_shortest(target, a, b);
  size_t i;
  for (i = 0; i < zip.count; i++) {
    BW_ZIP_AT(zip, a, i) = (BW_ZIP_AT(zip, b, i) & 0xff00ffu) + (BW_ZIP_AT(zip, c, i) & 0xff00ffu);
  }
}

bw_status zip_select(bw_u32s target, bw_u32s_const a, bw_u32s_const b, bw_u32s_const mask) {
  words4 zip;
  size_t i;
  bw_status status = words4_try_equal(target, a, b, mask, &zip);
  if (status != BW_OK) {
    return status;
  }
  for (i = 0; i < zip.count; i++) {
    BW_ZIP_AT(zip, a, i) =
        (BW_ZIP_AT(zip, b, i) & BW_ZIP_AT(zip, d, i)) | (BW_ZIP_AT(zip, c, i) & ~BW_ZIP_AT(zip, d, i));
  }
  return BW_OK;
}
