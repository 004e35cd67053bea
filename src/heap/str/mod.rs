//! Strings: immutable UTF-8 that knows its length in code points.
//!
//! ```text
//!   plain:  +--------+-------+-------+----------------+
//!           | header | bytes | chars | the bytes ...  |         form: ASCII | VIEW
//!           +--------+-------+-------+----------------+         extra: the hash, or 0
//!   view:   +--------+-------+-------+------+--------+--------+
//!           | header | bytes | chars | data | buffer | cursor |
//!           +--------+-------+-------+--+---+---+----+--------+
//!                                       |       +-> +--------+----------+-------+-----+
//!                                       |           | header | capacity | start | end |
//!                                       |           +--------+----------+-------+-----+--------+
//!                                       +---------> | room | a long text, and more ... |  room  |
//!                                                   +------+---------------------------+-------+
//! ```
//!
//! Up to [`INTERNED`] bytes a string is *interned*: one object per content, in a table that the collector
//! clears of what died. So short strings are equal when they are identical. Longer ones are plain, long ones
//! views of a buffer.
//!
//! **Joining is linear.** A view that ends where its buffer is filled is joined with what follows by writing
//! it there, and one that starts where the buffer starts, with what precedes; the result is a new view of the
//! same buffer, which doubles when it is full. A rope of pairs would give the same bound, but it must be
//! flattened before anything can be read, and flattening allocates: reading, comparing and hashing could then
//! fail for want of memory. Here every string has its bytes in one piece at all times.
//!
//! Invariants: the bytes of a string never change and are UTF-8; `chars` counts its code points; the ASCII bit
//! says that they are as many as the bytes; a string of up to [`INTERNED`] bytes is the only one of its content.

mod bytes;
mod intern;
mod join;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::cmp::Ordering;
use std::hash::Hasher;

use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::value::Tag;

pub(in crate::heap) use bytes::Bytes;
pub(in crate::heap) use intern::Interner;

/// The longest string, in bytes, of which there is only one of each content.
pub const INTERNED: usize = 32;

/// The longest string, in bytes, that is not a view of a buffer.
const PLAIN: usize = 128;

/// The longest string at all, in bytes.
pub const MAX_BYTES: usize = u32::MAX as usize;

/// The bit of `form` that says that the string is ASCII.
pub const ASCII: u8 = 1;

/// The bit of `form` that says that the string is a view of a buffer.
pub const VIEW: u8 = 2;

/// A string. See the module's drawing.
#[repr(C)]
pub struct Str {
    header: Header,
    bytes: u32,
    chars: u32,
}

/// What a view has behind its fixed fields.
#[repr(C)]
struct View {
    data: *mut u8,
    buffer: Gc<Bytes>,
    cursor: Cell<Cursor>,
}

/// A place in a view: the code point of that number starts at that byte.
#[derive(Clone, Copy, Default)]
struct Cursor {
    char: u32,
    byte: u32,
}

// SAFETY: repr(C), header first, no drop; the one reference is a view's buffer.
unsafe impl Object for Str {
    const KIND: Kind = Kind::Str;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        if let Some(view) = object.view() {
            tracer.object(view.buffer);
        }
    }
}

// SAFETY: `Tag::Str` stands for this type alone.
unsafe impl Named for Str {
    const TAG: Tag = Tag::Str;
}

/// A string's hash, never 0.
fn hash_of(bytes: &[u8]) -> u32 {
    let mut hasher = FoldHasher::with_seed(0x6869_766d, SharedSeed::global_fixed());
    hasher.write(bytes);
    let hash = hasher.finish();
    ((hash ^ (hash >> 32)) as u32).max(1)
}

