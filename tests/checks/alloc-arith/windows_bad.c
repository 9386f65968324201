/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Idioms of Windows drivers that ask for a wrong amount on the marked line, against the real headers; windows_good.c
 * holds them repaired. */
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
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(BITMAP_REQUEST))
    return STATUS_BUFFER_TOO_SMALL;
  Entries = ExAllocatePoolWithTag(PagedPool, Request->Count * (ULONG)sizeof(ENTRY), TAG); /* expect: alloc-arith */
  if (Entries == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  ExFreePoolWithTag(Entries, TAG);
  return STATUS_SUCCESS;
}

PVOID BitmapBits(const BITMAP_REQUEST *Request UNTRUSTED) {
  ULONG Bytes;
  if (Request->BitsPerPixel > 32 || Request->Width > 0xffff || Request->Height > 0xffff)
    return NULL;
  Bytes = Request->Width * Request->Height * Request->BitsPerPixel / 8;
  return ExAllocatePoolWithTag(PagedPool, Bytes, TAG); /* expect: alloc-arith */
}

PVOID LengthOfTheRequest(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  ULONG Length = Stack->Parameters.DeviceIoControl.OutputBufferLength;
  return ExAllocatePoolWithTag(NonPagedPool, Length + (ULONG)sizeof(ENTRY), TAG); /* expect: alloc-arith */
}

PENTRY SizeOfThePointer(VOID) {
  PENTRY Entry = ExAllocatePoolWithTag(NonPagedPool, sizeof(PENTRY), TAG); /* expect: alloc-arith */
  if (Entry != NULL)
    Entry->Kind = 0;
  return Entry;
}

PVOID ConstantWraps(VOID) {
  ULONG Count = 0x20000000;
  return ExAllocatePoolWithTag(PagedPool, Count * (ULONG)sizeof(ENTRY), TAG); /* expect: alloc-arith */
}

PVOID BoundTooLarge(ULONG Count) {
  if (Count > 0x10000000)
    return NULL;
  return ExAllocatePoolWithTag(PagedPool, Count * (ULONG)sizeof(ENTRY), TAG); /* expect: alloc-arith */
}
