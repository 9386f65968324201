/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Division of 64-bit numbers by small ones. Processors of 32 bits have no instruction for it, and their kernels no
 * function that a compiler could call in its place: there it is done by halves of words.
 * BW_U64_QUOTIENT_(value, by), BW_U64_REST_(value, by). pre: 0 < by <= 65536.
 */
#ifndef BULWARK_DIVIDE_H
#define BULWARK_DIVIDE_H

#include <bulwark/compiler.h>

#if BW_HAVE_WORDS_OF_64
#define BW_U64_QUOTIENT_(value, by) ((value) / (by))
#define BW_U64_REST_(value, by) ((value) % (by))
#else

/* The next 16 bits of a quotient: *rest is what the bits before left, and then what these leave. */
static uint32_t divide_half(uint32_t *rest, uint32_t half, uint32_t by) {
  uint32_t part = *rest << 16 | half;
  *rest = part % by;
  return part / by;
}

/* Shifts by constants only: those by a number may be calls as well. */
static uint64_t divide(uint64_t value, uint32_t by, uint32_t *ret_rest) {
  uint32_t upper = (uint32_t)(value >> 32);
  uint32_t lower = (uint32_t)(value & UINT32_MAX);
  uint32_t rest = 0;
  uint32_t quotient = divide_half(&rest, upper >> 16, by) << 16;
  uint64_t result;
  quotient |= divide_half(&rest, upper & 0xFFFFu, by);
  result = (uint64_t)quotient << 32;
  quotient = divide_half(&rest, lower >> 16, by) << 16;
  quotient |= divide_half(&rest, lower & 0xFFFFu, by);
  *ret_rest = rest;
  return result | quotient;
}

static uint64_t divide_quotient(uint64_t value, uint32_t by) {
  uint32_t rest;
  return divide(value, by, &rest);
}

static uint32_t divide_rest(uint64_t value, uint32_t by) {
  uint32_t rest;
  (void)divide(value, by, &rest);
  return rest;
}

#define BW_U64_QUOTIENT_(value, by) divide_quotient((value), (by))
#define BW_U64_REST_(value, by) divide_rest((value), (by))
#endif

#endif