/// How many code points a text has. Most texts are ASCII, and looking for that is much faster than counting.
fn count_chars(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

/// Making strings.
impl Str {
    /// A string of this content.
    ///
    /// # Errors
    /// When the heap is full, or for a string over [`MAX_BYTES`].
    pub fn new(heap: &mut Heap, text: &str) -> Result<Gc<Str>, OutOfMemory> {
        if text.len() <= INTERNED {
            return Interner::intern(heap, text);
        }
        let string = Str::unfilled(heap, text.len(), count_chars(text))?;
        // SAFETY: `unfilled` made room for that many bytes, and nobody else refers to them yet.
        unsafe {
            string
                .data()
                .copy_from_nonoverlapping(text.as_ptr(), text.len())
        };
        Ok(string)
    }

    /// The string of one code point.
    ///
    /// # Errors
    /// When the heap is full.
    #[inline]
    pub fn of_char(heap: &mut Heap, c: char) -> Result<Gc<Str>, OutOfMemory> {
        match Interner::of_ascii(heap, c) {
            Some(string) => Ok(string),
            None => Interner::intern(heap, c.encode_utf8(&mut [0; 4])),
        }
    }

    /// A string of more than [`INTERNED`] bytes, which the caller writes before anything else.
    fn unfilled(heap: &mut Heap, bytes: usize, chars: usize) -> Result<Gc<Str>, OutOfMemory> {
        debug_assert!(bytes > INTERNED && chars <= bytes);
        if bytes <= PLAIN {
            return Str::plain(heap, bytes, chars, 0);
        }
        let buffer = Bytes::new(heap, bytes, 0, bytes)?;
        Str::view_of(heap, buffer, buffer.data(), bytes, chars)
    }

    /// A string whose bytes, which the caller writes, stand in the object itself.
    fn plain(
        heap: &mut Heap,
        bytes: usize,
        chars: usize,
        hash: u32,
    ) -> Result<Gc<Str>, OutOfMemory> {
        debug_assert!(bytes <= PLAIN);
        let form = if bytes == chars { ASCII } else { 0 };
        let header = Header::new(Kind::Str, form, hash);
        let (bytes, chars) = (bytes as u32, chars as u32);
        heap.alloc(
            Str {
                header,
                bytes,
                chars,
            },
            bytes as usize,
        )
    }

    /// A view of `bytes` bytes of a buffer from `data` on.
    fn view_of(
        heap: &mut Heap,
        buffer: Gc<Bytes>,
        data: *mut u8,
        bytes: usize,
        chars: usize,
    ) -> Result<Gc<Str>, OutOfMemory> {
        let (Ok(bytes), Ok(chars)) = (u32::try_from(bytes), u32::try_from(chars)) else {
            return Err(OutOfMemory { wanted: bytes });
        };
        let form = if bytes == chars { VIEW | ASCII } else { VIEW };
        let header = Header::new(Kind::Str, form, 0);
        let string = heap.alloc(
            Str {
                header,
                bytes,
                chars,
            },
            size_of::<View>(),
        )?;
        let cursor = Cell::default();
        // SAFETY: there is room for a view behind the object, which nobody else refers to yet.
        unsafe {
            string.trailing::<View>().write(View {
                data,
                buffer,
                cursor,
            })
        };
        Ok(string)
    }
}

/// Sizes.
impl Str {
    /// Where native code finds the number of code points.
    pub const CHARS_OFFSET: usize = std::mem::offset_of!(Str, chars);
    /// Where native code finds the number of bytes.
    pub const BYTES_OFFSET: usize = std::mem::offset_of!(Str, bytes);

    /// The number of code points.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.chars as usize
    }

    /// Whether there are none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// The number of bytes.
    #[inline(always)]
    pub fn byte_len(&self) -> usize {
        self.bytes as usize
    }

    /// Whether every code point is one byte.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.header.form.get() & ASCII != 0
    }

    /// Whether it is the only string of its content, so that it equals only itself.
    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.byte_len() <= INTERNED
    }
}

/// Reading.
impl Gc<Str> {
    #[inline(always)]
    fn view<'a>(self) -> Option<&'a View> {
        if self.header.form.get() & VIEW == 0 {
            return None;
        }
        // SAFETY: a view has those fields behind it; by the invariant of `Gc` it lives until the next safepoint,
        // up to which the caller uses them.
        Some(unsafe { &*self.trailing::<View>() })
    }

    #[inline(always)]
    fn data(self) -> *mut u8 {
        match self.view() {
            Some(view) => view.data,
            None => self.trailing::<u8>(),
        }
    }

