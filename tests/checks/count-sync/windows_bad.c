/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Drivers that change one half of a pair on the marked line; windows_good.c holds the same functions, repaired. */
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
  Table->Entries = Entries; /* expect: count-sync */
  return STATUS_SUCCESS;
}

VOID CountOneMore(PTABLE Table) {
  Table->Count += 1; /* expect: count-sync */
}
