/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What makes an image a native driver that a kernel can load, read by llvm-readobj: kind, entry, and that everything it wants
 * is the kernel's. Arguments: READOBJ DEF IMAGE..., where DEF lists what may be imported.
 */
#include "command.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *readobj, *definitions;
static char **images;
static int image_count;

/* The number behind the first "NAME: " of `output`. */
static unsigned long field(const char *name)
{
    char label[64];
    const char *at;

    (void)snprintf(label, sizeof label, " %s: ", name);
    at = strstr(output, label);
    ck_assert_msg(at != NULL, "no %s in:\n%.2000s", name, output);
    return strtoul(at + strlen(label), NULL, 0);
}

START_TEST(native_image)
{
    static const char *const words[] = {"Machine: IMAGE_FILE_MACHINE_AMD64 ", "Magic: 0x20B",
                                        "Subsystem: IMAGE_SUBSYSTEM_NATIVE ", "IMAGE_FILE_EXECUTABLE_IMAGE ",
                                        "IMAGE_DLL_CHARACTERISTICS_WDM_DRIVER ", "IMAGE_DLL_CHARACTERISTICS_NX_COMPAT ",
                                        "IMAGE_DLL_CHARACTERISTICS_DYNAMIC_BASE "};

    MUST_RUN("'%s' --file-headers '%s'", readobj, images[_i]);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        ck_assert_msg(strstr(output, words[i]) != NULL, "%s: no %s", images[_i], words[i]);
    /* The loader refuses a driver whose checksum is wrong, and 0 is wrong. */
    ck_assert_uint_ne(field("CheckSum"), 0);
    ck_assert_uint_ne(field("ExceptionTableRVA"), 0);
    ck_assert_uint_ne(field("BaseRelocationTableRVA"), 0);
    ck_assert_uint_eq(field("TLSTableRVA"), 0);
    ck_assert_uint_eq(field("ExportTableRVA"), 0);
}
END_TEST

/* The entry lies in code. */
START_TEST(entry_in_code)
{
    unsigned long entry, address = 0, size = 0;
    const char *text;

    MUST_RUN("'%s' --file-headers '%s'", readobj, images[_i]);
    entry = field("AddressOfEntryPoint");
    MUST_RUN("'%s' --sections '%s'", readobj, images[_i]);
    text = strstr(output, "Name: .text ");
    ck_assert_ptr_nonnull(text);
    ck_assert_ptr_nonnull(strstr(text, "VirtualSize: "));
    size = strtoul(strstr(text, "VirtualSize: ") + strlen("VirtualSize: "), NULL, 0);
    address = strtoul(strstr(text, "VirtualAddress: ") + strlen("VirtualAddress: "), NULL, 0);
    ck_assert_uint_ge(entry, address);
    ck_assert_uint_lt(entry, address + size);
    /* No section may be written and run. */
    MUST_RUN("'%s' --sections '%s' | awk '/^  Section /{w=x=0} /MEM_WRITE/{w=1} /MEM_EXECUTE/{x=1} w&&x{bad=1} END{exit bad}'",
             readobj, images[_i]);
}
END_TEST

/* One library, the kernel, and of it what the list names: nothing of a C library's. */
START_TEST(imports_of_the_kernel_only)
{
    static char allowed[OUTPUT_MAX];
    int count = 0;

    read_file(definitions);
    memcpy(allowed, output, sizeof allowed);
    MUST_RUN("'%s' --coff-imports '%s' | grep '^  Name: ' | sort -u", readobj, images[_i]);
    ck_assert_str_eq(output, "  Name: ntoskrnl.exe\n");
    MUST_RUN("'%s' --coff-imports '%s' | sed -n 's/^  Symbol: \\([^ ]*\\) .*/\\1/p'", readobj, images[_i]);
    for (char *name = strtok(output, "\n"); name != NULL; name = strtok(NULL, "\n")) {
        char line[128];

        (void)snprintf(line, sizeof line, "\n%s\n", name);
        ck_assert_msg(strstr(allowed, line) != NULL, "%s imports %s", images[_i], name);
        count++;
    }
    ck_assert_int_gt(count, 10);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("windows driver");
    TCase *tests = tcase_create("image");
    SRunner *runner;
    int failed;

    if (argc < 5)
        return 2;
    readobj = argv[1];
    definitions = argv[2];
    images = argv + 3;
    image_count = argc - 3;
    tcase_add_unchecked_fixture(tests, make_folder, remove_folder);
    tcase_add_loop_test(tests, native_image, 0, image_count);
    tcase_add_loop_test(tests, entry_in_code, 0, image_count);
    tcase_add_loop_test(tests, imports_of_the_kernel_only, 0, image_count);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
