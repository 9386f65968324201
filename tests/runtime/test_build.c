/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The runtime as users build it: every compiler that was found, every dialect and machine that can be
 * compiled for here, the symbols that may stay undefined, and the rules its sources keep.
 * Compilers come as definitions: BW_TEST_C_COMPILERS, BW_TEST_CXX_COMPILERS, BW_TEST_CLANGS, each a list
 * separated by ':', BW_TEST_NM, and the folders BW_TEST_RUNTIME and BW_TEST_FILES.
 */
#define _POSIX_C_SOURCE 200809L
#include <bulwark/compiler.h>

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "suite.h"

#define WARNINGS "-Wall -Wextra -Wconversion -Wpedantic -Wshadow -Werror"
#define INCLUDE " -I'" BW_TEST_RUNTIME "/include' "

/* The nth entry of a list separated by ':', or NULL behind its end. */
static const char *entry_of(const char *list, int nth) {
  static char entry[COMMAND_MAX];
  size_t length;
  while (nth > 0 && *list != '\0') {
    list += strcspn(list, ":");
    list += *list == ':';
    nth--;
  }
  length = strcspn(list, ":");
  if (length == 0 || length >= sizeof entry) {
    return NULL;
  }
  memcpy(entry, list, length);
  entry[length] = '\0';
  return entry;
}

static int count_of(const char *list) {
  int count = 0;
  while (entry_of(list, count) != NULL) {
    count++;
  }
  return count;
}

