/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c repaired. */
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
  ULONG Colour;
  if (brushes_try_resolve(&Brushes, Handle, &Brush) != BW_OK)
    return STATUS_INVALID_HANDLE;
  Colour = Brush->Colour;
  if (brushes_destroy(&Brushes, Handle) != BW_OK)
    return STATUS_INVALID_HANDLE;
  __try {
    ProbeForWrite(Out, sizeof(*Out), 1);
    *Out = Colour;
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
  Out[0] = Brush->Style;
  brushes_unpin(&Brushes, Handle);
  return STATUS_SUCCESS;
}

const REQUEST Requests[] = {StyleOf};
