/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "read_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    size_t room = 1 << 16;
    size_t count = 0;
    char *text = malloc(room);
    while (text != NULL) {
        count += fread(text + count, 1, room - count - 1, file);
        if (count < room - 1)
            break;
        char *larger = realloc(text, room *= 2);
        if (larger == NULL) {
            free(text);
            text = NULL;
        } else {
            text = larger;
        }
    }
    if (text != NULL)
        text[count] = '\0';
    (void)fclose(file);
    return text;
}