/* Fails unless every undefined symbol of the object is one of the list, separated by blanks. */
static void only_undefined(const char *object, const char *allowed) {
  char *line;
  char *rest;
  MUST_RUN("'%s' -u '%s/%s'", BW_TEST_NM, folder, object);
  for (line = strtok_r(output, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
    const char *symbol = strrchr(line, ' ');
    char padded[256];
    ck_assert_ptr_nonnull(symbol);
    (void)snprintf(padded, sizeof padded, " %s ", symbol + 1);
    ck_assert_msg(strstr(allowed, padded) != NULL, "%s needs%s, which is not in the contract", object, padded);
  }
}

#define MEMORY_SYMBOLS " memcpy memmove memset memcmp "
#define CONTRACT_SYMBOLS                                                                                         \
  MEMORY_SYMBOLS "bw_platform_chunk_alloc bw_platform_chunk_free bw_platform_panic bw_platform_guard_slot "        \
                 "bw_platform_user_read bw_platform_user_write "

START_TEST(freestanding_needs_the_contract_only) {
  static const char *const levels[] = {"-O0", "-O2", "-Os"};
  const char *compiler = entry_of(BW_TEST_C_COMPILERS, _i);
  size_t i;
  for (i = 0; i < 3; i++) {
    MUST_RUN("'%s' -std=c11 %s -ffreestanding -nostdlib %s %s -c '%s/bulwark.c' -o %s/o.o", compiler, levels[i],
             WARNINGS, INCLUDE, BW_TEST_RUNTIME, folder);
    only_undefined("o.o", CONTRACT_SYMBOLS);
    MUST_RUN("'%s' -std=c11 %s -ffreestanding -nostdlib %s %s -c '%s/platform/bare.c' -o %s/bare.o", compiler,
             levels[i], WARNINGS, INCLUDE, BW_TEST_RUNTIME, folder);
    only_undefined("bare.o", MEMORY_SYMBOLS);
  }
}
END_TEST

/* What NDEBUG changes in the whole runtime and in a user of all of it: not one byte of code. */
/* Kernels of 32 bits have no division of 64 bits to call. */
START_TEST(thirty_two_bits_need_the_contract_only) {
  static const char *const levels[] = {"-O0", "-O2", "-Os"};
  const char *compiler = entry_of(BW_TEST_C_COMPILERS, _i);
  size_t i;
  for (i = 0; i < 3; i++) {
    MUST_RUN("'%s' -m32 -std=c11 %s -ffreestanding -nostdlib -fno-pic -DBW_NO_GUARD %s %s -c '%s/bulwark.c' -o %s/o.o",
             compiler, levels[i], WARNINGS, INCLUDE, BW_TEST_RUNTIME, folder);
    only_undefined("o.o", CONTRACT_SYMBOLS);
    MUST_RUN("'%s' -m32 -std=c11 %s -ffreestanding -nostdlib -fno-pic %s %s -c '%s/platform/bare.c' -o %s/bare.o",
             compiler, levels[i], WARNINGS, INCLUDE, BW_TEST_RUNTIME, folder);
    only_undefined("bare.o", MEMORY_SYMBOLS);
  }
}
END_TEST

/* A kernel's own address sanitizer has no function that poisons a region. */
START_TEST(a_sanitized_kernel_needs_nothing_more) {
  const char *compiler = entry_of(BW_TEST_C_COMPILERS, _i);
  MUST_RUN("'%s' -std=c11 -O2 -ffreestanding -fsanitize=kernel-address -DBW_NO_POISON_REGIONS %s -c '%s/bulwark.c' "
           "-o %s/o.o", compiler, INCLUDE, BW_TEST_RUNTIME, folder);
  MUST_RUN("'%s' -u %s/o.o", BW_TEST_NM, folder);
  ck_assert_msg(strstr(output, "poison_memory_region") == NULL, "%s", output);
  read_file(BW_TEST_RUNTIME "/platform/linux-include/stddef.h");
  ck_assert_ptr_nonnull(strstr(output, "#define BW_NO_POISON_REGIONS\n"));
}
END_TEST

START_TEST(a_release_build_is_the_same_code) {
  static const char *const files[] = {BW_TEST_RUNTIME "/bulwark.c", BW_TEST_FILES "/consumer.c",
                                      BW_TEST_FILES "/loops.c", BW_TEST_FILES "/windows_driver.c"};
  const char *compiler = entry_of(BW_TEST_C_COMPILERS, _i);
  size_t i;
  for (i = 0; i < 4; i++) {
    MUST_RUN("'%s' -std=c11 -O2 %s -c '%s' -o %s/o.o && mv %s/o.o %s/debug.o && '%s' -std=c11 -O2 -DNDEBUG %s -c '%s' "
             "-o %s/o.o && cmp %s/o.o %s/debug.o",
             compiler, INCLUDE, files[i], folder, folder, folder, compiler, INCLUDE, files[i], folder, folder, folder);
  }
}
END_TEST

/* The contract is no longer than it says: each of the six is really asked for. */
START_TEST(the_contract_has_no_dead_entry) {
  static const char *const symbols[] = {"bw_platform_chunk_alloc", "bw_platform_chunk_free", "bw_platform_panic",
                                        "bw_platform_guard_slot", "bw_platform_user_read",
                                        "bw_platform_user_write"};
  size_t i;
  MUST_RUN("'%s' -std=c11 -O2 -ffreestanding %s -c '%s/bulwark.c' -o %s/o.o", entry_of(BW_TEST_C_COMPILERS, _i),
           INCLUDE, BW_TEST_RUNTIME, folder);
  MUST_RUN("'%s' -u '%s/o.o'", BW_TEST_NM, folder);
  for (i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++) {
    ck_assert_msg(strstr(output, symbols[i]) != NULL, "nothing calls %s", symbols[i]);
  }
}
END_TEST

#if (defined(__x86_64__) || defined(__aarch64__)) && defined(__linux__)
START_TEST(a_program_without_libc_links_and_runs) {
  MUST_RUN("'%s' -std=gnu11 -O2 -ffreestanding -fno-stack-protector -nostdlib -static -DBW_BARE_MEMORY %s "
           "'%s/bulwark.c' '%s/platform/bare.c' '%s/bare_program.c' -o %s/program",
           entry_of(BW_TEST_C_COMPILERS, _i), INCLUDE, BW_TEST_RUNTIME, BW_TEST_RUNTIME, BW_TEST_FILES, folder);
  MUST_RUN("%s/program", folder);
}
END_TEST
#endif

#if defined(__x86_64__) && defined(__linux__)
/* GCC alone compiles for Windows' calling convention on this system. Once as it is, once with a seeded fault. */
START_TEST(the_windows_trampoline_runs) {
  static const char *const levels[] = {"-O0", "-O2", "-O2 -fcf-protection=full"};
  int i;
  for (i = 0; i < 3; i++) {
    MUST_RUN("gcc -std=gnu11 %s -mabi=ms -ffreestanding -fno-stack-protector -nostdlib -static -DBW_TRAMPOLINE_WIN64 "
             "-DBW_BARE_MEMORY %s '%s/bulwark.c' '%s/platform/bare.c' '%s/win64_program.c' -o %s/program",
             levels[i], INCLUDE, BW_TEST_RUNTIME, BW_TEST_RUNTIME, BW_TEST_FILES, folder);
    ck_assert_msg(run("%s/program", folder) == 0, "round %d fails at %s", run("%s/program", folder), levels[i]);
  }
  MUST_RUN("sed '/LOAD_XMM(\"xmm14\"/s/LOAD_XMM(\"xmm15\", \"192\")//' '%s/src/trampoline.c' > %s/trampoline.c && "
           "cp '%s/src/trampoline.h' %s && ! cmp -s '%s/src/trampoline.c' %s/trampoline.c",
           BW_TEST_RUNTIME, folder, BW_TEST_RUNTIME, folder, BW_TEST_RUNTIME, folder);
  MUST_RUN("cd '%s' && gcc -std=gnu11 -O2 -mabi=ms -ffreestanding -fno-stack-protector -nostdlib -static "
           "-DBW_TRAMPOLINE_WIN64 -DBW_BARE_MEMORY %s $(ls src/*.c | grep -v trampoline) %s/trampoline.c platform/bare.c "
           "'%s/win64_program.c' -o %s/program",
           BW_TEST_RUNTIME, INCLUDE, folder, BW_TEST_FILES, folder);
  ck_assert_int_eq(run("%s/program", folder), 2);
}
END_TEST
#endif

START_TEST(dialects_of_c_compile_without_a_warning) {
  static const char *const dialects[] = {"c11", "c17", "gnu11"};
  const char *compiler = entry_of(BW_TEST_C_COMPILERS, _i);
  size_t i;
  for (i = 0; i < 3; i++) {
    MUST_RUN("'%s' -std=%s -O2 %s %s -c '%s/consumer.c' -o %s/o.o", compiler, dialects[i], WARNINGS, INCLUDE,
             BW_TEST_FILES, folder);
    MUST_RUN("'%s' -std=%s -O2 -DBW_NO_OVERFLOW_BUILTINS %s %s -c '%s/consumer.c' -o %s/o.o", compiler, dialects[i],
             WARNINGS, INCLUDE, BW_TEST_FILES, folder);
  }
}
END_TEST

START_TEST(cxx_consumers_compile_without_a_warning) {
  static const char *const dialects[] = {"c++17", "c++20"};
  const char *compiler = entry_of(BW_TEST_CXX_COMPILERS, _i);
  size_t i;
  for (i = 0; i < 2; i++) {
    MUST_RUN("'%s' -x c++ -std=%s -O2 %s %s -c '%s/consumer.c' -o %s/o.o", compiler, dialects[i], WARNINGS, INCLUDE,
             BW_TEST_FILES, folder);
    only_undefined("o.o", CONTRACT_SYMBOLS "bw_violate_bounds bw_violate_state bw_arena_alloc_chunk_ bw_defer "
                                           "bw_defer_cancel bw_guard_run bw_string_append bw_string_append_u64 "
                                           "__stack_chk_fail _GLOBAL_OFFSET_TABLE_ ");
  }
}
END_TEST

/* Machines and conventions with a trampoline, then those that are built without the guard. */
static const char *const targets[] = {
    "--target=x86_64-linux-gnu",
    "--target=x86_64-w64-mingw32",
    "--target=aarch64-linux-gnu",
    "--target=aarch64-linux-gnu -mgeneral-regs-only",
    "--target=aarch64-w64-mingw32",
    "--target=x86_64-linux-gnu -mno-sse -mno-red-zone -mcmodel=kernel -fcf-protection=full",
    "--target=i386-linux-gnu -DBW_NO_GUARD",
    "--target=thumbv7m-none-eabi -DBW_NO_GUARD",
    "--target=s390x-linux-gnu -DBW_NO_GUARD",
    "--target=riscv64-linux-gnu -DBW_NO_GUARD",
};
enum { TARGETS = sizeof(targets) / sizeof(targets[0]) };

START_TEST(other_machines_compile_without_a_warning) {
  const char *compiler = entry_of(BW_TEST_CLANGS, _i / TARGETS);
  const char *target = targets[_i % TARGETS];
  MUST_RUN("printf '#include \"%s/bulwark.c\"\\n#include \"%s/platform/bare.c\"\\n#include \"%s/consumer.c\"\\n' | "
           "'%s' %s -std=c11 -O2 -ffreestanding %s %s -x c -c - -o %s/o.o",
           BW_TEST_RUNTIME, BW_TEST_RUNTIME, BW_TEST_FILES, compiler, target, WARNINGS, INCLUDE, folder);
}
END_TEST

START_TEST(a_machine_without_trampoline_says_so) {
  const char *compiler = entry_of(BW_TEST_CLANGS, _i);
  ck_assert_int_ne(run("'%s' --target=i386-linux-gnu -std=c11 -ffreestanding %s -c '%s/bulwark.c' -o %s/o.o", compiler,
                       INCLUDE, BW_TEST_RUNTIME, folder),
                   0);
  ck_assert_ptr_nonnull(strstr(output, "define BW_NO_GUARD to build without containment"));
}
END_TEST

START_TEST(the_msvc_dialect_compiles) {
  MUST_RUN("'%s' --driver-mode=cl --target=x86_64-pc-windows-msvc /c /W4 /WX /O2 /std:c11 /clang:-ffreestanding /clang:-Wpedantic %s "
           "/Fo%s/o.o -- '%s/bulwark.c'",
           entry_of(BW_TEST_CLANGS, _i), INCLUDE, folder, BW_TEST_RUNTIME);
}
END_TEST

#define MINGW "/usr/x86_64-w64-mingw32"
#define DRIVER_FLAGS                                                                                             \
  "--target=x86_64-w64-mingw32 -std=gnu11 -O2 -ffreestanding -fms-extensions -mno-red-zone -mno-stack-arg-probe "  \
  "-D_AMD64_ -D_MM3DNOW_H_INCLUDED -isystem " MINGW "/include -isystem " MINGW "/include/ddk -Wall -Wextra -Werror "

/* The Windows platform, against mingw-w64's kernel headers: a driver that imports the kernel only, twice the same. */
START_TEST(a_windows_driver_links) {
  static const char *const files[] = {"bulwark.c", "platform/windows.c"};
  const char *compiler = entry_of(BW_TEST_CLANGS, _i);
  int kind;
  if (access(MINGW "/include/ddk/ntddk.h", R_OK) != 0 || run("ld.lld-19 --version") != 0) {
    (void)fprintf(stderr, "windows.c is not compiled: install mingw-w64-x86-64-dev and lld-19\n");
    return;
  }
  for (kind = 0; kind < 4; kind++) {
    size_t i;
    for (i = 0; i < 2; i++) {
      MUST_RUN("'%s' " DRIVER_FLAGS "%s %s -c '%s/%s' -o %s/driver%zu.o", compiler,
               kind % 2 == 0 ? "" : "-DBW_WINDOWS_PAGED -Xclang -fasync-exceptions", INCLUDE, BW_TEST_RUNTIME, files[i],
               folder, i);
    }
    MUST_RUN("'%s' " DRIVER_FLAGS "%s -c '%s/windows_driver.c' -o %s/driver2.o", compiler, INCLUDE, BW_TEST_FILES,
             folder);
    MUST_RUN("cd %s && ld.lld-19 -m i386pep --subsystem native -e DriverEntry --no-insert-timestamp -shared "
             "-Xlink=-driver:wdm -Xlink=-release driver0.o driver1.o driver2.o -L" MINGW "/lib -lntoskrnl -o driver.sys && "
             "mv driver.sys driver%d.sys",
             folder, kind);
    MUST_RUN("objdump -p %s/driver%d.sys | grep 'DLL Name' | sort -u", folder, kind);
    ck_assert_msg(strstr(output, "DLL Name: ntoskrnl.exe\n") != NULL && strchr(output, '\n')[1] == '\0', "imports %s",
                  output);
  }
  MUST_RUN("cmp %s/driver0.sys %s/driver2.sys && cmp %s/driver1.sys %s/driver3.sys", folder, folder, folder, folder);
}
END_TEST

/* Each header stands alone and may be included twice, as C and as C++. */
START_TEST(headers_are_self_contained) {
  bool cxx = _i >= count_of(BW_TEST_C_COMPILERS);
  const char *compiler = cxx ? entry_of(BW_TEST_CXX_COMPILERS, _i - count_of(BW_TEST_C_COMPILERS))
                             : entry_of(BW_TEST_C_COMPILERS, _i);
  DIR *headers = opendir(BW_TEST_RUNTIME "/include/bulwark");
  struct dirent *entry;
  unsigned count = 0;
  ck_assert_ptr_nonnull(headers);
  while ((entry = readdir(headers)) != NULL) {
    if (entry->d_name[0] != '.') {
      MUST_RUN("printf '#include <bulwark/%s>\\n#include <bulwark/%s>\\nint x;\\n' | '%s' -x %s %s %s -fsyntax-only -",
               entry->d_name, entry->d_name, compiler, cxx ? "c++ -std=c++17" : "c -std=c11", WARNINGS, INCLUDE);
      count++;
    }
  }
  (void)closedir(headers);
  ck_assert_uint_gt(count, 13);
}
END_TEST

START_TEST(recommended_loops_carry_no_check) {
  MUST_RUN("'%s' -std=c11 -O2 %s %s -c '%s/loops.c' -o %s/o.o", entry_of(BW_TEST_C_COMPILERS, _i), WARNINGS, INCLUDE,
           BW_TEST_FILES, folder);
  only_undefined("o.o", MEMORY_SYMBOLS "_GLOBAL_OFFSET_TABLE_ ");
}
END_TEST

START_TEST(ignoring_a_status_does_not_compile) {
  ck_assert_int_ne(run("printf '#include <bulwark/bulwark.h>\\nvoid f(bw_arena *a);\\nvoid f(bw_arena *a) "
                       "{ bw_arena_init(a, 64); }\\n' | '%s' -std=c11 %s %s -x c -c - -o %s/o.o",
                       entry_of(BW_TEST_C_COMPILERS, _i), WARNINGS, INCLUDE, folder),
                   0);
  ck_assert_msg(strstr(output, "unused-result") != NULL, "%.2000s", output);
}
END_TEST

/* The highest number that build/refused.c knows. */
enum { REFUSALS = 27 };

START_TEST(misuse_of_user_memory_does_not_compile) {
  bool cxx = _i >= count_of(BW_TEST_C_COMPILERS);
  const char *compiler = cxx ? entry_of(BW_TEST_CXX_COMPILERS, _i - count_of(BW_TEST_C_COMPILERS))
                             : entry_of(BW_TEST_C_COMPILERS, _i);
  int refused;
  for (refused = 0; refused <= REFUSALS; refused++) {
    int status = run("'%s' -x %s -DREFUSED=%d %s %s -c '%s/refused.c' -o %s/o.o", compiler,
                     cxx ? "c++ -std=c++17" : "c -std=c11", refused, WARNINGS, INCLUDE, BW_TEST_FILES, folder);
    ck_assert_msg((status == 0) == (refused == 0), "%s, REFUSED=%d: status %d\n%.1000s", compiler, refused, status,
                  output);
  }
}
END_TEST

/* Calls the function for every C file of the runtime, with its text in `output`. */
static void for_each_source(void (*check)(const char *path)) {
  static const char *const folders[] = {"include/bulwark", "src", "platform", "."};
  unsigned files = 0;
  size_t i;
  for (i = 0; i < 4; i++) {
    char path[COMMAND_MAX];
    struct dirent *entry;
    DIR *dir;
    (void)snprintf(path, sizeof path, "%s/%s", BW_TEST_RUNTIME, folders[i]);
    dir = opendir(path);
    ck_assert_ptr_nonnull(dir);
    while ((entry = readdir(dir)) != NULL) {
      size_t length = strlen(entry->d_name);
      if (length > 2 && entry->d_name[length - 2] == '.' && strchr("ch", entry->d_name[length - 1]) != NULL) {
        (void)snprintf(path, sizeof path, "%s/%s/%s", BW_TEST_RUNTIME, folders[i], entry->d_name);
        read_file(path);
        check(path);
        files++;
      }
    }
    (void)closedir(dir);
  }
  ck_assert_uint_gt(files, 15);
}

static void no_extension(const char *path) {
  static const char *const words[] = {"__attribute__", "__builtin_", "__declspec", "__asm", "_MSC_VER", "__GNUC__",
                                      "__extension__", "typeof"};
  size_t i;
  if (strstr(path, "/compiler.h") == NULL) {
    for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
      ck_assert_msg(strstr(output, words[i]) == NULL, "%s: %s belongs into bulwark/compiler.h", path, words[i]);
    }
  }
}

