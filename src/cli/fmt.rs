//! `hivm fmt FILE...`
//!
//! Invariant: a file is replaced as a whole or not at all; one with errors is never touched.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::{Answer, Failure, load, report};
use crate::monkey::format;
use crate::source::SourceMap;

/// Formats Monkey files in place
///
/// `-` is standard input, whose layout goes to standard output. A file with errors stays as it is, and the errors are shown.
#[derive(clap::Args)]
pub(super) struct Fmt {
    /// Changes nothing: prints the names of the files that would change, and ends with status 1 if there are any
    #[arg(long)]
    check: bool,

    /// The files; `-` is standard input
    #[arg(required = true)]
    files: Vec<String>,
}

/// What came of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// It has its layout, now or already.
    Right,
    /// It would change.
    Wrong,
}

impl Fmt {
    pub(super) fn run(self) -> Answer {
        let mut answer = Ok(());
        for file in &self.files {
            match self.file(file) {
                Ok(Layout::Right) => {}
                // What is wrong outweighs what would change.
                Ok(Layout::Wrong) if answer.is_ok() => answer = Err(Failure::Program),
                Ok(Layout::Wrong) => {}
                Err(failure) => answer = Err(failure),
            }
        }
        answer
    }

    fn file(&self, path: &str) -> Result<Layout, Failure> {
        let (name, text) = load::monkey(path)?;
        let mut sources = SourceMap::new();
        let file = load::add(&mut sources, &name, text)?;
        let new = format::format(&sources, file)
            .map_err(|errors| report::diagnostics(&sources, &errors))?;
        let changed = new != sources.file(file).text();
        if self.check {
            if changed {
                print(&format!("{name}\n"))?;
            }
            return Ok(if changed {
                Layout::Wrong
            } else {
                Layout::Right
            });
        }
        if path == "-" {
            print(&new)?;
        } else if changed {
            replace(Path::new(path), &new).map_err(|why| {
                report::error(format!("cannot write {path}: {why}"));
                Failure::Usage
            })?;
        }
        Ok(Layout::Right)
    }
}

/// Prints to standard output. That nobody reads it is no error of ours.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(why) if why.kind() != std::io::ErrorKind::BrokenPipe => {
            report::error(format!("cannot write to standard output: {why}"));
            Err(Failure::Usage)
        }
        _ => Ok(()),
    }
}

/// Gives a file another text: a new file beside it takes its place, with its permissions. A link stays one.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(std::io::ErrorKind::PermissionDenied.into());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.set_permissions(permissions)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // The first error is the one to tell; one of the clean-up is not.
        let _ = fs::remove_file(&beside);
    }
    written
}
