//! Making graphs: a method for each instruction of the table.
//!
//! ```
//! use hivm::index::{FnId, Pc, Reg, TreeId};
//! use hivm::ir::{Anchor, EntryFrame, GraphBuilder, SnapFrame, Slot, Type, verify};
//! use hivm::value::Tag;
//!
//! let frame = EntryFrame { function: FnId(0), pc: Pc(4), window: 0 };
//! let mut b = GraphBuilder::new(TreeId(1), Anchor::Loop, vec![frame]);
//! let total = b.reg(1);
//! let s0 = b.snapshot(vec![SnapFrame::at(FnId(0), Pc(4)).with(Reg(1), Slot::Home)]);
//! let total = b.guard_tag(Tag::Int, total, s0);
//! let head = b.block(&[Type::INT]);
//! b.jump(head, &[total.into()]);
//! b.switch_to(head);
//! let total = b.params(head)[0];
//! let s1 = b.snapshot(vec![SnapFrame::at(FnId(0), Pc(4)).with(Reg(1), Slot::Value(total.into()))]);
//! b.safepoint(s1);
//! let next = b.add_ov(total, 1, s1);
//! b.jump(head, &[next.into()]);
//! let graph = b.finish()?;
//! verify(&graph).unwrap();
//! # Ok::<(), hivm::ir::Unfinished>(())
//! ```
//!
//! Invariant: what [`GraphBuilder::finish`] gives is compact. Types and dominance are the verifier's business.

use std::fmt;

use super::graph::{
    Anchor, Block, Edge, End, EntryFrame, Graph, Inst, Invoke, Slot, SnapFrame, Snapshot, Spot,
};
use super::helper::Helper;
use super::operand::{Arg, Form, kinds};
use super::table::IrOp;
use super::types::Type;
use crate::for_each_ir_op;
use crate::index::{
    BlockId, BuiltinId, ExitId, FnId, GlobalId, Pc, Ref, Reg, ShapeId, SnapId, SymbolId, TreeId,
};
use crate::value::Tag;

/// A graph under construction.
pub struct GraphBuilder {
    graph: Graph,
    ended: Vec<bool>,
    current: BlockId,
    /// The block in which the last snapshot was made.
    snapped: Option<BlockId>,
}

/// A block that was made has no end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unfinished(pub BlockId);

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "block {} has no end", self.0)
    }
}

impl std::error::Error for Unfinished {}

impl SnapFrame {
    /// The outermost frame of a snapshot, without live registers.
    pub fn at(function: FnId, pc: Pc) -> SnapFrame {
        SnapFrame {
            function,
            pc,
            window: 0,
            callee: None,
            registers: Vec::new(),
        }
    }

    /// The frame, with its window beginning so many registers after its caller's.
    pub fn window(mut self, window: u32) -> SnapFrame {
        self.window = window;
        self
    }

    /// The frame, with its called value.
    pub fn callee(mut self, callee: impl Into<Arg>) -> SnapFrame {
        self.callee = Some(callee.into());
        self
    }

    /// The frame, with a live register.
    pub fn with(mut self, reg: Reg, slot: Slot) -> SnapFrame {
        let place = self.registers.partition_point(|(r, _)| *r < reg);
        self.registers.insert(place, (reg, slot));
        self
    }
}

/// What the builder's method takes for an operand of the table that is no value.
pub trait Takes {
    /// Its type.
    type Given;
    /// Adds it to the arguments.
    fn put(given: Self::Given, args: &mut Vec<Arg>);
}

macro_rules! takes {
    ($($name:ident $given:ty => $arg:ident;)*) => {$(
        impl Takes for kinds::$name {
            type Given = $given;
            fn put(given: $given, args: &mut Vec<Arg>) {
                args.push(Arg::$arg(given));
            }
        }
    )*};
}

takes! {
    TagName Tag => Tag;
    Home u32 => Home;
    Shape ShapeId => Shape;
    Form Form => Form;
    Fn FnId => Fn;
    Native BuiltinId => Native;
    Global GlobalId => Global;
    Sym SymbolId => Sym;
    Number u32 => Number;
    Helper Helper => Helper;
    Tree TreeId => Tree;
    TreeExit ExitId => TreeExit;
    Snap SnapId => Snap;
}

