//! The tree as s-expressions, for inspection and tests.
//!
//! Example: `let f = x => -x ** 2; f(1)[0]` prints as
//!
//! ```text
//! (let f (=> f (x) {(- (** x 2))}))
//! (index (call f 1) 0)
//! ```
//!
//! A node is expanded into the pieces it consists of, which go onto an explicit stack: printing does not
//! recurse, however deep the tree.

use super::*;
use std::fmt::Write;

/// A piece still to be printed.
enum Piece<'a> {
    Text(String),
    Expr(ExprId),
    Stmt(StmtId),
    Pattern(PatternId),
    Function(FunctionId),
    Block(&'a Block),
}

/// The pieces of one node, in order.
#[derive(Default)]
struct Pieces<'a>(Vec<Piece<'a>>);

impl<'a> Pieces<'a> {
    fn open(head: &str) -> Pieces<'a> {
        Pieces(vec![Piece::Text(format!("({head}"))])
    }

    fn text(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Text(text.into()));
        self
    }

    /// A piece without a blank before it.
    fn join(mut self, piece: Piece<'a>) -> Self {
        self.0.push(piece);
        self
    }

    /// A piece behind a blank.
    fn then(mut self, piece: Piece<'a>) -> Self {
        self.0.push(Piece::Text(" ".into()));
        self.0.push(piece);
        self
    }

    fn expr(self, id: ExprId) -> Self {
        self.then(Piece::Expr(id))
    }

    /// An expression, or `_` where there is none.
    fn optional(self, id: Option<ExprId>) -> Self {
        match id {
            Some(id) => self.expr(id),
            None => self.text(" _"),
        }
    }

    fn arguments(self, arguments: &[Argument]) -> Self {
        arguments
            .iter()
            .fold(self, |pieces, argument| match *argument {
                Argument::One(id) => pieces.expr(id),
                Argument::Spread(id) => pieces.spread(id),
            })
    }

    fn spread(self, id: ExprId) -> Self {
        self.text(" ...").join(Piece::Expr(id))
    }

    fn block(self, block: &'a Block) -> Self {
        self.then(Piece::Block(block))
    }

    fn close(self) -> Self {
        self.text(")")
    }
}

impl Ast {
    /// The whole file, a statement a line.
    pub fn print(&self) -> String {
        let mut out = String::new();
        for &stmt in &self.body.stmts {
            self.print_piece(Piece::Stmt(stmt), &mut out);
            out.push('\n');
        }
        out
    }

    /// One expression.
    pub fn print_expr(&self, id: ExprId) -> String {
        let mut out = String::new();
        self.print_piece(Piece::Expr(id), &mut out);
        out
    }

