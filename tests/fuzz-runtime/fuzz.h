/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the fuzzed units of the runtime share: decoding an input into operations, expecting violations, and
 * the platform they run on.
 *
 * Each fuzz_<unit>.c turns the input into operations on the unit and on an oracle that is simple enough to
 * be right, and compares what both show after each. A difference aborts. So does a violation that the
 * oracle did not predict, and one it predicted that did not happen: FUZZ_VIOLATES is the only place where
 * a violation is survived. An input decodes to the same operations on every machine and compiler.
 */
#ifndef BULWARK_TESTS_FUZZ_H
#define BULWARK_TESTS_FUZZ_H

#include <bulwark/violation.h>

#include <setjmp.h>

/* What is left of the input. Past its end every value is zero. */
struct fuzz_input {
  const uint8_t *bytes;
  size_t left;
  size_t last; /* the last size taken: the next may be what makes their sum wrap */
};

/* The units, in the order of units.def. */
#define FUZZ_UNIT(unit) void fuzz_##unit(struct fuzz_input *input);
#include "units.def"
#undef FUZZ_UNIT

/* Whether there is input for another operation. */
bool fuzz_more(const struct fuzz_input *input);

/* The next byte, and the next bytes as one number, the lowest first. pre: bytes <= 8. */
uint8_t fuzz_byte(struct fuzz_input *input);
uint64_t fuzz_number(struct fuzz_input *input, unsigned bytes);

/* A number below limit; takes one byte up to 256, else two. pre: 0 < limit <= 65536. */
size_t fuzz_below(struct fuzz_input *input, size_t limit);

/*
 * A size as attackers choose it: mostly up to near, now and then at an edge of size_t or of its fractions, or so
 * that its sum with the one before is small again.
 */
size_t fuzz_size(struct fuzz_input *input, size_t near);

/* The next count bytes into the array, zero behind the end of the input. */
void fuzz_bytes(struct fuzz_input *input, uint8_t *to, size_t count);

/* Ends the program with the place and what was expected there. */
BW_NORETURN void fuzz_fail(const char *file, int line, const char *expected);

#define FUZZ_CHECK(condition) ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition))

/* FUZZ_VIOLATES(kind, operation): the operation must end in exactly this violation; control comes back here. */
#define FUZZ_VIOLATES(kind, operation)                                                                           \
  do {                                                                                                           \
    fuzz_expected = (kind);                                                                                      \
    if (setjmp(fuzz_landing) == 0) {                                                                             \
      operation;                                                                                                 \
      fuzz_fail(__FILE__, __LINE__, "a violation by " #operation);                                               \
    }                                                                                                            \
  } while (0)

/* FUZZ_STATUS(call): takes a status that must be used and lets it go, for calls that violate instead. */
#define FUZZ_STATUS(call) fuzz_take_status(call)
void fuzz_take_status(bw_status status);

/* The violation that FUZZ_VIOLATES waits for, 0 for none, and where it comes back to. */
extern int fuzz_expected;
extern jmp_buf fuzz_landing;

/*
 * The platform: before each input everything is as in a fresh program, after it no chunk may be live.
 * A chunk given back with another size, twice, or never taken aborts.
 */
void fuzz_begin(void);
void fuzz_end(void);

/* From the nth chunk on (1 is the next one) the platform has no memory; 0: it has. */
void fuzz_fail_chunks(unsigned nth);

/* Every chunk starts this many bytes behind a multiple of 64; a multiple of BW_PLATFORM_CHUNK_ALIGN below 64. */
void fuzz_misalign_chunks(size_t bytes);

unsigned fuzz_chunks_live(void);

/* How many chunks the platform refused so far. */
unsigned fuzz_chunks_refused(void);

/* The number of the live chunk that all these bytes lie in, or 0. No two chunks of a run have the same. */
unsigned fuzz_chunk_of(const void *at, size_t bytes);

/* Whether every byte is this one; looks also where AddressSanitizer was told that nobody may. */
bool fuzz_all_bytes_are(const void *at, size_t bytes, uint8_t value);

/* Overwrites a byte that nobody may touch; a second call undoes it. */
void fuzz_flip_byte(void *at);

/*
 * The user memory of the platform: FUZZ_USER_BYTES bytes from the user address FUZZ_USER_BASE on; every other
 * address faults. Each byte that is read counts, and changes right behind the read, as another thread of the
 * program might change it; a copy that meets a missing byte has done the bytes before it.
 */
#define FUZZ_USER_BYTES 256u
#define FUZZ_USER_BASE ((uintptr_t)0x7000u)

struct fuzz_user {
  uint8_t bytes[FUZZ_USER_BYTES];
  bool missing[FUZZ_USER_BYTES];
  unsigned reads[FUZZ_USER_BYTES];
  uint8_t change; /* what a byte is XORed with once it was read */
  bool refused;   /* no context for user memory */
};

extern struct fuzz_user fuzz_user;

/* Whether violations go to the innermost guard; at first they panic, so that FUZZ_VIOLATES gets them. */
void fuzz_contain(bool contain);

/* Whether the platform refuses guards, as in an interrupt. */
void fuzz_refuse_guards(bool refuse);

/* Runs one input from beginning to end. */
void fuzz_run(void (*unit)(struct fuzz_input *input), const uint8_t *bytes, size_t count);

#endif
