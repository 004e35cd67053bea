//! Scenarios: small programs in which several features meet, with random expressions in their holes.
//!
//! ```text
//! for (let $i = 0; $i < @hot; $i++) {       $i  a new name, the same in one instance
//!     $total += @int                        @int  an expression: @int @float @bool @str @any
//! }                                         @op @cmp  an operator    @stmt  any statement
//! ```                                       @hot  the rounds of a loop, as many as there is work left for
//!                                           @k    a number below it   @n  from 2 to 9   @INT @FLOAT @LIT  literals
//!
//! A line that ends with `{` opens a block, one that begins with `}` closes it; so the shrinker sees statements.
//!
//! Invariant: no scenario relies on what its holes give for its end: loops and recursion are bounded by themselves.

use std::collections::BTreeMap;

use super::classes::SCENARIOS as CLASSES;
use super::matches::SCENARIOS as MATCHES;
use super::transitions::SCENARIOS as TRANSITIONS;
use super::{Generator, Kind};
use crate::tree::{Node, Part};

/// The scripts of closures, calls, exceptions, collections; [`TRANSITIONS`] has those of changing kinds,
/// [`MATCHES`] those of enums and `match`.
const SCENARIOS: &[&str] = &[
    // Closures.
    "let $fs = []
for (let $i = 0; $i < @n; $i++) {
    let $j = $i * @INT
    $fs.push(() => { $j += 1; [$i, $j] })
    @stmt
}
for ($f in $fs) {
    puts($f(), $f())
}",
    "fn $make($n) {
    let $count = $n
    {\"add\": ($d = 1) => $count += $d, \"get\": () => $count}
}
let $a = $make(@INT)
let $b = $make(@INT)
for (let $i = 0; $i < @hot; $i++) {
    $a.add()
    if ($i % @n == 0) {
        $b.add($i)
    }
}
puts($a.get(), $b.get())",
    "let $shared = @int
let $up = $x => { $shared = ($shared + $x) % 1000003 }
let $read = () => $shared
for ($i in 0..@hot) {
    $up($i)
}
puts($read(), $shared)",
    "fn $compose(...$fs) {
    $x => reduce($fs, $x, ($acc, $f) => $f($acc))
}
puts($compose($x => $x + @INT, $x => $x * 3, str)(@INT))
puts([1, 2, 3] |> map($x => $x @op @n) |> filter($x => $x != 2) |> reduce(0, ($p, $q) => $p + $q))",
    // Calls.
    "fn $loop($n, $acc) {
    if ($n == 0) {
        return $acc
    }
    return $loop($n - 1, ($acc + $n) % 1000003)
}
puts($loop(@hot, @INT))",
    "fn $deep($n) {
    if ($n == 0) {
        return @LIT
    }
    let $r = $deep($n - 1)
    $n % 7 == 0 ? $n : $r
}
puts($deep(@hot))",
    "fn $deep($n) {
    if ($n == 0) { throw @any }
    1 + $deep($n - 1)
}
try {
    puts($deep(@hot))
} catch (e) {
    puts(e)
}",
    "let $memo = {}
fn $fib($n) {
    if ($n < 2) {
        return $n
    }
    if ($memo[$n] == null) {
        $memo[$n] = $fib($n - 1) + $fib($n - 2)
    }
    $memo[$n]
}
puts($fib(@hot % 150), len($memo))",
    "fn $f($a, $b = $a + 1, ...$rest) {
    [$a, $b, len($rest), ...$rest]
}
for (let $i = 0; $i < @hot; $i++) {
    let $r = $i % 3 == 0 ? $f($i) : $i % 3 == 1 ? $f($i, @INT) : $f(...[$i, 2, @LIT])
    if ($i % 50 < 3) {
        puts($r)
    }
}",
    "let $table = [$x => $x + 1, $x => `<${$x}>`, ($x, $y = 2) => [$x, $y], str, type, null]
for (let $i = 0; $i < @hot; $i++) {
    try {
        let $r = $table[$i % 6](@any)
        if ($i < 12) {
            puts($r)
        }
    } catch (e) {
        checksum += len(str(e)) + $i
    }
}",
    "let $late = ($n) => !($n > 0) ? [] : [$n, ...$late($n - 1)]
