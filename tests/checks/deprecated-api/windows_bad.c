/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What ntstrsafe.h and newer headers deprecate; windows_good.c holds the same functions repaired. */
#define POOL_TAGGING 1
#include <ntddk.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <ntstrsafe.h>

/* as the headers of newer kits have it */
typedef ULONG64 POOL_FLAGS;
#define POOL_FLAG_NON_PAGED 0x40ULL
#define POOL_FLAG_PAGED 0x100ULL
PVOID ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);

#define TAG 0x20746573u

typedef struct _EXTENSION {
  CHAR Name[32];
  WCHAR Wide[32];
  PCHAR Label;
  PVOID Table;
} EXTENSION, *PEXTENSION;

PVOID Paged(SIZE_T Size) {
  return ExAllocatePoolWithTag(PagedPool, Size, TAG); /* expect: deprecated-api "use 'ExAllocatePool2'" */ /* edit: ExAllocatePool2(POOL_FLAG_PAGED, Size, TAG) */
}

NTSTATUS NoExecute(PEXTENSION Extension, ULONG Count) {
  Extension->Table = ExAllocatePoolWithTag((POOL_TYPE)512, Count * sizeof(ULONG), TAG); /* expect: deprecated-api */ /* edit: ExAllocatePool2(POOL_FLAG_NON_PAGED, Count * sizeof(ULONG), TAG) */
  return Extension->Table == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

/* whether its code is to be run, only the author knows: no edit */
PVOID Executable(SIZE_T Size) {
  return ExAllocatePoolWithTag(NonPagedPool, Size, TAG); /* expect: deprecated-api */
}

PVOID OfKind(POOL_TYPE Kind, SIZE_T Size) {
  return ExAllocatePoolWithTag(Kind, Size, TAG); /* expect: deprecated-api */
}

PVOID Untagged(SIZE_T Size) {
  return ExAllocatePool(PagedPool, Size); /* expect: deprecated-api "carry no tag" */
}

PVOID WithQuota(SIZE_T Size) {
  return ExAllocatePoolWithQuotaTag(PagedPool, Size, TAG); /* expect: deprecated-api */
}

/* it stops the machine when it cannot map */
PVOID MapOld(PMDL Mdl) {
  return MmMapLockedPages(Mdl, KernelMode); /* expect: deprecated-api "stops the machine" */
}

VOID SetName(PEXTENSION Extension, PCSTR Name) {
  strcpy(Extension->Name, Name); /* expect: deprecated-api "RtlStringCbCopyA" */ /* edit: RtlStringCbCopyA(Extension->Name, sizeof(Extension->Name), Name) */
}

VOID SetWide(PEXTENSION Extension, PCWSTR Name) {
  wcscpy(Extension->Wide, Name); /* expect: deprecated-api */ /* edit: RtlStringCbCopyW(Extension->Wide, sizeof(Extension->Wide), Name) */
}

VOID SetLabel(PEXTENSION Extension, PCSTR Label) {
  strcpy(Extension->Label, Label); /* expect: deprecated-api */
}

VOID Describe(PEXTENSION Extension, PCSTR Name, ULONG Unit) {
  sprintf(Extension->Name, "%s%lu", Name, Unit); /* expect: deprecated-api "nothing bounds" */ /* edit: RtlStringCbPrintfA(Extension->Name, sizeof(Extension->Name), "%s%lu", Name, Unit) */
}

/* in a handler of a request */
NTSTATUS Rename(PIRP Irp, PEXTENSION Extension) {
  PCSTR Name = Irp->AssociatedIrp.SystemBuffer;
  __try {
    strcat(Extension->Name, Extension->Label); /* expect: deprecated-api */ /* edit: RtlStringCbCatA(Extension->Name, sizeof(Extension->Name), Extension->Label) */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    strcpy(Extension->Label, Extension->Name); /* expect: deprecated-api */
    return GetExceptionCode();
  }
  return Name == NULL ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}
