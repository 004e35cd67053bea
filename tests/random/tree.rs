//! A program as a tree: texts with holes, which hold expressions, lists and blocks.
//!
//! ```text
//! node!("while (#) #", condition, block)      the holes of a pattern, `#`, are filled in order
//! ```
//!
//! A node knows no syntax but its own text, so that printing is one function, and so that the shrinker works on every
//! form without knowing any: it drops statements from blocks and elements from lists, and replaces expressions.
//!
//! Invariant: a hole for an expression may hold any expression; patterns put parentheses around themselves where needed.

/// A statement or an expression.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// What it consists of, in order.
    pub parts: Vec<Part>,
}

/// A part of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text that stays.
    Text(String),
    /// An expression, which any other may replace.
    Expr(Node),
    /// Expressions, printed with commas between them, of which any may go.
    List(Vec<Node>),
    /// Statements in braces, of which any may go.
    Block(Vec<Node>),
    /// Statements without braces, of which any may go.
    Sequence(Vec<Node>),
}

/// Statements that become a block.
pub struct Block(pub Vec<Node>);

impl From<&str> for Part {
    fn from(text: &str) -> Part {
        Part::Text(text.to_string())
    }
}

impl From<&String> for Part {
    fn from(text: &String) -> Part {
        Part::Text(text.clone())
    }
}

impl From<String> for Part {
    fn from(text: String) -> Part {
        Part::Text(text)
    }
}

impl From<usize> for Part {
    fn from(number: usize) -> Part {
        Part::Text(number.to_string())
    }
}

impl From<Node> for Part {
    fn from(node: Node) -> Part {
        Part::Expr(node)
    }
}

impl From<Vec<Node>> for Part {
    fn from(nodes: Vec<Node>) -> Part {
        Part::List(nodes)
    }
}

impl From<Block> for Part {
    fn from(block: Block) -> Part {
        Part::Block(block.0)
    }
}

/// A node from a pattern and what fills its holes.
macro_rules! node {
    ($pattern:expr $(, $part:expr)* $(,)?) => {
        $crate::tree::Node::fill($pattern, vec![$($crate::tree::Part::from($part)),*])
    };
}
pub(crate) use node;

impl Node {
    /// See [`node!`].
    pub fn fill(pattern: &str, holes: Vec<Part>) -> Node {
        let mut parts = Vec::new();
        let mut holes = holes.into_iter();
        for (i, text) in pattern.split('#').enumerate() {
            if i > 0 {
                parts.push(holes.next().expect("a part for each hole"));
            }
            if !text.is_empty() {
                parts.push(Part::from(text));
            }
        }
        assert!(holes.next().is_none(), "a hole for each part: {pattern}");
        Node { parts }
    }

    /// A node that is nothing but text.
    pub fn text(text: impl Into<String>) -> Node {
        let parts = vec![Part::Text(text.into())];
        Node { parts }
    }

    /// Statements as one node.
    pub fn sequence(statements: Vec<Node>) -> Node {
        let parts = vec![Part::Sequence(statements)];
        Node { parts }
    }

    /// The text of a node that is nothing but text.
    pub fn as_text(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The program text.
    pub fn print(&self) -> String {
        let mut out = String::new();
        self.print_into(&mut out, 0);
        out
    }

    fn print_into(&self, out: &mut String, indent: usize) {
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Expr(node) => node.print_into(out, indent),
                Part::List(nodes) => {
                    for (i, node) in nodes.iter().enumerate() {
                        if i > 0 {
                            out.push_str(", ");
                        }
                        node.print_into(out, indent);
                    }
                }
                Part::Block(nodes) => {
                    out.push('{');
                    for node in nodes {
                        line(out, indent + 1);
                        node.print_into(out, indent + 1);
                    }
                    line(out, indent);
                    out.push('}');
                }
                Part::Sequence(nodes) => {
                    for (i, node) in nodes.iter().enumerate() {
                        if i > 0 {
                            line(out, indent);
                        }
                        node.print_into(out, indent);
                    }
                }
            }
        }
    }
}

fn line(out: &mut String, indent: usize) {
    out.push('\n');
    out.push_str(&"    ".repeat(indent));
}

#[test]
fn holes_are_filled_in_order() {
    let body = Block(vec![node!(
        "puts(#)",
        vec![Node::text("x"), Node::text("1")]
    )]);
    let statement = node!("while (#) #", node!("(# < #)", "x", Node::text("3")), body);
    assert_eq!(statement.print(), "while ((x < 3)) {\n    puts(x, 1)\n}");
}
