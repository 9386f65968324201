/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "trampoline.h"

/*
 * One variant a calling convention, each in the same steps: save what the convention preserves, ask the platform
 * for the slot, set the guard up, call the body, take the guard out again. On that way the preserved registers
 * still hold what the caller left in them, and only the one used here is loaded back. Labels, in every variant:
 *   1 the guard runs already and is not changed yet: the violation goes to that run
 *   2 the platform refuses     3 the run has more to end than to take the guard out     4 there is an arena
 *   5 after 4     8 after 2
 *   7 after 3, and where leave goes: the status is set, and all preserved registers come back from the frame.
 *     Inside bw_guard_run, so that stack walkers see its frame under the releases
 * The guard's word at 24 is state, deferred_count and contained: BODY in all of it means that the body ran, no
 * release waits and no fence is left behind, and subtracting BODY makes it idle.
 * On x86-64 leave also drops the entries of the frames it skips from the shadow stack, if the processor has one
 * on. Where none is, rdsspq leaves its register alone and what was saved at 32 is never looked at.
 */
BW_STATIC_ASSERT(BW_ERR_CONTEXT == 7 && BW_ERR_CONTAINED == 8 && BW_GUARD_IDLE_ == 0, "as in the assembly below");

/*
 * A platform whose headers come in by way of compiler.h may define
 *   BW_ASM_RETURN             how a function returns, as assembly on x86
 *   BW_ASM_RESTORE_ALL        where tools want to see every register that was saved loaded back
 *   BW_ASM_ODD_STACK(name)    declares that a function changes the stack in a way that tools cannot follow
 */
#ifndef BW_ASM_RETURN
#define BW_ASM_RETURN "  ret\n"
#endif
#ifdef BW_ASM_ODD_STACK
BW_ASM_ODD_STACK(bw_guard_leave_);
#endif

#define TEXT_OF(value) TEXT_OF_(value)
#define TEXT_OF_(value) #value
#define BODY TEXT_OF(BW_GUARD_BODY_)

#if defined(BW_NO_GUARD)

bw_status bw_guard_run(bw_guard *guard, bw_arena *arena, bw_guard_body *body, void *context) {
  guard->contained = 0;
  (void)arena;
  (void)body;
  (void)context;
  return BW_ERR_CONTEXT;
}

void bw_guard_leave_(bw_guard *guard) {
  (void)guard;
  bw_violate_state();
}

#elif !BW_HAVE_ASM
#error "bulwark: this compiler has no file-scope assembly; build with clang-cl, or define BW_NO_GUARD"

#elif (defined(__x86_64__) && !defined(__ILP32__)) || (defined(__aarch64__) && !defined(__AARCH64EB__))

BW_STATIC_ASSERT(offsetof(bw_guard, frame) == 0u && offsetof(bw_guard, slot) == 8u &&
                     offsetof(bw_guard, outer) == 16u && offsetof(bw_guard, state) == 24u &&
                     offsetof(bw_guard, deferred_count) == 28u && offsetof(bw_guard, contained) == 30u &&
                     offsetof(bw_guard, shadow) == 32u && offsetof(bw_guard, body) == 40u &&
                     offsetof(bw_guard, context) == 48u && sizeof(void *) == 8u,
                 "the assembly below knows the guard by these places");

/* Hidden like all else, so that two copies of the runtime in one process stay apart. */
#if defined(BW_GUARD_EXPORT) || !defined(__ELF__)
#define VISIBLE(name) ""
#else
#define VISIBLE(name) ".hidden " name "\n"
#endif

#if defined(__ELF__)
#define FUNCTION(name) ".p2align 4\n.globl " name "\n.type " name ", %function\n" name ":\n"
#define HIDDEN_FUNCTION(name) ".hidden " name "\n" FUNCTION(name)
#define FUNCTION_END(name) ".size " name ", .-" name "\n"
#else
#define FUNCTION(name) ".p2align 4\n.globl " name "\n.def " name "; .scl 2; .type 32; .endef\n" name ":\n"
#define HIDDEN_FUNCTION(name) FUNCTION(name)
#define FUNCTION_END(name) ""
#endif

#if defined(__x86_64__)

/*
 * Where the build tracks branches, bw_guard_run may be called through a pointer. A System V program has a shadow
 * stack only when all of it was built for one, and says so; on Windows the processor is asked.
 */
