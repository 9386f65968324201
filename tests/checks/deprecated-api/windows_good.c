/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c repaired, and what looks alike. */
#define POOL_TAGGING 1
#include <ntddk.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <ntstrsafe.h>

typedef ULONG64 POOL_FLAGS;
#define POOL_FLAG_NON_PAGED 0x40ULL
#define POOL_FLAG_PAGED 0x100ULL
PVOID ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);

#define TAG 0x20746573u

typedef struct _EXTENSION {
  CHAR Name[32];
  WCHAR Wide[32];
  PCHAR Label;
  SIZE_T Room;
  PVOID Table;
} EXTENSION, *PEXTENSION;

PVOID Paged(SIZE_T Size) {
  return ExAllocatePool2(POOL_FLAG_PAGED, Size, TAG);
}

NTSTATUS NoExecute(PEXTENSION Extension, ULONG Count) {
  Extension->Table = ExAllocatePool2(POOL_FLAG_NON_PAGED, Count * sizeof(ULONG), TAG);
  return Extension->Table == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

PVOID MapNew(PMDL Mdl) {
  return MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, NormalPagePriority);
}

VOID SetName(PEXTENSION Extension, PCSTR Name) {
  RtlStringCbCopyA(Extension->Name, sizeof(Extension->Name), Name);
}

VOID SetWide(PEXTENSION Extension, PCWSTR Name) {
  RtlStringCbCopyW(Extension->Wide, sizeof(Extension->Wide), Name);
}

VOID SetLabel(PEXTENSION Extension, PCSTR Label) {
  RtlStringCbCopyA(Extension->Label, Extension->Room, Label);
}

VOID Describe(PEXTENSION Extension, PCSTR Name, ULONG Unit) {
  RtlStringCbPrintfA(Extension->Name, sizeof(Extension->Name), "%s%lu", Name, Unit);
}

NTSTATUS Rename(PIRP Irp, PEXTENSION Extension) {
  PCSTR Name = Irp->AssociatedIrp.SystemBuffer;
  RtlStringCbCatA(Extension->Name, sizeof(Extension->Name), Extension->Label);
  return Name == NULL ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

/* what fits does no harm */
VOID Unnamed(PEXTENSION Extension, USHORT Unit) {
  strcpy(Extension->Name, "none");
  wcscpy(Extension->Wide, L"none");
  sprintf(Extension->Name, "disk%u", Unit);
}
