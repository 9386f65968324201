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
  uint32_t part = *rest * 65536u + half;
  *rest = part % by;
  return part / by;
}

/* Of 64 bits shifts by constants only: those by a number, and products, may be calls as well. */
static uint64_t divide(uint64_t value, uint32_t by, uint32_t *ret_rest) {
  uint32_t upper = (uint32_t)(value >> 32);
  uint32_t lower = (uint32_t)(value - ((uint64_t)upper << 32));
  uint32_t rest = 0;
  uint32_t first;
  uint32_t second;
  uint32_t third;
  uint32_t fourth;
  uint64_t quotient;
  first = divide_half(&rest, upper / 65536u, by);
  /*@ assert half: times(first, by) + rest == upper / 65536; */
  second = divide_half(&rest, upper % 65536u, by);
  /*@ assert half: times(65536 * first + second, by) + rest == upper; */
  third = divide_half(&rest, lower / 65536u, by);
  /*@ assert half: times(65536 * (65536 * first + second) + third, by) + rest == 65536 * upper + lower / 65536; */
  fourth = divide_half(&rest, lower % 65536u, by);
  /*@ assert half: times(65536 * (65536 * (65536 * first + second) + third) + fourth, by) + rest == value; */
  quotient = ((uint64_t)(first * 65536u + second) << 32) + (third * 65536u + fourth);
  /*@ assert joined: quotient == 65536 * (65536 * (65536 * first + second) + third) + fourth; */
  /*@ assert joined: times(quotient, by) + rest == value; */
  *ret_rest = rest;
  return quotient;
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
