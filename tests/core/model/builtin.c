/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "model_test.h"

#include <stdlib.h>
#include <string.h>

#include "bulwark/arena.h"
#include "core/model_builtin.h"

enum { FILES = 10 };

START_TEST(all_parse) {
  ck_assert_uint_eq(bw_model_file_count, FILES);
  for (size_t i = 0; i < bw_model_file_count; i++) {
    const char *error = "";
    ck_assert_msg(bw_models_parse(&model_set, bw_model_files[i].name, (const char *)bw_model_files[i].text,
                                  bw_model_files[i].size, &error),
                  "%s", error);
  }
}
END_TEST

/* What the embedding could break: order, bytes, ends. */
START_TEST(embedded_as_written) {
  ck_assert_str_eq(bw_model_files[0].name, "libc.model");
  for (size_t i = 0; i < bw_model_file_count; i++) {
    const bw_model_file *file = &bw_model_files[i];
    ck_assert_mem_eq(file->text, "# SPDX", 6);
    ck_assert_int_eq(file->text[file->size - 1], '\n');
  }
}
END_TEST

static const struct {
  const char *function;
  uint32_t number;
  bw_effect_kind kind;
  unsigned flags;
  const char *size;
} known_rows[] = {
    {"memcpy", 0, BW_EFFECT_COPY, BW_EFFECT_APART, "#2"},
    {"__memcpy_chk", 0, BW_EFFECT_COPY, BW_EFFECT_APART, "#2"},
    {"strcpy", 0, BW_EFFECT_COPY, BW_EFFECT_APART, "(strlen(#1) + 1)"},
    {"strncpy", 0, BW_EFFECT_WRITE, BW_EFFECT_DERIVED, "#2"},
    {"strncat", 1, BW_EFFECT_WRITE, BW_EFFECT_DERIVED, "((strlen(#0) + min(strlen(#1), #2)) + 1)"},
    {"snprintf", 0, BW_EFFECT_SHOW, 0, "_"},
    {"snprintf", 1, BW_EFFECT_WRITE, BW_EFFECT_UPTO, "#1"},
    {"fgets", 0, BW_EFFECT_NEEDS, 0, "_"},
    {"fgets", 1, BW_EFFECT_WRITE, BW_EFFECT_UPTO | BW_EFFECT_UNTRUSTED, "#1"},
    {"wmemcpy", 0, BW_EFFECT_COPY, BW_EFFECT_APART, "(#2 * elem(#0))"},
    {"wcscpy", 0, BW_EFFECT_COPY, BW_EFFECT_APART, "((wcslen(#1) + 1) * elem(#0))"},
    {"fread", 1, BW_EFFECT_WRITE, BW_EFFECT_UPTO | BW_EFFECT_UNTRUSTED, "(#1 * #2)"},
    {"calloc", 0, BW_EFFECT_ALLOC, BW_EFFECT_ZEROED | BW_EFFECT_CHECKED, "(#0 * #1)"},
    {"malloc", 0, BW_EFFECT_ALLOC, 0, "#0"},
    {"kcalloc", 0, BW_EFFECT_ALLOC, BW_EFFECT_ZEROED | BW_EFFECT_CHECKED | BW_EFFECT_UNLESS, "(#0 * #1)"},
    {"kmemdup", 1, BW_EFFECT_COPY, 0, "#1"},
    {"copy_from_user", 0, BW_EFFECT_FETCH, 0, "#2"},
    {"copy_to_user", 0, BW_EFFECT_DELIVER, BW_EFFECT_DERIVED, "#2"},
    {"ProbeForWrite", 0, BW_EFFECT_PROBE, BW_EFFECT_WRITABLE, "#1"},
    {"devm_kcalloc", 0, BW_EFFECT_ALLOC, BW_EFFECT_ZEROED | BW_EFFECT_CHECKED, "(#1 * #2)"},
    {"ExAllocatePoolWithTag", 0, BW_EFFECT_ALLOC, 0, "#1"},
    {"ExAllocatePool2", 0, BW_EFFECT_ALLOC, 0, "#1"},
    {"RtlFillMemory", 0, BW_EFFECT_FILL, 0, "#1"},
    {"RtlStringCbCopyW", 1, BW_EFFECT_WRITE, BW_EFFECT_UPTO | BW_EFFECT_DERIVED, "#1"},
    {"RtlStringCchCopyW", 1, BW_EFFECT_WRITE, BW_EFFECT_UPTO | BW_EFFECT_DERIVED, "(#1 * elem(#0))"},
    {"ExAllocateFromNPagedLookasideList", 1, BW_EFFECT_ALLOC, 0, "_"},
    {"WdfRequestRetrieveInputBuffer", 1, BW_EFFECT_LEND, 0, "#1"},
    {"ZwSetValueKey", 2, BW_EFFECT_READ, 0, "#5"},
    {"RtlMultiByteToUnicodeN", 1, BW_EFFECT_WRITE, BW_EFFECT_UPTO | BW_EFFECT_DERIVED, "#1"},
    {"kmem_cache_alloc_bulk", 1, BW_EFFECT_WRITE, BW_EFFECT_UPTO, "(#2 * elem(#3))"},
    {"mq_receive", 0, BW_EFFECT_WRITE, BW_EFFECT_UPTO | BW_EFFECT_UNTRUSTED, "#2"},
    {"bw_arena_alloc", 0, BW_EFFECT_ALLOC_OUT, BW_EFFECT_ZEROED, "#1"},
};

