//! The cold blocks behind the exits, as few and as short as can be: they were two thirds of all code.
//!
//! ```text
//! s1: r1=%4 r2=%5           x3: store i64 3, exit of the state       the exit's own
//! s2: r1=%4 r2=%5 r3=%9         br label %h2
//!                           x4: store i64 4, exit of the state
//!                               store i64 %9, home 3
//!                               br label %h2
//!                           h2: store i64 %5, home 2                 what snapshots have in common
//!                               store i64 %4, home 1
//!                               ret { i64, i64 } { LEFT, 0 }
//! ```
//!
//! Snapshots of neighbouring instructions differ in few registers, and all snapshots agree on those of the outer frames. So the
//! stores of all snapshots are put into one **prefix tree**: each snapshot's stores in the order of how many snapshots have them, the most
//! common ones next to the root (the tree of Han, Pei and Yin, "Mining Frequent Patterns without Candidate Generation", 2000). A
//! bail-out begins at its snapshot's node and stores its way to the root, where it returns; where ways meet, a block begins.
//!
//! That is right since what a node stores is named by all snapshots below it: it dominates each of their exits, and so the exits' nearest
//! common dominator, and so the node's block. The number of the exit goes through memory: a phi would be set on the hot path.
//!
//! Invariant: on the way from an exit to the root each home of its snapshot is stored once, and no other.

use std::collections::BTreeMap;

use inkwell::basic_block::BasicBlock;
use inkwell::module::Linkage;
use inkwell::values::{BasicValueEnum, PointerValue};

use super::lower::{Lowered, Lowering};
use super::memory::Memory;
use crate::index::SnapId;
use crate::ir::{Arg, Slot, Sunk};
use crate::jit::exits::{ExitTable, Recipe};
use crate::jit::{LEFT, NativeState};
use crate::value::Value;

/// A store of an argument to a home register.
type Store = (i64, Arg);

/// See the module's documentation. Nodes are numbered; 0 is the root.
#[derive(Default)]
struct Tree {
    nodes: Vec<Node>,
    children: BTreeMap<(usize, Store), usize>,
}

#[derive(Clone, Copy)]
struct Node {
    parent: usize,
    store: Store,
    whole: bool,
    /// How many children and exits go on here.
    users: usize,
}

impl Tree {
    /// Puts the stores in, the first one next to the root; answers the last one's node.
    fn insert(&mut self, stores: &[(Store, bool)]) -> usize {
        let mut at = 0;
        for (store, whole) in stores {
            at = match self.children.get(&(at, *store)) {
                Some(known) => *known,
                None => {
                    let node = Node {
                        parent: at,
                        store: *store,
                        whole: *whole,
                        users: 0,
                    };
                    self.nodes.push(node);
                    let child = self.nodes.len();
                    self.children.insert((at, *store), child);
                    if let Some(parent) = self.node_mut(at) {
                        parent.users += 1;
                    }
                    child
                }
            };
        }
        at
    }

    /// A node; nothing for the root.
    fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at.checked_sub(1)?)
    }

    fn node_mut(&mut self, at: usize) -> Option<&mut Node> {
        self.nodes.get_mut(at.checked_sub(1)?)
    }
}

/// What a bail-out block stores for a snapshot.
fn stores(table: &ExitTable, snap: SnapId) -> impl Iterator<Item = (Store, bool)> {
    let homes = table.homes(snap);
    homes.filter_map(|(home, recipe, arg)| match recipe {
        Recipe::Constant(_) | Recipe::Object(_) | Recipe::Fresh => None,
        Recipe::Tagged(_) => Some(((home, arg), false)),
        Recipe::Whole => Some(((home, arg), true)),
    })
}

