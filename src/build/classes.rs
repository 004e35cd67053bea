//! Instances and classes: fields and methods by the shapes that were seen.
//!
//! ```text
//! get_field r1, r0, #x with r0:slot.9.2           guard_shape shape9, %0, s1 ; %4: any = load_field 2, %0
//!                      and r0:slot.7.0            %4: bool = shape_is shape7, %0 ; branch %4, b2(), b3() ...
//! call_method r5, #m(r5) with r5:found.9.12       guard_shape shape9, %7, s2, then f12's code; its r0 is %7
//! call r5, r5, 1 with r5:class.9.8, init.9.11     %9: bool = class_is shape9, %7 ; guard_true %9, s3
//!                                                 %10: struct = new_struct shape8, s3, then f11's code
//! ```
//!
//! Several shapes at a place are told apart one after the other, the most frequent first, and the last one by a guard. Past a limit
//! the runtime looks fields up.
//!
//! Invariant: what a shape or a class determines is used only behind the test for it.

use super::builder::{Builder, First, Flow, Todo};
use super::operands::{Operand, Source};
use crate::bytecode::op::{Call, Count, Dst, Src, Sym};
use crate::index::{FnId, Reg, ShapeId};
use crate::ir::{Arg, Const, Helper, Type};
use crate::trace::{Holder, Method, Note, Place, Way};
use crate::value::Tag;

/// The most shapes of fields that are told apart at a place; with more, the lookup cache is faster. (`events`, which looks for fields in
/// five shapes, takes 0.77 s with 2 or 3, 0.93 with 4.)
const MOST_SHAPES: usize = 3;

/// The most classes that are told apart where they are constructed. (A place that sees a new class in each round must soon stop asking for
/// more code.)
const MOST_CLASSES: usize = 4;

/// The most callees that are told apart at a place.
const MOST_CALLEES: usize = 12;

/// What a store of a field does to an instance of some shape.
#[derive(Clone, Copy)]
enum Store {
    /// It has the field in this slot.
    In(u32),
    /// It gets the field, and with it this shape, in which the field is in this slot.
    Grow(ShapeId, u32),
}

/// What a method call calls on an instance of some shape.
#[derive(Clone, Copy)]
enum Found {
    /// A method of its class.
    Method(FnId),
    /// What the slot holds, which was always that function.
    Slot(u32, FnId),
}

/// What becomes of the running frame at a call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// It waits for the result.
    Waits(Reg),
    /// It is gone.
    Replaced,
}

/// Shapes that lead to the same method are one way: told apart, each would have its own copy of all that follows.
fn by_way(cases: &[(ShapeId, Found)]) -> Vec<(Vec<ShapeId>, Found)> {
    let mut ways: Vec<(Vec<ShapeId>, Found)> = Vec::new();
    for (shape, found) in cases {
        let known = ways.iter_mut().find(|(_, known)| match (known, found) {
            (Found::Method(known), Found::Method(function)) => known == function,
            _ => false,
        });
        match known {
            Some((shapes, _)) => shapes.push(*shape),
            None => ways.push((vec![*shape], *found)),
        }
    }
    ways
}

impl Builder<'_, '_> {
    /// What the notes of the point give, the most frequent first.
    fn noted<T>(&self, mut which: impl FnMut(&Note) -> Option<T>) -> Vec<T> {
        let mut notes: Vec<&(Note, u64)> = self.point().notes.iter().collect();
        notes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        notes
            .into_iter()
            .filter_map(|(note, _)| which(note))
            .collect()
    }

    /// The shapes of the structures that were in a register.
    fn shapes_of(&self, reg: Reg) -> Vec<ShapeId> {
        self.noted(|note| match note {
            Note::Shape(noted, shape) if *noted == reg => Some(*shape),
            _ => None,
        })
    }

    fn slots_of(&self, reg: Reg) -> Vec<(ShapeId, u32)> {
        self.noted(|note| match note {
            Note::Slot(noted, shape, slot) if *noted == reg => Some((*shape, *slot)),
            _ => None,
        })
    }

