/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Formats of Windows drivers: chosen by a process, or against their arguments. windows_good.c holds the same functions,
 * repaired. */
#include <ntddk.h>
#include <ntstrsafe.h>

#pragma clang diagnostic ignored "-Wformat"
#pragma clang diagnostic ignored "-Wformat-insufficient-args"
#pragma clang diagnostic ignored "-Wformat-security"

typedef struct _EXTENSION {
  CHAR Name[32];
  WCHAR Wide[32];
} EXTENSION, *PEXTENSION;

NTSTATUS Logged(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PCHAR Text = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < 16)
    return STATUS_INVALID_PARAMETER;
  Text[15] = 0;
  DbgPrint(Text); /* expect: format-args "chose" */
  return STATUS_SUCCESS;
}

NTSTATUS Named(PIRP Irp, PEXTENSION Extension) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PCHAR Text = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < 16)
    return STATUS_INVALID_PARAMETER;
  Text[15] = 0;
  return RtlStringCbPrintfA(Extension->Name, sizeof(Extension->Name), Text); /* expect: format-args "chose" */
}

void OneTooFew(ULONG A) {
  DbgPrint("a %x b %x\n", A); /* expect: format-args "not there" */
}

void OneTooFewBehindAName(PUNICODE_STRING Name) {
  DbgPrint("%wZ %d\n", Name); /* expect: format-args "not there" */
}

void StringOfANumber(ULONG A) {
  DbgPrint("name %s\n", A); /* expect: format-args "%s" */
}

NTSTATUS WideOneTooFew(PEXTENSION Extension) {
  return RtlStringCchPrintfW(Extension->Wide, 32, L"%d-%s\n", 1); /* expect: format-args "not there" */
}
