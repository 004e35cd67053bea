// A loop in a function is entered with integers, then floats, then strings, then integers.
fn repeat_add(x, y, n) {
    let acc = x
    for (let i = 0; i < n; i++) { acc = acc + y }
    acc
}
puts(repeat_add(0, 3, 200))
puts(repeat_add(0.5, 3, 200))
puts(repeat_add(0, 0.25, 200))
puts(len(repeat_add("", "ab", 200)))
puts(len(repeat_add([], [1], 100)))
puts(repeat_add(9223372036854775000, 10, 200))
puts(repeat_add(0, 3, 300))
for (let k = 0; k < 60; k++) {
    let r = k % 3 == 0 ? repeat_add(1, k, 4) : k % 3 == 1 ? repeat_add(1.5, k, 4) : repeat_add("a", "b", 4)
    if (k > 56) { puts(r) }
}
// expect: 600
// expect: 600.5
// expect: 50.0
// expect: 400
// expect: 100
// expect: 9223372036854777000
// expect: 900
// expect: 229
// expect: 233.5
// expect: abbbb
// expect jit: exits<=60 refusals=0
