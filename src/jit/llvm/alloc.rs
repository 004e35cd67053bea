//! New objects in line: memory is taken off the heap's region, and the object is written into it.
//!
//! ```text
//!   cursor --> +--------+-----+-----+-----+--------+-----+------+--------+ <-- cursor, then
//!              | buffer | ... | e 0 | e 1 | header | len | data | buffer |
//!              +--------+-----+-----+-----+--------+-----+------+--------+     limit: the helper
//! ```
//!
//! The helper makes what does not fit into the region, finds the next one and says when a collection is due; so whoever counts
//! allocations, or wants to see each, sees to it that the region is at its end. Quick code always calls the helper: it is shorter.
//!
//! Invariant: what is written is what the heap's own constructors write. The cursor and the limit are loaded and stored as volatile,
//! since helpers change them that say they write nothing that code can see.

use inkwell::IntPredicate;
use inkwell::values::IntValue;

use super::emit::{Item, Likely};
use super::lower::{Lowered, Lowering, words};
use super::memory::Memory;
use super::ops::{Result, number};
use crate::heap::{Array, Closure, ElementKind, Header, Heap, HeapCell, Kind, Range};
use crate::ir::{Arg, Inst};
use crate::jit::{NativeState, Tier};
use crate::value::{Tag, Value};

/// Objects up to this size are made in line.
const MOST: usize = 256;

/// How the elements of an array that is made from values will stand.
enum Elements {
    /// So.
    Of(ElementKind),
    /// Generic unless this tag is a number's or a boolean's; then only the helper knows.
    Asked(Arg),
    /// Only the helper knows.
    Unknown,
}

