//! Makes a failing program small: tries smaller trees for as long as one still fails.
//!
//! ```text
//! let a = [1, 2]; if (c) { puts(a[0] + f(3)) }   ->   puts(f(3))   ->   f(0)
//! ```
//!
//! Greedy, in rounds from coarse to fine, until a whole round finds nothing: drop runs of statements and elements (halves first, as
//! in Zeller's delta debugging), put the statements of a block in the place of what holds it, put an expression's
//! own operand or a literal in its place.
//!
//! Invariant: the result fails as the program given did, and is not longer.

use crate::tree::{Node, Part};

/// The smallest program found that `fails`, with at most `tries` calls of it.
pub fn shrink(program: &Node, tries: usize, fails: &mut dyn FnMut(&Node) -> bool) -> Node {
    let mut shrinker = Shrinker {
        best: program.clone(),
        tries,
        fails,
    };
    while shrinker.round() && shrinker.tries > 0 {}
    shrinker.best
}

struct Shrinker<'a> {
    best: Node,
    tries: usize,
    fails: &'a mut dyn FnMut(&Node) -> bool,
}

/// Where a part is: the index of a part in a node, the index of a node in that part, and so on.
type Path = Vec<(usize, usize)>;

impl Shrinker<'_> {
    /// Whether anything became smaller.
    fn round(&mut self) -> bool {
        let before = self.best.print().len();
        self.drop_runs();
        self.replace_nodes();
        self.best.print().len() < before
    }

    /// Takes the candidate if it still fails.
    fn accept(&mut self, candidate: Node) -> bool {
        if self.tries == 0 || candidate.print().len() >= self.best.print().len() {
            return false;
        }
        self.tries -= 1;
        let fails = (self.fails)(&candidate);
        if fails {
            self.best = candidate;
        }
        fails
    }

    fn drop_runs(&mut self) {
        let mut at = 0;
        while let Some((path, part)) = lists(&self.best).into_iter().nth(at) {
            let mut run = nodes_of(&self.best, &path, part).len();
            while run > 0 && self.tries > 0 {
                let mut start = 0;
                while start < nodes_of(&self.best, &path, part).len() && self.tries > 0 {
                    let mut candidate = self.best.clone();
                    if let Some(nodes) = nodes_mut(&mut candidate, &path, part) {
                        let end = (start + run).min(nodes.len());
                        nodes.drain(start..end);
                    }
                    if !self.accept(candidate) {
                        start += run;
                    }
                }
                run /= 2;
            }
            at += 1;
        }
    }

    fn replace_nodes(&mut self) {
        let mut at = 0;
        while let Some(path) = nodes(&self.best).into_iter().nth(at) {
            let Some(node) = find(&self.best, &path).cloned() else {
                return;
            };
            let smaller = replacements(&node);
            let taken = smaller.into_iter().any(|replacement| {
                let mut candidate = self.best.clone();
                if let Some(place) = find_mut(&mut candidate, &path) {
                    *place = replacement;
                }
                self.accept(candidate)
            });
            if self.tries == 0 {
                return;
            }
            // What was put there may become smaller still.
            if !taken {
                at += 1;
            }
        }
    }
}

/// What may stand in a node's place.
fn replacements(node: &Node) -> Vec<Node> {
    let mut all = Vec::new();
    for part in &node.parts {
        match part {
            Part::Block(nodes) | Part::Sequence(nodes) => all.push(Node::sequence(nodes.clone())),
            _ => {}
        }
    }
    for part in &node.parts {
        match part {
            Part::Expr(node) => all.push(node.clone()),
            Part::List(nodes) => all.extend(nodes.iter().cloned()),
            _ => {}
        }
    }
    all.extend(["0", "1", "null", "\"\"", "[]", "{}", "0.5"].map(Node::text));
    if let Some(number) = node.as_text().and_then(|text| text.parse::<u64>().ok()) {
        all.extend([2, 10, number / 2, number - number.min(1)].map(|n| Node::text(n.to_string())));
    }
    all
}

/// All parts that hold several nodes, outermost first.
fn lists(root: &Node) -> Vec<(Path, usize)> {
    let mut found = Vec::new();
    for path in nodes(root) {
        let Some(node) = find(root, &path) else {
            continue;
        };
        for (i, part) in node.parts.iter().enumerate() {
            if !matches!(part, Part::Text(_) | Part::Expr(_)) {
                found.push((path.clone(), i));
            }
        }
    }
    found
}

/// The places of all nodes, outermost first.
fn nodes(root: &Node) -> Vec<Path> {
    let mut found = vec![Vec::new()];
    let mut at = 0;
    while at < found.len() {
        let path = found[at].clone();
        at += 1;
        let Some(node) = find(root, &path) else {
            continue;
        };
        for (i, part) in node.parts.iter().enumerate() {
            for k in 0..children(part).len() {
                let mut child = path.clone();
                child.push((i, k));
                found.push(child);
            }
        }
    }
    found
}

fn children(part: &Part) -> &[Node] {
    match part {
        Part::Text(_) => &[],
        Part::Expr(node) => std::slice::from_ref(node),
        Part::List(nodes) | Part::Block(nodes) | Part::Sequence(nodes) => nodes,
    }
}

fn find<'a>(root: &'a Node, path: &Path) -> Option<&'a Node> {
    path.iter().try_fold(root, |node, (part, k)| {
        children(node.parts.get(*part)?).get(*k)
    })
}

fn find_mut<'a>(root: &'a mut Node, path: &Path) -> Option<&'a mut Node> {
    path.iter()
        .try_fold(root, |node, (part, k)| match node.parts.get_mut(*part)? {
            Part::Text(_) => None,
            Part::Expr(node) => Some(node),
            Part::List(nodes) | Part::Block(nodes) | Part::Sequence(nodes) => nodes.get_mut(*k),
        })
}

fn nodes_of<'a>(root: &'a Node, path: &Path, part: usize) -> &'a [Node] {
    find(root, path)
        .and_then(|node| node.parts.get(part))
        .map_or(&[], children)
}

fn nodes_mut<'a>(root: &'a mut Node, path: &Path, part: usize) -> Option<&'a mut Vec<Node>> {
    match find_mut(root, path)?.parts.get_mut(part)? {
        Part::List(nodes) | Part::Block(nodes) | Part::Sequence(nodes) => Some(nodes),
        Part::Text(_) | Part::Expr(_) => None,
    }
}

#[test]
fn what_fails_becomes_small() {
    use crate::tree::{Block, node};
    let sum = node!(
        "(# + #)",
        Node::text("a"),
        node!("f(#)", vec![Node::text("12")])
    );
    let body = Block(vec![
        Node::text("a = 1"),
        node!("puts(#)", vec![sum]),
        Node::text("b"),
    ]);
    let program = Node::sequence(vec![
        Node::text("let a = 0"),
        node!("if (#) #", Node::text("a"), body),
    ]);
    let small = shrink(&program, 1000, &mut |node| node.print().contains("f("));
    assert_eq!(small.print(), "f()");
    let same = shrink(&program, 1000, &mut |_| false);
    assert_eq!(same, program);
}
