/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Raw operations of Windows idioms in a hardened file, against the real headers; windows_good.c does without them. */
#include <ntddk.h>

#include <bulwark/annotate.h>

BW_HARDENED_FILE;

typedef struct _SET_CONFIG {
  ULONG Length;
  ULONG Flags;
} SET_CONFIG, *PSET_CONFIG;

VOID Taken(PUCHAR To, const UCHAR *From, SIZE_T Length) {
  RtlCopyMemory(To, From, Length); /* expect: raw-op */
}

VOID Cleared(PUCHAR To, SIZE_T Length) {
  RtlZeroMemory(To, Length); /* expect: raw-op */
}

UCHAR ByteAt(const UCHAR *Bytes, ULONG Index) {
  return Bytes[Index]; /* expect: raw-op */
}

PUCHAR Behind(PUCHAR Bytes, ULONG Offset) {
  return Bytes + Offset; /* expect: raw-op */
}

ULONG FlagsOf(const UCHAR *Bytes) {
  return ((const SET_CONFIG *)Bytes)->Flags; /* expect: raw-op */
}

VOID Named(PWSTR To, PCWSTR From) {
  wcscpy(To, From); /* expect: raw-op */
}

/* An element of the process's memory that was tested need not be what is read of it the next time. */
ULONG Picked(PULONG Sent, ULONG At) {
  static ULONG Table[16];
  ULONG Value = 0;
  __try {
    ProbeForRead(Sent, 256, 4);
    if (At < 64 && Sent[At] < 16) /* expect: raw-op "'At'" */
      Value = Table[Sent[At]]; /* expect: raw-op "'Sent[At]'" */ /* expect: raw-op "'At'" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Value = 1;
  }
  return Value;
}
