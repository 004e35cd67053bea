//! The code of calls of other graphs' functions, and of the room that they take.
//!
//! ```text
//! call f1, 5, (f1, %7), s3      homes of s3, then of the callee's window  <- values      what may refer to objects is in its home
//!                               [frame] = pc behind the call, base                       a frame, as the interpreter pushes it
//!                               tag, payload = slots[f1](state, base + window, frame + 1)
//!                               tag >= LEFT?  hivm_left(...), and if that is so too: other homes of s3  <- values, return UNWOUND
//! ```
//!
//! A function's code answers the tag and the payload of what it returns. A tag that is none says that it was left: then a helper
//! goes on in what follows its exit, and only if nothing does, all code that waits is left one after the other, and puts in its homes
//! what is not there yet. Numbers wait on the machine stack until then: nobody but the interpreter looks for them, and the
//! collector takes whatever a home has held since it was last written or cleared, which is alive or was never freed.
//!
//! Rejected: frames that only a bail-out builds, from a record of the calls on the machine stack. Calls would be two stores
//! shorter, but whatever looks at the stack (depth, errors, collections) would have to know two kinds of frames.
//!
//! Where the next instruction guards the tag of the answer, and nobody else looks at it, that comparison comes first.
//!
//! A call of the graph's own function goes to its second entry, if that is for such arguments (`typed.rs`).
//!
//! What lives across the call, may refer to an object, and belongs in no register, stands between the caller's registers and the
//! callee's window, which begins that much higher.
//!
//! Invariant: during a call everything that lives in the caller, and may refer to an object, is in the register stack; behind it, if that
//! was left for good, all that the interpreter needs is in its home.

use std::mem::offset_of;

use inkwell::IntPredicate;
use inkwell::basic_block::BasicBlock;
use inkwell::values::{BasicMetadataValueEnum, IntValue, PointerValue};

use super::emit::{Item, Likely};
use super::lower::{Lowered, Lowering};
use super::memory::Memory;
use super::ops::Result;
use super::rejected;
use crate::heap::Signals;
use crate::index::{FnId, Ref, SnapId};
use crate::interp::{Entry, Frame};
use crate::ir::{Arg, Block, Const, Inst, IrOp, Slot, SnapFrame, Snapshot};
use crate::jit::{Calls, Guards, LEFT, NativeState, Tier, UNWOUND};
use crate::value::{Tag, Value};

