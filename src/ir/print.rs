//! A graph as text. [`super::parse`] reads it back: `parse(print(g)) == g`.
//!
//! ```text
//! graph t1 loop f0@4
//!   entry:
//!     %0: any = reg r1
//!     %1: int = guard_tag int, %0, s0
//!     jump b1(%1)
//!   b1(%2: int):
//!     safepoint s1
//!     %3: int = add_ov %2, 1, s1
//!     jump b1(%3)
//!   s0: f0@4 r1=home
//!   s1: f0@4 r1=%2
//! ```
//!
//! Frames stand outermost first, separated by ` / `; `+8` behind the place is where a window begins in its caller's.
//! Behind `where` stand the objects that whoever leaves makes: `s3: f0@4 r1=o0 where o0=struct shape2(%2, _, o1) o1=array int(1, %4)`.
//! `s2: early f0@9: f0@4 r1=%2` is the snapshot of guards that were moved away from `f0@9`, and a line `pinned f0@9` behind the
//! first names the instructions whose guards must not be.
//! Invariant: no addresses, ever; nothing but what the graph holds.

use std::fmt::{self, Write};

use super::graph::{Anchor, Edge, End, EntryFrame, Exit, Graph, Inst, Slot, SnapFrame, Spot};
use super::operand::{Arg, OperandKind};
use crate::bytecode::Program;
use crate::index::BlockId;

impl Anchor {
    /// All of them with their names.
    pub const ALL: [(Anchor, &str); 3] = [
        (Anchor::Loop, "loop"),
        (Anchor::Function, "function"),
        (Anchor::Piece, "piece"),
    ];

    /// Its name in graphs.
    pub fn name(self) -> &'static str {
        let found = Anchor::ALL.iter().find(|(anchor, _)| *anchor == self);
        found.map_or("", |(_, name)| name)
    }
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Arg::Ref(value) => write!(f, "{value}"),
            Arg::Const(constant) => write!(f, "{constant}"),
            Arg::Tag(tag) => f.write_str(tag.name()),
            Arg::Home(home) => write!(f, "r{home}"),
            Arg::Shape(shape) => write!(f, "{shape}"),
            Arg::Form(form) => f.write_str(form.name()),
            Arg::Fn(function) => write!(f, "{function}"),
            Arg::Native(native) => write!(f, "builtin{}", native.0),
            Arg::Global(global) => write!(f, "{global}"),
            Arg::Sym(name) => write!(f, "sym{}", name.0),
            Arg::Number(n) => write!(f, "{n}"),
            Arg::Helper(helper) => f.write_str(helper.row().name),
            Arg::Tree(tree) => write!(f, "{tree}"),
            Arg::TreeExit(exit) => write!(f, "{exit}"),
            Arg::Snap(snap) => write!(f, "{snap}"),
            Arg::Sunk(object) => write!(f, "o{object}"),
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.function, self.pc)
    }
}

/// The name of a block in graphs.
pub fn block_name(block: BlockId) -> String {
    match block {
        BlockId(0) => "entry".to_string(),
        _ => block.to_string(),
    }
}

fn list(out: &mut String, args: &[Arg]) {
    for (n, arg) in args.iter().enumerate() {
        let comma = if n == 0 { "" } else { ", " };
        push(out, format_args!("{comma}{arg}"));
    }
}

