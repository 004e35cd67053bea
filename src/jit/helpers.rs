//! What native code calls: one function with C's calling convention for each, and a name by which code refers to it.
//!
//! ```text
//! pop(state, array)     -> the value is in the state
//! push(state, array, tag, payload) -> 1, or 0 if the heap is full
//! ```
//!
//! Values travel as tag and payload, or as an array of values in the caller's frame; objects as their addresses. What does not fit
//! a word is answered in the state. Nothing is computed here: heap, runtime and environment do.
//!
//! Invariant: code that is verified passes what the rows of the graphs' table say, so that objects are of their types.

use super::state::{Answer, NativeState};
use super::{DECLINED, LEFT, UNWOUND};
use crate::heap::{Array, Closure, Gc, Generator, Hash, Heap, HeapCell, Range, Str, Struct};
use crate::index::{BuiltinId, ExitId, FnId, Pc, ShapeId, SymbolId, TreeId};
use crate::interp::Frame;
use crate::ir::Helper;
use crate::ir::eval::{
    Call, Called, Counts, How, Poll, Running, TreeRun, Unfinished, run_helper, run_in_runtime,
};
use crate::ir::helper::HELPERS;
use crate::runtime::Fault;
use crate::value::{Tag, Value};

macro_rules! helpers {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $type:ty),*) -> $result:ty $body:block)*) => {
        $($(#[$doc])*
        extern "C" fn $name($($arg: $type),*) -> $result $body)*

        /// The helpers' names in code, and their addresses.
        pub(super) fn symbols() -> Vec<(&'static str, u64)> {
            vec![$((concat!("hivm_", stringify!($name)), $name as *const () as u64)),*]
        }
    };
}

/// The same for meanings of the runtime that are asked for often: `hivm_runtime` without looking up which it is.
macro_rules! direct {
    ($($name:ident)*) => {
        /// The name of a helper's own function, if it has one. It takes the state, the arguments and their number.
        pub(super) fn direct(helper: Helper) -> Option<&'static str> {
            match helper {
                $(Helper::$name => Some(concat!("hivm_direct_", stringify!($name))),)*
                _ => None,
            }
        }

        pub(super) fn direct_symbols() -> Vec<(&'static str, u64)> {
            $(extern "C" fn $name(state: State, first: *const Value, count: u64) -> u64 {
                let heap = state.environment.heap();
                let result = run_in_runtime(heap, Helper::$name, values(first, count));
                answer(state, result)
            })*
            vec![$((concat!("hivm_direct_", stringify!($name)), $name as *const () as u64)),*]
        }
    };
}

direct! { add sub mul equal less contains get set len slice array_push iter_after iter_element
is_instance is_ready bound_receiver bound_function }

type State<'a, 'e> = &'a mut NativeState<'e>;

/// A value from its two words.
pub(super) fn value(tag: u64, payload: u64) -> Value {
    debug_assert!(tag < Tag::COUNT);
    // SAFETY: native code has its tags from values and from the enumeration.
    Value::from_parts(unsafe { std::mem::transmute::<u64, Tag>(tag) }, payload)
}

/// The object at an address that code knows to be one of this type.
macro_rules! object {
    ($name:ident, $type:ty, $tag:ident, $as:ident) => {
        #[inline(always)]
        fn $name(address: u64) -> Gc<$type> {
            match Value::from_parts(Tag::$tag, address).$as() {
                Some(object) => object,
                None => unreachable!("the tag is this type's"),
            }
        }
    };
}

object!(array, Array, Array, as_array);
object!(hash, Hash, Hash, as_hash);
object!(string, Str, Str, as_str);
object!(structure, Struct, Struct, as_struct);
object!(cell, HeapCell, Cell, as_cell);
object!(generator, Generator, Generator, as_generator);

/// The values that code put together in its frame.
fn values<'a>(first: *const Value, count: u64) -> &'a [Value] {
    // SAFETY: code wrote so many, and its frame outlives the call.
    unsafe { std::slice::from_raw_parts(first, count as usize) }
}

fn heap<'a>(state: &'a mut NativeState<'_>) -> &'a mut Heap {
    state.environment.heap()
}

/// The address of a new object, 0 if there is none.
fn address<T, E>(made: Result<Gc<T>, E>) -> u64 {
    made.map_or(0, |object| object.as_ptr() as u64)
}

fn answer(state: &mut NativeState<'_>, result: Result<Value, Fault>) -> u64 {
    match result {
        Ok(value) => {
            state.value = value;
            1
        }
        Err(_) => 0,
    }
}

fn char_at(text: Gc<Str>, byte: i64) -> Option<char> {
    let byte = usize::try_from(byte).ok()?;
    text.as_str().get(byte..)?.chars().next()
}

