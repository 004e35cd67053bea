//! Where the files of modules are.
//!
//! ```text
//! "./shapes" in lib/main.monkey     lib/shapes.monkey
//! "shapes"                          the first DIR/shapes.monkey of the search path
//! ```
//!
//! Invariant: only plain files are read.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::{Canonical, did_you_mean};
use crate::builtins;
use crate::source::{FileId, SourceMap};

/// Where modules that are named without a directory are looked for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Directories, in order.
    pub path: Vec<PathBuf>,
}

/// The texts that a compilation may use.
pub(in crate::monkey) enum Sources<'a> {
    /// Those that are there: files cannot be imported.
    Alone(&'a SourceMap),
    /// Files of the system too, which are added.
    Files(&'a mut SourceMap, &'a Search),
}

impl Sources<'_> {
    pub(in crate::monkey) fn map(&self) -> &SourceMap {
        match self {
            Sources::Alone(map) => map,
            Sources::Files(map, _) => map,
        }
    }
}

/// A module that was found.
pub(super) enum Found {
    /// A built-in one.
    Builtin(&'static builtins::Module),
    /// A file: what it is called, and what it is.
    File(PathBuf, Canonical),
}

/// Why there is no module, and what to do about it.
pub(super) struct Missing {
    pub message: String,
    pub help: Option<String>,
}

impl Missing {
    fn new(message: String) -> Missing {
        Missing {
            message,
            help: None,
        }
    }
}

/// Finds what an import in the file of that name names.
pub(super) fn find(sources: &Sources<'_>, importer: &str, path: &str) -> Result<Found, Missing> {
    let beside = is_beside(path);
    if !beside && let Some(module) = builtins::module(path) {
        return Ok(Found::Builtin(module));
    }
    let Sources::Files(_, search) = sources else {
        return Err(missing(path, "files cannot be imported here", None));
    };
    let file = with_ending(path);
    let directory = Path::new(importer).parent().unwrap_or(Path::new(""));
    let candidates: Vec<PathBuf> = match beside {
        true => vec![joined(directory, &file)],
        false => search.path.iter().map(|dir| joined(dir, &file)).collect(),
    };
    for candidate in &candidates {
        match fs::metadata(candidate) {
            Ok(metadata) if metadata.is_file() => {
                return match fs::canonicalize(candidate) {
                    Ok(canonical) => Ok(Found::File(candidate.clone(), canonical)),
                    Err(error) => Err(unreadable(candidate, &error)),
                };
            }
            Ok(_) => {
                let message = format!("cannot read {}: not a file", candidate.display());
                return Err(Missing::new(message));
            }
            Err(error) if is_absence(&error) => {}
            Err(error) => return Err(unreadable(candidate, &error)),
        }
    }
    Err(not_found(path, beside, directory, &candidates))
}

/// Whether the path says where the file is, from the importing file on or from the root.
fn is_beside(path: &str) -> bool {
    let first = Path::new(path).components().next();
    matches!(
        first,
        Some(Component::CurDir | Component::ParentDir | Component::RootDir | Component::Prefix(_))
    )
}

/// A path without an ending gets that of Monkey's files.
fn with_ending(path: &str) -> PathBuf {
    let mut file = PathBuf::from(path);
    if file.extension().is_none() && file.file_name().is_some() {
        file.set_extension("monkey");
    }
    file
}

/// The path from the directory on, without needless `.`.
fn joined(directory: &Path, file: &Path) -> PathBuf {
    let whole = directory.join(file);
    let parts = whole.components().filter(|part| *part != Component::CurDir);
    parts.collect()
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// The cause as people read it, without the number that Rust appends.
fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    let cause = text.split(" (os error").next();
    cause.unwrap_or_default().to_string()
}

fn unreadable(file: &Path, error: &io::Error) -> Missing {
    Missing::new(format!("cannot read {}: {}", file.display(), cause(error)))
}

fn missing(path: &str, why: &str, help: Option<String>) -> Missing {
    Missing {
        message: format!("module {path} not found: {why}"),
        help,
    }
}

fn not_found(path: &str, beside: bool, directory: &Path, candidates: &[PathBuf]) -> Missing {
    let looked: Vec<String> = candidates.iter().map(|c| c.display().to_string()).collect();
    let looked = looked.join(", ");
    if beside {
        return missing(path, &format!("there is no {looked}"), None);
    }
    let known: Vec<&str> = builtins::modules().map(|module| module.name).collect();
    let known_list = known.join(", ");
    let why = match candidates {
        [] => format!("it is none of {known_list}, and the search path is empty"),
        _ => format!("it is none of {known_list}, and there is no {looked}"),
    };
    let neighbour = joined(directory, &with_ending(path));
    let help = match neighbour.is_file() {
        true => Some(format!(
            "for the file {} write \"./{path}\"",
            neighbour.display()
        )),
        false => did_you_mean(path, known),
    };
    missing(path, &why, help)
}

/// Reads a file that was found, and adds it to the sources.
pub(super) fn read(sources: &mut Sources<'_>, file: &Path) -> Result<FileId, Missing> {
    let Sources::Files(map, _) = sources else {
        return Err(Missing::new(format!("cannot read {}", file.display())));
    };
    let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Missing::new(format!(
            "cannot read {}: not UTF-8 text at byte {at}",
            file.display()
        ))
    })?;
    let added = map.add(file.display().to_string(), text);
    added.map_err(|error| Missing::new(error.to_string()))
}