impl<'c> Lowering<'_, 'c> {
    /// What the bail-out block of a snapshot stores.
    fn all_stores(&self, snap: SnapId) -> Vec<(Store, bool)> {
        let mut all: Vec<(Store, bool)> = stores(self.table, snap).collect();
        let mut base = 0;
        for frame in &self.graph.snapshot(snap).frames {
            base += i64::from(frame.window);
            let there = frame.registers.iter();
            let there = there.filter(|(_, slot)| *slot == Slot::Home);
            let homes = there.map(|(reg, _)| base + i64::from(reg.0));
            all.extend(homes.filter_map(|home| Some(((home, self.unwritten(home)?), true))));
        }
        all
    }

    /// Writes the blocks behind the exits.
    pub fn bail_outs(&mut self) -> Lowered<()> {
        let exits: Vec<_> = self
            .stubs
            .iter()
            .map(|(exit, stub)| (*exit, *stub))
            .collect();
        let mut ends: BTreeMap<SnapId, usize> = BTreeMap::new();
        for (exit, _) in &exits {
            ends.insert(self.table.snap(*exit), 0);
        }
        let mut common: BTreeMap<Store, usize> = BTreeMap::new();
        for snap in ends.keys() {
            for (store, _) in self.all_stores(*snap) {
                *common.entry(store).or_insert(0) += 1;
            }
        }
        let mut tree = Tree::default();
        for (snap, end) in &mut ends {
            let mut stores = self.all_stores(*snap);
            stores.sort_by_key(|(store, _)| (std::cmp::Reverse(common[store]), *store));
            *end = tree.insert(&stores);
        }
        for (exit, _) in &exits {
            if let Some(node) = tree.node_mut(ends[&self.table.snap(*exit)]) {
                node.users += 1;
            }
        }
        let mut blocks = BTreeMap::new();
        for (exit, stub) in exits {
            self.builder.position_at_end(stub);
            let place = self.state_field(NativeState::EXIT_OFFSET)?;
            self.store(place, self.int(exit.0.into()), Memory::State)?;
            self.store_parts(self.table.snap(exit))?;
            self.store_up(&tree, ends[&self.table.snap(exit)], &mut blocks)?;
        }
        Ok(())
    }

    /// Goes on with the stores from a node up to the root.
    fn store_up(
        &self,
        tree: &Tree,
        mut at: usize,
        blocks: &mut BTreeMap<usize, BasicBlock<'c>>,
    ) -> Lowered<()> {
        loop {
            let node = tree.node(at);
            // Where several go on there is one block; from the root all return.
            if node.is_none_or(|node| node.users > 1) {
                if let Some(block) = blocks.get(&at) {
                    return self.jump(*block);
                }
                let block = self.block(&format!("h{at}"));
                blocks.insert(at, block);
                self.jump(block)?;
                self.builder.position_at_end(block);
            }
            let Some(node) = node else {
                return self.answer(self.int(LEFT as i64), self.int(0));
            };
            self.store_home(node)?;
            at = node.parent;
        }
    }

    /// Writes a home register as far as the exit table does not. Nothing reads it here, so the stores have no class.
    fn store_home(&self, node: &Node) -> Lowered<()> {
        let (home, arg) = node.store;
        let store = |offset: usize, value: BasicValueEnum<'c>| -> Lowered<()> {
            let place = home * size_of::<Value>() as i64 + offset as i64;
            self.builder
                .build_store(self.behind(self.base, place)?, value)?;
            Ok(())
        };
        if !node.whole {
            return store(Value::PAYLOAD_OFFSET, self.stored(arg)?);
        }
        let (tag, payload) = self.pair(arg)?;
        store(Value::TAG_OFFSET, tag.into())?;
        store(Value::PAYLOAD_OFFSET, payload.into())
    }

    /// Where the object has room for the parts of all objects of a snapshot.
    fn parts_buffer(&self) -> PointerValue<'c> {
        let known = self.module.get_global("parts");
        let buffer = known.unwrap_or_else(|| {
            let words = self.word.array_type(2 * self.table.most_parts() as u32);
            let buffer = self.module.add_global(words, None, "parts");
            buffer.set_linkage(Linkage::Internal);
            buffer.set_initializer(&words.const_zero());
            buffer
        });
        buffer.as_pointer_value()
    }

    /// Writes what the objects of a snapshot hold, as far as the exit table does not.
    fn store_parts(&self, snap: SnapId) -> Lowered<()> {
        let objects = &self.graph.snapshot(snap).objects;
        if objects.is_empty() {
            return Ok(());
        }
        let parts = objects.iter().flat_map(Sunk::named);
        let start = self.parts_buffer();
        self.store(
            self.state_field(NativeState::PARTS_OFFSET)?,
            start,
            Memory::State,
        )?;
        for (n, (part, recipe)) in parts.zip(self.table.parts(snap)).enumerate() {
            let Some(arg) = part.arg() else { continue };
            let place = self.behind(start, (n * size_of::<Value>()) as i64)?;
            match recipe {
                Recipe::Constant(_) | Recipe::Object(_) | Recipe::Fresh => {}
                Recipe::Tagged(_) => self.store(
                    self.behind(place, Value::PAYLOAD_OFFSET as i64)?,
                    self.stored(arg)?,
                    Memory::State,
                )?,
                Recipe::Whole => self.store_value(place, self.pair(arg)?, Memory::State)?,
            }
        }
        Ok(())
    }
}
