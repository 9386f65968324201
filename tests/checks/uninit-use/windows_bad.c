/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As a driver for Windows would do it: the marked lines read what was never written. */
#include <ntddk.h>

#define TAG 'tseT'

typedef struct _ANSWER {
  ULONG Id;
  ULONG Length;
} ANSWER, *PANSWER;

NTSTATUS Ask(ULONG About);

NTSTATUS ErrorPath(ULONG Mode) {
  NTSTATUS Status;
  if (Mode > 4)
    goto Out;
  Status = Ask(Mode);
Out:
  return Status; /* expect: uninit-use */
}

ULONG FreshMemory(VOID) {
  ULONG Length;
  PANSWER Answer = ExAllocatePoolWithTag(PagedPool, sizeof(ANSWER), TAG);
  if (Answer == NULL)
    return 0;
  Answer->Id = 1;
  Length = Answer->Length;
  ExFreePoolWithTag(Answer, TAG);
  return Length; /* expect: uninit-use */
}

ULONG HalfAnAnswer(VOID) {
  ANSWER Answer;
  Answer.Id = 1;
  return Answer.Length; /* expect: uninit-use */
}

/* filled on one of two ways, read on both */
typedef VOID (*NOTIFY)(VOID);
typedef struct _JOB {
  ULONG Kind;
  NOTIFY Notify;
} JOB;

VOID OneWay(ULONG Kind, NOTIFY Notify) {
  JOB Job;
  if (Kind == 7) {
    Job.Kind = Kind;
    Job.Notify = Notify;
  }
  if (Job.Notify != NULL) /* expect: uninit-use "'Job.Notify'" */
    Job.Notify();
}

NTSTATUS OneWayOnTheHeap(ULONG Kind, NOTIFY Notify) {
  JOB *Job = ExAllocatePoolWithTag(PagedPool, sizeof(*Job), 'tsnJ');
  if (Job == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  if (Kind == 7)
    Job->Notify = Notify;
  if (Job->Notify != NULL) /* expect: uninit-use "'Job->Notify'" */
    Job->Notify();
  ExFreePoolWithTag(Job, 'tsnJ');
  return STATUS_SUCCESS;
}
