//! Where ways meet: what objects hold behind it, and which parameters become parts.
//!
//! ```text
//! jump b1(o3)      o3: struct shape3(%4, 7)          jump b1(%4)
//! jump b1(o5)      o5: struct shape3(%6, 7)    ->    jump b1(%6)
//! b1(%9: struct):                                    b1(%10: int):       %9 is o6: struct shape3(%10, 7)
//! ```
//!
//! At a loop's header the ways that go back are not walked yet: a part that the loop may store to becomes a parameter, every other is
//! taken to stay as it is, and a parameter that names an object where the loop is entered is taken to name one of the same kind always.
//! What goes back is compared when all blocks are walked.
//!
//! Invariant: behind the place, an object that came in by a parameter has no name but the parameter.

use std::collections::{BTreeMap, BTreeSet};

use super::objects::{ObjectId, State, Stores, join, objects_in, reachable};
use super::walk::Walk;
use crate::index::{BlockId, Ref};
use crate::ir::{Arg, Const, Edge, Part, Sunk, Type};

/// In the place of a part's number: the value that an object may be.
pub(super) const KNOWN: usize = usize::MAX;

/// How a block begins.
#[derive(Clone, Default)]
pub(super) struct Arrival {
    /// The parameters of the graph, each with the object that it names if that is not made.
    pub params: Vec<(Ref, Option<ObjectId>)>,
    /// Parts that became parameters.
    pub parts: Vec<(ObjectId, usize, Ref)>,
    /// What objects hold, for a place where several ways meet.
    pub state: State,
}

/// A way to a block: where it comes from, and its edge.
pub(super) struct Incoming {
    pub from: BlockId,
    pub edge: Edge,
    /// How many of the block's parameters are the end's.
    pub provided: usize,
}

