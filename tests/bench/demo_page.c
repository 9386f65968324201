/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "demo_page.h"

#include <stdio.h>

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Bulwark: the sample driver, attacked</title>\n"
    "<style>\n"
    ":root { color-scheme: light dark; --line: #8886; }\n"
    "body { font: 15px/1.5 system-ui, sans-serif; max-width: 84rem; margin: 2rem auto; padding: 0 1rem; }\n"
    "h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }\n"
    ".pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1.25rem; }\n"
    "figure { margin: 0; } img { width: 100%; height: auto; border: 1px solid var(--line); display: block; }\n"
    "figcaption { margin-top: .4rem; }\n"
    "table { border-collapse: collapse; width: 100%; font-size: .9rem; }\n"
    "th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); }\n"
    "code { font-family: ui-monospace, monospace; }\n"
    ".good { color: #16803c; } .bad { color: #c02626; }\n"
    "@media (prefers-color-scheme: dark) { .good { color: #5fd38a; } .bad { color: #ff7b72; } }\n"
    "</style>\n</head>\n<body>\n<h1>The sample driver, attacked in both forms</h1>\n";

static void put_text(FILE *page, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<')
            fputs("&lt;", page);
        else if (*text == '&')
            fputs("&amp;", page);
        else if (*text == '"')
            fputs("&quot;", page);
        else
            fputc(*text, page);
    }
}

static void put_picture(FILE *page, const char *name, const char *caption)
{
    fprintf(page, "<figure><a href=\"%s\"><img src=\"%s\" alt=\"", name, name);
    put_text(page, caption);
    fputs("\"></a><figcaption>", page);
    put_text(page, caption);
    fputs("</figcaption></figure>\n", page);
}

static void put_cell(FILE *page, const char *text, const char *kind)
{
    fprintf(page, kind != NULL ? "<td class=\"%s\">" : "<td>", kind);
    put_text(page, text);
    fputs("</td>", page);
}

static void put_row(FILE *page, const struct bw_demo_fault *fault)
{
    char place[BW_DEMO_TEXT + 16];

    (void)snprintf(place, sizeof place, "raw/%s:%u", fault->file, fault->line);
    fputs("<tr><td><code>", page);
    put_text(page, fault->id);
    fputs("</code></td>", page);
    put_cell(page, fault->check, NULL);
    put_cell(page, place, NULL);
    put_cell(page, fault->found_by_lint ? "found" : "missed", fault->found_by_lint ? "good" : "bad");
    put_cell(page, fault->raw_verdict, "bad");
    put_cell(page, fault->hardened_verdict, "good");
    fputs("</tr>\n", page);
}

bool bw_demo_write_page(const char *folder, const char *attack, const struct bw_demo *demo)
{
    char path[4096];
    FILE *page;
    bool written;

    if (snprintf(path, sizeof path, "%s/index.html", folder) >= (int)sizeof path || (page = fopen(path, "w")) == NULL)
        return false;
    fputs(head, page);
    fputs("<p>Both forms drew the same desktop. Then a client sent the request of <code>", page);
    put_text(page, attack);
    fputs("</code>, and what the screen holds was read back; nothing was drawn anew.</p>\n<div class=\"pictures\">\n", page);
    put_picture(page, "desktop.png", "Before the attack: the same in both forms.");
    put_picture(page, "raw-after.png", "Raw, after it: the request went well, and wrote past its block into the screen.");
    put_picture(page, "hardened-after.png", "Hardened, after it: the request was answered with a status; not a pixel has changed.");
    put_picture(page, "difference.png", "In red: what is no longer as it was in the raw form.");
    fputs("</div>\n<h2>All attacks</h2>\n<table>\n<tr><th>planted fault</th><th>check</th><th>place</th><th>lint</th>"
          "<th>raw</th><th>hardened</th></tr>\n", page);
    for (size_t i = 0; i < demo->count; i++)
        put_row(page, &demo->fault[i]);
    fputs("</table>\n<p>Every finding with its path, and the code by verdict: <a href=\"lint-raw.html\">raw</a>, "
          "<a href=\"lint-hardened.html\">hardened</a>.</p>\n</body>\n</html>\n",
          page);
    written = ferror(page) == 0;
    return fclose(page) == 0 && written;
}
