/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Readers: signed integers, arrays of integers, counted bytes. As reader.c, whose calls these stand on. Of arrays and
 * counted bytes one byte order of each width and sign: the other differs by the load alone, which endian.c proves.
 * of: include/bulwark/reader.h
 * after: index ints span endian reader
 * unproved: bw_reader_i16le_array bw_reader_u16be_array bw_reader_u32le_array bw_reader_i32be_array bw_reader_i64le_array bw_reader_u64be_array bw_reader_counted_u16be bw_reader_counted_u32le
 */
#include "reader.c"

#define R_NAME bw_reader_i8
#define R_TYPE int8_t
#define R_AT SIGNED_i8
#include "reader_value.h"

#define R_NAME bw_reader_u16le_array
#define R_SPAN bw_u16s
#define R_BYTES 2
#define R_ARRAY array_u16le
#include "reader_array.h"

#define R_NAME bw_reader_i16le
#define R_TYPE int16_t
#define R_AT SIGNED_i16le
#include "reader_value.h"

#define R_NAME bw_reader_i16be
#define R_TYPE int16_t
#define R_AT SIGNED_i16be
#include "reader_value.h"

#define R_NAME bw_reader_i16be_array
#define R_SPAN bw_i16s
#define R_BYTES 2
#define R_ARRAY array_i16be
#include "reader_array.h"

#define R_NAME bw_reader_i32le
#define R_TYPE int32_t
#define R_AT SIGNED_i32le
#include "reader_value.h"

#define R_NAME bw_reader_i32le_array
#define R_SPAN bw_i32s
#define R_BYTES 4
#define R_ARRAY array_i32le
#include "reader_array.h"

#define R_NAME bw_reader_u32be_array
#define R_SPAN bw_u32s
#define R_BYTES 4
#define R_ARRAY array_u32be
#include "reader_array.h"

#define R_NAME bw_reader_i32be
#define R_TYPE int32_t
#define R_AT SIGNED_i32be
#include "reader_value.h"

#define R_NAME bw_reader_u64le_array
#define R_SPAN bw_u64s
#define R_BYTES 8
#define R_ARRAY array_u64le
#include "reader_array.h"

#define R_NAME bw_reader_i64le
#define R_TYPE int64_t
#define R_AT SIGNED_i64le
#include "reader_value.h"

#define R_NAME bw_reader_i64be
#define R_TYPE int64_t
#define R_AT SIGNED_i64be
#include "reader_value.h"

#define R_NAME bw_reader_i64be_array
#define R_SPAN bw_i64s
#define R_BYTES 8
#define R_ARRAY array_i64be
#include "reader_array.h"

#define R_NAME bw_reader_counted_u8
#define R_TYPE uint8_t
#define R_AT LOAD_u8
#include "reader_counted.h"

#define R_NAME bw_reader_counted_u16le
#define R_TYPE uint16_t
#define R_AT LOAD_u16le
#include "reader_counted.h"

#define R_NAME bw_reader_counted_u32be
#define R_TYPE uint32_t
#define R_AT LOAD_u32be
#include "reader_counted.h"
