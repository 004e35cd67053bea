//! From a graph to a module with one function: blocks, edges, and the cold blocks behind the exits.
//!
//! ```text
//! guard_true %6, s1        br i1 %6, label %next, label %x3, !prof
//!                          x3:  ...                                     bail_outs.rs
//! ```
//!
//! Invariant: blocks are written in dominator order, so that a value is there before it is asked for.

use std::cell::RefCell;
use std::collections::BTreeMap;

use inkwell::AddressSpace;
use inkwell::basic_block::BasicBlock;
use inkwell::builder::{Builder, BuilderError};
use inkwell::context::Context;
use inkwell::module::Module;
use inkwell::types::{BasicTypeEnum, FunctionType, IntType, PointerType, StructType};
use inkwell::values::{
    BasicValue, BasicValueEnum, FunctionValue, IntValue, MetadataValue, PhiValue, PointerValue,
};

use super::emit::{Item, Likely};
use super::entries::Entries;
use super::homes::Homes;
use super::memory::{Classes, Early, Memory};
use super::polls::{Polls, polls};
use super::rejected;
use super::typed::{self, Parameter};
use crate::index::{BlockId, ExitId, Ref, SnapId};
use crate::ir::{Arg, Cfg, Edge, End, Graph, Inst, Invoke, IrOp, Liveness, Type};
use crate::jit::exits::ExitTable;
use crate::jit::{Calls, Guards, NativeState, Refusal, Tier};
use crate::value::{Tag, Value};

pub(super) type Lowered<T> = Result<T, Refusal>;

impl From<BuilderError> for Refusal {
    fn from(error: BuilderError) -> Refusal {
        Refusal::Rejected(error.to_string())
    }
}

/// A graph on its way into a module.
pub(super) struct Lowering<'g, 'c> {
    pub graph: &'g Graph,
    pub guards: Guards,
    pub calls: Calls,
    pub tier: Tier,
    pub table: &'g ExitTable,
    pub context: &'c Context,
    pub module: Module<'c>,
    pub builder: Builder<'c>,
    /// What others enter.
    pub entry: FunctionValue<'c>,
    /// What is written: the same, or the second entry.
    pub function: FunctionValue<'c>,
    /// What the second entry is called with, if there is one.
    pub parameters: Vec<Parameter>,
    pub word: IntType<'c>,
    pub pointer: PointerType<'c>,
    pub state: PointerValue<'c>,
    pub base: PointerValue<'c>,
    /// The first frame that is free.
    pub frame: PointerValue<'c>,
    /// What the code of graphs is.
    pub code_type: FunctionType<'c>,
    /// Where values are put together for helpers.
    pub buffer: PointerValue<'c>,
    /// Its size.
    pub buffer_bytes: usize,
    /// The most values that are homeless at a call.
    pub most_homeless: usize,
    /// Where functions begin, by number, if that is known.
    pub entry_points: &'g [usize],
    /// By block, what its safepoint looks at.
    polls: Vec<Polls>,
    /// Branch weights: the first way, the second way.
    pub weights: (MetadataValue<'c>, MetadataValue<'c>),
    pub values: Vec<Option<Item<'c>>>,
    /// Classes of memory.
    pub classes: Classes<'c>,
    pub prologue: BasicBlock<'c>,
    pub early: RefCell<Early<'c>>,
    /// What is known of entries of hashes.
    pub entries: Entries,
    blocks: Vec<BasicBlock<'c>>,
    phis: Vec<Vec<Phi<'c>>>,
    exits: BTreeMap<(BlockId, usize), ExitId>,
    /// The blocks behind the exits that are taken from somewhere.
    pub stubs: BTreeMap<ExitId, BasicBlock<'c>>,
    /// What home registers hold.
    pub homes: Homes,
    /// What a call has just answered, if the guard behind it is written already.
    pub guarded: Option<Item<'c>>,
    /// Where code is left because a callee was.
    pub unwinding: Option<BasicBlock<'c>>,
    /// What lives across each instruction that may collect.
    live: BTreeMap<(BlockId, usize), Vec<Arg>>,
    /// The block and the instruction that are written.
    place: (BlockId, usize),
}

/// A block's parameter.
#[derive(Clone, Copy)]
enum Phi<'c> {
    One(PhiValue<'c>),
    Any(PhiValue<'c>, PhiValue<'c>),
}

