/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Gives every file of the folders named on the command line to the fuzz entry, once. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Returns false when path is no readable file. */
static int run_file(const char *path)
{
    struct stat status;
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return 0;
    if (fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) {
        (void)fclose(file);
        return 0;
    }
    /* Of exactly its size, so that a sanitizer sees the first byte too many. */
    size_t size = (size_t)status.st_size;
    uint8_t *data = malloc(size == 0 ? 1 : size);
    int read = data != NULL && fread(data, 1, size, file) == size;
    (void)fclose(file);
    if (read)
        (void)LLVMFuzzerTestOneInput(data, size);
    free(data);
    return read;
}

int main(int count, char **folders)
{
    size_t files = 0;
    char path[4096];

    for (int i = 1; i < count; i++) {
        DIR *folder = opendir(folders[i]);
        if (folder == NULL) {
            fprintf(stderr, "cannot open %s\n", folders[i]);
            return EXIT_FAILURE;
        }
        for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
            if (entry->d_name[0] == '.')
                continue;
            (void)snprintf(path, sizeof path, "%s/%s", folders[i], entry->d_name);
            if (!run_file(path)) {
                fprintf(stderr, "cannot read %s\n", path);
                return EXIT_FAILURE;
            }
            files++;
        }
        (void)closedir(folder);
    }
    printf("%zu inputs\n", files);
    return files == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
