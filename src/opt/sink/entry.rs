//! Loops whose variable names a real object at first, and one of the round before later.
//!
//! ```text
//! entry:                                       guard_shape shape3, %1, s9      s9: early f0@4: f0@4 r1=%1
//!   jump b1(%1)                                %5: any = load_field 0, %1
//! b1(%2: struct):                        ->    jump b1(%5, %1)
//!   ...                                      b1(%6: any, %7: any):             %2 is o0: struct shape3(%6) or %7
//!   jump b1(%4)       %4 is not made           jump b1(%8, null)
//! ```
//!
//! A graph begins at its loop's header, where everything is real. What the object holds is loaded before the loop, behind a guard on its
//! shape that leaves with the state in which the loop is entered (as [`crate::opt::hoist`] moves guards; where it fails often, the
//! instruction there is pinned, and the object stays real). The parameter is that object in the first round, so in the first round snapshots name it.
//!
//! Invariant: nothing in the loop changes what was loaded before it; the object itself is never changed in the graph.

use super::Carried;
use super::merge::{Arrival, Incoming, KNOWN};
use super::objects::{ObjectId, State, read_from, tag_of_form};
use super::walk::Walk;
use crate::index::{BlockId, Ref, SnapId};
use crate::ir::{
    Arg, Classes, Edge, End, Form, FormKind, Inst, IrOp, Part, Sharing, Snapshot, Sunk, SunkKind,
    Type,
};

impl Walk<'_> {
    /// Notes that an object of each round goes back to a parameter; whether that may spare it.
    pub(super) fn learn_carried(&mut self, param: Ref, object: ObjectId, state: &State) -> bool {
        let Some(sunk) = state.get(&object) else {
            return false;
        };
        let spared = !self.found.real.contains(&param)
            && !self.lessons.carried.contains_key(&param)
            && sunk.kind != SunkKind::Array(None);
        let types = sunk.parts.iter().map(|part| match part {
            Part::Is(Arg::Sunk(_)) | Part::Fresh => None,
            Part::Is(arg) => Some(self.out.type_of(*arg)),
        });
        let Some(parts) = types.collect::<Option<Vec<Type>>>().filter(|_| spared) else {
            self.found.real.insert(param);
            return false;
        };
        let kind = sunk.kind;
        let carried = Carried { kind, parts };
        let known = self.found.carried.entry(param).or_insert(carried.clone());
        if *known != carried {
            self.found.real.insert(param);
        }
        true
    }

    /// The object of a parameter that is real where the loop is entered, and what it holds in the loop.
    pub(super) fn enter_param(
        &mut self,
        header: BlockId,
        param: Ref,
        n: usize,
        ways: &[Incoming],
        arrival: &mut Arrival,
    ) -> Option<(ObjectId, Sunk)> {
        let carried = self.lessons.carried.get(&param)?;
        if self.lessons.real.contains(&param) {
            return None;
        }
        let tag = Type::Tag(carried.kind.tag());
        let enters = match ways {
            [way] => {
                let arg = self.resolve(*way.edge.args.get(n)?);
                let known = !matches!(arg, Arg::Sunk(_)) && self.out.type_of(arg) == tag;
                known && matches!(self.out.block(way.from).end, End::Jump(_))
            }
            _ => false,
        };
        let state = self.entry_state(header);
        let spot = state.and_then(|state| state.spot());
        let pinned = spot.is_none_or(|spot| self.graph.pinned.binary_search(&spot).is_ok());
        if !enters || pinned {
            self.found.real.insert(param);
            return None;
        }
        let object = self.object(param);
        let mut parts = Vec::new();
        for (at, of) in carried.parts.iter().enumerate() {
            let wide = self.lessons.wide.contains(&(header, param, at));
            let value = self.value(if wide { Type::Any } else { *of });
            arrival.parts.push((object, at, value));
            parts.push(Part::Is(Arg::Ref(value)));
        }
        let known = self.value(Type::Any);
        arrival.parts.push((object, KNOWN, known));
        self.entered.push((header, object));
        let held = Sunk {
            known: Some(Arg::Ref(known)),
            ..Sunk::new(carried.kind, parts)
        };
        Some((object, held))
    }

    /// The state at a header, if its first instruction tells.
    fn entry_state(&self, header: BlockId) -> Option<&Snapshot> {
        let first = self.graph.block(header).insts.first()?;
        let first = Some(first).filter(|inst| inst.op == IrOp::safepoint)?;
        Some(self.graph.snapshot(first.snap()?))
    }

    /// Loads what a real object holds where a loop is entered: the values of its parameter's parts, and itself.
    pub(super) fn load_entered(
        &mut self,
        from: BlockId,
        state: &State,
        edge: &Edge,
        (own, object): (ObjectId, Arg),
        arrival: &Arrival,
    ) -> Option<Vec<Arg>> {
        if !self.entered.contains(&(edge.to, own)) {
            return None;
        }
        let held = arrival.state.get(&own)?.clone();
        let mut entered = self.entry_state(edge.to)?.clone();
        entered.early = entered.spot();
        let params = &self.graph.block(edge.to).params;
        entered.map_values(|arg| {
            let at = params.iter().position(|param| Arg::Ref(*param) == arg);
            at.map_or(arg, |at| edge.args[at])
        });
        let snap = SnapId(self.out.snapshots.len() as u32);
        let described = self.described(entered, state);
        self.out.snapshots.push(described);
        let mut entry = Entry {
            walk: self,
            from,
            snap,
        };
        let loads = entry.loads(held.kind, object, held.parts.len())?;
        let mut values = Vec::new();
        for (load, part) in loads.into_iter().zip(&held.parts) {
            let wanted = part.arg().map(|arg| entry.walk.out.type_of(arg));
            values.push(entry.typed(load, wanted?));
        }
        values.push(object);
        Some(values)
    }

    /// Finds the loops that may change what was loaded before them.
    pub(super) fn check_entered(&mut self) {
        for (header, object) in self.entered.clone() {
            let origin = self.origins[object as usize];
            let Some(arrival) = &self.arrivals[header.index()] else {
                continue;
            };
            let Some(held) = arrival.state.get(&object) else {
                continue;
            };
            if self.written_in_loop(header).meets(read_from(held.kind)) {
                self.found.real.insert(origin);
            }
        }
    }

    fn written_in_loop(&self, header: BlockId) -> Classes {
        let mut written = Classes::NONE;
        for from in &self.cfg.predecessors[header.index()] {
            if !self.cfg.dominates(header, *from) {
                continue;
            }
            for block in self.cfg.loop_body(header, *from) {
                if self.arrivals[block.index()].is_some() {
                    let block = self.out.block(block);
                    let insts = block.insts.iter().map(|inst| inst.effects().writes);
                    written = insts.fold(written.union(block.end.effects().writes), Classes::union);
                }
            }
        }
        written
    }
}

