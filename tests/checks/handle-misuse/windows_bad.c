/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same in a driver of Windows; windows_good.c holds it repaired. */
#include <ntifs.h>

#include <bulwark/bulwark.h>

typedef struct _BRUSH {
  ULONG Colour, Style;
} BRUSH;
BW_HANDLE32_DECLARE(brushes, BRUSH, 6);

static brushes Brushes;

/* in an exception frame */
NTSTATUS DeleteBrush(PULONG Out, ULONG Value) {
  BRUSH *Brush;
  brushes_handle Handle = brushes_handle_of(Value);
  NTSTATUS Status = STATUS_SUCCESS;
  if (brushes_try_resolve(&Brushes, Handle, &Brush) != BW_OK || brushes_destroy(&Brushes, Handle) != BW_OK)
    return STATUS_INVALID_HANDLE;
  __try {
    ProbeForWrite(Out, sizeof(*Out), 1);
    *Out = Brush->Colour; /* expect: handle-misuse "destroyed" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  return Status;
}

/* in a table of requests */
typedef NTSTATUS (*REQUEST)(ULONG Value, PULONG Out);

static NTSTATUS StyleOf(ULONG Value, PULONG Out) {
  BRUSH *Brush;
  brushes_handle Handle = brushes_handle_of(Value);
  if (brushes_pin(&Brushes, Handle, &Brush) != BW_OK)
    return STATUS_INVALID_HANDLE;
  brushes_unpin(&Brushes, Handle);
  Out[0] = Brush->Style; /* expect: handle-misuse "pin" */
  return STATUS_SUCCESS;
}

const REQUEST Requests[] = {StyleOf};
