/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The platform of a Windows kernel driver, from Windows 8 on. Compile it as C with the WDK's compiler or clang-cl,
 * or with clang against mingw-w64's headers and -fms-extensions.
 * - Chunks come from the non-paged pool, by ExAllocatePool2 where the kernel has it (asked at run time, at
 *   PASSIVE_LEVEL), else by ExAllocatePoolWithTag. Define BW_WINDOWS_PAGED for the paged pool: then arenas grow at
 *   APC_LEVEL and below only, elsewhere BW_ERR_MEMORY.
 * - Guards are refused, and violations not unwound, above BW_WINDOWS_GUARD_IRQL, PASSIVE_LEVEL: an APC runs on the
 *   stack of a thread it knows nothing about. Define it as APC_LEVEL if no APC of the driver can violate.
 * - Guard slots lie in a table by thread, see slot_table.h: the kernel has no thread-local storage for drivers.
 * - User memory is probed and copied under a handler, at APC_LEVEL and below, in the current process.
 * - Panic is KeBugCheckEx with BW_WINDOWS_BUGCHECK, the message and the address.
 */
#include <ntddk.h>

#include <bulwark/platform.h>

#if defined(_ARM64_)
#define SLOT_LOAD(slot) ((struct bw_guard *)ReadPointerAcquire((PVOID const volatile *)(slot)))
#define SLOT_STORE(slot, value) WritePointerRelease((PVOID volatile *)(slot), (value))
#else
/* Loads and stores of x86-64 have the order that is asked for; volatile keeps the compiler's. */
#define SLOT_LOAD(slot) (*(struct bw_guard *volatile const *)(slot))
#define SLOT_STORE(slot, value) ((void)(*(struct bw_guard *volatile *)(slot) = (value)))
#endif
#define SLOT_CLAIM(slot, value) (InterlockedCompareExchangePointer((PVOID volatile *)(slot), (value), NULL) == NULL)

#include "slot_table.h"

#ifndef BW_WINDOWS_GUARD_IRQL
#define BW_WINDOWS_GUARD_IRQL PASSIVE_LEVEL
#endif

/* "BULW", as debuggers show it in front of the message. */
#ifndef BW_WINDOWS_BUGCHECK
#define BW_WINDOWS_BUGCHECK 0x42554c57u
#endif

/* The pool's tag, "Bulw" in memory. */
#define POOL_TAG 0x776c7542u

#if defined(BW_WINDOWS_PAGED)
#define POOL_KIND PagedPool
#define POOL_IRQL APC_LEVEL
#define POOL2_FLAGS 0x102u /* POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED */
#else
#define POOL_KIND NonPagedPoolNx
#define POOL_IRQL DISPATCH_LEVEL
#define POOL2_FLAGS 0x42u /* POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED */
#endif

/* Headers older than Windows 10 2004 do not declare it. */
typedef PVOID NTAPI allocate_pool2(ULONGLONG flags, SIZE_T bytes, ULONG tag);

/* ExAllocatePool2, or NULL. Looking it up twice, by two threads at once, does no harm. */
static allocate_pool2 *find_pool2(void) {
  static allocate_pool2 *volatile found;
  static volatile LONG looked;
  if (looked == 0 && KeGetCurrentIrql() == PASSIVE_LEVEL) {
    UNICODE_STRING name;
    RtlInitUnicodeString(&name, L"ExAllocatePool2");
    found = (allocate_pool2 *)(uintptr_t)MmGetSystemRoutineAddress(&name);
    (void)InterlockedExchange(&looked, 1);
  }
  return found;
}

void *bw_platform_chunk_alloc(size_t bytes) {
  allocate_pool2 *pool2;
  if (KeGetCurrentIrql() > POOL_IRQL) {
    return NULL;
  }
  pool2 = find_pool2();
  return pool2 != NULL ? pool2(POOL2_FLAGS, bytes, POOL_TAG) : ExAllocatePoolWithTag(POOL_KIND, bytes, POOL_TAG);
}

void bw_platform_chunk_free(void *chunk, size_t bytes) {
  (void)bytes;
  ExFreePoolWithTag(chunk, POOL_TAG);
}

BW_NORETURN void bw_platform_panic(const char *message, const void *address) {
  slot_drop((uintptr_t)PsGetCurrentThread());
  KeBugCheckEx(BW_WINDOWS_BUGCHECK, (ULONG_PTR)message, (ULONG_PTR)address, 0, 0);
}

struct bw_guard **bw_platform_guard_slot(void) {
  return KeGetCurrentIrql() > BW_WINDOWS_GUARD_IRQL ? NULL : slot_of((uintptr_t)PsGetCurrentThread());
}

static void copy_bytes(void *to, const void *from, size_t bytes) {
  RtlCopyMemory(to, from, bytes);
}

/*
 * Through this, a call that the compiler knows nothing about: compilers that catch no exceptions of instructions of
 * the block itself (clang without -fasync-exceptions) catch those of calls.
 */
static void (*volatile const copy_that_may_fault)(void *to, const void *from, size_t bytes) = copy_bytes;

bw_status bw_platform_user_read(void *to, uintptr_t user_from, size_t bytes) {
  bw_status status = BW_ERR_FAULT;
  if (bytes == 0u) {
    return BW_OK;
  }
  if (KeGetCurrentIrql() > APC_LEVEL) {
    return BW_ERR_CONTEXT;
  }
  __try {
    ProbeForRead((PVOID)user_from, bytes, 1);
    copy_that_may_fault(to, (const void *)user_from, bytes);
    status = BW_OK;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    status = BW_ERR_FAULT;
  }
  return status;
}

bw_status bw_platform_user_write(uintptr_t user_to, const void *from, size_t bytes) {
  bw_status status = BW_ERR_FAULT;
  if (bytes == 0u) {
    return BW_OK;
  }
  if (KeGetCurrentIrql() > APC_LEVEL) {
    return BW_ERR_CONTEXT;
  }
  __try {
    ProbeForWrite((PVOID)user_to, bytes, 1);
    copy_that_may_fault((void *)user_to, from, bytes);
    status = BW_OK;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    status = BW_ERR_FAULT;
  }
  return status;
}
