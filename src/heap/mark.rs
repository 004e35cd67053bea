//! Marking: what a collection does with the references that it is shown.
//!
//! An address that is shown goes on a stack, whatever it is. On its way from the stack to its visit it waits
//! in a short queue, while the processor fetches the object's header: without the queue, most of the time of
//! marking is spent waiting for memory.
//!
//! ```text
//!   roots, fields --show--> stack --pop, prefetch--> [ queue of 8 ] --visit--> mark object and lines, show fields
//! ```
//!
//! Marks flip: one full collection marks with 1, the next with 2, so that none has to clear marks. New objects
//! have mark 0. A collection of young objects keeps the mark of the last one: what has it is old and is not
//! visited again, except objects that the barrier logged.
//!
//! Invariant: after [`Tracer::drain`], each object that was shown has this epoch's mark, and so have all that
//! it refers to; the lines of all of them are marked.

use std::ptr::NonNull;

use super::header::UNLOGGED;
use super::structure::Slots;
use super::{
    Array, BigInt, Bound, Class, Closure, ErrorObject, Gc, Generator, Hash, Header, HeapCell,
    Object, Range, ShapeTable, Str, Struct, buffer::Buffer, chunk, hash::Table, size, str::Bytes,
};
use crate::index::ShapeId;
use crate::value::{Tag, Value};

/// The roots of a machine: registers, globals, constants.
pub trait Roots {
    /// Shows the tracer each root.
    fn trace(&mut self, tracer: &mut Tracer);
}

/// The bits of a header's mark that hold the epoch.
pub(super) const EPOCH: u8 = 0x3;

/// How many objects wait for their memory.
const QUEUE: usize = 8;

/// Takes the references that a root set or an object shows.
pub struct Tracer {
    stack: Vec<NonNull<Header>>,
    /// What a marked object's mark byte is.
    mark: u8,
    /// The heap's shapes, in a full collection.
    shapes: Option<ShapeTable>,
    last_shape: Option<ShapeId>,
    /// How many values were shown in slices.
    pub(super) shown: usize,
    /// The tag under which each address was shown, when the heap is being verified.
    tags: Option<Vec<Option<Tag>>>,
}

impl Tracer {
    /// A tracer that marks with `mark`; with the shapes if unused ones are to be dropped.
    pub(super) fn new(mark: u8, shapes: Option<ShapeTable>) -> Tracer {
        Tracer {
            stack: Vec::new(),
            mark,
            shapes,
            last_shape: None,
            shown: 0,
            tags: None,
        }
    }

    /// A tracer that only takes down what it is shown: see [`Tracer::next_shown`].
    pub(super) fn for_verification() -> Tracer {
        let mut tracer = Tracer::new(0, None);
        tracer.tags = Some(Vec::new());
        tracer
    }

    /// Shows a value; whatever it is.
    #[inline(always)]
    pub fn value(&mut self, value: Value) {
        if value.tag().is_heap() {
            // SAFETY: a value with a heap tag holds the address of a live object (`Value::from_parts`).
            self.show(unsafe { NonNull::new_unchecked(value.bits() as *mut Header) });
            if let Some(tags) = &mut self.tags {
                tags.push(Some(value.tag()));
            }
        }
    }

    /// Shows a slice of values.
    #[inline(always)]
    pub fn values(&mut self, values: &[Value]) {
        self.shown += values.len();
        for value in values {
            self.value(*value);
        }
    }

    /// Shows an object that another object points to directly.
    #[inline(always)]
    pub fn object<T: Object>(&mut self, object: Gc<T>) {
        // SAFETY: a `Gc` is not null.
        self.show(unsafe { NonNull::new_unchecked(object.header().as_ptr()) });
        if let Some(tags) = &mut self.tags {
            tags.push(None);
        }
    }

