//! The helpers whose place is the runtime.
//!
//! ```text
//! call_runtime add, (k0:str, k1:str), s0     ->  runtime::number::add(heap, a, b)
//! ```
//!
//! Invariant: they are the functions that the interpreter calls; nothing is computed here.

use super::environment::Environment;
use crate::heap::{Heap, Range};
use crate::ir::Helper;
use crate::ir::helper::Place;
use crate::runtime::{Fault, bits, class, collection, compare, field, iterate, number};
use crate::value::Value;

/// What a helper answers.
///
/// # Errors
/// When it faults; then nothing happened.
pub fn run<E: Environment + ?Sized>(
    environment: &mut E,
    helper: Helper,
    args: &[Value],
) -> Result<Value, Fault> {
    match helper.row().place {
        Place::Machine => environment.helper(helper, args),
        Place::Runtime => in_runtime(environment.heap(), helper, args),
    }
}

/// What a helper of the runtime answers. In line, so that where the helper is known nothing else is left of it.
///
/// # Errors
/// When it faults, or is the machine's to answer; then nothing happened.
#[inline(always)]
pub fn in_runtime(heap: &mut Heap, helper: Helper, args: &[Value]) -> Result<Value, Fault> {
    let at = |n: usize| args.get(n).copied().unwrap_or(Value::NULL);
    let (a, b) = (at(0), at(1));
    let done = |result: Result<(), Fault>| result.map(|()| Value::NULL);
    match helper {
        Helper::add => number::add(heap, a, b),
        Helper::sub => number::sub(heap, a, b),
        Helper::mul => number::mul(heap, a, b),
        Helper::div => number::div(heap, a, b),
        Helper::rem => number::rem(heap, a, b),
        Helper::pow => number::pow(heap, a, b),
        Helper::neg => number::neg(heap, a),
        Helper::band => bits::and(heap, a, b),
        Helper::bor => bits::or(heap, a, b),
        Helper::bxor => bits::xor(heap, a, b),
        Helper::bnot => bits::not(heap, a),
        Helper::shl => bits::shl(heap, a, b),
        Helper::shr => bits::shr(heap, a, b),
        Helper::equal => Ok(Value::bool(compare::equal(a, b))),
        Helper::less => compare::less(a, b).map(Value::bool),
        Helper::less_equal => compare::less_equal(a, b).map(Value::bool),
        Helper::greater => compare::greater(a, b).map(Value::bool),
        Helper::greater_equal => compare::greater_equal(a, b).map(Value::bool),
        Helper::contains => collection::contains(heap, a, b).map(Value::bool),
        Helper::get => collection::get(heap, a, b),
        Helper::set => done(collection::set(heap, a, b, at(2))),
        Helper::slice => collection::slice(heap, a, b, at(2)),
        Helper::ordinal => Ok(Value::int(collection::ordinal(a, b))),
        Helper::len => collection::len(heap, a).map(Value::int),
        Helper::array_push => {
            let array = collection::want_array(a)?;
            done(array.push(heap, b).map_err(Fault::from))
        }
        Helper::array_pop => Ok(collection::want_array(a)?.pop().unwrap_or(Value::NULL)),
        Helper::array_shift => Ok(collection::want_array(a)?.shift().unwrap_or(Value::NULL)),
        Helper::array_unshift => {
            let array = collection::want_array(a)?;
            done(array.unshift(heap, b).map_err(Fault::from))
        }
        Helper::array_remove => {
            let array = collection::want_array(a)?;
            collection::remove(heap, array, b)
        }
        Helper::array_extend => {
            let array = collection::want_array(a)?;
            done(iterate::extend(heap, array, b))
        }
        Helper::array_rest => collection::rest(heap, a, b.as_int().unwrap_or(0)),
        Helper::hash => collection::hash_of(heap, args),
        Helper::hash_extend => done(collection::hash_extend(heap, a, b)),
        Helper::range => match (a.as_int(), b.as_int()) {
            (Some(start), Some(end)) => Ok(Range::new(heap, start, end)?.value()),
            _ => Err(number::mismatch("..", a, b)),
        },
        Helper::iter_start => iterate::start(heap, a).map(|(_, position)| Value::int(position)),
        Helper::iter_after => {
            let next = iterate::next(heap, a, b)?;
            Ok(next.map_or(Value::NULL, |(position, _)| Value::int(position)))
        }
        Helper::iter_element => {
            let next = iterate::next(heap, a, b)?;
            Ok(next.map_or(Value::NULL, |(_, element)| element))
        }
        Helper::pair_key => {
            let next = iterate::next_pair(heap, a, b)?;
            Ok(next.map_or(Value::NULL, |(_, key, _)| key))
        }
        Helper::pair_value => {
            let next = iterate::next_pair(heap, a, b)?;
            Ok(next.map_or(Value::NULL, |(_, _, value)| value))
        }
        Helper::struct_get => field::struct_get(heap, a, b),
        Helper::struct_set => done(field::struct_set(heap, a, b, at(2))),
        Helper::struct_delete => field::struct_delete(heap, a, b),
        Helper::struct_has => field::struct_has(heap, a, b).map(Value::bool),
        Helper::constructor => Ok(class::want_class(a)?.constructor()),
        Helper::bind_method => class::bind(heap, a, b),
        Helper::bound_receiver => Ok(class::want_bound(a)?.receiver()),
        Helper::bound_function => Ok(class::want_bound(a)?.function()),
        Helper::is_instance => class::is_instance(heap, a, b).map(Value::bool),
        Helper::is_ready => Ok(Value::bool(class::is_ready(heap, a))),
        Helper::make_ready => done(class::make_ready(heap, a)),
        Helper::new_struct
        | Helper::own_field
        | Helper::declare_class
        | Helper::class_method
        | Helper::get_field
        | Helper::has_field
        | Helper::set_field
        | Helper::find_method
        | Helper::template
        | Helper::find_global
        | Helper::store_global
        | Helper::note_caught
        | Helper::clear_caught => Err(Fault::message(format!(
            "{} is the machine's to answer",
            helper.row().name
        ))),
    }
}
