//! Scenarios of classes: see [`super::scenarios`] for the holes.
//!
//! ```text
//! for (let $i = 0; $i < @hot; $i++) { $o = $i % @n == 0 ? $B($i) : $A(@any); $t += len(str($o.get())) }
//! ```
//!
//! Invariant: methods call themselves with smaller arguments only, and fields hold what does not grow.

/// The scripts.
pub(super) const SCENARIOS: &[&str] = &[
    // Fields of changing kinds, declared and added.
    "class $P {
    let $x = @INT
    let $y
    fn init($a, $b = @LIT) {
        self.$y = $b
        self.$z = $a
    }
    fn $get() { [self.$x, self.$y, self.$z] }
    fn $set($a) {
        self.$x = $a
        self
    }
}
let $p = $P(@LIT)
for (let $i = 0; $i < @hot; $i++) {
    try {
        $p.$set($i % @n == 1 ? @any : $i)
        $p.$y = $i % 50 < 25 ? $i : @LIT
        if ($i == @k) {
            $p.$late = $i
        }
        if ($i % 40 < 2) {
            puts($p.$x, len(str($p.$get())))
        }
        checksum = (checksum + len(str($p.$z)) + $p.$late) % 1000003
    } catch (e) {
        checksum += len(str(e))
    }
}",
    // Several classes at one place, one of which overrides, and `super`.
    "class $A {
    let $k = @INT
    fn init($v) { self.$v = $v }
    fn $m($a) { [self.$k, $a] }
    fn $n($a) { len(str(self.$m($a))) }
}
class $B extends $A {
    let $w = self.$k
    fn $m($a) { super.$m(self.$w) }
}
class $C extends $B {
    let $list = [@LIT, @INT]
    fn init($v) {
        super.init(str($v))
        self.$list.push($v)
    }
    fn $m($a) {
        self.$w = $a
        [len(self.$list), super.$m($a)]
    }
}
class $D extends $A { fn $n($a) { self.$v } }
let $all = [$A, $B, $C, $D]
for (let $i = 0; $i < @hot; $i++) {
    let $o = $i < @k ? $A($i) : $all[$i % @n % 4]($i % 3 == 0 ? @LIT : $i)
    try {
        if ($i % 50 < 2) {
            puts($o, $o.$m($i))
        }
        checksum = (checksum + len(str($o.$n(@any))) + len(str(classOf($o)))) % 1000003
    } catch (e) {
        checksum += len(str(e))
    }
}",
    // A class that captures, made more than once; statics; bound methods as values.
    "let $make = ($k) => {
    let $count = 0
    class $L {
        let $mine = $k
        fn init() {
            $count++
            self.$id = $count
        }
        fn $next() { $L() }
        fn $add($x, $y = 1) { [self.$id, $x, $y, len(str($k))] }
        static fn $total() { $count }
    }
    $L
}
let $X = $make(@any)
let $Y = $make(@LIT)
for (let $i = 0; $i < @hot; $i++) {
    let $o = ($i % @n == 0 ? $X : $Y)()
    let $f = $i % 2 == 0 ? $o.$add : $o.$next().$add
    checksum = (checksum + len(str($f($i))) + $X.$total() + $Y.$total()) % 1000003
    if ($i < 3) {
        puts($f, $o, [1, @LIT].map($o.$add))
    }
}
puts($X == $Y, classOf($X()) == $X, $Y.$total())",
    // What is wrong with instances, caught in the loop.
    "class $P {
    let $x = 1
    fn init($a, ...$r) {
        if ($a == @n) {
            throw @any
        }
        self.$n = len($r)
    }
    fn $m($a) { $a + self.$x }
}
for (let $i = 0; $i < @hot; $i++) {
    try {
        let $o = $i % 7 == 6 ? $P() : $P($i % @n, ...[@LIT, $i])
        if ($i % 5 == 4) {
            $o.$m = @any
        }
        checksum += $o.$n
        let $v = $i % 11 == 10 ? $o.$missing : $o.$m($i % 3 == 0 ? @any : $i)
        checksum = (checksum + len(str($v))) % 1000003
    } catch (e) {
        checksum += len(str(e))
    }
}",
    // Linked instances, methods that call themselves, tail calls.
    "class $Node {
    let $next
    fn init($v) { self.$v = $v }
    fn $len($n) { self.$next == null ? $n : self.$next.$len($n + 1) }
    fn $last() {
        if (self.$next == null) {
            return self
        }
        self.$next.$last()
    }
    fn $sum() { len(str(self.$v)) + (self.$next?.$sum() ?? 0) }
}
let $head = null
for (let $i = 0; $i < @hot; $i++) {
    let $node = $Node($i % @n == 0 ? @any : $i)
    if ($i % 20 != 0) {
        $node.$next = $head
    }
    $head = $node
    checksum = (checksum + $head.$len(1) + $head.$sum()) % 1000003
}
puts($head.$len(1), equals($head, $head.$last()))",
    // Instances and hashes at one place; methods that hide builtins.
    "class $Bag {
    let $items = [@INT]
    fn len() { \"own\" }
    fn get($k) { $k }
}
let $mixed = [$Bag(), {\"get\": ($k) => [$k], \"$items\": @LIT}, $Bag(), [1, 2]]
$mixed[2].$more = @LIT
for (let $i = 0; $i < @hot; $i++) {
    let $o = $mixed[$i % @n % 4]
    try {
        checksum = (checksum + len(str($o.get($i))) + len(str($o.$items)) + len(str($o.len()))) % 1000003
    } catch (e) {
        checksum += len(str(e))
    }
}
puts($mixed)",
];