    /// Shows a shape that must stay, and with it its class.
    #[inline(always)]
    pub fn shape(&mut self, shape: ShapeId) {
        if self.last_shape != Some(shape)
            && let Some(shapes) = &mut self.shapes
        {
            shapes.mark(shape);
            let class = shapes.class(shape);
            self.last_shape = Some(shape);
            if let Some(class) = class {
                self.object(class);
            }
        }
    }

    #[inline(always)]
    fn show(&mut self, object: NonNull<Header>) {
        self.stack.push(object);
    }

    /// Marks everything that can be reached from what was shown.
    pub(super) fn drain(&mut self) {
        let mut queue = [NonNull::<Header>::dangling(); QUEUE];
        let mut first = 0;
        let mut len = 0;
        loop {
            while len < QUEUE
                && let Some(object) = self.stack.pop()
            {
                prefetch(object);
                queue[(first + len) % QUEUE] = object;
                len += 1;
            }
            if len == 0 {
                return;
            }
            let object = queue[first];
            first = (first + 1) % QUEUE;
            len -= 1;
            self.visit(object);
        }
    }

    #[inline(always)]
    fn visit(&mut self, object: NonNull<Header>) {
        // SAFETY: only live objects are shown.
        let header = unsafe { object.as_ref() };
        if (header.mark.get() ^ self.mark) & EPOCH == 0 {
            return;
        }
        header.mark.set(self.mark);
        let class = header.size.get();
        if class != size::LARGE {
            // SAFETY: objects with a size class lie in blocks.
            unsafe { chunk::mark_lines(object.as_ptr().cast(), size::of_class(class)) };
        }
        // SAFETY: as above.
        unsafe { self.show_fields(object) };
    }

    /// Shows the fields of an object that the barrier logged, and makes it subject to the barrier again.
    pub(super) fn revisit(&mut self, object: Gc<Header>) {
        object.mark.set(object.mark.get() | UNLOGGED);
        // SAFETY: it was live at the last collection, and this one frees no old objects.
        unsafe { self.show_fields(NonNull::new_unchecked(object.as_ptr())) };
    }

    /// Shows what the object refers to.
    ///
    /// # Safety
    /// A live object stands at the address.
    #[inline(always)]
    pub(super) unsafe fn show_fields(&mut self, object: NonNull<Header>) {
        macro_rules! dispatch {
            ($kind:expr, $($object:ty),*) => {
                match $kind {
                    $(<$object as Object>::BYTE => {
                        // SAFETY: the header says that a live object of this type stands there.
                        let object: Gc<$object> = unsafe { Gc::from_address(object.cast()) };
                        Object::trace(object, self)
                    })*
                    other => unreachable!("an object of kind {other}"),
                }
            };
        }
        // SAFETY: the caller's promise.
        let kind = unsafe { object.as_ref() }.kind();
        dispatch!(
            kind,
            Array,
            Buffer,
            Struct,
            Slots,
            Closure,
            HeapCell,
            Str,
            Bytes,
            Hash,
            Table,
            BigInt,
            Range,
            ErrorObject,
            Class,
            Bound,
            Generator
        );
    }

    /// Gives the shapes back.
    pub(super) fn take_shapes(&mut self) -> Option<ShapeTable> {
        self.shapes.take()
    }

    /// What was shown and not yet taken, last first: for the verification.
    pub(super) fn next_shown(&mut self) -> Option<(NonNull<Header>, Option<Tag>)> {
        let tag = self.tags.as_mut()?.pop()?;
        Some((self.stack.pop()?, tag))
    }
}

#[inline(always)]
fn prefetch(object: NonNull<Header>) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a prefetch of any address has no effect but on caches.
        unsafe { _mm_prefetch(object.as_ptr().cast(), _MM_HINT_T0) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = object;
}

/// After marking, what survives: for weak tables.
pub struct Liveness {
    pub(super) epoch: u8,
}

impl Liveness {
    /// Whether the object survives this collection.
    #[inline(always)]
    pub fn is_live<T: Object>(&self, object: Gc<T>) -> bool {
        object.header().mark.get() & EPOCH == self.epoch
    }
}
