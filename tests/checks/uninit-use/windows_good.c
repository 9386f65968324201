/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, repaired: nothing is reported here. */
#include <ntddk.h>

#define TAG 'tseT'

typedef struct _ANSWER {
  ULONG Id;
  ULONG Length;
} ANSWER, *PANSWER;

NTSTATUS Ask(ULONG About);

NTSTATUS ErrorPath(ULONG Mode) {
  NTSTATUS Status = STATUS_INVALID_PARAMETER;
  if (Mode > 4)
    goto Out;
  Status = Ask(Mode);
Out:
  return Status;
}

ULONG FreshMemory(VOID) {
  ULONG Length;
  PANSWER Answer = ExAllocatePoolWithTag(PagedPool, sizeof(ANSWER), TAG);
  if (Answer == NULL)
    return 0;
  RtlZeroMemory(Answer, sizeof(ANSWER));
  Length = Answer->Length;
  ExFreePoolWithTag(Answer, TAG);
  return Length;
}

NTSTATUS Guarded(PULONG User) {
  ULONG Value;
  __try {
    Value = *User;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return STATUS_ACCESS_VIOLATION;
  }
  return (NTSTATUS)(Value & 1);
}

/* what is read was filled on the same way */
typedef VOID (*NOTIFY)(VOID);
typedef struct _JOB {
  ULONG Kind;
  NOTIFY Notify;
} JOB;

VOID SameWay(ULONG Kind, NOTIFY Notify) {
  JOB Job;
  BOOLEAN Filled = FALSE;
  if (Kind == 7) {
    Job.Kind = Kind;
    Job.Notify = Notify;
    Filled = TRUE;
  }
  if (Filled)
    Job.Notify();
}

VOID BothWays(ULONG Kind, NOTIFY Notify, NOTIFY Other) {
  JOB Job;
  if (Kind == 7)
    Job.Notify = Notify;
  else
    Job.Notify = Other;
  Job.Notify();
}
