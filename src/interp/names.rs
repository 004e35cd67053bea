//! What is found by name at run time: fields, globals named by symbols, methods.

use super::machine::Machine;

use crate::bytecode::{Constant, Member};
use crate::heap::{Key, Str};
use crate::index::{GlobalId, SymbolId};
use crate::runtime::fault::FaultKind;
use crate::runtime::print::{self, Form};
use crate::runtime::{Fault, collection, field};
use crate::value::{Tag, Value};

impl Machine {
    /// The symbol's name.
    pub(super) fn symbol_name(&self, name: SymbolId) -> &str {
        &self.program.symbols[name.index()]
    }

    fn symbol_string(&self, name: SymbolId) -> Value {
        self.symbol_strings[name.index()]
    }

    pub(super) fn symbol_key(&self, name: SymbolId) -> Option<Key> {
        self.symbol_string(name).as_str().map(Key::str)
    }

    /// A field that the value itself has, as a method call looks for it.
    pub(super) fn own_field(&mut self, object: Value, name: SymbolId) -> Option<Value> {
        match object.tag() {
            Tag::Hash => {
                let (hash, key) = (object.as_hash()?, self.symbol_key(name)?);
                let field = self.field_name(name);
                if let Some(value) = hash.get_at(field.hint, field.string) {
                    return Some(value);
                }
                field.hint = hash.place(key)?;
                hash.get(key)
            }
            Tag::Struct => object.as_struct()?.field(&self.host.heap, name),
            Tag::Class => object.as_class()?.static_function(name),
            Tag::Enum => self.variant(object, name),
            _ => self.member(object, name),
        }
    }

    /// The enum's value of that name.
    fn variant(&self, of: Value, name: SymbolId) -> Option<Value> {
        let (id, _) = of.as_enum()?;
        let place = self.variants.get(&(id, name))?;
        Some(Value::variant(id, *place))
    }

    /// Whether the value is a hash or a structure that has the field.
    pub(super) fn has_field(&self, object: Value, name: SymbolId) -> bool {
        match object.tag() {
            Tag::Hash | Tag::Struct => self.peek_field(object, name).is_some(),
            _ => false,
        }
    }

    /// Like [`Machine::own_field`], without remembering where it was.
    pub(super) fn peek_field(&self, object: Value, name: SymbolId) -> Option<Value> {
        match object.tag() {
            Tag::Hash => object.as_hash()?.get(self.symbol_key(name)?),
            Tag::Struct => object.as_struct()?.field(&self.host.heap, name),
            Tag::Class => object.as_class()?.static_function(name),
            Tag::Enum => self.variant(object, name),
            _ => self.member(object, name),
        }
    }

    /// What a module's member of that name holds, if it has one that has a value.
    fn member(&self, module: Value, name: SymbolId) -> Option<Value> {
        let Constant::Module(module) = &self.program.constants[module.as_module()?.index()] else {
            return None;
        };
        let value = match module.member(self.symbol_name(name))? {
            Member::Global(id) => self.globals[id.index()],
            Member::Function(id) => Value::function(id),
            Member::Native(id) => Value::builtin(self.natives[id.index()]),
            Member::Constant(id) => self.constant(id.index()),
        };
        (value.tag() != Tag::Unset).then_some(value)
    }

    /// Why a global variable cannot be read.
    #[cold]
    pub(super) fn used_before_let(&self, global: GlobalId) -> Fault {
        let name = &self.program.globals[global.index()];
        // A variable whose name another one has has a mark and more behind it.
        let name = name.split('\'').next().unwrap_or_default();
        Fault::new(FaultKind::UsedBeforeLet(name.to_string()))
    }

    /// Why a module's member of that name cannot be read.
    #[cold]
    fn no_member(&self, module: Value, name: SymbolId) -> Fault {
        let name = self.symbol_name(name);
        if let Some(id) = module.as_module()
            && let Constant::Module(module) = &self.program.constants[id.index()]
        {
            if module.member(name).is_some() {
                return Fault::new(FaultKind::UsedBeforeLet(name.to_string()));
            }
            let module = &module.name;
            return Fault::message(format!("module {module} has no member {name}"));
        }
        Fault::new(FaultKind::CannotReadField {
            field: name.to_string(),
            of: module.kind_name(),
        })
    }

