/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c repaired, and what looks alike. */
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

void set_short(WDFREQUEST request) {
  setting *in;
  NTSTATUS status = WdfRequestRetrieveInputBuffer(request, sizeof(*in), (PVOID *)&in, 0);
  if (status < 0)
    return;
  if (in->index < 16)
    settings[in->index] = in->value;
}

void set_unasked(WDFREQUEST request) {
  PVOID buffer;
  unsigned long long length;
  if (WdfRequestRetrieveInputBuffer(request, 0, &buffer, &length) < 0 || length < sizeof(setting))
    return;
  settings[1] = ((setting *)buffer)->value;
}

void set_each(WDFREQUEST request, unsigned long long i) {
  PVOID buffer;
  unsigned long long length;
  if (WdfRequestRetrieveInputBuffer(request, 1, &buffer, &length) < 0)
    return;
  unsigned char *bytes = buffer;
  for (i = 0; i < length; i++)
    settings[2] += bytes[i];
}

/* the callback was told the length itself */
void control(WDFQUEUE queue, WDFREQUEST request, unsigned long long OutputBufferLength, unsigned long long InputBufferLength,
             ULONG code) {
  setting *in;
  (void)queue;
  if (InputBufferLength < sizeof(*in) || OutputBufferLength != 0 || code != 3)
    return;
  if (WdfRequestRetrieveInputBuffer(request, 0, (PVOID *)&in, 0) < 0)
    return;
  settings[4] = in->value;
}

void get(WDFREQUEST request) {
  setting *out;
  if (WdfRequestRetrieveOutputBuffer(request, sizeof(*out), (PVOID *)&out, 0) < 0)
    return;
  out->index = 1;
  out->more[5] = 2;
  WdfRequestCompleteWithInformation(request, 0, 4);
}

void get_whole(WDFREQUEST request) {
  setting *out;
  if (WdfRequestRetrieveOutputBuffer(request, sizeof(*out), (PVOID *)&out, 0) < 0)
    return;
  *out = (setting){.index = 1};
  WdfRequestCompleteWithInformation(request, 0, sizeof(*out));
}

/* what was stored, and no more */
void get_first(WDFREQUEST request) {
  setting *out;
  if (WdfRequestRetrieveOutputBuffer(request, sizeof(*out), (PVOID *)&out, 0) < 0)
    return;
  out->index = 1;
  WdfRequestCompleteWithInformation(request, 0, sizeof(out->index));
}

/* of an error nothing goes back */
void get_failed(WDFREQUEST request) {
  setting *out;
  if (WdfRequestRetrieveOutputBuffer(request, sizeof(*out), (PVOID *)&out, 0) < 0)
    return;
  out->index = 1;
  WdfRequestCompleteWithInformation(request, (NTSTATUS)0xc0000001, sizeof(*out));
}

static void apply(const setting *in) {
  settings[3] = in->value;
}

void set_by_helper(WDFREQUEST request) {
  setting *in;
  if (WdfRequestRetrieveInputBuffer(request, sizeof(*in), (PVOID *)&in, 0) < 0)
    return;
  apply(in);
}