/// Writes a verified graph as a function of that name.
///
/// The module has its data layout already: alignments depend on it.
pub(super) fn lower<'c>(
    (context, module): (&'c Context, Module<'c>),
    (graph, table, entry_points): (&Graph, &ExitTable, &[usize]),
    name: &str,
    how: (Guards, Calls, Tier),
) -> Lowered<Module<'c>> {
    let mut lowering = Lowering::new((context, module), (graph, table), name, how)?;
    lowering.entry_points = entry_points;
    let order = Cfg::of(graph).dominator_order();
    for block in &order {
        lowering.declare(*block)?;
    }
    lowering.guard_machine_stack()?;
    lowering.jump(lowering.blocks[0])?;
    for block in order {
        lowering.body(block)?;
    }
    lowering.bail_outs()?;
    lowering.first_entry()?;
    Ok(lowering.module)
}

impl<'g, 'c> Lowering<'g, 'c> {
    fn new(
        (context, module): (&'c Context, Module<'c>),
        (graph, table): (&'g Graph, &'g ExitTable),
        name: &str,
        (guards, calls, tier): (Guards, Calls, Tier),
    ) -> Lowered<Self> {
        let (word, pointer) = (
            context.i64_type(),
            context.ptr_type(AddressSpace::default()),
        );
        let answer = context.struct_type(&[word.into(), word.into()], false);
        let code_type = answer.fn_type(&[pointer.into(); 3], false);
        let entry = module.add_function(name, code_type, None);
        let parameters = typed::parameters(graph, calls);
        let function = match parameters.is_empty() {
            true => entry,
            false => typed::declare((context, &module), answer, name, &parameters),
        };
        let builder = context.create_builder();
        let prologue = context.append_basic_block(function, "prologue");
        builder.position_at_end(prologue);
        let parameter = |n, name: &str| match function.get_nth_param(n) {
            Some(it) => {
                it.set_name(name);
                Ok(it.into_pointer_value())
            }
            None => Err(rejected("a parameter is missing")),
        };
        let (state, base) = (parameter(0, "state")?, parameter(1, "base")?);
        let frame = parameter(2, "frame")?;

        let live = live(graph);
        let room = buffer_length(graph, calls, &live);
        let buffer_bytes = room * size_of::<Value>();
        let room = word.array_type(2 * room as u32);
        let buffer = builder.build_alloca(room, "buffer")?;
        if let Some(inst) = buffer.as_instruction_value() {
            inst.set_alignment(16).map_err(|_| rejected("alignment"))?;
        }
        let weight = |first: u64, second: u64| {
            let i32_type = context.i32_type();
            let name = context.metadata_string("branch_weights");
            let numbers = [first, second].map(|n| i32_type.const_int(n, false).into());
            context.metadata_node(&[name.into(), numbers[0], numbers[1]])
        };
        let exits = graph.exits();
        let exits = (0..)
            .zip(&exits)
            .map(|(n, exit)| ((exit.block, exit.at), ExitId(n)));
        Ok(Lowering {
            graph,
            guards,
            calls,
            tier,
            table,
            context,
            builder,
            entry,
            function,
            parameters,
            word,
            pointer,
            state,
            base,
            frame,
            code_type,
            buffer,
            buffer_bytes,
            most_homeless: most_homeless(graph, calls, &live),
            entry_points: &[],
            polls: polls(graph, calls, tier),
            weights: (weight(2000, 1), weight(1, 2000)),
            values: vec![None; graph.types.len()],
            classes: Classes::new(context),
            prologue,
            early: RefCell::default(),
            entries: Entries::default(),
            blocks: Vec::new(),
            phis: vec![Vec::new(); graph.blocks.len()],
            exits: exits.collect(),
            stubs: BTreeMap::new(),
            homes: Homes::new(graph),
            guarded: None,
            unwinding: None,
            live,
            place: (BlockId(0), 0),
            module,
        })
    }

