//! `Gc<T>`, a typed address of a heap object, and what a type needs to be one.
//!
//! ```text
//! let cell: Gc<HeapCell> = value.as_cell()?;   // a tag test
//! cell.get()                                   // a load: Gc<T> dereferences to T
//! cell.value()                                 // back to a Value
//! ```
//!
//! Objects change through `std::cell::Cell` fields, so that any number of `Gc` may name one object.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

use super::{Header, Kind, Tracer};
use crate::value::{Tag, Value};

/// A reference to a live heap object; a plain address that the collector does not see.
///
/// Invariant: a `Gc` is used only between two safepoints, and what it refers to was reachable at the
/// first of them or allocated since.
pub struct Gc<T> {
    address: NonNull<T>,
    owner: PhantomData<*mut T>,
}

impl<T> Clone for Gc<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Gc<T> {}

impl<T> PartialEq for Gc<T> {
    /// Identity.
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.address == other.address
    }
}

impl<T> Eq for Gc<T> {}

impl<T> fmt::Debug for Gc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gc({:p})", self.address)
    }
}

impl<T> Deref for Gc<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: by the invariant of `Gc` the object is live; it is only ever shared, never borrowed
        // mutably, and what changes in it stands in cells.
        unsafe { self.address.as_ref() }
    }
}

impl<T> Gc<T> {
    /// The object at an address.
    ///
    /// # Safety
    /// A live, initialised object of type `T` must stand there.
    #[inline(always)]
    pub(crate) unsafe fn from_address(address: NonNull<T>) -> Gc<T> {
        Gc {
            address,
            owner: PhantomData,
        }
    }

    /// The object's address.
    #[inline(always)]
    pub fn as_ptr(self) -> *mut T {
        self.address.as_ptr()
    }

    /// The memory after the object's fixed fields, where its inline elements stand.
    #[inline(always)]
    pub(in crate::heap) fn trailing<E>(self) -> *mut E {
        const { assert!(size_of::<T>().is_multiple_of(align_of::<E>())) };
        self.as_ptr().wrapping_add(1).cast()
    }
}

impl<T: Object> Gc<T> {
    /// The object's header.
    #[inline(always)]
    pub fn header(self) -> Gc<Header> {
        // SAFETY: by the contract of `Object` a header stands first in it.
        unsafe { Gc::from_address(self.address.cast()) }
    }
}

impl<T: Named> Gc<T> {
    /// The value that refers to the object.
    #[inline(always)]
    pub fn value(self) -> Value {
        Value::from_parts(T::TAG, self.as_ptr() as u64)
    }
}

/// A type of heap objects.
///
/// # Safety
/// The type is `repr(C)`, starts with a [`Header`] whose kind is `KIND`, has an alignment of 16 at most and
/// nothing to drop; `KIND` belongs to this type alone, and `trace` visits every reference in the object.
pub unsafe trait Object: Sized {
    /// The kind in the header.
    const KIND: Kind;

    /// The kind as the header holds it.
    const BYTE: u8 = Self::KIND as u8;

    /// Shows the collector each reference in `object`. Does not allocate.
    fn trace(object: Gc<Self>, tracer: &mut Tracer);
}

/// An object that values refer to.
///
/// # Safety
/// `TAG` is a heap tag that belongs to this type alone.
pub unsafe trait Named: Object {
    /// The tag of the values that refer to such objects.
    const TAG: Tag;
}

/// The object that a value refers to, if it is a `T`.
#[inline(always)]
pub fn downcast<T: Named>(value: Value) -> Option<Gc<T>> {
    if value.tag() != T::TAG {
        return None;
    }
    // SAFETY: a value with a heap tag holds the address of a live object of that kind (the contract of
    // `Value::from_parts`), and `T::TAG` stands for `T` alone.
    Some(unsafe { Gc::from_address(NonNull::new_unchecked(value.bits() as *mut T)) })
}