START_TEST(extensions_live_in_one_header) {
  for_each_source(no_extension);
}
END_TEST

/* Checks look at no build type, and nothing but a platform touches the C library. */
static void no_ndebug_no_libc(const char *path) {
  static const char *const words[] = {"NDEBUG)", "ifdef NDEBUG", "<assert.h>", "<stdlib.h>", "<stdio.h>"};
  size_t i;
  if (strstr(path, "/platform/hosted.c") == NULL) {
    for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
      ck_assert_msg(strstr(output, words[i]) == NULL, "%s: %s has no place in the runtime", path, words[i]);
    }
  }
}

START_TEST(no_source_knows_ndebug_or_libc) {
  for_each_source(no_ndebug_no_libc);
}
END_TEST

/* The units bottom up, as bulwark.h lists them: a header includes only what stands before it. */
static void only_lower_headers(const char *path) {
  static const char order[] = " compiler annotate base platform violation address ints span cursor zip view endian "
                              "reader writer plain string slots ring ring_fixed list refcount arena block pool handle "
                              "capture guard bulwark ";
  const char *name = strrchr(path, '/') + 1;
  const char *at = output;
  char own[64];
  const char *rank;
  if (strstr(path, "/include/") == NULL) {
    return;
  }
  (void)snprintf(own, sizeof own, " %.*s ", (int)strcspn(name, "."), name);
  rank = strstr(order, own);
  ck_assert_msg(rank != NULL, "%s: the order of units does not know it", path);
  while ((at = strstr(at, "#include <bulwark/")) != NULL) {
    char other[64];
    const char *other_rank;
    at += strlen("#include <bulwark/");
    (void)snprintf(other, sizeof other, " %.*s ", (int)strcspn(at, "."), at);
    other_rank = strstr(order, other);
    ck_assert_msg(other_rank != NULL && other_rank < rank, "%s includes%s, which is not below it", path, other);
  }
}

