//! Each case is a text and its tree, statements separated by ` ; `.

use super::{errors_of, parsed};

fn tree(text: &str, expected: &str) {
    assert_eq!(errors_of(text), [""; 0], "{text}");
    let tree = parsed(text).1.ast.print();
    assert_eq!(tree.trim_end().replace('\n', " ; "), expected, "{text}");
}

#[test]
fn precedence() {
    tree("a + b * c - d / e % f", "(- (+ a (* b c)) (% (/ d e) f))");
    tree(
        "-a * b; !-a; !!a; ~a & b",
        "(* (- a) b) ; (! (- a)) ; (! (! a)) ; (& (~ a) b)",
    );
    tree("-2 ** 2", "(- (** 2 2))");
    tree("2 ** -1", "(** 2 (- 1))");
    tree("2 ** 3 ** 2", "(** 2 (** 3 2))");
    tree("2 ** -3 ** 2 * 5", "(* (** 2 (- (** 3 2))) 5)");
    tree("a.b ** c[0]", "(** (. a b) (index c 0))");
    tree("a == b != c", "(!= (== a b) c)");
    tree("5 > 4 == 3 < 4", "(== (> 5 4) (< 3 4))");
    tree("a < b in c", "(in (< a b) c)");
    tree("a | b ^ c & d << e + f", "(| a (^ b (& c (<< d (+ e f)))))");
    tree("a <= b | c", "(<= a (| b c))");
    tree("a || b && c == d", "(|| a (&& b (== c d)))");
    tree("a ?? b || c", "(?? a (|| b c))");
    tree("0..n ?? 1", "(.. 0 (?? n 1))");
    tree("0..n + 1 |> f", "(|> (.. 0 (+ n 1)) f)");
    tree("a |> f ? b : c", "(?: (|> a f) b c)");
    tree("a ? b : c ? d : e", "(?: a b (?: c d e))");
    tree("a = b = c ? d : e", "(= a (= b (?: c d e)))");
    tree(
        "a += b -= c *= d /= e %= f",
        "(+= a (-= b (*= c (/= d (%= e f)))))",
    );
    tree("a[i] = o.f = 1", "(= (index a i) (= (. o f) 1))");
    tree("a.b = x => y = z", "(= (. a b) (=> (x) {(= y z)}))");
    tree("1 - 2 - 3; a / b / c", "(- (- 1 2) 3) ; (/ (/ a b) c)");
    tree("(a + b) * c", "(* (+ a b) c)");
    tree("a >> 1 << 2", "(<< (>> a 1) 2)");
}

#[test]
fn the_precedence_cases_of_the_book() {
    tree("3 + 4; -5 * 5", "(+ 3 4) ; (* (- 5) 5)");
    tree(
        "3 + 4 * 5 == 3 * 1 + 4 * 5",
        "(== (+ 3 (* 4 5)) (+ (* 3 1) (* 4 5)))",
    );
    tree("a + add(b * c) + d", "(+ (+ a (call add (* b c))) d)");
    tree(
        "add(a, b, 1, 2 * 3, 4 + 5, add(6, 7 * 8))",
        "(call add a b 1 (* 2 3) (+ 4 5) (call add 6 (* 7 8)))",
    );
    tree(
        "a * [1, 2, 3, 4][b * c] * d",
        "(* (* a (index (array 1 2 3 4) (* b c))) d)",
    );
    tree(
        "add(a * b[2], b[1], 2 * [1, 2][1])",
        "(call add (* a (index b 2)) (index b 1) (* 2 (index (array 1 2) 1)))",
    );
    tree("!(true == true)", "(! (== true true))");
    tree("fn(x) { return x; }(5)", "(call (fn (x) {(return x)}) 5)");
    tree(
        "if (10 > 1) { if (10 > 1) { return 10; } return 1; }",
        "(if (> 10 1) {(if (> 10 1) {(return 10)}); (return 1)})",
    );
    tree(
        "{\"one\": 0 + 1, 4: true, false: 5}[\"one\"]",
        "(index (hash (\"one\" (+ 0 1)) (4 true) (false 5)) \"one\")",
    );
}

#[test]
fn literals() {
    tree(
        "null true false 12 1.5 \"a\\n\"",
        "null ; true ; false ; 12 ; 1.5 ; \"a\\n\"",
    );
    tree("99999999999999999999", "99999999999999999999");
    tree("[]; [1, ...a, 2,]", "(array) ; (array 1 ...a 2)");
    tree(
        "{}; {\"a\": 1, ...h, b: [2],}",
        "(hash) ; (hash (\"a\" 1) ...h (b (array 2)))",
    );
    tree("{a ? b : c: d}", "(hash ((?: a b c) d))");
    tree(
        "`sum: ${a + b}, ${`${c}`}`",
        "(template \"sum: \" (+ a b) \", \" (template c))",
    );
    tree("``", "(template)");
}

