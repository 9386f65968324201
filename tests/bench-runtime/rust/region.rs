// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//! Regions as slices of rectangles in y-x bands.
use crate::work::{Point, Rect};

/// Appends to a slice; None when it is full.
struct Region<'a> {
    rects: &'a mut [Rect],
    count: usize,
}

impl Region<'_> {
    #[inline(always)]
    fn append(&mut self, left: i32, top: i32, right: i32, bottom: i32) -> Option<()> {
        *self.rects.get_mut(self.count)? = Rect { left, top, right, bottom };
        self.count += 1;
        Some(())
    }

    /// Makes one band of the two last ones when they touch and have the same walls. The start of the last band.
    #[inline(always)]
    fn join_bands(&mut self, before: usize, last: usize) -> usize {
        if self.count == last {
            return before;
        }
        let (upper, lower) = self.rects[before..self.count].split_at_mut(last - before);
        if upper.len() != lower.len() || upper[0].bottom != lower[0].top {
            return last;
        }
        if upper.iter().zip(lower.iter()).any(|(u, l)| u.left != l.left || u.right != l.right) {
            return last;
        }
        let bottom = lower[0].bottom;
        for rect in upper {
            rect.bottom = bottom;
        }
        self.count = last;
        before
    }

    #[inline(always)]
    fn copy_band(&mut self, band: &[Rect], top: i32, bottom: i32) -> Option<()> {
        let to = self.rects.get_mut(self.count..self.count + band.len())?;
        for (to, from) in to.iter_mut().zip(band) {
            *to = Rect { left: from.left, top, right: from.right, bottom };
        }
        self.count += band.len();
        Some(())
    }
}

/// The first band, and what comes after it.
#[inline(always)]
fn take_band(rects: &[Rect]) -> (&[Rect], &[Rect]) {
    let top = rects[0].top;
    let count = rects.iter().position(|rect| rect.top != top).unwrap_or(rects.len());
    rects.split_at(count)
}

#[inline(always)]
fn combine<F>(out: &mut Region, mut a: &[Rect], mut b: &[Rect], overlap: F, keep_a: bool, keep_b: bool) -> Option<()>
where
    F: Fn(&mut Region, &[Rect], &[Rect], i32, i32) -> Option<()>,
{
    let mut done = i32::MIN;
    let mut last = 0;
    while !a.is_empty() && !b.is_empty() {
        let (a_band, a_rest) = take_band(a);
        let (b_band, b_rest) = take_band(b);
        let (a_top, a_bottom) = (a_band[0].top, a_band[0].bottom);
        let (b_top, b_bottom) = (b_band[0].top, b_band[0].bottom);
        let mut top = a_top;
        if a_top < b_top {
            let (from, to) = (a_top.max(done), a_bottom.min(b_top));
            if keep_a && from < to {
                let start = out.count;
                out.copy_band(a_band, from, to)?;
                last = out.join_bands(last, start);
            }
            top = b_top;
        } else if b_top < a_top {
            let (from, to) = (b_top.max(done), b_bottom.min(a_top));
            if keep_b && from < to {
                let start = out.count;
                out.copy_band(b_band, from, to)?;
                last = out.join_bands(last, start);
            }
        }
        done = a_bottom.min(b_bottom);
        if top < done {
            let start = out.count;
            overlap(out, a_band, b_band, top, done)?;
            last = out.join_bands(last, start);
        }
        if a_bottom == done {
            a = a_rest;
        }
        if b_bottom == done {
            b = b_rest;
        }
    }
    let mut rest = if keep_a && !a.is_empty() {
        a
    } else if keep_b {
        b
    } else {
        &[]
    };
    while !rest.is_empty() {
        let (band, next) = take_band(rest);
        let start = out.count;
        out.copy_band(band, band[0].top.max(done), band[0].bottom)?;
        last = out.join_bands(last, start);
        rest = next;
    }
    Some(())
}

fn unite(out: &mut Region, a: &[Rect], b: &[Rect], top: i32, bottom: i32) -> Option<()> {
    let mut a = a.iter().peekable();
    let mut b = b.iter().peekable();
    let mut next = || match (a.peek(), b.peek()) {
        (Some(from_a), Some(from_b)) if from_a.left < from_b.left => a.next(),
        (_, Some(_)) => b.next(),
        _ => a.next(),
    };
    let first = next()?;
    let (mut left, mut right) = (first.left, first.right);
    while let Some(rect) = next() {
        if rect.left <= right {
            right = right.max(rect.right);
        } else {
            out.append(left, top, right, bottom)?;
            left = rect.left;
            right = rect.right;
        }
    }
    out.append(left, top, right, bottom)
}

fn intersect(out: &mut Region, a: &[Rect], b: &[Rect], top: i32, bottom: i32) -> Option<()> {
    let mut a = a.iter().peekable();
    let mut b = b.iter().peekable();
    while let (Some(from_a), Some(from_b)) = (a.peek(), b.peek()) {
        let left = from_a.left.max(from_b.left);
        let right = from_a.right.min(from_b.right);
        if left < right {
            out.append(left, top, right, bottom)?;
        }
        if from_a.right == right {
            a.next();
        } else {
            b.next();
        }
    }
    Some(())
}

fn subtract(out: &mut Region, a: &[Rect], b: &[Rect], top: i32, bottom: i32) -> Option<()> {
    let mut b = b.iter().peekable();
    for from in a {
        let mut left = from.left;
        while b.next_if(|cut| cut.right <= left).is_some() {}
        while let Some(cut) = b.peek() {
            if cut.left >= from.right {
                break;
            }
            if cut.left > left {
                out.append(left, top, cut.left, bottom)?;
            }
            left = cut.right;
            if left >= from.right {
                break;
            }
            b.next();
        }
        if left < from.right {
            out.append(left, top, from.right, bottom)?;
        }
    }
    Some(())
}

pub fn union(a: &[Rect], b: &[Rect], rects: &mut [Rect]) -> usize {
    let mut out = Region { rects, count: 0 };
    combine(&mut out, a, b, unite, true, true).map_or(0, |()| out.count)
}

pub fn intersection(a: &[Rect], b: &[Rect], rects: &mut [Rect]) -> usize {
    let mut out = Region { rects, count: 0 };
    combine(&mut out, a, b, intersect, false, false).map_or(0, |()| out.count)
}

pub fn difference(a: &[Rect], b: &[Rect], rects: &mut [Rect]) -> usize {
    let mut out = Region { rects, count: 0 };
    combine(&mut out, a, b, subtract, true, false).map_or(0, |()| out.count)
}

fn contains(region: &[Rect], x: i32, y: i32) -> bool {
    for rect in region {
        if y < rect.top {
            return false;
        }
        if y < rect.bottom && x >= rect.left && x < rect.right {
            return true;
        }
    }
    false
}

pub fn points_inside(region: &[Rect], points: &[Point]) -> usize {
    points.iter().filter(|point| contains(region, point.x, point.y)).count()
}
