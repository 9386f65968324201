/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Paths and whole files.
 *
 * Paths are bytes: nothing is assumed about their encoding. Results live in the arena. Functions that return bool
 * here set errno and say nothing: only the caller knows what the file means to the user.
 */
#ifndef BULWARK_GATE_FILES_H
#define BULWARK_GATE_FILES_H

#include "gate/gate.h"

/* path if it is absolute, else folder/path; "." and empty parts are dropped, ".." is kept. */
char *bw_path_join(bw_arena *arena, const char *folder, const char *path);

/* The name that all spellings of an existing file share: links and ".." resolved. For a file that does not exist,
 * the joined path with ".." taken textually. */
const char *bw_path_resolve(bw_arena *arena, const char *folder, const char *path);

/* path without the folder base, when it lies in it; else path. Both absolute and resolved. */
const char *bw_path_within(const char *base, const char *path);

/* The part after the last slash. */
const char *bw_path_name(const char *path);

/* The part before the last slash; "." when there is none. */
char *bw_path_folder(bw_arena *arena, const char *path);

/* The current folder. Ends the program when it has none. */
const char *bw_path_current(bw_arena *arena);

bool bw_path_is_file(const char *path);
bool bw_path_is_folder(const char *path);

/* Makes path and the folders above it. */
BW_MUST_CHECK bool bw_folder_make(bw_arena *arena, const char *path);

/* The whole file, with a NUL after its last byte; refuses folders and files above 1 GiB. */
BW_MUST_CHECK bool bw_file_read(const char *path, bw_arena *arena, char **ret_bytes, size_t *ret_size);

/* Whole and atomic; a file that holds these bytes already keeps its time stamp. */
BW_MUST_CHECK bool bw_file_write(const char *path, const char *bytes, size_t size);

/* The program's file as execvp would find it; relative names with a slash are taken from folder. NULL if there is
 * none that can be run. */
const char *bw_program_find(bw_arena *arena, const char *folder, const char *name);

/* The file of the running program. */
const char *bw_program_self(bw_arena *arena);

#endif
