// map, filter, reduce and sort with functions whose types change, in a hot loop.
let s = 0
let log = []
for (let i = 0; i < 100; i++) {
    let xs = map([1, 2, 3, i], i % 10 == 9 ? x => x * 0.5 : x => x + i)
    let ys = filter(xs, y => y > i / 2)
    s = s + reduce(ys, 0, (a, b) => a + b) + len(sort(xs, (a, b) => b - a))
    if (i % 33 == 9) { log.push([s, sort(xs, (a, b) => a < b)]) }
}
puts(log, s)
// expect: [[278.5, [0.5, 1.0, 1.5, 4.5]], [4489.0, [43, 44, 45, 84]], [13739.5, [76, 77, 78, 150]]]
// expect: 23260.0
