//! Strings made of strings: joined, repeated, cut out.
//!
//! ```text
//!   s = s + "x"     n times: linear in total, also for s = "x" + s and for both in turn
//!   s.substring(heap, 1, 3)     code points 1 and 2; a long part shares the buffer
//! ```
//!
//! Invariant: everything is allocated before a shared buffer changes.

use super::super::{Gc, Heap, OutOfMemory};
use super::bytes::Bytes;
use super::{INTERNED, MAX_BYTES, PLAIN, Str};

/// A part that is less than this fraction of its buffer is copied, so that it does not keep the whole alive.
const SHARED_PART: usize = 8;

impl Str {
    /// A new string: one, then the other.
    ///
    /// # Errors
    /// When the heap is full, or for a string over [`MAX_BYTES`].
    pub fn concat(heap: &mut Heap, a: Gc<Str>, b: Gc<Str>) -> Result<Gc<Str>, OutOfMemory> {
        if a.is_empty() {
            return Ok(b);
        }
        if b.is_empty() {
            return Ok(a);
        }
        let bytes = a.byte_len() + b.byte_len();
        if bytes <= INTERNED {
            let mut joined = [0; INTERNED];
            joined[..a.byte_len()].copy_from_slice(a.as_bytes());
            joined[a.byte_len()..bytes].copy_from_slice(b.as_bytes());
            // SAFETY: two texts in UTF-8 make one.
            return Str::new(heap, unsafe {
                std::str::from_utf8_unchecked(&joined[..bytes])
            });
        }
        if bytes > PLAIN {
            return Str::concat_long(heap, a, b);
        }
        let string = Str::plain(heap, bytes, a.len() + b.len(), 0)?;
        // SAFETY: there is room for both, and nobody else refers to the new string yet.
        unsafe { write_both(string.data(), a.as_bytes(), b.as_bytes()) };
        Ok(string)
    }

    fn concat_long(heap: &mut Heap, a: Gc<Str>, b: Gc<Str>) -> Result<Gc<Str>, OutOfMemory> {
        let (bytes, chars) = (a.byte_len() + b.byte_len(), a.len() + b.len());
        if let Some(view) = a.view()
            && a.ends_at_end(view.buffer)
            && view.buffer.room_after() >= b.byte_len()
        {
            let joined = Str::view_of(heap, view.buffer, view.data, bytes, chars)?;
            view.buffer.grow_after(b.byte_len());
            // SAFETY: those bytes of the buffer were nobody's until now; `b` stands elsewhere, or before them.
            unsafe {
                view.data
                    .add(a.byte_len())
                    .copy_from_nonoverlapping(b.data(), b.byte_len())
            };
            return Ok(joined);
        }
        if let Some(view) = b.view()
            && view.data == view.buffer.data()
            && view.buffer.room_before() >= a.byte_len()
        {
            let data = view.data.wrapping_sub(a.byte_len());
            let joined = Str::view_of(heap, view.buffer, data, bytes, chars)?;
            view.buffer.grow_before(a.byte_len());
            // SAFETY: those bytes of the buffer were nobody's until now; `a` stands elsewhere, or after them.
            unsafe { data.copy_from_nonoverlapping(a.data(), a.byte_len()) };
            return Ok(joined);
        }
        // The longer one is what a loop builds: leave room on the side where it grows, and keep what it had on
        // the other side, so that growing at both ends in turn is linear too.
        let longer = if a.byte_len() >= b.byte_len() { a } else { b };
        let (had_before, had_after) = longer.view().map_or((0, 0), |view| {
            (
                view.buffer.room_before().min(bytes),
                view.buffer.room_after().min(bytes),
            )
        });
        let (before, after) = if longer == a {
            (had_before, bytes)
        } else {
            (bytes, had_after)
        };
        let wanted = bytes.saturating_add(before).saturating_add(after);
        let fits = wanted <= MAX_BYTES;
        let (before, capacity) = if fits { (before, wanted) } else { (0, bytes) };
        // Without room for growth if that is all that the heap can give.
        let (buffer, before) = match Bytes::new(heap, capacity, before, before + bytes) {
            Ok(buffer) => (buffer, before),
            Err(_) => (Bytes::new(heap, bytes, 0, bytes)?, 0),
        };
        debug_assert_eq!(buffer.room_before(), before);
        let joined = Str::view_of(heap, buffer, buffer.data(), bytes, chars)?;
        // SAFETY: the new buffer has room for both from its start on, and nobody else refers to it yet.
        unsafe { write_both(buffer.data(), a.as_bytes(), b.as_bytes()) };
        Ok(joined)
    }
}

