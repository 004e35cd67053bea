//! Where ways meet: blocks with parameters, one for each key.
//!
//! ```text
//! c0@4, key r0=int r1=int     b1(%2: int, %3: int, %4: any)        r2's tag is needed nowhere
//! c0@4, key r0=float r1=int   b7(%20: float, %21: int, %22: any)
//! ```
//!
//! A state whose needed registers have the tags of a version goes there. Other tags make a new version as long as the
//! place has fewer than [`LIMIT`]; after that a version takes them in which what differs travels as tag and payload. So the
//! size of a graph is at most a constant times that of its tree.
//!
//! Invariant: a version's parameters stand in the order of what lives at its place.

use super::builder::{Builder, First, State, Todo};
use crate::index::BlockId;
use crate::ir::{Arg, Type};
use crate::trace::Place;

/// How many versions of a place are made before tags are carried.
const LIMIT: usize = 4;

/// A block where ways meet.
pub(super) struct Version {
    pub block: BlockId,
    /// The types of its parameters.
    pub types: Vec<Type>,
}

impl Builder<'_, '_> {
    /// The block that goes on at a place with the state, and the values of its parameters.
    pub fn version(&mut self, place: Place) -> (BlockId, Vec<Arg>) {
        let homes = self.facts.homes(self.tree, place);
        let args: Vec<Arg> = homes.iter().map(|home| self.held(home.home)).collect();
        let types = homes.iter().zip(&args).map(|(home, arg)| {
            if home.needed && !self.facts.widened.contains(&(place, home.home)) {
                self.g.type_of(*arg)
            } else {
                Type::Any
            }
        });
        let types: Vec<Type> = types.collect();
        let versions = self.versions.entry(place).or_default();
        let takes = |version: &&Version| types.iter().zip(&version.types).all(|(a, b)| a.fits(*b));
        let exact = versions.iter().find(|version| version.types == types);
        let types = match exact {
            Some(version) => return (version.block, args),
            None if versions.len() < LIMIT => types,
            None => match versions.iter().find(takes) {
                Some(version) => return (version.block, args),
                None => common(&types, versions),
            },
        };
        let block = self.g.block(&types);
        let params = self.g.params(block).iter().map(|param| Arg::Ref(*param));
        let state: State = homes.iter().map(|home| home.home).zip(params).collect();
        versions.push(Version { block, types });
        self.todo.push(Todo {
            block,
            place,
            state,
            first: First::Meet,
        });
        (block, args)
    }
}

/// The types that all have in common.
fn common(types: &[Type], versions: &[Version]) -> Vec<Type> {
    let same = |n: usize| versions.iter().all(|version| version.types[n] == types[n]);
    (0..types.len())
        .map(|n| if same(n) { types[n] } else { Type::Any })
        .collect()
}
