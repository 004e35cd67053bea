//! Loads and stores, each with the class of memory that it touches, and what calls do to memory.
//!
//! ```text
//! load i64, ptr %p, !tbaa !length                 lengths of arrays: no store of an element changes one
//! declare i64 @hivm_safepoint(...) memory(read, inaccessiblemem: readwrite)
//! ```
//!
//! LLVM so knows what the effects of the graphs' table say: it forwards a store, and reuses a load across stores of other
//! classes, across safepoints and across whole loops. What the collector changes and code looks at (marks, the flag that a
//! collection is due) is loaded as volatile: a safepoint, which may change it, says that it writes nothing that code can see.
//!
//! Invariant: two accesses to one place name one class. What a helper with `Touches::Fresh` writes of what existed before, no load
//! that is not volatile reads.

use std::collections::BTreeMap;

use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::types::BasicType;
use inkwell::values::{
    BasicValue, BasicValueEnum, FunctionValue, InstructionValue, IntValue, MetadataValue,
    PointerValue,
};

use super::emit::Item;
use super::lower::{Lowered, Lowering};
use super::rejected;
use crate::jit::NativeState;
use crate::value::Value;

/// A class of memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Memory {
    /// What helpers answer, and what they are asked, in the state and in the frame's buffer.
    State,
    Register,
    Global,
    Field,
    Shape,
    ElementInt,
    ElementFloat,
    ElementBool,
    ElementAny,
    /// Where the elements of an array stand, and how many its buffer has room for.
    Data,
    /// How far a buffer is filled.
    Fill,
    Length,
    Form,
    /// Headers of new objects, which nobody loads so.
    Header,
    HashLength,
    /// Tables of hashes, and the keys in them.
    Keys,
    /// The values in tables of hashes.
    Entry,
    Cell,
    /// What generators keep, and their states.
    Generator,
    /// What never changes while somebody has it: constants, captured values, texts, ranges.
    Fixed,
}

impl Memory {
    const NAMES: [&str; 20] = [
        "state",
        "register",
        "global",
        "field",
        "shape",
        "element_int",
        "element_float",
        "element_bool",
        "element_any",
        "data",
        "fill",
        "length",
        "form",
        "header",
        "hash_length",
        "keys",
        "entry",
        "cell",
        "generator",
        "fixed",
    ];
}

/// What a function that code calls does to memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Touches {
    /// Neither reads nor writes.
    Nothing,
    /// Reads, always ends, and may be left out.
    Reads,
    /// Reads, and writes new objects and what only helpers look at.
    Fresh,
    /// Reads and writes whatever it likes.
    All,
}

impl Touches {
    /// Of a helper by name.
    fn of(name: &str) -> Touches {
        match name {
            "hivm_rem_f" => Touches::Nothing,
            "hivm_str_eq" | "hivm_str_cmp" | "hivm_str_next" | "hivm_hash_next"
            | "hivm_name_string" => Touches::Reads,
            "hivm_safepoint" | "hivm_has_room" | "hivm_str_concat" | "hivm_str_char"
            | "hivm_new_array" | "hivm_new_struct" | "hivm_new_cell" | "hivm_new_closure"
            | "hivm_new_range" | "hivm_new_generator" | "hivm_keep_shape" => Touches::Fresh,
            _ => Touches::All,
        }
    }
}

/// The values that are loaded before everything else.
#[derive(Default)]
pub(super) struct Early<'c> {
    /// Pointers of the state, by offset.
    state: BTreeMap<usize, IntValue<'c>>,
    /// Payloads of constants, by number.
    constants: BTreeMap<usize, IntValue<'c>>,
    /// Strings of names, by symbol.
    names: BTreeMap<u32, IntValue<'c>>,
}

