//! Fields of structures and errors: what assembly's `struct_*` instructions do.

use super::Fault;
use crate::heap::{Gc, Heap, Struct};
use crate::index::{ShapeId, SymbolId};
use crate::value::Value;

/// Slots that a structure of assembly has room for before it needs more memory.
pub const INLINE_SLOTS: u8 = 4;

/// A structure without fields, of the family that `shape` begins; a new family if that one is forgotten.
///
/// # Errors
/// When the heap is full.
pub fn new_struct(heap: &mut Heap, shape: &mut Option<ShapeId>) -> Result<Value, Fault> {
    let root = match *shape {
        Some(root) if heap.shapes.contains(root) => root,
        _ => heap.shapes.new_family(INLINE_SLOTS),
    };
    *shape = Some(root);
    Ok(Struct::new(heap, root)?.value())
}

fn operands(object: Value, key: Value) -> Result<(Gc<Struct>, SymbolId), Fault> {
    let wrong =
        |want: &str, got: Value| Fault::message(format!("want {want}, got {}", got.kind_name()));
    let object = object.as_struct().ok_or_else(|| wrong("struct", object))?;
    let key = key.as_symbol().ok_or_else(|| wrong("symbol", key))?;
    Ok((object, key))
}

/// The field, or null.
///
/// # Errors
/// When the object is no structure or the key no symbol.
pub fn struct_get(heap: &Heap, object: Value, key: Value) -> Result<Value, Fault> {
    let (object, key) = operands(object, key)?;
    Ok(object.field(heap, key).unwrap_or(Value::NULL))
}

/// Sets the field.
///
/// # Errors
/// When the object is no structure, the key no symbol, or the heap is full.
pub fn struct_set(heap: &mut Heap, object: Value, key: Value, value: Value) -> Result<(), Fault> {
    let (object, key) = operands(object, key)?;
    Ok(object.set_field(heap, key, value)?)
}

/// Takes the field away; its value, or null.
///
/// # Errors
/// When the object is no structure, the key no symbol, or the heap is full.
pub fn struct_delete(heap: &mut Heap, object: Value, key: Value) -> Result<Value, Fault> {
    let (object, key) = operands(object, key)?;
    Ok(object.delete_field(heap, key)?.unwrap_or(Value::NULL))
}

/// Whether the structure has the field.
///
/// # Errors
/// When the object is no structure or the key no symbol.
pub fn struct_has(heap: &Heap, object: Value, key: Value) -> Result<bool, Fault> {
    let (object, key) = operands(object, key)?;
    Ok(object.field(heap, key).is_some())
}

/// A field of an error value.
pub fn of_error(error: Value, name: &str) -> Option<Value> {
    let error = error.as_error()?;
    match name {
        "message" => Some(error.message()),
        "line" => Some(Value::int(error.place().line as i64)),
        _ => None,
    }
}
