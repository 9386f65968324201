/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bootstrap on systems that are not this one: a copy of it runs in a folder of its own, with a PATH that holds
 * harmless tools of the system and, for everything that installs or builds, programs that write down how they were
 * called. The path of bootstrap is the argument.
 */
#include "process.h"
#include "scratch.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *bootstrap;
static struct bw_scratch scratch;

/* Everything bootstrap asks for, as dpkg-query would list it. */
static const char *const packages[] = {
    "cmake", "ninja-build", "pkg-config", "g++", "clang-19", "libclang-19-dev", "llvm-19-dev", "clang-22",
    "libclang-22-dev", "llvm-22-dev", "libclang-rt-19-dev", "libclang-rt-22-dev", "mingw-w64-x86-64-dev", "check",
    "libjansson-dev", "libyaml-dev", "libpng-dev", "frama-c-base", "why3", "z3", "cvc4", "qemu-user", "gcc-aarch64-linux-gnu",
    "libc6-dev-arm64-cross", "gcc-s390x-linux-gnu", "libc6-dev-s390x-cross", "gcc-i686-linux-gnu",
    "libc6-dev-i386-cross", "linux-headers-amd64", "make", "lld-19", "git", "bear", "ccache", "python3-jsonschema", "valgrind", "libapr1-dev", "libmimalloc-dev",
    "libtalloc-dev", "chromium",
};

static void write_tool(const char *name, const char *body)
{
    char path[64];
    char text[1024];
    (void)snprintf(path, sizeof path, "bin/%s", name);
    (void)snprintf(text, sizeof text, "#!/bin/sh\necho \"%s $*\" >>%s/calls\n%s\n", name, scratch.dir, body);
    bw_scratch_write_program(&scratch, path, text);
}

static void link_tool(const char *name)
{
    static const char *const folder[] = {"/bin", "/usr/bin"};
    for (size_t i = 0; i < 2; i++) {
        char target[128];
        char path[64];
        (void)snprintf(target, sizeof target, "%s/%s", folder[i], name);
        (void)snprintf(path, sizeof path, "bin/%s", name);
        if (access(target, X_OK) == 0) {
            ck_assert_int_eq(symlink(target, bw_scratch_path(&scratch, path)), 0);
            return;
        }
    }
    ck_abort_msg("no %s on this system", name);
}

/* dpkg-query lists the file "installed"; apt-get install adds to it what apt "has". */
static void list_installed(const char *const *absent)
{
    FILE *f = fopen(bw_scratch_path(&scratch, "installed"), "w");
    ck_assert_ptr_nonnull(f);
    for (size_t i = 0; i < sizeof packages / sizeof packages[0]; i++) {
        bool left_out = false;
        for (const char *const *a = absent; a != NULL && *a != NULL; a++)
            left_out = left_out || strcmp(*a, packages[i]) == 0;
        if (!left_out)
            fprintf(f, "installed=%s ", packages[i]);
    }
    ck_assert_int_eq(fclose(f), 0);
}

static void setup(void)
{
    static const char *const tool[] = {"sh", "bash", "readlink", "dirname", "grep", "mktemp", "cat", "rm", "stat", "mkdir"};
    scratch = bw_scratch_make();
    ck_assert_int_eq(mkdir(bw_scratch_path(&scratch, "bin"), 0755), 0);
    for (size_t i = 0; i < sizeof tool / sizeof tool[0]; i++)
        link_tool(tool[i]);
    char *text = bw_scratch_read(bootstrap);
    bw_scratch_write_program(&scratch, "bootstrap", text);
    free(text);
    bw_scratch_write(&scratch, "calls", "");
    bw_scratch_write(&scratch, "os-release", "ID=debian\nVERSION_ID=\"12\"\n");
    list_installed(NULL);

    write_tool("dpkg", "echo amd64");
    write_tool("dpkg-query", "cat ../installed 2>/dev/null || cat installed");
    write_tool("apt-cache", "echo \"$2:\"; echo '  Candidate: 1.0'");
    write_tool("apt-get",
               "[ \"$1\" = install ] || exit 0\n"
               "echo \"frontend $DEBIAN_FRONTEND\" >>calls\n"
               "for p; do case $p in install|-*) ;; *) printf 'installed=%s ' $p >>installed;; esac; done");
    write_tool("id", "echo 0");
    write_tool("cmake", "mkdir -p build build-sanitize; [ \"$2\" = default ] && d=build || d=build-sanitize; : >$d/build.ninja");
    write_tool("ninja", "");
    write_tool("ctest", "echo '100% tests passed, 0 tests failed out of 1'");
}

static void teardown(void)
{
    bw_scratch_remove(&scratch);
}

