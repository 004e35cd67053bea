//! Generators: a resumption is a frame of the key, like an inlined call, that begins where the generator waits.
//!
//! ```text
//! iter_resume r3, r5, r1 with r1=generator -> resume.c1@7      %9: int = generator_at %4
//!                                                              guard_true (%9 == f2@7), s3      or a branch for each place
//!                                                              %11: any = kept 0, %4 ; resume %4
//! yield_value r1, r0, r2 in that frame                         suspend 9, %4, (%12, %4) ; r3 of ours = what it yields
//! ```
//!
//! While the frame is inlined its registers are values, and the generator runs: whoever leaves the graph there finds its frame on
//! the stack. Only what lives where it goes on is kept and taken back.
//!
//! Invariant: a generator's state says at every exit what the interpreter would have made it.

use super::builder::{Builder, Flow};
use super::operands::Source;
use crate::bytecode::op::{Dst, Free, Iter, Src};
use crate::heap::Generator;
use crate::index::Reg;
use crate::ir::{Arg, Const, Type};
use crate::trace::{Place, Way};
use crate::value::Tag;

impl Builder<'_, '_> {
    /// The step of an iteration over a generator; over anything else there is none.
    pub fn resume_generator(&mut self, dst: Dst, state: Iter) -> Flow {
        let source = Source::Reg(state.reg());
        match self.tag_of(source) {
            Some(Tag::Generator) => {
                let generator = self.arg(source);
                return self.resume_where_it_waits(dst, generator);
            }
            Some(_) => {}
            None => {
                let over = self.arg(source);
                let is_one = self.g.tag_is(Tag::Generator, over);
                let resumes = |(way, _): &(Way, u64)| matches!(way, Way::Resume(_));
                if self.point().ways.iter().any(resumes) {
                    self.snapshot();
                    self.put(dst.reg(), Const::Unset);
                    let pc = self.next;
                    let other = self.side(Place { pc, ..self.place });
                    self.writes.clear();
                    let one = self.g.block(&[]);
                    self.g.branch(is_one, (one, &[]), (other, &[]));
                    self.g.switch_to(one);
                    let generator = self.g.unbox(Tag::Generator, over);
                    return self.resume_where_it_waits(dst, generator.into());
                }
                let snap = self.snapshot();
                self.g.guard_false(is_one, snap);
            }
        }
        self.put(dst.reg(), Const::Unset);
        Flow::Next
    }

    /// Goes on in the generator at the places where it was seen to, and behind it if it was seen to be done.
    fn resume_where_it_waits(&mut self, dst: Dst, generator: Arg) -> Flow {
        let ways = self.point().by_count().into_iter();
        let ways: Vec<Way> = ways
            .filter(|way| matches!(way, Way::Resume(_) | Way::Next))
            .collect();
        let Some((last, before)) = ways.split_last() else {
            return self.leave();
        };
        let snap = self.snapshot();
        let at = self.g.generator_at(generator);
        let is_there = |builder: &mut Self, way: Way| {
            let number = match way {
                Way::Resume(place) => {
                    let function = builder.tree.context(place.ctx).function;
                    Generator::place_of(function, place.pc)
                }
                _ => Generator::IS_DONE,
            };
            builder.g.eq(at, Const::Int(number))
        };
        for way in before {
            let there = is_there(self, *way);
            let (yes, no) = (self.g.block(&[]), self.g.block(&[]));
            self.g.branch(there, (yes, &[]), (no, &[]));
            self.g.switch_to(yes);
            let place = self.go_on_in(dst, generator, *way);
            let inside = self.side(place);
            self.g.jump(inside, &[]);
            self.writes.clear();
            self.hopes.clear();
            self.g.switch_to(no);
        }
        let there = is_there(self, *last);
        self.g.guard_true(there, snap);
        let place = self.go_on_in(dst, generator, *last);
        Flow::Go(place)
    }

    /// Takes back what the generator keeps; the place where it goes on.
    fn go_on_in(&mut self, dst: Dst, generator: Arg, way: Way) -> Place {
        let Way::Resume(place) = way else {
            self.writes
                .push((self.home(dst.reg()), Const::Unset.into()));
            let pc = self.next;
            return Place { pc, ..self.place };
        };
        let context = *self.tree.context(place.ctx);
        let base = i64::from(context.base);
        let own = self.facts.function(context.function).own_register();
        for reg in self.facts.live(context.function, place.pc) {
            let value = match reg == own {
                true => generator,
                false => self.g.kept(u32::from(reg.0), generator).into(),
            };
            self.writes.push((base + i64::from(reg.0), value));
        }
        if self.facts.wants_callee(context.function) {
            let callee = self.g.generator_callee(generator);
            self.writes.push((base - 1, callee.into()));
        }
        self.g.resume(generator);
        self.make_room(place);
        place
    }

    pub fn make_generator(&mut self, own: Dst, free: Free) -> Flow {
        let function = self.tree.context(self.place.ctx).function;
        let callee = match self.facts.wants_callee(function) {
            true => {
                let base = i64::from(self.tree.context(self.place.ctx).base);
                self.held(base - 1)
            }
            false => Const::Function(function).into(),
        };
        let room = u32::from(self.facts.function(function).registers);
        let snap = self.snapshot();
        let generator: Arg = self.g.new_generator(function, room, callee, snap).into();
        let kept = self.kept_here(own.reg(), generator, free);
        self.g.suspend(self.next.0, generator, &kept);
        self.return_value(generator)
    }

    pub fn yield_value(&mut self, own: Src, src: Src, free: Free) -> Flow {
        // In the outermost frame whoever resumed it is not known.
        if self.tree.context(self.place.ctx).caller.is_none() {
            return self.leave();
        }
        let Some(generator) = self.typed(Source::Reg(own.reg()), Tag::Generator) else {
            return self.leave();
        };
        let value = self.value(src.reg());
        let kept = self.kept_here(own.reg(), generator, free);
        self.snapshot();
        self.g.suspend(self.next.0, generator, &kept);
        self.return_value(value)
    }

    pub fn end_generator(&mut self, own: Src) -> Flow {
        if self.tree.context(self.place.ctx).caller.is_none() {
            return self.leave();
        }
        let Some(generator) = self.typed(Source::Reg(own.reg()), Tag::Generator) else {
            return self.leave();
        };
        self.snapshot();
        self.g.end_generator(generator);
        self.return_value(Const::Unset.into())
    }

    /// What the generator keeps when it waits behind the instruction: of its registers those that live there.
    fn kept_here(&mut self, own: Reg, generator: Arg, free: Free) -> Vec<Arg> {
        let function = self.tree.context(self.place.ctx).function;
        let live = self.facts.live(function, self.next);
        let mut kept = vec![Arg::Const(Const::Unset); free.reg().index()];
        for reg in live {
            let value = match reg == own {
                true => generator,
                false => self.value(reg),
            };
            debug_assert!(self.g.type_of(value) != Type::Data, "registers hold values");
            if let Some(slot) = kept.get_mut(reg.index()) {
                *slot = value;
            }
        }
        kept
    }
}