    fn found_on(&self, reg: Reg) -> Vec<(ShapeId, FnId)> {
        self.noted(|note| match note {
            Note::Found(noted, shape, function) if *noted == reg => Some((*shape, *function)),
            _ => None,
        })
    }

    fn classes_in(&self, reg: Reg) -> Vec<(ShapeId, ShapeId)> {
        self.noted(|note| match note {
            Note::Class(noted, shape, first) if *noted == reg => Some((*shape, *first)),
            _ => None,
        })
    }

    /// The function that gets the new instances of the class of that shape.
    fn init_of(&self, reg: Reg, class: ShapeId) -> Option<FnId> {
        let inits = self.noted(|note| match note {
            Note::Init(noted, shape, function) if *noted == reg && *shape == class => {
                Some(*function)
            }
            _ => None,
        });
        inits.first().copied()
    }

    /// Writes, for each case, what an instance of its shape is worth; the values meet in one block.
    fn by_shape<T: Copy>(
        &mut self,
        object: Arg,
        cases: &[(ShapeId, T)],
        result: &[Type],
        mut each: impl FnMut(&mut Self, T) -> Option<Arg>,
    ) -> Option<Arg> {
        let snap = self.snapshot();
        if let [(shape, case)] = cases {
            self.g.guard_shape(*shape, object, snap);
            return each(self, *case);
        }
        let join = self.g.block(result);
        for (n, (shape, case)) in cases.iter().enumerate() {
            let next = (n + 1 < cases.len()).then(|| {
                let is = self.g.shape_is(*shape, object);
                let (yes, no) = (self.g.block(&[]), self.g.block(&[]));
                self.g.branch(is, (yes, &[]), (no, &[]));
                self.g.switch_to(yes);
                no
            });
            if next.is_none() {
                self.g.guard_shape(*shape, object, snap);
            }
            let value = each(self, *case);
            self.g.jump(join, value.as_slice());
            if let Some(next) = next {
                self.g.switch_to(next);
            }
        }
        self.g.switch_to(join);
        self.g.params(join).first().map(|value| Arg::Ref(*value))
    }

    /// A field of instances whose shapes were all seen; nothing if they were not.
    pub fn read_slot(&mut self, dst: Dst, object: Src) -> Option<Flow> {
        let reg = object.reg();
        let slots = self.slots_of(reg);
        let known = !slots.is_empty() && slots.len() == self.shapes_of(reg).len();
        if !known || slots.len() > MOST_SHAPES {
            return None;
        }
        let at = object.source(self);
        let at = self.typed(at, Tag::Struct)?;
        let value = self.by_shape(at, &slots, &[Type::Any], |it, slot| {
            Some(it.g.load_field(slot, at).into())
        })?;
        match self.result(0) {
            Some(tag) => {
                let snap = self.snapshot();
                let known = self.g.guard_tag(tag, value, snap);
                self.put(dst.reg(), known);
            }
            None => self.put(dst.reg(), value),
        }
        Some(Flow::Next)
    }

    /// The same for a store.
    pub fn write_slot(&mut self, object: Src, value: Arg) -> Option<Flow> {
        let reg = object.reg();
        let stores = self.noted(|note| match note {
            Note::Slot(noted, shape, slot) if *noted == reg => Some((*shape, Store::In(*slot))),
            Note::Grown(noted, from, to, slot) if *noted == reg => {
                Some((*from, Store::Grow(*to, *slot)))
            }
            _ => None,
        });
        let known = !stores.is_empty() && stores.len() == self.shapes_of(reg).len();
        if !known || stores.len() > MOST_SHAPES {
            return None;
        }
        let at = object.source(self);
        let at = self.typed(at, Tag::Struct)?;
        let snap = self.snapshot();
        self.by_shape(at, &stores, &[], |it, store| {
            match store {
                Store::In(slot) => it.g.store_field(slot, at, value),
                Store::Grow(shape, slot) => it.g.add_field(shape, slot, at, value, snap),
            }
            None
        });
        Some(Flow::Next)
    }