/// Instructions at the end of the block before a loop.
struct Entry<'w, 'g> {
    walk: &'w mut Walk<'g>,
    from: BlockId,
    snap: SnapId,
}

impl Entry<'_, '_> {
    fn write(&mut self, op: IrOp, args: &[Arg], result: Option<Type>) -> Arg {
        let mut args = args.to_vec();
        if op.row().exits() {
            args.push(Arg::Snap(self.snap));
        }
        let result = result.map(|of| self.walk.value(of));
        let inst = Inst { op, args, result };
        self.walk.out.blocks[self.from.index()].insts.push(inst);
        Arg::Ref(result.unwrap_or_default())
    }

    /// Guards that the object is of the kind and has so many parts, and loads them.
    fn loads(&mut self, kind: SunkKind, object: Arg, count: usize) -> Option<Vec<Arg>> {
        let numbers = 0..count as u32;
        Some(match kind {
            SunkKind::Struct(shape) => {
                self.write(IrOp::guard_shape, &[Arg::Shape(shape), object], None);
                let load = |slot: u32| {
                    let args = [Arg::Number(slot), object];
                    self.write(IrOp::load_field, &args, Some(Type::Any))
                };
                numbers.map(load).collect()
            }
            SunkKind::Closure(function) => {
                self.write(IrOp::guard_callee, &[Arg::Fn(function), object], None);
                let load = |n: u32| {
                    let args = [Arg::Number(n), object];
                    self.write(IrOp::capture, &args, Some(Type::Any))
                };
                numbers.map(load).collect()
            }
            SunkKind::Array(form) => self.elements(form?, object, count)?,
            SunkKind::Cell => vec![self.write(IrOp::cell_get, &[object], Some(Type::Any))],
            SunkKind::Range => [IrOp::range_start, IrOp::range_end]
                .map(|op| self.write(op, &[object], Some(Type::INT)))
                .to_vec(),
        })
    }

    fn elements(&mut self, kind: FormKind, array: Arg, count: usize) -> Option<Vec<Arg>> {
        let op = match kind {
            FormKind::Int => IrOp::load_int,
            FormKind::Float => IrOp::load_float,
            FormKind::Bool => IrOp::load_bool,
            FormKind::Generic => IrOp::load_any,
            FormKind::Empty => return None,
        };
        let sharing = Sharing::Any;
        let form = Arg::Form(Form { kind, sharing });
        self.write(IrOp::guard_kind, &[form, array], None);
        let length = self.write(IrOp::array_len, &[array], Some(Type::INT));
        let as_many = self.write(IrOp::eq, &[length, (count as i64).into()], Some(Type::BOOL));
        self.write(IrOp::guard_true, &[as_many], None);
        let data = self.write(IrOp::array_data, &[array], Some(Type::Data));
        let of = tag_of_form(kind).map_or(Type::Any, Type::Tag);
        let load = |n: usize| self.write(op, &[array, data, (n as i64).into()], Some(of));
        Some((0..count).map(load).collect())
    }

    /// The value as one of that type.
    fn typed(&mut self, value: Arg, wanted: Type) -> Arg {
        match (wanted, self.walk.out.type_of(value)) {
            (Type::Tag(tag), Type::Any) => {
                self.write(IrOp::guard_tag, &[Arg::Tag(tag), value], Some(wanted))
            }
            _ => value,
        }
    }
}
