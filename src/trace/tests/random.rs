//! All programs of the suite, recorded from random places: at anchors and behind exits that were none, with random loops
//! that run by themselves, interpreted or as if native code had run them and stopped anywhere. Each recording must be a
//! possible one, and the program must print what it prints anyway.

use std::fs;
use std::path::{Path, PathBuf};

use super::ride::{Ride, Until, anchor, headers};
use crate::bytecode::code::instructions;
use crate::bytecode::op::Flag;
use crate::bytecode::{Program, verify};
use crate::index::{FnId, Pc};
use crate::interp::{CallSite, HotKind, Look, Stop};
use crate::source::SourceMap;
use crate::trace::{Anchor, Control, Finish, Recorder, Recording, Scope, StartFrame, Step};

/// The most recordings of one program.
const RECORDINGS: usize = 60;

/// How often each program is run with recordings.
const ROUNDS: usize = 2;

/// A small generator of numbers (SplitMix64): the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % n as u64) as usize
    }
}

fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            programs(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn compile(path: &Path) -> Option<Program> {
    let text = fs::read_to_string(path).ok()?;
    // What takes long, and what stands in the way of a thousand other programs in this process.
    if ["; slow", "// slow", "sleep", "random(", "time", "exit"]
        .iter()
        .any(|word| text.contains(word))
    {
        return None;
    }
    let mut sources = SourceMap::new();
    let file = sources.add("case", text.as_str()).ok()?;
    match path.extension()?.to_str()? {
        "monkey" => crate::monkey::compile(&sources, file).ok(),
        "hasm" => crate::asm::assemble(&sources, file).ok(),
        _ => None,
    }
}

/// A random part of the headers of all loops, and of the functions.
fn scope(program: &Program, random: &mut Random) -> Scope {
    let mut scope = Scope::default();
    let share = random.below(4);
    for (function, id) in program.functions.iter().zip(0..) {
        if random.below(6) < share {
            scope.outside.insert(FnId(id));
        }
        for pc in headers(function) {
            if random.below(3) < share {
                let function = FnId(id);
                scope.inner.insert(CallSite { function, pc });
            }
        }
    }
    scope
}

/// An anchor that the frame may belong to.
fn anchor_of(program: &Program, frame: StartFrame, random: &mut Random) -> Anchor {
    let function = frame.function;
    let headers = headers(&program.functions[function.index()]);
    let n = random.below(headers.len() + 1);
    match headers.get(n) {
        Some(pc) => anchor(HotKind::Loop, CallSite { function, pc: *pc }),
        None => anchor(
            HotKind::Function,
            CallSite {
                function,
                pc: Pc(0),
            },
        ),
    }
}

/// Runs on for some instructions; the frames then.
fn walk(ride: &mut Ride, mut count: usize) -> Result<Vec<StartFrame>, Stop> {
    let mut until = Until {
        stop: |_: &Look<'_>| {
            count = count.saturating_sub(1);
            count == 0
        },
        frames: Vec::new(),
    };
    match ride.machine.run_watched(&mut until) {
        Stop::Paused => Ok(until.frames),
        stop => Err(stop),
    }
}

/// A recording to its end, and why the run stopped.
fn record(ride: &mut Ride, mut recorder: Recorder, random: &mut Random) -> (Recording, Stop) {
    loop {
        let mut stop = ride.machine.run_watched(&mut recorder);
        if let Some(wanted) = recorder.wants() {
            if random.below(2) == 0
                && let Err(ended) = as_native(ride, wanted, random)
            {
                stop = ended;
            }
            recorder.ran();
            if stop == Stop::Paused {
                continue;
            }
        }
        return (ride.checked(recorder), stop);
    }
}