    /// The frame that the call entered, or that took the running one's place, for that function.
    fn frame_of(&self, function: FnId, frame: Frame) -> Option<crate::index::CtxId> {
        self.point().by_count().into_iter().find_map(|way| {
            let ctx = match (way, frame) {
                (Way::Enter(ctx), Frame::Waits(_)) | (Way::Replace(ctx), Frame::Replaced) => ctx,
                _ => return None,
            };
            (self.tree.context(ctx).function == function).then_some(ctx)
        })
    }

    /// Goes into a function, if it was seen to be entered, or calls it, if it was seen to come back. The window begins behind
    /// the register.
    fn go_into(
        &mut self,
        function: FnId,
        (frame, window): (Frame, Reg),
        args: &[Arg],
        callee: Option<Arg>,
    ) -> Flow {
        if let Some(ctx) = self.frame_of(function, frame) {
            return self.enter(ctx, args, callee);
        }
        if !self.goes_through() {
            return self.leave();
        }
        match self.parameters(function, args) {
            Some(values) => self.call_through(function, window, callee, &values, frame),
            None => self.leave(),
        }
    }

    fn captures(&self, function: FnId) -> bool {
        self.facts.wants_callee(function)
    }

    /// Tells cases apart, each of which goes its own way: `test` is whether it is this one, `guard` leaves if it is not.
    fn each_way<T: Copy>(
        &mut self,
        cases: &[T],
        test: impl Fn(&mut Self, T) -> Arg,
        guard: impl Fn(&mut Self, T),
        mut way: impl FnMut(&mut Self, T) -> Flow,
    ) -> Flow {
        self.snapshot();
        for (n, case) in cases.iter().enumerate() {
            if n + 1 == cases.len() {
                guard(self, *case);
                return way(self, *case);
            }
            let is = test(self, *case);
            let (yes, no) = (self.g.block(&[]), self.g.block(&[]));
            self.g.branch(is, (yes, &[]), (no, &[]));
            self.g.switch_to(yes);
            let place = match way(self, *case) {
                Flow::Next => Some(Place {
                    pc: self.next,
                    ..self.place
                }),
                Flow::Go(place) => Some(place),
                Flow::Done => None,
            };
            let (writes, hopes) = (
                std::mem::take(&mut self.writes),
                std::mem::take(&mut self.hopes),
            );
            if let Some(place) = place {
                let mut state = self.state.clone();
                state.extend(writes);
                self.todo.push(Todo {
                    block: self.g.current(),
                    place,
                    state,
                    first: First::Arrive(hopes),
                });
            }
            self.g.switch_to(no);
        }
        self.leave()
    }

    /// A call of a method that instances have of their classes; nothing if that was not seen.
    pub fn call_found(
        &mut self,
        window: Call,
        count: Count,
        name: Sym,
        frame: Frame,
    ) -> Option<Flow> {
        let reg = window.reg();
        let found = self.found_on(reg);
        if found.is_empty() || found.len() > MOST_CALLEES {
            return None;
        }
        let at = self.typed(Source::Reg(reg), Tag::Struct)?;
        let mut cases: Vec<(ShapeId, Found)> = found
            .into_iter()
            .map(|(shape, function)| (shape, Found::Method(function)))
            .collect();
        let held = self.noted(|note| match note {
            Note::Method(Holder::Field, Method::Function(function)) => Some(*function),
            _ => None,
        });
        if let [function] = held[..] {
            let slots = self.slots_of(reg).into_iter();
            cases.extend(slots.map(|(shape, slot)| (shape, Found::Slot(slot, function))));
        }
        let args = self.window(reg, count.get());
        let name = Arg::Const(Const::Symbol(name.id()));
        let ways = by_way(&cases);
        let all: Vec<usize> = (0..ways.len()).collect();
        let flow = self.each_way(
            &all,
            |it, n| it.is_one_of(&ways[n].0, at),
            |it, n| {
                let snap = it.snapshot();
                match ways[n].0[..] {
                    [shape] => it.g.guard_shape(shape, at, snap),
                    ref shapes => {
                        let one = it.is_one_of(shapes, at);
                        it.g.guard_true(one, snap);
                    }
                }
            },
            |it, n| match ways[n].1 {
                Found::Method(function) => {
                    let callee = it
                        .captures(function)
                        .then(|| it.helper(Helper::find_method, &[at, name]).into());
                    it.go_into(function, (frame, reg), &args, callee)
                }
                Found::Slot(slot, function) => {
                    let held = Arg::Ref(it.g.load_field(slot, at));
                    let snap = it.snapshot();
                    it.g.guard_callee(function, held, snap);
                    it.go_into(function, (frame, reg), &args[1..], Some(held))
                }
            },
        );
        Some(flow)
    }

