//! Scenarios in which a kind changes after it was the same for long: of a variable, of elements, of a callee, of a
//! condition; and integers that grow past 64 bits and come back. In the notation of `scenarios.rs`.
//!
//! Example: `let v = 0; for (let i = 0; i < 1000; i++) { if (i == 700) { v = 0.5 }; v += 1 }`.
//!
//! Invariant: as in `scenarios.rs`.

/// The scripts.
pub(super) const SCENARIOS: &[&str] = &[
    "let $v = @INT
let $sum = 0
for (let $i = 0; $i < @hot; $i++) {
    if ($i == @k) {
        $v = @float
    }
    $sum += $v
    $v += 1
}
puts($v, type($v), $sum)",
    "let $v = 0
for (let $i = 0; $i < @hot; $i++) {
    if ($i == @k) {
        $v = \"s\"
    }
    if ($i == @k) {
        $v = @any
    }
    try {
        $v = $v + 1
    } catch (e) {
        puts(`${$i}: ${e}`)
        $v = $i
    }
}
puts($v)",
    "let $x = 1
let $peak = 0
for (let $i = 0; $i < 90; $i++) {
    $x = $i < 50 ? $x * 3 + 1 : $x / 3
    $peak = max($peak, $x)
    if ($i % 10 == 9) {
        puts($x, $x > 9223372036854775807)
    }
}
puts($x, $peak)",
    "let $x = 9223372036854775800
for (let $i = 0; $i < @hot; $i++) {
    $x += $i < @k ? 1 : -1
}
puts($x, $x - 9223372036854775800, -$x, $x * 2 - $x == $x)",
    "let $x = -9223372036854775800
for (let $i = 0; $i < 20; $i++) {
    $x--
}
puts($x, $x / -1, $x % -1, abs($x), $x >> 3, ~$x, $x & 255, $x | 1, $x ^ -1)
for (let $i = 0; $i < 20; $i++) {
    $x++
}
puts($x, $x + 1 > $x, [$x, -$x][0])",
    "let $h = @INT
for (let $i = 0; $i < @hot; $i++) {
    $h = ($h ^ ($i & 255)) * 1099511628211 & 0xffffffffffffffff
}
puts($h, $h >> 40, $h << 3)",
    "let $h = 5381
for (let $i = 0; $i < @hot; $i++) {
    $h = (($h << 5) + $h + $i) % 4294967296
    $h = $h > 4294967290 ? -$h : $h
}
puts($h)",
    "let $a = [$i for $i in 0..20]
let $sum = 0
for (let $i = 0; $i < @hot; $i++) {
    if ($i == @k) {
        $a[$i % 20] = @any
    }
    let $x = $a[$i % 20]
    if (type($x) == \"int\" || type($x) == \"float\") {
        $sum = $sum + $x
    } else {
        $sum += 1
    }
}
puts($sum, $a)",
    "let $a = [0.5, 1.5, 2.5]
for (let $i = 0; $i < 8; $i++) {
    $a.push($i == 5 ? @any : $i * 0.25)
    $a[$i % len($a)] = $i == 6 ? $i : 1.0
}
puts($a, $a[0:2], map($a, type))
let $b = [true, false]
$b.push(@bool)
$b[1] = @any
puts($b, [...$b, ...$a], $b + $a)",
    "fn $add($p, $q) {
    $p + $q
}
let $pairs = [[1, 2], [1.5, 2], [\"a\", \"b\"], [[1], [2]], [9223372036854775807, 1], [1, \"x\"], [null, 1], [@any, @any]]
let $n = 0
for (let $i = 0; $i < @hot; $i++) {
    let $pair = $pairs[$i < @k ? 0 : $i % 8]
    try {
        let $r = $add($pair[0], $pair[1])
        $n += len(str($r))
        if ($i < 16) {
            puts($r)
        }
    } catch (e) {
        $n += len(e.message)
    }
}
puts($n)",
    "let $f = $x => $x + 1
let $n = 0
for (let $i = 0; $i < @hot; $i++) {
    if ($i == @k) {
        $f = $x => `${$x}`[:3]
        $n = \"\"
    }
    if ($i == @k) {
        $f = $x => $x * 0.5
        $n = 1.0
    }
    $n = $f($n)
}
puts($n)",
    "let $total = 0
for (let $i = 0; $i < @hot; $i++) {
    if ($i > @k) {
        $total += 2
    } else if ($i % 2 == 0) {
        $total -= 1
    } else {
        $total = $total ^ $i
    }
    if ($i == @k) {
        @stmt
    }
}
puts($total)",
    "let $total = 0
for (let $i = 0; $i < 12; $i++) {
    for (let $j = $i; $j < 30; $j++) {
        if ($j == 25) {
            break
        }
        if (($i + $j) % 3 == 0) {
            continue
        }
        $total += $i > 8 ? $j * 0.5 : $j
    }
    if ($total > 100000) {
        break
    }
}
puts($total)",
    "let $x = @INT
let $steps = 0
$x = abs($x) + 1
while ($x != 1 && $steps < @hot) {
    $x = $x % 2 == 0 ? $x / 2 : 3 * $x + 1
    $steps++
}
puts($x, $steps)",
    "let $p = @INT
let $q = @INT
let $n = 0
while ($q != 0 && $n < 200) {
    let $t = $p % $q
    $p = $q
    $q = $t
    $n += 1
}
puts(abs($p), $n)",
    "let $s = 0.0
let $n = 0
for (let $i = 1; $i <= @hot; $i++) {
    $s += 1 / ($i * 1.0)
    if ($s > @FLOAT) {
        $n++
    }
}
puts($s, $n, $s == $s, floor($s * 1000))",
    "let $nan = 0.0 / 0.0
let $xs = [1, 1.0, $nan, 0, -0.0, 1.0 / 0.0, 9007199254740993, 9007199254740992.0, @float, @int]
let $n = 0
for ($p in $xs) {
    for ($q in $xs) {
        $n = $n * 2 + ($p < $q ? 1 : 0) + ($p == $q ? 3 : 0) + ($p >= $q ? 5 : 0)
        $n = $n % 1000000007
    }
}
puts($n, sort($xs), max($xs), $nan == $nan, -0.0 == 0, 1 / -0.0)",
    "let $v = null
let $n = 0
for ($x in [1, 2, 3, 2.5, \"a\", null, true, [1], {}, 10 ** 20, @any]) {
    for (let $i = 0; $i < 30; $i++) {
        $n += $x == $v ? 1 : 0
        $n += $x ? 2 : 0
        $n += ($x ?? 5) == 5 ? 3 : 0
        $v = $x
    }
    puts(type($x), $n)
}",
    "let $i = @INT
let $r = []
for (let $k = 0; $k < 130; $k += 13) {
    $r.push([$i << $k >> $k == $i, ($i << $k) & 255, $i >> $k])
}
puts($r, 1 << 62, 1 << 63, -1 << 63, -1 << 64 >> 1, 7 ** 30, -7 ** 3, 2 ** -1)",
    "let $a = 0
let $b = 1
for (let $i = 0; $i < 120; $i++) {
    let $t = $a + $b
    $a = $b
    $b = $t
}
puts($a, $a % 1000007, $a / 3 ** 20, $a - $b, float($a), $a * 1.0)
for (let $i = 0; $i < 120; $i++) {
    let $t = $b - $a
    $b = $a
    $a = $t
}
puts($a, $b)",
];
