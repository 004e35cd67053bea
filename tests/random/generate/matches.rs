//! `match` as an expression, and scripts in which enums and `match` meet loops.
//!
//! Example: `(match (v3) { 1 | 7 => v1, int(m9) when (m9 > 2) => m9, _ => 0 })`.

use super::{Generator, Kind};
use crate::tree::{Node, node};

/// See `scenarios.rs` for how they are written.
pub const SCENARIOS: &[&str] = &[
    "enum $E { A, B, C, D, F, G, H }
let $all = [...$E]
let $step = ($s, $c) => match ($s) { $E.A | $E.B => $all[$c % 7], $E.C when $c > @k => $E.D, $E.D => $E.A, $E.F => $E.H, $E.G => $c, $E.H => $E.G, int($n) => $all[$n % 3], _ => $E.B }
let $state = $E.A
let $seen = {}
for (let $i = 0; $i < @hot; $i++) {
    $state = $step($state, ($i * @n + @n) % 11)
    $seen[$state] = ($seen[$state] ?? 0) + 1
    if ($i == @k) { $state = @LIT }
}
puts($state, $seen, $E)",
    "enum $E { Red, Green, Blue }
enum $F { Red, Big }
let $n = 0
for (let $i = 0; $i < @hot; $i++) {
    for ($c in $i % 3 == 0 ? $F : $E) {
        $n = ($n + match ($c) { $E.Red => 1, $F.Red => @n, $E.Blue when $i % 2 == 0 => 5, $E.Green | $F.Big => len([...$E]), _ => 7 }) % 1000003
    }
    let $v = [$E.Red, $F.Red, $E, @LIT][$i % 4]
    try {
        $n += len(str($v.Big ?? 1))
    } catch (e) {
        $n += len(str(e))
    }
}
puts($n)",
    "let $f = ($x) => match ($x) { 0 => \"none\", 1 | 2 | 1.5 => $x, 3 => @any, 4 => 4.0, 5 => @str, 100000 => -1, -3 => [1], 9223372036854775807 => 0, $y when $y == @INT => \"it\", number($y) => $y, string($s) => $s, [$a, ...$r] => $r, {k: $v} => $v, _ => null }
let $xs = [0, 1, 2.0, 3, 4, 1.5, -3, 2 ** 70, \"s\", [1, 2], {\"k\": 5}, {}, null, @LIT, @LIT]
let $count = {}
for (let $i = 0; $i < @hot; $i++) {
    let $r = str($f($i % @n == 0 ? $i : $xs[($i * 7) % len($xs)]))
    $count[$r[0:12]] = ($count[$r[0:12]] ?? 0) + 1
}
puts(len($count), $count)",
    "let $rows = [{\"x\": 1, \"y\": 2}, {\"y\": null, \"x\": @int}, {\"y\": 3}, {}, [1, [2, 3]], [[4], 5, 6], @LIT, {\"x\": [@LIT, 1]}]
let $out = []
for (let $i = 0; $i < @hot; $i++) {
    let $got = match ($rows[$i % 8]) { {x: [$a, $b]} | [$b, [$a, _]] => [$a, $b], {x, y: null} => x, {x: int($a), y} when y < @n => $a % 1000 + y, {y: $a} => $a, [[$a], ...$rest] => [$a, $rest], $other => type($other) }
    if ($i < 16 || $i == @k) { $out.push($got) }
}
puts($out)",
    "let $run = ($code, $n) => {
    let $acc = $n
    for ($op in $code) {
        $acc = match ($op) { [\"add\", $v] => $acc + $v, [\"mul\", $v] => ($acc * $v) % 1000003, [\"neg\"] => -$acc, \"dbl\" => ($acc * 2) % 1000003, [\"if\", $c, $then] when $acc > $c => $then, $bad => len(str($bad)) }
    }
    $acc
}
for (let $i = 0; $i < @hot; $i++) {
    let $r = $run([[\"add\", @INT % 1000], [\"mul\", $i], \"dbl\", [\"neg\"], [\"if\", @n, 7], @LIT], $i)
    if ($i % 64 == 3) { puts($r) }
}",
];

const INTS: &[&str] = &[
    "0xff",
    "100",
    "-1",
    "-2",
    "2147483648",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775807",
    "9223372036854775808",
    "-18446744073709551616",
];

const FLOATS: &[&str] = &[
    "0.5",
    "1.0",
    "2.0",
    "-3.75",
    "100.0",
    "1e10",
    "1e300",
    "9223372036854775807.0",
];

const STRINGS: &[&str] = &[
    r#""""#,
    r#""a""#,
    r#""b""#,
    r#""key""#,
    r#""hello world""#,
    r#""äöü""#,
    r#""1""#,
];

impl Generator {
    /// A `match` that gives a `kind`.
    pub(super) fn matched(&mut self, kind: &Kind, depth: usize) -> Node {
        let d = depth.min(1);
        let of = match self.rng.below(8) {
            0 | 1 => Kind::Int,
            2 => Kind::Str,
            3 | 4 => Kind::Any,
            5 => Kind::Float,
            6 => Kind::array(self.scalar()),
            _ => Kind::hash(self.scalar()),
        };
        let subject = self.stored(&of, depth - 1);
        let arms = match self.rng.percent(25) {
            true => self.rng.between(6, 11),
            false => self.rng.between(1, 4),
        };
        let literals = arms > 4 && !matches!(of, Kind::Array(_) | Kind::Hash(_));
        let arms: Vec<Node> = (0..arms)
            .map(|_| self.scoped(|g| g.arm(&of, literals, kind, d)))
            .collect();
        let otherwise = self.expression(kind, 0);
        node!("(match (#) { #, _ => # })", subject, arms, otherwise)
    }

    fn arm(&mut self, of: &Kind, literal: bool, kind: &Kind, d: usize) -> Node {
        let pattern = match literal && self.rng.percent(90) {
            true => self.literal_pattern(of),
            false => self.pattern(of, 2),
        };
        if !literal && self.rng.percent(25) {
            let guard = self.bool(d);
            return node!("# when (#) => #", pattern, guard, self.expression(kind, d));
        }
        node!("# => #", pattern, self.expression(kind, d))
    }

    /// One literal or two, of a kind; of other kinds, anything.
    fn literal_pattern(&mut self, of: &Kind) -> String {
        let one = match of {
            Kind::Int => self.number_pattern(INTS),
            Kind::Float => self.number_pattern(FLOATS),
            Kind::Str => self.rng.pick(STRINGS).to_string(),
            _ => match self.rng.below(6) {
                0 => self.rng.pick(&["null", "true", "false"]).to_string(),
                1 => self.rng.pick(STRINGS).to_string(),
                2 => self.number_pattern(FLOATS),
                _ => self.number_pattern(INTS),
            },
        };
        match self.rng.percent(15) {
            true => format!("{one} | {}", self.literal_pattern(of)),
            false => one,
        }
    }

    fn number_pattern(&mut self, odd: &[&str]) -> String {
        match self.rng.percent(70) {
            true => self.rng.below(11).to_string(),
            false => self.rng.pick(odd).to_string(),
        }
    }

    /// A name that the pattern binds to a value of the kind.
    fn bound(&mut self, kind: &Kind) -> String {
        let name = self.fresh("m");
        self.declare(&name, kind.clone(), false);
        name
    }

    fn pattern(&mut self, of: &Kind, depth: usize) -> String {
        if depth == 0 || self.rng.percent(20) {
            return match self.rng.below(4) {
                0 => "_".to_string(),
                1 => self.literal_pattern(of),
                _ => self.bound(of),
            };
        }
        match of {
            Kind::Array(element) => self.array_pattern(element, depth - 1),
            Kind::Hash(_) if self.rng.percent(20) => "{}".to_string(),
            Kind::Hash(element) => {
                let value = self.pattern(element, depth - 1);
                let key = *self.rng.pick(&["a", "b", "key"]);
                match self.rng.percent(25) {
                    true => format!("hash({{k: _, {key}: {value}}})"),
                    false => format!("{{{key}: {value}}}"),
                }
            }
            Kind::Int => match self.rng.below(3) {
                0 => self.literal_pattern(of),
                1 => format!("int({})", self.bound(of)),
                _ => format!("number({})", self.bound(of)),
            },
            Kind::Any => match self.rng.below(5) {
                0 => format!("int({})", self.bound(&Kind::Int)),
                1 => format!("float({})", self.bound(&Kind::Float)),
                2 => format!("string({})", self.bound(&Kind::Str)),
                3 => format!("bool({})", self.bound(&Kind::Bool)),
                _ => self.literal_pattern(of),
            },
            _ => self.literal_pattern(of),
        }
    }

    fn array_pattern(&mut self, element: &Kind, depth: usize) -> String {
        match self.rng.below(6) {
            0 => "[]".to_string(),
            1 => {
                let literal = self.literal_pattern(element);
                let name = self.bound(element);
                format!("[{name}, {literal}] | [{literal}, {name}]")
            }
            2 => {
                let first = self.pattern(element, depth);
                let rest = self.bound(&Kind::array(element.clone()));
                format!("[{first}, ...{rest}]")
            }
            3 => format!("[_, {}, ..._]", self.pattern(element, depth)),
            4 => format!("array({})", self.bound(&Kind::array(element.clone()))),
            _ => {
                let (first, second) = (self.pattern(element, depth), self.pattern(element, depth));
                format!("[{first}, {second}]")
            }
        }
    }
}
