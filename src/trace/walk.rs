//! Walks along the ways of a tree: where they meet, and where they go back.
//!
//! ```text
//! c0@4 -> c0@6, c0@9 ; c0@6 -> c0@9 ; c0@9 -> c0@4      two ways arrive at c0@9, one goes back to c0@4
//! ```
//!
//! Invariant: nothing here recurses over the tree.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Place, Tree};
use crate::bytecode::Program;

impl Tree {
    /// How many ways lead to each place, from the start on.
    pub fn arrivals(&self, program: &Program, start: Place) -> BTreeMap<Place, usize> {
        let mut arrivals = BTreeMap::from([(start, 1)]);
        let mut todo = vec![start];
        let mut seen = BTreeSet::from([start]);
        while let Some(place) = todo.pop() {
            let Some(point) = self.point(place) else {
                continue;
            };
            for (way, _) in &point.ways {
                if let Some(target) = self.target(program, place, *way) {
                    *arrivals.entry(target).or_insert(0) += 1;
                    if seen.insert(target) {
                        todo.push(target);
                    }
                }
            }
        }
        arrivals
    }

    /// The places to which a way goes back, in a walk of the ways from the start on.
    pub fn headers(&self, program: &Program, start: Place) -> BTreeSet<Place> {
        let mut headers = BTreeSet::new();
        let mut seen = BTreeSet::from([start]);
        let mut path = BTreeSet::from([start]);
        let mut stack = vec![(start, 0)];
        while let Some((place, n)) = stack.pop() {
            let way = self.point(place).and_then(|point| point.ways.get(n));
            let Some((way, _)) = way else {
                path.remove(&place);
                continue;
            };
            stack.push((place, n + 1));
            let Some(target) = self.target(program, place, *way) else {
                continue;
            };
            if path.contains(&target) {
                headers.insert(target);
            } else if seen.insert(target) {
                path.insert(target);
                stack.push((target, 0));
            }
        }
        headers
    }
}