impl Walk<'_> {
    /// The ways to a block from blocks that were walked.
    fn incoming(&self, block: BlockId) -> Vec<Incoming> {
        let mut sources = self.cfg.predecessors[block.index()].clone();
        sources.sort();
        sources.dedup();
        let mut ways = Vec::new();
        for from in sources {
            if self.arrivals[from.index()].is_none() || self.cfg.dominates(block, from) {
                continue;
            }
            let end = &self.out.block(from).end;
            let provided = usize::from(end.provides_first());
            for edge in end.edges().filter(|edge| edge.to == block) {
                let edge = edge.clone();
                ways.push(Incoming {
                    from,
                    edge,
                    provided,
                });
            }
        }
        ways
    }

    /// Begins a block; whether anybody comes there.
    pub(super) fn arrive(&mut self, block: BlockId) -> bool {
        let ways = self.incoming(block);
        if ways.is_empty() && block != BlockId(0) {
            return false;
        }
        let is_header = self.cfg.is_header(block);
        let mut arrival = Arrival::default();
        if let ([way], false) = (&ways[..], is_header) {
            self.state = self.at_end[way.from.index()].clone();
            for (n, param) in self.graph.block(block).params.iter().enumerate() {
                let arg = n
                    .checked_sub(way.provided)
                    .map(|n| self.resolve(way.edge.args[n]));
                let object = match arg {
                    Some(Arg::Sunk(object)) => Some(object),
                    _ => None,
                };
                self.map[param.index()] = object.map(Arg::Sunk);
                arrival.params.push((*param, object));
            }
        } else if block == BlockId(0) {
            self.state = State::new();
        } else {
            self.meet(block, &ways, &mut arrival);
        }
        let values = arrival.params.iter().filter(|(_, object)| object.is_none());
        let mut params: Vec<Ref> = values.map(|(param, _)| *param).collect();
        arrival.parts.sort();
        params.extend(arrival.parts.iter().map(|(.., param)| *param));
        self.out.blocks[block.index()].params = params;
        self.arrivals[block.index()] = Some(arrival);
        true
    }

    fn meet(&mut self, block: BlockId, ways: &[Incoming], arrival: &mut Arrival) {
        // What is stored to in the loop, and what may come round by a parameter.
        let (stores, all) = match self.cfg.is_header(block) {
            true => (self.stores_of_loop(block), Stores::everything()),
            false => (Stores::default(), Stores::default()),
        };
        let live = self.live_objects(block, ways);
        // Objects that were made on all ways.
        let mut state = State::new();
        for object in &live {
            let held: Vec<&Sunk> = ways
                .iter()
                .filter_map(|way| self.at_end[way.from.index()].get(object))
                .collect();
            if held.len() == ways.len() {
                let held: Vec<Sunk> = held.into_iter().cloned().collect();
                let met = self.meet_parts(block, *object, &held, &stores, arrival);
                state.insert(*object, met);
            }
        }
        for (n, param) in self.graph.block(block).params.iter().enumerate() {
            let mut object = self.meet_param(*param, n, ways, &live);
            if object.is_none()
                && let Some((entered, held)) = self.enter_param(block, *param, n, ways, arrival)
            {
                state.insert(entered, held);
                object = Some((entered, None));
            }
            self.map[param.index()] = object.as_ref().map(|(object, _)| Arg::Sunk(*object));
            arrival
                .params
                .push((*param, object.as_ref().map(|(object, _)| *object)));
            if let Some((object, Some(held))) = object {
                let met = self.meet_parts(block, object, &held, &all, arrival);
                state.insert(object, met);
            }
        }
        arrival.state = state.clone();
        self.state = state;
    }

    /// What may be stored to in the loop with that header.
    fn stores_of_loop(&self, header: BlockId) -> Stores {
        let mut body = BTreeSet::new();
        for from in &self.cfg.predecessors[header.index()] {
            if self.cfg.dominates(header, *from) {
                body.extend(self.cfg.loop_body(header, *from));
            }
        }
        let mut stores = Stores::default();
        for block in body {
            self.graph
                .block(block)
                .insts
                .iter()
                .for_each(|inst| stores.add(inst));
        }
        stores
    }

    /// The objects that have a name at the beginning of a block other than its parameters, and those that they hold.
    fn live_objects(&self, block: BlockId, ways: &[Incoming]) -> BTreeSet<ObjectId> {
        let live = self.liveness.at_start(self.graph, block);
        let named: Vec<ObjectId> = live
            .iter()
            .filter_map(|value| match self.map.get(value.index()) {
                Some(Some(Arg::Sunk(object))) => Some(*object),
                _ => None,
            })
            .collect();
        let mut all = BTreeSet::new();
        for way in ways {
            let state = &self.at_end[way.from.index()];
            all.extend(reachable(state, named.iter().copied()));
            // What the objects hold that come in by parameters.
            for arg in &way.edge.args {
                if let Arg::Sunk(object) = self.resolve(*arg)
                    && let Some(sunk) = state.get(&object)
                {
                    all.extend(reachable(state, objects_in(sunk)));
                }
            }
        }
        all
    }

    /// What an object holds where it held these things on the ways that meet.
    fn meet_parts(
        &mut self,
        block: BlockId,
        object: ObjectId,
        held: &[Sunk],
        stores: &Stores,
        arrival: &mut Arrival,
    ) -> Sunk {
        let first = &held[0];
        let alike =
            |other: &Sunk| other.kind == first.kind && other.parts.len() == first.parts.len();
        if !held.iter().all(alike) {
            self.found.real.insert(self.origins[object as usize]);
            return first.clone();
        }
        let mut met = first.clone();
        for at in 0..first.parts.len() {
            let parts: Vec<Part> = held.iter().map(|sunk| sunk.parts[at]).collect();
            let same = parts.iter().all(|part| *part == parts[0]);
            let holds_object = parts
                .iter()
                .any(|part| matches!(part, Part::Is(Arg::Sunk(_))));
            let stored = stores.meets(first.kind, at);
            // An object in it is taken to stay there; so is what was never stored.
            if same && (!stored || holds_object || parts[0] == Part::Fresh) {
                continue;
            }
            let args: Vec<Arg> = parts.iter().filter_map(|part| part.arg()).collect();
            if args.len() < parts.len() {
                self.found.real.insert(self.origins[object as usize]);
                continue;
            }
            let origin = self.origins[object as usize];
            let mut known: Option<Type> = None;
            for arg in &args {
                if let Arg::Sunk(inner) = arg {
                    self.found.real.insert(self.origins[*inner as usize]);
                    continue;
                }
                let of = self.out.type_of(*arg);
                known = Some(known.map_or(of, |known| join(known, of)));
            }
            let wide = self.lessons.wide.contains(&(block, origin, at));
            let of = known.filter(|_| !wide).unwrap_or(Type::Any);
            let param = self.value(of);
            arrival.parts.push((object, at, param));
            met.parts[at] = Part::Is(Arg::Ref(param));
        }
        let same = held.iter().all(|sunk| sunk.known == first.known);
        if !same || first.known.is_some() && stores.is_everything() {
            let param = self.value(Type::Any);
            arrival.parts.push((object, KNOWN, param));
            met.known = Some(Arg::Ref(param));
        }
        met
    }

    /// The object that a parameter names, with what it held on the ways that meet if it is another one there; nothing if it is a value.
    fn meet_param(
        &mut self,
        param: Ref,
        n: usize,
        ways: &[Incoming],
        live: &BTreeSet<ObjectId>,
    ) -> Option<(ObjectId, Option<Vec<Sunk>>)> {
        if self.lessons.real.contains(&param) {
            return None;
        }
        let mut objects = Vec::new();
        let mut held = Vec::new();
        for way in ways {
            let arg = way.edge.args[n.checked_sub(way.provided)?];
            let Arg::Sunk(object) = self.resolve(arg) else {
                return None;
            };
            held.push(self.at_end[way.from.index()].get(&object)?.clone());
            objects.push(object);
        }
        let first = &held[0];
        let alike =
            |other: &Sunk| other.kind == first.kind && other.parts.len() == first.parts.len();
        if !held.iter().all(alike) || objects.iter().any(|object| live.contains(object)) {
            // It keeps another name, or is no object of one kind.
            self.found.real.insert(param);
            return None;
        }
        Some((self.object(param), Some(held)))
    }

    /// Gives the edges of a block, whose successors were all walked, what the blocks take that they go to.
    pub(super) fn edges(&mut self, from: BlockId) {
        let state = std::mem::take(&mut self.at_end[from.index()]);
        let mut end = self.out.blocks[from.index()].end.clone();
        let provided = usize::from(end.provides_first());
        for edge in end.edges_mut() {
            let Some(arrival) = self.arrivals[edge.to.index()].clone() else {
                continue;
            };
            self.edge((from, &state), edge, provided, &arrival);
        }
        self.out.blocks[from.index()].end = end;
        self.at_end[from.index()] = state;
    }

    fn edge(
        &mut self,
        (from, state): (BlockId, &State),
        edge: &mut Edge,
        provided: usize,
        arrival: &Arrival,
    ) {
        let goes_back = self.cfg.dominates(edge.to, from);
        // By object of a parameter, what a real one holds that comes in there.
        let mut loaded: BTreeMap<ObjectId, Vec<Arg>> = BTreeMap::new();
        let resolved: Vec<Arg> = edge.args.iter().map(|arg| self.resolve(*arg)).collect();
        let mut args = Vec::new();
        // By object of a parameter, the one that comes in there.
        let mut sources: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let is_single = arrival.state.is_empty() && arrival.parts.is_empty();
        for (n, (param, object)) in arrival.params.iter().enumerate() {
            let Some(arg) = n.checked_sub(provided).map(|n| resolved[n]) else {
                continue;
            };
            match (object, arg) {
                (None, Arg::Sunk(object)) => {
                    if !goes_back || !self.learn_carried(*param, object, state) {
                        self.escape_in(object, state);
                    }
                    args.push(arg);
                }
                (None, _) => args.push(arg),
                (Some(own), Arg::Sunk(object)) if is_single && *own == object => {}
                (Some(own), Arg::Sunk(object)) => {
                    let named_else = arrival.state.contains_key(&object)
                        && !arrival.params.iter().any(|(_, own)| *own == Some(object));
                    if !taken.insert(object) || named_else {
                        self.escape_in(object, state);
                    }
                    sources.insert(*own, object);
                }
                (Some(own), _) => {
                    match self.load_entered(from, state, edge, (*own, arg), arrival) {
                        Some(parts) if !goes_back => {
                            loaded.insert(*own, parts);
                        }
                        _ => {
                            self.found.real.insert(*param);
                        }
                    }
                }
            }
        }
        for (object, held) in &arrival.state {
            if let Some(parts) = loaded.get(object) {
                args.extend(parts);
                continue;
            }
            let source = sources.get(object).unwrap_or(object);
            self.compare(state, *source, (*object, held), edge.to, arrival, &mut args);
        }
        edge.args = args;
    }

    /// Compares what an object holds at the end of a way with what it is taken to hold at the block, and adds the values of those of its
    /// parts that are parameters.
    fn compare(
        &mut self,
        state: &State,
        source: ObjectId,
        (object, held): (ObjectId, &Sunk),
        block: BlockId,
        arrival: &Arrival,
        args: &mut Vec<Arg>,
    ) {
        let origin = self.origins[object as usize];
        let Some(given) = state
            .get(&source)
            .filter(|given| given.kind == held.kind && given.parts.len() == held.parts.len())
        else {
            self.escape_in(source, state);
            self.found.real.insert(origin);
            return;
        };
        for (at, (want, have)) in held.parts.iter().zip(&given.parts).enumerate() {
            let param = arrival
                .parts
                .iter()
                .find(|(of, part, _)| *of == object && *part == at);
            let Some((_, _, param)) = param else {
                if want != have {
                    self.escape_in(source, state);
                    self.found.real.insert(origin);
                    for inner in objects_in(held) {
                        self.found.real.insert(self.origins[inner as usize]);
                    }
                }
                continue;
            };
            match have {
                Part::Is(Arg::Sunk(inner)) => {
                    self.escape_in(*inner, state);
                    self.found.real.insert(origin);
                }
                Part::Is(arg) => {
                    if !self.out.type_of(*arg).fits(self.out.types[param.index()]) {
                        self.found.wide.insert((block, origin, at));
                    }
                    args.push(*arg);
                }
                Part::Fresh => {
                    self.found.real.insert(origin);
                }
            }
        }
        let is_param = |(of, part, _): &&(ObjectId, usize, Ref)| *of == object && *part == KNOWN;
        if arrival.parts.iter().any(|part| is_param(&part)) {
            args.push(given.known.unwrap_or(Const::Null.into()));
        } else if given.known != held.known {
            self.escape_in(source, state);
            self.found.real.insert(origin);
        }
    }
}
