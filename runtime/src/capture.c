/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/capture.h>
#include <bulwark/platform.h>

#include "string_fetch.h"

BW_STATIC_ASSERT(sizeof(bw_user) == sizeof(void *) && BW_ALIGNOF(bw_user) == BW_ALIGNOF(void *),
                 "a user pointer stands in a shared structure where a pointer would");

/* ---- user pointers ------------------------------------------------------------------------------------- */

bw_status bw_user_offset(bw_user user, size_t offset, bw_user *ret_user) {
  if (user.address == BW_USER_SPENT || offset > UINTPTR_MAX - user.address) {
    return BW_ERR_RANGE;
  }
  ret_user->address = user.address + offset;
  return BW_OK;
}

bw_status bw_user_element(bw_user user, size_t index, size_t elem_bytes, bw_user *ret_user) {
  if (elem_bytes != 0u && index > SIZE_MAX / elem_bytes) {
    return BW_ERR_RANGE;
  }
  return bw_user_offset(user, index * elem_bytes, ret_user);
}

bw_status bw_user_out_offset(bw_user_out user, size_t offset, bw_user_out *ret_user) {
  bw_user moved = bw_user_make(user.address);
  bw_status status = bw_user_offset(moved, offset, &moved);
  if (status == BW_OK) {
    ret_user->address = moved.address;
  }
  return status;
}

bw_status bw_user_out_element(bw_user_out user, size_t index, size_t elem_bytes, bw_user_out *ret_user) {
  bw_user moved = bw_user_make(user.address);
  bw_status status = bw_user_element(moved, index, elem_bytes, &moved);
  if (status == BW_OK) {
    ret_user->address = moved.address;
  }
  return status;
}

bw_status bw_user_from64(bw_user64 user, bw_user *ret_user) {
  if (user.address > UINTPTR_MAX) {
    return BW_ERR_RANGE;
  }
  ret_user->address = (uintptr_t)user.address;
  return BW_OK;
}

bw_status bw_user_out_from64(bw_user64 user, bw_user_out *ret_user) {
  if (user.address > UINTPTR_MAX) {
    return BW_ERR_RANGE;
  }
  ret_user->address = (uintptr_t)user.address;
  return BW_OK;
}

/* ---- objects and arrays in ----------------------------------------------------------------------------- */

bw_status bw_capture_read_(void *to, bw_user *from, size_t bytes) {
  bw_status status = BW_OK;
  if (bytes != 0u) {
    /* Not left to the platform: on a flat machine the last byte may be there. */
    status = from->address == BW_USER_SPENT ? BW_ERR_FAULT : bw_platform_user_read(to, from->address, bytes);
  }
  if (status == BW_OK) {
    from->address = BW_USER_SPENT;
  }
  return status;
}

bw_status bw_capture_fill_(void *to, bw_user *from, size_t bytes) {
  bw_status status = bw_capture_read_(to, from, bytes);
  if (status != BW_OK && bytes != 0u) {
    /* Half of a captured array must not pass for one. */
    BW_MEMORY_FILL(to, 0, bytes);
  }
  return status;
}

/* ---- strings in ---------------------------------------------------------------------------------------- */

#define CAPTURE_STEP BW_PLATFORM_USER_STEP

BW_STATIC_ASSERT(CAPTURE_STEP >= 2u && CAPTURE_STEP <= 4096u && (CAPTURE_STEP & (CAPTURE_STEP - 1u)) == 0u,
                 "steps are powers of two up to a page");

/* Offset of the first NUL of that unit among the first bytes, which are whole units; bytes when there is none. */
static size_t find_nul(const unsigned char *text, size_t bytes, size_t unit) {
  size_t at;
  /*@ loop invariant 0 <= at <= bytes && whole(at, unit);
      loop invariant looked: no_nul_unit(text, at, unit);
      loop assigns at;
      loop variant bytes - at; */
  for (at = 0; at < bytes; at += unit) {
    if (text[at] == 0u && text[at + unit - 1u] == 0u) {
      return at;
    }
  }
  return bytes;
}

/*
 * Fetches on to the end of the step in which the next unit ends, in whole units. That unit is certainly part of
 * the string, and what lies in one step is reachable together: a fault here is the caller's fault.
 * pre: fetched < limit, no NUL was found.
 */
BW_MUST_CHECK static bw_status string_fetch_piece(string_fetch *fetch) {
  unsigned char *text = fetch->text + fetch->fetched;
  size_t room = fetch->limit - fetch->fetched;
  uintptr_t address;
  size_t piece;
  bw_status status;
  if (fetch->address == BW_USER_SPENT || fetch->fetched > UINTPTR_MAX - fetch->address) {
    return BW_ERR_FAULT;
  }
  address = fetch->address + fetch->fetched;
  piece = CAPTURE_STEP - (size_t)(address % CAPTURE_STEP);
  piece = piece < fetch->unit ? fetch->unit : piece - piece % fetch->unit;
  piece = piece < room ? piece : room;
  status = bw_platform_user_read(text, address, piece);
  if (status == BW_OK) {
    size_t nul = find_nul(text, piece, fetch->unit);
    /*@ assert there: nul < piece ==> nul_unit(fetch->text, fetch->fetched + nul, fetch->unit); */
    fetch->found = nul != piece;
    fetch->length = fetch->fetched + nul;
    fetch->fetched += piece;
  }
  return status;
}

