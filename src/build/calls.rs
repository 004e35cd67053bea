//! Calls: inlined along the way that was seen, native functions called directly.
//!
//! ```text
//! call r2, r5, 1 with r5:fn.3 -> enter        guard_callee f3, %9, s4, then f3's code; its r0 is our r6
//! ret r0 in that frame                        r2 of ours = its value
//! ```
//!
//! What an inlined frame costs is nothing but its room on the stack, which the entry has checked. In a function it asks for that where it
//! is, too, even if nothing else tells of it in the end: so it is seen which ways need room (`opt/room.rs`).
//!
//! Invariant: the callee, and with it the code, is what the recording saw, by a guard or by a constant.

use super::builder::{Builder, Flow};
use super::classes::Frame;
use super::facts::destination;
use super::operands::{Operand, Source};
use crate::builtins::Receiver;
use crate::bytecode::op::{Call, Count, Dst, NearFn, Src, StaticCall, Sym};
use crate::index::{BuiltinId, CtxId, FnId, Pc, Reg};
use crate::ir::{Arg, Const, Helper, Type};
use crate::trace::{Holder, Method, Note, Place, Tree, Way};
use crate::value::Tag;

impl Builder<'_, '_> {
    /// The frame that the call entered most often.
    fn entered(&self) -> Option<CtxId> {
        self.point()
            .by_count()
            .into_iter()
            .find_map(|way| match way {
                Way::Enter(ctx) => Some(ctx),
                _ => None,
            })
    }

    /// The frame that took the running one's place most often.
    fn replaced(&self) -> Option<CtxId> {
        self.point()
            .by_count()
            .into_iter()
            .find_map(|way| match way {
                Way::Replace(ctx) => Some(ctx),
                _ => None,
            })
    }

    /// The tag of a called value that is no function: guarded if it was always that.
    fn callee_tag(&mut self, reg: Reg) -> Option<Tag> {
        let value = self.value(reg);
        let seen = self.point().tags_of(reg).single();
        let tag = self.g.type_of(value).tag().or(seen)?;
        match tag {
            Tag::Class | Tag::Bound => self.tag_of(Source::Reg(reg)),
            _ => None,
        }
    }

    /// The native function in a register, if it was always the same.
    fn native_in(&self, reg: Reg) -> Option<BuiltinId> {
        let mut natives = self
            .point()
            .notes
            .iter()
            .filter_map(|(note, _)| match note {
                Note::Native(noted, row) if *noted == reg => Some(*row),
                _ => None,
            });
        let first = natives.next()?;
        natives.next().is_none().then_some(first)
    }

    /// Leaves unless the value is the function or a closure of it.
    fn guard_function(&mut self, function: FnId, value: Arg) {
        if value != Arg::Const(Const::Function(function)) {
            let snap = self.snapshot();
            self.g.guard_callee(function, value, snap);
        }
    }

    fn guard_native(&mut self, row: BuiltinId, value: Arg) {
        let constant = Arg::Const(Const::Builtin(row));
        if value != constant {
            let snap = self.snapshot();
            let same = self.g.same(value, constant);
            self.g.guard_true(same, snap);
        }
    }

    /// Calls a native function, if it takes so many values.
    fn call_row(&mut self, dst: Option<Reg>, row: BuiltinId, args: &[Arg]) -> Flow {
        if !crate::builtins::row(row).arity.takes(args.len()) {
            return self.leave();
        }
        let snap = self.snapshot();
        let value = self.g.call_builtin(row, args, snap);
        if let Some(dst) = dst {
            self.put(dst, value);
        }
        Flow::Next
    }

    /// What the parameters of a function are when it is called with these values; nothing if it does not take so many.
    pub fn parameters(&mut self, function: FnId, args: &[Arg]) -> Option<Vec<Arg>> {
        let params = self.facts.function(function).params;
        if !params.accepts(args.len()) {
            return None;
        }
        let named = (params.required + params.optional) as usize;
        let unset = Arg::Const(Const::Unset);
        let mut values: Vec<Arg> = (0..named)
            .map(|n| args.get(n).copied().unwrap_or(unset))
            .collect();
        if params.rest {
            let snap = self.snapshot();
            let rest = args.get(named..).unwrap_or_default();
            values.push(self.g.new_array(rest, snap).into());
        }
        Some(values)
    }

    /// Gives the parameters of a frame their values and goes there.
    pub fn enter(&mut self, ctx: CtxId, args: &[Arg], callee: Option<Arg>) -> Flow {
        let context = *self.tree.context(ctx);
        let Some(values) = self.parameters(context.function, args) else {
            return self.leave();
        };
        let base = i64::from(context.base);
        self.writes.extend((base..).zip(values));
        if let Some(callee) = callee {
            self.writes.push((base - 1, callee));
        }
        self.begin(ctx)
    }