#if defined(__CET__)
#define LANDING "  endbr64\n"
#else
#define LANDING ""
#endif
#if defined(__CET__) || defined(_WIN32) || defined(BW_TRAMPOLINE_WIN64)
#define SAVE_SHADOW "  rdsspq %rdx\n  movq %rdx, 32(%rbx)\n"
#else
#define SAVE_SHADOW ""
#define WITHOUT_SHADOW
#endif

#if defined(WITHOUT_SHADOW)
#define LEAVE_FROM_HERE "  movl $8, %eax\n  jmp 7b\n" FUNCTION_END("bw_guard_leave_")
#else
/* The rest of leave, for both: rbx is the guard, rax the shadow stack pointer of the run. */
#define LEAVE_FROM_HERE                                                                                          \
  "  xorl %edx, %edx\n"                                                                                          \
  "  rdsspq %rdx\n"                                                                                              \
  "  testq %rdx, %rdx\n"                                                                                         \
  "  jz 6f\n"                                                                                                    \
  "  subq %rdx, %rax\n"                                                                                          \
  "  shrq $3, %rax\n"                                                                                            \
  "9:\n"                                                                                                         \
  "  movl $255, %edx\n" /* incsspq looks at eight bits */                                                        \
  "  cmpq %rdx, %rax\n"                                                                                          \
  "  cmovbq %rax, %rdx\n"                                                                                        \
  "  incsspq %rdx\n"                                                                                             \
  "  subq %rdx, %rax\n"                                                                                          \
  "  jnz 9b\n"                                                                                                   \
  "6:\n"                                                                                                         \
  "  movl $8, %eax\n"                                                                                            \
  "  jmp 7b\n"                                                                                                   \
  FUNCTION_END("bw_guard_leave_")
#endif

#if defined(_WIN32) || defined(BW_TRAMPOLINE_WIN64)

/*
 * Windows x64. Arguments rcx rdx r8 r9. Preserved: rbx rbp rdi rsi r12-r15 xmm6-xmm15. A callee owns 32 bytes
 * above its return address. The arena is kept at 32. With BW_TRAMPOLINE_WIN64 the same text is built as ELF, so
 * that it can be run where there is no Windows.
 */
#if defined(__ELF__)
#define SEH(directive) ""
#else
#define SEH(directive) "  " directive "\n"
#endif
#define PUSH(name) "  pushq %" name "\n" SEH(".seh_pushreg %" name)
#define SAVE_XMM(name, at) "  movaps %" name ", " at "(%rsp)\n" SEH(".seh_savexmm %" name ", " at)
#define LOAD_XMM(name, at) "  movaps " at "(%rsp), %" name "\n"

