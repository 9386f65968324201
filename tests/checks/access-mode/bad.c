/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The names of the Windows kernel in plain C; good.c holds the same functions repaired. */
#include <stdint.h>

#include "untrusted.h"

typedef void *HANDLE;
typedef struct _IRP IRP;
struct attributes {
  uint32_t Length;
  uint32_t Attributes;
};

long ZwClose(HANDLE handle);
long ZwTerminateProcess(HANDLE process, long status);
long ZwOpenKey(HANDLE *key, uint32_t access, struct attributes *attributes);
long ObReferenceObjectByHandle(HANDLE handle, uint32_t access, void *type, int mode, void **object, void *information);

long close(uintptr_t number UNTRUSTED) {
  return ZwClose((HANDLE)number); /* expect: access-mode "'ZwClose'" */
}

long kill_by_table(const uintptr_t *table UNTRUSTED, int i) {
  return ZwTerminateProcess((HANDLE)table[i], 0); /* expect: access-mode "'ZwTerminateProcess'" */
}

long reference(uintptr_t number UNTRUSTED, int kernel) {
  void *object;
  int mode = 0;
  if (kernel == 2)
    mode = 1;
  return ObReferenceObjectByHandle((HANDLE)number, 0, 0, mode, &object, 0); /* expect: access-mode */
}

static long open(uint32_t flags, HANDLE *key) {
  struct attributes attributes = {sizeof(attributes), flags};
  return ZwOpenKey(key, 1, &attributes); /* expect: access-mode "OBJ_KERNEL_HANDLE" */
}

long serve(IRP *irp) {
  HANDLE key;
  (void)irp;
  return open(0x40, &key);
}
