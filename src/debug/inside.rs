//! What the machine has made of the program: heap, sites, trees, exits, code, as plain data.
//!
//! ```text
//! census      array 3 x 96 bytes, string 12 x 480 bytes
//! sites       t1 loop f0@4, ready, 9 points, 2 versions
//! ```
//!
//! The stages of a tree are made again from the tree as it is now, by the same builder, passes and code generator.
//!
//! Invariant: looking changes nothing.

use super::places;
use super::session::Session;
use crate::bytecode::disassemble::listing;
use crate::index::{FnId, TreeId};
use crate::inspect::{Selection, Stage, whole};
use crate::interp::{CallSite, HotKind};
use crate::vm::{ExitView, SiteView};

/// An instruction as a listing shows it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its offset.
    pub pc: u32,
    /// Its line in the source; 0 if that is not known.
    pub line: u32,
    /// Its text.
    pub text: String,
}

impl Session {
    /// The instructions of a function.
    pub fn listing(&self, id: FnId) -> Vec<Listed> {
        let program = self.vm.program();
        let Some(function) = program.functions.get(id.index()) else {
            return Vec::new();
        };
        let rows = listing(program, id).into_iter();
        rows.map(|(pc, text)| Listed {
            pc: pc.0,
            line: function.position(pc).line,
            text,
        })
        .collect()
    }

    /// Objects that the program can reach: kind, how many, bytes.
    pub fn census(&self) -> Vec<(&'static str, u64, u64)> {
        self.vm.machine().census()
    }

    /// What became hot.
    pub fn sites(&self) -> Vec<SiteView> {
        self.vm.sites()
    }

    /// The exits of a tree's code.
    ///
    /// # Errors
    /// When there is no such tree.
    pub fn exits(&self, id: TreeId) -> Result<Vec<ExitView>, String> {
        self.vm.exits(id).ok_or_else(|| no_tree(id))
    }

    /// Stages of a tree as text, such as `graph`.
    ///
    /// # Errors
    /// When there is no such tree or stage.
    pub fn stage(&self, id: TreeId, stages: &str) -> Result<String, String> {
        let chosen = Selection {
            stages: Stage::list(stages)?,
            only: None,
        };
        let tree = self.vm.tree(id).ok_or_else(|| no_tree(id))?;
        Ok(whole(self.vm.program(), tree, &chosen))
    }

    /// `loop f0@4 in main, sum.monkey:2:1`
    pub fn named_anchor(&self, site: &SiteView) -> String {
        let CallSite { function, pc } = site.anchor.site;
        let kind = match site.anchor.kind {
            HotKind::Loop => "loop",
            HotKind::Function => "function",
        };
        let program = self.vm.program();
        let (file, position) = places::position(program, site.anchor.site);
        let name = places::name(program, function);
        format!("{kind} {function}@{pc} in {name}, {file}:{position}")
    }
}

fn no_tree(id: TreeId) -> String {
    format!("there is no tree {id}; sites() lists them")
}