impl<'c> Lowering<'_, 'c> {
    pub fn call_function(&mut self, inst: &Inst) -> Result<'c> {
        let (callee, window) = match inst.args[..] {
            [Arg::Fn(callee), Arg::Number(window), ..] => (callee, window),
            _ => return Err(rejected("want a function and a window")),
        };
        match self.calls {
            Calls::Environment => self.call_by_environment(inst, callee, window),
            Calls::Slots => self.call_by_slot(inst, callee, window),
        }
    }

    /// The values of the instruction's snapshot.
    pub fn snapshot_values(&self, inst: &Inst) -> Vec<Arg> {
        let snap = inst.snap().map(|snap| self.graph.snapshot(snap));
        snap.map_or_else(Vec::new, |snap| snap.values().collect())
    }

    fn call_by_environment(&mut self, inst: &Inst, callee: FnId, window: u32) -> Result<'c> {
        let mut values = inst.rest().to_vec();
        let arguments = values.len();
        values.extend(self.snapshot_values(inst));
        let named = values.len() - arguments;
        values.extend(self.live_here());
        let first = self.fill_buffer(&values)?;
        let callee = self.int(i64::from(window) << 32 | i64::from(callee.0));
        let exit = self.int(self.exit_here()?.0.into());
        let counts = self.int((named as i64) << 32 | arguments as i64);
        let all = self.int(values.len() as i64);
        let args = [
            callee.into(),
            exit.into(),
            first.into(),
            counts.into(),
            all.into(),
        ];
        let answer = self.with_state("hivm_call", &args)?;
        self.guard_answer(answer)?;
        self.answered().map(Some)
    }

    fn call_by_slot(&mut self, inst: &Inst, callee: FnId, window: u32) -> Result<'c> {
        let Some(snapshot) = inst.snap().map(|snap| self.graph.snapshot(snap)) else {
            return Err(rejected("a call has a snapshot"));
        };
        let mut late = Vec::new();
        let mut base = 0;
        let mut frame = self.frame;
        for (n, place) in snapshot.frames.iter().enumerate() {
            base += i64::from(place.window);
            self.write_homes_of(place, base, &mut late)?;
            self.push_frame(place, base, (n, frame))?;
            frame = self.behind(frame, size_of::<Frame>() as i64)?;
        }
        let window = base + i64::from(window);
        self.homes.lose(window - 1);
        let window = window + self.keep_the_homeless(window)?;
        self.homes.lose_frames(snapshot.frames.len());
        let typed = self.is_typed_call(callee, inst.rest());
        for (n, value) in (-1..).zip(inst.rest()) {
            // A function without captured values does not look at what it was called as.
            let unseen = *value == Arg::Const(Const::Function(callee));
            if !(unseen || typed && self.is_passed(n)) {
                let place = self.home(window + n)?;
                self.store_value(place, self.pair(*value)?, Memory::Register)?;
            }
        }
        let base = self.home(window)?;
        let answered = match typed {
            true => self.enter_typed(base, frame, inst.rest())?,
            false => self.enter_code(self.slot(callee)?, base, frame)?,
        };
        let place = (window, snapshot.frames.len());
        let guarded = self.guarded_next(inst);
        let answer = self.follow((callee, typed), place, answered, (guarded, &late))?;
        Ok(Some(answer))
    }

    /// Writes what lives across the call, may refer to an object, and is in no home to where the callee's window would begin with the called
    /// value; answers by how many registers the window moves. (Each time: a collection in between may clear what lies so high.)
    fn keep_the_homeless(&self, window: i64) -> Lowered<i64> {
        let homeless = self.homeless_here();
        for (n, value) in (window - 1..).zip(&homeless) {
            self.store_value(self.home(n)?, self.pair(*value)?, Memory::Register)?;
        }
        Ok(homeless.len() as i64)
    }

    /// Writes what a frame's registers hold and may refer to objects, if it is not in their homes. What else is not there is for later.
    fn write_homes_of(
        &mut self,
        frame: &SnapFrame,
        base: i64,
        late: &mut Vec<(i64, Arg)>,
    ) -> Lowered<()> {
        let callee = frame.callee.map(|callee| (base - 1, callee));
        let registers = frame.registers.iter().filter_map(|(reg, slot)| {
            let home = base + i64::from(reg.0);
            match slot {
                Slot::Value(value) => Some((home, *value)),
                Slot::Home => Some((home, self.unwritten(home)?)),
            }
        });
        let all: Vec<(i64, Arg)> = callee.into_iter().chain(registers).collect();
        let refers = |(_, value): &(i64, Arg)| self.graph.type_of(*value).may_refer();
        let (now, others): (Vec<_>, Vec<_>) = all.into_iter().partition(refers);
        late.extend(others.iter().filter(|it| !self.homes.has(it.0, it.1)));
        for (home, value) in now {
            let write = self.homes.hold(home, value, self.graph.type_of(value));
            if write.first || write.second {
                let (place, (tag, payload)) = (self.home(home)?, self.pair(value)?);
                match write.first {
                    true => self.store_value(place, (tag, payload), Memory::Register)?,
                    false => {
                        let place = self.behind(place, Value::PAYLOAD_OFFSET as i64)?;
                        self.store(place, payload, Memory::Register)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Pushes a frame: that of a number from the first free one, which is there.
    fn push_frame(
        &mut self,
        place: &SnapFrame,
        base: i64,
        (number, at): (usize, PointerValue<'c>),
    ) -> Lowered<()> {
        let write = self.homes.push(number, (place.function, place.pc), base);
        if write.first {
            let distance = self.int(i64::from(place.pc.0) * size_of::<u64>() as i64);
            let pc = self
                .builder
                .build_int_add(self.begin_of(place.function)?, distance, "")?;
            self.store(
                self.behind(at, offset_of!(Frame, pc) as i64)?,
                pc,
                Memory::State,
            )?;
        }
        if write.second {
            self.store(
                self.behind(at, offset_of!(Frame, base) as i64)?,
                self.home(base)?,
                Memory::State,
            )?;
        }
        Ok(())
    }

    /// Where a function's instructions are.
    fn begin_of(&self, function: FnId) -> Lowered<IntValue<'c>> {
        if let Some(at) = self.entry_points.get(function.index()) {
            return Ok(self.int(*at as i64));
        }
        let entries = self.state_pointer(NativeState::ENTRIES_OFFSET)?;
        let offset = function.index() * size_of::<Entry>() + offset_of!(Entry, code);
        self.load_word(self.field(entries, offset)?, Memory::Fixed)
    }

    /// The code of a function, or what stands for it while there is none.
    fn slot(&self, callee: FnId) -> Lowered<PointerValue<'c>> {
        let slots = self.state_pointer(NativeState::SLOTS_OFFSET)?;
        let place = self.field(slots, callee.index() * size_of::<usize>())?;
        // The machine changes slots between runs of graphs only, so within one they stay as they are.
        let code = self.load(self.pointer, place, Memory::Fixed)?;
        Ok(code.into_pointer_value())
    }

    fn enter_code(
        &self,
        code: PointerValue<'c>,
        base: PointerValue<'c>,
        frame: PointerValue<'c>,
    ) -> Lowered<(IntValue<'c>, IntValue<'c>)> {
        let args: [BasicMetadataValueEnum<'c>; 3] = [self.state.into(), base.into(), frame.into()];
        let call = self
            .builder
            .build_indirect_call(self.code_type, code, &args, "")?;
        let answer = call
            .try_as_basic_value()
            .basic()
            .ok_or_else(|| rejected("code answers nothing"))?;
        self.parts(answer.into_struct_value())
    }

    pub fn parts(
        &self,
        answer: inkwell::values::StructValue<'c>,
    ) -> Lowered<(IntValue<'c>, IntValue<'c>)> {
        let tag = self.builder.build_extract_value(answer, 0, "")?;
        let payload = self.builder.build_extract_value(answer, 1, "")?;
        Ok((tag.into_int_value(), payload.into_int_value()))
    }

    /// What a callee returned, at once or after it was left and something went on in its place. The callee's window and the frames that
    /// were pushed are told as numbers, and its code is looked up anew: all of that would wait on the machine stack for this otherwise.
    fn follow(
        &mut self,
        (callee, typed): (FnId, bool),
        (window, frames): (i64, usize),
        (tag, payload): (IntValue<'c>, IntValue<'c>),
        (guarded, late): (Option<Tag>, &[(i64, Arg)]),
    ) -> Lowered<Item<'c>> {
        // No tag that is wanted says that the callee was left: one comparison is enough on the way that is expected.
        let fast = match guarded {
            Some(wanted) => {
                let (next, other) = (self.block(""), self.block(""));
                let fits = self.same(tag, self.tag(wanted))?;
                self.branch_likely(Likely::Yes, fits, next, other)?;
                let here = self.here()?;
                self.builder.position_at_end(other);
                Some((wanted, here, next))
            }
            None => None,
        };
        let here = self.here()?;
        let (left, answered) = (self.block(""), self.block(""));
        let was_left = self.was_left(tag)?;
        self.branch_likely(Likely::No, was_left, left, answered)?;

        self.builder.position_at_end(left);
        let code = match typed {
            true => self.entry.as_global_value().as_pointer_value(),
            false => self.pointer.const_null(),
        };
        let place = window << 32 | frames as i64;
        let args: [BasicMetadataValueEnum<'c>; 7] = [
            self.state.into(),
            code.into(),
            self.base.into(),
            self.frame.into(),
            self.int(callee.0.into()).into(),
            self.int(place).into(),
            tag.into(),
        ];
        let answer = self.call_typed("hivm_left", self.answer_type(), &args)?;
        let (late_tag, late_payload) = self.parts(answer.into_struct_value())?;
        let was_left = self.was_left(late_tag)?;
        let unwind = self.unwinding(late)?;
        let after = self.here()?;
        self.branch_likely(Likely::No, was_left, unwind, answered)?;

        self.builder.position_at_end(answered);
        let at_once = Item::Any(tag, payload);
        let any = self.meet((at_once, here), (Item::Any(late_tag, late_payload), after))?;
        if let Some((wanted, early, next)) = fast {
            let exit = self.exit_block_at(self.next_place())?;
            let Item::Any(tag, _) = any else {
                return Err(rejected("an answer is any"));
            };
            let fits = self.same(tag, self.tag(wanted))?;
            self.branch_likely(Likely::Yes, fits, next, exit)?;
            self.builder.position_at_end(next);
            self.guarded = Some(self.meet((at_once, early), (any, answered))?);
        }
        Ok(any)
    }

    /// The tag that the next instruction guards of what this one answers, if nobody else looks at that: then it is guarded right here.
    fn guarded_next(&self, inst: &Inst) -> Option<Tag> {
        let (block, at) = self.next_place();
        let guard = self.graph.block(block).insts.get(at)?;
        let (tag, value) = match (guard.op, &guard.args[..]) {
            (IrOp::guard_tag, [Arg::Tag(tag), Arg::Ref(value), ..]) => (*tag, *value),
            _ => return None,
        };
        let plain = self.tier == Tier::Full && self.guards == Guards::Plain;
        (plain && Some(value) == inst.result && self.seen_by(value, guard)).then_some(tag)
    }

    /// Whether nothing but an instruction and its snapshot names a value.
    fn seen_by(&self, value: Ref, only: &Inst) -> bool {
        let is_it = |arg: &Arg| *arg == Arg::Ref(value);
        let shares = |snap: Option<SnapId>| snap.is_some() && snap == only.snap();
        let named = |(n, snapshot): (usize, &Snapshot)| {
            !shares(Some(SnapId(n as u32))) && snapshot.values().any(|it| is_it(&it))
        };
        let seen = |block: &Block| {
            let edges = block.end.edges().flat_map(|edge| &edge.args);
            let mut insts = block.insts.iter().filter(|inst| !std::ptr::eq(*inst, only));
            insts.any(|inst| shares(inst.snap()) || inst.args.iter().any(is_it))
                || shares(block.end.snap())
                || block.end.own_values().iter().chain(edges).any(is_it)
        };
        !self.graph.snapshots.iter().enumerate().any(named) && !self.graph.blocks.iter().any(seen)
    }

    fn was_left(&self, tag: IntValue<'c>) -> Lowered<IntValue<'c>> {
        let least = self.int(LEFT as i64);
        Ok(self
            .builder
            .build_int_compare(IntPredicate::UGE, tag, least, "")?)
    }

    /// The block that leaves since a callee was left, and cannot be followed, behind one that writes these homes.
    fn unwinding(&mut self, late: &[(i64, Arg)]) -> Lowered<BasicBlock<'c>> {
        let here = self.here()?;
        let last = match self.unwinding {
            Some(block) => block,
            None => {
                let block = self.block("unwinding");
                self.unwinding = Some(block);
                self.builder.position_at_end(block);
                self.answer(self.int(UNWOUND as i64), self.int(0))?;
                block
            }
        };
        let first = match late {
            [] => last,
            _ => {
                let block = self.block("");
                self.builder.position_at_end(block);
                for (home, value) in late {
                    let pair = self.pair(*value)?;
                    self.store_value(self.home(*home)?, pair, Memory::Register)?;
                }
                self.jump(last)?;
                block
            }
        };
        self.builder.position_at_end(here);
        Ok(first)
    }

    pub fn call_tree(&mut self, inst: &Inst) -> Result<'c> {
        let (tree, wanted) = match inst.args[..] {
            [Arg::Tree(tree), Arg::TreeExit(exit), ..] => (tree, exit),
            _ => return Err(rejected("want a tree and an exit")),
        };
        let mut values = self.snapshot_values(inst);
        let named = self.int(values.len() as i64);
        values.extend(self.live_here());
        let first = self.fill_buffer(&values)?;
        let [tree, wanted] = [self.int(tree.0.into()), self.int(wanted.0.into())];
        let (exit, all) = (
            self.int(self.exit_here()?.0.into()),
            self.int(values.len() as i64),
        );
        let args = [
            tree.into(),
            wanted.into(),
            exit.into(),
            first.into(),
            named.into(),
            all.into(),
        ];
        let answer = self.with_state("hivm_call_tree", &args)?;
        self.guard_answer(answer)?;
        Ok(None)
    }

    /// Whether so many more frames and registers fit: two comparisons, and the helper if the stack has to be opened, or something is wanted.
    pub fn guard_room(&mut self, frames: i64, registers: i64) -> Lowered<()> {
        let compare = |it: &Self, pointer: PointerValue<'c>, limit: IntValue<'c>| {
            let end = it.builder.build_ptr_to_int(pointer, it.word, "")?;
            let fits = it
                .builder
                .build_int_compare(IntPredicate::ULE, end, limit, "")?;
            Lowered::Ok(fits)
        };
        let registers = registers + self.most_homeless as i64;
        let top = self.behind(self.frame, frames * size_of::<Frame>() as i64)?;
        let signals = self.state_pointer(NativeState::SIGNALS_OFFSET)?;
        let limit = self.field(signals, Signals::FRAME_LIMIT_OFFSET)?;
        let frames_fit = compare(self, top, self.load_volatile(self.word, limit)?)?;
        let end = self.home(registers)?;
        let limit = self.state_field(NativeState::STACK_LIMIT_OFFSET)?;
        let registers_fit = compare(self, end, self.load_word(limit, Memory::State)?)?;
        let fits = self.builder.build_and(frames_fit, registers_fit, "")?;
        let (ask, next) = (self.block(""), self.block(""));
        self.branch_likely(Likely::Yes, fits, next, ask)?;
        self.builder.position_at_end(ask);
        let roots = self.live_here().to_vec();
        let first = self.fill_buffer(&roots)?;
        self.at_position()?;
        let args = [
            self.int(frames).into(),
            self.int(registers).into(),
            first.into(),
            self.int(roots.len() as i64).into(),
        ];
        let answer = self.with_state("hivm_has_room", &args)?;
        self.guard_answer(answer)?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        Ok(())
    }

    /// Tells the state where this code runs, for a helper that looks at the stack.
    pub fn at_position(&self) -> Lowered<()> {
        let code = self.entry.as_global_value().as_pointer_value();
        for (offset, value) in [
            (NativeState::CODE_OFFSET, code),
            (NativeState::BASE_OFFSET, self.base),
            (NativeState::FRAME_OFFSET, self.frame),
        ] {
            self.store(self.state_field(offset)?, value, Memory::State)?;
        }
        Ok(())
    }

    /// Declines, before anything is done, if the machine stack is nearly used up. Code with a small frame leaves that question to the
    /// limit of frames, which the state sets so that they fit the machine stack: see [`NativeState::FRAME_BYTES`].
    pub fn guard_machine_stack(&mut self) -> Lowered<()> {
        let calls = |inst: &Inst| inst.op == IrOp::call;
        let any = self.graph.blocks.iter().flat_map(|block| &block.insts);
        // As if all its values were spilled, those of its helpers' buffer apart.
        let bytes = self.graph.types.len() * size_of::<Value>() + self.buffer_bytes;
        if self.calls != Calls::Slots
            || !any.into_iter().any(calls)
            || bytes < NativeState::FRAME_BYTES
        {
            return Ok(());
        }
        let here = self.builder.build_ptr_to_int(self.buffer, self.word, "")?;
        let limit = self.load_word(
            self.state_field(NativeState::MACHINE_LIMIT_OFFSET)?,
            Memory::State,
        )?;
        let short = self
            .builder
            .build_int_compare(IntPredicate::ULT, here, limit, "")?;
        let (decline, next) = (self.block("decline"), self.block(""));
        self.branch_likely(Likely::No, short, decline, next)?;
        self.builder.position_at_end(decline);
        // Whoever takes the call finds its arguments in the window.
        self.write_passed()?;
        self.answer(self.int(crate::jit::DECLINED as i64), self.int(0))?;
        self.builder.position_at_end(next);
        Ok(())
    }
}
