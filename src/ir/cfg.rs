//! Control flow of a graph: order, predecessors, dominators, loops.
//!
//! ```text
//! entry -> b1 -> b2 -> b1        order: entry b1 b2     idom: b1 by entry, b2 by b1     back edge: b2 -> b1
//!           \--> b3
//! ```
//!
//! Dominators by the iteration of Cooper, Harvey and Kennedy ("A Simple, Fast Dominance Algorithm", 2001) over
//! reverse postorder. An edge to a block that dominates its source is a *back edge*; a graph is reducible if without
//! these edges it has no cycle.
//!
//! Invariant: nothing here recurses over the graph.

use super::graph::Graph;
use crate::index::BlockId;

/// See the module's documentation.
pub struct Cfg {
    /// The blocks that can be reached, in reverse postorder.
    pub order: Vec<BlockId>,
    /// By block, the sources of its edges, each once per edge.
    pub predecessors: Vec<Vec<BlockId>>,
    /// By block, its immediate dominator; the entry's is itself.
    pub idom: Vec<Option<BlockId>>,
    /// By block, its children in the tree of dominators.
    pub children: Vec<Vec<BlockId>>,
    /// By block, its place in `order`.
    place: Vec<Option<usize>>,
    /// By block, when a walk of the tree of dominators enters and leaves it.
    span: Vec<(u32, u32)>,
}

impl Cfg {
    /// The control flow of a graph, all of whose edges go to blocks that there are.
    pub fn of(graph: &Graph) -> Cfg {
        let count = graph.blocks.len();
        let order = reverse_postorder(graph);
        let mut place = vec![None; count];
        let mut predecessors = vec![Vec::new(); count];
        for (n, block) in order.iter().enumerate() {
            place[block.index()] = Some(n);
            for edge in graph.block(*block).end.edges() {
                predecessors[edge.to.index()].push(*block);
            }
        }
        let idom = dominators(&order, &place, &predecessors);
        let mut children = vec![Vec::new(); count];
        for block in &order {
            if let Some(parent) = idom[block.index()].filter(|parent| parent != block) {
                children[parent.index()].push(*block);
            }
        }
        let mut cfg = Cfg {
            order,
            predecessors,
            idom,
            children,
            place,
            span: vec![(0, 0); count],
        };
        cfg.number();
        cfg
    }

    fn number(&mut self) {
        let mut clock = 0;
        let mut stack = vec![(BlockId(0), 0)];
        while let Some((block, child)) = stack.pop() {
            clock += 1;
            if child == 0 {
                self.span[block.index()].0 = clock;
            }
            match self.children[block.index()].get(child) {
                Some(next) => stack.extend([(block, child + 1), (*next, 0)]),
                None => self.span[block.index()].1 = clock,
            }
        }
    }

    /// Whether the block can be reached.
    pub fn reaches(&self, block: BlockId) -> bool {
        self.place[block.index()].is_some()
    }

    /// Whether every path to `b` goes through `a` (a block dominates itself).
    pub fn dominates(&self, a: BlockId, b: BlockId) -> bool {
        let ((first, last), (inner, _)) = (self.span[a.index()], self.span[b.index()]);
        self.reaches(a) && self.reaches(b) && first <= inner && inner <= last
    }

    /// The nearest block that dominates both.
    pub fn common(&self, a: BlockId, b: BlockId) -> BlockId {
        let mut a = a;
        while !self.dominates(a, b) {
            match self.idom[a.index()] {
                Some(parent) if parent != a => a = parent,
                _ => return BlockId(0),
            }
        }
        a
    }

    /// All back edges.
    pub fn back_edges(&self) -> Vec<(BlockId, BlockId)> {
        let mut edges = Vec::new();
        for to in &self.order {
            for from in &self.predecessors[to.index()] {
                if self.dominates(*to, *from) {
                    edges.push((*from, *to));
                }
            }
        }
        edges
    }

    /// Whether the block is a loop's header.
    pub fn is_header(&self, block: BlockId) -> bool {
        let sources = &self.predecessors[block.index()];
        sources.iter().any(|from| self.dominates(block, *from))
    }

    /// An edge of a cycle that has no header of its own, if there is one.
    pub fn irreducible_edge(&self) -> Option<(BlockId, BlockId)> {
        // In reverse postorder every edge of an acyclic graph goes forward.
        for to in &self.order {
            for from in &self.predecessors[to.index()] {
                let backward = self.place[from.index()] >= self.place[to.index()];
                if backward && !self.dominates(*to, *from) {
                    return Some((*from, *to));
                }
            }
        }
        None
    }

    /// The blocks of the loop with that header and that source of a back edge, the header included.
    pub fn loop_body(&self, header: BlockId, latch: BlockId) -> Vec<BlockId> {
        let mut body = vec![header];
        let mut todo = vec![latch];
        while let Some(block) = todo.pop() {
            if !body.contains(&block) {
                body.push(block);
                todo.extend(&self.predecessors[block.index()]);
            }
        }
        body
    }

    /// The blocks so that each comes after those that dominate it, and right after them what they dominate.
    pub fn dominator_order(&self) -> Vec<BlockId> {
        let mut order = Vec::with_capacity(self.order.len());
        let mut stack = vec![BlockId(0)];
        while let Some(block) = stack.pop() {
            order.push(block);
            stack.extend(self.children[block.index()].iter().rev());
        }
        order
    }
}

fn reverse_postorder(graph: &Graph) -> Vec<BlockId> {
    let mut seen = vec![false; graph.blocks.len()];
    let mut order = Vec::new();
    let mut stack = vec![(BlockId(0), 0)];
    seen[0] = true;
    while let Some((block, edge)) = stack.pop() {
        // The last edge first, so that in the reversed order the first one's blocks come first.
        let edges: Vec<BlockId> = graph.block(block).end.edges().map(|e| e.to).collect();
        match edges.iter().rev().nth(edge) {
            Some(next) => {
                stack.push((block, edge + 1));
                if !std::mem::replace(&mut seen[next.index()], true) {
                    stack.push((*next, 0));
                }
            }
            None => order.push(block),
        }
    }
    order.reverse();
    order
}

fn dominators(
    order: &[BlockId],
    place: &[Option<usize>],
    predecessors: &[Vec<BlockId>],
) -> Vec<Option<BlockId>> {
    let mut idom: Vec<Option<BlockId>> = vec![None; place.len()];
    idom[0] = Some(BlockId(0));
    let mut changed = true;
    while changed {
        changed = false;
        for block in &order[1..] {
            let known = predecessors[block.index()]
                .iter()
                .copied()
                .filter(|p| idom[p.index()].is_some());
            let new = known.reduce(|a, b| intersect(&idom, place, a, b));
            if idom[block.index()] != new {
                idom[block.index()] = new;
                changed = true;
            }
        }
    }
    idom
}

fn intersect(idom: &[Option<BlockId>], place: &[Option<usize>], a: BlockId, b: BlockId) -> BlockId {
    let (mut a, mut b) = (a, b);
    while a != b {
        let later = if place[a.index()] > place[b.index()] {
            &mut a
        } else {
            &mut b
        };
        match idom[later.index()] {
            Some(parent) => *later = parent,
            None => return BlockId(0),
        }
    }
    a
}