#[test]
fn postfix() {
    tree("f()(1)(...a, 2,)", "(call (call (call f) 1) ...a 2)");
    tree(
        "a[1][2:3][:4][5:][:]",
        "(slice (slice (slice (slice (index a 1) 2 3) _ 4) 5 _) _ _)",
    );
    tree(
        "a[b ? c : d]; a[b ? c : d : e]",
        "(index a (?: b c d)) ; (slice a (?: b c d) e)",
    );
    tree("o.a?.b.c(1).if", "(. (call (. (?. (. o a) b) c) 1) if)");
    tree(
        "x++ + y--; a[0]++; o.n--",
        "(+ (++ x) (-- y)) ; (++ (index a 0)) ; (-- (. o n))",
    );
    tree("5.str()", "(call (. 5 str))");
}

#[test]
fn pipes() {
    tree("5 |> f(1)", "(|> 5 f 1)");
    tree("5 |> f |> g(2, ...x)", "(|> (|> 5 f) g 2 ...x)");
    tree("5 |> (f(1))", "(|> 5 (call f 1))");
    tree("5 |> o.m(1)", "(|> 5 (. o m) 1)");
    tree("5 |> (x => x)", "(|> 5 (=> (x) {x}))");
    tree(
        "xs\n  |> map(x => x * 2)\n  |> sum",
        "(|> (|> xs map (=> (x) {(* x 2)})) sum)",
    );
}

#[test]
fn functions() {
    tree(
        "fn() { }; fn(a, b = a * 2, ...rest) { a }",
        "(fn () {}) ; (fn (a (= b (* a 2)) ...rest) {a})",
    );
    tree("let f = fn(x,) { x }", "(let f (fn f (x) {x}))");
    tree(
        "fn add(a, b) { a + b }",
        "(let-fn (fn add (a b) {(+ a b)}))",
    );
    tree(
        "x => x; () => 1; (x, y = 1, ...r) => { x; y }",
        "(=> (x) {x}) ; (=> () {1}) ; (=> (x (= y 1) ...r) {x; y})",
    );
    tree("x => y => x + y", "(=> (x) {(=> (y) {(+ x y)})})");
    tree("map(xs, x => x, 1)", "(call map xs (=> (x) {x}) 1)");
    tree("() => {}; () => ({})", "(=> () {}) ; (=> () {(hash)})");
    tree("c ? x => 1 : y => 2", "(?: c (=> (x) {1}) (=> (y) {2}))");
    tree(
        "(...args) => f(...args)",
        "(=> (...args) {(call f ...args)})",
    );
    tree(
        "gen count(n) { yield n; yield } gen(a) { }",
        "(let-fn (gen count (n) {(yield n); (yield _)})) ; (gen (a) {})",
    );
}

#[test]
fn control_flow() {
    tree(
        "if (a) { 1 } else if (b) { 2 } else { 3 }",
        "(if a {1} b {2} else {3})",
    );
    tree("let x = if (a) { 1 };", "(let x (if a {1}))");
    tree("if (a = b) { }", "(if (= a b) {})");
    tree(
        "while (a) { break; continue }",
        "(while a {(break); (continue)})",
    );
    tree("do { x++ } while (x < 3)", "(do {(++ x)} (< x 3))");
    tree(
        "for (let i = 0; i < n; i++) { f(i) }",
        "(for (let i 0) (< i n) (++ i) {(call f i)})",
    );
    tree(
        "for (;;) { } for (i = 0; ; ) { }",
        "(for _ _ _ {}) ; (for (= i 0) _ _ {})",
    );
    tree(
        "for (x in xs) { } for ([k, v] in h) { } for (let x in 0..3) { }",
        "(for-in x xs {}) ; (for-in (array k v) h {}) ; (for-in x (.. 0 3) {})",
    );
    tree("for (x in a in b) { }", "(for-in x (in a b) {})");
    tree("for ((x in a); b; c) { }", "(for (in x a) b c {})");
    tree("return; return 1", "(return _) ; (return 1)");
    tree(
        "fn() { return }; fn() { return\n1 }",
        "(fn () {(return _)}) ; (fn () {(return _); 1})",
    );
    tree("throw error(\"x\")", "(throw (call error \"x\"))");
    tree(
        "let a = try { f() } catch (e) { 0 } finally { g() }",
        "(let a (try {(call f)} (catch e {0}) (finally {(call g)})))",
    );
    tree(
        "try { } catch { } try { } finally { }",
        "(try {} (catch _ {})) ; (try {} (finally {}))",
    );
}

