/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L

#include "core/record.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const unsigned char record_magic[4] = {'B', 'W', 'R', 'C'};

enum { HEADER_SIZE = 16, TRAILER_SIZE = 8, SIZE_MIN = HEADER_SIZE + TRAILER_SIZE };

/* FNV-1a: every step is a bijection of the state, so one changed byte always changes the sum. */
static uint64_t checksum(const unsigned char *bytes, size_t size) {
  uint64_t sum = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < size; i++) sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3);
  return sum;
}

static bool count_name_valid(const char *name) {
  if (*name == '\0') return false;
  return name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-")] == '\0';
}

static void *alloc_array(bw_arena *arena, size_t count, size_t size, size_t align) {
  void *block = NULL;
  return bw_arena_alloc_array(arena, count, size, align, &block) == BW_OK ? block : NULL;
}

#define NEW_ARRAY(arena, type, count) ((type *)alloc_array((arena), (count), sizeof(type), _Alignof(type)))

/* ---- encoding ---------------------------------------------------------------------------------------------- */

/* The body is walked twice by the same code: first with out == NULL to measure it and to number its strings in the
 * order of first use, then to write it. */
typedef struct encoder {
  unsigned char *out;
  size_t at;
  bool malformed;
  const char **strings; /* by number */
  size_t string_count;
  uint32_t *slots; /* hash table: number + 1, 0 when free */
  size_t slot_mask;
} encoder;

static void put_byte(encoder *e, unsigned char byte) {
  if (e->out != NULL) e->out[e->at] = byte;
  e->at++;
}

static void put_bytes(encoder *e, const void *bytes, size_t size) {
  if (e->out != NULL && size > 0) memcpy(e->out + e->at, bytes, size);
  e->at += size;
}

static void put_number(encoder *e, uint64_t value) {
  while (value >= 0x80) {
    put_byte(e, (unsigned char)(0x80 | (value & 0x7f)));
    value >>= 7;
  }
  put_byte(e, (unsigned char)value);
}

static void put_fixed(encoder *e, uint64_t value, unsigned size) {
  for (unsigned i = 0; i < size; i++) put_byte(e, (unsigned char)(value >> (8 * i)));
}

static uint32_t string_number(encoder *e, const char *text) {
  size_t slot = (size_t)checksum((const unsigned char *)text, strlen(text)) & e->slot_mask;
  while (e->slots[slot] != 0) {
    uint32_t number = e->slots[slot] - 1;
    if (strcmp(e->strings[number], text) == 0) return number;
    slot = (slot + 1) & e->slot_mask;
  }
  e->strings[e->string_count++] = text;
  e->slots[slot] = (uint32_t)e->string_count;
  return (uint32_t)(e->string_count - 1);
}

static void put_string(encoder *e, const char *text) {
  if (text == NULL) {
    e->malformed = true;
    return;
  }
  put_number(e, string_number(e, text));
}

static void put_pos(encoder *e, const bw_pos *pos) {
  if (pos->file == NULL) {
    put_number(e, 0);
    return;
  }
  if (pos->end < pos->begin) e->malformed = true;
  put_number(e, 1 + 2 * (uint64_t)string_number(e, pos->file) + (pos->in_macro ? 1 : 0));
  put_number(e, pos->line);
  put_number(e, pos->column);
  put_number(e, pos->end_line);
  put_number(e, pos->end_column);
  put_number(e, pos->begin);
  put_number(e, pos->end);
}

static void put_finding(encoder *e, const bw_finding *finding) {
  if (finding->severity > BW_SEVERITY_ERROR) e->malformed = true;
  put_string(e, finding->check);
  put_number(e, (uint64_t)finding->severity);
  put_pos(e, &finding->pos);
  put_string(e, finding->function);
  put_string(e, finding->message);
  put_number(e, finding->note_count);
  for (size_t i = 0; i < finding->note_count; i++) {
    put_pos(e, &finding->notes[i].pos);
    put_string(e, finding->notes[i].text);
  }
  put_number(e, finding->fixit_count);
  for (size_t i = 0; i < finding->fixit_count; i++) {
    put_pos(e, &finding->fixits[i].pos);
    put_string(e, finding->fixits[i].text);
  }
}