puts($late(@n), $late)",
    // Short circuits.
    "let $log = []
let $t = ($x) => { $log.push($x); $x }
for (let $i = 0; $i < @n; $i++) {
    $t(@bool) && $t(@bool) || $t(null) ?? $t($i)
    if ($t($i > 2) || $t(@bool)) {
        $log.push(\"in\")
    }
}
puts($log)",
    "let $h = {\"a\": {\"b\": @INT}, \"f\": $x => $x ?? \"none\"}
puts($h.a.b, $h?.a?.b, $h.c?.b, $h.c?.b.c[0](1), $h.f(@any), ($h.c ?? $h.a).b)
$h.a.b += 1
$h[\"a\"][\"n\"] = $h
puts($h)",
    // Exceptions.
    "let $caught = 0
let $last = 0
for (let $i = 0; $i < @hot; $i++) {
    try {
        if ($i % @n == 1) {
            throw @any
        }
        if ($i == @k) {
            @LIT - \"x\"
        }
        if ($i % 11 == 10) {
            continue
        }
        $caught += 0
    } catch (e) {
        $caught += 1
    } finally {
        $last = $i
    }
}
puts($caught, $last)",
    "fn $f($n) {
    for (let $i = 0; $i < 10; $i++) {
        try {
            if ($i == $n) {
                return $i
            }
            if ($n < 0) {
                throw [$i, $n]
            }
        } finally {
            puts(`finally ${$i}`)
            if ($i == 4) {
                break
            }
        }
    }
    return \"end\"
}
puts($f(@n), $f(20))
try {
    puts($f(-1))
} catch (e) {
    puts(e)
}",
    "fn $inner($x) {
    try {
        return 100 / $x
    } catch (e) {
        if ($x == 0) {
            throw {\"why\": str(e), \"x\": $x}
        }
        throw e
    } finally {
        checksum += 1
    }
}
for ($x in [1, @INT, 0, \"s\", 2.5, null, @any]) {
    try {
        puts($inner($x))
    } catch (e) {
        puts(type(e) == \"hash\" ? e.why : e)
    }
}",
    // Arrays.
    "let $a = [@INT, 2, 3]
let $b = $a
let $c = push($a, @INT)
$b.push(4)
$a[0] = @any
puts($a, $b, $c, $a == $b, equals($a, $c))
let $d = $c[1:]
$d[0] = \"changed\"
$c.push(@any)
puts($c, $d, push($d, 1), push($d, 2))",
    "let $a = []
for (let $i = 0; $i < @hot; $i++) {
    $a = push($a, $i @op 3)
    if ($i == @k) {
        let $old = $a
        $a = push($a, @any)
        $old.push(\"old\")
        puts(len($old), last($old), last($a))
    }
}
puts(len($a), $a[-3:], $a[:3])",
    "let $n = 40
let $sieve = array($n, true)
for (let $i = 2; $i * $i < $n; $i++) {
    if ($sieve[$i]) {
        for (let $j = $i * $i; $j < $n; $j += $i) {
            $sieve[$j] = false
        }
    }
}
puts([$i for $i in 2..$n if $sieve[$i]])",
    "let $a = [(($x * 7919 + @INT) % 101) for $x in 0..@n]
for (let $i = 0; $i < len($a); $i++) {
    for (let $j = 0; $j + 1 < len($a) - $i; $j++) {
        if ($a[$j] @cmp $a[$j + 1]) {
            let $t = $a[$j]
            $a[$j] = $a[$j + 1]
            $a[$j + 1] = $t
        }
    }
}
puts($a, sort($a), $a.sort(($x, $y) => $y - $x))",
    "let $m = [[($r * $c) % @n for $c in 0..4] for $r in 0..4]
for ($row in $m) {
    $row[1] += @INT
    for (let $i = 0; $i < 4; $i++) {
        $m[$i][$i] = $row[0] - $m[$i][3]
    }
}
puts($m, flat($m), zip($m[0], $m[1]))
$m[0] = $m
puts($m)",
    "let $a = [@any, @any, @any, @any, @any]
for (let $i = 0; $i < 12; $i++) {
    let $x = [$a.pop(), $a.shift()]
    puts($x, len($a))
    $a.unshift($x[0])
    $a.push($x[1])
    if ($i % 3 == 0 && len($a) > 2) {
        puts($a.remove(-2))
        $a.insert(1, $i)
    }
}
puts($a)",
    "let $a = [@INT]
let $rest = [@any, @any]
for (let $i = 0; $i < @n; $i++) {
    try {
        puts(max(...[$i, 2], 1), [$i].concat(...[[3], $a]), {...{\"k\": $i}, \"l\": $a})
        puts($a.push(...[$i]), str(...$a))
        puts($a.insert(...$rest))
    } catch (e) {
        puts(e)
    }
}",
    // Hashes.
    "let $h = {}
for (let $i = 0; $i < @hot; $i++) {
    let $k = $i % 2 == 0 ? $i % 13 : `k${$i % 7}`
    $h[$k] = ($h[$k] ?? 0) + 1
    if ($i % 5 == 4) {
        delete($h, $i % 13)
    }
}
puts($h, len($h), keys($h))",
    "let $h = {1: \"int\", \"1\": \"str\", 2.5: \"f\", true: \"t\"}
$h[1.0] = \"float\"
$h[-0.0] = @any
let $seen = 0
for ([$k, $v] in $h) {
    $seen += 1
    if ($seen < 6) {
        delete($h, $k)
        $h[`n${$seen}`] = $v
    }
    puts($k)
}
puts($h, 0 in $h, $h == $h, equals($h, {...$h}))",
    "let $words = split(\"the cat and the dog and the end\", \" \")
let $count = {}
for ($w in $words) {
    $count[$w] = ($count[$w] ?? 0) + 1
}
puts($count, sortBy(entries($count), $p => -$p[1]), groupBy($words, $w => len($w)))
let $many = [{\"id\": $i, \"v\": $i @op 7} for $i in 1..@n]
puts($many |> map($r => $r.v) |> sum(), $many.find($r => $r.id == 2))",
    // Strings.
    "let $s = \"\"
for (let $i = 0; $i < @hot; $i++) {
    $s = $s + ($i % 10 == 3 ? \"é\" : $i % 17 == 5 ? \"😀\" : char(97 + $i % 26))
    if ($i == @k) {
        puts($s[$i], $s[-1], len($s), $s[1:4])
    }
}
puts(len($s), $s[:12], $s[-5:], indexOf($s, \"z\"))
let $n = 0
for ($c in $s) {
    $n += ord($c)
}
puts($n, $s == $s + \"\", $s < $s + \"a\")",
    "let $s = @str[:9]
let $t = \"\"
for ($c in $s) {
    $t = $c + $t
}
puts($t, $t == reverse($s), upper($t), `${$s}|${$t}`, $s * 2, chars($s), join(chars($t), \"-\"))
puts($s[0] ?? \"none\", $s[99], $s[-1] ?? \"none\", $s in $s + $t, $s.padLeft(12, \".\"))",
];

/// Scripts that name variables before their `let`, which only the top level allows.
const TOP_LEVEL: &[&str] = &[
    "fn $even($n) {
    if ($n == 0) { true } else { $odd($n - 1) }
}
fn $odd($n) {
    $n == 0 ? false : $even($n - 1)
}
puts($even(@hot), $odd(@hot))",
    "fn $early() {
    $later
}
try {
    puts($early())
} catch (e) {
    puts(e)
}
let $later = @any
puts($early())",
    "let $bad = [() => [1][5] = 2, () => 5(), () => len(), () => len(1, 2), () => null.x, () => [] < 1, () => -\"a\", () => ({\"a\": 1}).a.b.c, () => first(3), () => 1 << -1, () => ({[1]: 2}), () => int(\"x1\"), () => ~1.5, () => for_each]
let for_each = @LIT
for ($f in $bad) {
    try {
        puts($f())
    } catch (e) {
        puts(`${e.line}: ${e.message}`)
    }
}",
];

/// Loops and recursion of a scenario go round this often, if the work left allows.
const ROUNDS: &[usize] = &[10, 30, 30, 100, 300, 1000, 2000, 4000];

impl Generator {
    pub(super) fn scenario(&mut self) -> Node {
        if !self.affords(400) {
            return self.print_statement();
        }
        let script = match self.rng.below(20) {
            0 if self.scopes.len() == 1 => *self.rng.pick(TOP_LEVEL),
            0..=9 => *self.rng.pick(SCENARIOS),
            10..=11 => *self.rng.pick(CLASSES),
            12..=13 => *self.rng.pick(MATCHES),
            _ => *self.rng.pick(TRANSITIONS),
        };
        let room = self.limit.saturating_sub(self.work) / (self.times * 40);
        let hot = (*self.rng.pick(ROUNDS)).min(room as usize);
        self.spend(hot as u64 * 12 + 100);
        let mut instance = Instance {
            names: BTreeMap::new(),
            hot,
        };
        let mut lines = script.lines();
        let outer = self.context.clone();
        // What a scenario declares is not visible outside it, nor are the names around it hidden.
        self.context.in_loop = false;
        let statements = self.scoped(|g| g.script(&mut lines, &mut instance).0);
        self.context = outer;
        Node::sequence(statements)
    }

    /// The statements up to the end of a block, and the line that ends it.
    fn script(
        &mut self,
        lines: &mut std::str::Lines<'static>,
        instance: &mut Instance,
    ) -> (Vec<Node>, String) {
        let mut statements = Vec::new();
        while let Some(line) = lines.next() {
            let line = line.trim();
            if line.starts_with('}') {
                return (statements, line.to_string());
            }
            let mut parts = Vec::new();
            let mut open = line.to_string();
            while let Some(head) = open.strip_suffix('{') {
                parts.extend(self.fill(head, instance));
                let (block, end) = self.script(lines, instance);
                parts.push(Part::Block(block));
                open = end[1..].to_string();
            }
            parts.extend(self.fill(&open, instance));
            statements.push(Node { parts });
        }
        (statements, String::new())
    }

    /// A line with its holes filled.
    fn fill(&mut self, line: &str, instance: &mut Instance) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rest = line;
        while let Some(at) = rest.find(['@', '$']) {
            let (text, hole) = rest.split_at(at);
            parts.push(Part::from(text));
            let word = hole[1..].find(|c: char| !c.is_alphabetic());
            let (word, behind) = hole[1..].split_at(word.unwrap_or(hole.len() - 1));
            parts.push(match hole.as_bytes()[0] {
                b'$' if word.is_empty() => Part::from("$"),
                b'$' => {
                    let known = instance.names.get(word).cloned();
                    let name = known.unwrap_or_else(|| self.fresh(word));
                    instance.names.insert(word.to_string(), name.clone());
                    Part::from(name)
                }
                _ => Part::Expr(self.hole(word, instance.hot)),
            });
            rest = behind;
        }
        parts.push(Part::from(rest));
        parts
    }

    fn hole(&mut self, word: &str, hot: usize) -> Node {
        let kind = match word {
            "int" => Kind::Int,
            "float" => Kind::Float,
            "bool" => Kind::Bool,
            "str" => Kind::Str,
            "any" => Kind::Any,
            "INT" => return self.int_literal(),
            "FLOAT" => return self.float_literal(),
            "LIT" => {
                return match self.rng.below(5) {
                    0 | 1 => self.int_literal(),
                    2 => self.float_literal(),
                    3 => self.string_literal(),
                    _ => Node::text(*self.rng.pick(&["null", "true", "[1]", "{}", "(x => x)"])),
                };
            }
            "op" => return Node::text(*self.rng.pick(&["+", "-", "*", "/", "%", "&", "|", "^"])),
            "cmp" => return Node::text(*self.rng.pick(&["<", ">", "<=", ">=", "!="])),
            "n" => return Node::text(self.rng.between(2, 9).to_string()),
            "k" => return Node::text(self.rng.below(hot.max(1)).to_string()),
            "hot" => return Node::text(hot.to_string()),
            "stmt" => return self.repeated(10, |g| g.scoped(|g| g.statement())),
            _ => panic!("no hole @{word}"),
        };
        self.repeated(hot as u64, |g| g.stored(&kind, 2))
    }
}

/// What one instance of a script has chosen.
struct Instance {
    names: BTreeMap<String, String>,
    hot: usize,
}
