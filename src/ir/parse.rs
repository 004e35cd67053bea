//! Text to graph: the inverse of [`super::print`].
//!
//! ```text
//! parse("graph t1 loop f0@4\n  entry:\n    exit s9\n")   ->   3:10: there is no snapshot s9
//! ```
//!
//! Values, blocks and snapshots may be numbered as one likes and used before they are defined; `;` begins a comment.
//! The result is compact. Invariant: any text gives a graph or an error with its place; the graph has all the ids that
//! it uses, and instructions with the operands of their rows. The rest is the verifier's business.

use std::collections::BTreeMap;
use std::fmt;

use super::graph::{Anchor, Block, Edge, End, EntryFrame, Graph, Inst, Invoke, Snapshot, Spot};
use super::helper::Helper;
use super::lex::{Word, constant, numbered, words};
use super::operand::{Arg, Form, OperandKind};
use super::table::{IrOp, ResultType};
use super::types::Type;
use crate::index::{
    BlockId, BuiltinId, ExitId, FnId, GlobalId, Pc, Ref, ShapeId, SnapId, SymbolId, TreeId,
};
use crate::value::Tag;

/// Why a text is no graph, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ParseError {}

pub(super) type Parsed<T> = Result<T, ParseError>;

/// The graph of a text.
///
/// # Errors
/// When the text is not one.
pub fn parse(text: &str) -> Parsed<Graph> {
    let words = words(text);
    let lines = text.lines().count() as u32;
    let end = Word {
        text: "",
        line: lines.max(1),
        column: 1,
    };
    let mut parser = Parser {
        words,
        at: 0,
        end,
        values: Numbers::default(),
        blocks: Numbers::default(),
        snaps: Numbers::default(),
    };
    parser.graph()
}

/// The numbers of one kind of thing as written, and where each was defined and first used.
#[derive(Default)]
struct Numbers<'a> {
    ids: BTreeMap<u32, u32>,
    defined: BTreeMap<u32, bool>,
    first_use: Vec<(Word<'a>, u32)>,
}

impl<'a> Numbers<'a> {
    fn id(&mut self, written: u32) -> u32 {
        let next = self.ids.len() as u32;
        *self.ids.entry(written).or_insert(next)
    }

    fn used(&mut self, word: Word<'a>, written: u32) -> u32 {
        self.first_use.push((word, written));
        self.id(written)
    }

    /// The id, unless it is defined already.
    fn define(&mut self, written: u32) -> Option<u32> {
        let id = self.id(written);
        self.defined.insert(written, true).is_none().then_some(id)
    }

    fn undefined(&self) -> Option<Word<'a>> {
        let missing = self
            .first_use
            .iter()
            .find(|(_, n)| !self.defined.contains_key(n));
        missing.map(|(word, _)| *word)
    }
}

/// A text that is read.
pub(super) struct Parser<'a> {
    words: Vec<Word<'a>>,
    pub(super) at: usize,
    end: Word<'a>,
    values: Numbers<'a>,
    blocks: Numbers<'a>,
    snaps: Numbers<'a>,
}

pub(super) fn error<T>(word: Word<'_>, message: impl Into<String>) -> Parsed<T> {
    Err(ParseError {
        line: word.line,
        column: word.column,
        message: message.into(),
    })
}