BW_ASM(
    ".text\n"
    VISIBLE("bw_guard_run")
    FUNCTION("bw_guard_run")
    SEH(".seh_proc bw_guard_run")
    LANDING
    PUSH("rbp") PUSH("rbx") PUSH("rdi") PUSH("rsi") PUSH("r12") PUSH("r13") PUSH("r14") PUSH("r15")
    "  subq $216, %rsp\n"
    SEH(".seh_stackalloc 216")
    SAVE_XMM("xmm6", "48") SAVE_XMM("xmm7", "64") SAVE_XMM("xmm8", "80") SAVE_XMM("xmm9", "96")
    SAVE_XMM("xmm10", "112") SAVE_XMM("xmm11", "128") SAVE_XMM("xmm12", "144") SAVE_XMM("xmm13", "160")
    SAVE_XMM("xmm14", "176") SAVE_XMM("xmm15", "192")
    SEH(".seh_endprologue")
    "  movq %rcx, %rbx\n"
    "  movq %rdx, 32(%rsp)\n"
    "  movq %r8, 40(%rbx)\n"
    "  movq %r9, 48(%rbx)\n"
    "  call bw_platform_guard_slot\n"
    "  testq %rax, %rax\n"
    "  jz 2f\n"
    "  movq (%rax), %rcx\n"
    "  andq $-2, %rcx\n" /* without the platform's mark */
    "  cmpq %rbx, %rcx\n"
    "  je 1f\n"
    "  movq %rax, 8(%rbx)\n"
    "  movq %rcx, 16(%rbx)\n"
    "  movq $" BODY ", 24(%rbx)\n"
    "  movq %rsp, (%rbx)\n"
    SAVE_SHADOW
    "  cmpq $0, 32(%rsp)\n"
    "  jne 4f\n"
    "5:\n"
    "  movq %rbx, (%rax)\n" /* from here on a violation comes to this guard */
    "  movq %rbx, %rcx\n"
    "  call bw_guard_body_\n"
    "  subq $" BODY ", 24(%rbx)\n"
    "  jne 3f\n"
    "  movq 8(%rbx), %rdx\n"
    "  movq 16(%rbx), %rcx\n"
    "  movq %rcx, (%rdx)\n"
    "8:\n"
    "  movq 264(%rsp), %rbx\n"
    "  addq $280, %rsp\n"
    BW_ASM_RETURN
    "1:\n"
    "  call bw_violate_state\n"
    "2:\n"
    "  movw $0, 30(%rbx)\n"
    "  movl $7, %eax\n"
    "  jmp 8b\n"
    "4:\n"
    "  movq %rbx, %rcx\n"
    "  movq 32(%rsp), %rdx\n"
    "  call bw_guard_mark_\n"
    "  movq 8(%rbx), %rax\n"
    "  jmp 5b\n"
    "3:\n"
    "  addq $" BODY ", 24(%rbx)\n"
    "  jmp 7f\n"
    "7:\n"
    "  movq %rbx, %rcx\n"
    "  movl %eax, %edx\n"
    "  movq 32(%rsp), %r8\n"
    "  call bw_guard_finish_\n"
    LOAD_XMM("xmm6", "48") LOAD_XMM("xmm7", "64") LOAD_XMM("xmm8", "80") LOAD_XMM("xmm9", "96")
    LOAD_XMM("xmm10", "112") LOAD_XMM("xmm11", "128") LOAD_XMM("xmm12", "144") LOAD_XMM("xmm13", "160")
    LOAD_XMM("xmm14", "176") LOAD_XMM("xmm15", "192")
    "  addq $216, %rsp\n"
    "  popq %r15\n  popq %r14\n  popq %r13\n  popq %r12\n  popq %rsi\n  popq %rdi\n  popq %rbx\n  popq %rbp\n"
    BW_ASM_RETURN
    SEH(".seh_endproc")
    FUNCTION_END("bw_guard_run")
    HIDDEN_FUNCTION("bw_guard_leave_")
    "  movq %rcx, %rbx\n"
    "  movq (%rbx), %rsp\n"
    "  movq 32(%rbx), %rax\n"
    LEAVE_FROM_HERE);

#else

/*
 * System V x86-64. Arguments rdi rsi rdx rcx. Preserved: rbx rbp r12-r15. The frame is rbx, the arena, r15, r14,
 * r13, r12, rbp, and the return address.
 */
#define POP(name) "  popq %" name "\n  .cfi_adjust_cfa_offset -8\n  .cfi_same_value %" name "\n"
#define RESTORE_ALL                                                                                              \
  POP("rbx")                                                                                                     \
  "  addq $8, %rsp\n  .cfi_adjust_cfa_offset -8\n"                                                               \
  POP("r15") POP("r14") POP("r13") POP("r12") POP("rbp")
#if defined(BW_ASM_RESTORE_ALL)
#define RESTORE_FEW RESTORE_ALL
#else
#define RESTORE_FEW                                                                                              \
  POP("rbx")                                                                                                     \
  "  addq $48, %rsp\n  .cfi_adjust_cfa_offset -48\n  .cfi_same_value %rbp\n  .cfi_same_value %r12\n"             \
  "  .cfi_same_value %r13\n  .cfi_same_value %r14\n  .cfi_same_value %r15\n"
#endif

