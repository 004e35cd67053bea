//! Deep equality: the builtin `equals`.
//!
//! ```text
//! equals([1, [2.0]], [1.0, [2]]) -> true      equals({"a": 1, "b": 2}, {"b": 2, "a": 1}) -> true
//! ```
//!
//! Arrays are equal element by element, hashes if they have equal values for the same keys in whatever order,
//! structures if they have equal fields and are of one class, ranges if their bounds are, errors if their messages are; everything
//! else as `==` says.
//!
//! Collections may contain themselves. Two collections whose comparison has begun are taken for equal from
//! then on: if they are not, the comparison under way finds the difference. They are kept as one class of a
//! union-find forest, as Hopcroft and Karp do to compare automata ("A linear algorithm for testing equivalence
//! of finite automata", 1971): each comparison joins two classes, so there are fewer of them than there are
//! collections. A set of pairs would be simpler, but two rings of n and m arrays have n times m pairs.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::compare::equal;
use super::fault::Fault;
use crate::heap::{Array, Gc, Hash, Heap, Key, Struct};
use crate::value::{Tag, Value};

/// As many comparisons of collections begin before their classes are kept: most never need them.
const UNRECORDED: u32 = 1000;

/// Steps between two questions whether to go on.
const POLL_EVERY: u32 = 1024;

/// Whether two values are deeply equal. `poll` is asked now and then whether to go on.
///
/// # Errors
/// What `poll` answers.
pub fn deep_equal(
    heap: &Heap,
    a: Value,
    b: Value,
    mut poll: impl FnMut() -> Result<(), Fault>,
) -> Result<bool, Fault> {
    let mut comparison = Comparison {
        heap,
        open: Vec::new(),
        begun: 0,
        classes: Classes::default(),
    };
    if !comparison.meet(a, b) {
        return Ok(false);
    }
    let mut steps = 0;
    while let Some(frame) = comparison.open.last_mut() {
        steps += 1;
        if steps % POLL_EVERY == 0 {
            poll()?;
        }
        match frame.next(heap) {
            Step::Compare(x, y) => {
                if !comparison.meet(x, y) {
                    return Ok(false);
                }
            }
            Step::Unequal => return Ok(false),
            Step::Done => {
                comparison.open.pop();
            }
        }
    }
    Ok(true)
}

struct Comparison<'a> {
    heap: &'a Heap,
    /// The pairs of collections under way, the innermost last.
    open: Vec<Frame>,
    begun: u32,
    classes: Classes,
}

/// Two collections of one size, and where the next elements to compare are.
enum Frame {
    Arrays(Gc<Array>, Gc<Array>, usize),
    Hashes(Gc<Hash>, Gc<Hash>, u64),
    Structs(Gc<Struct>, Gc<Struct>, u32),
}

enum Step {
    Compare(Value, Value),
    Unequal,
    Done,
}

impl Frame {
    fn next(&mut self, heap: &Heap) -> Step {
        match self {
            Frame::Arrays(a, b, index) => match (a.try_get(*index), b.try_get(*index)) {
                (Some(x), Some(y)) => {
                    *index += 1;
                    Step::Compare(x, y)
                }
                _ => Step::Done,
            },
            Frame::Hashes(a, b, position) => {
                let Some((next, key, x)) = a.next_from(*position) else {
                    return Step::Done;
                };
                *position = next;
                match Key::new(key).ok().and_then(|key| b.get(key)) {
                    Some(y) => Step::Compare(x, y),
                    None => Step::Unequal,
                }
            }
            Frame::Structs(a, b, slot) => {
                let Some(field) = heap.shapes.field(a.shape(), *slot) else {
                    return Step::Done;
                };
                *slot += 1;
                match b.field(heap, field) {
                    Some(y) => Step::Compare(a.slot(*slot - 1), y),
                    None => Step::Unequal,
                }
            }
        }
    }
}

impl Comparison<'_> {
    /// Compares two values, or begins to if they are collections; answers whether they may be equal.
    fn meet(&mut self, a: Value, b: Value) -> bool {
        if a.tag() != b.tag() {
            return equal(a, b);
        }
        if a.is_same(b) && a.tag() != Tag::Float {
            return true;
        }
        let frame = if let (Some(x), Some(y)) = (a.as_array(), b.as_array()) {
            if x.len() != y.len() {
                return false;
            }
            if let (Some(x), Some(y)) = (x.as_ints(), y.as_ints()) {
                return x == y;
            }
            if let (Some(x), Some(y)) = (x.as_floats(), y.as_floats()) {
                return x == y;
            }
            Frame::Arrays(x, y, 0)
        } else if let (Some(x), Some(y)) = (a.as_hash(), b.as_hash()) {
            if x.len() != y.len() {
                return false;
            }
            Frame::Hashes(x, y, 0)
        } else if let (Some(x), Some(y)) = (a.as_struct(), b.as_struct()) {
            let shapes = &self.heap.shapes;
            let alike = shapes.class(x.shape()) == shapes.class(y.shape());
            if !alike || shapes.count(x.shape()) != shapes.count(y.shape()) {
                return false;
            }
            Frame::Structs(x, y, 0)
        } else if let (Some(x), Some(y)) = (a.as_range(), b.as_range()) {
            return x.start() == y.start() && x.end() == y.end();
        } else if let (Some(x), Some(y)) = (a.as_error(), b.as_error()) {
            return equal(x.message(), y.message());
        } else {
            return equal(a, b);
        };
        if self.begun < UNRECORDED {
            self.begun += 1;
            self.open.push(frame);
        } else if self.classes.join(a.bits(), b.bits()) {
            self.open.push(frame);
        }
        true
    }
}

/// Disjoint sets of objects, by address.
#[derive(Default)]
struct Classes {
    numbers: HashMap<u64, u32, FixedState>,
    parents: Vec<u32>,
}

impl Classes {
    /// Puts two objects in one class; answers whether they were in different ones.
    fn join(&mut self, a: u64, b: u64) -> bool {
        let (a, b) = (self.class_of(a), self.class_of(b));
        self.parents[a as usize] = b;
        a != b
    }

    fn class_of(&mut self, object: u64) -> u32 {
        let fresh = self.parents.len() as u32;
        let mut at = *self.numbers.entry(object).or_insert(fresh);
        if at == fresh {
            self.parents.push(fresh);
        }
        // Halving the path on the way keeps it short.
        while self.parents[at as usize] != at {
            let above = self.parents[self.parents[at as usize] as usize];
            self.parents[at as usize] = above;
            at = above;
        }
        at
    }
}
