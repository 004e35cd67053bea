//! The eight bytes in front of every heap object.
//!
//! ```text
//!   0      1      2      3      4          8
//!   +------+------+------+------+----------+----
//!   | kind | mark | form | size |  extra   | fields of the object ...
//!   +------+------+------+------+----------+----
//! ```
//!
//! `form` is the object's own: an array's element kind and shared bit, a string's form. `extra` holds a
//! structure's or class's shape or a closure's function. `mark` and `size` belong to the collector: they are 0 in a new
//! header and set when the object is allocated.

use std::cell::Cell;
use std::mem::offset_of;

/// What an object is; decides how it is traced and how large it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// Memory without an object: never reached from a root.
    Free = 0,
    /// A big integer: sign and 64-bit words.
    BigInt,
    /// A string: its bytes, or a view of a buffer of bytes.
    Str,
    /// The bytes of one or more long strings.
    Bytes,
    /// An array header.
    Array,
    /// The elements of one or more arrays.
    Buffer,
    /// A hash: points to its table.
    Hash,
    /// The entries and index of a hash.
    Table,
    /// A structure: its shape says what its slots are.
    Struct,
    /// The slots of a structure that outgrew its first size.
    Slots,
    /// A function with captured values.
    Closure,
    /// A range of integers.
    Range,
    /// A shared captured variable.
    Cell,
    /// A runtime error.
    Error,
    /// A class.
    Class,
    /// A method with what it is bound to.
    Bound,
    /// A call of a generator function.
    Generator,
}

/// The bit of `mark` in an object that survived a collection and was not stored to since.
pub(in crate::heap) const UNLOGGED: u8 = 0x80;

/// The header word. See the module's drawing.
#[derive(Clone, Debug)]
#[repr(C, align(8))]
pub struct Header {
    /// What follows. A plain byte, so that the collector's checks can read it from any memory.
    kind: u8,
    /// The collector's mark and log bits.
    pub(in crate::heap) mark: Cell<u8>,
    /// The object's own byte.
    pub form: Cell<u8>,
    /// The collector's size class.
    pub(in crate::heap) size: Cell<u8>,
    /// The object's own word.
    pub extra: Cell<u32>,
}

const _: () = assert!(size_of::<Header>() == 8);

impl Header {
    /// Where native code finds the object's own byte.
    pub const FORM_OFFSET: usize = offset_of!(Header, form);
    /// Where native code finds the object's own word.
    pub const EXTRA_OFFSET: usize = offset_of!(Header, extra);
    /// Where native code finds the byte that [`Header::needs_barrier`] looks at.
    pub const MARK_OFFSET: usize = offset_of!(Header, mark);
    /// The bit of that byte.
    pub const BARRIER_BIT: u8 = UNLOGGED;

    /// The header of an object still to be allocated.
    #[inline(always)]
    pub fn new(kind: Kind, form: u8, extra: u32) -> Header {
        Header {
            kind: kind as u8,
            mark: Cell::new(0),
            form: Cell::new(form),
            size: Cell::new(0),
            extra: Cell::new(extra),
        }
    }

    /// The whole header of an object that native code makes in the region: of so many bytes, up to 2 KiB.
    pub fn word(kind: Kind, form: u8, extra: u32, bytes: usize) -> u64 {
        debug_assert!(bytes <= super::size::SMALL);
        let class = super::size::class(bytes);
        let [a, b, c, d] = extra.to_ne_bytes();
        u64::from_ne_bytes([kind as u8, 0, form, class, a, b, c, d])
    }

    /// Whether a store of a reference into the object must be followed by the collector's barrier.
    #[inline(always)]
    pub fn needs_barrier(&self) -> bool {
        self.mark.get() & UNLOGGED != 0
    }

    /// What follows: the byte of a [`Kind`].
    #[inline(always)]
    pub(in crate::heap) fn kind(&self) -> u8 {
        self.kind
    }
}
