//! Monkey: source text to bytecode.
//!
//! ```text
//! source --lexer--> tokens --parser--> ast --modules, scope, compile--> program
//! ```
//!
//! ```
//! use hivm::{monkey, source::SourceMap};
//!
//! let mut sources = SourceMap::new();
//! let file = sources.add("demo.monkey", "let f = x => -x ** 2; f(1)").unwrap();
//! let parsed = monkey::parse(&sources, file);
//! assert!(parsed.errors.is_empty());
//! assert_eq!(parsed.ast.print(), "(let f (=> f (x) {(- (** x 2))}))\n(call f 1)\n");
//! ```
//!
//! Invariant: no text, however wrong or deeply nested, makes anything here panic or run out of stack; it
//! gives diagnostics.

pub mod ast;
mod compile;
pub mod format;
pub mod lexer;
mod lint;
mod modules;
pub mod parser;
mod scope;

pub use compile::{Evaluation, Seen, Session, compile, compile_files, evaluation};
pub use lint::warnings;
pub use modules::{Search, did_you_mean};
pub use parser::{FileEnding, ParsedFile, parse};
