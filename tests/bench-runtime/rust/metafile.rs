// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//! The records of a metafile: each is split off, then its fields.

#[derive(Default)]
struct Totals {
    area: u64,
    length: u64,
    letters: u64,
    color: u32,
}

fn take_u32(bytes: &mut &[u8]) -> Option<u32> {
    let (value, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*value))
}

fn take_u16(bytes: &mut &[u8]) -> Option<u16> {
    let (value, rest) = bytes.split_first_chunk::<2>()?;
    *bytes = rest;
    Some(u16::from_le_bytes(*value))
}

fn play_rect(sum: &mut Totals, mut body: &[u8]) -> Option<()> {
    let left = take_u32(&mut body)?;
    let top = take_u32(&mut body)?;
    let width = take_u32(&mut body)?.wrapping_sub(left);
    let height = take_u32(&mut body)?.wrapping_sub(top);
    sum.area = sum.area.wrapping_add(u64::from(width) * u64::from(height));
    Some(())
}

fn play_polyline(sum: &mut Totals, mut body: &[u8]) -> Option<()> {
    let count = take_u32(&mut body)? as usize;
    let points = body.get(..count.checked_mul(8)?)?;
    for mut point in points.chunks_exact(8) {
        sum.length += u64::from(take_u32(&mut point)? ^ take_u32(&mut point)?);
    }
    Some(())
}

fn play_text(sum: &mut Totals, mut body: &[u8]) -> Option<()> {
    let x = take_u32(&mut body)?;
    let y = take_u32(&mut body)?;
    let count = take_u16(&mut body)? as usize;
    let letters = body.get(..count * 2)?;
    sum.area = sum.area.wrapping_add(u64::from(x)).wrapping_add(u64::from(y));
    for mut letter in letters.chunks_exact(2) {
        sum.letters += u64::from(take_u16(&mut letter)?);
    }
    Some(())
}

fn play(sum: &mut Totals, mut file: &[u8]) -> Option<()> {
    loop {
        let kind = take_u32(&mut file)?;
        let bytes = take_u32(&mut file)? as usize;
        let (mut body, rest) = file.split_at_checked(bytes)?;
        file = rest;
        match kind {
            1 => play_rect(sum, body)?,
            2 => play_polyline(sum, body)?,
            3 => play_text(sum, body)?,
            4 => sum.color = sum.color.wrapping_mul(31).wrapping_add(take_u32(&mut body)?),
            5 => return Some(()),
            _ => return None,
        }
    }
}

pub fn parse(file: &[u8]) -> u64 {
    let mut sum = Totals::default();
    play(&mut sum, file).map_or(0, |()| sum.area ^ sum.length ^ sum.letters ^ u64::from(sum.color))
}
