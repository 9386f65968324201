/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/bulwark.h: the whole runtime in one include.
 *
 * The units, bottom up; each includes only those above it:
 *   compiler.h, annotate.h   the dialect, and what the analysis is told
 *   base.h                   status codes
 *   violation.h              broken invariants and the policy for them
 *   ints.h  span.h           checked integers; typed pointers with a length
 *   cursor.h view.h reader.h walking and filling spans; rectangles; input bytes
 *   arena.h                  memory for one request
 *   guard.h                  containment of violations
 */
#ifndef BULWARK_BULWARK_H
#define BULWARK_BULWARK_H

#include <bulwark/arena.h>
#include <bulwark/base.h>
#include <bulwark/cursor.h>
#include <bulwark/guard.h>
#include <bulwark/ints.h>
#include <bulwark/reader.h>
#include <bulwark/span.h>
#include <bulwark/view.h>
#include <bulwark/violation.h>

#endif
