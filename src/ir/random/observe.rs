//! What a run of a graph did, as text without addresses.
//!
//! ```text
//! left s2 Again f0@7+0 r1=int 3 | r4=array#0[int: 1 2] ... | calls f0 17
//! ```
//!
//! Objects are numbered as they are met, so that two observations differ where names of one object became names of two.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::world::World;
use crate::ir::eval::{Evaluator, How, Options, Outcome, Wrong};
use crate::ir::{Graph, IrOp, Spot};
use crate::value::{Tag, Value};

/// See the module's documentation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Observation {
    /// What it did.
    pub text: String,
    /// Whether it was left by an instruction that need not be executed if nobody uses its result, or because a shape was not there
    /// any more: then a graph that goes on here means the same, for the interpreter would go on too.
    pub may_go_on: bool,
    /// If a guard failed that was moved away from an instruction: that instruction. What the graph would have done is not known
    /// then; observe one that has the instruction pinned.
    pub early: Option<Spot>,
}

impl Observation {
    /// Whether a graph that was observed so may become one that is observed like `after`.
    pub fn allows(&self, after: &Observation) -> bool {
        self.may_go_on || self.text == after.text
    }
}

/// Runs a verified graph in the world of a seed.
pub fn observe(graph: &Graph, seed: u64) -> Observation {
    observe_by(graph, seed, |graph, world| evaluate(graph, world, 0))
}

/// The evaluator's outcome, in the way of [`observe_by`].
///
/// # Errors
/// As [`Evaluator::run`].
pub fn evaluate(graph: &Graph, world: &mut World, fail_every: u64) -> Result<Outcome, Wrong> {
    let options = Options {
        fuel: 200_000,
        fail_every,
    };
    Evaluator::new(graph).run(world, options)
}

/// As [`evaluate`], and the frames are written to their homes, as they are where native code was left.
///
/// # Errors
/// As [`Evaluator::run`].
pub fn evaluate_and_write(
    graph: &Graph,
    world: &mut World,
    fail_every: u64,
) -> Result<Outcome, Wrong> {
    let mut outcome = evaluate(graph, world, fail_every)?;
    let Outcome::Left(left) = &mut outcome else {
        return Ok(outcome);
    };
    let mut base = 0;
    for frame in &left.frames {
        base += frame.window as usize;
        if let Some(callee) = frame.callee {
            world.registers[base - 1] = callee;
        }
        for (reg, value) in &frame.registers {
            world.registers[base + reg.index()] = *value;
        }
    }
    // Where frames overlap, the inner one's value stands.
    base = 0;
    for frame in &mut left.frames {
        base += frame.window as usize;
        frame.callee = frame.callee.map(|_| world.registers[base - 1]);
        for (reg, value) in &mut frame.registers {
            *value = world.registers[base + reg.index()];
        }
    }
    Ok(outcome)
}

