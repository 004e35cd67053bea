//! Whether a recording can be one of the program: it is walked once with the frames and the tags that are known.
//!
//! ```text
//! f0@3 add r1=int r2=int -> int        next: f0@4, and the destination is an int
//! f0@4 next_lt_i r2=float -> ...       step 2: a register that it reads had another tag before
//! ```
//!
//! What is known comes from the start's tags, from what was read and from results; a call loses what its window
//! covers. Tests check every recording that they make; a recording from elsewhere is checked before it is believed.

use std::collections::BTreeMap;
use std::fmt;

use super::{Control, Cut, Finish, Method, Note, Recording, Step};
use crate::bytecode::code::{Access, Instruction, decode, instructions};
use crate::bytecode::op::Flag;
use crate::bytecode::{Function, Op, OperandKind, Program};
use crate::index::{FnId, Pc, Reg};
use crate::interp::CallSite;
use crate::value::Tag;

/// What is wrong with a recording.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// At which step, from 1; 0 for the start.
    pub step: usize,
    /// What.
    pub what: &'static str,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "step {}: {}", self.step, self.what)
    }
}

impl std::error::Error for Wrong {}

/// Checks a recording against its program.
///
/// # Errors
/// When no run of the program can have led to it.
pub fn check(program: &Program, recording: &Recording) -> Result<(), Wrong> {
    let mut walk = Walk::start(program, recording).map_err(|what| Wrong { step: 0, what })?;
    for (n, step) in recording.steps.iter().enumerate() {
        let checked = walk.step(step);
        checked.map_err(|what| Wrong { step: n + 1, what })?;
    }
    let step = recording.steps.len();
    walk.end(recording).map_err(|what| Wrong { step, what })
}

type Checked = Result<(), &'static str>;

fn must(holds: bool, what: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(what) }
}

/// A frame of the walk.
#[derive(Clone, Copy)]
struct Frame {
    function: FnId,
    base: u32,
    /// Where it goes on when its callee returns.
    back: Pc,
}

/// What comes next.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    /// This.
    At(CallSite),
    /// Something in the running frame: a loop ran by itself.
    Anywhere,
    /// Something outside of the frames.
    Outside(CallSite),
}

struct Walk<'p> {
    program: &'p Program,
    frames: Vec<Frame>,
    /// The tags of what is known, by home.
    known: BTreeMap<u32, Tag>,
    next: Next,
}

impl<'p> Walk<'p> {
    fn start(program: &'p Program, recording: &Recording) -> Result<Walk<'p>, &'static str> {
        let mut frames: Vec<Frame> = Vec::new();
        for start in &recording.frames {
            let function = function(program, start.function)?;
            must(
                decode(&function.code, start.pc).is_some(),
                "a frame starts at no instruction",
            )?;
            let (base, behind) = match frames.last() {
                Some(caller) => (caller.base, waiting(program, caller)?),
                None => (0, 0),
            };
            must(start.window == behind, "a window lies wrong")?;
            frames.push(Frame {
                function: start.function,
                base: base + start.window,
                back: start.pc,
            });
        }
        let innermost = frames.last().ok_or("there is no frame")?;
        let next = Next::At(CallSite {
            function: innermost.function,
            pc: innermost.back,
        });
        must(
            recording.entry.is_sorted_by(|a, b| a.0 < b.0),
            "its tags are not in their order",
        )?;
        Ok(Walk {
            program,
            frames,
            known: recording.entry.iter().copied().collect(),
            next,
        })
    }