START_TEST(known_functions) {
  bw_models_add_builtin(&model_set);
  const bw_effect *effect = effect_of(known_rows[_i].function, known_rows[_i].number);
  ck_assert_int_eq(effect->kind, (int)known_rows[_i].kind);
  ck_assert_uint_eq(effect->flags, known_rows[_i].flags);
  ck_assert_str_eq(expr_text(effect->size), known_rows[_i].size);
}
END_TEST

START_TEST(raw_operations_name_their_replacement) {
  static const char *const raw[] = {"memcpy", "memset", "strcpy", "sprintf", "RtlCopyMemory", "wcscpy", "alloca", "strlen"};
  bw_models_add_builtin(&model_set);
  for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
    ck_assert_uint_ne(model_of(raw[i])->flags & BW_MODEL_RAW, 0);
    ck_assert_str_ne(model_of(raw[i])->raw_hint, "");
  }
}
END_TEST

/* A raw line for a function without a model would turn a known function into an unknown one. */
START_TEST(raw_operations_are_modelled) {
  bw_models_add_builtin(&model_set);
  for (uint32_t i = 0; i < model_set.models.count; i++) {
    const bw_model *model = &model_set.models.at[i];
    static const char *const unmodelled[] = {"strtok", "strtok_r", "strsep", "vscanf", "vfscanf", "vsscanf",
                                             "lstrcpyA", "lstrcpyW", "lstrcpynA", "lstrcpynW", "lstrcatA", "lstrcatW"};
    bool exempt = false;
    for (size_t k = 0; k < sizeof unmodelled / sizeof *unmodelled; k++) exempt |= strcmp(model->name, unmodelled[k]) == 0;
    ck_assert_msg(exempt || model->flags != BW_MODEL_RAW || model->effect_count != 0, "%s is raw and nothing else", model->name);
  }
}
END_TEST

/* ---- how much is known, and of what ---- */

static bool named(const char *text, const char *const *parts) {
  for (; *parts != NULL; parts++)
    if (strncmp(text, *parts, strlen(*parts)) == 0) return true;
  return false;
}

static bool says(const bw_model *model, bw_effect_kind kind) {
  for (uint32_t i = 0; i < model->effect_count; i++)
    if (model_set.effects.at[model->effect + i].kind == kind) return true;
  return false;
}

static bool has_family(const bw_model *model) {
  for (uint32_t i = 0; i < model->effect_count; i++)
    if (*model_set.effects.at[model->effect + i].family != '\0') return true;
  return false;
}

static bool has_size(const bw_model *model) {
  for (uint32_t i = 0; i < model->effect_count; i++)
    if (model_set.effects.at[model->effect + i].size != 0) return true;
  return false;
}

typedef struct breadth {
  unsigned functions, families, sizes, levels, contexts, waits, users, results, needs, fatal;
} breadth;

static breadth breadth_of(const char *const *prefixes, const char *const *files) {
  breadth b = {0};
  for (uint32_t i = 0; i < model_set.models.count; i++) {
    const bw_model *model = &model_set.models.at[i];
    if (!named(model->file, files) || !named(model->name, prefixes)) continue;
    b.functions++;
    b.families += has_family(model);
    b.sizes += has_size(model);
    b.levels += says(model, BW_EFFECT_LEVEL);
    b.contexts += says(model, BW_EFFECT_ENTER) || says(model, BW_EFFECT_LEAVE);
    b.waits += says(model, BW_EFFECT_WAIT);
    b.users += says(model, BW_EFFECT_FETCH) || says(model, BW_EFFECT_DELIVER) || says(model, BW_EFFECT_PROBE) ||
               says(model, BW_EFFECT_TRUSTS) || says(model, BW_EFFECT_WANTS) || says(model, BW_EFFECT_LEND);
    b.results += says(model, BW_EFFECT_RETURN) || says(model, BW_EFFECT_ALLOC);
    b.needs += says(model, BW_EFFECT_NEEDS);
    b.fatal += (model->flags & BW_MODEL_FATAL) != 0;
  }
  return b;
}

