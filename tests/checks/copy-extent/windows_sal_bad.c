/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What declarations say in SAL is held against those who call; windows_sal_good.c holds the same calls repaired. */
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
  return Digest(Data, 32, Result); /* expect: copy-extent "reads bytes 0 to 31" */
}

NTSTATUS ShortResult(VOID) {
  UCHAR Data[16] = {0}, Result[16];
  return Digest(Data, sizeof(Data), Result); /* expect: copy-extent "writes bytes 0 to 19" */
}

/* the count is of elements */
NTSTATUS TooManyElements(PULONG Total) {
  ULONG Values[8] = {0};
  return Sum(Values, sizeof(Values), Total); /* expect: copy-extent "reads bytes 0 to 127" */
}

NTSTATUS MoreRoomThanThereIs(PULONG Used) {
  UCHAR Out[64];
  return Encode(Out, 128, Used); /* expect: copy-extent "writes bytes 0 to 127" */
}

NTSTATUS OneElementMore(VOID) {
  ULONG Values[4] = {0};
  return Scale(Values, 5, NULL); /* expect: copy-extent "bytes 0 to 19" */
}

NTSTATUS Computed(VOID) {
  UCHAR Table[60] = {0};
  return Fill(Table, 4); /* expect: copy-extent "bytes 0 to 63" */
}

NTSTATUS Optional(VOID) {
  UCHAR Text[4] = {0};
  return Note(Text, 8); /* expect: copy-extent "reads bytes 0 to 7" */
}

NTSTATUS OneOfTwo(VOID) {
  ULONG Extent;
  return Measure("name", &Extent); /* expect: copy-extent "writes bytes 0 to 7" */
}

NTSTATUS Half(VOID) {
  ULONG Values[1];
  return Pair(Values); /* expect: copy-extent "writes bytes 0 to 7" */
}

/* the function itself is held to what it says */
NTSTATUS Sum(const ULONG *Values, ULONG Count, PULONG Total) {
  ULONG i;
  *Total = 0;
  for (i = 0; i <= Count; i++)
    *Total += Values[i]; /* expect: index-range "'Values[i]'" */
  return STATUS_SUCCESS;
}

typedef struct _TABLE {
  ULONG Count;
  _Field_size_(Count) PULONG Values;
} TABLE, *PTABLE;

ULONG Total(PTABLE Table) {
  ULONG i, Sum = 0;
  for (i = 0; i <= Table->Count; i++)
    Sum ^= Table->Values[i]; /* expect: index-range "'Table->Values[i]'" */
  return Sum;
}
