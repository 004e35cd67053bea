//! Looking at what the machine did: stages of programs and trees as text, and statistics.
//!
//! ```text
//! hivm trace FILE       Dump collects what an observer of the machine hears, tree by tree
//! HIVM_DUMP=graph:t3    Dump writes it as it happens
//! --stats, --stats=json stats::text, stats::json
//! ```
//!
//! Invariant: what is shown is made from what the machine used: the same trees, by the same builder, passes and code generator.

mod bytecode;
mod dump;
mod exits;
mod places;
mod stages;
pub mod stats;

pub use dump::Dump;
pub use stages::whole;

use std::fmt;

use crate::index::TreeId;

/// What the machine makes of a program on its way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// The instructions of the functions that a tree goes through.
    Bytecode,
    /// What was recorded.
    Recording,
    /// The tree that code is made of.
    Tree,
    /// The graph built of it.
    Graph,
    /// The graph after each pass.
    Opt,
    /// LLVM IR as the code generator gets it.
    Llvm,
    /// LLVM IR after LLVM's passes.
    LlvmOpt,
    /// Assembly.
    Asm,
    /// Where the code is left, what is written there, and how often that happened.
    Exits,
}

impl Stage {
    /// All of them in order, with names and what they show.
    pub const ALL: &[(Stage, &str, &str)] = &[
        (
            Stage::Bytecode,
            "bytecode",
            "the instructions, beside the source",
        ),
        (Stage::Recording, "recording", "what each recording noted"),
        (Stage::Tree, "tree", "the tree that code is made of"),
        (Stage::Graph, "graph", "the graph built of the tree"),
        (Stage::Opt, "opt", "the graph after each pass"),
        (Stage::Llvm, "llvm", "LLVM IR"),
        (Stage::LlvmOpt, "llvm-opt", "LLVM IR after LLVM's passes"),
        (Stage::Asm, "asm", "assembly"),
        (
            Stage::Exits,
            "exits",
            "exits: what they write, how often they were taken",
        ),
    ];

    /// Whether it needs a code generator.
    pub fn generates(self) -> bool {
        matches!(self, Stage::Llvm | Stage::LlvmOpt | Stage::Asm)
    }

    fn built(self) -> bool {
        !self.generates() || cfg!(feature = "llvm")
    }

    /// The stages of a list such as `graph,exits`; `all` stands for all that this build has.
    ///
    /// # Errors
    /// A message that says what was expected.
    pub fn list(text: &str) -> Result<Vec<Stage>, String> {
        let mut stages = Vec::new();
        for name in text
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            if name == "all" {
                stages.extend(Stage::ALL.iter().map(|row| row.0).filter(|s| s.built()));
                continue;
            }
            let found = Stage::ALL.iter().find(|row| row.1 == name);
            match found {
                Some((stage, ..)) if stage.built() => stages.push(*stage),
                Some(_) => {
                    return Err(format!(
                        "this build of hivm has no code generator, which the stage {name} needs"
                    ));
                }
                None => {
                    let names: Vec<&str> = Stage::ALL.iter().map(|row| row.1).collect();
                    return Err(format!("expected all, or some of {}", names.join(", ")));
                }
            }
        }
        stages.sort();
        stages.dedup();
        Ok(stages)
    }
}

/// Which stages of which trees.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Selection {
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// The only tree, or all.
    pub only: Option<TreeId>,
}

impl Selection {
    /// Reads `graph,exits` or `graph,exits:t3`.
    ///
    /// # Errors
    /// A message that says what was expected.
    pub fn parse(text: &str) -> Result<Selection, String> {
        let (stages, only) = match text.split_once(':') {
            Some((stages, only)) => (stages, Some(tree(only)?)),
            None => (text, None),
        };
        Ok(Selection {
            stages: Stage::list(stages)?,
            only,
        })
    }

    fn has(&self, stage: Stage) -> bool {
        self.stages.contains(&stage)
    }

    fn takes(&self, tree: TreeId) -> bool {
        self.only.is_none_or(|only| only == tree)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = Stage::ALL.iter().find(|row| row.0 == *self);
        f.write_str(row.map_or("", |row| row.1))
    }
}

/// Reads the number of a tree: `t3` or `3`.
///
/// # Errors
/// A message that says what was expected.
pub fn tree(text: &str) -> Result<TreeId, String> {
    let digits = text.trim().trim_start_matches('t');
    let number = digits.parse();
    number
        .map(TreeId)
        .map_err(|_| "expected the number of a tree, such as t3".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selections_are_read() {
        let chosen = Selection::parse("exits,graph,graph:t3").unwrap();
        assert_eq!(chosen.stages, [Stage::Graph, Stage::Exits]);
        assert!(chosen.takes(TreeId(3)) && !chosen.takes(TreeId(1)));
        assert_eq!(Selection::parse("tree:7").unwrap().only, Some(TreeId(7)));
        assert_eq!(Selection::parse("opt").unwrap().only, None);
        for wrong in ["graphs", "graph:", "graph:x", "graph:t"] {
            assert!(Selection::parse(wrong).is_err(), "{wrong}");
        }
        let all = Selection::parse("all").unwrap().stages;
        assert_eq!(all.contains(&Stage::Asm), cfg!(feature = "llvm"));
        assert_eq!(Selection::parse("asm").is_ok(), cfg!(feature = "llvm"));
    }
}