/* Fetches what is left. post: on BW_OK the NUL was found. */
BW_MUST_CHECK static bw_status string_fetch_rest(string_fetch *fetch) {
  bw_status status = BW_OK;
  /*@ loop invariant fetch_ok(fetch);
      loop invariant same: fetch_same{Pre, Here}(fetch);
      loop invariant found: status == BW_OK && fetch->found != 0 ==> fetch_found(fetch);
      loop invariant refused: status != BW_OK ==> status == BW_ERR_RANGE || FAULTS(status);
      loop assigns status, fetch->found, fetch->length, fetch->fetched, fetch->text[0 .. fetch->limit - 1];
      loop variant fetch->limit - fetch->fetched + (status == BW_OK ? 1 : 0); */
  while (status == BW_OK && !fetch->found) {
    status = fetch->fetched < fetch->limit ? string_fetch_piece(fetch) : BW_ERR_RANGE;
  }
  return status;
}

/*
 * Most strings end within the first piece, which lies on the stack: they take no more of the arena than they
 * need. The others take the limit, because no byte is to be fetched twice.
 */
BW_MUST_CHECK static bw_status capture_string(bw_arena *arena, bw_user *from, size_t limit, size_t unit,
                                              void **ret_text, size_t *ret_length) {
  unsigned char first[CAPTURE_STEP];
  string_fetch fetch = string_fetch_of(first, *from, unit, limit);
  bw_arena_mark mark = bw_arena_save(arena);
  void *block = NULL;
  bw_status status = limit == 0u ? BW_ERR_RANGE : string_fetch_piece(&fetch);
  if (status == BW_OK) {
    status = bw_arena_alloc(arena, fetch.found ? fetch.length + unit : limit, unit, &block);
  }
  if (status == BW_OK) {
    /* bulwark: allow(copy-extent) the block was made for the same answer of found, and fetched is never above limit */
    BW_MEMORY_COPY(block, first, fetch.found ? fetch.length + unit : fetch.fetched);
    fetch.text = (unsigned char *)block;
    status = string_fetch_rest(&fetch);
  }
  if (status != BW_OK) {
    bw_arena_rollback(arena, mark);
    return status;
  }
  from->address = BW_USER_SPENT;
  *ret_text = block;
  *ret_length = fetch.length;
  return BW_OK;
}

bw_status bw_string_capture(bw_arena *arena, bw_user *from, size_t limit, bw_bytes *ret_text) {
  void *text = NULL;
  size_t bytes = 0;
  bw_status status = capture_string(arena, from, limit, 1u, &text, &bytes);
  if (status == BW_OK) {
    *ret_text = bw_bytes_make((uint8_t *)text, bytes);
  }
  return status;
}

bw_status bw_string16_capture(bw_arena *arena, bw_user *from, size_t limit, bw_u16s *ret_text) {
  void *text = NULL;
  size_t bytes = 0;
  bw_status status = BW_ERR_RANGE;
  if (limit <= SIZE_MAX / 2u) {
    status = capture_string(arena, from, limit * 2u, 2u, &text, &bytes);
  }
  if (status == BW_OK) {
    *ret_text = bw_u16s_make((uint16_t *)text, bytes / 2u);
  }
  return status;
}

BW_MUST_CHECK static bw_status capture_string_into(void *storage, size_t limit, size_t unit, bw_user *from,
                                                   size_t *ret_length) {
  string_fetch fetch = string_fetch_of(storage, *from, unit, limit);
  bw_status status = string_fetch_rest(&fetch);
  if (status == BW_OK) {
    from->address = BW_USER_SPENT;
    *ret_length = fetch.length;
  } else if (limit != 0u) {
    BW_MEMORY_FILL(storage, 0, limit);
  }
  return status;
}

bw_status bw_string_capture_into(bw_bytes storage, bw_user *from, bw_bytes *ret_text) {
  size_t bytes = 0;
  bw_status status = capture_string_into(storage.items, storage.count, 1u, from, &bytes);
  if (status == BW_OK) {
    *ret_text = bw_bytes_first(storage, bytes);
  }
  return status;
}

bw_status bw_string16_capture_into(bw_u16s storage, bw_user *from, bw_u16s *ret_text) {
  size_t bytes = 0;
  bw_status status = capture_string_into(storage.items, storage.count * 2u, 2u, from, &bytes);
  if (status == BW_OK) {
    *ret_text = bw_u16s_first(storage, bytes / 2u);
  }
  return status;
}

bw_status bw_counted_capture(bw_arena *arena, bw_user_counted *counted, size_t limit, bw_u16s *ret_text) {
  if (counted->bytes % 2u != 0u || counted->bytes > counted->capacity_bytes) {
    return BW_ERR_FORMAT;
  }
  return bw_u16s_capture(arena, &counted->units, counted->bytes / 2u, limit, ret_text);
}

/* ---- out ----------------------------------------------------------------------------------------------- */

bw_status bw_copy_out_(bw_user_out to, const void *from, size_t bytes) {
  return bytes == 0u ? BW_OK : bw_platform_user_write(to.address, from, bytes);
}

bw_status bw_copy_out_padded_(bw_user_out to, size_t room_bytes, const void *from, size_t bytes) {
  static const unsigned char zeros[CAPTURE_STEP] = {0};
  bw_status status = bw_copy_out_(to, from, bytes);
  /*@ loop invariant \at(bytes, Pre) <= bytes && (bytes <= room_bytes || bytes == \at(bytes, Pre));
      loop invariant OUT(status);
      loop assigns status, bytes;
      loop variant room_bytes - bytes; */
  while (status == BW_OK && bytes < room_bytes) {
    size_t piece = room_bytes - bytes < sizeof(zeros) ? room_bytes - bytes : sizeof(zeros);
    /* The platform copied all before, so user memory goes at least that far; it may end here. */
    if (bytes > UINTPTR_MAX - to.address) {
      return BW_ERR_FAULT;
    }
    status = bw_platform_user_write(to.address + bytes, zeros, piece);
    bytes += piece;
  }
  return status;
}
