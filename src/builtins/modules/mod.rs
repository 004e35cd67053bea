//! The built-in modules: what `import "math"` gives.
//!
//! ```text
//! math.sqrt      the function sqrt itself            math.pi      3.141592653589793
//! math.asin      a native function of its own, in the table by this name
//! array.findIndex    Monkey, in the prelude by the name __in_array_findIndex
//! ```
//!
//! A module's members are the functions of the table and of the prelude with its name in front, the functions listed here
//! that programs also have without it, and numbers.
//!
//! Invariant: members are sorted by their names, each once.

pub(super) mod array;
pub(super) mod json;
mod json_parse;
pub(super) mod math;
pub mod random;
pub(super) mod string;
pub(super) mod sys;

use std::f64::consts;
use std::sync::LazyLock;

use super::{PRELUDE, all};

/// What a member of a built-in module is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Member {
    /// The native function of this name.
    Native(&'static str),
    /// The function of the prelude of this name.
    Prelude(&'static str),
    /// A number.
    Float(f64),
}

/// A built-in module.
#[derive(Debug)]
pub struct Module {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in a line.
    pub doc: &'static str,
    /// Its members, sorted.
    pub members: Vec<(&'static str, Member)>,
}

impl PartialEq for Module {
    fn eq(&self, other: &Module) -> bool {
        self.name == other.name
    }
}

impl Eq for Module {}

/// What is written down of a module: the rest is in the table and in the prelude.
struct Row {
    name: &'static str,
    doc: &'static str,
    /// Functions that programs also have without the module.
    shared: &'static [&'static str],
    numbers: &'static [(&'static str, f64)],
}

static ROWS: &[Row] = &[
    Row {
        name: "math",
        doc: "Numbers.",
        shared: &[
            "abs", "floor", "ceil", "round", "sqrt", "pow", "sin", "cos", "tan", "atan2", "exp",
            "log", "min", "max", "sum",
        ],
        numbers: &[
            ("pi", consts::PI),
            ("e", consts::E),
            ("tau", consts::TAU),
            ("inf", f64::INFINITY),
            ("nan", f64::NAN),
        ],
    },
    Row {
        name: "string",
        doc: "Strings.",
        shared: &[
            "len",
            "split",
            "join",
            "trim",
            "upper",
            "lower",
            "contains",
            "indexOf",
            "replace",
            "startsWith",
            "endsWith",
            "substr",
            "slice",
            "reverse",
            "chars",
            "char",
            "ord",
            "padLeft",
            "padRight",
            "repeat",
        ],
        numbers: &[],
    },
    Row {
        name: "array",
        doc: "Arrays, and what else has elements.",
        shared: &[
            "len",
            "first",
            "last",
            "rest",
            "push",
            "array",
            "range",
            "map",
            "filter",
            "reduce",
            "forEach",
            "find",
            "any",
            "all",
            "sort",
            "sortBy",
            "reverse",
            "slice",
            "concat",
            "flat",
            "zip",
            "enumerate",
            "unique",
            "sum",
            "min",
            "max",
            "take",
            "drop",
            "chunk",
            "groupBy",
            "contains",
            "indexOf",
        ],
        numbers: &[],
    },
    Row {
        name: "json",
        doc: "JSON, the data format: texts to values and back.",
        shared: &[],
        numbers: &[],
    },
    Row {
        name: "random",
        doc: "Random numbers, by the generator xoshiro256**; --seed makes them the same each time.",
        shared: &[],
        numbers: &[],
    },
    Row {
        name: "sys",
        doc: "The world outside.",
        shared: &[
            "args",
            "env",
            "exit",
            "clock",
            "time",
            "readLine",
            "readFile",
            "writeFile",
        ],
        numbers: &[],
    },
];

/// The names of the prelude's functions.
fn prelude_names() -> impl Iterator<Item = &'static str> {
    PRELUDE.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("fn ")?.split_once('(')?;
        Some(name)
    })
}

/// The member that a function of the prelude is, by module and name, if it is a module's alone.
pub fn prelude_member(name: &str) -> Option<(&str, &str)> {
    name.strip_prefix("__in_")?.split_once('_')
}

impl Row {
    fn module(&self) -> Module {
        let mut members: Vec<(&'static str, Member)> = Vec::new();
        for &name in self.shared {
            let is_prelude = prelude_names().any(|known| known == name);
            let member = match is_prelude {
                true => Member::Prelude(name),
                false => Member::Native(name),
            };
            members.push((name, member));
        }
        for row in all() {
            if let Some((module, name)) = row.name.split_once('.')
                && module == self.name
            {
                members.push((name, Member::Native(row.name)));
            }
        }
        for name in prelude_names() {
            if let Some((module, own)) = prelude_member(name)
                && module == self.name
            {
                members.push((own, Member::Prelude(name)));
            }
        }
        members.extend(
            self.numbers
                .iter()
                .map(|(name, x)| (*name, Member::Float(*x))),
        );
        members.sort_by_key(|(name, _)| *name);
        Module {
            name: self.name,
            doc: self.doc,
            members,
        }
    }
}

/// The built-in modules.
pub fn modules() -> impl Iterator<Item = &'static Module> {
    static MODULES: LazyLock<Vec<Module>> =
        LazyLock::new(|| ROWS.iter().map(Row::module).collect());
    MODULES.iter()
}

/// The built-in module of that name.
pub fn module(name: &str) -> Option<&'static Module> {
    modules().find(|module| module.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtins::{Receiver, by_name};

    #[test]
    fn members_exist_and_stand_once_in_order() {
        for module in modules() {
            assert!(
                module.members.is_sorted_by(|a, b| a.0 < b.0),
                "{}",
                module.name
            );
            for (name, member) in &module.members {
                match member {
                    Member::Native(native) => assert!(by_name(native).is_some(), "{native}"),
                    Member::Prelude(known) => assert!(prelude_names().any(|n| n == *known)),
                    Member::Float(_) => {}
                }
                assert!(!name.starts_with('_'));
            }
        }
    }

    #[test]
    fn every_member_of_the_tables_belongs_to_a_module() {
        for row in all().iter().filter(|row| row.receiver == Receiver::Module) {
            let (name, _) = row.name.split_once('.').expect("a module before a point");
            assert!(module(name).is_some(), "{}", row.name);
        }
        for name in prelude_names() {
            if let Some((name, _)) = prelude_member(name) {
                assert!(module(name).is_some(), "{name}");
            }
        }
    }
}
