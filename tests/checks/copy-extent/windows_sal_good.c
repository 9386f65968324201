/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What declarations say in SAL is held against those who call; the calls of windows_sal_bad.c, repaired. */
#include "sal_first.h"
#include <ntddk.h>

typedef struct _LIMITS {
  ULONG Low, High;
} LIMITS, *PLIMITS;

#define DIGEST_SIZE 20

NTSTATUS Digest(_In_reads_bytes_(Length) const VOID *Data, _In_ SIZE_T Length, _Out_writes_bytes_(DIGEST_SIZE) PUCHAR Result);
NTSTATUS Sum(_In_reads_(Count) const ULONG *Values, _In_ ULONG Count, _Out_ PULONG Total);
NTSTATUS Encode(_Out_writes_bytes_to_(Room, *Used) PUCHAR Out, _In_ ULONG Room, _Out_ PULONG Used);
NTSTATUS Scale(_Inout_updates_(Count) PULONG Values, _In_ ULONG Count, _In_opt_ PLIMITS Limits);
NTSTATUS Fill(_Inout_updates_bytes_(Rows * 16) PUCHAR Table, _In_ ULONG Rows);
NTSTATUS Note(_In_reads_bytes_opt_(Length) const VOID *Text, _In_ ULONG Length);
NTSTATUS Pair(_Out_writes_(2) PULONG Values);
NTSTATUS Query(_Out_writes_opt_(Count) PULONG Values, _In_ ULONG Count);
NTSTATUS Measure(_In_z_ PCSTR Name, _Out_writes_all_(2) PULONG Extent);

NTSTATUS TooMuchData(VOID) {
  UCHAR Data[16] = {0}, Result[DIGEST_SIZE];
  return Digest(Data, sizeof(Data), Result);
}

NTSTATUS ShortResult(VOID) {
  UCHAR Data[16] = {0}, Result[DIGEST_SIZE];
  return Digest(Data, sizeof(Data), Result);
}

/* the count is of elements */
NTSTATUS TooManyElements(PULONG Total) {
  ULONG Values[8] = {0};
  return Sum(Values, RTL_NUMBER_OF(Values), Total);
}

NTSTATUS MoreRoomThanThereIs(PULONG Used) {
  UCHAR Out[64];
  return Encode(Out, sizeof(Out), Used);
}

NTSTATUS OneElementMore(VOID) {
  ULONG Values[4] = {0};
  return Scale(Values, 4, NULL);
}

NTSTATUS Computed(VOID) {
  UCHAR Table[64] = {0};
  return Fill(Table, 4);
}

NTSTATUS Optional(VOID) {
  UCHAR Text[4] = {0};
  return Note(Text, 4);
}

NTSTATUS OneOfTwo(VOID) {
  ULONG Extent[2];
  return Measure("name", Extent);
}

NTSTATUS Half(VOID) {
  ULONG Values[2];
  return Pair(Values);
}

/* the function itself is held to what it says */
NTSTATUS Sum(const ULONG *Values, ULONG Count, PULONG Total) {
  ULONG i;
  *Total = 0;
  for (i = 0; i < Count; i++)
    *Total += Values[i];
  return STATUS_SUCCESS;
}

/* what may be left out is */
NTSTATUS LeavesOut(VOID) {
  Note(NULL, 8);
  return Query(NULL, 4);
}

typedef struct _TABLE {
  ULONG Count;
  _Field_size_(Count) PULONG Values;
} TABLE, *PTABLE;

ULONG Total(PTABLE Table) {
  ULONG i, Sum = 0;
  for (i = 0; i < Table->Count; i++)
    Sum ^= Table->Values[i];
  return Sum;
}