    /// Makes a block and its parameters.
    fn declare(&mut self, id: BlockId) -> Lowered<()> {
        if self.blocks.is_empty() {
            let names = self.graph.block_ids();
            self.blocks = names.map(|id| self.block(&format!("b{}", id.0))).collect();
        }
        let prologue = self.builder.get_insert_block();
        self.builder.position_at_end(self.blocks[id.index()]);
        for param in &self.graph.block(id).params {
            let name = format!("v{}", param.0);
            let known = self.graph.types[param.index()];
            let kind: BasicTypeEnum<'c> = match known {
                Type::Tag(Tag::Float) => self.context.f64_type().into(),
                Type::Tag(Tag::Bool) => self.context.bool_type().into(),
                _ => self.word.into(),
            };
            let phi = self.builder.build_phi(kind, &name)?;
            let value = phi.as_basic_value();
            let (phi, item) = match known {
                Type::Any => {
                    let tag = self.builder.build_phi(self.word, &format!("{name}.tag"))?;
                    let item = Item::Any(
                        tag.as_basic_value().into_int_value(),
                        value.into_int_value(),
                    );
                    (Phi::Any(tag, phi), item)
                }
                Type::Tag(Tag::Float) => (Phi::One(phi), Item::Float(value.into_float_value())),
                Type::Tag(Tag::Bool) => (Phi::One(phi), Item::Bool(value.into_int_value())),
                Type::Tag(_) | Type::Data => (Phi::One(phi), Item::Word(value.into_int_value())),
            };
            self.phis[id.index()].push(phi);
            self.values[param.index()] = Some(item);
        }
        if let Some(prologue) = prologue {
            self.builder.position_at_end(prologue);
        }
        Ok(())
    }

    fn body(&mut self, id: BlockId) -> Lowered<()> {
        self.builder.position_at_end(self.blocks[id.index()]);
        let graph = self.graph;
        let body = graph.block(id);
        self.homes.begin(id);
        self.entries = Entries::default();
        for (at, inst) in body.insts.iter().enumerate() {
            self.place = (id, at);
            if self.guards == Guards::Counted && inst.snap().is_some() && inst.op != IrOp::call {
                self.count_guard()?;
            }
            let item = self.instruction(inst)?;
            if inst.op != IrOp::call && inst.effects().writes.meets(crate::ir::Classes::CALL) {
                self.homes.lose_frames(0);
            }
            if inst.op == IrOp::call_tree {
                // Its exits have written homes.
                self.homes.lose(i64::MIN);
            }
            self.entries.note(inst);
            if let Some(result) = inst.result {
                self.values[result.index()] = item;
            }
        }
        if let End::Invoke(_) = &body.end {
            self.homes.lose_frames(0);
        }
        self.homes.end(id);
        self.place = (id, body.insts.len());
        self.end(&body.end)
    }

    fn end(&mut self, end: &End) -> Lowered<()> {
        match end {
            End::Jump(edge) => self.go(edge, None),
            End::Branch(condition, yes, no) => {
                let condition = self.boolean(*condition)?;
                // Edges of their own: both may go to one block with different values.
                let (first, second) = (self.block(""), self.block(""));
                self.branch(condition, first, second)?;
                self.builder.position_at_end(first);
                self.go(yes, None)?;
                self.builder.position_at_end(second);
                self.go(no, None)
            }
            End::Return(value) => {
                let (tag, payload) = self.pair(*value)?;
                self.answer(tag, payload)
            }
            End::Exit(_) => {
                let exit = self.exit_block()?;
                self.jump(exit)
            }
            End::Throw(value, _) => {
                let value = self.pair(*value)?;
                self.store_value(
                    self.state_field(NativeState::VALUE_OFFSET)?,
                    value,
                    Memory::State,
                )?;
                self.store(
                    self.state_field(NativeState::THROWS_OFFSET)?,
                    self.int(1),
                    Memory::State,
                )?;
                let exit = self.exit_block()?;
                self.jump(exit)
            }
            End::Invoke(invoke) => self.invoke(invoke),
        }
    }

    fn invoke(&mut self, invoke: &Invoke) -> Lowered<()> {
        let mut values = invoke.args.clone();
        values.extend(self.graph.snapshot(invoke.snap).values());
        let buffer = self.fill_buffer(&values)?;
        self.at_position()?;
        let (helper, exit) = (
            self.int(invoke.helper as i64),
            self.int(self.exit_here()?.0.into()),
        );
        let (count, all) = (
            self.int(invoke.args.len() as i64),
            self.int(values.len() as i64),
        );
        let args = [
            self.state.into(),
            helper.into(),
            exit.into(),
            buffer.into(),
            count.into(),
            all.into(),
        ];
        let answer = self.call("hivm_invoke", &args)?;
        self.guard_answer(answer)?;
        let first = self.answered()?;
        let (ok, handler) = (self.block(""), self.block(""));
        let faulted = self.same(answer, self.int(2))?;
        self.branch_likely(Likely::No, faulted, handler, ok)?;
        self.builder.position_at_end(ok);
        self.go(&invoke.ok, Some(first))?;
        self.builder.position_at_end(handler);
        self.go(&invoke.handler, Some(first))
    }

    /// Follows an edge; the first parameter's value may be the end's.
    fn go(&mut self, edge: &Edge, first: Option<Item<'c>>) -> Lowered<()> {
        let phis = self.phis[edge.to.index()].clone();
        let from = self.here()?;
        let mut phis = phis.into_iter();
        if let Some(Item::Any(tag, payload)) = first {
            match phis.next() {
                Some(Phi::Any(a, b)) => {
                    a.add_incoming(&[(&tag, from)]);
                    b.add_incoming(&[(&payload, from)]);
                }
                _ => return Err(rejected("the first parameter is not any")),
            }
        }
        for (phi, arg) in phis.zip(&edge.args) {
            match phi {
                Phi::Any(a, b) => {
                    let (tag, payload) = self.pair(*arg)?;
                    a.add_incoming(&[(&tag, from)]);
                    b.add_incoming(&[(&payload, from)]);
                }
                Phi::One(phi) => match self.item(*arg)? {
                    Item::Float(x) => phi.add_incoming(&[(&x, from)]),
                    Item::Word(n) | Item::Bool(n) => phi.add_incoming(&[(&n, from)]),
                    Item::Any(..) => return Err(rejected("a parameter wants a known tag")),
                },
            }
        }
        self.jump(self.blocks[edge.to.index()])
    }

    /// Ends the function with its two words.
    pub fn answer(&self, tag: IntValue<'c>, payload: IntValue<'c>) -> Lowered<()> {
        let words: [BasicValueEnum<'c>; 2] = [tag.into(), payload.into()];
        self.builder.build_aggregate_return(&words)?;
        Ok(())
    }

    /// What helpers and the code of graphs answer in two words.
    pub fn answer_type(&self) -> StructType<'c> {
        self.context
            .struct_type(&[self.word.into(), self.word.into()], false)
    }

    /// Leaves if the guard that is written is the one to fail.
    fn count_guard(&mut self) -> Lowered<()> {
        let place = self.state_field(NativeState::GUARDS_OFFSET)?;
        let left =
            self.builder
                .build_int_sub(self.load_word(place, Memory::State)?, self.int(1), "")?;
        self.store(place, left, Memory::State)?;
        self.guard_answer(left)
    }

    /// The exit of the instruction that is written.
    pub fn exit_here(&self) -> Lowered<ExitId> {
        self.exit_at(self.place)
    }

    /// The exit of an instruction of a block.
    pub fn exit_at(&self, place: (BlockId, usize)) -> Lowered<ExitId> {
        let exit = self.exits.get(&place);
        exit.copied()
            .ok_or_else(|| rejected("an instruction leaves that has no snapshot"))
    }

    /// Where the instruction that is written goes to leave.
    pub fn exit_block(&mut self) -> Lowered<BasicBlock<'c>> {
        self.exit_block_at(self.place)
    }

    /// Where an instruction of a block goes to leave.
    pub fn exit_block_at(&mut self, place: (BlockId, usize)) -> Lowered<BasicBlock<'c>> {
        let exit = self.exit_at(place)?;
        if let Some(stub) = self.stubs.get(&exit) {
            return Ok(*stub);
        }
        let stub = self.block(&format!("x{}", exit.0));
        self.stubs.insert(exit, stub);
        Ok(stub)
    }

    /// What a safepoint that is written looks at.
    pub fn polls_here(&self) -> Polls {
        self.polls[self.place.0.index()]
    }

    /// The place behind the instruction that is written.
    pub fn next_place(&self) -> (BlockId, usize) {
        (self.place.0, self.place.1 + 1)
    }

    /// What lives across the instruction that is written, and may refer to objects.
    pub fn live_here(&self) -> &[Arg] {
        self.live.get(&self.place).map_or(&[], Vec::as_slice)
    }

    /// What lives across the call that is written, may refer to an object, and is in no home.
    pub fn homeless_here(&self) -> Vec<Arg> {
        homeless(self.graph, &self.live, self.place)
    }

    /// The payload as it is stored: a float as it is, so that it need not change registers.
    pub fn stored(&self, arg: Arg) -> Lowered<inkwell::values::BasicValueEnum<'c>> {
        Ok(match self.item(arg)? {
            Item::Float(x) => x.as_basic_value_enum(),
            _ => self.payload(arg)?.as_basic_value_enum(),
        })
    }

    /// The address of a home register.
    pub fn home(&self, home: i64) -> Lowered<PointerValue<'c>> {
        self.behind(self.base, home * size_of::<Value>() as i64)
    }
}

