//! Destructuring: `let [a, _, ...rest] = e`, `let {x, y: z} = e`.
//!
//! ```text
//! let [a, {x}] = e      get_i r2, r1, 0 ; get_i r3, r1, 1 ; get_field r3, r3, x
//! ```
//!
//! Destructuring reads as indexing and fields do: what is missing is null. Of a generator it takes as many elements as the
//! pattern has.
//!
//! Invariant: a variable of the pattern gets its value in the register that becomes its own.

use super::Compiler;
use crate::index::Reg;
use crate::monkey::ast::*;
use crate::source::Span;

/// What a part of a pattern reads.
#[derive(Clone, Copy)]
pub(super) enum Read {
    Element(usize),
    Rest(usize),
    Field(Name),
}

impl Compiler<'_> {
    pub(super) fn let_pattern(&mut self, pattern: PatternId, value: ExprId) {
        let from = self.temp();
        self.to(value, from);
        let span = self.ast[value].span;
        if !self.is_no_generator(value) {
            self.take_elements(pattern, from, span);
        }
        self.destructure_plain(pattern, from, span);
    }

    /// Binds the names of the pattern to parts of the value in `from`, in the scope that is open. `from` stays
    /// taken until the scope ends: variables lie above it.
    pub(super) fn destructure(&mut self, pattern: PatternId, from: Reg, span: Span) {
        self.take_elements(pattern, from, span);
        self.destructure_plain(pattern, from, span);
    }

    /// If the pattern is an array's and `from` a generator, it becomes an array of what the pattern asks for.
    fn take_elements(&mut self, pattern: PatternId, from: Reg, span: Span) {
        if let PatternKind::Array { items, rest } = &self.ast[pattern].kind {
            let most = rest.is_none().then_some(items.len());
            self.unpack(from, most, span);
        }
    }

    /// The same for what is no generator.
    fn destructure_plain(&mut self, pattern: PatternId, from: Reg, span: Span) {
        let ast = self.ast;
        let mut waiting = vec![];
        self.parts(pattern, from, &mut waiting);
        while let Some((from, read, pattern)) = waiting.pop() {
            if let PatternKind::Wildcard = ast[pattern].kind {
                // What a name would be bound to must be readable all the same, but nothing is kept.
                let mark = self.mark();
                let reg = self.temp();
                self.read(from, read, span, reg);
                self.release(mark);
                continue;
            }
            let reg = self.temp();
            self.read(from, read, span, reg);
            if let PatternKind::Name(_) = ast[pattern].kind {
                if let Some(var) = self.scopes.pattern(pattern) {
                    self.declare(var, reg);
                }
            } else {
                self.take_elements(pattern, reg, span);
                self.parts(pattern, reg, &mut waiting);
            }
        }
    }

    /// Puts the parts of an array's or hash's pattern on the stack, the first on top.
    fn parts(&self, pattern: PatternId, from: Reg, waiting: &mut Vec<(Reg, Read, PatternId)>) {
        match &self.ast[pattern].kind {
            PatternKind::Array { items, rest } => {
                if let Some(rest) = *rest {
                    waiting.push((from, Read::Rest(items.len()), rest));
                }
                for (n, &item) in items.iter().enumerate().rev() {
                    waiting.push((from, Read::Element(n), item));
                }
            }
            PatternKind::Hash(entries) => {
                for &(name, item) in entries.iter().rev() {
                    waiting.push((from, Read::Field(name), item));
                }
            }
            _ => {}
        }
    }

    pub(super) fn read(&mut self, from: Reg, read: Read, span: Span, dst: Reg) {
        self.at(span);
        match read {
            Read::Element(n) => match i16::try_from(n) {
                Ok(imm) => self.f.get_i(dst, from, imm),
                Err(_) => {
                    let constant = self.program.int(n as i64);
                    self.f.lit(dst, constant);
                    self.f.get(dst, from, dst);
                }
            },
            Read::Rest(n) => self
                .f
                .array_rest(dst, from, i16::try_from(n).unwrap_or(i16::MAX)),
            Read::Field(name) => {
                let symbol = self.program.symbol(self.ast.name(name.id));
                self.f.get_field(dst, from, symbol);
            }
        }
    }
}
