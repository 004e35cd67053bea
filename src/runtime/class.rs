//! Classes: what the instructions of classes do that needs no names.
//!
//! ```text
//! is_instance r1, r0, r2      whether the class of r0, or one that it extends, is r2
//! ```

pub use crate::bytecode::program::{INIT, INITIALISER};

use super::Fault;
use super::fault::FaultKind;
use crate::heap::{Bound, Class, Gc, Heap, Struct};
use crate::index::FnId;
use crate::value::{Tag, Value};

/// The value as a class.
///
/// # Errors
/// When it is none.
pub fn want_class(value: Value) -> Result<Gc<Class>, Fault> {
    value
        .as_class()
        .ok_or_else(|| Fault::message(format!("want class, got {}", value.kind_name())))
}

/// The value as a bound method.
///
/// # Errors
/// When it is none.
pub fn want_bound(value: Value) -> Result<Gc<Bound>, Fault> {
    value
        .as_bound()
        .ok_or_else(|| Fault::message(format!("want bound method, got {}", value.kind_name())))
}

/// Nothing, if the value is a class.
///
/// # Errors
/// When it is none.
pub fn check_class(value: Value) -> Result<(), Fault> {
    match value.tag() {
        Tag::Class => Ok(()),
        tag => Err(Fault::new(FaultKind::NotAClass(tag.kind_name()))),
    }
}

/// The function of the program that a value is, with captured values or without.
pub fn function_of(value: Value) -> Option<FnId> {
    match value.tag() {
        Tag::Function => Some(FnId(value.bits() as u32)),
        _ => value.as_closure().map(|closure| closure.function()),
    }
}

/// A function bound to a receiver.
///
/// # Errors
/// When it is no function of the program, or the heap is full.
pub fn bind(heap: &mut Heap, function: Value, receiver: Value) -> Result<Value, Fault> {
    match function_of(function) {
        Some(_) => Ok(Bound::new(heap, receiver, function)?.value()),
        None => Err(Fault::message(format!(
            "want function, got {}",
            function.kind_name()
        ))),
    }
}

/// Whether a value is an instance of the class, or of one that extends it.
///
/// # Errors
/// When the second value is no class.
pub fn is_instance(heap: &Heap, value: Value, class: Value) -> Result<bool, Fault> {
    let class = want_class(class)?;
    let own = value
        .as_struct()
        .and_then(|object| heap.shapes.class(object.shape()));
    Ok(own.is_some_and(|own| own.is_or_extends(class)))
}

/// Whether an instance's field initialisers have run or begun; true of everything else.
pub fn is_ready(heap: &Heap, value: Value) -> bool {
    raw(heap, value).is_none()
}

/// Notes that they are about to run.
///
/// # Errors
/// When the value is no structure.
pub fn make_ready(heap: &Heap, value: Value) -> Result<(), Fault> {
    if value.tag() != Tag::Struct {
        let kind = value.kind_name();
        return Err(Fault::message(format!("want instance, got {kind}")));
    }
    if let Some((object, class)) = raw(heap, value) {
        object.set_shape(class.shape());
    }
    Ok(())
}

/// A new instance whose initialisers have still to run, with its class.
#[inline(always)]
fn raw(heap: &Heap, value: Value) -> Option<(Gc<Struct>, Gc<Class>)> {
    let object = value.as_struct()?;
    let class = heap.shapes.class(object.shape())?;
    let shape = object.shape();
    (shape != class.shape() && shape == class.first_shape()).then_some((object, class))
}
