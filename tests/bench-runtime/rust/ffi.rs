// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//! The way from the C harness to the safe kernels: pointers and counts become slices here and nowhere else.
use kernels::work::{Event, Glyph, Picture, Placed, Point, Queue, Rect, Slot, Surface, Window};
use kernels::{draw, metafile, objects, region};

#[repr(C)]
struct Span<T> {
    items: *mut T,
    count: usize,
}

impl<T> Span<T> {
    unsafe fn read(&self) -> &[T] {
        std::slice::from_raw_parts(self.items, self.count)
    }

    unsafe fn write(&mut self) -> &mut [T] {
        std::slice::from_raw_parts_mut(self.items, self.count)
    }
}

#[repr(C)]
struct View<T> {
    items: Span<T>,
    width: usize,
    height: usize,
    stride: usize,
}

impl<T> View<T> {
    unsafe fn picture(&self) -> Picture<'_, T> {
        Picture { items: self.items.read(), width: self.width, height: self.height, stride: self.stride }
    }
}

impl View<u32> {
    unsafe fn surface(&mut self) -> Surface<'_> {
        Surface { items: self.items.write(), width: self.width, height: self.height, stride: self.stride }
    }
}

#[repr(C)]
struct Handles {
    entries: Span<u8>,
    raw_handles: Span<u32>,
    slots: Span<Slot>,
    handles: Span<u64>,
    pointers: Span<*mut u8>,
}

/// bench_work of work.h, field by field.
#[repr(C)]
pub struct Work {
    region_a: Span<Rect>,
    region_b: Span<Rect>,
    points: Span<Point>,
    windows: Span<Window>,
    sprite: View<u32>,
    indexed: View<u8>,
    palette: *const [u32; 256],
    coverage: Span<u8>,
    glyphs: Span<Glyph>,
    text: Span<Placed>,
    events: Span<Event>,
    metafile: Span<u8>,
    objects: Handles,
    table: *const u8,
    fill_color: u32,
    seed: u32,
    screen: View<u32>,
    rects: Span<Rect>,
    answers: Span<u32>,
    queue: *mut Queue,
    ring: *mut u8,
}

#[no_mangle]
pub extern "C" fn bench_rust_work_bytes() -> u64 {
    std::mem::size_of::<Work>() as u64
}

macro_rules! kernel {
    ($name:ident, $work:ident, $result:expr) => {
        #[no_mangle]
        pub unsafe extern "C" fn $name($work: &mut Work) -> u64 {
            $result as u64
        }
    };
}

kernel!(rust_region_union, w, region::union(w.region_a.read(), w.region_b.read(), w.rects.write()));
kernel!(rust_region_intersect, w, region::intersection(w.region_a.read(), w.region_b.read(), w.rects.write()));
kernel!(rust_region_subtract, w, region::difference(w.region_a.read(), w.region_b.read(), w.rects.write()));
kernel!(rust_point_in_region, w, region::points_inside(w.region_a.read(), w.points.read()));
kernel!(rust_scanline_fill, w, draw::scanline_fill(&mut w.screen.surface(), w.region_a.read(), w.fill_color));
kernel!(
    rust_clipped_blit,
    w,
    draw::clipped_blit(&mut w.screen.surface(), &w.sprite.picture(), w.region_b.read(), w.points.read())
);
kernel!(
    rust_glyph_blend,
    w,
    draw::glyph_blend(&mut w.screen.surface(), w.glyphs.read(), w.coverage.read(), w.text.read())
);
kernel!(
    rust_palette_lookup,
    w,
    draw::palette_lookup(&mut w.screen.surface(), &w.indexed.picture(), &*w.palette)
);
kernel!(rust_raster_op, w, draw::raster_op(&mut w.screen.surface(), &w.sprite.picture(), w.fill_color));
kernel!(rust_hit_test, w, objects::hit_test(w.windows.read(), w.points.read(), w.answers.write()));
kernel!(rust_handle_lookup, w, objects::handle_lookup(w.objects.slots.read(), w.objects.handles.read()));
kernel!(rust_message_queue, w, objects::message_queue(&mut *w.queue, w.events.read()));
kernel!(rust_metafile_parse, w, metafile::parse(w.metafile.read()));

#[no_mangle]
pub unsafe extern "C" fn rust_path_bounds(w: &mut Work) -> u64 {
    let points = w.points.read();
    let bounds = objects::path_bounds(points);
    w.rects.write()[0] = bounds;
    w.points.count as u64
}
