//! A graph: SSA over blocks with parameters.
//!
//! ```text
//! graph t1 loop f0@4
//!   entry:
//!     %0: any = reg r1
//!     %1: int = guard_tag int, %0, s0
//!     jump b1(%1)
//!   b1(%2: int):
//!     safepoint s1
//!     ...
//!   s0: f0@4 r1=home
//!   s1: f0@4 r1=%2
//! ```
//!
//! Values are numbered through the graph; each is a block's parameter or the result of one instruction. An
//! instruction lies in its block by value: passes make new graphs and never edit one in place, so nothing has to be
//! found again after a change.
//!
//! Invariant, kept by the builder, the parser and every pass (see [`Graph::compact`]): values are numbered in the order
//! in which they are printed, snapshots in the order of their first use, and every block can be reached. So two graphs
//! are the same if they are equal.

use super::effects::{Classes, Effects, Mark};
use super::helper::Helper;
use super::operand::{Arg, OperandKind};
use super::sunk::Sunk;
use super::table::{IrOp, ResultType};
use super::types::Type;
use crate::index::{BlockId, ExitId, FnId, Pc, Ref, Reg, SnapId, TreeId};

/// What a graph is entered for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// A loop header.
    Loop,
    /// A function's entry.
    Function,
    /// An exit of another graph, whose path goes on here.
    Piece,
}

/// A frame that is there when the graph is entered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EntryFrame {
    /// Its function.
    pub function: FnId,
    /// Where it is: of the innermost frame the instruction to execute, of the others where they go on.
    pub pc: Pc,
    /// Where its window begins, in registers from its caller's; 0 for the outermost.
    pub window: u32,
}

/// See the module's documentation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Graph {
    /// Its tree.
    pub tree: TreeId,
    /// What it is entered for.
    pub anchor: Anchor,
    /// The frames at its entry, outermost first; at least one.
    pub frames: Vec<EntryFrame>,
    /// Instructions whose guards stay with them, by rising number: elsewhere they failed too often.
    pub pinned: Vec<Spot>,
    /// The blocks; the first is the entry and has no parameters.
    pub blocks: Vec<Block>,
    /// The types of all values.
    pub types: Vec<Type>,
    /// The snapshots.
    pub snapshots: Vec<Snapshot>,
}

/// A basic block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Its parameters.
    pub params: Vec<Ref>,
    /// Its instructions.
    pub insts: Vec<Inst>,
    /// How it ends.
    pub end: End,
}

/// An instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inst {
    /// What it does: its row in the table.
    pub op: IrOp,
    /// Its arguments in the order of the row's operands; those of a `Rest` stand among them one by one.
    pub args: Vec<Arg>,
    /// Its result, if the row has one.
    pub result: Option<Ref>,
}

/// An edge to a block, with the values of its parameters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edge {
    /// The block.
    pub to: BlockId,
    /// The parameters' values; without the first if the end of the block provides it.
    pub args: Vec<Arg>,
}

/// How a block ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum End {
    /// Goes to a block.
    Jump(Edge),
    /// Goes to the first block if the bool is true, else to the second.
    Branch(Arg, Edge, Edge),
    /// Returns the value from the outermost frame.
    Return(Arg),
    /// Leaves.
    Exit(SnapId),
    /// Leaves with the value thrown at the snapshot's place.
    Throw(Arg, SnapId),
    /// A helper that may throw to a handler in the graph.
    Invoke(Invoke),
}

/// See [`End::Invoke`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invoke {
    /// The meaning.
    pub helper: Helper,
    /// What it is of.
    pub args: Vec<Arg>,
    /// The state before it: where a fault happens, and where to leave when the heap is full.
    pub snap: SnapId,
    /// Where its result, as the first parameter, goes.
    pub ok: Edge,
    /// Where the error value, as the first parameter, goes if it faults.
    pub handler: Edge,
}