/// Appends; writing into a `String` does not fail.
fn push(out: &mut String, text: fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

fn edge(out: &mut String, edge: &Edge) {
    out.push_str(&block_name(edge.to));
    out.push('(');
    list(out, &edge.args);
    out.push(')');
}

fn inst(out: &mut String, graph: &Graph, inst: &Inst) {
    if let Some(result) = inst.result {
        push(
            out,
            format_args!("{result}: {} = ", graph.types[result.index()]),
        );
    }
    out.push_str(inst.op.row().name);
    let operands = inst.op.row().operands;
    let mut args = inst.args.iter();
    for (n, operand) in operands.iter().enumerate() {
        out.push_str(if n == 0 { " " } else { ", " });
        if operand.kind == OperandKind::Rest {
            let rest = inst.rest();
            out.push('(');
            list(out, rest);
            out.push(')');
            args = args.as_slice()[rest.len()..].iter();
        } else if let Some(arg) = args.next() {
            push(out, format_args!("{arg}"));
        }
    }
}

fn end(out: &mut String, end: &End) {
    match end {
        End::Jump(to) => {
            out.push_str("jump ");
            edge(out, to);
        }
        End::Branch(condition, yes, no) => {
            push(out, format_args!("branch {condition}, "));
            edge(out, yes);
            out.push_str(", ");
            edge(out, no);
        }
        End::Return(value) => push(out, format_args!("return {value}")),
        End::Exit(snap) => push(out, format_args!("exit {snap}")),
        End::Throw(value, snap) => push(out, format_args!("throw {value}, {snap}")),
        End::Invoke(invoke) => {
            push(out, format_args!("invoke {}, (", invoke.helper.row().name));
            list(out, &invoke.args);
            push(out, format_args!("), {}, ", invoke.snap));
            edge(out, &invoke.ok);
            out.push_str(", ");
            edge(out, &invoke.handler);
        }
    }
}

fn place(out: &mut String, n: usize, frame: EntryFrame) {
    if n > 0 {
        out.push_str(" / ");
    }
    push(out, format_args!("{}@{}", frame.function, frame.pc));
    if frame.window != 0 {
        push(out, format_args!("+{}", frame.window));
    }
}

fn snap_frame(out: &mut String, n: usize, frame: &SnapFrame) {
    let (function, pc, window) = (frame.function, frame.pc, frame.window);
    place(
        out,
        n,
        EntryFrame {
            function,
            pc,
            window,
        },
    );
    if let Some(callee) = frame.callee {
        push(out, format_args!(" callee={callee}"));
    }
    for (reg, slot) in &frame.registers {
        match slot {
            Slot::Value(value) => push(out, format_args!(" {reg}={value}")),
            Slot::Home => push(out, format_args!(" {reg}=home")),
        }
    }
}

/// What leaves a graph at an exit: an instruction, or the end of a block.
pub fn leaving(graph: &Graph, exit: Exit) -> String {
    let mut out = String::new();
    let block = graph.block(exit.block);
    match block.insts.get(exit.at) {
        Some(i) => inst(&mut out, graph, i),
        None => end(&mut out, &block.end),
    }
    out
}

/// The graph as text.
pub fn print(graph: &Graph) -> String {
    print_with(graph, |_| String::new())
}

/// The graph as text, with the functions' names in comments.
pub fn print_named(graph: &Graph, program: &Program) -> String {
    print_with(graph, |frame| {
        let function = program.functions.get(frame.function.index());
        let name = function.map_or("?", |f| f.name.as_str());
        let position = function.map(|f| f.position(frame.pc)).unwrap_or_default();
        format!("{}:{}:{}", name, position.line, position.column)
    })
}

fn print_with(graph: &Graph, name: impl Fn(EntryFrame) -> String) -> String {
    let mut out = format!("graph {} {} ", graph.tree, graph.anchor.name());
    let comment = |out: &mut String, frames: &[EntryFrame]| {
        let names: Vec<String> = frames.iter().map(|frame| name(*frame)).collect();
        if names.iter().any(|name| !name.is_empty()) {
            push(
                out,
                format_args!("  ; {}", names.join(" / ").replace('\n', " ")),
            );
        }
        out.push('\n');
    };
    for (n, frame) in graph.frames.iter().enumerate() {
        place(&mut out, n, *frame);
    }
    comment(&mut out, &graph.frames);
    if !graph.pinned.is_empty() {
        out.push_str("  pinned");
        for spot in &graph.pinned {
            push(&mut out, format_args!(" {spot}"));
        }
        out.push('\n');
    }
    for id in graph.block_ids() {
        let block = graph.block(id);
        push(&mut out, format_args!("  {}", block_name(id)));
        if !block.params.is_empty() {
            out.push('(');
            for (n, param) in block.params.iter().enumerate() {
                let comma = if n == 0 { "" } else { ", " };
                let known = graph.types[param.index()];
                push(&mut out, format_args!("{comma}{param}: {known}"));
            }
            out.push(')');
        }
        out.push_str(":\n");
        for i in &block.insts {
            out.push_str("    ");
            inst(&mut out, graph, i);
            out.push('\n');
        }
        out.push_str("    ");
        end(&mut out, &block.end);
        out.push('\n');
    }
    for (n, snapshot) in graph.snapshots.iter().enumerate() {
        push(&mut out, format_args!("  s{n}: "));
        if let Some(spot) = snapshot.early {
            push(&mut out, format_args!("early {spot}: "));
        }
        for (n, frame) in snapshot.frames.iter().enumerate() {
            snap_frame(&mut out, n, frame);
        }
        for (n, object) in snapshot.objects.iter().enumerate() {
            let word = if n == 0 { " where" } else { "" };
            push(&mut out, format_args!("{word} o{n}={object}"));
        }
        let frames: Vec<EntryFrame> = snapshot.frames.iter().map(SnapFrame::place).collect();
        comment(&mut out, &frames);
    }
    out
}

impl SnapFrame {
    /// Where the frame is.
    pub fn place(&self) -> EntryFrame {
        EntryFrame {
            function: self.function,
            pc: self.pc,
            window: self.window,
        }
    }
}

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print(self))
    }
}
