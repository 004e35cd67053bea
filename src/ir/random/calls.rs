//! The statements of random graphs that call: meanings of the runtime, native functions, functions, other trees.
//!
//! Example: `%7: any = call_runtime slice, (%3, 0, null), s2`, `%9: any = call f1, 8, (%7, 4), s3`.
//!
//! Invariant: a helper mostly gets what it takes, so that it seldom faults; what may have an effect begins a new state.

use super::generate::Generator;
use crate::index::{BuiltinId, ExitId, FnId, SymbolId, TreeId};
use crate::ir::helper::Arity;
use crate::ir::{Arg, Const, Helper, Type};
use crate::value::Tag;

const HELPERS: [Helper; 22] = [
    Helper::add,
    Helper::sub,
    Helper::mul,
    Helper::div,
    Helper::neg,
    Helper::equal,
    Helper::less,
    Helper::greater_equal,
    Helper::get,
    Helper::set,
    Helper::len,
    Helper::slice,
    Helper::contains,
    Helper::array_push,
    Helper::array_shift,
    Helper::array_unshift,
    Helper::hash,
    Helper::iter_after,
    Helper::iter_element,
    Helper::pair_value,
    Helper::struct_get,
    Helper::template,
];

impl Generator {
    pub(super) fn runtime(&mut self) -> Option<()> {
        let helper = self.random.pick(&HELPERS);
        let args = self.helper_args(helper)?;
        let snap = self.snapshot();
        let value = self.builder.call_runtime(helper, &args, snap);
        self.note(value);
        if helper.effects().has_effect() || helper == Helper::template {
            self.new_state();
        }
        Some(())
    }

    /// Values that the helper mostly takes.
    fn helper_args(&mut self, helper: Helper) -> Option<Vec<Arg>> {
        let array = Type::Tag(Tag::Array);
        let count = match helper.row().arity {
            Arity::Exactly(n) => n,
            Arity::Many => 2,
        };
        if self.random.chance(10) {
            return Some((0..count).map(|_| self.any()).collect());
        }
        Some(match helper {
            Helper::add if self.random.chance(40) => vec![self.choose(array)?, self.choose(array)?],
            Helper::add | Helper::sub | Helper::mul | Helper::less | Helper::greater_equal => {
                vec![self.small_int(), self.float()]
            }
            Helper::div | Helper::neg => (0..count).map(|_| self.small_int()).collect(),
            Helper::get | Helper::iter_after | Helper::iter_element => {
                vec![self.choose(array)?, 0.into()]
            }
            Helper::set => vec![self.choose(array)?, 0.into(), self.any()],
            Helper::slice => vec![self.choose(array)?, 0.into(), Const::Null.into()],
            Helper::contains => vec![self.any(), self.choose(array)?],
            Helper::array_push | Helper::array_unshift => vec![self.choose(array)?, self.any()],
            Helper::len | Helper::array_shift => vec![self.choose(array)?],
            Helper::hash => vec![self.int(), self.any()],
            Helper::pair_value => vec![self.choose(Type::Tag(Tag::Hash))?, 0.into()],
            Helper::struct_get => {
                let name = Const::Symbol(SymbolId(self.random.below(2) as u32));
                vec![self.choose(Type::Tag(Tag::Struct))?, name.into()]
            }
            _ => (0..count).map(|_| self.any()).collect(),
        })
    }

    pub(super) fn call(&mut self) -> Option<()> {
        self.new_state();
        let snap = self.snapshot();
        let args = self.some(0);
        match self.random.below(10) {
            0..4 => {
                let native = BuiltinId(u16::from(self.random.chance(10)));
                let value = self.builder.call_builtin(native, &args, snap);
                self.note(value);
            }
            4..8 => {
                let callee = FnId(self.random.pick(&[0, 0, 0, 1, 1, 2]));
                let value = self.builder.call(callee, 8, &args, snap);
                self.note(value);
            }
            8 => self
                .builder
                .guard_room(1, self.random.pick(&[10, 10, 10, 2000]), snap),
            _ => self
                .builder
                .call_tree(TreeId(u32::from(self.random.chance(10))), ExitId(0), snap),
        }
        self.new_state();
        Some(())
    }
}
