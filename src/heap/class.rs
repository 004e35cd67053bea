//! A class: its name, the class it extends, the shapes of its instances, its methods and statics.
//!
//! ```text
//!   +--------+------+-----+------+---------+---------+------+-------------+---------------+---------------+
//!   | header | name | raw | base | methods | statics | init | constructor | methods table | statics table |
//!   +--------+------+-----+------+---------+---------+------+-------------+---------------+---------------+
//!     extra = the shape of an instance whose fields are declared
//! ```
//!
//! The two tables are open hash tables by symbol. What is inherited is copied into them, so that finding a method is one
//! probe whatever the depth; a class never changes after it was made, so nothing has to be told.
//!
//! All shapes of instances are of one family that belongs to the class: the shape of an instance names its class. Where
//! field initialisers have to run, an instance begins with the *raw* shape, which has room for all declared
//! fields and none of them; [`Class::ready`] is what it goes over to before the first initialiser.
//!
//! Invariant: a class lives as long as a structure has one of its shapes.

use std::cell::Cell;
use std::slice;

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Struct, Tracer};
use crate::index::{ShapeId, SymbolId};
use crate::value::{Tag, Value};

/// The most fields that instances have room for in themselves.
const MOST_INLINE: usize = 100;

/// A class.
#[repr(C, align(16))]
pub struct Class {
    header: Header,
    name: SymbolId,
    raw: Cell<ShapeId>,
    base: Option<Gc<Class>>,
    /// Entries of the tables: powers of two.
    methods: u32,
    statics: u32,
    init: Value,
    constructor: Value,
}

/// An entry of a table.
#[derive(Clone, Copy)]
#[repr(C)]
struct Entry {
    /// A symbol, or unset.
    name: Value,
    function: Value,
}

// SAFETY: repr(C), header first, no drop, all references and shapes are traced.
unsafe impl Object for Class {
    const KIND: Kind = Kind::Class;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        tracer.shape(object.shape());
        tracer.shape(object.raw.get());
        if let Some(base) = object.base {
            tracer.object(base);
        }
        tracer.value(object.init);
        tracer.value(object.constructor);
        for entry in object.entries(0, object.methods + object.statics) {
            tracer.value(entry.function);
        }
    }
}

// SAFETY: `Tag::Class` stands for this type alone.
unsafe impl Named for Class {
    const TAG: Tag = Tag::Class;
}

/// What a class is made from.
pub struct Declaration<'a> {
    /// Its name.
    pub name: SymbolId,
    /// The class it extends.
    pub base: Option<Gc<Class>>,
    /// Its own fields.
    pub fields: &'a [SymbolId],
    /// How many further fields its instances have room for in themselves.
    pub more: usize,
    /// Its own methods.
    pub methods: &'a [(SymbolId, Value)],
    /// Its own statics.
    pub statics: &'a [(SymbolId, Value)],
    /// Its own method that gets a new instance's arguments.
    pub init: Option<Value>,
    /// Its own method that gives fields their first values.
    pub initialiser: Option<Value>,
}

impl Class {
    /// A class.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn new(heap: &mut Heap, what: &Declaration<'_>) -> Result<Gc<Class>, OutOfMemory> {
        heap.check_shapes()?;
        let base = what.base;
        let methods = merged(base.map(|b| b.table(Of::Methods)), what.methods);
        let statics = merged(base.map(|b| b.table(Of::Statics)), what.statics);
        let init = what.init.or(base.map(|b| b.init)).unwrap_or(Value::NULL);
        let starts_raw = what.initialiser.is_some() || base.is_some_and(|b| b.starts_raw());
        // Without an `init`, the initialisers are all that there is to do.
        let first = base.filter(|b| b.starts_raw()).map(|b| b.constructor);
        let constructor = match init.tag() {
            Tag::Null => what.initialiser.or(first).unwrap_or(Value::NULL),
            _ => init,
        };
        let counts = (capacity(methods.len()), capacity(statics.len()));
        let class = Class {
            header: Header::new(Kind::Class, u8::from(starts_raw), 0),
            name: what.name,
            raw: Cell::new(ShapeId(0)),
            base,
            methods: counts.0,
            statics: counts.1,
            init,
            constructor,
        };
        let bytes = (counts.0 + counts.1) as usize * size_of::<Entry>();
        let class = heap.alloc(class, bytes)?;
        class.fill(0, counts.0, &methods);
        class.fill(counts.0, counts.1, &statics);

