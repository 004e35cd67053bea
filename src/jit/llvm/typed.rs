//! The second entry of a function that calls itself: what it is called with comes in registers of the processor, its tags known.
//!
//! ```text
//! t1(state, base, frame)              for everyone else: looks at the tags in the window, and leaves by the guard that fails
//!     -> t1.typed(state, base, frame, i64 %n, double %x)     the graph; the caller has written no home of n and x
//! ```
//!
//! The homes of these registers hold anything until somebody needs them: exits, and calls while the register lives, write them like those of
//! other registers. A collection looks at what lives in the graph, and what a home held before is an object that is not freed yet.
//!
//! Its convention saves nothing for the caller: whatever lives in a frame that waits is in its home or on the machine stack anyway, and most
//! calls of a recursive function are of its leaves, which need few registers.
//!
//! Invariant: what is entered here is the code that is in the function's slot, since slots change between runs of graphs only.

use inkwell::AddressSpace;
use inkwell::context::Context;
use inkwell::module::{Linkage, Module};
use inkwell::types::{BasicMetadataTypeEnum, StructType};
use inkwell::values::{
    BasicMetadataValueEnum, BasicValueEnum, FunctionValue, IntValue, PointerValue,
};

use super::emit::{Item, Likely};
use super::lower::{Lowered, Lowering};
use super::memory::Memory;
use super::rejected;
use crate::index::{BlockId, FnId, Ref};
use crate::ir::{Anchor, Arg, Graph, Inst, IrOp, Slot, Type};
use crate::jit::{Calls, LEFT, NativeState};
use crate::value::{Tag, Value};

/// The number of the calling convention that saves no registers, `preserve_nonecc`.
const PRESERVE_NONE: u32 = 21;

/// As many as go in registers of the processor together with what code is called with.
const MOST: usize = 6;

/// A register of the outermost frame whose tag is guarded at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter {
    pub home: i64,
    pub tag: Tag,
    /// What is read from it.
    value: Ref,
    /// Where the guard is among the instructions of the first block.
    at: usize,
}

/// The function that a graph is of, if its frame is entered at its start.
fn own_function(graph: &Graph) -> Option<FnId> {
    match (graph.anchor, &graph.frames[..]) {
        (Anchor::Function, [frame]) => Some(frame.function),
        _ => None,
    }
}

/// The parameters of the second entry; none if the graph needs none.
pub(super) fn parameters(graph: &Graph, calls: Calls) -> Vec<Parameter> {
    let Some(own) = own_function(graph).filter(|_| calls == Calls::Slots) else {
        return Vec::new();
    };
    let all = || graph.blocks.iter().flat_map(|block| &block.insts);
    let is_own = |inst: &&Inst| inst.op == IrOp::call && inst.args.first() == Some(&Arg::Fn(own));
    let (Some(entry), Some(_)) = (graph.blocks.first(), all().find(is_own)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, inst) in entry.insts.iter().enumerate() {
        let (IrOp::guard_tag, [Arg::Tag(tag), Arg::Ref(value), ..]) = (inst.op, &inst.args[..])
        else {
            continue;
        };
        let read = entry.insts.iter().find(|it| it.result == Some(*value));
        let Some([Arg::Home(home)]) = read.filter(|it| it.op == IrOp::reg).map(|it| &it.args[..])
        else {
            continue;
        };
        let home = i64::from(*home);
        // Nothing but the window itself is in the way of leaving by the guard before anything was done.
        let untouched = inst.snap().is_some_and(|snap| {
            let snapshot = graph.snapshot(snap);
            let mut slots = snapshot.frames.iter().flat_map(|frame| &frame.registers);
            snapshot.frames.len() == 1
                && snapshot.frames[0].callee.is_none()
                && snapshot.objects.is_empty()
                && slots.all(|(_, slot)| *slot == Slot::Home)
        });
        let writes =
            |it: &Inst| it.op == IrOp::set_reg && it.args.first() == Some(&Arg::Home(home as u32));
        let known = found.iter().any(|it: &Parameter| it.home == home);
        if untouched && !known && found.len() < MOST && !all().any(writes) {
            found.push(Parameter {
                home,
                tag: *tag,
                value: *value,
                at,
            });
        }
    }
    found
}

/// Adds the function of the second entry.
pub(super) fn declare<'c>(
    (context, module): (&'c Context, &Module<'c>),
    answer: StructType<'c>,
    name: &str,
    parameters: &[Parameter],
) -> FunctionValue<'c> {
    let pointer = context.ptr_type(AddressSpace::default());
    let mut types: Vec<BasicMetadataTypeEnum<'c>> = vec![pointer.into(); 3];
    types.extend(parameters.iter().map(|parameter| match parameter.tag {
        Tag::Float => BasicMetadataTypeEnum::from(context.f64_type()),
        _ => context.i64_type().into(),
    }));
    let name = format!("{name}.typed");
    let function = module.add_function(
        &name,
        answer.fn_type(&types, false),
        Some(Linkage::Internal),
    );
    function.set_call_conventions(PRESERVE_NONE);
    function
}

