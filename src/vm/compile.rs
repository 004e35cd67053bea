//! From trees to code: jobs for the service, and what comes of them.
//!
//! ```text
//! make_whole, make_piece --Job--> service --Made--> install: the code goes to its site or to its exit
//! ```
//!
//! Invariant: what is made for code that is gone by then is dropped.

use std::rc::Rc;
use std::sync::Arc;

use super::code::{Code, CodeId, Origin, Path};
use super::observer::{Event, ExitOf, Source};
use super::service::{Job, Made, Target};
use super::statistics::{ExitName, TreeStatistics};
use super::tracing::Tracing;
use super::trees::{Phase, Site};
use crate::build::Start;
use crate::index::{ExitId, TreeId};
use crate::interp::Machine;

impl Tracing {
    /// Has the whole tree compiled.
    pub(super) fn make_whole(&mut self, machine: &mut Machine, id: TreeId) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        let (phase, count) = match site.code {
            Some(_) => (Phase::Merging, 1),
            None => (Phase::Making, self.policy.pending),
        };
        let job = Job {
            tree_id: id,
            target: Target::Whole,
            id,
            program: machine.program().clone(),
            tree: site.tree.clone(),
            start: Start::Anchor,
            worth: self.policy.worth,
        };
        self.settle(machine, id, phase, count);
        self.submit(machine, job);
    }

    /// Has the path from an exit on compiled.
    pub(super) fn make_piece(
        &mut self,
        machine: &mut Machine,
        tree_id: TreeId,
        (code, exit): (CodeId, ExitId),
        start: Start,
    ) {
        let id = self.trees.number();
        let Some(site) = self.trees.get(tree_id) else {
            return;
        };
        let job = Job {
            tree_id,
            target: Target::Exit(code, exit),
            id,
            program: machine.program().clone(),
            tree: site.tree.clone(),
            start,
            worth: self.policy.worth,
        };
        if let Some(code) = site.live.get(&code) {
            code.states.borrow_mut()[exit.index()].path = Path::Pending;
        }
        self.submit(machine, job);
    }

    fn submit(&mut self, machine: &mut Machine, job: Job) {
        if let Some(site) = self.trees.get_mut(job.tree_id) {
            site.jobs += 1;
        }
        if let Some(made) = self.service.submit(job) {
            self.install(machine, made);
        }
    }

    /// Takes over what was made meanwhile. Trees that have grown enough by then are merged at once.
    pub(super) fn receive(&mut self, machine: &mut Machine) {
        while let Some(made) = self.service.finished() {
            let id = made.tree_id;
            self.install(machine, made);
            self.merge_if_grown(machine, id);
        }
    }

    /// Has a tree compiled as a whole again if it has grown enough and nothing of it is being made.
    pub(super) fn merge_if_grown(&mut self, machine: &mut Machine, id: TreeId) -> bool {
        let site = self.trees.get(id);
        let merges = site.is_some_and(|site| {
            site.phase == Phase::Ready && site.jobs == 0 && self.policy.merges(site.growth)
        });
        if merges {
            self.make_whole(machine, id);
        }
        merges
    }

    fn install(&mut self, machine: &mut Machine, made: Made) {
        let Made {
            tree_id,
            target,
            id: graph_id,
            tree,
            start,
            points,
            knowledge,
            mut times,
            result,
        } = made;
        let Some(site) = self.trees.get_mut(tree_id) else {
            return;
        };
        site.jobs = site.jobs.saturating_sub(1);
        if !Arc::ptr_eq(tree.breaks(), site.tree.breaks()) {
            return self.outdated(machine, tree_id, target);
        }
        let anchor = site.anchor;
        let depth = match target {
            Target::Whole => 0,
            Target::Exit(of, _) => site.live.get(&of).map_or(0, |of| of.depth + 1),
        };
        let source = Source {
            tree: &tree,
            graph: graph_id,
            start: &start,
            from: match target {
                Target::Whole => None,
                Target::Exit(of, exit) => Some(ExitOf {
                    version: of.0,
                    exit,
                }),
            },
        };
        let result = result
            .map_err(|failure| failure.to_string())
            .and_then(|product| {
                self.statistics.code_bytes += product.bytes();
                let body = self.service.body(product, &mut times);
                body.map_err(|failure| failure.to_string())
            });
        self.statistics.times.add(&times);
        let (graph, body) = match result {
            Ok(made) => made,
            Err(reason) => {
                log::debug!("{tree_id}: no code for {target:?}: {reason}");
                let event = Event::Refused(source, &reason);
                self.observer.tell(machine.program(), event);
                *self.statistics.refusals.entry(reason).or_insert(0) += 1;
                return self.refused(machine, tree_id, target, knowledge);
            }
        };
        let id = self.code_id();
        let program = machine.program();
        self.observer.tell(program, Event::Made(id.0, source));
        let heat = self.policy.exit_heat;
        let origin = Origin {
            id,
            tree: tree_id,
            anchor,
            depth,
        };
        let states = (&mut self.states, heat);
        let code = Code::new(origin, program, (&graph, body), states);
        log::debug!("{tree_id}: code for {target:?}, {} exits", code.exits.len());
        let size = (points, knowledge);
        self.put(machine, tree_id, target, size, Rc::new(code));
    }

    fn put(
        &mut self,
        machine: &mut Machine,
        tree_id: TreeId,
        target: Target,
        (points, knowledge): (usize, usize),
        code: Rc<Code>,
    ) {
        let row = self.statistics.trees.entry(tree_id);
        let Some(site) = self.trees.get_mut(tree_id) else {
            return;
        };
        let row = row.or_insert(TreeStatistics::new(site.anchor));
        row.points = points;
        match target {
            Target::Whole => {
                row.wholes += 1;
                self.statistics.wholes += 1;
                let old = std::mem::take(&mut site.live);
                site.live.insert(code.id, code.clone());
                site.code = Some(code);
                site.phase = Phase::Ready;
                (site.growth.built, site.growth.pieces, site.growth.entries) = (knowledge, 0, 0);
                site.arm(machine, 1);
                for code in old.values() {
                    count_exits(&mut self.statistics.exits, code);
                    self.observer.gone(machine.program(), code);
                }
            }
            Target::Exit(of, exit) => {
                if let Some(parent) = site.live.get(&of).cloned() {
                    row.pieces += 1;
                    self.statistics.pieces += 1;
                    site.growth.pieces += 1;
                    parent.states.borrow_mut()[exit.index()].path = Path::Piece(code.clone());
                    site.live.insert(code.id, code);
                }
            }
        }
    }

    fn refused(
        &mut self,
        machine: &mut Machine,
        tree_id: TreeId,
        target: Target,
        knowledge: usize,
    ) {
        match target {
            Target::Whole => match self.trees.get_mut(tree_id) {
                Some(site) if site.code.is_some() => {
                    // What there is goes on; as a whole it is tried again when it has grown further.
                    site.phase = Phase::Ready;
                    site.growth.built = site.growth.built.max(knowledge);
                }
                _ => self.nothing_came(machine, tree_id),
            },
            Target::Exit(code, exit) => {
                let code = self.trees.get(tree_id).and_then(|s| s.live.get(&code));
                if let Some(code) = code.cloned() {
                    self.exit_failed(&code, exit);
                }
            }
        }
    }

    /// The path of an exit is in the tree, and waits there until the tree is compiled as a whole.
    pub(super) fn exit_waits(&self, code: &Code, exit: ExitId) {
        let state = &mut code.states.borrow_mut()[exit.index()];
        state.left = self.policy.exit_heat(state.failures);
        state.path = Path::Interpreted;
    }

    /// Nothing came of an exit's heat: it is counted again, twice as long.
    pub(super) fn exit_failed(&self, code: &Code, exit: ExitId) {
        let state = &mut code.states.borrow_mut()[exit.index()];
        state.failures += 1;
        state.left = self.policy.exit_heat(state.failures);
        state.path = Path::Interpreted;
    }
}

/// Adds how often the exits of code were taken.
pub(super) fn count_exits(counts: &mut std::collections::BTreeMap<ExitName, u64>, code: &Code) {
    for (exit, state) in code.exits.iter().zip(code.states.borrow().iter()) {
        if state.taken > 0 {
            let name = ExitName {
                tree: code.tree,
                site: exit.site(),
                reason: exit.reason,
            };
            *counts.entry(name).or_insert(0) += state.taken;
        }
    }
}

/// The exits of all code that there is.
pub(super) fn living_exits<'a>(
    sites: impl Iterator<Item = &'a Site>,
    counts: &mut std::collections::BTreeMap<ExitName, u64>,
) {
    for site in sites {
        for code in site.live.values() {
            count_exits(counts, code);
        }
    }
}
