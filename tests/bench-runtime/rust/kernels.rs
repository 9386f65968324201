// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//! The kernels in safe Rust, as one writes them: slices, iterators and chunks where the loop allows, an index where
//! the next place depends on the data. The same algorithms as in C; no unsafe code, checks as the language has them.
#![forbid(unsafe_code)]

pub mod draw;
pub mod metafile;
pub mod objects;
pub mod region;
pub mod work;