    /// Whether an instance has one of the shapes.
    fn is_one_of(&mut self, shapes: &[ShapeId], object: Arg) -> Arg {
        let mut one = None;
        for shape in shapes {
            let is = Arg::Ref(self.g.shape_is(*shape, object));
            one = Some(match one {
                Some(one) => self.g.or(one, is).into(),
                None => is,
            });
        }
        one.unwrap_or(Arg::Const(Const::Bool(false)))
    }

    /// A call of a class's static function; nothing if the class was not always the same.
    pub fn call_fixed(
        &mut self,
        window: Call,
        count: Count,
        name: Sym,
        frame: Frame,
    ) -> Option<Flow> {
        let reg = window.reg();
        let class = self.typed(Source::Reg(reg), Tag::Class)?;
        let [(shape, _)] = self.classes_in(reg)[..] else {
            return None;
        };
        let methods = self.noted(|note| match note {
            Note::Method(Holder::Field, Method::Function(function)) => Some(*function),
            _ => None,
        });
        let [function] = methods[..] else { return None };
        self.guard_class(shape, class);
        let args = self.window(reg, count.get());
        let name = Arg::Const(Const::Symbol(name.id()));
        let callee = self
            .captures(function)
            .then(|| self.helper(Helper::own_field, &[class, name]).into());
        Some(self.go_into(function, (frame, reg), &args[1..], callee))
    }

    fn guard_class(&mut self, shape: ShapeId, class: Arg) {
        let snap = self.snapshot();
        let is = self.g.class_is(shape, class);
        self.g.guard_true(is, snap);
    }

    /// A call of a class, which is in the register or was found there: a new instance, and its `init`.
    pub fn construct(&mut self, class: Arg, reg: Reg, args: &[Arg], frame: Frame) -> Flow {
        let seen = self.classes_in(reg);
        if seen.len() > MOST_CLASSES {
            return self.leave();
        }
        // Of classes with the same `init` the one that came most often: each that is told apart has its own copy of what follows.
        let mut classes: Vec<(ShapeId, ShapeId)> = Vec::new();
        for class in seen {
            let init = self.init_of(reg, class.0);
            if classes
                .iter()
                .all(|(shape, _)| self.init_of(reg, *shape) != init)
            {
                classes.push(class);
            }
        }
        self.each_way(
            &classes,
            |it, (shape, _)| it.g.class_is(shape, class).into(),
            |it, (shape, _)| it.guard_class(shape, class),
            |it, (shape, first)| {
                let init = it.init_of(reg, shape);
                if init.is_none() && !args.is_empty() {
                    return it.leave();
                }
                if let Some(init) = init
                    && it.frame_of(init, frame).is_none()
                    && !it.goes_through()
                {
                    return it.leave();
                }
                let snap = it.snapshot();
                let object = Arg::Ref(it.g.new_struct(first, snap));
                let Some(init) = init else {
                    return match frame {
                        Frame::Waits(dst) => {
                            it.put(dst, object);
                            Flow::Next
                        }
                        Frame::Replaced => it.return_value(object),
                    };
                };
                let callee = it
                    .captures(init)
                    .then(|| it.helper(Helper::constructor, &[class]).into());
                let args: Vec<Arg> = [object].into_iter().chain(args.iter().copied()).collect();
                it.go_into(init, (frame, reg), &args, callee)
            },
        )
    }