#[test]
fn bindings() {
    tree("let x = 1; const y = 2", "(let x 1) ; (const y 2)");
    tree(
        "let [a, _, [b], ...rest] = e",
        "(let (array a _ (array b) ...rest) e)",
    );
    tree(
        "let {x, y: z, if: [w,],} = e",
        "(let (hash (x x) (y z) (if (array w))) e)",
    );
}

#[test]
fn comprehensions() {
    tree(
        "[x * 2 for x in xs if x > 1]",
        "(collect (* x 2) (for x xs) (if (> x 1)))",
    );
    tree(
        "[[k, v] for [k, v] in h]",
        "(collect (array k v) (for (array k v) h))",
    );
    tree(
        "[x + y for x in a for y in b if x if y]",
        "(collect (+ x y) (for x a) (for y b) (if x) (if y))",
    );
}

#[test]
fn lines_end_statements() {
    tree("a\n(b)", "a ; b");
    tree("a\n[b]", "a ; (array b)");
    tree("a\n-b", "a ; (- b)");
    tree("a\n`b`", "a ; (template \"b\")");
    tree("(a\n(b)\n[c]\n-d)", "(- (index (call a b) c) d)");
    tree(
        "[a\n(b)]; f(a\n-b); {a\n-b: c}",
        "(array (call a b)) ; (call f (- a b)) ; (hash ((- a b) c))",
    );
    tree("f(fn() { a\n(b) })", "(call f (fn () {a; b}))");
    tree("`${a\n(b)}`", "(template (call a b))");
    tree(
        "a\n+ b\n* c\n.d\n?.e\n? f\n: g",
        "(?: (+ a (* b (?. (. c d) e))) f g)",
    );
    tree("a\n= b\n|| c", "(= a (|| b c))");
    tree("a // x\n/* y */ (b)", "a ; b");
    tree("a /*\n*/ (b)", "a ; b");
    tree("let a = 1 let b = 2 a b", "(let a 1) ; (let b 2) ; a ; b");
    tree(";;a;;b;", "a ; b");
    tree(
        "{\"a\": 1}\n{\"b\": 2}",
        "(hash (\"a\" 1)) ; (hash (\"b\" 2))",
    );
    tree("a\n++", "(++ a)");
}

#[test]
fn declarations() {
    tree(
        "import \"math\" import \"./f.monkey\" as m import \"math\" for sqrt, pow",
        "(import \"math\") ; (import \"./f.monkey\" as m) ; (import \"math\" for sqrt pow)",
    );
    tree(
        "import \"a\"\nfor (x in y) { }",
        "(import \"a\") ; (for-in x y {})",
    );
    tree("enum Color { Red, Green, }", "(enum Color Red Green)");
    tree(
        "class P extends m.Q { let x; let y = 1; fn init(x) { super.init(); self.x = x; } static fn s() { } gen g() { } }",
        "(class P (extends (. m Q)) (field x _) (field y 1) (fn init (x) {(call (super init)); (= (. self x) x)}) (static (fn s () {})) (gen g () {}))",
    );
    tree(
        "class A { }\nnew A(1).b; new m.A; A(2)",
        "(class A) ; (. (new A 1) b) ; (new (. m A)) ; (call A 2)",
    );
}

#[test]
fn matches() {
    tree(
        "match (e) { 0 => \"zero\", 1 | 2 => \"few\", n when n > 9 => \"many\", int(n) => n, [a, b] => a, Color.Red => 1, _ => other }",
        "(match e (arm 0 {\"zero\"}) (arm (| 1 2) {\"few\"}) (arm n when (> n 9) {\"many\"}) (arm (is int n) {n}) (arm (array a b) {a}) (arm (. Color Red) {1}) (arm _ {other}))",
    );
    tree(
        "match (e) { n when x => y => z, n when (x) => y }",
        "(match e (arm n when x {(=> (y) {z})}) (arm n when x {y}))",
    );
    tree(
        "match (e) { -1 => { a; b } null => c, {k: [1, ...r]} => d, }",
        "(match e (arm (- 1) {a; b}) (arm null {c}) (arm (hash (k (array 1 ...r))) {d}))",
    );
    tree("match (e) { }", "(match e)");
}

#[test]
fn spans_are_of_the_whole_expression() {
    let text = "let y = (a + bb) * f(x)[1]";
    let (_, parsed) = parsed(text);
    let shown: Vec<&str> = parsed
        .ast
        .all_exprs()
        .map(|expr| &text[expr.span.range()])
        .collect();
    assert_eq!(
        shown,
        [
            "a",
            "bb",
            "a + bb",
            "f",
            "x",
            "f(x)",
            "1",
            "f(x)[1]",
            "(a + bb) * f(x)[1]"
        ]
    );
}
