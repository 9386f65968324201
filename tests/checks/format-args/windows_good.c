/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, repaired, and what only Microsoft's formats have. */
#include <ntddk.h>
#include <ntstrsafe.h>

#pragma clang diagnostic ignored "-Wformat"
#pragma clang diagnostic ignored "-Wformat-security"
#pragma clang diagnostic ignored "-Wformat-invalid-specifier"
#pragma clang diagnostic ignored "-Wformat-extra-args"

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
  DbgPrint("%s\n", Text);
  return STATUS_SUCCESS;
}

/* the terminator stands at the end that the request names */
NTSTATUS LoggedToItsEnd(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PCHAR Text = Irp->AssociatedIrp.SystemBuffer;
  ULONG Length = Stack->Parameters.DeviceIoControl.InputBufferLength;
  if (Length == 0)
    return STATUS_INVALID_PARAMETER;
  Text[Length - 1] = 0;
  DbgPrint("%s\n", Text);
  return STATUS_SUCCESS;
}

NTSTATUS Named(PIRP Irp, PEXTENSION Extension) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PCHAR Text = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < 16)
    return STATUS_INVALID_PARAMETER;
  Text[15] = 0;
  return RtlStringCbPrintfA(Extension->Name, sizeof(Extension->Name), "%s", Text);
}

void OneTooFew(ULONG A, ULONG B) {
  DbgPrint("a %x b %x\n", A, B);
}

void OneTooFewBehindAName(PUNICODE_STRING Name) {
  DbgPrint("%wZ %d\n", Name, 1);
}

void StringOfANumber(ULONG A) {
  DbgPrint("name %u\n", A);
}

NTSTATUS WideOneTooFew(PEXTENSION Extension) {
  return RtlStringCchPrintfW(Extension->Wide, 32, L"%d-%s-%S-%ws-%hs\n", 1, L"a", "b", L"c", "d");
}

void Letters(PUNICODE_STRING Name, PANSI_STRING Narrow, PWSTR Wide, PCHAR Text, LONGLONG Size, PVOID Pointer, ULONG_PTR Number) {
  DbgPrint("%wZ %Z %ws %S %s %hs %ls %I64d %p %Ix %Iu %I32u %C %wc\n", Name, Narrow, Wide, Wide, Text, Text, Wide, Size, Pointer,
           Number, Number, 7u, L'x', L'y');
}

/* printed as a number, a pointer loses bits and nothing else */
void PointerAsNumber(PDEVICE_OBJECT Device) {
  DbgPrint("device %x\n", Device);
}
