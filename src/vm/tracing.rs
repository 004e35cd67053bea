//! Recording: what became hot is watched once, and goes into its tree.
//!
//! ```text
//! site hot   --Recorder::new-----> recording --Tree::add--> tree --compile--> code        compile.rs
//! exit hot   --Recorder::at_exit-> recording --Tree::add--> tree --compile--> piece
//!                     | meets a loop with a tree of its own: that runs by itself, natively if it can
//! ```
//!
//! Invariant: one recording at a time; while there is one, what an exit leads to is not recorded.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Instant;

use super::budget::Budget;
use super::code::{CodeId, Failures, States};
use super::compile::living_exits;
use super::observer::{Event, ExitOf, Observer};
use super::policy::Policy;
use super::progress::Progress;
use super::service::Service;
use super::statistics::{Statistics, TreeStatistics};
use super::trees::{Called, Phase, Site, Trees};
use crate::bytecode::Program;
use crate::config::{Config, Jit};
use crate::index::TreeId;
use crate::interp::{HotKind, HotSpot, Machine, NEVER_HOT, Stop};
use crate::opt::Chosen;
use crate::trace::{Anchor, Control, Cut, CutCounts, Finish, Recorder, Recording, Scope, Step};

/// What was recorded so far.
#[derive(Default)]
pub struct Recordings {
    /// The recordings in the order in which they were made, if the machine keeps them: with [`Jit::Record`].
    pub all: Vec<Recording>,
    /// Why recordings were cut.
    pub cuts: CutCounts,
}

/// The JIT of a machine.
pub(super) struct Tracing {
    pub mode: Jit,
    pub policy: Policy,
    pub budget: Budget,
    pub trees: Trees,
    pub service: Service,
    pub failures: Failures,
    pub recordings: Recordings,
    pub statistics: Statistics,
    pub codes: u64,
    pub states: States,
    /// Room for the driver's notes, to be used again.
    pub progress: Progress,
    pub observer: Observer,
    pub clock: Clock,
    /// Set when the observer wants the machine to pause.
    pub news: Option<Rc<Cell<bool>>>,
}

/// Whether the time in graphs is measured: each entry reads the clock then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Clock {
    Stopped,
    Running,
}

impl Clock {
    /// The time, if it is measured.
    pub(super) fn now(self) -> Option<Instant> {
        (self == Clock::Running).then(Instant::now)
    }
}

/// Whether a run of a graph may begin a recording.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Watch {
    /// It may, where an exit becomes hot.
    Exits,
    /// There is one already.
    Nothing,
}

impl Tracing {
    pub(super) fn new(config: &Config, passes: Chosen) -> Tracing {
        Tracing {
            mode: config.jit,
            policy: Policy::new(config, passes),
            budget: Budget::default(),
            trees: Trees::default(),
            service: Service::new(config.jit, config.jit_fail_every),
            failures: Failures {
                every: config.jit_fail_every,
                guards: Cell::new(0),
            },
            recordings: Recordings::default(),
            statistics: Statistics::default(),
            codes: 0,
            observer: Observer::default(),
            clock: Clock::Stopped,
            news: None,
            states: States::default(),
            progress: Progress::default(),
        }
    }

    /// Whether the observer wanted the machine to pause since this was asked.
    pub(super) fn has_news(&self) -> bool {
        self.news.as_ref().is_some_and(|news| news.take())
    }

    /// Forgets all trees and their code.
    pub(super) fn forget(&mut self, machine: &mut Machine) {
        living_exits(self.trees.iter(), &mut self.statistics.exits);
        self.tell_of_the_living(machine.program());
        self.trees.forget(machine, self.policy.heat);
    }

    /// Tells what became of the exits of all code that there is.
    pub(super) fn tell_of_the_living(&mut self, program: &Program) {
        for code in self.trees.iter().flat_map(|site| site.live.values()) {
            self.observer.gone(program, code);
        }
    }

    /// What was counted so far, with the exits of all code and the trees as they are now.
    pub(super) fn statistics(&self, program: &Program) -> Statistics {
        let mut statistics = self.statistics.clone();
        for site in self.trees.iter().filter(|site| !site.tree.is_empty()) {
            let row = statistics.trees.entry(site.id);
            let row = row.or_insert(TreeStatistics::new(site.anchor));
            (row.points, row.joins) = (site.tree.len(), site.tree.joins(program));
        }
        living_exits(self.trees.iter(), &mut statistics.exits);
        statistics
    }

