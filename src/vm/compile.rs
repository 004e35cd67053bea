//! From trees to code: jobs for the service, and what comes of them.
//!
//! ```text
//! make_whole, make_piece --Job--> service --Made--> install: the code goes to its site or to its exit
//! ```
//!
//! Invariant: what is made for code that is gone by then is dropped.

use std::rc::Rc;
use std::sync::Arc;

use super::code::{Code, CodeId, Origin, Path, Wanted};
use super::observer::{Event, ExitOf, Source};
use super::policy::{Growth, Policy, Run};
use super::service::{Failure, Job, Made, Target};
use super::statistics::{ExitName, TreeStatistics};
use super::tracing::Tracing;
use super::trees::{Called, Phase, Site};
use super::work;
use crate::build::Start;
use crate::index::{ExitId, TreeId};
use crate::interp::{HotKind, Machine};
use crate::jit::Tier;

impl Tracing {
    /// Has the tree of a site compiled that has no code, if that is worth it; otherwise it is asked again when it was counted longer.
    pub(super) fn make_first(&mut self, machine: &mut Machine, id: TreeId) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        let tier = self.policy.first_tier();
        if self
            .budget
            .allows(self.policy.price(site.growth.points, tier), tier)
        {
            site.waits = site.waits.saturating_sub(1);
            return self.make_whole(machine, id, tier);
        }
        site.waits = (site.waits + 1).min(self.policy.most_waits);
        let count = self.policy.site_heat(site.waits);
        self.settle(machine, id, Phase::Waiting, count);
    }

    /// Has the whole tree compiled.
    pub(super) fn make_whole(&mut self, machine: &mut Machine, id: TreeId, tier: Tier) {
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
            worth: match site.called {
                Called::Never => self.policy.worth,
                Called::ByCode => 0,
            },
            passes: self.policy.passes,
            tier,
            price: self.policy.price(site.growth.points, tier),
            #[cfg(feature = "llvm")]
            code_start: machine.code_start(),
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
        Wanted { start, points }: Wanted,
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
            passes: self.policy.passes,
            tier: self.policy.first_tier(),
            price: self.policy.price(points, self.policy.first_tier()),
            #[cfg(feature = "llvm")]
            code_start: machine.code_start(),
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
        self.budget.spend(job.price);
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
        self.merge_if(machine, id, |policy, growth, tier| {
            policy.merges(growth, tier)
        })
    }

    /// The same for an exit that can be taken in by the whole alone, and was taken so often.
    pub(super) fn merge_for(&mut self, machine: &mut Machine, id: TreeId, taken: u64) -> bool {
        self.merge_if(machine, id, |policy, growth, tier| {
            let saved = taken.saturating_mul(policy.worth as u64);
            growth.has_news() && policy.is_worth(saved, policy.price(growth.points, tier))
        })
    }

    fn merge_if(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        merges: impl Fn(&Policy, Growth, Tier) -> bool,
    ) -> bool {
        let Some((site, code)) = self.idle(id) else {
            return false;
        };
        let tier = self.next_tier(site, code);
        let price = self.policy.price(site.growth.points, tier);
        let merges = merges(&self.policy, site.growth, tier) && self.budget.allows(price, tier);
        if merges {
            self.make_whole(machine, id, tier);
        }
        merges
    }

    /// How well a tree with that code is compiled next.
    pub(super) fn next_tier(&self, site: &Site, code: &Code) -> Tier {
        let promotes = self.policy.promotes(site.worked, site.growth.points);
        match code.tier {
            Tier::Quick if !promotes => Tier::Quick,
            _ => Tier::Full,
        }
    }

    /// The site with its code, if it has some and nothing of it is being made.
    fn idle(&self, id: TreeId) -> Option<(&Site, &Rc<Code>)> {
        let site = self.trees.get(id)?;
        let idle = site.phase == Phase::Ready && site.jobs == 0;
        idle.then_some((site, site.code.as_ref()?))
    }

    /// Has the tree compiled well if its quick code has run long enough.
    pub(super) fn promote_if_worth(&mut self, machine: &mut Machine, id: TreeId) {
        let Some((site, code)) = self.idle(id) else {
            return;
        };
        let points = site.growth.points;
        if code.tier == Tier::Quick
            && self.policy.promotes(site.worked, points)
            && self
                .budget
                .allows(self.policy.price(points, Tier::Full), Tier::Full)
        {
            self.make_whole(machine, id, Tier::Full);
        }
    }

    /// Looks at whether the entries of the last time were worth it. If they were not, the code is dropped, and the tree compiled anew if it
    /// knows more by now; otherwise the site is counted for much longer than before. If they were, what went wrong
    /// with it before is forgiven by and by.
    pub(super) fn review(&mut self, machine: &mut Machine, id: TreeId) {
        let site = self.trees.get(id);
        let Some((site, code)) = site.and_then(|site| Some((site, site.code.as_ref()?))) else {
            return;
        };
        let busy = site.phase == Phase::Merging;
        if site.jobs > 0 && !busy {
            // A piece is being made: it is looked at when that is there.
            return;
        }
        // The rounds of full code are not counted.
        let counted = code.tier == Tier::Quick || code.typical.loops == 0;
        // Nor are entries from code.
        let counted = counted && site.called == Called::Never;
        let run = site.run;
        if !(counted && self.policy.loses(run)) {
            if run.entries >= self.policy.trial {
                self.passed(machine, id);
            }
            return;
        }
        log::trace!("{id}: left too soon: {run:?}");
        let (growth, failures) = (site.growth, site.failures);
        self.let_go(machine, id);
        if busy {
            // What is being made may be better.
            return self.settle(machine, id, Phase::Making, self.policy.pending);
        }
        let tier = self.policy.first_tier();
        let price = self.policy.price(growth.points, tier);
        if self.policy.rebuilds(growth, failures) && self.budget.allows(price, tier) {
            if let Some(site) = self.trees.get_mut(id) {
                site.failures += 1;
            }
            return self.make_whole(machine, id, tier);
        }
        log::debug!("{id}: retired after {run:?}");
        self.statistics.retired += 1;
        let failures = self.policy.after_loss(failures);
        if let Some(site) = self.trees.get_mut(id) {
            site.failures = failures;
        }
        self.settle(machine, id, Phase::Cold, self.policy.site_heat(failures));
    }

    /// The entries of the last time were worth it.
    fn passed(&mut self, machine: &mut Machine, id: TreeId) {
        if let Some(site) = self.trees.get_mut(id) {
            site.run = Run::default();
            site.failures = self.policy.after_success(site.failures);
            for code in site.live.values() {
                code.cool(&self.policy);
            }
        }
        self.promote_if_worth(machine, id);
    }

    /// Lets go of all code of a tree. What is known of it stays.
    pub(super) fn let_go(&mut self, machine: &mut Machine, id: TreeId) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        site.code = None;
        site.run = Run::default();
        site.growth = Growth {
            built: 0,
            pieces: 0,
            entries: 0,
            ..site.growth
        };
        let anchor = site.anchor;
        let live = std::mem::take(&mut site.live);
        if anchor.kind == HotKind::Function {
            self.trees.slots.unset(anchor.site.function);
        }
        for code in live.values() {
            count_exits(&mut self.statistics.exits, code);
            self.observer.gone(machine.program(), code);
        }
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
            times,
            result,
            tier,
            price,
        } = made;
        let Some(site) = self.trees.get_mut(tree_id) else {
            return;
        };
        site.jobs = site.jobs.saturating_sub(1);
        if !Arc::ptr_eq(tree.breaks(), site.tree.breaks()) {
            self.budget.refund(price);
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
            passes: self.policy.passes,
            from: match target {
                Target::Whole => None,
                Target::Exit(of, exit) => Some(ExitOf {
                    version: of.0,
                    exit,
                }),
            },
        };
        let short = matches!(result, Err(Failure::Short));
        let result = result
            .map_err(|failure| failure.to_string())
            .map(|product| {
                self.statistics.code_bytes += product.bytes();
                product.body()
            });
        self.statistics.times.add(&times);
        let (graph, body) = match result {
            Ok(made) => made,
            Err(reason) => {
                log::debug!("{tree_id}: no code for {target:?}: {reason}");
                let event = Event::Refused(source, &reason);
                self.observer.tell(machine.program(), event);
                *self.statistics.refusals.entry(reason).or_insert(0) += 1;
                self.budget.refund(price);
                let first = self
                    .trees
                    .get(tree_id)
                    .is_some_and(|site| site.failures == 0);
                return match short && first {
                    // One call of a function may return at once and the next may not.
                    true => self.missed(machine, tree_id),
                    false => self.refused(machine, tree_id, target, knowledge),
                };
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
            tier,
            typical: work::typical(&tree, &graph),
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
        let (made, mut slot) = (code.clone(), None);
        match target {
            Target::Whole => {
                row.wholes += 1;
                row.allocations = code.allocations;
                self.statistics.wholes += 1;
                let old = std::mem::take(&mut site.live);
                site.live.insert(code.id, code.clone());
                let anchor = site.anchor;
                if anchor.kind == HotKind::Function {
                    slot = Some((anchor.site.function, code.clone()));
                }
                match code.tier {
                    Tier::Quick => self.statistics.quick += 1,
                    Tier::Full => site.worked = 0,
                }
                site.code = Some(code);
                site.phase = Phase::Ready;
                (site.growth.built, site.growth.pieces, site.growth.entries) = (knowledge, 0, 0);
                site.run = Run::default();
                site.arm(machine, 1);
                for code in old.values() {
                    count_exits(&mut self.statistics.exits, code);
                    self.observer.gone(machine.program(), code);
                }
            }
            Target::Exit(of, exit) => {
                if let Some(parent) = site.live.get(&of).cloned() {
                    row.pieces += 1;
                    row.allocations += code.allocations;
                    self.statistics.pieces += 1;
                    site.growth.pieces += 1;
                    parent.states.borrow_mut()[exit.index()].path = Path::Piece(code.clone());
                    site.live.insert(code.id, code);
                }
            }
        }
        self.trees.slots.add(&made);
        if let Some((function, code)) = slot {
            self.trees.slots.set(function, &code);
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

    /// The path of an exit is in the tree, and waits there until a piece of it is worth its price, or the tree is compiled as
    /// a whole.
    pub(super) fn exit_waits(&self, code: &Code, exit: ExitId, wanted: Option<Wanted>) {
        let state = &mut code.states.borrow_mut()[exit.index()];
        state.left = self.policy.exit_heat;
        state.path = Path::Waiting(wanted.map(Box::new));
    }

    /// An exit that waits was taken as often again as it takes to be hot.
    pub(super) fn exit_waited(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        (code, exit): (&Rc<Code>, ExitId),
    ) {
        let (taken, wanted) = {
            let state = &mut code.states.borrow_mut()[exit.index()];
            state.left = self.policy.exit_heat;
            let wanted = match &state.path {
                Path::Waiting(wanted) => wanted.clone(),
                _ => None,
            };
            (state.taken, wanted)
        };
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        site.growth.entries += u64::from(self.policy.exit_heat);
        let there = site.live.contains_key(&code.id);
        if self.merge_if_grown(machine, id) || !there || self.idle(id).is_none() {
            return;
        }
        if let Some(wanted) = wanted {
            self.make_piece_if_worth(machine, id, (code, exit), (*wanted, taken));
        }
    }

    /// Has the path from an exit on compiled if that is worth it; otherwise the exit waits.
    pub(super) fn make_piece_if_worth(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        (code, exit): (&Rc<Code>, ExitId),
        (wanted, taken): (Wanted, u64),
    ) {
        let tier = self.policy.first_tier();
        let price = self.policy.price(wanted.points, tier);
        let room = |site: &Site| self.policy.takes_path(site.growth);
        match self.trees.get(id).is_some_and(room)
            && self.policy.piece_pays(taken, wanted.points)
            && self.budget.allows(price, tier)
        {
            true => self.make_piece(machine, id, (code.id, exit), wanted),
            false => self.exit_waits(code, exit, Some(wanted)),
        }
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