    fn frame(&self) -> Result<Frame, &'static str> {
        self.frames
            .last()
            .copied()
            .ok_or("it goes on outside of its frames")
    }

    fn learn(&mut self, home: u32, tag: Tag) -> Checked {
        let known = *self.known.entry(home).or_insert(tag);
        must(
            known == tag,
            "a register that it reads had another tag before",
        )
    }

    /// Forgets all homes from one on.
    fn lose(&mut self, home: u32) {
        self.known.split_off(&home);
    }

    fn step(&mut self, step: &Step) -> Checked {
        let program = self.program;
        let frame = self.frame()?;
        must(
            step.site.function == frame.function,
            "it is in another function than its frame",
        )?;
        if let Next::At(next) = self.next {
            must(step.site == next, "it does not follow the step before")?;
        }
        let code = &function(program, frame.function)?.code;
        let instruction = decode(code, step.site.pc).ok_or("there is no instruction")?;
        must(instruction.op == step.op, "another opcode stands there")?;
        if step.after.control == Control::Ran {
            let noted = !step.tags.is_empty() || !step.notes.is_empty();
            must(!noted, "a loop that ran by itself has notes")?;
            self.lose(frame.base.saturating_sub(1));
            self.next = Next::Anywhere;
            return Ok(());
        }
        self.reads(step, &instruction, frame.base)?;
        self.control(step, &instruction, frame)
    }

    fn reads(&mut self, step: &Step, instruction: &Instruction<'_>, base: u32) -> Checked {
        let mut read: Vec<Reg> = Vec::new();
        instruction.registers(self.arity(), |access, first, count| {
            if let Access::Read | Access::Iterate = access {
                for reg in (0..count as u16).map(|n| Reg(first.0 + n)) {
                    if !read.contains(&reg) {
                        read.push(reg);
                    }
                }
            }
        });
        must(
            step.tags.iter().map(|(reg, _)| reg).eq(&read),
            "its tags are not those of what it reads",
        )?;
        for (reg, tag) in &step.tags {
            self.learn(base + u32::from(reg.0), *tag)?;
        }
        for note in &step.notes {
            let fits = |reg: &Reg, tags: &[Tag]| {
                let tag = step.tags.iter().find(|(known, _)| known == reg);
                tag.is_some_and(|(_, tag)| tags.contains(tag))
            };
            let fits = match note {
                Note::Array(reg, ..) => fits(reg, &[Tag::Array]),
                Note::Shape(reg, _) => fits(reg, &[Tag::Struct]),
                Note::Text(reg, _) => fits(reg, &[Tag::Str]),
                Note::Callee(reg, _) => fits(reg, &[Tag::Function, Tag::Closure]),
                Note::Native(reg, _) => fits(reg, &[Tag::Builtin]),
                Note::Entry(reg, _) => fits(reg, &[Tag::Hash]),
                Note::Slot(reg, ..) | Note::Grown(reg, ..) | Note::Raw(reg, ..) => {
                    fits(reg, &[Tag::Struct])
                }
                Note::Found(reg, ..) => fits(reg, &[Tag::Struct, Tag::Class]),
                Note::Class(reg, ..) | Note::Init(reg, ..) => {
                    fits(reg, &[Tag::Class]) || instruction.info().finds_callee()
                }
                Note::Bound(reg, _) => fits(reg, &[Tag::Bound]),
                Note::Method(..) => instruction.info().finds_callee(),
            };
            must(fits, "a note does not fit its register")?;
        }
        Ok(())
    }

    /// The number of registers that a function's parameters fill.
    fn arity(&self) -> impl Fn(FnId) -> usize + use<'p> {
        let program = self.program;
        move |id| {
            let function = program.functions.get(id.index());
            function.map_or(0, |f| f.params.registers() as usize)
        }
    }

    fn control(&mut self, step: &Step, instruction: &Instruction<'_>, frame: Frame) -> Checked {
        let at = |pc| {
            Next::At(CallSite {
                function: frame.function,
                pc,
            })
        };
        let results = &step.after.results;
        let silent = || must(results.is_empty(), "it has results");
        match step.after.control {
            Control::Next => {
                self.next = at(instruction.end());
                self.write(instruction, frame.base, results)
            }
            Control::Jump => {
                let target = instruction.target().and_then(|pc| u32::try_from(pc).ok());
                self.next = at(Pc(target.ok_or("it does not jump")?));
                self.write(instruction, frame.base, results)
            }
            Control::Enter(callee) => {
                silent()?;
                self.calls(step, callee)?;
                let window = window(instruction).ok_or("it calls nothing")?;
                let params = function(self.program, callee)?.params;
                // A class and a bound method put an object in front of the arguments.
                let in_front = match step.op {
                    Op::call_symbol => function(self.program, callee)?.takes_self(),
                    _ => matches!(step.tags.first(), Some((_, Tag::Class | Tag::Bound))),
                };
                let plain = [Op::call, Op::call_static, Op::call_symbol].contains(&step.op);
                let plain = plain && !in_front;
                let base = frame.base + window + 1;
                if !(plain && params.is_exact()) {
                    self.lose(base);
                }
                self.known.remove(&(base - 1));
                if let Some(frame) = self.frames.last_mut() {
                    frame.back = instruction.end();
                }
                self.enter(callee, base);
                Ok(())
            }
            Control::Replace(callee) => {
                silent()?;
                self.calls(step, callee)?;
                self.frames.pop();
                self.lose(frame.base);
                self.enter(callee, frame.base);
                Ok(())
            }
            Control::Resume(to) => {
                silent()?;
                must(step.op == Op::iter_resume, "it resumes nothing")?;
                let function = function(self.program, to.function)?;
                let inside = function.body().is_some_and(|(_, start)| start <= to.pc);
                must(
                    inside && decode(&function.code, to.pc).is_some(),
                    "it resumes no generator's body",
                )?;
                let window = window(instruction).ok_or("it resumes nothing")?;
                self.lose(frame.base + window);
                if let Some(frame) = self.frames.last_mut() {
                    frame.back = instruction.end();
                }
                self.enter(to.function, frame.base + window + 1);
                self.next = Next::At(to);
                Ok(())
            }
            Control::Return(to) => {
                must(results.len() == 1, "it returns no value")?;
                self.frames.pop();
                let Some(caller) = self.frames.last().copied() else {
                    self.next = Next::Outside(to);
                    return Ok(());
                };
                let back = CallSite {
                    function: caller.function,
                    pc: caller.back,
                };
                must(to == back, "it returns elsewhere than behind the call")?;
                self.next = Next::At(to);
                let call = call_before(self.program, to).ok_or("it returns to no call")?;
                self.write(&call, caller.base, results)
            }
            Control::Handler { site, up } => {
                silent()?;
                self.thrown(site, up, instruction)
            }
            Control::Ran => Ok(()),
            Control::Away => {
                silent()?;
                must(
                    instruction.info().is(Flag::Calls),
                    "it calls nothing, so nothing goes away",
                )?;
                self.lose(frame.base);
                self.next = Next::Anywhere;
                Ok(())
            }
        }
    }

    fn enter(&mut self, function: FnId, base: u32) {
        let pc = Pc(0);
        self.frames.push(Frame {
            function,
            base,
            back: pc,
        });
        self.next = Next::At(CallSite { function, pc });
    }

    /// Whether what is called is what was noted.
    fn calls(&self, step: &Step, callee: FnId) -> Checked {
        let first = step.tags.first().map(|(reg, _)| *reg);
        let by_value = [Op::call, Op::tail_call, Op::call_array].contains(&step.op);
        for note in &step.notes {
            let same = match note {
                Note::Method(_, method) => *method == Method::Function(callee),
                Note::Found(_, _, function) if step.op.info().finds_callee() => *function == callee,
                Note::Init(reg, _, function) | Note::Bound(reg, function)
                    if by_value && Some(*reg) == first =>
                {
                    *function == callee
                }
                Note::Callee(reg, function) if by_value && Some(*reg) == first => {
                    *function == callee
                }
                _ => true,
            };
            must(same, "it calls another function than it notes")?;
        }
        Ok(())
    }

    /// After an instruction that went through.
    fn write(&mut self, instruction: &Instruction<'_>, base: u32, results: &[Tag]) -> Checked {
        let mut results = results.iter();
        let mut enough = true;
        let mut done = Vec::new();
        instruction.registers(self.arity(), |access, first, _| done.push((access, first)));
        for (access, first) in done {
            let home = base + u32::from(first.0);
            match access {
                Access::Read => {}
                Access::Iterate | Access::Begin => {
                    self.known.remove(&home);
                    self.known.remove(&(home + 1));
                }
                Access::Clobber => self.lose(home),
                Access::Write => match results.next() {
                    Some(tag) => {
                        self.known.insert(home, *tag);
                    }
                    None => enough = false,
                },
            }
        }
        must(
            enough && results.next().is_none(),
            "its results are not those of what it writes",
        )
    }

    fn thrown(&mut self, site: CallSite, up: u16, instruction: &Instruction<'_>) -> Checked {
        let left = self.frames.len().saturating_sub(usize::from(up));
        self.frames.truncate(left);
        let Some(catching) = self.frames.last().copied() else {
            self.next = Next::Outside(site);
            return Ok(());
        };
        must(
            catching.function == site.function,
            "the handler is of another frame",
        )?;
        let thrower = if up == 0 {
            *instruction
        } else {
            let back = CallSite {
                function: catching.function,
                pc: catching.back,
            };
            call_before(self.program, back).ok_or("no call waits for it")?
        };
        let handler = function(self.program, site.function)?.handler(thrower.pc);
        must(
            handler.is_some_and(|handler| handler.target == site.pc),
            "no such handler is around it",
        )?;
        if let Some(window) = window(&thrower) {
            self.lose(catching.base + window);
        }
        self.next = Next::At(site);
        Ok(())
    }

    fn end(&self, recording: &Recording) -> Checked {
        let follows = |site: CallSite| match self.next {
            Next::At(next) | Next::Outside(next) => next == site,
            Next::Anywhere => true,
        };
        let anchors = self.frames.len() == 1;
        match recording.finish {
            Finish::Anchor => must(
                anchors && !recording.steps.is_empty() && follows(recording.anchor.site),
                "it does not end at its anchor",
            ),
            Finish::Left(site) => {
                let comes_back = self.next == Next::At(recording.anchor.site);
                must(
                    self.frames.len() <= 1 && follows(site) && !(anchors && comes_back),
                    "it does not leave its anchor",
                )
            }
            // What was skipped is cut anywhere; and what is cut at its first instruction, before that.
            Finish::Cut(Cut::Inner | Cut::Missed | Cut::Ended, _) => Ok(()),
            Finish::Cut(_, site) => must(follows(site), "it was cut elsewhere"),
        }
    }
}

fn function(program: &Program, id: FnId) -> Result<&Function, &'static str> {
    let function = program.functions.get(id.index());
    function.map(AsRef::as_ref).ok_or("there is no function")
}

/// The first register of a call's window.
fn window(instruction: &Instruction<'_>) -> Option<u32> {
    let window = instruction.operand(OperandKind::Call);
    let bits = window
        .or_else(|| instruction.operand(OperandKind::StaticCall))
        .or_else(|| instruction.operand(OperandKind::Free))?;
    Some(bits / 16)
}

/// How far behind a waiting frame's window its callee's begins.
fn waiting(program: &Program, caller: &Frame) -> Result<u32, &'static str> {
    let back = CallSite {
        function: caller.function,
        pc: caller.back,
    };
    let call = call_before(program, back).ok_or("no call waits for it")?;
    // The slot in front of the callee's window is its own.
    Ok(window(&call).ok_or("no call waits for it")? + 1)
}

/// The call that ends at a place.
fn call_before(program: &Program, back: CallSite) -> Option<Instruction<'_>> {
    let code = &program.functions.get(back.function.index())?.code;
    instructions(code).find(|i| i.end() == back.pc)
}
