/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same by the names of WDF, whose requests lend their buffers; good.c holds the same functions repaired. */
typedef unsigned int ULONG;
typedef int NTSTATUS;
typedef void *PVOID, *WDFREQUEST, *WDFQUEUE;

NTSTATUS WdfRequestRetrieveInputBuffer(WDFREQUEST request, unsigned long long least, PVOID *buffer, unsigned long long *length);
NTSTATUS WdfRequestRetrieveOutputBuffer(WDFREQUEST request, unsigned long long least, PVOID *buffer, unsigned long long *length);
void WdfRequestCompleteWithInformation(WDFREQUEST request, NTSTATUS status, unsigned long long information);
void WdfRequestComplete(WDFREQUEST request, NTSTATUS status);

typedef struct setting {
  ULONG index, value, more[6];
} setting;

static ULONG settings[16];

/* less is asked for than is used */
void set_short(WDFREQUEST request) {
  setting *in;
  NTSTATUS status = WdfRequestRetrieveInputBuffer(request, sizeof(ULONG), (PVOID *)&in, 0);
  if (status < 0)
    return;
  if (in->index < 16)
    settings[in->index] = in->value; /* expect: ioctl-contract "8 bytes" */
}

/* of the pointer */
void set_of_pointer(WDFREQUEST request) {
  setting *in = 0;
  if (WdfRequestRetrieveInputBuffer(request, sizeof(in), (PVOID *)&in, 0) < 0)
    return;
  settings[0] = in->more[0]; /* expect: ioctl-contract "12 bytes" */
}

/* its number is told and not looked at */
void set_unasked(WDFREQUEST request) {
  PVOID buffer;
  unsigned long long length;
  if (WdfRequestRetrieveInputBuffer(request, 0, &buffer, &length) < 0)
    return;
  settings[1] = ((setting *)buffer)->value; /* expect: ioctl-contract */
}

/* …or compared with something else */
void set_off_by_one(WDFREQUEST request, unsigned long long i) {
  PVOID buffer;
  unsigned long long length;
  if (WdfRequestRetrieveInputBuffer(request, 1, &buffer, &length) < 0)
    return;
  unsigned char *bytes = buffer;
  for (i = 0; i <= length; i++)
    settings[2] += bytes[i]; /* expect: ioctl-contract */
}

/* stored past the room */
void get(WDFREQUEST request) {
  setting *out;
  if (WdfRequestRetrieveOutputBuffer(request, 8, (PVOID *)&out, 0) < 0)
    return;
  out->index = 1;
  out->more[5] = 2; /* expect: ioctl-contract "are written" */
  WdfRequestCompleteWithInformation(request, 0, 8);
}

/* more goes back than was stored */
void get_stale(WDFREQUEST request) {
  setting *out;
  if (WdfRequestRetrieveOutputBuffer(request, sizeof(*out), (PVOID *)&out, 0) < 0) {
    WdfRequestComplete(request, -1);
    return;
  }
  out->index = 1;
  out->value = settings[1];
  WdfRequestCompleteWithInformation(request, 0, sizeof(*out)); /* expect: ioctl-contract "of which 8 were stored" */
}

/* a helper uses it */
static void apply(const setting *in) {
  settings[3] = in->value; /* expect: ioctl-contract */
}

void set_by_helper(WDFREQUEST request) {
  setting *in;
  if (WdfRequestRetrieveInputBuffer(request, 4, (PVOID *)&in, 0) < 0)
    return;
  apply(in);
}
