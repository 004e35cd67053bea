//! From a document to text: decides which breaks become line ends.
//!
//! Example: with a width of 5, `Open Text(ab) Break(" ") Text(cd) Close` becomes two lines; with 6, one.
//!
//! A group is laid out flat if what it holds, up to the first line end inside it or else up to the next possible one behind it,
//! fits the rest of the line. Looking that far costs no more than the width of a line.
//!
//! Invariant: no line ends in a blank (save inside a template string), the text ends with its only last line end.

use super::WIDTH;
use super::document::{Blank, Item, Mode, When};

/// How deep a level is indented.
const STEP: usize = 4;

/// The text of a document.
pub(super) fn lay_out(items: &[Item<'_>]) -> String {
    let mut layout = Layout {
        items,
        out: String::new(),
        column: 0,
        indent: 0,
        steps: Vec::new(),
        modes: vec![Mode::Broken],
        behind: Vec::new(),
    };
    for at in 0..items.len() {
        layout.item(at);
    }
    layout.line(Blank::No);
    layout.out
}

struct Layout<'a, 's> {
    items: &'a [Item<'s>],
    out: String,
    /// Characters on the line so far; the indentation is written with the first text.
    column: usize,
    /// Blanks before the first text of a line.
    indent: usize,
    /// What each open level has added.
    steps: Vec<usize>,
    /// The modes of the open groups: `Flat`, `Broken` or `Fill`.
    modes: Vec<Mode>,
    /// Comments for the end of the line, with the indentation where they stood.
    behind: Vec<(usize, &'a str)>,
}

impl<'a> Layout<'a, '_> {
    fn item(&mut self, at: usize) {
        let items = self.items;
        match &items[at] {
            Item::Text(text) => self.text(text),
            Item::Comment { text, column } => self.comment(text, *column),
            Item::Within { text, .. } if !self.behind.is_empty() => {
                self.behind.push((self.indent, text))
            }
            Item::Within {
                text,
                before,
                behind,
            } => {
                let before = if self.column == 0 { "" } else { before };
                [before, text, behind]
                    .into_iter()
                    .for_each(|text| self.text(text));
            }
            Item::Behind(text) => self.behind.push((self.indent, text)),
            Item::Break { flat, when } => {
                if self.breaks(at, *when) {
                    self.line(Blank::No);
                } else {
                    self.text(flat);
                }
            }
            Item::Line(blank) => self.line(*blank),
            Item::Comma => {
                if self.mode() != Mode::Flat {
                    self.text(",");
                }
            }
            Item::Open { mode, hug } => self.open(at, *mode, *hug),
            Item::Close => {
                self.modes.pop();
            }
            Item::Indent => {
                let step = if self.mode() == Mode::Flat { 0 } else { STEP };
                self.indent_by(step);
            }
            Item::IndentAlways => self.indent_by(STEP),
            Item::Dedent => self.indent -= self.steps.pop().unwrap_or(0),
        }
    }

    fn indent_by(&mut self, step: usize) {
        self.steps.push(step);
        self.indent += step;
    }

    /// How far a line is indented: not past the width, so that the text grows no faster than the source, however deep.
    fn margin(&self) -> usize {
        self.indent.min(WIDTH)
    }

    fn mode(&self) -> Mode {
        self.modes.last().copied().unwrap_or(Mode::Broken)
    }

    fn breaks(&self, at: usize, when: When) -> bool {
        match (self.mode(), when) {
            (Mode::Flat, _) | (_, When::Never) => false,
            (Mode::Fill, When::Needed) => !self.fits(at, None),
            _ => true,
        }
    }

    fn open(&mut self, at: usize, mode: Mode, hug: Option<usize>) {
        let broken = match mode {
            Mode::Auto => Mode::Broken,
            Mode::AutoFill => Mode::Fill,
            _ => return self.modes.push(mode),
        };
        let flat = self.fits(at, None) || hug.is_some_and(|hug| self.fits(at, Some(hug)));
        self.modes.push(if flat { Mode::Flat } else { broken });
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.column == 0 {
            let indent = self.margin();
            self.out.extend(std::iter::repeat_n(' ', indent));
            self.column = indent;
        }
        self.out.push_str(text);
        self.column = match text.rfind('\n') {
            Some(end) => width(&text[end + 1..]),
            None => self.column + width(text),
        };
    }

    /// A comment whose first line stood at a column: its other lines move with it.
    fn comment(&mut self, text: &str, column: usize) {
        let mut lines = text.split('\n');
        self.text(lines.next().unwrap_or_default().trim_end());
        for line in lines {
            let bare = line.trim_start_matches(' ');
            let stood = line.len() - bare.len();
            self.end();
            let moved = (stood + self.indent).saturating_sub(column);
            let indent = std::mem::replace(&mut self.indent, moved);
            self.text(bare.trim_end());
            self.indent = indent;
        }
    }

    /// Ends the line, with the comments that wait for its end.
    fn line(&mut self, blank: Blank) {
        let indent = self.indent;
        for (level, text) in std::mem::take(&mut self.behind) {
            self.indent = level;
            if self.column > 0 && !self.out.ends_with(' ') {
                self.text(" ");
            }
            self.text(text);
            self.end();
        }
        self.indent = indent;
        if self.column > 0 {
            self.end();
        }
        if blank == Blank::Yes && !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    fn end(&mut self) {
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
        self.out.push('\n');
        self.column = 0;
    }

    /// Whether what begins at an item fits the line, up to the item `until` or to where the line can end.
    fn fits(&self, from: usize, until: Option<usize>) -> bool {
        let start = if self.column == 0 {
            self.margin()
        } else {
            self.column
        };
        let mut room = WIDTH.saturating_sub(start);
        // Groups opened since, and those around that are still open.
        let (mut inside, mut around) = (0, self.modes.len());
        let mut behind = false;
        for (at, item) in self.items.iter().enumerate().skip(from) {
            if until == Some(at) {
                return true;
            }
            let text: &str = match item {
                Item::Text(text) | Item::Comment { text, .. } | Item::Within { text, .. } => text,
                Item::Break { flat, .. } if at == from || inside > 0 && !behind => flat,
                // A group that follows can be broken.
                Item::Break { .. } if inside > 0 => return true,
                Item::Break { flat, .. } => match around.checked_sub(1).map(|n| self.modes[n]) {
                    Some(Mode::Flat) => flat,
                    _ => return true,
                },
                Item::Line(_) => return true,
                Item::Open { .. } => {
                    inside += 1;
                    continue;
                }
                Item::Close if inside > 0 => {
                    inside -= 1;
                    behind |= inside == 0;
                    continue;
                }
                Item::Close => {
                    around -= 1;
                    continue;
                }
                _ => continue,
            };
            let first = text.split('\n').next().unwrap_or_default();
            match room.checked_sub(width(first)) {
                Some(rest) => room = rest,
                None => return false,
            }
            if first.len() < text.len() {
                return true;
            }
        }
        true
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}