BW_ASM(
    ".text\n"
    VISIBLE("bw_guard_run")
    FUNCTION("bw_guard_run")
    "  .cfi_startproc\n"
    LANDING
    "  pushq %rbp\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %rbp, 0\n"
    "  pushq %r12\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %r12, 0\n"
    "  pushq %r13\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %r13, 0\n"
    "  pushq %r14\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %r14, 0\n"
    "  pushq %r15\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %r15, 0\n"
    "  pushq %rsi\n  .cfi_adjust_cfa_offset 8\n"
    "  pushq %rbx\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %rbx, 0\n"
    "  movq %rdi, %rbx\n"
    "  movq %rdx, 40(%rbx)\n"
    "  movq %rcx, 48(%rbx)\n"
    "  call bw_platform_guard_slot\n"
    "  testq %rax, %rax\n"
    "  jz 2f\n"
    "  movq (%rax), %rcx\n"
    "  andq $-2, %rcx\n" /* without the platform's mark */
    "  cmpq %rbx, %rcx\n"
    "  je 1f\n"
    "  movq %rax, 8(%rbx)\n"
    "  movq %rcx, 16(%rbx)\n"
    "  movq $" BODY ", 24(%rbx)\n"
    "  movq %rsp, (%rbx)\n"
    SAVE_SHADOW
    "  cmpq $0, 8(%rsp)\n"
    "  jne 4f\n"
    "5:\n"
    "  movq %rbx, (%rax)\n" /* from here on a violation comes to this guard */
    "  movq %rbx, %rdi\n"
    "  call bw_guard_body_\n"
    "  subq $" BODY ", 24(%rbx)\n"
    "  jne 3f\n"
    "  movq 8(%rbx), %rdx\n"
    "  movq 16(%rbx), %rcx\n"
    "  movq %rcx, (%rdx)\n"
    "8:\n"
    "  .cfi_remember_state\n"
    RESTORE_FEW
    BW_ASM_RETURN
    "  .cfi_restore_state\n"
    "1:\n"
    "  call bw_violate_state\n"
    "2:\n"
    "  movw $0, 30(%rbx)\n"
    "  movl $7, %eax\n"
    "  jmp 8b\n"
    "4:\n"
    "  movq %rbx, %rdi\n"
    "  movq 8(%rsp), %rsi\n"
    "  call bw_guard_mark_\n"
    "  movq 8(%rbx), %rax\n"
    "  jmp 5b\n"
    "3:\n"
    "  addq $" BODY ", 24(%rbx)\n"
    "  jmp 7f\n"
    "7:\n"
    "  movq %rbx, %rdi\n"
    "  movl %eax, %esi\n"
    "  movq 8(%rsp), %rdx\n"
    "  call bw_guard_finish_\n"
    RESTORE_ALL
    BW_ASM_RETURN
    "  .cfi_endproc\n"
    FUNCTION_END("bw_guard_run")
    HIDDEN_FUNCTION("bw_guard_leave_")
    "  movq %rdi, %rbx\n"
    "  movq (%rbx), %rsp\n"
    "  movq 32(%rbx), %rax\n"
    LEAVE_FROM_HERE);

#endif

#else

/*
 * AAPCS64. Arguments x0-x3. Preserved: x19-x30 and, where floating point is used at all, d8-d15. The arena is
 * kept at 160. hint #34 is `bti c`, a no-op without branch tracking.
 */
#if defined(__ARM_FP)
#define SAVE_FLOATS                                                                                              \
  "  stp d8, d9, [sp, #96]\n  stp d10, d11, [sp, #112]\n  stp d12, d13, [sp, #128]\n  stp d14, d15, [sp, #144]\n"
#define LOAD_FLOATS                                                                                              \
  "  ldp d8, d9, [sp, #96]\n  ldp d10, d11, [sp, #112]\n  ldp d12, d13, [sp, #128]\n  ldp d14, d15, [sp, #144]\n"
#else
#define SAVE_FLOATS
#define LOAD_FLOATS
#endif

