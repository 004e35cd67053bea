//! Making the objects that a snapshot stands for, where a graph is left.
//!
//! ```text
//! where o0=struct shape3(%1, o1) o1=cell(o0)      ->  both are allocated, then each gets its parts
//! ```
//!
//! Nothing is collected meanwhile, for allocating never collects; so the parts need no roots. The heap's limit may be overdrawn: the
//! next allocation reports it. Execution has gone past the place where the program would have heard of it.
//!
//! Invariant: an object is what the instructions that were not executed would have made of it, but for the room that its buffer has.

use std::alloc::{Layout, handle_alloc_error};

use crate::heap::{Array, Closure, Gc, Heap, HeapCell, OutOfMemory, Range, Struct};
use crate::ir::SunkKind;
use crate::value::{Tag, Value};

/// What a part of an object is, where it is made.
#[derive(Clone, Copy, Debug)]
pub enum Held {
    /// This value.
    Value(Value),
    /// The object of that number.
    Object(u32),
    /// What a new structure has there.
    Fresh,
}

/// Makes objects of these kinds with so many parts each; `part` is asked for a part by the numbers of object and part, and `known`
/// for the object that it is already, null if it is none.
///
/// Where the system has no page of memory left, the process ends: there is no state to go back to.
pub fn make(
    heap: &mut Heap,
    objects: &[(SunkKind, usize)],
    known: impl Fn(usize) -> Value,
    part: impl Fn(usize, usize) -> Held,
) -> Vec<Value> {
    let made = heap.overdraw(|heap| {
        let mut made = Vec::with_capacity(objects.len());
        for (n, (kind, count)) in objects.iter().enumerate() {
            let is_already = known(n);
            if is_already.tag() != Tag::Null {
                made.push(is_already);
                continue;
            }
            let values = (0..*count).map(|at| match part(n, at) {
                Held::Value(value) => value,
                // It stands there later: what holds objects holds this too.
                Held::Object(_) | Held::Fresh => Value::UNSET,
            });
            made.push(allocate(heap, *kind, &values.collect::<Vec<_>>())?);
        }
        Ok(made)
    });
    let Ok(made) = made else {
        handle_alloc_error(Layout::new::<Value>());
    };
    for (n, (kind, count)) in objects.iter().enumerate() {
        if known(n).tag() != Tag::Null {
            continue;
        }
        for at in 0..*count {
            let value = match (part(n, at), kind) {
                (Held::Object(object), _) => made[object as usize],
                // Of a structure the slots are still to be stored.
                (Held::Value(value), SunkKind::Struct(_)) => value,
                (Held::Value(_) | Held::Fresh, _) => continue,
            };
            put(heap, made[n], at, value);
        }
    }
    made
}

fn allocate(heap: &mut Heap, kind: SunkKind, parts: &[Value]) -> Result<Value, OutOfMemory> {
    Ok(match kind {
        SunkKind::Struct(shape) => Struct::new(heap, shape)?.value(),
        SunkKind::Array(None) => Array::from_values(heap, parts)?.value(),
        SunkKind::Array(Some(kind)) => Array::of_kind(heap, kind.element(), parts)?.value(),
        SunkKind::Closure(function) => Closure::new(heap, function, parts)?.value(),
        SunkKind::Cell => HeapCell::new(heap, parts[0])?.value(),
        SunkKind::Range => {
            let bound = |n: usize| parts[n].as_int().unwrap_or_default();
            Range::new(heap, bound(0), bound(1))?.value()
        }
    })
}

/// Stores a part.
fn put(heap: &mut Heap, object: Value, at: usize, value: Value) {
    if let Some(object) = object.as_struct() {
        put_slot(heap, object, at as u32, value);
    } else if let Some(closure) = object.as_closure() {
        closure.set_captured(heap, at, value);
    } else if let Some(cell) = object.as_cell() {
        cell.set(heap, value);
    } else if let Some(array) = object.as_array() {
        // An array that holds an object is generic, and this one's buffer is its own: nothing is allocated.
        let stored = array.set(heap, at, value);
        debug_assert!(stored.is_ok());
    }
}

fn put_slot(heap: &mut Heap, object: Gc<Struct>, slot: u32, value: Value) {
    object.set_slot(heap, slot, value);
}