/// Runs a verified graph in the world of a seed, somehow.
pub fn observe_by(
    graph: &Graph,
    seed: u64,
    run: impl FnOnce(&Graph, &mut World) -> Result<Outcome, Wrong>,
) -> Observation {
    let Ok(mut world) = World::new(seed) else {
        let text = "no memory".into();
        return Observation {
            text,
            may_go_on: false,
            early: None,
        };
    };
    let mut may_go_on = false;
    let mut early = None;
    let outcome = run(graph, &mut world);
    let mut text = Text::default();
    match outcome {
        Err(wrong) => text.add(format_args!("wrong: {}", wrong.message)),
        Ok(Outcome::OutOfFuel) => text.add(format_args!("out of fuel")),
        Ok(Outcome::Returned(value)) => {
            text.add(format_args!("returned "));
            text.value(value);
        }
        Ok(Outcome::Left(left)) => {
            let exit = graph.exits()[left.exit.index()];
            let inst = graph.block(exit.block).insts.get(exit.at);
            // These are left only where the collector has taken the shape; other code may hold it.
            let wants_shape = |op| matches!(op, IrOp::add_field | IrOp::keep_shape);
            may_go_on = inst.is_some_and(|inst| inst.is_droppable() || wants_shape(inst.op));
            early = graph.snapshot(exit.snap).early;
            match left.how {
                How::Again => text.add(format_args!("left")),
                How::Nested => text.add(format_args!("left nested")),
                How::Throw(value) => {
                    text.add(format_args!("threw "));
                    text.value(value);
                }
                How::Enter {
                    callee,
                    window,
                    arguments,
                } => {
                    text.add(format_args!("entered {callee}+{window} "));
                    arguments.into_iter().for_each(|value| text.value(value));
                }
            }
            for frame in left.frames {
                text.add(format_args!(
                    "\n{}@{}+{} ",
                    frame.function, frame.pc, frame.window
                ));
                frame.callee.into_iter().for_each(|value| text.value(value));
                for (reg, value) in frame.registers {
                    text.add(format_args!("{reg}="));
                    text.value(value);
                }
            }
        }
    }
    for (what, values) in [("registers", &world.registers), ("globals", &world.globals)] {
        text.add(format_args!("\n{what}: "));
        values.iter().for_each(|value| text.value(*value));
    }
    text.objects(&world);
    text.add(format_args!("\n{}", world.calls.join(", ")));
    let text = text.out;
    Observation {
        text,
        may_go_on,
        early,
    }
}

#[derive(Default)]
struct Text {
    out: String,
    numbers: BTreeMap<u64, usize>,
    objects: Vec<Value>,
}

impl Text {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a String does not fail.
        let _ = self.out.write_fmt(text);
    }

    fn value(&mut self, value: Value) {
        if !value.tag().is_heap() {
            // NaNs are one to programs.
            return match value.as_float() {
                Some(x) if x.is_nan() => self.add(format_args!("NaN ")),
                _ => self.add(format_args!("{:?} {:?} ", value.tag(), value.bits() as i64)),
            };
        }
        if let Some(text) = value.as_str() {
            return self.add(format_args!("{:?} ", text.as_str()));
        }
        let next = self.objects.len();
        let number = *self.numbers.entry(value.bits()).or_insert(next);
        if number == next {
            self.objects.push(value);
        }
        self.add(format_args!("{:?}#{number} ", value.tag()));
    }

    /// The contents of all objects that were met, and of those met meanwhile.
    fn objects(&mut self, world: &World) {
        let mut at = 0;
        while let Some(object) = self.objects.get(at).copied() {
            self.add(format_args!("\n#{at}: "));
            at += 1;
            if let Some(array) = object.as_array() {
                self.add(format_args!("{:?} ", array.kind()));
                array.values().for_each(|value| self.value(value));
            } else if let Some(hash) = object.as_hash() {
                for (key, value) in hash.entries() {
                    self.value(key);
                    self.value(value);
                }
            } else if let Some(object) = object.as_struct() {
                let shape = world
                    .shapes
                    .iter()
                    .position(|shape| *shape == object.shape());
                self.add(format_args!("shape {shape:?} "));
                for slot in 0..shape.unwrap_or(0) {
                    self.value(object.slot(slot as u32));
                }
            } else if let Some(closure) = object.as_closure() {
                self.add(format_args!("{} ", closure.function()));
                closure
                    .captured()
                    .iter()
                    .for_each(|value| self.value(value.get()));
            } else if let Some(cell) = object.as_cell() {
                self.value(cell.get());
            } else if let Some(generator) = object.as_generator() {
                self.add(format_args!(
                    "{} {} ",
                    generator.function(),
                    generator.place()
                ));
                self.value(generator.callee());
                generator
                    .kept()
                    .iter()
                    .for_each(|value| self.value(value.get()));
            } else if let Some(range) = object.as_range() {
                self.add(format_args!("{}..{}", range.start(), range.end()));
            } else if let Some(big) = object.as_big_int() {
                self.add(format_args!("{:?} {}", big.words(), big.is_negative()));
            } else if object.tag() == Tag::Error {
                self.add(format_args!("error"));
            }
        }
    }
}
