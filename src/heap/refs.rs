//! From values to objects: `value.as_cell()` is a tag test and answers `Option<Gc<HeapCell>>`.
//!
//! Invariant: a line of this table per heap kind that values refer to.

use super::gc::{Gc, Named, downcast};
use super::*;
use crate::value::Value;

macro_rules! conversions {
    ($($(#[$doc:meta])* $name:ident -> $object:ty;)*) => {
        impl Value {
            $($(#[$doc])*
            #[inline(always)]
            pub fn $name(self) -> Option<Gc<$object>> {
                downcast(self)
            })*
        }
    };
}

conversions! {
    /// The big integer, if the tag is `BigInt`.
    as_big_int -> BigInt;
    /// The array, if the tag is `Array`.
    as_array -> Array;
    /// The function with captured values, if the tag is `Closure`.
    as_closure -> Closure;
    /// The class, if the tag is `Class`.
    as_class -> Class;
    /// The bound method, if the tag is `Bound`.
    as_bound -> Bound;
    /// The range, if the tag is `Range`.
    as_range -> Range;
    /// The structure, if the tag is `Struct`.
    as_struct -> Struct;
    /// The error, if the tag is `Error`.
    as_error -> ErrorObject;
    /// The generator, if the tag is `Generator`.
    as_generator -> Generator;
    /// The string, if the tag is `Str`.
    as_str -> Str;
    /// The hash, if the tag is `Hash`.
    as_hash -> Hash;
    /// The shared variable, if the tag is `Cell`.
    as_cell -> HeapCell;
}

impl<T: Named> From<Gc<T>> for Value {
    #[inline(always)]
    fn from(object: Gc<T>) -> Value {
        object.value()
    }
}
