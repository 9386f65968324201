/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_sal_bad.c, repaired, and what SAL allows. */
#include "sal_first.h"
#include <ntddk.h>

typedef struct _ENTRY {
  ULONG Value;
  struct _ENTRY *Next;
} ENTRY, *PENTRY;

typedef struct HPORT__ {
  int unused;
} *HPORT;

_Ret_maybenull_ _Must_inspect_result_ PENTRY FindEntry(_In_ ULONG Key);
_Ret_notnull_ PENTRY FirstEntry(VOID);
VOID AddEntry(_In_ PENTRY Entry, _Outptr_ PENTRY *Place);
VOID ReadEntry(_Out_ PULONG Value, _In_opt_ PENTRY Entry);
VOID Attach(_In_ HPORT Port, _In_ PVOID Context, _Out_opt_ PULONG Old);
__drv_allocatesMem(Mem) _Ret_maybenull_ _Post_writable_byte_size_(Size) PVOID MakeBlock(_In_ SIZE_T Size);

ULONG Checked(ULONG Key) {
  PENTRY Entry = FindEntry(Key);
  return Entry != NULL ? Entry->Value : 0;
}

ULONG NeverNull(VOID) {
  return FirstEntry()->Value;
}

VOID GivesOne(PENTRY Entry) {
  PENTRY Place;
  AddEntry(Entry, &Place);
}

ULONG LeavesOut(VOID) {
  ULONG Value;
  ReadEntry(&Value, NULL);
  Attach(NULL, NULL, NULL); /* a handle and a context may be null, whatever it says */
  return Value;
}

PENTRY CheckedBlock(VOID) {
  PENTRY Entry = MakeBlock(sizeof(*Entry));
  if (Entry != NULL)
    Entry->Next = NULL;
  return Entry;
}