/* Less than this says that lines got lost, not that they were found to be wrong. */
START_TEST(windows_kernel_is_covered) {
  static const char *const files[] = {"windows", "wdf", NULL};
  static const char *const kernel[] = {"Ex", "Io", "Ke", "Kf", "Mm", "Ob", "Ps", "Rtl", "Se", "Zw", "Probe", "Wdf", NULL};
  bw_models_add_builtin(&model_set);
  for (const char *const *prefix = kernel; *prefix != NULL; prefix++) {
    const char *const one[] = {*prefix, NULL};
    ck_assert_msg(breadth_of(one, files).functions > 0, "no function begins with %s", *prefix);
  }
  breadth b = breadth_of(kernel, files);
  ck_assert_uint_ge(b.functions, 800);
  ck_assert_uint_ge(b.families, 60);
  ck_assert_uint_ge(b.sizes, 200);
  ck_assert_uint_ge(b.levels, 500);
  ck_assert_uint_ge(b.contexts, 30);
  ck_assert_uint_ge(b.users, 60);
  ck_assert_uint_ge(b.results, 150);
  ck_assert_uint_ge(b.needs, 300);
  ck_assert_uint_ge(b.fatal, 2);
}
END_TEST

START_TEST(linux_kernel_is_covered) {
  static const char *const files[] = {"linux", NULL}, *const all[] = {"", NULL};
  bw_models_add_builtin(&model_set);
  breadth b = breadth_of(all, files);
  ck_assert_uint_ge(b.functions, 700);
  ck_assert_uint_ge(b.families, 100);
  ck_assert_uint_ge(b.sizes, 150);
  ck_assert_uint_ge(b.waits, 150);
  ck_assert_uint_ge(b.contexts, 30);
  ck_assert_uint_ge(b.users, 20);
  ck_assert_uint_ge(b.results, 200);
  ck_assert_uint_ge(b.fatal, 2);
}
END_TEST

static uint32_t random_next(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* Whatever the text, parsing ends with models or with an error; the copy has the exact size, so that a sanitizer build
 * sees a read past it. */
static void parse_anything(const char *text, size_t size) {
  char *copy = (char *)malloc(size == 0 ? 1 : size);
  bw_arena arena = {0};
  bw_models models;
  const char *error = NULL;
  ck_assert_ptr_nonnull(copy);
  memcpy(copy, text, size);
  ck_assert_int_eq(bw_arena_init(&arena, 1u << 14), BW_OK);
  bw_models_init(&models, &arena);
  if (!bw_models_parse(&models, "t", copy, size, &error)) {
    ck_assert_ptr_nonnull(error);
    ck_assert_mem_eq(error, "t:", 2);
  }
  bw_arena_destroy(&arena);
  free(copy);
}

START_TEST(cut_anywhere) {
  const bw_model_file *file = &bw_model_files[_i];
  const char *text = (const char *)file->text;
  /* Every cut within a window that moves through the file: each line is met, the whole stays quadratic only in the window. */
  for (size_t start = 0; start < file->size; start += 2000) {
    size_t most = file->size - start < 400 ? file->size - start : 400;
    while (start > 0 && start < file->size && text[start - 1] != '\n') start++;
    if (start + most > file->size) most = file->size - start;
    for (size_t size = 0; size <= most; size++) parse_anything(text + start, size);
  }
}
END_TEST

START_TEST(bytes_changed) {
  static const char bytes[] = " \n\t\r#().,:;+-*\"_09azAZ\0\xff.";
  const bw_model_file *file = &bw_model_files[_i];
  uint32_t state = 12345u + (uint32_t)_i;
  char window[600];
  for (int round = 0; round < 2000; round++) {
    size_t size = file->size < sizeof window ? file->size : sizeof window;
    size_t start = file->size == size ? 0 : random_next(&state) % (file->size - size);
    memcpy(window, file->text + start, size);
    for (int change = 0; change < 4; change++) {
      window[random_next(&state) % size] = bytes[random_next(&state) % (sizeof bytes - 1)];
    }
    parse_anything(window, size);
  }
}
END_TEST

TCase *builtin_case(void) {
  TCase *tests = model_case("builtin");
  tcase_add_test(tests, all_parse);
  tcase_add_test(tests, embedded_as_written);
  tcase_add_loop_test(tests, known_functions, 0, (int)(sizeof known_rows / sizeof *known_rows));
  tcase_add_test(tests, raw_operations_name_their_replacement);
  tcase_add_test(tests, raw_operations_are_modelled);
  tcase_add_test(tests, windows_kernel_is_covered);
  tcase_add_test(tests, linux_kernel_is_covered);
  tcase_add_loop_test(tests, cut_anywhere, 0, FILES);
  tcase_add_loop_test(tests, bytes_changed, 0, FILES);
  tcase_set_timeout(tests, 60);
  return tests;
}
