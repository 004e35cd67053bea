// Loops over pairs, whatever yields them.
gen entriesOf(h) { for ([k, v] in h) { yield [k, v] } }
gen mixed() { yield [1, 2]; yield "xy"; yield [3]; yield [] }
for ([k, v] in entriesOf({"a": 1, "b": 2})) { puts(k, v) }
for ([a, b] in mixed()) { puts(`${a} ${b}`) }
for ([a, _] in mixed()) { if (a == 3) { break } }
puts([v for [k, v] in entriesOf({"x": 10, "y": 20})])
for ([a, [b, c]] in [[1, [2, 3]]]) { puts(a + b + c) }
for ([a, ...rest] in mixed()) { puts(rest); break }
puts(try { for ([a, b] in (gen() { yield 5 })()) { } } catch (e) { e })
// expect: a
// expect: 1
// expect: b
// expect: 2
// expect: 1 2
// expect: x y
// expect: 3 null
// expect: null null
// expect: [10, 20]
// expect: 6
// expect: [2]
// expect: cannot index int