static void put_body(encoder *e, const bw_report *report) {
  put_string(e, report->unit);
  put_string(e, report->compiler);
  put_string(e, report->target);
  put_number(e, report->finding_count);
  for (size_t i = 0; i < report->finding_count; i++) put_finding(e, &report->findings[i]);
  put_number(e, report->count_count);
  for (size_t i = 0; i < report->count_count; i++) {
    const bw_count *count = &report->counts[i];
    if (count->name == NULL || !count_name_valid(count->name)) e->malformed = true;
    put_string(e, count->name);
    put_number(e, count->value);
  }
  put_number(e, report->unsafe_count);
  for (size_t i = 0; i < report->unsafe_count; i++) {
    put_pos(e, &report->unsafes[i].pos);
    put_string(e, report->unsafes[i].function);
    put_string(e, report->unsafes[i].reason);
  }
  put_number(e, report->code_size);
  put_bytes(e, report->code, report->code_size);
}

static void put_strings(encoder *e) {
  put_number(e, e->string_count);
  for (size_t i = 0; i < e->string_count; i++) {
    size_t length = strlen(e->strings[i]);
    put_number(e, length);
    put_bytes(e, e->strings[i], length);
  }
}

/* How many strings the report mentions, repeated ones counted each time. */
static size_t string_mentions(const bw_report *report) {
  size_t mentions = 3 + report->count_count + 3 * report->unsafe_count;
  for (size_t i = 0; i < report->finding_count; i++)
    mentions += 4 + 2 * (report->findings[i].note_count + report->findings[i].fixit_count);
  return mentions;
}

static bool encoder_init(encoder *e, bw_arena *arena, size_t mentions) {
  size_t slots = 16;
  while (slots < 2 * mentions) slots *= 2;
  *e = (encoder){.slot_mask = slots - 1};
  e->strings = NEW_ARRAY(arena, const char *, mentions);
  e->slots = NEW_ARRAY(arena, uint32_t, slots);
  return e->strings != NULL && e->slots != NULL; /* the arena's blocks are zeroed: all slots are free */
}

bw_record_status bw_record_encode(const bw_report *report, bw_arena *arena, const unsigned char **ret_bytes,
                                  size_t *ret_size) {
  size_t mentions = string_mentions(report);
  if (mentions > BW_RECORD_SIZE_MAX) return BW_RECORD_TOO_LARGE;
  encoder e;
  if (!encoder_init(&e, arena, mentions)) return BW_RECORD_NO_MEMORY;
  put_body(&e, report);
  if (e.malformed) return BW_RECORD_MALFORMED;
  put_strings(&e);
  size_t size = SIZE_MIN + e.at;
  if (size > BW_RECORD_SIZE_MAX) return BW_RECORD_TOO_LARGE;

  e.out = NEW_ARRAY(arena, unsigned char, size);
  if (e.out == NULL) return BW_RECORD_NO_MEMORY;
  e.at = 0;
  put_bytes(&e, record_magic, sizeof record_magic);
  put_fixed(&e, BW_RECORD_VERSION, 4);
  put_fixed(&e, size, 8);
  put_strings(&e);
  put_body(&e, report);
  put_fixed(&e, checksum(e.out, e.at), 8);
  *ret_bytes = e.out;
  *ret_size = size;
  return BW_RECORD_OK;
}

/* ---- decoding ---------------------------------------------------------------------------------------------- */

/* The first fault stops all reading: later reads give 0 and leave the status alone. */
typedef struct decoder {
  const unsigned char *at, *end;
  bw_arena *arena;
  bw_record_status status;
  const char *reason;
  const char **strings;
  size_t string_count;
} decoder;

static void fail(decoder *d, bw_record_status status, const char *reason) {
  if (d->status != BW_RECORD_OK) return;
  d->status = status;
  d->reason = reason;
  d->at = d->end;
}

static void fail_memory(decoder *d) { fail(d, BW_RECORD_NO_MEMORY, "out of memory while reading a record"); }

/* Two figures are all any of the messages needs. */
static void fail_format(decoder *d, bw_record_status status, const char *format, uint64_t first, uint64_t second) {
  char *text = NEW_ARRAY(d->arena, char, 160);
  if (text == NULL) {
    fail_memory(d);
    return;
  }
  snprintf(text, 160, format, first, second);
  fail(d, status, text);
}

static uint64_t get_fixed(const unsigned char *bytes, unsigned size) {
  uint64_t value = 0;
  for (unsigned i = size; i > 0; i--) value = value << 8 | bytes[i - 1];
  return value;
}

