// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//! What the kernels work on, as slices.

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub struct Rect {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

#[derive(Clone, Copy)]
#[repr(C)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

#[repr(C)]
pub struct Window {
    pub frame: Rect,
    pub id: u32,
    pub visible: u32,
    pub first_child: u32,
    pub child_count: u32,
}

#[repr(C)]
pub struct Glyph {
    pub offset: u32,
    pub width: u32,
    pub height: u32,
}

#[repr(C)]
pub struct Placed {
    pub x: i32,
    pub y: i32,
    pub glyph: u32,
    pub color: u32,
}

#[derive(Clone, Copy)]
#[repr(C)]
pub struct Message {
    pub window: u32,
    pub number: u32,
    pub wparam: u64,
    pub lparam: u64,
}

#[repr(C)]
pub struct Event {
    pub message: Message,
    pub take: u64,
}

pub const QUEUE: usize = 64;
pub const MOUSE_MOVE: u32 = 0x200;

#[repr(C)]
pub struct Queue {
    pub items: [Message; QUEUE],
    pub head: u32,
    pub tail: u32,
}

#[repr(C)]
pub struct Slot {
    pub key: u64,
    pub width: u32,
    pub height: u32,
    pub private: [u64; 5],
}

/// A rectangle of items in a slice.
#[derive(Clone, Copy)]
pub struct Picture<'a, T> {
    pub items: &'a [T],
    pub width: usize,
    pub height: usize,
    pub stride: usize,
}

pub struct Surface<'a> {
    pub items: &'a mut [u32],
    pub width: usize,
    pub height: usize,
    pub stride: usize,
}