        let inherited = base.map(|b| heap.shapes.fields(b.shape()));
        let mut fields = inherited.unwrap_or_default();
        for field in what.fields {
            if !fields.contains(field) {
                fields.push(*field);
            }
        }
        let room = base.map_or(0, |b| heap.shapes.inline(b.shape()) as usize);
        let own = what.fields.len() + what.more;
        let inline = (room + own).max(fields.len()).min(MOST_INLINE) as u8;
        let (raw, ready) = heap.shapes.new_class(class, inline, &fields);
        class.header.extra.set(ready.0);
        class.raw.set(raw);
        Ok(class)
    }

    /// Its name.
    pub fn name(&self) -> SymbolId {
        self.name
    }

    /// The class it extends.
    pub fn base(&self) -> Option<Gc<Class>> {
        self.base
    }

    /// The shape of an instance whose fields are declared. No other class has it.
    #[inline(always)]
    pub fn shape(&self) -> ShapeId {
        ShapeId(self.header.extra.get())
    }

    /// The shape of a new instance.
    #[inline(always)]
    pub fn first_shape(&self) -> ShapeId {
        if self.starts_raw() {
            self.raw.get()
        } else {
            self.shape()
        }
    }

    /// Whether field initialisers have to run.
    #[inline(always)]
    fn starts_raw(&self) -> bool {
        self.header.form.get() != 0
    }

    /// What is called with a new instance and its arguments; null if there is nothing to do.
    #[inline(always)]
    pub fn constructor(&self) -> Value {
        self.constructor
    }
}

/// One of the tables.
#[derive(Clone, Copy)]
enum Of {
    Methods,
    Statics,
}

impl Gc<Class> {
    fn entries<'a>(self, from: u32, count: u32) -> &'a [Entry] {
        // SAFETY: the tables stand behind the class, written when it was made; it is live by the invariant of `Gc`.
        unsafe {
            slice::from_raw_parts(self.trailing::<Entry>().add(from as usize), count as usize)
        }
    }

    fn table<'a>(self, which: Of) -> &'a [Entry] {
        match which {
            Of::Methods => self.entries(0, self.methods),
            Of::Statics => self.entries(self.methods, self.statics),
        }
    }

    /// Writes a table.
    fn fill(self, from: u32, count: u32, members: &[(SymbolId, Value)]) {
        // SAFETY: the memory behind the class has room for all tables, and nobody reads it yet.
        let table = unsafe { self.trailing::<Entry>().add(from as usize) };
        let mut used = vec![false; count as usize];
        for n in 0..count as usize {
            let (name, function) = (Value::UNSET, Value::UNSET);
            // SAFETY: as above.
            unsafe { table.add(n).write(Entry { name, function }) };
        }
        for (name, function) in members {
            let mut at = place(*name, count);
            while used[at] {
                at = (at + 1) % count as usize;
            }
            used[at] = true;
            let (name, function) = (Value::symbol(*name), *function);
            // SAFETY: as above.
            unsafe { table.add(at).write(Entry { name, function }) };
        }
    }

    #[inline]
    fn find(self, which: Of, name: SymbolId) -> Option<Value> {
        let table = self.table(which);
        let mut at = place(name, table.len() as u32);
        loop {
            let entry = table.get(at)?;
            if entry.name.is_same(Value::symbol(name)) {
                return Some(entry.function);
            }
            if entry.name.tag() == Tag::Unset {
                return None;
            }
            at = (at + 1) % table.len();
        }
    }

    /// The method of that name, its own or inherited.
    #[inline]
    pub fn method(self, name: SymbolId) -> Option<Value> {
        self.find(Of::Methods, name)
    }

    /// The static function of that name, its own or inherited.
    #[inline]
    pub fn static_function(self, name: SymbolId) -> Option<Value> {
        self.find(Of::Statics, name)
    }

    /// A new instance, whose declared fields are null.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn instance(self, heap: &mut Heap) -> Result<Gc<Struct>, OutOfMemory> {
        Struct::new(heap, self.first_shape())
    }

    /// Whether it is the other class, or extends it over however many.
    pub fn is_or_extends(self, other: Gc<Class>) -> bool {
        let mut at = Some(self);
        while let Some(class) = at {
            if class == other {
                return true;
            }
            at = class.base;
        }
        false
    }
}

/// How many entries a table for so many members has: at least one is free, unless it has none at all.
fn capacity(members: usize) -> u32 {
    match members {
        0 => 0,
        n => (n * 2).next_power_of_two() as u32,
    }
}

/// Where the search for a name begins.
#[inline(always)]
fn place(name: SymbolId, capacity: u32) -> usize {
    (name.0.wrapping_mul(0x9e37_79b1) >> 7) as usize & (capacity as usize).wrapping_sub(1)
}

/// What is inherited, and its own in front of that.
fn merged(inherited: Option<&[Entry]>, own: &[(SymbolId, Value)]) -> Vec<(SymbolId, Value)> {
    let mut members = own.to_vec();
    let known: std::collections::HashSet<SymbolId, foldhash::fast::FixedState> =
        own.iter().map(|(name, _)| *name).collect();
    for entry in inherited.unwrap_or_default() {
        if let Some(name) = entry.name.as_symbol()
            && !known.contains(&name)
        {
            members.push((name, entry.function));
        }
    }
    members
}
