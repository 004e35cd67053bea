//! A document: the pieces of a text in order, with the places where its lines may be broken.
//!
//! Example: `f(a)` is `Open Text(f() Indent Break Text(a) Comma Dedent Break Text()) Close`.
//!
//! It is flat, as in Oppen's *Prettyprinting* (TOPLAS 2(4), 1980), not a tree as in Wadler's: nothing that works on it
//! recurses, however deep the source.
//!
//! Invariant: `Open` and `Close`, `Indent` and `Dedent` are balanced; only a `Text` holds line breaks of its own, and only those of
//! a template string or a comment.

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item<'s> {
    /// Text as it is.
    Text(&'s str),
    /// A comment in the midst of a line, with blanks around it where they are wanted; it waits for the end of the line if
    /// another does.
    Within {
        /// With its marks.
        text: &'s str,
        /// What stands before it.
        before: &'static str,
        /// What stands behind it.
        behind: &'static str,
    },
    /// A comment at the start of a line, and the column where it stood: further lines move with the first.
    Comment {
        /// With its marks.
        text: &'s str,
        /// From 0.
        column: usize,
    },
    /// A comment that is written at the end of the line.
    Behind(&'s str),
    /// A place of the innermost group where the line may be broken.
    Break {
        /// What stands there otherwise.
        flat: &'static str,
        /// When it is broken.
        when: When,
    },
    /// The end of a line, with or without a blank line behind it.
    Line(Blank),
    /// A comma, if the innermost group is broken.
    Comma,
    /// Begins a group.
    Open {
        /// How its breaks are decided.
        mode: Mode,
        /// A group that is too long is laid out flat all the same if it fits up to this item: where its last
        /// part, which has breaks of its own, begins a new line.
        hug: Option<usize>,
    },
    /// Ends a group.
    Close,
    /// Begins a deeper level, if the innermost group is broken.
    Indent,
    /// Begins a deeper level.
    IndentAlways,
    /// Ends the level.
    Dedent,
}

/// When a break of a broken group breaks the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Always.
    Broken,
    /// In a group that fills its lines, only if what follows up to the next break is too long.
    Needed,
    /// Never: what follows would not become shorter.
    Never,
}

/// How the breaks of a group are decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// All or none: none if the group fits.
    Auto,
    /// None if the group fits, otherwise each one where the line is full.
    AutoFill,
    /// None.
    Flat,
    /// All.
    Broken,
    /// Each one where the line is full.
    Fill,
}

/// Whether a blank line stands before the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blank {
    No,
    Yes,
}
