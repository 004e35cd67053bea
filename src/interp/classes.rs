//! Classes and their instances: declaring, finding fields and methods by shape, what was found last.
//!
//! ```text
//!   code    | get_field r1, r0, #x |     |  call_method ... |     |     one cache a word of code; in use are those of
//!   caches  |                      | s,n |                  | s,f |     the words behind such instructions
//! ```
//!
//! The shape of an instance determines the slots of its fields and, by its class, its methods. So a cache holds a shape and what
//! was found there. It is only ever right: no shape is given out twice, and no class changes.
//!
//! Invariant: caches are beside the code, which is never written.

use super::cpu::Cpu;
use super::machine::{Cache, Machine};
use crate::heap::{Class, Declaration, Gc, Struct};
use crate::index::{FnId, ShapeId, SymbolId};
use crate::runtime::fault::FaultKind;
use crate::runtime::{Fault, class as rules};
use crate::value::{Tag, Value};

impl Cache {
    fn field(shape: ShapeId, slot: u32) -> Cache {
        Cache {
            shape: shape.0.wrapping_add(1),
            found: slot,
        }
    }

    fn method(shape: ShapeId, function: FnId) -> Cache {
        Cache {
            shape: shape.0.wrapping_add(1),
            found: function.0,
        }
    }

    /// Whether it is about this shape.
    #[inline(always)]
    pub fn is_of(self, shape: ShapeId) -> bool {
        self.shape == shape.0.wrapping_add(1)
    }

    /// The slot.
    #[inline(always)]
    pub fn slot(self) -> u32 {
        self.found
    }
}

impl<const MODE: u8> Cpu<MODE> {
    /// The cache of the instruction, until it changes where control goes.
    #[inline(always)]
    fn cache(&mut self) -> *mut Cache {
        self.machine().cache_bias.wrapping_add(self.pc as usize) as *mut Cache
    }

    /// The cache's content.
    #[inline(always)]
    pub(super) fn cached(&mut self) -> Cache {
        // SAFETY: each word of code has a cache.
        unsafe { *self.cache() }
    }

    /// The field of the instance, if it is where the cache says.
    #[inline(always)]
    pub(super) fn cached_field(&mut self, object: Gc<Struct>) -> Option<Value> {
        let cache = self.cached();
        match cache.is_of(object.shape()) {
            true => object.try_slot(cache.slot()),
            false => None,
        }
    }

    /// Stores the field of the instance, if it is where the cache says.
    #[inline(always)]
    pub(super) fn set_cached_field(&mut self, object: Gc<Struct>, value: Value) -> bool {
        let cache = self.cached();
        cache.is_of(object.shape()) && object.try_set_slot(self.heap(), cache.slot(), value)
    }

    fn remember(&mut self, cache: Cache) {
        // SAFETY: each word of code has a cache.
        unsafe { *self.cache() = cache };
    }

    /// Notes where the instance has the field, if it has one.
    pub(super) fn note_field(&mut self, object: Value, name: SymbolId) {
        let shapes = &self.heap().shapes;
        if let Some(object) = object.as_struct()
            && let Some(slot) = shapes.lookup(object.shape(), name)
        {
            self.remember(Cache::field(object.shape(), slot));
        }
    }

    /// Notes the shape of an instance that is ready.
    pub(super) fn note_ready(&mut self, object: Value) {
        if let Some(object) = object.as_struct() {
            let cache = Cache::method(object.shape(), FnId(0));
            self.remember(cache);
        }
    }

    /// Notes what function the method of the instance is, if that is one without captured values.
    pub(super) fn note_method(&mut self, object: Value, name: SymbolId) {
        let machine = self.machine();
        if let Some(object) = object.as_struct()
            && machine
                .host
                .heap
                .shapes
                .lookup(object.shape(), name)
                .is_none()
            && let Some(method) = machine.class_method(object, name)
            && method.tag() == Tag::Function
        {
            let cache = Cache::method(object.shape(), FnId(method.bits() as u32));
            self.remember(cache);
        }
    }
}