BW_ASM(
    ".text\n"
    VISIBLE("bw_guard_run")
    FUNCTION("bw_guard_run")
    "  .cfi_startproc\n"
    "  hint #34\n"
    "  stp x29, x30, [sp, #-176]!\n"
    "  .cfi_def_cfa_offset 176\n  .cfi_offset x29, -176\n  .cfi_offset x30, -168\n"
    "  mov x29, sp\n"
    "  stp x19, x20, [sp, #16]\n  .cfi_offset x19, -160\n  .cfi_offset x20, -152\n"
    "  stp x21, x22, [sp, #32]\n  .cfi_offset x21, -144\n  .cfi_offset x22, -136\n"
    "  stp x23, x24, [sp, #48]\n  .cfi_offset x23, -128\n  .cfi_offset x24, -120\n"
    "  stp x25, x26, [sp, #64]\n  .cfi_offset x25, -112\n  .cfi_offset x26, -104\n"
    "  stp x27, x28, [sp, #80]\n  .cfi_offset x27, -96\n  .cfi_offset x28, -88\n"
    SAVE_FLOATS
    "  str x1, [sp, #160]\n"
    "  mov x19, x0\n"
    "  stp x2, x3, [x19, #40]\n"
    "  bl bw_platform_guard_slot\n"
    "  cbz x0, 2f\n"
    "  ldr x9, [x0]\n"
    "  and x9, x9, #-2\n" /* without the platform's mark */
    "  cmp x9, x19\n"
    "  b.eq 1f\n"
    "  mov x10, sp\n"
    "  stp x10, x0, [x19]\n"
    "  mov x11, #" BODY "\n"
    "  stp x9, x11, [x19, #16]\n"
    "  ldr x1, [sp, #160]\n"
    "  cbnz x1, 4f\n"
    "5:\n"
    "  str x19, [x0]\n" /* from here on a violation comes to this guard */
    "  mov x0, x19\n"
    "  bl bw_guard_body_\n"
    "  ldp x9, x10, [x19, #16]\n"
    "  mov x11, #" BODY "\n"
    "  cmp x10, x11\n"
    "  b.ne 7f\n"
    "  ldr x12, [x19, #8]\n"
    "  str xzr, [x19, #24]\n"
    "  str x9, [x12]\n"
    "8:\n"
    "  .cfi_remember_state\n"
    "  ldr x19, [sp, #16]\n"
    "  ldp x29, x30, [sp], #176\n"
    "  .cfi_def_cfa_offset 0\n  .cfi_same_value x29\n  .cfi_same_value x30\n  .cfi_same_value x19\n"
    "  .cfi_same_value x20\n  .cfi_same_value x21\n  .cfi_same_value x22\n  .cfi_same_value x23\n"
    "  .cfi_same_value x24\n  .cfi_same_value x25\n  .cfi_same_value x26\n  .cfi_same_value x27\n"
    "  .cfi_same_value x28\n"
    "  ret\n"
    "  .cfi_restore_state\n"
    "1:\n"
    "  bl bw_violate_state\n"
    "2:\n"
    "  strh wzr, [x19, #30]\n"
    "  mov w0, #7\n"
    "  b 8b\n"
    "4:\n"
    "  mov x0, x19\n"
    "  bl bw_guard_mark_\n"
    "  ldr x0, [x19, #8]\n"
    "  b 5b\n"
    "7:\n"
    "  mov w1, w0\n"
    "  mov x0, x19\n"
    "  ldr x2, [sp, #160]\n"
    "  bl bw_guard_finish_\n"
    LOAD_FLOATS
    "  ldp x27, x28, [sp, #80]\n"
    "  ldp x25, x26, [sp, #64]\n"
    "  ldp x23, x24, [sp, #48]\n"
    "  ldp x21, x22, [sp, #32]\n"
    "  ldp x19, x20, [sp, #16]\n"
    "  ldp x29, x30, [sp], #176\n"
    "  .cfi_def_cfa_offset 0\n  .cfi_same_value x29\n  .cfi_same_value x30\n  .cfi_same_value x19\n"
    "  .cfi_same_value x20\n  .cfi_same_value x21\n  .cfi_same_value x22\n  .cfi_same_value x23\n"
    "  .cfi_same_value x24\n  .cfi_same_value x25\n  .cfi_same_value x26\n  .cfi_same_value x27\n"
    "  .cfi_same_value x28\n"
    "  ret\n"
    "  .cfi_endproc\n"
    FUNCTION_END("bw_guard_run")
    HIDDEN_FUNCTION("bw_guard_leave_")
    "  hint #34\n"
    "  mov x19, x0\n"
    "  ldr x9, [x0]\n"
    "  mov sp, x9\n"
    "  mov x29, sp\n"
    "  mov w0, #8\n"
    "  b 7b\n"
    FUNCTION_END("bw_guard_leave_"));

#endif

#if defined(__ELF__)
/* File-scope assembly without this note would ask for an executable stack. */
BW_ASM(".section .note.GNU-stack,\"\",%progbits\n.text\n");
#endif

#else
#error "bulwark: no guard trampoline for this processor; define BW_NO_GUARD to build without containment"
#endif