    /// A call of a bound method.
    pub fn call_bound(&mut self, bound: Arg, reg: Reg, args: &[Arg], frame: Frame) -> Flow {
        let functions = self.noted(|note| match note {
            Note::Bound(noted, function) if *noted == reg => Some(*function),
            _ => None,
        });
        let Some(function) = functions.first().copied() else {
            return self.leave();
        };
        let callee = Arg::Ref(self.helper(Helper::bound_function, &[bound]));
        let snap = self.snapshot();
        self.g.guard_callee(function, callee, snap);
        let receiver = Arg::Ref(self.helper(Helper::bound_receiver, &[bound]));
        let args: Vec<Arg> = [receiver].into_iter().chain(args.iter().copied()).collect();
        self.go_into(function, (frame, reg), &args, Some(callee))
    }

    /// A class's method, found by name.
    pub fn method_in(&mut self, dst: Dst, class: Src, name: Sym) -> Flow {
        let reg = class.reg();
        let at = class.source(self);
        let Some(class) = self.typed(at, Tag::Class) else {
            return self.leave();
        };
        let found = self.found_on(reg);
        if let [(shape, _)] = self.classes_in(reg)[..] {
            let value = match found[..] {
                [(_, function)] if !self.captures(function) => Some(Const::Function(function)),
                [] if self.result(0) == Some(Tag::Null) => Some(Const::Null),
                _ => None,
            };
            if let Some(value) = value {
                self.guard_class(shape, class);
                self.put(dst.reg(), value);
                return Flow::Next;
            }
        }
        let name = Arg::Const(Const::Symbol(name.id()));
        let method = self.helper(Helper::class_method, &[class, name]);
        self.put(dst.reg(), method);
        Flow::Next
    }

    /// The same where there must be one.
    pub fn get_method_in(&mut self, dst: Dst, class: Src, name: Sym) -> Flow {
        if self.result(0).is_none() || self.was_seen(Tag::Null) {
            return self.leave();
        }
        let flow = self.method_in(dst, class, name);
        if let (Flow::Next, Some((_, method))) = (&flow, self.writes.last().copied())
            && self.g.type_of(method) == Type::Any
        {
            let snap = self.snapshot();
            self.g.guard_not_tag(Tag::Null, method, snap);
        }
        flow
    }

    /// The instance's initialisers are about to run.
    pub fn make_ready(&mut self, object: Src) -> Flow {
        let reg = object.reg();
        let raw = self.noted(|note| match note {
            Note::Raw(noted, raw, ready) if *noted == reg => Some((*raw, *ready)),
            _ => None,
        });
        let at = object.source(self);
        let Some(at) = self.typed(at, Tag::Struct) else {
            return self.leave();
        };
        let snap = self.snapshot();
        match (&raw[..], &self.shapes_of(reg)[..]) {
            ([(raw, ready)], [_]) => {
                self.g.guard_shape(*raw, at, snap);
                self.g.set_shape(*ready, at);
            }
            ([], [shape]) => self.g.guard_shape(*shape, at, snap),
            _ => {
                self.helper(Helper::make_ready, &[at]);
            }
        }
        Flow::Next
    }

    /// Whether the instance's initialisers have run or begun: a boolean.
    pub fn readiness(&mut self, object: Src) -> Arg {
        let reg = object.reg();
        let raw = self.noted(|note| match note {
            Note::Raw(noted, raw, _) if *noted == reg => Some(*raw),
            _ => None,
        });
        let shapes = self.shapes_of(reg);
        let source = object.source(self);
        let at = self.arg(source);
        if self.tag_of(source) == Some(Tag::Struct)
            && let [shape] = shapes[..]
        {
            let at = self.arg(source);
            let snap = self.snapshot();
            self.g.guard_shape(shape, at, snap);
            return Arg::Const(Const::Bool(raw.is_empty()));
        }
        self.helper_bool(Helper::is_ready, &[at])
    }
}
