//! Native functions of numbers that a graph computes itself.
//!
//! ```text
//! call_builtin r3, r4, 1, sqrt    of a float: sqrt_f %7      of an int: to_float %7 ; sqrt_f
//! call_builtin r3, r4, 1, floor   of a float: floor_f %7 ; to_int_ov, which leaves where no 64-bit integer is near
//! ```
//!
//! Invariant: what is computed is what the function in `builtins/numbers.rs` answers for these tags, bit for bit; where it
//! would answer something else (a big integer, an error), the graph is left before.

use super::builder::{Builder, Flow};
use super::operands::Source;
use crate::index::{BuiltinId, Reg};
use crate::ir::{Arg, Const};
use crate::value::Tag;

impl Builder<'_, '_> {
    /// The call as arithmetic, if it is one of these functions and the argument was always of one tag.
    pub fn call_typed(
        &mut self,
        dst: Reg,
        first: Reg,
        count: usize,
        native: BuiltinId,
    ) -> Option<Flow> {
        let name = crate::builtins::row(self.native(native)?).name;
        let rounds = matches!(name, "floor" | "ceil" | "int" | "math.trunc");
        let known = rounds || matches!(name, "sqrt" | "abs" | "float");
        // What is seldom an integer of 64 bits stays a call.
        if !known || count != 1 || rounds && self.result(0) != Some(Tag::Int) {
            return None;
        }
        let source = Source::Reg(first);
        let value = match self.tag_of(source)? {
            Tag::Int => {
                let x = self.arg(source);
                self.of_int(name, x)?
            }
            Tag::Float => {
                let x = self.arg(source);
                self.of_float(name, x)?
            }
            _ => return None,
        };
        self.put(dst, value);
        Some(Flow::Next)
    }

    fn of_int(&mut self, name: &str, x: Arg) -> Option<Arg> {
        Some(match name {
            "sqrt" => {
                let x = self.g.to_float(x);
                self.g.sqrt_f(x).into()
            }
            "float" => self.g.to_float(x).into(),
            "abs" if self.result(0) == Some(Tag::Int) => {
                // -1 or 0; with its bits turned over, a negative number lacks one to its opposite. The least one has none.
                let sign = self.g.shr(x, Arg::Const(Const::Int(63)));
                let turned = self.g.bxor(x, sign);
                let snap = self.snapshot();
                self.g.sub_ov(turned, sign, snap).into()
            }
            "floor" | "ceil" | "int" | "math.trunc" => x,
            _ => return None,
        })
    }

    fn of_float(&mut self, name: &str, x: Arg) -> Option<Arg> {
        let rounded = match name {
            "sqrt" => return Some(self.g.sqrt_f(x).into()),
            "abs" => return Some(self.g.abs_f(x).into()),
            "float" => return Some(x),
            "floor" => self.g.floor_f(x).into(),
            "ceil" => self.g.ceil_f(x).into(),
            "int" | "math.trunc" => x,
            _ => return None,
        };
        let snap = self.snapshot();
        Some(self.g.to_int_ov(rounded, snap).into())
    }
}
