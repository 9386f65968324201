/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The dialect of cl.exe, which clang speaks with --driver-mode=cl: command lines of MSBuild, of CMake with clang-cl.
 *
 * The same is kept and dropped as in clang's own dialect. Paths of Windows are read as the ones they are seen under here: a drive C:
 * is the folder c below $BULWARK_DRIVES, or below /mnt as in WSL; backslashes are slashes.
 */
#ifndef BULWARK_GATE_FLAGS_CL_H
#define BULWARK_GATE_FLAGS_CL_H

#include "gate/flags.h"

/* The first of the flags that are kept: what follows is in that dialect. */
#define BW_FLAGS_CL "--driver-mode=cl"

/* Whether the compiler or one of its words asks for it. */
bool bw_flags_cl_wanted(const char *compiler, const bw_words *words);

/* Reads the words behind the compiler into kept and bare. *ret_language: "c" or "c++" where a word says so, else NULL. */
void bw_flags_cl_read(bw_arena *arena, const bw_words *words, uint32_t from, bw_flags *flags, const char **ret_language);

/* An option of clang's own dialect, spelled so that it goes with these words. */
const char *bw_flags_spell(bw_arena *arena, const bw_words *words, const char *option);

/* "C:\\src\\a.c" and "C:/src" are paths of Windows; so is any with a backslash where a compiler of Windows is asked. */
bool bw_path_of_windows(const char *path);
const char *bw_path_from_windows(bw_arena *arena, const char *path);

/* Splits a command as Windows programs do: blanks, double quotes, backslashes that count only before a quote. */
void bw_words_split_windows(bw_arena *arena, const char *command, bw_words *ret_words);

#endif