impl<'c> Lowering<'_, 'c> {
    /// What a register holds that came in a register of the processor.
    pub(super) fn passed(&self, home: i64) -> Option<Lowered<Item<'c>>> {
        let n = self.parameters.iter().position(|it| it.home == home)?;
        let tag = self.tag(self.parameters[n].tag);
        let value = self.function.get_nth_param(n as u32 + 3);
        let payload = match value {
            Some(BasicValueEnum::FloatValue(x)) => self
                .builder
                .build_bit_cast(x, self.word, "")
                .map(|bits| bits.into_int_value())
                .map_err(Into::into),
            Some(BasicValueEnum::IntValue(n)) => Ok(n),
            _ => Err(rejected("a parameter is missing")),
        };
        Some(payload.map(|payload| Item::Any(tag, payload)))
    }

    /// The value that belongs in a home that nobody has written, though the snapshot says that its register is there.
    pub(super) fn unwritten(&self, home: i64) -> Option<Arg> {
        let parameter = self.parameters.iter().find(|it| it.home == home)?;
        Some(Arg::Ref(parameter.value))
    }

    /// Whether a call can go to the second entry: it is the graph's own function, with the tags that this wants.
    pub(super) fn is_typed_call(&self, callee: FnId, arguments: &[Arg]) -> bool {
        let fits = |parameter: &Parameter| {
            let argument = arguments.get(parameter.home as usize + 1);
            argument.is_some_and(|it| self.graph.type_of(*it) == Type::Tag(parameter.tag))
        };
        !self.parameters.is_empty()
            && own_function(self.graph) == Some(callee)
            && self.parameters.iter().all(fits)
    }

    /// Whether the register of a callee's window is passed otherwise.
    pub(super) fn is_passed(&self, reg: i64) -> bool {
        self.parameters.iter().any(|it| it.home == reg)
    }

    /// Calls the second entry.
    pub(super) fn enter_typed(
        &self,
        base: PointerValue<'c>,
        frame: PointerValue<'c>,
        arguments: &[Arg],
    ) -> Lowered<(IntValue<'c>, IntValue<'c>)> {
        let mut all: Vec<BasicMetadataValueEnum<'c>> =
            vec![self.state.into(), base.into(), frame.into()];
        for parameter in &self.parameters {
            let argument = arguments[parameter.home as usize + 1];
            all.push(match parameter.tag {
                Tag::Float => self.float(argument)?.into(),
                _ => self.payload(argument)?.into(),
            });
        }
        self.call_second(&all)
    }

    fn call_second(
        &self,
        args: &[BasicMetadataValueEnum<'c>],
    ) -> Lowered<(IntValue<'c>, IntValue<'c>)> {
        let call = self.builder.build_call(self.function, args, "")?;
        call.set_call_convention(PRESERVE_NONE);
        let answer = call.try_as_basic_value().basic();
        let answer = answer.ok_or_else(|| rejected("code answers nothing"))?;
        self.parts(answer.into_struct_value())
    }

    /// Writes the homes of what came in registers of the processor.
    pub(super) fn write_passed(&self) -> Lowered<()> {
        for parameter in &self.parameters {
            if let Some(Item::Any(tag, payload)) = self.passed(parameter.home).transpose()? {
                self.store_value(self.home(parameter.home)?, (tag, payload), Memory::Register)?;
            }
        }
        Ok(())
    }

    /// Writes the first entry, which everyone else enters.
    pub(super) fn first_entry(&self) -> Lowered<()> {
        if self.parameters.is_empty() {
            return Ok(());
        }
        let given = |n| match self.entry.get_nth_param(n) {
            Some(it) => Ok(it.into_pointer_value()),
            None => Err(rejected("a parameter is missing")),
        };
        let (state, base, frame) = (given(0)?, given(1)?, given(2)?);
        let block = |name| self.context.append_basic_block(self.entry, name);
        self.builder.position_at_end(block(""));
        let mut args: Vec<BasicMetadataValueEnum<'c>> =
            vec![state.into(), base.into(), frame.into()];
        for parameter in &self.parameters {
            let place = self.behind(base, parameter.home * size_of::<Value>() as i64)?;
            let Item::Any(tag, payload) = self.load_value(place, Memory::Register)? else {
                return Err(rejected("a register is any"));
            };
            let fits = self.same(tag, self.tag(parameter.tag))?;
            let (next, odd) = (block(""), block(""));
            self.branch_likely(Likely::Yes, fits, next, odd)?;
            self.builder.position_at_end(odd);
            let exit = self.exit_at((BlockId(0), parameter.at))?;
            let place = self.behind(state, NativeState::EXIT_OFFSET as i64)?;
            self.store(place, self.int(exit.0.into()), Memory::State)?;
            self.answer(self.int(LEFT as i64), self.int(0))?;
            self.builder.position_at_end(next);
            args.push(match parameter.tag {
                Tag::Float => {
                    let x = self
                        .builder
                        .build_bit_cast(payload, self.context.f64_type(), "")?;
                    x.into_float_value().into()
                }
                _ => payload.into(),
            });
        }
        let (tag, payload) = self.call_second(&args)?;
        self.answer(tag, payload)
    }
}