impl<'c> Lowering<'_, 'c> {
    /// A cell that holds a value.
    pub(super) fn new_cell(&mut self, content: Arg) -> Result<'c> {
        let content = self.pair(content)?;
        let bytes = size_of::<HeapCell>();
        let slow = |it: &Self| it.with_state("hivm_new_cell", &words(content.into()));
        self.make((bytes, None), slow, |it, object| {
            it.header(object, Header::word(Kind::Cell, 0, 0, bytes))?;
            let place = it.field(object, HeapCell::CONTENT_OFFSET)?;
            it.store_value(place, content, Memory::Cell)?;
            Ok(object)
        })
    }

    /// A range from one integer up to another.
    pub(super) fn new_range(&mut self, start: Arg, end: Arg) -> Result<'c> {
        let bounds = [self.payload(start)?, self.payload(end)?];
        let bytes = size_of::<Range>();
        let slow = |it: &Self| it.with_state("hivm_new_range", &words(bounds));
        self.make((bytes, None), slow, |it, object| {
            it.header(object, Header::word(Kind::Range, 0, 0, bytes))?;
            let places = [Range::START_OFFSET, Range::END_OFFSET];
            for (place, bound) in places.into_iter().zip(bounds) {
                it.store(it.field(object, place)?, bound, Memory::Fixed)?;
            }
            Ok(object)
        })
    }

    /// A closure over the instruction's values.
    pub(super) fn new_closure(&mut self, inst: &Inst) -> Result<'c> {
        let function = number(inst.arg(0))?;
        let captured = inst.rest();
        let bytes = Closure::CAPTURED_OFFSET + captured.len() * size_of::<Value>();
        let slow = |it: &Self| {
            let (first, count) = it.rest(inst)?;
            it.with_state("hivm_new_closure", &[it.int(function).into(), first, count])
        };
        self.make((bytes, None), slow, |it, object| {
            it.header(
                object,
                Header::word(Kind::Closure, 0, function as u32, bytes),
            )?;
            let half = it.context.i32_type().const_int(function as u64, false);
            it.store(it.field(object, Header::EXTRA_OFFSET)?, half, Memory::Fixed)?;
            let count = it.int(captured.len() as i64);
            it.store(
                it.field(object, Closure::COUNT_OFFSET)?,
                count,
                Memory::Fixed,
            )?;
            for (n, arg) in captured.iter().enumerate() {
                let place = Closure::CAPTURED_OFFSET + n * size_of::<Value>();
                it.store_value(it.field(object, place)?, it.pair(*arg)?, Memory::Fixed)?;
            }
            Ok(object)
        })
    }

    /// An array of the instruction's values.
    pub(super) fn new_array(&mut self, inst: &Inst) -> Result<'c> {
        let values = inst.rest();
        let slow = |it: &Self| {
            let (first, count) = it.rest(inst)?;
            it.with_state("hivm_new_array", &[first, count])
        };
        let (kind, condition) = match self.elements(values) {
            Elements::Of(kind) => (kind, None),
            Elements::Asked(first) => {
                let (tag, _) = self.pair(first)?;
                (ElementKind::Generic, Some(self.stands_boxed(tag)?))
            }
            Elements::Unknown => {
                let answer = slow(self)?;
                return self.made(answer);
            }
        };
        let bytes = size_of::<Array>() + Array::buffer_bytes(kind, values.len());
        self.make((bytes, condition), slow, |it, object| {
            it.write_array(kind, values, object)
        })
    }

    /// Writes the buffer, and then the array, whose address it answers.
    fn write_array(
        &self,
        kind: ElementKind,
        values: &[Arg],
        buffer: IntValue<'c>,
    ) -> Lowered<IntValue<'c>> {
        let (bytes, len) = (Array::buffer_bytes(kind, values.len()), values.len() as u64);
        let array = self
            .builder
            .build_int_add(buffer, self.int(bytes as i64), "")?;
        self.header(
            array,
            Header::word(Kind::Array, kind as u8, 0, size_of::<Array>()),
        )?;
        let form = self.context.i8_type().const_int(kind as u64, false);
        self.store(self.field(array, Header::FORM_OFFSET)?, form, Memory::Form)?;
        let length = self.word.const_int(len, false);
        self.store(
            self.field(array, Array::LEN_OFFSET)?,
            length,
            Memory::Length,
        )?;
        let (mut data, mut shown) = (self.int(Array::NO_DATA as i64), self.int(0));
        if kind != ElementKind::Empty {
            self.header(buffer, Header::word(Kind::Buffer, kind as u8, 0, bytes))?;
            let count = self.context.i32_type().const_int(len, false);
            let capacity = self.field(buffer, Array::BUFFER_CAPACITY_OFFSET)?;
            self.store(capacity, count, Memory::Data)?;
            let fill = self.field(buffer, Array::BUFFER_FILL_OFFSET)?;
            self.store(fill, count, Memory::Fill)?;
            let first = self.int(Array::BUFFER_ELEMENTS_OFFSET as i64);
            (data, shown) = (self.builder.build_int_add(buffer, first, "")?, buffer);
            for (n, value) in (0..).zip(values) {
                self.store_raw(kind, self.element_at(kind, data, self.int(n))?, *value)?;
            }
        }
        self.store(self.field(array, Array::DATA_OFFSET)?, data, Memory::Data)?;
        self.store(
            self.field(array, Array::BUFFER_OFFSET)?,
            shown,
            Memory::Data,
        )?;
        Ok(array)
    }

    /// What is known of the elements of an array of these values: see `Array::from_values`.
    fn elements(&self, values: &[Arg]) -> Elements {
        let kinds = values.iter().map(|value| {
            let tag = self.graph.type_of(*value).tag();
            tag.map(ElementKind::of_tag)
        });
        let kinds: Vec<Option<ElementKind>> = kinds.collect();
        let mut known = kinds.iter().flatten().copied();
        let joined = known.try_fold(ElementKind::Empty, |a, b| match a.join(b) {
            ElementKind::Generic => Err(ElementKind::Generic),
            both => Ok(both),
        });
        match (joined, values.first(), kinds.first()) {
            (Err(kind), ..) => Elements::Of(kind),
            (Ok(kind), ..) if kinds.iter().all(Option::is_some) => Elements::Of(kind),
            (Ok(_), Some(first), Some(None)) => Elements::Asked(*first),
            _ => Elements::Unknown,
        }
    }

    /// Whether a value of the tag stands with its tag in an array whose first element it is. No program could tell; but code that was recorded
    /// on the heap's own arrays guards their kinds.
    fn stands_boxed(&self, tag: IntValue<'c>) -> Lowered<IntValue<'c>> {
        const {
            assert!(Tag::Int as u64 == Tag::Bool as u64 + 1);
            assert!(Tag::Float as u64 == Tag::Bool as u64 + 2);
        }
        let from = self.builder.build_int_sub(tag, self.tag(Tag::Bool), "")?;
        let unboxed = self.int(2);
        Ok(self
            .builder
            .build_int_compare(IntPredicate::UGT, from, unboxed, "")?)
    }

    /// An object of so many bytes that `fill` writes, given memory for it, and whose address it answers; or what `slow` makes, if the
    /// region is too short, or the condition does not hold.
    fn make(
        &mut self,
        (bytes, condition): (usize, Option<IntValue<'c>>),
        slow: impl FnOnce(&Self) -> Lowered<IntValue<'c>>,
        fill: impl FnOnce(&Self, IntValue<'c>) -> Lowered<IntValue<'c>>,
    ) -> Result<'c> {
        if self.tier == Tier::Quick || bytes > MOST {
            let answer = slow(self)?;
            return self.made(answer);
        }
        let heap = self.state_pointer(NativeState::HEAP_OFFSET)?;
        let cursor_place = self.field(heap, Heap::CURSOR_OFFSET)?;
        let cursor = self.load_volatile(self.word, cursor_place)?;
        let limit = self.load_volatile(self.word, self.field(heap, Heap::LIMIT_OFFSET)?)?;
        let room = self.builder.build_int_sub(limit, cursor, "")?;
        let bytes = self.int(Heap::taken(bytes) as i64);
        let mut fits = self
            .builder
            .build_int_compare(IntPredicate::UGE, room, bytes, "")?;
        if let Some(condition) = condition {
            fits = self.builder.build_and(fits, condition, "")?;
        }
        let (fast, helper, next) = (self.block(""), self.block(""), self.block(""));
        self.branch_likely(Likely::Yes, fits, fast, helper)?;
        self.builder.position_at_end(helper);
        let answer = slow(self)?;
        self.guard_answer(answer)?;
        let made_by_helper = self.here()?;
        self.jump(next)?;
        self.builder.position_at_end(fast);
        let behind = self.builder.build_int_add(cursor, bytes, "")?;
        self.store_volatile(cursor_place, behind)?;
        let object = fill(self, cursor)?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        let phi = self.builder.build_phi(self.word, "")?;
        phi.add_incoming(&[(&object, fast), (&answer, made_by_helper)]);
        Ok(Some(Item::Word(phi.as_basic_value().into_int_value())))
    }

    /// Writes the header of a new object. Nobody loads it as a whole; what code loads of it is written once more, in its own class.
    fn header(&self, object: IntValue<'c>, word: u64) -> Lowered<()> {
        let word = self.word.const_int(word, false);
        self.store(self.field(object, 0)?, word, Memory::Header)
    }
}