/// # Safety
/// There is room for both from `to` on, apart from both.
unsafe fn write_both(to: *mut u8, a: &[u8], b: &[u8]) {
    // SAFETY: the caller's word.
    unsafe {
        to.copy_from_nonoverlapping(a.as_ptr(), a.len());
        to.add(a.len())
            .copy_from_nonoverlapping(b.as_ptr(), b.len());
    }
}

impl Gc<Str> {
    fn ends_at_end(self, buffer: Gc<Bytes>) -> bool {
        self.data().wrapping_add(self.byte_len()) == buffer.data_end()
    }

    /// A new string: this one `times` times.
    ///
    /// # Errors
    /// When the heap is full, or for a string over [`MAX_BYTES`].
    pub fn repeat(self, heap: &mut Heap, times: usize) -> Result<Gc<Str>, OutOfMemory> {
        let bytes = self.byte_len().saturating_mul(times);
        if bytes <= INTERNED {
            return Str::new(
                heap,
                &self
                    .as_str()
                    .repeat(if self.is_empty() { 0 } else { times }),
            );
        }
        if times == 1 {
            return Ok(self);
        }
        if bytes > MAX_BYTES {
            return Err(OutOfMemory { wanted: bytes });
        }
        let string = Str::unfilled(heap, bytes, self.len() * times)?;
        let (data, mut done) = (string.data(), self.byte_len());
        // SAFETY: there is room for `bytes` bytes, which nobody else refers to yet; what is copied from stands
        // before what is copied to.
        unsafe {
            data.copy_from_nonoverlapping(self.data(), done);
            while done < bytes {
                let more = done.min(bytes - done);
                data.add(done).copy_from_nonoverlapping(data, more);
                done += more;
            }
        }
        Ok(string)
    }

    /// A new string: the code points `from..to`. Bounds past the end are cut.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn substring(
        self,
        heap: &mut Heap,
        from: usize,
        to: usize,
    ) -> Result<Gc<Str>, OutOfMemory> {
        let to = to.min(self.len());
        let from = from.min(to);
        if to - from == self.len() {
            return Ok(self);
        }
        let first = self.byte_position(from);
        let last = self.byte_position(to);
        self.part(heap, first, last, to - from)
    }

    /// A new string: the bytes `first..last`, which are on the bounds of code points.
    ///
    /// # Errors
    /// When the heap is full.
    ///
    /// # Panics
    /// When the bounds are out of order, past the end, or inside a code point.
    pub fn byte_slice(
        self,
        heap: &mut Heap,
        first: usize,
        last: usize,
    ) -> Result<Gc<Str>, OutOfMemory> {
        let text = &self.as_str()[first..last];
        let chars = if self.is_ascii() {
            last - first
        } else {
            text.chars().count()
        };
        self.part(heap, first, last, chars)
    }

    fn part(
        self,
        heap: &mut Heap,
        first: usize,
        last: usize,
        chars: usize,
    ) -> Result<Gc<Str>, OutOfMemory> {
        let bytes = last - first;
        match self.view() {
            Some(view) if bytes > PLAIN && bytes >= view.buffer.used() / SHARED_PART => {
                Str::view_of(
                    heap,
                    view.buffer,
                    view.data.wrapping_add(first),
                    bytes,
                    chars,
                )
            }
            _ => Str::new(heap, &self.as_str()[first..last]),
        }
    }
}
