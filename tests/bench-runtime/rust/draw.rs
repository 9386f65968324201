// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//! Drawing into a surface of 32-bit pixels: rows by chunks of the stride, pixels by iterators.
use crate::work::{Glyph, Picture, Placed, Point, Rect, Surface};

impl Surface<'_> {
    /// The rows of a rectangle that lies inside. The last row may be shorter than the stride.
    #[inline]
    fn rows(&mut self, x: usize, y: usize, width: usize, height: usize) -> impl Iterator<Item = &mut [u32]> {
        let start = y * self.stride;
        self.items[start..].chunks_mut(self.stride).take(height).map(move |row| &mut row[x..x + width])
    }
}

impl<'a, T> Picture<'a, T> {
    #[inline]
    fn rows(&self, x: usize, y: usize, width: usize, height: usize) -> impl Iterator<Item = &'a [T]> {
        let start = y * self.stride;
        self.items[start..].chunks(self.stride).take(height).map(move |row| &row[x..x + width])
    }
}

pub fn scanline_fill(screen: &mut Surface, region: &[Rect], color: u32) -> usize {
    let mut rows = 0;
    for rect in region {
        let left = rect.left.max(0);
        let top = rect.top.max(0);
        let right = rect.right.min(screen.width as i32);
        let bottom = rect.bottom.min(screen.height as i32);
        if left >= right || top >= bottom {
            continue;
        }
        let (width, height) = ((right - left) as usize, (bottom - top) as usize);
        for row in screen.rows(left as usize, top as usize, width, height) {
            row.fill(color);
        }
        rows += height;
    }
    rows
}

/// The copy primitive: a rectangle of the sprite to a place of the screen, both clipped already.
#[inline(never)]
fn copy_rect(screen: &mut Surface, sprite: &Picture<u32>, to: (usize, usize), from: (usize, usize), size: (usize, usize)) {
    let rows = screen.rows(to.0, to.1, size.0, size.1);
    for (to, from) in rows.zip(sprite.rows(from.0, from.1, size.0, size.1)) {
        to.copy_from_slice(from);
    }
}

fn blit(screen: &mut Surface, sprite: &Picture<u32>, clips: &[Rect], at_x: i32, at_y: i32) -> usize {
    let at_right = (at_x + sprite.width as i32).min(screen.width as i32);
    let at_bottom = (at_y + sprite.height as i32).min(screen.height as i32);
    let mut rows = 0;
    for clip in clips {
        if clip.top >= at_bottom {
            break;
        }
        if clip.bottom <= at_y || clip.right <= at_x || clip.left >= at_right {
            continue;
        }
        let left = clip.left.max(at_x);
        let top = clip.top.max(at_y);
        let width = (clip.right.min(at_right) - left) as usize;
        let height = (clip.bottom.min(at_bottom) - top) as usize;
        let from = ((left - at_x) as usize, (top - at_y) as usize);
        copy_rect(screen, sprite, (left as usize, top as usize), from, (width, height));
        rows += height;
    }
    rows
}

pub fn clipped_blit(screen: &mut Surface, sprite: &Picture<u32>, clips: &[Rect], points: &[Point]) -> usize {
    points.iter().step_by(4).map(|point| blit(screen, sprite, clips, point.x, point.y)).sum()
}

#[inline(always)]
fn blend(under: u32, color: u32, coverage: u8) -> u32 {
    let coverage = u32::from(coverage);
    let share = coverage + (coverage >> 7);
    let rest = 256 - share;
    let red_blue = (under & 0xff00ff).wrapping_mul(rest).wrapping_add((color & 0xff00ff).wrapping_mul(share));
    let green = (under & 0xff00) * rest + (color & 0xff00) * share;
    ((red_blue >> 8) & 0xff00ff) | ((green >> 8) & 0xff00)
}

pub fn glyph_blend(screen: &mut Surface, glyphs: &[Glyph], coverage: &[u8], text: &[Placed]) -> usize {
    let mut pixels = 0;
    for placed in text {
        let glyph = &glyphs[placed.glyph as usize];
        let left = placed.x.max(0);
        let top = placed.y.max(0);
        let right = (placed.x + glyph.width as i32).min(screen.width as i32);
        let bottom = (placed.y + glyph.height as i32).min(screen.height as i32);
        if left >= right || top >= bottom {
            continue;
        }
        let (width, height) = ((right - left) as usize, (bottom - top) as usize);
        let (glyph_width, glyph_height) = (glyph.width as usize, glyph.height as usize);
        let mask = Picture {
            items: &coverage[glyph.offset as usize..][..glyph_width * glyph_height],
            width: glyph_width,
            height: glyph_height,
            stride: glyph_width,
        };
        let from = mask.rows((left - placed.x) as usize, (top - placed.y) as usize, width, height);
        for (row, mask_row) in screen.rows(left as usize, top as usize, width, height).zip(from) {
            for (pixel, &coverage) in row.iter_mut().zip(mask_row) {
                *pixel = blend(*pixel, placed.color, coverage);
            }
        }
        pixels += width * height;
    }
    pixels
}

pub fn palette_lookup(screen: &mut Surface, indexed: &Picture<u8>, palette: &[u32; 256]) -> usize {
    let from = indexed.rows(0, 0, indexed.width, indexed.height);
    for (row, indices) in screen.rows(0, 0, indexed.width, indexed.height).zip(from) {
        for (pixel, &index) in row.iter_mut().zip(indices) {
            *pixel = palette[index as usize];
        }
    }
    indexed.height
}

pub fn raster_op(screen: &mut Surface, sprite: &Picture<u32>, mask: u32) -> usize {
    let columns = screen.width / sprite.width;
    let lines = screen.height / sprite.height;
    for line in 0..lines {
        for column in 0..columns {
            let to = screen.rows(column * sprite.width, line * sprite.height, sprite.width, sprite.height);
            for (row, from) in to.zip(sprite.rows(0, 0, sprite.width, sprite.height)) {
                for (pixel, &source) in row.iter_mut().zip(from) {
                    *pixel = (*pixel & !mask) ^ (source & mask);
                }
            }
        }
    }
    lines * columns
}
