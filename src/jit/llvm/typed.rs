//! The second entry of a function that calls itself: what it is called with comes in registers of the processor, tags known as far as the
//! graph guards them at once.
//!
//! ```text
//! t1(state, base, frame)              for everyone else: looks at the tags in the window, and leaves by the guard that fails
//!     -> t1.typed(state, base, frame, i64 %n, double %x, i64 %y.tag, i64 %y)     the graph; the caller has written no home of n, x and y
//! ```
//!
//! The homes of these registers hold anything until somebody needs them: exits, calls, and whoever is left at a call while the register
//! lives, write them like those of other registers. A collection looks at what lives in the graph, and what a home held before is an
//! object that is not freed yet.
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
use super::lower::{Lowered, Lowering, words};
use super::memory::Memory;
use super::rejected;
use crate::index::{BlockId, FnId, Ref};
use crate::ir::{Anchor, Arg, Graph, Inst, IrOp, Slot, Type};
use crate::jit::{Calls, LEFT, NativeState};
use crate::value::{Tag, Value};

/// The number of the calling convention that saves no registers, `preserve_nonecc`.
const PRESERVE_NONE: u32 = 21;

/// As many words as go in registers of the processor together with what code is called with.
const MOST: usize = 8;

/// A register of the outermost frame that is read at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter {
    home: i64,
    /// What is read from it.
    value: Ref,
    /// The tag that is guarded at once, and where the guard is among the instructions of the first block.
    guard: Option<(Tag, usize)>,
}

impl Parameter {
    /// How many words it takes.
    fn words(&self) -> usize {
        match self.guard {
            Some(_) => 1,
            None => 2,
        }
    }
}

/// The function that a graph is of, if its frame is entered at its start.
pub(super) fn own_function(graph: &Graph) -> Option<FnId> {
    match (graph.anchor, &graph.frames[..]) {
        (Anchor::Function, [frame]) => Some(frame.function),
        _ => None,
    }
}

/// Whether an instruction is a call of that function that is not inlined.
pub(super) fn is_call_of(inst: &Inst, function: FnId) -> bool {
    inst.op == IrOp::call && inst.arg(0) == Arg::Fn(function)
}

/// The parameters of the second entry; none if the graph needs none.
pub(super) fn parameters(graph: &Graph, calls: Calls) -> Vec<Parameter> {
    let Some(own) = own_function(graph).filter(|_| calls == Calls::Slots) else {
        return Vec::new();
    };
    let all = || graph.blocks.iter().flat_map(|block| &block.insts);
    let is_own = |inst: &&Inst| is_call_of(inst, own);
    let (Some(entry), Some(_)) = (graph.blocks.first(), all().find(is_own)) else {
        return Vec::new();
    };
    let mut found: Vec<Parameter> = Vec::new();
    for inst in entry.insts.iter().filter(|inst| inst.op == IrOp::reg) {
        let (Some(value), [Arg::Home(home)]) = (inst.result, &inst.args[..]) else {
            continue;
        };
        let parameter = Parameter {
            home: i64::from(*home),
            value,
            guard: first_guard(graph, value),
        };
        let writes =
            |it: &Inst| it.op == IrOp::set_reg && it.args.first() == Some(&Arg::Home(*home));
        let known = found.iter().any(|it| it.home == parameter.home);
        let taken: usize = found.iter().map(Parameter::words).sum();
        if !known && taken + parameter.words() <= MOST && !all().any(writes) {
            found.push(parameter);
        }
    }
    found
}

/// The guard of a value's tag in the first block, if nothing but the window itself is in the way of leaving by it before anything was done.
fn first_guard(graph: &Graph, value: Ref) -> Option<(Tag, usize)> {
    let entry = graph.blocks.first()?;
    let mut guards = entry.insts.iter().enumerate();
    let (at, inst) = guards
        .find(|(_, it)| it.op == IrOp::guard_tag && it.args.get(1) == Some(&Arg::Ref(value)))?;
    let snapshot = graph.snapshot(inst.snap()?);
    let [frame] = &snapshot.frames[..] else {
        return None;
    };
    let mut slots = frame.registers.iter();
    let untouched = frame.callee.is_none()
        && snapshot.objects.is_empty()
        && slots.all(|(_, slot)| *slot == Slot::Home);
    match inst.args.first() {
        Some(Arg::Tag(tag)) if untouched => Some((*tag, at)),
        _ => None,
    }
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
    for parameter in parameters {
        match parameter.guard {
            Some((Tag::Float, _)) => types.push(context.f64_type().into()),
            _ => types.extend(vec![
                BasicMetadataTypeEnum::from(context.i64_type());
                parameter.words()
            ]),
        }
    }
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
        let before: usize = self.parameters[..n].iter().map(Parameter::words).sum();
        Some(self.passed_at(&self.parameters[n], before as u32 + 3))
    }

    fn passed_at(&self, parameter: &Parameter, first: u32) -> Lowered<Item<'c>> {
        let word = |n: u32| match self.function.get_nth_param(n) {
            Some(BasicValueEnum::FloatValue(x)) => {
                let bits = self.builder.build_bit_cast(x, self.word, "")?;
                Ok(bits.into_int_value())
            }
            Some(BasicValueEnum::IntValue(n)) => Ok(n),
            _ => Err(rejected("a parameter is missing")),
        };
        Ok(match parameter.guard {
            Some((tag, _)) => Item::Any(self.tag(tag), word(first)?),
            None => Item::Any(word(first)?, word(first + 1)?),
        })
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
            argument.is_some_and(|it| match parameter.guard {
                Some((tag, _)) => self.graph.type_of(*it) == Type::Tag(tag),
                None => true,
            })
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
            match parameter.guard {
                Some((Tag::Float, _)) => all.push(self.float(argument)?.into()),
                Some(_) => all.push(self.payload(argument)?.into()),
                None => {
                    let (tag, payload) = self.pair(argument)?;
                    all.extend(words([tag, payload]));
                }
            }
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
            let Some((wanted, at)) = parameter.guard else {
                args.extend(words([tag, payload]));
                continue;
            };
            let fits = self.same(tag, self.tag(wanted))?;
            let (next, odd) = (block(""), block(""));
            self.branch_likely(Likely::Yes, fits, next, odd)?;
            self.builder.position_at_end(odd);
            let exit = self.exit_at((BlockId(0), at))?;
            let place = self.behind(state, NativeState::EXIT_OFFSET as i64)?;
            self.store(place, self.int(exit.0.into()), Memory::State)?;
            self.answer(self.int(LEFT as i64), self.int(0))?;
            self.builder.position_at_end(next);
            args.push(match wanted {
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
