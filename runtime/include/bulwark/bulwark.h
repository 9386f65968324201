/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/bulwark.h: the whole runtime in one include.
 *
 * The units, bottom up; each includes only those above it:
 *   compiler.h, annotate.h   the dialect, and what the analysis is told
 *   base.h                   status codes
 *   violation.h              broken invariants and the policy for them
 *   address.h ints.h span.h  questions about pointers; checked integers; typed pointers with a length
 *   cursor.h zip.h view.h    walking and filling spans; several at once; rectangles
 *   endian.h reader.h writer.h   integers as bytes; input from outside; output to it
 *   plain.h                  bytes as items of plain types, and back
 *   string.h                 text of bounded length, UTF-8 and UTF-16
 *   ring.h ring_fixed.h list.h refcount.h     queues; linked lists; reference counts
 *   slots.h                  which of a fixed number of slots are in use
 *   arena.h block.h          memory for one request; memory of a span's own
 *   pool.h handle.h          objects of one type; handles to objects
 *   capture.h                user memory in and out
 *   guard.h                  containment of violations
 */
#ifndef BULWARK_BULWARK_H
#define BULWARK_BULWARK_H

#include <bulwark/address.h>
#include <bulwark/arena.h>
#include <bulwark/base.h>
#include <bulwark/block.h>
#include <bulwark/capture.h>
#include <bulwark/cursor.h>
#include <bulwark/endian.h>
#include <bulwark/guard.h>
#include <bulwark/handle.h>
#include <bulwark/ints.h>
#include <bulwark/list.h>
#include <bulwark/plain.h>
#include <bulwark/pool.h>
#include <bulwark/reader.h>
#include <bulwark/refcount.h>
#include <bulwark/ring.h>
#include <bulwark/ring_fixed.h>
#include <bulwark/slots.h>
#include <bulwark/span.h>
#include <bulwark/string.h>
#include <bulwark/view.h>
#include <bulwark/violation.h>
#include <bulwark/writer.h>
#include <bulwark/zip.h>

#endif
