//! The kinds of token, and what each is called in a message.
//!
//! Example: `let x = 1_000` is `Let Name Eq Number`, and the third is called `'='`.
//!
//! Invariant: a token's text is `source[span]`; what cannot be read off it (a string with its escapes
//! replaced, a number) stands in the tables of [`super::Tokens`], at [`Token::payload`].

use logos::{Lexer, Logos};

/// Declares the fixed tokens once: variant, text, and which class they are in.
macro_rules! fixed_tokens {
    (keywords: $($keyword:ident $word:literal)* ; marks: $($mark:ident $text:literal)*) => {
        /// What a token is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind {
            /// An identifier.
            Name,
            /// An integer that fits 64 bits.
            Int,
            /// An integer that does not.
            BigInt,
            /// A float.
            Float,
            /// A string.
            Str,
            /// A backquote that opens a template string.
            TemplateStart,
            /// Text inside a template string.
            TemplateText,
            /// `${`
            TemplateOpen,
            /// The `}` of a `${`.
            TemplateClose,
            /// The backquote that closes a template string.
            TemplateEnd,
            /// Text that is no token; it has been reported.
            Bad,
            /// The end of the file.
            End,
            $(#[doc = concat!("`", $word, "`")] $keyword,)*
            $(#[doc = concat!("`", $text, "`")] $mark,)*
        }

        impl Kind {
            /// The text of a token that has only one, otherwise what it is called.
            pub fn text(self) -> &'static str {
                match self {
                    Kind::Name => "a name",
                    Kind::Int | Kind::BigInt | Kind::Float => "a number",
                    Kind::Str => "a string",
                    Kind::TemplateStart | Kind::TemplateText | Kind::TemplateEnd => "a template string",
                    Kind::TemplateOpen => "${",
                    Kind::TemplateClose => "}",
                    Kind::Bad => "an invalid token",
                    Kind::End => "end of file",
                    $(Kind::$keyword => $word,)*
                    $(Kind::$mark => $text,)*
                }
            }

            /// The keyword that a word is.
            pub fn keyword(word: &str) -> Option<Kind> {
                match word {
                    $($word => Some(Kind::$keyword),)*
                    _ => None,
                }
            }

            /// All keywords.
            pub const KEYWORDS: &[&str] = &[$($word),*];

            /// Whether it is a word that cannot be a variable's name.
            pub fn is_keyword(self) -> bool {
                matches!(self, $(Kind::$keyword)|*)
            }
        }

        /// What logos matches; strings, comments and numbers are only begun here.
        #[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
        #[logos(skip r"[ \t\r]+")]
        pub(super) enum Raw {
            #[regex(r"\n")]
            Newline,
            #[regex(r"//[^\n]*", allow_greedy = true)]
            LineComment,
            #[token("/*")]
            CommentStart,
            #[regex(r"[A-Za-z_]", word)]
            Word,
            #[regex(r"[^\x00-\x7F]")]
            Foreign,
            #[regex(r"[0-9](_?[0-9])*")]
            Decimal,
            #[regex(r"0[xX][0-9a-fA-F](_?[0-9a-fA-F])*")]
            Hex,
            #[regex(r"0[bB][01](_?[01])*")]
            Binary,
            #[regex(r"[0-9](_?[0-9])*\.[0-9](_?[0-9])*([eE][+-]?[0-9](_?[0-9])*)?")]
            #[regex(r"[0-9](_?[0-9])*[eE][+-]?[0-9](_?[0-9])*")]
            Float,
            #[token("\"")]
            Quote,
            #[token("`")]
            Backquote,
            $(#[token($text)] $mark,)*
        }

        impl Raw {
            /// The kind of a token that is its text alone.
            pub(super) fn mark(self) -> Option<Kind> {
                match self {
                    $(Raw::$mark => Some(Kind::$mark),)*
                    _ => None,
                }
            }
        }
    };
}

fixed_tokens! {
    keywords:
    Let "let" Const "const" Fn "fn" If "if" Else "else" While "while" Do "do" For "for" In "in"
    Break "break" Continue "continue" Return "return" Throw "throw" Try "try" Catch "catch" Finally "finally"
    Import "import" Enum "enum" Class "class" New "new" SelfWord "self" Super "super" Gen "gen" Yield "yield"
    Match "match" True "true" False "false" Null "null" ;
    marks:
    OpenParen "(" CloseParen ")" OpenBracket "[" CloseBracket "]" OpenBrace "{" CloseBrace "}"
    Comma "," Semicolon ";" Colon ":" Dot "." DotDot ".." Ellipsis "..." Question "?" QuestionDot "?."
    QuestionQuestion "??" Arrow "=>" Pipe "|>"
    Eq "=" PlusEq "+=" MinusEq "-=" StarEq "*=" SlashEq "/=" PercentEq "%=" PlusPlus "++" MinusMinus "--"
    EqEq "==" NotEq "!=" Less "<" Greater ">" LessEq "<=" GreaterEq ">="
    Plus "+" Minus "-" Star "*" Slash "/" Percent "%" StarStar "**"
    Bang "!" Tilde "~" And "&" Or "|" Caret "^" AndAnd "&&" OrOr "||" ShiftLeft "<<" ShiftRight ">>"
}

/// Extends a word past its first character, over letters of any script.
fn word(lexer: &mut Lexer<'_, Raw>) {
    let rest: usize = lexer
        .remainder()
        .chars()
        .take_while(|&c| is_name_part(c))
        .map(char::len_utf8)
        .sum();
    lexer.bump(rest);
}

/// Whether the text is a name, and no keyword.
pub fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_name_start)
        && chars.all(is_name_part)
        && Kind::keyword(text).is_none()
}

/// Whether a name may begin with it.
pub(super) fn is_name_start(c: char) -> bool {
    c == '_' || unicode_ident::is_xid_start(c)
}

/// Whether a name may go on with it.
pub(super) fn is_name_part(c: char) -> bool {
    unicode_ident::is_xid_continue(c)
}

impl Kind {
    /// What to call it where something is expected: `'('`, or `a name`.
    pub fn expected(self) -> String {
        match self {
            Kind::Name | Kind::Int | Kind::BigInt | Kind::Float | Kind::Str => {
                self.text().to_string()
            }
            Kind::End => self.text().to_string(),
            _ => format!("'{}'", self.text()),
        }
    }

    /// The kind that closes this bracket.
    pub fn closer(self) -> Option<Kind> {
        match self {
            Kind::OpenParen => Some(Kind::CloseParen),
            Kind::OpenBracket => Some(Kind::CloseBracket),
            Kind::OpenBrace => Some(Kind::CloseBrace),
            Kind::TemplateOpen => Some(Kind::TemplateClose),
            _ => None,
        }
    }

    /// Whether it closes a bracket.
    pub fn is_closer(self) -> bool {
        matches!(
            self,
            Kind::CloseParen | Kind::CloseBracket | Kind::CloseBrace | Kind::TemplateClose
        )
    }
}

/// One token: what it is and where. Twenty bytes of a source file cost about as much again in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Whether it is the first of its line.
    pub line: LineStart,
    /// Offset of its first byte.
    pub start: u32,
    /// Offset behind its last byte.
    pub end: u32,
    /// Where its value stands in the tables; 0 for a token without one.
    pub payload: u32,
}

/// Whether a token is the first of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStart {
    /// Nothing but blanks and comments stands between it and the line break before it.
    First,
    /// Another token stands before it on its line.
    Within,
}
