/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same by the names of Windows; windows_good.c holds it repaired. */
typedef unsigned long ULONG;
typedef unsigned long long ULONG_PTR;
typedef long NTSTATUS;
typedef struct _IRP *PIRP;
typedef struct _IO_STACK_LOCATION {
  struct {
    ULONG OutputBufferLength, InputBufferLength, IoControlCode;
    void *Type3InputBuffer;
  } DeviceIoControl;
} IO_STACK_LOCATION;
typedef struct _IRP {
  void *SystemBuffer;
  void *UserBuffer;
} IRP;
typedef struct _COMMAND {
  ULONG Kind, Index, Count;
} COMMAND;

__attribute__((noreturn)) void KeBugCheckEx(ULONG, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR);
__attribute__((noreturn)) void KeBugCheck(ULONG);
void ProbeForRead(const volatile void *, ULONG_PTR, ULONG);

/* The length that the caller gives. */
NTSTATUS ByLength(IRP *irp, IO_STACK_LOCATION *stack) {
  COMMAND *command = irp->SystemBuffer;
  if (stack->DeviceIoControl.InputBufferLength < sizeof(COMMAND))
    KeBugCheck(0xe2); /* expect: fatal-reach "'KeBugCheck'" */
  return (NTSTATUS)(command->Count & 1);
}

/* The kind inside of the buffer. */
NTSTATUS ByKind(IRP *irp, IO_STACK_LOCATION *stack) {
  COMMAND *command = irp->SystemBuffer;
  if (stack->DeviceIoControl.InputBufferLength < sizeof(COMMAND))
    return (NTSTATUS)0xc0000023;
  switch (command->Kind) {
  case 1:
  case 2:
    return 0;
  default:
    KeBugCheckEx(0xe2, 1, 0, 0, 0); /* expect: fatal-reach "'KeBugCheckEx'" */
  }
}

/* Inside of a frame, through a helper. */
static void Demand(ULONG count) {
  if (count > 32)
    KeBugCheckEx(0xe2, count, 0, 0, 0); /* expect: fatal-reach */
}

NTSTATUS InFrame(IRP *irp, IO_STACK_LOCATION *stack) {
  NTSTATUS status = 0;
  COMMAND *command = stack->DeviceIoControl.Type3InputBuffer;
  (void)irp;
  __try {
    ProbeForRead(command, sizeof(COMMAND), 4);
    ULONG count = command->Count;
    Demand(count);
    status = (NTSTATUS)count;
  } __except (1) {
    status = (NTSTATUS)0xc0000005;
  }
  return status;
}
