/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A page in headless Chromium, for tests and measurements.
 *
 * Guarantees: each run is a browser of its own, with an empty profile that is gone afterwards and no access to the
 * network; one that does not end in time is ended, and the run has failed.
 */
#ifndef BULWARK_TESTS_BROWSER_H
#define BULWARK_TESTS_BROWSER_H

#include <stdbool.h>

typedef struct browser {
  const char *program; /* of Chromium */
  const char *page;    /* an absolute path of plain characters */
  unsigned width, height;
  bool dark;          /* what the system prefers */
  unsigned wait;      /* milliseconds of the page's own time, which passes as fast as it can; 0: until it is loaded */
  const char *picture; /* takes a PNG of the window; NULL: the DOM is asked for */
} browser;

/* The DOM as it is in the end, freed by the caller; "" for a picture; NULL when the browser failed. */
char *browser_run(const browser *b);

/* The title in a DOM, without markup's entities; freed by the caller. NULL if it has none. */
char *browser_title(const char *dom);

#endif
