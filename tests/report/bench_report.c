/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* How long the page of bulwark report takes to open with 10,000 findings.
 *
 *   bulwark-bench-report RESULTS PICTURES
 *
 * open_seconds    from the start of the navigation until the page is loaded, drawn and laid out, by the browser's own clock;
 *                 the quickest of the rounds, since what else the machine does only ever adds
 * open_seconds_median, write_seconds, page_mb    for the reader
 * Writes RESULTS/report.json, and leaves the page and its pictures, light and dark, as PICTURES/report*.
 * Exit: 0 the limit is met, 1 it is missed, 2 it could not be measured.
 */
#include "big_page.h"
#include "browser.h"
#include "results.h"
#include "scratch.h"
#include "statistics.h"

#include "gate/files.h"
#include "gate/strings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FINDINGS = 10000, ROUNDS = 7, WIDTH = 1280, HEIGHT = 2600, BUDGET = 10000 };

static const double limit_open = 2.0;

/* Asking for a size has everything laid out that is not yet. */
static const char clock_script[] =
    "<script>addEventListener('load', () => { const height = document.documentElement.getBoundingClientRect().height;"
    " document.title = 'opened ' + performance.now() / 1000 + ' ' + height; });</script>";

static int fail(const char *what, const char *object) {
  fprintf(stderr, "bulwark-bench-report: %s: %s\n", what, object);
  return 2;
}

static double now(void) {
  struct timespec t = {0};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The page as it is, but for its policy and the clock behind its script. */
static const char *with_clock(bw_arena *arena, const char *page) {
  const char *policy = strstr(page, "<meta http-equiv"), *after = policy == NULL ? NULL : strchr(policy, '\n');
  const char *body = after == NULL ? NULL : strstr(after, "</body>");
  if (body == NULL) return NULL;
  return bw_format(arena, "%.*s%.*s%s%s", (int)(policy - page), page, (int)(body - after), after, clock_script, body);
}

static bool open_once(const char *page, double *ret_seconds) {
  browser b = {.program = CHROMIUM, .page = page, .width = WIDTH, .height = 900};
  char *dom = browser_run(&b), *title = dom == NULL ? NULL : browser_title(dom);
  bool good = title != NULL && sscanf(title, "opened %lf", ret_seconds) == 1;
  free(title);
  free(dom);
  return good;
}

static bool take_pictures(bw_arena *arena, const char *page, const char *folder) {
  for (int dark = 0; dark < 2; dark++) {
    browser b = {.program = CHROMIUM, .page = page, .width = WIDTH, .height = HEIGHT, .dark = dark == 1, .wait = BUDGET,
                 .picture = bw_path_join(arena, folder, dark ? "report-dark.png" : "report-light.png")};
    char *dom = browser_run(&b);
    if (dom == NULL) return false;
    free(dom);
  }
  return true;
}

static bool write_figures(const char *folder, const double *opened, double wrote, size_t size) {
  double sorted[ROUNDS];
  memcpy(sorted, opened, sizeof sorted);
  double median = bw_quantile(sorted, ROUNDS, 0.5), least = opened[0];
  for (int i = 1; i < ROUNDS; i++)
    if (opened[i] < least) least = opened[i];
  struct bw_results r = {0};
  bool good = bw_results_add(&r, "findings", FINDINGS, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK &&
              bw_results_add(&r, "open_seconds", least, limit_open, BW_RESULT_MAX) == BW_RESULTS_OK &&
              bw_results_add(&r, "open_seconds_median", median, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK &&
              bw_results_add(&r, "write_seconds", wrote, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK &&
              bw_results_add(&r, "page_mb", (double)size / 1e6, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK;
  bw_results_print(&r, "report", stdout);
  good = good && bw_results_write(&r, folder, "report") == BW_RESULTS_OK;
  bool met = bw_results_missed(&r) == 0;
  bw_results_free(&r);
  if (!good) exit(fail("the figures cannot be written", folder));
  return met;
}

int main(int argc, char **argv) {
  static bw_arena arena;
  if (argc != 3) return fail("needs the folders for results and pictures", "usage: bulwark-bench-report RESULTS PICTURES");
  if (bw_arena_init(&arena, (size_t)1 << 20) != BW_OK) return fail("no memory", "arena");
  struct bw_scratch scratch = bw_scratch_make();
  double start = now(), opened[ROUNDS];
  const char *page = big_page(&arena, bw_scratch_path(&scratch, "sources"), FINDINGS);
  double wrote = now() - start;
  const char *timed = with_clock(&arena, page), *folder = bw_path_join(&arena, bw_path_current(&arena), argv[2]);
  if (timed == NULL) return fail("the page has no policy or no body", "report");
  const char *path = bw_copy_string(&arena, bw_scratch_write(&scratch, "timed.html", timed)), *kept = bw_path_join(&arena, folder, "report.html");
  for (int i = 0; i < ROUNDS; i++)
    if (!open_once(path, &opened[i])) return fail("the browser failed", CHROMIUM);
  if (!bw_folder_make(&arena, folder) || !bw_file_write(kept, page, strlen(page)) || !take_pictures(&arena, kept, folder))
    return fail("the pictures cannot be made in", folder);
  bw_scratch_remove(&scratch);
  return write_figures(argv[1], opened, wrote, strlen(page)) ? 0 : 1;
}
