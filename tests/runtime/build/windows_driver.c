/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A driver that uses all of the runtime there is a platform call for. It is linked, never loaded: the build test
 * looks at what it imports. The entry is declared here because mingw-w64's ntddk.h defines functions in every file
 * that includes it.
 */
#include <bulwark/bulwark.h>

long DriverEntry(void *driver, void *path);

BW_SPAN_DECLARE(words, uint32_t);
BW_SPAN_CAPTURE_DECLARE(words, uint32_t);
BW_SPAN_COPY_OUT_DECLARE(words, bw_u32);

struct request {
  bw_arena arena;
  uintptr_t user;
};

static bw_status serve(bw_guard *guard, void *context) {
  struct request *request = (struct request *)context;
  bw_user from = bw_user_make(request->user);
  words list;
  bw_status status = words_capture(&request->arena, &from, 4, 16, &list);
  (void)guard;
  if (status == BW_OK) {
    BW_AT(list, list.count - 1u) = 0;
    status = words_copy_out(bw_user_out_make(request->user), 4, words_as_const(list));
  }
  return status;
}

long DriverEntry(void *driver, void *path) {
  struct request request;
  bw_guard guard;
  bw_status status = bw_arena_init(&request.arena, 4096);
  (void)path;
  request.user = (uintptr_t)driver;
  if (status == BW_OK) {
    status = bw_guard_run(&guard, &request.arena, serve, &request);
    bw_arena_destroy(&request.arena);
  }
  return (long)status;
}
