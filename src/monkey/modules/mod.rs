//! Modules: what `import` names, where files are found, and what importers see of them.
//!
//! ```text
//! import "math"                     a built-in module
//! import "./lib/shapes.monkey"      a file, beside the importing one
//! import "shapes" for area          a file of the search path; of its names one
//! ```
//!
//! A module's variables and functions are the program's like all others; what is called a module here is a table of
//! names. So `m.f(x)` is a call of a function that the compiler knows, and only a module that is passed around as a
//! value is looked into while the program runs.
//!
//! Invariant: modules stand in the order in which they are compiled, each behind those that it imports.

mod close;
mod find;
mod load;

use std::path::PathBuf;

pub use close::did_you_mean;
pub use find::Search;
pub(super) use find::Sources;
pub(super) use load::{Imports, Item, Known, Loaded, load};

use crate::builtins;

/// A module of a program, by its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ModuleId(u32);

impl ModuleId {
    pub(super) fn new(index: usize) -> ModuleId {
        ModuleId(index as u32)
    }

    /// Its place.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a name that an import made stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The module.
    Module(ModuleId),
    /// A member of it, by its place in [`Face::members`].
    Member(ModuleId, u32),
    /// Something that is not there: an error was reported.
    Unknown,
}

/// What importers see of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// Its name, as it prints.
    pub name: String,
    /// The names of its members, sorted. `None`: it has errors, and nothing is known of it.
    pub members: Option<Vec<String>>,
    /// The table that it is made of, if it is a built-in one.
    pub builtin: Option<&'static builtins::Module>,
}

impl Face {
    /// The face of a built-in module.
    pub fn of(module: &'static builtins::Module) -> Face {
        Face {
            name: module.name.to_string(),
            members: Some(
                module
                    .members
                    .iter()
                    .map(|(name, _)| name.to_string())
                    .collect(),
            ),
            builtin: Some(module),
        }
    }

    /// The place of the member of that name.
    pub fn find(&self, name: &str) -> Option<u32> {
        let members = self.members.as_ref()?;
        let found = members.binary_search_by(|known| known.as_str().cmp(name));
        found.ok().map(|n| n as u32)
    }

    /// Whether the member at that place is a native function.
    pub fn is_native(&self, place: u32) -> bool {
        let member = self.builtin.map(|module| &module.members[place as usize].1);
        matches!(member, Some(builtins::Member::Native(_)))
    }
}

/// Whether a top-level name is for its own file only.
pub fn is_private(name: &str) -> bool {
    name.starts_with('_')
}

/// A module's file: canonical, so that it is the same however it is spelled.
pub(super) type Canonical = PathBuf;