/* Runs the copy with one or two arguments; output is in "said". */
static int run(const char *first, const char *second)
{
    char path[512];
    char release[512];
    (void)snprintf(path, sizeof path, "PATH=%s/bin", scratch.dir);
    (void)snprintf(release, sizeof release, "BOOTSTRAP_OS_RELEASE=%s/os-release", scratch.dir);
    char *argv[] = {"/usr/bin/env", "-i", path, release, "./bootstrap", (char *)first, (char *)second, NULL};
    const char *said = bw_scratch_path(&scratch, "said");
    struct bw_process process = {.argv = argv, .dir = scratch.dir, .out = said, .err = said, .timeout = 30};
    struct bw_process_end end;
    ck_assert(bw_process_run(&process, &end));
    return end.exit_code;
}

static bool has(const char *file, const char *text)
{
    char *all = bw_scratch_read(bw_scratch_path(&scratch, file));
    bool found = strstr(all, text) != NULL;
    free(all);
    return found;
}

static size_t lines(const char *file)
{
    char *all = bw_scratch_read(bw_scratch_path(&scratch, file));
    size_t count = 0;
    for (const char *p = all; *p != '\0'; p++)
        count += *p == '\n';
    free(all);
    return count;
}

static void expect(const char *file, const char *text)
{
    if (has(file, text))
        return;
    char *all = bw_scratch_read(bw_scratch_path(&scratch, file));
    ck_abort_msg("no \"%s\" in %s:\n%s", text, file, all);
}

static void expect_not(const char *file, const char *text)
{
    ck_assert_msg(!has(file, text), "\"%s\" in %s", text, file);
}

START_TEST(with_everything_there_nothing_is_installed)
{
    ck_assert_int_eq(run("test", NULL), 0);
    expect_not("calls", "apt-");
    expect("calls", "cmake --preset default\n");
    expect("calls", "ninja -C build\n");
    expect("calls", "cmake --preset sanitize\n");
    expect("calls", "ctest --preset default\n");
    char *said = bw_scratch_read(bw_scratch_path(&scratch, "said"));
    const char *summary = strstr(said, "100% tests passed");
    ck_assert_ptr_nonnull(summary);
    ck_assert_msg(strchr(summary, '\n')[1] == '\0', "ctest's summary is not the last line:\n%s", said);
    free(said);

    bw_scratch_write(&scratch, "calls", "");
    ck_assert_int_eq(run("test", NULL), 0);
    expect_not("calls", "\ncmake ");
    expect("calls", "ninja -C build\n");
}
END_TEST

START_TEST(missing_packages_and_only_those_are_installed)
{
    static const char *const absent[] = {"check", "clang-22", NULL};
    list_installed(absent);
    ck_assert_int_eq(run("test", NULL), 0);
    expect("said", "bootstrap: installing: clang-22 check\n");
    expect("calls", "apt-get update\n");
    expect("calls", "apt-get install -y --no-install-recommends clang-22 check\n");
    expect("calls", "frontend noninteractive\n");

    bw_scratch_write(&scratch, "calls", "");
    ck_assert_int_eq(run("test", NULL), 0);
    expect_not("calls", "apt-");
}
END_TEST

START_TEST(a_dry_run_only_says_what_is_missing)
{
    static const char *const absent[] = {"check", NULL};
    list_installed(absent);
    ck_assert_int_eq(run("test", "--dry-run"), 0);
    expect("said", "bootstrap: would install: check\n");
    expect_not("calls", "apt-get");
    expect_not("calls", "\ncmake ");
}
END_TEST

START_TEST(the_corpus_asks_for_more)
{
    static const char *const absent[] = {"make", "lld-19", NULL};
    list_installed(absent);
    ck_assert_int_eq(run("corpus", "--dry-run"), 0);
    expect("said", "would install: linux-source-6.1 xz-utils make lld-19 flex bison bc libelf-dev libssl-dev\n");
}
END_TEST

START_TEST(the_boot_asks_for_a_kernel)
{
    list_installed(NULL);
    ck_assert_int_eq(run("boot", "--dry-run"), 0);
    expect("said", "would install: linux-headers-cloud-amd64 linux-image-cloud-amd64 qemu-system-x86 cpio\n");
}
END_TEST

START_TEST(not_root_means_sudo_for_apt_only)
{
    static const char *const absent[] = {"check", NULL};
    list_installed(absent);
    write_tool("id", "echo 1000");
    ck_assert_int_eq(run("test", NULL), 2);
    expect("said", "missing packages: check; run this as root or install sudo\n");
    ck_assert_uint_eq(lines("said"), 1);
    expect_not("calls", "apt-");

    write_tool("sudo", "[ \"$1\" = DEBIAN_FRONTEND=noninteractive ] && shift; DEBIAN_FRONTEND=noninteractive \"$@\"");
    ck_assert_int_eq(run("test", NULL), 0);
    expect("calls", "sudo DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends check\n");
    expect_not("calls", "sudo cmake");
}
END_TEST