    /// The method of that name in the receiver's class, or on values of its kind, for those without such a field.
    pub(super) fn method_of(&self, receiver: Value, name: SymbolId) -> Option<Value> {
        if let Some(object) = receiver.as_struct()
            && let Some(method) = self.class_method(object, name)
        {
            return Some(method);
        }
        let methods = self.method(name);
        let own = match receiver.tag() {
            // A module's members are its own.
            Tag::Module => return None,
            Tag::Array => methods.array,
            Tag::Generator => methods.generator,
            _ => None,
        };
        own.or(methods.any)
    }

    /// `object.name`.
    ///
    /// # Errors
    /// When the kind has no fields, or the object's class nothing of that name.
    pub(super) fn read_field(&mut self, object: Value, name: SymbolId) -> Result<Value, Fault> {
        match object.tag() {
            Tag::Hash => Ok(self.own_field(object, name).unwrap_or(Value::NULL)),
            Tag::Struct | Tag::Class => match self.own_field(object, name) {
                Some(value) => Ok(value),
                None => self.read_member(object, name),
            },
            Tag::Error => {
                Ok(field::of_error(object, self.symbol_name(name)).unwrap_or(Value::NULL))
            }
            Tag::Generator if self.symbol_name(name) == "done" => {
                Ok(Machine::is_done(object).map_or(Value::NULL, Value::bool))
            }
            Tag::Enum => self.variant(object, name).ok_or_else(|| {
                let known = object.as_enum();
                let known = known.and_then(|(id, _)| self.program.enums.get(id.index()));
                Fault::new(FaultKind::NoVariant {
                    of: known.map_or(String::new(), |e| e.name.clone()),
                    name: self.symbol_name(name).to_string(),
                })
            }),
            _ => match self.member(object, name) {
                Some(value) => Ok(value),
                None => Err(self.no_member(object, name)),
            },
        }
    }

    /// `object.name = value`.
    ///
    /// # Errors
    /// When the kind's fields cannot be set, or the heap is full.
    pub(super) fn write_field(
        &mut self,
        object: Value,
        name: SymbolId,
        value: Value,
    ) -> Result<(), Fault> {
        let key = self.symbol_string(name);
        let heap = &mut self.host.heap;
        if let Some(hash) = object.as_hash() {
            collection::insert(heap, hash, key, value)?;
            if let Some(place) = self.symbol_key(name).and_then(|key| hash.place(key)) {
                self.field_name(name).hint = place;
            }
            return Ok(());
        }
        if let Some(object) = object.as_struct() {
            return Ok(object.set_field(heap, name, value)?);
        }
        let field = self.symbol_name(name).to_string();
        Err(Fault::new(FaultKind::CannotSetField {
            field,
            of: object.kind_name(),
        }))
    }

    /// The values one after the other, each as it prints.
    pub(super) fn template(&mut self, pieces: &[Value]) -> Result<Value, Fault> {
        let host = &mut self.host;
        let mut text = String::new();
        for piece in pieces {
            print::write_value(&mut text, &host.heap, &host.names, *piece, Form::Bare)?;
        }
        Ok(Str::new(&mut host.heap, &text)?.value())
    }

    fn named_global(&self, key: Value) -> Result<(SymbolId, Option<GlobalId>), Fault> {
        let Some(name) = key.as_symbol() else {
            return Err(Fault::message(format!(
                "want symbol, got {}",
                key.kind_name()
            )));
        };
        let text = self.symbol_name(name);
        let found = self
            .program
            .globals
            .iter()
            .position(|global| global == text);
        Ok((name, found.map(|n| GlobalId(n as u32))))
    }

    /// The global variable of the symbol's name; null if there is none or it has no value yet.
    pub(super) fn find_global(&self, key: Value) -> Result<Value, Fault> {
        let (name, global) = self.named_global(key)?;
        let value = match global {
            Some(global) => self.globals[global.index()],
            None => self
                .symbol_globals
                .get(name.index())
                .copied()
                .unwrap_or(Value::NULL),
        };
        Ok(if value.tag() == Tag::Unset {
            Value::NULL
        } else {
            value
        })
    }

    /// Sets the global variable of the symbol's name, which need not exist yet.
    pub(super) fn store_global(&mut self, key: Value, value: Value) -> Result<(), Fault> {
        let (name, global) = self.named_global(key)?;
        match global {
            Some(global) => self.globals[global.index()] = value,
            None => {
                let count = self.symbol_globals.len().max(name.index() + 1);
                self.symbol_globals.resize(count, Value::NULL);
                self.symbol_globals[name.index()] = value;
            }
        }
        Ok(())
    }
}
