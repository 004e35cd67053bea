//! The whole machine in one match: why it paused, and what happens then.

use std::collections::BTreeMap;

use crate::interp::{HotKind, HotSpot, Machine, NEVER_HOT, Stop};
use crate::trace::{Anchor, CutCounts, Finish, Recorder, Recording, Scope};

/// How often a place must be counted until it is recorded again after `tries` recordings that did not come back to
/// their anchor: it doubles, and is never for ever.
fn back_off(heat: u32, tries: u32) -> u32 {
    heat.max(16)
        .saturating_mul(1 << tries.min(20))
        .min(NEVER_HOT - 1)
}

/// What has become of an anchor.
///
/// ```text
///   cold --counted down--> hot --recorded to its anchor--> recorded
///     ^                     |
///     +---- doubled heat ---+--- recording cut or left early
/// ```
enum Site {
    /// Recordings of it did not come back, so many times.
    Cold(u32),
    /// There is a recording of it.
    Recorded,
}

/// What was recorded so far.
#[derive(Default)]
pub struct Recordings {
    /// The recordings in the order in which they were made.
    pub all: Vec<Recording>,
    /// Why recordings were cut.
    pub cuts: CutCounts,
    sites: BTreeMap<Anchor, Site>,
}

/// Runs the loaded program to its end, recording what becomes hot.
pub(super) fn drive(machine: &mut Machine, recordings: &mut Recordings) -> Stop {
    let mut stop = machine.run();
    loop {
        stop = match stop {
            Stop::Hot(spot) => match record(machine, recordings, spot) {
                Stop::Paused => machine.resume(),
                stop => stop,
            },
            Stop::Paused => machine.resume(),
            Stop::Done | Stop::Exit(_) | Stop::Uncaught | Stop::OutOfFuel => return stop,
        };
    }
}

fn record(machine: &mut Machine, recordings: &mut Recordings, spot: HotSpot) -> Stop {
    let anchor = Anchor {
        kind: spot.kind,
        site: spot.anchor,
    };
    if let Some(Site::Recorded) = recordings.sites.get(&anchor) {
        // Another way back to the same header.
        machine.cool(spot, NEVER_HOT);
        return Stop::Paused;
    }
    let mut recorder = Recorder::new(machine.program(), anchor, Scope::default());
    let stop = machine.run_watched(&mut recorder);
    let recording = recorder.finish();
    let heat = machine.limits.heat;
    match recording.finish {
        Finish::Left(_) if spot.kind == HotKind::Function => {
            // Its whole way through the function.
            recordings.sites.insert(anchor, Site::Recorded);
            machine.cool(spot, NEVER_HOT);
        }
        Finish::Anchor => {
            recordings.sites.insert(anchor, Site::Recorded);
            machine.cool(spot, NEVER_HOT);
        }
        Finish::Left(_) | Finish::Cut(..) => {
            let site = recordings.sites.entry(anchor).or_insert(Site::Cold(0));
            let tries = match site {
                Site::Cold(tries) => {
                    *tries += 1;
                    *tries
                }
                Site::Recorded => 1,
            };
            machine.cool(spot, back_off(heat, tries));
        }
    }
    if let Finish::Cut(cut, site) = recording.finish {
        recordings.cuts.add(cut, site);
    }
    log::debug!(
        "recorded {:?}: {} steps, {:?}",
        anchor,
        recording.steps.len(),
        recording.finish
    );
    recordings.all.push(recording);
    stop
}
