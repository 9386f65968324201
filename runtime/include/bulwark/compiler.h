/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/compiler.h: the dialect.
 *
 * The only file of the runtime that spells a compiler extension. Everything above it is C11 that GCC,
 * Clang, clang-cl, MSVC and a C++17 compiler read alike. No macro here changes what a program means:
 * one that a compiler lacks expands to nothing or to the portable form.
 * Define BW_NO_OVERFLOW_BUILTINS to take the portable form of checked arithmetic with every compiler.
 */
#ifndef BULWARK_COMPILER_H
#define BULWARK_COMPILER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keeps the declarations between them in the C linkage for C++ consumers. */
#ifdef __cplusplus
#define BW_C_BEGIN extern "C" {
#define BW_C_END }
#else
#define BW_C_BEGIN
#define BW_C_END
#endif

/* BW_STATIC_ASSERT(condition, "text"): a condition that must hold for the program to compile. */
#ifdef __cplusplus
#define BW_STATIC_ASSERT(condition, text) static_assert(condition, text)
#else
#define BW_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif

/* BW_ALIGNOF(type): the alignment of a type in bytes, an integer constant. */
#ifdef __cplusplus
#define BW_ALIGNOF(type) alignof(type)
#else
#define BW_ALIGNOF(type) _Alignof(type)
#endif

/*
 * BW_IS_BOOL(expression): 1 for an expression of type bool, an integer constant. C++ and the provers, which have
 * no _Generic, answer 0: the C build of the same declaration is the one that refuses.
 */
#if defined(__cplusplus) || defined(__FRAMAC__)
#define BW_IS_BOOL(expression) 0
#else
#define BW_IS_BOOL(expression) _Generic((expression), bool : 1, default : 0)
#endif

#if defined(__GNUC__) || defined(__clang__)

#define BW_INLINE static inline __attribute__((__unused__))
#define BW_MUST_CHECK __attribute__((__warn_unused_result__))
#define BW_NORETURN __attribute__((__noreturn__))
#define BW_COLD __attribute__((__cold__, __noinline__))
#define BW_USED __attribute__((__used__))
#define BW_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define BW_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define BW_TRAP() __builtin_trap()
#define BW_RETURN_ADDRESS() __builtin_return_address(0)
/* No load or store moves across it. Memory that only a violation's handler looks at is stored first. */
#define BW_BARRIER() __asm__ __volatile__("" ::: "memory")
/* BW_ASM(text): assembly at file scope, in the AT&T syntax on x86; clang-cl reads the other one unless told. */
#if defined(_MSC_VER) && defined(__x86_64__)
#define BW_ASM(text) __asm__(".att_syntax prefix\n" text ".intel_syntax noprefix\n")
#else
#define BW_ASM(text) __asm__(text)
#endif
#define BW_HAVE_ASM 1
#define BW_MEMORY_COPY(to, from, bytes) ((void)__builtin_memcpy((to), (from), (bytes)))
#define BW_MEMORY_MOVE(to, from, bytes) ((void)__builtin_memmove((to), (from), (bytes)))
#define BW_MEMORY_FILL(to, byte, bytes) ((void)__builtin_memset((to), (byte), (bytes)))
#define BW_MEMORY_COMPARE(a, b, bytes) __builtin_memcmp((a), (b), (bytes))
/* Atomic operations on a uint32_t; each ADD and SUB yields the value from before. BW_ATOMIC_SWAP_IF stores
   `wanted` and yields true when the object held *expected, else stores what it held there. */
#define BW_ATOMIC_LOAD(object) __atomic_load_n((object), __ATOMIC_RELAXED)
#define BW_ATOMIC_STORE(object, value) __atomic_store_n((object), (value), __ATOMIC_RELAXED)
#define BW_ATOMIC_ADD(object, value) __atomic_fetch_add((object), (value), __ATOMIC_RELAXED)
#define BW_ATOMIC_SUB_RELEASE(object, value) __atomic_fetch_sub((object), (value), __ATOMIC_RELEASE)
#define BW_ATOMIC_SWAP_IF(object, expected, wanted)                                                              \
  __atomic_compare_exchange_n((object), (expected), (wanted), 1, __ATOMIC_RELAXED, __ATOMIC_RELAXED)
