/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Writers: integers, arrays of them, lengths that are known later. As writer.c, whose calls these stand on.
 * of: include/bulwark/writer.h
 * after: index ints span endian writer
 * dead: bw_writer_patch_count_u64le bw_writer_patch_count_u64le/many bw_writer_counted_u64le bw_writer_counted_u64le/many bw_writer_patch_count_u64be bw_writer_patch_count_u64be/many bw_writer_counted_u64be bw_writer_counted_u64be/many
 */
#include "writer.c"

#define W_NAME bw_writer_u8
#define W_TYPE uint8_t
#define W_AT LOAD_u8
#include "writer_value.h"
#define W_NAME bw_writer_i8
#define W_TYPE int8_t
#define W_AT SIGNED_i8
#include "writer_value.h"

#define W_NAME bw_writer_u16le
#define W_TYPE uint16_t
#define W_AT LOAD_u16le
#include "writer_value.h"
#define W_NAME bw_writer_u16le_array
#define W_SPAN bw_u16s_const
#define W_BYTES 2
#define W_ARRAY array_u16le
#include "writer_array.h"

#define W_NAME bw_writer_i16le
#define W_TYPE int16_t
#define W_AT SIGNED_i16le
#include "writer_value.h"
#define W_NAME bw_writer_i16le_array
#define W_SPAN bw_i16s_const
#define W_BYTES 2
#define W_ARRAY array_i16le
#include "writer_array.h"

#define W_NAME bw_writer_u16be
#define W_TYPE uint16_t
#define W_AT LOAD_u16be
#include "writer_value.h"
#define W_NAME bw_writer_u16be_array
#define W_SPAN bw_u16s_const
#define W_BYTES 2
#define W_ARRAY array_u16be
#include "writer_array.h"

#define W_NAME bw_writer_i16be
#define W_TYPE int16_t
#define W_AT SIGNED_i16be
#include "writer_value.h"
#define W_NAME bw_writer_i16be_array
#define W_SPAN bw_i16s_const
#define W_BYTES 2
#define W_ARRAY array_i16be
#include "writer_array.h"

#define W_NAME bw_writer_u32le
#define W_TYPE uint32_t
#define W_AT LOAD_u32le
#include "writer_value.h"
#define W_NAME bw_writer_u32le_array
#define W_SPAN bw_u32s_const
#define W_BYTES 4
#define W_ARRAY array_u32le
#include "writer_array.h"

#define W_NAME bw_writer_i32le
#define W_TYPE int32_t
#define W_AT SIGNED_i32le
#include "writer_value.h"
#define W_NAME bw_writer_i32le_array
#define W_SPAN bw_i32s_const
#define W_BYTES 4
#define W_ARRAY array_i32le
#include "writer_array.h"

#define W_NAME bw_writer_u32be
#define W_TYPE uint32_t
#define W_AT LOAD_u32be
#include "writer_value.h"
#define W_NAME bw_writer_u32be_array
#define W_SPAN bw_u32s_const
#define W_BYTES 4
#define W_ARRAY array_u32be
#include "writer_array.h"

#define W_NAME bw_writer_i32be
#define W_TYPE int32_t
#define W_AT SIGNED_i32be
#include "writer_value.h"
#define W_NAME bw_writer_i32be_array
#define W_SPAN bw_i32s_const
#define W_BYTES 4
#define W_ARRAY array_i32be
#include "writer_array.h"

#define W_NAME bw_writer_u64le
#define W_TYPE uint64_t
#define W_AT LOAD_u64le
#include "writer_value.h"
#define W_NAME bw_writer_u64le_array
#define W_SPAN bw_u64s_const
#define W_BYTES 8
#define W_ARRAY array_u64le
#include "writer_array.h"

#define W_NAME bw_writer_i64le
#define W_TYPE int64_t
#define W_AT SIGNED_i64le
#include "writer_value.h"
#define W_NAME bw_writer_i64le_array
#define W_SPAN bw_i64s_const
#define W_BYTES 8
#define W_ARRAY array_i64le
#include "writer_array.h"

#define W_NAME bw_writer_u64be
#define W_TYPE uint64_t
#define W_AT LOAD_u64be
#include "writer_value.h"
#define W_NAME bw_writer_u64be_array
#define W_SPAN bw_u64s_const
#define W_BYTES 8
#define W_ARRAY array_u64be
#include "writer_array.h"

#define W_NAME bw_writer_i64be
#define W_TYPE int64_t
#define W_AT SIGNED_i64be
#include "writer_value.h"
#define W_NAME bw_writer_i64be_array
#define W_SPAN bw_i64s_const
#define W_BYTES 8
#define W_ARRAY array_i64be
#include "writer_array.h"

/* Lengths. */
#define W_KIND(f) bw_writer_##f##_u8
#define W_TYPE uint8_t
#define W_MAX 255
#define W_AT LOAD_u8
#include "writer_patch.h"
#define W_KIND(f) bw_writer_##f##_u16le
#define W_TYPE uint16_t
#define W_MAX 65535
#define W_AT LOAD_u16le
#include "writer_patch.h"
#define W_KIND(f) bw_writer_##f##_u16be
#define W_TYPE uint16_t
#define W_MAX 65535
#define W_AT LOAD_u16be
#include "writer_patch.h"
#define W_KIND(f) bw_writer_##f##_u32le
#define W_TYPE uint32_t
#define W_MAX 4294967295
#define W_AT LOAD_u32le
#include "writer_patch.h"
#define W_KIND(f) bw_writer_##f##_u32be
#define W_TYPE uint32_t
#define W_MAX 4294967295
#define W_AT LOAD_u32be
#include "writer_patch.h"
#define W_KIND(f) bw_writer_##f##_u64le
#define W_TYPE uint64_t
#define W_MAX 18446744073709551615
#define W_AT LOAD_u64le
#include "writer_patch.h"
#define W_KIND(f) bw_writer_##f##_u64be
#define W_TYPE uint64_t
#define W_MAX 18446744073709551615
#define W_AT LOAD_u64be
#include "writer_patch.h"