    /// The same for a function whose parameters all stand in the window, as the verifier has checked.
    fn enter_known(&mut self, ctx: CtxId, callee: NearFn, window: StaticCall) -> Flow {
        let count = self.facts.function(callee.id()).params.registers();
        let args = self.window(Reg(window.reg().0 + 1), count as usize);
        let base = i64::from(self.tree.context(ctx).base);
        self.writes.extend((base..).zip(args));
        self.begin(ctx)
    }

    /// Goes on at the start of a frame's function.
    fn begin(&mut self, ctx: CtxId) -> Flow {
        let place = Place { ctx, pc: Pc(0) };
        let (frames, registers) = self.make_room(place);
        if self.asks && frames > 0 {
            let snap = self.snapshot();
            self.g.guard_room(frames, registers, snap);
        }
        Flow::Go(place)
    }

    pub fn call_value(&mut self, dst: Dst, window: Call, count: Count) -> Flow {
        let tag = self.callee_tag(window.reg());
        let callee = self.value(window.reg());
        let args = self.window(Reg(window.reg().0 + 1), count.get());
        let frame = Frame::Waits(dst.reg());
        match tag {
            Some(Tag::Class) => return self.construct(callee, window.reg(), &args, frame),
            Some(Tag::Bound) => return self.call_bound(callee, window.reg(), &args, frame),
            _ => {}
        }
        if let Some(ctx) = self.entered() {
            self.guard_function(self.tree.context(ctx).function, callee);
            return self.enter(ctx, &args, Some(callee));
        }
        if let Some(function) = self.through_value(window.reg()) {
            self.guard_function(function, callee);
            return match self.parameters(function, &args) {
                Some(values) => {
                    self.call_through(function, window.reg(), Some(callee), &values, frame)
                }
                None => self.leave(),
            };
        }
        match self.native_in(window.reg()) {
            Some(row) if self.point().went(Way::Next) => {
                self.guard_native(row, callee);
                self.call_row(Some(dst.reg()), row, &args)
            }
            _ => self.leave(),
        }
    }

    pub fn call_known(&mut self, dst: Dst, callee: NearFn, window: StaticCall) -> Flow {
        match self.entered() {
            Some(ctx) => self.enter_known(ctx, callee, window),
            None if self.goes_through() => {
                let function = callee.id();
                let count = self.facts.function(function).params.registers();
                let args = self.window(Reg(window.reg().0 + 1), count as usize);
                let frame = Frame::Waits(dst.reg());
                self.call_through(function, window.reg(), None, &args, frame)
            }
            None => self.leave(),
        }
    }

    pub fn call_method_of(&mut self, dst: Dst, window: Call, count: Count, name: Sym) -> Flow {
        self.method_call(window, count, name, Frame::Waits(dst.reg()))
    }

    pub fn replace_by_method(&mut self, window: Call, count: Count, name: Sym) -> Flow {
        self.method_call(window, count, name, Frame::Replaced)
    }

    fn method_call(&mut self, window: Call, count: Count, name: Sym, frame: Frame) -> Flow {
        let by_class = self
            .call_found(window, count, name, frame)
            .or_else(|| self.call_fixed(window, count, name, frame));
        if let Some(flow) = by_class {
            return flow;
        }
        let receiver = Source::Reg(window.reg());
        let Some(tag) = self.tag_of(receiver) else {
            return self.leave();
        };
        let symbol = Arg::Const(Const::Symbol(name.id()));
        let args = self.window(window.reg(), count.get());
        let receiver = args[0];
        let Some((holder, method)) = Tree::method(self.point()) else {
            // A class that a hash holds, as modules do.
            if tag != Tag::Hash || self.point().notes.iter().all(|(note, _)| !is_class(note)) {
                return self.leave();
            }
            let class = self.helper(Helper::get_field, &[receiver, symbol]);
            return self.construct(class.into(), window.reg(), &args[1..], frame);
        };
        // Other kinds have no fields of their own, so the name stands for the same on all of them.
        let has_fields = matches!(tag, Tag::Hash | Tag::Struct | Tag::Class);
        let found = match holder {
            Holder::Field => Some(self.helper(Helper::own_field, &[receiver, symbol])),
            Holder::Kind if has_fields => {
                let own = self.helper(Helper::own_field, &[receiver, symbol]);
                let snap = self.snapshot();
                self.g.guard_tag(Tag::Unset, own, snap);
                Some(self.helper(Helper::find_method, &[receiver, symbol]))
            }
            Holder::Kind => None,
        };
        if let Some(found) = found {
            match method {
                Method::Function(function) => self.guard_function(function, found.into()),
                Method::Native(row) => self.guard_native(row, found.into()),
            }
        }
        // A field is called without the object.
        let args = match holder {
            Holder::Field => &args[1..],
            Holder::Kind => &args[..],
        };
        let entered = match frame {
            Frame::Waits(_) => self.entered(),
            Frame::Replaced => self.replaced(),
        };
        match method {
            Method::Native(row) => {
                let by_itself = match (tag, holder, crate::builtins::row(row).receiver) {
                    (Tag::Array, Holder::Kind, Receiver::Array) => {
                        self.call_of_array(window.reg(), args, row)
                    }
                    _ => None,
                };
                match (by_itself, frame) {
                    (Some(value), Frame::Waits(dst)) => {
                        self.put(dst, value);
                        Flow::Next
                    }
                    (Some(value), Frame::Replaced) => self.return_value(value),
                    (None, _) => self.native_in_frame(row, args, frame),
                }
            }
            Method::Function(function) => match entered {
                Some(ctx) if self.tree.context(ctx).function == function => {
                    let callee = match holder {
                        Holder::Field => found.map(Arg::from),
                        Holder::Kind => None,
                    };
                    self.enter(ctx, args, callee)
                }
                _ if self.goes_through() => {
                    let callee = found.map(Arg::from);
                    match self.parameters(function, args) {
                        Some(values) => {
                            self.call_through(function, window.reg(), callee, &values, frame)
                        }
                        None => self.leave(),
                    }
                }
                _ => self.leave(),
            },
        }
    }