impl Machine {
    /// The method that an instance has of its class.
    pub(super) fn class_method(&self, object: Gc<Struct>, name: SymbolId) -> Option<Value> {
        self.host.heap.shapes.class(object.shape())?.method(name)
    }

    /// A class made of a window's values: see the instruction `class`.
    ///
    /// # Errors
    /// When a value is of a wrong kind, or the heap is full.
    pub(super) fn declare_class(
        &mut self,
        values: &[Value],
        name: SymbolId,
    ) -> Result<Value, Fault> {
        let (base, more, members) = match values {
            [base, more, members @ ..] => (*base, *more, members),
            _ => (Value::NULL, Value::NULL, values),
        };
        let base = match base.tag() {
            Tag::Null => None,
            _ => Some(base.as_class().ok_or_else(|| {
                Fault::new(FaultKind::CannotExtend {
                    class: self.symbol_name(name).to_string(),
                    base: base.kind_name(),
                })
            })?),
        };
        let (mut fields, mut methods, mut statics) = (Vec::new(), Vec::new(), Vec::new());
        let (mut init, mut initialiser) = (None, None);
        for pair in members.chunks_exact(2) {
            let [key, value] = *pair else { continue };
            let symbol = key
                .as_symbol()
                .ok_or_else(|| Fault::message(format!("want symbol, got {}", key.kind_name())))?;
            if value.tag() == Tag::Null {
                fields.push(symbol);
                continue;
            }
            let function = rules::function_of(value).ok_or_else(|| {
                let kind = value.kind_name();
                Fault::message(format!("want null or function, got {kind}"))
            })?;
            if !self.program.functions[function.index()].takes_self() {
                statics.push((symbol, value));
                continue;
            }
            match self.symbol_name(symbol) {
                rules::INIT => init = Some(value),
                rules::INITIALISER => initialiser = Some(value),
                _ => {}
            }
            methods.push((symbol, value));
        }
        let what = Declaration {
            name,
            base,
            fields: &fields,
            more: more
                .as_int()
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(0),
            methods: &methods,
            statics: &statics,
            init,
            initialiser,
        };
        Ok(Class::new(&mut self.host.heap, &what)?.value())
    }

    /// The class's method of that name.
    ///
    /// # Errors
    /// When the value is no class.
    pub fn method_in(&self, class: Value, name: SymbolId) -> Result<Option<Value>, Fault> {
        Ok(rules::want_class(class)?.method(name))
    }

    /// The same, where there must be one.
    ///
    /// # Errors
    /// When the value is no class, or has none.
    pub fn method_of_class(&self, class: Value, name: SymbolId) -> Result<Value, Fault> {
        self.method_in(class, name)?.ok_or_else(|| {
            let class = class.as_class().map_or(name, |class| class.name());
            Fault::new(FaultKind::NoMethod {
                method: self.symbol_name(name).to_string(),
                class: self.symbol_name(class).to_string(),
            })
        })
    }

    /// What reading a field gives that the value itself has not.
    ///
    /// # Errors
    /// When nothing has that name.
    #[cold]
    pub(super) fn read_member(&mut self, object: Value, name: SymbolId) -> Result<Value, Fault> {
        if let Some(class) = object.as_class() {
            return Err(Fault::new(FaultKind::NoStatic {
                name: self.symbol_name(name).to_string(),
                class: self.symbol_name(class.name()).to_string(),
            }));
        }
        let class = object
            .as_struct()
            .and_then(|o| self.host.heap.shapes.class(o.shape()));
        let Some(class) = class else {
            return Ok(Value::NULL);
        };
        match class.method(name) {
            Some(method) => rules::bind(&mut self.host.heap, method, object),
            None => Err(Fault::new(FaultKind::NoMember {
                member: self.symbol_name(name).to_string(),
                class: self.symbol_name(class.name()).to_string(),
            })),
        }
    }
}
