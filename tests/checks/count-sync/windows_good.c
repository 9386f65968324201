/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, repaired: no finding. */
#include <ntddk.h>

#define COUNTED_BY(name) __attribute__((annotate("bulwark::counted_by(" #name ")")))
#define TAG 'tseT'

typedef struct _TABLE {
  ULONG *Entries COUNTED_BY(Count);
  ULONG Count;
} TABLE, *PTABLE;

NTSTATUS ReplaceTable(PTABLE Table, ULONG Room) {
  ULONG *Entries = ExAllocatePoolWithTag(NonPagedPool, (SIZE_T)Room * sizeof(ULONG), TAG);
  if (Entries == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  if (Table->Entries != NULL)
    ExFreePoolWithTag(Table->Entries, TAG);
  Table->Entries = Entries;
  Table->Count = Room;
  return STATUS_SUCCESS;
}

VOID CountOneMore(PTABLE Table, ULONG Room) {
  if (Table->Count < Room)
    Table->Count += 1;
}
