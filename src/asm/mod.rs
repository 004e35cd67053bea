//! The assembler: `.hasm` text to a program. `docs/assembly.md` is its manual.
//!
//! ```
//! use hivm::source::SourceMap;
//!
//! let mut sources = SourceMap::new();
//! let text = "
//! .sub main()
//!     int $r0, 6
//!     call_static $r0, double($r0)    ; 12
//!     ret $r0
//! .end
//!
//! .sub double(n)
//!     add $r0, $p0, $p0
//!     ret $r0
//! .end
//! ";
//! let file = sources.add("demo.hasm", text).unwrap();
//! let program = hivm::asm::assemble(&sources, file).unwrap();
//! hivm::bytecode::verify(&program).unwrap();
//! assert_eq!(program.functions[1].name, "double");
//! ```
//!
//! Three steps: `lexer.rs` makes tokens, `parser.rs` makes statements and knows nothing of opcodes' operands,
//! `emit.rs` and `body.rs` match statements with the opcode table and drive the builder; `window.rs` says which register
//! a `$r` or `$a` is.
//!
//! Invariant: every error in the text is reported, each once, with its place; what is reported as right
//! assembles.

mod body;
mod emit;
mod lexer;
mod parser;
#[cfg(test)]
mod tests;
mod window;

use crate::bytecode::{Program, VerifyError};
use crate::source::{Diagnostic, FileId, Severity, SourceMap};

/// The program that the file's text says. It is not verified yet.
///
/// # Errors
/// All that is wrong with the text.
pub fn assemble(sources: &SourceMap, file: FileId) -> Result<Program, Vec<Diagnostic>> {
    let mut errors = Vec::new();
    let tokens = lexer::tokens(sources, file, &mut errors);
    let module = parser::parse(&tokens, &mut errors);
    let program = emit::emit(sources, file, &module, &mut errors);
    match program {
        Some(program) if errors.is_empty() => Ok(program),
        _ => {
            let place = |d: &Diagnostic| d.span.map_or((0, 0), |span| (span.start, span.end));
            errors.sort_by_key(place);
            Err(errors)
        }
    }
}

/// The verifier's error as one about the text that the program was assembled from.
pub fn explain(
    sources: &SourceMap,
    file: FileId,
    program: &Program,
    error: &VerifyError,
) -> Diagnostic {
    let place = error.function.zip(error.pc).and_then(|(function, pc)| {
        let position = program.functions[function.index()].position(pc);
        (position.line > 0).then(|| sources.span_of(file, position))
    });
    let diagnostic = match place {
        Some(span) => Diagnostic::error(span, error.what.clone()),
        None => Diagnostic::placeless(Severity::Error, error.to_string()),
    };
    diagnostic.note(match &error.function {
        Some(_) => format!("in function `{}`", error.name),
        None => "the program as a whole".to_owned(),
    })
}
