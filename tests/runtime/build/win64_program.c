/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The Windows x64 trampoline, run without Windows: the whole program is compiled for that calling convention
 * (-mabi=ms), as ELF, with nothing under it. Registers that the convention preserves are loaded with patterns,
 * bw_guard_run is called with a body that overwrites all of them and returns or violates, and each must hold its
 * pattern again. Exits with 0, or with the number of the round that failed.
 */
#include <bulwark/bulwark.h>

enum { WORDS = 8 + 2 * 10, ROUNDS = 64 };

/* rbx rbp rdi rsi r12 r13 r14 r15, then xmm6 to xmm15: what `probe` loads, and what it finds after the call. */
uint64_t loaded[WORDS];
uint64_t found[WORDS];
uint64_t stack_before;
uint64_t stack_after;

struct job {
  bw_arena *arena;
  int ends;
  int releases;
};

static void release(void *object) {
  ((struct job *)object)->releases++;
}

/* Inside the body that then violates: a function of its own would put all back when it returns. */
static inline __attribute__((always_inline)) void clobber(void) {
  __asm__ volatile("xorl %%ebx, %%ebx\n xorl %%edi, %%edi\n xorl %%esi, %%esi\n xorl %%r12d, %%r12d\n"
                   "xorl %%r13d, %%r13d\n xorl %%r14d, %%r14d\n xorl %%r15d, %%r15d\n"
                   "pcmpeqb %%xmm6, %%xmm6\n pcmpeqb %%xmm7, %%xmm7\n pcmpeqb %%xmm8, %%xmm8\n"
                   "pcmpeqb %%xmm9, %%xmm9\n pcmpeqb %%xmm10, %%xmm10\n pcmpeqb %%xmm11, %%xmm11\n"
                   "pcmpeqb %%xmm12, %%xmm12\n pcmpeqb %%xmm13, %%xmm13\n pcmpeqb %%xmm14, %%xmm14\n"
                   "pcmpeqb %%xmm15, %%xmm15\n"
                   :
                   :
                   : "rbx", "rdi", "rsi", "r12", "r13", "r14", "r15", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",
                     "xmm12", "xmm13", "xmm14", "xmm15", "memory");
}

static bw_status body(bw_guard *guard, void *context) {
  struct job *job = (struct job *)context;
  void *block;
  bw_status status = BW_OK;
  if (job->ends >= 2) {
    status = bw_defer(guard, release, job);
  }
  if (status == BW_OK && job->arena != NULL) {
    status = bw_arena_alloc(job->arena, 100, 16, &block);
  }
  clobber();
  if (status == BW_OK && job->ends % 2 == 1) {
    bw_violate_bounds();
  }
  return status;
}

/* probe(guard, arena, body, context): bw_guard_run between the patterns of `loaded` and the looks of `found`. */
bw_status probe(bw_guard *guard, bw_arena *arena, bw_guard_body *work, void *context);

#define EACH_VECTOR(WITH, at)                                                                                    \
  WITH("6", "0", at) WITH("7", "16", at) WITH("8", "32", at) WITH("9", "48", at) WITH("10", "64", at)             \
  WITH("11", "80", at) WITH("12", "96", at) WITH("13", "112", at) WITH("14", "128", at) WITH("15", "144", at)
#define LOAD(number, offset, at) "  movdqu " at "+64+" offset "(%rip), %xmm" number "\n"
#define STORE(number, offset, at) "  movdqu %xmm" number ", " at "+64+" offset "(%rip)\n"

__asm__(".text\n"
        ".globl probe\n"
        "probe:\n"
        "  pushq %rbx\n  pushq %rbp\n  pushq %rdi\n  pushq %rsi\n"
        "  pushq %r12\n  pushq %r13\n  pushq %r14\n  pushq %r15\n"
        "  subq $40, %rsp\n"
        "  movq loaded(%rip), %rbx\n  movq loaded+8(%rip), %rbp\n  movq loaded+16(%rip), %rdi\n"
        "  movq loaded+24(%rip), %rsi\n  movq loaded+32(%rip), %r12\n  movq loaded+40(%rip), %r13\n"
        "  movq loaded+48(%rip), %r14\n  movq loaded+56(%rip), %r15\n"
        EACH_VECTOR(LOAD, "loaded")
        "  movq %rsp, stack_before(%rip)\n"
        "  call bw_guard_run\n"
        "  movq %rsp, stack_after(%rip)\n"
        "  movq %rbx, found(%rip)\n  movq %rbp, found+8(%rip)\n  movq %rdi, found+16(%rip)\n"
        "  movq %rsi, found+24(%rip)\n  movq %r12, found+32(%rip)\n  movq %r13, found+40(%rip)\n"
        "  movq %r14, found+48(%rip)\n  movq %r15, found+56(%rip)\n"
        EACH_VECTOR(STORE, "found")
        "  addq $40, %rsp\n"
        "  popq %r15\n  popq %r14\n  popq %r13\n  popq %r12\n"
        "  popq %rsi\n  popq %rdi\n  popq %rbp\n  popq %rbx\n"
        "  ret\n");

static void choose_patterns(uint64_t round) {
  size_t i;
  for (i = 0; i < WORDS; i++) {
    loaded[i] = (round + 1u) * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)i * UINT64_C(0x0101010101010101);
  }
}

static bool as_loaded(void) {
  size_t i;
  for (i = 0; i < WORDS; i++) {
    if (loaded[i] != found[i]) {
      return false;
    }
  }
  return stack_before == stack_after;
}

/* Whether this round, of the given end and with or without an arena, came out right. */
static bool round_is_right(bw_arena *arena, int ends, uint64_t round) {
  struct job job;
  bw_guard guard;
  bw_status status;
  size_t used = arena == NULL ? 0u : bw_arena_used(arena);
  job.arena = arena;
  job.ends = ends;
  job.releases = 0;
  choose_patterns(round);
  status = probe(&guard, arena, body, &job);
  if (status != (ends % 2 == 1 ? BW_ERR_CONTAINED : BW_OK) || !as_loaded() || job.releases != (ends >= 2 ? 1 : 0)) {
    return false;
  }
  return (bw_guard_violation(&guard) != NULL) == (ends % 2 == 1) &&
         (arena == NULL || ends % 2 == 0 || bw_arena_used(arena) <= used + 16u);
}

static int run(void) {
  bw_arena arena;
  int round;
  if (bw_arena_init(&arena, 4096) != BW_OK) {
    return 100;
  }
  for (round = 0; round < ROUNDS; round++) {
    bw_arena_mark mark = bw_arena_save(&arena);
    if (!round_is_right(round / 4 % 2 == 0 ? NULL : &arena, round % 4, (uint64_t)round)) {
      return round + 1;
    }
    bw_arena_rollback(&arena, mark);
  }
  bw_arena_destroy(&arena);
  return 0;
}

void _start(void);

__attribute__((force_align_arg_pointer)) void _start(void) {
  __asm__ volatile("syscall" : : "a"(231L), "D"((long)run()) : "rcx", "r11", "memory");
  BW_TRAP();
}
