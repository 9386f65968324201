/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The cases of windows_bad.c repaired. */
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
    return (NTSTATUS)0xc0000023;
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
    return (NTSTATUS)0xc000000d;
  }
}

/* Inside of a frame, through a helper. */
static void Demand(ULONG count) {
  if (count > 32)
    KeBugCheckEx(0xe2, count, 0, 0, 0);
}

NTSTATUS InFrame(IRP *irp, IO_STACK_LOCATION *stack) {
  NTSTATUS status = 0;
  COMMAND *command = stack->DeviceIoControl.Type3InputBuffer;
  (void)irp;
  __try {
    ProbeForRead(command, sizeof(COMMAND), 4);
    ULONG count = command->Count;
    if (count > 16)
      return (NTSTATUS)0xc000000d;
    Demand(count);
    status = (NTSTATUS)count;
  } __except (1) {
    status = (NTSTATUS)0xc0000005;
  }
  return status;
}

/* Nobody can call it yet. */
__attribute__((section("INIT"))) NTSTATUS Setup(IRP *irp, IO_STACK_LOCATION *stack) {
  (void)irp;
  if (stack->DeviceIoControl.InputBufferLength < sizeof(COMMAND))
    KeBugCheck(0xe2);
  return 0;
}
