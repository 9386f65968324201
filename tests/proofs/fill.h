/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Trusted, as raw.h: what memset means for bytes. */
#ifndef BULWARK_PROOFS_FILL_H
#define BULWARK_PROOFS_FILL_H

/*@ requires \valid((uint8_t *)to + (0 .. bytes - 1)) && 0 <= byte <= 255;
    terminates \true;
    exits \false;
    assigns ((uint8_t *)to)[0 .. bytes - 1];
    ensures \forall integer k; 0 <= k < bytes ==> ((uint8_t *)to)[k] == byte;
*/
void raw_bytes_fill(void *to, int byte, size_t bytes);
#define BW_MEMORY_FILL(to, byte, bytes) raw_bytes_fill((to), (byte), (bytes))

#endif