    fn print_piece<'a>(&'a self, piece: Piece<'a>, out: &mut String) {
        let mut stack = vec![piece];
        while let Some(piece) = stack.pop() {
            let pieces = match piece {
                Piece::Text(text) => {
                    out.push_str(&text);
                    continue;
                }
                Piece::Expr(id) => self.expr_pieces(id),
                Piece::Stmt(id) => self.stmt_pieces(id),
                Piece::Pattern(id) => self.pattern_pieces(id),
                Piece::Function(id) => self.function_pieces(id),
                Piece::Block(block) => {
                    let mut pieces = Pieces::default().text("{");
                    for (i, &stmt) in block.stmts.iter().enumerate() {
                        pieces = if i > 0 { pieces.text("; ") } else { pieces };
                        pieces.0.push(Piece::Stmt(stmt));
                    }
                    pieces.text("}")
                }
            };
            stack.extend(pieces.0.into_iter().rev());
        }
    }

    fn expr_pieces(&self, id: ExprId) -> Pieces<'_> {
        let leaf = |text: String| Pieces::default().text(text);
        match &self[id].kind {
            ExprKind::Null => leaf("null".into()),
            ExprKind::Bool(value) => leaf(value.to_string()),
            ExprKind::Int(value) => leaf(value.to_string()),
            ExprKind::BigInt(id) => leaf(self[*id].to_string()),
            ExprKind::Float(value) => leaf(format!("{value:?}")),
            ExprKind::Str(text) => leaf(format!("{:?}", self[*text])),
            ExprKind::Name(name) => leaf(self.name(*name).into()),
            ExprKind::SelfRef => leaf("self".into()),
            ExprKind::Super(name) => leaf(format!("(super {})", self.name(name.id))),
            ExprKind::Template(parts) => {
                let mut pieces = Pieces::open("template");
                for part in parts {
                    pieces = match *part {
                        TemplatePart::Text(text) => pieces.text(format!(" {:?}", self[text])),
                        TemplatePart::Expr(id) => pieces.expr(id),
                    };
                }
                pieces.close()
            }
            ExprKind::Array(items) => Pieces::open("array").arguments(items).close(),
            ExprKind::Hash(entries) => {
                let add = |pieces: Pieces<'static>, entry: &HashEntry| match *entry {
                    HashEntry::Pair(key, value) => {
                        let mut pieces = pieces.text(" (");
                        pieces.0.push(Piece::Expr(key));
                        pieces.expr(value).close()
                    }
                    HashEntry::Spread(id) => pieces.spread(id),
                };
                entries.iter().fold(Pieces::open("hash"), add).close()
            }
            ExprKind::Comprehension { element, clauses } => {
                let add = |pieces: Pieces<'static>, clause: &Clause| match *clause {
                    Clause::For(pattern, id) => pieces
                        .text(" (for")
                        .then(Piece::Pattern(pattern))
                        .expr(id)
                        .close(),
                    Clause::If(id) => pieces.text(" (if").expr(id).close(),
                };
                clauses
                    .iter()
                    .fold(Pieces::open("collect").expr(*element), add)
                    .close()
            }
            ExprKind::Function(id) => Pieces(vec![Piece::Function(*id)]),
            ExprKind::Prefix { op, operand } => Pieces::open(op.text()).expr(*operand).close(),
            ExprKind::Binary {
                op, left, right, ..
            } => Pieces::open(op.text()).expr(*left).expr(*right).close(),
            ExprKind::Logical { op, left, right } => {
                Pieces::open(op.text()).expr(*left).expr(*right).close()
            }
            ExprKind::Ternary {
                condition,
                then,
                otherwise,
            } => Pieces::open("?:")
                .expr(*condition)
                .expr(*then)
                .expr(*otherwise)
                .close(),
            ExprKind::Assign {
                op, target, value, ..
            } => Pieces::open(op.text()).expr(*target).expr(*value).close(),
            ExprKind::Update { op, target, .. } => Pieces::open(op.text()).expr(*target).close(),
            ExprKind::Pipe {
                value,
                callee,
                args,
            } => Pieces::open("|>")
                .expr(*value)
                .expr(*callee)
                .arguments(args)
                .close(),
            ExprKind::Call { callee, args } => {
                Pieces::open("call").expr(*callee).arguments(args).close()
            }
            ExprKind::Index { object, index } => {
                Pieces::open("index").expr(*object).expr(*index).close()
            }
            ExprKind::Slice { object, start, end } => Pieces::open("slice")
                .expr(*object)
                .optional(*start)
                .optional(*end)
                .close(),
            ExprKind::Field {
                object,
                name,
                access,
            } => {
                let head = if *access == Access::Plain { "." } else { "?." };
                Pieces::open(head)
                    .expr(*object)
                    .text(format!(" {})", self.name(name.id)))
            }
            ExprKind::If {
                branches,
                otherwise,
            } => {
                let mut pieces = Pieces::open("if");
                for branch in branches {
                    pieces = pieces.expr(branch.condition).block(&branch.body);
                }
                match otherwise {
                    Some(block) => pieces.text(" else").block(block).close(),
                    None => pieces.close(),
                }
            }
            ExprKind::Try {
                body,
                catch,
                finally,
            } => {
                let mut pieces = Pieces::open("try").block(body);
                if let Some(Catch { name, body }) = catch {
                    let name = name.map_or("_", |name| self.name(name.id));
                    pieces = pieces.text(format!(" (catch {name}")).block(body).close();
                }
                if let Some(body) = finally {
                    pieces = pieces.text(" (finally").block(body).close();
                }
                pieces.close()
            }
            ExprKind::Match { value, arms } => {
                let mut pieces = Pieces::open("match").expr(*value);
                for arm in arms {
                    pieces = pieces
                        .text(" (")
                        .text("arm")
                        .then(Piece::Pattern(arm.pattern));
                    if let Some(guard) = arm.guard {
                        pieces = pieces.text(" when").expr(guard);
                    }
                    pieces = pieces.block(&arm.body).close();
                }
                pieces.close()
            }
            ExprKind::New { class, args } => {
                Pieces::open("new").expr(*class).arguments(args).close()
            }
            ExprKind::Yield(value) => Pieces::open("yield").optional(*value).close(),
        }
    }

    fn stmt_pieces(&self, id: StmtId) -> Pieces<'_> {
        match &self[id].kind {
            StmtKind::Expr(id) => Pieces(vec![Piece::Expr(*id)]),
            StmtKind::Let {
                mutability,
                pattern,
                value,
            } => {
                let head = if *mutability == Mutability::Let {
                    "let"
                } else {
                    "const"
                };
                Pieces::open(head)
                    .then(Piece::Pattern(*pattern))
                    .expr(*value)
                    .close()
            }
            StmtKind::Function { function, .. } => Pieces::open("let-fn")
                .then(Piece::Function(*function))
                .close(),
            StmtKind::While { condition, body } => {
                Pieces::open("while").expr(*condition).block(body).close()
            }
            StmtKind::DoWhile { body, condition } => {
                Pieces::open("do").block(body).expr(*condition).close()
            }
            StmtKind::For {
                init,
                condition,
                update,
                body,
            } => {
                let pieces = match init {
                    Some(init) => Pieces::open("for").then(Piece::Stmt(*init)),
                    None => Pieces::open("for").text(" _"),
                };
                pieces
                    .optional(*condition)
                    .optional(*update)
                    .block(body)
                    .close()
            }
            StmtKind::ForIn(stmt) => Pieces::open("for-in")
                .then(Piece::Pattern(stmt.pattern))
                .expr(stmt.iterable)
                .block(&stmt.body)
                .close(),
            StmtKind::Break => Pieces::open("break").close(),
            StmtKind::Continue => Pieces::open("continue").close(),
            StmtKind::Return(value) => Pieces::open("return").optional(*value).close(),
            StmtKind::Throw(value) => Pieces::open("throw").expr(*value).close(),
            StmtKind::Import(import) => {
                let pieces = Pieces::open("import").text(format!(" {:?}", import.path));
                match &import.imported {
                    Imported::Whole(_) => pieces.close(),
                    Imported::As(name) => pieces.text(format!(" as {})", self.name(name.id))),
                    Imported::Names(names) => {
                        pieces.text(format!(" for{})", self.name_list(names)))
                    }
                }
            }
            StmtKind::Enum { name, variants } => {
                let names = self.name_list(variants);
                Pieces::open("enum").text(format!(" {}{names})", self.name(name.id)))
            }
            StmtKind::Class(class) => {
                let mut pieces =
                    Pieces::open("class").text(format!(" {}", self.name(class.name.id)));
                if let Some(base) = class.base {
                    pieces = pieces.text(" (extends").expr(base).close();
                }
                for member in &class.members {
                    pieces = match member.kind {
                        MemberKind::Field(value) => pieces
                            .text(format!(" (field {}", self.name(member.name.id)))
                            .optional(value)
                            .close(),
                        MemberKind::Method(id) => pieces.then(Piece::Function(id)),
                        MemberKind::Static(id) => {
                            pieces.text(" (static").then(Piece::Function(id)).close()
                        }
                    };
                }
                pieces.close()
            }
        }
    }

    fn pattern_pieces(&self, id: PatternId) -> Pieces<'_> {
        match &self[id].kind {
            PatternKind::Name(name) => Pieces::default().text(self.name(*name)),
            PatternKind::Wildcard => Pieces::default().text("_"),
            PatternKind::Array { items, rest } => {
                let pieces = items.iter().fold(Pieces::open("array"), |pieces, &item| {
                    pieces.then(Piece::Pattern(item))
                });
                match rest {
                    Some(rest) => pieces.text(" ...").join(Piece::Pattern(*rest)).close(),
                    None => pieces.close(),
                }
            }
            PatternKind::Hash(entries) => entries
                .iter()
                .fold(Pieces::open("hash"), |pieces, &(key, pattern)| {
                    let key = format!(" ({}", self.name(key.id));
                    pieces.text(key).then(Piece::Pattern(pattern)).close()
                })
                .close(),
            PatternKind::Literal(id) | PatternKind::Value(id) => Pieces(vec![Piece::Expr(*id)]),
            PatternKind::Kind { of, inner } => {
                let pieces = Pieces::open("is").expr(*of);
                match inner {
                    Some(inner) => pieces.then(Piece::Pattern(*inner)).close(),
                    None => pieces.close(),
                }
            }
            PatternKind::Or(options) => options
                .iter()
                .fold(Pieces::open("|"), |pieces, &option| {
                    pieces.then(Piece::Pattern(option))
                })
                .close(),
        }
    }

    fn function_pieces(&self, id: FunctionId) -> Pieces<'_> {
        let function = &self[id];
        let mut pieces = Pieces::open(match function.form {
            FunctionForm::Plain => "fn",
            FunctionForm::Arrow => "=>",
            FunctionForm::Generator => "gen",
        });
        if let Some(name) = function.name {
            pieces = pieces.text(format!(" {}", self.name(name.id)));
        }
        pieces = pieces.text(" (");
        for (i, param) in function.params.iter().enumerate() {
            let blank = if i > 0 { " " } else { "" };
            let name = self.name(param.name.id);
            pieces = match param.default {
                Some(value) => pieces.text(format!("{blank}(= {name}")).expr(value).close(),
                None => pieces.text(format!("{blank}{name}")),
            };
        }
        if let Some(rest) = function.rest {
            let blank = if function.params.is_empty() { "" } else { " " };
            pieces = pieces.text(format!("{blank}...{}", self.name(rest.id)));
        }
        pieces.close().block(&function.body).close()
    }

    fn name_list(&self, names: &[Name]) -> String {
        names.iter().fold(String::new(), |mut out, name| {
            let _ = write!(out, " {}", self.name(name.id));
            out
        })
    }
}