/* What others stored before their BW_ATOMIC_SUB_RELEASE is visible from here on. A load and no fence, because
   ThreadSanitizer does not know fences. */
#define BW_ATOMIC_ACQUIRE(object) ((void)__atomic_load_n((object), __ATOMIC_ACQUIRE))

#elif defined(_MSC_VER)

#include <intrin.h>
#include <string.h>
#define BW_INLINE static __inline
#define BW_MUST_CHECK _Check_return_
#define BW_NORETURN __declspec(noreturn)
#define BW_COLD __declspec(noinline)
#define BW_USED
#define BW_LIKELY(condition) (condition)
#define BW_UNLIKELY(condition) (condition)
#define BW_TRAP() __fastfail(5)
#define BW_RETURN_ADDRESS() _ReturnAddress()
#define BW_BARRIER() _ReadWriteBarrier()
#define BW_HAVE_ASM 0
#define BW_MEMORY_COPY(to, from, bytes) ((void)memcpy((to), (from), (bytes)))
#define BW_MEMORY_MOVE(to, from, bytes) ((void)memmove((to), (from), (bytes)))
#define BW_MEMORY_FILL(to, byte, bytes) ((void)memset((to), (byte), (bytes)))
#define BW_MEMORY_COMPARE(a, b, bytes) memcmp((a), (b), (bytes))
#define BW_ATOMIC_LOAD(object) (*(volatile const uint32_t *)(object))
#define BW_ATOMIC_STORE(object, value) ((void)(*(volatile uint32_t *)(object) = (value)))
#define BW_ATOMIC_ADD(object, value) ((uint32_t)_InterlockedExchangeAdd((volatile long *)(object), (long)(value)))
#define BW_ATOMIC_SUB_RELEASE(object, value)                                                                     \
  ((uint32_t)_InterlockedExchangeAdd((volatile long *)(object), -(long)(value)))
static __inline bool bw_atomic_swap_if_(uint32_t *object, uint32_t *expected, uint32_t wanted) {
  uint32_t before =
      (uint32_t)_InterlockedCompareExchange((volatile long *)object, (long)wanted, (long)*expected);
  bool swapped = before == *expected;
  *expected = before;
  return swapped;
}
#define BW_ATOMIC_SWAP_IF(object, expected, wanted) bw_atomic_swap_if_((object), (expected), (wanted))
/* The interlocked functions are full barriers. */
#define BW_ATOMIC_ACQUIRE(object) _ReadWriteBarrier()

#else
#error "bulwark: this compiler is not known; add its forms to bulwark/compiler.h"
#endif

/*
 * BW_ADD_WRAPS(a, b, ret) and so on: stores the wrapped result and yields true when the mathematical
 * result does not fit the type of *ret. Present only where BW_HAVE_OVERFLOW_BUILTINS is 1.
 */
#if (defined(__GNUC__) || defined(__clang__)) && !defined(BW_NO_OVERFLOW_BUILTINS)
#define BW_HAVE_OVERFLOW_BUILTINS 1
#define BW_ADD_WRAPS(a, b, ret) __builtin_add_overflow((a), (b), (ret))
#define BW_SUB_WRAPS(a, b, ret) __builtin_sub_overflow((a), (b), (ret))
#define BW_MUL_WRAPS(a, b, ret) __builtin_mul_overflow((a), (b), (ret))
#else
#define BW_HAVE_OVERFLOW_BUILTINS 0
#endif

/*
 * BW_HAVE_WORDS_OF_64: whether the processor divides 64-bit numbers itself. A compiler of one that does not calls a
 * function of its library, which kernels do not have.
 */
#if (defined(__SIZEOF_POINTER__) && __SIZEOF_POINTER__ < 8) || defined(_M_IX86) || defined(_M_ARM)
#define BW_HAVE_WORDS_OF_64 0
#else
#define BW_HAVE_WORDS_OF_64 1
#endif