static uint64_t get_number(decoder *d) {
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (d->at == d->end) {
      fail(d, BW_RECORD_DAMAGED, "record is damaged: it ends inside a number");
      return 0;
    }
    unsigned char byte = *d->at++;
    /* The tenth byte has room for one bit; a last byte of zero would be a second spelling of the same number. */
    if ((shift == 63 && byte > 1) || (shift > 0 && byte == 0)) break;
    value |= (uint64_t)(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  fail(d, BW_RECORD_DAMAGED, "record is damaged: a number is not in its shortest form");
  return 0;
}

static uint32_t get_number32(decoder *d) {
  uint64_t value = get_number(d);
  if (value <= UINT32_MAX) return (uint32_t)value;
  fail(d, BW_RECORD_DAMAGED, "record is damaged: a position is out of range");
  return 0;
}

/* The number of elements that follow, each of at least element_min bytes: what the rest cannot hold is refused before
 * anything is allocated for it. */
static size_t get_length(decoder *d, size_t element_min) {
  uint64_t count = get_number(d);
  size_t left = (size_t)(d->end - d->at);
  if (count <= left / element_min) return (size_t)count;
  fail(d, BW_RECORD_DAMAGED, "record is damaged: a list is longer than the record");
  return 0;
}

static const char *get_string_at(decoder *d, uint64_t number) {
  if (number < d->string_count) return d->strings[number];
  fail(d, BW_RECORD_DAMAGED, "record is damaged: it names a string it does not hold");
  return "";
}

static const char *get_string(decoder *d) { return get_string_at(d, get_number(d)); }

static bw_pos get_pos(decoder *d) {
  bw_pos pos = {0};
  uint64_t tag = get_number(d);
  if (tag == 0) return pos;
  pos.file = get_string_at(d, (tag - 1) / 2);
  pos.in_macro = (tag - 1) % 2 != 0;
  pos.line = get_number32(d);
  pos.column = get_number32(d);
  pos.end_line = get_number32(d);
  pos.end_column = get_number32(d);
  pos.begin = get_number32(d);
  pos.end = get_number32(d);
  if (pos.end < pos.begin) fail(d, BW_RECORD_DAMAGED, "record is damaged: a range ends before it begins");
  return pos;
}

/* Room for the elements that follow, each of at least least bytes, and how many they are; NULL where there is none. */
static void *new_list(decoder *d, size_t element_size, size_t element_align, size_t least, size_t *ret_count) {
  size_t count = get_length(d, least);
  void *list = alloc_array(d->arena, count, element_size, element_align);
  if (list == NULL) {
    fail_memory(d);
    return NULL;
  }
  *ret_count = count;
  return list;
}

#define NEW_LIST(d, type, least, count) ((type *)new_list((d), sizeof(type), _Alignof(type), (least), (count)))

static const bw_note *get_notes(decoder *d, size_t *ret_count) {
  bw_note *notes = NEW_LIST(d, bw_note, 2, ret_count);
  if (notes == NULL) return NULL;
  for (size_t i = 0; i < *ret_count; i++) {
    bw_pos pos = get_pos(d);
    notes[i] = (bw_note){.pos = pos, .text = get_string(d)};
  }
  return notes;
}

static const bw_fixit *get_fixits(decoder *d, size_t *ret_count) {
  bw_fixit *fixits = NEW_LIST(d, bw_fixit, 2, ret_count);
  if (fixits == NULL) return NULL;
  for (size_t i = 0; i < *ret_count; i++) {
    bw_pos pos = get_pos(d);
    fixits[i] = (bw_fixit){.pos = pos, .text = get_string(d)};
  }
  return fixits;
}

static void get_finding(decoder *d, bw_finding *finding) {
  *finding = (bw_finding){0};
  finding->check = get_string(d);
  uint64_t severity = get_number(d);
  if (severity > BW_SEVERITY_ERROR) fail(d, BW_RECORD_DAMAGED, "record is damaged: a severity is none");
  finding->severity = (bw_severity)(severity & 3);
  finding->pos = get_pos(d);
  finding->function = get_string(d);
  finding->message = get_string(d);
  finding->notes = get_notes(d, &finding->note_count);
  finding->fixits = get_fixits(d, &finding->fixit_count);
}

static const bw_finding *get_findings(decoder *d, size_t *ret_count) {
  bw_finding *findings = NEW_LIST(d, bw_finding, 7, ret_count);
  if (findings == NULL) return NULL;
  for (size_t i = 0; i < *ret_count && d->status == BW_RECORD_OK; i++) get_finding(d, &findings[i]);
  return findings;
}

static const bw_count *get_counts(decoder *d, size_t *ret_count) {
  bw_count *counts = NEW_LIST(d, bw_count, 2, ret_count);
  if (counts == NULL) return NULL;
  for (size_t i = 0; i < *ret_count && d->status == BW_RECORD_OK; i++) {
    counts[i].name = get_string(d);
    counts[i].value = get_number(d);
    if (!count_name_valid(counts[i].name)) fail(d, BW_RECORD_DAMAGED, "record is damaged: a count has no valid name");
  }
  return counts;
}

static const bw_unsafe *get_unsafes(decoder *d, size_t *ret_count) {
  bw_unsafe *unsafes = NEW_LIST(d, bw_unsafe, 3, ret_count);
  if (unsafes == NULL) return NULL;
  for (size_t i = 0; i < *ret_count && d->status == BW_RECORD_OK; i++) {
    unsafes[i].pos = get_pos(d);
    unsafes[i].function = get_string(d);
    unsafes[i].reason = get_string(d);
  }
  return unsafes;
}

static const unsigned char *get_code(decoder *d, size_t *ret_size) {
  size_t size = get_length(d, 1);
  unsigned char *code = size == 0 ? NULL : NEW_ARRAY(d->arena, unsigned char, size);
  if (size == 0 || d->status != BW_RECORD_OK) return NULL;
  if (code == NULL) {
    fail_memory(d);
    return NULL;
  }
  memcpy(code, d->at, size);
  d->at += size;
  *ret_size = size;
  return code;
}

/* All strings are copied into one block, terminated; it can't be larger than the section they come from. */
static void get_strings(decoder *d) {
  size_t count = get_length(d, 1);
  const char **strings = NEW_ARRAY(d->arena, const char *, count);
  char *text = NEW_ARRAY(d->arena, char, (size_t)(d->end - d->at));
  if (strings == NULL || text == NULL) {
    fail_memory(d);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    size_t length = get_length(d, 1);
    if (length > 0 && memchr(d->at, '\0', length) != NULL)
      fail(d, BW_RECORD_DAMAGED, "record is damaged: a string holds a NUL byte");
    if (d->status != BW_RECORD_OK) return;
    strings[i] = text;
    if (length > 0) memcpy(text, d->at, length);
    text[length] = '\0';
    text += length + 1; /* the length itself took at least one byte, so this stays within the block */
    d->at += length;
  }
  d->strings = strings;
  d->string_count = count;
}

static void check_frame(decoder *d, const unsigned char *bytes, size_t size) {
  size_t known = size < sizeof record_magic ? size : sizeof record_magic;
  if (size > BW_RECORD_SIZE_MAX) {
    fail_format(d, BW_RECORD_TOO_LARGE, "record is too large: %" PRIu64 " bytes, at most %" PRIu64, size,
                BW_RECORD_SIZE_MAX);
  } else if (size > 0 && memcmp(bytes, record_magic, known) != 0) {
    fail(d, BW_RECORD_DAMAGED, "not a record of bulwark");
  } else if (size < SIZE_MIN) {
    fail_format(d, BW_RECORD_DAMAGED, "record is cut short: %" PRIu64 " bytes, at least %" PRIu64, size, SIZE_MIN);
  } else if (get_fixed(bytes + 4, 4) != BW_RECORD_VERSION) {
    fail_format(d, BW_RECORD_DAMAGED,
                "record has format version %" PRIu64 ", this program reads %" PRIu64
                "; use plugin and program of one release",
                get_fixed(bytes + 4, 4), BW_RECORD_VERSION);
  } else if (get_fixed(bytes + 8, 8) > size) {
    fail_format(d, BW_RECORD_DAMAGED, "record is cut short: %" PRIu64 " of %" PRIu64 " bytes", size,
                get_fixed(bytes + 8, 8));
  } else if (get_fixed(bytes + 8, 8) < size) {
    fail_format(d, BW_RECORD_DAMAGED, "record is damaged: %" PRIu64 " bytes, %" PRIu64 " expected", size,
                get_fixed(bytes + 8, 8));
  } else if (get_fixed(bytes + size - TRAILER_SIZE, 8) != checksum(bytes, size - TRAILER_SIZE)) {
    fail(d, BW_RECORD_DAMAGED, "record is damaged: its checksum does not match");
  }
}

static bw_report *get_report(decoder *d) {
  bw_report *report = NEW_ARRAY(d->arena, bw_report, 1);
  if (report == NULL) {
    fail_memory(d);
    return NULL;
  }
  get_strings(d);
  report->unit = get_string(d);
  report->compiler = get_string(d);
  report->target = get_string(d);
  report->findings = get_findings(d, &report->finding_count);
  report->counts = get_counts(d, &report->count_count);
  report->unsafes = get_unsafes(d, &report->unsafe_count);
  report->code = get_code(d, &report->code_size);
  if (d->at != d->end) fail(d, BW_RECORD_DAMAGED, "record is damaged: bytes are left over");
  return report;
}

bw_record_status bw_record_decode(const unsigned char *bytes, size_t size, bw_arena *arena,
                                  const bw_report **ret_report, const char **ret_reason) {
  decoder d = {.arena = arena, .status = BW_RECORD_OK};
  bw_report *report = NULL;
  check_frame(&d, bytes, size);
  if (d.status == BW_RECORD_OK) {
    d.at = bytes + HEADER_SIZE;
    d.end = bytes + size - TRAILER_SIZE;
    report = get_report(&d);
  }
  if (d.status == BW_RECORD_OK) {
    report->sum = get_fixed(bytes + size - TRAILER_SIZE, TRAILER_SIZE);
    *ret_report = report;
  } else if (ret_reason != NULL) {
    *ret_reason = d.reason;
  }
  return d.status;
}

/* ---- files ------------------------------------------------------------------------------------------------- */

static bool write_all(int file, const unsigned char *bytes, size_t size) {
  while (size > 0) {
    ssize_t written = write(file, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes += written;
    size -= (size_t)written;
  }
  return true;
}

/* false on any error; *ret_got is less than size when the file is shorter. */
static bool read_all(int file, unsigned char *bytes, size_t size, size_t *ret_got) {
  size_t got = 0;
  while (got < size) {
    ssize_t step = read(file, bytes + got, size - got);
    if (step < 0 && errno == EINTR) continue;
    if (step < 0) return false;
    if (step == 0) break;
    got += (size_t)step;
  }
  *ret_got = got;
  return true;
}

static void close_keeping_errno(int file) {
  int saved = errno;
  close(file);
  errno = saved;
}

static bool file_holds(const char *path, const unsigned char *bytes, size_t size) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  struct stat info;
  bool same = fstat(file, &info) == 0 && S_ISREG(info.st_mode) && (uintmax_t)info.st_size == size;
  while (same && size > 0) {
    unsigned char block[4096];
    size_t step = size < sizeof block ? size : sizeof block, got = 0;
    same = read_all(file, block, step, &got) && got == step && memcmp(block, bytes, step) == 0;
    bytes += step;
    size -= step;
  }
  close(file);
  return same;
}

bw_record_status bw_record_write_file(const char *path, const unsigned char *bytes, size_t size, bool *ret_changed) {
  if (file_holds(path, bytes, size)) {
    if (ret_changed != NULL) *ret_changed = false;
    return BW_RECORD_OK;
  }
  size_t room = strlen(path) + 32;
  char *beside = malloc(room);
  if (beside == NULL) return BW_RECORD_NO_MEMORY;
  /* The process number keeps two runs in one folder from writing the same temporary file. */
  snprintf(beside, room, "%s.%ld.tmp", path, (long)getpid());
  int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  bool good = file >= 0 && write_all(file, bytes, size);
  if (file >= 0 && !good) close_keeping_errno(file);
  if (good) good = close(file) == 0 && rename(beside, path) == 0;
  int saved = errno;
  if (file >= 0 && !good) unlink(beside);
  free(beside);
  errno = saved;
  if (!good) return BW_RECORD_FILE;
  if (ret_changed != NULL) *ret_changed = true;
  return BW_RECORD_OK;
}

static const char *system_reason(bw_arena *arena, int error) {
  const char *text = strerror(error);
  char *copy = NEW_ARRAY(arena, char, strlen(text) + 1);
  return copy == NULL ? "out of memory" : strcpy(copy, text);
}

bw_record_status bw_record_read_file(const char *path, bw_arena *arena, const bw_report **ret_report,
                                     const char **ret_reason) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat info = {0};
  unsigned char *bytes = NULL;
  size_t size = 0, got = 0;
  bool good = file >= 0 && fstat(file, &info) == 0;
  if (good) {
    /* One byte more than is allowed is enough for the decoder to refuse it. */
    size = (uintmax_t)info.st_size > BW_RECORD_SIZE_MAX ? BW_RECORD_SIZE_MAX + 1 : (size_t)info.st_size;
    bytes = malloc(size + 1);
    good = bytes != NULL && read_all(file, bytes, size, &got);
  }
  int saved = errno;
  if (file >= 0) close(file);
  bw_record_status status = BW_RECORD_FILE;
  if (good) {
    status = bw_record_decode(bytes, got, arena, ret_report, ret_reason);
  } else if (ret_reason != NULL) {
    *ret_reason = system_reason(arena, saved);
  }
  free(bytes);
  errno = saved;
  return status;
}