/// What lives across each instruction that may collect.
fn live(graph: &Graph) -> BTreeMap<(BlockId, usize), Vec<Arg>> {
    let may_collect = |inst: &Inst| {
        matches!(
            inst.op,
            IrOp::safepoint | IrOp::guard_room | IrOp::call | IrOp::call_tree
        )
    };
    let mut live = BTreeMap::new();
    let liveness = Liveness::of(graph);
    for block in graph.block_ids() {
        for (at, inst) in graph.block(block).insts.iter().enumerate() {
            if may_collect(inst) {
                let across = liveness.across(graph, block, at);
                let refer = |value: &Ref| graph.types[value.index()].may_refer();
                let refs: Vec<Arg> = across.iter().filter(refer).map(Arg::Ref).collect();
                live.insert((block, at), refs);
            }
        }
    }
    live
}

/// The most values that an instruction puts together for its helper. In functions that call themselves each byte counts: they make the
/// stack that they walk.
fn buffer_length(
    graph: &Graph,
    calls: Calls,
    live: &BTreeMap<(BlockId, usize), Vec<Arg>>,
) -> usize {
    let mut most = 0;
    let named = |snap: Option<SnapId>| snap.map_or(0, |snap| graph.snapshot(snap).values().count());
    for block in graph.block_ids() {
        let body = graph.block(block);
        for (at, inst) in body.insts.iter().enumerate() {
            let roots = live.get(&(block, at)).map_or(0, Vec::len);
            most = most.max(match inst.op {
                IrOp::call if calls == Calls::Slots => 0,
                IrOp::call | IrOp::call_tree => inst.rest().len() + named(inst.snap()) + roots,
                _ => inst.rest().len() + roots,
            });
        }
        if let End::Invoke(invoke) = &body.end {
            most = most.max(invoke.args.len() + named(Some(invoke.snap)));
        }
    }
    most
}

