/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "trampoline.h"

/*
 * One variant a calling convention. Each enter builds a normal frame with unwind tables, so that
 * debuggers and stack walkers see through it; each leave restores that frame and returns from it.
 */
#if defined(BW_NO_GUARD)

bw_status bw_guard_enter_(bw_guard *guard, bw_arena *arena, bw_guard_body *body, void *context) {
  guard->violation.kind = (bw_violation_kind)0;
  (void)arena;
  (void)body;
  (void)context;
  return BW_ERR_CONTEXT;
}

void bw_guard_leave_(bw_guard *guard, bw_status status) {
  (void)guard;
  (void)status;
  bw_violate_state();
}

#elif !BW_HAVE_ASM
#error "bulwark: this compiler has no file-scope assembly; build with clang-cl, or define BW_NO_GUARD"

#elif defined(__x86_64__) && defined(_WIN32)

/*
 * Windows x64. Preserved: rbx rbp rdi rsi r12-r15 xmm6-xmm15. The callee owns 32 bytes above its return
 * address. rdsspq leaves rax at 0 where no shadow stack is on.
 */
BW_ASM(
    ".text\n"
    ".p2align 4\n"
    ".globl bw_guard_enter_\n"
    ".def bw_guard_enter_; .scl 2; .type 32; .endef\n"
    ".seh_proc bw_guard_enter_\n"
    "bw_guard_enter_:\n"
    "  pushq %rbp\n  .seh_pushreg %rbp\n"
    "  pushq %rbx\n  .seh_pushreg %rbx\n"
    "  pushq %rdi\n  .seh_pushreg %rdi\n"
    "  pushq %rsi\n  .seh_pushreg %rsi\n"
    "  pushq %r12\n  .seh_pushreg %r12\n"
    "  pushq %r13\n  .seh_pushreg %r13\n"
    "  pushq %r14\n  .seh_pushreg %r14\n"
    "  pushq %r15\n  .seh_pushreg %r15\n"
    "  subq $216, %rsp\n  .seh_stackalloc 216\n"
    "  movaps %xmm6, 48(%rsp)\n  .seh_savexmm %xmm6, 48\n"
    "  movaps %xmm7, 64(%rsp)\n  .seh_savexmm %xmm7, 64\n"
    "  movaps %xmm8, 80(%rsp)\n  .seh_savexmm %xmm8, 80\n"
    "  movaps %xmm9, 96(%rsp)\n  .seh_savexmm %xmm9, 96\n"
    "  movaps %xmm10, 112(%rsp)\n  .seh_savexmm %xmm10, 112\n"
    "  movaps %xmm11, 128(%rsp)\n  .seh_savexmm %xmm11, 128\n"
    "  movaps %xmm12, 144(%rsp)\n  .seh_savexmm %xmm12, 144\n"
    "  movaps %xmm13, 160(%rsp)\n  .seh_savexmm %xmm13, 160\n"
    "  movaps %xmm14, 176(%rsp)\n  .seh_savexmm %xmm14, 176\n"
    "  movaps %xmm15, 192(%rsp)\n  .seh_savexmm %xmm15, 192\n"
    "  .seh_endprologue\n"
    "  xorl %eax, %eax\n"
    "  rdsspq %rax\n"
    "  movq %rax, 40(%rsp)\n"
    "  movq %rsp, 32(%rsp)\n" /* the fifth argument */
    "  call bw_guard_call_\n"
    "  jmp 9f\n"
    ".globl bw_guard_leave_\n"
    ".def bw_guard_leave_; .scl 2; .type 32; .endef\n"
    "bw_guard_leave_:\n"
    "  movq (%rcx), %rsp\n"
    "  xorl %r8d, %r8d\n"
    "  rdsspq %r8\n"
    "  testq %r8, %r8\n"
    "  jz 8f\n"
    "  movq 40(%rsp), %r9\n"
    "  subq %r8, %r9\n"
    "  shrq $3, %r9\n"
    "7:\n"
    "  movl $255, %r8d\n"
    "  cmpq %r8, %r9\n"
    "  cmovbq %r9, %r8\n"
    "  incsspq %r8\n"
    "  subq %r8, %r9\n"
    "  jnz 7b\n"
    "8:\n"
    "  call bw_guard_finish_\n"
    "9:\n"
    "  movaps 48(%rsp), %xmm6\n"
    "  movaps 64(%rsp), %xmm7\n"
    "  movaps 80(%rsp), %xmm8\n"
    "  movaps 96(%rsp), %xmm9\n"
    "  movaps 112(%rsp), %xmm10\n"
    "  movaps 128(%rsp), %xmm11\n"
    "  movaps 144(%rsp), %xmm12\n"
    "  movaps 160(%rsp), %xmm13\n"
    "  movaps 176(%rsp), %xmm14\n"
    "  movaps 192(%rsp), %xmm15\n"
    "  addq $216, %rsp\n"
    "  popq %r15\n  popq %r14\n  popq %r13\n  popq %r12\n"
    "  popq %rsi\n  popq %rdi\n  popq %rbx\n  popq %rbp\n"
    "  ret\n"
    ".seh_endproc\n");

#elif defined(__x86_64__)

/*
 * System V x86-64. Preserved: rbx rbp r12-r15. rdsspq leaves rax at 0 where no shadow stack is on; where
 * one is, leave drops the entries of the frames it skips. endbr64 is a no-op without branch tracking.
 */
