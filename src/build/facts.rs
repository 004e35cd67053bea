//! What the builder knows of functions, and what it has learned from the builds that it gave up.
//!
//! ```text
//! f0@4   live: r0 r1 r3      needed: r0 r1        r3 is only moved and printed: its tag is in no key
//! ```
//!
//! A register is *needed* if some instruction of its function does something with it that depends on its tag. That is coarser
//! than what is needed from one place on, and cheap: temporaries seldom live where ways meet.
//!
//! Invariant: what was learned only grows, so that building ends.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::bytecode::code::{Access, Instruction, decode, instructions};
use crate::bytecode::liveness::Liveness;
use crate::bytecode::{Function, Op, OperandKind, Program};
use crate::index::{CtxId, FnId, Pc, Reg};
use crate::trace::{Place, Tree};

/// A register, or the slot of a called value, that lives at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Home {
    /// Its number, counted from the outermost frame's first register; -1 is the slot in front of that.
    pub home: i64,
    /// Whether its tag matters.
    pub needed: bool,
}

/// See the module's documentation.
pub(super) struct Facts<'p> {
    pub program: &'p Program,
    needed: BTreeMap<FnId, Vec<bool>>,
    homes: BTreeMap<Place, Rc<Vec<Home>>>,
    /// Homes that are carried with their tag at a place.
    pub widened: BTreeSet<(Place, i64)>,
    /// Places that are not gone on from, since they would make the graph irreducible.
    pub stops: BTreeSet<Place>,
    /// Places that turned out to be headers.
    pub headers: BTreeSet<Place>,
}

impl<'p> Facts<'p> {
    pub fn new(program: &'p Program) -> Facts<'p> {
        Facts {
            program,
            needed: BTreeMap::new(),
            homes: BTreeMap::new(),
            widened: BTreeSet::new(),
            stops: BTreeSet::new(),
            headers: BTreeSet::new(),
        }
    }

    pub fn function(&self, id: FnId) -> &'p Function {
        &self.program.functions[id.index()]
    }

    fn liveness(&self, id: FnId) -> &'p Liveness {
        self.function(id).liveness(self.program)
    }

    /// Whether the tag of the function's register matters anywhere.
    pub fn needs(&mut self, function: FnId, reg: Reg) -> bool {
        let program = self.program;
        let body = self.function(function);
        let known = self.needed.entry(function);
        let known = known.or_insert_with(|| needed(program, body));
        known.get(reg.index()) == Some(&true)
    }

    /// Whether the function looks at the value it was called as.
    pub fn wants_callee(&self, function: FnId) -> bool {
        self.function(function).captures > 0
    }

    /// What lives before an instruction of the innermost frame.
    pub fn live(&self, function: FnId, pc: Pc) -> Vec<Reg> {
        self.liveness(function).before(pc).iter().collect()
    }

    /// What lives in a frame while a callee runs.
    pub fn live_across(&self, function: FnId, call: Pc) -> Vec<Reg> {
        let body = self.function(function);
        let live = decode(&body.code, call).map(|call| self.liveness(function).across(body, &call));
        live.unwrap_or_default().iter().collect()
    }

    /// All that lives at a place, in all its frames, by rising number.
    pub fn homes(&mut self, tree: &Tree, place: Place) -> Rc<Vec<Home>> {
        if let Some(homes) = self.homes.get(&place) {
            return homes.clone();
        }
        let mut homes: BTreeMap<i64, bool> = BTreeMap::new();
        for (ctx, live) in self.frames(tree, place) {
            let context = *tree.context(ctx);
            let base = i64::from(context.base);
            if self.wants_callee(context.function) {
                homes.entry(base - 1).or_insert(false);
            }
            for reg in live {
                let needed = self.needs(context.function, reg);
                // An inner frame's window begins inside its caller's: what it holds there is its own.
                homes.insert(base + i64::from(reg.0), needed);
            }
        }
        let homes: Vec<Home> = homes
            .into_iter()
            .map(|(home, needed)| Home { home, needed })
            .collect();
        let homes = Rc::new(homes);
        self.homes.insert(place, homes.clone());
        homes
    }

    /// The frames at a place, outermost first, with what lives in each.
    pub fn frames(&mut self, tree: &Tree, place: Place) -> Vec<(CtxId, Vec<Reg>)> {
        let chain = tree.chain(place.ctx);
        let mut frames = Vec::with_capacity(chain.len());
        for (n, ctx) in chain.iter().enumerate() {
            let function = tree.context(*ctx).function;
            let live = match chain
                .get(n + 1)
                .and_then(|inner| tree.context(*inner).caller)
            {
                Some(caller) => self.live_across(function, caller.call),
                None => self.live(function, place.pc),
            };
            frames.push((*ctx, live));
        }
        frames
    }
}

/// The register that a call writes.
pub(super) fn destination(call: &Instruction<'_>) -> Option<Reg> {
    let dst = call.operand(OperandKind::Dst)?;
    Some(Reg(dst as u16 / 16))
}

/// Which registers' tags matter: those that an instruction reads otherwise than to pass them on, and those moved there.
fn needed(program: &Program, function: &Function) -> Vec<bool> {
    let mut needed = vec![false; function.registers as usize];
    let mut moves = Vec::new();
    let arity = |id: FnId| program.functions[id.index()].params.registers() as usize;
    for instruction in instructions(&function.code) {
        match instruction.op {
            Op::mov => {
                let reg = |kind| instruction.operand(kind).map(|bits| bits as usize / 16);
                moves.extend(reg(OperandKind::Dst).zip(reg(OperandKind::Src)));
            }
            Op::set_global | Op::set_shared | Op::cell | Op::throw | Op::rethrow => {}
            _ => instruction.registers(arity, |access, first, count| {
                if matches!(access, Access::Read | Access::Iterate) {
                    let last = (first.index() + count).min(needed.len());
                    needed[first.index().min(last)..last].fill(true);
                }
            }),
        }
    }
    let mut grew = true;
    while grew {
        grew = false;
        for (dst, src) in &moves {
            if needed[*dst] && !needed[*src] {
                needed[*src] = true;
                grew = true;
            }
        }
    }
    needed
}
