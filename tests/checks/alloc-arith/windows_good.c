/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* windows_bad.c, repaired: no finding anywhere. */
#include <ntddk.h>

#include "untrusted.h"

#define TAG 0x20746573u

typedef struct _ENTRY {
  ULONG Kind;
  ULONG Flags;
  ULONGLONG Address;
} ENTRY, *PENTRY;

typedef struct _BITMAP_REQUEST {
  ULONG Width;
  ULONG Height;
  ULONG BitsPerPixel;
  ULONG Count;
} BITMAP_REQUEST, *PBITMAP_REQUEST;

NTSTATUS CountInTheBuffer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PBITMAP_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PENTRY Entries;
  ULONG Count;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(BITMAP_REQUEST))
    return STATUS_BUFFER_TOO_SMALL;
  Count = Request->Count;
  if (Count > 1024)
    return STATUS_INVALID_PARAMETER;
  Entries = ExAllocatePoolWithTag(PagedPool, Count * (ULONG)sizeof(ENTRY), TAG);
  if (Entries == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  ExFreePoolWithTag(Entries, TAG);
  return STATUS_SUCCESS;
}

PVOID BitmapBits(const BITMAP_REQUEST *Request UNTRUSTED) {
  SIZE_T Bytes;
  if (Request->BitsPerPixel > 32 || Request->Width > 0x1fff || Request->Height > 0x1fff)
    return NULL;
  Bytes = (SIZE_T)Request->Width * Request->Height * Request->BitsPerPixel / 8;
  return ExAllocatePoolWithTag(PagedPool, Bytes, TAG);
}

PVOID LengthOfTheRequest(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  ULONG Length = Stack->Parameters.DeviceIoControl.OutputBufferLength;
  if (Length > 65536)
    return NULL;
  return ExAllocatePoolWithTag(NonPagedPool, Length + (ULONG)sizeof(ENTRY), TAG);
}

PENTRY SizeOfThePointer(VOID) {
  PENTRY Entry = ExAllocatePoolWithTag(NonPagedPool, sizeof(ENTRY), TAG);
  if (Entry != NULL)
    Entry->Kind = 0;
  return Entry;
}

PVOID ConstantWraps(VOID) {
  SIZE_T Count = 0x20000000;
  return ExAllocatePoolWithTag(PagedPool, Count * sizeof(ENTRY), TAG);
}

PVOID BoundTooLarge(ULONG Count) {
  if (Count > 0x0fffffff)
    return NULL;
  return ExAllocatePoolWithTag(PagedPool, Count * (ULONG)sizeof(ENTRY), TAG);
}