macro_rules! given {
    (Any) => { impl Into<Arg> };
    (Data) => { impl Into<Arg> };
    (Int) => { impl Into<Arg> };
    (Float) => { impl Into<Arg> };
    (Bool) => { impl Into<Arg> };
    (Str) => { impl Into<Arg> };
    (Variant) => { impl Into<Arg> };
    (Array) => { impl Into<Arg> };
    (Hash) => { impl Into<Arg> };
    (Struct) => { impl Into<Arg> };
    (Closure) => { impl Into<Arg> };
    (Range) => { impl Into<Arg> };
    (Cell) => { impl Into<Arg> };
    (Generator) => { impl Into<Arg> };
    (Rest) => { &[Arg] };
    ($other:ident) => { <kinds::$other as Takes>::Given };
}

macro_rules! put {
    ($args:ident, $given:ident, Any) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Data) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Int) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Float) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Bool) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Str) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Variant) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Array) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Hash) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Struct) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Closure) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Range) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Cell) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Generator) => {
        $args.push($given.into())
    };
    ($args:ident, $given:ident, Rest) => {
        $args.extend_from_slice($given)
    };
    ($args:ident, $given:ident, $other:ident) => {
        <kinds::$other as Takes>::put($given, &mut $args)
    };
}

macro_rules! methods {
    ($($group:literal { $($doc:literal $name:ident($($arg:ident : $ty:ident),*) $(-> $result:ident)?
        [$($mark:ident $(($class:ident))?),*];)* })*) => {
        impl GraphBuilder {
            $($(
                #[doc = $doc]
                #[allow(unused_mut, clippy::vec_init_then_push)]
                pub fn $name(&mut self, $($arg: given!($ty)),*) $(-> returned!($result))? {
                    let mut args = Vec::new();
                    $(put!(args, $arg, $ty);)*
                    finish!(self.inst(IrOp::$name, args) $(, $result)?)
                }
            )*)*
        }
    };
}

macro_rules! returned {
    ($result:ident) => {
        Ref
    };
}

macro_rules! finish {
    ($push:expr) => {{
        let _ = $push;
    }};
    ($push:expr, $result:ident) => {
        // The row has a result.
        $push.unwrap_or_default()
    };
}

for_each_ir_op!(methods);

impl GraphBuilder {
    /// A graph with an entry block, which is the current one.
    pub fn new(tree: TreeId, anchor: Anchor, frames: Vec<EntryFrame>) -> GraphBuilder {
        let mut builder = GraphBuilder {
            graph: Graph {
                tree,
                anchor,
                frames,
                pinned: Vec::new(),
                blocks: Vec::new(),
                types: Vec::new(),
                snapshots: Vec::new(),
            },
            ended: Vec::new(),
            current: BlockId(0),
            snapped: None,
        };
        builder.block(&[]);
        builder
    }

    /// Keeps the guards of these instructions where they are.
    pub fn pin(&mut self, spots: impl IntoIterator<Item = Spot>) {
        self.graph.pinned.extend(spots);
        self.graph.pinned.sort_unstable();
        self.graph.pinned.dedup();
    }

    /// A new block with parameters of these types.
    pub fn block(&mut self, params: &[Type]) -> BlockId {
        let params = params.iter().map(|param| self.value(*param)).collect();
        self.graph.blocks.push(Block {
            params,
            insts: Vec::new(),
            end: End::Exit(SnapId(u32::MAX)),
        });
        self.ended.push(false);
        BlockId(self.ended.len() as u32 - 1)
    }

    /// Adds a parameter at the end of a block's; every edge to it must give a value.
    pub fn add_param(&mut self, block: BlockId, param: Type) -> Ref {
        let value = self.value(param);
        self.graph.blocks[block.index()].params.push(value);
        value
    }

    fn value(&mut self, value: Type) -> Ref {
        self.graph.types.push(value);
        Ref(self.graph.types.len() as u32 - 1)
    }