impl<'a> Parser<'a> {
    pub(super) fn peek(&self) -> Word<'a> {
        self.words.get(self.at).copied().unwrap_or(self.end)
    }

    pub(super) fn next(&mut self) -> Word<'a> {
        let word = self.peek();
        self.at += 1;
        word
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.words.len()
    }

    pub(super) fn takes(&mut self, text: &str) -> bool {
        let found = self.peek().text == text && !self.is_at_end();
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, text: &str) -> Parsed<()> {
        let word = self.peek();
        if self.takes(text) {
            return Ok(());
        }
        let wanted = if text.is_empty() {
            "the end of the line".to_string()
        } else {
            format!("`{text}`")
        };
        error(word, format!("want {wanted}, got {}", shown(word)))
    }

    /// A number behind a prefix.
    pub(super) fn number(&mut self, prefix: &str, what: &str) -> Parsed<u32> {
        let word = self.next();
        match numbered(word.text, prefix) {
            Some(n) => Ok(n),
            None => error(word, format!("want {what}, got {}", shown(word))),
        }
    }

    fn graph(&mut self) -> Parsed<Graph> {
        self.expect("graph")?;
        let tree = TreeId(self.number("t", "a tree")?);
        let word = self.next();
        let Some((anchor, _)) = Anchor::ALL.into_iter().find(|(_, name)| *name == word.text) else {
            return error(
                word,
                format!("want loop, function or piece, got {}", shown(word)),
            );
        };
        let mut frames = vec![self.place()?];
        while self.takes("/") {
            frames.push(self.place()?);
        }
        self.expect("")?;
        let pinned = self.pinned()?;
        let mut blocks: BTreeMap<u32, Block> = BTreeMap::new();
        let mut order = Vec::new();
        let mut types: BTreeMap<u32, Type> = BTreeMap::new();
        let mut snapshots: BTreeMap<u32, Snapshot> = BTreeMap::new();
        while !self.is_at_end() {
            let word = self.next();
            if let Some(n) = numbered(word.text, "s") {
                let Some(id) = self.snaps.define(n) else {
                    return error(word, format!("snapshot s{n} stands here twice"));
                };
                snapshots.insert(id, self.snapshot()?);
                continue;
            }
            let id = self.block_header(word, order.is_empty())?;
            order.push(id);
            let block = self.block(&mut types)?;
            blocks.insert(id, block);
        }
        if order.is_empty() {
            return error(self.end, "want a block");
        }
        for (numbers, what) in [
            (&self.values, "value"),
            (&self.blocks, "block"),
            (&self.snaps, "snapshot"),
        ] {
            if let Some(word) = numbers.undefined() {
                return error(word, format!("there is no {what} {}", word.text));
            }
        }
        Ok(in_order(
            blocks,
            &order,
            Graph {
                tree,
                anchor,
                frames,
                pinned,
                blocks: Vec::new(),
                types: types.into_values().collect(),
                snapshots: snapshots.into_values().collect(),
            },
        )
        .compact())
    }

    /// `f0@4+8`
    pub(super) fn place(&mut self) -> Parsed<EntryFrame> {
        let Spot { function, pc } = self.spot()?;
        let window = match self.takes("+") {
            true => self.number("", "a number of registers")?,
            false => 0,
        };
        Ok(EntryFrame {
            function,
            pc,
            window,
        })
    }

    /// `pinned f0@4 f1@9`
    fn pinned(&mut self) -> Parsed<Vec<Spot>> {
        let mut pinned = Vec::new();
        if self.takes("pinned") {
            while !self.peek().text.is_empty() {
                pinned.push(self.spot()?);
            }
            self.expect("")?;
        }
        pinned.sort_unstable();
        pinned.dedup();
        Ok(pinned)
    }

    /// `f0@4`
    pub(super) fn spot(&mut self) -> Parsed<Spot> {
        let function = FnId(self.number("f", "a function")?);
        self.expect("@")?;
        let pc = Pc(self.number("", "a place in code")?);
        Ok(Spot { function, pc })
    }

    fn block_header(&mut self, word: Word<'a>, first: bool) -> Parsed<u32> {
        let written = block_number(word.text);
        match written {
            Some(0) if first => {}
            Some(n) if n > 0 && !first => {}
            _ if first => return error(word, format!("want `entry`, got {}", shown(word))),
            _ => {
                return error(
                    word,
                    format!("want a block or a snapshot, got {}", shown(word)),
                );
            }
        }
        match self.blocks.define(written.unwrap_or(0)) {
            Some(id) => Ok(id),
            None => error(word, format!("block {} stands here twice", word.text)),
        }
    }

    fn block(&mut self, types: &mut BTreeMap<u32, Type>) -> Parsed<Block> {
        let mut params = Vec::new();
        if self.takes("(") {
            while !self.takes(")") {
                if !params.is_empty() {
                    self.expect(",")?;
                }
                params.push(self.definition(types)?.0);
            }
        }
        self.expect(":")?;
        self.expect("")?;
        let mut insts = Vec::new();
        loop {
            if let Some(end) = self.block_end()? {
                self.expect("")?;
                return Ok(Block { params, insts, end });
            }
            insts.push(self.inst(types)?);
            self.expect("")?;
        }
    }

    /// `%7: int`
    fn definition(&mut self, types: &mut BTreeMap<u32, Type>) -> Parsed<(Ref, Type)> {
        let word = self.peek();
        let written = self.number("%", "a value")?;
        let Some(id) = self.values.define(written) else {
            return error(word, format!("value {} is defined twice", word.text));
        };
        self.expect(":")?;
        let word = self.next();
        let Some(known) = Type::by_name(word.text) else {
            return error(word, format!("want a type, got {}", shown(word)));
        };
        types.insert(id, known);
        Ok((Ref(id), known))
    }

    fn inst(&mut self, types: &mut BTreeMap<u32, Type>) -> Parsed<Inst> {
        let start = self.peek();
        let mut result = None;
        if start.text.starts_with('%') {
            result = Some(self.definition(types)?);
            self.expect("=")?;
        }
        let word = self.next();
        let Some(op) = IrOp::by_name(word.text) else {
            return error(word, format!("there is no instruction {}", shown(word)));
        };
        let mut args = Vec::new();
        for (n, operand) in op.row().operands.iter().enumerate() {
            if n > 0 {
                self.expect(",")?;
            }
            self.operand(operand.kind, &mut args)?;
        }
        let inst = Inst {
            op,
            args,
            result: result.map(|(value, _)| value),
        };
        match (result, inst.result_type()) {
            (Some((_, written)), Some(known)) if written != known => error(
                start,
                format!("the result of {} is {known}, not {written}", word.text),
            ),
            (Some(_), None) => error(start, format!("{} has no result", word.text)),
            (None, Some(_)) if op.row().result != ResultType::None => {
                error(start, format!("{} has a result", word.text))
            }
            _ => Ok(inst),
        }
    }

    fn operand(&mut self, kind: OperandKind, args: &mut Vec<Arg>) -> Parsed<()> {
        let arg = match kind {
            OperandKind::Value(_) => self.value()?,
            OperandKind::Rest => {
                args.extend(self.list()?);
                return Ok(());
            }
            OperandKind::Home => Arg::Home(self.number("r", "a register")?),
            OperandKind::Shape => Arg::Shape(ShapeId(self.number("shape", "a shape")?)),
            OperandKind::Fn => Arg::Fn(FnId(self.number("f", "a function")?)),
            OperandKind::Global => Arg::Global(GlobalId(self.number("g", "a global variable")?)),
            OperandKind::Sym => Arg::Sym(SymbolId(self.number("sym", "a name")?)),
            OperandKind::Number => Arg::Number(self.number("", "a number")?),
            OperandKind::Tree => Arg::Tree(TreeId(self.number("t", "a tree")?)),
            OperandKind::TreeExit => Arg::TreeExit(ExitId(self.number("x", "an exit")?)),
            OperandKind::Snap => Arg::Snap(self.snap()?),
            OperandKind::Native => {
                let word = self.peek();
                let n = self.number("builtin", "a native function")?;
                match u16::try_from(n) {
                    Ok(n) => Arg::Native(BuiltinId(n)),
                    Err(_) => return error(word, "there are 65536 native functions"),
                }
            }
            OperandKind::TagName => self.named(Tag::by_name, Arg::Tag, "a tag")?,
            OperandKind::Form => self.named(Form::by_name, Arg::Form, "a kind of array")?,
            OperandKind::Helper => self.named(Helper::by_name, Arg::Helper, "a helper")?,
        };
        args.push(arg);
        Ok(())
    }

    fn named<T>(
        &mut self,
        find: fn(&str) -> Option<T>,
        arg: fn(T) -> Arg,
        what: &str,
    ) -> Parsed<Arg> {
        let word = self.next();
        match find(word.text) {
            Some(found) => Ok(arg(found)),
            None => error(word, format!("want {what}, got {}", shown(word))),
        }
    }

    pub(super) fn value(&mut self) -> Parsed<Arg> {
        let word = self.next();
        if let Some(n) = numbered(word.text, "%") {
            return Ok(Arg::Ref(Ref(self.values.used(word, n))));
        }
        match constant(word.text) {
            Some(constant) => Ok(Arg::Const(constant)),
            None => error(word, format!("want a value, got {}", shown(word))),
        }
    }

    fn list(&mut self) -> Parsed<Vec<Arg>> {
        self.expect("(")?;
        let mut args = Vec::new();
        while !self.takes(")") {
            if !args.is_empty() {
                self.expect(",")?;
            }
            args.push(self.value()?);
        }
        Ok(args)
    }

    fn snap(&mut self) -> Parsed<SnapId> {
        let word = self.peek();
        let n = self.number("s", "a snapshot")?;
        Ok(SnapId(self.snaps.used(word, n)))
    }

    fn edge(&mut self) -> Parsed<Edge> {
        let word = self.next();
        let Some(n) = block_number(word.text) else {
            return error(word, format!("want a block, got {}", shown(word)));
        };
        let to = BlockId(self.blocks.used(word, n));
        Ok(Edge {
            to,
            args: self.list()?,
        })
    }

    fn block_end(&mut self) -> Parsed<Option<End>> {
        let word = self.next();
        Ok(Some(match word.text {
            "jump" => End::Jump(self.edge()?),
            "branch" => {
                let condition = self.value()?;
                self.expect(",")?;
                let yes = self.edge()?;
                self.expect(",")?;
                End::Branch(condition, yes, self.edge()?)
            }
            "return" => End::Return(self.value()?),
            "exit" => End::Exit(self.snap()?),
            "throw" => {
                let value = self.value()?;
                self.expect(",")?;
                End::Throw(value, self.snap()?)
            }
            "invoke" => {
                let word = self.next();
                let Some(helper) = Helper::by_name(word.text) else {
                    return error(word, format!("want a helper, got {}", shown(word)));
                };
                self.expect(",")?;
                let args = self.list()?;
                self.expect(",")?;
                let snap = self.snap()?;
                self.expect(",")?;
                let ok = self.edge()?;
                self.expect(",")?;
                let handler = self.edge()?;
                End::Invoke(Invoke {
                    helper,
                    args,
                    snap,
                    ok,
                    handler,
                })
            }
            _ => {
                self.at -= 1;
                return Ok(None);
            }
        }))
    }
}

fn block_number(text: &str) -> Option<u32> {
    match text {
        "entry" => Some(0),
        _ => numbered(text, "b").filter(|n| *n > 0),
    }
}

pub(super) fn shown(word: Word<'_>) -> String {
    match word.text {
        "" => "the end of the line".to_string(),
        text => format!("`{text}`"),
    }
}

/// Puts the blocks in the order in which they were written, under their ids in that order.
fn in_order(mut blocks: BTreeMap<u32, Block>, order: &[u32], mut graph: Graph) -> Graph {
    let place = |id: BlockId| order.iter().position(|o| *o == id.0).unwrap_or(0) as u32;
    graph.blocks = order.iter().filter_map(|id| blocks.remove(id)).collect();
    for block in &mut graph.blocks {
        for edge in block.end.edges_mut() {
            edge.to = BlockId(place(edge.to));
        }
    }
    graph
}
