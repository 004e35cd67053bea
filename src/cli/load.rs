//! From a file name to a program: by its ending, or by what it holds.

use std::io::Read;
use std::path::Path;

use super::{Failure, report};
use crate::bytecode::{Program, container, verify};
use crate::config::Config;
use crate::monkey::Search;
use crate::source::{Diagnostic, FileId, SourceMap};
use crate::{asm, monkey};

/// The languages of files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    /// `.monkey`, and anything else.
    Monkey,
    /// `.hasm`
    Assembly,
    /// `.hbc`
    Bytecode,
}

impl Language {
    fn of(path: &str, bytes: &[u8]) -> Language {
        let ending = Path::new(path).extension().and_then(|e| e.to_str());
        match ending {
            _ if bytes.starts_with(&container::MAGIC) => Language::Bytecode,
            Some("hbc") => Language::Bytecode,
            Some("hasm") => Language::Assembly,
            _ => Language::Monkey,
        }
    }
}

/// Reads the file, or standard input for `-`.
pub(super) fn read(path: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let result = if path == "-" {
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    result.map_err(|e| {
        report::error(format!("cannot read {path}: {e}"));
        Failure::Usage
    })
}

/// The program in the file. Errors are printed.
pub(super) fn program(path: &str, config: &Config) -> Result<Program, Failure> {
    program_and(path, config, |_, _| {})
}

/// The same; of a program in Monkey, `look` sees the source.
pub(super) fn program_and(
    path: &str,
    config: &Config,
    look: impl FnOnce(&SourceMap, FileId),
) -> Result<Program, Failure> {
    let bytes = read(path)?;
    let name = if path == "-" { "<stdin>" } else { path };
    let language = Language::of(path, &bytes);
    if language == Language::Bytecode {
        return container::read(&bytes).map_err(|e| {
            report::error(format!("{name}: {e}"));
            Failure::Usage
        });
    }
    let text = utf8(name, bytes)?;
    let mut sources = SourceMap::new();
    let file = add(&mut sources, name, text)?;
    let program = compile(&mut sources, file, language, &search(config))
        .map_err(|problems| report::diagnostics(&sources, &problems))?;
    if language == Language::Monkey {
        look(&sources, file);
    }
    Ok(program)
}

/// The program in the file, or what is wrong with it as text.
///
/// # Errors
/// What [`program`] would print.
#[cfg(feature = "debugger")]
pub(super) fn described(path: &str, config: &Config) -> Result<Program, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("cannot read {path}: {e}"))?;
    let language = Language::of(path, &bytes);
    if language == Language::Bytecode {
        return container::read(&bytes).map_err(|e| format!("{path}: {e}"));
    }
    let text = String::from_utf8(bytes).map_err(|_| format!("{path}: not UTF-8 text"))?;
    let mut sources = SourceMap::new();
    let file = sources.add(path, text).map_err(|e| e.to_string())?;
    compile(&mut sources, file, language, &search(config))
        .map_err(|problems| sources.render_all(&problems, crate::source::Style::Plain))
}

/// The name and the text of a Monkey file. Errors are printed.
pub(super) fn monkey(path: &str) -> Result<(String, String), Failure> {
    let bytes = read(path)?;
    let name = if path == "-" { "<stdin>" } else { path };
    if Language::of(path, &bytes) != Language::Monkey {
        report::error(format!("{name}: not a Monkey file"));
        return Err(Failure::Usage);
    }
    Ok((name.to_string(), utf8(name, bytes)?))
}

fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|e| {
        report::error(format!(
            "{name}: not UTF-8 text at byte {}",
            e.utf8_error().valid_up_to()
        ));
        Failure::Usage
    })
}

/// Adds a text to the sources. Errors are printed.
pub(super) fn add(sources: &mut SourceMap, name: &str, text: String) -> Result<FileId, Failure> {
    sources.add(name, text).map_err(|e| {
        report::error(e.to_string());
        Failure::Usage
    })
}

/// Where modules are.
pub(super) fn search(config: &Config) -> Search {
    let path = config.path.clone();
    Search { path }
}

/// Compiles a source of the language; what it imports is added to the sources.
pub(super) fn compile(
    sources: &mut SourceMap,
    file: FileId,
    language: Language,
    search: &Search,
) -> Result<Program, Vec<Diagnostic>> {
    match language {
        // Verified here already, while the text is at hand that an error is about.
        Language::Assembly => {
            asm::assemble(sources, file).and_then(|program| match verify(&program) {
                Ok(()) => Ok(program),
                Err(e) => Err(vec![asm::explain(sources, file, &program, &e)]),
            })
        }
        _ => monkey::compile_files(sources, file, search),
    }
}
