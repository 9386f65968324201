/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* SAL says which pointers may be null and which must not; windows_sal_good.c holds the same functions repaired. */
#include "sal_first.h"
#include <ntddk.h>

typedef struct _ENTRY {
  ULONG Value;
  struct _ENTRY *Next;
} ENTRY, *PENTRY;

_Ret_maybenull_ _Must_inspect_result_ PENTRY FindEntry(_In_ ULONG Key);
_Ret_notnull_ PENTRY FirstEntry(VOID);
VOID AddEntry(_In_ PENTRY Entry, _Outptr_ PENTRY *Place);
VOID ReadEntry(_Out_ PULONG Value, _In_opt_ PENTRY Entry);
__drv_allocatesMem(Mem) _Ret_maybenull_ _Post_writable_byte_size_(Size) PVOID MakeBlock(_In_ SIZE_T Size);

ULONG Unchecked(ULONG Key) {
  PENTRY Entry = FindEntry(Key);
  return Entry->Value; /* expect: null-deref "'Entry'" */
}

VOID GivesNull(VOID) {
  PENTRY Place;
  AddEntry(NULL, &Place); /* expect: null-deref "AddEntry" */
}

VOID NowhereToWrite(PENTRY Entry) {
  ReadEntry(NULL, Entry); /* expect: null-deref "ReadEntry" */
}

PENTRY UncheckedBlock(VOID) {
  PENTRY Entry = MakeBlock(sizeof(*Entry));
  Entry->Next = NULL; /* expect: null-deref "'Entry'" */
  return Entry;
}
