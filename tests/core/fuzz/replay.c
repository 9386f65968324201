/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* replay MUTATIONS FOLDER…: gives every file of the folders to the fuzz entry, and so many mutations of each, always the
 * same ones: bytes changed, lines taken out or doubled, the end cut off. */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t state;

static uint64_t below(uint64_t limit)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (state >> 33) % limit;
}

/* Of exactly its size, so that a sanitizer sees the first byte too many. */
static void give(const uint8_t *data, size_t size)
{
    uint8_t *own = malloc(size == 0 ? 1 : size);
    if (own == NULL)
        exit(2);
    memcpy(own, data, size);
    (void)LLVMFuzzerTestOneInput(own, size);
    free(own);
}

/* Takes out, or says twice, the line that byte `at` stands in. */
static size_t change_line(uint8_t *data, size_t size, size_t at, bool twice)
{
    size_t begin = at, end = at;
    while (begin > 0 && data[begin - 1] != '\n')
        begin--;
    while (end < size && data[end++] != '\n')
        ;
    if (!twice) {
        memmove(data + begin, data + end, size - end);
        return size - (end - begin);
    }
    memmove(data + end + (end - begin), data + end, size - end);
    memcpy(data + end, data + begin, end - begin);
    return size + (end - begin);
}

static void mutate(const uint8_t *seed, size_t size, unsigned mutations)
{
    uint8_t *data = malloc(2 * size + 1);
    if (data == NULL)
        exit(2);
    for (unsigned i = 0; i < mutations; i++) {
        size_t now = size;
        memcpy(data, seed, size);
        switch (below(4)) {
        case 0:
            now = change_line(data, now, below(now), false);
            break;
        case 1:
            now = change_line(data, now, below(now), true);
            break;
        case 2:
            now = 1 + below(now);
            break;
        default:
            break;
        }
        for (uint64_t changes = below(4); changes > 0 && now > 0; changes--)
            data[below(now)] = below(2) != 0 ? (uint8_t)below(256) : data[below(now)];
        give(data, now);
    }
    free(data);
}

static bool run_file(const char *path, unsigned mutations)
{
    struct stat status;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) {
        if (file != NULL)
            (void)fclose(file);
        return false;
    }
    size_t size = (size_t)status.st_size;
    uint8_t *data = malloc(size + 1);
    bool read = data != NULL && fread(data, 1, size, file) == size;
    (void)fclose(file);
    if (read) {
        state = size;
        give(data, size);
        if (size > 0)
            mutate(data, size, mutations);
    }
    free(data);
    return read;
}

int main(int count, char **arguments)
{
    size_t files = 0;
    char path[4096];
    unsigned mutations = count > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : 0;
    for (int i = 2; i < count; i++) {
        DIR *folder = opendir(arguments[i]);
        if (folder == NULL) {
            fprintf(stderr, "cannot open %s\n", arguments[i]);
            return EXIT_FAILURE;
        }
        for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
            (void)snprintf(path, sizeof path, "%s/%s", arguments[i], entry->d_name);
            files += entry->d_name[0] != '.' && run_file(path, mutations);
        }
        (void)closedir(folder);
    }
    printf("%zu files, %u mutations of each\n", files, mutations);
    return files == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
