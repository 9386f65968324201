/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "ir_test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bw_arena ir_arena;

static void setup(void)
{
    ck_assert_int_eq(bw_arena_init(&ir_arena, 1u << 16), BW_OK);
}

static void teardown(void)
{
    bw_arena_destroy(&ir_arena);
}

TCase *ir_case(const char *name)
{
    TCase *made = tcase_create(name);

    tcase_add_checked_fixture(made, setup, teardown);
    tcase_set_timeout(made, 300);
    return made;
}

bw_ir_module ir_good(const char *text)
{
    bw_ir_module module;
    const char *error = "";

    ck_assert_msg(bw_ir_read_text(text, strlen(text), &ir_arena, &module, &error), "%s\n%s", error, text);
    return module;
}

const char *ir_bad(const char *text, size_t size)
{
    bw_ir_module module;
    const char *error = NULL;

    memset(&module, 0x5a, sizeof module);
    bw_ir_module before = module;
    ck_assert_msg(!bw_ir_read_text(text, size, &ir_arena, &module, &error), "it reads:\n%s", text);
    ck_assert_ptr_nonnull(error);
    ck_assert_msg(memcmp(&before, &module, sizeof module) == 0, "a failed read touched its output");
    return error;
}

const char *ir_text(const bw_ir_module *module)
{
    const char *text = NULL, *error = "";
    size_t size = 0;

    ck_assert_msg(bw_ir_write_text(module, BW_IR_TEXT_ALL, &ir_arena, &text, &size, &error), "%s", error);
    ck_assert_uint_eq(strlen(text), size);
    return text;
}

const char *ir_file(const char *path, size_t *ret_size)
{
    void *block = NULL;
    FILE *file = fopen(path, "rb");

    ck_assert_msg(file != NULL, "cannot open %s", path);
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    ck_assert_int_ge(size, 0);
    rewind(file);
    ck_assert_int_eq(bw_arena_alloc(&ir_arena, (size_t)size + 1, 1, &block), BW_OK);
    ck_assert_uint_eq(fread(block, 1, (size_t)size, file), (size_t)size);
    (void)fclose(file);
    *ret_size = (size_t)size;
    return block;
}

static int by_name(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

size_t ir_each_file(const char *folder, void (*visit)(const char *path))
{
    char *names[512];
    size_t count = 0;
    DIR *open_folder = opendir(folder);

    ck_assert_msg(open_folder != NULL, "cannot open %s", folder);
    for (struct dirent *entry; (entry = readdir(open_folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        ck_assert_uint_lt(count, sizeof names / sizeof names[0]);
        size_t size = strlen(folder) + strlen(entry->d_name) + 2;
        names[count] = malloc(size);
        ck_assert_ptr_nonnull(names[count]);
        (void)snprintf(names[count++], size, "%s/%s", folder, entry->d_name);
    }
    (void)closedir(open_folder);
    qsort(names, count, sizeof names[0], by_name);
    for (size_t i = 0; i < count; i++) {
        visit(names[i]);
        free(names[i]);
    }
    return count;
}