START_TEST(headers_include_lower_ones_only) {
  for_each_source(only_lower_headers);
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("build");
  int compilers = count_of(BW_TEST_C_COMPILERS);
  int cxx_compilers = count_of(BW_TEST_CXX_COMPILERS);
  int clangs = count_of(BW_TEST_CLANGS);
  if (compilers == 0 || cxx_compilers == 0) {
    (void)fprintf(stderr, "no compiler was found: install gcc, g++ and clang\n");
    return EXIT_FAILURE;
  }
  tcase_set_timeout(tcase, 240);
  tcase_add_unchecked_fixture(tcase, make_folder, remove_folder);
  tcase_add_loop_test(tcase, freestanding_needs_the_contract_only, 0, compilers);
  tcase_add_loop_test(tcase, thirty_two_bits_need_the_contract_only, 0, compilers);
  tcase_add_loop_test(tcase, a_sanitized_kernel_needs_nothing_more, 0, compilers);
  tcase_add_loop_test(tcase, a_release_build_is_the_same_code, 0, compilers);
  tcase_add_loop_test(tcase, the_contract_has_no_dead_entry, 0, compilers);
#if (defined(__x86_64__) || defined(__aarch64__)) && defined(__linux__)
  tcase_add_loop_test(tcase, a_program_without_libc_links_and_runs, 0, compilers);
#endif
#if defined(__x86_64__) && defined(__linux__)
  if (strstr(BW_TEST_C_COMPILERS, "gcc") != NULL) {
    tcase_add_test(tcase, the_windows_trampoline_runs);
  }
#endif
  tcase_add_loop_test(tcase, dialects_of_c_compile_without_a_warning, 0, compilers);
  tcase_add_loop_test(tcase, cxx_consumers_compile_without_a_warning, 0, cxx_compilers);
  tcase_add_loop_test(tcase, other_machines_compile_without_a_warning, 0, clangs * TARGETS);
  tcase_add_loop_test(tcase, a_machine_without_trampoline_says_so, 0, clangs);
  tcase_add_loop_test(tcase, the_msvc_dialect_compiles, 0, clangs);
  tcase_add_loop_test(tcase, a_windows_driver_links, 0, clangs);
  tcase_add_loop_test(tcase, headers_are_self_contained, 0, compilers + cxx_compilers);
  tcase_add_loop_test(tcase, recommended_loops_carry_no_check, 0, compilers);
  tcase_add_loop_test(tcase, ignoring_a_status_does_not_compile, 0, compilers);
  tcase_add_loop_test(tcase, misuse_of_user_memory_does_not_compile, 0, compilers + cxx_compilers);
  tcase_add_test(tcase, extensions_live_in_one_header);
  tcase_add_test(tcase, no_source_knows_ndebug_or_libc);
  tcase_add_test(tcase, headers_include_lower_ones_only);
  return suite_run("build", tcase);
}
