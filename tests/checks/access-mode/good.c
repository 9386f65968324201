/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c with the rights of who asked. */
#include <stdint.h>

#include "untrusted.h"

typedef void *HANDLE;
typedef struct _IRP IRP;
struct attributes {
  uint32_t Length;
  uint32_t Attributes;
};

long NtClose(HANDLE handle);
long ZwClose(HANDLE handle);
long ZwOpenKey(HANDLE *key, uint32_t access, struct attributes *attributes);
long ObReferenceObjectByHandle(HANDLE handle, uint32_t access, void *type, int mode, void **object, void *information);

long close(uintptr_t number UNTRUSTED) {
  return NtClose((HANDLE)number);
}

/* one of the driver's own, chosen by a checked index */
static HANDLE ours[4];
long close_ours(uint32_t i UNTRUSTED) {
  return i < 4 ? ZwClose(ours[i]) : -1;
}

void ObDereferenceObject(void *object);
long reference(uintptr_t number UNTRUSTED, int mode) {
  void *object;
  long status = ObReferenceObjectByHandle((HANDLE)number, 0, 0, mode, &object, 0);
  if (status >= 0)
    ObDereferenceObject(object);
  return status;
}

static long open(uint32_t flags, HANDLE *key) {
  struct attributes attributes = {sizeof(attributes), flags};
  return ZwOpenKey(key, 1, &attributes);
}

long serve(IRP *irp) {
  HANDLE key;
  (void)irp;
  return open(0x240, &key) == 0 ? ZwClose(key) : -1;
}

/* nobody asked: a thread of the driver's own */
long background(void) {
  struct attributes attributes = {sizeof(attributes), 0x40};
  HANDLE key;
  return ZwOpenKey(&key, 1, &attributes) == 0 ? ZwClose(key) : -1;
}