helpers! {
    fn rem_f(a: f64, b: f64) -> f64 { a % b }

    fn str_eq(a: u64, b: u64) -> u64 { u64::from(string(a).equals(string(b))) }
    fn str_cmp(a: u64, b: u64) -> i64 { string(a).compare(string(b)) as i64 }
    fn str_concat(state: State, a: u64, b: u64) -> u64 {
        address(Str::concat(heap(state), string(a), string(b)))
    }
    fn str_next(a: u64, byte: i64) -> i64 {
        char_at(string(a), byte).map_or(-1, |c| byte + c.len_utf8() as i64)
    }
    fn str_char(state: State, a: u64, byte: i64) -> u64 {
        char_at(string(a), byte).map_or(0, |c| address(Str::of_char(heap(state), c)))
    }

    /// The element exists and the value fits the kind, so that nothing is allocated.
    fn store(state: State, a: u64, index: u64, tag: u64, payload: u64) -> u64 {
        u64::from(array(a).set(heap(state), index as usize, value(tag, payload)).is_ok())
    }
    fn push(state: State, a: u64, tag: u64, payload: u64) -> u64 {
        u64::from(array(a).push(heap(state), value(tag, payload)).is_ok())
    }
    fn pop(state: State, a: u64) -> u64 {
        state.value = array(a).pop().unwrap_or(Value::NULL);
        1
    }
    fn new_array(state: State, first: *const Value, count: u64) -> u64 {
        address(Array::from_values(heap(state), values(first, count)))
    }

    /// The string of a name, as entries of hashes have it.
    fn name_string(state: State, name: u64) -> u64 {
        state.environment.name_string(SymbolId(name as u32))
    }
    fn store_entry(state: State, name: u64, place: u64, h: u64, tag: u64, payload: u64) -> u64 {
        let name = state.environment.name_string(SymbolId(name as u32));
        u64::from(hash(h).set_at(heap(state), place as u32, name, value(tag, payload)))
    }
    fn hash_next(h: u64, position: u64) -> i64 {
        hash(h).next_from(position).map_or(-1, |(next, ..)| next as i64)
    }
    fn hash_key(state: State, h: u64, position: i64) -> u64 {
        let found = hash(h).next_from((position - 1) as u64);
        state.value = found.map_or(Value::NULL, |(_, key, _)| key);
        1
    }
    fn hash_value(state: State, h: u64, position: i64) -> u64 {
        let found = hash(h).next_from((position - 1) as u64);
        state.value = found.map_or(Value::NULL, |(_, _, value)| value);
        1
    }

    fn store_field(state: State, slot: u64, o: u64, tag: u64, payload: u64) -> u64 {
        structure(o).set_slot(heap(state), slot as u32, value(tag, payload));
        1
    }
    fn add_field(state: State, shape: u64, o: u64, tag: u64, payload: u64) -> u64 {
        let (shape, value) = (ShapeId(shape as u32), value(tag, payload));
        let heap = heap(state);
        u64::from(heap.shapes.contains(shape) && structure(o).add_slot(heap, shape, value).is_ok())
    }
    fn keep_shape(state: State, shape: u64) -> u64 {
        u64::from(heap(state).shapes.keep(ShapeId(shape as u32)))
    }
    fn new_struct(state: State, shape: u64) -> u64 {
        let (heap, shape) = (heap(state), ShapeId(shape as u32));
        if heap.shapes.contains(shape) { address(Struct::new(heap, shape)) } else { 0 }
    }

    fn cell_set(state: State, c: u64, tag: u64, payload: u64) -> u64 {
        cell(c).set(heap(state), value(tag, payload));
        1
    }
    fn new_cell(state: State, tag: u64, payload: u64) -> u64 {
        address(HeapCell::new(heap(state), value(tag, payload)))
    }
    fn new_closure(state: State, callee: u64, first: *const Value, count: u64) -> u64 {
        address(Closure::new(heap(state), FnId(callee as u32), values(first, count)))
    }
    fn new_range(state: State, a: i64, b: i64) -> u64 {
        address(Range::new(heap(state), a, b))
    }

    fn new_generator(state: State, callee: u64, room: u64, tag: u64, payload: u64) -> u64 {
        let (callee, called) = (FnId(callee as u32), value(tag, payload));
        address(Generator::new(heap(state), callee, called, room as usize))
    }
    fn suspend(state: State, pc: u64, g: u64, first: *const Value, count: u64) -> u64 {
        generator(g).suspend(heap(state), Pc(pc as u32), values(first, count));
        1
    }
    fn end_generator(g: u64) -> u64 {
        generator(g).finish();
        1
    }

    /// Room is asked for also when something else is wanted: see [`crate::heap::Signals`]. 0: leave.
    fn has_room(state: State, frames: u64, registers: u64, first: *const Value, count: u64) -> u64 {
        state.position();
        if state.environment.safepoint(values(first, count)) == Poll::Leave {
            return 0;
        }
        let room = state.environment.has_room(frames as u32, registers as u32);
        let limit = state.refresh(state.frame as usize);
        let top = state.frame as usize + frames as usize * size_of::<Frame>();
        u64::from(room && limit.is_none_or(|limit| top <= limit))
    }
    /// Code that a graph called did not return: goes on in what follows. The code is that of the callee's slot if it is not given;
    /// `base` and `frame` are the caller's, `place` how far the callee's are from them: registers, then as many frames.
    fn left(state: State, code: u64, base: *mut Value, frame: *mut Frame, callee: u64, place: u64, status: u64) -> Answer {
        if status == UNWOUND {
            return Answer { tag: UNWOUND, payload: 0 };
        }
        let code = if code == 0 { state.slot(FnId(callee as u32)) } else { code as usize };
        let base = base.wrapping_offset((place as i64 >> 32) as isize);
        let frame = frame.wrapping_add(place as u32 as usize);
        let running = Running { code, base, frame: frame as usize };
        let left = if status == DECLINED {
            Unfinished::Declined(FnId(callee as u32))
        } else {
            debug_assert_eq!(status, LEFT);
            let exit = ExitId(state.exit as u32);
            let exits = state.codes.exits(running.code);
            // SAFETY: the code said that it took this exit, so its payloads are stored in the window that it ran in.
            unsafe {
                let places = (base, state.constants, state.parts);
                exits.restore(exit, state.environment.heap(), places);
            }
            Unfinished::Left(exit, state.how())
        };
        let (guards, rounds) = (state.guards_left, state.rounds_left);
        state.environment.note_counts(Counts { guards, rounds });
        let called = state.environment.follow(running, left);
        if let Some(Counts { guards, rounds }) = state.environment.counts() {
            (state.guards_left, state.rounds_left) = (guards, rounds);
        }
        state.refresh(frame as usize);
        match called {
            Called::Returned(value) => {
                let (tag, payload) = (value.tag() as u64, value.bits());
                Answer { tag, payload }
            }
            _ => Answer { tag: UNWOUND, payload: 0 },
        }
    }
    fn runtime(state: State, helper: u64, first: *const Value, count: u64) -> u64 {
        let result = run_helper(state.environment, HELPERS[helper as usize].helper, values(first, count));
        answer(state, result)
    }
    fn builtin(state: State, native: u64, first: *const Value, count: u64) -> u64 {
        let result = state.environment.builtin(BuiltinId(native as u16), values(first, count));
        answer(state, result)
    }
    /// 1: the result is in the state; 2: the error value is; 0: the heap is full. The arguments, then the snapshot.
    fn invoke(state: State, helper: u64, exit: u64, first: *const Value, count: u64, all: u64) -> u64 {
        let (args, snapshot) = values(first, all).split_at(count as usize);
        state.position();
        match run_helper(state.environment, HELPERS[helper as usize].helper, args) {
            Ok(value) => {
                state.value = value;
                1
            }
            Err(fault) if fault.out_of_memory().is_some() => 0,
            Err(fault) => {
                let frames = state.codes.exits(state.code).frames_of(ExitId(exit as u32), snapshot);
                state.value = state.environment.error_value(&fault, &frames);
                2
            }
        }
    }
    /// The function and the window in one word; the arguments, then the snapshot, then what lives on.
    fn call(state: State, callee: u64, exit: u64, first: *const Value, counts: u64, all: u64) -> u64 {
        let (callee, window) = (FnId(callee as u32), (callee >> 32) as u32);
        let (args, rest) = values(first, all).split_at(counts as u32 as usize);
        let (snapshot, roots) = rest.split_at((counts >> 32) as usize);
        let frames = state.codes.exits(state.code).frames_of(ExitId(exit as u32), snapshot);
        let called = state.environment.call(Call {
            callee,
            window,
            arguments: args,
            frames: &frames,
            roots,
        });
        state.how = Some(match called {
            Called::Returned(value) => {
                state.value = value;
                return 1;
            }
            Called::Threw(value) => How::Throw(value),
            Called::Declined => How::Enter { callee, window, arguments: args.to_vec() },
            Called::Bailed => How::Nested,
        });
        0
    }
    /// The snapshot, then what lives on.
    fn call_tree(state: State, tree: u64, wanted: u64, exit: u64, first: *const Value, count: u64, all: u64) -> u64 {
        let (snapshot, roots) = values(first, all).split_at(count as usize);
        let frames = state.codes.exits(state.code).frames_of(ExitId(exit as u32), snapshot);
        match state.environment.call_tree(TreeId(tree as u32), &frames, roots) {
            TreeRun::At(out) if out.0 as u64 == wanted => 1,
            TreeRun::Declined => 0,
            TreeRun::At(_) | TreeRun::Bailed => {
                state.how = Some(How::Nested);
                0
            }
        }
    }
    fn safepoint(state: State, first: *const Value, count: u64) -> u64 {
        state.position();
        let poll = state.environment.safepoint(values(first, count));
        state.refresh(state.frame as usize);
        // The last round of code that counts them.
        u64::from(poll == Poll::Continue && state.rounds_left != 0)
    }
}