/// What an interpreter must be told to go on where a graph was left: the frames, outermost first.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Snapshot {
    /// At least one.
    pub frames: Vec<SnapFrame>,
    /// Objects that whoever leaves makes: see [`super::sunk`].
    pub objects: Vec<Sunk>,
    /// Of guards that were moved here from an instruction further on: that instruction.
    pub early: Option<Spot>,
}

/// An instruction of a function, in whatever frames it runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Spot {
    /// The function.
    pub function: FnId,
    /// The instruction.
    pub pc: Pc,
}

/// A frame of a snapshot.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SnapFrame {
    /// Its function.
    pub function: FnId,
    /// Of the innermost frame the instruction to execute, of the others where they go on when the next one returns.
    pub pc: Pc,
    /// Where its window begins, in registers from its caller's; 0 for the outermost.
    pub window: u32,
    /// The called value, which lies in front of the window; `None` if nobody looks for it or it lies there already.
    pub callee: Option<Arg>,
    /// The live registers, by rising number.
    pub registers: Vec<(Reg, Slot)>,
}

/// Where the value of a live register is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Slot {
    /// This value or constant, to be written.
    Value(Arg),
    /// In its home register already.
    Home,
}

/// A place where a graph can be left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exit {
    /// Its block.
    pub block: BlockId,
    /// The number of its instruction in the block; the number of instructions for the block's end.
    pub at: usize,
    /// Its snapshot.
    pub snap: SnapId,
}

impl Inst {
    /// Its snapshot, if it may leave.
    pub fn snap(&self) -> Option<SnapId> {
        match self.args.last() {
            Some(Arg::Snap(snap)) => Some(*snap),
            _ => None,
        }
    }

    /// The values and constants among its arguments, each with the type that it must be of.
    pub fn values(&self) -> impl Iterator<Item = (Arg, Type)> {
        self.kinds().filter_map(|(arg, kind)| match kind {
            OperandKind::Value(wanted) => Some((arg, wanted)),
            OperandKind::Rest => Some((arg, Type::Any)),
            _ => None,
        })
    }

    /// Its arguments, each with the operand that it is for. The number of arguments must be right.
    pub fn kinds(&self) -> impl Iterator<Item = (Arg, OperandKind)> {
        let operands = self.op.row().operands;
        let rest = operands.iter().position(|o| o.kind == OperandKind::Rest);
        let many = (self.args.len() + 1).saturating_sub(operands.len());
        self.args.iter().enumerate().map(move |(n, arg)| {
            let operand = match rest {
                Some(rest) if n >= rest + many => n + 1 - many,
                Some(rest) if n >= rest => rest,
                _ => n,
            };
            (*arg, operands[operand].kind)
        })
    }

    /// The argument of that number; the number 0 if there is none.
    pub fn arg(&self, n: usize) -> Arg {
        self.args.get(n).copied().unwrap_or(Arg::Number(0))
    }

    /// What a `Rest` among its operands stands for.
    pub fn rest(&self) -> &[Arg] {
        let operands = self.op.row().operands;
        match operands.iter().position(|o| o.kind == OperandKind::Rest) {
            Some(first) => &self.args[first..self.args.len() + 1 + first - operands.len()],
            None => &[],
        }
    }

    /// Whether it has as many arguments as its row has operands, each of the right kind.
    pub fn has_its_operands(&self) -> bool {
        let operands = self.op.row().operands;
        let many = operands.iter().any(|o| o.kind == OperandKind::Rest);
        let count = self.args.len();
        let right = if many {
            count + 1 >= operands.len()
        } else {
            count == operands.len()
        };
        right && self.kinds().all(|(arg, kind)| arg.is_of(kind))
    }

    /// The helper, if it calls one.
    pub fn helper(&self) -> Option<Helper> {
        match (self.op, self.args.first()) {
            (IrOp::call_runtime, Some(Arg::Helper(helper))) => Some(*helper),
            _ => None,
        }
    }

    /// What it does to memory.
    pub fn effects(&self) -> Effects {
        let own = self.op.row().effects();
        match self.helper() {
            Some(helper) => own.union(helper.effects()),
            None => own,
        }
    }