/*
 * BW_POISON_REGION(address, bytes) tells AddressSanitizer that nobody may touch these bytes for now,
 * BW_UNPOISON_REGION that somebody may. Nothing in every other build, nor with BW_NO_POISON_REGIONS: to be defined where
 * the sanitizer is a kernel's own, which has no such functions. The sanitizer works in units of 8 bytes:
 * a unit that holds a usable byte stays usable as a whole or from its start. BW_NO_ASAN marks a function that may.
 */
#if defined(BW_NO_POISON_REGIONS)
/* None. */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BW_HAVE_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define BW_HAVE_ASAN 1
#endif
#ifdef BW_HAVE_ASAN
BW_C_BEGIN
void __asan_poison_memory_region(void const volatile *address, size_t bytes);
void __asan_unpoison_memory_region(void const volatile *address, size_t bytes);
BW_C_END
#define BW_POISON_REGION(address, bytes) __asan_poison_memory_region((address), (bytes))
#define BW_UNPOISON_REGION(address, bytes) __asan_unpoison_memory_region((address), (bytes))
#if defined(_MSC_VER) && !defined(__clang__)
#define BW_NO_ASAN __declspec(no_sanitize_address)
#else
#define BW_NO_ASAN __attribute__((__no_sanitize_address__))
#endif
#else
#define BW_HAVE_ASAN 0
#define BW_POISON_REGION(address, bytes) ((void)0)
#define BW_UNPOISON_REGION(address, bytes) ((void)0)
#define BW_NO_ASAN
#endif

/*
 * In front of a loop whose body is a call and whose rounds are few: Clang would unroll it and pay for that in
 * front of the loop. GCC does not at -O2.
 */
#if defined(__clang__)
#define BW_LOOP_OF_CALLS _Pragma("clang loop unroll(disable)")
#else
#define BW_LOOP_OF_CALLS
#endif

/*
 * Behind the step of a pointer that a loop leaves in its middle: Clang would remember that it is the item before
 * plus one, compare the item before with the end less one, and carry both pointers through the loop and behind
 * it. No instruction. GCC does not, and does better when it sees where a pointer comes from.
 */
#if defined(__clang__)
#define BW_ONE_POINTER(pointer) __asm__("" : "+r"(pointer))
#else
#define BW_ONE_POINTER(pointer) ((void)0)
#endif

/*
 * BW_AFTER(pointer, count): the address count items behind the pointer, of a null pointer itself when count is 0.
 * BW_STEP(pointer, count) moves the pointer there. C before C2y leaves null plus 0 undefined, and Clang's UBSan says so;
 * no compiler does anything but the sum, for C++ always defined it. Clang sees that the case is the sum anyway; GCC 12
 * would keep it, a test and a branch for each part of a span.
 */
#if defined(__GNUC__) && !defined(__clang__)
#define BW_AFTER(pointer, count) ((pointer) + (count))
#define BW_STEP(pointer, count) ((void)((pointer) += (count)))
#else
#define BW_AFTER(pointer, count) ((count) == 0u ? (pointer) : (pointer) + (count))
#define BW_STEP(pointer, count)                                                                                  \
  do {                                                                                                           \
    if ((count) != 0u) {                                                                                         \
      (pointer) += (count);                                                                                      \
    }                                                                                                            \
  } while (0)
#endif

/*
 * BW_LOOP_FACTS(name) in front of a loop of a macro: where tests/proofs puts what stays true in it. A comment in a
 * macro cannot name the macro's parameters, so what depends on them has a name. Nothing in every build.
 */
#define BW_LOOP_FACTS(name)

/*
 * BW_ANNOTATE("text"): puts a fact on a declaration where Bulwark's plugin for Clang finds it. A declaration
 * tag, not an `annotate` attribute: that one has Clang wrap every access to the field in an intrinsic and
 * keep every annotated function, and loops over a span would neither lose their checks nor vectorise.
 * Clang has such tags in C only.
 */
#if defined(__clang__) && !defined(__cplusplus)
#define BW_ANNOTATE(text) __attribute__((__btf_decl_tag__(text)))
#else
#define BW_ANNOTATE(text)
#endif

#endif