    /// The number of the next version of code.
    pub(super) fn code_id(&mut self) -> CodeId {
        self.codes += 1;
        CodeId(self.codes)
    }

    /// Deals with a place that is hot. The instruction that found it has done nothing yet.
    pub(super) fn hot(&mut self, machine: &mut Machine, spot: HotSpot) -> Stop {
        let anchor = Anchor {
            kind: spot.kind,
            site: spot.anchor,
        };
        let id = self.trees.of(machine.program(), anchor, self.policy.heat);
        let phase = |tracing: &Tracing| tracing.trees.get(id).map(|site| site.phase);
        let before = phase(self);
        self.receive(machine);
        match phase(self) {
            // No code came of it: it is counted again.
            Some(Phase::Cold) if before != Some(Phase::Cold) => Stop::Paused,
            Some(Phase::Cold) | None => {
                self.earn_rounds(id);
                self.record_site(machine, id, anchor)
            }
            Some(Phase::Waiting) => {
                self.earn_rounds(id);
                self.make_first(machine, id);
                Stop::Paused
            }
            Some(Phase::Making) => {
                machine.cool(spot, self.policy.pending);
                Stop::Paused
            }
            Some(Phase::Ready | Phase::Merging) => {
                // It is to be executed now; code that has just come in has set its counter to stop.
                machine.cool(spot, NEVER_HOT);
                self.arrive(machine, id)
            }
            Some(Phase::Recorded) => {
                machine.cool(spot, NEVER_HOT);
                Stop::Paused
            }
        }
    }

    /// A counter of the site has run out: so many rounds were executed.
    fn earn_rounds(&mut self, id: TreeId) {
        if let Some(site) = self.trees.get(id) {
            let round = site.tree.len().clamp(10, 200) as u64;
            self.budget.earn(u64::from(site.armed) * round);
        }
    }

    pub(super) fn record_site(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        anchor: Anchor,
    ) -> Stop {
        let first = |site: &Site| site.tree.is_empty() && site.failures == 0 && site.misses == 0;
        self.statistics.sites += u64::from(self.trees.get(id).is_some_and(first));
        self.statistics.recordings += 1;
        let recorder = Recorder::new(machine.program(), anchor, self.scope(id));
        let (recording, stop) = self.record(machine, recorder);
        let finish = recording.finish;
        let comes_back = !recording.steps.is_empty() && goes_on(anchor, finish);
        // Loops that ran by themselves took long, or they would not be hot; calls that recur stand for as many.
        let ran = |step: &&Step| step.after.control == Control::Ran || step.goes_through();
        let loops = recording.steps.iter().filter(ran).count();
        let steps = (recording.steps.len() + loops * self.policy.worth) as u64;
        self.keep(machine.program(), (id, None), recording);
        match (comes_back, self.mode) {
            (false, _) if matches!(finish, Finish::Cut(Cut::Missed, _)) => {
                self.missed(machine, id);
            }
            (false, _) if self.is_sampled(id) && matches!(finish, Finish::Left(_)) => {
                self.sample(machine, id, (finish, steps));
            }
            (false, _) => self.nothing_came(machine, id),
            (true, Jit::Record) => self.settle(machine, id, Phase::Recorded, NEVER_HOT),
            (true, _) => self.sample(machine, id, (finish, steps)),
        }
        if stop == Stop::Paused && finish == Finish::Anchor && self.is_ready(machine, id) {
            return self.enter(machine, id, Watch::Exits);
        }
        stop
    }

    fn is_sampled(&self, id: TreeId) -> bool {
        self.trees
            .get(id)
            .is_some_and(|site| site.samples.taken > 0)
    }

