/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The only program of the booted system: init, with the words of the kernel's command line behind "--".
 *   raw suite        the functional suite through the device
 *   raw attack ID    one attack, with a missing page behind each of the driver's blocks, and, if that was survived,
 *                    once more with one before
 *   hardened all     the suite, every attack, the suite again
 * Each step is a process of its own, announced by a line, which ends with how it went; the host reads them between the
 * kernel's own lines. The last line says that nothing was left out.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host/attack_judge.h"
#include "host/device_client.h"
#include "host/user.h"
#include "shared/faults.h"
#include "suite.h"

/* A process that has threads left after the kernel has killed the one that matters, comes to its end by these. */
enum { SUITE_SECONDS = 1800, ATTACK_SECONDS = 120 };

static void stop(void)
{
    sync();
    reboot(RB_AUTOBOOT);
    for (;;)
        pause();
}

static void give_up(const char *what)
{
    printf("w32k-boot: %s: %s\n", what, strerror(errno));
    stop();
}

static void load(const char *form)
{
    char path[64];
    int file;

    snprintf(path, sizeof path, "/w32k-%s.ko", form);
    file = open(path, O_RDONLY);
    if (file < 0 || syscall(SYS_finit_module, file, "testing=1", 0) != 0)
        give_up(path);
    close(file);
}

static void set_fence(int fence)
{
    FILE *file = fopen("/sys/module/w32k/parameters/fence", "w");

    if (!file || fprintf(file, "%d\n", fence) < 0 || fclose(file) != 0)
        give_up("fence");
}

/* What a step does, in a process of its own. */
typedef int step(const struct w32_fault *fault);

static int suite(const struct w32_fault *fault)
{
    (void)fault;
    return suite_run();
}

static int raw_attack(const struct w32_fault *fault)
{
    return (int)w32_judge_raw(w32_attacks[fault - w32_faults]);
}

static int hardened_attack(const struct w32_fault *fault)
{
    return (int)w32_judge_hardened(w32_attacks[fault - w32_faults], fault->status);
}

/* Waits for a process, at most so many seconds: then it is killed. */
static int wait_for(pid_t child, long seconds)
{
    const struct timespec moment = {0, 20000000};
    struct timespec start, now;
    int status;

    clock_gettime(CLOCK_MONOTONIC, &start);
    while (waitpid(child, &status, WNOHANG) != child) {
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (now.tv_sec - start.tv_sec > seconds)
            kill(child, SIGKILL);
        nanosleep(&moment, NULL);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

/* One step between its two lines. Whether it came to its own end, whatever that was. */
static bool run(const char *name, step *function, const struct w32_fault *fault, long seconds)
{
    pid_t child;
    int end;

    printf("w32k-boot: begin %s%s%s\n", name, fault ? " " : "", fault ? fault->id : "");
    child = fork();
    if (child < 0)
        give_up("fork");
    if (child == 0)
        exit(function(fault));
    end = wait_for(child, seconds);
    printf("w32k-boot: end %s%s%s: %d\n", name, fault ? " " : "", fault ? fault->id : "", end);
    return end < W32_DEVICE_KILLED;
}

static void raw(const char *what, const char *id)
{
    if (strcmp(what, "suite") == 0)
        (void)run("suite", suite, NULL, SUITE_SECONDS);
    set_fence(1);
    for (size_t i = 0; id && i < W32_FAULT_COUNT; i++) {
        if (strcmp(id, w32_faults[i].id) != 0)
            continue;
        w32_user_pattern(true);
        if (run("attack", raw_attack, &w32_faults[i], ATTACK_SECONDS)) {
            set_fence(2);
            (void)run("attack", raw_attack, &w32_faults[i], ATTACK_SECONDS);
        }
    }
}

static void hardened(void)
{
    (void)run("suite", suite, NULL, SUITE_SECONDS);
    set_fence(1);
    w32_user_pattern(true);
    for (size_t i = 0; i < W32_FAULT_COUNT; i++)
        (void)run("attack", hardened_attack, &w32_faults[i], ATTACK_SECONDS);
    w32_user_pattern(false);
    set_fence(0);
    (void)run("suite", suite, NULL, SUITE_SECONDS);
}

int main(int argc, char **argv)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (mount("none", "/dev", "devtmpfs", 0, NULL) != 0 || mount("none", "/sys", "sysfs", 0, NULL) != 0)
        give_up("mount");
    if (argc < 3)
        give_up("usage");
    load(argv[1]);
    /* Tests move the clock themselves; an emulated machine takes its time, most of all where all memory runs out. */
    w32_device_tick(0);
    (void)setenv("CK_EXCLUDE_TAGS", "long", 1);
    (void)setenv("CK_TIMEOUT_MULTIPLIER", "20", 1);
    if (strcmp(argv[1], "raw") == 0)
        raw(argv[2], argc > 3 ? argv[3] : NULL);
    else
        hardened();
    printf("w32k-boot: all done\n");
    stop();
}