    fn native_in_frame(&mut self, row: BuiltinId, args: &[Arg], frame: Frame) -> Flow {
        match frame {
            Frame::Waits(dst) => self.call_row(Some(dst), row, args),
            Frame::Replaced if crate::builtins::row(row).arity.takes(args.len()) => {
                let snap = self.snapshot();
                let value = self.g.call_builtin(row, args, snap);
                self.return_value(value.into())
            }
            Frame::Replaced => self.leave(),
        }
    }

    pub fn call_native(&mut self, dst: Dst, args: &[Arg], native: BuiltinId) -> Flow {
        match self.native(native) {
            Some(row) => self.call_row(Some(dst.reg()), row, args),
            None => self.leave(),
        }
    }

    pub fn replace_by_value(&mut self, window: Call, count: Count) -> Flow {
        let tag = self.callee_tag(window.reg());
        let callee = self.value(window.reg());
        let args = self.window(Reg(window.reg().0 + 1), count.get());
        match tag {
            Some(Tag::Class) => {
                return self.construct(callee, window.reg(), &args, Frame::Replaced);
            }
            Some(Tag::Bound) => {
                return self.call_bound(callee, window.reg(), &args, Frame::Replaced);
            }
            _ => {}
        }
        if let Some(ctx) = self.replaced() {
            self.guard_function(self.tree.context(ctx).function, callee);
            return self.enter(ctx, &args, Some(callee));
        }
        match self.native_in(window.reg()) {
            Some(row) if crate::builtins::row(row).arity.takes(args.len()) => {
                self.guard_native(row, callee);
                let snap = self.snapshot();
                let value = self.g.call_builtin(row, &args, snap);
                self.return_value(value.into())
            }
            _ => self.leave(),
        }
    }

    pub fn replace_by_known(&mut self, callee: NearFn, window: StaticCall) -> Flow {
        match self.replaced() {
            Some(ctx) => self.enter_known(ctx, callee, window),
            None => self.leave(),
        }
    }

    pub fn return_register(&mut self, src: Src) -> Flow {
        let source = src.source(self);
        let value = self.arg(source);
        self.return_value(value)
    }

    /// Returns from the running frame.
    pub fn return_value(&mut self, value: Arg) -> Flow {
        let ctx = self.place.ctx;
        let (Some(caller), Some(behind)) = (
            self.tree.context(ctx).caller,
            self.tree.behind(self.program, ctx),
        ) else {
            self.g.return_value(value);
            return Flow::Done;
        };
        let call = Place {
            ctx: caller.ctx,
            pc: caller.call,
        };
        let call = self.tree.instruction(self.program, call);
        if let Some(dst) = call.as_ref().and_then(destination) {
            let base = i64::from(self.tree.context(caller.ctx).base);
            let home = base + i64::from(dst.0);
            if self.g.type_of(value) == Type::Any
                && let Some(tag) = self.result(0)
            {
                self.hopes.push((home, tag));
            }
            self.writes.push((home, value));
        }
        Flow::Go(behind)
    }
}

fn is_class(note: &Note) -> bool {
    matches!(note, Note::Class(..))
}