    /// A site was recorded. When that was often enough it is compiled, if it promises to be worth it.
    fn sample(&mut self, machine: &mut Machine, id: TreeId, (finish, steps): (Finish, u64)) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        let samples = &mut site.samples;
        samples.taken += 1;
        samples.steps += steps;
        // Code is left where a recording was cut, too; but how soon is known only where it calls itself.
        let left = matches!(finish, Finish::Left(_) | Finish::Cut(Cut::Recursion, _));
        samples.came_round += u32::from(!left);
        if samples.taken < self.policy.samples {
            let count = self.policy.sample_heat();
            return self.settle(machine, id, Phase::Cold, count);
        }
        let called = site.called == Called::ByCode;
        let promises = self.policy.promises(std::mem::take(samples)) || called;
        if promises || self.policy.samples == 1 {
            return self.make_first(machine, id);
        }
        site.failures = self.policy.after_loss(site.failures);
        let count = self.policy.site_heat(site.failures);
        self.settle(machine, id, Phase::Cold, count);
    }

    /// Whether the machine is at the anchor of a site with code.
    pub(super) fn is_ready(&self, machine: &Machine, id: TreeId) -> bool {
        let site = self.trees.get(id);
        site.is_some_and(|s| s.code.is_some() && machine.is_at(s.anchor.site))
    }

    /// Sets what has become of a site.
    pub(super) fn settle(&mut self, machine: &mut Machine, id: TreeId, phase: Phase, count: u32) {
        if let Some(site) = self.trees.get_mut(id) {
            (site.phase, site.armed) = (phase, count);
            site.arm(machine, count);
        }
    }

    /// A loop was left where it got hot. It may do so each time, if rounds and heat keep step: so it is tried again
    /// soon, after another number of rounds each time.
    pub(super) fn missed(&mut self, machine: &mut Machine, id: TreeId) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        site.misses += 1;
        match self.policy.after_miss(site.misses) {
            Some(count) => self.settle(machine, id, Phase::Cold, count),
            None => {
                site.misses = 0;
                self.nothing_came(machine, id);
            }
        }
    }

    /// A site is counted again, twice as long.
    pub(super) fn nothing_came(&mut self, machine: &mut Machine, id: TreeId) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        site.failures += 1;
        let count = self.policy.site_heat(site.failures);
        self.settle(machine, id, Phase::Cold, count);
    }

    pub(super) fn scope(&self, id: TreeId) -> Scope {
        Scope {
            inner: self.trees.other_loops(id),
            outside: self.trees.large_functions(id, self.policy.inlined),
        }
    }

    /// Watches the run until the recorder has what it wants.
    pub(super) fn record(
        &mut self,
        machine: &mut Machine,
        mut recorder: Recorder,
    ) -> (Recording, Stop) {
        loop {
            let stop = machine.run_watched(&mut recorder);
            let inner = match stop {
                Stop::Paused => recorder.wants(),
                _ => None,
            };
            let Some(inner) = inner else {
                return (recorder.finish(), stop);
            };
            match self.run_inner(machine, inner) {
                Stop::Paused => recorder.ran(),
                stop => return (recorder.finish(), stop),
            }
        }
    }

    /// Lets a loop or a function at whose anchor the machine is run by itself, if there is code for it.
    fn run_inner(&mut self, machine: &mut Machine, anchor: Anchor) -> Stop {
        let inner = self.trees.at(anchor).map(|site| site.id);
        match inner {
            Some(id) if self.is_ready(machine, id) => self.enter(machine, id, Watch::Nothing),
            _ => Stop::Paused,
        }
    }

    /// Counts a recording and adds it to its tree. Answers how much is new.
    pub(super) fn keep(
        &mut self,
        program: &Program,
        (id, from): (TreeId, Option<ExitOf>),
        recording: Recording,
    ) -> usize {
        let event = Event::Recorded {
            tree: id,
            from,
            recording: &recording,
        };
        self.observer.tell(program, event);
        self.statistics.steps += recording.steps.len() as u64;
        if let Finish::Cut(cut, site) = recording.finish {
            self.recordings.cuts.add(cut, site);
            self.statistics.cuts.add(cut, site);
        }
        log::debug!(
            "{id}: recorded {} steps from {:?}, {:?}",
            recording.steps.len(),
            recording.anchor,
            recording.finish
        );
        if self.mode == Jit::Record {
            self.recordings.all.push(recording);
            return 0;
        }
        // A loop that yields in each round is part of whoever resumes it, and no loop of its own.
        let yielded = matches!(recording.finish, Finish::Cut(Cut::Yielded, _));
        match recording.steps.is_empty() || yielded {
            true => 0,
            false => self.trees.add(id, program, &recording),
        }
    }
}

/// Whether there is something to compile after a recording of the anchor: a way back to it, or one that was cut on its way.
fn goes_on(anchor: Anchor, finish: Finish) -> bool {
    match finish {
        Finish::Anchor => true,
        Finish::Left(_) => anchor.kind == HotKind::Function,
        Finish::Cut(Cut::Missed | Cut::Thrown | Cut::Ended | Cut::Yielded, _) => false,
        Finish::Cut(..) => true,
    }
}