    /// Whether it need not be executed if its result is not used.
    pub fn is_droppable(&self) -> bool {
        let row = self.op.row();
        let nothing_else = !row.exits() && self.effects().is_read_only();
        row.result != ResultType::None && (nothing_else || row.is(Mark::Droppable))
    }

    /// The type of its result.
    pub fn result_type(&self) -> Option<Type> {
        match (self.op.row().result, self.args.first()) {
            (ResultType::None, _) => None,
            (ResultType::Is(known), _) => Some(known),
            (ResultType::Named, Some(Arg::Tag(tag))) => Some(Type::Tag(*tag)),
            (ResultType::Named, _) => Some(Type::Any),
        }
    }
}

impl End {
    /// The edges that leave the block.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        let (a, b) = match self {
            End::Jump(edge) => (Some(edge), None),
            End::Branch(_, yes, no) => (Some(yes), Some(no)),
            End::Invoke(invoke) => (Some(&invoke.ok), Some(&invoke.handler)),
            End::Return(_) | End::Exit(_) | End::Throw(..) => (None, None),
        };
        a.into_iter().chain(b)
    }

    /// The edges that leave the block, to be changed.
    pub fn edges_mut(&mut self) -> impl Iterator<Item = &mut Edge> {
        let (a, b) = match self {
            End::Jump(edge) => (Some(edge), None),
            End::Branch(_, yes, no) => (Some(yes), Some(no)),
            End::Invoke(invoke) => (Some(&mut invoke.ok), Some(&mut invoke.handler)),
            End::Return(_) | End::Exit(_) | End::Throw(..) => (None, None),
        };
        a.into_iter().chain(b)
    }

    /// The values that it uses itself, those of its edges aside.
    pub fn own_values(&self) -> Vec<Arg> {
        match self {
            End::Jump(_) | End::Exit(_) => Vec::new(),
            End::Branch(value, ..) | End::Return(value) | End::Throw(value, _) => vec![*value],
            End::Invoke(invoke) => invoke.args.clone(),
        }
    }

    /// Changes every value that it uses, those of its edges included.
    pub fn map_values(&mut self, mut map: impl FnMut(Arg) -> Arg) {
        match self {
            End::Jump(_) | End::Exit(_) => {}
            End::Branch(value, ..) | End::Return(value) | End::Throw(value, _) => {
                *value = map(*value);
            }
            End::Invoke(invoke) => invoke.args.iter_mut().for_each(|arg| *arg = map(*arg)),
        }
        for edge in self.edges_mut() {
            edge.args.iter_mut().for_each(|arg| *arg = map(*arg));
        }
    }

    /// Its snapshot, if it may leave with one.
    pub fn snap(&self) -> Option<SnapId> {
        match self {
            End::Exit(snap) | End::Throw(_, snap) => Some(*snap),
            End::Invoke(invoke) => Some(invoke.snap),
            End::Jump(_) | End::Branch(..) | End::Return(_) => None,
        }
    }

    /// Changes its snapshot.
    pub fn map_snap(&mut self, map: impl FnOnce(SnapId) -> SnapId) {
        match self {
            End::Exit(snap) | End::Throw(_, snap) => *snap = map(*snap),
            End::Invoke(invoke) => invoke.snap = map(invoke.snap),
            End::Jump(_) | End::Branch(..) | End::Return(_) => {}
        }
    }

    /// Whether the end provides the first parameter of the blocks it goes to.
    pub fn provides_first(&self) -> bool {
        matches!(self, End::Invoke(_))
    }

    /// What it does to memory.
    pub fn effects(&self) -> Effects {
        match self {
            End::Invoke(invoke) => invoke.helper.effects(),
            _ => Effects::PURE,
        }
    }
}

impl Snapshot {
    /// The instruction that its exits belong to.
    pub fn spot(&self) -> Option<Spot> {
        let inner = self.frames.last();
        self.early.or(inner.map(|frame| Spot {
            function: frame.function,
            pc: frame.pc,
        }))
    }

