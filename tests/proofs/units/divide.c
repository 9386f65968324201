/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Division by halves of words, for processors that have no instruction for it. Nothing in it depends on the size of a
 * pointer: it is proved on the machine of the other units, with the branch chosen that a 32-bit processor takes.
 * of: src/divide.h
 */
#include "../dialect.h"

#include "../join.h"
#include "../quotient.h"

#undef BW_HAVE_WORDS_OF_64
#define BW_HAVE_WORDS_OF_64 0

/*@ requires \valid(rest) && 0 < by <= 65536 && *rest < by && half <= 65535;
    terminates \true; exits \false;
    assigns *rest;
    ensures \result <= 65535 && *rest < by;
    ensures times(\result, by) + *rest == 65536 * \old(*rest) + half;
*/
static uint32_t divide_half(uint32_t *rest, uint32_t half, uint32_t by);

/*@ requires \valid(ret_rest) && 0 < by <= 65536;
    terminates \true; exits \false;
    assigns *ret_rest;
    ensures *ret_rest == value % by;
    ensures \result == value / by;
*/
static uint64_t divide(uint64_t value, uint32_t by, uint32_t *ret_rest);

/*@ requires 0 < by <= 65536;
    terminates \true; exits \false; assigns \nothing;
    ensures \result == value / by;
*/
static uint64_t divide_quotient(uint64_t value, uint32_t by);

/*@ requires 0 < by <= 65536;
    terminates \true; exits \false; assigns \nothing;
    ensures \result == value % by;
*/
static uint32_t divide_rest(uint64_t value, uint32_t by);

#include <src/divide.h>