    /// The graph as it is now: blocks may have no end, and numbers are not the final ones.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Goes on at the end of that block.
    pub fn switch_to(&mut self, block: BlockId) {
        self.current = block;
    }

    /// The block that instructions go to.
    pub fn current(&self) -> BlockId {
        self.current
    }

    /// Whether the block has its end.
    pub fn is_ended(&self, block: BlockId) -> bool {
        self.ended[block.index()]
    }

    /// The parameters of a block.
    pub fn params(&self, block: BlockId) -> &[Ref] {
        &self.graph.blocks[block.index()].params
    }

    /// The type of a value or a constant.
    pub fn type_of(&self, arg: impl Into<Arg>) -> Type {
        self.graph.type_of(arg.into())
    }

    /// A snapshot of these frames, outermost first. An equal one that was made last, in the same block, is used again: in
    /// another block it may stand behind effects that the first one stands before.
    pub fn snapshot(&mut self, frames: Vec<SnapFrame>) -> SnapId {
        let snapshot = Snapshot {
            frames,
            objects: Vec::new(),
            early: None,
        };
        let here = self.snapped == Some(self.current);
        if !here || self.graph.snapshots.last() != Some(&snapshot) {
            self.graph.snapshots.push(snapshot);
            self.snapped = Some(self.current);
        }
        SnapId(self.graph.snapshots.len() as u32 - 1)
    }

    /// Adds an instruction to the current block; its result, if its row has one.
    pub fn inst(&mut self, op: IrOp, args: Vec<Arg>) -> Option<Ref> {
        let mut inst = Inst {
            op,
            args,
            result: None,
        };
        inst.result = inst.result_type().map(|result| self.value(result));
        let result = inst.result;
        self.graph.blocks[self.current.index()].insts.push(inst);
        result
    }

    /// Ends the current block.
    pub fn end(&mut self, end: End) {
        self.graph.blocks[self.current.index()].end = end;
        self.ended[self.current.index()] = true;
    }

    /// Ends the current block: goes to another.
    pub fn jump(&mut self, to: BlockId, args: &[Arg]) {
        self.end(End::Jump(edge(to, args)));
    }

    /// Ends the current block: goes to one of two others.
    pub fn branch(
        &mut self,
        condition: impl Into<Arg>,
        yes: (BlockId, &[Arg]),
        no: (BlockId, &[Arg]),
    ) {
        let (yes, no) = (edge(yes.0, yes.1), edge(no.0, no.1));
        self.end(End::Branch(condition.into(), yes, no));
    }

    /// Ends the current block: calls a meaning of the runtime, whose result or error value is the first parameter of
    /// the block it goes to.
    pub fn invoke(
        &mut self,
        helper: Helper,
        args: &[Arg],
        snap: SnapId,
        ok: (BlockId, &[Arg]),
        handler: (BlockId, &[Arg]),
    ) {
        self.end(End::Invoke(Invoke {
            helper,
            args: args.to_vec(),
            snap,
            ok: edge(ok.0, ok.1),
            handler: edge(handler.0, handler.1),
        }));
    }

    /// Ends the current block: returns from the outermost frame.
    pub fn return_value(&mut self, value: impl Into<Arg>) {
        self.end(End::Return(value.into()));
    }

    /// Ends the current block: leaves.
    pub fn exit(&mut self, snap: SnapId) {
        self.end(End::Exit(snap));
    }

    /// Ends the current block: leaves with the value thrown.
    pub fn throw(&mut self, value: impl Into<Arg>, snap: SnapId) {
        self.end(End::Throw(value.into(), snap));
    }

    /// The graph, compact.
    ///
    /// # Errors
    /// When a block has no end.
    pub fn finish(self) -> Result<Graph, Unfinished> {
        match self.ended.iter().position(|ended| !ended) {
            Some(block) => Err(Unfinished(BlockId(block as u32))),
            None => Ok(self.graph.compact()),
        }
    }
}

fn edge(to: BlockId, args: &[Arg]) -> Edge {
    let args = args.to_vec();
    Edge { to, args }
}