START_TEST(another_system_gets_one_line)
{
    static const struct {
        const char *release;
        const char *machine;
        const char *said;
    } row[] = {
        {"ID=ubuntu\nVERSION_ID=24.04\n", "echo amd64", "this is ubuntu 24.04 on amd64"},
        {"ID=debian\nVERSION_ID=13\n", "echo amd64", "this is debian 13 on amd64"},
        {"ID=debian\nVERSION_ID=12\n", "echo arm64", "this is debian 12 on arm64"},
        {"", "echo amd64", "this is unknown unknown on amd64"},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        bw_scratch_write(&scratch, "os-release", row[i].release);
        write_tool("dpkg", row[i].machine);
        ck_assert_int_eq(run("test", NULL), 2);
        expect("said", row[i].said);
        ck_assert_uint_eq(lines("said"), 1);
    }
    expect_not("calls", "apt-");
    expect_not("calls", "\ncmake ");
}
END_TEST

START_TEST(a_package_that_cannot_be_had_is_named)
{
    static const char *const absent[] = {"check", "clang-22", NULL};
    list_installed(absent);
    write_tool("apt-cache", "echo \"$2:\"; [ $2 = check ] && echo '  Candidate: (none)' || echo '  Candidate: 1.0'");
    ck_assert_int_eq(run("test", NULL), 2);
    expect("said", "bootstrap: package check cannot be had");
    ck_assert_uint_eq(lines("said"), 2);
    expect_not("calls", "apt-get install");

    write_tool("apt-cache", "echo '  Candidate: 1.0'");
    write_tool("apt-get", "[ $1 = update ] && exit 0; echo 'E: Unable to correct problems'; exit 100");
    ck_assert_int_eq(run("test", NULL), 2);
    expect("said", "bootstrap: package clang-22 cannot be installed: Unable to correct problems\n");
    ck_assert_uint_eq(lines("said"), 2);
}
END_TEST

START_TEST(a_failed_update_is_no_failure_if_the_lists_suffice)
{
    static const char *const absent[] = {"check", NULL};
    list_installed(absent);
    write_tool("apt-get", "[ $1 = update ] && exit 100; printf 'installed=check ' >>installed");
    ck_assert_int_eq(run("test", NULL), 0);
    expect("said", "apt-get update failed, going on with the package lists at hand\n");
}
END_TEST

START_TEST(what_fails_in_the_build_fails_the_run)
{
    write_tool("ninja", "exit 1");
    ck_assert_int_eq(run("test", NULL), 2);
    expect("said", "bootstrap: build does not build\n");
    expect_not("calls", "ctest");
    ck_assert_int_eq(mkdir(bw_scratch_path(&scratch, "build-sanitize"), 0755) == 0 || errno == EEXIST, 1);

    write_tool("ninja", "");
    ck_assert_int_eq(unlink(bw_scratch_path(&scratch, "build/build.ninja")), 0);
    write_tool("cmake", "echo trace; echo '  missing packages: libpng-dev'; echo more; exit 1");
    ck_assert_int_eq(run("test", NULL), 2);
    expect("said", "  missing packages: libpng-dev\nbootstrap: cannot configure build (whole log: build/configure.log)\n");
    expect_not("said", "trace");

    bw_scratch_write(&scratch, "build/build.ninja", "");
    bw_scratch_write(&scratch, "build-sanitize/build.ninja", "");
    write_tool("ctest", "exit 8");
    ck_assert_int_eq(run("test", NULL), 8);
}
END_TEST

START_TEST(arguments_are_judged_first)
{
    ck_assert_int_eq(run("--help", NULL), 0);
    expect("said", "usage: ./bootstrap COMMAND");
    ck_assert_int_eq(run("tset", NULL), 2);
    expect("said", "unknown argument tset");
    ck_assert_int_eq(run("demo", "test"), 2);
    expect("said", "one command at a time");
    ck_assert_int_eq(run(NULL, NULL), 2);
    expect("said", "usage: ./bootstrap COMMAND");
    ck_assert_uint_eq(lines("calls"), 0);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    bootstrap = argv[1];
    Suite *suite = suite_create("bootstrap");
    TCase *tests = tcase_create("bootstrap");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, with_everything_there_nothing_is_installed);
    tcase_add_test(tests, missing_packages_and_only_those_are_installed);
    tcase_add_test(tests, a_dry_run_only_says_what_is_missing);
    tcase_add_test(tests, the_corpus_asks_for_more);
    tcase_add_test(tests, the_boot_asks_for_a_kernel);
    tcase_add_test(tests, not_root_means_sudo_for_apt_only);
    tcase_add_test(tests, another_system_gets_one_line);
    tcase_add_test(tests, a_package_that_cannot_be_had_is_named);
    tcase_add_test(tests, a_failed_update_is_no_failure_if_the_lists_suffice);
    tcase_add_test(tests, what_fails_in_the_build_fails_the_run);
    tcase_add_test(tests, arguments_are_judged_first);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