/// The attribute's word for memory: two bits (reads, writes) for each kind: of arguments, inaccessible to code, and others.
fn memory_word(touches: Touches) -> Option<u64> {
    const READS: u64 = if cfg!(any(feature = "llvm-19", feature = "llvm-20")) {
        0b01_01_01
    } else if cfg!(feature = "llvm-21") {
        0b01_01_01_01
    } else {
        0b01_01_01_01_01_01
    };
    match touches {
        Touches::Nothing => Some(0),
        Touches::Reads => Some(READS),
        Touches::Fresh => Some(READS | 0b11_00),
        Touches::All => None,
    }
}

/// The metadata of the classes.
pub(super) struct Classes<'c> {
    kind: u32,
    tags: Vec<MetadataValue<'c>>,
}

impl<'c> Classes<'c> {
    pub fn new(context: &'c inkwell::context::Context) -> Classes<'c> {
        let name = |text: &str| context.metadata_string(text).into();
        let root = context.metadata_node(&[name("hivm")]);
        let zero = context.i64_type().const_zero();
        let tags = Memory::NAMES.map(|text| {
            let class = context.metadata_node(&[name(text), root.into(), zero.into()]);
            context.metadata_node(&[class.into(), class.into(), zero.into()])
        });
        Classes {
            kind: context.get_kind_id("tbaa"),
            tags: tags.to_vec(),
        }
    }
}

impl<'c> Lowering<'_, 'c> {
    fn classed(&self, inst: Option<InstructionValue<'c>>, class: Memory) -> Lowered<()> {
        let inst = inst.ok_or_else(|| rejected("no instruction"))?;
        inst.set_metadata(self.classes.tags[class as usize], self.classes.kind)
            .map_err(|_| rejected("no metadata"))
    }