    /// The bytes; good until the next safepoint.
    #[inline(always)]
    pub fn as_bytes<'a>(self) -> &'a [u8] {
        // SAFETY: that many bytes stand there and never change; by the invariant of `Gc` they live until the next
        // safepoint, up to which the caller uses them.
        unsafe { std::slice::from_raw_parts(self.data(), self.byte_len()) }
    }

    /// The text; good until the next safepoint.
    #[inline(always)]
    pub fn as_str<'a>(self) -> &'a str {
        // SAFETY: a string's bytes are UTF-8.
        unsafe { std::str::from_utf8_unchecked(self.as_bytes()) }
    }

    /// The hash of the content, computed once; never 0.
    #[inline(always)]
    pub fn hash(self) -> u32 {
        match self.header.extra.get() {
            0 => {
                let hash = hash_of(self.as_bytes());
                self.header.extra.set(hash);
                hash
            }
            hash => hash,
        }
    }

    /// Whether both have the same content.
    #[inline(always)]
    pub fn equals(self, other: Gc<Str>) -> bool {
        self == other
            || (!self.is_interned() && self.bytes == other.bytes && self.equals_long(other))
    }

    fn equals_long(self, other: Gc<Str>) -> bool {
        let (a, b) = (self.header.extra.get(), other.header.extra.get());
        (a == b || a == 0 || b == 0) && self.as_bytes() == other.as_bytes()
    }

    /// The order by code points.
    #[inline]
    pub fn compare(self, other: Gc<Str>) -> Ordering {
        // UTF-8 keeps the order of code points.
        if self == other {
            Ordering::Equal
        } else {
            self.as_bytes().cmp(other.as_bytes())
        }
    }

    /// The code point of that number, if there is one. Near the last one asked for it is found at once, in ASCII
    /// text anywhere.
    #[inline]
    pub fn code_point(self, index: usize) -> Option<char> {
        if index >= self.len() {
            return None;
        }
        if self.is_ascii() {
            return Some(char::from(self.as_bytes()[index]));
        }
        self.as_str()[self.byte_position(index)..].chars().next()
    }

    /// The string of the code point of that number, if there is one.
    ///
    /// # Errors
    /// When the heap is full.
    #[inline]
    pub fn char_at(self, heap: &mut Heap, index: usize) -> Result<Option<Gc<Str>>, OutOfMemory> {
        match self.code_point(index) {
            Some(c) => Str::of_char(heap, c).map(Some),
            None => Ok(None),
        }
    }

    /// At which byte the code point of that number starts; the length in bytes for numbers past the end.
    pub fn byte_position(self, index: usize) -> usize {
        if index >= self.len() {
            return self.byte_len();
        }
        if self.is_ascii() {
            return index;
        }
        let bytes = self.as_bytes();
        let Some(view) = self.view() else {
            return walk(bytes, Cursor::default(), index).byte as usize;
        };
        let end = Cursor {
            char: self.chars,
            byte: self.bytes,
        };
        let near = |from: &Cursor| (from.char as usize).abs_diff(index);
        let from = [view.cursor.get(), Cursor::default(), end]
            .into_iter()
            .min_by_key(near);
        let place = walk(bytes, from.unwrap_or_default(), index);
        view.cursor.set(place);
        place.byte as usize
    }

    /// How many code points stand before a byte position.
    pub fn char_position(self, byte: usize) -> usize {
        match self.is_ascii() {
            true => byte.min(self.byte_len()),
            false => self
                .as_bytes()
                .iter()
                .take(byte)
                .filter(|b| is_start(**b))
                .count(),
        }
    }
}

/// Whether a code point starts with this byte.
fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// Walks from a place to the start of the code point of that number.
fn walk(bytes: &[u8], from: Cursor, index: usize) -> Cursor {
    let mut at = from.byte as usize;
    let mut char = from.char as usize;
    while char < index {
        at += match bytes[at] {
            0..0x80 => 1,
            0x80..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0.. => 4,
        };
        char += 1;
    }
    while char > index {
        at -= 1;
        if is_start(bytes[at]) {
            char -= 1;
        }
    }
    Cursor {
        char: char as u32,
        byte: at as u32,
    }
}
