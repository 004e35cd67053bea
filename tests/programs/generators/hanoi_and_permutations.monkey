// Recursive generators with state in each frame.
gen hanoi(n, from, to, over) {
    if (n > 0) {
        for (m in hanoi(n - 1, from, over, to)) { yield m }
        yield [from, to]
        for (m in hanoi(n - 1, over, to, from)) { yield m }
    }
}
gen permutations(xs) {
    if (len(xs) == 0) { yield []; return }
    for (let i = 0; i < len(xs); i++) {
        for (p in permutations(concat(slice(xs, 0, i), slice(xs, i + 1)))) { yield [xs[i], ...p] }
    }
}
let moves = 0
for ([from, to] in hanoi(6, "a", "b", "c")) { moves++ }
puts(moves)
puts([...hanoi(2, "a", "b", "c")])
puts([...permutations([1, 2, 3])])
// expect: 63
// expect: [["a", "c"], ["a", "b"], ["c", "b"]]
// expect: [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]