    pub fn load(
        &self,
        kind: impl BasicType<'c>,
        from: PointerValue<'c>,
        class: Memory,
    ) -> Lowered<BasicValueEnum<'c>> {
        let loaded = self.builder.build_load(kind, from, "")?;
        self.classed(loaded.as_instruction_value(), class)?;
        Ok(loaded)
    }

    pub fn load_word(&self, from: PointerValue<'c>, class: Memory) -> Lowered<IntValue<'c>> {
        Ok(self.load(self.word, from, class)?.into_int_value())
    }

    pub fn load_half(&self, from: PointerValue<'c>, class: Memory) -> Lowered<IntValue<'c>> {
        let loaded = self.load(self.context.i32_type(), from, class)?;
        Ok(loaded.into_int_value())
    }

    pub fn load_byte(&self, from: PointerValue<'c>, class: Memory) -> Lowered<IntValue<'c>> {
        let loaded = self.load(self.context.i8_type(), from, class)?;
        Ok(loaded.into_int_value())
    }

    /// Loads what others may change at any time.
    pub fn load_volatile(
        &self,
        kind: impl BasicType<'c>,
        from: PointerValue<'c>,
    ) -> Lowered<IntValue<'c>> {
        let load = self.builder.build_load(kind, from, "")?;
        // Volatile, not atomic: FastISel gives up a whole block for an atomic load, and the machine's load is the same.
        if let Some(inst) = load.as_instruction_value() {
            inst.set_volatile(true)
                .map_err(|_| rejected("a load cannot be volatile"))?;
        }
        Ok(load.into_int_value())
    }

    /// Stores what others may look at at any time.
    pub fn store_volatile(&self, to: PointerValue<'c>, value: IntValue<'c>) -> Lowered<()> {
        let store = self.builder.build_store(to, value)?;
        store
            .set_volatile(true)
            .map_err(|_| rejected("a store cannot be volatile"))
    }

    pub fn store(
        &self,
        to: PointerValue<'c>,
        value: impl BasicValue<'c>,
        class: Memory,
    ) -> Lowered<()> {
        let store = self.builder.build_store(to, value)?;
        self.classed(Some(store), class)
    }

    pub fn load_value(&self, from: PointerValue<'c>, class: Memory) -> Lowered<Item<'c>> {
        let tag = self.load_word(self.behind(from, Value::TAG_OFFSET as i64)?, class)?;
        let payload = self.load_word(self.behind(from, Value::PAYLOAD_OFFSET as i64)?, class)?;
        Ok(Item::Any(tag, payload))
    }

    pub fn store_value(
        &self,
        to: PointerValue<'c>,
        (tag, payload): (IntValue<'c>, IntValue<'c>),
        class: Memory,
    ) -> Lowered<()> {
        self.store(self.behind(to, Value::TAG_OFFSET as i64)?, tag, class)?;
        self.store(
            self.behind(to, Value::PAYLOAD_OFFSET as i64)?,
            payload,
            class,
        )
    }

    /// A pointer of the state, which stays as it is during a run: loaded once, before everything else, but in code that calls itself all the
    /// time, where it would wait on the machine stack for what is used seldom or never.
    pub fn state_pointer(&self, offset: usize) -> Lowered<IntValue<'c>> {
        if !self.parameters.is_empty() {
            return self.load_word(self.state_field(offset)?, Memory::Fixed);
        }
        if let Some(known) = self.early.borrow().state.get(&offset) {
            return Ok(*known);
        }
        let pointer =
            self.in_prologue(|it| it.load_word(it.state_field(offset)?, Memory::Fixed))?;
        self.early.borrow_mut().state.insert(offset, pointer);
        Ok(pointer)
    }

    /// Writes what belongs in front of everything else.
    pub fn in_prologue<T>(&self, write: impl FnOnce(&Self) -> Lowered<T>) -> Lowered<T> {
        let here = self.builder.get_insert_block();
        let end = self.prologue.get_terminator();
        match end {
            Some(jump) => self.builder.position_before(&jump),
            None => self.builder.position_at_end(self.prologue),
        }
        let written = write(self);
        if let Some(here) = here {
            self.builder.position_at_end(here);
        }
        written
    }

    /// The payload of a constant of the program. The first few that are met are loaded before everything else, where pointers of the state are.
    pub fn pool_constant(&self, index: usize) -> Lowered<IntValue<'c>> {
        /// As many as registers can be spared for.
        const EARLY: usize = 6;
        if let Some(known) = self.early.borrow().constants.get(&index) {
            return Ok(*known);
        }
        let table = self.state_pointer(NativeState::CONSTANTS_OFFSET)?;
        let offset = index * size_of::<Value>() + Value::PAYLOAD_OFFSET;
        if !self.parameters.is_empty() || self.early.borrow().constants.len() >= EARLY {
            return self.load_word(self.field(table, offset)?, Memory::Fixed);
        }
        let payload =
            self.in_prologue(|it| it.load_word(it.field(table, offset)?, Memory::Fixed))?;
        self.early.borrow_mut().constants.insert(index, payload);
        Ok(payload)
    }

    /// The string of a name, as entries of hashes have it: asked for once, before everything else.
    pub fn name_string(&self, name: u32) -> Lowered<IntValue<'c>> {
        if let Some(known) = self.early.borrow().names.get(&name) {
            return Ok(*known);
        }
        let string = self.in_prologue(|it| {
            let name = it.int(i64::from(name));
            it.call("hivm_name_string", &[it.state.into(), name.into()])
        })?;
        self.early.borrow_mut().names.insert(name, string);
        Ok(string)
    }

    /// Says what a helper does to memory. None of them unwinds: a panic in a helper ends the process.
    pub fn declare_touches(&self, function: FunctionValue<'c>, name: &str) {
        let touches = Touches::of(name);
        let attribute = |name: &str, word: u64| {
            let kind = Attribute::get_named_enum_kind_id(name);
            function.add_attribute(
                AttributeLoc::Function,
                self.context.create_enum_attribute(kind, word),
            );
        };
        attribute("nounwind", 0);
        if let Some(word) = memory_word(touches) {
            attribute("memory", word);
        }
        if matches!(touches, Touches::Nothing | Touches::Reads) {
            attribute("willreturn", 0);
        }
    }
}
