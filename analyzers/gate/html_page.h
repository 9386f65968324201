/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The template of the page, made of the files in page/ when the program is built (page/embed.cmake): a string in which
 * {{title}}, {{summary}} and {{data}} stand for what a run fills in. */
#ifndef BULWARK_GATE_HTML_PAGE_H
#define BULWARK_GATE_HTML_PAGE_H

extern const unsigned char bw_html_page[];

#endif
