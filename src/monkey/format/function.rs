//! Functions, their parameters, and patterns.
//!
//! Example: `fn(a,b=1,...rest){a}` is `fn(a, b = 1, ...rest) { a }`.
//!
//! Invariant: the parentheses around the one parameter of `(x) => e` stay as they are.

use super::list::ListStyle;
use super::writer::Writer;
use crate::monkey::ast::*;
use crate::monkey::lexer::Kind;

impl<'s> Writer<'s> {
    /// A function, also one with a name.
    pub(super) fn function(&mut self, id: FunctionId) {
        let function = &self.ast[id];
        if function.form == FunctionForm::Arrow {
            if self.kind() == Kind::OpenParen {
                self.params(function);
            } else {
                self.take();
            }
            self.put(" ");
            return self.arrow_body(&function.body);
        }
        self.take();
        if self.kind() != Kind::OpenParen {
            self.put(" ");
            self.take();
        }
        self.params(function);
        self.put(" ");
        let blocks = self.blocks_of(&function.body);
        self.block(&function.body, blocks);
    }

    fn params(&mut self, function: &Function) {
        let count = function.params.len() + usize::from(function.rest.is_some());
        self.list(count, ListStyle::PLAIN, |writer, index| {
            writer.take();
            match function.params.get(index) {
                Some(Param {
                    default: Some(value),
                    ..
                }) => {
                    writer.put(" ");
                    writer.take_word();
                    writer.expr(*value);
                }
                Some(_) => {}
                None => writer.take(),
            }
        });
    }

    /// A pattern of any kind.
    pub(super) fn pattern(&mut self, id: PatternId) {
        let ast = self.ast;
        match &ast[id].kind {
            PatternKind::Array { items, rest } => {
                let count = items.len() + usize::from(rest.is_some());
                self.list(count, ListStyle::PLAIN, |writer, index| {
                    match items.get(index) {
                        Some(&item) => writer.nested_pattern(item),
                        None => {
                            writer.take();
                            writer.take();
                        }
                    }
                });
            }
            PatternKind::Hash(entries) => {
                self.list(entries.len(), ListStyle::PLAIN, |writer, index| {
                    writer.take();
                    if writer.kind() == Kind::Colon {
                        writer.take_word();
                        writer.nested_pattern(entries[index].1);
                    }
                })
            }
            PatternKind::Literal(id) | PatternKind::Value(id) => self.expr(*id),
            PatternKind::Kind { of, inner } => {
                self.expr(*of);
                self.take();
                inner.iter().for_each(|&inner| self.nested_pattern(inner));
                self.take();
            }
            PatternKind::Or(options) => {
                for (index, &option) in options.iter().enumerate() {
                    if index > 0 {
                        self.put(" ");
                        self.take_word();
                    }
                    self.pattern(option);
                }
            }
            // Names, perhaps with fields, and literals.
            _ => {
                while self.start() < ast[id].span.end {
                    self.take();
                }
            }
        }
    }

    fn nested_pattern(&mut self, id: PatternId) {
        super::expr::deeper(|| self.pattern(id));
    }
}
