// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//! Tables of objects: windows under a point, handles, a message queue, the bounds of a path.
use crate::work::{Event, Message, Point, Queue, Rect, Slot, Window, MOUSE_MOVE, QUEUE};

fn child_at<'a>(windows: &'a [Window], parent: &Window, x: i32, y: i32) -> Option<&'a Window> {
    let first = parent.first_child as usize;
    let children = &windows[first..first + parent.child_count as usize];
    children.iter().find(|child| {
        let frame = &child.frame;
        child.visible != 0 && x >= frame.left && x < frame.right && y >= frame.top && y < frame.bottom
    })
}

pub fn hit_test(windows: &[Window], points: &[Point], answers: &mut [u32]) -> u64 {
    let mut sum = 0;
    for (point, answer) in points.iter().zip(answers) {
        let mut hit = &windows[0];
        while let Some(child) = child_at(windows, hit, point.x, point.y) {
            hit = child;
        }
        *answer = hit.id;
        sum += u64::from(hit.id);
    }
    sum
}

fn resolve(slots: &[Slot], handle: u64) -> Option<&Slot> {
    slots.get(handle as u32 as usize).filter(|slot| slot.key == handle)
}

pub fn handle_lookup(slots: &[Slot], handles: &[u64]) -> u64 {
    handles.iter().map(|&handle| resolve(slots, handle).map_or(1 << 40, |slot| u64::from(slot.width))).sum()
}

impl Queue {
    fn post(&mut self, message: &Message) -> bool {
        if self.head != self.tail {
            let last = &mut self.items[self.tail.wrapping_sub(1) as usize % QUEUE];
            if last.number == MOUSE_MOVE && message.number == MOUSE_MOVE && last.window == message.window {
                *last = *message;
                return true;
            }
        }
        if self.tail.wrapping_sub(self.head) as usize == QUEUE {
            return false;
        }
        self.items[self.tail as usize % QUEUE] = *message;
        self.tail = self.tail.wrapping_add(1);
        true
    }

    fn take(&mut self) -> Option<Message> {
        if self.head == self.tail {
            return None;
        }
        let message = self.items[self.head as usize % QUEUE];
        self.head = self.head.wrapping_add(1);
        Some(message)
    }
}

fn weight(message: &Message) -> u64 {
    u64::from(message.number) ^ message.wparam ^ message.lparam
}

pub fn message_queue(queue: &mut Queue, events: &[Event]) -> u64 {
    let mut sum = 0u64;
    for event in events {
        if !queue.post(&event.message) {
            sum = sum.wrapping_add(1 << 40);
        }
        for _ in 0..event.take {
            match queue.take() {
                Some(message) => sum = sum.wrapping_add(weight(&message)),
                None => break,
            }
        }
    }
    while let Some(message) = queue.take() {
        sum = sum.wrapping_add(weight(&message));
    }
    sum
}

pub fn path_bounds(points: &[Point]) -> Rect {
    let empty = Rect { left: i32::MAX, top: i32::MAX, right: i32::MIN, bottom: i32::MIN };
    points.iter().fold(empty, |bounds, point| Rect {
        left: bounds.left.min(point.x),
        top: bounds.top.min(point.y),
        right: bounds.right.max(point.x),
        bottom: bounds.bottom.max(point.y),
    })
}