/// What lives across a call, may refer to an object, and is in no home.
fn homeless(
    graph: &Graph,
    live: &BTreeMap<(BlockId, usize), Vec<Arg>>,
    (block, at): (BlockId, usize),
) -> Vec<Arg> {
    let snap = graph.block(block).insts[at].snap();
    let named: Vec<Arg> =
        snap.map_or_else(Vec::new, |snap| graph.snapshot(snap).values().collect());
    let roots = live.get(&(block, at)).map_or(&[][..], Vec::as_slice);
    let all = roots.iter().copied().filter(|it| !named.contains(it));
    all.collect()
}

/// The most values that are homeless at a call.
fn most_homeless(
    graph: &Graph,
    calls: Calls,
    live: &BTreeMap<(BlockId, usize), Vec<Arg>>,
) -> usize {
    let places = graph
        .block_ids()
        .flat_map(|block| (0..graph.block(block).insts.len()).map(move |at| (block, at)));
    let is_call = |place: &(BlockId, usize)| {
        let inst = &graph.block(place.0).insts[place.1];
        inst.op == IrOp::call && calls == Calls::Slots
    };
    let each = places
        .filter(is_call)
        .map(|place| homeless(graph, live, place).len());
    each.max().unwrap_or(0)
}

/// A word of the wanted width, for what only wants to be an operand.
pub(super) fn words<'c, const N: usize>(
    values: [IntValue<'c>; N],
) -> [inkwell::values::BasicMetadataValueEnum<'c>; N] {
    values.map(Into::into)
}