/// Runs on as native code of the loop or the function may: up to where it is left at the latest.
fn as_native(ride: &mut Ride, wanted: Anchor, random: &mut Random) -> Result<(), Stop> {
    let (kind, header) = (wanted.kind, wanted.site);
    let program = &ride.program.functions[header.function.index()];
    let ways = instructions(&program.code);
    let end = ways
        .filter(|i| i.target() == Some(i64::from(header.pc.0)) && i.info().is(Flag::Loops))
        .map(|i| i.end())
        .max();
    let inside = header.pc..end.unwrap_or(header.pc);
    let mut count = random.below(60);
    let depth = ride.machine.depth();
    let mut until = Until {
        stop: |look: &Look<'_>| {
            let left = kind == HotKind::Loop
                && look.depth == depth
                && (look.site.function != header.function || !inside.contains(&look.site.pc));
            count = count.saturating_sub(1);
            count == 0 || left || look.depth < depth
        },
        frames: Vec::new(),
    };
    match ride.machine.run_watched(&mut until) {
        Stop::Paused => Ok(()),
        stop => Err(stop),
    }
}

#[derive(Default, Debug)]
struct Tally {
    recordings: usize,
    anchors: usize,
    left: usize,
    cut: usize,
    ran: usize,
    called: usize,
    inlined: usize,
}

fn ride(program: Program, random: &mut Random, tally: &mut Tally) -> String {
    let mut ride = Ride::new(program);
    let mut stop = ride.machine.run();
    for _ in 0..RECORDINGS {
        let recorder = match stop {
            Stop::Hot(spot) => {
                ride.machine.cool(spot, 2 + random.below(20) as u32);
                match random.below(3) {
                    0 => {
                        let scope = scope(&ride.program, random);
                        Recorder::new(&ride.program, anchor(spot.kind, spot.anchor), scope)
                    }
                    _ => match walk(&mut ride, 1 + random.below(300)) {
                        Ok(mut frames) => {
                            let most = frames.len().min(4);
                            frames.drain(..frames.len() - 1 - random.below(most));
                            frames[0].window = 0;
                            let anchor = anchor_of(&ride.program, frames[0], random);
                            let scope = scope(&ride.program, random);
                            Recorder::at_exit(&ride.program, anchor, frames, scope)
                        }
                        Err(ended) => {
                            stop = ended;
                            break;
                        }
                    },
                }
            }
            _ => break,
        };
        let (recording, ended) = record(&mut ride, recorder, random);
        tally.recordings += 1;
        tally.inlined += usize::from(recording.frames.len() > 1);
        let ran = |step: &Step| step.after.control == Control::Ran;
        tally.ran += usize::from(recording.steps.iter().any(ran));
        tally.called += usize::from(recording.steps.iter().any(Step::goes_through));
        match recording.finish {
            Finish::Anchor => tally.anchors += 1,
            Finish::Left(_) => tally.left += 1,
            Finish::Cut(..) => tally.cut += 1,
        }
        stop = match ended {
            Stop::Paused => ride.machine.resume(),
            ended => ended,
        };
    }
    ride.rest(stop)
}

#[test]
fn recordings_of_the_suite_are_possible_and_change_nothing() {
    let mut found = Vec::new();
    programs(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs"),
        &mut found,
    );
    let mut random = Random(7);
    let mut tally = Tally::default();
    for path in found {
        let Some(program) = compile(&path) else {
            continue;
        };
        // Some cases are of programs that are refused.
        if verify(&program).is_err() {
            continue;
        }
        let Ok(mut plain) = Ride::load(program.clone()) else {
            continue;
        };
        let stop = plain.machine.run();
        let expected = plain.rest(stop);
        for _ in 0..ROUNDS {
            let got = ride(program.clone(), &mut random, &mut tally);
            assert_eq!(got, expected, "{}", path.display());
        }
    }
    assert!(tally.recordings > 2000 && tally.anchors > 200, "{tally:?}");
    assert!(tally.left > 200 && tally.cut > 100, "{tally:?}");
    assert!(tally.ran > 100 && tally.inlined > 500, "{tally:?}");
    assert!(tally.called > 500, "{tally:?}");
}