BW_ASM(
    ".text\n"
    ".p2align 4\n"
    ".globl bw_guard_enter_\n"
    ".hidden bw_guard_enter_\n"
    ".type bw_guard_enter_, @function\n"
    "bw_guard_enter_:\n"
    "  .cfi_startproc\n"
    "  endbr64\n"
    "  pushq %rbp\n  .cfi_def_cfa_offset 16\n  .cfi_offset %rbp, -16\n"
    "  movq %rsp, %rbp\n  .cfi_def_cfa_register %rbp\n"
    "  pushq %rbx\n  .cfi_offset %rbx, -24\n"
    "  pushq %r12\n  .cfi_offset %r12, -32\n"
    "  pushq %r13\n  .cfi_offset %r13, -40\n"
    "  pushq %r14\n  .cfi_offset %r14, -48\n"
    "  pushq %r15\n  .cfi_offset %r15, -56\n"
    "  xorl %eax, %eax\n"
    "  rdsspq %rax\n"
    "  pushq %rax\n"
    "  movq %rsp, %r8\n"
    "  call bw_guard_call_\n"
    "8:\n"
    "  addq $8, %rsp\n"
    "  popq %r15\n"
    "  popq %r14\n"
    "  popq %r13\n"
    "  popq %r12\n"
    "  popq %rbx\n"
    "  .cfi_remember_state\n"
    "  popq %rbp\n  .cfi_def_cfa %rsp, 8\n"
    "  ret\n"
    /* Where leave lands: inside enter, so that stack walkers see its frame under the releases. */
    "9:\n"
    "  .cfi_restore_state\n"
    "  call bw_guard_finish_\n"
    "  jmp 8b\n"
    "  .cfi_endproc\n"
    ".size bw_guard_enter_, .-bw_guard_enter_\n"
    ".p2align 4\n"
    ".globl bw_guard_leave_\n"
    ".hidden bw_guard_leave_\n"
    ".type bw_guard_leave_, @function\n"
    "bw_guard_leave_:\n"
    "  endbr64\n"
    "  movq (%rdi), %rsp\n"
    "  leaq 48(%rsp), %rbp\n"
    "  xorl %edx, %edx\n"
    "  rdsspq %rdx\n"
    "  testq %rdx, %rdx\n"
    "  jz 9b\n"
    "  movq (%rsp), %rcx\n"
    "  subq %rdx, %rcx\n"
    "  shrq $3, %rcx\n"
    "7:\n"
    "  movl $255, %edx\n"
    "  cmpq %rdx, %rcx\n"
    "  cmovbq %rcx, %rdx\n"
    "  incsspq %rdx\n"
    "  subq %rdx, %rcx\n"
    "  jnz 7b\n"
    "  jmp 9b\n"
    ".size bw_guard_leave_, .-bw_guard_leave_\n");

#elif defined(__aarch64__)

/*
 * AAPCS64. Preserved: x19-x30 and, where floating point is used at all, d8-d15. hint #34 is `bti c`, a
 * no-op without branch tracking.
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

#if defined(__ELF__)
#define FUNCTION(name) ".hidden " name "\n.type " name ", %function\n"
#else
#define FUNCTION(name) ".def " name "; .scl 2; .type 32; .endef\n"
#endif

BW_ASM(
    ".text\n"
    ".p2align 4\n"
    ".globl bw_guard_enter_\n"
    FUNCTION("bw_guard_enter_")
    "bw_guard_enter_:\n"
    "  .cfi_startproc\n"
    "  hint #34\n"
    "  stp x29, x30, [sp, #-160]!\n"
    "  .cfi_def_cfa_offset 160\n  .cfi_offset x29, -160\n  .cfi_offset x30, -152\n"
    "  mov x29, sp\n"
    "  stp x19, x20, [sp, #16]\n  .cfi_offset x19, -144\n  .cfi_offset x20, -136\n"
    "  stp x21, x22, [sp, #32]\n  .cfi_offset x21, -128\n  .cfi_offset x22, -120\n"
    "  stp x23, x24, [sp, #48]\n  .cfi_offset x23, -112\n  .cfi_offset x24, -104\n"
    "  stp x25, x26, [sp, #64]\n  .cfi_offset x25, -96\n  .cfi_offset x26, -88\n"
    "  stp x27, x28, [sp, #80]\n  .cfi_offset x27, -80\n  .cfi_offset x28, -72\n"
    SAVE_FLOATS
    "  mov x4, sp\n"
    "  bl bw_guard_call_\n"
    "8:\n"
    LOAD_FLOATS
    "  ldp x27, x28, [sp, #80]\n"
    "  ldp x25, x26, [sp, #64]\n"
    "  ldp x23, x24, [sp, #48]\n"
    "  ldp x21, x22, [sp, #32]\n"
    "  ldp x19, x20, [sp, #16]\n"
    "  .cfi_remember_state\n"
    "  ldp x29, x30, [sp], #160\n"
    "  .cfi_def_cfa_offset 0\n"
    "  ret\n"
    /* Where leave lands: inside enter, so that stack walkers see its frame under the releases. */
    "9:\n"
    "  .cfi_restore_state\n"
    "  bl bw_guard_finish_\n"
    "  b 8b\n"
    "  .cfi_endproc\n"
    ".p2align 4\n"
    ".globl bw_guard_leave_\n"
    FUNCTION("bw_guard_leave_")
    "bw_guard_leave_:\n"
    "  hint #34\n"
    "  ldr x9, [x0]\n"
    "  mov sp, x9\n"
    "  mov x29, sp\n"
    "  b 9b\n");

#else
#error "bulwark: no guard trampoline for this processor; define BW_NO_GUARD to build without containment"
#endif

#if BW_HAVE_ASM && !defined(BW_NO_GUARD) && defined(__ELF__)
/* File-scope assembly without this note would ask for an executable stack. */
BW_ASM(".section .note.GNU-stack,\"\",%progbits\n.text\n");
#endif
