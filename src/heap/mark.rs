//! Marking: what a collection does with the references it is shown.

use super::{Gc, Object};
use crate::index::ShapeId;
use crate::value::Value;

/// The roots of a machine: registers, globals, constants.
pub trait Roots {
    /// Shows the tracer each root.
    fn trace(&mut self, tracer: &mut Tracer);
}

/// Takes the references that a root set or an object shows.
#[derive(Default)]
pub struct Tracer {
    stack: Vec<u64>,
    shapes: Vec<ShapeId>,
}

impl Tracer {
    /// Shows a value; whatever it is.
    #[inline(always)]
    pub fn value(&mut self, value: Value) {
        if value.tag().is_heap() {
            self.stack.push(value.bits());
        }
    }

    /// Shows a slice of values.
    #[inline(always)]
    pub fn values(&mut self, values: &[Value]) {
        for value in values {
            self.value(*value);
        }
    }

    /// Shows a shape that must stay.
    #[inline(always)]
    pub fn shape(&mut self, shape: ShapeId) {
        self.shapes.push(shape);
    }

    /// Shows an object that another object points to directly.
    #[inline(always)]
    pub fn object<T: Object>(&mut self, object: Gc<T>) {
        self.stack.push(object.as_ptr() as u64);
    }
}

/// After marking, what survives: for weak tables.
pub struct Liveness(());

impl Liveness {
    /// Whether the object survives this collection.
    #[inline(always)]
    pub fn is_live<T: Object>(&self, object: Gc<T>) -> bool {
        object.header().mark.get() == 0
    }
}
