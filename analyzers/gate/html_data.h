/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the page of bulwark report shows, as JSON: the judgement, the source lines around findings and their steps, and
 * the history. The page's scripts in page/ are its only reader.
 *
 * Files are numbers in "names", columns count code points from 1, "end" is the column behind the last one, 0 for the
 * end of the line. Lines longer than a screen or two are cut; when all lines together take more than BW_HTML_LINES_MAX
 * bytes, those of the last findings are left out, and "linesLeftOut" says so.
 */
#ifndef BULWARK_GATE_HTML_DATA_H
#define BULWARK_GATE_HTML_DATA_H

#include "gate/judge.h"
#include "gate/jsontext.h"

#define BW_HTML_LINES_MAX ((size_t)16 << 20)

/* The folder that files are named from: the root, or, when no file that was analysed lies in it, the one that holds them
 * all. Its name is the project's. */
const char *bw_html_base(bw_arena *arena, const bw_judgement *judgement);

/* The caller gives it up. */
json_t *bw_html_data(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement);

#endif