    /// What its frames hold: values, constants and objects.
    pub fn slots(&self) -> impl Iterator<Item = Arg> {
        self.frames.iter().flat_map(|frame| {
            let slots = frame.registers.iter().filter_map(|(_, slot)| match slot {
                Slot::Value(arg) => Some(*arg),
                Slot::Home => None,
            });
            frame.callee.into_iter().chain(slots)
        })
    }

    /// The same, to be changed.
    pub fn slots_mut(&mut self, mut change: impl FnMut(&mut Arg)) {
        for frame in &mut self.frames {
            frame.callee.iter_mut().for_each(&mut change);
            for (_, slot) in &mut frame.registers {
                if let Slot::Value(arg) = slot {
                    change(arg);
                }
            }
        }
    }

    /// Every value and constant in it: those of its frames, then those of its objects.
    pub fn values(&self) -> impl Iterator<Item = Arg> {
        let parts = self.objects.iter().flat_map(Sunk::named);
        let all = self.slots().chain(parts.filter_map(|part| part.arg()));
        all.filter(|arg| !matches!(arg, Arg::Sunk(_)))
    }

    /// Changes every value and constant in it.
    pub fn map_values(&mut self, mut map: impl FnMut(Arg) -> Arg) {
        let mut change = |arg: &mut Arg| {
            if !matches!(arg, Arg::Sunk(_)) {
                *arg = map(*arg);
            }
        };
        self.slots_mut(&mut change);
        for object in &mut self.objects {
            object.named_mut(&mut change);
        }
    }

    /// Its frames, each with the home register of its first register.
    pub fn bases(&self) -> impl Iterator<Item = (u32, &SnapFrame)> {
        let mut base = 0u32;
        self.frames.iter().map(move |frame| {
            base = base.saturating_add(frame.window);
            (base, frame)
        })
    }

    /// Whether it relies on what the home register holds.
    pub fn relies_on_home(&self, home: u32) -> bool {
        self.bases().any(|(base, frame)| {
            frame.registers.iter().any(|(reg, slot)| {
                *slot == Slot::Home && base.checked_add(u32::from(reg.0)) == Some(home)
            })
        })
    }
}

impl Graph {
    /// How many of its instructions and ends may allocate.
    pub fn allocations(&self) -> usize {
        let new = |effects: Effects| effects.writes.meets(Classes::ALLOCATION);
        let in_block = |block: &Block| {
            let insts = block.insts.iter().filter(|inst| new(inst.effects()));
            insts.count() + usize::from(new(block.end.effects()))
        };
        self.blocks.iter().map(in_block).sum()
    }

    /// The block.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.index()]
    }

    /// All blocks with their ids.
    pub fn block_ids(&self) -> impl Iterator<Item = BlockId> + use<> {
        (0..self.blocks.len() as u32).map(BlockId)
    }

    /// The snapshot.
    pub fn snapshot(&self, id: SnapId) -> &Snapshot {
        &self.snapshots[id.index()]
    }

    /// The type of a value or a constant; `any` for an argument that is neither.
    pub fn type_of(&self, arg: Arg) -> Type {
        match arg {
            Arg::Ref(value) => self.types[value.index()],
            Arg::Const(constant) => Type::Tag(constant.tag()),
            _ => Type::Any,
        }
    }

    /// All exits, by their ids.
    pub fn exits(&self) -> Vec<Exit> {
        let mut exits = Vec::new();
        for block in self.block_ids() {
            let body = self.block(block);
            let snaps = body.insts.iter().map(Inst::snap);
            for (at, snap) in snaps.chain([body.end.snap()]).enumerate() {
                exits.extend(snap.map(|snap| Exit { block, at, snap }));
            }
        }
        exits
    }

    /// The exit of an instruction (or, behind the last, the end) of a block.
    pub fn exit_at(&self, block: BlockId, at: usize) -> Option<ExitId> {
        let exits = self.exits();
        let found = exits.iter().position(|e| e.block == block && e.at == at);
        found.map(|n| ExitId(n as u32))
    }
}
